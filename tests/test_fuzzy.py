"""The measures of QCA against examples that others have published, and against arithmetic by hand.

The files of `tests/qca/` say where their data is printed; each table below says where its results
are. The results are copied, not computed: three decimals, as printed.
"""

from __future__ import annotations

import csv
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as some

from casebook.method.fuzzy import (
    MEASURES,
    Fit,
    Span,
    conjunction,
    fit,
    leave_one_out,
    negation,
)

from .conftest import ROOT


def sets(name: str) -> dict[str, tuple[float, ...]]:
    """The columns of a file in tests/qca/ but the names of its cases."""
    lines = (ROOT / f"tests/qca/{name}.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {key: tuple(float(row[key]) for row in rows) for key in rows[0] if key != "case"}


KROOK = sets("krook-2010")
LIPSET = sets("lipset-crisp")
SIX = sets("lipset-fuzzy-six")
FIVE = sets("dusa-pri")


def disjunction(*sets):
    """Any of these sets: not all of what they are not."""
    return negation(conjunction(*map(negation, sets)))


def members(data, expression: str):
    """Membership in an expression of the R package: ~ not, * and, + or, in this order."""
    if "+" in expression:
        return disjunction(*(members(data, part) for part in expression.split("+")))
    if "*" in expression:
        return conjunction(*(members(data, part) for part in expression.split("*")))
    return negation(data[expression[1:]]) if expression[0] == "~" else data[expression]


def printed(*values: float | None) -> str:
    return " ".join("-" if value is None else f"{value:.3f}" for value in values)


def table(text: str) -> list[tuple[str, str]]:
    """The rows of a printed table: an expression, and its measures."""
    rows = (line.split(maxsplit=1) for line in text.strip().splitlines())
    return [(expression, " ".join(values.split())) for expression, values in rows]


def necessity(data, x: str, y: str) -> str:
    """Consistency, relevance and coverage, as the R package prints them."""
    measured = fit(members(data, x), members(data, y))
    return printed(measured.necessity, measured.relevance, measured.sufficiency)


def sufficiency(data, x: str, y: str) -> str:
    """Consistency, PRI and coverage, as the R package prints them."""
    measured = fit(members(data, x), members(data, y))
    return printed(measured.sufficiency, measured.pri, measured.necessity)


# --- Krook (2010) ---------------------------------------------------------------------------------

# The tests of the R package QCA, tests/testthat/_snaps/pof.md and superSubset.md. The coverage of
# ES+LP also is in the R Journal 5 (2013), 91.
KROOK_NECESSITY = """
ES      0.818  0.692  0.692
QU      0.727  0.429  0.500
WS      0.455  1.000  1.000
WM      0.727  0.571  0.571
LP      0.727  0.929  0.889
~ES     0.182  0.650  0.222
~QU     0.273  0.842  0.500
~WS     0.545  0.312  0.353
~WM     0.273  0.737  0.375
~LP     0.273  0.474  0.231
ES+LP   1.000  0.636  0.733
WS+LP   0.909  0.917  0.909
~WM+LP  0.909  0.583  0.667
"""

# The same: pof(x, ~WNP) and pof(1 - x, 1 - WNP).
KROOK_NECESSITY_OF_ABSENCE = """
ES   0.364  0.500  0.308
QU   0.727  0.429  0.500
WS   0.000  0.773  0.000
WM   0.545  0.500  0.429
LP   0.091  0.619  0.111
~ES  0.636  0.867  0.778
~QU  0.273  0.842  0.500
~WS  1.000  0.455  0.647
~WM  0.455  0.824  0.625
~LP  0.909  0.750  0.769
"""

# The single conditions: the same, pof(x, WNP, relation = "suf"). The rest: R Journal 5 (2013),
# 87–97, the complex, the parsimonious and the intermediate solution.
KROOK_SUFFICIENCY = """
ES            0.692  0.692  0.818
QU            0.500  0.500  0.727
WS            1.000  1.000  0.455
WM            0.571  0.571  0.727
LP            0.889  0.889  0.727
ES*QU*~WS*LP  1.000  1.000  0.273
ES*QU*~WS*WM  1.000  1.000  0.273
~ES*~WS*WM*LP 1.000  1.000  0.182
ES*WS*~WM*~LP 1.000  1.000  0.182
ES*WS*WM*LP   1.000  1.000  0.273
ES*WM         1.000  1.000  0.545
QU*LP         1.000  1.000  0.545
~ES*LP        1.000  1.000  0.182
WM*LP         1.000  1.000  0.636
ES*WS         1.000  1.000  0.455
ES*QU*LP      1.000  1.000  0.455
ES*QU*WM      1.000  1.000  0.455
WS+ES*WM+QU*LP+WM*LP  1.000  1.000  1.000
"""

# R Journal 5 (2013), 87–97, superSubset(Krook, outcome = "WNP", cov.cut = 0.52): incl and cov.r.
KROOK_SUPERSETS = """
ES+LP      1.000  0.733
ES+WM      1.000  0.524
WS+WM+LP   1.000  0.611
QU+~WM+LP  1.000  0.550
QU+WM+~LP  1.000  0.524
QU+WS+LP   1.000  0.550
QU+WS+WM   1.000  0.524
~ES+QU+WS  1.000  0.524
"""


@pytest.mark.parametrize(("x", "measures"), table(KROOK_NECESSITY))
def test_necessity_as_published_for_krook(x, measures):
    assert necessity(KROOK, x, "WNP") == measures


@pytest.mark.parametrize(("x", "measures"), table(KROOK_NECESSITY_OF_ABSENCE))
def test_necessity_of_the_absent_outcome_as_published_for_krook(x, measures):
    assert necessity(KROOK, x, "~WNP") == measures


@pytest.mark.parametrize(("x", "measures"), table(KROOK_SUFFICIENCY))
def test_sufficiency_as_published_for_krook(x, measures):
    assert sufficiency(KROOK, x, "WNP") == measures


@pytest.mark.parametrize(("x", "measures"), table(KROOK_SUPERSETS))
def test_disjunctions_as_published_in_the_r_journal(x, measures):
    measured = fit(members(KROOK, x), KROOK["WNP"])
    assert printed(measured.necessity, measured.sufficiency) == measures


# R Journal 5 (2013), 87–97, KrookTT: the row, n, incl and PRI.
KROOK_ROWS = """
00010  2  0.000  0.000
00011  1  1.000  1.000
01000  1  0.000  0.000
01010  4  0.000  0.000
01011  1  1.000  1.000
10001  1  0.000  0.000
10100  1  1.000  1.000
10111  1  1.000  1.000
11000  3  0.000  0.000
11001  1  1.000  1.000
11010  1  1.000  1.000
11011  2  1.000  1.000
11100  1  1.000  1.000
11111  2  1.000  1.000
"""

# Lipset's data with the bar at 600 dollars, DEV URB LIT IND, at the address in lipset-crisp.csv.
LIPSET_ROWS = """
0000  5  0.000  0.000
0010  4  0.250  0.250
0111  1  1.000  1.000
1010  1  1.000  1.000
1011  3  0.667  0.667
1111  4  0.750  0.750
"""


@pytest.mark.parametrize(
    ("data", "conditions", "outcome", "expected"),
    [
        (KROOK, ["ES", "QU", "WS", "WM", "LP"], "WNP", KROOK_ROWS),
        (LIPSET, ["DEV600", "URB", "LIT", "IND"], "SURV", LIPSET_ROWS),
    ],
)
def test_truth_tables_as_published(data, conditions, outcome, expected):
    for row, measures in table(expected):
        signs = ("" if digit == "1" else "~" for digit in row)
        x = members(data, "*".join(map("".join, zip(signs, conditions, strict=True))))
        measured = fit(x, data[outcome])
        assert f"{measured.members} {printed(measured.sufficiency, measured.pri)}" == measures


# --- Lipset (1959) --------------------------------------------------------------------------------

# The tests of the R package QCA, tests/testthat/_snaps/superSubset.md, ssLC.
LIPSET_NECESSITY = """
DEV          1.000  0.800  0.800
LIT          1.000  0.500  0.615
STB          1.000  0.700  0.727
DEV*LIT      1.000  0.800  0.800
DEV*STB      1.000  1.000  1.000
LIT*STB      1.000  0.900  0.889
DEV*LIT*STB  1.000  1.000  1.000
~URB+IND     1.000  0.000  0.444
"""

# The documentation of the R package QCA, minimize(ttLC, details = TRUE): the conservative and the
# parsimonious solution. Then the solution for the data with the bar at 600 dollars, see above.
LIPSET_SUFFICIENCY = """
DEV*~URB*LIT*STB  1.000  1.000  0.500
DEV*LIT*IND*STB   1.000  1.000  0.750
DEV*STB           1.000  1.000  1.000
~URB*LIT*~IND     0.400  0.400  0.250
URB*LIT*IND       0.800  0.800  0.500
DEV600*~URB*LIT   0.750  0.750  0.375
"""


@pytest.mark.parametrize(("x", "measures"), table(LIPSET_NECESSITY))
def test_necessity_as_published_for_lipset(x, measures):
    assert necessity(LIPSET, x, "SURV") == measures


@pytest.mark.parametrize(("x", "measures"), table(LIPSET_SUFFICIENCY))
def test_sufficiency_as_published_for_lipset(x, measures):
    assert sufficiency(LIPSET, x, "SURV") == measures


@pytest.mark.parametrize(
    ("expression", "memberships"),
    [
        # Sallan, at the address in lipset-fuzzy-six.csv: the first six of compute().
        ("DEV*URB+LIT*~IND", (0.27, 0.89, 0.58, 0.98, 0.92, 0.19)),
        # The documentation of the R package QCA, compute(): the first six.
        ("DEV*~IND+URB*STB", (0.27, 0.89, 0.91, 0.16, 0.58, 0.19)),
        ("URB*STB", (0.12, 0.89, 0.91, 0.07, 0.03, 0.03)),
    ],
)
def test_fuzzy_operators_as_published(expression, memberships):
    assert members(SIX, expression) == memberships


# --- Duşa's example of PRI ------------------------------------------------------------------------


def test_pri_tells_the_outcome_from_its_absence_as_published():
    """Results: at the address in dusa-pri.csv."""
    assert sufficiency(FIVE, "X", "Y") == "1.000 1.000 0.811"
    assert sufficiency(FIVE, "X", "~Y") == "0.814 0.000 0.745"


# --- By hand --------------------------------------------------------------------------------------


def test_a_tiny_example_by_hand():
    # The overlap is 1.3, of 1.5 in x and 1.6 in y; 0.7 of it lies in y and not-y at once. What lacks
    # of 1 is 1.5 in x, and 1.7 in the overlap.
    measured = fit([0.8, 0.1, 0.6], [0.8, 0.4, 0.4])
    assert measured.sufficiency == pytest.approx(1.3 / 1.5)
    assert measured.necessity == pytest.approx(1.3 / 1.6)
    assert measured.pri == pytest.approx((1.3 - 0.7) / (1.5 - 0.7))
    assert measured.relevance == pytest.approx(1.5 / 1.7)
    assert (measured.cases, measured.unknown, measured.members, measured.both) == (3, 0, 2, 1)


def test_a_case_unknown_in_either_set_is_left_out_and_counted():
    measured = fit([1, None, 0.5, None, 1], [1, 1, None, None, 0])
    assert (measured.cases, measured.unknown, measured.members, measured.both) == (2, 3, 2, 1)
    assert measured == Fit(0.5, 0.5, 1, 0, cases=2, unknown=3, members=2, both=1)


def test_exactly_half_is_neither_in_nor_out():
    measured = fit([0.5, 0.6], [0.9, 0.5])
    assert (measured.members, measured.both) == (1, 0)


@pytest.mark.parametrize(
    ("x", "y", "undefined"),
    [
        ([], [], set(MEASURES)),
        ([None], [1], set(MEASURES)),
        ([0, 0], [1, 0], {"sufficiency", "pri"}),  # nobody has the condition
        ([1, 0], [0, 0], {"necessity"}),  # nobody has the outcome
        ([1, 1], [1, 1], {"relevance"}),  # R prints "-" for it: pof.md, pof("X <- Y")
        ([0.1, 0.3], [0.9, 0.7], {"pri"}),  # all of x is within y and within its absence
        ([1 / 3], [2 / 3], {"pri"}),
    ],
)
def test_what_has_nothing_to_measure_is_undefined(x, y, undefined):
    measured = fit(x, y)
    assert {name for name in MEASURES if getattr(measured, name) is None} == undefined


def test_operators_by_hand():
    assert negation([0, 0.9, None]) == (1, 0.1, None)
    assert conjunction([0, 0.9, 0.2], [None, 0.5, 0.3]) == (None, 0.5, 0.2)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, 2, nan, inf])
