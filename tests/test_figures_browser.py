"""Figures in a real browser: legible on the smallest phone, by day, by night, and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from casebook import LANGUAGES
from casebook.model.address import url

from .conftest import SLUGS

SHOWN = """() => [...document.querySelectorAll('svg.cb-plot')]
  .filter(one => one.getBoundingClientRect().width)"""

TEXTS = f"""() => ({SHOWN})().flatMap(svg => {{
  const frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll('text')].map(text => {{
    const box = text.getBoundingClientRect();
    const wall = text.parentElement.querySelector(':scope > .cb-moat-wall');
    const room = (wall || svg).getBoundingClientRect();
    return {{
      words: text.textContent,
      size: scale * parseFloat(getComputedStyle(text).fontSize),
      beside: Math.max(room.left - box.left, box.right - room.right),
      beyond: Math.max(frame.top - box.top, box.bottom - frame.bottom),
    }};
  }});
}})"""

PAINT = f"""() => {{
  const paint = [];
  for (const svg of ({SHOWN})()) for (const mark of svg.querySelectorAll('text, path')) {{
    const style = getComputedStyle(mark), name = mark.getAttribute('class') || '';
    if (style.fill !== 'none') paint.push([mark.tagName, name, style.fill]);
    if (style.stroke !== 'none') paint.push([mark.tagName, name, style.stroke]);
  }}
  return [...new Set(paint.map(JSON.stringify))].map(one => JSON.parse(one));
}}"""

FIGURED = {f"{lang}/cases/{slug}" for lang in LANGUAGES for slug in SLUGS}
"""Where a case lies, and below it its evidence."""

FAINT = ("cb-fig-grid", "cb-fig-rule")
"""What may be faint, since it says nothing by itself."""


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(float(item) for item in colour.partition("(")[2].rstrip(")").split(",")[:3])


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if (part := value / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for value in rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def assert_legible(page: Page, name: str) -> None:
    """Of a page that is open: every text of a figure is large enough, and stays where it belongs."""
    texts = page.evaluate(TEXTS)
    assert [text for text in texts if text["size"] < 10.5] == [], name
    assert [text for text in texts if text["beside"] > 2] == [], name
    assert [text for text in texts if text["beyond"] > 4] == [], name


def assert_legible_on_a_phone(page: Page, name: str) -> None:
    """Of a page that is open on the smallest phone, as `test_browser.py` opens every one: its figures
    are narrow ones. A case has some, and so has its evidence.
    """
    kinds = page.locator("svg.cb-plot:visible").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('class'))"
    )
    if name.removesuffix("/evidence.md").removesuffix(".md") in FIGURED:
        assert set(kinds) == {"cb-plot cb-narrow"}, name
        assert page.evaluate(TEXTS), name
        assert_legible(page, name)


@pytest.mark.parametrize("width", [640, 1100, 1280, 1360])
@pytest.mark.parametrize(
    "uri",
    [
        "en/cases/kubernetes.md",
        "en/cases/kubernetes/evidence.md",
        "zh/cases/open-source-to-cloud.md",
    ],
)
def test_wide_figures_hold_their_text(visit, uri, width):
    page = visit(url(uri), width=width)
    if width < 1280:  # from there on, charts stand in the margin, in their narrow form
        assert page.locator("svg.cb-narrow:visible").count() == 0
    assert page.evaluate(TEXTS)
    assert_legible(page, uri)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_words_stand_out_from_the_paper(visit, scheme):
    seen = set()
    for uri in ("cases/kubernetes/", "zh/cases/android/evidence/", "cases/llama/evidence/"):
        page = visit(uri, scheme=scheme)
        paper = page.evaluate(
            "() => { document.body.style.color = 'var(--paper)'; return getComputedStyle(document.body).color }"
        )
        page.evaluate("() => { document.body.style.color = '' }")
        for tag, name, colour in page.evaluate(PAINT):
            parts = set(name.split())
            seen |= parts
            if colour == paper:
                # The number in a filled mark, the edge of a point, and the inside of a hollow one.
                known = re.search(r"cb-fig-(point|hollow|inside|decision)|cb-moat-land", name)
                assert known or tag == "text", name
            elif not parts & set(FAINT):
                least = 4.5 if tag == "text" else 3
                assert contrast(colour, paper) >= least, (name, colour, paper)
    assert seen >= {
        "cb-fig-line-0",
        "cb-fig-bar-open",
        "cb-moat-wall",
        "cb-fig-opened",
        "cb-fig-small",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_number_in_a_filled_mark_stands_out(visit, scheme):
    page = visit("cases/android/evidence/", scheme=scheme)
    number = page.locator("svg.cb-wide .cb-fig-number-opened text").first
    mark = page.locator("svg.cb-wide .cb-fig-opened").first
    fill = number.evaluate("one => getComputedStyle(one).fill")
    assert contrast(fill, mark.evaluate("one => getComputedStyle(one).stroke")) >= 4.5


def test_figures_take_the_font_of_the_page(visit):
    page = visit("zh/cases/android/")
    font = "one => getComputedStyle(one).fontFamily"
    words = page.locator("svg.cb-wide text").first.evaluate(font)
    assert words == page.locator(".cb-key").first.evaluate(font)


def test_the_wide_figures_are_printed(visit):
    page = visit("cases/kubernetes/", width=320)
    page.emulate_media(media="print")
    assert page.locator("svg.cb-narrow:visible").count() == 0
    assert page.locator("svg.cb-wide:visible").count() == page.locator("svg.cb-wide").count() > 5
    assert page.locator(".cb-download:visible").count() == 0


def test_a_screen_reader_hears_each_figure_once_by_name(visit):
    page = visit("zh/cases/android/", width=1280)
    named = page.get_by_role("img", name="搜索及其广告", exact=True)
    assert named.count() == 1
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    described = [
        item["description"]["value"]
        for item in tree
        if item.get("name", {}).get("value") == "搜索及其广告" and item.get("description")
    ]
    assert len(described) == 1
    assert described[0].startswith("在此获利：搜索及其广告。")
