"""The language in which a command speaks to whoever called it."""

from __future__ import annotations

from collections.abc import Mapping


def language(environ: Mapping[str, str]) -> str:
    """The language of an environment as a BCP 47 tag: Chinese where LANG says so, else English."""
    return "zh" if environ.get("LANG", "").lower().startswith("zh") else "en"
