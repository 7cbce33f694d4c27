"""Reads the CSV file of a series, with the place of every cell."""

from __future__ import annotations

import csv
from pathlib import Path

from ..problems.message import reason
from ..problems.problem import Place
from .text import Document, read_text, stretch

COLUMNS = ("date", "line", "value", "source", "note")


def read(path: Path, file: str) -> Document:
    """Reads a CSV file with the header `date,line,value,source,note` into a list of mappings.

    Never raises for bad content: what is wrong lands in the document's problems.
    """
    document = read_text(path, file)
    if document.problems:
        return document
    rows = csv.reader(document.lines, strict=True)
    before = 1
    try:
        header = next(rows, [])
        if tuple(header) != COLUMNS:
            document.fail(Place(file), "no-header", header=",".join(COLUMNS))
            return document
        document.value = []
        for cells in rows:
            if not cells:
                continue
            line, index = rows.line_num, len(document.value)
            if line > before + 1:
                document.fail(Place(file, before + 1), "line-break-in-quotes")
                before = line
                continue
            before = line
            if len(cells) != len(COLUMNS):
                document.fail(
                    Place(file, line, 1, len(document.lines[line - 1])),
                    "wrong-number-of-cells",
                    cells=len(cells),
                    wanted=len(COLUMNS),
                )
                continue
            row = {name: cell for name, cell in zip(COLUMNS, cells, strict=True) if cell}
            document.record((index,), stretch(line, 1, 0))
            start = 0
            for name, cell in row.items():
                start = max(start, document.lines[line - 1].find(cell, start))
                document.record((index, name), stretch(line, start + 1, len(cell)))
                start += len(cell)
            document.value.append(row)
    except csv.Error as error:
        document.fail(Place(file, before + 1), "invalid-csv", reason=reason(str(error)))
        document.value = None
    return document
