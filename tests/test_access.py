"""What axe finds on each kind of page: nothing, by day and by night, on a desk and on a phone, in both languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from .conftest import SLUGS
from .test_receipts import ready

KINDS = (
    "", "cases/", "cases/parse/", "cases/parse/evidence/", "cases/llama/then/", "cases/parse/parallel/", "compare/",
    "plays/", "plays/open-standard/", "plays/counter/fork/", "decide/", "evidence/",
    "predictions/", "timeline/", "method/", "codebook/", "glossary/", "corrections/", "translation/",
    "about/", "contribute/", "contribute/problems/", "404.html", "candidates/", "sources/",
)  # fmt: skip
SIZES, COLOURS = (
    {"runOnly": {"type": "rule", "values": [name]}} for name in ("target-size", "color-contrast")
)
"""The rule for targets of 24 pixels, which axe leaves out unless it is asked for, and the one rule that day and night
may part on.
"""

ALIKE = """() => {
  const says = /^(lang|role|aria-(?!label|describedby|controls|details|owns).*)$/;
  const given = ({ name, value }) => (says.test(name) ? `${name}=${value}` : name + (value.trim() ? "" : "="));
  const look = (one) => {
    const parts = [...one.children].map(look).filter((part, n, all) => part !== all[n - 1]);
    const attributes = [...one.attributes].filter((each) => !each.name.startsWith("data-")).map(given).sort();
    const text = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return `${one.localName}.${[...one.classList].join(".")}[${attributes}]${text ? "text" : ""}(${parts.join("")})`;
  };
  const path = (one) => one ? `${path(one.parentElement)} ${one.localName}.${one.getAttribute("class")}` : "";
  const seen = new Map();
  for (const one of document.querySelectorAll("main li, main tr, main p, main dt, main dd")) {
    if (!one.isConnected) continue;
    const key = path(one.parentElement) + look(one);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (seen.get(key) > 2) one.remove();
  }
}"""
"""Of the paragraphs, entries and rows of a page that look the same, leaves two: in their elements, in classes within and
above, in which attributes they have or have empty, in language, role and state, and in where there is text. The
others would be found to be the same, and a page of four hundred sources takes axe half a minute.
"""


@pytest.mark.parametrize(("below", "scheme", "width"), [("", "light", 1280), ("zh/", "dark", 390)])
def test_axe_finds_nothing(visit, below, scheme, width):
    """The sizes in both widths; then all other rules in one theme and width, and the colours in the others, too."""
    page, other = None, ({"light": "dark", "dark": "light"}[scheme], {390: 1280, 1280: 390}[width])
    for kind in KINDS:
        path = ("" if kind == "404.html" else below) + kind
        page = visit(path, page=page)
        show(page, *other)
        assert found(page, SIZES) == [], path
        show(page, scheme, width)
        assert found(page, SIZES) == [], path
        page.evaluate(ALIKE)
        assert found(page) == [], path
        show(page, *other)
        assert found(page, COLOURS) == [], path


ALONE = {
    "": (".cb-chains td > a", ".cb-chains th > a", ".cb-footer p > a"),
    f"cases/{SLUGS[0]}/": (
        ".cb-reply-links strong > a", ".cb-reply-facts dd > a", ".cb-download > a", ".cb-behind li > a", ".cb-related li > a",
    ),
    f"cases/{SLUGS[0]}/evidence/": (".cb-claim summary", ".cb-conditions li > a", ".cb-moves li > a"),
    "compare/": (".cb-truth td > a", ".cb-truth th > a", ".cb-sort"),
}  # fmt: skip
"""By page: what stands for itself rather than within a sentence."""


@pytest.mark.parametrize("below", ["", "zh/"])
def test_what_stands_for_itself_is_24_pixels_high(visit, below):
    """Even where the rule would be content with the room around it."""
    page = None
    for path, targets in ALONE.items():
        page = visit(below + path, width=1360, page=page)
        for target in targets:
            heights = page.locator(target).evaluate_all(
                "all => all.map((one) => one.getBoundingClientRect().height).filter(Boolean)"
            )
            assert heights, f"{target} on {path}"
            assert min(heights) >= 24, f"{target} on {path}"


def test_every_look_of_a_page_is_kept_for_axe(visit):
    """Two of each, so that a list remains one, and of what differs in a class, a part, or what axe asks, each."""
    page = visit("sources/")
    page.locator("main li > a > cite").nth(200).evaluate("(one) => (one.textContent = '')")
    page.locator("main li[id]").nth(150).evaluate(
        "(one) => one.setAttribute('lang', 'xx-bad-tag-zz')"
    )
    classes = "() => [...new Set([...document.querySelectorAll('main *')].flatMap((one) => [...one.classList]))].sort()"
    before, entries = page.evaluate(classes), page.locator("main li").count()
    page.evaluate(ALIKE)
    assert page.evaluate(classes) == before
    assert 2 <= page.locator("main li").count() < entries / 2
    assert {rule for rule, _ in found(page)} == {"link-name", "valid-lang"}


@pytest.mark.parametrize(("below", "scheme", "width"), [("", "dark", 1280), ("zh/", "light", 390)])
def test_axe_finds_nothing_in_a_receipt_and_on_the_board(visit, below, scheme, width):
    page = visit(f"{below}cases/{SLUGS[0]}/", scheme=scheme, width=width)
    ready(page)
    page.locator('.cb-cite[href*="#claim-"]').first.click()
    expect(page.locator("#cb-receipt")).to_be_visible()
    assert found(page) == []
    page = visit(f"{below}cases/{SLUGS[0]}/evidence/", page=page)
    page.locator(".cb-board [data-start]").click()
    page.locator(".cb-board .cb-strike").first.click()
    expect(page.locator(".cb-strike-bar output")).not_to_be_empty()
    assert found(page) == []


def show(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})


def found(page: Page, options: dict | None = None) -> list[tuple[str, list[str]]]:
    """What axe finds: the rule, and the first elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    asked = (options or {}) | {"resultTypes": ["violations"], "selectors": False}
    violations = page.evaluate("async (asked) => (await axe.run(asked)).violations", asked)
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in violations]
