"""Gathers what a new source needs: from what was given, and by asking where someone can answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from ..model import SLUG, PartialDate, Source
from ..model.fields import fields
from ..problems.message import Message, say, translate
from ..problems.problem import Place, Problem
from ..reading.book import Book
from ..reading.web_address import untracked
from ..rules.languages import HAN
from . import bibliography
from .dialogue import Dialogue, Question, wrong
from .draft import Refused
from .fields import allowed

_FOLDER = "data/sources"
_SCHEMES = {"type": "source-type", "kind": "source-kind", "read": "read"}
_MAY_LACK = ("issued", "author", "party_to")


class Interview:
    """What is known of one new source. `given` are the answers by the name of their field, as
    text; without a `dialogue` nothing is asked.
    """

    OPTIONS: ClassVar[tuple[str, ...]] = (
        "title", "publisher", "issued", "type", "author", "language", "kind", "party_to", "read",
        "accessed", "insecure", "topic", "id",
    )  # fmt: skip
    """The names of what can be given, in the order in which it is asked for."""

    def __init__(
        self,
        book: Book,
        given: Mapping[str, str],
        today: PartialDate,
        lang: str,
        dialogue: Dialogue | None,
    ) -> None:
        self.book, self.given, self.lang, self.dialogue = book, given, lang, dialogue
        self.values: dict[str, Any] = {"accessed": str(today)}
        self.lacking: list[str] = []
        self.wrong: list[Problem] = []

    def address(self, url: str) -> list[Message]:
        """Takes in the address; returns what was done to it.

        Raises `Refused` for what is no address of the web, and for one that is listed already.
        """
        try:
            clean, gone = untracked(url.strip())
        except ValueError:
            clean, gone = url, []
        # An http address is refused later, unless there is a reason for it.
        if problems := bibliography.judge(self.book, self.http("-", clean)):
            raise Refused(*map(wrong, problems))
        if known := bibliography.listed(self.book, clean):
            place = known.key()
            raise Refused(
                say(
                    "This address already stands under the id '{id}' in {file}:{line}: cite that "
                    "one",
                    id=known.id,
                    file=place.file,
                    line=place.line,
                )
            )
        self.values["URL"] = clean
        names = ", ".join(gone)
        return [say("left out of the address what only tracks: {names}", names=names)] * bool(gone)

    def hold(self) -> tuple[str, str, dict[str, Any]]:
        """The id of the source, the file it belongs in, and its fields.

        Raises `Refused` where nobody can be asked and something is missing or wrong.
        """
        for name in self.OPTIONS[:-2]:
            if self.asked_for(name):
                self.take(name, self.question(name))
        file = self.take("topic", self.topic())
        if not self.lacking and not self.wrong:
            proposal = bibliography.propose(self.values, self.book.sources)
            about = say("Permanent id of the source: publisher, year, and a word or two.")
            self.take("id", Question("id", translate(about, self.lang), default=proposal))
        if self.wrong:
            raise Refused(*map(wrong, self.wrong))
        if self.lacking:
            raise Refused(
                say(
                    "missing: {examples}. Give them, or run this in a terminal, which asks for "
                    "them.",
                    examples=", ".join(self.example(name) for name in self.lacking),
                )
            )
        id = self.values.pop("id")
        del self.values["topic"]
        return id, f"{_FOLDER}/{file}.yml", self.values

    def asked_for(self, name: str) -> bool:
        """Whether a field is to be settled, after what is known of the others."""
        if name == "insecure":
            return bool(self.values["URL"].startswith("http:"))
        if name == "party_to":
            return name in self.given or self.values.get("kind") == "primary"
        return name != "accessed" or name in self.given

    def question(self, name: str) -> Question:
        """How a field of the model is asked for."""
        field = fields(Source)[name]
        values = allowed(field, self.book)
        scheme = _SCHEMES.get(name, "")
        default = {"type": "webpage", "language": self.language()}.get(name, "")
        return Question(
            name,
            field.description[self.lang],
            {one: self.book.label(scheme, one, self.lang) for one in values},
            default,
            name in _MAY_LACK,
        )

    def topic(self) -> Question:
        """How the file is asked for."""
        about = say("The file in data/sources/ that it belongs in; another name makes a new one.")
        names = sorted(path.stem for path in (self.book.root / _FOLDER).glob("*.yml"))
        return Question("topic", translate(about, self.lang), dict.fromkeys(names, ""))

    def language(self) -> str:
        """The language that the title seems to be in."""
        return "zh-Hans" if re.search(HAN, str(self.values.get("title", ""))) else "en"

    def take(self, name: str, question: Question) -> str:
        """Settles one value: what was given, what is answered, or what holds by default."""
        answer = self.given.get(name, "").strip()
        problems = self.judge(name, answer) if answer else []
        if self.dialogue and (not answer or problems):
            for one in problems:
                self.dialogue.write(translate(wrong(one), self.lang))
            answer = self.dialogue.ask(question, lambda said: self.judge(name, said))
        else:
            self.wrong += problems
            answer = answer or question.default
            if not answer and not question.may_lack:
                self.lacking.append(name)
        if answer:
            self.values[name] = self.value(name, answer)
        return Path(answer).stem if name == "topic" else answer

    def value(self, name: str, answer: str) -> Any:
        """An answer as it stands in the record."""
        if name == "author":
            return bibliography.authors(answer)
        if name == "party_to":
            return re.findall(r"[^,;\s]+", answer)
        return answer

    def judge(self, name: str, answer: str) -> list[Problem]:
        """What is wrong with an answer."""
        if name == "id":
            if known := self.book.sources.get(answer):
                said = say("the id '{id}' is given twice", id=answer)
                return [Problem(known.key(), "CB208", said, say("choose another one"))]
            return bibliography.judge(self.book, {}, answer)
        if name == "topic":
            if re.fullmatch(SLUG, Path(answer).stem):
                return []
            said = say("'{id}' is not an id", id=answer)
            help = say("use lower-case letters, digits and single hyphens: [a-z0-9-]+")
            return [Problem(Place(_FOLDER), "CB206", said, help)]
        known_of = {key: self.values[key] for key in ("accessed",) if key != name}
        fields = known_of | {name: self.value(name, answer)}
        if name == "insecure":
            fields |= self.http(answer, self.values["URL"])
        return bibliography.judge(self.book, fields)

    def http(self, reason: str, url: str) -> dict[str, str]:
        """The fields of an address; one that is not https needs a reason."""
        return {"URL": url, **({"insecure": reason} if url.startswith("http:") else {})}

    def example(self, name: str) -> str:
        """How a missing value is given on the command line."""
        answers = self.topic().answers if name == "topic" else self.question(name).answers
        return f"--{name.replace('_', '-')} {'|'.join(answers) or '…'}"
