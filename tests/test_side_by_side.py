"""Compare, Decide and the ledgers of evidence as parsed HTML: they say what the data says."""

from __future__ import annotations

import gzip
import re
from typing import get_args

import lxml.html
import pytest

from casebook import Settings, contexts, load, pages
from casebook.model.address import url
from casebook.model.claim import State
from casebook.model.vocabulary import Answers
from casebook.pages import lists

from .conftest import cases, conditions, ours

LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh"])
KILOBYTE = 1000


def words(element) -> str:
    return " ".join(element.text_content().split())


def read(site, lang: str, file: str):
    return lxml.html.fromstring((site / url(f"{lang}/{file}") / "index.html").read_text("utf-8"))


def label(scheme: str, tag: str, lang: str) -> str:
    return ours().label(scheme, tag, lang)


@LANGUAGES
def test_no_code_and_no_absence_runs_into_the_name_of_a_condition(site, lang):
    colon = ours().labels["colon"].value[lang]
    names = [label("condition", id, lang) for id in ours().vocabulary["condition"]]
    absent = ours().labels["measure-absent"].value[lang]
    heads = [
        words(head) for head in read(site, lang, "compare.md").xpath("//tbody/tr/th[@scope='row']")
    ]
    assert {name + colon + absent for name in names} <= set(heads)
    for slug, case in cases().items():
        listed = read(site, lang, f"cases/{slug}/evidence.md").xpath(
            "//ul[@class='cb-conditions']/li"
        )
        for item, condition in zip(listed, case.conditions, strict=True):
            name = label("condition", condition.condition, lang)
            assert words(item).startswith(name + colon + label("level", condition.code, lang)), slug


@LANGUAGES
def test_compare_has_a_row_for_each_case_with_what_the_case_says(site, lang):
    (table,) = read(site, lang, "compare.md").xpath("//table[contains(@class, 'cb-compare')]")
    heads = [words(head) for head in table.xpath("./thead//th")]
    rows = {
        row.xpath("./th//a/@href")[0].strip("./").split("/")[-1]: row
        for row in table.xpath("./tbody/tr")
    }
    assert rows.keys() == cases().keys()
    for slug, row in rows.items():
        case, cells = cases()[slug], [words(cell) for cell in row.xpath("./*")]
        assert len(cells) == len(heads) == 8
        assert cells[0] == case.title[lang]
        assert cells[1].startswith(label("verdict", case.judgment.value, lang))
        assert cells[1].endswith(label("confidence", case.verdict.confidence, lang))
        assert cells[2].startswith(str(case.decided.year))
        assert all(layer.layer[lang] in cells[3] for layer in case.stack if layer.role == "opened")
        assert all(actor.name[lang] in cells[3] for actor in case.cast("target"))
        assert all(layer.layer[lang] in cells[3] for layer in case.stack if layer.role == "profit")
        for first in [facet for facet in case.openness if facet.facet == "licence"][:1]:
            assert f"{label('degree', first.degree, lang)} {first.start.year}" in cells[4]
        assert cells[4].endswith(label("level", case.code("neutral-home"), lang))
        for outcome in case.outcomes:
            column = {"initiator": 5, "target": 6, "third-party": 7}[outcome.party]
            assert label("effect", outcome.effect, lang) in cells[column]


def test_a_license_that_changed_shows_its_steps(sample, change):
    entry = "  - {facet: licence, degree: open, as_of: 2014-06, "
    later = "".join(
        entry.replace("open, as_of: 2014-06", degree) + "note: {en: x, zh: 某}, sources: [x]}\n"
        for degree in ("open, as_of: 2015", "closed, as_of: 2016")
    )
    change("data/cases/harbor.yml", "openness:\n", "openness:\n" + later)
    made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), Settings()))}
    tree = lxml.html.fromstring(made["en/compare.md"])
    (row,) = tree.xpath("//table[contains(@class, 'cb-compare')]/tbody/tr")
    (licence, _) = row.xpath("./td[4]//li")
    assert words(licence) == "License: Open 2015, then Closed 2016, then Open 2014"


