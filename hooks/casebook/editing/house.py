"""The house form of the data files: what `make format` does, without changing what a file says.

ruamel.yaml lays the YAML out anew and keeps its comments: two blanks a level, lists set in, texts
on one line and in double quotes, never two empty lines. The order of fields is left to the check.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from ..problems.message import Message, RefusedError, say


def files(root: Path) -> list[str]:
    """The data files that people write, by their paths relative to `root`, in order."""
    paths = [*root.glob("data/**/[!.]*.yml"), *root.glob("data/series/[!.]*.csv")]
    names = (path.relative_to(root).as_posix() for path in paths)
    return sorted(name for name in names if name != "data/links.yml")


def formed(raw: bytes, file: str) -> bytes:
    """A file in the house form, by its bytes and its name.

    Raises RefusedError where it cannot be read, or might not say the same afterwards.
    """
    try:
        text = re.sub(r"\r\n?", "\n", raw.decode("utf-8-sig"))
        return (_table(text) if file.endswith(".csv") else _yaml(text, file)).encode()
    except UnicodeDecodeError as error:
        raise RefusedError(_unsound(file, raw.count(b"\n", 0, error.start) + 1)) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RefusedError(_unsound(file, mark.line + 1 if mark else 1)) from error
    except (YAMLError, yaml.YAMLError, csv.Error, ValueError, RecursionError) as error:
        raise RefusedError(_unsound(file, 1)) from error


def _unsound(file: str, line: int) -> Message:
    return say("format-unreadable", file=file, line=line)


def _yaml(text: str, file: str) -> str:
    made = _laid_out(text)
    lost = _comments(text) - _comments(made)
    if lost:
        raise RefusedError(say("format-loses-comment", file=file, comment=min(lost)))
    hidden = {char for char in made if not char.isprintable()} - {*text, "\n"}
    if hidden or _values(made) != _values(text) or (made != text and _laid_out(made) != made):
        raise RefusedError(say("format-unsure", file=file))
    return made


def _laid_out(text: str) -> str:
    form = YAML()
    form.width = 1_000_000
    form.preserve_quotes = True
    form.indent(mapping=2, sequence=4, offset=2)
    form.brace_single_entry_mapping_in_flow_sequence = True
    stream = io.StringIO()
    form.dump(_double_quoted(form.load(text)), stream)
    lines = [line.rstrip() for line in stream.getvalue().strip().split("\n")]
    return _set_off(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n")


def _double_quoted(value: Any) -> Any:
    """The value with double quotes for single ones, in place."""
    if isinstance(value, SingleQuotedScalarString):
        return DoubleQuotedScalarString(value)
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, entry in list(entries):
        if (quoted := _double_quoted(entry)) is not entry:
            value[key] = quoted
    return value


def _values(text: str) -> Any:
    """What a file says, each value as it is spelled."""
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes text of everything


def _comments(text: str) -> Counter[str]:
    """All comments, wherever they stand."""
    return Counter(comment.rstrip() for comment in re.findall(r"(?<!\S)#.*", _masked(text)))


def _set_off(text: str) -> str:
    """The text with two blanks before a comment that shares its line with a value."""
    for line in reversed(list(re.finditer(r"^[^#\n]*[^#\s]([ ]+)#", _masked(text), re.MULTILINE))):
        text = text[: line.start(1)] + "  " + text[line.end(1) :]
    return text


def _masked(text: str) -> str:
    """The text with x for each character of a scalar, but for what stands behind a `|`."""
    pieces, end = [], 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent):
            assert event.start_mark
            assert event.end_mark
            start, stop = event.start_mark.index, event.end_mark.index
            head = text[start:stop].find("\n") if event.style in ("|", ">") else 0
            pieces += [text[end : start + head], re.sub(r"[^\n]", "x", text[start + head : stop])]
            end = stop
    return "".join([*pieces, text[end:]])


def _table(text: str) -> str:
    """A CSV file without empty lines, and without blanks around its commas."""
    rows = csv.reader(io.StringIO(text), strict=True, skipinitialspace=True)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(
        [cell.strip() for cell in row] for row in rows if row
    )
    return stream.getvalue()
