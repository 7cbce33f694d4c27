"""What a figure says, in words computed from the data: the text alternatives of the drawings."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from ..model import Case, Point, Position, Series
from ..reading.book import Found
from .strips import events

if TYPE_CHECKING:
    from ..pages.view import View

_SPACE = {"en": " ", "zh": ""}
"""What stands between two sentences."""


def moat_map(case: Case, view: View) -> str:
    """For each layer that the opening concerned, who held it, and how, before and now."""
    said = []
    for layer in case.stack:
        if layer.role != "untouched":
            facts = {
                "role": view.tag("stack-role", layer.role),
                "layer": layer.layer[view.lang],
                "before": _position(layer.before, view),
                "after": _position(layer.after, view),
            }
            said.append(view.words.label("moat-tells", **facts))
    return _SPACE[view.lang].join(said)


def _position(position: Position, view: View) -> str:
    facts = {
        "holder": position.holder[view.lang],
        "margin": view.tag("margin", position.margin),
        "access": view.tag("degree", position.access),
    }
    return view.words.label("moat-position", **facts)


def timeline(case: Case, view: View) -> str:
    """How many events there were, from when to when, and of which kind most; of one at least."""
    told = events(case)
    dates = sorted((claim.date for _, claim in told), key=lambda date: date.first)
    kind, times = Counter(kind for kind, _ in told).most_common(1)[0]
    facts = {
        "count": len(dates),
        "first": view.words.date(dates[0]),
        "last": view.words.date(dates[-1]),
        "kind": view.tag("event", kind),
        "times": times,
        "decided": view.words.date(case.decided),
    }
    return view.words.label("timeline-tells", **facts)


def all_cases(cases: list[Found[Case]], view: View) -> str:
    """How many cases there are, of one at least, and when the first and the last decision fell."""
    decisions = sorted((one.value.decided for one in cases), key=lambda date: date.first)
    facts = {
        "count": len(cases),
        "events": sum(len(events(one.value)) for one in cases),
        "first": view.words.date(decisions[0]),
        "last": view.words.date(decisions[-1]),
    }
    return view.words.label("all-cases-tell", **facts)


def openness(case: Case, view: View) -> str:
    """How open each facet is in the end, and how often one of them changed."""
    t = view.words.label
    degrees: dict[str, list[str]] = {}
    for one in sorted(case.openness, key=lambda one: one.as_of.first):
        degrees.setdefault(one.facet, []).append(one.degree)
    changes = sum(
        before != after for course in degrees.values() for before, after in pairwise(course)
    )
    facets = t("semicolon").join(
        view.tag("facet", facet) + t("colon") + view.tag("degree", course[-1])
        for facet, course in degrees.items()
    )
    return t("openness-tells", date=view.words.date(case.as_of), facets=facets, count=changes)


def number(point: Point) -> str:
    """The value of a point as it is printed, with a minus sign where there is one."""
    return point.value.replace("-", "−")


def series(found: Series, points: list[Point], view: View) -> str:
    """The unit, and of each line the first, the last and the highest value, with their dates."""
    t = view.words.label
    said = [t("unit") + t("colon") + found.unit[view.lang] + t("full-stop")]
    for line, name in found.lines.items():
        own = [one for one in points if one.line == line]
        if not own:
            continue
        most = max(own, key=lambda one: Decimal(one.value))
        facts = {
            "line": name[view.lang],
            "first": number(own[0]),
            "start": view.words.date(own[0].date),
            "last": number(own[-1]),
            "end": view.words.date(own[-1].date),
            "most": number(most),
            "peak": view.words.date(most.date),
        }
        if len(own) == 1:
            said.append(t("chart-point", **facts))
        elif most in (own[0], own[-1]):
            said.append(t("chart-course", **facts))
        else:
            said.append(t("chart-peak", **facts))
    return _SPACE[view.lang].join(said)
