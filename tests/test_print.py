"""On paper, in a real browser: nothing is cut off, every page names itself, and a case fits a brief of two sheets."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from casebook.pages.case import IN_BRIEF

from .conftest import ROOT, SLUGS, cases

CASE = f"cases/{SLUGS[0]}/"
KINDS = [
    "", "cases/", "compare/", "candidates/", "timeline/", "codebook/", "method/", "predictions/", "sources/", "decide/",
    "plays/", CASE, f"{CASE}evidence/", f"{CASE}then/", f"{CASE}parallel/",
]  # fmt: skip
WIDTHS = {"A4": 672, "Letter": 695}
"""How wide, in CSS pixels, what is printed between margins of 16 mm is."""

CUT = """() => {
  const edge = document.querySelector('.cb-text').getBoundingClientRect().right + 1;
  return [...document.querySelectorAll('.cb-text *')]
    .filter((one) => !one.closest('.cb-sr') && one.getBoundingClientRect().width)
    .filter((one) => one.getBoundingClientRect().right > edge)
    .map((one) => one.outerHTML.slice(0, 90));
}"""
"""What reaches beyond the edge of the text."""
HEIGHT = 920
"""How high what is printed on Letter is between margins of 18 mm; A4 is higher, and narrower."""
ROOM = """() => {
  const heights = [...document.querySelectorAll("body *")]
    .filter((one) => getComputedStyle(one).breakInside.startsWith("avoid"))
    .map((one) => one.getBoundingClientRect().height);
  return document.documentElement.scrollHeight + Math.max(...heights) + 64;
}"""
"""How high a page is on paper, with what may stay empty where the first sheet ends: the tallest part that is kept
whole, and its heading.
"""

FORCED = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { breakBefore, breakAfter } = getComputedStyle(one);
  return one.getClientRects().length && [breakBefore, breakAfter].some((each) => !/^(auto|avoid)/.test(each));
}).length"""
"""How many sheets are begun whatever room there is left."""

SHOWN = (
    ".cb-reply .cb-moat", ".cb-reply-links > li", ".cb-shares", ".cb-summary", ".cb-layers > li", "#verdict",
    ".cb-balance > section", "#would-change", ".cb-brief-only", ".cb-citation > p", ".cb-licence",
)  # fmt: skip
LEFT_OUT = ("#story", "#notes", "#questions", "#evidence", ".cb-beside", ".cb-data", ".cb-edit")


