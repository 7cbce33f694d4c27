"""What all pages share: a fault there is told once, and not for each page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..problems.message import Message, say
from ..problems.problem import Place, Problem

FILE = "overrides/main.html"
"""The template of the frame of every page."""

FEW = 3
"""Pages that may share a fault by chance."""


def told_once(problems: Iterable[Problem], pages: int) -> list[Problem]:
    """The problems of a site of so many pages, in order: what stands on more than half of them is
    one problem of the frame.
    """
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems):
        alike.setdefault((problem.code, _without_page(problem.message)), []).append(problem)
    most = max(FEW, pages // 2)
    return sorted(
        problem
        for group in alike.values()
        for problem in (group if len(group) <= most else [_of_all(group)])
    )


def _without_page(message: Message) -> str:
    """What a finding says, whatever page it was made on and however deep that lies."""
    return str(message.values.get("message", message)).replace("../", "")


def _of_all(alike: list[Problem]) -> Problem:
    first = alike[0]
    message = say(
        "{message} (so on {count} pages)",
        message=first.message.values.get("message", first.message),
        count=len(alike),
    )
    return replace(first, place=Place(FILE), message=message)
