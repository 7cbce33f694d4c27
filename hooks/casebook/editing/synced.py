"""Recording translations: what `make synced` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..method.translation import Translation, compare
from ..problems.message import Message, say
from ..problems.problem import closest
from ..reading import translation_lock as lock
from ..reading.book import Book
from ..reading.translation_lock import Recorded, digest


@dataclass(frozen=True, slots=True)
class Synced:
    """The new records by key, how many of them are new, changed, and gone, and what stays stale
    because only its English has changed: the Chinese may need work.
    """

    records: dict[str, Recorded]
    new: int
    changed: int
    gone: int
    stale: list[Translation]


class UnknownItemError(Exception):
    """No text has this name; the message says which was meant."""


def record(book: Book, named: Sequence[str] = (), *, reviewed: bool = False) -> Synced:
    """What the record is to be: every text as it stands now.

    Where only the English has changed, the old record stays unless the text is among those `named`,
    each by its key or by the beginning of several, such as `android` or `android/claims/x`. What is
    named counts as reviewed if `reviewed` says so. Raises UnknownItemError for a name without text.
    """
    all = compare(book).all
    chosen = set().union(*(chosen_by(book, name) for name in named))
    records: dict[str, Recorded] = {}
    for one in all:
        unit = one.unit
        if one.state == "missing":
            continue
        if one.state == "stale" and unit.key not in chosen and one.was:
            records[unit.key] = one.was
            continue
        read = one.state == "reviewed" or (reviewed and unit.key in chosen)
        records[unit.key] = Recorded(unit.en, digest(unit.zh), read)
    old = book.recorded
    return Synced(
        records,
        len(records.keys() - old.keys()),
        sum(records[key] != old[key] for key in records.keys() & old.keys()),
        len(old.keys() - records.keys()),
        [one for one in all if one.state == "stale" and one.unit.key not in chosen],
    )


def chosen_by(book: Book, name: str) -> set[str]:
    """The keys of the texts that a name stands for."""
    keys = [one.unit.key for one in compare(book).all]
    # A case is named by its id alone, its story included.
    starts = [name, f"cases/{name}"] if name in book.cases else [name]
    chosen = {key for key in keys for start in starts if key == start or _is_below(key, start)}
    if not chosen:
        known = {part for key in keys for part in _names(key)}
        raise UnknownItemError(
            say(
                "no-such-text",
                name=name,
                meant=closest(name, known),
            )
        )
    return chosen


def save(book: Book, synced: Synced) -> bool:
    """Writes the record, if it differs from what is there; says whether it did."""
    path, text = book.root / lock.FILE, lock.text(synced.records)
    if path.is_file() and path.read_text("utf-8") == text:
        return False
    path.write_text(text, "utf-8")
    return True


def told(synced: Synced) -> Iterator[Message]:
    """What to say of it: the counts, and each text that someone who knows Chinese must look at."""
    yield say(
        "texts-on-record",
        count=len(synced.records),
        new=synced.new,
        changed=synced.changed,
        gone=synced.gone,
    )
    if synced.stale:
        yield say("texts-still-stale")
    for one in synced.stale:
        yield say("text-still-stale", key=one.unit.key, weight=one.unit.weight)


def _is_below(key: str, start: str) -> bool:
    return key.startswith(start) and key[len(start)] in "/#:"


def _names(key: str) -> Iterable[str]:
    """The key, and all beginnings of it that name several texts."""
    return [key, *_beginnings(key)]


def _beginnings(key: str) -> Iterator[str]:
    yield from (key[:at] for at, char in enumerate(key) if char in "/#:")
