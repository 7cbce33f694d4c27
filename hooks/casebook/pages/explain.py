"""What the code of a problem means, as text for a terminal."""

from __future__ import annotations

from ..method.wording import words
from ..problems.message import Message, say
from ..problems.problem import did_you_mean
from ..reading.book import Book
from .context import Settings, contexts
from .explained import families, file


def explain(book: Book, code: str, lang: str) -> str | None:
    """Title, text, and example of a code, which may stand in any case; None for any other word."""
    found = book.explained.get(code.upper())
    if not found:
        return None
    context = contexts(book, Settings())[lang]
    src_uri = f"{lang}/{file(found.id)}"
    return context.render("explain.txt.j2", src_uri, code=found.id, it=found.value).strip()


def likely(book: Book, code: str, lang: str) -> Message:
    """What to say to a word that is no code: the code that was likely meant, and the families."""
    label = words(book, lang).label
    named = [f"{digit}xx {label(f'code-family-{digit}')}" for digit, _ in families(book)]
    return did_you_mean(
        code.upper(), book.explained, say("The codes: {families}", families=" · ".join(named))
    )
