"""One test for each line of the table of grades and for each cap."""

from __future__ import annotations

from typing import Any

import pytest

from casebook import load
from casebook.method.grade import case_grade, grade
from casebook.method.wording import words
from casebook.model import Case, Claim, Source
from casebook.reading.book import Found
from casebook.reading.text import Document

from .conftest import ROOT, ours


def source(**fields: Any) -> dict[str, Any]:
    plain = {
        "type": "article", "title": "T", "accessed": "2026", "publisher": "Gazette",
        "URL": "https://x.example", "language": "en", "kind": "secondary", "read": "whole",
        "issued": "2014",
    }  # fmt: skip
    return {key: value for key, value in (plain | fields).items() if value is not None}


RECORD = source(kind="primary", type="software", publisher="Party", party_to=["party"])
WORDS = source(kind="primary", type="post-weblog", publisher="Party", party_to=["party"])
RULING = source(kind="primary", type="article", publisher="Court")
GAZETTE = source()
HERALD = source(publisher="Herald")
COURIER = source(publisher="Courier")
WIKI = source(kind="tertiary", publisher="Wiki")


def graded(*evidence: Any, kind: str = "fact", motive: bool = False, **extra: Any) -> str:
    """The grade of a claim with this evidence: sources, or (source, changes to the evidence)."""
    pairs = [item if isinstance(item, tuple) else (item, {}) for item in evidence]
    ids = [f"s{index}" for index, _ in enumerate(pairs)]
    listed = [
        {"source": id, "stance": "supports", "directness": "direct"} | change
        for id, (_, change) in zip(ids, pairs, strict=True)
        if change.get("listed") != "no"
    ]
    for item in listed:
        item.pop("listed", None)
    claim = Claim.model_validate(
        {"id": "c", "kind": kind, "weight": "core", "date": "2014", "known_from": "2014",
         "text": {"en": "x", "zh": "甲"}, "evidence": listed} | extra
    )  # fmt: skip
    case = Case.model_validate(
        {"title": {"en": "x", "zh": "x"}, "subtitle": {"en": "x", "zh": "x"}, "status": "draft",
         "depth": "brief", "as_of": "2026", "decided": "2014", "summary": {"en": "x", "zh": "x"},
         "actors": [{"id": "party", "name": {"en": "x", "zh": "x"}, "roles": [{"role": "initiator"}]}],
         "plays": ["p"], "claims": [claim],
         "motives": [{"hypothesis": "h", "kind": "stated", "actor": "party", "claim": "c"}]
         if motive else []}
    )  # fmt: skip
    sources = {
        id: Found(id, Source.model_validate(item), Document("x"))
        for id, (item, _) in zip(ids, pairs, strict=True)
    }
    result = grade(claim, case, sources)
    assert result.letter in (case_grade(case, sources), "")
    return f"{result.letter} {result.reason}".strip()


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([RECORD], "A record"),
        ([RULING], "A record"),
        ([WORDS, GAZETTE], "A origins-primary"),
        ([WORDS], "B own-words"),
        ([source(party_to=["party"])], "C own-words"),
        ([GAZETTE, HERALD], "B origins-secondary"),
        ([GAZETTE], "C one"),
        ([WIKI], "D tertiary"),
        ([WIKI, GAZETTE], "C one"),
        ([(RECORD, {"directness": "indirect"})], "D indirect"),
        ([], "— none"),
        ([(GAZETTE, {"stance": "qualifies"})], "— none"),
        # Retellings and shared publishers count once.
        ([GAZETTE, source(title="Later")], "C one"),
        ([GAZETTE, source(publisher="Herald", derives_from="s0")], "C one"),
        ([WORDS, source(publisher="Herald", derives_from="s0")], "B own-words"),
        ([source(origin="release"), source(publisher="Herald", origin="release")], "C one"),
        ([GAZETTE, source(publisher="Herald", origin="s0")], "C one"),
        (
            [
                GAZETTE,
                source(publisher="Herald", derives_from="s2"),
                (source(publisher="Wire", derives_from="s0"), {"listed": "no"}),
            ],
            "C one",
        ),
        # A copy is not primary; an undated record is not dated.
        ([source(kind="primary", type="software", copy="Mirror")], "C copy"),
        ([source(kind="primary", issued=None)], "C undated"),
        # A conflict takes the letter away unless it is resolved.
        ([RECORD, (GAZETTE, {"stance": "contradicts"})], "≠ conflict"),
        (
            [RECORD, (GAZETTE, {"stance": "contradicts", "resolved": {"en": "x", "zh": "x"}})],
            "A record",
        ),
    ],
)
def test_the_table(evidence, expected):
    assert graded(*evidence) == expected


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([GAZETTE], "D analyst"),
        ([WORDS], "C party-reading"),
        ([GAZETTE, HERALD], "C analysts"),
        ([GAZETTE, WORDS], "C analysts"),
        ([GAZETTE, HERALD, WORDS], "A origins-primary"),
        ([WIKI], "D tertiary"),
    ],
)
def test_interpretations_are_capped(evidence, expected):
    assert graded(*evidence, kind="interpretation") == expected


def test_a_party_on_its_own_motive_is_capped():
    assert graded(RECORD, motive=True) == "B own-motive"
    assert graded(RECORD, RULING, motive=True) == "B own-motive", "a record of it makes it no truer"
    assert graded(WORDS, motive=True) == "B own-words"


def test_a_forecast_has_no_grade():
    assert graded(RECORD, kind="forecast", state="open") == "forecast"


def test_a_circle_of_retellings_ends():
    assert (
        graded(source(derives_from="s1"), source(publisher="Herald", derives_from="s0")) == "C one"
    )


def test_a_case_is_as_good_as_its_weakest_core_claim():
    book = load(ROOT / "tests/sample")
    assert case_grade(book.cases["harbor"].value, book.sources) == "B"
    assert case_grade(book.cases["quay"].value, book.sources) == "—"


def test_every_grade_explains_itself_in_both_languages():
    book = ours()
    for lang in ("en", "zh"):
        spoken = words(book, lang)
        for case in book.cases.values():
            for claim in case.value.claims:
                result = grade(claim, case.value, book.sources)
                assert "grade-" not in spoken.reason(result) + spoken.raise_by(result)
                assert (
                    result.raise_by or result.letter in ("A", "") or result.reason == "own-motive"
                )
