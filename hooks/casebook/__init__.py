"""The casebook: reads structured case files, checks them, and renders them as Markdown pages.

Plain Python: nothing here knows what builds the site. Read it in this order: `book` (what there
is), `rules` (what must hold), `page` (what comes out).
"""

from .model import LANGUAGES
from .pages.page import Page, pages, problem_pages
from .pages.view import Settings
from .pages.wording import words
from .problems.language import language
from .problems.printer import text as report
from .problems.problem import Place, Problem, errors
from .reading.book import Book
from .reading.loader import load
from .rules import check

__all__ = [
    "LANGUAGES",
    "Book",
    "Page",
    "Place",
    "Problem",
    "Settings",
    "check",
    "errors",
    "language",
    "load",
    "pages",
    "problem_pages",
    "report",
    "words",
]
