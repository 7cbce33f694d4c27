"""The language that the environment of a command asks for, and what is said in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..model import LANGUAGES
from . import printer
from .message import Message, translate
from .problem import Problem

_ASKED = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language(environ: Mapping[str, str]) -> str:
    """The language of the site in which the environment asks to be spoken to; English if in none.

    The first variable that is set decides, in the order of gettext. Each may name several locales,
    the best one first.
    """
    asked = next((environ[name] for name in _ASKED if environ.get(name)), "")
    for locale in asked.split(":"):
        tag = re.split(r"[_.@-]", locale.strip().lower())[0]
        if tag in ("c", "posix"):
            break
        if tag in LANGUAGES:
            return tag
    return LANGUAGES[0]


def said(message: Message) -> str:
    """A message in the language of whoever runs this."""
    return translate(message, language(os.environ))


def report(
    head: Message, problems: Iterable[Problem], lines: Callable[[str], Sequence[str]]
) -> str:
    """Problems below a sentence, both in the language of whoever runs this."""
    return f"{said(head)}\n\n{printer.text(problems, lines, language(os.environ))}"
