"""Records with what is computed of them: grades, numbers, uses, and corrections.

The model stays plain: a record here has the names of its model, and a few more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..model import Case, Change, Claim, Correction, Event, Position, Source, Text
from ..model.case import Actor
from . import chain
from .grade import ORDER, Grade


class Enriched:
    """A record of the model with what is computed of it; every other name is the record's own."""

    record: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.record, name)


@dataclass(frozen=True, eq=False)
class EnrichedClaim(Enriched):
    """A claim of a case. `number` counts from 1 and is how a page refers to it; `stale` says that
    its English has changed since its Chinese was made; its corrections are newest first.
    """

    record: Claim
    number: int
    grade: Grade
    stale: str
    corrections: list[EnrichedCorrection]


@dataclass(frozen=True, eq=False)
class EnrichedSource(Enriched):
    """A source, and the ids of the cases that use it. `number` counts from 1 in the list of a case,
    and is 0 in the list of all; `gone` says that its address is dead, `copy_url` where a copy is.
    """

    id: str
    record: Source
    used_in: tuple[str, ...]
    gone: bool
    copy_url: str
    number: int = 0


@dataclass(frozen=True, eq=False)
class EnrichedCorrection(Enriched):
    """A correction, by its id."""

    id: str
    record: Correction

    @property
    def text(self) -> Text:
        """It in two sentences: what was wrong, and what is right."""
        wrong, right = self.record.wrong, self.record.right
        return Text(en=f"{wrong.en} {right.en}", zh=f"{wrong.zh}{right.zh}")


@dataclass(frozen=True, eq=False)
class EnrichedCase(Enriched):
    """A case. `file` is where it is written; `grade` is the letter of its weakest core claim;
    sources are the oldest first; `history` is its own and its corrections, the oldest first.
    """

    id: str
    record: Case
    file: str
    grade: str
    claims: tuple[EnrichedClaim, ...]
    sources: tuple[EnrichedSource, ...]
    history: tuple[Change, ...]

    @property
    def page(self) -> str:
        """The Markdown file of its page, without the language."""
        return f"cases/{self.id}.md"

    @property
    def evidence_page(self) -> str:
        """The Markdown file of the page with all that it rests on; a note has one page only."""
        return self.page if self.record.is_note else f"cases/{self.id}/evidence.md"

    @property
    def published(self) -> bool:
        """Whether it stands in a list: it is no draft, and not retired."""
        return self.record.status == "published"

    @cached_property
    def claim(self) -> Mapping[str, EnrichedClaim]:
        """Its claims by their ids."""
        return {claim.record.id: claim for claim in self.claims}

    @cached_property
    def source(self) -> Mapping[str, EnrichedSource]:
        """Its sources by their ids."""
        return {source.id: source for source in self.sources}

    def cited(self, ids: Iterable[str]) -> list[EnrichedClaim]:
        """Its claims with these ids, in the order of the ids; ids that it lacks are left out."""
        return [self.claim[id] for id in ids if id in self.claim]

    def find(self, ids: Iterable[str]) -> list[EnrichedSource]:
        """Its sources with these ids, in the order of the ids, with their numbers in its list."""
        return [self.source[id] for id in ids if id in self.source]

    def cast(self, *roles: str) -> list[Actor]:
        """Its actors who have one of these roles, in their order."""
        return [actor for actor in self.record.actors if actor.has_role(*roles)]

    def holders(self, position: Position, lang: str, between: str) -> str:
        """Who holds a layer: its actors by their names, then the others."""
        names = [self.actor(id)[lang] for id in position.holders]
        return between.join(names + ([position.others[lang]] if position.others else []))

    def actor(self, id: str) -> Text:
        """What an actor is called; its id where it is none of the case's."""
        names = (actor.name for actor in self.record.actors if actor.id == id)
        return next(names, Text.model_construct(en=id, zh=id))

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """How each link of its chain is coded; `unknown` where it is not."""
        return chain.levels(self.record.chain)

    @cached_property
    def judgment(self) -> chain.Judgment:
        """The verdict that its links give, and the rule that gives it."""
        return chain.judgment(self.record)

    @cached_property
    def hangs_on(self) -> list[EnrichedClaim]:
        """The claims behind the link at which the chain breaks, the weakest first."""
        behind = self.cited(chain.behind(self.record, self.judgment.at))
        return sorted(behind, key=lambda claim: -ORDER.index(claim.grade.letter or ORDER[-1]))

    @cached_property
    def evidence(self) -> Mapping[str, int]:
        """How many of its claims have which grade, the best first; forecasts have none."""
        letters = [claim.grade.letter for claim in self.claims]
        return {letter: letters.count(letter) for letter in ORDER if letter in letters}

    def code(self, condition: str) -> str:
        """How a condition is coded; `unknown` where it is not."""
        coded = self.record.conditions
        codes = (coding.code for coding in coded if coding.condition == condition)
        return next(codes, "unknown")

    @cached_property
    def events(self) -> list[tuple[Event, EnrichedClaim]]:
        """The events of its timeline, in their order, each with the claim that tells it."""
        return [
            (event, self.claim[event.claim])
            for event in self.record.timeline
            if event.claim in self.claim
        ]

    @property
    def years(self) -> int:
        """The full years from the decision that it examines to the day it is up to."""
        return chain.years(self.record)
