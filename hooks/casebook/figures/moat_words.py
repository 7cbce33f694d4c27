"""What a moat map says in words: below the holders in its cells, and as a description."""

from __future__ import annotations

from ..method.enriched import EnrichedCase
from ..method.wording import Words
from ..model import Layer, Position
from .layout import sentences


def description(case: EnrichedCase, words: Words) -> str:
    """For each layer that the opening concerned, who held it, and how, before and now, and what
    changed.
    """
    layers = [layer for layer in case.stack if layer.role != "untouched"]
    text = (
        each
        for layer in layers
        for each in (
            sentence(layer, case, words),
            *([layer.change[words.lang]] if layer.change else ()),
        )
    )
    return sentences(text, words.lang)


def sentence(layer: Layer, case: EnrichedCase, words: Words) -> str:
    """Who held a layer, and how, before and now."""
    facts = {
        "role": words.tag("stack-role", layer.role),
        "layer": layer.layer[words.lang],
        "before": _position(layer.before, case, words),
        "after": _position(layer.after, case, words),
    }
    return words.label("moat-tells", **facts)


def _position(position: Position, case: EnrichedCase, words: Words) -> str:
    holder = case.holders(position, words.lang, words.label("list-comma"))
    return words.label("moat-position", holder=holder, access=state(position, words))


def state(position: Position, words: Words) -> str:
    """What is seen of a layer, in words: how open it is, how many supply it, what binds its users,
    and the margin where that is known.
    """
    seen = [words.tag("degree", position.access)]
    if position.suppliers != "unknown":
        seen.append(words.tag("suppliers", position.suppliers))
    if position.binds:
        seen.append(position.binds[words.lang])
    if position.margin:
        margin = words.tag("margin", position.margin)
        seen.append(words.label("margin") + words.label("colon") + margin)
    return words.label("separator").join(seen)
