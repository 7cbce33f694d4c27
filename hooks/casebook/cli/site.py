"""The verbs about the whole book: `check`, `explain`, `list`, `links`, `build`, and `stage`."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import click

from .. import check as problems_of
from .. import errors, load, rules
from .. import links as outside
from ..built.publish import building, obstacle, publish
from ..editing import ids
from ..editing.save import save
from ..method.translation import counted, translations
from ..model import PartialDate
from ..pages import reference
from ..pages.escape import visible
from ..problems import printer
from ..problems.message import RefusedError, say
from ..problems.printer import localized
from ..problems.problem import closest, listing
from . import LANG, casebook, show, tell


@casebook.command(help=localized(say("verb-check")))
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    help=localized(say("option-format")),
)
@click.option("--release", is_flag=True, help=localized(say("option-release")))
@LANG
@click.pass_obj
def check(root: Path, form: str, release: bool, lang: str) -> int:  # noqa: FBT001
    """Checks, and says what was found. JSON stands alone on standard output. Editors are given the
    ids that there are now.
    """
    book = load(root)
    ids.write(book)
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
    if stops := [] if code else rules.stops_release(book, problems):
        codes = listing(sorted({problem.code for problem in stops}))
        tell(say("pull-request-stops", count=len(stops), codes=codes), lang)
    return code


@casebook.command(help=localized(say("verb-explain")))
@click.argument("code")
@LANG
@click.pass_obj
def explain(root: Path, code: str, lang: str) -> int:
    """Prints what a code means, or says which code may have been meant."""
    book = load(root)
    if text := reference.explain(book, code, lang):
        print(text)
        return 0
    tell(say("no-such-code", code=visible(code)), lang, err=True)
    tell(reference.likely(book, code, lang), lang, err=True)
    return 2


@casebook.command("list", help=localized(say("verb-list")))
@click.argument("kind", type=click.Choice(reference.KINDS))
@click.option("--case", "slug", default="", metavar="…", help=localized(say("option-of-case")))
@click.option("--find", default="", metavar="…", help=localized(say("option-find")))
@LANG
@click.pass_obj
def list_(root: Path, kind: str, slug: str, find: str, lang: str) -> int:
    """Prints ids, each with what it names."""
    book = load(root)
    if slug and slug not in book.cases:
        tell(
            say("no-such-case", slug=visible(slug), meant=closest(slug, book.cases)), lang, err=True
        )
        return 2
    if slug and kind == "terms":
        tell(say("of-no-case", kind=kind), lang, err=True)
        return 2
    found = [
        (id, name)
        for id, name in reference.ids(book, kind, slug, lang)
        if reference.same(find) in reference.same(f"{id} {name}")
    ]
    for id, name in found:
        print(f"{visible(id)}  {visible(name)}")
    if not found:
        tell(say("nothing-listed"), lang, err=True)
    return 0


@casebook.command(help=localized(say("verb-links")))
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
        answers = outside.ask(asked, root / "lychee.toml")
    except RefusedError as error:
        tell(error.message, lang, err=True)
        return 1
    if not any(answer.code for answer in answers.values()):
        tell(say("no-network"), lang)
        return 1
    today = PartialDate.parse(dt.datetime.now(dt.UTC).date().isoformat())
    made = outside.renew(book, answers, today)
    try:
        save(root, {outside.FILE: outside.text(made)})
    except RefusedError as error:
        tell(error.message, lang, err=True)
        return 1
    counts = sorted(Counter(link.status for link in made.values()).items())
    tell(listing(say("number-of-status", number=n, status=status) for status, n in counts), lang)
    problems = outside.problems(book, made, answers)
    return show(problems, book, lang) if problems else 0


@casebook.command(help=localized(say("verb-build")))
@LANG
@click.pass_obj
def build(root: Path, lang: str) -> int:
    """Builds. The builder loads and checks everything itself, as strictly as a release."""
    site, scratch = root / "site", root / ".build"

    def waiting() -> None:
        tell(say("another-build-runs"), lang, err=True)

    if reason := obstacle(site, scratch):
        tell(reason, lang, err=True)
        return 1
    with building(site, scratch, waiting) as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
        done = subprocess.run(  # noqa: S603 -- our own interpreter and builder
            [*command, "--site-dir", str(folder)],
            cwd=root,
            env=os.environ | {"CASEBOOK_RELEASE": "1"},
            check=False,
        )
        if done.returncode:
            return 1
        publish(folder, site)
    tell(say("site-is-in", folder="site"), lang)
    return 0


@casebook.command(help=localized(say("verb-stage")))
@LANG
@click.pass_obj
def stage(root: Path, lang: str) -> int:
    """Writes the pages as Markdown."""
    # Pictures take a tenth of a second to load, which no other verb needs.
    from ..outputs.stage import write  # noqa: PLC0415

    book = load(root)
    if problems := errors(problems_of(book)):
        return show(problems, book, lang)
    count = write(book, root / ".build/stage")
    tell(say("staged", pages=count, folder=".build/stage"), lang)
    return 0
