"""What a reader does, in three engines: follow a link, filter, search, look at a mark, go back, copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.reading.book import Book

from . import engines
from .conftest import ours
from .engines import Tab

READY = "return performance.getEntriesByType('resource').some((one) => one.name.endsWith('receipts.js'))"
AT = 56
"""Where the top of what a link leads to comes to lie: `scroll-padding-top` in casebook.css."""


@pytest.fixture(scope="session", params=["chromium", "firefox", "webkit"])
def engine(request, browser, address, tmp_path_factory) -> Iterator[Tab]:
    folder = tmp_path_factory.mktemp(request.param)
    opened = {
        "chromium": lambda: engines.chromium(browser, address),
        "firefox": lambda: engines.firefox(folder, address),
        "webkit": lambda: engines.webkit(folder, address),
    }
    with opened[request.param]() as tab:
        yield tab


@pytest.fixture
def tab(engine) -> Tab:
    engine.resize(1280, 900)
    return engine


@pytest.fixture(scope="session")
def book() -> Book:
    return ours()


@pytest.fixture(scope="session")
def longest(book) -> str:
    """The case with the most claims."""
    return max(book.cases.values(), key=lambda case: len(case.value.claims)).id


@pytest.fixture(scope="session")
def places(site: Path, longest: str) -> list[str]:
    """Some claims and sources of that case, from all over the page of its evidence."""
    html = (site / f"cases/{longest}/evidence/index.html").read_text("utf-8")
    ids = re.findall(r'id="((?:claim|source)-[^"]+)"', html)
    return [ids[len(ids) * part // 7] for part in range(1, 7)]


def shown(tab: Tab) -> int:
    return int(tab.run("return document.querySelectorAll('.cb-claim:not([hidden])').length"))


def follow(tab: Tab, id: str) -> None:
    """Clicks on a link within the page. What a script does without a reader leaves no way back in WebKit."""
    tab.run(
        """const link = document.querySelector('#followed') ?? document.createElement('a');
        link.id = 'followed';
        link.href = '#' + arguments[0];
        link.textContent = 'followed';
        Object.assign(link.style, {position: 'fixed', inset: '0 auto auto 0', zIndex: 99});
        document.body.append(link);""",
        id,
    )
    tab.click("#followed")
    tab.until("return document.querySelector(':target')?.id === arguments[0]", id)


@pytest.mark.parametrize("width", [500, 1280])
def test_a_link_lands_on_what_it_leads_to(tab, longest, places, width):
    """Opened afresh, and followed from within the page; Back then leads to where one was."""
    tab.resize(width, 900)
    wrong = {}
    for id in places:
        tab.go(f"cases/{longest}/evidence/#{id}")
        tab.until(
            "return document.querySelector(':target') && !document.querySelector('form[hidden]')"
        )
        if abs(tab.top() - AT) > 3:
            wrong[id] = tab.top()
    assert wrong == {}
    tab.go(f"cases/{longest}/evidence/")
    tab.until("return !document.querySelector('.cb-text form[hidden]')")
    for id in places:
        follow(tab, id)
        if abs(tab.top() - AT) > 3:
            wrong[f"within: {id}"] = tab.top()
    assert wrong == {}
    tab.back()
    tab.until("return document.querySelector(':target')?.id === arguments[0]", places[-2])


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_back_brings_the_filter_back(tab, longest, lang):
    tab.go(f"{lang}cases/{longest}/evidence/")
    tab.until("return !document.querySelector('.cb-filter').hidden")
    whole = shown(tab)
    weights = tab.run(
        "return [...document.querySelectorAll('[name=weight]')].map((one) => one.value)"
    )
    first, second = (f".cb-filter [name=weight][value={weight}]" for weight in weights[:2])
    tab.click(first)
    assert tab.run("return location.search") == f"?weight={weights[0]}"
    chosen = shown(tab)
    assert 0 < chosen < whole
    follow(tab, "sources")
    tab.click(first)
    tab.click(second)
    assert tab.run("return location.search") == f"?weight={weights[1]}"
    assert shown(tab) != chosen
    tab.back()
    tab.until("return location.hash === ''")
    assert tab.run("return location.search") == f"?weight={weights[0]}"
    tab.until("return document.querySelector(arguments[0]).checked", first)
    assert not tab.run("return document.querySelector(arguments[0]).checked", second)
    assert shown(tab) == chosen
    assert str(chosen) in tab.run("return document.querySelector('.cb-filter output').textContent")
    tab.reload()
    tab.until(
        "return document.querySelectorAll('.cb-claim:not([hidden])').length === arguments[0]",
        chosen,
    )


def test_back_brings_a_choice_of_one_back(tab):
    tab.go("timeline/")
    tab.until("return !document.querySelector('.cb-filter').hidden")
    count = "return document.querySelectorAll('[data-item]:not([hidden])').length"
    whole = tab.run(count)
    follow(tab, tab.run("return document.querySelector('[data-group] [id]').id"))
    tab.run(
        """const select = document.querySelector('.cb-filter select'); select.selectedIndex = 1;
        select.dispatchEvent(new Event('change', {bubbles: true}))"""
    )
    assert tab.run(count) < whole
    tab.back()
    tab.until("return location.search === ''")
    tab.until(f"{count} === arguments[0]", whole)
    assert tab.run("return document.querySelector('.cb-filter select').value") == ""


def test_a_link_to_a_claim_that_the_filter_hides_shows_it(tab, longest):
    tab.go(f"cases/{longest}/evidence/?weight=caveat")
    tab.until("return !document.querySelector('.cb-filter').hidden")
    assert tab.run("return location.search") == "?weight=caveat"
    hidden = tab.run("return document.querySelector('.cb-claim[hidden]').id")
    follow(tab, hidden)
    tab.until("return document.querySelector(':target:not([hidden])')")
    assert abs(tab.top() - AT) <= 3
    assert tab.run("return location.search") == ""


@pytest.mark.parametrize("hash", ["#100%", "#%E4", "#%", "#%FF%FE"])
def test_any_fragment_is_taken(tab, longest, hash):
    tab.go(f"cases/{longest}/evidence/")
    tab.until("return !document.querySelector('.cb-filter').hidden")
    tab.run(
        """window.heard = []; addEventListener('error', (event) => heard.push(event.message));
        location.hash = arguments[0]""",
        hash,
    )
    tab.until("return location.hash === arguments[0]", hash)
    tab.run("document.querySelector('.cb-filter [name=weight]').click()")
    tab.until("return location.search !== ''")
    assert tab.run("return heard") == []
    assert tab.run("return location.hash") == hash


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_search_finds_and_enter_opens(tab, book, longest, lang):
    below = "" if lang == "en" else "zh/"
    title = book.cases[longest].value.title[lang]
    tab.go(below)
    tab.until("return !document.querySelector('.cb-search-open').hidden")
    tab.press("/")
    tab.until("return document.activeElement.id === 'cb-search-field'")
    tab.press(title)
    path = tab.until(
        "return [...document.querySelectorAll('.cb-search-results h3 a')].map((one) => one.pathname)"
        ".find((path) => path.endsWith(arguments[0]))",
        f"/cases/{longest}/",
    )
    assert path == f"/casebook/{below}cases/{longest}/"
    tab.until("return document.querySelector('.cb-search-results mark')")
    first = tab.run("return document.querySelector('.cb-search-results h3 a').pathname")
    tab.press("Enter")
    tab.until("return location.pathname === arguments[0]", first)


def test_enter_that_takes_over_what_was_composed_opens_nothing(tab, book, longest):
    """Safari ends the composition first, and sends the Enter after it, with the code 229."""
    tab.go("zh/")
    tab.until("return !document.querySelector('.cb-search-open').hidden")
    tab.click(".cb-search-open")
    tab.until("return document.activeElement.id === 'cb-search-field'")
    tab.press(book.cases[longest].value.title["zh"])
    tab.until("return document.querySelector('.cb-search-results h3 a')")
    stopped = tab.run(
        """const enter = new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true});
        return !document.activeElement.dispatchEvent(enter)"""
    )
    assert not stopped
    assert (
        tab.run("return document.getElementById('cb-search').open && location.pathname")
        == "/casebook/zh/"
    )


def test_a_note_shows_its_receipt_and_gives_the_focus_back(tab, book, longest):
    tab.go(f"cases/{longest}/")
    tab.until(READY)
    mark = '.cb-cite[href*="#claim-"]'
    claim = tab.run(f"return document.querySelector('{mark}').hash").removeprefix("#claim-")
    (text,) = (one.text.en for one in book.cases[longest].value.claims if one.id == claim)
    tab.click(mark)
    shown = "return document.querySelector('#cb-receipt .cb-receipt-text')?.textContent"
    assert tab.until(shown) == text
    assert tab.run("return document.activeElement.id") == "cb-receipt"
    assert tab.run("return document.querySelector('#cb-receipt li a').protocol").startswith("http")
    tab.press("Escape")
    tab.until("return !document.getElementById('cb-receipt')")
    assert tab.run("return document.activeElement.hash") == f"#claim-{claim}"
    tab.hover("h1")
    tab.hover(mark)
    assert tab.until(shown) == text
    assert tab.run("return document.activeElement.id") != "cb-receipt"


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_an_address_from_before_the_evidence_had_a_page_arrives(tab, longest, places, lang):
    for id in (places[0], places[-1], "evidence-against"):
        tab.go(f"{lang}cases/{longest}/#{id}")
        tab.until(
            "return location.pathname.endsWith('/evidence/') && document.querySelector(':target')"
        )
        assert tab.run("return location.hash") == f"#{id}"
        assert abs(tab.top() - AT) <= 3


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_text_is_copied_without_the_marks(tab, longest, lang):
    tab.go(f"{lang}cases/{longest}/")
    copied, marks, whole = tab.run(
        """const part = [...document.querySelectorAll('.cb-text > p')].find((one) => one.querySelector('.cb-cite'));
        getSelection().selectAllChildren(part);
        const bare = part.cloneNode(true);
        bare.querySelectorAll('.cb-cite').forEach((one) => one.remove());
        return [getSelection().toString(), part.querySelectorAll('.cb-cite').length, bare.textContent]"""
    )
    assert marks
    assert "".join(copied.split()) == "".join(whole.split())


def test_it_reads_without_script(request, browser, address, longest, tmp_path):
    """In Firefox, which tells us what it shows even so."""
    with engines.firefox(tmp_path, address, **{"javascript.enabled": False}) as tab:
        tab.go(f"cases/{longest}/evidence/")
        tab.until("return document.querySelector('#evidence-against')")
        shown = "return getComputedStyle(document.querySelector(arguments[0])).display !== 'none'"
        assert tab.run(shown, ".cb-ledger")
        assert not tab.run(shown, ".cb-filter")
        assert not tab.run(shown, ".cb-search-open")
        tab.go(f"cases/{longest}/")
        tab.until("return document.querySelector('.cb-cite')")
        tab.click(".cb-cite")
        tab.until("return document.querySelector(':target')")
        assert abs(tab.top() - AT) <= 3
        tab.click(".cb-switch")
        tab.until(
            "return location.pathname === arguments[0]", f"/casebook/zh/cases/{longest}/evidence/"
        )