@LANGUAGES
def test_the_table_of_codes_shows_every_condition_of_every_case(site, lang):
    (table,) = read(site, lang, "compare.md").xpath("//table[contains(@class, 'cb-truth')]")
    heads = [words(cell) for cell in table.xpath("./thead/tr/th[position() > 1]")]
    assert heads == [label("condition", condition, lang) for condition in conditions()]
    rows = table.xpath("./tbody/tr")
    assert len(rows) == len(cases())
    for row in rows:
        case = cases()[row.xpath("./th/a/@href")[0].split("/cases/")[-1].split("/")[0]]
        shown = [words(cell) for cell in row.xpath("./td")]
        assert shown == [label("level", case.code(condition), lang) for condition in conditions()]


@LANGUAGES
def test_decide_asks_every_condition_and_names_the_cases_on_each_side(site, lang):
    page = read(site, lang, "decide.md")
    (form,) = page.xpath("//form[contains(@class, 'cb-decide')]")
    assert form.get("method") == "get"
    asked = form.xpath(".//fieldset[@data-condition]")
    assert [question.get("data-condition") for question in asked] == conditions()
    for condition, field in zip(conditions(), asked, strict=True):
        entry = ours().vocabulary["condition"][condition].value
        asked = words(field.xpath("./legend")[0])
        assert entry.plain.you[lang] in asked
        assert entry.plain.they[lang] in asked
        codes = field.xpath(".//input/@value")
        assert codes == [*Answers.model_fields, "unknown"]
        assert set(field.xpath(".//input/@name")) == {condition}
        answers = [words(answer) for answer in field.xpath(".//label")]
        assert answers[:-1] == [getattr(entry.plain.answers, code)[lang] for code in codes[:-1]]
        sides = {
            side.get("data-side"): [href.split("/")[-3] for href in side.xpath(".//a/@href")]
            for side in field.xpath(".//dd")
        }
        for code in codes:
            want = {slug for slug, case in cases().items() if case.code(condition) == code}
            assert set(sides.get(code, [])) == want


def test_decide_says_first_how_few_cases_it_knows_and_which_openers(site):
    (knows,) = read(site, "en", "decide.md").xpath("//details[contains(@class, 'cb-knows')]")
    assert f" {len(cases())} cases" in words(knows)
    for case in cases().values():
        assert all(opener.name.en in words(knows) for opener in case.cast("initiator"))
    startups = [case for case in cases().values() if case.opener_kind == "startup-selling-it"]
    assert ("No opener here is a start-up" in words(knows)) == (not startups)
    assert all(case.title.en in words(knows) for case in startups)


def test_an_answer_comes_to_the_code_under_which_it_stands(sample, change):
    """Whoever says no to a question may say yes to its condition: which, is a matter of data."""
    change("data/vocabulary.yml", "No, and no plan to", "Never in my life")
    made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), Settings()))}
    page = lxml.html.fromstring(made["en/decide.md"])
    (answer,) = page.xpath("//label[span = 'Never in my life']/input")
    assert (answer.get("name"), answer.get("value")) == ("not-sold", "yes")


def test_decide_carries_the_codes_as_data_and_no_script_of_its_own(site):
    page = read(site, "en", "decide.md")
    for item in page.xpath("//ol[contains(@class, 'cb-lookalikes')]/li"):
        case = cases()[item.get("data-case")]
        codes = dict(pair.split("=") for pair in item.get("data-codes").split())
        assert codes == {name: case.code(name) for name in conditions()}
    assert page.xpath("//article//script") == []
    run = page.xpath("//script[not(@type='application/ld+json')]")
    assert [script.get("src") for script in run] == ["../assets/theme.js", "../assets/casebook.js"]


