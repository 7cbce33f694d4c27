"""Figures as they are drawn: where things stand, what is kept, what is said, what can be taken away."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import os
import re
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from casebook import Settings, contexts, load, pages
from casebook.figures import (
    chart,
    chart_labels,
    chart_words,
    layout,
    moat,
    moat_words,
    overview,
    strips,
)
from casebook.figures.layout import LAYOUTS, NARROW, Figure
from casebook.figures.text import estimate, torn, wrap
from casebook.method.edition import Edition
from casebook.method.wording import words
from casebook.model import LANGUAGES, PartialDate, Point, Series
from casebook.model.address import TABLES
from casebook.outputs import plot
from casebook.outputs.picture import Pictures
from casebook.outputs.table import tables
from casebook.pages.charts import CaseChart, beside, charts

from .conftest import ROOT, SLUGS, cases, copy_sample, ours

CASES = [(lang, slug) for lang in LANGUAGES for slug in SLUGS]
ALLOWED = {
    "svg": {"class", "role", "viewbox", "aria-hidden"},
    "title": set(),
    "desc": set(),
    "g": {"class", "transform", "text-anchor"},
    "path": {"class", "d"},
    "text": {"class", "x", "y"},
}
"""Everything that a figure may consist of; colours, fonts, ids and addresses are not among it."""


def drawing(figure: Figure, size: layout.Layout):
    """The drawing of a figure in one size."""
    return figure.drawings[LAYOUTS.index(size)]


def series(points: str, scale: str = "linear") -> tuple[Series, list[Point]]:
    """A series from lines such as `a 2015 12.5 break: why`."""
    rows = []
    for row in points.splitlines():
        line, date, value, *note = row.split(maxsplit=3)
        rows.append(
            Point.model_validate(
                {
                    "date": date,
                    "line": line,
                    "value": value,
                    "source": "x",
                    **({"note": note[0]} if note else {}),
                }
            )
        )
    text = {"en": "x", "zh": "某"}
    lines = {row.line: text for row in rows}
    shape = {"title": text, "unit": text, "lines": lines, "scale": scale}
    return Series.model_validate(shape), rows


def drawn(points: str, scale: str = "linear") -> chart.Chart:
    return drawing(charted(points, scale), NARROW)


def charted(
    points: str, scale: str = "linear", decided: str = "2014-06", lang: str = "en"
) -> Figure[chart.Chart]:
    """The chart of a series in a case that was decided at that time."""
    return chart.chart(*series(points, scale), PartialDate.parse(decided), words(ours(), lang))


def marks(drawn: chart.Chart, kind: str) -> list[tuple[float, float]]:
    """The places of all points of a kind, such as `point-0`."""
    moves = re.findall(r"M([-\d.]+) ([-\d.]+)", drawn.paths.get(kind, ""))
    return [(float(x), float(y)) for x, y in moves]


# Text


@pytest.mark.parametrize("limit", [1, 4.5, 9, 20])
@pytest.mark.parametrize(
    "text",
    [
        "OpenSearch, under a foundation; beside it Elastic's Elasticsearch",
        "尚无定主：Docker Swarm、Mesos，以及后来的 ECS",
        "</svg><script>alert(1)</script>",
        "“引号”与《书名》（括号）都不落单。",
        "x",
        "",
    ],
)
def test_wrapped_text_is_whole_and_fits(text, limit):
    lines = wrap(text, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(estimate(line) <= limit or len(line) == 1 for line in lines)


def test_lines_are_even_and_keep_punctuation_in_its_place():
    assert sorted(map(len, wrap("以亚马逊云科技为首", 8.5))) == [4, 5]
    for limit in range(5, 12):
        for line in wrap("尚无定主（一），《二》；“三”、四。", limit):
            assert line[0] not in "，。、；”》）"
            assert line[-1] not in "“《（"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Machine-learning framework", 8, ["Machine-", "learning", "framework"]),
        ("Machine-learning framework", 10, ["Machine-learning", "framework"]),
        ("2016-18 and -5", 4.2, ["2016-18", "and -5"]),
        ("a sign -x", 3, ["a sign", "-x"]),
        ("机器学习-framework", 5.5, ["机器学习-", "framework"]),
        ("一二三四，五六七八", 5, ["一二三四，", "五六七八"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text, width, lines):
    assert wrap(text, width) == lines


def test_what_does_not_fit_is_cut_and_a_torn_clause_is_known():
    assert wrap("one two three", 7, len, 1) == ["one tw…"]
    assert torn(["一二三", "四"])
    assert not torn(["一二三，", "四"])
    assert not torn(["one", "two"])


# The moat map, on every case of ours


@pytest.mark.parametrize("size", LAYOUTS, ids=lambda size: size.name)
@pytest.mark.parametrize(("lang", "slug"), CASES)
def test_moats_hold_their_text_and_do_not_touch(lang, slug, size):
    case, spoken = cases()[slug], words(ours(), lang)
    map = drawing(moat.moat_map(case, spoken), size)
    assert [row.layer for row in map.rows] == case.stack
    for row in map.rows:
        for cell, position in zip(row.cells, (row.layer.before, row.layer.after), strict=True):
            assert len(cell.rings) == moat.RINGS[position.margin]
            assert (cell.wall.gap == 0) == (position.access == "closed")
            room = cell.wall.right - cell.wall.left
            assert all(estimate(line) * size.size <= room for line in cell.holder)
            assert all(estimate(line) * size.small <= room for line in cell.state)
            holder = case.holders(position, lang, spoken.label("list-comma"))
            assert "".join(cell.holder).replace(" ", "") == holder.replace(" ", "")
            state = moat_words.state(position, spoken)
            assert "".join(cell.state).replace(" ", "") == state.replace(" ", "")
            last = cell.y + (len(cell.holder) + len(cell.state) - 1) * size.line
            assert cell.wall.top < cell.y - size.size * 0.8
            assert last < cell.wall.bottom
            assert cell.outer.left >= size.beside
            assert cell.outer.right <= size.width
        assert row.cells[0].outer.right < row.cells[1].outer.left
        top = min(cell.outer.top for cell in row.cells)
        assert top >= 0
        assert max(cell.outer.bottom for cell in row.cells) <= row.height
        assert row.y < top or size.beside


def test_every_sign_of_a_map_is_explained_once(sample):
    case = load(sample).cases["harbor"].value
    signs = moat.signs(case)
    assert [name for name, _ in signs] == ["open", "closed", "margin"]
    for _, cell in signs:
        assert cell.outer.left >= 0
        assert cell.outer.bottom <= 28


# Strips


@pytest.mark.parametrize("size", LAYOUTS, ids=lambda size: size.name)
@pytest.mark.parametrize(("lang", "slug"), CASES)
def test_each_event_has_a_mark_of_its_own(lang, slug, size):
    case = cases()[slug]
    if not case.events:
        return
    strip = drawing(strips.timeline(case, words(ours(), lang)), size)
    claims = [claim for _, claim in case.events]
    assert sorted(mark.number for mark in strip.marks) == sorted(claim.number for claim in claims)
    for index, mark in enumerate(strip.marks):
        assert mark.left - 9.5 >= 0
        assert mark.right + 9.5 <= size.width
        assert strip.top < mark.y < strip.bottom
        for other in strip.marks[index + 1 :]:
            assert abs(mark.x - other.x) >= 19 or abs(mark.y - other.y) >= 19
    by_number = {mark.number: mark for mark in strip.marks}
    places = [by_number[claim.number].x for claim in sorted(claims, key=strips.claim_day)]
    assert places == sorted(places)


@pytest.mark.parametrize(("lang", "slug"), CASES)
def test_bars_of_a_facet_run_from_entry_to_entry(lang, slug):
    case = cases()[slug].record
    if not case.openness:
        return
    strip = strips.openness(case, words(ours(), lang)).drawings[-1]
    assert len(strip.lanes) == len({entry.facet for entry in case.openness})
    assert {bar.degree for bar in strip.bars} <= {"open", "partial", "closed", "unknown"}
    for lane in strip.lanes:
        own = [bar for bar in strip.bars if lane.top < bar.y < lane.bottom]
        assert own
        assert [bar.right for bar in own[:-1]] == [bar.left for bar in own[1:]]
        assert own[-1].right == strip.axis.x(case.as_of.last)


@pytest.mark.parametrize("size", LAYOUTS, ids=lambda size: size.name)
def test_all_cases_stand_in_one_timeline_in_order(size):
    shown = list(cases().values())
    timeline = drawing(overview.all_cases(shown, words(ours(), "en")), size)
    labels = ["".join(row.lane.label).replace(" ", "") for row in timeline.rows]
    assert labels == [case.title.en.replace(" ", "") for case in shown]
    for row, case in zip(timeline.rows, shown, strict=True):
        assert len(row.events) == len(case.events)
        assert row.decided == timeline.axis.x(case.decided.first)
        assert row.lane.top < row.y < row.lane.bottom
    # The years stand above the first row, too, and none of them hangs over an edge.
    assert timeline.rows[0].lane.top == timeline.top >= 13
    half = len("2000") * size.small * 0.6 / 2
    assert all(half <= x <= size.width - half for x, _ in timeline.axis.years)


@pytest.mark.parametrize("years", [1, 2, 9, 40, 900])
@pytest.mark.parametrize("room", [100, 200, 500])
def test_labels_of_years_never_touch(years, room):
    line = layout.Axis.over([dt.date(1100, 3, 1), dt.date(1100 + years - 1, 9, 1)], 0, room)
    places = [x for x, _ in line.years]
    assert all(after - before >= 36 for before, after in pairwise(places))
    assert places
    assert all(0 <= x <= room for x in places)


# Charts


def test_a_line_is_broken_where_nothing_is_known():
    made = drawn("a 2010 1\na 2011 2\na 2014 3\na 2015 4 break: another count\na 2016 5")
    assert len(marks(made, "line-0")) == 2, "2010–2011 and 2015–2016"
    assert len(marks(made, "gap-0")) == 2, "2011–2014 and 2014–2015"
    assert len(marks(made, "point-0")) == 4
    assert len(marks(made, "hollow-0")) == 1


def test_partial_dates_lie_halfway_through_what_they_may_mean():
    made = drawn("a 2014-12-31 0\na 2015 1\na 2015-07-02 2\na 2016 3\na 2016-12-31 4")
    (start, _), (year, _), (day, _), (_, _), (end, _) = marks(made, "point-0")
    assert abs(year - day) <= 0.5
    assert start < year < end
    exact = drawn("a 2014 1\na 2015 2\na 2016 3")
    labels = {text: x for x, _, text in exact.times}
    for (x, _), label in zip(marks(exact, "point-0"), ("2014", "2015", "2016"), strict=True):
        assert abs(x - labels[label]) <= 0.5, "years stand above their labels"


@pytest.mark.parametrize(
    "points",
    [
        "a 2015 12.5",
        "a 2015-03 0",
        "a 2015 -3",
        "a 2015 99999999999999999999",
        "a 2015 0\nb 2015 0\na 2016 0",
    ],
)
def test_little_or_odd_data_is_drawn_within_the_picture(points):
    made = drawn(points)
    places = [place for n in range(2) for place in marks(made, f"point-{n}")]
    assert len(places) == len(points.splitlines())
    for x, y in places:
        assert 0 <= made.left + x <= NARROW.width
        assert 0 <= made.top + y <= made.height


def test_lines_differ_in_shape_and_begin_anew_after_the_last():
    made = drawn("\n".join(f"{name} 2015 {n}" for n, name in enumerate("abcdefgh")))
    count = [len(marks(made, f"point-{n}")) for n in range(len(chart.SHAPES))]
    assert count == [2, 2, 1, 1, 1, 1]
    assert len(set(chart.SHAPES)) == len(chart.SHAPES)


def test_a_log_scale_has_the_same_step_for_each_tenfold():
    made = drawn("a 2015 100\na 2016 10\na 2017 1\na 2018 0.1", "log")
    heights = [y for _, y in marks(made, "point-0")]
    steps = [after - before for before, after in pairwise(heights)]
    assert max(steps) - min(steps) <= 1
    assert [text for _, _, text in made.values] == ["0.1", "1", "10", "100"]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([3, 34], ["0", "5", "10", "15", "20", "25", "30", "35"]),
        ([12.5, 38], ["0", "10", "20", "30", "40"]),
        ([0.2, 0.9], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ([-600, 1000], ["−1,000", "−500", "0", "500", "1,000"]),
        ([0], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    ],
)
def test_values_are_labelled_at_round_steps(values, labels):
    points = "\n".join(f"a {2010 + n} {value}" for n, value in enumerate(values))
    assert [text for _, _, text in drawn(points).values] == labels


def test_a_short_time_is_labelled_by_the_month():
    times = [text for _, _, text in drawn("a 2015-11 1\na 2016-02 2").times]
    assert times == ["2015-12", "2016-01", "2016-02"]


# The pictures of the sample, whole


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_the_chart_of_the_sample(sample, size):
    made = {page.src_uri: page.markdown for page in pages(contexts(load(sample), Settings()))}
    page = lxml.html.fromstring(made["en/cases/harbor.md"].partition("\n# ")[2])
    (picture,) = page.xpath(f"//*[@class='cb-plot cb-{size}'][starts-with(title, 'From 2016')]")
    text = etree.tostring(picture, encoding="unicode", with_tail=False).replace("><", ">\n<") + "\n"
    golden = ROOT / f"tests/golden/ships.{size}.svg"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


# What is said


def test_charts_say_first_last_and_highest_and_when_it_was_decided():
    points = "a 2015-12 31\na 2018-12 35\na 2025-12 -28.5\nb 2020 7"
    en, zh = (charted(points, lang=lang).description for lang in LANGUAGES)
    assert en == (
        "Unit: x. x: from 31 (December 2015) to −28.5 (December 2025), with a high of 35 (December 2018). x: 7 (2020)."
        " Decided: June 2014."
    )
    assert zh == (
        "单位：某。某：从 31（2015 年 12 月）到 −28.5（2025 年 12 月），最高 35（2018 年 12 月）。某：7（2020 年）。"
        "决定时间：2014 年 6 月。"
    )


def test_the_other_figures_say_what_they_show(sample):
    edition = Edition(load(sample))
    case, en = edition.case["harbor"], words(edition.book, "en")
    description = moat.moat_map(case, en).description
    assert "Opened: Charts. Before: Pilot Co. (" in description
    assert strips.timeline(case, en).description.startswith(f"{len(case.timeline)} event")
    assert strips.openness(case.record, en).description.startswith("As of November 22, 2026: ")
    assert overview.all_cases(edition.cases, en).description.startswith("Cases: 1. Events: ")


# The new parts


def test_a_series_is_drawn_when_a_line_has_three_points():
    assert not chart_words.worth_drawing(*series("a 2015 1\na 2016 2\nb 2015 1\nb 2016 3"))
    assert chart_words.worth_drawing(*series("a 2015 1\na 2016 2\na 2017 3\nb 2015 1"))


@pytest.mark.parametrize(
    ("decided", "shown"), [("2014-06", True), ("2018", True), ("2009", False), ("2026-11", False)]
)
def test_the_decision_is_a_line_within_the_time_of_the_chart_or_shortly_before(decided, shown):
    made = drawing(charted("a 2015-12 1\na 2020-12 2\na 2022-12 3", decided=decided), NARROW)
    assert made.decision.shown is shown
    assert ("decided" in made.paths) is shown
    first = marks(made, "point-0")[0][0]
    if shown:
        assert 0 <= made.decision.x <= NARROW.width - made.left
        assert (made.decision.x < first) == (decided < "2015-12")


def test_lines_are_named_at_their_ends_or_by_a_key_for_all():
    apart = charted("a 2015 10\na 2016 11\na 2017 12\nb 2015 50\nb 2016 51\nb 2017 52")
    assert [len(made.names) for made in apart.drawings] == [2, 2]
    crowded = "\n".join(f"{name} {year} 5" for name in "abcdef" for year in (2015, 2016, 2017))
    assert [made.names for made in charted(crowded).drawings] == [[], []]


def test_a_name_that_needs_three_lines_goes_to_the_key():
    name = "As first published, before the revision of 2017 and of others"
    level = [(0.0, 50.0), (100.0, 50.0)]
    assert chart_labels.place([name], [level], (300, 100), NARROW) == []
    assert chart_labels.place(["AWS"], [level], (300, 100), NARROW)


def test_a_name_hides_no_line_and_no_other_name():
    level = [(0.0, 50.0), (100.0, 50.0)]
    (beside,) = chart_labels.place(["AWS"], [level], (300, 100), NARROW)
    assert not beside.end
    assert beside.x > 100
    across = [(120.0, 0.0), (120.0, 100.0)]
    elsewhere, _ = chart_labels.place(["AWS", "B"], [level, across], (300, 100), NARROW)
    assert elsewhere.end, "to the right another line is in the way"
    first, second = chart_labels.place(["AWS", "B"], [level, level], (300, 100), NARROW)
    assert abs(first.y - second.y) >= NARROW.small


def test_what_was_only_read_once_is_faint_before(sample):
    case = load(sample).cases["harbor"].value
    since = next(entry for entry in case.openness if entry.since)
    only_read = since.model_copy(update={"since": None, "as_of": PartialDate.parse("2017")})
    for entry, degrees in ((since, ["open"]), (only_read, ["unknown", "open"])):
        changed = case.model_copy(update={"openness": [entry]})
        strip = strips.openness(changed, words(ours(), "en")).drawings[-1]
        assert [bar.degree for bar in strip.bars] == degrees


def test_a_chart_stands_behind_the_paragraph_that_cites_its_claim_first(sample):
    context = contexts(load(sample), Settings())["en"]
    (chart,) = charts(context, context.edition.case["harbor"])
    story = 'One.\n\nTwo <a id="cite-ships-using-charts">1</a>, two.\n\n### Three\n\nFour.'
    text, left = beside(story, [chart], lambda chart: f"<figure>{chart.id}</figure>")
    assert text == story.replace("two.\n", "two.\n\n<figure>ships</figure>\n")
    assert left == []
    end = story.partition("\n\n###")[0]
    assert beside(end, [chart], lambda _: "<figure/>")[0].endswith("two.\n\n<figure/>\n\n")
    assert beside("One.", [chart], lambda _: "") == ("One.", [chart])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_to_take_away_says_whose_figures_it_shows(sample, lang, monkeypatch):
    monkeypatch.setattr(Pictures, "png", lambda _, svg: svg.encode())
    monkeypatch.setattr(Pictures, "forget", lambda _: None)
    files = dict(plot.plots(contexts(load(sample), Settings())))
    folder = ("zh/" if lang == "zh" else "") + "cases/harbor/ships"
    svg = etree.fromstring(files[f"{folder}.svg"])
    text = "".join("".join(svg.itertext("{*}text")).split())
    case = load(sample).cases["harbor"].value
    for said in (case.series[0].finding[lang], "Gazette", "2015–2017", "CCBY4.0"):
        assert said.replace(" ", "") in text
    assert f"{folder}.png" in files
    assert not re.search(r"var\(|href|url\(", files[f"{folder}.svg"].decode())


# On the built pages


def case_pages(site: Path, lang: str, slug: str) -> list[lxml.html.HtmlElement]:
    """The built pages of a case that hold figures: its story and its evidence."""
    folder = site / ("zh" if lang == "zh" else "") / f"cases/{slug}"
    files = [folder / "index.html", folder / "evidence/index.html"]
    return [lxml.html.fromstring(file.read_text("utf-8")) for file in files]


def charts_of(lang: str, slug: str) -> dict[str, CaseChart]:
    """The series of a case of ours by their ids."""
    context = contexts(ours(), Settings())[lang]
    return {chart.id: chart for chart in charts(context, context.edition.case[slug])}


@pytest.mark.parametrize(("lang", "slug"), CASES)
def test_figures_on_the_pages_of_a_case(site, lang, slug):
    """Each drawn twice, with a name and a description in the page's language, a table and a file."""
    case, prefix = ours().cases[slug].value, "zh/" if lang == "zh" else ""
    story, evidence = case_pages(site, lang, slug)
    figures = [
        figure
        for page in (story, evidence)
        for figure in page.xpath("//figure[contains(@class, 'cb-figure')]")
    ]
    drawn = (case.stack, case.openness, case.timeline)
    assert len(figures) == sum(map(bool, drawn)) + len(case.series)
    of_series = {shown.series: charts_of(lang, slug)[shown.series].figure for shown in case.series}
    for figure in figures:
        pictures = figure.xpath("./svg[@role='img'] | ./ol[@class='cb-layers']/li/svg[@role='img']")
        times = len(case.stack) if "cb-moat-map" in figure.get("class") else 1
        if not of_series.get((figure.get("id") or "").removeprefix("figure-"), True):
            times = 0  # its table says it better
        assert [picture.get("class") for picture in pictures] == [
            "cb-plot cb-narrow",
            "cb-plot cb-wide",
        ] * times
        for picture in pictures:
            name, description = picture.findtext("title"), picture.findtext("desc")
            assert name
            assert bool(re.search(r"[\u4e00-\u9fff]", description)) == (lang == "zh")
            assert re.search(r"\d", description) or "cb-moat-map" in figure.get("class")
        assert figure.xpath("./figcaption")
        for element in figure.xpath(".//svg"):
            if element not in pictures:
                assert element.get("aria-hidden") == "true"
        assert figure.xpath("./details//table") or figure.getnext().tag == "ol"
    offered = story.xpath("//p[@class='cb-download']/a/@href")
    for file in evidence.xpath("//p[@class='cb-download']/a/@href"):
        assert file.startswith("../"), "it lies beside the story"
        offered.append(file.removeprefix("../"))
    tables = [name for name, has in zip(TABLES, drawn, strict=True) if has]
    names = [f"{name}.csv" for name in (*tables, *of_series)]
    names += [f"{id}.{kind}" for id, has in of_series.items() if has for kind in ("png", "svg")]
    assert sorted(offered) == sorted(names)
    made = {path.name for path in (site / prefix / f"cases/{slug}").glob("*.*")}
    assert made - {"index.html"} == set(offered)


