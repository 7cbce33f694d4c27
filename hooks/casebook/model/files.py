"""Which file holds what: the shape of each kind of file below `data/`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from .candidate import Candidate
from .case import Case
from .chain import Coding
from .correction import AllowedFigure, Correction, Reading
from .source import AllowedLinks, Links, Source
from .values import Slug
from .vocabulary import Aliases, AllSeries, Labels, Point, Terms, Vocabulary


class DataFile(NamedTuple):
    """A kind of file: its path below the root, in which `*` stands for any name, and its shape."""

    path: str
    shape: Any


FILES = {
    "case": DataFile("data/cases/*.yml", Case),
    "sources": DataFile("data/sources/*.yml", dict[Slug, Source]),
    "series": DataFile("data/series/series.yml", AllSeries),
    "points": DataFile("data/series/*.csv", list[Point]),
    "vocabulary": DataFile("data/vocabulary.yml", Vocabulary),
    "labels": DataFile("data/labels.yml", Labels),
    "terms": DataFile("data/terms.yml", Terms),
    "aliases": DataFile("data/aliases.yml", Aliases),
    "corrections": DataFile("data/corrections.yml", dict[Slug, Correction]),
    "readings": DataFile("data/readings/*.yml", dict[Slug, Reading]),
    "codings": DataFile("data/codings/*.yml", Coding),
    "candidates": DataFile("data/candidates.yml", dict[Slug, Candidate]),
    "figures-allowed": DataFile("data/figures-allowed.yml", dict[Slug, AllowedFigure]),
    "links": DataFile("data/links.yml", Links),
    "links-allowed": DataFile("data/links-allowed.yml", AllowedLinks),
}
"""Every kind of file by its name, in the order in which a contributor meets them."""


def shape_of(file: str) -> Any:
    """The shape of what a file holds, by its path relative to the root; None for any other."""
    return next((kind.shape for kind in FILES.values() if fnmatchcase(file, kind.path)), None)
