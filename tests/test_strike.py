"""Break the verdict: the arithmetic of the browser is that of Python, on every case."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from casebook import Settings, load
from casebook.method.chain import judgment
from casebook.method.strike import Strike, hangs_on, left
from casebook.outputs.export import _case

from .conftest import OURS, cases, ours

STRIKES = 60
"""Random strikes on each case, besides the ends: nothing, and everything."""


def struck(case, ids, chance: random.Random) -> Strike:
    """A strike at random: few things or many."""
    share = chance.choice((0.02, 0.1, 0.4))
    picked = {
        kind: frozenset(id for id in every if chance.random() < share)
        for kind, every in ids.items()
    }
    return Strike(**picked)


@pytest.fixture(scope="module")
def book():
    return load(OURS)


def test_the_browser_computes_what_python_computes(site, address, browser, book):
    """`left` of strike.js and of strike.py, on every published case with hundreds of strikes."""
    page = browser.new_page()
    page.goto(address)
    chance = random.Random(20261129)
    for slug, enriched in cases().items():
        case = enriched.record
        used = sorted({item.source for claim in case.claims for item in claim.evidence})
        ids = {
            "claims": [claim.id for claim in case.claims],
            "sources": used,
            "parties": [actor.id for actor in case.actors],
        }
        strikes = [Strike(), Strike(claims=frozenset(ids["claims"]))]
        strikes += [struck(case, ids, chance) for _ in range(STRIKES)]
        facts = json.loads((site / "cases" / f"{slug}.json").read_text("utf-8"))
        compare(page, facts, case, book.sources, strikes)
    page.close()


def compare(page, facts, case, sources, strikes) -> None:
    """What the browser makes of the JSON of a case is what Python makes of the case itself."""
    plain = [
        {kind: sorted(getattr(strike, kind)) for kind in ("claims", "sources", "parties")}
        for strike in strikes
    ]
    got = page.evaluate(
        """async ([facts, strikes]) => {
          const { left } = await import("./assets/strike.js");
          return strikes.map((one) => left(facts, Object.fromEntries(
            Object.entries(one).map(([kind, ids]) => [kind, new Set(ids)]))));
        }""",
        [facts, plain],
    )
    for strike, found in zip(strikes, got, strict=True):
        want = left(case, sources, strike)
        assert found["letters"] == dict(want.letters), (case.title.en, strike)
        assert found["levels"] == dict(want.levels), (case.title.en, strike)
        assert found["judgment"] == {"value": want.judgment.value, "at": want.judgment.at}
        assert found["surest"] == want.surest, (case.title.en, strike)


def invented(found, chance: random.Random):
    """A source with the origin that chance gives it: most repeat another, a few in a circle."""
    other = chance.choice([None, *(f"s{number}" for number in range(9))])
    given = {
        "kind": chance.choice(("primary", "secondary", "secondary", "tertiary")),
        "publisher": f"Press {chance.randrange(9)}",
        "party_to": chance.choice(([], [], [], ["pilot"])),
        "derives_from": other,
        "origin": None if other else chance.choice((None, "a named origin")),
    }
    return replace(found, value=found.value.model_copy(update=given))


def test_the_two_agree_where_no_claim_cites_the_middle_of_a_chain_of_sources(
    sample, address, browser
):
    """Of nine sources, which derive from one another at random, the claims cite two or three: what
    lies between decides which of them are one origin.
    """
    page = browser.new_page()
    page.goto(address)
    book = load(sample)
    home, (model, *_) = book.cases["harbor"], book.sources.values()
    uncited = 0
    for seed in range(STRIKES):
        chance = random.Random(seed)
        book.sources = {f"s{n}": replace(invented(model, chance), id=f"s{n}") for n in range(9)}
        cited = chance.sample(sorted(book.sources), chance.choice((2, 3)))
        claims = [
            claim.model_copy(
                update={
                    "evidence": [
                        claim.evidence[0].model_copy(
                            update={"source": id, "stance": "supports", "directness": "direct"}
                        )
                        for id in chance.sample(cited, chance.choice((1, 2)))
                    ]
                }
            )
            for claim in home.value.claims
        ]
        case = home.value.model_copy(update={"claims": claims, "openness": [], "series": []})
        book.cases["harbor"] = replace(home, value=case)
        vars(book).pop("uses", None)
        facts = json.loads(json.dumps(_case(book, Settings(), book.cases["harbor"])))
        uncited += any(id not in cited for id in facts["sources"])
        ids = {"claims": [], "sources": cited, "parties": [actor.id for actor in case.actors]}
        strikes = [Strike(), *(struck(case, ids, chance) for _ in range(5))]
        compare(page, facts, case, book.sources, strikes)
    assert uncited > STRIKES / 2
    page.close()


def test_nothing_struck_leaves_the_verdict_and_everything_leaves_nothing_shown(sample):
    book = load(sample)
    case = book.cases["harbor"].value
    assert left(case, book.sources, Strike()).judgment == judgment(case)
    none = left(case, book.sources, Strike(claims=frozenset(claim.id for claim in case.claims)))
    assert set(none.levels.values()) == {"unknown"}
    assert none.judgment.value == "not-shown"
    assert none.surest == ""


def test_what_a_verdict_hangs_on_is_named(sample):
    """In the sample one claim carries the second link, and one the third: without either it goes."""
    book = load(sample)
    named = {(kind, id) for kind, id, _ in hangs_on(book.cases["harbor"].value, book.sources)}
    assert ("claims", "pilot-adopts") in named
    assert ("claims", "why-they-opened") not in named


def test_a_strike_stands_in_the_address_and_can_be_taken_back(address, browser):
    page = browser.new_page()
    slug = next(iter(cases()))
    page.goto(f"{address}cases/{slug}/evidence/")
    page.locator(".cb-board [data-start]").click()
    board = page.locator(".cb-strike-bar output")
    expect(board).not_to_be_empty()
    before = board.text_content()
    for party in page.locator(".cb-board [data-strike=parties]").all():
        party.click()
    claims = page.locator(".cb-claim [data-strike=claims]")
    for number in range(claims.count()):
        claims.nth(number).dispatch_event("click")
    assert "claims=" in page.url
    assert "parties=" in page.url
    assert board.text_content() != before
    page.reload()
    expect(board).not_to_be_empty()
    assert board.text_content() != before
    page.locator(".cb-strike-bar [type=reset]").click()
    assert board.text_content() == before
    assert "claims=" not in page.url
    page.close()


def test_back_brings_back_what_was_struck_out_before(visit):
    slug = next(iter(cases()))
    page = visit(f"cases/{slug}/evidence/")
    page.locator(".cb-board [data-start]").click()
    strike = page.locator(".cb-claim [data-strike=claims]").first
    expect(strike).to_have_attribute("aria-pressed", "false")
    page.evaluate("location.hash = 'sources'")
    strike.dispatch_event("click")
    expect(strike).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(strike).to_have_attribute("aria-pressed", "false")
    page.go_forward()
    expect(strike).to_have_attribute("aria-pressed", "true")


def test_what_an_address_strikes_out_that_is_no_longer_there_is_counted(address, browser):
    page = browser.new_page()
    slug, case = next(iter(cases().items()))
    page.goto(
        f"{address}cases/{slug}/evidence/?claims=gone&claims={case.claims[0].id}&parties=lost"
    )
    unknown = page.locator(".cb-board [data-unknown]")
    expect(unknown).to_have_text(ours().labels["strike-unknown"].value.en.replace("{count}", "2"))
    page.locator(".cb-strike-bar [type=reset]").click()
    expect(unknown).to_be_empty()
    page.close()


@pytest.mark.parametrize(("below", "width"), [("", 1360), ("zh/", 390)])
def test_the_bar_in_view_says_what_became_of_the_verdict(visit, below, width):
    """Struck out far down the page; from there a link leads to the list of what is gone."""
    lang = "zh" if below else "en"
    slug, case = next(iter(cases().items()))
    said = {
        key: ours().labels[f"strike-{key}"].value[lang]
        for key in ("same", "changed", "count", "none", "out", "share")
    }
    was = ours().vocabulary["verdict"][case.judgment.value].value.label[lang]
    page = visit(f"{below}cases/{slug}/evidence/", width=width)
    bar = page.locator(".cb-strike-bar")
    expect(bar).to_be_hidden()
    page.locator(".cb-board [data-start]").click()
    expect(bar).to_contain_text(said["none"])
    expect(page.locator(".cb-board")).to_contain_text(said["share"])
    last = page.locator(".cb-sources [data-strike=sources]").last
    title = page.locator(".cb-sources > li cite").last.text_content()
    assert title in last.get_attribute("aria-label")
    last.click()
    expect(bar).to_be_in_viewport(ratio=1)
    expect(bar.locator("output")).to_contain_text(said["same"].replace("{verdict}", was))
    expect(bar.locator("output")).to_contain_text(said["count"].replace("{count}", "1"))
    for party in page.locator(".cb-board [data-strike=parties]").all():
        party.click()
    for claim in page.locator(".cb-claim [data-strike=claims]").all():
        claim.dispatch_event("click")
    gone = ours().vocabulary["verdict"]["not-shown"].value.label[lang]
    expect(bar.locator("output")).to_contain_text(said["changed"].replace("{verdict}", gone))
    listed = page.locator(".cb-struck > li")
    expect(listed).to_have_count(len(case.claims) + len(case.actors) + 1)
    claim = page.locator(".cb-claim").first
    named = claim.locator("a.cb-n").get_attribute("aria-label")
    called = claim.locator("[data-strike]").get_attribute("aria-label")
    assert called.startswith(said["out"])
    assert called.endswith(named)
    bar.locator("a").click()
    expect(page.locator("#struck")).to_be_in_viewport()
    bar.locator("[type=reset]").click()
    expect(listed).to_have_count(1)
    expect(bar.locator("[type=reset]")).to_be_focused()


def test_the_address_with_its_strikes_can_be_copied_from_the_bar(visit):
    slug, case = next(iter(cases().items()))
    page = visit(f"cases/{slug}/evidence/?claims={case.claims[0].id}")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator(".cb-strike-bar [data-copy]").click()
    expect(page.locator(".cb-strike-bar [data-said]")).to_contain_text(page.url)