@pytest.mark.parametrize(("lang", "slug"), CASES)
def test_figures_consist_of_nothing_but_what_is_allowed(site, lang, slug):
    style = "".join(one.read_text("utf-8") for one in sorted(site.glob("assets/*.css")))
    pages = case_pages(site, lang, slug)
    for picture in (picture for page in pages for picture in page.xpath("//figure//svg")):
        for element in picture.iter():
            assert element.tag in ALLOWED
            assert set(map(str.lower, element.keys())) <= ALLOWED[element.tag]
            for name in (element.get("class") or "").split():
                known = name in style or re.sub(r"\d$", "", name) in style
                assert known or name in (
                    "cb-access-open",
                    "cb-access-closed",
                    "cb-moat-any",
                    "cb-fig-name-",
                    "cb-fig-bar-closed",
                )


def test_the_style_sheet_paints_with_the_colours_of_the_page_alone():
    whole = (ROOT / "docs/assets/casebook.css").read_text("utf-8")
    style = whole[whole.index("/* Figures:") : whole.index("/* Plays */")]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl", style)
    assert set(re.findall(r"var\((--[a-z]+)\)", style)) == {
        "--paper", "--ink", "--quiet", "--rule", "--water", "--breach", "--sans", "--serif",
    }  # fmt: skip


