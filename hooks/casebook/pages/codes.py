"""The codes of problems: what the page of all shows, and what a terminal is told of each."""

from __future__ import annotations

from itertools import groupby

from ..method.wording import words
from ..problems.message import PLACEHOLDER, Code, Message, codes, say
from ..problems.problem import closest
from ..reading.book import Book
from .context import Settings, contexts

FILE = "contribute/problems.md"
"""The page that lists the codes, below the folder of a language."""


def families() -> list[tuple[str, list[Code]]]:
    """The codes in their order by family, which is their first digit."""
    return [
        (digit, list(group)) for digit, group in groupby(codes().values(), lambda code: code.id[2])
    ]


def in_general(message: str) -> str:
    """A message with "…" for what differs from case to case."""
    return PLACEHOLDER.sub("…", message)


def explain(book: Book, code: str, lang: str) -> str | None:
    """Title, reason and examples of a code, which may stand in any case; None for other words."""
    known = codes().get(code.upper())
    if not known:
        return None
    context = contexts(book, Settings())[lang]
    text = context.render("explain.txt.j2", f"{lang}/{FILE}", code=known, in_general=in_general)
    return text.strip()


def likely(book: Book, code: str, lang: str) -> Message:
    """The answer to a word that is no code: the code that was likely meant, and the families."""
    label = words(book, lang).label
    named = [f"{digit}xx {label(f'code-family-{digit}')}" for digit, _ in families()]
    return say("the-codes", meant=closest(code.upper(), codes()), families=" · ".join(named))
