"""The time machine: at every month the page shows only what could be known by then."""

from __future__ import annotations

import re
from types import SimpleNamespace

from playwright.sync_api import Route, expect

from casebook.model import PartialDate
from casebook.pages.views import shown, stages

from .conftest import cases

YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def test_no_claim_is_shown_before_a_year_that_it_names():
    for case in cases().values():
        for claim, date in map(shown, case.claims):
            both = [set(map(int, YEAR.findall(claim.text[lang]))) for lang in ("en", "zh")]
            named = set.intersection(*both)
            assert date.year >= max(named, default=0)
            assert date.last >= claim.known_from.last or date == claim.known_from


def test_a_figure_that_looks_like_a_year_in_one_language_delays_nothing():
    text = {"en": "20.4 million phones in 2007", "zh": "2007 年卖出 2040 万部"}
    claim = SimpleNamespace(text=text, known_from=PartialDate(2007))
    assert shown(claim)[1] == PartialDate(2007)


def test_stages_hold_every_claim_once():
    for case in cases().values():
        later = [claim.id for stage in stages(case) for claim, _ in stage.claims]
        assert len(later) == len(set(later))
        assert set(later) <= {claim.id for claim in case.claims}


def test_the_page_begins_with_the_readers_call_and_then_lets_time_run(address, browser):
    slug, case = next(iter(cases().items()))
    page = browser.new_page()
    page.goto(f"{address}cases/{slug}/then/")
    machine = page.locator(".cb-time")
    expect(machine.locator("[type=range]")).to_be_hidden()
    machine.locator("input[value=yes]").check()
    machine.locator("select").select_option("80")
    machine.locator("[type=submit]").click()
    slider = machine.locator("[type=range]")
    expect(slider).to_be_focused()
    assert "call=yes-80" in page.url

    def visible() -> list[str]:
        return page.locator(
            ".cb-claim:not([hidden]) .cb-claim-text, .cb-questions > li:not([hidden])"
        ).all_text_contents()

    texts = visible()
    assert len(texts) < len(case.claims)
    years = [int(year) for text in texts for year in YEAR.findall(text)]
    assert max(years, default=0) <= case.decided.last.year
    slider.press("ArrowRight")
    machine.locator("[data-step='12']").click()
    expect(machine.locator("output")).to_contain_text(str(case.decided.last.year + 1))
    assert len(visible()) >= len(texts)
    slider.press("End")
    assert len(page.locator(".cb-claim:not([hidden])").all()) == len(case.claims)
    address_then = page.url
    page.goto(address_then)
    expect(slider).to_be_visible()
    page.close()


def test_back_shows_the_month_that_the_address_names(address, browser):
    slug, case = next(iter(cases().items()))
    year = case.decided.last.year
    page = browser.new_page()
    page.goto(f"{address}cases/{slug}/then/?date={year}-12")
    state = page.locator(".cb-time output")
    expect(state).to_contain_text(str(year))
    before = state.inner_text()
    page.evaluate("location.hash = '#later'")
    page.locator("[data-step='12']").click()
    expect(state).to_contain_text(str(year + 1))
    page.go_back()
    expect(state).to_have_text(before)
    assert f"date={year}-12" in page.url
    page.go_forward()
    expect(state).to_contain_text(str(year + 1))
    page.close()


def test_no_step_is_offered_before_its_data_are_there(address, browser):
    slug, case = next(iter(cases().items()))
    page = browser.new_page()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(f"**/cases/{slug}.json", hold)
    page.goto(f"{address}cases/{slug}/then/?date={case.decided.last.year}-12")
    page.wait_for_timeout(500)
    step = page.locator("[data-step='12']")
    expect(step).to_be_hidden()
    (route,) = waiting
    route.continue_()
    step.click()
    expect(page.locator(".cb-time output")).to_contain_text(str(case.decided.last.year + 1))
    page.close()


def test_without_a_script_the_stages_stand_there(address, browser):
    slug = next(iter(cases()))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}cases/{slug}/then/")
    expect(page.locator(".cb-time")).to_be_hidden()
    assert page.locator("details.cb-stage").count() > 0
    page.emulate_media(media="print")
    decided = cases()[slug].decided.last.isoformat()
    asked = page.locator("#decision ~ ol, #decision + ol").first.locator("time")
    assert all(str(each.get_attribute("datetime")) <= decided for each in asked.all())
    context.close()
