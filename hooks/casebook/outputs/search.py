"""Makes the search index with Pagefind, from the pages as they were built.

What is indexed is the passage, not the page: a page of a case weighs 50 kB, and a reader's browser
fetches what it shows of each result. So a result costs half a kilobyte and leads to the very
claim; the pages themselves, with their facets, stand in one small list beside the index.

Chinese is indexed by the character. Words would have to be cut twice, by a dictionary at build
time and by another in the browser, and where the two differ nothing is found: with Pagefind's own
way 护城河 led to 2 of the 34 passages that hold it. The characters in their order find all.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from pagefind_bin import get_executable  # type: ignore[import-untyped]

from ..model import LANGUAGES, address
from ..pages.page import Page
from ..problems.message import say
from ..reading.book import Book
from . import facet, passage
from .passage import Passage

FOLDER = "pagefind"
"""Where the index lies on the site."""

_SEPARATE = re.compile(r"([〇㐀-鿿豈-﫿\u3000-\u303f\uff00-\uffef“”‘’…—·])")
"""Han characters and full-width punctuation. docs/assets/search-index.js has the same list."""

_CHUNK = "3000"
"""How many places of words one file of the index holds. Pagefind's own measure, 20 000, makes files
of 20 kB, of which a Chinese word would need one for each character."""

_NEEDED = re.compile(
    r"(index|fragment)/.+|pagefind\.js|pagefind-entry\.json|.+\.pf_meta|wasm\..+\.pagefind"
)
"""What a browser fetches of all that Pagefind makes: the dialog is our own."""

_OFTEN = 3
_ENDS = set(".。")
"""On so many pages of a kind a sentence leads in, like the one below a heading of every case."""

_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"


class SearchError(Exception):
    """Pagefind could not make the index; the message says why."""


def write(site: Path, book: Book, pages: Iterable[Page]) -> None:
    """Indexes the built site in the folder `site`, and puts the index there, whole or not at all.

    `pages` are those that the site was made from. The same pages give the same bytes. Raises
    SearchError, and OSError when the site cannot be read or written.
    """
    found = _read(site, book, pages)
    files = _index(record for page, passages in found for record in _records(page, passages))
    ids = _ids(files)
    for lang in LANGUAGES:
        chosen = [one for one in found if address.language(one[0].src_uri) == lang]
        text = json.dumps(_listed(book, chosen, ids), ensure_ascii=False, indent=0)
        files[f"pages.{lang}.json"] = text.encode()
    with tempfile.TemporaryDirectory(dir=site, prefix=".search-") as folder:
        made = Path(folder, FOLDER)
        for name in ("index", "fragment"):
            (made / name).mkdir(parents=True)
        for name, content in files.items():
            (made / name).write_bytes(content)
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        made.rename(site / FOLDER)


def _read(site: Path, book: Book, pages: Iterable[Page]) -> list[tuple[Page, list[Passage]]]:
    """The pages to be searched, by address, with their passages.

    A sentence that stands word for word on several pages of one kind leads in to what differs, and
    says nothing of any one of them.
    """
    found = []
    seen: Counter[tuple[str, str]] = Counter()
    for page in sorted(pages, key=lambda page: page.url):
        case = facet.case_of(book, page)
        if not page.repeats and (case is None or case.status == "published"):
            passages = passage.read(site / page.url / "index.html")
            found.append((page, passages))
            seen.update({(facet.kind(page), line) for one in passages for line in one.lines})
    for page, passages in found:
        for one in passages:
            one.lines = [
                line
                for line in one.lines
                if seen[facet.kind(page), line] < _OFTEN or not _ENDS & set(line)
            ]
        passages[:] = [one for one in passages if one.lines or not one.id]
    return [(page, passages) for page, passages in found if passages]


def _records(page: Page, passages: list[Passage]) -> Iterator[dict[str, Any]]:
    """One record for each passage. A word of the title of its page counts as one of the passage, so
    that two words find it of which one stands in the title only; but it adds no weight.
    """
    lang = address.language(page.src_uri)
    top = passages[0].title
    for one in passages:
        names = (
            {"heading": one.title, "under": one.under, "page": top} if one.id else {"title": top}
        )
        yield {
            "url": f"{page.url}#{one.id}" if one.id else page.url,
            "content": _separated(one.text or top, lang),
            "language": lang,
            "meta": {name: _separated(text, lang) for name, text in names.items() if text},
            "filters": {},
            "sort": {},
        }


def _separated(text: str, lang: str) -> str:
    """Chinese text with a space around every character, which Pagefind then takes for a word."""
    return " ".join(_SEPARATE.sub(r" \1 ", text).split()) if lang == "zh" else text


def _listed(
    book: Book, found: list[tuple[Page, list[Passage]]], ids: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Pages of one language: address, title, facets, and the ids of their passages.

    A facet of a page is a list of numbers: places in the list of that facet's values.
    """
    facets = [facet.facets(book, page) for page, _ in found]
    values = {name: sorted({one for own in facets for one in own[name]}) for name in facet.FACETS}
    return {
        "values": {name: [label for _, label in values[name]] for name in facet.FACETS},
        "pages": [
            {
                "url": page.url,
                "title": passages[0].title,
                "weight": facet.weight(page),
                "facets": {
                    name: [values[name].index(one) for one in own[name]] for name in facet.FACETS
                },
                "passages": " ".join(ids[page.url]),
            }
            for (page, passages), own in zip(found, facets, strict=True)
        ],
    }


def _index(records: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Has Pagefind index the records, in their order, and gives what a browser needs, by name.

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
    return {name: content for name, content in sorted(files.items()) if _NEEDED.fullmatch(name)}


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
            messages = ({**one, "index_id": index} for one in [*adding, {"type": "GetFiles"}])
            sent = _send(process.stdin, messages)
            *_, last = _answers(process.stdout, sent)
        finally:
            process.kill()
    return {one["path"]: base64.b64decode(one["content"]) for one in last["files"]}


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
        one, _, rest = rest.partition(b",")
        payload: dict[str, Any] = json.loads(base64.b64decode(one))["payload"]
        if payload["type"] == "Error":
            raise SearchError(say("pagefind-refused", reason=payload["message"]))
        yield payload


def _ids(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """For the address of each page the ids by which Pagefind names its passages.

    Pagefind tells only with a passage which page it is of; the browser wants to know before it
    fetches one.
    """
    found: dict[str, list[str]] = {}
    for name, content in files.items():
        if name.startswith("fragment/"):
            record = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
            id = name.removesuffix(".pf_fragment").rpartition("_")[2]
            found.setdefault(str(record["url"]).partition("#")[0], []).append(id)
    return found
