"""Finds the figures in a text, so that the two languages can be held against each other.

`700 million` and `7 亿` are the same figure, and so are `July 2015` and `2015 年 7 月`, `half` and
`50%`. What counts as the same, and what does not, is listed in `tests/quantities.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .notation import FORMS, START
from .units import Reading

_WIDE = str.maketrans("０１２３４５６７８９％．，＄￥−", "0123456789%.,$¥-")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: what it may mean, as it is written, and where it begins.

    One in words agrees with a figure, but is not missed where the other side has none.
    """

    readings: tuple[Reading, ...]
    written: str
    start: int
    words: bool = False


def quantities(text: str) -> Iterator[Quantity]:
    """The figures, years, months and quarters in a text of either language, in order.

    Digits that belong to a name, such as `S3` or `GPT-4`, are left out.
    """
    plain, at = text.translate(_WIDE), 0
    while start := START.search(plain, at):
        begin, at = start.start(), start.start() + 1
        for form, read in FORMS:
            if found := form.match(plain, begin):
                at = max(at, found.end())
                for readings, end, kind in read(found):
                    at = max(at, end)
                    yield Quantity(tuple(readings), text[begin:end].strip(), begin, kind == "words")
                break


def unmatched(left: Sequence[Quantity], right: Sequence[Quantity]) -> tuple[list[Quantity], ...]:
    """The figures of each side that the other does not have in any of their readings."""
    return _missing(left, right), _missing(right, left)


def _missing(those: Sequence[Quantity], there: Sequence[Quantity]) -> list[Quantity]:
    units: dict[Fraction | str, set[str]] = {}
    for quantity in there:
        for value, unit in quantity.readings:
            units.setdefault(value, set()).add(unit)
    return [
        quantity
        for quantity in those
        if not quantity.words
        and not any(
            value in units and (not unit or {unit, ""} & units[value])
            for value, unit in quantity.readings
        )
    ]


def differences(en: str, zh: str) -> tuple[list[Quantity], ...]:
    """The figures of each language that the other does not have: only English, only Chinese."""
    return unmatched(list(quantities(en)), list(quantities(zh)))
