"""The order of fields: one for all records, so that readers of a file find their way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

from ..model import Record
from ..model.fields import fields
from ..reading.book import Found
from .rule import Breach, rule


@rule("field-out-of-order", scope="record")
def fields_stand_in_their_order(record: Found[Any]) -> Iterator[Breach]:
    """The fields of a record stand in the order in which the field reference lists them."""
    for path, value, _ in [((), record.value, None), *record.parts]:
        if not isinstance(value, Record) or record.document.file.endswith(".csv"):
            continue
        try:
            steps = (*record.path, *path)
            written = reduce(lambda node, step: node[step], steps, record.document.value)
        except LookupError:  # a misspelled field, which another message names
            continue
        rank = {name: number for number, name in enumerate(fields(type(value)))}
        names = [name for name in written if name in rank]
        ranks = [rank[name] for name in names]
        for index, name in enumerate(names if ranks != sorted(ranks) else ()):
            late = next((one for one in names[:index] if rank[one] > rank[name]), None)
            if late:
                yield record.key(*path, name), {"field": name, "before": late}
                break
