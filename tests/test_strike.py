"""Break the verdict: the arithmetic of the browser is that of Python, on every case."""

from __future__ import annotations

import json
import random

import pytest
from playwright.sync_api import expect

from casebook import load
from casebook.method.chain import judgment
from casebook.method.strike import Strike, hangs_on, left

from .conftest import OURS, cases

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
        plain = [
            {kind: sorted(getattr(strike, kind)) for kind in ("claims", "sources", "parties")}
            for strike in strikes
        ]
        facts = json.loads((site / "cases" / f"{slug}.json").read_text("utf-8"))
        got = page.evaluate(
            """async ([facts, strikes]) => {
              const { left } = await import("./assets/strike.js");
              return strikes.map((one) => left(facts, Object.fromEntries(
                Object.entries(one).map(([kind, ids]) => [kind, new Set(ids)]))));
            }""",
            [facts, plain],
        )
        for strike, found in zip(strikes, got, strict=True):
            want = left(case, book.sources, strike)
            assert found["letters"] == dict(want.letters), (slug, strike)
            assert found["levels"] == dict(want.levels), (slug, strike)
            assert found["judgment"] == {"value": want.judgment.value, "at": want.judgment.at}
            assert found["surest"] == want.surest, (slug, strike)
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
    board = page.locator(".cb-board output")
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
    page.locator(".cb-board [type=reset]").click()
    assert board.text_content() == before
    assert "claims=" not in page.url
    page.close()
