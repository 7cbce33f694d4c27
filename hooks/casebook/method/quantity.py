"""Finds the figures in a text, so that the two languages can be held against each other.

`700 million` and `7 亿` are the same figure, and so are `July 2015` and `2015 年 7 月`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted((name.capitalize() for name in _MONTHS), key=len, reverse=True))
_UNITS = {
    "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12,
    "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8,
}  # fmt: skip
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_PATTERN = re.compile(
    rf"""
    (?P<quarter>\bQ[1-4]\b|\b(?:first|second|third|fourth)[ -]quarter\b
      |第\ ?[一二三四1-4]\ ?(?:财)?季)
  | (?P<century>(?P<cent>[0-9]{{2}})\ ?世纪\ ?(?P<decade>[0-9]{{2}})\ ?年代)
  | (?P<decades>\b[0-9]{{3}}0)s\b
  | (?<![A-Za-z])(?P<name>[A-Za-z][A-Za-z.+/-]*[0-9][A-Za-z0-9.+/-]*)
  | (?P<zhmonth>[0-9]{{1,2}})\ ?月(?!球)
  | (?=[JFMASOND])\b(?P<month>{_MONTH})\b\.?(?=[\ \u00a0](?:[0-9]{{1,2}}\b|[0-9]{{4}}\b|of\b))
  | (?=[JFMASOND])(?:(?<=[0-9]\ )|(?<=\bin\ )|(?<=\bIn\ )|(?<=\bby\ )|(?<=\bof\ )|(?<=\bto\ )
      |(?<=\band\ )|(?<=since\ )|(?<=until\ )|(?<=from\ )|(?<=early\ )|(?<=late\ )|(?<=mid-))
      (?P<bare>{_MONTH})\b
  | (?P<number>{_NUMBER})
    (?:[\ \u00a0-]?(?P<unit>thousand|million|billion|trillion|bn|mn)\b
      |\ ?(?P<han>(?:[十百万亿]|千(?![瓦米克卡赫]))+))?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A figure in a text: what it comes to, as it is written, and where it begins."""

    value: str
    written: str
    start: int


def quantities(text: str) -> Iterator[Quantity]:
    """The figures, years, months and quarters in a text of either language, in order.

    Digits that belong to a name, such as `S3` or `GPT-4`, are left out; numbers written as words
    are not figures.
    """
    for found in _PATTERN.finditer(text):
        value = _value(found)
        if value is not None:
            yield Quantity(value, found.group().strip(), found.start())


def _value(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    if part["name"]:
        return None
    if part["quarter"]:
        digit = re.search(r"[1-4一二三四]|first|second|third|fourth", part["quarter"])
        assert digit
        return f"Q{_QUARTERS.get(digit.group(), digit.group())}"
    if part["century"]:
        return f"{int(part['cent']) - 1}{part['decade']}s"
    if part["decades"]:
        return f"{part['decades']}s"
    if part["zhmonth"]:
        return f"month {int(part['zhmonth'])}"
    if month := part["month"] or part["bare"]:
        return f"month {_MONTHS[month.lower()]}"
    number = Decimal(part["number"].replace(",", ""))
    for unit in [part["unit"]] if part["unit"] else (part["han"] or ""):
        number = number.scaleb(_UNITS[unit])
    return f"{number.normalize():f}"


def differences(en: str, zh: str) -> tuple[list[Quantity], list[Quantity]]:
    """The figures of each language that the other does not have: only English, only Chinese."""
    left, right = list(quantities(en)), list(quantities(zh))
    in_left, in_right = {one.value for one in left}, {one.value for one in right}
    return (
        [one for one in left if one.value not in in_right],
        [one for one in right if one.value not in in_left],
    )
