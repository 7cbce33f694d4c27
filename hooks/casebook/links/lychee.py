"""Asks addresses outside the site whether they still open, through the link checker lychee.

Its options stand in `lychee.toml`. Nothing here judges an answer: see `link_ledger`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from ..problems.message import say
from .ledger import Answer

_DONE = (0, 2)
"""Exit codes after which there is a report: every address opened, or some did not."""


class LycheeError(Exception):
    """The link checker is missing, or stopped before it was done. Its message says what to do."""


def ask(addresses: Iterable[str], config: Path) -> dict[str, Answer]:
    """Asks every address by HEAD, and those that did not open once more by GET.

    Many servers refuse a HEAD, or answer it wrongly, so only a GET may tell that a page is gone.
    Addresses that lychee never asks, such as those reserved for examples, are left out. `config`
    is the file of its options. Raises LycheeError.
    """
    answers = _run(sorted(set(addresses)), config, "--method", "head", "--suggest=false")
    failed = [address for address, answer in answers.items() if not answer.opened]
    return answers | _run(failed, config, "--method", "get") if failed else answers


def _run(addresses: list[str], config: Path, *options: str) -> dict[str, Answer]:
    """One run of lychee over the addresses; on a terminal it shows how far it is."""
    name = Path(sys.executable).with_name("lychee")
    program = shutil.which(name) or shutil.which("lychee")
    if not program:
        raise LycheeError(say("no-lychee"))
    with tempfile.TemporaryDirectory() as folder:
        # One address a line: the line tells them apart in the report, which normalizes them.
        asked, out = Path(folder, "addresses.md"), Path(folder, "report.json")
        asked.write_text("".join(f"<{address}>\n" for address in addresses), "utf-8")
        command = [program, "--config", str(config), *options, "--no-ignore", "--verbose"]
        command += ["--format", "json", "--output", str(out), str(asked)]
        seen = sys.stderr.isatty()
        done = subprocess.run(  # noqa: S603 -- addresses reach it in a file, not as arguments
            command if seen else [*command, "--no-progress"],
            stdout=subprocess.DEVNULL,
            stderr=None if seen else subprocess.PIPE,
            check=False,
        )
        if done.returncode not in _DONE or not out.is_file():
            message = (done.stderr or b"").decode("utf-8", "replace").strip()
            raise LycheeError(
                say(
                    "lychee-stopped", code=done.returncode, reason=message or say("no-reason-given")
                )
            )
        return dict(answers(json.loads(out.read_text("utf-8")), addresses))


def answers(report: dict[str, Any], addresses: list[str]) -> Iterator[tuple[str, Answer]]:
    """The answers in a JSON report of lychee 0.24 on a file that holds one address a line."""
    copies = {
        entry["original"]: entry["suggestion"]
        for entries in report["suggestion_map"].values()
        for entry in entries
    }
    for kind in ("success_map", "error_map", "timeout_map"):
        for entry in (entry for entries in report[kind].values() for entry in entries):
            hops = entry.get("redirects", {}).get("redirects", [])
            status = entry["status"]
            yield (
                addresses[entry["span"]["line"] - 1],
                Answer(
                    status.get("code"),
                    tuple((hop["code"], hop["url"]) for hop in hops),
                    _words(status),
                    copies.get(entry["url"], ""),
                ),
            )


def _words(status: dict[str, Any]) -> str:
    """A failure in a few words, such as `404 Not Found` or `Request timed out`."""
    code = status.get("code")
    if code is None:
        return str(status.get("details") or status["text"])
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)
