"""The codebook: the lists that people code by, and the cases that their examples are taken from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..method.edition import EnrichedCase
from .context import Context

ELSEWHERE = ("grade", "condition")
"""The lists that the index of all leaves out: they stand on the method page themselves."""


def lists(context: Context, *schemes: str) -> Mapping[str, Any]:
    """What the lists of these schemes are shown with; without one, all but `ELSEWHERE`."""

    def example(text: str) -> tuple[EnrichedCase | None, str]:
        return from_case(context.edition.cases, text, context.lang, context.words.label("colon"))

    every = [scheme for scheme in context.edition.book.vocabulary if scheme not in ELSEWHERE]
    chosen = [scheme for scheme in schemes or every if context.entries(scheme)]
    return {"schemes": chosen, "anchor": anchor, "from_case": example}


def anchor(scheme: str, tag: str) -> str:
    """The address of a tag within the page of the codebook."""
    return f"condition-{tag}" if scheme == "condition" else f"tag-{scheme}-{tag}"


def from_case(
    cases: Iterable[EnrichedCase], text: str, lang: str, colon: str
) -> tuple[EnrichedCase | None, str]:
    """The case whose title and a colon a text begins with, if any, and the rest of the text."""
    for case in cases:
        head = case.title[lang] + colon
        if text.startswith(head):
            return case, text.removeprefix(head)
    return None, text
