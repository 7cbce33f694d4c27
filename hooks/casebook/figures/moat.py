"""The moat map: each layer before and now, as a wall within the contour lines of a moat.

The wall is unbroken where the layer is closed, dashed with a narrow gap where it is partly open,
and wide open where it is open. Each contour line around it is a step of margin, where a claim shows
one; without it the wall stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..method.enriched import EnrichedCase
from ..method.wording import Words
from ..model import Case, Layer, Position
from . import moat_words
from .layout import LAYOUTS, Figure, Layout
from .text import estimate, wrap

RINGS: dict[str | None, int] = {"high": 3, "medium": 2, "low": 1, "none": 0, None: 0}
"""Contour lines for each margin; none where it is not known."""

MOST = max(RINGS.values())
GAPS: dict[str, int] = {"open": 4, "partial": 1, "closed": 0}
"""Width of the gap for each degree, in twelfths of the cell."""

STEP = 5
"""Units between two contour lines."""
PADDING = 8
"""Units between the wall and the text."""
CORNER = 7
STRONG = 1.15
"""How much wider than regular letters bold ones are."""


@dataclass(frozen=True, slots=True)
class Contour:
    """One line around a cell: a box with round corners, open for `gap` units below."""

    left: int
    top: int
    right: int
    bottom: int
    corner: int
    gap: int

    @property
    def gap_left(self) -> int:
        """Where the gap begins."""
        return (self.left + self.right - self.gap) // 2

    @property
    def gap_right(self) -> int:
        """Where the gap ends."""
        return self.gap_left + self.gap

    def around(self, by: int) -> Contour:
        """The line `by` units farther out, with the same gap."""
        return Contour(
            self.left - by,
            self.top - by,
            self.right + by,
            self.bottom + by,
            self.corner + by,
            self.gap,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A layer at one time: its wall, the contour lines from the inner to the outer, and lines of
    text from the base line `y` on, centred at `x`: the holder, then in words what is seen of it.
    """

    access: str
    wall: Contour
    rings: list[Contour]
    x: int = 0
    y: int = 0
    holder: tuple[str, ...] = ()
    state: tuple[str, ...] = ()

    @property
    def middle(self) -> int:
        """Halfway down the wall."""
        return (self.wall.top + self.wall.bottom) // 2

    @property
    def outer(self) -> Contour:
        """The outermost line: the wall itself where nothing is earned."""
        return self.rings[-1] if self.rings else self.wall


@dataclass(frozen=True, slots=True)
class Row:
    """A layer, in a drawing of its own: lines of its name from the base line `y` on, lines of its
    role from `role_y` on, and its cells before and now. The role ends at `role_x`, or begins at the
    left where that is 0; `description` says it all in words.
    """

    layer: Layer
    description: str
    height: int
    y: int
    name: list[str]
    role: list[str]
    role_x: int
    role_y: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class MoatMap:
    """A whole map, layer by layer; `columns` are the middles of the two columns, whose heads stand
    in a drawing `head` units high.
    """

    layout: Layout
    head: int
    columns: list[int]
    rows: list[Row]


def moat_map(case: EnrichedCase, words: Words) -> Figure[MoatMap]:
    """The map of a case's stack; no rows where that is empty."""
    return Figure(
        [_map(case, words, layout) for layout in LAYOUTS], moat_words.description(case, words)
    )


def _map(case: EnrichedCase, words: Words, layout: Layout) -> MoatMap:
    rows = [_row(layer, case, words, layout) for layer in case.stack]
    middle = _cell_width(layout) // 2
    return MoatMap(
        layout, 2 * layout.line + STEP, [left + middle for left in _columns(layout)], rows
    )


def signs(case: Case) -> list[tuple[str, Cell]]:
    """The signs that a map uses, each as a tag and an empty cell of 36 by 28 units: the degrees of
    openness, and `margin` where one is shown. What a layer's part is stands beside it in words.
    """
    positions = [position for layer in case.stack for position in (layer.before, layer.after)]
    degrees = {position.access for position in positions}
    used: list[tuple[str, Cell]]
    used = [(degree, _sign("none", degree)) for degree in GAPS if degree in degrees]
    if any(RINGS[position.margin] for position in positions):
        used.append(("margin", _sign("high", "closed")))
    return used


def _sign(margin: str, degree: str) -> Cell:
    wall = Contour(10, 10, 26, 18, 3, 2 * GAPS[degree])
    return Cell(degree, wall, [wall.around(3 * step) for step in range(1, RINGS[margin] + 1)])


def _row(layer: Layer, case: EnrichedCase, words: Words, layout: Layout) -> Row:
    room = (layout.beside or layout.width) - PADDING
    name = wrap(layer.layer[words.lang], room / layout.size / STRONG)
    role = wrap(words.tag("stack-role", layer.role), room / layout.small)
    both = STRONG * estimate(name[-1]) * layout.size + estimate(role[0]) * layout.small
    shared = not layout.beside and len(role) == 1 and both + PADDING < room
    tall = layout.line * (len(name) + len(role) - shared)
    positions = (layer.before, layer.after)
    reach = STEP * max(RINGS[position.margin] for position in positions) + 1
    texts = [_texts(position, case, words, layout) for position in positions]
    lines = max(len(holder) + len(state) for holder, state in texts)
    height = lines * layout.line + 2 * PADDING - 4
    wall_top = reach if layout.beside else reach + tall + STEP
    cells = []
    for left, position, (holder, state) in zip(_columns(layout), positions, texts, strict=True):
        whole = _cell_width(layout)
        inset = STEP * MOST + 1
        wall = Contour(
            left + inset,
            wall_top,
            left + whole - inset,
            wall_top + height,
            CORNER,
            GAPS[position.access] * whole // 12,
        )
        rings = [wall.around(STEP * step) for step in range(1, RINGS[position.margin] + 1)]
        spare = (lines - len(holder) - len(state)) * layout.line // 2
        base = wall_top + PADDING + layout.line - 6 + spare
        middle = left + whole // 2
        cells.append(Cell(position.access, wall, rings, middle, base, holder, state))
    bottom = max(wall_top + height + reach, tall)
    start = (bottom - tall) // 2 if layout.beside else 0
    y = start + layout.line - 4
    role_y = y + layout.line * (len(name) - shared)
    said = moat_words.sentence(layer, case, words)
    role_x = layout.width if shared else 0
    return Row(layer, said, bottom, y, name, role, role_x, role_y, cells)


def _texts(
    position: Position, case: EnrichedCase, words: Words, layout: Layout
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a cell: who holds the layer, and what is seen of it."""
    room = _cell_width(layout) - 2 * (STEP * MOST + PADDING)
    holder = case.holders(position, words.lang, words.label("list-comma"))
    state = moat_words.state(position, words)
    return tuple(wrap(holder, room / layout.size)), tuple(wrap(state, room / layout.small))


def _cell_width(layout: Layout) -> int:
    return (layout.width - layout.beside - STEP) // 2


def _columns(layout: Layout) -> list[int]:
    """Where the two columns begin."""
    return [layout.beside, layout.width - _cell_width(layout)]
