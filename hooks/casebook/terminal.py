"""What a command says to the person who called it, in that person's language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from .message import translate
from .problem import Problem, report


def tell(said: str, lang: str) -> None:
    """Says what was done."""
    print(translate(said, lang))


def warn(said: str, lang: str) -> None:
    """Says what went wrong."""
    print(translate(said, lang), file=sys.stderr)


def show(
    problems: Iterable[Problem],
    lines: Callable[[str], Sequence[str]],
    lang: str,  # noqa: ARG001
) -> None:
    """Reports problems."""
    print(report(problems, lines), file=sys.stderr)
