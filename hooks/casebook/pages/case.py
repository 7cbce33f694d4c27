"""The two pages of a case, its story and its evidence: what their templates are given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..figures import moat, strips
from ..method.chain import Judgment
from ..method.enriched import EnrichedCase, EnrichedClaim
from ..method.grade import ORDER
from ..method.strike import hangs_on
from ..model import EN, other
from ..reading.markdown import Markdown, marked, outside_code
from .charts import CaseChart, beside, charts
from .context import Context
from .terms import linked

IN_BRIEF = 4
"""How many claims for the verdict, and how many against it, are printed in a brief of two pages."""
ROOM = 1600
"""How many characters of English a brief has for each side, beyond the best supported claim."""


def facts(
    context: Context, src_uri: str, case: EnrichedCase, story: Markdown | None
) -> Mapping[str, Any]:
    """The case, its story, whose notes are numbered in the order in which they appear, and what is
    drawn beside it.
    """
    numbers: dict[str, int] = {}

    def citation(id: str, first: bool) -> str:  # noqa: FBT001
        number = numbers.setdefault(id, len(numbers) + 1)
        facts = {"case": case, "id": id, "first": first, "number": number}
        return context.render("mark.j2", src_uri, **facts).strip()

    def term(id: str, word: str) -> str:
        return context.render("term.j2", src_uri, id=id, word=word).strip()

    terms = {id: found.value for id, found in context.edition.book.terms.items()}
    text = linked(story.body if story else "", terms, context.lang, term)
    text, _ = marked(text, citation)

    def drawn(chart: CaseChart) -> str:
        return context.render("case/chart.md.j2", src_uri, case=case, chart=chart)

    text, left = beside(_one_level_down(text), charts(context, case), drawn)
    translations = context.edition.translations
    return {
        "hanging": _hanging(context, case),
        "strongest": _strongest(case),
        "case": case,
        "has_story": story is not None,
        "story_elsewhere": context.edition.book.story(other(context.lang), case.id) is not None,
        "pending": pending(context, case),
        "story": text,
        "charts": left,
        "notes": numbers,
        "translated": translations.counts(case.id) if translations.recorded else None,
        **_figures(context, case),
    }


def evidence_facts(
    context: Context, _src_uri: str, case: EnrichedCase, story: Markdown | None
) -> Mapping[str, Any]:
    """The case, the notes of its story by the claim or source that they cite, and the figures of
    its evidence.
    """
    _, ids = marked(story.body if story else "", lambda _id, _first: "")
    cited = {id: number for number, id in enumerate(ids, 1)}
    hanging = _hanging(context, case)
    return {"case": case, "cited": cited, "hanging": hanging, **_figures(context, case)}


def note_facts(context: Context, _src_uri: str, case: EnrichedCase) -> Mapping[str, Any]:
    """A note, what it lacks of a case, and how much of it is to be translated."""
    weighs = any(claim.weight in ("counter", "caveat") for claim in case.claims)
    lacks = [*([] if weighs else ["counter"]), "coding", "story"]
    return {"case": case, "lacks": lacks, "cited": {}, "pending": pending(context, case)}


def pending(context: Context, case: EnrichedCase) -> int:
    """How many texts of a case are to be translated into the language of the context."""
    missing = context.edition.translations.of(case.id, "missing")
    return sum(not getattr(translation.unit, context.lang) for translation in missing)


def _hanging(context: Context, case: EnrichedCase) -> list[tuple[str, str, Judgment]]:
    return list(hangs_on(case.record, context.edition.book.sources))


def _strongest(case: EnrichedCase) -> set[str]:
    """The ids of the best supported claims on either side, as many as a brief has room for."""
    chosen: set[str] = set()
    for ids in (case.verdict.because, case.verdict.against) if case.verdict else ():
        length = 0
        for at, claim in enumerate(sorted(case.cited(ids), key=_rank)[:IN_BRIEF]):
            length += len(claim.text[EN])
            if at == 0 or length <= ROOM:
                chosen.add(claim.id)
    return chosen


def _rank(claim: EnrichedClaim) -> int:
    return ORDER.index(claim.grade.letter or ORDER[-1])


def _figures(context: Context, case: EnrichedCase) -> dict[str, Any]:
    """The figures of a case; None for one that has nothing to show."""
    words = context.words
    return {
        "moat_map": moat.moat_map(case, words) if case.stack else None,
        "moat_signs": moat.signs(case.record),
        "openness": strips.openness(case.record, words) if case.openness else None,
        "timeline": strips.timeline(case, words) if case.events else None,
    }


def _one_level_down(text: str) -> str:
    """The text with its headings one level lower, to stand below the heading of the story."""
    return "".join(
        re.sub(r"^(#+ )", r"#\1", piece, flags=re.MULTILINE) if prose else piece
        for prose, piece in outside_code(text)
    )
