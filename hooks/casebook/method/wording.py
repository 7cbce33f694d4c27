"""Dates, labels and grades in the words of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import ZH, Entry, PartialDate, Text
from ..problems.message import fill
from ..reading.book import Book, Found
from .grade import Grade

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


PLACEHOLDERS = frozenset({
    "access", "address", "after", "against", "all", "answer", "answered", "before", "case",
    "cases", "code", "column", "compared", "condition", "core", "count",
    "date", "decided", "different", "encoding", "end", "events", "facets", "first", "for",
    "holder", "kind", "last", "layer", "line", "link", "list", "most",
    "name", "near", "number", "openers", "pages", "parts", "passages", "peak",
    "query", "reviewed", "role", "same", "shown", "start", "target", "text", "theirs",
    "times", "title", "unknown", "url", "value", "verdict", "verdicts",
    "year", "years", "yours",
})  # fmt: skip
"""What templates and scripts fill in labels, by name: no label holds another placeholder."""


def bcp47(lang: str) -> str:
    """The tag in full of a language: what lies in the folder `zh` is Simplified Chinese."""
    return {ZH: "zh-Hans"}.get(lang, lang)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: interface labels, controlled tags, dates, and grades."""

    lang: str
    labels: Mapping[str, Found[Text]]
    vocabulary: Mapping[str, Mapping[str, Found[Entry]]]

    @property
    def bcp47(self) -> str:
        """The language's tag in full."""
        return bcp47(self.lang)

    def label(self, key: str, **facts: object) -> str:
        """The label `key` with its placeholders filled; the key itself where the label is missing,
        which is a fault of ours: a test holds what templates and code ask for against the labels.
        """
        label = self.labels.get(key)
        return fill(label.value[self.lang], facts, self.lang) if label else key

    def tag(self, scheme: str, tag: str) -> str:
        """What a controlled tag is called; the tag itself where it is unknown."""
        entry = self.vocabulary.get(scheme, {}).get(tag)
        return entry.value.label[self.lang] if entry else tag

    def rank(self, scheme: str, tag: str) -> int:
        """The place of a tag in its list, from 0; behind all others where it is unknown."""
        return [*self.vocabulary.get(scheme, {}), tag].index(tag)

    def date(self, date: PartialDate | None) -> str:
        """A partial date as this language writes it, no more exact than it is known."""
        if date is None:
            return self.label("undated")
        if self.lang == ZH:
            parts = [(date.year, "年"), (date.month, "月"), (date.day, "日")]
            return " ".join(f"{number} {unit}" for number, unit in parts if number)
        month = _MONTHS[date.month - 1] if date.month else ""
        if date.day:
            return f"{month} {date.day}, {date.year}"
        return f"{month} {date.year}".strip()

    def reason(self, grade: Grade) -> str:
        """The sentence that explains a grade."""
        return self.label(f"grade-reason-{grade.reason}", **grade.facts)

    def raise_by(self, grade: Grade) -> str:
        """The sentence that says what would raise a grade; "" where nothing would."""
        return self.label(f"grade-raise-{grade.raise_by}") if grade.raise_by else ""


def words(book: Book, lang: str) -> Words:
    """The words of one language of a book."""
    return Words(lang, book.labels, book.vocabulary)
