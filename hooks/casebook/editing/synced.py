"""Recording translations: what `make synced` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..method.translation import Translation, compare
from ..problems.message import Message, RefusedError, say
from ..problems.problem import closest
from ..reading import translation_lock as lock
from ..reading.book import Book
from ..reading.committed import at_commit
from ..reading.translation_lock import Recorded, digest
from .save import save


@dataclass(frozen=True, slots=True)
class Synced:
    """The new records by key, how many of them are new, changed, and gone, what stays stale because
    only one language has changed, and the keys of reviewed texts that are on record no more.
    """

    records: dict[str, Recorded]
    new: int
    changed: int
    gone: int
    stale: list[Translation]
    lost: list[str]


def record(book: Book, named: Sequence[str] = (), *, reviewed: bool = False) -> Synced:
    """What the record is to be: every text as it stands now.

    What the record says on either side of a merge, and what the last commit and the one that is
    being merged say, all counts: a review is lost only with its text. Where only one language has
    changed, the old record stays unless the text is among those `named`, each by its key or by the
    beginning of several, such as `android` or `android/claims/x`. What is named counts as reviewed
    if `reviewed` says so. Raises RefusedError for a name without text.
    """
    known: dict[str, set[Recorded]] = {}
    for text in _versions(book):
        for _, key, record in lock.lines(text):
            if record:
                known.setdefault(key, set()).add(record)
    all = compare(book, known).all
    keys = [translation.unit.key for translation in all]
    chosen = set().union(*(chosen_by(book, keys, name) for name in named))
    records: dict[str, Recorded] = {}
    for unit, state, was, *_ in all:
        if state == "missing":
            continue
        if state == "stale" and unit.key not in chosen and was:
            records[unit.key] = was
        else:
            read = state == "reviewed" or (reviewed and unit.key in chosen)
            records[unit.key] = Recorded(digest(unit.en), digest(unit.zh), read)
    old = book.recorded or {key: max(several) for key, several in known.items()}
    kept = {(record.en, record.zh) for record in records.values() if record.reviewed}
    return Synced(
        records,
        len(records.keys() - old.keys()),
        sum(records[key] != old[key] for key in records.keys() & old.keys()),
        len(old.keys() - records.keys()),
        [entry for entry in all if entry.state == "stale" and entry.unit.key not in chosen],
        sorted(
            key
            for key, several in known.items()
            if key in records
            and not records[key].reviewed
            and any(record.reviewed and (record.en, record.zh) not in kept for record in several)
        ),
    )


def _versions(book: Book) -> Iterator[str]:
    """The record as it stands, and where git is there, as it was committed on either side."""
    path = book.root / lock.FILE
    if path.is_file():
        yield path.read_text("utf-8", "replace")
    for commit in ("HEAD", "MERGE_HEAD"):
        if text := at_commit(book.root, lock.FILE, commit):
            yield text


def chosen_by(book: Book, keys: Sequence[str], name: str) -> set[str]:
    """The keys of the texts that a name stands for."""
    # A case is named by its id alone, its story included.
    starts = [name, f"cases/{name}"] if name in book.cases else [name]
    ends = tuple(start + mark for start in starts for mark in "/#:")
    chosen = {key for key in keys if key in starts or key.startswith(ends)}
    if not chosen:
        known = {key[:at] for key in keys for at, char in enumerate(f"{key}/") if char in "/#:"}
        raise RefusedError(say("no-such-text", name=name, meant=closest(name, known)))
    return chosen


def write(book: Book, synced: Synced) -> bool:
    """Writes the record, if it differs from what is there; says whether it did. Raises RefusedError
    where `save` does.
    """
    return bool(save(book.root, {lock.FILE: lock.text(synced.records)}))


def summary(synced: Synced) -> Iterator[Message]:
    """What to say of it: the counts, and each text that a reader of both languages must look at."""
    yield say(
        "texts-on-record",
        count=len(synced.records),
        new=synced.new,
        changed=synced.changed,
        gone=synced.gone,
    )
    if synced.stale:
        yield say("texts-still-stale")
    for entry in synced.stale:
        yield say("text-still-stale", key=entry.unit.key, weight=entry.unit.weight)
    if synced.lost:
        yield say("reviews-undone")
    for key in synced.lost:
        yield say("review-undone", key=key)
