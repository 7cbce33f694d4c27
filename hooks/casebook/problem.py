"""A problem is data: what is wrong, where, and what to do. One function prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line in a file that someone can edit.

    `file` is relative to the project's root, with forward slashes. `line` and `column` count
    characters from 1; `length` is in characters.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: its place, a code such as `CB204`, a message, and how to mend it.

    A warning is shown, and stops nothing.
    """

    place: Place
    code: str
    message: str
    help: str = ""
    severity: Literal["error", "warning"] = "error"


class DataError(Exception):
    """The data has problems. Carries all of them as `problems`, in the order of file and line."""

    def __init__(self, problems: Iterable[Problem], report: str) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that must be mended before anything is built: all but warnings."""
    return [problem for problem in problems if problem.severity == "error"]


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that names the closest known word, or `otherwise` where none is close.

    Similarity is Ratcliff and Obershelp's, as in Python's difflib.
    """
    close = get_close_matches(wrong, sorted(known), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'? {otherwise}" if close else otherwise


def listing(words: Iterable[str], most: int = 30) -> str:
    """The words in order, joined by commas, with a count in place of those over `most`."""
    ordered = list(words)
    more = f" and {len(ordered) - most} more" if len(ordered) > most else ""
    return ", ".join(ordered[:most]) + more


def _width(text: str) -> int:
    """Columns that a terminal gives to `text`: Han characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _excerpt(line: str, column: int, length: int, most: int = 96) -> tuple[str, int, int]:
    """A window on a long line: the text shown, and the caret's offset and width in columns."""
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    start = max(0, column - 1 - most // 2) if len(line) > most else 0
    shown = line[start : start + most]
    lead = "…" if start else ""
    tail = "…" if start + most < len(line) else ""
    marked = shown[column - 1 - start : column - 1 - start + length]
    return (
        f"{lead}{shown}{tail}",
        _width(lead + shown[: column - 1 - start]),
        max(1, _width(marked)),
    )


def render(problem: Problem, lines: Sequence[str] = ()) -> str:
    """One problem as text: `path:line:col: severity[CODE]: message`, the line, a caret, the help.

    `lines` are those of the problem's file; without them the line is left out.
    """
    at = problem.place
    kind = f"{problem.severity}[{problem.code}]"
    out = [f"{at.file}:{at.line}:{at.column}: {kind}: {problem.message}"]
    if 0 < at.line <= len(lines) and lines[at.line - 1].strip():
        shown, offset, width = _excerpt(lines[at.line - 1], at.column, at.length)
        out += [f"{at.line:5} | {shown}", f"      | {' ' * offset}{'^' * width}"]
    if problem.help:
        out.append(f"   help: {problem.help}")
    return "\n".join(out)


def report(problems: Iterable[Problem], lines: Callable[[str], Sequence[str]]) -> str:
    """All problems as text in the order of file and line, with a count at the end.

    `lines` gives the lines of a file by its relative path.
    """
    ordered = sorted(set(problems))
    files = len({problem.place.file for problem in ordered})
    blocks = [render(problem, lines(problem.place.file)) for problem in ordered]
    count = f"{len(ordered)} problem{'s' * (len(ordered) != 1)} in {files} file{'s' * (files != 1)}"
    return "\n\n".join([*blocks, count])
