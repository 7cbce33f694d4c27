"""The truth table: conditions set beside outcomes, and how far each goes with the other.

The readings are those of crisp-set qualitative comparative analysis. Truth table: Charles C. Ragin,
The Comparative Method (University of California Press, 1987). Consistency and coverage: the same,
"Set Relations in Social Research: Evaluating Their Consistency and Coverage", Political Analysis 14
(2006), 291–310, doi:10.1093/pan/mpj019.

Crisp sets know present and absent only. `partly` is therefore read twice, once as present and once
as absent, and a reading that depends on the choice says so. `unknown` is neither: the case is left
out of that condition's count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .enriched import EnrichedCase

REACHED = ("worked", "partly")
"""Verdicts that count as the outcome."""

UNDECIDED = ("too-early", "contested")
"""Verdicts that decide nothing: such cases are shown, and left out of every count."""

GENEROUS = ("yes", "partly")
STRICT = ("yes",)
"""Codes that count as present, in the two readings of `partly`."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: `part` of `whole` cases."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None where there is nothing to share."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many cases with and without the outcome a condition was present."""

    with_outcome: Share
    without: Share

    @property
    def necessity(self) -> Share:
        """Of the cases with the outcome, those that have the condition: the consistency of "the
        outcome needs it", which is also the coverage of "it suffices".
        """
        return self.with_outcome

    @property
    def sufficiency(self) -> Share:
        """Of the cases that have the condition, those with the outcome: the consistency of "it
        suffices", which is also the coverage of "the outcome needs it".
        """
        part = self.with_outcome.part
        return Share(part, part + self.without.part)

    @property
    def lean(self) -> str:
        """Whether the condition is present `more` or `less` often with the outcome than without,
        equally often (`same`), or `unread` because one side is empty.
        """
        with_it, without = self.with_outcome, self.without
        if not with_it.whole or not without.whole:
            return "unread"
        difference = with_it.part * without.whole - without.part * with_it.whole
        return "more" if difference > 0 else "less" if difference < 0 else "same"


@dataclass(frozen=True, slots=True)
class Reading:
    """One condition in both readings of `partly`; `unknown` counts the cases that are left out."""

    condition: str
    generous: Counts
    strict: Counts
    unknown: int

    @property
    def lean(self) -> str:
        """The lean that both readings share, else `depends`."""
        return self.generous.lean if self.generous.lean == self.strict.lean else "depends"


@dataclass(frozen=True)
class TruthTable:
    """Conditions × cases, the cases by outcome."""

    conditions: tuple[str, ...]
    reached: tuple[EnrichedCase, ...]
    missed: tuple[EnrichedCase, ...]
    undecided: tuple[EnrichedCase, ...]

    @property
    def cases(self) -> tuple[EnrichedCase, ...]:
        """All cases: with the outcome, without it, undecided."""
        return self.reached + self.missed + self.undecided

    @property
    def base(self) -> Share:
        """How many of the decided cases have the outcome: what a condition has to beat."""
        return Share(len(self.reached), len(self.reached) + len(self.missed))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """A reading of each condition, in their order."""
        return tuple(self._reading(condition) for condition in self.conditions)

    @property
    def possible(self) -> int:
        """How many rows the table could have: every combination of present and absent."""
        return int(2 ** len(self.conditions))

    @property
    def complete(self) -> tuple[EnrichedCase, ...]:
        """The decided cases in which every condition is known, so that they have a row."""
        return tuple(
            case
            for case in self.reached + self.missed
            if all(case.code(condition) != "unknown" for condition in self.conditions)
        )

    def rows(self, present: Sequence[str]) -> set[tuple[bool, ...]]:
        """The rows that the complete cases fill, where `present` are the codes that count so."""
        return {
            tuple(case.code(condition) in present for condition in self.conditions)
            for case in self.complete
        }

    def _reading(self, condition: str) -> Reading:
        known = [
            [code for case in cases if (code := case.code(condition)) != "unknown"]
            for cases in (self.reached, self.missed)
        ]
        generous, strict = (
            Counts(*(Share(sum(code in present for code in codes), len(codes)) for codes in known))
            for present in (GENEROUS, STRICT)
        )
        decided = len(self.reached) + len(self.missed)
        return Reading(condition, generous, strict, decided - sum(map(len, known)))


def outcome(case: EnrichedCase) -> bool | None:
    """Whether a case has the outcome; None where its verdict decides nothing or is missing."""
    verdict = case.verdict
    if not verdict or verdict.value in UNDECIDED:
        return None
    return bool(verdict.value in REACHED)


def truth_table(cases: Sequence[EnrichedCase], conditions: Sequence[str]) -> TruthTable:
    """The truth table of some cases, which keep their order within each outcome."""
    sides: dict[bool | None, list[EnrichedCase]] = {True: [], False: [], None: []}
    for case in cases:
        sides[outcome(case)].append(case)
    return TruthTable(tuple(conditions), *(tuple(sides[side]) for side in (True, False, None)))
