"""The verbs that make something of the whole book: `build` the site, `stage` it for others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from .. import check, errors, load
from ..built.publish import building, obstacle, publish
from ..problems.message import say
from ..problems.printer import said
from .terminal import LANG, casebook, show, tell


@casebook.command(help=said(say("verb-build")))
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


@casebook.command(help=said(say("verb-stage")))
@LANG
@click.pass_obj
def stage(root: Path, lang: str) -> int:
    """Writes the pages as Markdown."""
    # Pictures take a tenth of a second to load, which no other verb needs.
    from ..outputs.stage import write  # noqa: PLC0415

    book = load(root)
    if problems := errors(check(book)):
        return show(problems, book, lang)
    count = write(book, root / ".build/stage")
    tell(say("staged", pages=count, folder=".build/stage"), lang)
    return 0
