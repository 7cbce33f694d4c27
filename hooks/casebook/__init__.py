"""The casebook: reads structured case files, checks them, and renders them as Markdown pages.

Plain Python: nothing here knows what builds the site. Read it in this order: `book` (what there
is), `rules` (what must hold), `page` (what comes out).
"""

# ruff: noqa: E402 -- the modules are loaded with the collector of cycles at rest: nearly all that
# loading makes stays, and looking through it again and again would cost a quarter of a check.
import gc

_collects = gc.isenabled()
gc.disable()

from .book import Book
from .environment import language
from .loader import load
from .model import LANGUAGES
from .page import Page, pages, problem_pages
from .printer import text as report
from .problem import Place, Problem, errors
from .rules import check
from .view import Settings
from .wording import words

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
