"""What the preview keeps from one save to the next is, in the end, what a new preview would make."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook import Problem, Settings, check, load
from casebook.build import Build

from .conftest import copy_sample
from .test_mistakes import EXAMPLES, edits, made

SETTINGS = Settings.of(
    "https://example.org/casebook/", "https://example.org/repo", "edit/main/docs/"
)
CASE, STORY = "data/cases/harbor.yml", "docs/en/cases/harbor.md"
TITLE = ("{en: Harbor, zh: 海港}", "{en: Haven, zh: 港湾}")


@pytest.fixture
def project(tmp_path):
    return copy_sample(tmp_path / "sample", engine=False)


def built(build: Build, project: Path) -> tuple[str, dict[str, str]]:
    """What a build reports, and its pages; without the builder, which would only write them."""
    report = build.begin(project, SETTINGS)
    shown = {uri: page.markdown for uri, page in build.pages.items()}
    build._rest.take(page for page in build.pages.values() if page.template != "problems.md.j2")
    return report, shown


def settled(build: Build, project: Path) -> tuple[str, dict[str, str]]:
    """The same once the rest has been made, too."""
    first = built(build, project)
    return built(build, project) if build._rest.catch_up(build.pages, build._rest.turn) else first


def replace(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text("utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), "utf-8")


def test_a_save_shows_its_own_pages_first_and_all_others_later(project):
    build = Build(serving=True)
    _, before = settled(build, project)
    replace(project, CASE, *TITLE)
    _, first = built(build, project)
    assert {uri for uri in first if first[uri] != before[uri]} == {
        f"{lang}/cases/harbor{end}.md"
        for lang in ("en", "zh")
        for end in ("", "/evidence", "/then", "/parallel")
    }
    assert build._rest.catch_up(build.pages, build._rest.turn), "lists name the case, too"
    _, after = built(build, project)
    assert "Haven" in after["en/cases/index.md"]
    assert "Haven" not in first["en/cases/index.md"]
    assert (_, after) == (_, built(Build(serving=True), project)[1])


def test_where_nothing_else_differs_the_site_is_not_built_again(project):
    build = Build(serving=True)
    settled(build, project)
    replace(project, "docs/en/about.md", "\n# ", "\n# On and ")
    built(build, project)
    assert not build._rest.catch_up(build.pages, build._rest.turn)
    assert settled(build, project) == built(Build(serving=True), project)


def test_a_save_stops_what_an_earlier_one_left_to_be_made(project):
    build = Build(serving=True)
    settled(build, project)
    replace(project, CASE, *TITLE)
    built(build, project)
    turn, pages = build._rest.turn, build.pages
    replace(project, CASE, "{en: Haven,", "{en: Port,")
    built(build, project)
    assert not build._rest.catch_up(pages, turn), "its build has gone"
    _, after = settled(build, project)
    assert "Port" in after["en/cases/index.md"]
    assert after == built(Build(serving=True), project)[1]


def test_a_file_that_is_no_pages_own_has_all_made_at_once(project):
    build = Build(serving=True)
    settled(build, project)
    replace(project, "data/labels.yml", "Link to this section", "Address of this section")
    assert built(build, project) == built(Build(serving=True), project)


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("data/vocabulary.yml", "en: "),
        ("data/sources/sample.yml", "title: "),
        ("data/terms.yml", "en: "),
        ("docs/en/method.md", "title: "),
        ("docs/zh/cases/harbor.md", "## "),
    ],
)
def test_in_the_end_every_page_is_as_a_new_preview_makes_it(project, file, old):
    build = Build(serving=True)
    settled(build, project)
    replace(project, file, old, f"{old}X")
    assert settled(build, project) == built(Build(serving=True), project)


def test_pages_come_and_go(project):
    build = Build(serving=True)
    _, before = settled(build, project)
    story = (project / STORY).read_text("utf-8")
    (project / STORY).unlink()
    assert settled(build, project) == built(Build(serving=True), project)
    (project / STORY).write_text(story, "utf-8")
    assert settled(build, project)[1] == before


def test_a_case_that_goes_takes_only_its_pages_along_at_first(project):
    build = Build(serving=True)
    _, before = settled(build, project)
    for path in project.rglob("quay.*"):
        path.unlink()
    _, first = built(build, project)
    gone = before.keys() - first.keys()
    assert gone
    assert all("/cases/quay" in uri for uri in gone)
    assert {uri for uri in first if first[uri] != before[uri]} == set(), "others are made later"
    assert settled(build, project) == built(Build(serving=True), project)


def test_a_source_that_moves_to_another_file_is_checked_there(project):
    build = Build(serving=True)
    settled(build, project)
    first, later = (project / f"data/sources/{name}.yml" for name in ("reef", "sample"))
    moved = first.read_text("utf-8")
    later.write_text(
        later.read_text("utf-8") + moved.replace("accessed: 20", "accessed: 19"), "utf-8"
    )
    settled(build, project)
    first.unlink()
    told = build.begin(project, SETTINGS)
    assert told == Build(serving=True).begin(project, SETTINGS)
    assert "CB209" in told


def test_what_is_checked_again_is_what_is_checked_at_first(project):
    """Rules that look at one thing at a time are asked again of the files that changed alone."""
    build = Build(serving=True)

    def renewed() -> list[Problem]:
        book = load(project, build._known)
        build._renewal.changed = build._changed(book, SETTINGS)
        return check(book, renewal=build._renewal)

    assert renewed() == renewed() == []
    for kind in EXAMPLES[::6]:
        with made(project, edits(kind)):
            assert renewed() == check(load(project)) != [], kind.key
        assert renewed() == [], kind.key
