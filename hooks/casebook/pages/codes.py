"""What the page of codes shows: every problem by its code, in families."""

from __future__ import annotations

from itertools import groupby

from ..problems.message import PLACEHOLDER
from ..problems.words import Code, codes

FILE = "contribute/problems.md"
"""The page that lists the codes, below the folder of a language."""


def families() -> list[tuple[str, list[Code]]]:
    """The codes in their order by family, which is their first digit."""
    return [
        (digit, list(group)) for digit, group in groupby(codes().values(), lambda code: code.id[2])
    ]


def in_general(message: str) -> str:
    """A message with "…" for what differs from case to case."""
    return PLACEHOLDER.sub("…", message)
