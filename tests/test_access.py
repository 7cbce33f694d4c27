"""What axe finds on each kind of page: nothing, by day and by night, in both languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import SLUGS
from .test_receipts import ready

KINDS = (
    "", "cases/", "cases/parse/", "cases/parse/evidence/", "cases/llama/then/", "cases/parse/parallel/", "compare/",
    "plays/", "plays/open-standard/", "plays/counter/fork/", "decide/", "evidence/",
    "predictions/", "timeline/", "method/", "codebook/", "glossary/", "corrections/", "translation/",
    "about/", "contribute/", "contribute/problems/", "404.html", "candidates/", "sources/",
)  # fmt: skip
SMALL = {"runOnly": {"type": "rule", "values": ["target-size"]}}
"""The rule for targets of 24 pixels: axe leaves it out unless it is asked for."""


@pytest.mark.parametrize(("below", "scheme"), [("", "light"), ("zh/", "dark")])
def test_axe_finds_nothing(visit, below, scheme):
    page, axe = None, Axe()
    for kind in KINDS:
        path = ("" if kind == "404.html" else below) + kind
        page = visit(path, scheme=scheme, page=page)
        assert found(axe, page) == [], path


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("below", "scheme"), [("", "dark"), ("zh/", "light")])
def test_no_target_is_smaller_than_a_finger_needs(visit, below, scheme, width):
    page, axe = None, Axe()
    for kind in KINDS:
        path = ("" if kind == "404.html" else below) + kind
        page = visit(path, scheme=scheme, width=width, page=page)
        assert found(axe, page, SMALL) == [], path


@pytest.mark.parametrize(("below", "scheme", "width"), [("", "dark", 1280), ("zh/", "light", 390)])
def test_axe_finds_nothing_in_a_receipt_and_on_the_board(visit, below, scheme, width):
    page = visit(f"{below}cases/{SLUGS[0]}/", scheme=scheme, width=width)
    ready(page)
    page.locator('.cb-cite[href*="#claim-"]').first.click()
    expect(page.locator("#cb-receipt")).to_be_visible()
    assert found(Axe(), page) == []
    page = visit(f"{below}cases/{SLUGS[0]}/evidence/", page=page)
    page.locator(".cb-board [data-start]").click()
    page.locator(".cb-board .cb-strike").first.click()
    expect(page.locator(".cb-board output")).not_to_be_empty()
    assert found(Axe(), page) == []


def found(axe: Axe, page: Page, options: dict | None = None) -> list[tuple[str, list[str]]]:
    """What axe finds: the rule, and the first elements that break it."""
    return [
        (finding["id"], [node["html"][:200] for node in finding["nodes"][:3]])
        for finding in axe.run(page, options=options).response["violations"]
    ]
