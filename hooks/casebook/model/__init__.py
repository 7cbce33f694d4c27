"""The shapes of the data, declared once; the JSON Schema for editors is generated from them."""

from .case import (
    Case,
    Change,
    Correction,
    CounterMove,
    Event,
    Layer,
    Position,
    Prediction,
    Reading,
    Verdict,
)
from .claim import Claim, Evidence
from .source import Allowed, AllowedLinks, Link, Links, Name, Source
from .values import EN, LANGUAGES, SLUG, ZH, PartialDate, Record, Ref, Slug, Tag, Text, other
from .vocabulary import AllSeries, Entry, Labels, Point, Series, Term, Terms, Vocabulary

__all__ = [
    "EN",
    "LANGUAGES",
    "SLUG",
    "ZH",
    "AllSeries",
    "Allowed",
    "AllowedLinks",
    "Case",
    "Change",
    "Claim",
    "Correction",
    "CounterMove",
    "Entry",
    "Event",
    "Evidence",
    "Labels",
    "Layer",
    "Link",
    "Links",
    "Name",
    "PartialDate",
    "Point",
    "Position",
    "Prediction",
    "Reading",
    "Record",
    "Ref",
    "Series",
    "Slug",
    "Source",
    "Tag",
    "Term",
    "Terms",
    "Text",
    "Verdict",
    "Vocabulary",
    "other",
]
