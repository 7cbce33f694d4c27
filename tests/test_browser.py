"""Our own site in a real browser: it opens in both languages, asks nobody else, and fits a phone."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from casebook.model.address import url

from .conftest import made
from .test_figures_browser import assert_legible_on_a_phone
from .test_receipts import ready

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BELOW = """document.documentElement.scrollHeight
    - Math.max(innerHeight, scrollY + document.querySelector('.cb-footer').getBoundingClientRect().bottom)"""


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("zh", "dark")])
def test_every_page_opens_and_fits_the_smallest_phone(visit, lang, scheme):
    page = None
    for uri in made():
        if uri.startswith(lang):
            page = visit(url(uri), width=320, scheme=scheme, page=page)
            page.locator("h1").wait_for()  # an `expect` that waits describes all of a page first
            assert page.evaluate(OVERFLOW) == 0, uri
            assert page.evaluate(BELOW) < 1, f"{uri}: nothing lies below the footer"
            assert_legible_on_a_phone(page, uri)


@pytest.mark.parametrize("path", ["", "cases/parse/", "plays/counter/fork/"])
def test_the_switcher_leads_to_the_same_page_and_back(visit, address, path):
    """Of one page of each depth: that its address is right on every page, `test_built.py` shows."""
    page = visit(path)
    page.get_by_role("link", name="简体中文").click()
    assert page.url == f"{address}zh/{path}"
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url == address + path


def test_a_reader_goes_from_the_home_page_to_a_source_in_two_more_actions(visit, address):
    """From the sentence: its note, and in the receipt the source. Neither moves the page."""
    page = visit("zh/")
    page.get_by_role("link", name="Kubernetes", exact=True).first.click()
    assert page.url == address + "zh/cases/kubernetes/"
    ready(page)
    mark = page.locator('.cb-cite[href*="#claim-"]').nth(5)
    mark.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    mark.click()
    source = page.locator("#cb-receipt li a").first
    expect(source).to_be_in_viewport()
    assert page.evaluate("scrollY") == before
    assert source.get_attribute("href").startswith("http")


def test_the_evidence_leads_from_a_claim_to_its_source_and_back_to_the_sentence(visit, address):
    page = visit("zh/cases/kubernetes/evidence/")
    claim = page.locator(".cb-claim:has(.cb-back)").first
    expect(claim.locator("ul")).to_be_hidden()
    claim.locator("summary").click()
    expect(claim.locator("ul")).to_be_visible()
    claim.locator("li a[href^='#source-']").first.click()
    expect(page.locator(re.sub(r"^.*#", "#", page.url))).to_be_in_viewport()
    claim.locator(".cb-back").click()
    page.wait_for_url(f"{address}zh/cases/kubernetes/#cite-*")
    expect(page.locator(re.sub(r"^.*#", "#", page.url))).to_be_in_viewport()


def test_what_the_address_says_goes_over_to_the_other_language(visit, address):
    page = visit("cases/kubernetes/evidence/?weight=caveat#evidence-against")
    page.locator(".cb-switch").click()
    page.wait_for_url(f"{address}zh/cases/kubernetes/evidence/?weight=caveat#evidence-against")
    expect(page.locator("#evidence-against")).to_be_in_viewport()
    assert page.locator(".cb-claim.cb-weight-core:visible").count() == 0


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_pages_of_one_section_lead_to_each_other(visit, lang):
    page = visit(f"{lang}predictions/")
    siblings = page.locator(".cb-siblings a")
    assert siblings.count() > 2
    expect(page.locator(".cb-siblings [aria-current=page]")).to_have_text(
        page.locator("h1").inner_text().splitlines()[0].rstrip("#")
    )
    siblings.first.click()
    expect(page.locator(".cb-siblings [aria-current=page]")).to_have_count(1)


def test_the_contents_mark_the_first_section_in_view(visit):
    page = visit("cases/kubernetes/", width=1360)
    marked = page.locator(".cb-side [aria-current]")
    headings = page.locator(".cb-text h2[id]")
    expect(marked).to_have_attribute("href", f"#{headings.first.get_attribute('id')}")
    for link in ("#story", "#verdict"):
        page.locator(f".cb-side a[href='{link}']").click()
        expect(marked).to_have_attribute("href", link)


def test_what_is_quoted_in_english_looks_the_same_on_chinese_pages(visit):
    fonts = {}
    for path in ("cases/kubernetes/evidence/", "zh/cases/kubernetes/evidence/"):
        quote = visit(path).locator("q[lang=en]").first
        fonts[path] = quote.evaluate(
            "(quote) => getComputedStyle(quote).fontFamily.split(',').slice(0, 4)"
        )
    assert len({*map(tuple, fonts.values())}) == 1, fonts


@pytest.mark.parametrize("path", ["zh/translation/", "zh/predictions/", "predictions/"])
def test_no_head_of_a_table_breaks_into_single_characters(visit, path):
    page = visit(path, width=360)
    count = """(heads) => heads.map((head) => {
        const range = document.createRange();
        range.selectNodeContents(head);
        const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
        return [head.textContent.trim(), lines.size];
    })"""
    for text, lines in page.locator(".cb-text thead th").evaluate_all(count):
        assert lines <= max(1, -(-len(text) // 4)), text


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_compare_unfolds_on_a_phone_and_is_open_elsewhere(visit, lang):
    page = visit(f"{lang}compare/", width=360)
    row = page.locator(".cb-compare tbody tr").last
    expect(row).to_be_hidden()
    page.locator(".cb-fold > summary").click()
    expect(row).to_be_visible()
    page = visit(f"{lang}compare/", width=1280)
    expect(page.locator(".cb-compare tbody tr").last).to_be_visible()
    expect(page.locator(".cb-fold > summary")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(media="print")
    expect(page.locator(".cb-compare tbody tr").last).to_be_visible()


def test_a_browser_that_knows_no_content_of_details_unfolds_by_script(visit):
    """The table of all cases in a wide window, and on paper whatever is folded up; afterwards it is again."""
    page = visit()
    page.add_init_script("CSS.supports = () => false")
    fold, folded = page.locator(".cb-fold"), page.locator(".cb-text details:not([open])")
    page = visit("compare/", page=page)
    expect(fold).to_have_attribute("open", "")
    page.set_viewport_size({"width": 360, "height": 800})
    expect(fold).not_to_have_attribute("open", "")
    before = folded.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before


@pytest.mark.parametrize("path", ["cases/llama/", "zh/method/"])
def test_an_error_can_be_reported_from_where_one_stands(visit, address, path):
    link = visit(path).locator("a[href*='/issues/new']")
    form, _, where = link.get_attribute("href").partition("&where=")
    assert form.endswith("?template=error.yml")
    assert unquote(where).endswith(f"/casebook/{path}")


def test_a_middle_click_takes_along_what_the_address_says(visit, address):
    page = visit("cases/kubernetes/evidence/?weight=caveat#evidence-against")
    with page.context.expect_page() as opened:
        page.locator(".cb-switch").click(button="middle")
    opened.value.wait_for_url(
        f"{address}zh/cases/kubernetes/evidence/?weight=caveat#evidence-against"
    )


@pytest.mark.parametrize(
    "path",
    ["cases/kubernetes/", "cases/kubernetes/evidence/", "zh/cases/kubernetes/then/", "decide/"],
)
def test_what_is_folded_up_is_printed(visit, path):
    page = visit(path)
    page.emulate_media(media="print")
    folded = page.evaluate(
        """() => [...document.querySelectorAll('.cb-text details:not([open]) > :not(summary)')]
        .map((one) => one.getBoundingClientRect().height)"""
    )
    assert folded
    assert 0 not in folded


def test_fields_are_large_enough_that_ios_does_not_zoom_in(browser, address):
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    for path in (
        "sources/",
        "zh/timeline/",
        "decide/",
        "zh/cases/kubernetes/evidence/",
        "cases/kubernetes/then/",
    ):
        page.goto(address + path)
        page.locator(".cb-search-open").click()
        page.locator("#cb-search").wait_for(timeout=20_000)
        small = page.evaluate(
            """() => [...document.querySelectorAll('select, input:not([type=checkbox], [type=radio], [type=range])')]
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => one.outerHTML)"""
        )
        assert small == []
    context.close()


@pytest.mark.parametrize("section", [0, 1])
def test_a_page_that_is_not_there_leads_to_the_search(visit, section):
    page = visit("404.html")
    page.locator("section").nth(section).locator("a").last.click()
    expect(page.locator("#cb-search-field")).to_be_focused()
    assert page.locator("html").get_attribute("lang") == ("en", "zh-Hans")[section]
