"""Drafts: nothing that `make new` wrote for the writer to replace is published."""

from __future__ import annotations

from collections.abc import Iterator

from ..method.draft import DECIDED, LABELS, OPEN, note
from ..model import LANGUAGES, Case
from ..problems.message import say
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
                    "CB221",
                    say("`{field}` still holds the text of the draft", field=_field(at)),
                    say("write what holds for this case")
                    if field.is_required()
                    else say("write what holds for this case, or delete the field"),
                )
                break
    if str(case.value.decided) == DECIDED:
        yield Problem(
            case.place("decided"),
            "CB221",
            say("`decided` still holds the date of the draft"),
            say("write when the opener took the decision that the case examines"),
        )


def _notes(book: Book, case: Found[Case]) -> Iterator[Problem]:
    for lang in LANGUAGES:
        story = book.story(lang, case.id)
        for mark in story.comments if story else ():
            if said := note(mark.text):
                yield Problem(
                    mark.place,
                    "CB221",
                    say("a note of the draft still stands here: {note}", note=said),
                    say("do what it says, then delete the line"),
                )


def _field(path: KeyPath) -> str:
    """The name of the field that a text, or one language of it, stands in."""
    return next(one for one in reversed(path) if isinstance(one, str) and one not in LANGUAGES)


RULES = (draft_text_replaced,)
