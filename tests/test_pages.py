"""The stream of pages, and the whole Markdown of one case in both languages as golden files."""

from __future__ import annotations

import os
import re

import pytest
from jinja2 import meta

from casebook import Place, Problem, Settings, check, contexts, load, pages, problem_pages, report
from casebook.pages.context import environment
from casebook.pages.page import preview_pages
from casebook.pages.parts import PARTS as PARTS_FACTS
from casebook.reading.markdown import PARTS, TEMPLATES

from .conftest import ROOT

SAMPLE = ROOT / "tests/sample"
SETTINGS = Settings(edit="https://example.org/edit/")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    from .conftest import copy_sample

    return load(copy_sample(tmp_path_factory.mktemp("pages"), engine=False))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["harbor", "harbor/evidence"])
def test_the_markdown_of_a_case(book, lang, name):
    golden = ROOT / f"tests/golden/{name.replace('/', '.')}.{lang}.md"
    made = {page.src_uri: page.markdown for page in pages(contexts(book, SETTINGS))}
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made[f"{lang}/cases/{name}.md"], "utf-8")
    assert made[f"{lang}/cases/{name}.md"] == golden.read_text("utf-8")


def test_every_page_once_with_what_made_it(book):
    made = list(pages(contexts(book, SETTINGS)))
    uris = [page.src_uri for page in made]
    assert uris == sorted(set(uris))
    assert set(uris) > set(book.pages)
    harbor = next(page for page in made if page.src_uri == "zh/cases/harbor.md")
    assert harbor.url == "zh/cases/harbor/"
    assert harbor.origins == ("docs/zh/cases/harbor.md", "data/cases/harbor.yml")
    assert harbor.updated == "2026-11-22"


def test_a_draft_has_a_page_but_stands_in_no_list(book):
    made = {page.src_uri: page.markdown for page in pages(contexts(book, SETTINGS))}
    assert "# Quay" in made["en/cases/quay.md"]
    assert "<strong>Draft</strong>" in made["en/cases/quay.md"]
    assert "cb-status" not in made["en/cases/harbor.md"]
    assert "quay" not in made["en/index.md"]
    assert "harbor" in made["en/index.md"]


def test_what_the_preview_shows_while_data_is_broken(book):
    problem = Problem(Place("a.yml"), "not-an-id", value="<b> & x")
    made = list(problem_pages(contexts(book, SETTINGS), [problem]))
    assert [page.src_uri for page in made] == [
        page.src_uri for page in pages(contexts(book, SETTINGS))
    ]
    wanted = {
        "en": "a.yml:1:1: error[CB206]: &#39;&lt;b&gt; &amp; x&#39; is not an id",
        "zh": "a.yml:1:1: 错误[CB206]：“&lt;b&gt; &amp; x”不能作编号",
    }
    for page in made:
        assert wanted[page.src_uri[:2]] in page.markdown


def shown_in_the_preview(project):
    book = load(project)
    both = contexts(book, SETTINGS)
    return {page.src_uri: page.markdown for page in preview_pages(both, pages(both), check(book))}


def test_a_broken_case_takes_away_its_own_pages_alone(sample):
    before = shown_in_the_preview(sample)
    for broken in ("harbor", "reef"):
        (sample / f"data/cases/{broken}.yml").write_text("title: [\n", "utf-8")
    after = shown_in_the_preview(sample)
    told = {uri for uri, text in after.items() if "data/cases/harbor.yml:" in text}
    assert {uri.partition("/")[2] for uri in told} == {
        "cases/harbor.md", "cases/harbor/evidence.md", "cases/reef.md", "cases/reef/evidence.md",
    }  # fmt: skip
    assert before.keys() - after.keys() == {
        f"{lang}/cases/harbor/{view}.md" for lang in ("en", "zh") for view in ("then", "parallel")
    }
    assert after["en/about.md"] == before["en/about.md"]
    assert "浮标" in after["zh/cases/buoy.md"]


def test_without_its_words_no_page_is_shown(sample):
    (sample / "data/labels.yml").write_text("a: [\n", "utf-8")
    assert all("data/labels.yml:" in text for text in shown_in_the_preview(sample).values())


