"""What the cases say together, and how far two coders agree, against arithmetic done another way."""

from __future__ import annotations

import csv
import io
from itertools import permutations, product
from types import SimpleNamespace

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook import Settings, contexts, load
from casebook.__main__ import main
from casebook.method.agreement import ORDER, agreements, alpha
from casebook.method.analysis import CHAIN, DOWN, OUTCOMES, UP, analysis
from casebook.method.chain import LINKS, MEMBERSHIP, Judgment, membership
from casebook.method.fuzzy import MEASURES, fit
from casebook.model.chain import Coding
from casebook.outputs.table import tables
from casebook.pages import parts
from casebook.pages.parts import PARTS

from .conftest import OURS

CODES = ("yes", "mostly", "little", "no", "unknown")


def case(id: str, levels: str, codes: dict[str, str], part_of: str | None = None):
    """A case that is coded so; `levels` are the links in their order."""
    links = dict(zip(LINKS, levels.split(), strict=True))
    return SimpleNamespace(
        id=id,
        part_of=part_of,
        levels=links,
        code=lambda name: codes.get(name, "unknown"),
    )


def ordinal(pairs: list[tuple[str, str]]) -> float:
    """Krippendorff's alpha by its definition: observed over expected disagreement (section 12.3)."""
    values = [ORDER.index(code) for pair in pairs for code in pair]
    n = {c: values.count(c) for c in range(len(ORDER))}

    def distance(c: int, k: int) -> float:
        low, high = sorted((c, k))
        return (sum(n[g] for g in range(low, high + 1)) - (n[c] + n[k]) / 2) ** 2

    observed = sum(distance(ORDER.index(a), ORDER.index(b)) for a, b in pairs) / len(pairs)
    every = list(permutations(values, 2))
    return 1 - observed / (sum(distance(a, b) for a, b in every) / len(every))


@given(st.lists(st.tuples(*[st.sampled_from(ORDER)] * 2), min_size=2, max_size=12))
def test_alpha_is_observed_over_expected_disagreement(pairs):
    if len({code for pair in pairs for code in pair}) < 2:
        assert alpha(pairs) is None
    else:
        assert alpha(pairs) == pytest.approx(ordinal(pairs))


def test_alpha_is_one_where_all_agree_and_undefined_for_a_single_unit():
    assert alpha([("yes", "yes"), ("no", "no"), ("little", "little")]) == 1
    assert alpha([("yes", "no")]) is None
    assert alpha([]) is None


def test_unknown_is_no_degree_and_is_counted_apart():
    codes = [
        {
            "item": "adopted",
            "first": "yes",
            "second": "unknown",
            "settled": {"en": "x", "zh": "某"},
        },
        {"item": "eroded", "first": "unknown", "second": "unknown"},
        {"item": "gained", "first": "no", "second": "no"},
        {"item": "caused", "first": "yes", "second": "yes"},
    ]
    coding = Coding.model_validate(
        {"date": "2020", "codebook": "2.0", "coder": {"en": "B", "zh": "乙"}, "codes": codes}
    )
    summary, *rows = agreements([coding], ["not-sold"])
    assert (summary.item, summary.units, summary.same) == ("links", 2, 2)
    assert (summary.apart, summary.neither, summary.alpha) == (1, 1, 1)
    assert [row.item for row in rows] == [*LINKS, "conditions", "not-sold"]
    assert rows[-1].units == 0
    assert rows[-1].alpha is None


@given(st.lists(st.sampled_from(CODES), min_size=4, max_size=4))
def test_a_chain_is_a_member_as_far_as_its_weakest_link(codes):
    levels = dict(zip(LINKS, codes, strict=True))
    known = [MEMBERSHIP[code] for code in codes if code != "unknown"]
    want = 0 if 0 in known else None if "unknown" in codes else min(known)
    assert membership(levels) == want


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(CODES), min_size=4, max_size=4), *[st.sampled_from(CODES)] * 2
        ),
        min_size=2,
        max_size=6,
    )
)
def test_a_reading_is_announced_only_if_nothing_overturns_it(rows):
    cases = [
        case(f"c{i}", " ".join(links), {"a": a, "b": b}) for i, (links, a, b) in enumerate(rows)
    ]
    made = analysis(cases, ["a", "b"])
    for reading in made.singles[CHAIN]:
        (name,) = reading.conditions

        def measured(left: list, calibration, name=name, absent=reading.absent):
            x = [calibration[c.code(name)] for c in left]
            y = [membership(c.levels, calibration) for c in left]
            return fit([None if v is None else 1 - v for v in x] if absent else x, y)

        views = [measured(cases, calibration) for calibration in (MEMBERSHIP, UP, DOWN)]
        known = [c for c in cases if c.code(name) != "unknown" and membership(c.levels) is not None]
        views += [measured([c for c in cases if c is not item], MEMBERSHIP) for item in known]
        needed = all((v.necessity or 0) >= 0.9 and (v.relevance or 0) >= 0.6 for v in views)
        enough = all((v.sufficiency or 0) >= 0.8 and (v.pri or 0) >= 0.5 for v in views)
        assert (reading.needed == "yes") == needed
        assert (reading.enough == "yes") == enough


def test_what_one_case_holds_up_is_not_announced():
    """b goes with the outcome in every case, but a single case is all that shows it."""
    rows = [("yes yes yes yes", "yes"), ("no no no no", "no"), ("no no no no", "no")]
    made = analysis([case(f"c{i}", links, {"b": b}) for i, (links, b) in enumerate(rows)], ["b"])
    present = made.singles[CHAIN][0]
    assert present.fit.necessity == 1
    assert present.needed == present.enough == "falls"
    assert made.robust == []


