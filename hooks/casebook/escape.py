"""Escapes untrusted text for the places where it is printed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup

_ACTIVE = re.compile(r"[&<>\\`*_{}\[\]()#!|~^]")


def for_markdown(text: object) -> Markup:
    """Text that neither Markdown nor HTML takes for markup, on one line.

    Character references do what backslashes cannot: they are inert to every Markdown extension.
    """
    line = " ".join(str(text).split())
    return Markup(_ACTIVE.sub(lambda found: f"&#{ord(found.group())};", line))


def web_address(url: str) -> str:
    """The address if it is a web one, otherwise "" (so that no script scheme is ever printed)."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
