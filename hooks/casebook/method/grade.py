"""Computes the grade of a claim from facts about its sources, and says why.

The scale follows the practice of source criticism: closeness to the event (a dated primary record)
and independence of witnesses count, the number of retellings does not. The codebook on the site
(method page) states the same rules in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..model import Case, Claim, Evidence, Source
from ..reading.book import Found

ORDER = ("A", "B", "C", "D", "≠", "—")
"""Grades from the strongest to the weakest."""

TAGS = {"A": "a", "B": "b", "C": "c", "D": "d", "≠": "conflict", "—": "none"}
"""The vocabulary's tag for each grade."""

RECORDS = {
    "bill", "dataset", "hearing", "legal_case", "legislation", "patent", "regulation", "report",
    "software", "standard", "treaty",
}  # fmt: skip
"""CSL types that are a record in themselves, even when they come from a party to the case."""

Sources = Mapping[str, Found[Source]]


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter of `ORDER`, or "" for a forecast; the rule that fired; what would raise it.

    `reason` and `raise_by` are keys of `data/labels.yml` below `grade-reason-` and `grade-raise-`;
    `facts` fills their placeholders. `raise_by` is "" where nothing can.
    """

    letter: str
    reason: str
    raise_by: str = ""
    facts: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Origin:
    """Sources that count as one witness: one derives from the other, or they share a publisher or
    party.
    """

    ids: set[str]
    publishers: set[str]
    parties: set[str]
    members: list[Source]

    def primary(self) -> bool:
        """Whether something primary of it was read in the original."""
        return any(source.kind == "primary" and not source.copy_at for source in self.members)

    def joins(self, other: Origin) -> bool:
        """Whether the two cannot be told apart as witnesses."""
        return bool(
            self.ids & other.ids
            or self.publishers & other.publishers
            or self.parties & other.parties
        )


def lineage(id: str, sources: Sources) -> Iterator[str]:
    """A source, what it derives from, and so on, each once."""
    seen = set()
    while id not in seen:
        seen.add(id)
        yield id
        source = sources.get(id)
        id = (source.value.derives_from if source else None) or id


def root(id: str, sources: Sources) -> str:
    """What a source in the end derives from: a source id, or a named origin; a circle is one."""
    line = list(lineage(id, sources))
    last = sources.get(line[-1])
    if last and last.value.derives_from:
        return min(line)  # a circle, which a rule reports: one origin, whichever it is
    return (last.value.origin if last else None) or line[-1]


def origins(evidence: list[Evidence], sources: Sources, actors: set[str]) -> list[Origin]:
    """The independent origins behind some evidence. Tertiary sources are no origin."""
    groups: list[Origin] = []
    for item in evidence:
        record = sources.get(item.source)
        if not record or record.value.kind == "tertiary":
            continue
        source, first = record.value, root(item.source, sources)
        group = Origin({first}, {source.publisher}, set(source.party_to) & actors, [source])
        if first in sources:
            group.publishers.add(sources[first].value.publisher)
            group.parties |= set(sources[first].value.party_to) & actors
        for other in [other for other in groups if other.joins(group)]:
            groups.remove(other)
            group.ids |= other.ids
            group.publishers |= other.publishers
            group.parties |= other.parties
            group.members += other.members
        groups.append(group)
    return groups


def grade(claim: Claim, case: Case, sources: Sources) -> Grade:
    """The grade of one claim of a case."""
    if claim.kind == "forecast":
        return Grade("", "forecast")
    supports = [item for item in claim.evidence if item.stance == "supports"]
    against = [
        item for item in claim.evidence if item.stance == "contradicts" and not item.resolved
    ]
    if not supports:
        return Grade("—", "none", "any")
    if against:
        return Grade("≠", "conflict", "resolve", {"for": len(supports), "against": len(against)})
    actors = {actor.id for actor in case.actors}
    direct = [item for item in supports if item.directness == "direct"]
    witnesses = origins(direct, sources, actors)
    base = _base(direct, witnesses, sources, actors)
    if claim.kind == "interpretation":
        base = _interpretation(base, witnesses)
    motives = [motive for motive in case.motives if motive.claim == claim.id]
    if base.letter == "A" and any(motive.kind in ("stated", "admitted") for motive in motives):
        return Grade("B", "own-motive")
    return base


def _base(
    direct: list[Evidence], witnesses: list[Origin], sources: Sources, actors: set[str]
) -> Grade:
    """The grade before any cap."""
    if not direct:
        return Grade("D", "indirect", "direct")
    if not witnesses:
        return Grade("D", "tertiary", "secondary")
    count = {"count": len(witnesses)}
    read = [sources[item.source].value for item in direct if item.source in sources]
    primary = [source for source in read if source.kind == "primary" and not source.copy_at]
    if any(
        source.issued and (source.type in RECORDS or not set(source.party_to) & actors)
        for source in primary
    ):
        return Grade("A", "record")
    if len(witnesses) > 1:
        if any(origin.primary() for origin in witnesses):
            return Grade("A", "origins-primary", facts=count)
        return Grade("B", "origins-secondary", "primary", count)
    if any(set(source.party_to) & actors for source in primary):
        return Grade("B", "own-words", "witness")
    if primary:
        return Grade("C", "undated", "date")
    if any(source.kind == "primary" for source in read):
        return Grade("C", "copy", "original")
    if witnesses[0].parties:
        return Grade("C", "own-words", "witness")
    return Grade("C", "one", "second")


def _interpretation(base: Grade, witnesses: list[Origin]) -> Grade:
    """Caps a reading of events: one analyst is D, several are C; the party's assent lifts that."""
    analysts = sum(1 for origin in witnesses if not origin.parties)
    party = any(origin.parties for origin in witnesses)
    if base.letter == "D" or not witnesses:
        return base
    if analysts >= 2 and party:
        return base
    if analysts + party < 2:
        return (
            Grade("C", "party-reading", "analysts") if party else Grade("D", "analyst", "analysts")
        )
    return Grade("C", "analysts", "assent", {"count": len(witnesses)})


def case_grade(case: Case, sources: Sources) -> str:
    """The lowest letter among the core claims of a case; "—" where it has none."""
    letters = [
        grade(claim, case, sources).letter
        for claim in case.claims
        if claim.weight == "core" and claim.kind != "forecast"
    ]
    return max(letters, key=ORDER.index, default="—")
