"""What every reader of Markdown takes alike within a line: code, links, citations, and emphasis."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from html import unescape
from string import punctuation
from unicodedata import category

from .text import suspects

_ESCAPES = "\\`*_{}[]()>#+-.!|"
"""What a backslash may stand before: what all readers take for themselves then."""

_CITATION = re.compile(r"\[@[^\[\]\s,;@]+\](?!\(|\[(?!@))")
_LINK = re.compile(
    r"!?\[(?!\s*[@^])(?P<text>[^\[\]]*)\]\((?P<target>(?:[^\s()<>]|\([^\s()<>]*\))+)\)"
)
_DEFINITION = re.compile(r"^\[[^\[\]]*\]:")
_HTML = re.compile(r"<[A-Za-z/!?][^>]*>?|<[^<>\s]*@[^<>\s]*>")
_NO_CITATION = re.compile(r"[\[［【]\s*[@＠^][^\]］】]*[\]］】]?(?:\([^)]*\))?")
_NO_LINK = re.compile(
    r"\[[^\[\]]*\](?:\(|\[|: )[^)\]]*[)\]]?|\]\([^)]*\)?|^\[TOC\]$"
    r"|[\[［][^\[\]］]*[\]］]\s*[(（][^)）]*(?:\.md|/|#)[^)）]*[)）]?"
)
_BRACES = re.compile(r"\{[^}]*\}?")
_UNDERSCORES = re.compile(r"(?<!\w)_+|_+(?!\w)")
_STARS = re.compile(r"\*+")
_MASKING = re.compile(r"`+|\\")

_WRONG = (
    ("markdown-citation", _NO_CITATION),
    ("markdown-link", _NO_LINK),
    ("markdown-strike", re.compile("~~")),
    ("braces", _BRACES),
    ("markdown-emphasis", _UNDERSCORES),
)
"""What is wrong wherever it stands once all that is right has been taken out."""


def slips(text: str) -> Iterator[tuple[str, int, int]]:
    """What readers would take differently: the key of the problem, its start, and its end.

    HTML and braces are found here too, under the keys "html" and "braces".
    """
    plain, _, wrong = _masked(text)
    yield from wrong
    plain = yield from _taken(plain, "html", _HTML)
    plain = yield from _taken(plain, "markdown-link", _DEFINITION)
    plain = _CITATION.sub(_hide, plain)
    for match in _LINK.finditer(plain):
        if not match["text"].strip():
            yield "markdown-link-text", *match.span()
    plain = _LINK.sub(_keep_text, plain)
    for key, pattern in _WRONG:
        plain = yield from _taken(plain, key, pattern)
    yield from (("markdown-emphasis", *match.span()) for match in _loose(plain))
    if "&" in plain and next(suspects(unescape(plain)), None):
        yield "markdown-entity", 0, len(text)


def _taken(
    text: str, key: str, pattern: re.Pattern[str]
) -> Generator[tuple[str, int, int], None, str]:
    """Yields what is wrong there under its key; the text without it."""
    spans = [match.span() for match in pattern.finditer(text)]
    for start, end in spans:
        yield key, start, end
        text = text[:start] + "x" * (end - start) + text[end:]
    return text


def hidden(text: str) -> list[str]:
    """The code and the escaped characters of a text."""
    return _masked(text)[1]


def _hide(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _keep_text(link: re.Match[str]) -> str:
    """A link of which only its text is left, at its place."""
    whole, start = link.group(), link.start("text") - link.start()
    end = link.end("text") - link.start()
    return " " * start + whole[start:end] + "x" * (len(whole) - end)


def _masked(text: str) -> tuple[str, list[str], list[tuple[str, int, int]]]:
    """A text with code and escaped characters made unreadable, these, and what is wrong there."""
    out, taken, wrong = [], [], []
    index = 0
    while mark := _MASKING.search(text, index):
        start, stop = mark.span()
        if mark[0] == "\\":
            after = text[stop : stop + 1]
            stop += len(after)
            if not after or after == "`" or (after in punctuation and after not in _ESCAPES):
                wrong.append(("markdown-backslash", start, stop))
        elif ends := re.compile(rf"(?<!`){mark[0]}(?!`)").search(text, stop):
            stop = ends.end()
        else:
            wrong.append(("markdown-backtick", start, stop))
        taken.append(text[start:stop])
        out += [text[index:start], "x" * (stop - start)]
        index = stop
    return "".join([*out, text[index:]]), taken, wrong


def _loose(text: str) -> Iterator[re.Match[str]]:
    """The asterisks that do not pair up, as *this* or **that**, within a line.

    Which of them can open and close emphasis is what CommonMark says (0.31, section 6.2).
    """
    opened: re.Match[str] | None = None
    for stars in _STARS.finditer(text):
        before, after = _side(text[: stars.start()][-1:]), _side(text[stars.end() :][:1])
        opens = after > 0 and (after > 1 or before < 2)
        closes = before > 0 and (before > 1 or after < 2)
        if not before and not after and len(stars[0]) == 1 and not opened:
            continue  # a sign between blanks
        if len(stars[0]) > 2 or not (closes if opened else opens):
            yield stars
        elif not opened:
            opened = stars
        elif stars[0] == opened[0]:
            opened = None
        else:
            yield stars
    if opened:
        yield opened


def _side(char: str) -> int:
    """What stands beside asterisks: 0 is a blank or the end, 1 punctuation, 2 anything else."""
    if not char.strip():
        return 0
    return 1 if category(char)[0] in "PS" else 2
