"""Prints a laid-out YAML file: two blanks for each level, lists set in, a text on one line."""

from __future__ import annotations

import re
from itertools import dropwhile

from .yaml_layout import Item, Items, Scalar

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SPECIAL = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")
_LINES = re.compile(r"(?:[^\s#-][^\n]*(?<!\s)\n)+(?:[^\s#-][^\n]*(?<!\s))?")
"""Several lines that a text below a `|` shows as they are."""


def text(root: Item) -> str:
    """The whole file, with one line break at its end."""
    lines = list(root.above)
    if isinstance(root.value, Scalar):
        lines.append(scalar(root.value))
    elif root.value.wide:
        lines += [*_comments(root.value), flow(root.value)]
    else:
        lines += _block(root.value, "")
    return "\n".join(_spaced(lines)) + "\n"


def scalar(value: Scalar) -> str:
    """A value on one line, as it is written if that is plain or in double quotes."""
    if value.style in ("", '"') and "\n" not in value.written:
        return value.written
    return quoted(value.text)


def quoted(said: str) -> str:
    """A text in double quotes."""
    said = said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _SPECIAL.sub(lambda found: f"\\u{ord(found.group()):04X}", said) + '"'


def flow(value: Scalar | Items) -> str:
    """A value in one line, mappings and lists in brackets."""
    if isinstance(value, Scalar):
        return scalar(value)
    said = ", ".join(_pair(one) for one in value.entries)
    return f"{{{said}}}" if value.mapping else f"[{said}]"


def commented(items: Items) -> bool:
    """Whether a comment stands anywhere between the brackets."""
    return bool(items.below) or any(
        one.above or one.beside or (isinstance(one.value, Items) and commented(one.value))
        for one in items.entries
    )


def _pair(item: Item) -> str:
    if item.key is None:
        return flow(item.value)
    return f"{scalar(item.key)}: {flow(item.value)}".rstrip()


def _comments(items: Items) -> list[str]:
    """What a mapping or list that stays in brackets still has to say: empty ones have no entry."""
    return [one for one in items.below if one]


def _block(items: Items, indent: str) -> list[str]:
    lines: list[str] = []
    for item in items.entries:
        lines += _entry(item, indent)
    lines += [one and indent + one for one in items.below]
    return list(dropwhile(lambda line: not line, lines))


def _entry(item: Item, indent: str) -> list[str]:
    """The lines of an item, the comments before it included."""
    above, beside = [one and indent + one for one in item.above], item.beside
    if item.key is not None:
        head = indent + scalar(item.key) + ":"
        return [*above, *_after(head, item.value, beside, indent)]
    if isinstance(item.value, Scalar) or item.value.wide:
        return [*above, *_after(indent + "-", item.value, beside, indent)]
    lines = _block(item.value, indent + "  ")
    if beside:
        above.append(indent + beside)
    # A dash stands before the first line that is no comment; what comes before goes above it.
    first = next(n for n, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    above += [indent + line.lstrip() for line in lines[:first] if line]
    return [*above, f"{indent}- {lines[first].lstrip()}", *lines[first + 1 :]]


def _after(head: str, value: Scalar | Items, beside: str, indent: str) -> list[str]:
    """The lines of a value behind its key or dash."""
    end = f"  {beside}" if beside else ""
    if isinstance(value, Items) and not value.wide:
        return [head + end, *_block(value, indent + "  ")]
    if isinstance(value, Scalar) and value.style in ("|", ">") and _LINES.fullmatch(value.text):
        bar = "|" if value.text.endswith("\n") else "|-"
        shown = value.text.removesuffix("\n").split("\n")
        return [f"{head} {bar}{end}", *(f"{indent}  {line}" for line in shown)]
    said = flow(value)
    return [
        *([f"{indent}{one}" for one in value.below if one] if isinstance(value, Items) else []),
        (f"{head} {said}" if said else head) + end,
    ]


def _spaced(lines: list[str]) -> list[str]:
    """The lines with one empty line for several, and none at the beginning or end."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
