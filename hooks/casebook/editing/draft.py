"""The draft that a new case begins as: one case file, and a story in each language."""

from __future__ import annotations

import re
from difflib import get_close_matches

from ..model import LANGUAGES, SLUG, Case, PartialDate
from ..model.case import Actor
from ..model.fields import fields
from ..pages.template import Templates
from ..pages.view import Settings
from ..problems.message import Message, say
from ..reading.book import Book
from .skeleton import choice, form, told

LABELS = ("draft-title", "draft-subtitle", "draft-summary", "draft-actor")
"""The labels whose texts stand in a draft until they are replaced."""
DECIDED = "1900"
"""The date of the decision in a draft: no case of computing can have it."""

_NOTE = re.compile(r"<!--\s*(?:draft:|草稿[:：])\s*(.*?)\s*-->")


class Refused(Exception):  # noqa: N818
    """Nothing was written. Carries the sentences that say why as `said`."""

    def __init__(self, *said: Message) -> None:
        self.said = said
        super().__init__(*said)


def note(comment: str) -> str:
    """What a comment in a story tells its writer to do; "" for any other comment."""
    found = _NOTE.fullmatch(comment)
    return found[1] if found else ""


def draft(book: Book, slug: str, today: PartialDate) -> dict[str, str]:
    """The files of a new case by their paths relative to the root, each with its text.

    Raises `Refused` for what is no id, or for an id that is taken or too like one that is.
    """
    if not re.fullmatch(SLUG, slug):
        raise Refused(
            say(
                "'{slug}' is not an id: use lower-case letters, digits and single hyphens, such "
                "as open-compute-project",
                slug=slug,
            )
        )
    texts = _texts(book, slug, today)
    for file in texts:
        if (book.root / file).exists():
            raise Refused(say("{file} is there already", file=file))
    if like := _like(slug, book):
        raise Refused(
            say(
                "'{slug}' is too like '{like}', which is a case already: see "
                "data/cases/{like}.yml, or choose another id",
                slug=slug,
                like=like,
            )
        )
    return texts


def _like(slug: str, book: Book) -> str | None:
    """The id of a case that a reader could take for `slug`."""
    bare = {id.replace("-", ""): id for id in sorted(book.cases)}
    close = get_close_matches(slug.replace("-", ""), bare, n=1, cutoff=0.88)
    return bare[close[0]] if close else None


def _texts(book: Book, slug: str, today: PartialDate) -> dict[str, str]:
    templates = Templates(book, Settings())
    needed = [field for field in fields(Case).values() if field.required]
    case = templates.render(
        "new/case.yml.j2",
        f"{LANGUAGES[0]}/cases/{slug}.md",
        slug=slug,
        today=today,
        decided=DECIDED,
        said={one.name: f"{told(one)} {choice(one, book)}".strip() for one in needed},
        label={lang: templates.words(f"{lang}/").label for lang in LANGUAGES},
        role=next(iter(book.vocabulary.get("role", {})), "initiator"),
        play=next(iter(book.vocabulary.get("play", {})), ""),
        actor=[
            f"{one.name}: {told(one)} {choice(one, book)}".strip() for one in fields(Actor).values()
        ],
        forms=[form(Case, name, book) for name in fields(Case) if not fields(Case)[name].required],
    )
    stories = {
        f"docs/{lang}/cases/{slug}.md": templates.render(
            f"new/story.{lang}.md.j2", f"{lang}/cases/{slug}.md"
        )
        for lang in LANGUAGES
    }
    return {f"data/cases/{slug}.yml": case, **stories}
