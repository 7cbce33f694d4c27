"""The casebook: reads structured case files, checks them, and renders them as Markdown pages.

Plain Python: nothing here knows what builds the site. Read it in this order: `book` (what there
is), `rules` (what must hold), `page` (what comes out).
"""

from .method.wording import words
from .model import LANGUAGES
from .pages.context import Context, Settings, contexts
from .pages.links import check
from .pages.page import Page, pages, problem_pages
from .problems.printer import language
from .problems.printer import text as report
from .problems.problem import Place, Problem, errors
from .reading.book import Book
from .reading.loader import load

__all__ = [
    "LANGUAGES",
    "Book",
    "Context",
    "Page",
    "Place",
    "Problem",
    "Settings",
    "check",
    "contexts",
    "errors",
    "language",
    "load",
    "pages",
    "problem_pages",
    "report",
    "words",
]