@LANGUAGES
def test_every_prediction_stands_under_its_state_with_what_settles_it(site, lang):
    page = read(site, lang, "predictions.md")
    shown = page.xpath("//li[starts-with(@id, 'prediction-')]")
    want = {
        f"prediction-{slug}-{prediction.id}": (case, prediction)
        for slug, case in cases().items()
        for prediction in case.predictions
    }
    assert {item.get("id") for item in shown} == want.keys()
    for entry in shown:
        case, prediction = want[entry.get("id")]
        assert entry.xpath("preceding::h2[1]/@id") == [prediction.state]
        text = words(entry)
        for part in (prediction.by, prediction.text, prediction.settles):
            assert " ".join(part[lang].split()) in text
        assert len(entry.xpath(".//details//li")) == len(prediction.claims)
        assert entry.xpath(
            f".//a[contains(@href, '/{case.id}/evidence/#prediction-{prediction.id}')]"
        )


@LANGUAGES
def test_home_asks_the_question_and_answers_with_the_count_of_the_verdicts(site, lang):
    page = read(site, lang, "index.md")
    assert words(page.xpath("//h1")[0]).rstrip("#¶ ").endswith(("?", "？"))
    (answer,) = page.xpath("//p[contains(@class, 'cb-answer-line')]")
    values = [case.judgment.value for case in cases().values()]
    numbers = re.findall(r"[0-9]+", words(answer))
    assert str(len(values)) in numbers
    for group in (("little",), ("broke", "backfired"), ("not-shown", "too-early")):
        assert not (count := sum(value in group for value in values)) or str(count) in numbers
    assert len(page.xpath("//table[contains(@class, 'cb-chains')]/tbody/tr[td]")) == len(values)
    # Nothing of corrections; each door leads to a page that is there.
    assert not page.xpath("//article//*[contains(@class, 'cb-history')]")
    for door in page.xpath("//ul[contains(@class, 'cb-doors')]/li/a/@href"):
        page_of, _, _ = door.partition("#")
        assert (site / url(f"{lang}/index.md") / page_of / "index.html").is_file()
    # Before the table there is a line of links to the same places.
    doors = page.xpath("//ul[contains(@class, 'cb-doors')]/li/a")
    (line,) = page.xpath("//table[contains(@class, 'cb-chains')]/preceding::p[@class='cb-ways']")
    told = [(link.get("href"), words(link)) for link in line.xpath("./a")]
    assert told == [(door.get("href"), words(door)) for door in doors]


@LANGUAGES
def test_the_list_of_cases_carries_what_its_filter_asks_for(site, lang):
    page = read(site, lang, "cases/index.md")
    shown = {item.xpath("./a/@href")[0].strip("/"): item for item in page.xpath("//li[@data-item]")}
    assert shown.keys() == cases().keys()
    for slug, item in shown.items():
        case = cases()[slug]
        assert item.get("data-verdict") == case.judgment.value
        assert item.get("data-opener") == case.opener_kind
        assert item.get("data-play").split() == list(case.plays)
        assert case.subtitle[lang] in words(item)
    for name in ("verdict", "opener", "play"):
        offered = set(page.xpath(f"//select[@name='{name}']/option/@value")) - {""}
        assert offered == {
            word for item in shown.values() for word in item.get(f"data-{name}").split()
        }


@LANGUAGES
def test_every_forecaster_has_a_score(site, lang):
    page = read(site, lang, "predictions.md")
    rows = page.xpath("//table[contains(@class, 'cb-scores')]/tbody/tr")
    made = [prediction for case in cases().values() for prediction in case.predictions]
    assert {words(row.xpath("./th")[0]) for row in rows} == {
        lists.forecaster(it.by[lang]) for it in made
    }
    for row in rows:
        own = [
            it.state for it in made if lists.forecaster(it.by[lang]) == words(row.xpath("./th")[0])
        ]
        counts = [int(words(cell) or 0) for cell in row.xpath("./td")]
        assert counts == [own.count(state) for state in lists.STATES]


