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
    """A layer: lines of its name from the base line `y` on, lines of its role from `role_y` on, and
    its cells before and now. The role ends at `role_x`, or begins at the left where that is 0.
    """

    layer: Layer
    y: int
    name: list[str]
    role: list[str]
    role_x: int
    role_y: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class MoatMap:
    """A whole map; `columns` are the middles of the two columns."""

    layout: Layout
    height: int
    columns: list[int]
    rows: list[Row]


def moat_map(case: EnrichedCase, words: Words) -> Figure[MoatMap]:
    """The map of a case's stack; no rows where that is empty."""
    return Figure(
        [_map(case, words, layout) for layout in LAYOUTS], moat_words.description(case, words)
    )


def _map(case: EnrichedCase, words: Words, layout: Layout) -> MoatMap:
    rows: list[Row] = []
    bottom = 2 * layout.line + STEP
    for layer in case.stack:
        row, bottom = _row(layer, case, words, layout, bottom)
        rows.append(row)
    middle = _cell_width(layout) // 2
    return MoatMap(layout, bottom, [left + middle for left in _columns(layout)], rows)


def signs(case: Case) -> list[tuple[str, str, Cell]]:
    """The signs that a map uses, each as scheme, tag and an empty cell of 36 by 28 units: margins
    first, then degrees, then the roles of layers.
    """
    positions = [position for layer in case.stack for position in (layer.before, layer.after)]
    used: set[tuple[str, str]]
    used = {("margin", position.margin) for position in positions if position.margin}
    used |= {("degree", position.access) for position in positions}
    used |= {("stack-role", layer.role) for layer in case.stack}
    all_signs = [
        *(("margin", tag, tag, "closed") for tag in RINGS if tag),
        *(("degree", tag, "none", tag) for tag in GAPS),
        ("stack-role", "profit", "low", "closed"),
        ("stack-role", "opened", "none", "open"),
        ("stack-role", "squeezed", "none", "closed"),
        ("stack-role", "gained", "low", "closed"),
    ]
    return [
        (scheme, tag, _sign(margin, degree))
        for scheme, tag, margin, degree in all_signs
        if (scheme, tag) in used
    ]


def _sign(margin: str, degree: str) -> Cell:
    wall = Contour(10, 10, 26, 18, 3, 2 * GAPS[degree])
    return Cell(degree, wall, [wall.around(3 * step) for step in range(1, RINGS[margin] + 1)])


def _row(
    layer: Layer, case: EnrichedCase, words: Words, layout: Layout, top: int
) -> tuple[Row, int]:
    """A row that begins at `top`, and where the next one begins."""
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
    wall_top = reach + (top if layout.beside else top + tall + STEP)
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
    bottom = max(wall_top + height + reach, top + tall)
    start = (top + bottom - tall) // 2 if layout.beside else top
    y = start + layout.line - 4
    role_y = y + layout.line * (len(name) - shared)
    row = Row(layer, y, name, role, layout.width if shared else 0, role_y, cells)
    return row, bottom + 2 * layout.line // 3


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
