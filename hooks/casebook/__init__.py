"""The casebook: reads structured case files, checks them, and renders them as Markdown pages.

Plain Python: nothing here knows what builds the site. Read it in this order: `book` (what there
is), `rules` (what must hold), `page` (what comes out).
"""

# ruff: noqa: E402 -- the modules are loaded with the collector of cycles at rest: nearly all that
# loading makes stays, and looking through it again and again would cost a quarter of a check.
import gc

_collects = gc.isenabled()
gc.disable()

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

if _collects:
    gc.enable()

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
