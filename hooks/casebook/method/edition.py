"""The book as it is published: each record with what is computed of it, computed once.

Grades, numbers, uses of sources, and corrections are asked for all over the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from ..model import Case, Change, Event, Prediction, Source, Text
from ..reading.book import Book, Found
from ..reading.web_address import web_address
from . import translation
from .analysis import Analysis, analysis
from .enriched import EnrichedCase, EnrichedClaim, EnrichedCorrection, EnrichedSource
from .grade import case_grade, grade


class Edition:
    """Everything that pages are made from: a book, with what is computed of it.

    Works on a book with problems, too: what does not resolve is left out, and a rule reports it.
    """

    def __init__(self, book: Book) -> None:
        self.book = book

    @cached_property
    def translations(self) -> translation.Translations:
        """The state of every translation."""
        return translation.translations(self.book)

    @cached_property
    def sources(self) -> Mapping[str, EnrichedSource]:
        """All sources by their ids, oldest first, undated ones at the end."""
        sources = sorted(self.book.sources.values(), key=_by_date)
        return {source.id: self._source(source) for source in sources}

    @cached_property
    def corrections(self) -> list[EnrichedCorrection]:
        """Every correction, newest first; of one day, the one that was entered last comes first."""
        corrections = sorted(
            self.book.corrections.values(), key=lambda entry: entry.value.date.first
        )
        return [EnrichedCorrection(entry.id, entry.value) for entry in reversed(corrections)]

    @cached_property
    def case(self) -> Mapping[str, EnrichedCase]:
        """All cases by their ids, drafts among them."""
        return {id: self._case(case) for id, case in self.book.cases.items()}

    @cached_property
    def cases(self) -> list[EnrichedCase]:
        """The published cases but for notes: core cases first, then by the day of the decision."""
        return sorted(
            (case for case in self.case.values() if case.published and not case.is_note),
            key=lambda case: (case.depth != "core", case.decided.first, case.id),
        )

    @cached_property
    def notes(self) -> list[EnrichedCase]:
        """The published notes, by the day of the decision. No count and no analysis has them."""
        notes = (case for case in self.case.values() if case.published and case.is_note)
        return sorted(notes, key=lambda case: (case.decided.first, case.id))

    @cached_property
    def changes(self) -> list[tuple[EnrichedCase, Change]]:
        """What changed in the published cases, newest first; of one day, the last of each first."""
        changes = [
            ((change.date.first, index), case, change)
            for case in self.cases
            for index, change in enumerate(case.history)
        ]
        changes.sort(key=lambda change: change[0], reverse=True)
        return [(case, change) for _, case, change in changes]

    @cached_property
    def events(self) -> list[tuple[EnrichedCase, Event, EnrichedClaim]]:
        """Every dated event of the published cases with the claim that tells it, oldest first."""
        events = [(case, event, claim) for case in self.cases for event, claim in case.events]
        return sorted(events, key=lambda event: (event[2].date.first, str(event[2].date)))

    @cached_property
    def predictions(self) -> list[tuple[EnrichedCase, Prediction]]:
        """Every prediction of the published cases, oldest first."""
        predictions = [(case, prediction) for case in self.cases for prediction in case.predictions]
        return sorted(predictions, key=lambda prediction: prediction[1].made.first)

    @cached_property
    def analysis(self) -> Analysis:
        """What the published cases say together."""
        return analysis(self.cases, list(self.book.vocabulary.get("condition", {})))

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
    def _stale(self) -> dict[str, str]:
        """The language that is behind in each stale claim, by the beginning of its texts' keys."""
        stale = self.translations.of(state="stale")
        return {"/".join(entry.unit.key.split("/")[:3]): entry.behind for entry in stale}

    @cached_property
    def _names(self) -> Mapping[str, Text]:
        """What actors are called, by id, where a case says it in both languages."""
        cases = self.book.cases.values()
        actors = [actor for case in cases for actor in case.value.actors]
        return {actor.id: actor.name for actor in reversed(actors) if not actor.name.missing}

    def _named(self, case: Case) -> Case:
        """The case, where an actor that is named in one language has the other from the book."""
        if not any(actor.name.missing for actor in case.actors):
            return case
        actors = []
        for actor in case.actors:
            missing, known = actor.name.missing, self._names.get(actor.id)
            if missing and known:
                name = actor.name.model_copy(update={missing: known[missing]})
                actors.append(actor.model_copy(update={"name": name}))
            else:
                actors.append(actor)
        return case.model_copy(update={"actors": actors})

    def _case(self, record: Found[Case]) -> EnrichedCase:
        id, case = record.id, self._named(record.value)
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
            record.document.file,
            case_grade(case, self.book.sources),
            tuple(
                EnrichedClaim(
                    claim,
                    number,
                    grade(claim, case, self.book.sources),
                    self._stale.get(f"{id}/claims/{claim.id}", ""),
                    [entry for entry in corrections if claim.id in entry.record.claims],
                )
                for number, claim in enumerate(case.claims, 1)
            ),
            tuple(replace(source, number=number) for number, source in enumerate(used, 1)),
            tuple(sorted(changes, key=lambda change: change.date.first)),
        )

    def _source(self, source: Found[Source]) -> EnrichedSource:
        gone = self._gone(source.value.URL)
        cases = tuple(self.book.uses.get(source.id, ()))
        copy = self._copy(source.value) if gone else ""
        return EnrichedSource(source.id, source.value, cases, gone, copy)

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