@pytest.mark.parametrize(("lang", "slug"), CASES)
def test_figures_are_light(site, lang, slug):
    pages = case_pages(site, lang, slug)
    pictures = [picture for page in pages for picture in page.xpath("//figure/svg")]
    whole = b"".join(lxml.html.tostring(picture, with_tail=False) for picture in pictures)
    assert len(gzip.compress(whole)) < 1000 * len(pictures)


def test_a_draft_with_little_data_has_its_figures(tmp_path):
    project = copy_sample(tmp_path, engine=False)
    quay = project / "data/cases/quay.yml"
    quay.write_text(
        quay.read_text("utf-8") + "timeline:\n  - {event: announced, claim: opened}\n"
        "openness:\n  - {facet: licence, degree: open, as_of: 2026, note: {en: x, zh: 某}, sources: [lighthouse-2014-license]}\n"
        "claims:\n  - id: opened\n    kind: fact\n    weight: core\n    date: 2026\n    known_from: 2026\n"
        "    text: {en: It opened., zh: 它开放了。}\n    evidence: []\n",
        "utf-8",
    )
    made = {page.src_uri: page.markdown for page in pages(contexts(load(project), Settings()))}
    page = lxml.html.fromstring(made["en/cases/quay/evidence.md"].partition("\n# ")[2])
    names = [one.text for one in page.xpath("//svg[@role='img']/title")]
    assert names == ["How open: Quay"] * 2 + ["Timeline: Quay"] * 2
    assert not page.xpath("//*[contains(text(), 'nan')]")


