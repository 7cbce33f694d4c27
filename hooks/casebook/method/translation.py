"""The state of every translation: what is on record, against what stands in the files now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..problems.message import Message, say
from ..problems.problem import listing
from ..reading.translation_lock import Recorded, digest
from .translation_unit import PAGES, WEIGHTS, WORDS, Unit, units

if TYPE_CHECKING:
    from ..reading.book import Book

State = Literal["missing", "stale", "unreviewed", "reviewed"]
STATES: tuple[State, ...] = ("missing", "stale", "unreviewed", "reviewed")
"""From what is worst to what is well:

- missing: one language lacks the text;
- stale: the English has changed since the Chinese was made from it, and the Chinese has not;
- unreviewed: both are there, and nobody has read these two against each other: the text is new,
  both have changed, or the Chinese has, as when someone mends its wording;
- reviewed: both are as they were when someone did.
"""


class Translation(NamedTuple):
    """One unit with its state, and the record that it is measured by, where there is one."""

    unit: Unit
    state: State
    was: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Translations:
    """The state of all units, in the order of the book; `recorded` says whether any is on record,
    without which the states mean nothing.
    """

    all: tuple[Translation, ...]
    recorded: bool

    def of(self, home: str = "", state: str = "") -> list[Translation]:
        """Those of one home, or in one state, or both, the weightiest first."""
        found = [
            one for one in self.all if home in ("", one.unit.home) and state in ("", one.state)
        ]
        return sorted(found, key=lambda one: WEIGHTS.index(one.unit.weight))

    def counts(self, home: str = "") -> Counter[str]:
        """How many units of one home, or of all, are in each state."""
        return Counter(one.state for one in self.all if home in ("", one.unit.home))

    @property
    def homes(self) -> list[str]:
        """The homes that have units: the ids of cases, then pages, then words."""
        found = dict.fromkeys(one.unit.home for one in self.all)
        last = [home for home in (PAGES, WORDS) if home in found]
        return [*(home for home in found if home not in last), *last]

    def is_stale(self, slug: str, claim: str) -> bool:
        """Whether the English of a claim has changed since its Chinese was made from it."""
        start = f"{slug}/claims/{claim}/"
        return any(one.state == "stale" and one.unit.key.startswith(start) for one in self.all)


def compare(book: Book) -> Translations:
    """The state of every unit, by what is on record.

    Ids may change: a text that is found on record under another key, in both languages or with the
    same Chinese under a key that nothing else answers to, is that text under a new name.
    """
    recorded = book.recorded
    now = {unit.key: (unit, (unit.en, digest(unit.zh))) for unit in units(book)}
    texts = {key: (one.en, one.zh) for key, one in recorded.items()}
    same = {key: key for key, (_, made) in now.items() if texts.get(key) == made}
    if len(same) < len(now):
        by_texts = {made: key for key, made in texts.items()}
        for key, (_, made) in now.items():
            if key not in same and made in by_texts:
                same[key] = by_texts[made]
    answered = set(same.values())
    open_ = {key: one for key, one in recorded.items() if key not in answered}
    by_chinese = {one.zh: one for one in open_.values()}
    return Translations(
        tuple(
            _with_state(unit, recorded[same[key]])
            if key in same
            else _without(unit, made[1], open_.get(key), by_chinese)
            for key, (unit, made) in now.items()
        ),
        bool(recorded),
    )


def _with_state(unit: Unit, same: Recorded) -> Translation:
    """Both texts are on record as they stand now."""
    if not unit.en or not unit.zh:
        return Translation(unit, "missing", same)
    return Translation(unit, "reviewed" if same.reviewed else "unreviewed", same)


def _without(
    unit: Unit, zh: str, own: Recorded | None, by_chinese: Mapping[str, Recorded]
) -> Translation:
    """They are not; `own` is on record under the same key, if that text is not found elsewhere."""
    if not unit.en or not unit.zh:
        return Translation(unit, "missing", own)
    was = own if own and own.zh == zh else by_chinese.get(zh)
    return Translation(unit, "stale", was) if was else Translation(unit, "unreviewed", own)


def by_weight(found: Iterable[Translation]) -> Message:
    """How many there are of each weight, such as `1 counter, 2 context`."""
    count = Counter(one.unit.weight for one in found)
    return listing(_count(weight, count[weight]) for weight in WEIGHTS if count[weight])


def _count(weight: str, count: int) -> Message:
    match weight:
        case "counter":
            return say("count-counter", count=count)
        case "caveat":
            return say("count-caveat", count=count)
        case "core":
            return say("count-core", count=count)
        case "context":
            return say("count-context", count=count)
        case _:
            return say("count-label", count=count)


def counted(translations: Translations) -> list[Message]:
    """What is not well, a line for each state, with how many of each weight; nothing where no
    state is on record.
    """
    if not translations.recorded:
        return []
    weights = {state: by_weight(translations.of(state=state)) for state in STATES}
    lines: tuple[tuple[State, Message], ...] = (
        ("missing", say("translations-missing", weights=weights["missing"])),
        ("stale", say("translations-stale", weights=weights["stale"])),
        ("unreviewed", say("translations-unreviewed", weights=weights["unreviewed"])),
    )
    found = [line for state, line in lines if translations.of(state=state)]
    return found or [say("translations-reviewed")]
