"""What a command says to the person who called it, in that person's language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from ..problems import printer
from ..problems.message import Message, translate
from ..problems.problem import Problem

Described = Callable[[Message], str]
"""Makes of a sentence what a parser of arguments can print."""


def tell(said: Message, lang: str) -> None:
    """Says what was done."""
    print(translate(said, lang))


def warn(said: Message, lang: str) -> None:
    """Says what went wrong, or what is no result of the command."""
    print(translate(said, lang), file=sys.stderr)


def show(problems: Iterable[Problem], lines: Callable[[str], Sequence[str]], lang: str) -> None:
    """Reports problems."""
    print(printer.text(problems, lines, lang), file=sys.stderr)