def sheets(page: Page, paper: str) -> int:
    """The number of sheets on which a page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def press(page: Page) -> None:
    """Asks for the brief, and leaves the page as it is while the dialog of printing is open."""
    page.evaluate("window.print = () => {}")
    page.get_by_role("button").and_(page.locator("[data-module='brief']")).click()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_nothing_is_cut_off_on_paper(visit, lang):
    page = None
    for path in KINDS:
        page = visit(lang + path, page=page)
        page.emulate_media(media="print")
        for paper, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(CUT) == [], f"{path} on {paper}"


def test_what_is_handed_out_in_turn_begins_on_a_sheet_of_its_own(visit):
    """The decision, and each stage of what became known later, which paper shows open."""
    page = visit(f"{CASE}then/")
    whole = sheets(page, "A4")
    page.emulate_media(media="print")
    breaks = page.locator("#later, .cb-stage").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).breakBefore)"
    )
    assert breaks == ["page", "auto", *["page"] * (len(breaks) - 2)]
    assert whole >= len(breaks)
    expect(page.locator(".cb-stage .cb-claim-text").last).to_be_visible()


HEADS = {
    f"{CASE}then/": (".cb-stage > summary", "[data-stage-head]", ".cb-claim-head"),
    CASE: ("#moat-map", ".cb-moat-map > figcaption", ".cb-moat-map > .cb-plot"),
}
"""By page: what stands at the head of something, and so never alone at the end of a sheet."""


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_no_head_is_parted_from_what_it_is_above(visit, lang):
    page = None
    for path, heads in HEADS.items():
        page = visit(lang + path, page=page)
        page.emulate_media(media="print")
        for head in heads:
            styles = page.locator(head).evaluate_all(
                "all => all.map((one) => getComputedStyle(one).breakAfter)"
            )
            assert styles
            assert {*styles} == {"avoid"}, head
    page = visit(f"{lang}{CASE}then/", page=page)
    page.emulate_media(media="print")
    ends = page.locator(".cb-stage .cb-claim > p:last-child").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).breakAfter)"
    )
    assert {*ends} == {"auto"}, "a sheet may end behind any claim"
    page = visit(f"{lang}{CASE}", page=page)
    page.emulate_media(media="print")
    kept = page.locator("figure.cb-figure").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).breakInside)"
    )
    assert {*kept} == {"auto"}, "the table of a figure may go on overleaf"


@pytest.mark.parametrize("path", ["", "zh/", f"zh/{CASE}", "method/"])
def test_a_page_on_paper_names_itself_its_address_and_its_licence(visit, path):
    page = visit(path)
    address = page.locator("link[rel='canonical']").get_attribute("href")
    page.emulate_media(media="print")
    running, where = (
        page.evaluate(
            "(name) => getComputedStyle(document.documentElement).getPropertyValue(name)", name
        )
        for name in ("--running", "--address")
    )
    title = page.locator("meta[property='og:title']").get_attribute("content")
    name = page.locator(".cb-logo").inner_text()
    assert running == (f'"{title}"' if title == name else f'"{title} · {name}"')
    assert where == f'"{address}"'
    expect(page.locator(".cb-footer [rel='license']").first).to_be_visible()
    assert page.locator(".cb-footer > :visible").count() == 1


def test_the_margins_of_paper_hold_title_address_and_number():
    css = (ROOT / "docs/assets/casebook.css").read_text("utf-8")
    margins = css[css.index("@page {") : css.index("@media print")]
    assert re.findall(r"@([a-z-]+) \{ content: ([^;]+);", margins) == [
        ("top-left", "var(--running)"),
        ("bottom-left", "var(--address)"),
        ("bottom-right", 'counter(page) " / " counter(pages)'),
        ("top-left", "none"),
    ]


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_every_published_case_fits_a_brief_of_two_sheets(visit, lang):
    """Printed are the longest brief and any that comes near the limit or breaks by force; the others are measured."""
    page, room, broken = None, {}, set()
    for slug, case in cases().items():
        if case.published:
            page = visit(f"{lang}cases/{slug}/", width=WIDTHS["A4"], page=page)
            press(page)
            page.emulate_media(media="print")
            expect(page.locator(".cb-brief-only")).to_be_visible()
            room[slug] = page.evaluate(ROOM)
            if page.evaluate(FORCED):
                broken.add(slug)
            page.emulate_media(media="null")
    longest = max(room, key=lambda slug: room[slug])
    assert room[longest] > HEIGHT, "what was measured is as long as a brief"
    for slug, height in room.items():
        if slug == longest or slug in broken or height > 2 * HEIGHT:
            page = visit(f"{lang}cases/{slug}/", page=page)
            for paper in WIDTHS:
                press(page)
                assert sheets(page, paper) <= 2, f"{slug} on {paper}"


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_a_brief_holds_the_answer_both_sides_and_where_it_is_from(visit, sample_address, lang):
    page = visit(f"{lang}cases/harbor/", home=sample_address)
    press(page)
    page.emulate_media(media="print")
    for part in SHOWN:
        expect(page.locator(part).first, part).to_be_visible()
    for part in LEFT_OUT:
        for rest in page.locator(part).all():
            expect(rest, part).to_be_hidden()
    for side in page.locator(".cb-balance > section").all():
        assert 1 <= side.locator("li:visible").count() <= IN_BRIEF
    page.emulate_media(media="null")
    expect(page.locator(".cb-brief-only")).to_be_hidden()
    assert sheets(page, "A4") <= 2  # and with it the printing has ended
    assert not page.locator("html").get_attribute("data-print")
    expect(page.locator("#story")).to_be_visible()


def test_without_script_nothing_offers_a_brief(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CASE)
    expect(page.locator("[data-module='brief']")).to_be_hidden()
    context.close()
