"""What a draft comes with that no published case may keep: texts, a date, notes to its writer."""

from __future__ import annotations

import re

LABELS = ("draft-title", "draft-subtitle", "draft-summary", "draft-actor")
"""The labels whose texts stand in a draft until they are replaced."""
DECIDED = "1900"
"""The date of the decision in a draft: no case of computing can have it."""
OPEN = "…"
"""What stands in a form for a text."""

_NOTE = re.compile(r"<!--\s*(?:draft:|草稿[:：])\s*(.*?)\s*-->")


def note(comment: str) -> str:
    """What a comment in a story tells its writer to do; "" for any other comment."""
    match = _NOTE.fullmatch(comment)
    return match[1] if match else ""
