"""How wide text will be, and where to break it, without knowing the reader's font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NARROW = frozenset(" .,:;'|!ijltfrI()[]/")
_BROAD = frozenset("mwMW@%")
_NEVER_FIRST = frozenset("，。、；：？！”’）》」』】…—·％,.;:?!)]}%")
_NEVER_LAST = frozenset("“‘（《「『【([{$#")


def width(text: str) -> float:
    """How wide a line of text is, in em: an estimate that errs on the wide side.

    A Han character is one em by design. The others are the averages of the sans-serif fonts that
    systems come with, of which the broadest counts.
    """
    return sum(_advance(character) for character in text)


def wrap(text: str, limit: float) -> list[str]:
    """The text in lines of at most `limit` em, at least one character each: as few lines as
    possible, and those as even as possible, so that no last character stands alone.

    Breaks at spaces and between Han characters, not before closing or after opening punctuation
    (the basics of Unicode Standard Annex #14); a word longer than a line is broken anywhere.
    """
    lines = _fill(text, limit)
    while limit > 2 and len(tighter := _fill(text, limit - 0.5)) == len(lines) > 1:
        lines, limit = tighter, limit - 0.5
    return lines


def _fill(text: str, limit: float) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if width((lines[-1] + piece).rstrip()) <= limit or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
        while width(lines[-1].rstrip()) > limit and len(lines[-1]) > 1:
            head = _fitting(lines[-1], limit)
            lines[-1:] = [lines[-1][:head], lines[-1][head:]]
    return [line.strip() for line in lines if line.strip()] or [""]


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    if unicodedata.east_asian_width(character) in "WFA":
        return 1
    if character in _NARROW:
        return 0.34
    if character in _BROAD or not character.isascii():
        return 0.9
    return 0.68 if character.isupper() else 0.57


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken, in order; each with the space that follows it."""
    piece = ""
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        if piece and (
            (piece[-1].isspace() and not character.isspace())
            or (
                (wide or _is_wide(piece[-1]))
                and character not in _NEVER_FIRST
                and not character.isspace()
                and piece[-1] not in _NEVER_LAST
            )
        ):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _fitting(text: str, limit: float) -> int:
    """How many characters from the start fit into `limit` em, at least one."""
    total = 0.0
    for count, character in enumerate(text):
        total += _advance(character)
        if total > limit:
            return max(count, 1)
    return len(text)
