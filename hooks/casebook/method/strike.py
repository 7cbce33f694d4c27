"""What is left of a verdict when claims, sources, or all of a party's words are struck out.

A link of the chain stands while one of the claims that carry it has a source left; then its code
stays, but for the cause, which goes no further than its remaining tests allow. A link on which
nothing stands is unknown. The page of the evidence does the same in the browser
(`docs/assets/strike.js`), and a test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..model import Case, ChainLink
from ..model.chain import Cause
from . import chain
from .grade import ORDER, Sources, grade


@dataclass(frozen=True, slots=True)
class Strike:
    """Ids of what is struck out; of an actor, all sources that speak for it."""

    claims: frozenset[str] = field(default_factory=frozenset)
    sources: frozenset[str] = field(default_factory=frozenset)
    parties: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left: the letter of each claim that still has one, the links, the verdict, and the
    most that may be said of how sure we are; "" where nothing bounds it.
    """

    letters: Mapping[str, str]
    levels: Mapping[str, str]
    judgment: chain.Judgment
    surest: str


def left(
    case: Case, sources: Sources, strike: Strike, whole: Mapping[str, str] | None = None
) -> Left:
    """The case as it stands without what is struck out. Who asks again and again gives the letters
    of its `whole` claims, which those keep that lose nothing.
    """
    whole = _letters(case, sources) if whole is None else whole
    cited = {item.source for claim in case.claims for item in claim.evidence}
    gone = strike.sources | {
        id for id in cited & sources.keys() if strike.parties & set(sources[id].value.party_to)
    }
    letters = {}
    for claim in case.claims:
        kept = [item for item in claim.evidence if item.source not in gone]
        if claim.id in strike.claims:
            continue
        if len(kept) == len(claim.evidence):
            letters[claim.id] = whole[claim.id]
        else:
            reduced = claim.model_copy(update={"evidence": kept})
            letters[claim.id] = grade(reduced, case, sources).letter
    standing = {id for id, letter in letters.items() if letter not in ("", "—")}
    levels = {name: _level(link, standing) for name, link in chain.links(case.chain)}
    levels = levels or chain.levels(None)
    judgment = chain.judge(levels, chain.years(case))
    behind = [letters[id] for id in chain.behind(case, judgment.at) if id in standing]
    weakest = max(behind, key=ORDER.index, default="")
    return Left(letters, levels, judgment, chain.SUREST[weakest] if weakest else "")


def _letters(case: Case, sources: Sources) -> dict[str, str]:
    return {claim.id: grade(claim, case, sources).letter for claim in case.claims}


def _level(link: ChainLink | Cause, standing: set[str]) -> str:
    if isinstance(link, Cause):
        tests = [trace for trace in link.tests if trace.claim in standing]
        if link.code == "unknown" or (link.tests and not tests):
            return "unknown"
        if not link.tests:
            return link.code
        return min(link.code, chain.ceiling(tests), key=chain.STEPS.index)
    return link.code if standing & set(link.because) else "unknown"


def hangs_on(case: Case, sources: Sources) -> Iterator[tuple[str, str, chain.Judgment]]:
    """What by itself changes the verdict or the link at which the chain breaks, if it is struck
    out: its kind (`claims`, `sources` or `parties`), its id, and the verdict that is left.
    """
    whole = chain.judgment(case)
    bearing = set(chain.behind(case, ""))
    claims = [claim for claim in case.claims if claim.id in bearing]
    used = {item.source for claim in claims for item in claim.evidence} & sources.keys()
    ids = {
        "parties": [actor.id for actor in case.actors],
        "claims": [claim.id for claim in claims],
        "sources": sorted(used),
    }
    case = case.model_copy(update={"claims": claims})
    letters = _letters(case, sources)
    for kind, all_ids in ids.items():
        for id in all_ids:
            judgment = left(case, sources, Strike(**{kind: frozenset({id})}), letters).judgment
            if (judgment.value, judgment.at) != (whole.value, whole.at):
                yield kind, id, judgment
