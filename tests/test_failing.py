"""A failed build changes nothing, two builds are the same, and the preview survives broken data."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from casebook.__main__ import main
from casebook.built.publish import building, obstacle, publish

from .conftest import ROOT, build, copy_sample, mkdocs


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def releasable(sample: Path) -> Path:
    """The sample with its translations on record, which a release asks for."""
    assert main(["--root", str(sample), "synced"]) == 0
    return sample


def make_build(project: Path) -> subprocess.CompletedProcess[str]:
    """`make build` with the environment that runs the tests."""
    return subprocess.run(
        ["make", "build", f"VENV={sys.prefix}"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_make_build_swaps_only_a_whole_site(releasable, change):
    done = make_build(releasable)
    assert done.returncode == 0, done.stderr
    good = fingerprint(releasable / "site")
    assert "cases/harbor/index.html" in good

    # Refused by the rules, before anything is built.
    change(
        "data/cases/harbor.yml", "source: lighthouse-2014-blog,", "source: lighthouse-2014-blok,"
    )
    done = make_build(releasable)
    assert done.returncode != 0
    assert "error[CB204]" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprint(releasable / "site") == good
    change(
        "data/cases/harbor.yml", "source: lighthouse-2014-blok,", "source: lighthouse-2014-blog,"
    )

    # Refused by the checks of the built pages, when much is already written.
    change("overrides/main.html", "<main>", "<main><img src='/no-such.png'>")
    done = make_build(releasable)
    assert done.returncode != 0
    assert "error[CB519]" in done.stdout + done.stderr
    assert "site/index.html:" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprint(releasable / "site") == good


def test_plain_mkdocs_build_stops_before_it_writes(sample, change, sample_site):
    shutil.copytree(sample_site, sample / "site")
    good = fingerprint(sample / "site")
    change("data/cases/harbor.yml", "subtitle:", "title: {en: x, zh: x}\nsubtitle:")
    done = mkdocs(sample, "build")
    assert done.returncode != 0
    assert done.stderr.count("error[CB107]") == 1
    assert "Traceback" not in done.stderr
    assert fingerprint(sample / "site") == good


def test_a_build_speaks_the_language_of_the_environment(sample, change):
    change("data/cases/harbor.yml", "subtitle:", "title: {en: x, zh: x}\nsubtitle:")
    done = mkdocs(sample, "build", LANGUAGE="zh_CN")
    assert done.returncode != 0
    assert "数据有问题：" in done.stderr
    assert "错误[CB107]：`title` 出现两次" in done.stderr


def test_two_builds_are_the_same_and_leave_nothing_in_the_sources(sample_site, tmp_path):
    project = copy_sample(tmp_path / "elsewhere")
    before = fingerprint(project)
    assert fingerprint(build(project, tmp_path / "again")) == fingerprint(sample_site)
    for cache in (".cache", ".build"):
        shutil.rmtree(project / cache, ignore_errors=True)
    after = {name: mark for name, mark in fingerprint(project).items() if "__pycache__" not in name}
    assert after == before


def test_publish_needs_a_site(tmp_path):
    (tmp_path / "built").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("old")
    with pytest.raises(FileNotFoundError):
        publish(tmp_path / "built", tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "old"


@pytest.fixture
def two_sites(tmp_path):
    """A site that is published, and one that was just built."""
    built, site = tmp_path / ".build/site.1", tmp_path / "site"
    for folder, text in ((built, "new"), (site, "old")):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text)
    return built, site


@pytest.mark.parametrize("in_one_step", [True, False])
def test_publish_swaps_and_leaves_nothing_behind(two_sites, monkeypatch, in_one_step):
    built, site = two_sites
    if not in_one_step:
        monkeypatch.setattr("casebook.built.publish._exchange", lambda *_: False)
    with building(site, built.parent, pytest.fail) as folder:
        folder.mkdir()
        (folder / "index.html").write_text("newer")
        publish(folder, site)
    assert (site / "index.html").read_text() == "newer"
    assert [path.name for path in built.parent.iterdir()] == ["lock"]


KILLED = """
import os, signal, sys
from pathlib import Path
from casebook.built import publish

