"""Which figures one language has and the other has not, but for those that someone allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..model import AllowedFigure
from ..reading.book import Book
from .quantity import Quantity, quantities, unmatched

Sides = tuple[list[Quantity], ...]
"""The figures that only the English has, and those that only the Chinese has."""


def one_sided(book: Book, files: Sequence[str], en: tuple[str, ...], zh: tuple[str, ...]) -> Sides:
    """The figures that only one language of a text has, which stands in `files` and is given by its
    paragraphs; without those that `data/figures-allowed.yml` allows there.
    """
    sides = differing(en, zh)
    if any(sides):
        for entry in book.figures_allowed.values():
            if entry.value.file in files:
                sides = excused(entry.value, en, zh, sides)
    return sides


@lru_cache(maxsize=1 << 15)
def differing(en: tuple[str, ...], zh: tuple[str, ...]) -> Sides:
    """The figures that only one language of a text has, whatever is allowed. Kept, as the preview
    reads the same texts at every save.
    """
    return unmatched(*([it for text in texts for it in quantities(text)] for texts in (en, zh)))


def excused(allowed: AllowedFigure, en: Sequence[str], zh: Sequence[str], sides: Sides) -> Sides:
    """What remains of the figures of two sides when those in the words of `allowed` are taken out,
    where both languages hold these words.
    """
    words = (allowed.en, allowed.zh)
    for phrase, texts in zip(words, (en, zh), strict=True):
        if not any(phrase in text for text in texts):
            return sides
    return tuple(
        [it for it in side if it.written not in _written(phrase)]
        for phrase, side in zip(words, sides, strict=True)
    )


def _written(phrase: str) -> set[str]:
    return {it.written for it in quantities(phrase)}


def differs_in(sides: Sides) -> Iterator[str]:
    """Where a figure of one side is one of the other but for its `unit` or its `sign`, which."""
    for here in sides[0]:
        for there in sides[1]:
            values = {value for value, _ in there.readings}
            if any(value in values for value, _ in here.readings):
                yield "unit"
            elif any(-value in values for value, _ in here.readings if not isinstance(value, str)):
                yield "sign"
