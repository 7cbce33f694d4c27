"""The codebook: whoever codes by hand finds where each value begins and ends."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from ..reading.book import Book

EXEMPT = frozenset({"grade", "status", "depth", "source-type", "change", "correction-kind"})
"""The lists whose tags need no example. A grade is computed and explains itself. A source's type is
read off its form. The others tell what we did with a case or an error, and nothing about the case.
"""
WANTED = {"example": "tag-without-example", "counter_example": "tag-without-counter-example"}
"""The fields that such a tag must have, and the problem of one without it."""


def coded_tags_have_examples(book: Book) -> Iterator[Problem]:
    """A tag of a list that people code by hand has an example and a counter-example: without both,
    two coders draw its boundary in two places.

    Every list counts as such but those where nothing about a case is judged: what the build
    computes (grade), what is read off a source's form (source-type), and what we record of our own
    work (status, depth, change, correction-kind). A new list is asked for examples.
    """
    for scheme, tags in book.vocabulary.items():
        for tag, entry in tags.items() if scheme not in EXEMPT else ():
            for name, key in WANTED.items():
                if not getattr(entry.value, name):
                    yield Problem(entry.key(), key, tag=tag, scheme=scheme)


RULES = (coded_tags_have_examples,)
