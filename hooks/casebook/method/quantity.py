"""Finds the figures in a text, so that the two languages can be held against each other.

`700 million` and `7 亿` are the same figure, and so are `July 2015` and `2015 年 7 月`, `half` and
`50%`. What counts as the same, and what does not, is listed in `tests/quantities.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .dates import FORMS, MONTH
from .notation import NOUN, PARTS
from .numerals import HAN, RANK, SCALES, WORD, Number, any_of
from .units import BEFORE, Reading

_WIDE = dict(zip("０１２３４５６７８９％．，＄￥－−", "0123456789%.,$¥--", strict=True))
_IS_WIDE = re.compile(f"[{''.join({*_WIDE} - {'，'})}]|(?<=[０-９])，(?=[０-９]{{3}}(?![０-９]))")
"""Full-width signs of figures; a comma is one between full-width digits alone."""

_START = re.compile(
    rf"[0-9$€£¥₩₹{HAN}第半]|[数几负上本过大-](?=[ ]?(?:[0-9十百千万亿世半]|{BEFORE}))"
    rf"|\b(?=[A-Za-z])(?:[A-Za-z](?=[A-Za-z.+/-]{{0,40}}+[0-9])|{BEFORE} ?[0-9]"
    rf"|(?:minus|negative) (?:[0-9]|{BEFORE})|{MONTH}|[Hh]alf\b"
    rf"|[Aa]n? (?:{any_of([*SCALES, 'dozen', *PARTS])}|{NOUN})|{WORD}|{RANK})"
)
"""Where a figure, or a name with digits, can begin."""


def _kind(char: str) -> str:
    """Which of `FORMS` a figure can have that begins with `char`."""
    if char <= "9":
        return "1" if char >= "0" else "$"
    return "A" if char <= "z" else "中" if char >= "〇" else "$"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: what it may mean, as it is written, and where it begins.

    One in words agrees with a figure, but is not missed where the other side has none, unless both
    sides have shares in words, and not the same.
    """

    readings: tuple[Reading, ...]
    written: str
    start: int
    words: bool = False


@lru_cache(maxsize=1 << 17)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The figures, years, months and quarters in a text of either language, in order.

    Digits that belong to a name, such as `S3` or `GPT-4`, are left out. Kept, as several rules read
    the same text.
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[Quantity]:
    plain, at = _IS_WIDE.sub(lambda match: _WIDE[match[0]], text), 0
    while start := _START.search(plain, at):
        begin, at = start.start(), start.start() + 1
        for form, read in FORMS[_kind(plain[begin])]:
            if found := form.match(plain, begin):
                at = max(at, found.end())
                for readings, end, kind in read(found):
                    at = max(at, end)
                    yield Quantity(tuple(readings), text[begin:end].strip(), begin, kind == "words")
                break


def unmatched(left: Sequence[Quantity], right: Sequence[Quantity]) -> tuple[list[Quantity], ...]:
    """The figures of each side that the other does not have in any of their readings."""
    only_left, only_right = _missing(left, right), _missing(right, left)
    shares = [[it for it in side if it.words and _is_share(it)] for side in (only_left, only_right)]
    return tuple(
        [it for it in side if not it.words or (all(shares) and _is_share(it))]
        for side in (only_left, only_right)
    )


def _is_share(quantity: Quantity) -> bool:
    """Whether it can only be a part of a whole: nine out of ten, 八成."""
    return any(unit == "part" for _, unit in quantity.readings)


def _missing(those: Sequence[Quantity], there: Sequence[Quantity]) -> list[Quantity]:
    units: dict[Number | str, set[str]] = {}
    for quantity in there:
        for value, unit in quantity.readings:
            units.setdefault(value, set()).add(unit)
    return [
        quantity
        for quantity in those
        if not any(
            value in units and (not unit or {unit, ""} & units[value])
            for value, unit in quantity.readings
        )
    ]
