"""The codebook: the lists that people code by, and the cases that their examples are taken from."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Case
from ..reading.book import Found

EXEMPT = frozenset({"grade", "status", "depth", "source-type", "change", "correction-kind"})
"""The lists whose tags need no example. A grade is computed and explains itself. A source's type is
read off its form. The others tell what we did with a case or an error, and nothing about the case.
"""


def anchor(scheme: str, tag: str) -> str:
    """The address of a tag within the page of the codebook."""
    return f"condition-{tag}" if scheme == "condition" else f"tag-{scheme}-{tag}"


def from_case(
    cases: Iterable[Found[Case]], text: str, lang: str, colon: str
) -> tuple[Found[Case] | None, str]:
    """The case whose title and a colon a text begins with, if any, and the rest of the text."""
    for case in cases:
        head = case.value.title[lang] + colon
        if text.startswith(head):
            return case, text.removeprefix(head)
    return None, text


LENT = {"codebook_anchor": anchor, "from_case": from_case}
"""What templates may call, by name."""
