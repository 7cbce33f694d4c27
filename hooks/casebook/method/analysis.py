"""What the cases say together: conditions, and pairs of them, beside what came of the openings.

The measures are those of `fuzzy`; here codes become memberships, and a figure becomes a reading no
stronger than what survives when one case is left out and the middle codes are read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from .chain import LINKS, MEMBERSHIP, membership
from .enriched import EnrichedCase
from .fuzzy import Fit, Membership, Span, conjunction, fit, leave_one_out, negation

CHAIN = "chain"
"""The outcome that is the whole chain: the weakest of its links."""

OUTCOMES = (CHAIN, *LINKS)
"""What may have come of an opening, each a set of cases."""

UP: Mapping[str, float | None] = {**MEMBERSHIP, "mostly": 1.0, "little": 0.67}
DOWN: Mapping[str, float | None] = {**MEMBERSHIP, "mostly": 0.33, "little": 0.0}
"""The middle codes read one step higher, and one step lower."""

NEEDED, RELEVANT = 0.9, 0.6
"""From what consistency and relevance on a condition counts as needed (Schneider and Wagemann)."""
ENOUGH, DECIDING = 0.8, 0.5
"""From what consistency and PRI on it counts as sufficient (Duşa, QCA with R, chapters 6 and 7)."""
FEW = 20
"""Below so many cases no combination is offered as a recipe."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One condition, its absence, or a pair of them, beside one outcome.

    `spans` are those when one case is left out; `high` and `low` read the middle codes one step
    higher and lower. `needed` and `enough` are `yes`, `falls` where a case or a reading of the
    middle overturns it, `no`, or `unmeasured`.
    """

    conditions: tuple[str, ...]
    absent: bool
    outcome: str
    fit: Fit
    spans: Mapping[str, Span]
    high: Fit
    low: Fit

    @property
    def needed(self) -> str:
        """Whether the outcome looks as if it needed this."""
        spans = (self.spans["necessity"], self.spans["relevance"])
        return _judged(
            _reached(self.fit.necessity, NEEDED) and _reached(self.fit.relevance, RELEVANT),
            all(
                _reached(fit.necessity, NEEDED) and _reached(fit.relevance, RELEVANT)
                for fit in (self.high, self.low)
            ),
            _reached(spans[0].low, NEEDED) and _reached(spans[1].low, RELEVANT),
            measured=None not in (self.fit.necessity, self.fit.relevance),
            held=bool(spans[0].holders or spans[1].holders),
        )

    @property
    def enough(self) -> str:
        """Whether this looks as if it sufficed for the outcome."""
        spans = (self.spans["sufficiency"], self.spans["pri"])
        return _judged(
            _reached(self.fit.sufficiency, ENOUGH) and _reached(self.fit.pri, DECIDING),
            all(
                _reached(fit.sufficiency, ENOUGH) and _reached(fit.pri, DECIDING)
                for fit in (self.high, self.low)
            ),
            _reached(spans[0].low, ENOUGH) and _reached(spans[1].low, DECIDING),
            measured=None not in (self.fit.sufficiency, self.fit.pri),
            held=bool(spans[0].holders or spans[1].holders),
        )


def _reached(value: float | None, wanted: float) -> bool:
    return value is not None and value >= wanted


def _judged(whole: bool, otherwise: bool, without: bool, *, measured: bool, held: bool) -> str:  # noqa: FBT001
    """How a measure reads: on all cases, with the middle read otherwise, and without each case;
    `held` says that it cannot be measured without one of them.
    """
    if not measured:
        return "unmeasured"
    if not whole:
        return "no"
    return "yes" if otherwise and without and not held else "falls"


@dataclass(frozen=True)
class Analysis:
    """The cases that count, and every reading of them."""

    cases: tuple[EnrichedCase, ...]
    inner: tuple[EnrichedCase, ...]
    """Cases that lie inside another one, and so do not count."""
    conditions: tuple[str, ...]

    def memberships(
        self, name: str, calibration: Mapping[str, float | None] = MEMBERSHIP
    ) -> tuple[Membership, ...]:
        """How far each case is in the set of a condition or an outcome."""
        return tuple(_membership(case, name, calibration) for case in self.cases)

    def reading(self, conditions: tuple[str, ...], outcome: str, *, absent: bool) -> Reading:
        """The measures of one condition or a pair, or of their absence, beside an outcome."""

        def sets(calibration: Mapping[str, float | None]) -> tuple[Sequence[Membership], ...]:
            together = conjunction(*(self.memberships(name, calibration) for name in conditions))
            x = negation(together) if absent else together
            return x, self.memberships(outcome, calibration)

        x, y = sets(MEMBERSHIP)
        return Reading(
            conditions, absent, outcome, fit(x, y), leave_one_out(x, y), fit(*sets(UP)),
            fit(*sets(DOWN)),
        )  # fmt: skip

    @cached_property
    def singles(self) -> Mapping[str, list[Reading]]:
        """Each condition and its absence, by the outcome beside which it is set."""
        return {
            outcome: [
                self.reading((name,), outcome, absent=absent)
                for name in self.conditions
                for absent in (False, True)
            ]
            for outcome in OUTCOMES
        }

    @cached_property
    def pairs(self) -> Mapping[str, list[Reading]]:
        """Each pair of conditions, by the outcome beside which it is set."""
        pairs = list(combinations(self.conditions, 2))
        return {
            outcome: [self.reading(pair, outcome, absent=False) for pair in pairs]
            for outcome in OUTCOMES
        }

    @cached_property
    def alike(self) -> list[str]:
        """The conditions that are coded the same wherever they are known: they tell cases apart in
        nothing.
        """
        codes = {name: {case.code(name) for case in self.cases} for name in self.conditions}
        return [name for name, seen in codes.items() if len(seen - {"unknown"}) < 2]

    @property
    def without_success(self) -> bool:
        """Whether no case is more inside the whole chain than out of it. PRI is then 0 for every
        condition.
        """
        return not any((value or 0) > 0.5 for value in self.memberships(CHAIN))

    @cached_property
    def robust(self) -> list[Reading]:
        """The readings of single conditions beside the whole chain that nothing overturns."""
        return [
            reading for reading in self.singles[CHAIN] if "yes" in (reading.needed, reading.enough)
        ]

    def rows(self) -> Iterator[Reading]:
        """Every reading: single conditions beside each outcome, then pairs beside each."""
        for groups in (self.singles, self.pairs):
            for readings in groups.values():
                yield from readings


def _membership(
    case: EnrichedCase, name: str, calibration: Mapping[str, float | None]
) -> Membership:
    if name == CHAIN:
        return membership(case.levels, calibration)
    return calibration[case.levels[name] if name in LINKS else case.code(name)]


def analysis(cases: Sequence[EnrichedCase], conditions: Sequence[str]) -> Analysis:
    """The analysis of some cases, of which only the outermost count."""
    ids = {case.id for case in cases}
    inner = tuple(case for case in cases if case.part_of in ids)
    outer = tuple(case for case in cases if case.part_of not in ids)
    return Analysis(outer, inner, tuple(conditions))
