"""The verdict: computed from four links by stated rules, bounded by tests and evidence, and the same
wherever it is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as some

from casebook import Settings, check, contexts, load, pages
from casebook.method import chain
from casebook.method.chain import LINKS, MEMBERSHIP, STEPS, SUREST, VERDICTS, YOUNG, judge
from casebook.method.grade import ORDER
from casebook.model import LANGUAGES
from casebook.model.chain import Code, Level, Result, Test, Trace
from casebook.outputs import card, export, texts
from casebook.outputs.table import tables

from .conftest import ours

CASE, CODING = "data/cases/harbor.yml", "data/codings/harbor.yml"
OLD = YOUNG

levels = some.sampled_from(get_args(Level))
degrees = some.sampled_from(STEPS)
codes = some.fixed_dictionaries(
    dict.fromkeys(LINKS[:3], levels) | {"caused": some.sampled_from(get_args(Code))}
)
known = some.fixed_dictionaries(dict.fromkeys(LINKS, degrees))
ages = some.integers(min_value=0, max_value=60)


# The verdict for every combination of codes


@given(codes, ages)
def test_every_chain_comes_to_a_verdict_and_names_rule_and_link(codes, years):
    judgment = judge(codes, years)
    assert judgment.value in VERDICTS
    assert (judgment.at == "") == (judgment.value == "held")
    assert judgment.at in ("", *LINKS)
    assert f"chain-rule-{judgment.rule}" in ours().labels
    assert f"chain-at-{judgment.value}" in ours().labels
    assert judgment.value in ours().vocabulary["verdict"]


@given(known)
def test_a_chain_is_as_strong_as_its_weakest_link(codes):
    judgment = judge(codes, OLD)
    rank = min(STEPS.index(code) for code in codes.values())
    assert judgment.value == {"yes": "held", "no": "broke"}.get(STEPS[rank], STEPS[rank])
    assert chain.membership(codes) == min(MEMBERSHIP[code] for code in codes.values())
    if judgment.at:
        assert codes[judgment.at] == STEPS[rank]
        before = LINKS[: LINKS.index(judgment.at)]
        assert all(STEPS.index(codes[name]) > rank for name in before), "the first of the weakest"


@given(codes)
def test_it_breaks_at_the_first_link_that_did_not_hold_whatever_else_is_unknown(codes):
    failed = [name for name in LINKS if codes[name] in ("no", "reverse")]
    judgment = judge(codes, OLD)
    if failed and judgment.value != "backfired":
        assert (judgment.value, judgment.at) == ("broke", failed[0])
        assert judgment.rule == f"broke-{codes[failed[0]]}"
    assert (judgment.value in ("broke", "backfired")) == bool(failed)


@given(codes)
def test_it_backfired_where_the_opener_lost_by_the_opening(codes):
    lost = codes["gained"] == "reverse" and codes["caused"] not in ("no", "unknown")
    judgment = judge(codes, OLD)
    assert (judgment.value == "backfired") == lost
    assert not lost or judgment.at == "gained"


@given(codes)
def test_what_is_unknown_is_not_shown_unless_another_link_failed(codes):
    unknown = [name for name in LINKS if codes[name] == "unknown"]
    failed = {"no", "reverse"} & set(codes.values())
    judgment = judge(codes, OLD)
    assert (judgment.value == "not-shown") == (bool(unknown) and not failed)
    if judgment.value == "not-shown":
        assert judgment.at == unknown[0]
        assert chain.membership(codes) is None


@given(codes, ages)
def test_a_young_chain_that_does_not_hold_is_too_early_to_judge(codes, years):
    judgment, later = judge(codes, years), judge(codes, OLD)
    early = years < YOUNG and later.value in ("little", "broke", "not-shown")
    assert judgment.at == later.at
    assert judgment.value == ("too-early" if early else later.value)
    assert judgment.rule == ("too-early" if early else later.rule)


@given(known, some.sampled_from(LINKS), degrees)
def test_a_stronger_link_never_makes_a_weaker_chain(codes, link, code):
    if STEPS.index(code) >= STEPS.index(codes[link]):
        assert chain.membership(codes | {link: code}) >= chain.membership(codes)


def test_all_codes_have_a_membership_and_all_verdicts_a_word():
    assert set(MEMBERSHIP) == set(get_args(Level)) >= set(get_args(Code)) > set(STEPS)
    assert set(VERDICTS) == set(ours().vocabulary["verdict"])
    assert set(LINKS) == set(ours().vocabulary["link"])


@pytest.mark.parametrize(
    ("decided", "as_of", "years"),
    [
        ("2014-06", "2017-06-01", 3),
        ("2014-06-15", "2017-06-14", 2),
        ("2014-06-15", "2017-06-15", 3),
        ("2014", "2014-12-31", 0),
        ("2014", "2017", 3),
        ("1900", "2026-11-22", 126),
    ],
)
def test_years_are_full_years(sample, change, decided, as_of, years):
    change(CASE, "decided: 2014-06", f"decided: {decided}")
    change(CASE, "as_of: 2026-11-22", f"as_of: {as_of}")
    assert chain.years(load(sample).cases["harbor"].value) == years


# The tests of the cause

kinds = some.tuples(some.sampled_from(get_args(Test)), some.sampled_from(get_args(Result)))


def most(*tests: tuple[str, str]) -> str:
    return chain.ceiling(
        Trace.model_validate({"claim": "c", "test": test, "result": result})
        for test, result in tests
    )


@pytest.mark.parametrize(
    ("tests", "allowed"),
    [
        ([], "no"),
        ([("straw", "passed")], "little"),
        ([("straw", "passed")] * 9, "little"),
        ([("hoop", "passed")], "little"),
        ([("smoking-gun", "failed")], "little"),
        ([("smoking-gun", "passed")], "mostly"),
        ([("smoking-gun", "passed"), ("hoop", "passed")], "yes"),
        ([("doubly-decisive", "passed")], "yes"),
        ([("hoop", "failed"), ("smoking-gun", "passed")], "no"),
        ([("doubly-decisive", "failed"), ("straw", "passed")], "no"),
    ],
)
def test_the_most_that_tests_allow(tests, allowed):
    assert most(*tests) == allowed


@given(some.lists(kinds, min_size=1), some.randoms())
def test_the_order_and_the_number_of_like_tests_change_nothing(tests, random):
    shuffled = [*tests, *tests]
    random.shuffle(shuffled)
    assert most(*shuffled) == most(*tests)


@given(some.lists(kinds, min_size=1), kinds)
def test_no_failed_test_allows_more_and_no_passed_one_less(tests, added):
    before, after = STEPS.index(most(*tests)), STEPS.index(most(*tests, added))
    assert after <= before if added[1] == "failed" else after >= before


# How sure one may be


def test_the_weaker_the_evidence_the_less_sure_and_every_grade_has_its_bound():
    words = list(ours().vocabulary["confidence"])
    assert set(SUREST) == set(ORDER)
    ranks = [words.index(SUREST[letter]) for letter in ORDER]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("quality", ["direct", "indirect"])
@pytest.mark.parametrize("word", list(SUREST.values()))
def test_the_word_is_no_surer_than_the_weakest_claim_behind_the_link(sample, change, quality, word):
    adopts = "directness: indirect}\n  - id: why-they-opened"
    change(CASE, adopts, adopts.replace("indirect", quality))
    change(CASE, "confidence: possible", f"confidence: {word}")
    book = load(sample)
    words = list(book.vocabulary["confidence"])
    bound = {"direct": "likely", "indirect": "possible"}[quality]
    found = [problem for problem in check(book) if problem.key == "too-sure"]
    assert bool(found) == (words.index(word) < words.index(bound))
    assert all("'pilot-adopts'" in str(problem.message) for problem in found)


# One code changes everything that shows it

CHANGES: Mapping[str, tuple[str, str, str, str]] = {
    "adopted": ("mostly", "no", "broke", "broke-no"),
    "eroded": ("little", "reverse", "broke", "broke-reverse"),
    "gained": ("mostly", "reverse", "backfired", "backfired"),
    "caused": ("little", "unknown", "not-shown", "unknown"),
}
"""The code of a link in the sample, another one, and the verdict and the rule that follow."""


def recode(project: Path, link: str, code: str, verdict: str) -> None:
    """Codes a link anew in the case and in its second coding, with what follows from it."""
    old, *_ = CHANGES[link]
    case, coding = project / CASE, project / CODING
    text = case.read_text("utf-8").replace(
        f"  {link}: {{code: {old}", f"  {link}: {{code: {code}", 1
    )
    text = text.replace("value: little", f"value: {verdict}", 1)
    if link == "gained":
        text = text.replace("actor: lighthouse, effect: gained", "actor: lighthouse, effect: lost")
    if code == "unknown":
        tests = "tests: [{claim: pilot-adopts, test: straw, result: passed}]}\noutcomes"
        told = "would_tell: {en: Letters., zh: 信件。}"
        text = text.replace(tests, tests.replace("]}", f"], {told}}}"))
    case.write_text(text, "utf-8")
    mine = rf"(item: {link}, first): \w+, second: \w+"
    coding.write_text(
        re.sub(mine, rf"\1: {code}, second: {code}", coding.read_text("utf-8")), "utf-8"
    )


@pytest.mark.parametrize("link", CHANGES)
def test_a_code_that_changes_changes_every_place_that_tells_of_it(sample, link):
    _, code, verdict, rule = CHANGES[link]
    recode(sample, link, code, verdict)
    book = load(sample)
    assert check(book) == []
    every = contexts(book, Settings())
    made = list(pages(every))
    by_place = {page.src_uri: page.markdown for page in made}
    files = dict([*export.exports(every), *texts.guides(every, made), *tables(every)])

    whole, index = json.loads(files["cases/harbor.json"]), json.loads(files["cases.json"])
    assert whole["chain"][link]["code"] == code
    for told in (whole["computed_verdict"], index["cases"][0]["verdict"]):
        assert (told["value"], told["rule"], told["at"]) == (verdict, rule, link)
        assert told["why"] == book.labels[f"chain-rule-{rule}"].value.model_dump()
    assert index["cases"][0]["links"][link] == code
    membership = MEMBERSHIP[code]
    (_, row) = files["compare/codes.csv"].decode("utf-8-sig").splitlines()
    column = files["compare/codes.csv"].decode("utf-8-sig").split("\r\n")[0].split(",").index(link)
    assert row.split(",")[column] == ("" if membership is None else f"{membership:g}")

    for lang in LANGUAGES:
        context, spoken = every[lang], book.label("verdict", verdict, lang)
        why = context.words.label(f"chain-rule-{rule}")
        number = LINKS.index(link) + 1
        name = book.label("link", link, lang)
        where = context.words.label(f"chain-at-{verdict}", number=str(number), link=name)
        shown = {
            uri: lxml.html.fromstring(by_place[f"{lang}/{uri}"].partition("\n# ")[2])
            for uri in ("cases/harbor.md", "cases/harbor/evidence.md", "compare.md", "index.md")
        }
        for uri in ("compare.md", "index.md"):
            (group,) = shown[uri].xpath("//tr[@class='cb-chains-group']")
            assert " ".join(group.text_content().split()).startswith(spoken)
            assert where in group.text_content()
        for uri in ("cases/harbor.md", "compare.md"):
            (first, *_) = shown[uri].xpath("//span[contains(@class, 'cb-verdict-')]")
            assert f"cb-verdict-{verdict}" in first.get("class")
            assert first.text_content().strip() == spoken
            rings = [ring.get("class").split()[-1] for ring in first.xpath(".//circle")]
            assert rings[number - 1] == f"cb-ring-{code}"
            assert where in " ".join(shown[uri].text_content().split()), uri
        assert why in shown["cases/harbor/evidence.md"].text_content()
        guide = files[f"{'' if lang == 'en' else 'zh/'}llms.txt"].decode()
        assert spoken in guide
        assert why in guide
        drawn = card.card(context, context.edition.case["harbor"])
        assert drawn.levels[link] == code
        assert (context.words.label("verdict"), spoken) in [fact[:2] for fact in drawn.facts]


@pytest.mark.parametrize("link", CHANGES)
def test_an_author_who_says_something_else_than_the_links_is_refused_at_the_line(sample, link):
    _, code, verdict, _ = CHANGES[link]
    recode(sample, link, code, "little")
    (problem,) = check(load(sample))
    assert (problem.code, problem.place.file) == ("CB323", CASE)
    lines = (sample / CASE).read_text("utf-8").splitlines()
    assert lines[problem.place.line - 1] == "  value: little"
    assert f"`{verdict}`" in str(problem.message)
    assert f"`{link}`" in str(problem.message)


# Second codings and candidates


def test_a_coding_of_a_case_that_cannot_be_read_is_not_blamed(sample, change):
    change(CASE, "status: published", "status: publishd")
    assert {problem.place.file for problem in check(load(sample))} == {CASE}


def test_a_draft_needs_no_candidate_and_a_book_without_candidates_none_at_all(sample, change):
    change("data/candidates.yml", "  state: coded\n  case: harbor\n", "  state: waiting\n")
    change(CASE, "status: published", "status: draft")
    assert "case-not-a-candidate" not in {problem.key for problem in check(load(sample))}
    change(CASE, "status: draft", "status: published")
    assert [problem.key for problem in check(load(sample))] == ["case-not-a-candidate"]
    (sample / "data/candidates.yml").unlink()
    assert "case-not-a-candidate" not in {problem.key for problem in check(load(sample))}


def test_a_code_that_was_changed_since_needs_a_word_why(sample, change):
    change(CASE, 'condition: neutral-home, code: "no"', "condition: neutral-home, code: little")
    assert [problem.key for problem in check(load(sample))] == ["coding-out-of-step"]
    same = 'item: neutral-home, first: "no", second: "no"'
    change(CODING, same, f"{same}, settled: {{en: A board sits., zh: 有理事会。}}")
    assert check(load(sample)) == []


# Little or odd data


def block(text: str, field: str) -> str:
    """A field of a case with everything below it."""
    found = re.search(rf"^{field}:.*\n(?:[ #].*\n)*", text, re.MULTILINE)
    assert found
    return found[0]


@pytest.mark.parametrize(
    "gone",
    [
        ("chain",), ("verdict",), ("chain", "verdict"), ("conditions",), ("outcomes",), ("rivals",),
        ("stack", "openness", "timeline", "chain", "verdict", "conditions", "outcomes", "rivals"),
    ],
)  # fmt: skip
def test_a_case_that_lacks_its_parts_is_shown_and_taken_away_all_the_same(sample, gone):
    path = sample / CASE
    text = path.read_text("utf-8")
    for field in gone:
        text = text.replace(block(text, field), "")
    path.write_text(text, "utf-8")
    book = load(sample)
    assert "harbor" in book.cases
    every = contexts(book, Settings())
    made = list(pages(every))
    files = dict([*export.exports(every), *texts.guides(every, made), *tables(every)])
    (told,) = (case for case in json.loads(files["cases.json"])["cases"] if case["depth"] != "note")
    if "chain" in gone:
        assert set(told["links"].values()) == {"unknown"}
        assert (told["verdict"]["value"], told["verdict"]["at"]) == ("not-shown", LINKS[0])
    assert all(isinstance(problem.code, str) for problem in check(book))


def test_a_published_case_has_every_link_coded(sample, change):
    change(CASE, block((sample / CASE).read_text("utf-8"), "chain"), "")
    change(CASE, "value: little", "value: not-shown")
    (missing, *rest) = sorted(check(load(sample)))
    lines = (sample / CASE).read_text("utf-8").splitlines()
    assert (missing.code, lines[missing.place.line - 1]) == ("CB310", "status: published")
    assert "`chain`" in str(missing.message)
    assert {problem.key for problem in rest} <= {"coding-out-of-step"}


@pytest.mark.parametrize("cell", ["=1+1", "+1 800", "-x", "@SUM(A1)"])
def test_no_new_column_holds_a_formula(sample, change, cell):
    quoted = json.dumps(cell)
    change(CASE, "others: {en: Nobody,", f"others: {{en: {quoted},")
    change(CASE, "binds: {en: a yearly fee,", f"binds: {{en: {quoted},")
    change(CASE, "change: {en: Charts became free.,", f"change: {{en: {quoted},")
    table = dict(tables(contexts(load(sample), Settings())))["cases/harbor/moat-map.csv"].decode()
    assert table.count(f"'{cell}") == 3
    assert table.count(cell) == 3
