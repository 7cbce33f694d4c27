"""Vocabulary and labels: whoever codes by hand finds where each value begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from ..method.chain import LINKS, VERDICTS
from ..method.grade import TAGS
from ..method.wording import PLACEHOLDERS
from ..model import (
    EN,
    LANGUAGES,
    RESERVED,
    ZH,
    Entry,
    Tag,
    Text,
    candidate,
    case,
    chain,
    claim,
    names_a_page,
    source,
)
from ..model.fields import fields, records
from ..model.files import FILES
from ..model.vocabulary import Value
from ..problems.message import PLACEHOLDER
from ..problems.problem import Place, Problem, closest, listing
from ..reading.book import Book, Found
from .rule import Breach, rule

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
    "level": get_args(chain.Level),
    "link": LINKS,
    "test": get_args(chain.Test),
    "result": get_args(chain.Result),
    "verdict": VERDICTS,
    "suppliers": get_args(case.Suppliers),
    "candidate-state": get_args(candidate.CandidateState),
    "party": get_args(case.Party),
    "effect": get_args(case.Effect),
    "strength": get_args(case.Strength),
    "source-kind": get_args(source.Kind),
    "source-type": get_args(source.Type),
    "read": get_args(source.Read),
    "grade": tuple(TAGS.values()),
}
"""Lists whose values the code gives a meaning of its own."""
EXEMPT = frozenset({
    "grade", "status", "depth", "source-type", "change", "correction-kind", "level", "verdict",
    "candidate-state", "link", "condition",
})  # fmt: skip
"""The lists whose tags need no example. A grade and a verdict are computed and explain themselves.
A source's type is read off its form. Links and conditions have examples for each of their values
instead.
The others tell what we did with a case or an error, and nothing about the case.
"""
EXPLAINED: dict[str, tuple[str, ...]] = {
    "play": ("preconditions", "signs", "answered_by"),
    "counter-move": ("preconditions", "signs"),
    "condition": ("question", "plain", "ask", "values"),
    "link": ("question", "ask", "values"),
}
"""What the tags of a list must tell beyond their definition."""
SPECIAL = ("preconditions", "signs", "answered_by", "question", "plain", "ask", "values")


_MARKS = (
    field.mark
    for file in FILES.values()
    for model in records(file.shape)
    for field in fields(model).values()
)
LISTS = {*CLOSED, *(mark.scheme for mark in _MARKS if isinstance(mark, Tag))}
"""The names of all lists: those whose values the code fixes, and those that fields refer to."""


@rule()
def lists_exist(book: Book) -> Iterator[Breach]:
    """The vocabulary has each list that data and pages refer to; one that is misspelled is named
    once, and not each of its tags.
    """
    missing = LISTS - book.vocabulary.keys() if book.vocabulary else set()
    for scheme in sorted(book.vocabulary.keys() - LISTS):
        if meant := closest(scheme, missing):
            document = next(iter(book.vocabulary[scheme].values())).document
            yield Problem(document.key(scheme), "unknown-scheme", scheme=scheme, meant=meant)
            missing -= {str(value) for _, value in meant.values}
    for scheme in sorted(missing):
        yield Problem(Place(FILES["vocabulary"].path), "scheme-missing", scheme=scheme)


@rule(scope="tag")
def coded_tags_have_examples(tag: Found[Entry]) -> Iterator[Breach]:
    """A tag of a list that people code by hand has an example and a counter-example: without both,
    two coders draw its boundary in two places. So has each value of a link or a condition. A new
    list is asked for examples.
    """
    scheme = str(tag.path[0])
    coded: dict[tuple[str, ...], tuple[str, str, Entry | Value]] = {
        ("values", value): (value, tag.id, anchored) for value, anchored in tag.value.values.items()
    }
    if scheme not in EXEMPT:
        coded[()] = tag.id, scheme, tag.value
    for path, (name, owner, entry) in coded.items():
        if not entry.example:
            yield Problem(tag.key(*path), "tag-without-example", tag=name, scheme=owner)
        if not entry.counter_example:
            yield Problem(tag.key(*path), "tag-without-counter-example", tag=name, scheme=owner)


@rule(scope="tag")
def tags_with_pages_are_ids(tag: Found[Entry]) -> Iterator[Breach]:
    """The tags of plays, counter-moves and conditions are ids, since they are addresses."""
    if tag.path[0] in EXPLAINED and not names_a_page(tag.id):
        key = "id-reserved" if tag.id in RESERVED else "tag-not-an-id"
        yield Problem(tag.key(), key, id=tag.id)


@rule(scope="tag")
def plays_and_conditions_explained(tag: Found[Entry]) -> Iterator[Breach]:
    """A play and a counter-move have preconditions and signs, a play has what answers it, and a
    condition has its questions; no other tag has any of that.
    """
    scheme = str(tag.path[0])
    wanted = EXPLAINED.get(scheme, ())
    for name in SPECIAL:
        facts = {"tag": tag.id, "scheme": scheme, "name": name}
        if name in wanted and not getattr(tag.value, name):
            yield Problem(tag.key(), "tag-without-part", **facts)
        elif name not in wanted and getattr(tag.value, name):
            yield Problem(tag.key(name), "tag-with-foreign-part", **facts)


@rule(scope="label")
def placeholders_are_plain(label: Found[Text]) -> Iterator[Breach]:
    """A label holds placeholders that templates fill, as bare names, the same in both languages."""
    names = {lang: PLACEHOLDER.findall(label.value[lang]) for lang in LANGUAGES}
    for lang, own in names.items():
        odd = re.search(r"\{[^}]*\}?|\}", PLACEHOLDER.sub("", label.value[lang]))
        strange = next((name for name in own if name not in PLACEHOLDERS), None)
        if odd:
            yield Problem(label.place(lang), "label-brace", text=odd[0])
            return
        if strange:
            meant = closest(strange, PLACEHOLDERS)
            place = label.place(lang)
            yield Problem(place, "label-placeholder-unknown", name=strange, meant=meant)
            return
    if sorted(names[EN]) != sorted(names[ZH]):
        both = {lang: listing(sorted(own)) for lang, own in names.items()}
        yield Problem(label.place(ZH), "label-placeholders-differ", id=label.id, **both)
