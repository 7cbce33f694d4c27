"""The command line: `python -m casebook check`, and what the Makefile needs besides."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from . import check, load, report
from .publish import publish
from .schema import write


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 1 when it found problems."""
    parser = argparse.ArgumentParser(prog="casebook", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check data/ and docs/")
    commands.add_parser("schema", help="write data/schema/ anew")
    swap = commands.add_parser(
        "publish", help="put a freshly built site in the place of the last one"
    )
    swap.add_argument("built", type=Path)
    swap.add_argument("site", type=Path)
    options = parser.parse_args(arguments)
    return {"check": _check, "schema": _schema, "publish": _publish}[options.command](options)


def _check(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := check(book):
        print(report(problems, book.lines), file=sys.stderr)
        return 1
    print(f"no problems in {len(book.documents)} files")
    return 0


def _schema(options: argparse.Namespace) -> int:
    for name in write(load(options.root)):
        print(f"wrote {name}")
    return 0


def _publish(options: argparse.Namespace) -> int:
    publish(options.built, options.site)
    print(f"the site is in {options.site}/")
    return 0


if __name__ == "__main__":
    # A run is short and keeps nearly all that it makes: collecting cycles would cost a fifth.
    gc.disable()
    sys.exit(main())
