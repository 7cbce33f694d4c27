"""The verbs that look: `check`, `explain`, and `links`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from .. import check as problems_of
from .. import errors, load
from ..links import ledger as outside
from ..links import lychee
from ..method.translation import counted, translations
from ..model import PartialDate
from ..pages.escape import visible
from ..pages.explain import explain as explanation
from ..pages.explain import likely
from ..problems import printer
from ..problems.message import say
from ..problems.printer import said
from ..problems.problem import listing
from .terminal import LANG, casebook, show, tell


@casebook.command(help=said(say("verb-check")))
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    help=said(say("option-format")),
)
@click.option(
    "--release",
    is_flag=True,
    help=said(say("option-release")),
)
@LANG
@click.pass_obj
def check(root: Path, form: str, release: bool, lang: str) -> int:  # noqa: FBT001
    """Checks, and says what was found. JSON stands alone on standard output."""
    book = load(root)
    problems = problems_of(book, release=release)
    code = 1 if errors(problems) else 0
    if form == "json":  # alone on standard output
        print(printer.as_json(problems))
        return code
    if not problems:
        tell(say("no-problems", files=len(book.documents)), lang)
    elif form == "github":
        print(printer.as_github(problems, lang))
        print(printer.silenced(printer.text(problems, book.lines, lang)))
    else:
        show(problems, book, lang)
    for line in counted(translations(book)):
        tell(line, lang)
    return code


@casebook.command(help=said(say("verb-explain")))
@click.argument("code")
@LANG
@click.pass_obj
def explain(root: Path, code: str, lang: str) -> int:
    """Prints what a code means, or says which code may have been meant."""
    book = load(root)
    if text := explanation(book, code, lang):
        print(text)
        return 0
    tell(say("no-such-code", code=visible(code)), lang, err=True)
    tell(likely(book, code, lang), lang, err=True)
    return 2


@casebook.command(help=said(say("verb-links")))
@LANG
@click.pass_obj
def links(root: Path, lang: str) -> int:
    """Asks, writes, and reports what a person must see to."""
    book = load(root)
    if problems := errors(problems_of(book)):
        return show(problems, book, lang)
    asked = book.addresses
    tell(say("asking", number=len(asked)), lang, err=True)
    try:
        answers = lychee.ask(asked, root / "lychee.toml")
    except lychee.LycheeError as error:
        tell(error.args[0], lang, err=True)
        return 1
    if not any(answer.code for answer in answers.values()):
        tell(say("no-network"), lang)
        return 1
    today = PartialDate.parse(dt.datetime.now(dt.UTC).date().isoformat())
    made = outside.renew(book, answers, today)
    (root / outside.FILE).write_text(outside.text(made), "utf-8")
    count = Counter(link.status for link in made.values())
    counts = (
        say("number-of-status", number=number, status=status)
        for status, number in sorted(count.items())
    )
    tell(listing(counts), lang)
    found = outside.problems(book, made, answers)
    return show(found, book, lang) if found else 0
