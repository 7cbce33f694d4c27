"""The pages of plays and counter-moves: one for each tag of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..method.chain import membership
from ..method.edition import Edition
from ..method.enriched import EnrichedCase
from ..model import LANGUAGES, CounterMove, Text, names_a_page
from .context import Context
from .generated import Generated

HALF = 0.5
"""Above it a case is more in than out of the set of openings that worked."""
FOLDERS = {"play": "plays", "counter-move": "plays/counter"}
"""The folder of the pages of each scheme, below that of the language."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A counter-move that someone made in a case."""

    case: EnrichedCase
    move: CounterMove


def file(scheme: str, tag: str) -> str:
    """The Markdown file that the page of a tag would be, such as `plays/open-standard.md`."""
    return f"{FOLDERS[scheme]}/{tag}.md"


def pages(edition: Edition) -> Iterator[Generated]:
    """A page for each play and each counter-move whose tag can be an address."""
    for scheme in FOLDERS:
        for tag, entry in edition.book.vocabulary.get(scheme, {}).items():
            if names_a_page(tag):
                yield Generated(
                    file(scheme, tag),
                    f"{scheme}.md.j2",
                    entry.value.label,
                    in_short(entry.value.definition),
                    (entry.document.file,),
                    (_play if scheme == "play" else _move)(edition, tag),
                )


def facts(context: Context) -> Mapping[str, Any]:
    """All plays and counter-moves, each with the cases in which it was seen."""
    cases = context.edition.cases
    plays = {play: users(cases, play) for play in context.entries("play")}
    moves = {move: answers(cases, move) for move in context.entries("counter-move")}
    seen = {move: [case for case, _ in by_case(made)] for move, made in moves.items()}
    return {"lists": {"play": plays, "counter-move": seen}, "in_short": in_short}


def _play(edition: Edition, tag: str) -> dict[str, Any]:
    """What the page of a play shows: its cases by what came of them, and its answers."""
    entry, moves = edition.book.vocabulary["play"][tag].value, edition.book.vocabulary
    cases = users(edition.cases, tag)
    return {
        "tag_id": tag,
        "entry": entry,
        "cases": cases,
        "sides": {
            "for": [case for case in cases if (membership(case.levels) or 0) > HALF],
            "against": [case for case in cases if _failed(case)],
            "undecided": [case for case in cases if membership(case.levels) is None],
        },
        "answers": [
            (move, moves["counter-move"][move].value, by_case(answers(cases, move)))
            for move in entry.answered_by
            if move in moves.get("counter-move", {})
        ],
        "in_short": in_short,
    }


def _move(edition: Edition, tag: str) -> dict[str, Any]:
    """What the page of a counter-move shows: the plays that it answers, and who made it."""
    plays = edition.book.vocabulary.get("play", {})
    return {
        "tag_id": tag,
        "entry": edition.book.vocabulary["counter-move"][tag].value,
        "answers": answers(edition.cases, tag),
        "plays": {id: play.value for id, play in plays.items() if tag in play.value.answered_by},
        "in_short": in_short,
    }


def _failed(case: EnrichedCase) -> bool:
    """Whether the chain of a case is known to have held little or not at all."""
    degree = membership(case.levels)
    return degree is not None and degree < HALF


def users(cases: Sequence[EnrichedCase], play: str) -> list[EnrichedCase]:
    """Those of the cases that are coded with a play, in their order."""
    return [case for case in cases if play in case.plays]


def answers(cases: Sequence[EnrichedCase], tag: str) -> list[Answer]:
    """Every time that a counter-move was made in one of the cases, in their order."""
    return [Answer(case, move) for case in cases for move in case.counter_moves if move.move == tag]


def by_case(answers: list[Answer]) -> list[tuple[EnrichedCase, list[CounterMove]]]:
    """Answers by the case in which they were made, in their order."""
    groups = [list(group) for _, group in groupby(answers, key=lambda answer: answer.case.id)]
    return [(group[0].case, [answer.move for answer in group]) for group in groups]


def in_short(text: Text) -> Text:
    """The first sentence of a text, for lists and search engines."""
    end = re.compile(r"(?<=\.)\s+|(?<=。)")
    return Text(**{lang: end.split(text[lang], maxsplit=1)[0] for lang in LANGUAGES})
