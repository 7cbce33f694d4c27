"""`make new`: drafts that pass the checks at once, their checklist, and sources for the bibliography."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from casebook import check, load
from casebook.__main__ import main
from casebook.editing import checklist, house
from casebook.editing import new as writing
from casebook.model import Case, PartialDate, Source
from casebook.model.fields import fields
from casebook.pages.context import Settings, contexts
from casebook.pages.page import pages
from casebook.reading.book import Book
from casebook.reading.shape import parse
from casebook.reading.text import Document
from casebook.reading.yaml_tree import build as build_yaml
from casebook.rules.stories import STORY

from .conftest import ROOT, copy_sample

TODAY = PartialDate.parse("2026-11-22")
FILES = ("data/cases/lock.yml", "docs/en/cases/lock.md", "docs/zh/cases/lock.md")


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def project(tmp_path) -> Path:
    return copy_sample(tmp_path / "project", engine=False)


def new(project: Path, *arguments: str) -> int:
    return main(["--root", str(project), "new", *arguments])


def snapshot(project: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and ".build" not in path.parts
    }


# --- What it may write ---


@pytest.mark.parametrize("there", ["link", "dangling", "folder", "linked folder", "pipe"])
@pytest.mark.parametrize("verb", ["case", "source"])
def test_it_writes_neither_through_a_link_nor_over_a_folder(project, capsys, verb, there):
    file = {"case": FILES[0], "source": "data/sources/lock.yml"}[verb]
    arguments = {"case": ["lock"], "source": ["https://example.org/lock", "--topic", "lock"]}[verb]
    path, outside = project / file, project.parent / "outside"
    if there == "folder":
        path.mkdir()
    elif there == "pipe":
        os.mkfifo(path)
    elif there == "linked folder":
        path.parent.rename(outside)
        path.parent.symlink_to(outside)
    else:
        if there == "link":
            outside.write_text("", "utf-8")
        path.symlink_to(outside)
    before = snapshot(project.parent)
    assert new(project, verb, *arguments) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert snapshot(project.parent) == before
    assert path.parent.is_symlink() or outside.exists() == (there == "link")


def test_what_cannot_be_written_whole_leaves_the_file_as_it_was(project):
    """The limit on the size of files stands for a full disk."""
    file = project / "data/sources/sample.yml"
    before = file.read_bytes()
    command = 'ulimit -f 1; exec "$0" -m casebook new source https://example.org/abcd --topic sample --title X'
    env = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "LANG": "en"}
    done = subprocess.run(
        ["bash", "-c", command, sys.executable],
        cwd=project,
        env=env,
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert file.read_bytes() == before
    assert not list(file.parent.glob(".#*"))


# --- A case ---


def brief(project: Path, lang: str = "en") -> str:
    """The text of a new case that was begun as a note and is on its next rung."""
    assert new(project, "case", "lock", "--lang", lang) == 0
    path = project / FILES[0]
    path.write_text(path.read_text("utf-8").replace("depth: note", "depth: brief"), "utf-8")
    assert new(project, "case", "lock", "--lang", lang) == 0
    return path.read_text("utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_case_is_a_note_in_one_language_that_passes_the_checks(project, capsys, lang):
    before = snapshot(project)
    assert new(project, "case", "lock", "--lang", lang) == 0
    assert FILES[0] in capsys.readouterr().out.splitlines()[0]
    assert snapshot(project).keys() - before.keys() == {FILES[0]}
    book = load(project)
    assert check(book) == []
    case = book.cases["lock"].value
    assert (case.status, case.depth) == ("draft", "note")
    assert case.title.missing == {"en": "zh", "zh": "en"}[lang]
    raw = (project / FILES[0]).read_bytes()
    assert house.formed(raw, FILES[0]) == raw
    assert raw.decode() == writing.note(book, "other", case.as_of, lang)[
        "data/cases/other.yml"
    ].replace("CASE=other", "CASE=lock")


def test_the_note_says_in_the_language_of_its_writer_what_each_field_is_for(project):
    for lang, alien in (("en", "zh"), ("zh", "en")):
        text = writing.note(load(project), "lock", TODAY, lang)[FILES[0]]
        for name in ("title", "subtitle", "status", "depth", "as_of", "decided", "actors"):
            field = fields(Case)[name]
            assert field.description[lang] in text
            assert field.description[alien] not in text
        filled = re.sub(r"^# (?=claims:| )", "", text, flags=re.MULTILINE)
        document = Document(FILES[0], filled.split("\n"))
        build_yaml(document, filled)
        parse(document, Case)
        codes = {problem.code for problem in document.problems}
        assert not codes & {"CB201", "CB202", "CB203"}, "a field is unknown or missing"
        assert {"CB206", "CB207"} <= codes, "a form that nobody filled in would pass"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_its_next_rung_it_has_a_form_of_each_field_in_its_place_and_a_story(project, lang):
    text = brief(project, lang)
    book = load(project)
    assert check(book) == []
    story = book.story(lang, "lock")
    assert tuple(heading.id for heading in story.headings) == STORY
    assert book.story({"en": "zh", "zh": "en"}[lang], "lock") is None
    for field in fields(Case).values():
        assert re.search(rf"^(# )?{field.name}:", text, re.MULTILINE)
    for scheme in ("play", "condition", "layer", "event", "hypothesis", "level", "verdict"):
        assert " | ".join(book.vocabulary[scheme]) in text
    raw = text.encode()
    assert house.formed(raw, FILES[0]) == raw
    filled = re.sub(r"^# (?=\w+:| )", "", text, flags=re.MULTILINE)
    document = Document(FILES[0], filled.split("\n"))
    build_yaml(document, filled)
    assert document.problems == []
    assert [*document.value] == [*fields(Case)]
    assert document.value["stack"][0]["before"]["others"] == {lang: "…"}
    parse(document, Case)
    codes = {problem.code for problem in document.problems}
    assert not codes & {"CB201", "CB202", "CB203"}, "a field is unknown or missing"
    assert {"CB205", "CB206", "CB207"} <= codes, "a form that nobody filled in would pass"
    before = snapshot(project)
    assert new(project, "case", "lock", "--lang", lang) == 0
    assert snapshot(project) == before, "nothing is added twice"


def test_the_draft_is_rendered_in_both_languages_without_its_notes(project):
    brief(project)
    made = {page.src_uri: page.markdown for page in pages(contexts(load(project), Settings()))}
    for lang, empty in (("en", "None so far."), ("zh", "目前没有。")):
        page, evidence = made[f"{lang}/cases/lock.md"], made[f"{lang}/cases/lock/evidence.md"]
        assert evidence.count(empty) == 3, "claims, evidence against, sources"
        assert ("#scene" in page) == (lang == "en")
        assert ("尚待翻译" in page) == (lang == "zh")
        assert "cb-status" in page
        for note in ("draft:", "草稿：", "Write below", "在每条提示下", "One moment", "<!--"):
            assert note not in page + evidence
        assert "cases/lock" not in made[f"{lang}/cases/index.md"]


def test_the_list_tells_what_there_is_and_what_would_raise_it(project, capsys):
    assert new(project, "case", "reef") == 0
    out = capsys.readouterr().out.splitlines()[1:]
    assert out[:5] == [
        "reef: Note, Published",
        "there: title, subtitle, status, depth, as_of, decided, actors 2, claims 5",
        "claims 5, of them against or limiting 1; sources cited 5, unused 0",
        "texts to be translated: 10",
        (
            "weakest core claim: `fees-fell`, C. One independent report says so. "
            "A second independent report or a primary record would raise it."
        ),
    ]
    assert out[6].startswith("The next rung is `depth: brief`.")
    assert any("docs/en/cases/reef.md is missing" in line for line in out)
    assert "[ ] 11 texts are still to be written in the other language" in out
    assert not any("this text has no" in line for line in out)
    assert not (project / "docs/en/cases/reef.md").exists()


def test_a_note_reaches_no_page_and_moves_no_line(project):
    path = project / "docs/en/cases/harbor.md"
    text = path.read_text("utf-8")
    notes = "<!-- a note of ours -->\n<!-- another -->\n\n"
    path.write_text(notes + text + "\n`<!-- code -->`\n\n    <!-- code, too -->\n", "utf-8")
    book = load(project)
    story = book.story("en", "harbor")
    assert [mark.text for mark in story.comments] == ["<!-- a note of ours -->", "<!-- another -->"]
    assert story.headings[0].place.line == 4
    page = next(
        page for page in pages(contexts(book, Settings())) if page.src_uri == "en/cases/harbor.md"
    )
    assert "ours" not in page.markdown
    assert "`<!-- code -->`" in page.markdown
    assert "    <!-- code, too -->" in page.markdown


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("Lock", "'Lock' is not an id"),
        ("../lock", "'../lock' is not an id"),
        ("lock--gate", "'lock--gate' is not an id"),
        ("", "'' is not an id"),
        ("harbour", "'harbour' is too like 'harbor'"),
        ("har-bor", "'har-bor' is too like 'harbor'"),
        ("index", "'index' is kept for something else"),
        ("com1", "'com1' is kept for something else"),
    ],
)
def test_what_is_refused_writes_nothing(project, capsys, slug, said):
    before = snapshot(project)
    assert new(project, "case", slug) == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.endswith("Nothing was written.\n")
    assert snapshot(project) == before


def test_a_story_without_a_case_is_not_overwritten(project, capsys):
    (project / FILES[2]).write_text("mine\n", "utf-8")
    before = snapshot(project)
    assert new(project, "case", "lock") == 1
    assert f"{FILES[2]} is there already" in capsys.readouterr().err
    assert snapshot(project) == before


def test_a_broken_vocabulary_or_draft_is_reported(project, capsys):
    assert new(project, "case", "lock") == 0
    (project / FILES[0]).write_text("title: [\n", "utf-8")
    assert new(project, "case", "lock") == 1
    assert "data/cases/lock.yml:1:" in capsys.readouterr().err
    (project / FILES[0]).unlink()
    (project / "data/vocabulary.yml").write_text("role: [\n", "utf-8")
    assert new(project, "case", "gate") == 1
    assert "data/vocabulary.yml:1:" in capsys.readouterr().err
    assert not (project / "data/cases/gate.yml").exists()


# --- The checklist ---


def test_a_draft_is_asked_about_as_if_it_were_published(project, capsys):
    brief(project)
    before = snapshot(project)
    capsys.readouterr()
    assert new(project, "case", "lock") == 0
    out = capsys.readouterr().out
    assert snapshot(project) == before
    lines = [line for line in out.splitlines() if line.startswith("[ ] ")]
    assert lines[0].startswith("[ ] data/cases/lock.yml:5: ")
    assert any("`title` still holds the text of the draft" in line for line in lines)
    assert any("has no `verdict`" in line for line in lines)
    assert any("`decided` still holds the date" in line for line in lines)
    assert any("docs/zh/cases/lock.md is missing" in line for line in lines)
    assert sum("a note of the draft still stands here: " in line for line in lines) == 7
    assert sum("this text has no `zh`" in line for line in lines) == 4
    assert all(re.match(r"\[ \] (data|docs)/\S+lock\.(yml|md):\d+: \S", line) for line in lines)
    assert "`make new CASE=lock` shows what is left" in out


def test_the_list_is_in_the_order_of_coding_and_the_stories_come_last(project):
    brief(project)
    problems = checklist.missing(load(project), "lock")
    text = "\n".join(map(str, checklist.items(problems)))
    order = ["`title`", "`summary`", "`counter`", "`stack`", "`openness`", "`timeline`", "`motives`", "`rivals`",
             "`conditions`", "`outcomes`", "`chain`", "`verdict`", "`questions`", "`history`", "docs/en/"]  # fmt: skip
    places = [text.index(name) for name in order]
    assert places == sorted(places)


def test_a_published_case_shows_its_list_too(project, capsys):
    before = snapshot(project)
    assert new(project, "case", "harbor") == 0
    assert "data/cases/harbor.yml lacks nothing that the checks can see" in capsys.readouterr().out
    assert snapshot(project) == before


def test_the_list_shrinks_and_ends(project, change_in, capsys):
    book = load(project)
    assert checklist.missing(book, "quay")
    assert check(book) == [], "the book itself stays as it was"
    harbor = (project / "data/cases/harbor.yml").read_text("utf-8")
    (project / "data/cases/harbor.yml").write_text(
        harbor.replace("status: published", "status: draft"), "utf-8"
    )
    capsys.readouterr()
    assert new(project, "case", "harbor") == 0
    assert "Nothing that the checks can see is missing" in capsys.readouterr().out
    change_in(project, "docs/en/cases/harbor.md", "## ", "<!-- draft: Say why. -->\n\n## ")
    (problem,) = checklist.missing(load(project), "harbor")
    assert (problem.code, problem.place.file, problem.place.line) == (
        "CB221",
        "docs/en/cases/harbor.md",
        1,
    )
    (item,) = checklist.items([problem])
    assert str(item) == (
        "[ ] docs/en/cases/harbor.md:1: a note of the draft still stands here: Say why. "
        "(do what it says, then delete the line)"
    )


@pytest.fixture
def change_in():
    def replace(project: Path, file: str, old: str, new: str) -> None:
        path = project / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return replace


# --- A source ---

GIVEN = (
    "--title", 'The "Great" Map: a story of 2017', "--publisher", "The Gazette", "--issued",
    "2017", "--type", "webpage", "--kind", "primary", "--read", "whole", "--language", "en",
    "--topic", "sample", "--author", "Doe, Jane; Map Society", "--party-to", "lighthouse, pilot",
)  # fmt: skip


def values(record: str) -> str:
    """A record without its comments."""
    return "".join(line for line in record.splitlines(True) if not line.startswith("  #"))


def test_what_is_given_is_appended_and_the_rest_stands_there_as_a_form(project, capsys):
    path = project / "data/sources/sample.yml"
    before = path.read_text("utf-8")
    url = "https://www.map.example/a?utm_source=x&id=%E6%B5%B7&fbclid=1"
    assert new(project, "source", url, *GIVEN, "--accessed", "2026-11-22") == 0
    text = path.read_text("utf-8")
    assert text.startswith(before)
    record = text.removeprefix(before)
    assert values(record) == (
        "gazette-2017-great-map:\n"
        "  type: webpage\n"
        '  title: "The \\"Great\\" Map: a story of 2017"\n'
        '  author: [{family: "Doe", given: "Jane"}, {literal: "Map Society"}]\n'
        "  issued: 2017\n"
        "  accessed: 2026-11-22\n"
        '  publisher: "The Gazette"\n'
        '  URL: "https://www.map.example/a?id=%E6%B5%B7"\n'
        "  language: en\n"
        "  kind: primary\n"
        '  party_to: ["lighthouse", "pilot"]\n'
        "  read: whole\n"
    )
    assert '  # archive: "…"' in record
    out = capsys.readouterr().out
    assert "what only tracks: utm_source, fbclid" in out
    assert "{source: gazette-2017-great-map, stance: supports, directness: direct}" in out
    assert [problem.code for problem in check(load(project))] == ["CB311"]
    assert main(["--root", str(project), "format", "--check", "data/sources/sample.yml"]) == 0


def test_an_address_alone_is_enough_and_the_check_says_the_rest(project):
    assert new(project, "source", "https://www.map.example/2017/06/great-map-of-ports/") == 0
    text = (project / "data/sources/new.yml").read_text("utf-8")
    first, second, *_ = text.splitlines()
    assert first == "# yaml-language-server: $schema=../schema/sources.schema.json"
    assert second == "map-great-ports:"
    lacking = {
        problem.code for problem in check(load(project)) if problem.place.file.endswith("new.yml")
    }
    assert lacking == {"CB202"}


def test_the_form_of_a_source_has_every_field_in_its_order(project):
    _, record, _ = writing.source(load(project), "https://map.example/", {}, TODAY)
    names = re.findall(r"^  (?:# )?([A-Za-z_-]+):", record, re.MULTILINE)
    assert names == list(fields(Source))


def test_an_address_of_a_doi_gives_the_doi(project):
    url = "https://doi.org/10.1000/182%28a%29"
    id, record, _ = writing.source(load(project), url, {"title": "On maps"}, TODAY)
    assert id == "doi-maps"
    assert '  DOI: "10.1000/182(a)"\n' in record


@pytest.mark.parametrize(
    ("url", "extra", "words"),
    [
        ("http://www.lighthouse.example/license/", (), "stands under the id 'lighthouse-2014-license' in data/sources/sample.yml:2"),
        ("https://lighthouse.example/license?utm_medium=x", (), "stands under the id"),
        ("https://[", (), "is not a web address"),
        ("the map of 2017", (), "is not a web address"),
        ("javascript:alert(1)", (), "is not a web address"),
        ("https://map.example/\n- x", (), "is not a web address"),
        ("https://map.example/", ("--id", "Map 1"), "is not an id"),
        ("https://map.example/", ("--id", "herald-2017-ships"), "'herald-2017-ships' is given twice"),
        ("https://map.example/", ("--topic", "../../x y"), "is not an id"),
    ],
)  # fmt: skip
def test_a_source_that_cannot_be_written_leaves_everything(project, capsys, url, extra, words):
    before = snapshot(project)
    assert new(project, "source", url, *GIVEN, *extra) == 1
    err = capsys.readouterr().err
    assert words in err
    assert err.endswith("Nothing was written.\n")
    assert snapshot(project) == before


@pytest.mark.parametrize(
    ("url", "extra", "code"),
    [
        ("http://map.example/", (), "CB312"),
        ("https://map.example/", ("--issued", "2999"), "CB209"),
        ("https://map.example/", ("--party-to", "nobody"), "CB204"),
        ("https://map.example/", ("--author", "Doe, Jane; a {b}"), "CB311"),
    ],
)
def test_what_a_rule_says_of_a_source_is_left_to_the_check(project, url, extra, code):
    assert new(project, "source", url, *GIVEN, *extra) == 0
    assert code in {problem.code for problem in check(load(project))}


@pytest.mark.parametrize("topic", ["sample", "map"])
@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (("--type", "magazine"), "CB205"),
        (("--kind", "primry"), "CB205"),
        (("--read", "all"), "CB205"),
        (("--issued", "2017-02-30"), "CB207"),
        (("--accessed", "yesterday"), "CB207"),
        (("--language", "English!"), "CB213"),
        (("--title", "Map \u202e"), "CB103"),
    ],
)
def test_a_value_that_no_source_can_have_is_refused_in_the_words_of_the_check(
    project, capsys, topic, extra, code
):
    before = snapshot(project)
    assert new(project, "source", "https://map.example/", *GIVEN, *extra, "--topic", topic) == 1
    err = capsys.readouterr().err
    assert snapshot(project) == before
    assert err.endswith("\n\nNothing was written.\n")
    text = (project / "data/sources/sample.yml").read_text("utf-8") if topic == "sample" else ""
    _, record, _ = writing.source(
        load(project), "https://map.example/",
        {name[2:].replace("-", "_"): value for name, value in zip(GIVEN[::2], GIVEN[1::2], strict=True)
         if name != "--topic"} | {extra[0][2:]: extra[1]}, TODAY,
    )  # fmt: skip
    path = project / f"data/sources/{topic}.yml"
    path.write_text((text or writing.SCHEMA) + record, "utf-8")
    assert main(["--root", str(project), "check"]) == 1
    said = capsys.readouterr().err
    assert f"error[{code}]" in said
    assert err.removesuffix("\n\nNothing was written.\n") in said


def test_a_broken_bibliography_is_reported_first(project, capsys):
    (project / "data/sources/other.yml").write_text("a: [\n", "utf-8")
    assert new(project, "source", "https://map.example/", *GIVEN) == 1
    assert "data/sources/other.yml:1:" in capsys.readouterr().err


def test_a_file_that_cannot_be_appended_to_stays(project, capsys):
    path = project / "data/sources/other.yml"
    path.write_text("{}\n", "utf-8")
    assert new(project, "source", "https://map.example/", "--topic", "other") == 1
    assert path.read_text("utf-8") == "{}\n"


def test_hostile_text_stays_text(project):
    title = '"x": {y} # z\n\\u0041 \' - [&a] *b !c | > % @ ` ${HOME} \U0001f600'
    arguments = ["--title", title, *GIVEN[2:]]
    assert new(project, "source", "https://map.example/", *arguments) == 0
    raw = yaml.safe_load((project / "data/sources/sample.yml").read_text("utf-8"))
    (source,) = (record for record in raw.values() if "map.example" in record["URL"])
    assert source["title"] == title


@pytest.mark.parametrize(
    ("facts", "taken", "proposed"),
    [
        (
            ("The Gazette", "https://x.example", "2017-03", "The Great Map of Ports"),
            (),
            "gazette-2017-great-map",
        ),
        (
            (
                "American City Business Journals",
                "https://www.bizjournals.com/x",
                "2013",
                "Why Facebook made a smart buy",
            ),
            (),
            "bizjournals-2013-facebook-made",
        ),
        (("北京日报社", "https://news.bjd.com.cn/x", "2019", "开放的护城河"), (), "bjd-2019"),
        (("Société Générale", "https://x.fr", "", "L’ouverture"), (), "societe-louverture"),
        (("Meta", "https://meta.com", "2024", "Llama"), ("meta-2024-llama",), "meta-2024-llama-2"),
        (("!!", "https://1.2.3.4/", "", "?"), (), "3"),
    ],
)
def test_ids_are_proposed_in_the_house_form(facts, taken, proposed):
    given = dict(zip(("publisher", "URL", "issued", "title"), facts, strict=True))
    book = Book(Path(), sources=dict.fromkeys(taken))
    assert writing._id(book, given) == proposed