def test_what_is_no_membership_is_refused(wrong):
    for call in (
        lambda: fit([wrong], [1]),
        lambda: fit([1], [wrong]),
        lambda: negation([wrong]),
        lambda: conjunction([wrong], [None]),
    ):
        with pytest.raises(ValueError, match="from 0 to 1"):
            call()


def test_sets_of_different_length_are_refused():
    for call in (fit, leave_one_out, conjunction):
        with pytest.raises(ValueError):
            call([1, 0], [1])


def test_one_case_that_carries_a_measure_is_named():
    spans = leave_one_out([1, 0, None, 0], [1, 1, 1, 0])
    assert spans["sufficiency"] == Span(1, 1, 0, (0,))  # without the first nobody has it
    assert spans["necessity"] == Span(0, 1, 0)  # ½; without the first 0, without the second 1
    assert spans["relevance"] == Span(1, 1, None)
    assert leave_one_out([0, 0], [1, 0])["pri"] == Span(None, None, None)
    assert leave_one_out([1], [1])["necessity"] == Span(None, None, 0, (0,))


def test_rounding_is_no_move():
    """0.3 / 3 and 0.2 / 2 differ in their last bit."""
    assert leave_one_out([0.1] * 3, [1] * 3)["necessity"].mover is None


# --- What holds for all sets ----------------------------------------------------------------------

