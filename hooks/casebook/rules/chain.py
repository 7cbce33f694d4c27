"""The chain: each link rests on claims, the cause on its tests, and the verdict on the links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..method import chain
from ..method.grade import ORDER, grade
from ..model import LANGUAGES, Case
from ..model.chain import Cause
from ..problems.problem import Problem
from ..reading.book import Book, Found
from .dates import EARLIEST
from .rule import Breach, rule

_AGREES: dict[str, dict[str, tuple[str, ...]]] = {
    "target": {"gained": ("yes", "mostly"), "lost": ("reverse", "no")},
    "initiator": {"gained": ("reverse",), "lost": ("yes", "mostly")},
}
"""The codes of the link of each party with which an outcome cannot stand."""
_LINK = {"target": "eroded", "initiator": "gained"}
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@rule(scope="case")
def links_rest_on_claims(case: Found[Case]) -> Iterator[Breach]:
    """A link that is coded names the claims that carry it, forecasts alone carrying none, and none
    of them for and against; one that is `unknown` says what would tell.
    """
    forecasts = {claim.id for claim in case.value.claims if claim.kind == "forecast"}
    for name, link in chain.links(case.value.chain):
        place = case.place("chain", name, "code")
        carried = set(chain.behind(case.value, name)) - forecasts
        if link.code == "unknown" and not link.would_tell:
            yield Problem(place, "link-unknown", link=name)
        elif link.code != "unknown" and not carried:
            field = "tests" if isinstance(link, Cause) else "because"
            yield Problem(place, "link-without-claims", link=name, code=link.code, field=field)
        for index, id in enumerate(() if isinstance(link, Cause) else link.against):
            if not isinstance(link, Cause) and id in link.because:
                at = case.place("chain", name, "against", index)
                yield Problem(at, "link-both-sides", id=id)


@rule(scope="case")
def cause_keeps_to_its_tests(case: Found[Case]) -> Iterator[Breach]:
    """Straws alone show little, a failed hoop excludes, and more takes a smoking gun; a doubly
    decisive test that was passed shows no less.
    """
    cause = case.value.chain.caused if case.value.chain else None
    if cause and cause.tests:
        most = chain.ceiling(cause.tests)
        place = case.place("chain", "caused", "code")
        marks = {(trace.test, trace.result) for trace in cause.tests}
        decided = most == "yes" and ("doubly-decisive", "passed") in marks
        if decided and cause.code not in ("yes", "mostly"):
            yield Problem(place, "cause-below-tests", code=cause.code)
        allowed = [
            *chain.STEPS[: chain.STEPS.index(most) + 1],
            *(["unknown"] if most != "no" else []),
        ]
        if cause.code not in allowed:
            yield Problem(place, "cause-above-tests", code=cause.code, most=most)


@rule(scope="case")
def chain_has_its_target(case: Found[Case]) -> Iterator[Breach]:
    """The rival or supplier whose hold is meant has that role among the actors."""
    target = case.value.chain.target if case.value.chain else ""
    named = [actor for actor in case.value.actors if actor.id == target]
    if named and not any(actor.has_role("target", "squeezed-supplier") for actor in named):
        yield Problem(case.place("chain", "target"), "chain-target-role", actor=target)


@rule(scope="case")
def verdict_follows_the_chain(case: Found[Case], book: Book) -> Iterator[Breach]:
    """What the author concludes is what the links give, no surer than the claims behind it, and
    backfired only with a loss.
    """
    verdict, judgment = case.value.verdict, chain.judgment(case.value)
    if not verdict or not case.value.chain:
        return
    if verdict.value != judgment.value:
        facts = {"value": verdict.value, "computed": judgment.value, "link": judgment.at or "—"}
        yield Problem(case.place("verdict", "value"), "verdict-against-links", **facts)
    lost = any(o.party == "initiator" and o.effect == "lost" for o in case.value.outcomes)
    if judgment.value == "backfired" and not lost:
        yield Problem(case.place("chain", "gained", "code"), "backfired-without-loss")
    behind = chain.behind(case.value, judgment.at)
    claims = [claim for claim in case.value.claims if claim.id in behind]
    if any(item.source not in book.sources for claim in claims for item in claim.evidence):
        return  # reported at the source, without which no grade is known
    grades = [(grade(claim, case.value, book.sources).letter or "—", claim.id) for claim in claims]
    letter, id = max(grades, key=lambda pair: ORDER.index(pair[0]), default=("A", ""))
    surer = list(book.vocabulary.get("confidence", {}))
    own, most = verdict.confidence, chain.SUREST[letter]
    if {own, most} <= set(surer) and surer.index(own) < surer.index(most):
        facts = {"confidence": own, "most": most, "id": id}
        yield Problem(case.place("verdict", "confidence"), "too-sure", **facts)


@rule("outcome-against-link", scope="case")
def outcomes_agree_with_links(case: Found[Case]) -> Iterator[Breach]:
    """The outcomes of the opener and of the chain's target do not contradict their links."""
    target = case.value.chain.target if case.value.chain else ""
    codes = chain.levels(case.value.chain)
    initiators = [item for item in case.items("outcomes") if item.value.party == "initiator"]
    targets = [item for item in case.items("outcomes") if item.value.actor == target]
    for outcome in [*initiators, *targets] if target else ():
        party, effect = outcome.value.party, outcome.value.effect
        link = _LINK.get(party, "")
        if link and codes[link] in _AGREES[party].get(effect, ()):
            yield outcome.place("effect"), {"effect": effect, "link": link, "code": codes[link]}


