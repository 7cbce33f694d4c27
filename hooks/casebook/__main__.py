"""The command line: `python -m casebook check`, and what the Makefile needs besides."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import sys
from collections import Counter
from pathlib import Path

from . import check, errors, link_ledger, load, lychee, report, synced
from .message import say
from .model import PartialDate
from .publish import publish
from .schema import write
from .synced import UnknownItemError
from .translation import counted


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 1 when it found problems."""
    parser = argparse.ArgumentParser(prog="casebook", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    checks = commands.add_parser("check", help="check data/ and docs/")
    checks.add_argument(
        "--release", action="store_true", help="take grave warnings for errors, as a release does"
    )
    commands.add_parser("schema", help="write data/schema/ anew")
    commands.add_parser("links", help="ask every address outside the site, and write the ledger")
    sync = commands.add_parser("synced", help="record that translations are up to date")
    sync.add_argument("item", nargs="*", help="a case or text, such as android/claims/x")
    sync.add_argument("--reviewed", action="store_true", help="someone else has read the items")
    swap = commands.add_parser(
        "publish", help="put a freshly built site in the place of the last one"
    )
    swap.add_argument("built", type=Path)
    swap.add_argument("site", type=Path)
    options = parser.parse_args(arguments)
    run = {
        "check": _check,
        "schema": _schema,
        "links": _links,
        "publish": _publish,
        "synced": _synced,
    }
    return run[options.command](options)


def _check(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := check(book, release=options.release):
        print(report(problems, book.lines), file=sys.stderr)
    else:
        print(f"no problems in {len(book.documents)} files")
    for line in counted(book.translations):
        print(line)
    return 1 if errors(problems) else 0


def _schema(options: argparse.Namespace) -> int:
    for name in write(load(options.root)):
        print(f"wrote {name}")
    return 0


def _links(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := errors(check(book)):
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


def _synced(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := errors(check(book)):
        print(report(problems, book.lines), file=sys.stderr)
        return 1
    if options.reviewed and not options.item:
        print(
            say("name what was reviewed: ITEM=android/claims/x, or CASE=android"), file=sys.stderr
        )
        return 2
    try:
        made = synced.record(book, options.item, reviewed=options.reviewed)
    except UnknownItemError as error:
        print(error, file=sys.stderr)
        return 2
    synced.save(book, made)
    for line in synced.told(made):
        print(line)
    return 0


def _publish(options: argparse.Namespace) -> int:
    publish(options.built, options.site)
    print(f"the site is in {options.site}/")
    return 0


if __name__ == "__main__":
    # A run is short and keeps nearly all that it makes: collecting cycles would cost a fifth.
    gc.disable()
    sys.exit(main())
