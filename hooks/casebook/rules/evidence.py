"""Evidence: nothing is published without it, and what speaks against a case is never missing."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.message import say
from ..problems.problem import Problem, listing
from ..reading.book import Book


def published_claims_have_evidence(book: Book) -> Iterator[Problem]:
    """Every claim of a published case cites at least one source that supports it."""
    for case in book.cases.values():
        if case.value.status != "published":
            continue
        for index, claim in enumerate(case.value.claims):
            if not any(one.stance == "supports" for one in claim.evidence):
                yield Problem(
                    case.place("claims", index, "id"),
                    "CB301",
                    say("claim '{id}' has no source that supports it", id=claim.id),
                    say(
                        "add evidence, or take the claim out: a claim without a source is "
                        "not printed"
                    ),
                )


def core_cases_have_counter_evidence(book: Book) -> Iterator[Problem]:
    """A published case has at least one claim of weight `counter`."""
    for case in book.cases.values():
        published = case.value.status == "published"
        if published and not any(claim.weight == "counter" for claim in case.value.claims):
            yield Problem(
                case.key("claims"),
                "CB302",
                say("the case '{id}' has no claim of weight `counter`", id=case.id),
                say("add what speaks against the thesis in this case, with its source"),
            )


def verdict_weighs_both_sides(book: Book) -> Iterator[Problem]:
    """No claim stands both for and against a verdict, and those against are counter or caveat."""
    for case in book.cases.values():
        verdict = case.value.verdict
        weights = {claim.id: claim.weight for claim in case.value.claims}
        for index, id in enumerate(verdict.against if verdict else ()):
            if verdict and id in verdict.because:
                yield Problem(
                    case.place("verdict", "against", index),
                    "CB303",
                    say("'{id}' stands both for and against the verdict", id=id),
                    say("decide on which side it weighs more"),
                )
            elif weights.get(id, "counter") not in ("counter", "caveat"):
                yield Problem(
                    case.place("verdict", "against", index),
                    "CB303",
                    say(
                        "'{id}' speaks against the verdict but has the weight `{weight}`",
                        id=id,
                        weight=weights[id],
                    ),
                    say("give it the weight `counter` or `caveat`, or name another claim"),
                )


def forecasts_have_a_state(book: Book) -> Iterator[Problem]:
    """A forecast has a state, and nothing else has one."""
    for case in book.cases.values():
        for index, claim in enumerate(case.value.claims):
            if (claim.kind == "forecast") != (claim.state is not None):
                forecast = claim.kind == "forecast"
                yield Problem(
                    case.place("claims", index, "id" if forecast else "state"),
                    "CB304",
                    say("claim '{id}' is a forecast without a state", id=claim.id)
                    if forecast
                    else say("claim '{id}' is no forecast but has a state", id=claim.id),
                    say(
                        "`state` (open, came-true, failed, undecidable) belongs to `kind: forecast`"
                    ),
                )


def one_source_once(book: Book) -> Iterator[Problem]:
    """A claim cites each source once."""
    for case in book.cases.values():
        for index, claim in enumerate(case.value.claims):
            seen: set[str] = set()
            for at, one in enumerate(claim.evidence):
                if one.source in seen:
                    yield Problem(
                        case.place("claims", index, "evidence", at, "source"),
                        "CB305",
                        say("claim '{id}' cites '{source}' twice", id=claim.id, source=one.source),
                        say("join the two entries; a locator can name several places"),
                    )
                seen.add(one.source)


def rivals_read_the_same_claims(book: Book) -> Iterator[Problem]:
    """Every explanation is read against the same claims, and the defense is one of them."""
    for case in book.cases.values():
        rivals = case.value.rivals
        if not rivals:
            continue
        columns = [cell.claim for cell in rivals[0].evidence]
        for index, rival in enumerate(rivals[1:], 1):
            if [cell.claim for cell in rival.evidence] != columns:
                yield Problem(
                    case.place("rivals", index, "hypothesis"),
                    "CB306",
                    say(
                        "'{hypothesis}' is not read against the same claims as '{first}'",
                        hypothesis=rival.hypothesis,
                        first=rivals[0].hypothesis,
                    ),
                    say(
                        "list these claims in this order: {claims}",
                        claims=listing(columns, len(columns)),
                    ),
                )
        if "defense" not in {rival.hypothesis for rival in rivals}:
            yield Problem(
                case.key("rivals"),
                "CB306",
                say("the explanations do not include `defense`"),
                say("add it, so that the thesis is judged like its rivals"),
            )


RULES = (
    published_claims_have_evidence,
    core_cases_have_counter_evidence,
    verdict_weighs_both_sides,
    forecasts_have_a_state,
    one_source_once,
    rivals_read_the_same_claims,
)
