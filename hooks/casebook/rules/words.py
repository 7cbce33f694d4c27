"""Words: the vocabulary covers what the code relies on, and no label is missing or idle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from ..method.grade import TAGS
from ..method.wording import placeholders
from ..model import SLUG, case, claim, source
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book
from ..reading.markdown import TEMPLATES

CLOSED: dict[str, tuple[str, ...]] = {
    "claim-kind": get_args(claim.ClaimKind),
    "weight": get_args(claim.Weight),
    "stance": get_args(claim.Stance),
    "directness": get_args(claim.Directness),
    "state": get_args(claim.State),
    "status": get_args(case.Status),
    "depth": get_args(case.Depth),
    "margin": get_args(case.Margin),
    "degree": get_args(case.Degree),
    "stack-role": get_args(case.StackRole),
    "motive-kind": get_args(case.MotiveKind),
    "reading": get_args(case.Reading),
    "code": get_args(case.Code),
    "party": get_args(case.Party),
    "effect": get_args(case.Effect),
    "strength": get_args(case.Strength),
    "source-kind": get_args(source.Kind),
    "source-type": get_args(source.Type),
    "read": get_args(source.Read),
    "grade": tuple(TAGS.values()),
}
"""Lists whose values the code gives a meaning of its own."""

EXPLAINED: dict[str, tuple[str, ...]] = {
    "play": ("preconditions", "signs", "answered_by"),
    "counter-move": ("preconditions", "signs"),
    "condition": ("question",),
}
"""What the tags of a list must tell beyond their definition."""

_CALL = re.compile(
    r"""(?:\bt|\bwords|\bsaid|\.label|\blabel\[[^]]+\])\((?:book, )?\s*f?"""
    r"""(['"])([a-z0-9-]+)(\1\s*~|\{)?"""
)
"""A call for a label in a template or in code; its third group shows a key that goes on."""


def closed_lists_complete(book: Book) -> Iterator[Problem]:
    """The vocabulary explains every value of the lists that the code fixes, and no others there."""
    for scheme, values in CLOSED.items() if book.vocabulary else ():
        tags = book.vocabulary.get(scheme, {})
        for value in values:
            if value not in tags:
                yield Problem(
                    Place("data/vocabulary.yml"), "tag-missing", value=value, scheme=scheme
                )
        for tag, entry in tags.items():
            if tag not in values:
                yield Problem(
                    entry.key(),
                    "tag-not-in-code",
                    tag=tag,
                    scheme=scheme,
                    tags=listing(values),
                    meant=closest(tag, values),
                )


def plays_and_conditions_explained(book: Book) -> Iterator[Problem]:
    """A play and a counter-move have preconditions and signs, a play has what answers it, and a
    condition has its question; no other tag has any of that. The tags of plays and counter-moves
    are ids, since they are addresses.
    """
    special = ("preconditions", "signs", "answered_by", "question")
    for scheme, tags in book.vocabulary.items():
        wanted = EXPLAINED.get(scheme, ())
        for tag, entry in tags.items():
            if wanted and not re.fullmatch(SLUG, tag):
                yield Problem(entry.key(), "tag-not-an-id", tag=tag)
            for name in wanted:
                if not getattr(entry.value, name):
                    yield Problem(
                        entry.key(), "tag-without-part", tag=tag, scheme=scheme, name=name
                    )
            for name in special:
                if name not in wanted and getattr(entry.value, name):
                    yield Problem(
                        entry.key(name), "tag-with-foreign-part", name=name, scheme=scheme
                    )


def labels_used_and_known(book: Book) -> Iterator[Problem]:
    """Every label that templates ask for exists, and every label is asked for."""
    folder = TEMPLATES.parent
    files = [*sorted(TEMPLATES.rglob("*.j2")), *sorted(folder.rglob("*.py"))]
    files.append(folder.parent / "main.py")
    files += sorted((book.root / "overrides").rglob("*.html"))
    if book.labels:
        yield from _labels(book, files)


def _labels(book: Book, files: list[Path]) -> Iterator[Problem]:
    exact: dict[str, Place] = {}
    prefixes: set[str] = set()
    for path in files:
        file = (
            path.relative_to(book.root).as_posix() if path.is_relative_to(book.root) else path.name
        )
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for found in _CALL.finditer(line):
                key = found[2]
                if found[3]:
                    prefixes.add(key)
                else:
                    exact.setdefault(
                        key, Place(file, number, found.start() + 1, len(found.group()))
                    )
    for key, place in exact.items():
        if key not in book.labels:
            yield Problem(place, "label-unknown", key=key, meant=closest(key, book.labels))
    for key, label in book.labels.items():
        if key not in exact and not any(key.startswith(prefix) for prefix in prefixes):
            yield Problem(label.key(), "label-idle", key=key)


def same_placeholders(book: Book) -> Iterator[Problem]:
    """A label has the same {placeholders} in both languages."""
    for label in book.labels.values():
        en, zh = placeholders(label.value.en), placeholders(label.value.zh)
        if en != zh or en is None:
            yield Problem(
                label.place("zh"),
                "label-placeholders-differ",
                id=label.id,
                en=listing(sorted(en or ())),
                zh=listing(sorted(zh or ())),
            )


RULES = (
    closed_lists_complete,
    plays_and_conditions_explained,
    labels_used_and_known,
    same_placeholders,
)
