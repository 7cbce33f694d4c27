"""The rules as their docstrings tell them, for those who want to know what is checked."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType
from typing import Any

from ..problems.message import described, spoken

_BREAK = {"en": ": ", "zh": "："}
_CODE = re.compile(r'"(CB[0-9]{3})"')
_NAME = re.compile(r"\b_[a-z]\w*\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, what it says, and the codes under which it may complain."""

    name: str
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one module: its name, what they are about, what holds for all, and the rules."""

    name: str
    title: str
    text: str
    rules: tuple[Rule, ...]


def groups(lang: str) -> Iterator[Group]:
    """All rules in `lang`, in the order in which they are gone through."""
    # The rules need the pages, and so the templates, which this is lent to.
    from ..rules import RULES  # noqa: PLC0415

    every: list[Callable[..., Any]] = [*RULES]
    for name, rules in groupby(every, lambda rule: rule.__module__):
        module = sys.modules[name]
        # A module's docstring is its title up to the first colon or full stop, and goes on after.
        title, _, text = spoken(described(module), lang).partition(_BREAK[lang])
        told = tuple(_rule(rule, module, lang) for rule in rules)
        yield Group(name.rpartition(".")[2], title.strip(" .。"), text[:1].upper() + text[1:], told)


def _rule(rule: Callable[..., Any], module: ModuleType, lang: str) -> Rule:
    return Rule(rule.__name__, spoken(described(rule), lang), tuple(sorted(_codes(rule, module))))


def _codes(function: Callable[..., Any], module: ModuleType) -> set[str]:
    """The codes in a function and in those helpers of its module that it names."""
    seen: set[str] = set()
    codes: set[str] = set()
    queue = [function]
    while queue:
        source = inspect.getsource(queue.pop())
        codes |= set(_CODE.findall(source))
        for name in _NAME.findall(source):
            helper = getattr(module, name, None)
            if name not in seen and inspect.isfunction(helper):
                seen.add(name)
                queue.append(helper)
    return codes
