"""What the code of a problem means, as text for a terminal."""

from __future__ import annotations

from ..method.wording import words
from ..problems.message import Message, say
from ..problems.problem import closest
from ..problems.words import codes
from ..reading.book import Book
from .codes import FILE, families, in_general
from .context import Settings, contexts


def explain(book: Book, code: str, lang: str) -> str | None:
    """Title, reason and examples of a code, which may stand in any case; None for other words."""
    found = codes().get(code.upper())
    if not found:
        return None
    context = contexts(book, Settings())[lang]
    text = context.render("explain.txt.j2", f"{lang}/{FILE}", code=found, in_general=in_general)
    return text.strip()


def likely(book: Book, code: str, lang: str) -> Message:
    """The answer to a word that is no code: the code that was likely meant, and the families."""
    label = words(book, lang).label
    named = [f"{digit}xx {label(f'code-family-{digit}')}" for digit, _ in families()]
    return say("the-codes", meant=closest(code.upper(), codes()), families=" · ".join(named))
