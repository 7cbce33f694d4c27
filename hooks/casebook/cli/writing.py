"""The verbs that write: `new`, `format`, `synced`, and the generated files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import yaml

from .. import check as problems_of
from .. import errors, load
from ..editing import checklist, house, new, schema, synced
from ..editing.save import save
from ..model import PartialDate
from ..problems.message import RefusedError, say
from ..problems.printer import localized, render
from ..reading import translation_lock as lock
from ..reading.text import MAX_BYTES, read_bytes
from . import LANG, casebook, show, tell

Verb = Callable[..., Any]


def _today() -> PartialDate:
    return PartialDate.parse(dt.datetime.now().astimezone().date().isoformat())


@casebook.group("new", help=localized(say("verb-new")))
def begin() -> None:
    """Each of its commands writes something new."""


def _nothing_written(error: RefusedError, lang: str) -> int:
    tell(error.message, lang, err=True)
    tell(say("nothing-written"), lang, err=True)
    return 1


@begin.command("case", help=localized(say("verb-new-case")))
@click.argument("slug")
@LANG
@click.pass_obj
def new_case(root: Path, slug: str, lang: str) -> int:
    """Writes a draft, or lists what a case still lacks."""
    book = load(root)
    needed = {"data/labels.yml", "data/vocabulary.yml", f"data/cases/{slug}.yml"} & book.broken
    if needed:
        return show((fault for fault in book.problems if fault.place.file in needed), book, lang)
    known = slug in book.cases
    try:
        files = new.grown(book, slug, lang) if known else new.note(book, slug, _today(), lang)
        save(root, files)
    except RefusedError as error:
        return _nothing_written(error, lang)
    for name in files:
        tell(say("wrote", file=name), lang)
    book = load(root) if files else book
    print()
    case = book.cases[slug].value
    file, status, depth = book.cases[slug].document.file, case.status, checklist.rung(case)
    for line in checklist.progress(book, slug, lang):
        tell(line, lang)
    print()
    own, problems, pending = depth == case.depth, checklist.missing(book, slug, depth), []
    if not own:  # of a note that stands, each text would be listed
        pending = [problem for problem in problems if problem.key == "language-missing"]
        problems = [problem for problem in problems if problem.key != "language-missing"]
    if problems or pending:
        tell(say("checklist-begins" if own else "checklist-next", depth=depth), lang)
        for item in checklist.items(problems):
            tell(item, lang)
        if pending:
            tell(say("checklist-languages", count=len(pending)), lang)
        print()
        tell(say("checklist-again", slug=slug), lang)
    elif status == "draft":
        tell(say("checklist-empty", file=file), lang)
    else:
        tell(say("lacks-nothing", file=file), lang)
    return 0


def _given(command: Verb) -> Verb:
    for name in new.GIVEN:
        option = click.option(f"--{name.replace('_', '-')}", name, default="", metavar="…")
        command = option(command)
    return command


@begin.command("source", help=localized(say("verb-new-source")))
@click.argument("url")
@_given
@click.option("--topic", default="new", metavar="…", help=localized(say("option-topic")))
@click.option("--id", default="", metavar="…")
@LANG
@click.pass_obj
def new_source(root: Path, /, url: str, topic: str, id: str, lang: str, **given: str) -> int:
    """Appends a source, and says what is left to do."""
    book, file = load(root), f"data/sources/{Path(topic).stem}.yml"
    if broken := {name for name in book.broken if name.startswith("data/sources/")}:
        return show((fault for fault in book.problems if fault.place.file in broken), book, lang)
    given = {name: value for name, value in given.items() if value}
    try:
        new.refuse_no_id(Path(topic).stem)
        id, record, gone = new.source(book, url, given, _today(), id=id, lang=lang)
    except RefusedError as error:
        return _nothing_written(error, lang)
    path = root / file
    before = path.read_text("utf-8").rstrip() + "\n" if path.is_file() else new.SCHEMA
    try:
        yaml.compose(before + record, Loader=yaml.CSafeLoader)
        faults, lines = new.faults(file, before, record)
        for problem in faults:
            print(f"{render(problem, lines, lang)}\n", file=sys.stderr)
        if faults:
            tell(say("nothing-written"), lang, err=True)
            return 1
        save(root, {file: before + record})
    except RefusedError as error:
        return _nothing_written(error, lang)
    except yaml.YAMLError:
        tell(say("nothing-can-be-added", file=file), lang, err=True)
        return 1
    if gone:
        tell(say("tracking-left-out", names=", ".join(gone)), lang)
    tell(say("wrote-source", id=id, file=file), lang)
    tell(say("cite-it", id=id), lang)
    return 0


@casebook.command("format", help=localized(say("verb-format")))
@click.option("--check", "only", is_flag=True, help=localized(say("option-check")))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@LANG
@click.pass_obj
def format_(root: Path, only: bool, files: tuple[Path, ...], lang: str) -> int:  # noqa: FBT001
    """Writes `files`, or all data files; with `only` it names those that are not in order."""
    code, root = 0, root.resolve()
    for name in [_name(root, path) for path in files] or house.files(root):
        try:
            raw = read_bytes(root / name, MAX_BYTES)
        except FileNotFoundError:
            raise
        except OSError:
            tell(say("not-a-file-of-ours", file=name), lang, err=True)
            code = 1
            continue
        try:
            made = house.formed(raw, name)
            written = [] if only else save(root, {name: made.decode()})
        except RefusedError as error:
            tell(error.message, lang, err=True)
            code = 1
            continue
        if only and made != raw:
            tell(say("not-in-house-form", file=name), lang, err=True)
            code = 1
        for file in written:
            tell(say("wrote", file=file), lang)
    return code


def _name(root: Path, path: Path) -> str:
    """The name of a file relative to the root, wherever the command was called."""
    whole = path.parent.resolve() / path.name  # a link is refused where it stands, not followed
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path.as_posix()


@casebook.command("synced", help=localized(say("verb-synced")))
@click.argument("item", nargs=-1)
@click.option("--reviewed", is_flag=True, help=localized(say("option-reviewed")))
@LANG
@click.pass_obj
def synced_(root: Path, item: tuple[str, ...], reviewed: bool, lang: str) -> int:  # noqa: FBT001
    """Writes the record, and tells what changed in it and what stays stale."""
    book = load(root)
    # What is broken in the record itself is what this verb mends.
    problems = [fault for fault in errors(problems_of(book)) if fault.place.file != lock.FILE]
    if problems:
        return show(problems, book, lang)
    if reviewed and not item:
        tell(say("name-what-was-reviewed"), lang, err=True)
        return 2
    try:
        made = synced.record(book, item, reviewed=reviewed)
        synced.write(book, made)
    except RefusedError as error:
        tell(error.message, lang, err=True)
        return 2
    for line in synced.summary(made):
        tell(line, lang)
    return 0


@casebook.command("schema", help=localized(say("verb-schema")))
@LANG
@click.pass_obj
def schema_(root: Path, lang: str) -> int:
    """Writes what differs, and names it."""
    try:
        written = schema.write(load(root))
    except RefusedError as error:
        return _nothing_written(error, lang)
    for name in written:
        tell(say("wrote-name", name=name), lang)
    return 0
