"""Has Pagefind make an index of records, by the way in which its own package speaks to it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from pagefind_bin import get_executable  # type: ignore[import-untyped]

from ..problems.message import say

_CHUNK = "2000"
"""How many places of words one file of the index holds. Pagefind's own measure, 20 000, makes files
of 20 kB, of which a Chinese word would need one for each character."""

_ENTRY = "pagefind-entry.json"


class SearchError(Exception):
    """Pagefind could not make the index; the message says why."""


def index(records: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Has Pagefind index the records, in their order, and gives the files it makes, by name.

    This speaks to Pagefind as its own Python package does: one message of JSON as base64 after the
    other, each with a comma at its end. That package waits a tenth of a second for each answer,
    which makes five minutes of three seconds; and given a folder of files, Pagefind takes them in
    the order in which the disk names them, so that no two machines would make the same bytes.
    """
    try:
        files = _answered(records)
    except BrokenPipeError as error:
        raise SearchError(say("pagefind-stopped")) from error
    entry = json.loads(files[_ENTRY])  # which has the languages in any order
    files[_ENTRY] = json.dumps(entry, sort_keys=True, ensure_ascii=False).encode()
    return dict(sorted(files.items()))


def _answered(records: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    with subprocess.Popen(  # noqa: S603 - the program is the package's own
        [get_executable(), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
    ) as process:
        try:
            assert process.stdin
            assert process.stdout
            sent = _send(process.stdin, [{"type": "NewIndex", "config": {}}])
            index = next(_answers(process.stdout, sent))["index_id"]
            adding = ({"type": "AddRecord", **record} for record in records)
            messages = (
                {**message, "index_id": index} for message in [*adding, {"type": "GetFiles"}]
            )
            sent = _send(process.stdin, messages)
            *_, last = _answers(process.stdout, sent)
        finally:
            process.kill()
    return {file["path"]: base64.b64decode(file["content"]) for file in last["files"]}


def _send(stream: IO[bytes], messages: Iterable[Mapping[str, Any]]) -> int:
    """Sends messages, and says how many answers they will have."""
    count = 0
    for count, payload in enumerate(messages, 1):
        message = json.dumps({"message_id": count, "payload": payload})
        stream.write(base64.b64encode(message.encode()) + b",")
    stream.flush()
    return count


def _answers(stream: IO[bytes], count: int) -> Iterator[dict[str, Any]]:
    """What Pagefind answers to so many messages. Raises SearchError at the first that is none."""
    rest = b""
    for _ in range(count):
        while b"," not in rest:
            more = stream.read1(1 << 16)  # type: ignore[attr-defined] # a pipe's reader has it
            if not more:
                raise SearchError(say("pagefind-stopped"))
            rest += more
        answer, _, rest = rest.partition(b",")
        payload: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
        if payload["type"] == "Error":
            raise SearchError(say("pagefind-refused", reason=payload["message"]))
        yield payload
