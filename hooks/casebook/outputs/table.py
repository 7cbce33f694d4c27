"""The data of every figure as CSV files beside the pages, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from ..method.analysis import OUTCOMES, Analysis
from ..method.chain import LINKS
from ..method.enriched import EnrichedCase, EnrichedClaim
from ..method.fuzzy import MEASURES
from ..method.wording import Words
from ..model import Event, Position, address
from ..pages.charts import CaseChart, charts
from ..pages.context import Context

_FORMULA = re.compile(r"[=+\-@\t\r\n]|[＝＋－＠].")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def tables(contexts: Mapping[str, Context]) -> Iterator[tuple[str, bytes]]:
    """The tables of all figures in each language, beside the pages that show them."""
    for lang, context in contexts.items():
        for case in context.edition.case.values():
            if not case.is_note:
                yield from _case(case, context)
        if context.edition.cases:
            compared = context.edition.analysis
            yield _table(f"{lang}/cases/index.md", "timeline", _all_events(context))
            yield _table(f"{lang}/compare.md", "codes", _codes(compared))
            yield _table(f"{lang}/compare.md", "raw-codes", _raw(context))
            yield _table(f"{lang}/compare.md", "measures", _measures(compared))
            yield _table(f"{lang}/method.md", "agreement", _codings(context))
        yield _table(f"{lang}/codebook.md", "coding-sheet", _sheet(context))


def _codes(compared: Analysis) -> Iterator[list[str]]:
    """Cases × conditions × links as memberships, in the form that R's QCA reads: the first column
    names the rows, names have no hyphens, and what is unknown is empty.
    """
    sets = (*compared.conditions, *OUTCOMES)
    yield ["case", *(name.replace("-", "_") for name in sets)]
    columns = [compared.memberships(name) for name in sets]
    for place, case in enumerate(compared.cases):
        values = (column[place] for column in columns)
        yield [case.id, *("" if value is None else f"{value:g}" for value in values)]


def _raw(context: Context) -> Iterator[list[str]]:
    """Every published case with its codes as they are given, and what they come to."""
    conditions = list(context.entries("condition"))
    yield ["case", "title", "decided", "part_of", *LINKS, *conditions, "verdict", "breaks_at"]
    for case in context.edition.cases:
        codes = [*(case.levels[name] for name in LINKS), *map(case.code, conditions)]
        head = [case.id, case.title[context.lang], str(case.decided), case.part_of or ""]
        yield [*head, *codes, case.judgment.value, case.judgment.at]


def _measures(compared: Analysis) -> Iterator[list[str]]:
    """Every reading with its measures, their ranges, and both readings of the middle codes."""
    yield [
        "conditions", "absent", "outcome", "cases", "unknown", "members", "both",
        *(
            f"{name}{part}"
            for name in MEASURES
            for part in ("", "_low", "_high", "_mover", "_middle_low", "_middle_high")
        ),
        "needed", "enough",
    ]  # fmt: skip
    for reading in compared.rows():
        fit = reading.fit
        row = ["*".join(reading.conditions), str(int(reading.absent)), reading.outcome]
        row += [str(count) for count in (fit.cases, fit.unknown, fit.members, fit.both)]
        for name in MEASURES:
            span = reading.spans[name]
            mover = "" if span.mover is None else compared.cases[span.mover].id
            row += [_ratio(getattr(fit, name)), _ratio(span.low), _ratio(span.high), mover]
            row += [_ratio(getattr(other, name)) for other in (reading.low, reading.high)]
        yield [*row, reading.needed, reading.enough]


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _sheet(context: Context) -> Iterator[list[str]]:
    """A row for each link and condition, to be filled in by whoever codes a case."""
    t = context.words.label
    yield ["item", t("question"), t("values"), "code", "claims", t("sheet-why")]
    for scheme in ("link", "condition"):
        for id, entry in context.entries(scheme).items():
            question = entry.question[context.lang] if entry.question else ""
            yield [id, question, " ".join(entry.values), "", "", ""]


def _codings(context: Context) -> Iterator[list[str]]:
    """Every pair of codes that two coders gave, and the code that stands."""
    yield ["case", "item", "first", "second", "stands"]
    codings = context.edition.book.codings
    for case in context.edition.cases:
        for code in codings[case.id].value.codes if case.id in codings else ():
            stands = case.levels.get(code.item) or case.code(code.item)
            yield [case.id, code.item, code.first, code.second, stands]


def _case(case: EnrichedCase, context: Context) -> Iterator[tuple[str, bytes]]:
    page, words = f"{context.lang}/{case.page}", context.words
    if case.stack:
        yield _table(page, "moat-map", _moat_map(case, words))
    if case.openness:
        yield _table(page, "openness", _openness(case, words))
    if case.timeline:
        yield _table(page, "timeline", _timeline(case, words))
    for chart in charts(context, case):
        yield _table(page, chart.id, _series(chart, words))


def _moat_map(case: EnrichedCase, words: Words) -> Iterator[list[str]]:
    t = words.label
    times = (t("before"), t("after"))
    yield [
        t("layer"),
        t("role"),
        *(
            f"{time}{t('colon')}{what}"
            for time in times
            for what in (t("holder"), t("suppliers"), t("access"), t("binds"), t("margin"))
        ),
        t("change"),
        t("claims-behind"),
    ]
    for layer in case.stack:
        yield [
            layer.layer[words.lang],
            words.tag("stack-role", layer.role),
            *_position(layer.before, case, words),
            *_position(layer.after, case, words),
            layer.change[words.lang] if layer.change else "",
            " ".join(layer.claims),
        ]


def _position(position: Position, case: EnrichedCase, words: Words) -> list[str]:
    return [
        case.holders(position, words.lang, words.label("list-comma")),
        words.tag("suppliers", position.suppliers),
        words.tag("degree", position.access),
        position.binds[words.lang] if position.binds else "",
        words.tag("margin", position.margin) if position.margin else "",
    ]


def _openness(case: EnrichedCase, words: Words) -> Iterator[list[str]]:
    t = words.label
    yield [t("facet"), t("since"), t("read-on"), t("degree"), t("what"), t("sources")]
    for entry in case.openness:
        yield [
            words.tag("facet", entry.facet),
            str(entry.since or ""),
            str(entry.as_of or ""),
            words.tag("degree", entry.degree),
            entry.note[words.lang],
            " ".join(case.source[id].URL for id in entry.sources if id in case.source),
        ]


def _timeline(case: EnrichedCase, words: Words) -> Iterator[list[str]]:
    t = words.label
    yield [t("date"), t("event"), t("what"), t("grade"), t("claim")]
    for event, claim in case.events:
        yield _event(event, claim, words)


def _all_events(context: Context) -> Iterator[list[str]]:
    t = context.words.label
    yield [t("case"), t("date"), t("event"), t("what"), t("grade"), t("claim")]
    for case in context.edition.cases:
        for event, claim in case.events:
            yield [case.title[context.lang], *_event(event, claim, context.words)]


def _event(event: Event, claim: EnrichedClaim, words: Words) -> list[str]:
    letter = claim.grade.letter or "—"
    kind = words.tag("event", event.event)
    return [str(claim.date), kind, claim.text[words.lang], letter, claim.id]


def _series(chart: CaseChart, words: Words) -> Iterator[list[str]]:
    """The points of a series. Every row says whose they are, under what licence they may be used,
    and to which day the case is up to, since rows are copied without their file.
    """
    t = words.label
    yield [
        t("date"), t("line"), t("value"), t("unit"), t("source"), t("address"), t("note"),
        t("data-from"), t("as-of"), t("licence"),
    ]  # fmt: skip
    series, source = chart.series, chart.case.source
    for point in chart.points:
        from_source = source.get(point.source)
        yield [
            str(point.date),
            series.lines[point.line][words.lang] if point.line in series.lines else point.line,
            point.value,
            series.unit[words.lang],
            from_source.publisher if from_source else point.source,
            from_source.URL if from_source else "",
            point.note or "",
            t("site-name") + t("colon") + chart.case.title[words.lang],
            str(chart.case.as_of),
            "CC BY 4.0",
        ]


def _table(src_uri: str, name: str, rows: Iterable[list[str]]) -> tuple[str, bytes]:
    """A table beside a page. Marked as UTF-8, without which Excel garbles Chinese."""
    text = io.StringIO()
    csv.writer(text).writerows([_plain(cell) for cell in row] for row in rows)
    return f"{address.url(src_uri)}{name}.csv", text.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