publish._exchange = lambda *_: False
rename, left = Path.rename, int(sys.argv[3])
def renamed(self, target):
    global left
    result = rename(self, target)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
Path.rename = renamed
publish.publish(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize(("renames", "expected"), [(1, "old"), (2, "new")])
def test_a_build_killed_amid_the_swap_leaves_a_whole_site(two_sites, renames, expected):
    """Where the system cannot swap in one step."""
    built, site = two_sites
    command = [sys.executable, "-c", KILLED, str(built), str(site), str(renames)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": "hooks"}, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert site.exists() == (expected == "new")
    with building(site, built.parent, pytest.fail):
        assert (site / "index.html").read_text() == expected
    assert [path.name for path in built.parent.iterdir()] == ["lock"]


def test_publish_puts_the_last_site_back_if_the_swap_fails(two_sites, monkeypatch):
    built, site = two_sites
    rename = Path.rename

    def broken(self: Path, target: Path) -> Path:
        if self == built:
            raise OSError("disk full")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    monkeypatch.setattr("casebook.built.publish._exchange", lambda *_: False)
    with pytest.raises(OSError, match="disk full"):
        publish(built, site)
    assert (site / "index.html").read_text() == "old"


def test_a_second_build_waits_for_the_first(releasable):
    with building(releasable / "site", releasable / ".build", pytest.fail):
        second = subprocess.Popen(
            ["make", "build", f"VENV={sys.prefix}"],
            cwd=releasable, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert "another build is running" in second.stderr.readline()
        assert second.poll() is None
        assert not (releasable / "site").exists()
    _, err = second.communicate(timeout=120)
    assert second.returncode == 0, err
    assert (releasable / "site/index.html").is_file()


def test_what_no_site_can_be_swapped_in_for_is_said_before_anything_is_built(sample, capsys):
    elsewhere = sample / "elsewhere"
    elsewhere.mkdir()
    (sample / "site").symlink_to(elsewhere)
    assert main(["--root", str(sample), "build"]) == 1
    assert "is a link" in capsys.readouterr().err
    assert (sample / "site").is_symlink()
    assert list(elsewhere.iterdir()) == []
    assert obstacle(Path("/proc"), sample / ".build") is not None
    (sample / "site").unlink()
    (sample / "site").write_text("x")
    assert main(["--root", str(sample), "build", "--lang", "zh"]) == 1
    assert "不是文件夹" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["9999", "1800", "2106-02-08"])
def test_no_day_is_too_far_for_the_build(sample, change, day):
    change("data/cases/quay.yml", "as_of: 2026", f"as_of: {day}")
    done = mkdocs(sample, "build", "--site-dir", str(sample / "out"))
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_said(sample):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = mkdocs(sample, "serve", "--dev-addr", f"127.0.0.1:{port}")
    assert done.returncode != 0
    assert f"port {port} is taken: make serve PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_preview_refuses_active_content_too(preview, change):
    started = preview()
    started.until("Harbor", "cases/harbor/")
    change("overrides/main.html", "<main>", "<main><img src='x.png'>")
    assert "&lt;img" in started.until("error[CB519]", "cases/harbor/")


class Preview:
    """`mkdocs serve` in the background, as a reader's browser sees it."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = project / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"],
                cwd=project,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
                start_new_session=True,
            )

    def page(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/casebook/{path}", timeout=20
            ) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def until_gone(self, unwanted: str, path: str, seconds: float = 60) -> None:
        """Waits until the page shows `unwanted` no more; fails with the log if it always does."""
        end = time.monotonic() + seconds
        while unwanted in self.page(path):
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.2)

    def until(self, wanted: str, path: str = "", seconds: float = 60) -> str:
        """The page as soon as it shows `wanted`; fails with the log if it never does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.page(path)
            if wanted in shown:
                return shown
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.2)
        raise AssertionError(f"{wanted!r} never came:\n{self.log.read_text()}")

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)


