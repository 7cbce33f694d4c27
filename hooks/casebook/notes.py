"""Turns `[@id]` into numbered notes: Markdown footnotes that show the claim or source cited."""

from __future__ import annotations

from .markdown import CITATION, outside_code


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
