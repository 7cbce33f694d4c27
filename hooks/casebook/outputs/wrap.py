"""Breaks text into lines of a measured width, Latin and Han alike.

Where a line may end follows the Unicode line breaking algorithm (UAX #14), as far as titles need
it: after a space, and beside a Han character, but never before closing punctuation nor after
opening punctuation. Which of these places are taken follows Knuth and Plass: the fewest lines, and
among those the most even ones.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from unicodedata import east_asian_width

_OPENING = frozenset("（《〈【「『“‘([{")
_CLOSING = frozenset("，。、；：？！）》〉】」』”’…—·～,.;:?!)]}%")
_INSIDE = 0.12
"""What a line end within a Han clause costs, beside the squares of the room left on lines."""


def wrap(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str]:
    """The lines of `text`, none wider than `width` by `measure`, at most `most` of them; what does
    not fit is cut, with an ellipsis.
    """
    units = _units(text, width, measure)
    lines = _even(units, width, measure)
    if len(lines) <= most:
        return lines
    full: list[str] = []
    for unit in units:
        if full and measure((full[-1] + unit).rstrip()) <= width:
            full[-1] += unit
        else:
            full.append(unit)
    last = full[most - 1].rstrip()
    while last and measure(last + "…") > width:
        last = last[:-1].rstrip()
    return [*(line.strip() for line in full[: most - 1]), last.rstrip("，、,;；：:") + "…"]


def torn(lines: list[str]) -> bool:
    """Whether a line ends within a Han clause."""
    return any(
        east_asian_width(line[-1:] or " ") in "WF" and line[-1] not in _CLOSING
        for line in lines[:-1]
    )


def _units(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The pieces that stay together, each with the space behind it; what is wider than a line is
    cut anywhere.
    """
    units = [""]
    for before, after in pairwise(["", *" ".join(text.split())]):
        if before and (_may_end(before, after) or measure(units[-1] + after) > width):
            units.append("")
        units[-1] += after
    return units


def _may_end(before: str, after: str) -> bool:
    if after == " ":
        return False
    if before == " ":
        return True
    wide = any(east_asian_width(char) in "WF" for char in (before, after))
    return wide and after not in _CLOSING and before not in _OPENING


def _even(units: list[str], width: float, measure: Callable[[str], float]) -> list[str]:
    """The fewest lines that hold the units, and among those the most even ones."""
    # For each unit, from the last: lines and cost of all that begins with it, and its line's end.
    best = [(0, 0.0, 0)] * (len(units) + 1)
    for start in reversed(range(len(units))):
        found = []
        for end in range(start + 1, len(units) + 1):
            room = 1 - measure("".join(units[start:end]).strip()) / width
            if room < 0 and end > start + 1:
                break
            inside = end < len(units) and not units[end - 1].endswith((" ", *_CLOSING))
            count, cost, _ = best[end]
            found.append((count + 1, cost + room**2 + inside * _INSIDE, end))
        best[start] = min(found)
    lines, start = [], 0
    while start < len(units):
        end = best[start][2]
        lines.append("".join(units[start:end]).strip())
        start = end
    return lines
