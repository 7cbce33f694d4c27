"""Sorting, filtering, and deciding in a real browser: by hand, by keyboard, and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import cases, conditions, ours

STEPS = {"yes": 0, "mostly": 1, "little": 2, "no": 3}
ENOUGH, SHOWN = 3, 3
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def likeness(slug: str, answers: dict[str, str]) -> tuple[float, int]:
    """One minus the mean distance over all that is answered, where what is unknown of the case is
    farthest apart, and how many conditions could be compared: the rule that the page states.
    """
    asked = [condition for condition, answer in answers.items() if answer in STEPS]
    distances = [
        abs(STEPS[answer] - STEPS[cases()[slug].code(condition)]) / 3
        for condition, answer in answers.items()
        if answer in STEPS and cases()[slug].code(condition) in STEPS
    ]
    alike = len(distances) - sum(distances)
    return (alike / len(asked) if asked else 0.0), len(distances)


def answer(page: Page, answers: dict[str, str]) -> None:
    for condition, given in answers.items():
        page.locator(f"input[name='{condition}'][value='{given}']").check()


def ranking(page: Page) -> list[str]:
    """The cases that are shown, in their order."""
    expect(page.locator("#result")).to_be_visible()
    return page.locator(".cb-lookalikes > li:not([hidden])").evaluate_all(
        "all => all.map(item => item.dataset.case)"
    )


ANSWERS = {
    "seat": "opener", "not-sold": "yes", "earns-elsewhere": "yes", "rival-rents": "little",
    "neutral-home": "no", "open-licence": "yes", "control-point": "mostly", "good-enough": "unknown",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_answers_rank_the_cases_by_the_stated_rule(visit, lang):
    page = visit(f"{lang}decide/")
    expect(page.locator("#result")).to_be_hidden()
    answer(page, ANSWERS)
    every = {slug: likeness(slug, ANSWERS) for slug in cases()}
    best = sorted((found for found in every.values() if found[1] >= ENOUGH), reverse=True)
    shown = ranking(page)
    want = [(pytest.approx(value), compared) for value, compared in best[:SHOWN]]
    assert [every[slug] for slug in shown] == want
    first = page.locator(".cb-lookalikes > li").first
    band = "much" if best[0][0] >= 0.8 else "part" if best[0][0] >= 0.6 else "little"
    words = ours().labels[f"likeness-{band}"].value["zh" if lang else "en"]
    expect(first.locator(".cb-likeness")).to_have_text(words)
    # Said aloud too: how much is answered, and which case is closest.
    status = page.locator(".cb-decide-bar output")
    expect(status).to_contain_text(re.compile(rf"7( of |/){len(conditions())}"))
    expect(status).to_contain_text(cases()[shown[0]].title["zh" if lang else "en"])


@pytest.mark.parametrize(
    ("answers", "codes", "expected"),
    [
        # yes-yes 0, no-yes 1, mostly-no two thirds: 1 - (5 / 3) / 3.
        ({"a": "yes", "b": "no", "c": "mostly"}, {"a": "yes", "b": "yes", "c": "no"}, (3, 1, 0, 2, 4 / 9)),
        ({"a": "yes", "b": "unknown", "c": "no"}, {"a": "yes", "b": "yes", "c": "unknown"}, (1, 1, 0, 0, 1 / 2)),
        # Three of six known and all the same lie behind five of six that differ by a step.
        (dict.fromkeys("abcdef", "yes"), dict.fromkeys("abc", "yes"), (3, 3, 0, 0, 1 / 2)),
        (dict.fromkeys("abcdef", "yes"), dict.fromkeys("abcde", "mostly"), (5, 0, 5, 0, 5 / 9)),
        ({"a": "no", "b": "no"}, {"a": "yes", "b": "yes"}, (2, 0, 0, 2, 0)),
        ({"a": "mostly", "b": "little"}, {"a": "yes", "b": "no"}, (2, 0, 2, 0, 2 / 3)),
        ({}, {"a": "yes"}, (0, 0, 0, 0, 0)),
        ({"a": "anything"}, {"a": "yes"}, (0, 0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_likeness_on_examples_computed_by_hand(visit, answers, codes, expected):
    page = visit("decide/")
    script = "async ([a, b]) => (await import('../assets/decide.js')).compare(a, b)"
    got = page.evaluate(script, [answers, codes])
    counts = tuple(got[name] for name in ("compared", "same", "near", "different"))
    assert (*counts, pytest.approx(got["value"])) == expected


@pytest.mark.parametrize(
    ("value", "word"), [(1, "much"), (0.8, "much"), (0.79, "part"), (0, "little")]
)
def test_likeness_is_told_in_words(visit, value, word):
    script = "async (value) => (await import('../assets/decide.js')).band(value)"
    assert visit("decide/").evaluate(script, value) == word


def test_the_first_question_is_on_the_first_screen(visit):
    for lang in ("", "zh/"):
        for width, height in ((1360, 900), (390, 844)):
            page = visit(f"{lang}decide/", width=width)
            page.set_viewport_size({"width": width, "height": height})
            answers = page.locator("fieldset[data-condition]").first.locator("label").all()
            assert all(
                box["y"] + box["height"] < height
                for box in (label.bounding_box() for label in answers)
            )


@pytest.mark.parametrize("seat", ["opener", "opposed", "startup"])
def test_the_seat_changes_the_question_and_whose_fate_is_told(visit, seat):
    page = visit(f"decide/?seat={seat}&not-sold=no&rival-rents=yes&open-licence=yes")
    plain = ours().vocabulary["condition"]["not-sold"].value.plain
    asked = plain.they if seat == "opposed" else plain.you
    expect(page.locator("#question-not-sold")).to_contain_text(asked.en)
    expect(page.locator("#result")).to_be_visible()  # before the script, all cases are in the list
    for item in page.locator(".cb-lookalikes > li:not([hidden])").all():
        case = cases()[item.get_attribute("data-case")]
        there = item.locator(".cb-seat-there:visible")
        expect(there).to_have_count(1)
        expect(there).to_contain_text(case.cast("initiator")[0].name.en)
        if seat != "opener":
            expect(there).to_contain_text(case.actor(case.chain.target).en)
            expect(item).to_contain_text(" ".join(case.chain.eroded.text.en.split()))


def test_whoever_lives_on_the_layer_is_led_to_the_cases_of_such_openers(visit):
    want = {slug for slug, case in cases().items() if case.opener_kind == "startup-selling-it"}
    led = visit("decide/?seat=startup&not-sold=no&rival-rents=yes").locator(".cb-in-seat")
    expect(led).to_be_visible()
    links = led.locator("a").evaluate_all("all => all.map(link => link.pathname)")
    assert {link.split("/")[-2] for link in links} == want
    verdicts = ours().vocabulary["verdict"]
    for slug in want:  # each with what came of it
        verdict = verdicts[cases()[slug].judgment.value].value.label.en.lower()
        expect(led).to_contain_text(f"{cases()[slug].title['en']}: {verdict}")
    expect(visit("decide/?seat=opener&not-sold=no").locator(".cb-in-seat")).to_be_hidden()


def test_nothing_is_compared_before_the_seat_is_known(visit):
    page = visit("decide/?not-sold=no&rival-rents=yes&open-licence=yes")
    expect(page.locator(".cb-lookalikes")).to_be_hidden()
    expect(page.locator(".cb-decide-bar output")).to_contain_text(
        ours().labels["decide-seat-first"].value.en
    )
    page.locator("input[value='startup']").check()
    expect(page.locator(".cb-lookalikes")).to_be_visible()


def test_what_is_lacking_and_what_is_open_leads_back_to_its_question(visit):
    page = visit("decide/?seat=opener")
    answer(page, {"neutral-home": "no"})
    lack = page.locator(".cb-lacking > li")
    expect(lack).to_have_count(1)
    without = [slug for slug in cases() if cases()[slug].code("neutral-home") in ("no", "little")]
    expect(lack).to_contain_text(f"held little or not: {len(without)}.")
    having = [slug for slug in cases() if cases()[slug].code("neutral-home") in ("yes", "mostly")]
    expect(lack).to_contain_text(f"held, or mostly: {len(having)}.")
    # Fewer than three answers compare nothing, and the page says so.
    expect(page.locator(".cb-lookalikes")).to_be_hidden()
    expect(page.locator("[data-few-answers]")).to_be_visible()
    links = page.locator(".cb-not-known a").evaluate_all("all => all.map(link => link.hash)")
    assert links == [f"#question-{name}" for name in conditions() if name != "neutral-home"]


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
    assert f"/cases/{order[0]}/" in page.url
    page.go_back()
    expect(page.locator("input[name='neutral-home'][value='no']")).to_be_checked()
    # Whoever gets the address sees the same; nothing was stored on the way.
    shared = page.url.removeprefix(address)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    other = visit(shared)
    assert ranking(other) == order


def test_the_address_can_be_copied_by_hand_where_the_clipboard_is_refused(visit):
    for absent in ("undefined", "{ writeText: () => Promise.reject(new Error()) }"):
        page = visit("decide/?seat=opener&not-sold=no")
        define = "Object.defineProperty(navigator, 'clipboard', { value: %s })"
        page.evaluate(define % absent)
        page.locator("[data-copy]").click()
        said = page.locator(".cb-result [data-said]")
        expect(said).to_contain_text(ours().labels["copy-refused"].value.en)
        assert page.evaluate("getSelection().toString()").strip() == page.url


def test_a_result_prints_on_one_page_with_the_answers_and_the_address(visit):
    for lang in ("", "zh/"):
        page = visit(f"{lang}decide/")
        answer(page, dict.fromkeys(conditions(), "little") | {"seat": "startup"})
        pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
        assert len(pages) == 1
        page.emulate_media(media="print")
        expect(page.locator(".cb-decide")).to_be_hidden()
        expect(page.locator(".cb-answered dd")).to_have_count(len(conditions()) + 1)
        expect(page.locator(".cb-address")).to_contain_text("seat=startup")
        # An answer stands beside its question: beside the name of the condition it would mislead.
        plain = ours().vocabulary["condition"]["not-sold"].value.plain
        asked = page.locator(".cb-answered div").nth(1)
        expect(asked.locator("dt")).to_have_text(plain.you["zh" if lang else "en"])
        expect(asked.locator("dd")).to_have_text(plain.answers.little["zh" if lang else "en"])


def test_whoever_opens_an_address_with_answers_is_shown_the_way_to_the_result(visit):
    line = visit("decide/?seat=startup&not-sold=no&rival-rents=yes").locator(".cb-brought")
    expect(line).to_be_visible()
    page = line.page
    assert page.evaluate("scrollY") == 0
    line.locator("a").click()
    expect(page.locator("#result-title")).to_be_in_viewport()
    page.locator(".cb-decide-bar [type=reset]").click()
    expect(line).to_be_hidden()
    for path in ("decide/", "decide/?seat=startup"):
        page = visit(path)
        expect(page.locator("#result")).to_be_hidden()
        expect(page.locator(".cb-brought")).to_be_hidden()
        answer(page, {"not-sold": "no"})
        expect(page.locator(".cb-brought")).to_be_hidden()


def test_the_way_back_undoes_starting_again(visit):
    page = visit("decide/?seat=opener&not-sold=yes&rival-rents=no&open-licence=yes")
    expect(page.locator("input[name='rival-rents'][value='no']")).to_be_checked()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".cb-decide input:checked")).to_have_count(0)
    expect(page.locator("#result")).to_be_hidden()
    assert "?" not in page.url
    page.go_back()
    expect(page.locator("input[name='rival-rents'][value='no']")).to_be_checked()
    expect(page.locator("#result")).to_be_visible()


def test_the_other_language_takes_the_answers_along(visit):
    page = visit("decide/?seat=opposed&not-sold=mostly")
    answer(page, {"rival-rents": "yes"})
    page.locator(".cb-switch").click()
    assert "/zh/decide/" in page.url
    for name, value in (("seat", "opposed"), ("not-sold", "mostly"), ("rival-rents", "yes")):
        expect(page.locator(f"input[name='{name}'][value='{value}']")).to_be_checked()


@pytest.mark.parametrize(
    "query",
    ["?not-sold=<script>", "?not-sold=maybe&x=y", "?not-sold=yes&not-sold=no", "?seat=toString"],
)
def test_a_strange_address_does_no_harm(visit, query):
    page = visit(f"decide/{query}")
    expect(page.locator(".cb-decide")).to_be_visible()
    assert page.locator(".cb-decide input:checked").count() <= 1
    answer(page, {"not-sold": "no"})
    assert "not-sold=no" in page.url


def test_deciding_by_keyboard_alone(visit):
    page = visit("decide/")
    page.locator("input[name='not-sold']").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name='not-sold'][value='mostly']")).to_be_checked()
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
    page = visit("decide/?seat=opener", width=320)
    expect(page.locator(".cb-decide-bar")).to_be_visible()
    for name in conditions():
        page.locator(f"input[name='{name}']").first.focus()
        page.wait_for_timeout(700)  # the page scrolls smoothly
        box = page.locator(f"input[name='{name}']").first.bounding_box()
        bar = page.locator(".cb-decide-bar").bounding_box()
        assert box["y"] + box["height"] <= bar["y"] or box["y"] >= bar["y"] + bar["height"], name


def test_decide_with_everything_open_fits_the_smallest_phone(visit):
    for lang in ("", "zh/"):
        page = visit(f"{lang}decide/?seat=startup", width=320)
        answer(page, dict.fromkeys(conditions(), "no"))
        for summary in page.locator("details summary").all():
            summary.click() if summary.is_visible() else None
        assert page.evaluate(OVERFLOW) == 0


def test_without_script_decide_is_a_checklist(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "decide/")
    expect(page.locator("fieldset[data-condition] legend")).to_have_count(len(conditions()))
    expect(page.locator("input").first).to_be_hidden()
    expect(page.locator("#result")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    first = page.locator("[data-condition='not-sold']")
    plain = ours().vocabulary["condition"]["not-sold"].value.plain
    expect(first.get_by_text(plain.answers.yes.en, exact=True).first).to_be_visible()
    first.locator("summary").click()
    expect(first.locator("dl")).to_be_visible()
    context.close()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_the_table_of_cases_is_sorted_up_down_and_back(visit, lang):
    page = visit(f"{lang}compare/")
    names = page.locator(".cb-compare tbody th")
    first = names.all_inner_texts()
    named = "决定时间" if lang else "Decided"
    head = page.locator(".cb-compare thead th").filter(has_text=named)
    button = head.locator("button")
    button.click()
    decided = {case.title["zh" if lang else "en"]: str(case.decided) for case in cases().values()}
    assert [decided[name] for name in names.all_inner_texts()] == sorted(decided.values())
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".cb-compare + [role=status]")).not_to_be_empty()
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
    for region in page.locator(".cb-full:visible").all():
        region.scroll_into_view_if_needed()
        cell = region.locator("tbody th").first
        before = cell.bounding_box()["x"]
        region.evaluate("one => one.scrollLeft = one.scrollWidth")
        assert region.evaluate("one => one.scrollLeft") > 0
        assert abs(cell.bounding_box()["x"] - before) < 2
        assert cell.bounding_box()["width"] < 160
        region.focus()  # so that the keyboard can scroll it
        expect(region).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1360])
@pytest.mark.parametrize("lang", ["", "zh/"])
def test_the_table_of_cases_fits_its_frame(visit, lang, width):
    page = visit(f"{lang}compare/", width=width)
    cut = page.locator(".cb-wide:has(> .cb-compare)").evaluate(
        """(frame) => {
          frame.open = true;
          const edge = frame.getBoundingClientRect().right + 1;
          return [...frame.querySelectorAll('*')].filter((one) => !one.closest('.cb-sr')
            && one.getBoundingClientRect().right > edge).map((one) => one.outerHTML.slice(0, 90));
        }"""
    )
    assert cut == []


def test_a_table_without_script_is_a_table(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "compare/")
    expect(page.locator(".cb-compare tbody tr")).to_have_count(len(cases()))
    expect(page.locator(".cb-compare button")).to_have_count(0)
    expect(page.get_by_text("Press a column head")).to_be_hidden()
    context.close()


IN_VIEW = """(one) => {
    const at = document.querySelector(one).getBoundingClientRect();
    return at.height && at.bottom > 0 && at.top < innerHeight;
}"""
"""For the list of all sources: an `expect` that has to wait describes the whole page first, which takes seconds."""


def shown(page: Page, list: str) -> int:
    return page.locator(f"#{list} [data-item]:not([hidden])").count()


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_sources_are_filtered_and_the_choice_is_in_the_address(visit, lang):
    page = visit(f"{lang}sources/")
    form = page.locator("form.cb-filter")
    form.wait_for()
    all_sources = [source.value for source in ours().sources.values()]
    assert shown(page, "source-list") == len(all_sources)
    form.locator("select[name=kind]").select_option("primary")
    form.locator("select[name=read]").select_option("copy")
    want = [source for source in all_sources if source.kind == "primary" and source.copy_at]
    assert 0 < shown(page, "source-list") == len(want) < len(all_sources)
    form.locator("output").filter(has_text=re.compile(rf"\b{len(want)}\b")).wait_for()
    years = {str(source.issued.year) if source.issued else "unknown" for source in want}
    visible = page.locator(".cb-year:not([hidden]) h3").evaluate_all(
        "all => all.map(one => one.id)"
    )
    assert set(visible) == {f"year-{year}" for year in years}
    assert "kind=primary" in page.url
    assert "read=copy" in page.url
    page.reload()
    form.wait_for()
    assert shown(page, "source-list") == len(want)
    form.get_by_role("button").click()
    form.locator("output").filter(has_text=str(len(all_sources))).wait_for()
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
    page.locator("form.cb-filter").wait_for()
    assert field.input_value() == "OpenSearch Foundation"
    assert matching.count() == len(texts)
    field.fill("no source holds these words")
    assert matching.count() == 0


def test_a_link_to_a_source_shows_it_whatever_the_filter_says(visit):
    id = next(id for id, source in ours().sources.items() if source.value.kind == "secondary")
    page = visit(f"sources/?kind=primary#source-{id}")
    page.wait_for_function(IN_VIEW, arg=f"#source-{id}")
    assert "kind" not in page.url
    # And within the page, once a filter hides it.
    page.locator("form.cb-filter select[name=kind]").select_option("primary")
    last = [id for id, source in ours().sources.items() if source.value.kind == "secondary"][-1]
    page.locator(f"#source-{last}").wait_for(state="hidden")
    page.evaluate(f"location.hash = '#source-{last}'")
    page.wait_for_function(IN_VIEW, arg=f"#source-{last}")


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
        page.locator("form.cb-filter").wait_for(state="hidden")
        assert page.locator(f"#{list} [data-item]").count() == shown(page, list) > 0
    context.close()
