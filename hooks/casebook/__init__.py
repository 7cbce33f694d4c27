"""The casebook: reads structured case files, checks them, and renders them as Markdown pages.

Plain Python: nothing here knows what builds the site. Read it in this order: `book` (what there
is), `rules` (what must hold), `page` (what comes out).
"""

from .book import Book
from .loader import load
from .model import LANGUAGES
from .page import Page, pages, problem_pages
from .problem import DataError, Place, Problem, errors, report
from .rules import check
from .view import Settings
from .wording import words

__all__ = [
    "LANGUAGES",
    "Book",
    "DataError",
    "Page",
    "Place",
    "Problem",
    "Settings",
    "check",
    "errors",
    "load",
    "pages",
    "problem_pages",
    "report",
    "words",
]
