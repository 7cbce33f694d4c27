"""`make format` for data: puts the files into the house form, or tells which are not in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..editing import house
from ..problems.message import Message, say
from ..problems.problem import Problem
from .terminal import Described, show, tell, warn

HELP = say("put data files into the house form")


def add(parser: argparse.ArgumentParser, described: Described) -> None:
    """Declares what the command takes."""
    about = say("name the files that are not in it, and write nothing")
    parser.add_argument("--check", action="store_true", help=described(about))
    about = say("all data files, if none is named")
    parser.add_argument("files", nargs="*", type=Path, help=described(about))


def run(options: argparse.Namespace) -> int:
    """Puts `options.files`, or all data files, in order; with `options.check` only names them.

    The exit code is 1 when a file could not be put in order, or with `check` is not in order.
    """
    root, lang = options.root.resolve(), options.lang
    names = [_name(root, path) for path in options.files] or house.files(root)
    said: list[Message] = []
    problems: list[Problem] = []
    lines: dict[str, list[str]] = {}
    for name in names:
        document = house.read(root / name, name)
        lines[name] = document.lines
        problems += document.problems
        if document.problems:
            continue
        try:
            text = house.formed(document)
        except house.Unsure as doubt:
            said.append(doubt.said)
            continue
        # Bytes, since reading as text would hide the line breaks of Windows.
        if (root / name).read_bytes() == text.encode("utf-8"):
            continue
        if options.check:
            said.append(say("{file} is not in the house form: run `make format`.", file=name))
        else:
            (root / name).write_bytes(text.encode("utf-8"))
            tell(say("wrote {file}", file=name), lang)
    for one in said:
        warn(one, lang)
    if problems:
        show(problems, lines.__getitem__, lang)
    return 1 if said or problems else 0


def _name(root: Path, path: Path) -> str:
    """The name of a file relative to the root, wherever the command was called."""
    whole = path.resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path.as_posix()
