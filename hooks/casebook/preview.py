"""What the preview need not make again after a save: pages that nothing new goes into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .book import Book
from .page import Page
from .template import FOLDER


def templates_read() -> int:
    """When a template was last changed, in nanoseconds since the epoch."""
    return max(path.stat().st_mtime_ns for path in FOLDER.rglob("*.j2"))


def reuse(pages: Iterable[Page], book: Book, before: dict[str, Page], last: Book) -> Iterator[Page]:
    """The pages, each as it was `before` if nothing that goes into it has changed since.

    Files in `docs/` go into the pages that name them as an origin, all other files into every page,
    and so does the state of the translations.
    Both books must come from `load` with the later one knowing the earlier, which keeps unchanged
    documents as they are.
    """
    changed = {
        file
        for file in book.documents.keys() | last.documents.keys()
        if book.documents.get(file) is not last.documents.get(file)
    }
    shared = (
        any(not file.startswith("docs/") for file in changed)
        or book.translations.told != last.translations.told
    )
    for page in pages:
        same = before.get(page.src_uri)
        yield page if shared or not same or changed & {*page.origins} else same
