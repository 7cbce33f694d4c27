"""Evidence: nothing is published without it, and what speaks against a case is never missing."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Case, Claim
from ..problems.problem import Problem, listing
from ..reading.book import Found
from .rule import Breach, rule


@rule("no-support", scope="published claim")
def claims_have_support(claim: Found[Claim]) -> Iterator[Breach]:
    """Every claim of a published case cites at least one source that supports it."""
    if not any(one.stance == "supports" for one in claim.value.evidence):
        yield claim.place("id"), {"id": claim.id}


@rule("no-counter-claim", scope="published case")
def cases_have_counter_evidence(case: Found[Case]) -> Iterator[Breach]:
    """A published case has at least one claim of weight `counter`."""
    if not any(claim.weight == "counter" for claim in case.value.claims):
        yield case.key("claims"), {"id": case.id}


@rule(scope="case")
def verdict_weighs_both_sides(case: Found[Case]) -> Iterator[Breach]:
    """No claim stands both for and against a verdict, and those against are counter or caveat."""
    verdict = case.value.verdict
    weights = {claim.id: claim.weight for claim in case.value.claims}
    for index, id in enumerate(verdict.against if verdict else ()):
        place = case.place("verdict", "against", index)
        if verdict and id in verdict.because:
            yield Problem(place, "verdict-both-sides", id=id)
        elif weights.get(id, "counter") not in ("counter", "caveat"):
            yield Problem(place, "verdict-against-context", id=id, weight=weights[id])


@rule("forecast-without-state", scope="claim")
def forecasts_have_a_state(claim: Found[Claim]) -> Iterator[Breach]:
    """A forecast has a state."""
    if claim.value.kind == "forecast" and not claim.value.state:
        yield claim.place("id"), {"id": claim.id}


@rule("state-without-forecast", scope="claim")
def only_forecasts_have_a_state(claim: Found[Claim]) -> Iterator[Breach]:
    """Nothing but a forecast has a state."""
    if claim.value.kind != "forecast" and claim.value.state:
        yield claim.place("state"), {"id": claim.id}


@rule("source-cited-twice", scope="claim")
def sources_are_cited_once(claim: Found[Claim]) -> Iterator[Breach]:
    """A claim cites each source once."""
    cited = [evidence.source for evidence in claim.value.evidence]
    for index, source in enumerate(cited):
        if source in cited[:index]:
            yield claim.place("evidence", index, "source"), {"id": claim.id, "source": source}


@rule("rivals-uneven", scope="case")
def rivals_read_the_same_claims(case: Found[Case]) -> Iterator[Breach]:
    """Every explanation is read against the same claims, in the same order."""
    rivals = case.value.rivals
    columns = [[cell.claim for cell in rival.evidence] for rival in rivals]
    for index, rival in enumerate(rivals):
        if columns[index] != columns[0]:
            yield (
                case.place("rivals", index, "hypothesis"),
                {
                    "hypothesis": rival.hypothesis,
                    "first": rivals[0].hypothesis,
                    "claims": listing(columns[0], len(columns[0])),
                },
            )


@rule("rivals-without-defense", scope="case")
def rivals_include_the_defense(case: Found[Case]) -> Iterator[Breach]:
    """The defense is one of the explanations, so that it is judged like its rivals."""
    hypotheses = {rival.hypothesis for rival in case.value.rivals}
    if hypotheses and "defense" not in hypotheses:
        yield case.key("rivals"), {}


@rule(scope="case")
def plays_have_their_parts(case: Found[Case]) -> Iterator[Breach]:
    """A neutral home needs a steward, a license fence a licence facet that is not open, and
    supplier leverage a squeezed supplier.
    """
    roles = {actor.role for actor in case.value.actors}
    facets = case.value.openness
    needs = {
        "neutral-home": ("steward" in roles, "play-without-steward"),
        "license-fence": (
            any(facet.facet == "licence" and facet.degree != "open" for facet in facets),
            "play-without-fence",
        ),
        "supplier-leverage": ("squeezed-supplier" in roles, "play-without-supplier"),
    }
    for index, play in enumerate(case.value.plays):
        met, key = needs.get(play, (True, ""))
        if not met:
            yield Problem(case.place("plays", index), key)


@rule("parse-test", scope="case")
def openers_that_sell_and_win_are_questioned(case: Found[Case]) -> Iterator[Breach]:
    """An opener that sells the opened layer and yet succeeds must meet a counter claim on that."""
    verdict = case.value.verdict
    weights = {claim.id: claim.weight for claim in case.value.claims}
    for condition in case.items("conditions"):
        sold = condition.value.condition == "not-sold" and condition.value.code == "no"
        worked = verdict is not None and verdict.value == "worked"
        if sold and worked and weights.get(condition.value.claim) != "counter":
            yield condition.place("code"), {}
