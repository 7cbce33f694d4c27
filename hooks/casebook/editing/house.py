"""The house form of the data files, and putting a file into it without changing what it says.

Libraries that write YAML do too much here (they wrap texts, and cannot move a comment along with
its field) and take ten seconds for our data.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..method.link_ledger import FILE as LEDGER
from ..model.fields import fields
from ..model.files import shape_of
from ..problems.message import Message, say
from ..problems.problem import Place
from ..reading import yaml_tree
from ..reading.text import Document, read_text
from . import yaml_layout, yaml_print
from .fields import coded, dated, inner, record
from .yaml_layout import Item, Items, Scalar

WIDTH = 120
"""Columns up to which a list of ids is put on one line, and brackets on several are joined."""

_WORD = re.compile(r"(?!(?:yes|no|on|off|null|true|false)$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_NUMBER = re.compile(r"[0-9]+(e[0-9]+)?")
_CELL = re.compile(r'[ ]*("(?:[^"]|"")*"|[^",]*?)[ ]*(,|$)')


class Unsure(Exception):  # noqa: N818
    """The file was left as it is: putting it in order could change what it says. Carries the
    sentence that says so as `said`.
    """

    def __init__(self, said: Message) -> None:
        self.said = said
        super().__init__(said)


def files(root: Path) -> list[str]:
    """The data files that people write, by their paths relative to `root`, in order."""
    found = [*root.glob("data/**/*.yml"), *root.glob("data/series/*.csv")]
    names = (path.relative_to(root).as_posix() for path in found)
    return sorted(name for name in names if name != LEDGER)


def read(path: Path, file: str) -> Document:
    """Reads a data file; what is wrong with its YAML or its characters lands in its problems."""
    return read_text(path, file) if path.suffix == ".csv" else yaml_tree.read(path, file)


def formed(document: Document) -> str:
    """The text of a file in the house form. It must have been read without a problem.

    Raises `Unsure` where the result would not say the same, or would lack a comment.
    """
    file, before = document.file, "\n".join(document.lines)
    if file.endswith(".csv"):
        return _table(file, document.lines)
    root = yaml_layout.read(before)
    _order(root, shape_of(file), top=True)
    after = yaml_print.text(root)
    again = Document(file, after.split("\n"))
    yaml_tree.build(again, after)
    comments = Counter(yaml_layout.remarks(before)), Counter(yaml_layout.remarks(after))
    if again.problems or again.value != document.value or comments[0] != comments[1]:
        raise Unsure(_unsure(file))
    return after


def _unsure(file: str) -> Message:
    return say(
        "{file} was left as it is: in the house form it would not say quite the same. "
        "Put it in order by hand.",
        file=file,
    )


def _order(item: Item, hint: Any, *, top: bool = False) -> None:
    """Puts what lies below an item in order: fields, quotes, brackets, empty lines."""
    value = item.value
    if isinstance(value, Scalar):
        # Without quotes an editor takes a number for one, which only a date may look like.
        word = dated(hint) or not _NUMBER.fullmatch(value.text)
        if value.style and coded(hint) and word and _WORD.fullmatch(value.text):
            value.written, value.style = value.text, ""
        return
    model = record(hint) if value.mapping else None
    for entry in value.entries:
        name = entry.key.text if entry.key else None
        if model and entry.key and entry.key.text in fields(model):
            entry.key = Scalar(entry.key.text, entry.key.text)
        _order(entry, inner(hint, name))
    if model:
        _order_fields(item, value, model, top=top)
    if value.wide:
        # A comment needs a line of its own, and what is in brackets has but one.
        long = value.broken and len(yaml_print.flow(value)) + value.column > WIDTH
        value.wide = not (value.entries and (long or yaml_print.commented(value)))
        value.wide = value.wide and all(
            not isinstance(one.value, Items) or one.value.wide for one in value.entries
        )
    elif not value.mapping and coded(inner(hint, None)) and not yaml_print.commented(value):
        plain = all(isinstance(one.value, Scalar) for one in value.entries)
        value.wide = plain and len(yaml_print.flow(value)) + value.column <= WIDTH
    if value.wide and not value.entries:
        item.above += value.below
        value.below = []


def _order_fields(item: Item, value: Items, model: type, *, top: bool) -> None:
    rank = {name: number for number, name in enumerate(fields(model))}
    if top and value.entries:  # what heads the file is no comment on its first field
        item.above += value.entries[0].above
        value.entries[0].above = []
    value.entries.sort(key=lambda one: rank.get(one.key.text if one.key else "", len(rank)))
    for entry in value.entries:
        if not top:
            entry.above = _without_gaps(entry.above)


def _without_gaps(above: list[str]) -> list[str]:
    """What stands above a field without the empty lines that no comment follows."""
    tail = sum(1 for _ in takewhile(lambda one: not one, reversed(above)))
    return above[: len(above) - tail]


def _table(file: str, lines: list[str]) -> str:
    """A CSV file without empty lines, and without blanks around its commas."""
    kept = []
    for number, line in enumerate(lines, 1):
        cells, at = [], 0
        while found := _CELL.match(line, at):
            cells.append(found[1])
            at = found.end()
            if not found[2]:
                break
        if at != len(line) or (line and not cells):
            raise Unsure(
                say(
                    "{place} was left as it is: the quotes on this line do not match.",
                    place=f"{Place(file, number).file}:{number}",
                )
            )
        if line.strip():
            kept.append(",".join(cells))
    return "\n".join(kept) + "\n"
