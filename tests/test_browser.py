"""Our own site in a real browser: it opens in both languages, asks nobody else, and fits a phone."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from casebook import Settings, load, pages
from casebook.address import url

from .conftest import ROOT

PAGES = [page.src_uri for page in pages(load(ROOT), Settings())]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


def chromium() -> str | None:
    """A Chromium on this machine, or None after Playwright was made to install its own."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found and MAC.exists():
        found = str(MAC)
    if not found:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return found


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(site):
    """The built site, served below /casebook/ as it will be in public."""
    handler = functools.partial(Below, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/casebook/"
        server.shutdown()


class Below(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below /casebook/, in silence."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/casebook"))

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def visit(browser: Browser, address: str):
    """Opens a page, and afterwards fails if it complained or asked another site for anything."""
    heard: list[str] = []
    contexts = []

    def opened(path: str, width: int = 1280, scheme: str = "light", **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith((address, "data:")) or heard.append(request.url),
        )
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard == []


@pytest.mark.parametrize("uri", PAGES)
def test_every_page_opens_and_fits_the_smallest_phone(visit, uri):
    page = visit(url(uri), width=320, scheme="dark" if uri.startswith("zh") else "light")
    expect(page.locator("h1")).to_be_visible()
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0


@pytest.mark.parametrize("uri", [uri for uri in PAGES if uri.startswith("en/")])
def test_the_switcher_leads_to_the_same_page_and_back(visit, address, uri):
    page = visit(url(uri))
    first = page.url
    page.get_by_role("link", name="简体中文").click()
    assert page.url == address + url("zh" + uri[2:])
    assert page.locator("html").get_attribute("lang") == "zh"
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url == first


def test_a_reader_goes_from_the_home_page_to_a_source(visit, address):
    page = visit("zh/")
    page.get_by_role("link", name="Kubernetes", exact=True).first.click()
    assert page.url == address + "zh/cases/kubernetes/"
    claim = page.locator(".cb-claim").first
    expect(claim.locator("ul")).to_be_hidden()
    claim.locator("summary").click()
    expect(claim.locator("ul")).to_be_visible()
    claim.locator("li a[href^='#source-']").first.click()
    target = page.locator(re.sub(r"^.*#", "#", page.url))
    expect(target).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_a_mark_shows_its_claim_on_hover_and_focus_leads_to_it_and_back(visit, lang):
    page = visit(f"{lang}cases/kubernetes/")
    mark = page.locator(".cb-cite[id]").first
    target = page.locator(f"[id='{mark.get_attribute('href')[1:]}']")
    note = page.get_by_role("tooltip")
    mark.scroll_into_view_if_needed()
    mark.hover()
    expect(note).to_be_visible()
    expect(note).to_contain_text(target.locator(".cb-claim-text").inner_text())
    page.mouse.move(0, 0)
    expect(note).to_have_count(0)
    page.keyboard.press("Tab")
    mark.focus()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    page.keyboard.press("Enter")
    expect(target).to_be_in_viewport()
    target.locator(".cb-back").click()
    expect(mark).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_the_ledger_is_filtered_and_a_link_to_a_hidden_claim_shows_it(visit, lang):
    page = visit(f"{lang}cases/kubernetes/")
    claims = page.locator(".cb-claim:visible")
    whole = claims.count()
    form = page.locator(".cb-filter")
    form.locator("[name=weight][value=caveat]").check()
    expect(page.locator(".cb-claim.cb-weight-core:visible")).to_have_count(0)
    caveats = page.locator(".cb-claim[data-weight=caveat]").count()
    assert 0 < claims.count() == caveats < whole
    expect(form.locator("output")).to_contain_text(str(caveats))
    assert "weight=caveat" in page.url
    page.reload()
    assert claims.count() == caveats
    core = page.locator(".cb-claim[data-weight=core]").first.get_attribute("id")
    page.evaluate("id => { location.hash = id }", core)
    expect(page.locator(f"[id='{core}']")).to_be_in_viewport()
    assert claims.count() == whole


def test_it_reads_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "cases/android/")
    expect(page.locator("#evidence-against")).to_be_visible()
    expect(page.locator(".cb-filter")).to_be_hidden()
    mark = page.locator(".cb-cite").first
    mark.click()
    expect(page.locator(f"[id='{mark.get_attribute('href')[1:]}']")).to_be_in_viewport()
    page.locator(".cb-switch").click()
    assert page.url == address + "zh/cases/android/"
    context.close()
