"""Makes the search index with Pagefind, from the pages as they were built.

What is indexed is the passage, not the page, so that a result leads to the very claim. Pagefind
would keep the text of each in a file of its own: 4000 of them, 16 MB on a disk. They are
packed by four here, some 0.7 kB on their way to a reader. The pages, with their facets and packs,
stand in one small list beside the index.

Chinese is indexed by the character. Words would have to be cut twice, by a dictionary at build
time and by another in the browser, and where the two differ nothing is found: with Pagefind's own
way 护城河 led to 2 of the 34 passages that hold it. The characters in their order find all.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..method import script
from ..model import LANGUAGES, ZH
from ..pages.page import Page
from . import facet, pagefind, passage
from .passage import Passage

FOLDER = "pagefind"
"""Where the index lies on the site."""

_SEPARATE = re.compile(r"([〇㐀-鿿豈-﫿\u3000-\u303f\uff00-\uffef“”‘’…—·])")
"""Han characters and full-width punctuation. docs/assets/search-words.js has the same list."""

_NEEDED = re.compile(r"index/.+|pagefind\.js|pagefind-entry\.json|.+\.pf_meta|wasm\..+\.pagefind")
"""What a browser fetches of all that Pagefind makes: the dialog is our own."""

_PACK = 4
"""How many passages of a page lie in one file. docs/assets/search-index.js has the same number."""

_OFTEN = 3
_ENDS = set(".。")
"""On so many pages of a kind a sentence leads in, like the one below a heading of every case."""

_SIGNATURE = b"pagefind_dcd"


def write(site: Path, pages: Iterable[Page]) -> None:
    """Indexes the built site in the folder `site`, and puts the index there, whole or not at all.

    `pages` are those that the site was made from. The same pages give the same bytes. Raises
    SearchError, and OSError when the site cannot be read or written.
    """
    read = _read(site, pages)
    records = {page.url: list(_records(page, passages)) for page, passages in read}
    every = pagefind.index(record for page, _ in read for record in records[page.url])
    ids = _ids(every)
    files = {name: content for name, content in every.items() if _NEEDED.fullmatch(name)}
    packs = {page.url: list(_packs(passages)) for page, passages in read}
    named = {url: _name(of_page) for url, of_page in packs.items()}
    for url, of_page in packs.items():
        files |= {f"text/{named[url]}.{at}.json": pack for at, pack in enumerate(of_page)}
    for lang in LANGUAGES:
        chosen = [entry for entry in read if entry[0].context.lang == lang]
        listed = _listed(chosen) | _other_writing(chosen, lang)
        for entry in listed["pages"]:
            entry["passages"] = _joined(ids[record["url"]] for record in records[entry["url"]])
            entry["texts"] = named[entry["url"]]
        files[f"pages.{lang}.json"] = _json(listed, indent=0)
    with tempfile.TemporaryDirectory(dir=site, prefix=".search-") as folder:
        made = Path(folder, FOLDER)
        for name in ("index", "text"):
            (made / name).mkdir(parents=True)
        for name, content in files.items():
            (made / name).write_bytes(content)
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        made.rename(site / FOLDER)


def _read(site: Path, pages: Iterable[Page]) -> list[tuple[Page, list[Passage]]]:
    """The pages to be searched, by address, with their passages.

    A sentence that stands word for word on several pages of one kind leads in to what differs, and
    says nothing of any one of them.
    """
    read = []
    seen: Counter[tuple[str, str]] = Counter()
    for page in sorted(pages, key=lambda page: page.url):
        if not page.repeats and (page.case is None or page.case.published):
            passages = passage.read(site / page.url / "index.html")
            read.append((page, passages))
            seen.update({(facet.kind(page), line) for part in passages for line in part.lines})
    for page, passages in read:
        for part in passages:
            part.lines = [
                line
                for line in part.lines
                if seen[facet.kind(page), line] < _OFTEN or not _ENDS & set(line)
            ]
        passages[:] = [part for part in passages if part.lines or not part.id]
    return [(page, passages) for page, passages in read if passages]


def _records(page: Page, passages: list[Passage]) -> Iterator[dict[str, Any]]:
    """One record for each passage. A word of the title of its page counts as one of the passage, so
    that two words find it of which one stands in the title only; but it adds no weight.
    """
    lang = page.context.lang
    top = passages[0].title
    for part in passages:
        names = (
            {"heading": part.title, "under": part.under, "page": top} if part.id else {"title": top}
        )
        yield {
            "url": f"{page.url}#{part.id}" if part.id else page.url,
            "content": _separated(part.text or top, lang),
            "language": lang,
            "meta": {name: _separated(text, lang) for name, text in names.items() if text},
            "filters": {},
            "sort": {},
        }


def _separated(text: str, lang: str) -> str:
    """Chinese text with a space around every character, which Pagefind then takes for a word."""
    return " ".join(" ".join(_SEPARATE.split(text)).split()) if lang == "zh" else text


def _packs(passages: list[Passage]) -> Iterator[bytes]:
    """The passages of a page by four, to be shown: the address within the page, the heading, and
    the text, as they are written.
    """
    top = passages[0].title
    shown = [
        (part.id, (part.title or part.under) if part.id else "", part.text or top)
        for part in passages
    ]
    for start in range(0, len(shown), _PACK):
        yield _json(shown[start : start + _PACK])


def _name(packs: list[bytes]) -> str:
    """The name of the packs of a page, which browsers may keep: another content has another."""
    return hashlib.sha256(b"\n".join(packs)).hexdigest()[:10]


def _json(value: object, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ":")).encode()


def _listed(read: list[tuple[Page, list[Passage]]]) -> dict[str, Any]:
    """Pages of one language: address, title, and facets.

    A facet of a page is a list of numbers: places in the list of that facet's values.
    """
    facets = [facet.facets(page) for page, _ in read]
    values = {
        name: sorted({value for own in facets for value in own[name]}) for name in facet.FACETS
    }
    return {
        "values": {name: [label for _, label in values[name]] for name in facet.FACETS},
        "pages": [
            {
                "url": page.url,
                "title": passages[0].title,
                "weight": facet.weight(page),
                "weights": "".join(str(facet.passage_weight(page, part.id)) for part in passages),
                **({"aside": 1} if facet.kind(page) == facet.ASIDE else {}),
                "facets": {
                    name: [values[name].index(value) for value in own[name]]
                    for name in facet.FACETS
                },
            }
            for (page, passages), own in zip(read, facets, strict=True)
        ],
    }


def _other_writing(read: list[tuple[Page, list[Passage]]], lang: str) -> dict[str, Any]:
    """What else a question may call the things of the book: groups of names for the same, and
    traditional characters, each with its simplified one in the same place: of those that stand
    somewhere, since no other can be found. In English only names are asked for in Chinese.
    """
    book = read[0][0].context.edition.book if read else None
    aliases = [alias.value.names for alias in book.aliases.values()] if book else []
    written = {character for names in aliases for name in names for character in name}
    if lang == ZH:
        parts = [part for _, passages in read for part in passages]
        written |= {character for part in parts for character in part.title + part.text}
    pairs = [
        (traditional, simplified)
        for traditional, simplified in zip(script.TRADITIONAL_ORDER, script.SIMPLIFIED, strict=True)
        if simplified in written
    ]
    return {
        "aliases": aliases,
        "traditional": "".join(traditional for traditional, _ in pairs),
        "simplified": "".join(simplified for _, simplified in pairs),
    }


def _joined(ids: Iterable[str]) -> str:
    """Ids of passages in one run, which weighs less: seven characters each, and any more of one, by
    which it differs from another, behind a plus.
    """
    return "".join(id[:7] + "".join(f"+{more}" for more in id[7:]) for id in ids)


def _ids(files: Mapping[str, bytes]) -> dict[str, str]:
    """The id by which Pagefind names each passage, by its address: it tells only with its text."""
    ids = {}
    for name, content in files.items():
        if name.startswith("fragment/"):
            record = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
            ids[str(record["url"])] = name.removesuffix(".pf_fragment").rpartition("_")[2]
    return ids
