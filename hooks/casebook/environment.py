"""What the environment of a command asks for: the language to speak."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .model import LANGUAGES

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
