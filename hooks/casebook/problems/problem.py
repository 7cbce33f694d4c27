"""A problem is data: what is wrong, where, and what to do. `printer` prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from .message import NOTHING, Message, say


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
    message: Message
    help: Message = NOTHING
    severity: Literal["error", "warning"] = "error"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those among them that stop a build: all but the warnings."""
    return [problem for problem in problems if problem.severity == "error"]


def did_you_mean(wrong: str, known: Iterable[str], otherwise: Message) -> Message:
    """A hint that names the closest known word, or `otherwise` where none is close.

    Similarity is Ratcliff and Obershelp's, as in Python's difflib.
    """
    close = get_close_matches(wrong, sorted(known), n=1, cutoff=0.6)
    if not close:
        return otherwise
    return say("did you mean '{word}'? {otherwise}", word=close[0], otherwise=otherwise)


def listing(words: Iterable[str], most: int = 30) -> Message:
    """The words in order, with a count in place of those over `most`."""
    ordered = list(words)
    said = Message("{word}", {"word": ordered[0]}) if ordered else NOTHING
    for word in ordered[1:most]:
        said = say("{words}, {word}", words=said, word=word)
    if len(ordered) > most:
        return say("{words} and {number} more", words=said, number=len(ordered) - most)
    return said
