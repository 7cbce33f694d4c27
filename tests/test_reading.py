"""Sorting, filtering, and deciding in a real browser: by hand, by keyboard, and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import cases, conditions, ours

STEPS = {"yes": 0.0, "partly": 0.5, "no": 1.0}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def likeness(slug: str, answers: dict[str, str]) -> tuple[float, int]:
    """One minus the mean distance, and over how many conditions: the rule that the page states."""
    distances = [
        abs(STEPS[answer] - STEPS[cases()[slug].code(condition)])
        for condition, answer in answers.items()
        if answer in STEPS and cases()[slug].code(condition) in STEPS
    ]
    return (1 - sum(distances) / len(distances) if distances else 0.0), len(distances)


def answer(page: Page, answers: dict[str, str]) -> None:
    for condition, given in answers.items():
        page.locator(f"input[name='{condition}'][value='{given}']").check()


def ranking(page: Page) -> list[str]:
    expect(page.locator("#result")).to_be_visible()
    return page.locator(".cb-lookalikes > li").evaluate_all(
        "all => all.map(one => one.dataset.case)"
    )


ANSWERS = {
    "not-sold": "yes", "earns-elsewhere": "yes", "rival-rents": "partly", "neutral-home": "no",
    "open-licence": "yes", "control-point": "yes", "good-enough": "unknown",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_answers_rank_the_cases_by_the_stated_rule(visit, lang):
    page = visit(f"{lang}decide/")
    expect(page.locator("#result")).to_be_hidden()
    answer(page, ANSWERS)
    expect(page.locator("#result")).to_be_visible()
    likest = [likeness(slug, ANSWERS) for slug in ranking(page)]
    assert len(likest) == len(cases())
    known = [finding for finding in likest if finding[1] >= 3]
    assert known == sorted(known, reverse=True)
    assert likest[: len(known)] == known
    first = page.locator(".cb-lookalikes > li").first
    closest = first.get_attribute("data-case")
    expect(first.locator(".cb-likeness")).to_contain_text(f"{known[0][0]:.2f}")
    # Said aloud too: how much is answered, and which case is closest.
    status = page.locator(".cb-decide-bar output")
    expect(status).to_contain_text(re.compile(r"7( of |/)9"))
    expect(status).to_contain_text(cases()[closest].title["zh" if lang else "en"])


@pytest.mark.parametrize(
    ("answers", "codes", "expected"),
    [
        # yes-yes 0, no-yes 1, partly-no ½: 1 - 1.5 / 3.
        ({"a": "yes", "b": "no", "c": "partly"}, {"a": "yes", "b": "yes", "c": "no"}, (3, 1, 1, 1, 0.5)),
        ({"a": "yes", "b": "unknown", "c": "no"}, {"a": "yes", "b": "yes", "c": "unknown"}, (1, 1, 0, 0, 1)),
        ({"a": "no", "b": "no"}, {"a": "yes", "b": "yes"}, (2, 0, 0, 2, 0)),
        ({"a": "partly", "b": "partly"}, {"a": "yes", "b": "no"}, (2, 0, 2, 0, 0.5)),
        ({}, {"a": "yes"}, (0, 0, 0, 0, 0)),
        ({"a": "anything"}, {"a": "yes"}, (0, 0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_likeness_on_examples_computed_by_hand(visit, answers, codes, expected):
    page = visit("decide/")
    script = "async ([a, b]) => (await import('../assets/decide.js')).compare(a, b)"
    got = page.evaluate(script, [answers, codes])
    assert (
        tuple(got[name] for name in ("compared", "same", "half", "different", "value")) == expected
    )


def test_what_is_lacking_shows_those_who_lacked_it_and_what_became_of_them(visit):
    page = visit("decide/")
    answer(page, {"neutral-home": "no"})
    lack = page.locator(".cb-lack")
    expect(lack).to_have_count(1)
    expect(lack).to_contain_text("Neutral home")
    without = [slug for slug in cases() if cases()[slug].code("neutral-home") in ("no", "partly")]
    expect(lack).to_contain_text(f"Cases without it, or with part of it: {len(without)}.")
    expect(lack.locator("li")).to_have_count(len(without))
    for slug in without:
        entry = lack.locator("li").filter(has=page.locator(f"a[href*='/{slug}/#conditions']"))
        expect(entry).to_contain_text(ours().label("verdict", cases()[slug].verdict.value, "en"))
        expect(entry.locator("a[href$='#evidence-against']")).to_have_count(1)
    # Fewer than three answers compare nothing, and the page says so.
    expect(page.locator(".cb-lookalikes")).to_be_hidden()
    expect(page.locator("[data-few-answers]")).to_be_visible()
    expect(page.locator(".cb-not-known li")).to_have_count(len(conditions()) - 1)


def test_answers_live_in_the_address(visit, address):
    page = visit("decide/")
    answer(page, ANSWERS)
    assert all(f"{name}={value}" in page.url for name, value in ANSWERS.items())
    order = ranking(page)
    page.reload()
    for name, value in ANSWERS.items():
        expect(page.locator(f"input[name='{name}'][value='{value}']")).to_be_checked()
    assert ranking(page) == order
    # To a case and back: everything stands as it was.
    page.locator(".cb-lookalikes .cb-title").first.click()
    assert "/cases/android/" in page.url
    page.go_back()
    expect(page.locator("input[name='neutral-home'][value='no']")).to_be_checked()
    expect(page.locator(".cb-likeness").first).to_contain_text("1.00")
    # Whoever gets the address sees the same; nothing was stored on the way.
    shared = page.url.removeprefix(address)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    other = visit(shared)
    assert ranking(other) == order


def test_the_way_back_undoes_starting_again(visit):
    page = visit("decide/?not-sold=yes&rival-rents=no&open-licence=yes")
    expect(page.locator("input[name='rival-rents'][value='no']")).to_be_checked()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".cb-decide input:checked")).to_have_count(0)
    expect(page.locator("#result")).to_be_hidden()
    assert "?" not in page.url
    page.go_back()
    expect(page.locator("input[name='rival-rents'][value='no']")).to_be_checked()
    expect(page.locator("#result")).to_be_visible()


def test_the_other_language_takes_the_answers_along(visit):
    page = visit("decide/?not-sold=partly")
    answer(page, {"rival-rents": "yes"})
    page.locator(".cb-switch").click()
    assert "/zh/decide/" in page.url
    expect(page.locator("input[name='not-sold'][value='partly']")).to_be_checked()
    expect(page.locator("input[name='rival-rents'][value='yes']")).to_be_checked()


@pytest.mark.parametrize(
    "query", ["?not-sold=<script>", "?not-sold=maybe&x=y", "?not-sold=yes&not-sold=no"]
)
def test_a_strange_address_does_no_harm(visit, query):
    page = visit(f"decide/{query}")
    expect(page.locator(".cb-decide-bar")).to_be_visible()
    assert page.locator(".cb-decide input:checked").count() <= 1
    answer(page, {"not-sold": "no"})
    assert "not-sold=no" in page.url


def test_deciding_by_keyboard_alone(visit):
    page = visit("decide/")
    expect(page.locator(".cb-decide-bar")).to_be_visible()
    page.locator("input[name='not-sold']").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name='not-sold'][value='partly']")).to_be_checked()
    page.keyboard.press("Tab")  # the explanation
    page.keyboard.press("Enter")
    expect(page.locator("[data-condition='not-sold'] details")).to_have_attribute("open", "")
    page.locator("input[name='rival-rents']").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # sends the form, which leads to the result
    title = page.locator("#result-title")
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()


def test_a_focused_answer_is_not_hidden_by_the_bar(visit):
    page = visit("decide/", width=320)
    expect(page.locator(".cb-decide-bar")).to_be_visible()
    for name in conditions():
        page.locator(f"input[name='{name}']").first.focus()
        page.wait_for_timeout(700)  # the page scrolls smoothly
        box = page.locator(f"input[name='{name}']").first.bounding_box()
        bar = page.locator(".cb-decide-bar").bounding_box()
        assert box["y"] + box["height"] <= bar["y"] or box["y"] >= bar["y"] + bar["height"], name


def test_decide_with_everything_open_fits_the_smallest_phone(visit):
    for lang in ("", "zh/"):
        page = visit(f"{lang}decide/", width=320)
        answer(page, dict.fromkeys(conditions(), "no"))
        for summary in page.locator("details summary").all():
            summary.click() if summary.is_visible() else None
        assert page.evaluate(OVERFLOW) == 0


def test_without_script_decide_is_a_checklist(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "decide/")
    expect(page.locator("fieldset legend")).to_have_count(len(conditions()))
    expect(page.locator("input").first).to_be_hidden()
    expect(page.locator("#result")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    first = page.locator("[data-condition='not-sold'] details")
    first.locator("summary").click()
    expect(first.locator("section").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_the_table_of_cases_is_sorted_up_down_and_back(visit, lang):
    page = visit(f"{lang}compare/")
    names = page.locator(".cb-compare tbody th")
    first = names.all_inner_texts()
    head = page.locator(".cb-compare thead th").nth(10)
    button = head.locator("button")
    button.click()
    decided = {case.title["zh" if lang else "en"]: str(case.decided) for case in cases().values()}
    assert [decided[name] for name in names.all_inner_texts()] == sorted(decided.values())
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".cb-scroll [role=status]").first).not_to_be_empty()
    button.press("Enter")
    assert [decided[name] for name in names.all_inner_texts()] == sorted(
        decided.values(), reverse=True
    )
    expect(head).to_have_attribute("aria-sort", "descending")
    button.press("Space")
    assert names.all_inner_texts() == first
    assert head.get_attribute("aria-sort") is None
    # Verdicts sort by their place in the list, not by the alphabet.
    page.locator(".cb-compare thead th").nth(1).locator("button").click()
    places = list(ours().vocabulary["verdict"])
    verdicts = [
        page.locator(".cb-compare tbody tr").nth(n).locator("td").first.get_attribute("data-value")
        for n in range(len(cases()))
    ]
    assert verdicts == sorted(verdicts, key=int)
    assert {int(verdict) for verdict in verdicts} == {
        places.index(case.verdict.value) for case in cases().values()
    }


@pytest.mark.parametrize("path", ["compare/", "zh/compare/", "evidence/", "zh/evidence/"])
def test_wide_tables_keep_their_first_column_in_sight_on_a_phone(visit, path):
    page = visit(path, width=320)
    assert page.evaluate(OVERFLOW) == 0
    for region in page.locator(".cb-full").all():
        region.scroll_into_view_if_needed()
        cell = region.locator("tbody th").first
        before = cell.bounding_box()["x"]
        region.evaluate("one => one.scrollLeft = one.scrollWidth")
        assert region.evaluate("one => one.scrollLeft") > 0
        assert abs(cell.bounding_box()["x"] - before) < 2
        assert cell.bounding_box()["width"] < 160
        region.focus()  # so that the keyboard can scroll it
        expect(region).to_be_focused()


def test_a_table_without_script_is_a_table(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "compare/")
    expect(page.locator(".cb-compare tbody tr")).to_have_count(len(cases()))
    expect(page.locator(".cb-compare button")).to_have_count(0)
    expect(page.get_by_text("Press a column head")).to_be_hidden()
    context.close()


def shown(page: Page, list: str) -> int:
    return page.locator(f"#{list} [data-item]:not([hidden])").count()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_sources_are_filtered_and_the_choice_is_in_the_address(visit, lang):
    page = visit(f"{lang}sources/")
    form = page.locator("form.cb-filter")
    expect(form).to_be_visible()
    all_sources = [source.value for source in ours().sources.values()]
    assert shown(page, "source-list") == len(all_sources)
    form.locator("select[name=kind]").select_option("primary")
    form.locator("select[name=read]").select_option("copy")
    want = [source for source in all_sources if source.kind == "primary" and source.copy_at]
    assert 0 < shown(page, "source-list") == len(want) < len(all_sources)
    expect(form.locator("output")).to_contain_text(re.compile(rf"\b{len(want)}\b"))
    years = {str(source.issued.year) if source.issued else "unknown" for source in want}
    visible = page.locator(".cb-year:not([hidden]) h3").evaluate_all(
        "all => all.map(one => one.id)"
    )
    assert set(visible) == {f"year-{year}" for year in years}
    assert "kind=primary" in page.url
    assert "read=copy" in page.url
    page.reload()
    expect(form).to_be_visible()
    assert shown(page, "source-list") == len(want)
    form.get_by_role("button").click()
    expect(form.locator("output")).to_contain_text(str(len(all_sources)))
    assert shown(page, "source-list") == len(all_sources)
    assert "kind" not in page.url


def test_sources_are_found_by_their_words(visit):
    page = visit("sources/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("OpenSearch Foundation")
    matching = page.locator("#source-list [data-item]:not([hidden])")
    texts = [text.lower() for text in matching.all_text_contents()]
    assert 0 < len(texts) < 60
    assert all("opensearch" in text and "foundation" in text for text in texts)
    field.press("Enter")
    assert "q=OpenSearch+Foundation" in page.url
    page.reload()
    expect(field).to_have_value("OpenSearch Foundation")
    assert matching.count() == len(texts)
    field.fill("no source holds these words")
    assert matching.count() == 0


def test_a_link_to_a_source_shows_it_whatever_the_filter_says(visit):
    id = next(id for id, source in ours().sources.items() if source.value.kind == "secondary")
    page = visit(f"sources/?kind=primary#source-{id}")
    expect(page.locator(f"#source-{id}")).to_be_in_viewport()
    assert "kind" not in page.url
    # And within the page, once a filter hides it.
    page.locator("form.cb-filter select[name=kind]").select_option("primary")
    last = [id for id, source in ours().sources.items() if source.value.kind == "secondary"][-1]
    expect(page.locator(f"#source-{last}")).to_be_hidden()
    page.evaluate(f"location.hash = '#source-{last}'")
    expect(page.locator(f"#source-{last}")).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_events_are_filtered_by_case_and_kind_with_the_keyboard(visit, lang):
    page = visit(f"{lang}timeline/")
    select = page.locator("select[name=case]")
    expect(select).to_be_visible()
    select.focus()
    select.press("ArrowDown")
    slug = select.input_value()
    want = cases()[slug].timeline
    assert shown(page, "events") == len(want)
    kind = want[0].event
    page.locator("select[name=event]").select_option(kind)
    assert shown(page, "events") == len([event for event in want if event.event == kind])
    assert f"case={slug}" in page.url
    assert f"event={kind}" in page.url


def test_lists_without_script_are_whole(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path, list in (("sources/", "source-list"), ("timeline/", "events")):
        page.goto(address + path)
        expect(page.locator("form.cb-filter")).to_be_hidden()
        assert page.locator(f"#{list} [data-item]").count() == shown(page, list) > 0
    context.close()