@pytest.fixture
def preview(sample):
    started = []

    def start() -> Preview:
        started.append(Preview(sample))
        return started[-1]

    yield start
    for server in started:
        server.stop()


def test_an_open_page_of_the_preview_shows_a_change_by_itself(preview, change, browser):
    started = preview()
    started.until("Harbor", "cases/harbor/")
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(f"http://127.0.0.1:{started.port}/casebook/cases/harbor/")
    change("docs/en/cases/harbor.md", "a ship turned back", "a schooner turned back")
    expect(page.get_by_text("a schooner turned back")).to_be_visible(timeout=60_000)
    page.close()
    assert not [line for line in heard if "Content Security Policy" in line]


def test_the_preview_shows_no_page_as_it_was(preview, change, sample, sample_site):
    """What is kept from build to build is no other than what a new preview makes."""
    kept = preview()
    kept.until("Harbor", "cases/harbor/")
    change("data/labels.yml", "Link to this section", "Address of this section")
    change("data/cases/harbor.yml", "{en: Harbor, zh: 海港}", "{en: Haven, zh: 港湾}")
    kept.until("Haven", "cases/harbor/")
    (sample / "docs/en/about.md").write_text(
        "---\ntitle: About\ndescription: About.\n---\n\n# On it { #top }\n\n[T](method.md#top).\n"
    )
    kept.until("On it", "about/")
    kept.until("Haven", "cases/")  # what the save left for later
    fresh = preview()
    fresh.until("Haven", "cases/harbor/")
    for path in sorted(sample_site.rglob("index.html")):
        page = path.parent.relative_to(sample_site).as_posix()
        shown, made = (
            re.sub(rf"reload\(.*?\)|{item.port}", "", item.page(f"{page}/"))
            for item in (kept, fresh)
        )
        assert "<main" in shown, page
        assert shown == made, page


def test_the_preview_shows_problems_and_recovers(preview, change):
    served = preview()
    served.until("Lighthouse Inc. opens its charts", "cases/harbor/")
    change(
        "data/cases/harbor.yml", "source: lighthouse-2014-blog,", "source: lighthouse-2014-blok,"
    )
    shown = served.until("error[CB204]", "cases/harbor/")
    assert "did you mean &#39;lighthouse-2014-blog&#39;" in shown
    assert "Lighthouse Inc. opens its charts" in shown, "the page stays in view"
    shown = served.page("zh/cases/harbor/")
    assert "有需要修正的地方" in shown
    assert "是不是“lighthouse-2014-blog”？" in shown
    change(
        "data/cases/harbor.yml", "source: lighthouse-2014-blok,", "source: lighthouse-2014-blog,"
    )
    served.until_gone("CB204", "cases/harbor/")
    assert "Lighthouse Inc. opens its charts" in served.page("cases/harbor/")
    assert "Traceback" not in served.log.read_text()


def test_the_preview_starts_with_broken_data(preview, sample):
    case = sample / "data/cases/harbor.yml"
    whole = case.read_text("utf-8")
    case.write_text("title: [", "utf-8")
    served = preview()
    served.until("error[CB106]")
    case.write_text(whole, "utf-8")
    served.until("Lighthouse Inc. opens its charts", "cases/harbor/")


def test_the_preview_survives_a_page_that_is_no_text(preview, sample):
    about = sample / "docs/zh/about.md"
    whole = about.read_bytes()
    served = preview()
    served.until("关于", "zh/about/")
    about.write_bytes(b"---\ntitle: \xff\xfe\n---\n")
    served.until("错误[CB101]：这个字节不是 UTF-8", "zh/about/")
    assert "error[CB101]" in served.page("cases/harbor/")
    about.write_bytes(whole)
    served.until("关于", "zh/about/")
    served.until("Lighthouse Inc. opens its charts", "cases/harbor/")
    assert "Traceback" not in served.log.read_text()
