"""A problem is data: what is wrong, and where. `words/problems.yml` has its words, by its key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from .message import NOTHING, Message, kinds, say


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


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One problem: its place, its key in `words/problems.yml`, and what fills its placeholders.

    A warning is shown, and stops nothing. Which of them it is stands in its entry.
    """

    place: Place
    message: Message
    _released: bool

    def __init__(self, place: Place, key: str, /, **values: object) -> None:
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "message", say(key, **values))
        object.__setattr__(self, "_released", False)

    @property
    def key(self) -> str:
        """Its key in `words/problems.yml`."""
        return self.message.key

    @property
    def code(self) -> str:
        """The code under which it is explained, such as `CB204`."""
        return kinds()[self.key].code

    @property
    def severity(self) -> Literal["error", "warning"]:
        """Whether it stops a build ("error") or not ("warning")."""
        severity = kinds()[self.key].severity
        grave = severity == "error" or (severity == "release" and self._released)
        return "error" if grave else "warning"

    @property
    def help(self) -> Message:
        """How to fix it; `NOTHING` where the message says it all."""
        if kinds()[self.key].help is None:
            return NOTHING
        return Message(f"{self.key}.help", self.message.values)

    def for_release(self) -> Problem:
        """The same in a release, which some warnings stop."""
        released = Problem(self.place, self.key, **dict(self.message.values))
        object.__setattr__(released, "_released", True)
        return released

    def __lt__(self, other: Problem) -> bool:
        """By file and line, as they are printed."""
        here, there = (self.place, self.code), (other.place, other.code)
        # Saying what is wrong takes longest, so it only decides where nothing else does.
        return here < there or (here == there and str(self.message) < str(other.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those among them that stop a build: all but the warnings."""
    return [problem for problem in problems if problem.severity == "error"]


_close = lru_cache(maxsize=1000)(get_close_matches)
"""One slip is often made again and again, as in a record that was copied."""


def closest(word: str, known: Iterable[str]) -> Message:
    """The question whether the closest known word was meant; `NOTHING` where none is close.

    Similarity is Ratcliff and Obershelp's, as in Python's difflib.
    """
    close = _close(word, tuple(sorted(known)), n=1)
    return say("did-you-mean", word=close[0]) if close else NOTHING


def listing(words: Iterable[object], most: int = 30) -> Message:
    """The words in order, with a count in place of those over `most`; "none" for none."""
    ordered = tuple(words)
    if len(ordered) > most:
        return say("list-and-more", words=ordered[:most], number=len(ordered) - most)
    return say("list", words=ordered) if ordered else say("none")
