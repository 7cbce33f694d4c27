"""Turns `[@id]` into notes: marks that lead to a case's ledger, elsewhere Markdown footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..reading.markdown import CITATION, outside_code


def cite(text: str) -> tuple[str, list[str]]:
    """The text with each `[@id]` as a footnote mark, and the ids in the order of first mention.

    Code keeps its citations as they are written.
    """
    ids: dict[str, None] = {}
    pieces = []
    for prose, piece in outside_code(text):
        if prose:
            ids.update(dict.fromkeys(found["id"] for found in CITATION.finditer(piece)))
        pieces.append(CITATION.sub(r"[^\g<id>]", piece) if prose else piece)
    return "".join(pieces), list(ids)


def mark(text: str, render: Callable[..., str]) -> tuple[str, set[str]]:
    """The text with each `[@id]` as what `render` makes of it, and the ids.

    `render` is called with `id` and `first`, which says whether it is the first mention. Code
    keeps its citations as they are written.
    """
    seen: set[str] = set()

    def one(found: re.Match[str]) -> str:
        id = found["id"]
        made = render(id=id, first=id not in seen)
        seen.add(id)
        return made

    pieces = [CITATION.sub(one, piece) if prose else piece for prose, piece in outside_code(text)]
    return "".join(pieces), seen
