"""The command line: `python -m casebook check`, and what the Makefile needs besides."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import os
import sys
from collections import Counter
from pathlib import Path

from . import (
    LANGUAGES,
    Book,
    Problem,
    check,
    errors,
    explained,
    language,
    link_ledger,
    load,
    lychee,
    printer,
    synced,
)
from .escape import visible
from .explain import explain, likely
from .message import Message, say, translate
from .model import PartialDate
from .problem import listing
from .publish import publish
from .schema import write
from .synced import UnknownItemError
from .translation import counted

FORMATS = ("text", "json", "github")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 1 when it found problems, 2 when asked in vain."""
    lang = language(os.environ)

    def described(message: Message) -> str:
        return translate(message, lang).replace("%", "%%")

    parser = argparse.ArgumentParser(prog="casebook")
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help=described(say("the project's folder"))
    )
    spoken = argparse.ArgumentParser(add_help=False)
    spoken.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=lang,
        help=described(say("the language to say it in; else that of the environment")),
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, help: Message) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=described(help), parents=[spoken])

    checking = command("check", say("check data/ and docs/"))
    checking.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help=described(say("for people, for tools, or for GitHub's notes on the lines")),
    )
    checking.add_argument(
        "--release",
        action="store_true",
        help=described(say("take grave warnings for errors, as a release does")),
    )
    sync = command("synced", say("record that translations are up to date"))
    sync.add_argument(
        "item", nargs="*", help=described(say("a case or text, such as android/claims/x"))
    )
    sync.add_argument(
        "--reviewed",
        action="store_true",
        help=described(say("someone else has read the items")),
    )
    meaning = command("explain", say("say what the code of a problem means"))
    meaning.add_argument("code", help=described(say("such as CB301, in any case")))
    command("schema", say("write data/schema/ anew"))
    command("catalog", say("write the catalogs of translations anew"))
    command("links", say("ask every address outside the site, and write the ledger"))
    swap = command("publish", say("put a freshly built site in the place of the last one"))
    swap.add_argument("built", type=Path)
    swap.add_argument("site", type=Path)
    options = parser.parse_args(arguments)
    run = {
        "check": _check,
        "explain": _explain,
        "schema": _schema,
        "catalog": _catalog,
        "links": _links,
        "synced": _synced,
        "publish": _publish,
    }
    return run[options.command](options)


def _say(options: argparse.Namespace, message: Message, *, aside: bool = False) -> None:
    """Prints a sentence; one that is no result of the command goes to standard error."""
    print(translate(message, options.lang), file=sys.stderr if aside else sys.stdout)


def _show(options: argparse.Namespace, book: Book, problems: list[Problem]) -> None:
    print(printer.text(problems, book.lines, options.lang), file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    book = load(options.root)
    problems = check(book, release=options.release)
    if options.format == "json":
        print(printer.as_json(problems))
    elif not problems:
        _say(options, say("no problems in {files} files", files=len(book.documents)))
    elif options.format == "github":
        print(printer.as_github(problems, options.lang))
        print(printer.silenced(printer.text(problems, book.lines, options.lang)))
    else:
        _show(options, book, problems)
    if options.format != "json":
        for line in counted(book.translations):
            _say(options, line)
    return 1 if errors(problems) else 0


def _explain(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := [one for one in book.problems if one.place.file == explained.FILE]:
        _show(options, book, problems)
        return 1
    if text := explain(book, options.code, options.lang):
        print(text)
        return 0
    said = say("no problem has the code '{code}'", code=visible(options.code))
    for one in (said, likely(book, options.code, options.lang)):
        _say(options, one, aside=True)
    return 2


def _schema(options: argparse.Namespace) -> int:
    for name in write(load(options.root)):
        _say(options, say("wrote {name}", name=name))
    return 0


def _catalog(options: argparse.Namespace) -> int:
    from . import catalog  # noqa: PLC0415 -- loads Babel, which no other command needs

    for name in catalog.write():
        _say(options, say("wrote {name}", name=name))
    return 0


def _links(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := errors(check(book)):
        _show(options, book, problems)
        return 1
    asked = link_ledger.addresses(book)
    waiting = say("asking {number} addresses, which takes some minutes …", number=len(asked))
    _say(options, waiting, aside=True)
    try:
        answers = lychee.ask(asked, options.root / "lychee.toml")
    except lychee.LycheeError as error:
        _say(options, error.args[0], aside=True)
        return 1
    if not any(answer.code for answer in answers.values()):
        _say(
            options,
            say("no address answered at all: is there a network? The ledger stays as it was"),
        )
        return 1
    today = PartialDate.parse(dt.datetime.now(dt.UTC).date().isoformat())
    ledger = link_ledger.renew(book, answers, today)
    (options.root / link_ledger.FILE).write_text(link_ledger.text(ledger), "utf-8")
    count = Counter(link.status for link in ledger.values())
    counted = (
        say("{number} {status}", number=number, status=status)
        for status, number in sorted(count.items())
    )
    _say(options, listing(counted))
    if problems := link_ledger.problems(book, ledger, answers):
        _show(options, book, problems)
    return 1 if errors(problems) else 0


def _synced(options: argparse.Namespace) -> int:
    book = load(options.root)
    if problems := errors(check(book)):
        _show(options, book, problems)
        return 1
    if options.reviewed and not options.item:
        asked = say("name what was reviewed: ITEM=android/claims/x, or CASE=android")
        _say(options, asked, aside=True)
        return 2
    try:
        made = synced.record(book, options.item, reviewed=options.reviewed)
    except UnknownItemError as error:
        _say(options, error.args[0], aside=True)
        return 2
    synced.save(book, made)
    for line in synced.told(made):
        _say(options, line)
    return 0


def _publish(options: argparse.Namespace) -> int:
    try:
        publish(options.built, options.site)
    except FileNotFoundError as error:
        if not isinstance(error.args[0], Message):
            raise
        _say(options, error.args[0], aside=True)
        return 1
    _say(options, say("the site is in {folder}/", folder=options.site))
    return 0


if __name__ == "__main__":
    # A run is short and keeps nearly all that it makes: collecting cycles would cost a fifth.
    gc.disable()
    if isinstance(sys.stdout, io.TextIOWrapper):  # whose encoding may lack what is to be said
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
