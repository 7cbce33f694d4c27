"""Units of figures: the ways to write each, and what they come to in other units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

Reading = tuple[Fraction | str, str]
"""A value and its unit; a number without a unit, `""`, agrees with any."""
Figure = tuple[Sequence[Reading], int, str]
"""Readings, where the figure ends, and `words` or `digits`."""

UNITS = {
    "USD": "$,US$,USD,dollar,dollars,美元,美金", "HKD": "HK$,HKD,港元,港币",
    "cent": "cent,cents,美分",
    "CNY": "CNY,RMB,yuan,renminbi,元,元人民币", "EUR": "€,EUR,euro,euros,欧元", "GBP": "£,GBP,英镑",
    "JPY": "JPY,yen,日元", "KRW": "₩,KRW,won,韩元", "INR": "₹,INR,rupee,rupees,卢比",
    "%": "%,percent,per cent", "point": "percentage point,percentage points,个百分点,百分点",
    "basis point": "basis point,basis points,bp,bps,个基点,基点",
    "KB": "KB,kB,kilobyte,kilobytes", "MB": "MB,megabyte,megabytes", "GB": "GB,gigabyte,gigabytes",
    "TB": "TB,terabyte,terabytes", "PB": "PB,petabyte,petabytes",
    "kW": "kW,kilowatt,kilowatts,千瓦",
    "MW": "MW,megawatt,megawatts,兆瓦", "GW": "GW,gigawatt,gigawatts,吉瓦",
    "km": "km,kilometer,kilometers,千米,公里", "mile": "mile,miles,英里",
    "second": "second,seconds,秒", "minute": "minute,minutes,分钟", "hour": "hour,hours,小时",
    "day": "day,days,天,日", "week": "week,weeks,周,星期", "month": "month,months,个月",
    "year": "year,years,年,周年,周岁,岁", "decade": "decade,decades",
}  # fmt: skip
"""Units, each with the ways to write it; signs and codes of currencies stand before the number."""
_CONVERTED = {
    "%": (Fraction(1, 100), "part"),
    "basis point": (Fraction(1, 100), "point"),
    "year": (Fraction(12), "month"),
    "decade": (Fraction(10), "year"),
}
"""What one of a unit comes to in another one; a part is a part of the whole."""
NAMES = {written: unit for unit, names in UNITS.items() for written in names.split(",")}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT = re.compile(
    rf"[ \u00a0-]?(?P<latin>%|(?:{any_of(n for n in NAMES if n.isascii() and n[-1].isalpha())})\b)"
    rf"| ?[多余]? ?(?P<han>{any_of(n for n in NAMES if n[0] >= '一')})"
)
_AND_A_HALF = re.compile(r" and a half\b|半(?![数月])")


def unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit at a place in a text, if one stands there, and where it ends."""
    found = _UNIT.match(text, at)
    return (NAMES[found["latin"] or found["han"]], found.end()) if found else ("", at)


def measured(readings: list[Reading], text: str, end: int, kind: str, shared: str = "") -> Figure:
    """The readings in the unit that follows, or else the one that is shared, and in those that it
    converts to.
    """
    unit, after = unit_at(text, end)
    values = [value for value, _ in readings if isinstance(value, Fraction)]
    if unit == "year" and values[0] in range(1000, 2200):
        return readings, end, kind  # a year, not a duration
    if unit and (half := _AND_A_HALF.match(text, after)):
        after, values = half.end(), [value + Fraction(1, 2) for value in values]
    unit = unit or shared
    factor, other = _CONVERTED.get(unit, (None, ""))
    more = [(value * factor, other) for value in values] if factor else []
    return [*((value, unit) for value in values), *more], after, kind
