"""The command line: `python -m casebook check`, and what the Makefile needs besides."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
from collections import Counter
from pathlib import Path

from . import check, link_ledger, load, lychee, new, reform, report
from .environment import language
from .message import Message, say, translate
from .model import PartialDate
from .publish import publish
from .schema import write


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 1 when it found problems."""

    def spoken(said: Message) -> str:
        return translate(said, language(os.environ))

    parser = argparse.ArgumentParser(prog="casebook", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check data/ and docs/")
    commands.add_parser("schema", help="write data/schema/ anew")
    commands.add_parser("links", help="ask every address outside the site, and write the ledger")
    swap = commands.add_parser(
        "publish", help="put a freshly built site in the place of the last one"
    )
    swap.add_argument("built", type=Path)
    swap.add_argument("site", type=Path)
    reform.add_arguments(
        commands.add_parser("format", help=spoken(say("put data files into the house form")))
    )
    new.add_arguments(commands.add_parser("new", help=spoken(say("begin a case, or add a source"))))
    options = parser.parse_args(arguments)
    run = {"check": _check, "schema": _schema, "links": _links, "publish": _publish}
    run |= {"format": reform.run, "new": new.run}
    return run[options.command](options)


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


def _links(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := check(book):
        print(report(problems, book.lines), file=sys.stderr)
        return 1
    asked = link_ledger.addresses(book)
    print(f"asking {len(asked)} addresses, which takes some minutes …", file=sys.stderr)
    try:
        answers = lychee.ask(asked, options.root / "lychee.toml")
    except lychee.LycheeError as error:
        print(error, file=sys.stderr)
        return 1
    if not any(answer.code for answer in answers.values()):
        print("no address answered at all: is there a network? The ledger stays as it was")
        return 1
    today = PartialDate.parse(dt.datetime.now(dt.UTC).date().isoformat())
    ledger = link_ledger.renew(book, answers, today)
    (options.root / link_ledger.FILE).write_text(link_ledger.text(ledger), "utf-8")
    count = Counter(link.status for link in ledger.values())
    print(", ".join(f"{number} {status}" for status, number in sorted(count.items())))
    if problems := link_ledger.problems(book, ledger, answers):
        print(report(problems, book.lines), file=sys.stderr)
    return 1 if problems else 0


def _publish(options: argparse.Namespace) -> int:
    publish(options.built, options.site)
    print(f"the site is in {options.site}/")
    return 0


if __name__ == "__main__":
    # A run is short and keeps nearly all that it makes: collecting cycles would cost a fifth.
    gc.disable()
    sys.exit(main())
