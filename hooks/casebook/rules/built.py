"""Checks the built site: every link, id, alternate and request, in the HTML that readers get.

A finding names the file that someone can edit: the story or data in which the address stands, else
the template or the settings of the site. These rules are generators over a `Site`.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

from ..built.frame import told_once
from ..built.html import Html, Link
from ..built.site import BOTH, Site
from ..model import LANGUAGES
from ..problems.message import Message, say
from ..problems.problem import Place, Problem

_STYLE_URL = re.compile(r"""(?:@import\s+|url\()\s*["']?((?:https?:)?//[^"')\s]+)""")


def links_resolve(site: Site) -> Iterator[Problem]:
    """Every internal link, image, stylesheet and script leads to something that exists."""
    ids = {url: set(page.ids) for url, page in site.pages.items()}
    for page in site.pages.values():
        for link in page.links:
            found = site.resolve(page, link.href)
            if not found or link.rel in ("alternate", "canonical"):
                continue
            path, fragment = found
            target = path if not path or path.endswith("/") else posixpath.normpath(path)
            file = f"{target}index.html" if not target or target.endswith("/") else target
            if file not in site.files:
                yield _problem(
                    site, page, link, "CB511", say("'{target}' leads to nothing", target=link.href)
                )
            elif fragment and fragment not in ids.get(
                target, {fragment} if not file.endswith("html") else set()
            ):
                yield _problem(
                    site, page, link, "CB512", say("there is no '#{id}' on that page", id=fragment)
                )


def ids_unique(site: Site) -> Iterator[Problem]:
    """No id stands twice on a page."""
    for page in site.pages.values():
        for id, count in Counter(page.ids).items():
            if count > 1:
                yield Problem(
                    site.place(page, id),
                    "CB513",
                    say(
                        "the id '{id}' stands {count} times on /{page}",
                        id=id,
                        count=count,
                        page=page.url,
                    ),
                    say("rename all but one"),
                )


def one_language(site: Site) -> Iterator[Problem]:
    """No link leaves the reader's language, except the switcher and the alternates."""
    for page in site.pages.values():
        if page.url == BOTH:
            continue
        for link in page.links:
            found = site.resolve(page, link.href)
            if link.hreflang or not found or link.fetched:
                continue
            path = found[0]
            is_page = not path or path.endswith(("/", ".html"))
            if is_page and path != BOTH and _language(path) != _language(page.url):
                yield _problem(
                    site,
                    page,
                    link,
                    "CB514",
                    say("'{target}' leads into the other language", target=link.href),
                )


def alternates_reciprocal(site: Site) -> Iterator[Problem]:
    """Every page names itself and its counterpart, which names it back, and says its language."""
    for page in site.pages.values():
        if page.url == BOTH:
            continue
        lang = _language(page.url)
        wrong = partial(_problem, site, page, Link(page.url, "link"), "CB515")
        if not page.lang.startswith(lang):
            yield wrong(say("/{page} says its language is '{lang}'", page=page.url, lang=page.lang))
        if page.rel("canonical") != site.url + page.url:
            yield wrong(say("/{page} has no canonical address of its own", page=page.url))
        for other in LANGUAGES:
            href = page.alternates.get(other, "")
            found = site.resolve(page, href) if href.startswith(site.url) else None
            there = site.pages.get(found[0]) if found else None
            if not there or there.alternates.get(lang) != site.url + page.url:
                yield wrong(
                    say(
                        "/{page} and its page in '{other}' do not name each other",
                        page=page.url,
                        other=other,
                    )
                )
        if not page.title or not page.description:
            yield wrong(say("/{page} has no title or no description", page=page.url))


def switcher_stays(site: Site) -> Iterator[Problem]:
    """The language switcher leads to the same page in the other language."""
    for page in site.pages.values():
        if page.url == BOTH:
            continue
        for link in page.links:
            if link.element == "a" and link.hreflang:
                found = site.resolve(page, link.href)
                want = page.alternates.get(link.hreflang)
                if not found or site.url + found[0] != want:
                    yield _problem(
                        site,
                        page,
                        link,
                        "CB516",
                        say(
                            "the switcher leads from /{page} to '{target}'",
                            page=page.url,
                            target=link.href,
                        ),
                    )


def edit_links_exist(site: Site) -> Iterator[Problem]:
    """Every edit link names a file of the repository."""
    for page in site.pages.values():
        for link in page.links:
            if link.element == "a" and site.edit and link.href.startswith(site.edit):
                file = unquote(link.href.removeprefix(site.edit))
                if not (site.book.root / file).is_file():
                    yield _problem(
                        site,
                        page,
                        link,
                        "CB517",
                        say("the edit link names no file: '{file}'", file=file),
                    )


def nothing_from_others(site: Site) -> Iterator[Problem]:
    """No page or stylesheet loads anything from another site."""
    for page in site.pages.values():
        for link in page.links:
            if (
                link.fetched
                and not site.resolve(page, link.href)
                and not link.href.startswith("data:image/")
            ):
                yield _problem(
                    site,
                    page,
                    link,
                    "CB518",
                    say("'{target}' is loaded from another site", target=link.href),
                )
    for file in sorted(site.files):
        if file.endswith(".css"):
            for found in _STYLE_URL.finditer((site.folder / file).read_text("utf-8")):
                source = (
                    f"docs/{file}" if (site.book.root / "docs" / file).is_file() else "mkdocs.yml"
                )
                yield Problem(
                    Place(source),
                    "CB518",
                    say("the stylesheet {file} loads '{address}'", file=file, address=found[1]),
                    say("keep a copy in docs/assets/, or leave it out"),
                )


def nothing_active(site: Site) -> Iterator[Problem]:
    """No page carries event handlers, script addresses, refreshes or base elements."""
    for page in site.pages.values():
        for active in page.active:
            yield Problem(
                site.place(page, active.split("=", 1)[-1]),
                "CB519",
                say("active content on /{page}: {active}", page=page.url, active=active),
                say("write it in Markdown, without HTML or attributes"),
            )


def every_page_built(site: Site) -> Iterator[Problem]:
    """Every page of the book is on the site."""
    for url, page in site.made.items():
        if url not in site.pages:
            yield Problem(
                Place(page.origins[0]),
                "CB520",
                say("/{page} was not built", page=url),
                say("see what the build printed"),
            )


RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    links_resolve,
    ids_unique,
    one_language,
    alternates_reciprocal,
    switcher_stays,
    edit_links_exist,
    nothing_from_others,
    nothing_active,
    every_page_built,
)


def check(site: Site) -> list[Problem]:
    """All problems of a built site, in the order of file and line."""
    return told_once({problem for rule in RULES for problem in rule(site)}, len(site.pages))


def _language(url: str) -> str:
    first = url.split("/", 1)[0]
    return first if first in LANGUAGES[1:] else LANGUAGES[0]


def _problem(site: Site, page: Html, link: Link, code: str, message: Message) -> Problem:
    if f"/{page.url}" not in message:
        message = say("{message} (seen on /{page})", message=message, page=page.url)
    return Problem(
        site.place(page, link.href),
        code,
        message,
        say("mend the link here, or what it leads to"),
    )