@rule("parse-test", scope="case")
def openers_that_sell_and_win_are_questioned(case: Found[Case]) -> Iterator[Breach]:
    """An opener that sells the opened layer and yet succeeds must meet a counter claim on that."""
    verdict = case.value.verdict
    held = bool(verdict and verdict.value in ("held", "mostly"))
    weights = {claim.id: claim.weight for claim in case.value.claims}
    for condition in case.items("conditions") if held else ():
        sold = condition.value.condition == "not-sold" and condition.value.code in ("no", "little")
        if sold and weights.get(condition.value.claim) != "counter":
            yield condition.place("code"), {"code": condition.value.code}


@rule(scope="case")
def conditions_are_of_their_day(case: Found[Case]) -> Iterator[Breach]:
    """A condition is coded as of the decision: the claim behind it tells of no later time, though
    the document may be younger. What is known of later times follows in order. A decision with the
    date of a draft is asked for first.
    """
    decided = case.value.decided
    if decided.year <= EARLIEST:
        return
    dates = {claim.id: claim.date for claim in case.value.claims}
    for condition in case.items("conditions"):
        date = dates.get(condition.value.claim or "")
        if date and condition.value.code != "unknown" and date.first > decided.last:
            facts = {"condition": condition.value.condition, "date": date, "decided": decided}
            yield Problem(condition.place("claim"), "condition-from-later", **facts)
        before = decided
        for index, later in enumerate(condition.value.later):
            if later.since.last <= before.first:
                place = condition.place("later", index, "since")
                yield Problem(place, "later-not-later", since=later.since, before=before)
            before = later.since


@rule("motive-is-a-deed", scope="case")
def motives_are_no_deeds(case: Found[Case]) -> Iterator[Breach]:
    """The claim that shows a motive tells what somebody said or inferred, and no dated deed: on the
    timeline it is at most an announcement, a statement, or a leak.
    """
    events = {event.claim: event.event for event in case.value.timeline}
    for motive in case.items("motives"):
        event = events.get(motive.value.claim, "statement")
        if event not in ("announced", "statement", "leaked"):
            yield motive.place("claim"), {"id": motive.value.claim, "event": event}


@rule(scope="case")
def layers_say_who_and_what(case: Found[Case]) -> Iterator[Breach]:
    """A layer has somebody who holds it at both times, and one that the opening concerned says what
    changed.
    """
    for layer in case.items("stack"):
        for time in ("before", "after"):
            position = getattr(layer.value, time)
            if not position.holders and not position.others:
                yield Problem(layer.key(time), "nobody-holds", time=time)
        untold = layer.value.role != "untouched" and not layer.value.change
        if untold and case.value.status == "published":
            yield Problem(layer.place("role"), "layer-without-change", role=layer.value.role)


@rule("openness-undated", scope="case")
def openness_is_dated(case: Found[Case]) -> Iterator[Breach]:
    """An entry of openness says since when it held, or at least when it was read."""
    for entry in case.items("openness"):
        if not entry.value.start:
            yield entry.place("facet"), {"facet": entry.value.facet}


@rule("question-knows-the-future", scope="case")
def questions_know_no_future(case: Found[Case]) -> Iterator[Breach]:
    """A question names no year after the one in which it is asked."""
    for question in case.items("questions"):
        asked, text = question.value.asked, question.value.text
        years = [(lang, year) for lang in LANGUAGES for year in _YEAR.findall(text[lang])]
        for lang, year in [pair for pair in years if int(pair[1]) > asked.year][:1]:
            yield question.place("text", lang), {"year": year, "asked": asked}
