"""The book as one page sees it: what templates may ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..method.grade import ORDER, TAGS, Grade, case_grade, grade
from ..method.translation import Translations, compare
from ..model import Case, Change, Claim, Event, Prediction, Source
from ..reading.book import Book, Found
from . import address, correction
from .wording import Words

if TYPE_CHECKING:
    from ..figures import Figures


@dataclass(frozen=True, slots=True)
class Settings:
    """What the pages need to know of the site: `url` is its public address and `edit` the one
    below which a file of the repository can be edited, both with a slash at the end; `report` is
    the form for errors, to which the page's address is added. `figures` is the folder that keeps
    the charts once they are drawn; without it no chart is drawn.
    """

    url: str = ""
    edit: str = ""
    report: str = ""
    figures: Path | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The book as one page sees it. Ids that do not resolve are left out: a rule reports them."""

    book: Book
    settings: Settings
    src_uri: str
    words: Words
    grades_given: dict[int, Grade] = field(default_factory=dict)
    """The grades already computed, by the identity of the claim: a page asks for each often."""
    compared: Callable[[], Translations] | None = None
    """The state of every translation, compared when the first page asks for it."""

    @property
    def translations(self) -> Translations:
        """The state of every translation."""
        return self.compared() if self.compared else compare(self.book)

    @property
    def lang(self) -> str:
        """The page's language as a BCP 47 tag."""
        return self.words.lang

    @property
    def figure(self) -> Figures:
        """The figures of this page."""
        # Checking alone draws nothing, and is faster without this.
        from ..figures import Figures  # noqa: PLC0415

        return Figures(self)

    @property
    def bcp47(self) -> str:
        """The page's language as a BCP 47 tag in full."""
        return self.words.bcp47

    def tag(self, scheme: str, tag: str) -> str:
        """What a controlled tag is called in the page's language."""
        return self.book.label(scheme, tag, self.lang)

    def link(self, page: str = "", fragment: str = "") -> str:
        """A link to a page of the same language, such as `cases/android.md`, or within this one."""
        here = address.url(self.src_uri)
        there = address.url(f"{self.lang}/{page}") if page else here
        hash = f"#{fragment}" if fragment else ""
        return hash if page and hash and there == here else address.relative(here, there) + hash

    @property
    def url(self) -> str:
        """The page's own address, with that of the site before it."""
        return self.settings.url + address.url(self.src_uri)

    @property
    def folder(self) -> str:
        """The folder of the page's language below the site's root, such as `zh/`, or ""."""
        return address.url(f"{self.lang}/index.md")

    def address(self, page: str) -> str:
        """The address of a page of the same language, relative to the site's root."""
        return address.url(f"{self.lang}/{page}")

    def file(self, url: str) -> str:
        """A link to a file of the site, by its address relative to the site's root."""
        return address.relative(address.url(self.src_uri), url)

    def edit(self, file: str) -> str:
        """The address at which a file of the repository can be edited."""
        return self.settings.edit + file

    @property
    def report(self) -> str:
        """The address of the form for errors, with the page's own address filled in."""
        return self.settings.report + quote(self.url, safe="")

    def grade(self, claim: Claim, case: Case) -> Grade:
        """The grade of a claim."""
        given = self.grades_given
        if id(claim) not in given:
            given[id(claim)] = grade(claim, case, self.book.sources)
        return given[id(claim)]

    def case_grade(self, case: Case) -> str:
        """The grade of a case."""
        return case_grade(case, self.book.sources)

    def grade_tag(self, letter: str) -> str:
        """The vocabulary's tag for a grade's letter."""
        return TAGS[letter]

    @property
    def grades(self) -> tuple[str, ...]:
        """All grades from the strongest to the weakest."""
        return ORDER

    def cases(self) -> list[Found[Case]]:
        """The published cases: core cases first, then by the day of the decision."""
        published = [one for one in self.book.cases.values() if one.value.status == "published"]
        return sorted(
            published, key=lambda one: (one.value.depth != "core", one.value.decided.first, one.id)
        )

    def changes(self) -> list[tuple[Found[Case], Change]]:
        """What changed in the published cases, newest first; of one day, the last of each first."""
        found = [
            (change.date.first, index, case, change)
            for case in self.cases()
            for index, change in enumerate(correction.history(self.book, case.id))
        ]
        found.sort(key=lambda one: one[:2], reverse=True)
        return [(case, change) for *_, case, change in found]

    def claims(self, case: Case, ids: Iterable[str]) -> list[Claim]:
        """The claims of a case with these ids, in the order of the ids."""
        known = {claim.id: claim for claim in case.claims}
        return [known[id] for id in ids if id in known]

    def number(self, case: Case, claim: Claim) -> int:
        """The number of a claim in its case, from 1, by which a page refers to it."""
        return next(n for n, one in enumerate(case.claims, 1) if one.id == claim.id)

    def has_grade(self, case: Case, letter: str) -> bool:
        """Whether any claim of a case has this grade."""
        return any(
            self.grade(claim, case).letter == letter
            for claim in case.claims
            if claim.kind != "forecast"
        )

    def source_numbers(self, slug: str) -> dict[str, int]:
        """The number of each source in the list of a case, from 1."""
        return {source.id: n for n, source in enumerate(self.sources_of(slug), 1)}

    def sources(self, ids: Iterable[str]) -> list[Found[Source]]:
        """The sources with these ids, in the order of the ids."""
        return [self.book.sources[id] for id in ids if id in self.book.sources]

    def sources_of(self, slug: str) -> list[Found[Source]]:
        """All sources of a case, oldest first, undated ones at the end."""
        found = self.sources(id for id, slugs in self.book.uses.items() if slug in slugs)
        return sorted(found, key=_by_date)

    def all_sources(self) -> list[Found[Source]]:
        """All sources, oldest first, undated ones at the end."""
        return sorted(self.book.sources.values(), key=_by_date)

    def used_by(self, id: str) -> Iterator[Found[Case]]:
        """The cases that use a source."""
        return (self.book.cases[slug] for slug in self.book.uses.get(id, []))

    def party(self, id: str) -> str:
        """The name of an organisation in the page's language, from the first case that has it."""
        for case in self.book.cases.values():
            if (name := self.actor(case.value, id)) != id:
                return name
        return id

    def actor(self, case: Case, id: str) -> str:
        """The name of an actor of a case in the page's language."""
        return next((one.name[self.lang] for one in case.actors if one.id == id), id)

    def years(self, case: Case) -> int:
        """The full years from the decision that a case examines to the day it is up to."""
        start, end = case.decided.first, case.as_of.first
        return end.year - start.year - ((end.month, end.day) < (start.month, start.day))

    def rank(self, scheme: str, tag: str) -> int:
        """The place of a tag in its list, from 0; behind all others where it is unknown."""
        return [*self.book.vocabulary.get(scheme, {}), tag].index(tag)

    def events(self) -> list[tuple[Found[Case], Event, Claim]]:
        """Every dated event of the published cases with the claim that tells it, oldest first."""
        found = [
            (case, event, claim)
            for case in self.cases()
            for event in case.value.timeline
            for claim in self.claims(case.value, [event.claim])
        ]
        return sorted(found, key=lambda one: (one[2].date.first, str(one[2].date)))

    def predictions(self) -> list[tuple[Found[Case], Prediction]]:
        """Every prediction of the published cases, oldest first."""
        found = [(case, one) for case in self.cases() for one in case.value.predictions]
        return sorted(found, key=lambda one: one[1].made.first)

    def grade_counts(self, case: Case) -> Counter[str]:
        """How many claims of a case have each grade; forecasts, which have none, count as ""."""
        return Counter(self.grade(claim, case).letter for claim in case.claims)


def _by_date(source: Found[Source]) -> tuple[bool, str, str]:
    issued = source.value.issued
    return issued is None, str(issued or ""), source.id
