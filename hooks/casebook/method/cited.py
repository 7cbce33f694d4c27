"""What each citation of a story carries: the sentences before it, and their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..model import Claim
from .numerals import Number
from .quantity import Quantity, quantities, unmatched

_ENDED = re.compile(r"[.!?。！？…][”’\"')）]*\s*$")
_END = re.compile(r"[.!?](?=[”’\"')]*(?:\s|$))|[。！？…]|$")


def uncarried(
    text: str, cited: Sequence[tuple[int, str]], claims: Mapping[str, Claim]
) -> Iterator[Quantity]:
    """The figures of a paragraph that none of the claims carries that their sentence cites.

    A claim carries those of its text, its quotations, and its dates. What cites anything else than
    `claims`, by their ids, may have its figures from there.
    """
    for start, end, ids in spans(text, cited):
        if claims.keys() >= {*ids}:
            odd: Sequence[Quantity] = [
                figure for figure in quantities(text) if start <= figure.start < end
            ]
            for read in (_told, _quoted):  # the second is seldom needed
                odd = odd and unmatched(odd, [each for id in ids for each in read(claims[id])])[0]
            yield from odd


def spans(text: str, cited: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, list[str]]]:
    """The parts of a paragraph that citations carry: where each begins and ends, and the ids.

    Citations that stand together behind a sentence carry it, and those before it that have none of
    their own; those within a sentence carry it along with them. What follows the last is left out.
    """
    start, ids = 0, list[str]()
    for at, group in groupby(cited, key=lambda mark: mark[0]):
        ids += [id for _, id in group]
        if _ENDED.search(text, start, at):
            yield start, at, ids
            start, ids = at, []
    if ids and (end := _END.search(text, cited[-1][0])):
        yield start, end.start(), ids


def _told(claim: Claim) -> Iterator[Quantity]:
    for text in (claim.text.en, claim.text.zh):
        yield from quantities(text)
    for date in (claim.date, claim.known_from):
        month = f"month {date.month}" if date.month else 0
        parts: tuple[Number | str, ...] = (date.year, month, date.day or 0)
        yield from (Quantity(((part, ""),), str(part), 0) for part in parts if part)


def _quoted(claim: Claim) -> Iterator[Quantity]:
    for evidence in claim.evidence:
        yield from quantities(evidence.quote or "")
