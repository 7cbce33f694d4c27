"""Addresses outside the site: asked through the link checker lychee, judged, and kept in a ledger.

`make links` asks every address, writes the ledger anew, and fails when something needs a person.
The build only reads it: a source whose original is gone is shown with its archived copy. Options of
lychee stand in `lychee.toml`.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .model import Link, PartialDate
from .model.source import LinkStatus
from .problems.message import RefusedError, say
from .problems.problem import Problem
from .reading.book import Book

FILE = "data/links.yml"
HEAD = """\
# yaml-language-server: $schema=schema/links.schema.json
# What every address outside the site last answered. Written by `make links`: do not edit.
"""

PATIENCE = 28
"""Days for which an address may fail in ways that pass, before it counts as dead."""

_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_FAILING = ("dead", "unknown")
_DONE = (0, 2)
"""Exit codes after which there is a report: every address opened, or some did not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking one address.

    `code` is the last HTTP status, or None where no answer came; `hops` are the redirects on the
    way, each as its status and the address that it named; `words` is what the checker says of a
    failure; `archive` is an archived copy, or "" where none was found.
    """

    code: int | None
    hops: tuple[tuple[int, str], ...] = ()
    words: str = ""
    archive: str = ""

    @property
    def opened(self) -> bool:
        """Whether the page itself came."""
        return self.code is not None and self.code < HTTPStatus.MULTIPLE_CHOICES


def ask(addresses: Iterable[str], config: Path) -> dict[str, Answer]:
    """Asks every address by HEAD, and those that did not open once more by GET.

    Many servers refuse a HEAD, or answer it wrongly, so only a GET may tell that a page is gone.
    Addresses that lychee never asks, such as those reserved for examples, are left out. `config`
    is the file of its options. Raises RefusedError where lychee is missing or stops too early.
    """
    answers = _run(sorted(set(addresses)), config, "--method", "head", "--suggest=false")
    failed = [address for address, answer in answers.items() if not answer.opened]
    return answers | _run(failed, config, "--method", "get") if failed else answers


def _run(addresses: list[str], config: Path, *options: str) -> dict[str, Answer]:
    """One run of lychee over the addresses; on a terminal it shows how far it is."""
    name = Path(sys.executable).with_name("lychee")
    program = shutil.which(name) or shutil.which("lychee")
    if not program:
        raise RefusedError(say("no-lychee"))
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
            why = message or say("no-reason-given")
            raise RefusedError(say("lychee-stopped", code=done.returncode, reason=why))
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


def judge(answer: Answer) -> tuple[LinkStatus, str]:
    """The status of an address by one answer, and where it moved to for good, or "".

    Only 404 and 410 say that a page is gone (RFC 9110, section 15.5). Other refusals, 999 among
    them, are how servers turn programs away. A server's own fault, a loop of redirects, a broken
    certificate, or silence may pass. A move is for good as far as 301 and 308 lead.
    """
    code, final = answer.code, ""
    for status, target in answer.hops:
        if status not in _PERMANENT:
            break
        final = target
    if answer.opened:
        return ("moved", final) if final else ("ok", "")
    if code in _GONE:
        return "dead", ""
    turned_away = code is not None and (code == 999 or 400 <= code < 500)
    return ("blocked" if turned_away else "unknown"), ""


def renew(book: Book, answers: Mapping[str, Answer], today: PartialDate) -> dict[str, Link]:
    """The new ledger: what was answered today, and what the last one knew and still holds."""
    ledger = {}
    for url, answer in sorted(answers.items()):
        last = book.ledger[url].value if url in book.ledger else None
        status, final = judge(answer)
        since: PartialDate | None = None
        if status in _FAILING and any(_covers(key, url) for key in book.allowed):
            status = "blocked"
        if status in _FAILING:
            since = (last and last.since) or today
            if today.first - since.first >= dt.timedelta(days=PATIENCE):
                status = "dead"
        copies = last.archives if last else []
        if answer.archive and answer.archive not in copies:
            copies = [*copies, answer.archive]
        fields = {
            "status": status,
            "checked": str(today),
            "reason": "" if answer.opened else answer.words,
            "final": final,
            "since": str(since or ""),
            "archives": copies,
        }
        ledger[url] = Link.model_validate({key: value for key, value in fields.items() if value})
    return ledger


def text(ledger: Mapping[str, Link]) -> str:
    """The ledger as a file: one line of JSON, which is YAML, for each address, in their order."""
    lines = [
        f"{_json(url)}: {_json(link.model_dump(mode='json', exclude_defaults=True))}"
        for url, link in sorted(ledger.items())
    ]
    return HEAD + ("\n".join(lines) if lines else "{}") + "\n"


def problems(
    book: Book, ledger: Mapping[str, Link], answers: Mapping[str, Answer]
) -> list[Problem]:
    """What a person must see to after a check, in the order of file and line."""
    return sorted({*_lost(book, ledger), *_idle(book, answers)})


def _lost(book: Book, ledger: Mapping[str, Link]) -> Iterator[Problem]:
    """No address is gone without an archived copy, and none leads to a front page instead."""
    copied = {
        source.value.URL: source.value.archive
        for source in book.sources.values()
        if source.value.archive
    }
    for url, places in book.addresses.items():
        link = ledger.get(url)
        copy = ledger.get(copied.get(url, ""))
        if not link or link.archives or (url in copied and (not copy or copy.status != "dead")):
            continue
        for place in places:
            if link.status == "dead":
                yield Problem(place, "address-gone", reason=link.reason)
            elif link.final and _front(link.final) and not _front(url):
                yield Problem(place, "address-lost", final=link.final)


def _idle(book: Book, answers: Mapping[str, Answer]) -> Iterator[Problem]:
    """Every entry of the allow-list still sets a failure aside."""
    failing = [url for url, answer in answers.items() if judge(answer)[0] in _FAILING]
    for key, entry in book.allowed.items():
        if not any(_covers(key, url) for url in failing):
            yield Problem(entry.key(), "allowed-idle", key=key)


def _covers(key: str, url: str) -> bool:
    """Whether an entry of the allow-list, an address or a host, means this address."""
    host = urlsplit(url).hostname or ""
    return key in (url, host) or host.endswith(f".{key}")


def _front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
