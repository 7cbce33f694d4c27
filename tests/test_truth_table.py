"""The truth table on examples computed by hand, and on the cases that we have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook import load
from casebook.method.edition import Edition
from casebook.method.enriched import EnrichedCase
from casebook.method.truth_table import GENEROUS, STRICT, Share, outcome, truth_table
from casebook.model.case import Condition

from .conftest import ROOT, ours

HARBOR = Edition(load(ROOT / "tests/sample")).case["harbor"]


def case(verdict: str | None, **codes: str) -> EnrichedCase:
    """The sample's case with another verdict (None: without) and only these conditions."""
    note = HARBOR.record.conditions[0].note
    value = HARBOR.record.model_copy(
        update={
            "verdict": verdict and HARBOR.record.verdict.model_copy(update={"value": verdict}),
            "conditions": [
                Condition(condition=name, code=code, note=note) for name, code in codes.items()
            ],
        }
    )
    return replace(HARBOR, record=value)


FIVE = [
    case("worked", a="yes", b="no"),
    case("partly", a="partly", b="unknown"),
    case("no-effect", a="partly", b="no"),
    case("backfired", a="no", b="yes"),
    case("contested", a="yes", b="yes"),
]


def test_cases_stand_on_the_side_of_their_verdict_in_their_order():
    table = truth_table(FIVE, ["a", "b"])
    assert table.reached == (FIVE[0], FIVE[1])
    assert table.missed == (FIVE[2], FIVE[3])
    assert table.undecided == (FIVE[4],)
    assert table.cases == tuple(FIVE)
    assert table.base == Share(2, 4)


def test_partly_is_read_both_ways():
    a, _ = truth_table(FIVE, ["a", "b"]).readings
    # With the outcome: yes, partly. Without it: partly, no. The contested case counts nowhere.
    assert a.generous.necessity == Share(2, 2)
    assert a.generous.without == Share(1, 2)
    assert a.generous.sufficiency == Share(2, 3)
    assert a.strict.necessity == Share(1, 2)
    assert a.strict.without == Share(0, 2)
    assert a.strict.sufficiency == Share(1, 1)
    assert (a.generous.lean, a.strict.lean, a.lean, a.unknown) == ("more", "more", "more", 0)


def test_unknown_is_neither_present_nor_absent():
    _, b = truth_table(FIVE, ["a", "b"]).readings
    # With the outcome: no (one unknown). Without it: no, yes.
    assert b.generous.necessity == b.strict.necessity == Share(0, 1)
    assert b.generous.without == Share(1, 2)
    assert b.generous.sufficiency == Share(0, 1)
    assert (b.lean, b.unknown) == ("less", 1)


@pytest.mark.parametrize(
    ("reached", "missed", "lean"),
    [
        (["partly"], ["yes"], "depends"),  # generous: 1/1 and 1/1; strict: 0/1 and 1/1
        (["yes", "no"], ["yes", "no", "yes", "no"], "same"),
        (["yes", "yes", "no"], ["yes", "no"], "more"),  # 2/3 is more than 1/2
        (["yes", "no"], ["yes", "yes", "no"], "less"),
        (["yes"], [], "unread"),
        (["yes"], ["unknown"], "unread"),
        (["unknown"], ["yes"], "unread"),
        (["partly", "no"], ["no"], "depends"),  # strict: 0/2 and 0/1 are the same
    ],
)
def test_leans(reached, missed, lean):
    cases = [case("partly", a=one) for one in reached] + [
        case("no-effect", a=one) for one in missed
    ]
    (reading,) = truth_table(cases, ["a"]).readings
    assert reading.lean == lean


def test_rows_are_those_of_fully_coded_cases():
    table = truth_table(FIVE, ["a", "b"])
    assert table.possible == 4
    assert table.complete == (FIVE[0], FIVE[2], FIVE[3])
    assert table.rows(GENEROUS) == {(True, False), (False, True)}
    assert table.rows(STRICT) == {(True, False), (False, False), (False, True)}


def test_a_share_of_nothing_has_no_value():
    assert Share(0, 0).value is None
    assert Share(3, 4).value == 0.75


def test_a_missing_verdict_decides_nothing_and_a_missing_code_is_unknown():
    assert outcome(case(None)) is None
    assert outcome(case("too-early")) is None
    assert outcome(case("backfired")) is False
    assert case("worked").code("a") == "unknown"


def test_necessity_and_sufficiency_count_the_same_cases():
    """Each measure is the coverage of the other, so both have one numerator."""
    book = ours()
    table = truth_table(list(Edition(book).case.values()), list(book.vocabulary["condition"]))
    assert len(table.reached) + len(table.missed) + len(table.undecided) == len(book.cases)
    for one in table.readings:
        for counts in (one.generous, one.strict):
            assert counts.necessity.part == counts.sufficiency.part
            present = sum(
                case.code(one.condition) in (GENEROUS if counts is one.generous else STRICT)
                for case in table.reached + table.missed
            )
            assert counts.sufficiency.whole == present
        assert one.strict.necessity.part <= one.generous.necessity.part
