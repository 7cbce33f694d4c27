"""The shapes of the data, declared once; the JSON Schema for editors is generated from them."""

from .candidate import Candidate
from .case import (
    Case,
    Change,
    CounterMove,
    Event,
    Layer,
    Position,
    Prediction,
    Question,
)
from .chain import Chain, ChainLink, Coding, Trace
from .claim import Claim, Evidence
from .correction import AllowedFigure, Correction, Reading
from .source import Allowed, Link, Source
from .values import (
    EN,
    LANGUAGES,
    RESERVED,
    SLUG,
    ZH,
    PartialDate,
    Record,
    Ref,
    Tag,
    Text,
    names_a_page,
    other,
)
from .vocabulary import Alias, Entry, Point, Series, Term

__all__ = [
    "EN",
    "LANGUAGES",
    "RESERVED",
    "SLUG",
    "ZH",
    "Alias",
    "Allowed",
    "AllowedFigure",
    "Candidate",
    "Case",
    "Chain",
    "ChainLink",
    "Change",
    "Claim",
    "Coding",
    "Correction",
    "CounterMove",
    "Entry",
    "Event",
    "Evidence",
    "Layer",
    "Link",
    "PartialDate",
    "Point",
    "Position",
    "Prediction",
    "Question",
    "Reading",
    "Record",
    "Ref",
    "Series",
    "Source",
    "Tag",
    "Term",
    "Text",
    "Trace",
    "names_a_page",
    "other",
]
