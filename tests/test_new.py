"""`make new`: drafts that pass the checks at once, their checklist, and sources for the bibliography."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from casebook import check, load
from casebook.__main__ import main
from casebook.editing import bibliography, checklist, draft, house
from casebook.editing.dialogue import Dialogue, Question
from casebook.model import Case, PartialDate, Source
from casebook.model.fields import fields
from casebook.pages.page import pages
from casebook.pages.view import Settings
from casebook.problems.message import say
from casebook.problems.problem import Place, Problem
from casebook.reading.shape import parse
from casebook.reading.text import Document
from casebook.reading.web_address import untracked
from casebook.reading.yaml_tree import build as build_yaml
from casebook.rules.stories import STORY

from .conftest import ROOT, build, copy_sample

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


# --- A case ---


def test_a_new_case_passes_the_checks_and_is_in_the_house_form(project, capsys):
    assert new(project, "case", "lock") == 0
    out = capsys.readouterr().out
    assert out.startswith("".join(f"wrote {file}\n" for file in FILES))
    book = load(project)
    assert check(book) == []
    assert book.cases["lock"].value.status == "draft"
    for lang in ("en", "zh"):
        assert tuple(one.id for one in book.story(lang, "lock").headings) == STORY
    document = house.read(project / FILES[0], FILES[0])
    assert house.formed(document) == (project / FILES[0]).read_text("utf-8")


def test_the_draft_says_what_each_field_is_for_and_takes(project):
    book = load(project)
    text = draft.draft(book, "lock", TODAY)[FILES[0]]
    for field in fields(Case).values():
        assert f"{field.description.en} {field.description.zh}" in text
        assert re.search(rf"^(# )?{field.name}:", text, re.MULTILINE)
    for scheme in ("play", "role", "condition", "layer", "event", "hypothesis", "verdict"):
        assert " | ".join(book.vocabulary[scheme]) in text
    assert text == draft.draft(book, "lock", TODAY)[FILES[0]]


def test_the_forms_in_the_draft_have_every_field_and_no_other(project):
    text = draft.draft(load(project), "lock", TODAY)[FILES[0]]
    head, forms = text.split("\n\n", 1)
    document = Document(FILES[0], text.split("\n"))
    build_yaml(document, head + "\n" + re.sub(r"^# ", "", forms, flags=re.MULTILINE))
    assert document.problems == []
    assert set(document.value) == set(fields(Case))
    evidence = document.value["claims"][0]["evidence"][0]
    assert list(evidence) == ["source", "stance", "directness", "locator", "quote", "resolved"]
    assert document.value["stack"][0]["before"]["holder"] == {"en": "…", "zh": "…"}
    parse(document, Case)
    codes = {problem.code for problem in document.problems}
    assert not codes & {"CB201", "CB202", "CB203"}, "a field is unknown or missing"
    assert {"CB205", "CB206", "CB207"} <= codes, "a form that nobody filled in would pass"


def test_the_draft_is_built_in_both_languages_without_its_notes(tmp_path):
    project = copy_sample(tmp_path / "project")
    assert new(project, "case", "lock") == 0
    site = build(project, tmp_path / "site")
    for lang, said in (("", "None so far."), ("zh/", "目前没有。")):
        html = (site / lang / "cases/lock/index.html").read_text("utf-8")
        assert html.count(said) == 3, "claims, evidence against, sources"
        assert 'id="scene"' in html
        assert "cb-status" in html
        for note in ("draft:", "草稿：", "Write below", "在每条提示下", "One moment", "<!--"):
            assert note not in html
    assert "lock" not in (site / "cases/index.html").read_text("utf-8").split("cases/quay")[0]


def test_a_note_reaches_no_page_and_moves_no_line(project):
    path = project / "docs/en/cases/harbor.md"
    text = path.read_text("utf-8")
    notes = "<!-- a note of ours -->\n<!-- another -->\n\n"
    path.write_text(notes + text + "\n`<!-- code -->`\n\n    <!-- code, too -->\n", "utf-8")
    book = load(project)
    story = book.story("en", "harbor")
    assert [mark.text for mark in story.comments] == ["<!-- a note of ours -->", "<!-- another -->"]
    assert story.headings[0].place.line == 4
    page = next(one for one in pages(book, Settings()) if one.src_uri == "en/cases/harbor.md")
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
        ("index", "docs/en/cases/index.md is there already"),
        ("harbor", "data/cases/harbor.yml is there already, and it is no draft"),
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
    new(project, "case", "lock")
    before = snapshot(project)
    capsys.readouterr()
    assert new(project, "case", "lock") == 0
    out = capsys.readouterr().out
    assert snapshot(project) == before
    lines = [line for line in out.splitlines() if line.startswith("[ ] ")]
    assert lines[0].startswith("[ ] data/cases/lock.yml:6: ")
    assert any("`title` still holds the text of the draft" in line for line in lines)
    assert any("has no `verdict`" in line for line in lines)
    assert any("`decided` still holds the date" in line for line in lines)
    assert sum("a note of the draft still stands here: " in line for line in lines) == 14
    assert all(re.match(r"\[ \] (data|docs)/\S+lock\.(yml|md):\d+: \S", line) for line in lines)
    assert "`make new CASE=lock` shows what is left" in out


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
    (one,) = checklist.missing(load(project), "harbor")
    assert (one.code, one.place.file, one.place.line) == ("CB221", "docs/en/cases/harbor.md", 1)
    (item,) = checklist.items([one])
    assert item == (
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
    "2017", "--kind", "primary", "--read", "whole", "--topic", "sample",
    "--author", "Doe, Jane; Map Society", "--party-to", "lighthouse, pilot",
)  # fmt: skip


def test_a_source_is_appended_in_the_house_form(project, capsys):
    path = project / "data/sources/sample.yml"
    before = path.read_text("utf-8")
    url = "https://www.map.example/a?utm_source=x&id=%E6%B5%B7&fbclid=1"
    assert new(project, "source", url, *GIVEN, "--accessed", "2026-11-22") == 0
    assert path.read_text("utf-8") == before + (
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
        "  party_to: [lighthouse, pilot]\n"
        "  read: whole\n"
    )
    out = capsys.readouterr().out
    assert "what only tracks: utm_source, fbclid" in out
    assert "CB311" in out
    assert "{source: gazette-2017-great-map, stance: supports, directness: direct}" in out
    assert "[@gazette-2017-great-map]" in out
    assert [problem.code for problem in check(load(project))] == ["CB311"]
    assert main(["--root", str(project), "format", "--check", "data/sources/sample.yml"]) == 0


def test_a_new_topic_begins_with_its_schema(project):
    arguments = [*GIVEN[:-6], "--topic", "locks"]
    assert new(project, "source", "https://map.example/", *arguments) == 0
    first, second, *_ = (project / "data/sources/locks.yml").read_text("utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../schema/sources.schema.json"
    assert second == "gazette-2017-great-map:"


@pytest.mark.parametrize(
    ("url", "extra", "said"),
    [
        ("http://www.lighthouse.example/license/", (), "stands under the id 'lighthouse-2014-license' in data/sources/sample.yml:2"),
        ("https://lighthouse.example/license?utm_medium=x", (), "stands under the id"),
        ("javascript:alert(1)", (), "is not a web address"),
        ("https://[", (), "is not a web address"),
        ("https://map.example/\n- x", (), "is not a web address"),
        ("https://map.example/", ("--kind", "primry"), "did you mean 'primary'?"),
        ("https://map.example/", ("--issued", "2017-02-30"), "no such day"),
        ("https://map.example/", ("--issued", "2999"), "after we read it"),
        ("https://map.example/", ("--id", "Map 1"), "is not an id"),
        ("https://map.example/", ("--id", "herald-2017-ships"), "'herald-2017-ships' is given twice"),
        ("https://map.example/", ("--topic", "../../x y"), "is not an id"),
        ("https://map.example/", ("--party-to", "nobody"), "'nobody'"),
        ("https://map.example/", ("--language", "English!"), "'English!' does not have"),
        ("http://map.example/", (), "missing: --insecure …"),
        ("https://map.example/", ("--insecure", ""), None),
    ],
)  # fmt: skip
def test_a_wrong_source_writes_nothing(project, capsys, url, extra, said):
    before = snapshot(project)
    code = new(project, "source", url, *GIVEN, *extra)
    if said is None:
        assert code == 0
        return
    assert code == 1
    assert said in capsys.readouterr().err
    assert snapshot(project) == before


def test_what_is_missing_is_named_where_nobody_can_be_asked(project, capsys):
    before = snapshot(project)
    assert new(project, "source", "https://map.example/", "--kind", "x", "--issued", "y") == 1
    err = capsys.readouterr().err
    assert "'x' is not a value of 'kind'" in err
    assert "'y' is" in err
    assert new(project, "source", "https://map.example/") == 1
    assert (
        "missing: --title …, --publisher …, --kind primary|secondary|tertiary, "
        "--read whole|excerpt, --topic sample."
    ) in capsys.readouterr().err
    assert snapshot(project) == before


def test_a_broken_bibliography_is_reported_first(project, capsys):
    (project / "data/sources/other.yml").write_text("a: [\n", "utf-8")
    assert new(project, "source", "https://map.example/", *GIVEN) == 1
    assert "data/sources/other.yml:1:" in capsys.readouterr().err


def test_hostile_text_stays_text(project):
    title = '"x": {y} # z\n\\u0041 \' - [&a] *b !c | > % @ ` ${HOME}'
    arguments = ["--title", title, *GIVEN[2:]]
    assert new(project, "source", "https://map.example/", *arguments) == 0
    (source,) = (one for one in load(project).sources.values() if "map.example" in one.value.URL)
    assert source.value.title == title.strip()


def test_a_person_at_a_terminal_is_asked_one_by_one(project):
    """In a real terminal: wrong answers are asked again, an empty line takes what is in brackets."""
    answers = [
        "Maps of the strait", "Harbor Office", "20x", "2018-05", "", "Doe, Jane", "", "tertiry",
        "secondary", "whole", "sample", "herald-2017-ships", "",
    ]  # fmt: skip
    main_end, person = pty.openpty()
    done = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "casebook",
            "--root",
            project,
            "new",
            "source",
            "https://o.example/",
        ],
        stdin=person,
        stdout=person,
        stderr=person,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "LANG": "C.UTF-8"},
    )
    os.close(person)
    os.write(main_end, "".join(f"{one}\n" for one in answers).encode())
    said = b""
    while True:
        try:
            piece = os.read(main_end, 65536)
        except OSError:  # the program has gone
            break
        said += piece
        if not piece:
            break
    assert done.wait() == 0, said.decode()
    text = said.decode().replace("\r\n", "\n")
    assert "\ntitle: Title in its original language and spelling.\n" in text
    assert "  secondary  " in text
    assert "[webpage] " in text
    assert "'20x' is not a date" in text
    assert "'tertiry' is not a value of 'kind' (did you mean 'tertiary'?" in text
    assert "issued: When it was published, as exactly as known. May stay empty.\n" in text
    assert "the id 'herald-2017-ships' is given twice" in text
    assert "[harbor-2018-maps-strait] " in text
    source = load(project).sources["harbor-2018-maps-strait"].value
    assert (source.type, source.language, str(source.issued)) == ("webpage", "en", "2018-05")
    assert source.author[0].family == "Doe"


def test_whoever_leaves_leaves_nothing_behind(project, monkeypatch, capsys):
    class Terminal:
        def isatty(self):
            return True

    before = snapshot(project)
    for reason in (EOFError, KeyboardInterrupt):
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setattr(Dialogue, "ask", leaving(reason))
        assert new(project, "source", "https://map.example/") == 1
        assert "Nothing was written." in capsys.readouterr().err
    assert snapshot(project) == before


def leaving(reason):
    def ask(self, question, judge):
        raise reason

    return ask


def test_a_dialogue_lists_the_answers_and_insists():
    shown, answers = [], iter(["", "z", "a"])
    dialogue = Dialogue("en", lambda prompt: shown.append(prompt) or next(answers), shown.append)
    question = Question("kind", "Which?", {"a": "first", "bb": "second"})

    def judge(said: str) -> list[Problem]:
        wrong = Problem(Place("x"), "CB205", say("'{said}' will not do", said=said), say("try a"))
        return [] if said == "a" else [wrong]

    assert dialogue.ask(question, judge) == "a"
    assert shown == [
        "", "kind: Which?", "  a   first", "  bb  second", "> ", "'' will not do (try a)", "> ",
        "'z' will not do (try a)", "> ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "taken", "proposed"),
    [
        (("The Verge", "https://theverge.com/x", "2012-03", "Larry Page on the new Google"), (), "verge-2012-larry-page"),
        (("Silicon Valley Business Journal", "https://www.bizjournals.com/x", "2013", "Why Facebook made a smart buy"), (), "bizjournals-2013-facebook-made"),
        (("北京日报社", "https://news.bjd.com.cn/x", "2019", "开放的护城河"), (), "bjd-2019"),
        (("Société Générale", "https://x.fr", "", "L’ouverture"), (), "societe-louverture"),
        (("Meta", "https://meta.com", "2024", "Llama 3 model card"), ("meta-2024-llama-3",), "meta-2024-llama-3-model"),
        (("Meta", "https://meta.com", "2024", "Llama"), ("meta-2024-llama",), "meta-2024-llama-2"),
        (("!!", "https://1.2.3.4/", "", "?"), (), "3"),
    ],
)  # fmt: skip
def test_ids_are_proposed_in_the_house_form(facts, taken, proposed):
    values = dict(zip(("publisher", "URL", "issued", "title"), facts, strict=True))
    assert bibliography.propose(values, taken) == proposed


def test_a_record_without_a_fault_is_the_ground_to_judge_on(project):
    book = load(project)
    assert bibliography.judge(book, {}) == []
    required = {name for name, field in fields(Source).items() if field.required}
    assert set(bibliography._SOUND) == required


@pytest.mark.parametrize(
    ("url", "clean", "gone"),
    [
        ("https://a.b/?utm_source=x", "https://a.b/", ["utm_source"]),
        ("https://a.b/c?x=1&fbclid=2&y=%20z#f", "https://a.b/c?x=1&y=%20z#f", ["fbclid"]),
        ("https://a.b/c?&x", "https://a.b/c?&x", []),
    ],
)
def test_only_what_tracks_is_taken_out(url, clean, gone):
    assert untracked(url) == (clean, gone)
