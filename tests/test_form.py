"""The form of every page, in a real browser: theme, language tags, where notes stand, and what the Tab key meets."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from .conftest import ROOT, SLUGS

CASE = f"cases/{SLUGS[0]}/"
PAPER = "getComputedStyle(document.body).backgroundColor"
DAY, NIGHT = "rgb(251, 248, 241)", "rgb(17, 24, 27)"


def test_the_night_of_the_system_and_that_of_choice_are_the_same():
    css = (ROOT / "docs/assets/casebook.css").read_text("utf-8")
    by_system = re.search(r':root:not\(\[data-theme="day"\]\) \{(.+?)\}', css, re.DOTALL)
    by_choice = re.search(r':root\[data-theme="night"\] \{(.+?)\}', css, re.DOTALL)
    assert by_system
    assert by_choice
    assert by_system[1].split() == by_choice[1].split()


@pytest.mark.parametrize(
    ("scheme", "choice", "paper"),
    [("light", "night", NIGHT), ("dark", "day", DAY), ("dark", "", NIGHT), ("light", "", DAY)],
)
def test_a_chosen_theme_stays_and_is_there_before_the_page(browser, address, scheme, choice, paper):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.locator(".cb-theme select").select_option(choice)
    assert page.evaluate(PAPER) == paper
    page.route("**/casebook.js", lambda route: route.abort())
    page.goto(f"{address}zh/glossary/")
    assert page.evaluate(PAPER) == paper
    expect(page.locator(".cb-theme select")).to_have_value(choice)
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    context.close()


def test_without_script_no_theme_is_offered(browser, address):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".cb-theme")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("path", "tag"), [("", "en"), ("zh/", "zh-Hans")])
def test_a_page_names_its_language_in_full(visit, path, tag):
    page = visit(path)
    assert page.locator("html").get_attribute("lang") == tag
    other = {"en": "zh-Hans", "zh-Hans": "en"}[tag]
    assert page.locator(".cb-switch").get_attribute("lang") == other


@pytest.mark.parametrize("path", [CASE, f"zh/{CASE}"])
@pytest.mark.parametrize("width", [320, 360, 412])
def test_no_note_begins_a_line(visit, path, width):
    page = visit(path, width=width)
    assert page.locator(".cb-cite").count()
    assert not page.evaluate(
        """() => [...document.querySelectorAll('.cb-text > p > .cb-cite')].filter((note) => {
        const range = document.createRange();
        let before = note.previousSibling;
        while (before && before.nodeType !== Node.TEXT_NODE) before = before.previousSibling;
        if (!before?.data.trim()) return false;
        range.setStart(before, before.data.length - 1);
        range.setEnd(before, before.data.length);
        return note.getBoundingClientRect().top > range.getBoundingClientRect().bottom;
        }).map((note) => note.textContent)"""
    )


@pytest.mark.parametrize("path", ["", "zh/glossary/", CASE])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_tab_key_goes_as_the_eye_does(visit, path, width):
    page = visit(path, width=width)
    expect(page.locator(".cb-search-open")).to_be_visible()
    boxes = page.locator(".cb-header :is(a, button):visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({left, right, top, bottom}) => [left, right, top, bottom])"
    )
    for (left, _, top, bottom), (_, right, _, low) in zip(boxes[1:], boxes, strict=False):
        assert left >= right or top >= low - (bottom - top) / 2


@pytest.mark.parametrize("path", ["404.html", "", "zh/cases/", "contribute/problems/", CASE])
@pytest.mark.parametrize("width", [390, 1920])
def test_nothing_lies_below_the_end_of_a_page(visit, path, width):
    page = visit(path, width=width)
    below = page.evaluate(
        """() => document.documentElement.scrollHeight
        - Math.max(innerHeight, (document.querySelector('footer.cb-footer') ?? document.querySelector('main'))
        .getBoundingClientRect().bottom + scrollY)"""
    )
    assert below <= 1
    fixed = "all => all.filter((one) => getComputedStyle(one).position === 'fixed').length"
    assert page.locator("body *:visible:not(.cb-skip)").evaluate_all(fixed) == 0


@pytest.mark.parametrize("path", ["zh/method/", CASE])
def test_the_name_of_a_heading_is_its_words(visit, path):
    page = visit(path)
    assert page.locator(":is(h1, h2, h3) .headerlink").count()
    for heading in page.get_by_role("heading").all()[:12]:
        assert "#" not in heading.aria_snapshot()
    assert page.locator(".headerlink:not([tabindex='-1'])").count() == 0


FONT = ROOT / "docs/assets/fonts/casebook-text.woff2"


def test_the_font_is_small_has_its_licence_beside_it_and_none_of_the_reserved_name():
    assert FONT.stat().st_size <= 40_000
    licence = (FONT.parent / "OFL.txt").read_text("utf-8")
    assert "Reserved Font Name 'Source'" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    css = (ROOT / "docs/assets/casebook.css").read_text("utf-8")
    assert '"Source Serif' not in css
    for face in re.findall(r"@font-face \{(.+?)\}", css):
        assert "font-display: optional" in face or "size-adjust" in face


@pytest.mark.parametrize("path", ["", f"zh/{CASE}"])
def test_a_late_font_moves_nothing_and_a_page_needs_none(browser, address, path):
    """What is seen first waits for no font; one that comes after it shows on the next page."""
    context = browser.new_context()
    page = context.new_page()
    waiting: list[Route] = []
    page.route("**/*.woff2", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright counts its parameters
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((all) => all.getEntries().forEach((one) => { moved += one.value; }))
          .observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto(address + path, wait_until="domcontentloaded")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".cb-search-open")).to_be_visible()
    page.wait_for_timeout(
        400
    )  # longer than the time for which a browser waits for an optional font
    assert waiting, "the font was asked for"
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(400)
    assert page.evaluate("moved") == 0
    context.close()


def test_chinese_punctuation_stays_with_the_chinese_font(visit):
    page = visit("zh/")
    loaded = "async ([font, text]) => (await document.fonts.load(`16px '${font}'`, text)).length"
    for text, latin in [("Parse 2016", 1), ("“", 0), ("—", 0), ("…", 0), ("·", 0), ("，", 0)]:
        assert page.evaluate(loaded, ["Casebook Latin", text]) == latin, text
    assert page.evaluate(loaded, ["Casebook Text", "“Parse” — 2016"]) == 1
    first = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert first.startswith('"Casebook Latin", "Source Han Serif SC"')
    assert first.index('"Microsoft YaHei"') < first.index(", serif")
    english = visit("").evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert english.index(", serif") < english.index('"Casebook Latin"')


@pytest.mark.parametrize(
    "path",
    ["", "cases/", "compare/", CASE, f"{CASE}evidence/", f"{CASE}then/", "zh/method/", "timeline/"],
)
@pytest.mark.parametrize("width", [1360, 1920])
def test_a_page_has_two_right_edges(visit, path, width):
    """That of running text, and that of rules, figures, and tables."""
    page = visit(path, width=width)
    edges = page.locator(".cb-text > :visible").evaluate_all(
        "all => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().right)))]"
    )
    assert len(edges) <= 2, edges


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_the_words_for_the_links_lead_to_what_they_mean(visit, lang):
    page = visit(lang + CASE)
    words = page.locator(".cb-reply-links > li > strong > a")
    expect(words).to_have_count(4)
    words.first.click()
    expect(page.locator(":target")).to_be_in_viewport()
