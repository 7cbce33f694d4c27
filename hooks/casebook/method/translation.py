"""The state of every translation: what is on record, against what stands in the files now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from ..model import EN, ZH
from ..problems.message import Message, say
from ..problems.problem import listing
from ..reading.book import Book
from ..reading.translation_lock import Recorded, digest
from .translation_unit import PAGES, WEIGHTS, WORDS, Unit, units

State = Literal["missing", "stale", "unreviewed", "reviewed"]
STATES: tuple[State, ...] = ("missing", "stale", "unreviewed", "reviewed")
"""From what is worst to what is well:

- missing: one language lacks the text;
- stale: one language has changed since the two were on record together, and the other has not;
- unreviewed: both are there, and nobody has read these two against each other: the text is new, or
  both have changed;
- reviewed: both are as they were when someone did.
"""


class Translation(NamedTuple):
    """One unit with its state, and the record that it is measured by, where there is one: `known`
    says whether that is of both texts as they stand now. `behind` is the language that has not
    followed where the text is stale, else "".
    """

    unit: Unit
    state: State
    was: Recorded | None
    known: bool = False
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Translations:
    """The state of all units, in the order of the book; `recorded` says whether any is on record,
    without which the states mean nothing.
    """

    all: tuple[Translation, ...]
    recorded: bool

    def of(self, home: str = "", state: str = "") -> list[Translation]:
        """Those of one home, or in one state, or both, the weightiest first."""
        chosen = [
            translation
            for translation in self.all
            if home in ("", translation.unit.home) and state in ("", translation.state)
        ]
        return sorted(chosen, key=lambda translation: WEIGHTS.index(translation.unit.weight))

    def counts(self, home: str = "") -> Counter[str]:
        """How many units of one home, or of all, are in each state."""
        return Counter(translation.state for translation in self.of(home))

    @property
    def homes(self) -> list[str]:
        """The homes that have units: the ids of cases, then pages, then words."""
        homes = dict.fromkeys(translation.unit.home for translation in self.all)
        last = [home for home in (PAGES, WORDS) if home in homes]
        return [*(home for home in homes if home not in last), *last]


def compare(book: Book, records: Mapping[str, Collection[Recorded]] | None = None) -> Translations:
    """The state of every unit, by what is on record: in the book or, after a merge, in `records`,
    several of one key.

    Ids may change: a text that is found on record under another key, in both languages or with one
    of them the same under a key that nothing else answers to, is that text under a new name.
    """
    if records is None:
        records = {key: (record,) for key, record in book.recorded.items()}
    now = [(unit, digest(unit.en), digest(unit.zh)) for unit in units(book)]
    by_texts: dict[tuple[str, str], dict[str, Recorded]] = {}
    for key, several in records.items():
        for record in sorted(several):  # what is reviewed comes last, and stays
            by_texts.setdefault((record.en, record.zh), {})[key] = record
    here = {unit.key for unit, _, _ in now}
    answered = set()
    for unit, en, zh in now:
        same = by_texts.get((en, zh), {})
        answered |= {unit.key} & same.keys() or set(sorted(same.keys() - here)[:1])
    open_ = {key: several for key, several in records.items() if key not in answered}
    loose = [record for key in sorted(open_.keys() - here) for record in sorted(open_[key])]
    by_side = {EN: {it.en: it for it in loose}, ZH: {it.zh: it for it in loose}}

    def state(unit: Unit, en: str, zh: str) -> Translation:
        if same := by_texts.get((en, zh)):
            record = same.get(unit.key) or next(iter(same.values()))
            return Translation(
                unit, "reviewed" if record.reviewed else "unreviewed", record, known=True
            )
        own = open_.get(unit.key, ())
        for behind, text in ((ZH, zh), (EN, en)):
            older = next((it for it in own if (it.zh, it.en)[behind == EN] == text), None)
            if older := older or by_side[behind].get(text):
                return Translation(unit, "stale", older, behind=behind)
        return Translation(unit, "unreviewed", None)

    every = (state(*texts) for texts in now)
    return Translations(
        tuple(
            entry if entry.unit.en and entry.unit.zh else entry._replace(state="missing")
            for entry in every
        ),
        bool(records),
    )


@lru_cache(maxsize=1)
def translations(book: Book) -> Translations:
    """The state of every unit of a book, by its own record: rules and pages ask for it."""
    return compare(book)


def by_weight(translations: Iterable[Translation]) -> Message:
    """How many there are of each weight, such as `1 counter, 2 context`."""
    count = Counter(translation.unit.weight for translation in translations)
    return listing(
        say(f"count-{weight}", count=count[weight]) for weight in WEIGHTS if count[weight]
    )


def counted(translations: Translations) -> list[Message]:
    """What is not well, a line for each state, with how many of each weight."""
    if not translations.recorded:
        return [say("translations-no-record")]
    lines: dict[str, list[Translation]] = {
        state: translations.of(state=state) for state in STATES if state != "reviewed"
    }
    lines["unknown"] = [entry for entry in lines["unreviewed"] if not entry.known]
    return [
        say(f"translations-{name}", weights=by_weight(entries))
        for name, entries in lines.items()
        if entries
    ] or [say("translations-reviewed")]
