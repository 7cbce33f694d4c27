"""The codebook: every value with both examples in both languages, each true of our own cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import yaml

from casebook import Settings, check, contexts, load, pages
from casebook.method.edition import Edition
from casebook.model import Text
from casebook.pages.parts import anchor, from_case
from casebook.rules.vocabulary import EXEMPT

from .conftest import ROOT, differences, ours

LANGUAGES = ("en", "zh")
COLON = {"en": ": ", "zh": "："}
IMAGINED = {
    "en": re.compile(r"An imagined "),
    "zh": re.compile(r"设想"),
}
BY_CASE = {
    "link": lambda case, tag: {case.levels[tag]: ""},
    "condition": lambda case, tag: {
        **{code: since[:4] for since, code in later(case, tag)},
        case.code(tag): "",
    },
    "opener-kind": lambda case, _tag: {case.opener_kind: ""},
    "frame": lambda case, _tag: {case.selection.frame: ""} if case.selection else {},
}
"""The lists whose examples are held against the codes of the case that they begin with: each code
with the year from which it held, empty for the code as of the decision.
"""
CHECKS = yaml.load(  # "yes" and "no" are tags here
    (ROOT / "tests/codebook.yml").read_text("utf-8"),
    Loader=yaml.BaseLoader,
)


@pytest.fixture(scope="module")
def book():
    return ours()


@pytest.fixture(scope="module")
def made(book):
    return {page.src_uri: page.markdown for page in pages(contexts(book, Settings()))}


def coded(book) -> Iterator[tuple[str, str, Any]]:
    """Every tag of the lists that are coded by hand."""
    for scheme, tags in book.vocabulary.items():
        for tag, entry in tags.items() if scheme not in EXEMPT else ():
            yield scheme, tag, entry.value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_every_tag_with_both_examples(book, made, lang):
    items = {
        reference[1]: unescape(re.sub(r"<[^>]+>", "", reference[2]))
        for reference in re.finditer(
            r'<div id="([^"]+)">(.*?)</div>', made[f"{lang}/codebook.md"], re.DOTALL
        )
    }
    shown = 0
    for scheme, tag, entry in coded(book):
        text = items[anchor(scheme, tag)]
        for part in (entry.label, entry.definition, entry.example, entry.counter_example):
            assert part[lang] in text, (scheme, tag)
        assert f" {tag}" in text
        shown += 1
    assert shown > 130
    rest = [(scheme, tag) for scheme in EXEMPT - {"grade"} for tag in book.vocabulary[scheme]]
    assert len(items) == shown + len(rest)
    assert {anchor(*item) for item in rest} < set(items)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_list_stands_once_on_the_site(book, made, lang):
    headings = re.findall(r"\{ #scheme-([a-z-]+) \}", "".join(made[f"{lang}/codebook.md"]))
    assert sorted(headings) == sorted(set(book.vocabulary) - {"grade"})
    for scheme, tag, entry in coded(book):
        assert entry.counter_example[lang] not in unescape(made[f"{lang}/method.md"]), (scheme, tag)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_addresses_on_the_method_page_still_lead_to_the_definitions(book, made, lang):
    method, codebook = made[f"{lang}/method.md"], made[f"{lang}/codebook.md"]
    for scheme, tags in book.vocabulary.items():
        if scheme in ("grade", "link"):
            continue  # the grades are explained there, and links never stood there
        assert f'<li id="scheme-{scheme}"><a href="../codebook/#scheme-{scheme}">' in method
        for tag in tags:
            id = anchor(scheme, tag)
            assert f'<a id="{id}" href="../codebook/#{id}">' in method
            assert codebook.count(f'id="{id}"') == 1


def later(case, condition: str) -> list[tuple[str, str]]:
    """The later codes of a condition, each with the date from which it held."""
    coded = [one for one in case.conditions if one.condition == condition]
    return [(str(code.since), code.code) for one in coded for code in one.later]


def examples(book) -> Iterator[tuple[str, str, str, bool, Any]]:
    """Every example: its list and tag, the value it is of, whether it is one, and its text."""
    for scheme, tags in book.vocabulary.items():
        for tag, entry in tags.items():
            valued = [(value, item) for value, item in entry.value.values.items()]
            for value, item in [(tag, entry.value), *valued]:
                if item.example:
                    yield scheme, tag, value, True, item.example
                if item.counter_example:
                    yield scheme, tag, value, False, item.counter_example


def test_examples_name_the_same_case_in_both_languages_or_are_imagined(book):
    """What opened besides the cases may stand for a kind of opener."""
    cases = Edition(book).cases
    for scheme, tag, value, _, text in examples(book):
        en, zh = (from_case(cases, text[lang], lang, COLON[lang])[0] for lang in LANGUAGES)
        assert (en and en.id) == (zh and zh.id), (scheme, tag, value)
        if not en and scheme != "opener-kind":
            assert all(IMAGINED[lang].match(text[lang]) for lang in LANGUAGES), (scheme, tag)


def test_examples_carry_the_same_figures_in_both_languages(book):
    for scheme, tag, value, _, text in examples(book):
        only_en, only_zh = differences(text.en, text.zh)
        assert not [*only_en, *only_zh], (scheme, tag, value, only_en, only_zh)


def disagreeing(book) -> list[tuple[str, str, str, str]]:
    """The examples that begin with a case that is coded otherwise, and the counter-examples that
    begin with one that is coded so. An example may stand for a later code if it names the year.
    A case without a chain is not coded by this codebook yet.
    """
    cases = Edition(book).cases
    wrong = []
    for scheme, tag, value, agrees, text in examples(book):
        case, _ = from_case(cases, text.en, "en", COLON["en"])
        if not case or not case.chain or scheme not in BY_CASE:
            continue
        year = BY_CASE[scheme](case, tag).get(value)
        holds = year is not None and all(year in text[lang] for lang in LANGUAGES)
        if (holds if agrees else year == "") != agrees:
            wrong.append((scheme, tag, value, case.id))
    return wrong


def test_examples_agree_with_the_codes_of_the_cases_that_they_begin_with(book):
    assert disagreeing(book) == []


def test_a_counter_example_of_a_link_or_condition_names_the_code_of_its_case(book):
    cases = Edition(book).cases
    for scheme, tag, value, agrees, text in examples(book):
        case, _ = from_case(cases, text.en, "en", COLON["en"])
        if case and scheme in ("link", "condition") and not agrees:
            codes = BY_CASE[scheme](case, tag).keys() - {value}
            labels = {code: book.vocabulary["level"][code].value.label.zh for code in codes}
            assert any(
                re.search(rf"coded {code}\b", text.en) and f"“{label}”" in text.zh
                for code, label in labels.items()
            ), (tag, value, case.id)


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("example", "mostly", []),
        ("counter_example", "mostly", [("link", "adopted", "mostly", "harbor")]),
        ("example", "little", [("link", "adopted", "little", "harbor")]),
        ("counter_example", "little", []),
    ],
)
def test_an_example_of_a_value_is_held_against_the_code_of_its_case(sample, field, value, wrong):
    book = load(sample)
    text = Text(en="Harbor: Ships use it.", zh="海港：船只在用。")
    adopted = book.vocabulary["link"]["adopted"].value
    for entry in adopted.values.values():
        object.__setattr__(entry, "example", None)
        object.__setattr__(entry, "counter_example", None)
    object.__setattr__(adopted.values[value], field, text)
    assert disagreeing(book) == wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_link_to_pages_that_exist(book, made, lang):
    links = re.findall(r'<a href="\.\./cases/([a-z-]+)/">', made[f"{lang}/codebook.md"])
    assert links
    assert all(f"{lang}/cases/{id}.md" in made for id in links)


def test_the_version_is_the_same_wherever_it_stands(book):
    written = {
        "en": r"Codebook (\d+\.\d+)(?:,| of) (\w+ \d+, \d{4})",
        "zh": r"编码手册 (\d+\.\d+) 版[，（](\d{4} 年 \d+ 月 \d+ 日)",
    }
    newest = {"en": r"^- \*\*(\d+\.\d+), (.+?)\.\*\*", "zh": r"^- \*\*(\d+\.\d+)，(.+?)。\*\*"}
    numbers = set()
    for lang in LANGUAGES:
        on_method = re.findall(written[lang], book.pages[f"{lang}/method.md"].body)
        body = book.pages[f"{lang}/codebook.md"].body
        changes = re.findall(newest[lang], body, re.MULTILINE)
        assert len(on_method) == 1
        assert on_method == re.findall(written[lang], body) == changes[:1]
        in_order = sorted((number for number, _ in changes), reverse=True)
        assert [number for number, _ in changes] == in_order
        numbers.add(changes[0][0])
    assert len(numbers) == 1


def _values(entry: Any) -> set[str]:
    """What an entry of a list can be found by: its own short values, and its English names."""
    values = entry.values()
    return {finding for finding in values if isinstance(finding, str)} | {
        finding["en"] for finding in values if isinstance(finding, dict) and "en" in finding
    }


def _find(within: list[Any], step: str) -> list[Any]:
    """What one step of a path leads to from each of some mappings and lists."""
    out: list[Any] = []
    for item in within:
        if isinstance(item, dict):
            out += item.values() if step == "*" else [item[step]] if step in item else []
        else:
            out += [entry for entry in item if set(step.split("+")) <= _values(entry)]
    return out


def _holds(line: str, data: dict[str, Any]) -> bool:
    """Whether a line of `codebook.yml` is true. The way to what is denied must exist."""
    path, equal, value = line.removeprefix("!").partition("=")
    path, count, number = path.partition("#")
    *way, last = path.split("/")
    values = [{key: item for key, item in data.items() if key != "sources"}]
    if way and way[0] == "sources":
        values, way = [data["sources"]], way[1:]
    for step in way:
        values = _find(values, step)
    assert values, f"{line}: no such place"
    values = _find(values, last)
    if equal:
        assert values, f"{line}: no such place"
        values = [
            finding
            for finding in values
            if finding == value or (isinstance(finding, list) and value in finding)
        ]
    elif count:
        values = [finding for finding in values if len(finding) == int(number)]
    return bool(values) != line.startswith("!")


@pytest.fixture(scope="module")
def data(book):
    cases = {
        id: item.value.model_dump(mode="json", by_alias=True) for id, item in book.cases.items()
    }
    return cases | {
        "sources": {id: source.value.model_dump(mode="json") for id, source in book.sources.items()}
    }


def test_every_example_is_coded_so(book, data):
    """What `codebook.yml` says of each example holds in the cases, and no example is left out."""
    asked = {(scheme, tag) for scheme, tags in CHECKS.items() for tag in tags}
    assert asked == {(s, tag) for s, tag, _ in coded(book) if s not in BY_CASE}
    wrong = [
        f"{scheme}/{tag}: {line} does not hold; write another example in data/vocabulary.yml"
        for scheme, tags in CHECKS.items()
        for tag, lines in tags.items()
        for line in lines
        if not _holds(line, data)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    ["a/plays=x", "!a/plays=y", "a/moves/p+q", "a/moves/p+q/n=1", "a/because#2", "!*/plays=z"],
)
def test_lines_that_hold(line):
    assert _holds(line, SMALL)
    denied = line.removeprefix("!") if line.startswith("!") else f"!{line}"
    assert not _holds(denied, SMALL)


@pytest.mark.parametrize("line", ["b/plays=x", "!a/play=x", "!b/plays", "a/moves/p/m=1"])
def test_lines_that_lead_nowhere(line):
    with pytest.raises(AssertionError, match="no such place"):
        _holds(line, SMALL)


SMALL = {
    "a": {"plays": ["x", "y2"], "because": ["c", "d"], "moves": [{"o": "p", "m2": "q", "n": "1"}]},
    "sources": {},
}


def test_a_list_of_ones_own_is_asked_for_examples_and_an_exempt_one_is_not(sample):
    path = sample / "data/vocabulary.yml"
    mood = 'calm:\n    label: {en: "Calm", zh: "平静"}\n    definition: {en: "No noise.", zh: "无声。"}\n'
    path.write_text(path.read_text("utf-8") + f"mood:\n  {mood}", "utf-8")
    printed = [(problem.code, str(problem.message)) for problem in check(load(sample))]
    assert printed == [
        ("CB215", "'calm' of 'mood' is coded by hand and has no `counter_example`"),
        ("CB215", "'calm' of 'mood' is coded by hand and has no `example`"),
    ]
    assert not any(entry.value.example for entry in load(sample).vocabulary["status"].values())


def test_hostile_words_are_shown_as_words(sample, change):
    """A title, a tag's label, and an example come out as text, and a link leads where it should."""
    evil = "<img src=x onerror=alert(1)> & [a](javascript:b)"
    change("data/cases/harbor.yml", "title: {en: Harbor,", f'title: {{en: "{evil}",')
    vocabulary = sample / "data/vocabulary.yml"
    text = vocabulary.read_text("utf-8")
    first = re.search(r'example:\n      en: "(.*)"', text)
    assert first
    vocabulary.write_text(text.replace(first[1], f"{evil}: <script>{evil}", 1), "utf-8")
    made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), Settings()))}
    page = made["en/codebook.md"]
    assert "<img" not in page
    assert "<script" not in page
    safe = "&lt;img src=x onerror=alert(1)&gt; &amp; [a](javascript:b)"
    assert f'<a href="../cases/harbor/">{safe}</a>: &lt;script&gt;{safe}</dd>' in page


def test_an_example_without_a_case_is_shown_whole(book):
    cases = Edition(book).cases
    assert from_case(cases, "An imagined case.", "en", ": ")[0] is None
    assert from_case(cases, "Kubernetes is not named so.", "en", ": ")[0] is None
    case, rest = from_case(cases, "Kubernetes: it is.", "en", ": ")
    assert (case.id, rest) == ("kubernetes", "it is.")
