"""Names of lines beside their last points, in place of a key, where there is room for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .layout import Layout, short
from .text import estimate, wrap

GAP = 8
"""Units between a point and its label."""
WIDER = 1.25
"""How much wider than estimated a name may come out, in whichever font draws it."""
MOST = 2
"""Lines that a name may take."""
_ABOVE = 8
"""Units above the drawing that a label may reach into."""
STEP = 3
"""Units from one place on a line to the next at which it is looked whether a label hides it."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The name of a line in lines of text, the first on the base line `y`; `style` is the line's.

    It begins at `x`, or ends there where `end` is true.
    """

    lines: list[str]
    x: float
    y: float
    end: bool
    style: int


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, spot: Spot) -> bool:
        return self.left < spot[0] < self.right and self.top < spot[1] < self.bottom

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right
            and self.top < other.bottom and other.top < self.bottom
        )  # fmt: skip


def room(names: Sequence[str], layout: Layout) -> int:
    """Units to keep free to the right for names, which may take two lines each; at most a third of
    the picture.
    """
    widest = max((estimate(line) for name in names for line in _lines(name, layout)), default=0)
    return min(round(WIDER * widest * layout.small) + GAP + 2, layout.width // 3)


def place(
    names: Sequence[str], courses: Sequence[Sequence[Spot]], size: Spot, layout: Layout
) -> list[EndLabel]:
    """A label for each line that has points, from its last one on: to the right, above, or below,
    where it hides no line and no other label. None at all where one finds no such place, or needs
    more than two lines.

    `size` is how far to the right and down labels may reach.
    """
    if any(len(_lines(name, layout)) > MOST for name in names):
        return []
    taken: list[_Box] = []
    labels: list[EndLabel] = []
    drawn = [spot for course in courses for spot in _along(course)]
    for style, (name, course) in enumerate(zip(names, courses, strict=True)):
        if not course:
            continue
        for label, box in _choices(_lines(name, layout), course[-1], style, layout):
            inside = (
                box.left >= 0
                and box.top >= -_ABOVE
                and box.right <= size[0]
                and box.bottom <= size[1]
            )
            if inside and not any(map(box.holds, drawn)) and not any(map(box.meets, taken)):
                labels.append(label)
                taken.append(box)
                break
        else:
            return []
    return labels


def _lines(name: str, layout: Layout) -> list[str]:
    return wrap(name, (layout.width // 3 - GAP) / layout.small)


def _choices(
    lines: list[str], end: Spot, style: int, layout: Layout
) -> Iterator[tuple[EndLabel, _Box]]:
    """Where a label may stand, the best place first, each with the room that it takes."""
    x, y = end
    wide = WIDER * max(map(estimate, lines)) * layout.small
    tall, rise = len(lines) * layout.line - 3, round(0.8 * layout.small)
    tops = (y - tall / 2, y + 1, y - tall - 1)
    for top in tops:
        label = EndLabel(lines, short(x + GAP), short(top + rise), end=False, style=style)
        yield label, _Box(x + GAP - 1, top, x + GAP + wide, top + tall)
    for top in (y - tall - GAP, y + GAP):
        label = EndLabel(lines, short(x + 4), short(top + rise), end=True, style=style)
        yield label, _Box(x + 4 - wide, top, x + 4, top + tall)


def _along(course: Sequence[Spot]) -> Iterator[Spot]:
    """Places on a line, close to one another."""
    yield from course
    for (x, y), (to_x, to_y) in pairwise(course):
        steps = int(max(abs(to_x - x), abs(to_y - y)) / STEP)
        for step in range(1, steps):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