def test_a_case_within_another_does_not_count():
    outer = case("whole", "yes yes yes yes", {"a": "yes"})
    inner = case("part", "no no no no", {"a": "no"}, part_of="whole")
    made = analysis([outer, inner], ["a"])
    assert [c.id for c in made.cases] == ["whole"]
    assert [c.id for c in made.inner] == ["part"]
    assert made.alike == ["a"]


def rows(files: dict[str, bytes], url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[url].decode("utf-8-sig"))))


def test_tables_for_r_hold_every_code_and_every_measure(sample):
    book = load(sample)
    every = contexts(book, Settings())
    files = dict(tables(every))
    (codes,) = rows(files, "compare/codes.csv")
    harbor = every["en"].edition.case["harbor"]
    assert codes["case"] == "harbor"
    for condition in book.vocabulary["condition"]:
        value = codes[condition.replace("-", "_")]
        assert value == (
            "" if harbor.code(condition) == "unknown" else f"{MEMBERSHIP[harbor.code(condition)]:g}"
        )
    assert codes["chain"] == f"{membership(harbor.levels):g}"
    (raw,) = rows(files, "compare/raw-codes.csv")
    assert [raw[name] for name in LINKS] == [harbor.levels[name] for name in LINKS]
    conditions = book.vocabulary["condition"]
    assert all(raw[condition] == harbor.code(condition) for condition in conditions)
    assert (raw["verdict"], raw["breaks_at"]) == (harbor.judgment.value, harbor.judgment.at)
    measures = rows(files, "compare/measures.csv")
    conditions = len(book.vocabulary["condition"])
    assert len(measures) == len(OUTCOMES) * (2 * conditions + conditions * (conditions - 1) // 2)


@pytest.mark.parametrize(
    "file",
    ["compare/measures.csv", "compare/raw-codes.csv", "compare/codes.csv", "method/agreement.csv"],
)
@pytest.mark.parametrize("lang", ["", "zh/"])
def test_every_column_of_a_table_is_explained_beside_it(sample_site, file, lang):
    head = (sample_site / lang / file).read_text("utf-8-sig").splitlines()[0].split(",")
    folder, _, name = file.partition("/")
    page = lxml.html.parse(sample_site / lang / folder / "index.html")
    ((fold),) = page.xpath(f"//details[summary[contains(concat(' ', ., ' '), ' {name} ')]]")
    told = {code.text_content() for code in fold.xpath(".//code")}
    for column in head:
        parts = [column.removeprefix(name) for name in MEASURES if f"{name}_" in column]
        assert (parts or [column])[0] in told, column


def test_where_no_case_worked_pri_is_zero_and_the_page_says_why():
    codes = {"open-licence": "mostly"}
    failed = [case("a", "yes yes little yes", codes), case("b", "no unknown no no", codes)]
    for cases, without in (
        (failed, True),
        ([*failed, case("c", "yes yes yes mostly", codes)], False),
    ):
        compared = analysis(cases, ["open-licence"])
        assert compared.without_success is without
        assert all(reading.fit.pri == 0 for reading in compared.singles[CHAIN]) is without
    for context in contexts(load(OURS), Settings()).values():
        said = context.words.label("measures-no-success") in parts.render(
            context, f"{context.lang}/compare.md", "measures", []
        )
        assert said is context.edition.analysis.without_success


def test_a_stranger_can_compute_the_agreement_again(sample_site):
    page = lxml.html.parse(sample_site / "method/index.html")
    table = page.xpath("//table[@aria-labelledby='agreement-caption']")[0]
    shown = {
        row[0].text_content().strip(): row[1].text_content().strip()
        for row in table.xpath(".//tbody/tr")
    }
    with (sample_site / "method/agreement.csv").open(encoding="utf-8-sig") as file:
        pairs = list(csv.DictReader(file))
    links = [
        (pair["first"], pair["second"])
        for pair in pairs
        if pair["item"] in LINKS and "unknown" not in (pair["first"], pair["second"])
    ]
    assert shown["All links"] == f"{ordinal(links):.2f}"


@pytest.mark.parametrize(("lang", "want"), [("en", "The measure held"), ("zh", "该尺度没有变化")])
def test_a_tag_is_explained_as_the_codebook_has_it(capsys, lang, want):
    assert main(["--root", str(OURS), "explain", "eroded", "--lang", lang]) == 0
    assert want in capsys.readouterr().out


def test_every_code_of_a_link_or_condition_has_an_anchor():
    vocabulary = load(OURS).vocabulary
    for scheme, name in product(
        ("link", "condition"), ("yes", "mostly", "little", "no", "unknown")
    ):
        for id, entry in vocabulary[scheme].items():
            assert name in entry.value.values, (scheme, id, name)


def test_a_link_that_is_not_known_is_not_counted_as_the_weakest():
    def case(*judgment: str) -> SimpleNamespace:
        return SimpleNamespace(judgment=Judgment(*judgment))

    cases = [case("not-shown", "unknown", "eroded")] * 2 + [case("broke", "broke-no", "gained")]
    facts = PARTS["home-answer"](
        SimpleNamespace(edition=SimpleNamespace(cases=cases, analysis=SimpleNamespace(robust=[])))
    )
    assert (facts["at"], facts["unknown"], facts["broke"]) == ("gained", 2, 1)
