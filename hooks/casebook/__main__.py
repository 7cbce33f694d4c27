"""The command line: `python -m casebook check`, and what the Makefile needs besides."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
from collections import Counter
from pathlib import Path

from . import LANGUAGES, check, explained, link_ledger, load, lychee, report
from .escape import visible
from .explain import explain, likely
from .message import say, translate
from .model import PartialDate
from .publish import publish
from .schema import write


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 1 when it found problems, 2 when asked in vain."""
    parser = argparse.ArgumentParser(prog="casebook", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check data/ and docs/")
    meaning = commands.add_parser("explain", help="say what the code of a problem means")
    meaning.add_argument("code", help="such as CB301, in any case")
    meaning.add_argument("--lang", choices=LANGUAGES, default=_language(), help="to speak in")
    commands.add_parser("schema", help="write data/schema/ anew")
    commands.add_parser("links", help="ask every address outside the site, and write the ledger")
    swap = commands.add_parser(
        "publish", help="put a freshly built site in the place of the last one"
    )
    swap.add_argument("built", type=Path)
    swap.add_argument("site", type=Path)
    options = parser.parse_args(arguments)
    run = {
        "check": _check, "explain": _explain, "schema": _schema, "links": _links,
        "publish": _publish,
    }  # fmt: skip
    return run[options.command](options)


def _check(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := check(book):
        print(report(problems, book.lines), file=sys.stderr)
        return 1
    print(f"no problems in {len(book.documents)} files")
    return 0


def _explain(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := [one for one in book.problems if one.place.file == explained.FILE]:
        print(report(problems, book.lines), file=sys.stderr)
        return 1
    if text := explain(book, options.code, options.lang):
        print(text)
        return 0
    said = say("no problem has the code '{code}'", code=visible(options.code))
    for one in (said, likely(book, options.code, options.lang)):
        print(translate(one, options.lang), file=sys.stderr)
    return 2


def _language() -> str:
    """The language of the site that the environment asks for; the first one if for none."""
    asked = os.environ.get("LANG", "")
    return next((lang for lang in LANGUAGES if asked.startswith(lang)), LANGUAGES[0])


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