@LANGUAGES
def test_the_timeline_leads_from_case_to_case(site, lang):
    page = read(site, lang, "timeline.md")
    pairs = page.xpath("//ul[contains(@class, 'cb-relations')]/li")
    published = cases()
    assert len(pairs) == sum(
        other.slug in published for case in published.values() for other in case.related
    )
    for link in page.xpath("//a[contains(@class, 'cb-named')]"):
        slug = link.get("href").strip("/").split("/")[-1]
        event = link.xpath("ancestor::li")[0]
        assert slug != event.get("data-case")
        assert event.xpath("./span[contains(@class, 'cb-event')]")
        assert words(link) == f"→ {cases()[slug].title[lang]}"


@LANGUAGES
def test_the_page_of_sources_says_how_many_were_read_whole(site, lang):
    sources = [source.value for source in ours().sources.values()]
    whole = sum(source.read == "whole" and not source.copy_at for source in sources)
    told = words(read(site, lang, "sources.md").xpath("//article")[0])
    assert ours().labels["sources-read"].value[lang].split("{")[0].strip() in told
    assert re.search(rf"\b{whole}\b", told)


@pytest.mark.parametrize(
    ("by", "who"),
    [
        ("Gartner, in The Register", "Gartner"), ("高德纳（据 The Verge 回顾）", "高德纳"),
        ("高德纳（Gartner），见 The Register", "高德纳"), ("Boris Renski", "Boris Renski"),
    ],
)  # fmt: skip
def test_a_forecaster_is_known_by_name_wherever_the_forecast_was_printed(by, who):
    assert lists.forecaster(by) == who


def test_the_states_of_a_score_are_those_of_a_forecast():
    assert set(lists.STATES) == set(get_args(State))


@LANGUAGES
def test_every_event_stands_once_in_the_order_of_dates(site, lang):
    page = read(site, lang, "timeline.md")
    shown = page.xpath("//li[@data-item]")
    want = sum(len(case.timeline) for case in cases().values())
    assert len({item.get("id") for item in shown}) == len(shown) == want
    dates = [item.xpath("./time/@datetime")[0] for item in shown]
    padded = [f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10] for date in dates]
    assert padded == sorted(padded)
    for item in shown:
        year = item.xpath("ancestor::section/h2/@id")[0]
        assert year == f"year-{item.xpath('./time/@datetime')[0][:4]}"
    events = {label("event", tag, lang): tag for tag in ours().vocabulary["event"]}
    options = page.xpath("//select[@name='event']/option[@value != '']")
    assert {option.get("value") for option in options} == {item.get("data-event") for item in shown}
    assert all(events[words(option)] == option.get("value") for option in options)


@LANGUAGES
def test_every_source_carries_what_the_filter_asks_for(site, lang):
    page = read(site, lang, "sources.md")
    shown = page.xpath("//li[@data-item]")
    assert len(shown) == len(ours().sources)
    for item in shown:
        source = ours().sources[item.get("id").removeprefix("source-")]
        it = source.value
        assert item.get("data-kind") == it.kind
        assert item.get("data-type") == it.type
        assert item.get("data-read") == ("copy" if it.copy_at else it.read)
        assert item.get("data-lang") in (it.language.split("-")[0], "other")
        assert item.get("data-case").split() == ours().uses.get(source.id, [])  # a term may cite it
        year = item.xpath("ancestor::section/h3/@id")[0]
        assert year == f"year-{it.issued.year if it.issued else 'unknown'}"
    for name in ("kind", "type", "lang", "case", "read"):
        offered = set(page.xpath(f"//select[@name='{name}']/option/@value")) - {""}
        used = {word for item in shown for word in item.get(f"data-{name}").split()}
        assert used <= offered


