"""How wide text will be, and where to break it into lines, Latin and Han alike.

Where a line may end follows the Unicode line breaking algorithm (UAX #14) as far as names and
titles need it. Which of these places are taken follows Knuth and Plass: the fewest lines, and among
those the most even ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

_NARROW = frozenset(" .,:;'|!ijltfrI()[]/")
_BROAD = frozenset("mwMW@%")
_OPENING = frozenset("（《〈【「『“‘([{$#")
_CLOSING = frozenset("，。、；：？！）》〉】」』”’…—·～％,.;:?!)]}%")
_INSIDE = 0.12
"""What a line end within a Han clause costs, beside the squares of the room left on lines."""


def estimate(text: str) -> float:
    """How wide a line of text is in a font that is not known, in em, erring on the wide side.

    A Han character is one em by design. The others are the averages of the sans-serif fonts that
    systems come with, of which the broadest counts.
    """
    return sum(_advance(character) for character in text)


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


def wrap(
    text: str, width: float, measure: Callable[[str], float] = estimate, most: int = 0
) -> list[str]:
    """The lines of `text`, none wider than `width` by `measure` but a single character.

    There are at least one and, unless `most` is 0, at most so many: what does not fit is cut, with
    an ellipsis. What stands together and is wider than a line is broken anywhere.
    """
    units = _units(text, width, measure)
    lines = _even(units, width, measure)
    if not most or len(lines) <= most:
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
    return any(_is_han(line[-1:]) and line[-1] not in _CLOSING for line in lines[:-1])


def _units(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The pieces that stay together, each with the space behind it; what is wider than a line is
    cut anywhere.
    """
    units = [""]
    for before, after in pairwise(["", *" ".join(text.split())]):
        too_wide = after != " " and measure(units[-1] + after) > width
        if before and (_may_end(units[-1], after) or too_wide):
            units.append("")
        units[-1] += after
    return units


def _may_end(unit: str, after: str) -> bool:
    """Whether a line may end behind a piece: after a space, after the hyphen of a compound, and
    beside a Han character, but not before closing nor after opening punctuation.
    """
    before = unit[-1]
    if after == " " or before == " ":
        return before == " " != after and after != "·"
    if before == "-":
        return after.isalpha() and unit[-2:-1].isalnum()
    han = _is_han(before) or _is_han(after)
    return han and after not in _CLOSING and after != "-" and before not in _OPENING


def _is_han(character: str) -> bool:
    return unicodedata.east_asian_width(character or " ") in "WF"


def _even(units: list[str], width: float, measure: Callable[[str], float]) -> list[str]:
    """The fewest lines that hold the units, and among those the most even ones."""
    # For each unit, from the last: lines and cost of all that begins with it, and its line's end.
    best = [(0, 0.0, 0)] * (len(units) + 1)
    for start in reversed(range(len(units))):
        choices = []
        for end in range(start + 1, len(units) + 1):
            room = 1 - measure("".join(units[start:end]).strip()) / width
            if room < 0 and end > start + 1:
                break
            inside = end < len(units) and not units[end - 1].endswith((" ", "-", *_CLOSING))
            count, cost, _ = best[end]
            choices.append((count + 1, cost + room**2 + inside * _INSIDE, end))
        best[start] = min(choices)
    lines, start = [], 0
    while start < len(units):
        end = best[start][2]
        lines.append("".join(units[start:end]).strip())
        start = end
    return lines
