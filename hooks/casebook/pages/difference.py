"""What has changed between two versions of a text, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

AROUND = 12
"""Words that are shown beside a change; what lies farther off is left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both versions have, that is gone, or that is new; or a gap of words that
    are left out, whose text is "".
    """

    kind: Literal["same", "gone", "new", "gap"]
    text: str


def difference(before: str, after: str) -> Iterator[Piece]:
    """The pieces from which both versions can be read, what is gone before what is new.

    Words are matched by Ratcliff and Obershelp's method, as in Python's difflib.
    """
    left, right = before.split(), after.split()
    # Frequent words are junk to difflib unless told otherwise, and would show as changed.
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            first, last = i1 + j1 == 0, i2 == len(left) and j2 == len(right)
            yield from _same(left[i1:i2], lead=not first, tail=not last)
            continue
        if i2 > i1:
            yield Piece("gone", " ".join(left[i1:i2]))
        if j2 > j1:
            yield Piece("new", " ".join(right[j1:j2]))


def _same(words: list[str], *, lead: bool, tail: bool) -> Iterator[Piece]:
    """The words beside a change before them, one after them, or both, with a gap for the rest."""
    before, after = AROUND * lead, AROUND * tail
    if len(words) <= before + after + 1:
        yield Piece("same", " ".join(words))
        return
    if before:
        yield Piece("same", " ".join(words[:before]))
    yield Piece("gap", "")
    if after:
        yield Piece("same", " ".join(words[-after:]))
