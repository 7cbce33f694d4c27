"""What the preview need not make again after a save: pages that nothing new goes into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .pages.page import Page
from .pages.template import FOLDER
from .reading.book import Book
from .reading.translation_lock import FILE as LOCK


def templates_read() -> int:
    """When a template was last changed, in nanoseconds since the epoch."""
    return max(path.stat().st_mtime_ns for path in FOLDER.rglob("*.j2"))


def reuse(pages: Iterable[Page], book: Book, before: dict[str, Page], last: Book) -> Iterator[Page]:
    """The pages, each as it was `before` if nothing that goes into it has changed since.

    Files in `docs/` go into the pages that name them as an origin, all other files into every page
    but those of codes, which are made from their own file and the labels alone. The state of the
    translations goes into the pages of the cases, and into the page of all states.
    Both books must come from `load` with the later one knowing the earlier, which keeps unchanged
    documents as they are.
    """
    changed = {
        file
        for file in book.documents.keys() | last.documents.keys()
        if book.documents.get(file) is not last.documents.get(file)
    }
    shared = any(not file.startswith("docs/") for file in changed - {LOCK})
    told = LOCK in changed or book.translations.told != last.translations.told
    for page in pages:
        same = before.get(page.src_uri)
        if page.meta.get("kind") == "code":
            fresh = bool(changed & {*page.origins, "data/labels.yml"})
        else:
            tells = "/cases/" in page.src_uri or page.src_uri.endswith("/translation.md")
            fresh = shared or (told and tells) or bool(changed & {*page.origins})
        yield page if fresh or not same else same
