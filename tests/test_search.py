"""The search in a real browser: typed by hand, in both languages, under the policy that every page carries."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import SLUGS, cases, ours, served
from .test_hostile import poisoned_site  # noqa: F401 - a fixture

BUDGET = 110_000 + 2_600 * len(SLUGS)
"""Bytes that a first search may cost, compressed: the lists of passages grow with the cases."""

FIRST = {
    "": {
        "Harbor": "cases/harbor/",
        "keeper": "cases/harbor/",
        "safer seas": "cases/harbor/evidence/",
        "Pilot fees": "cases/harbor/evidence/",
        "narrow sea": "glossary/",
    },
    "zh/": {
        "海港": "cases/harbor/",
        "守灯人": "cases/harbor/",
        "一艘船掉头": "cases/harbor/",
        "灯塔 海峡": "cases/harbor/",
        "狭窄的海域": "glossary/",
    },
}
"""Where a question is asked in the invented casebook, the question, and the page that should come first."""


ASKS = re.compile(
    "什么|为何|怎|如何|[是能要该]不[是能要该]|[是可应]否|有没有|会不会|值不值|会被|[哪谁吗呢]|多少|[我你]们|可以|应该|[我要]"
)
"""What the search leaves out of a question."""


def from_the_middle(slug: str) -> list[str]:
    """Four characters each from inside two long sentences of a Chinese story: whatever a reader may
    remember of it, word or not, unless it asks.
    """
    prose = ours().story("zh", slug).body
    found = {run[5:9] for run in re.findall(r"[\u4e00-\u9fff]{12,}", prose)}
    texts = sorted(text for text in found if not ASKS.search(text))
    return [texts[len(texts) // 3], texts[-1]]


@pytest.fixture
def visit(visit):
    """Opens a page, and waits until its script offers the search."""

    def opened(*arguments, **options) -> Page:
        page = visit(*arguments, **options)
        expect(page.locator(".cb-search-open")).to_be_visible()
        return page

    return opened


def ask(page: Page, question: str) -> None:
    """Opens the search with its key, types, and waits for the answer."""
    if page.locator("#cb-search").is_hidden():
        page.keyboard.press("/")
    field = page.locator("#cb-search-field")
    expect(field).to_be_focused()
    field.clear()
    expect(page.locator(".cb-search-status")).to_be_empty()
    page.keyboard.type(question)
    answered(page)


def answered(page: Page) -> None:
    expect(page.locator(".cb-search-status")).to_have_text(re.compile(r"\d|“"), timeout=15_000)


def results(page: Page) -> list[str]:
    """The addresses of the pages found, in their order."""
    links = page.locator(".cb-search-results h3 a")
    return [urlsplit(link.get_attribute("href")).path for link in links.all()]


@pytest.mark.parametrize("path", FIRST)
def test_the_right_page_comes_first(visit, sample_address, path):
    page = visit(path, home=sample_address)
    for question, first in FIRST[path].items():
        ask(page, question)
        assert results(page)[0] == f"/casebook/{path}{first}", question
        marked = [
            text.lower() for text in page.locator(".cb-search-results mark").all_inner_texts()
        ]
        for word in question.lower().split():
            assert any(word[:6] in text for text in marked), (word, marked)


@pytest.mark.parametrize("path", ["", "zh/"])
def test_whoever_asks_for_a_case_by_name_is_shown_it_first(visit, path):
    page = visit(path)
    for slug in SLUGS:
        ask(page, ours().cases[slug].value.title["zh" if path else "en"])
        assert results(page)[0] == f"/casebook/{path}cases/{slug}/"


@pytest.mark.parametrize("path", FIRST)
def test_no_result_is_in_the_other_language(visit, path):
    page = visit(path)
    for question in (ours().cases[SLUGS[0]].value.title.en, "AWS", "2014"):
        ask(page, question)
        links = page.locator(".cb-search-results a")
        addresses = [link.get_attribute("href") for link in links.all()]
        assert addresses
        for href in addresses:
            assert urlsplit(href).path.startswith("/casebook/zh/") == bool(path), href


def test_any_words_from_the_middle_of_a_chinese_sentence_are_found(visit):
    page = visit("zh/glossary/")
    for slug in SLUGS[::3]:  # a third shows what the index does with any of them
        for text in from_the_middle(slug):
            ask(page, text)
            assert f"/casebook/zh/cases/{slug}/" in results(page), text
            assert text in page.locator(".cb-search-results mark").all_inner_texts()


ALIKE = {
    "": {
        "warden": "keeper",
        "守灯人": "keeper",
        "守燈人": "keeper",
        "Who is the keeper?": "keeper",
    },
    "zh/": {"warden": "守灯人", "海港的守燈人": "守灯人", "谁是守灯人？": "守灯人"},
}
"""Where a question is asked in the invented casebook, the question, and what it must find."""


@pytest.mark.parametrize("path", ALIKE)
def test_a_thing_is_found_by_each_of_its_names_and_in_either_script(visit, sample_address, path):
    page = visit(path, home=sample_address)
    for question, name in ALIKE[path].items():
        ask(page, question)
        assert f"/casebook/{path}cases/harbor/" in results(page), question
        marks = page.locator(".cb-search-results mark").all_inner_texts()
        assert any(name in text.lower() for text in marks), (question, marks)


PLAIN = {
    "": {
        "Should I open source my product?": "decide/",
        "Should we open our model weights?": "decide/",
        "Why did Google open Android?": "cases/android/",
    },
    "zh/": {
        "为什么谷歌要开放安卓？": "cases/android/",
        "要不要开源": "decide/",
        "我们该不该开放？": "decide/",
        "开源会不会被云厂商白拿": "cases/open-source-to-cloud/evidence/",
    },
}
"""Questions as people ask them, and a page that is among the first to answer."""


@pytest.mark.parametrize("path", PLAIN)
def test_a_plain_question_is_answered(visit, path):
    page = visit(path)
    for question, wanted in PLAIN[path].items():
        ask(page, question)
        assert f"/casebook/{path}{wanted}" in results(page)[:3], question


@pytest.mark.parametrize("path", PLAIN)
def test_what_stands_nowhere_is_not_found(visit, path):
    """A word that the index does not know is not cut short until it knows it."""
    page = visit(path)
    ask(page, "asdfgh")
    assert results(page) == []
    expect(page.locator(".cb-search-help")).to_be_visible()


@pytest.mark.parametrize("path", ["", "zh/"])
def test_where_few_pages_have_it_all_those_follow_that_have_most(visit, path):
    page = visit(path)
    ask(page, "开源 防守 有用吗" if path else "Google opened Android phones lighthouse")
    assert len(results(page)) > 3


@pytest.mark.parametrize("path", ["", "zh/"])
def test_what_is_suggested_leads_somewhere(visit, path):
    page = visit(path)
    page.keyboard.press("/")
    tries = page.locator(".cb-search-help button")
    expect(tries.first).to_be_visible()
    for text in tries.all_inner_texts():
        page.locator("#cb-search-field").fill("")
        expect(tries.first).to_be_visible()
        page.get_by_role("button", name=text, exact=True).click()
        answered(page)
        expect(page.locator(".cb-search-help")).to_be_hidden()
        first = page.locator(".cb-search-results li li a").first.get_attribute("href")
        assert re.search(r"/cases/", first), text
    page.locator("#cb-search-field").fill("龘龘" if path else "zzzzq")
    answered(page)
    expect(page.locator(".cb-search-help a").first).to_be_visible()


def test_claims_and_figures_come_before_lists(visit):
    page = visit()
    for question in page.locator(".cb-search-help button").all_text_contents():
        ask(page, question)
        links = page.locator(".cb-search-results section > ul > li:first-child li:first-child a")
        firsts = [urlsplit(link.get_attribute("href")).fragment for link in links.all()]
        assert firsts[0].startswith(("claim-", "figure-", "answer", "summary")), (question, firsts)


def test_pages_for_contributors_are_shown_to_those_who_ask(visit):
    page = visit()
    ask(page, "insecure")
    assert not any("/contribute/" in path for path in results(page))
    page.get_by_role("button", name="Pages for contributors").click()
    expect(page.locator(".cb-search-results h2")).to_have_text(["For contributors"])
    assert all("/contribute/" in path or "/translation/" in path for path in results(page))
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#cb-search-field")).to_be_focused()
    assert not any("/contribute/" in path for path in results(page))


def test_words_that_stand_nowhere_together_are_said_to(visit, sample_address):
    page = visit("zh/", home=sample_address)
    ask(page, "守灯人费用")
    expect(page.locator(".cb-search-status")).to_contain_text("没有一处包含全部内容")
    assert results(page)[0] == "/casebook/zh/cases/harbor/"
    page.locator("#cb-search-field").fill("zzzzq")
    expect(page.locator(".cb-search-status")).to_have_text("没有找到“zzzzq”。")
    assert results(page) == []
    expect(page.locator(".cb-search-narrow")).to_be_hidden()


@pytest.mark.parametrize("path", ["", "zh/method/"])
def test_it_opens_by_key_and_button_and_gives_the_focus_back(visit, path):
    page = visit(path)
    dialog, button = page.locator("#cb-search"), page.locator(".cb-search-open")
    for key in ("/", "Control+k", "Meta+k"):
        page.keyboard.press(key)
        expect(dialog).to_be_visible()
        expect(page.locator("#cb-search-field")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
    button.click()
    expect(page.locator("#cb-search-field")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("#cb-search-field")).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button").first.click()
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_the_single_key_can_be_turned_off(visit):
    page = visit()
    page.keyboard.press("/")
    page.locator(".cb-search-slash").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".cb-search-open")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#cb-search")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator(".cb-search-slash")).not_to_be_checked()


def test_arrows_walk_through_the_results_and_enter_opens_one(visit, sample_address):
    page = visit(home=sample_address)
    ask(page, "Lighthouse")
    links = page.locator(".cb-search-results a")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#cb-search-field")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(links.nth(1)).to_be_focused()
    wanted = links.nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)
    assert "#" in wanted
    target = page.locator(f"[id='{wanted.partition('#')[2]}']")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("Lighthouse")


def test_a_result_on_the_same_page_closes_the_search_and_shows_it(visit, sample_address):
    page = visit("cases/harbor/", home=sample_address)
    ask(page, "Pilot")
    link = page.locator(".cb-search-results li li a[href*='/cases/harbor/#']").first
    wanted = link.get_attribute("href").partition("#")[2]
    link.click()
    expect(page.locator("#cb-search")).to_be_hidden()
    expect(page.locator(f"[id='{wanted}']")).to_be_in_viewport()


def test_facets_narrow_the_results_down(visit):
    published = [cases()[slug] for slug in SLUGS]
    ((opener, _),) = Counter(
        actor.name.en for case in published for actor in case.actors if actor.has_role("initiator")
    ).most_common(1)
    page = visit()
    ask(page, opener)
    everything = page.locator(".cb-search-status").inner_text()
    verdict = page.locator("select[name=verdict]")
    labels = verdict.locator("option").all_inner_texts()
    assert labels[0] == "All"
    name, count = re.fullmatch(r"(.+) \((\d+)\)", labels[1]).groups()
    verdict.select_option(index=1)
    expect(page.locator(".cb-search-status")).to_contain_text(f"Pages: {count} ")
    shown = results(page)
    assert len(shown) == min(int(count), 6)
    for path in shown:
        case = cases()[path.split("/")[3]]
        assert ours().label("verdict", case.judgment.value, "en") == name
    assert page.locator(".cb-search-results h2").all_inner_texts() == ["Cases"]
    role = page.locator("select[name=role]")
    label = next(
        option
        for option in role.locator("option").all_inner_texts()
        if f"Initiator: {opener}" in option
    )
    role.select_option(label)
    expect(page.locator(".cb-search-results h3")).to_have_count(int(label.split("(")[1][:-1]))
    for path in results(page):
        actors = cases()[path.split("/")[3]].cast("initiator")
        assert opener in [actor.name["en"] for actor in actors]
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".cb-search-status")).to_have_text(everything)
    expect(page.locator("#cb-search-field")).to_be_focused()


@pytest.mark.parametrize("path", ["", "zh/"])
def test_every_facet_is_offered_in_the_language_of_the_page(visit, path):
    page = visit(path)
    lang = "zh" if path else "en"
    case = cases()[SLUGS[0]]
    ask(page, case.title[lang])
    for facet, wanted in {
        "kind": {"en": "Cases", "zh": "案例"}[lang],
        "play": ours().label("play", case.plays[0], lang),
        "role": case.actors[0].name[lang],
        "verdict": ours().label("verdict", case.judgment.value, lang),
    }.items():
        offered = page.locator(f"select[name={facet}] option").all_inner_texts()[1:]
        assert any(wanted in option for option in offered), (facet, offered)
        assert all(re.search(r" \([1-9]\d*\)$", option) for option in offered)


def test_more_passages_and_more_pages_are_a_button_away(visit):
    page = visit()
    ask(page, "open")
    first = page.locator(".cb-search-results section > ul > li").first
    expect(first.locator("li")).to_have_count(3)
    first.get_by_role("button").click()
    expect(first.locator("li a").nth(3)).to_be_focused()
    assert first.locator("li").count() > 3
    before = results(page)
    assert len(before) == 6
    page.get_by_role("button", name="More pages").click()
    expect(page.locator(".cb-search-results h3").nth(6)).to_be_visible()
    after = results(page)
    assert set(before) < set(after)
    focused = page.evaluate("document.activeElement.href")
    assert urlsplit(focused).path in set(after) - set(before)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_first_search_is_small_and_nothing_comes_before_it(browser, address, site, lang):
    question = ours().cases[SLUGS[0]].value.title[lang]
    context = browser.new_context()  # that has kept nothing
    page = context.new_page()
    page.goto(address + ("zh/" if lang == "zh" else ""))
    expect(page.locator(".cb-search-open")).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.keyboard.press("/")
    expect(page.locator("#cb-search-field")).to_be_focused()
    page.wait_for_timeout(500)
    assert not any("/pagefind/" in path for path in asked), asked
    page.keyboard.type(question)
    answered(page)
    page.wait_for_load_state("networkidle")
    sizes = {path: packed(site / path.removeprefix("/casebook/")) for path in set(asked)}
    assert any(path.endswith(".pagefind") for path in sizes)
    assert sum(sizes.values()) <= BUDGET, sizes
    context.close()


def packed(file: Path) -> int:
    """What a file weighs on its way: compressed, unless it is already."""
    raw = file.read_bytes()
    return min(len(raw), len(gzip.compress(raw, 6)))


@pytest.mark.parametrize(
    ("path", "question", "width", "scheme"),
    [
        ("", "Google", 1280, "light"),
        ("", "Google", 320, "dark"),
        ("zh/", "谷歌", 320, "light"),
        ("zh/", "谷歌", 1280, "dark"),
    ],
)
def test_nothing_bars_the_way_of_a_screen_reader(visit, path, question, width, scheme):
    page = visit(path, width=width, scheme=scheme)
    ask(page, question)
    if width == 320:
        page.locator(".cb-search-narrow summary").click()
    violations = Axe().run(page, context="#cb-search").response["violations"]
    assert [
        (finding["id"], [node["html"] for node in finding["nodes"]]) for finding in violations
    ] == []
    wider = "(one) => one.scrollWidth - one.clientWidth"
    assert page.locator("#cb-search").evaluate(wider) == 0
    assert page.locator(".cb-search-results").evaluate(wider) == 0
    box = page.locator("#cb-search").bounding_box()
    if width == 320:
        assert (box["width"], box["height"]) == (320, 900)
    else:
        assert box["width"] < 1000
        assert (
            abs(box["x"] * 2 + box["width"] - 1280) < 20
        )  # in the middle, give or take a scrollbar


def test_a_question_is_text_and_nothing_else(visit):
    page = visit()
    for question in (
        '<img src=x onerror="alert(1)">',
        '"',
        "*",
        "\\",
        "{query}",
        "$&",
        "a b c d e f",
    ):
        ask(page, question)
        if page.locator(".cb-search-results a").count() == 0:
            expect(page.locator(".cb-search-status")).to_contain_text(question)
        assert page.locator("#cb-search img").count() == 0


def test_poison_in_the_data_is_found_and_inert(browser, poisoned_site):  # noqa: F811
    with served(poisoned_site) as home:
        page = browser.new_page()
        heard: list[str] = []
        page.on("dialog", lambda dialog: heard.append(dialog.message) or dialog.dismiss())
        page.goto(home)
        expect(page.locator(".cb-search-open")).to_be_visible()
        ask(page, "gotcha")
        shown = page.locator(".cb-search-results")
        expect(shown).to_contain_text("</p></li></ul></article><h id=top>gotcha")
        assert shown.locator("script, img, svg, h1").count() == 0
        assert heard == []
        page.close()


def test_where_a_question_fails_no_results_of_another_stay(browser, address):
    page = browser.new_page()
    page.goto(address)
    page.locator(".cb-search-open").click()
    dialog = page.locator("#cb-search")
    dialog.locator("input").first.fill("Kubernetes")
    expect(dialog.locator(".cb-search-results a").first).to_be_visible()
    page.route("**/pagefind/text/**", lambda route: route.abort())
    dialog.locator("input").first.fill("Llama")
    failed = dialog.get_attribute("data-failed")
    expect(dialog.locator(".cb-search-status")).to_have_text(failed)
    expect(dialog.locator(".cb-search-results a")).to_have_count(0)
    page.close()


def test_without_script_no_search_is_promised(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".cb-search-open")).to_be_hidden()
    expect(page.locator("#cb-search")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("below", ["", "zh/"])
def test_what_is_shown_of_a_text_keeps_its_spaces_and_quotes(visit, below):
    """The words into which a text is cut for an excerpt make the text again."""
    text = "佩吉说 “open source is Google’s” — 见 Red Hat 的 C++ 代码，2014 年… and “so on”"
    script = "async (text) => (await import('%sassets/search-words.js')).cut(text)"
    page = visit(below)
    words = page.evaluate(script % ("../" if below else "./"), text)
    assert "".join(words) == text
    assert " Hat" in words
    assert len(words) > (20 if below else 8)
