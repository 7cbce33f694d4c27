"""What the parts of pages are made with, by the names of their templates in `templates/parts/`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..figures import overview
from ..method import chain
from ..method.agreement import agreements
from ..method.analysis import CHAIN, FEW
from ..method.enriched import EnrichedCase
from ..method.translation_unit import WEIGHTS
from ..reading.markdown import LISTED
from . import lists, play, reference
from .context import Context

Facts = Mapping[str, Any]


def _analysis(context: Context) -> Facts:
    """The analysis of the published cases, and how their verdicts and weakest links are spread."""
    cases = context.edition.cases
    spread: dict[str, dict[str, list[EnrichedCase]]] = {value: {} for value in chain.VERDICTS}
    for case in cases:
        spread[case.judgment.value].setdefault(case.judgment.at, []).append(case)
    return {
        "analysis": context.edition.analysis,
        "verdicts": Counter(case.judgment.value for case in cases),
        "spread": spread,
        "CHAIN": CHAIN,
        "FEW": FEW,
    }


def _agreement(context: Context) -> Facts:
    """How two coders agree, and every difference between them."""
    codings = context.edition.book.codings
    cases = sorted(context.edition.cases, key=lambda case: case.id)
    known = [(case, codings[case.id].value) for case in cases if case.id in codings]
    return {
        "agreements": agreements(
            (coding for _, coding in known), list(context.entries("condition"))
        ),
        "codings": known,
        "differences": [
            (case, code) for case, coding in known for code in coding.codes if code.settled
        ],
    }


def _candidates(context: Context) -> Facts:
    """The candidates, the newest opening last, each with its case or the note that goes by its id,
    and how many are in which state.
    """
    cases, found = context.edition.case, context.edition.book.candidates.values()
    known = [(entry.value, cases.get(entry.value.case or entry.id)) for entry in found]
    known.sort(key=lambda pair: (pair[0].opened.first, pair[0].title.en))
    return {"candidates": known, "states": Counter(candidate.state for candidate, _ in known)}


SEATS = ("opener", "opposed", "startup")
"""Where a reader of Decide may stand. Labels and the script know them by these names."""
STARTUP = "startup-selling-it"
"""The kind of opener that a start-up is asked to be compared with."""


def _openers(cases: Iterable[EnrichedCase], lang: str) -> list[str]:
    """The names of those who opened what the cases tell of, each once."""
    actors = (actor for case in cases for actor in case.cast("initiator"))
    return list({actor.id: actor.name[lang] for actor in actors}.values())


def _decide(context: Context) -> Facts:
    """The seats, and whom a reader is compared with: who opened, and how many were start-ups."""
    cases = context.edition.cases
    return {
        "SEATS": SEATS,
        "STARTUP": STARTUP,
        "BANDS": ("much", "part", "little"),
        "openers": _openers(cases, context.lang),
        "startups": [case for case in cases if case.opener_kind == STARTUP],
    }


def _timeline(context: Context) -> Facts:
    cases = context.edition.cases
    return {"figure": overview.all_cases(cases, context.words) if cases else None}


ELSEWHERE = ("grade", "condition", "link")
"""The lists that the index of all leaves out: they stand on the method page themselves."""


def _lists(context: Context, *schemes: str) -> Facts:
    """What the lists of these schemes are shown with; without one, all but `ELSEWHERE`."""

    def example(text: str) -> tuple[EnrichedCase | None, str]:
        return from_case(context.edition.cases, text, context.lang, context.words.label("colon"))

    every = [scheme for scheme in context.edition.book.vocabulary if scheme not in ELSEWHERE]
    chosen = [scheme for scheme in schemes or every if context.entries(scheme)]
    return {"schemes": chosen, "anchor": anchor, "from_case": example}


def anchor(scheme: str, tag: str) -> str:
    """The address of a tag within the page of the codebook."""
    return f"{scheme}-{tag}" if scheme in ("condition", "link") else f"tag-{scheme}-{tag}"


def from_case(
    cases: Iterable[EnrichedCase], text: str, lang: str, colon: str
) -> tuple[EnrichedCase | None, str]:
    """The case whose title and a colon a text begins with, if any, and the rest of the text."""
    for case in cases:
        head = case.title[lang] + colon
        if text.startswith(head):
            return case, text.removeprefix(head)
    return None, text


def _case_tally(context: Context) -> Facts:
    """How many cases there are, who opened what they tell of, and their verdicts: clear success and
    failure are counted even where there is none.
    """
    cases, words = context.edition.cases, context.words
    count = Counter(case.judgment.value for case in cases)
    return {
        "core": sum(case.depth == "core" for case in cases),
        "openers": _openers(cases, context.lang),
        "verdicts": [
            words.label("case-tally-of", name=entry.label[context.lang], count=count[verdict])
            for verdict, entry in context.entries("verdict").items()
            if count[verdict] or verdict in ("held", "backfired")
        ],
    }


UNJUDGED = ("not-shown", "too-early")
"""Verdicts of chains of which a link is not known, so that none is known to be the weakest."""


def _home(context: Context) -> Facts:
    """How many chains held, held a little, broke or cannot be shown, and where most are
    weakest; and the conditions that go with success, whatever case is left out.
    """
    judgments = [case.judgment for case in context.edition.cases]
    count = Counter(judgment.value for judgment in judgments)
    judged = [judgment for judgment in judgments if judgment.value not in UNJUDGED]
    weakest = Counter(judgment.at for judgment in judged if judgment.at)
    return {
        "whole": count["held"] + count["mostly"],
        "little": count["little"],
        "broke": count["broke"] + count["backfired"],
        "unknown": sum(count[value] for value in UNJUDGED),
        "robust": context.edition.analysis.robust,
        "at": max(chain.LINKS, key=weakest.__getitem__) if weakest else "",
    }


def _readings(context: Context) -> Facts:
    """The published cases, each with how its claims were read against their sources."""
    kept = context.edition.book.readings
    rows = [
        (case, [reading.value for reading in kept.get(case.id, {}).values()])
        for case in context.edition.cases
    ]
    every = [reading for _, readings in rows for reading in readings]
    return {"rows": rows, "every": every, "all": sum(len(case.claims) for case, _ in rows)}


PARTS: Mapping[str, Callable[..., Facts]] = {
    "agreement": _agreement,
    "candidate-list": _candidates,
    "case-list": lists.case_list,
    "case-tally": _case_tally,
    "codebook": _lists,
    "codebook-index": _lists,
    "code-list": lambda _context: {
        "families": reference.families(),
        "in_general": reference.in_general,
    },
    "decide": _decide,
    "event-list": lists.events,
    "findings": _analysis,
    "field-list": lambda _context: {"files": reference.files()},
    "figure-pairs": lambda _context: {"table": reference.figure_pairs()},
    "home-answer": _home,
    "measures": _analysis,
    "play-list": play.facts,
    "prediction-list": lists.predictions,
    "reading-table": _readings,
    "source-list": lists.sources,
    "term-list": lambda context: {
        "terms": {id: term.value for id, term in context.edition.book.terms.items()}
    },
    "timeline-figure": _timeline,
    "translation-status": lambda _context: {"weights": WEIGHTS},
}
"""Takes the context and the arguments of a part, which are words; gives what its template needs
besides. A part that is not named here takes no arguments and needs nothing.
"""


def render(context: Context, src_uri: str, name: str, arguments: list[str]) -> str:
    """The Markdown of a part on the page `src_uri`."""
    make = PARTS.get(name)
    facts = make(context, *(arguments if name in LISTED else ())) if make else {}
    return context.render(f"parts/{name}.md.j2", src_uri, **facts)