membership = some.one_of(
    some.none(), some.sampled_from([0, 1 / 3, 0.5, 2 / 3, 1]), some.floats(0, 1)
)
pairs = some.lists(some.tuples(membership, membership), max_size=8)


def columns(cases):
    return [case[0] for case in cases], [case[1] for case in cases]


@given(pairs)
def test_measures_lie_from_0_to_1_and_counts_add_up(cases):
    measured = fit(*columns(cases))
    for name in MEASURES:
        value = getattr(measured, name)
        assert value is None or 0 <= value <= 1
    assert measured.cases + measured.unknown == len(cases)
    assert measured.both <= measured.members <= measured.cases
    assert measured.pri is None or measured.pri <= measured.sufficiency + 1e-12


@given(pairs, some.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(cases, chance):
    shuffled = chance.sample(cases, len(cases))
    assert fit(*columns(cases)) == fit(*columns(shuffled))


@given(pairs)
def test_necessity_is_sufficiency_seen_from_the_outcome(cases):
    x, y = columns(cases)
    assert fit(x, y).sufficiency == fit(y, x).necessity


@given(pairs)
def test_what_is_not_left_out_is_there(cases):
    x, _ = columns(cases)
    assert negation(negation(x)) == conjunction(x)


@given(pairs)
def test_a_conjunction_is_no_easier_than_its_parts(cases):
    x, y = columns(cases)
    for low, high in pairwise([conjunction(x, y), conjunction(x, x)]):
        assert all(a is None or b is None or a <= b for a, b in zip(low, high, strict=True))


@given(pairs)
def test_leave_one_out_agrees_with_leaving_each_out(cases):
    whole, spans = fit(*columns(cases)), leave_one_out(*columns(cases))
    for name in MEASURES:
        value, span = getattr(whole, name), spans[name]
        if value is None:
            assert span == Span(None, None, None)
            continue
        rest = {
            place: getattr(fit(*columns(cases[:place] + cases[place + 1 :])), name)
            for place in range(len(cases))
            if None not in cases[place]
        }
        left = [other for other in rest.values() if other is not None]
        assert (span.low, span.high) == ((min(left), max(left)) if left else (None, None))
        assert span.holders == tuple(place for place in rest if rest[place] is None)
        if span.mover is not None and not span.holders:
            farthest = max(abs(other - value) for other in left)
            assert abs(rest[span.mover] - value) == pytest.approx(farthest, abs=1e-11)
        elif span.mover is None:
            assert left == pytest.approx([value] * len(left), abs=1e-11)
