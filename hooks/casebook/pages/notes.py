"""Turns `[@id]` into notes: marks that lead to a case's ledger, elsewhere Markdown footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..reading.markdown import CITATION, outside_code


def cite(text: str) -> tuple[str, list[str]]:
    """The text with each `[@id]` as a footnote mark, and the ids in the order of first mention."""
    return mark(text, lambda name, _first: f"[^{name}]")


def mark(text: str, render: Callable[[str, bool], str]) -> tuple[str, list[str]]:
    """The text with each `[@id]` as what `render` makes of it, and the ids in the order of first
    mention.

    `render` is called with the id and whether it is the first mention. Code keeps its citations as
    they are written.
    """
    seen: dict[str, None] = {}

    def replaced(citation: re.Match[str]) -> str:
        id = citation["id"]
        mark = render(id, id not in seen)
        seen[id] = None
        return mark

    pieces = [
        CITATION.sub(replaced, piece) if prose else piece for prose, piece in outside_code(text)
    ]
    return "".join(pieces), list(seen)