# The files


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "without the mark, Excel garbles Chinese"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_tables_hold_the_data_in_the_language_of_the_page(sample):
    files = dict(tables(contexts(load(sample), Settings())))
    beside = {
        "cases/harbor": (*TABLES, "ships"),
        "cases": ("timeline",),
        "codebook": ("coding-sheet",),
        "compare": ("codes", "measures", "raw-codes"),
        "method": ("agreement",),
    }
    assert sorted(files) == sorted(
        f"{prefix}{page}/{name}.csv"
        for prefix in ("", "zh/")
        for page, names in beside.items()
        for name in names
    )
    assert read(files["zh/cases/harbor/moat-map.csv"]) == [
        [
            "层", "作用",
            "开放之前：占有者", "开放之前：供应者", "开放之前：开放程度", "开放之前：用户受什么约束、付出什么", "开放之前：利润",
            "现在：占有者", "现在：供应者", "现在：开放程度", "现在：用户受什么约束、付出什么", "现在：利润",
            "变了什么", "论断",
        ],
        ["航程", "在此获利", "灯塔公司", "少数几家", "封闭", "", "高", "灯塔公司", "少数几家", "封闭", "", "高", "来的船多了。", "charts-published"],
        ["海图", "被开放的层", "领航公司", "独家供应", "封闭", "年费", "", "无人独占", "多家供应", "开放", "", "低", "海图变为免费。", "charts-published"],
    ]  # fmt: skip
    whose = ["Open Source as Defense: Harbor", "2026-11-22", "CC BY 4.0"]
    assert read(files["cases/harbor/ships.csv"])[1:] == [
        ["2015", "All ships", "12.5", "percent", "Gazette", "http://gazette.example/ships", "", *whose],
        ["2016", "All ships", "38", "percent", "Gazette", "http://gazette.example/ships", "a new count, since 2016", *whose],
        ["2017", "All ships", "41", "percent", "Gazette", "http://gazette.example/ships", "", *whose],
    ]  # fmt: skip
    openness = ["License", "2014-06", "", "Open", "CC BY 4.0"]
    assert read(files["cases/harbor/openness.csv"])[1][:5] == openness
    assert read(files["cases/timeline.csv"])[1] == [
        "Harbor",
        *read(files["cases/harbor/timeline.csv"])[1],
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1 800", "-x", "@SUM(A1)", "＝1+1", "－", "-4.35", "38%", "a=1"]
)
def test_no_cell_is_taken_for_a_formula(cell, tmp_path):
    project = copy_sample(tmp_path, engine=False)
    path = project / "data/series/series.yml"
    path.write_text(
        path.read_text("utf-8").replace("All ships", f"{cell!r}".replace("'", '"')), "utf-8"
    )
    files = dict(tables(contexts(load(project), Settings())))
    shown = read(files["cases/harbor/ships.csv"])[1][1]
    assert shown == (cell if cell in ("－", "-4.35", "38%", "a=1") else f"'{cell}")


