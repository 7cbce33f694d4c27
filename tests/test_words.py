"""The words of the site and the code: each that is asked for exists, and none is idle."""

from __future__ import annotations

import re

import pytest

from casebook.method.wording import PLACEHOLDERS
from casebook.problems.message import PLACEHOLDER
from casebook.rules.vocabulary import CLOSED, LISTS

from .conftest import OURS, ROOT, ours

CALL = re.compile(
    r"""(?:\bt|\bwords|\bsaid|(?<!book\.)\blabel|\blabel\[[^]]+\])\((?:[\w.]*book, )?\s*f?"""
    r"""(['"])([a-z0-9-]+)(\1\s*~|\{)?"""
)
"""A call for a label in a template or in code; its third group shows a key that goes on.
`book.label` is the word of a tag, and none of these.
"""
CHOICE = re.compile(r"""\b(?:t|label)\([^()]*?\belse ['"]([a-z0-9-]+)['"]""")
"""The other of two labels between which such a call chooses."""

TAG = re.compile(r"<(?![^>]*\bdata-words=)[^>]*>")
"""A tag, save one that holds words for a script."""


def calls() -> tuple[set[str], set[str]]:
    """The labels that are asked for, and the beginnings of those that are put together."""
    exact: set[str] = set()
    begun: set[str] = set()
    files = [
        *ROOT.glob("hooks/**/*.j2"),
        *ROOT.glob("hooks/**/*.py"),
        *ROOT.glob("overrides/**/*.html"),
    ]
    for path in files:
        for call in CALL.finditer(path.read_text("utf-8")):
            (begun if call[3] else exact).add(call[2])
        exact |= set(CHOICE.findall(path.read_text("utf-8")))
    return exact, begun


def test_every_label_that_is_asked_for_exists():
    """In whatever branch of a template it is asked for; of a key put together, the beginning."""
    exact, begun = calls()
    assert exact - ours().labels.keys() == set()
    assert {
        start for start in begun if not any(key.startswith(start) for key in ours().labels)
    } == set()


def test_no_page_shows_the_key_of_a_label(site):
    """Of keys that are put together, too: no word on a page begins like one, unless we wrote it ourselves."""
    beginnings = "|".join(map(re.escape, sorted(calls()[1])))
    key = re.compile(rf"(?<![\w#/.-])(?:{beginnings})[a-z0-9-]+(?![\w-])")
    pages = {
        path: TAG.sub(" ", path.read_text("utf-8")) for path in sorted(site.rglob("index.html"))
    }
    found = {word: path for path, text in pages.items() for word in key.findall(text)}
    files = [*OURS.glob("data/**/*.yml"), *OURS.glob("docs/**/*.md"), *ROOT.glob("hooks/**/*.yml")]
    ours = "\n".join(path.read_text("utf-8") for path in files) if found else ""
    assert {word: path for word, path in found.items() if word not in ours} == {}


def test_no_label_is_idle():
    exact, begun = calls()
    text = "".join(
        path.read_text("utf-8")
        for kind in ("hooks/**/*.j2", "hooks/**/*.py", "overrides/**/*.html")
        for path in ROOT.glob(kind)
    )
    idle = {
        key
        for key in ours().labels
        if key not in exact and not key.startswith(tuple(begun)) and f'"{key}"' not in text
    }
    assert idle == set()


def test_placeholders_are_those_that_labels_hold():
    texts = [
        text[lang]
        for label in ours().labels.values()
        for text in [label.value]
        for lang in ("en", "zh")
    ]
    assert {name for text in texts for name in PLACEHOLDER.findall(text)} == PLACEHOLDERS


@pytest.mark.parametrize("scheme", CLOSED)
def test_the_vocabulary_has_the_values_that_the_code_fixes(scheme):
    assert set(ours().vocabulary[scheme]) == set(CLOSED[scheme])


def test_the_vocabulary_has_every_list():
    assert set(ours().vocabulary) == LISTS
