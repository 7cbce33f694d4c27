"""Translations: what was made from English that has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from ..method.quantity import differences
from ..method.translation import compare
from ..problems.problem import Place, Problem
from ..reading.book import Book
from ..reading.translation_lock import FILE

STOPS = ("counter", "caveat")
"""The weights that no release may lack in one of its languages."""


def stale(book: Book, weights: tuple[str, ...] = ()) -> Iterator[Problem]:
    """A Chinese text follows when its English changes. A warning, as whoever mends the English may
    know no Chinese; a release stops where the text limits a claim or speaks against the thesis.
    """
    for one in compare(book).of(state="stale"):
        unit = one.unit
        if weights and unit.weight not in weights:
            continue
        if any(differences(unit.en, unit.zh)):
            continue  # another rule says which figure was changed on one side only
        yield Problem(unit.where(), "translation-stale", weight=unit.weight, key=unit.key)


def unrecorded(book: Book) -> Iterator[Problem]:
    """For a release, what limits a claim or speaks against the thesis is on record as it stands: a
    record that was emptied, or lost lines, would otherwise hide that the Chinese is stale.
    """
    translations = compare(book)
    if not translations.recorded:
        yield Problem(Place(FILE), "no-record")
        return
    for unit, state, _, known in translations.of():
        if unit.weight in STOPS and state == "unreviewed" and not known:
            yield Problem(unit.where(), "text-not-on-record", weight=unit.weight)


RULES = (stale,)
