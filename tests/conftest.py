"""Fixtures: a small invented casebook to change at will, and the sites built from it and from ours.

A site is built once for all workers of a run, and so is a browser for each of them.
"""

from __future__ import annotations

import fcntl
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from casebook import Settings, contexts, load, pages
from casebook.method.edition import Edition
from casebook.method.enriched import EnrichedCase
from casebook.method.quantity import Quantity, quantities, unmatched
from casebook.pages.page import Page as CasebookPage
from casebook.reading.book import Book

for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):  # these tests may be run by make, and run it
    os.environ.pop(name, None)
hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("patient")
os.environ["LANGUAGE"] = "en"  # in whatever language whoever runs the tests is spoken to

ROOT = Path(__file__).resolve().parents[1]
OURS = Path(os.environ.get("CASEBOOK", ROOT))
"""Where the casebook lies whose content is tested: `test_contribution.py` has it tested with another case in it."""
SLUGS = sorted(
    path.stem
    for path in OURS.glob("data/cases/*.yml")
    if "\nstatus: published\n" in (text := path.read_text("utf-8")) and "\ndepth: note" not in text
)
"""Our published cases; a draft and a note may lack anything."""
ENGINE = ("mkdocs.yml", "Makefile", "requirements.txt", "hooks", "docs/assets")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
WORDS = ("overrides", "data/schema", "data/vocabulary.yml", "data/labels.yml")


HEAVY = (
    "test_access", "test_contribution", "test_walks", "test_engines", "test_browser", "test_print", "test_failing",
    "test_search", "test_mistakes", "test_reading", "test_format", "test_form", "test_new", "test_speed",
)  # fmt: skip
"""Modules that take longest come first: no worker begins a long test when the other has nothing left."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With another casebook than ours (test_contribution), what asks only the sample, or only a case that
    stands in ours as it is, proves nothing anew.
    """
    rank = {name: number for number, name in enumerate(HEAVY)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(HEAVY)))
    if OURS != ROOT:
        asked = [set(getattr(item, "fixturenames", ())) for item in items]
        same = {slug for slug in SLUGS if unchanged(f"data/cases/{slug}.yml")}
        items[:] = [
            item for item, names in zip(items, asked, strict=True)
            if ("site" in names or not names & {"sample", "sample_site"}) and not named(item) & same
        ]  # fmt: skip


def unchanged(name: str) -> bool:
    return (ROOT / name).is_file() and (ROOT / name).read_bytes() == (OURS / name).read_bytes()


def named(item: pytest.Item) -> set[str]:
    """What the parameters of a test name, in full or as a part of an address: a case, a language."""
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {part for value in given if isinstance(value, str) for part in re.split("[/.]", value)}


def copy_sample(target: Path, *, engine: bool = True) -> Path:
    """A project in `target`: the invented cases with our words and, to build it, our engine."""
    ignored = shutil.ignore_patterns(".build")
    shutil.copytree(ROOT / "tests/sample", target, dirs_exist_ok=True, ignore=ignored)
    for name in (*WORDS, *(ENGINE if engine else ())):
        copy(ROOT / name, target / name)
    return target


def copy(source: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        ignored = shutil.ignore_patterns("__pycache__", "ids.schema.json")
        shutil.copytree(source, copy, dirs_exist_ok=True, ignore=ignored)
    else:
        shutil.copy2(source, copy)


def mkdocs(project: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Runs MkDocs on a project as the Makefile does; nothing is raised for a failed build."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | extra,
        capture_output=True,
        text=True,
        check=False,
    )


def build(project: Path, site: Path) -> Path:
    """Builds a project into `site`, and shows the builder's words if that fails."""
    done = mkdocs(project, "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "sample")


@pytest.fixture
def change(sample: Path) -> Callable[[str, str, str], None]:
    """Replaces the first `old` in a file of the sample, which must be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = sample / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    return replace


@functools.cache
def ours() -> Book:
    """Our own casebook, read once and not when the tests are gathered."""
    return load(OURS)


@functools.cache
def cases() -> dict[str, EnrichedCase]:
    """Our cases, with all that is computed of them."""
    return {case.id: case for case in Edition(ours()).cases}


@functools.cache
def made() -> dict[str, CasebookPage]:
    """The pages that our casebook is made into, by the place where their Markdown would lie."""
    return {page.src_uri: page for page in pages(contexts(ours(), Settings()))}


def conditions() -> list[str]:
    return list(ours().vocabulary["condition"])


def differences(en: str, zh: str) -> tuple[list[Quantity], ...]:
    """The figures of each language that the other does not have: only English, only Chinese."""
    return unmatched(quantities(en), quantities(zh))


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to need it fills, and every other finds filled."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder = root / name
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "made").touch()
    return folder


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        build(copy_sample(folder / "project"), folder / "site")

    return once(tmp_path_factory, "sample", make) / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own site."""
    return once(tmp_path_factory, "ours", lambda folder: build(OURS, folder / "site")) / "site"


def chromium() -> str | None:
    """A Chromium on this machine, or None after Playwright was made to install its own."""
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    if not program and MAC.exists():
        program = str(MAC)
    if not program:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return program


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests: starting it costs a second."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, *, lasting: bool = False) -> Iterator[str]:
    """A built site, served below /casebook/ as it will be in public: gives its address."""
    handler = functools.partial(Lasting if lasting else Below, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/casebook/"
        server.shutdown()


class Below(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below /casebook/, in silence."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/casebook"))

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class Lasting(Below):
    """Serves a folder that nobody changes, until all tests end: connections stay open, and a browser keeps
    what all pages share. That saves a sixth of opening a page.
    """

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(ConnectionError):  # the browser has gone
            super().handle()

    def end_headers(self) -> None:
        if self.path.startswith("/casebook/assets/"):
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of our own site, built and served once."""
    with served(site, lasting=True) as url:
        yield url


@pytest.fixture(scope="session")
def sample_address(sample_site: Path) -> Iterator[str]:
    with served(sample_site, lasting=True) as url:
        yield url


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One for all pages that need none of their own: making it costs more than a page."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page, and afterwards fails if it complained or asked another site for anything.

    Given a page that it has opened before, it goes on from there.
    """
    heard: list[str] = []
    pages: list[Page] = []

    def opened(
        path: str = "",
        width: int = 1280,
        scheme: str = "light",
        page: Page | None = None,
        home: str = address,
    ) -> Page:
        if page:
            page.goto(home + path)
            return page
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith((home, "data:")) or heard.append(request.url),
        )
        page.goto(home + path)
        return page

    yield opened
    for page in [page for page in pages if not page.is_closed()]:
        page.evaluate("localStorage.clear()")
    for page in context.pages:
        page.close()
    assert heard == []
