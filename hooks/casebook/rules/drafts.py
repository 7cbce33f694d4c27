"""Drafts: nothing that `make new` wrote for the writer to replace is published."""

from __future__ import annotations

from collections.abc import Iterator

from ..method.draft import DECIDED, LABELS, OPEN, note
from ..model import LANGUAGES, Case
from ..problems.problem import Problem
from ..reading.book import Book, Found
from ..reading.text import KeyPath


def draft_text_replaced(book: Book) -> Iterator[Problem]:
    """A published case holds no text, date or note that its draft came with."""
    for case in book.cases.values():
        if case.value.status == "published":
            yield from _texts(book, case)
            yield from _notes(book, case)


def _texts(book: Book, case: Found[Case]) -> Iterator[Problem]:
    labels = [book.labels[key].value for key in LABELS if key in book.labels]
    given = {OPEN, *(label[lang] for label in labels for lang in LANGUAGES)}
    for path, record, mark in case.parts:
        for name, field in type(record).model_fields.items() if mark is None else ():
            value = getattr(record, name)
            if isinstance(value, str) and value in given:
                at = (*path, field.alias or name)
                yield Problem(
                    case.place(*at),
                    "draft-text-left-required" if field.is_required() else "draft-text-left",
                    field=_field(at),
                )
                break
    if str(case.value.decided) == DECIDED:
        yield Problem(case.place("decided"), "draft-date-left")


def _notes(book: Book, case: Found[Case]) -> Iterator[Problem]:
    for lang in LANGUAGES:
        story = book.story(lang, case.id)
        for mark in story.comments if story else ():
            if said := note(mark.text):
                yield Problem(mark.place, "draft-note-left", note=said)


def _field(path: KeyPath) -> str:
    """The name of the field that a text, or one language of it, stands in."""
    return next(one for one in reversed(path) if isinstance(one, str) and one not in LANGUAGES)


RULES = (draft_text_replaced,)