def test_a_draft_or_note_in_one_language_is_shown_as_such(sample):
    made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), SETTINGS))}
    for uri, title, mark in (
        ("en/cases/buoy.md", '<span lang="zh-Hans">浮标</span>', "Yet to be translated"),
        ("zh/cases/reef.md", '<span lang="en">Reef</span>', "尚待翻译"),
    ):
        assert f'# {title} <span class="cb-mark">{mark}</span>' in made[uri]
    for uri in ("zh/cases/buoy.md", "en/cases/reef.md"):
        assert "cb-pending" not in made[uri]
        assert "<span lang" not in made[uri]
    assert "Reef Office" in made["zh/cases/reef.md"]
    assert "The letter bears no day." in made["en/cases/reef.md"]
    assert '<span lang="en">The summary alone was read.</span>' in made["zh/sources.md"]
    for name in ("compare", "index", "decide", "timeline", "plays/open-standard"):
        for lang in ("en", "zh"):
            page = made[f"{lang}/{name}.md"]
            assert not re.search(r"Reef|浮标|cases/(reef|buoy)", page), (lang, name)
    assert "cases/reef" not in made["en/cases/index.md"].partition("#notes")[0]
    assert 'href="reef/"' in made["en/cases/index.md"]


def test_pages_can_be_made_from_a_book_with_problems(book, tmp_path):
    """Links are checked along with everything else, so rendering must not stumble."""
    from .conftest import copy_sample

    project = copy_sample(tmp_path, engine=False)
    for path in project.glob("data/**/*.yml"):
        if path.parent.name in ("sources", "series") or path.name == "terms.yml":
            path.unlink()
    (project / "data/vocabulary.yml").write_text("role:\n", "utf-8")
    (project / "data/labels.yml").write_text("[", "utf-8")
    assert all(page.markdown for page in pages(contexts(load(project), SETTINGS)))


def test_templates_ask_for_nothing_that_they_are_not_given(book):
    """A name that nothing defines shows only when its branch is reached, by some reader's data."""
    context = contexts(book, SETTINGS)["en"]
    given = set(context.names("en/index.md")) | set(environment().globals)
    for name in sorted(PARTS):
        facts = PARTS_FACTS[name](context) if name in PARTS_FACTS else {}
        source = (TEMPLATES / f"parts/{name}.md.j2").read_text("utf-8")
        asked = meta.find_undeclared_variables(environment().parse(source))
        assert asked <= given | set(facts) | _set_within(source), name


def _set_within(source: str) -> set[str]:
    """What a template sets itself, which its macros may use."""
    return set(re.findall(r"{%-? (?:set|macro) (\w+)", source))


def test_tags_that_begin_a_block_end_on_their_line(book):
    """Blocks that are set aside before Markdown reads a page are known by such tags."""
    broken = re.compile(
        r"^<(?:dl|div|details|figure|footer|form|ol|p|section|table|ul)\b[^<>]*$", re.MULTILINE
    )
    for page in pages(contexts(book, SETTINGS)):
        assert not broken.search(page.markdown), page.src_uri


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("doors weight", "the part 'doors' takes no list"),
        ("codebook wieght", "there is no list 'wieght'"),
        ("codebook weight level", None),
        ("codebook-index", None),
    ],
)
def test_a_part_takes_lists_that_exist_or_none(sample, part, message):
    path = sample / "docs/en/index.md"
    path.write_text(path.read_text("utf-8") + f"\n<!-- casebook: {part} -->\n", "utf-8")
    book = load(sample)
    problems = [problem for problem in check(book) if problem.code == "CB217"]
    assert [
        report([problem], book.lines).split(": ")[2].split("\n")[0] for problem in problems
    ] == ([message] if message else [])
    made = {page.src_uri: page.markdown for page in pages(contexts(book, SETTINGS))}
    assert ("scheme-weight" in made["en/index.md"]) == (message is None)


def test_an_actor_of_a_note_has_the_name_of_the_book_in_the_other_language(sample, change):
    change(
        "data/cases/reef.yml",
        "{id: guild, name: {en: Pilots' Guild}",
        "{id: pilot, name: {en: Pilot Co.}",
    )
    made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), SETTINGS))}
    assert "<dd>领航公司</dd>" in made["zh/cases/reef.md"]
    assert "针对：领航公司" in made["zh/cases/index.md"].partition("#notes")[2]


def test_a_note_is_linked_from_the_candidate_of_its_id(sample, change):
    def listed() -> str:
        made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), SETTINGS))}
        return made["en/candidates.md"]

    assert 'href="../cases/reef/"' not in listed()
    change("data/candidates.yml", "quay-tables:", "reef:")
    page = listed()
    assert 'href="../cases/reef/"' in page
    assert '<span class="cb-mark">Note</span>' in page.partition("#waiting")[2]
    change("data/cases/reef.yml", "status: published", "status: draft")
    assert 'href="../cases/reef/"' not in listed()