def test_no_page_of_these_is_heavy(site):
    """Each takes so many bytes for each of its entries, besides those of its frame."""
    events = sum(len(case.events) for case in cases().values())
    sizes = {
        "sources": 170 * len(ours().sources), "timeline": 250 * events,
        "decide": 150 * len(cases()) * len(conditions()), "compare": 1000 * len(cases()),
    }  # fmt: skip
    for lang in ("en", "zh"):
        for name, size in sizes.items():
            html = (site / url(f"{lang}/{name}.md") / "index.html").read_bytes()
            assert len(gzip.compress(html, mtime=0)) < 8 * KILOBYTE + size, (lang, name)


def test_evidence_counts_add_up(site):
    table = read(site, "en", "evidence.md").xpath("//table[contains(@class, 'cb-support')]")[0]
    for row in table.xpath("./tbody/tr"):
        cells = [words(cell) for cell in row.xpath("./td")]
        claims, *by_grade = (int(cell) for cell in cells[:7])
        assert claims == sum(by_grade)
        slug = row.xpath("./th/a/@href")[0].strip("./").split("/")[-1]
        against = [claim for claim in cases()[slug].claims if claim.weight in ("counter", "caveat")]
        assert int(cells[7]) == len(against)


@pytest.mark.parametrize("uri", [f"{lang}/index.md" for lang in ("en", "zh")])
def test_the_menu_has_at_most_seven_entries_in_the_words_of_its_language(site, uri):
    page = read(site, *uri.split("/"))
    menu = [words(link) for link in page.xpath("//nav[contains(@class, 'cb-menu')]//a")]
    assert 5 <= len(menu) <= 7
    assert all(bool(re.search(r"[\u4e00-\u9fff]", entry)) == uri.startswith("zh") for entry in menu)


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        ("sources.md", "Evidence"), ("predictions.md", "Evidence"), ("timeline.md", "Evidence"),
        ("evidence.md", "Evidence"), ("method.md", "About"), ("glossary.md", "About"),
        ("plays/fork.md", "Plays"), ("compare.md", "Compare"), ("decide.md", "Decide"),
    ],
)  # fmt: skip
def test_each_page_lights_its_entry_of_the_menu(site, file, entry):
    file = file.replace("plays/fork", "plays/counter/fork")
    page = read(site, "en", file)
    lit = page.xpath("//nav[contains(@class, 'cb-menu')]//a[@aria-current]")
    assert [words(link) for link in lit] == [entry]


@LANGUAGES
def test_the_invented_casebook_has_the_same_pages(sample_site, lang):
    """What is missing in a small casebook leaves no hole: an empty group says that it is empty."""
    page = read(sample_site, lang, "compare.md")
    assert len(page.xpath("//table[contains(@class, 'cb-compare')]/tbody/tr")) == 1
    assert page.xpath("//table[contains(@class, 'cb-readings')]/tbody/tr")
    predictions = read(sample_site, lang, "predictions.md")
    assert len(predictions.xpath("//li[starts-with(@id, 'prediction-')]")) == 1
    none = {"en": "None so far.", "zh": "目前没有。"}[lang]
    assert len([item for item in predictions.xpath("//li") if words(item) == none]) == 3
    assert len(read(sample_site, lang, "timeline.md").xpath("//li[@data-item]")) == 2


def test_a_tag_cannot_become_an_attribute(sample, change):
    change("data/vocabulary.yml", "\n  not-sold:\n", '\n  "x onfocus=alert(1) y":\n')
    change("data/vocabulary.yml", "\n  not-shown:\n", '\n  "z onfocus=alert(1)":\n')
    made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), Settings()))}
    for name in ("decide", "compare", "predictions", "timeline", "evidence", "plays/index"):
        tree = lxml.html.fromstring(made[f"en/{name}.md"])
        assert not [
            key for element in tree.iter() for key in element.attrib if key.startswith("on")
        ], name
