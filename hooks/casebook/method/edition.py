"""The book as it is published: each record with what is computed of it, computed once.

Grades, numbers, uses of sources, and corrections are asked for all over the pages. The model stays
plain: a record here has the names of its model, and a few more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..model import Case, Change, Claim, Correction, Event, Prediction, Source, Text
from ..reading.book import Book, Found
from ..reading.web_address import web_address
from .grade import Grade, case_grade, grade
from .translation import Translations, compare


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
    stale: bool
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
    def published(self) -> bool:
        """Whether it stands in the lists: it is no draft, and not retired."""
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

    def actor(self, id: str) -> Text:
        """What an actor is called; its id where it is none of the case's."""
        names = (actor.name for actor in self.record.actors if actor.id == id)
        return next(names, Text.model_construct(en=id, zh=id))

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
        start, end = self.record.decided.first, self.record.as_of.first
        return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


class Edition:
    """Everything that pages are made from: a book, with what is computed of it.

    Works on a book with problems, too: what does not resolve is left out, and a rule reports it.
    """

    def __init__(self, book: Book) -> None:
        self.book = book

    @cached_property
    def translations(self) -> Translations:
        """The state of every translation."""
        return compare(self.book)

    @cached_property
    def sources(self) -> Mapping[str, EnrichedSource]:
        """All sources by their ids, oldest first, undated ones at the end."""
        found = sorted(self.book.sources.values(), key=_by_date)
        return {source.id: self._source(source) for source in found}

    @cached_property
    def corrections(self) -> list[EnrichedCorrection]:
        """Every correction, newest first; of one day, the one that was entered last comes first."""
        found = sorted(self.book.corrections.values(), key=lambda found: found.value.date.first)
        return [EnrichedCorrection(found.id, found.value) for found in reversed(found)]

    @cached_property
    def case(self) -> Mapping[str, EnrichedCase]:
        """All cases by their ids, drafts among them."""
        return {id: self._case(found) for id, found in self.book.cases.items()}

    @cached_property
    def cases(self) -> list[EnrichedCase]:
        """The published cases: core cases first, then by the day of the decision."""
        return sorted(
            (case for case in self.case.values() if case.published),
            key=lambda case: (case.depth != "core", case.decided.first, case.id),
        )

    @cached_property
    def changes(self) -> list[tuple[EnrichedCase, Change]]:
        """What changed in the published cases, newest first; of one day, the last of each first."""
        found = [
            ((change.date.first, index), case, change)
            for case in self.cases
            for index, change in enumerate(case.history)
        ]
        found.sort(key=lambda change: change[0], reverse=True)
        return [(case, change) for _, case, change in found]

    @cached_property
    def events(self) -> list[tuple[EnrichedCase, Event, EnrichedClaim]]:
        """Every dated event of the published cases with the claim that tells it, oldest first."""
        found = [(case, event, claim) for case in self.cases for event, claim in case.events]
        return sorted(found, key=lambda event: (event[2].date.first, str(event[2].date)))

    @cached_property
    def predictions(self) -> list[tuple[EnrichedCase, Prediction]]:
        """Every prediction of the published cases, oldest first."""
        found = [(case, prediction) for case in self.cases for prediction in case.predictions]
        return sorted(found, key=lambda prediction: prediction[1].made.first)

    def find(self, ids: Iterable[str]) -> list[EnrichedSource]:
        """The sources with these ids, in the order of the ids; unknown ids are left out."""
        return [self.sources[id] for id in ids if id in self.sources]

    def using(self, source: EnrichedSource) -> list[EnrichedCase]:
        """The cases that use a source."""
        return [self.case[id] for id in source.used_in]

    def party(self, id: str) -> Text:
        """The name of an organisation, from the first case that has it; else its id."""
        names = (case.actor(id) for case in self.case.values())
        return next((name for name in names if name.en != id), Text.model_construct(en=id, zh=id))

    @cached_property
    def _stale(self) -> set[str]:
        """The stale claims, each as the beginning of the keys of its texts."""
        stale = self.translations.of(state="stale")
        return {"/".join(translation.unit.key.split("/")[:3]) for translation in stale}

    def _case(self, found: Found[Case]) -> EnrichedCase:
        id, case = found.id, found.value
        corrections = [entry for entry in self.corrections if entry.record.case == id]
        used = [source for source in self.sources.values() if id in source.used_in]
        changes = [
            *case.history,
            *(
                Change.model_construct(date=entry.record.date, kind="corrected", text=entry.text)
                for entry in reversed(corrections)
            ),
        ]
        return EnrichedCase(
            id,
            case,
            found.document.file,
            case_grade(case, self.book.sources),
            tuple(
                EnrichedClaim(
                    claim,
                    number,
                    grade(claim, case, self.book.sources),
                    f"{id}/claims/{claim.id}" in self._stale,
                    [entry for entry in corrections if claim.id in entry.record.claims],
                )
                for number, claim in enumerate(case.claims, 1)
            ),
            tuple(replace(source, number=number) for number, source in enumerate(used, 1)),
            tuple(sorted(changes, key=lambda change: change.date.first)),
        )

    def _source(self, found: Found[Source]) -> EnrichedSource:
        gone = self._gone(found.value.URL)
        cases = tuple(self.book.uses.get(found.id, ()))
        copy = self._copy(found.value) if gone else ""
        return EnrichedSource(found.id, found.value, cases, gone, copy)

    def _gone(self, url: str) -> bool:
        """Whether an address is known to be gone. One that was never asked is not."""
        return url in self.book.ledger and self.book.ledger[url].value.status == "dead"

    def _copy(self, source: Source) -> str:
        """An archived copy of a source that is not itself gone; "" where none is known."""
        link = self.book.ledger.get(source.URL)
        copies = [source.archive or "", *(link.value.archives if link else ())]
        return next((url for url in copies if web_address(url) and not self._gone(url)), "")


def _by_date(source: Found[Source]) -> tuple[bool, str, str]:
    issued = source.value.issued
    return issued is None, str(issued or ""), source.id
