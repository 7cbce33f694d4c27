"""The pages of plays and counter-moves: one for each tag of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import LANGUAGES, SLUG, Case, CounterMove, Entry, Text
from ..reading.book import Book, Found
from .generated import Generated

FOLDERS = {"play": "plays", "counter-move": "plays/counter"}
"""The folder of the pages of each scheme, below that of the language."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A counter-move that someone made in a case: what `move` and `case` say belongs together."""

    case: Found[Case]
    move: CounterMove


def file(scheme: str, tag: str) -> str:
    """The Markdown file that the page of a tag would be, such as `plays/open-standard.md`."""
    return f"{FOLDERS[scheme]}/{tag}.md"


def pages(book: Book) -> Iterator[Generated]:
    """A page for each play and each counter-move whose tag can be an address."""
    for scheme in FOLDERS:
        for tag, entry in book.vocabulary.get(scheme, {}).items():
            if re.fullmatch(SLUG, tag):
                yield Generated(
                    file(scheme, tag),
                    f"{scheme}.md.j2",
                    entry.value.label,
                    in_short(entry.value.definition),
                    (entry.document.file,),
                    {"entry": entry},
                )


def users(cases: list[Found[Case]], play: str) -> list[Found[Case]]:
    """Those of the cases that are coded with a play, in their order."""
    return [case for case in cases if play in case.value.plays]


def answers(cases: list[Found[Case]], move: str) -> list[Answer]:
    """Every time that a counter-move was made in one of the cases, in their order."""
    return [
        Answer(case, one) for case in cases for one in case.value.counter_moves if one.move == move
    ]


def answered_with(cases: list[Found[Case]], play: str, move: str) -> list[Answer]:
    """Every time that a counter-move was made in a case with the play."""
    return answers(users(cases, play), move)


def answers_to(book: Book, move: str) -> list[Found[Entry]]:
    """The plays that a counter-move is said to answer, in the order of the vocabulary."""
    plays = book.vocabulary.get("play", {})
    return [play for play in plays.values() if move in play.value.answered_by]


def in_short(text: Text) -> Text:
    """The first sentence of a text, for lists and search engines."""
    end = re.compile(r"(?<=\.)\s+|(?<=。)")
    return Text(**{lang: end.split(text[lang], maxsplit=1)[0] for lang in LANGUAGES})


LENT = {
    "play_file": file, "users": users, "answers": answers, "answered_with": answered_with,
    "answers_to": answers_to, "in_short": in_short,
}  # fmt: skip
"""What templates may call, by name."""
