"""One mistake, one message: the example of each problem, and those in `mistakes/`.

Each is made in a copy of the invented casebook of `sample/`, must give the very problem that is
expected, at the text that it is about, and is mended again. Places are told by the line as it
reads, with ⟦the marked text⟧, so that a line added to the sample changes nothing here. A file in
`mistakes/` that is to say something else is rewritten by `UPDATE_GOLDEN=1 make test`: read what it
wrote.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from casebook import check, load, report
from casebook.model import PartialDate
from casebook.problems.message import codes, kinds, translate
from casebook.problems.problem import Place
from casebook.rules.dates import _moved

from .conftest import copy_sample

FOLDER = Path(__file__).with_name("mistakes")
FILES = sorted(FOLDER.glob("*.yml"))
EXAMPLES = [
    kind
    for code in codes().values()
    for kind in code.kinds
    if kind.example and code.found_by == "check"
]
NUMBERS = re.compile(r"(?<=line )\d+|(?<=第 )\d+(?= 行)|(?<=:)\d+")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy_sample(tmp_path_factory.mktemp("mistakes"), engine=False)


def edited(path: Path, edit: dict[str, object]) -> bytes | None:
    """The content of a file with a mistake in it; None for a file that is gone."""
    text = path.read_text("utf-8") if path.is_file() else ""
    wrong = edit.get("wrong")
    if "append" in edit:
        text += edit["append"]
    elif "right" in edit:
        assert edit["right"] in text, edit["right"]
        if wrong is None:
            return None
        text = text.replace(edit["right"], wrong * edit.get("times", 1), 1)
    elif wrong is None:
        return None
    else:
        text = wrong * edit.get("times", 1)
    return text.encode(edit.get("encoding", "utf-8"))


@contextmanager
def made(project: Path, edits: list[dict[str, object]]):
    """The project with the mistakes, and afterwards as it was."""
    before: dict[Path, bytes | None] = {}
    try:
        for edit in edits:
            path = project / edit["file"]
            before.setdefault(path, path.read_bytes() if path.is_file() else None)
            content = edited(path, edit)
            if content is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        yield
    finally:
        for path, content in before.items():
            path.unlink(missing_ok=True)
            if content is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            elif not any(path.parent.iterdir()):
                path.parent.rmdir()


def told(problem, book) -> dict[str, object]:
    """What a problem says in both languages, and where, without numbers of lines."""
    at, lines = problem.place, book.lines(problem.place.file)
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    start, end = at.column - 1, at.column - 1 + at.length
    marked = f"{line[max(0, start - 60) : start].lstrip()}⟦{line[start:end]}⟧{line[end : end + 40].rstrip()}"
    facts = {
        lang: NUMBERS.sub("N", " — ".join(filter(None, (translate(item, lang) for item in (problem.message, problem.help)))))
        for lang in ("en", "zh")
    }  # fmt: skip
    return {"file": at.file, "at": marked if line else "", "key": problem.key, **facts}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_mistake(path, project):
    golden = yaml.safe_load(path.read_text("utf-8"))
    with made(project, golden["make"]):
        book = load(project)
        facts = [told(problem, book) for problem in check(book)]
    if os.environ.get("UPDATE_GOLDEN"):
        golden["says"] = facts
        path.write_text(dump(golden), "utf-8")
    assert facts == golden["says"]
    assert len(facts) == golden.get("count", 1)


def edits(kind) -> list[dict[str, object]]:
    """The edits that make the example of a problem."""
    return [
        {"file": edit.file, "times": edit.times, "encoding": edit.encoding}
        | {name: text for name in ("right", "wrong") if (text := getattr(edit, name)) is not None}
        for edit in kind.example
    ]


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.key)
def test_an_example(kind, project):
    """It makes its problem and no other, in both languages, at the place that `at` marks."""
    with made(project, edits(kind)):
        book = load(project)
        problems = check(book)
        printed = [report(problems, book.lines, lang) for lang in ("en", "zh")]
    assert [problem.key for problem in problems] == [kind.key], printed[0]
    assert all(f"[{kind.code}]" in text for text in printed)
    assert_place(problems[0].place, kind, book)


def assert_place(place, kind, book):
    """It is where `at` stands, which stands there once; of a text many times over, its beginning.

    Without `at` it is a file of the example in which there is no line to show.
    """
    lines = list(book.lines(place.file))
    marked = next((edit for edit in kind.example if edit.at), None)
    if marked is None:
        assert place == Place(place.file)
        assert place.file in [edit.file for edit in kind.example]
        assert not "".join(lines[:1])
        return
    assert place.file in (marked.file, marked.file.replace("docs/en/", "docs/zh/"))
    lead, text, tail = re.split("[⟦⟧]", marked.at)
    whole = "\n".join(lines)
    assert whole.count(lead + text + tail) == 1, "`at` names more places than one"
    start = whole.index(lead + text + tail) + len(lead)
    assert (place.line, place.column) == (
        whole.count("\n", 0, start) + 1,
        start - whole.rfind("\n", 0, start),
    )
    assert place.length == len(text) or (place.length > len(text) and marked.times > 1)


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def dump(golden: dict[str, object]) -> str:
    """The golden file, in which texts read as they are written."""
    return yaml.dump(golden, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def test_the_sample_itself_is_clean(project):
    assert check(load(project)) == []


ELSEWHERE = {
    "name-not-utf-8": "test_tree.py",
    "not-a-file": "test_tree.py",
    "address-misleads": "test_links.py",
    "source-unused": "test_mistakes.py",
    "case-lost": "test_permanence.py",
    "case-unpublished": "test_permanence.py",
    "claim-lost": "test_permanence.py",
    "correction-lost": "test_permanence.py",
    "reading-lost": "test_permanence.py",
    "file-emptied": "test_permanence.py",
    "record-lost": "test_permanence.py",
    "no-record": "test_translations.py",
    "text-not-on-record": "test_translations.py",
    "translation-stale": "test_translations.py",
}
"""What no edit of a text file makes, or only in a release or a repository, and the test of it."""


def test_every_problem_is_made_by_an_example_or_a_mistake():
    """The slips of Markdown are many, and small: each is made in its own test."""
    reports = [item for path in FILES for item in yaml.safe_load(path.read_text("utf-8"))["says"]]
    here = {problem["key"] for problem in reports} | {
        key for key, item in kinds().items() if item.example
    }
    slips = {key: "test_markdown_form.py" for key in kinds() if key.startswith("markdown-")}
    there = {key: name for key, name in (slips | ELSEWHERE).items() if key not in here}
    assert kinds().keys() - here - there.keys() == set()
    assert there.keys() >= ELSEWHERE.keys(), "named as made elsewhere, but made here"
    for key, name in there.items():
        assert f'"{key}"' in FOLDER.with_name(name).read_text("utf-8"), (key, name)


@pytest.mark.parametrize("code", codes().values(), ids=lambda code: code.id)
def test_both_languages_tell_why_and_what_to_do(code):
    for lang, end in (("en", "."), ("zh", "。")):
        assert code.why[lang].endswith(end)
        assert code.why[lang].count("`") % 2 == 0
        assert code.title[lang][-1] not in ".。"
    for zh in (code.title.zh, code.why.zh):
        assert not re.search(r"[一-鿿][,;:!?(]|[,;!?)][一-鿿]", zh), "half-width punctuation"
        assert not re.search(r"[一-鿿][\w`]|[\w`][一-鿿]", zh, re.ASCII), "no space"
    assert sorted(set(re.findall(r"`[^`]+`", code.why.en))) == sorted(
        set(re.findall(r"`[^`]+`", code.why.zh))
    )


def test_sources_may_be_collected_before_they_are_cited(project):
    """A warning while a case is a draft; without one, a release stops."""
    unused = next(kind for kind in EXAMPLES if kind.key == "source-waiting").example[0]
    with made(project, [{"file": unused.file, "wrong": unused.wrong}]):
        book = load(project)
        drafts = dict(book.cases)
        waiting = [check(book, release=release) for release in (False, True)]
        assert [
            [problem.severity for problem in problems if problem.code == "CB311"]
            for problems in waiting
        ] == [["warning"], ["warning"]]
        book.cases = {id: case for id, case in drafts.items() if case.value.status == "published"}
        idle = [check(book, release=release) for release in (False, True)]
        assert [
            [problem.severity for problem in problems if problem.key == "source-unused"]
            for problems in idle
        ] == [["warning"], ["error"]]


@pytest.mark.parametrize(
    ("years", "moved"),
    [
        ("2010 2011 2012", []),
        ("2014 2010 2011 2012", ["2014"]),
        ("2010 2011 2009 2012", ["2009"]),
        ("2010 2012-06 2012 2012-03", []),
        ("2012 2010 2011 2009", ["2012", "2009"]),
    ],
)
def test_the_one_that_moved_is_named_and_not_its_neighbors(years, moved):
    dates = [PartialDate.parse(year) for year in years.split()]
    assert [str(date) for _, date, _ in _moved(dates, dates)] == moved
