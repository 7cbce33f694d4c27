"""The receipt of a sentence: what it says and copies, by mouse, by keyboard, by touch, and without its data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casebook.method.enriched import EnrichedCase, EnrichedClaim

from .conftest import SLUGS, cases

SLUG = SLUGS[0]
LOADED = "() => performance.getEntriesByType('resource').some((one) => one.name.endsWith('/receipts.js'))"
CALL = "async ([name, ...all]) => (await import('/casebook/assets/receipts.js'))[name](...all)"

SOURCE = {
    "title": "Ships", "publisher": "The Gazette", "URL": "https://gazette.example/ships",
    "issued": {"date-parts": [[2017, 2, 1]]}, "accessed": {"date-parts": [[2026, 11, 22]]},
}  # fmt: skip
FACTS = {
    "site": "Casebook", "title": {"en": "Harbor", "zh": "海港"}, "as_of": "2026-11-22",
    "pages": {"en": "https://x.example/cases/harbor/", "zh": "https://x.example/zh/cases/harbor/"},
}  # fmt: skip
CLAIM = {"id": "ships", "text": {"en": "Ships came.", "zh": "船来了。"}}


def ready(page: Page) -> None:
    """Waits until the receipts of a page listen."""
    page.wait_for_function(LOADED)
    page.wait_for_timeout(300)


def cited_claims(case: EnrichedCase, page: Page) -> list[EnrichedClaim]:
    """The claims of a case that its page cites, in the order of their marks."""
    marks = page.locator(".cb-cite[id]").evaluate_all("(all) => all.map((one) => one.hash)")
    return case.cited([mark.removeprefix("#claim-") for mark in marks])


@pytest.fixture
def call(visit):
    """Calls a function of the module by its name."""
    page = visit("about/")
    return lambda name, *arguments: page.evaluate(CALL, [name, *arguments])


@pytest.mark.parametrize(
    ("change", "apa", "gbt"),
    [
        (
            {},
            "The Gazette (2017-02-01). Ships. https://gazette.example/ships",
            "The Gazette. Ships[EB/OL]. 2017-02-01[2026-11-22]. https://gazette.example/ships.",
        ),
        (
            {"author": [{"family": "Doe", "given": "Jane"}, {"literal": "Staff"}]},
            "Doe, Jane; Staff (2017-02-01). Ships. The Gazette. https://gazette.example/ships",
            "Doe, Jane; Staff. Ships[EB/OL]. The Gazette, 2017-02-01[2026-11-22]. https://gazette.example/ships.",
        ),
        (
            {"author": [{"family": "王", "given": "坚"}], "issued": {"date-parts": [[2017]]}},
            "王坚 (2017). Ships. The Gazette. https://gazette.example/ships",
            "王坚. Ships[EB/OL]. The Gazette, 2017[2026-11-22]. https://gazette.example/ships.",
        ),
        (
            {"issued": None, "accessed": None},
            "The Gazette (n.d.). Ships. https://gazette.example/ships",
            "The Gazette. Ships[EB/OL]. https://gazette.example/ships.",
        ),
    ],
)
def test_a_source_is_cited_in_both_styles(call, change, apa, gbt):
    assert call("cited", SOURCE | change, "apa") == apa
    assert call("cited", SOURCE | change, "gbt") == gbt


@pytest.mark.parametrize(
    ("lang", "style", "own"),
    [
        ("en", "apa", "Casebook (2026-11-22). Harbor. {} (2026-11-29)"),
        ("zh", "gbt", "Casebook. 海港[EB/OL]. (2026-11-22)[2026-11-29]. {}."),
    ],
)
def test_copied_are_the_sentence_its_source_its_address_and_the_day(call, lang, style, own):
    lines = call("copied", CLAIM, [SOURCE], FACTS, lang, style, "2026-11-29").split("\n")
    address = f"{FACTS['pages'][lang]}evidence/#claim-ships"
    assert lines == [CLAIM["text"][lang], call("cited", SOURCE, style), own.format(address)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_mouse_shows_a_receipt_that_goes_by_itself_unless_pressed(visit, lang):
    page = visit(f"{'zh/' if lang == 'zh' else ''}cases/{SLUG}/")
    ready(page)
    claim = cited_claims(cases()[SLUG], page)[0]
    mark, receipt = page.locator(f"#cite-{claim.id}"), page.locator("#cb-receipt")
    mark.scroll_into_view_if_needed()
    mark.hover()
    expect(receipt).to_be_in_viewport(ratio=1)
    expect(receipt.locator(".cb-receipt-text")).to_have_text(claim.text[lang])
    assert receipt.locator("> ul > li").count() == len(claim.evidence)
    page.mouse.move(0, 0)
    expect(receipt).to_have_count(0)
    mark.click()
    expect(receipt).to_be_focused()
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    expect(receipt).to_be_visible()
    page.mouse.click(2, 2)
    expect(receipt).to_have_count(0)


def test_a_receipt_that_grows_stays_in_the_window(visit):
    page = visit(f"cases/{SLUG}/", width=1360)
    ready(page)
    receipt = page.locator("#cb-receipt")
    for mark in (page.locator(".cb-layer-change .cb-refs a").last, page.locator(".cb-cite").last):
        for height in (80, 450, 820):
            place = "(link, at) => scrollBy({ top: link.getBoundingClientRect().top - at, behavior: 'instant' })"
            mark.evaluate(place, height)
            mark.click()
            expect(receipt).to_be_in_viewport(ratio=1)
            receipt.locator("summary").click()
            expect(receipt.locator("details p")).to_be_visible()
            expect(receipt).to_be_in_viewport(ratio=1)
            page.keyboard.press("Escape")


def test_the_keyboard_opens_it_walks_through_it_and_comes_back(visit, address):
    page = visit(f"cases/{SLUG}/")
    ready(page)
    mark, receipt = page.locator('.cb-cite[href*="#claim-"]').nth(3), page.locator("#cb-receipt")
    mark.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(receipt).to_be_focused()
    assert page.url == f"{address}cases/{SLUG}/"
    page.keyboard.press("Tab")
    expect(receipt.locator(".cb-receipt-close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(receipt.locator("li a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(receipt).to_have_count(0)
    expect(mark).to_be_focused()
    assert page.evaluate("scrollY") == before


@pytest.mark.parametrize("path", ["", "zh/"])
def test_on_touch_it_is_a_sheet_that_covers_no_whole_screen(browser, address, path):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{address}{path}cases/{SLUG}/")
    ready(page)
    mark = page.locator('.cb-cite[href*="#claim-"]').nth(2)
    mark.scroll_into_view_if_needed()
    mark.tap()
    receipt = page.locator("#cb-receipt.cb-sheet")
    expect(receipt).to_be_visible()
    box = receipt.bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)
    assert box["y"] > 200
    receipt.locator(".cb-receipt-close").tap()
    expect(receipt).to_have_count(0)
    context.close()


def test_what_is_copied_can_be_pasted_and_the_style_is_kept(browser, address):
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for style in ("gbt", "apa"):
        page.goto(f"{address}cases/{SLUG}/")
        ready(page)
        page.locator('.cb-cite[href*="#claim-"]').first.click()
        receipt = page.locator("#cb-receipt")
        receipt.locator("select").select_option(style)
        receipt.locator(".cb-button").click()
        expect(receipt.get_by_role("status")).not_to_be_empty()
        text = page.evaluate("navigator.clipboard.readText()")
        claim = cited_claims(cases()[SLUG], page)[0]
        assert text.startswith(claim.text["en"])
        assert f"/cases/{SLUG}/evidence/#claim-{claim.id}" in text
        assert ("[EB/OL]" in text) == (style == "gbt")
        page.keyboard.press("Escape")
        page.locator('.cb-cite[href*="#claim-"]').nth(1).click()
        expect(receipt.locator("select")).to_have_value(style)
    context.close()


def test_without_its_data_a_note_leads_to_the_evidence(browser, address):
    page = browser.new_page()
    page.route(f"**/cases/{SLUG}.json", lambda route: route.abort())
    page.goto(f"{address}cases/{SLUG}/")
    ready(page)
    page.locator('.cb-cite[href*="#claim-"]').first.click()
    page.wait_for_url(re.compile(f"/cases/{SLUG}/evidence/#claim-"))
    page.close()


def test_a_note_pressed_while_its_data_is_on_the_way_stays(browser, address, site: Path):
    page = browser.new_page()
    wait = []
    page.route(f"**/cases/{SLUG}.json", lambda route: wait.append(route))  # noqa: PLW0108 - Playwright counts its parameters
    page.goto(f"{address}cases/{SLUG}/")
    ready(page)
    mark = page.locator('.cb-cite[href*="#claim-"]').first
    mark.hover()
    page.wait_for_timeout(300)
    mark.click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    wait[0].fulfill(json=json.loads((site / f"cases/{SLUG}.json").read_text("utf-8")))
    expect(page.locator("#cb-receipt")).to_be_focused()
    page.close()


@pytest.mark.parametrize("away", ["Escape", "a click elsewhere"])
def test_a_receipt_is_called_off_while_its_data_is_on_the_way(browser, address, site: Path, away):
    page = browser.new_page()
    wait = []
    page.route(f"**/cases/{SLUG}.json", lambda route: wait.append(route))  # noqa: PLW0108 - Playwright counts its parameters
    page.goto(f"{address}cases/{SLUG}/")
    ready(page)
    page.locator('.cb-cite[href*="#claim-"]').first.click()
    page.wait_for_timeout(300)
    if away == "Escape":
        page.keyboard.press(away)
    else:
        page.mouse.click(2, 2)
    with page.expect_response(f"**/cases/{SLUG}.json"):
        wait[0].fulfill(json=json.loads((site / f"cases/{SLUG}.json").read_text("utf-8")))
    page.wait_for_timeout(500)
    expect(page.locator("#cb-receipt")).to_have_count(0)
    page.close()


def test_every_note_has_a_receipt(site):
    """What the script asks of the data is there for each mark of each case."""
    for slug, case in cases().items():
        if slug not in SLUGS:
            continue
        data = json.loads((site / f"cases/{slug}.json").read_text("utf-8"))
        html = (site / f"cases/{slug}/index.html").read_text("utf-8")
        claims = {claim["id"] for claim in data["claims"]}
        marks = re.findall(r'class="cb-cite" href="[^"#]*#(claim|source)-([^"]+)"', html)
        assert {id for kind, id in marks if kind == "claim"} <= claims
        assert {id for kind, id in marks if kind == "source"} <= data["sources"].keys()
        assert len(marks) == html.count('class="cb-cite"')
        assert case.claims
