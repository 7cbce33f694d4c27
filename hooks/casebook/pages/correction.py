"""Corrections as readers meet them: on their page, at a claim, and in the history of a case."""

from __future__ import annotations

from ..model import Change, Correction, Text
from ..reading.book import Book, Found


def newest_first(book: Book) -> list[Found[Correction]]:
    """Every correction, newest first; of one day, the one that was entered last comes first."""
    return sorted(book.corrections.values(), key=lambda one: one.value.date.first)[::-1]


def of_claim(book: Book, slug: str, claim: str) -> list[Found[Correction]]:
    """The corrections of one claim of the case `slug`, newest first."""
    return [
        one for one in newest_first(book) if one.value.case == slug and claim in one.value.claims
    ]


def history(book: Book, slug: str) -> list[Change]:
    """What changed in a case, oldest first: its own history, and each correction as a change."""
    changes = [
        *book.cases[slug].value.history,
        *(_change(one.value) for one in book.corrections.values() if one.value.case == slug),
    ]
    return sorted(changes, key=lambda one: one.date.first)


def told(correction: Correction) -> Text:
    """A correction in two sentences: what was wrong, and what is right."""
    wrong, right = correction.wrong, correction.right
    return Text(en=f"{wrong.en} {right.en}", zh=f"{wrong.zh}{right.zh}")


def _change(correction: Correction) -> Change:
    return Change.model_construct(date=correction.date, kind="corrected", text=told(correction))


LENT = {"corrections": newest_first, "corrections_of": of_claim, "history_of": history}
"""What templates may call, by name."""
