"""The small values that every record is made of: ids, dates, bilingual text, addresses."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RESERVED = {
    "index",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10)),
}
"""No names of pages: the first is that of the list of all, and Windows opens no file of the others.
"""

EN, ZH = LANGUAGES = ("en", "zh")
"""The languages of the site, as BCP 47 tags; it is bilingual by design, and English is at the root.
"""


def names_a_page(id: str) -> bool:
    """Whether an id can be the name of a file and the address of a page."""
    return bool(re.fullmatch(SLUG, id)) and id not in RESERVED


Slug = Annotated[str, Field(pattern=SLUG)]
"""An id: lower-case letters, digits and single hyphens."""

Line = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
"""Text of one paragraph in one language."""


def other(lang: str) -> str:
    """The other of the two languages."""
    return ZH if lang == EN else EN


class Record(BaseModel):
    """The base of every shape: unknown keys are errors and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


PENDING = {EN: "To be translated", ZH: "待译"}
"""What stands for a text in the language in which nobody has written it yet."""
_PENDING = re.compile(
    r"(?i)\W*(?:to be (?:translated|written)|(?:not (?:yet )?|un)translated|todo|fixme|tbd|tba|n/a"
    r"|(?:待|尚?未)(?:翻?译|补充?|完善))\W*"
)
"""It, and what people write in its place."""


def _one_will_do(schema: dict[str, Any]) -> None:
    del schema["required"]
    schema["minProperties"] = 1


class Text(Record):
    """One statement in both languages, written side by side. Where one of them is left out, or says
    that it is to be translated, the text waits for its translator: a rule says where it may.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_one_will_do)

    en: Line
    zh: Line

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, given: Any) -> Any:
        """Says of a language that is left out that it is to come."""
        if isinstance(given, dict) and len(given) == 1 and given.keys() <= {EN, ZH}:
            (lang,) = given
            return {**given, other(lang): PENDING[other(lang)]}
        return given

    @model_serializer
    def _plain(self) -> dict[str, str | None]:
        """Both languages, None for what is not written yet."""
        return {lang: self.written(lang) or None for lang in LANGUAGES}

    @property
    def missing(self) -> str:
        """The language in which it is still to be written, or ""."""
        for lang in LANGUAGES:
            if _PENDING.fullmatch(getattr(self, lang)):
                return lang
        return ""

    @property
    def empty(self) -> bool:
        """Whether it is written in neither language."""
        return all(_PENDING.fullmatch(getattr(self, lang)) for lang in LANGUAGES)

    def written(self, lang: str) -> str:
        """What is written in `lang`, or ""."""
        return "" if lang == self.missing else self[lang]

    def __getitem__(self, lang: str) -> str:
        """The text in `lang`, a BCP 47 tag of `LANGUAGES`, or in the other language while it is to
        be translated; raises KeyError for any other.
        """
        if lang not in LANGUAGES:
            raise KeyError(lang)
        text = str(getattr(self, lang))
        if _PENDING.fullmatch(text) and lang == self.missing:
            return str(getattr(self, other(lang)))
        return text


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exact as it is known: `2014`, `2014-06` or `2014-06-06`.

    The precision is in the value, as in ISO 8601 reduced precision.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: str) -> PartialDate:
        """Reads an ISO 8601 calendar date of day, month or year precision.

        Raises ValueError: with "form" where it is none, with "calendar" where there is no such day.
        """
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
        if not match:
            raise ValueError("form")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        try:
            dt.date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError as error:
            raise ValueError("calendar") from error
        return cls(year, month, day)

    @property
    def first(self) -> dt.date:
        """The first day that the date may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day that the date may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def validate(value: str) -> PartialDate:
            try:
                return cls.parse(value)
            except ValueError as error:
                raise PydanticCustomError(
                    "partial_date", "{why}", {"why": error.args[0]}
                ) from error

        return core_schema.no_info_after_validator_function(
            validate, core_schema.str_schema(), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # An editor follows YAML 1.2, where a bare 2015 is a number.
        return {
            "type": ["string", "integer"],
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "minimum": 1000,
            "maximum": 9999,
        }


@dataclass(frozen=True, slots=True)
class Tag:
    """Marks a text field whose values are listed in `data/vocabulary.yml` under `scheme`."""

    scheme: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # The generator of the schemas puts the tags of the vocabulary in its place.
        return {**handler(schema), "x-scheme": self.scheme}


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text field that names another record: a `claim` or `actor` of the same case, a
    `source`, a `case` or a `series`.
    """

    to: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # The generator of the schemas puts the ids of the book in its place.
        return {**handler(schema), "x-ref": self.to}