# Hostile text


def test_hostile_words_are_words_in_every_figure(tmp_path):
    poison = "</title></text></svg><script>alert(1)</script>{{ 7*7 }} ]]> \"'&amp;"
    project = copy_sample(tmp_path, engine=False)
    for name in ("data/cases/harbor.yml", "data/series/series.yml"):
        path = project / name
        quoted = "'" + poison.replace("'", "''") + "'"
        text = path.read_text("utf-8")
        for old in ("Voyages", "Pilot Co.", "All ships", "Ships using the charts", "percent"):
            text = re.sub(
                rf"(\{{en: ){old}(?=[,}}])", lambda match, quoted=quoted: match[1] + quoted, text
            )
        path.write_text(text, "utf-8")
    made = {page.src_uri: page.markdown for page in pages(contexts(load(project), Settings()))}
    pictures = []
    for name in ("harbor", "harbor/evidence"):
        page = lxml.html.fromstring(made[f"en/cases/{name}.md"].partition("\n# ")[2])
        assert page.xpath("//script") == []
        pictures += page.xpath("//figure//svg[@role='img']")
    assert len(pictures) == 10, "two layers of the map, a chart and two strips, each twice"
    shown = " ".join("".join(picture.itertext()) for picture in pictures)
    assert poison in shown
    spread = "".join(
        "".join(text.itertext()) for picture in pictures[:2] for text in picture.iter("text")
    )
    assert poison.replace(" ", "") in spread.replace(" ", "")
    for picture in pictures:
        assert all(element.tag in ALLOWED for element in picture.iter())


def test_a_partial_date_is_never_drawn_more_exactly_than_known():
    assert chart._day(PartialDate.parse("2015")) == dt.date(2015, 7, 2)
    assert chart._day(PartialDate.parse("2015-06-03")) == dt.date(2015, 6, 3)
