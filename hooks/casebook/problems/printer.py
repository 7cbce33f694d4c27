"""Prints problems in the language asked for: for people, as JSON, and as notes for GitHub."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from unicodedata import east_asian_width

from ..model import LANGUAGES
from .message import Message, say, translate
from .problem import Problem

_ASKED = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
MOST = 500
"""Problems that a report for people shows: what is behind so many is one mistake or two."""


def language(environ: Mapping[str, str]) -> str:
    """The language of the site in which the environment asks to be spoken to; English if in none.

    The first variable that is set decides, in the order of gettext. Each may name several locales,
    the best one first.
    """
    asked = next((environ[name] for name in _ASKED if environ.get(name)), "")
    for locale in asked.split(":"):
        tag = re.split(r"[_.@-]", locale.strip().lower())[0]
        if tag in ("c", "posix"):
            break
        if tag in LANGUAGES:
            return tag
    return LANGUAGES[0]


def localized(message: Message) -> str:
    """A message in the language of whoever runs this."""
    return translate(message, language(os.environ))


def _width(text: str) -> int:
    """Columns that a terminal gives to `text`: Han characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _plain(text: str) -> str:
    """The text on one line and without anything that a terminal might obey."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _excerpt(line: str, column: int, length: int, most: int = 96) -> tuple[str, int, int]:
    """A window on a long line: the text shown, and the caret's offset and width in columns."""
    start = max(0, column - 1 - most // 2) if len(line) > most else 0
    shown = _plain(line[start : start + most])
    lead = "…" if start else ""
    tail = "…" if start + most < len(line) else ""
    marked = shown[column - 1 - start : column - 1 - start + length]
    return (
        f"{lead}{shown}{tail}",
        _width(lead + shown[: column - 1 - start]),
        max(1, _width(marked)),
    )


def render(problem: Problem, lines: Sequence[str] = (), lang: str = LANGUAGES[0]) -> str:
    """One problem as text: `path:line:col: severity[CODE]: message`, the line, a caret, the help.

    `lines` are those of the problem's file; without them the line is left out.
    """
    at = problem.place
    out = [_plain(translate(_head(problem), lang))]
    if 0 < at.line <= len(lines) and lines[at.line - 1].strip():
        shown, offset, width = _excerpt(lines[at.line - 1], at.column, at.length)
        out += [f"{at.line:5} | {shown}", f"      | {' ' * offset}{'^' * width}"]
    if problem.help:
        out.append("   " + _plain(translate(say("help-line", help=problem.help), lang)))
    return "\n".join(out)


def _head(problem: Problem) -> Message:
    at = problem.place
    place = f"{at.file}:{at.line}:{at.column}"
    key = "warning-line" if problem.severity == "warning" else "error-line"
    return say(key, place=place, code=problem.code, message=problem.message)


def text(
    problems: Iterable[Problem],
    lines: Callable[[str], Sequence[str]],
    lang: str = LANGUAGES[0],
) -> str:
    """The first problems in the order of file and line, errors before warnings; at the end a count
    of all, and where to read on.

    `lines` gives the lines of a file by its relative path. `lang` is a BCP 47 tag.
    """
    ordered = sorted(set(problems), key=lambda problem: (problem.severity == "warning", problem))
    shown = ordered[:MOST]
    blocks = [render(problem, lines(problem.place.file), lang) for problem in shown]
    foot = [translate(_count(ordered), lang)]
    if len(ordered) > MOST:
        foot.append(translate(say("count-shown", most=MOST), lang))
    if ordered:
        more = say("explain-more", code=ordered[0].code)
        foot.append(translate(more, lang))
    return "\n\n".join([*blocks, "\n".join(foot)])


def report(
    head: Message, problems: Iterable[Problem], lines: Callable[[str], Sequence[str]]
) -> str:
    """Problems below a sentence, both in the language of whoever runs this."""
    return f"{localized(head)}\n\n{text(problems, lines, language(os.environ))}"


def _count(problems: Sequence[Problem]) -> Message:
    files = len({problem.place.file for problem in problems})
    if len(problems) == 1:
        return say("count-one")
    if files == 1:
        return say("count-in-one-file", problems=len(problems))
    return say("count-in-files", problems=len(problems), files=files)


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as one array of JSON in the order of file and line, said in every language.

    `endColumn` is the column behind the last character.
    """
    return json.dumps(
        [_facts(problem) for problem in sorted(set(problems))], ensure_ascii=False, indent=1
    )


def _facts(problem: Problem) -> dict[str, object]:
    at = problem.place
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "endColumn": at.column + at.length,
        "severity": problem.severity,
        "code": problem.code,
        "message": {lang: translate(problem.message, lang) for lang in LANGUAGES},
        "help": {lang: translate(problem.help, lang) for lang in LANGUAGES},
    }


def as_github(problems: Iterable[Problem], lang: str = LANGUAGES[0]) -> str:
    """All problems as workflow commands, one a line, which GitHub shows at the lines they are of.

    The form, and what is escaped in it, are those of GitHub's toolkit (`@actions/core`).
    """
    return "\n".join(_command(problem, lang) for problem in sorted(set(problems)))


def _command(problem: Problem, lang: str) -> str:
    at = problem.place
    messages = [translate(text, lang) for text in (problem.message, problem.help) if text]
    properties = {
        "file": at.file,
        "line": at.line,
        "col": at.column,
        "endColumn": at.column + at.length,
        "title": problem.code,
    }
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{problem.severity} {listed}::{_escaped(chr(10).join(messages))}"


def _escaped(value: object, also: str = "") -> str:
    """A value as it may stand in a workflow command."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{also}" else c for c in str(value))


def silenced(text: str) -> str:
    """Text of which GitHub obeys nothing, whatever the data put there.

    It stands between a command that stops commands and the token that lets them go on, which no
    text can hold: it is the digest of that text.
    """
    token = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return f"::stop-commands::{token}\n{text}\n::{token}::"
