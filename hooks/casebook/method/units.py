"""Units of figures: the ways to write each, and what they come to in other units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from .numerals import Number, any_of

Reading = tuple[Number | str, str]
"""A value and its unit; a number without a unit, `""`, agrees with any."""
Figure = tuple[Sequence[Reading], int, str]
"""Readings, where the figure ends, and `words` or `digits`."""

_TABLE: dict[str, dict[str, Any]] = yaml.load(
    Path(__file__).with_name("units.yml").read_text("utf-8"), Loader=yaml.CSafeLoader
)
NAMES: dict[str, str] = {name: unit for unit, entry in _TABLE.items() for name in entry["names"]}
"""Every way to write a unit."""
_CODES = any_of(name for name in NAMES if re.fullmatch("[A-Z]{3}", name))
BEFORE = rf"(?:\b{_CODES}|{any_of(name for name in NAMES if name[-1] in '$€£¥₩₹')})"
"""A pattern for what stands before the number: the codes and signs of currencies."""
_CONVERTED: dict[str, list[tuple[Fraction, str]]] = {
    unit: [(Fraction(way.split(" ", 1)[0]), way.split(" ", 1)[1]) for way in entry["is"]]
    for unit, entry in _TABLE.items()
    if "is" in entry
}


_UNIT = re.compile(
    rf"[ \u00a0-]?(?P<latin>%|(?:{any_of(n for n in NAMES if n.isascii() and n[-1].isalpha())})\b)"
    rf"| ?[多余]? ?(?P<han>{any_of(n for n in NAMES if n[0] >= '一')})"
)
_AND_A_HALF = re.compile(r" and a half\b|半(?![数月])")
_HALF_BEFORE = re.compile(" ?个半(?=小时|个?月)")


def currency(written: str) -> str:
    """The unit of a code or sign that stands before a number; "" without one."""
    return NAMES.get(written.strip(), "")


def unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit at a place in a text, if one stands there, and where it ends."""
    match = _UNIT.match(text, at)
    return (NAMES[match["latin"] or match["han"]], match.end()) if match else ("", at)


def measured(readings: list[Reading], text: str, end: int, kind: str, shared: str = "") -> Figure:
    """The readings in the unit that follows, or else the one that is shared, and in those that it
    converts to.
    """
    half_before = _HALF_BEFORE.match(text, end)
    unit, after = unit_at(text, half_before.end() if half_before else end)
    if not unit and not shared:
        return readings, end, kind
    values = [value for value, _ in readings if not isinstance(value, str)]
    if unit == "year" and 1000 <= values[0] < 2200:
        return readings, end, kind  # a year, not a duration
    if unit and (half := half_before or _AND_A_HALF.match(text, after)):
        after, values = max(after, half.end()), [value + Fraction(1, 2) for value in values]
    unit = unit or shared
    found: list[Reading] = [(value, unit) for value in values]
    for factor, other in _CONVERTED.get(unit, ()):
        found += [(value * factor, other) for value in values]
    return found, after, kind
