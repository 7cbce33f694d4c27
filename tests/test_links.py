"""Addresses outside the site: asked of servers that misbehave in every way, all on this machine."""

from __future__ import annotations

import http.server
import json
import ssl
import threading
import time
import tomllib
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
import trustme
import yaml

from casebook import Settings, check, contexts, load, pages, report
from casebook import links as outside
from casebook.__main__ import main
from casebook.links import Answer
from casebook.model import Link, PartialDate
from casebook.problems.message import RefusedError
from casebook.reading.web_address import bare, fault, tracking, untracked

from .conftest import ROOT

TODAY = PartialDate.parse("2026-12-01")
QUICK = """
user_agent = "a test (+https://example.org)"
max_concurrency = 20
host_concurrency = 20
host_request_interval = "0s"
timeout = 1
max_retries = 1
retry_wait_time = 0
"""

HOPS = {
    "/301": (301, "/200"), "/308": (308, "/200"), "/302": (302, "/200"), "/chain": (301, "/302"),
    "/moved-and-gone": (301, "/404"), "/to-front": (301, "/"), "/loop": (302, "/pool"), "/pool": (302, "/loop"),
}  # fmt: skip
GET_ONLY = ("/head-refused", "/head-not-found", "/head-forbidden")


class Misbehaving(http.server.BaseHTTPRequestHandler):
    """Answers with the status that the path names, or as the tables above say."""

    protocol_version = "HTTP/1.1"
    asked: Counter[tuple[str, str]] = Counter()
    agents: set[str] = set()

    def do_GET(self) -> None:
        self.asked[self.command, self.path] += 1
        self.agents.add(self.headers["User-Agent"])
        name = self.path.partition("?")[0]
        if name == "/slow":
            time.sleep(1.5)
        if name == "/breaks-off":
            self.close_connection = True
            return
        status, target = HOPS.get(name, (200, ""))
        if name.strip("/").isdigit():
            status = int(name.strip("/"))
        if name in GET_ONLY and self.command == "HEAD":
            status = {"/head-not-found": 404, "/head-forbidden": 403}.get(name, 405)
        try:
            self.send_response(status)
            if target:
                self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            pass  # the one who asked has gone away

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def servers():
    """The addresses of two servers: a plain one, and one whose certificate nobody vouches for."""
    plain = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    secret = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    # The handshake belongs to the thread of each request, where its failure is nobody's else.
    secret.socket = context.wrap_socket(
        secret.socket, server_side=True, do_handshake_on_connect=False
    )
    secret.handle_error = lambda *_: None
    for server in (plain, secret):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{plain.server_port}", f"https://127.0.0.1:{secret.server_port}"
    for server in (plain, secret):
        server.shutdown()
        server.server_close()


PATHS = {
    "/200": "ok", "/200?q=%E4%B8%AD#part": "ok", "/lychee(final).html": "ok", "/港口?页=1&x=2": "ok",
    "/302": "ok", "/301": "moved", "/308": "moved", "/chain": "moved", "/to-front": "moved",
    "/401": "blocked", "/403": "blocked", "/429": "blocked", "/451": "blocked", "/999": "blocked",
    "/404": "dead", "/410": "dead", "/moved-and-gone": "dead",
    "/500": "unknown", "/503": "unknown", "/slow": "unknown", "/loop": "unknown", "/breaks-off": "unknown",
    "/head-refused": "ok", "/head-not-found": "ok", "/head-forbidden": "ok",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(servers, tmp_path_factory):
    """What lychee makes of them all, in one run."""
    plain, secret = servers
    config = tmp_path_factory.mktemp("lychee") / "lychee.toml"
    config.write_text(QUICK)
    asked = [plain + path for path in PATHS]
    asked += [f"{secret}/200", "http://127.0.0.1:1/refused", "https://reserved.example/x"]
    Misbehaving.asked.clear()
    return outside.ask(asked, config)


@pytest.mark.parametrize(("path", "status"), PATHS.items())
def test_every_way_to_answer(servers, answers, path, status):
    assert outside.judge(answers[servers[0] + path])[0] == status


def test_a_bad_certificate_or_no_server_may_pass(servers, answers):
    for url, words in (
        (f"{servers[1]}/200", "certificate"),
        ("http://127.0.0.1:1/refused", "refused"),
    ):
        assert outside.judge(answers[url]) == ("unknown", "")
        assert answers[url].code is None
        assert words in answers[url].words


def test_a_move_is_followed_as_far_as_it_is_for_good(servers, answers):
    plain = servers[0]
    final = {path: outside.judge(answers[plain + path])[1] for path in PATHS}
    assert {path: url.removeprefix(plain) for path, url in final.items() if url} == {
        "/301": "/200", "/308": "/200", "/chain": "/302", "/to-front": "/",
    }  # fmt: skip


def test_head_first_and_get_only_where_head_did_not_open(answers):
    asked = Misbehaving.asked
    assert asked["HEAD", "/lychee(final).html"] == 1
    assert asked["GET", "/lychee(final).html"] == 0
    for path in GET_ONLY:
        assert (asked["HEAD", path], asked["GET", path]) == (1, 1)
    assert asked["GET", "/429"] > 1, "asked again after a pause"
    assert Misbehaving.agents == {"a test (+https://example.org)"}


def test_what_is_never_asked_is_left_out(answers):
    assert "https://reserved.example/x" not in answers


def test_our_options_are_polite_and_name_us():
    options = tomllib.loads((ROOT / "lychee.toml").read_text("utf-8"))
    repo = next(
        line for line in (ROOT / "mkdocs.yml").read_text("utf-8").splitlines() if "repo_url" in line
    )
    address = repo.split('"')[1]
    assert address in options["user_agent"]
    assert options["host_concurrency"] == 1
    assert options["host_request_interval"] == "1s"
    assert options["suggest"] is True


def test_lychee_takes_our_options_and_asks_nothing_private(servers, tmp_path):
    Misbehaving.asked.clear()
    asked = [f"{servers[0]}/200", "http://169.254.169.254/latest", "http://10.0.0.1/"]
    assert outside.ask(asked, ROOT / "lychee.toml") == {}
    assert not Misbehaving.asked


def test_wrong_options_stop_with_what_lychee_says(tmp_path):
    (tmp_path / "lychee.toml").write_text("no_such_option = true")
    with pytest.raises(RefusedError, match="no_such_option"):
        outside.ask(["https://reserved.example/"], tmp_path / "lychee.toml")


def test_archived_copies_are_read_from_the_report():
    """The form is that of lychee's own example of its JSON."""
    failed = {
        "url": "https://gone.example/",
        "status": {"text": "x", "code": 404},
        "span": {"line": 2},
    }
    lychee = {
        "success_map": {}, "timeout_map": {}, "error_map": {"a.md": [failed]},
        "suggestion_map": {"a.md": [{"original": "https://gone.example/", "suggestion": "https://archive.example/1"}]},
    }  # fmt: skip
    answers = dict(outside.answers(lychee, ["https://other.example", "https://gone.example"]))
    assert answers == {
        "https://gone.example": Answer(404, (), "404 Not Found", "https://archive.example/1")
    }


# What an address is


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("https://a.example/港口?页=1&x=2#部分", None),
        ("https://münchen.example/", None),
        ("https://例子.中国/", None),
        ("https://a.example:8443/x", None),
        ("https://1.1.1.1/x", None),
        ("https://web.archive.org/web/2014/http://a.example/@user", None),
        ("https://www.wired.com@evil.example/", "address-names-user"),
        ("https://user:word@a.example/", "address-names-user"),
        ("https://a.example:99999/", "not-an-address"),
        ("https://a.example:0/", "not-an-address"),
        ("https://a.example:/", "not-an-address"),
        ("https://a.example:http/", "not-an-address"),
        ("https://a..example/", "not-an-address"),
        ("https://-a.example/", "not-an-address"),
        ("https://localhost", "address-not-public"),
        ("https://harbor", "not-an-address"),
        ("https://a.example/../b", "not-an-address"),
        ("https://a.example/%2E%2e/b", "not-an-address"),
        ("https://a.example/\\b", "not-an-address"),
        ("https://a.example/\u202egpj", "not-an-address"),
        ("https://a.example/\u200b", "not-an-address"),
        ("javascript:alert(1)", "not-an-address"),
        ("https://[", "not-an-address"),
        ("https://127.0.0.1:8000/", "address-not-public"),
        ("https://10.1.2.3/", "address-not-public"),
        ("https://169.254.169.254/latest/meta-data", "address-not-public"),
        ("https://metadata.google.internal/", "address-not-public"),
        ("https://printer.local/", "address-not-public"),
        ("http://[::1]/", "address-not-public"),
        ("http://[fd00:ec2::254]/", "address-not-public"),
        ("http://[::ffff:127.0.0.1]/", "address-not-public"),
        ("http://2130706433/", "not-an-address"),
        ("http://0x7f.1/", "not-an-address"),
        ("http://0177.0.0.1/", "not-an-address"),
        ("https://h\u0435rald.example/", "address-misleads"),
        ("https://herald\uff0eexample.com/", "address-misleads"),
        ("https://\u0261oogle.example/", "address-misleads"),
    ],
)
def test_what_may_be_printed_and_asked(url, what):
    assert fault(url) == what


@pytest.mark.parametrize(
    "other",
    [
        "http://www.a.example/B?x=1", "https://A.EXAMPLE/B?x=1", "https://a.example:443/B/?x=1",
        "https://a.example./B?x=1&", "https://a.example/%42?x=1#part", "https://a.example/B?x=1&UTM_Source=2",
        "https://a.example/B?x=1&srsltid=2#utm_source=3",
    ],
)  # fmt: skip
def test_two_ways_to_write_one_address(other):
    assert bare(other) == bare("https://a.example/B?x=1")


@pytest.mark.parametrize(
    "other",
    [
        "https://a.example/b?x=1",
        "https://a.example/B",
        "https://b.a.example/B?x=1",
        "https://a.example/B?x=1#!/page",
        "https://a.example:444/B?x=1",
    ],
)
def test_what_leads_elsewhere_stays_apart(other):
    assert bare(other) != bare("https://a.example/B?x=1")


@pytest.mark.parametrize(
    ("url", "clean", "gone"),
    [
        ("https://a.b/?utm_source=x", "https://a.b/", ["utm_source"]),
        ("https://a.b/c?x=1&FBCLID=2&y=%20z#f", "https://a.b/c?x=1&y=%20z#f", ["FBCLID"]),
        ("https://a.b/c?%75tm_medium=1#utm_term=2", "https://a.b/c", ["utm_medium", "utm_term"]),
        ("https://a.b/c?&x", "https://a.b/c?&x", []),
        ("https://a.b/c?id=1&spot=2", "https://a.b/c?id=1&spot=2", []),
    ],
)
def test_only_what_tracks_is_taken_out(url, clean, gone):
    assert untracked(url) == (clean, gone)
    assert tracking(clean) == []


# The ledger

LICENSE = "https://lighthouse.example/license"
SHIPS = "http://gazette.example/ships"
COPY = "https://archive.example/gazette"
OK, GONE, DOWN = Answer(200), Answer(404, (), "404 Not Found"), Answer(None, (), "no answer")


def remember(project: Path, **entries: object) -> None:
    """Writes the ledger of a project."""
    ledger = {url: Link.model_validate(entry) for url, entry in entries.items()}
    (project / "data/links.yml").write_text(outside.text(ledger), "utf-8")


def test_addresses_are_those_of_sources_and_pages(sample):
    about = sample / "docs/en/about.md"
    about.write_text(about.read_text("utf-8") + "\n[them](https://elsewhere.example/a)\n", "utf-8")
    addresses = load(sample).addresses
    assert list(addresses) == sorted(addresses)
    assert {LICENSE, SHIPS, COPY, "https://elsewhere.example/a"} <= set(addresses)
    place = addresses[COPY][0]
    line = (sample / place.file).read_text("utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith(COPY)
    assert not any(url.startswith("mailto") or ".md" in url for url in addresses)


def test_what_fails_in_passing_is_dead_only_after_four_weeks(sample):
    book = load(sample)
    first = outside.renew(book, {SHIPS: DOWN}, TODAY)[SHIPS]
    assert (first.status, str(first.since), first.reason) == ("unknown", "2026-12-01", "no answer")
    remember(sample, **{SHIPS: first.model_dump(mode="json", exclude_defaults=True)})
    for day, status in (("2026-12-28", "unknown"), ("2026-12-29", "dead")):
        later = outside.renew(load(sample), {SHIPS: DOWN}, PartialDate.parse(day))[SHIPS]
        assert (later.status, str(later.since)) == (status, "2026-12-01")
    back = outside.renew(load(sample), {SHIPS: OK}, PartialDate.parse("2026-12-29"))[SHIPS]
    assert (back.status, back.since, back.reason) == ("ok", None, None)


def test_copies_once_found_are_kept(sample):
    remember(
        sample,
        **{SHIPS: {"status": "dead", "checked": "2026-11-24", "archives": ["https://a.example/1"]}},
    )
    answer = Answer(404, (), "404 Not Found", "https://a.example/2")
    link = outside.renew(load(sample), {SHIPS: answer}, TODAY)[SHIPS]
    assert link.archives == ["https://a.example/1", "https://a.example/2"]


def test_the_file_is_stable_and_reads_back(sample):
    book = load(sample)
    answers = {SHIPS: GONE, LICENSE: Answer(200, ((301, "https://l.example/港"),)), COPY: OK}
    ledger = outside.renew(book, answers, TODAY)
    text = outside.text(ledger)
    assert text == outside.text(outside.renew(book, dict(reversed(answers.items())), TODAY))
    assert len(text.splitlines()) == 2 + len(answers)
    (sample / "data/links.yml").write_text(text, "utf-8")
    again = load(sample)
    assert check(again) == []
    assert {url: found.value for url, found in again.ledger.items()} == ledger
    assert yaml.safe_load(text)[LICENSE] == {
        "status": "moved", "checked": "2026-12-01", "final": "https://l.example/港",
    }  # fmt: skip


def test_an_empty_ledger_is_no_problem(sample):
    (sample / "data/links.yml").write_text(outside.text({}), "utf-8")
    assert check(load(sample)) == []
    assert load(sample).ledger == {}


def said(project: Path, answers: dict[str, Answer]) -> list[str]:
    """What `make links` would say, one line a problem."""
    book = load(project)
    problems = outside.problems(book, outside.renew(book, answers, TODAY), answers)
    return [
        line for line in report(problems, book.lines).splitlines() if ": error[" in line
    ]  # fmt: skip


def test_a_lost_address_is_told_where_it_stands(sample):
    assert said(sample, {LICENSE: GONE, SHIPS: OK}) == [
        "data/sources/sample.yml:9:8: error[CB521]: this address is gone (404 Not Found)"
    ]
    # A copy in the source's own record, or one that the check found, is enough …
    assert said(sample, {SHIPS: GONE, COPY: OK}) == []
    assert said(sample, {LICENSE: Answer(404, (), "404 Not Found", "https://a.example/1")}) == []
    # … unless the copy is gone as well, and then both are told.
    assert [line.split(":")[1] for line in said(sample, {SHIPS: GONE, COPY: GONE})] == ["35", "40"]
    # What may pass is nobody's fault.
    assert said(sample, {LICENSE: DOWN, SHIPS: Answer(403, (), "403 Forbidden")}) == []


def test_a_move_to_a_front_page_is_told(sample):
    home = Answer(200, ((301, "https://lighthouse.example/"),))
    (line,) = said(sample, {LICENSE: home})
    assert "error[CB522]: this address now leads only to the front page" in line
    assert said(sample, {LICENSE: Answer(200, ((301, "https://lighthouse.example/l"),))}) == []


def test_the_ledger_holds_no_other_address_than_the_book(sample):
    """One that outlived its source is a warning, and `make links` drops it."""
    remember(sample, **{"https://old.example/": {"status": "ok", "checked": "2026-11-24"}})
    assert [(problem.key, problem.severity) for problem in check(load(sample))] == [
        ("ledger-idle", "warning")
    ]
    assert list(outside.renew(load(sample), {LICENSE: OK}, TODAY)) == [LICENSE]
    entry = {
        "status": "moved",
        "checked": "2026-11-24",
        "final": "http://127.0.0.1/",
        "archives": ["https://a.b@c.example/"],
    }
    remember(sample, **{LICENSE: entry})
    problems = [(problem.key, problem.place.line) for problem in check(load(sample))]
    assert sorted(problems) == [("address-names-user", 3), ("address-not-public", 3)]


@pytest.mark.parametrize("key", [LICENSE, "lighthouse.example"])
def test_the_allow_list_sets_a_failure_aside_and_expires(sample, key):
    (sample / "data/links-allowed.yml").write_text(
        f'"{key}": {{reason: "opens in a browser; tried on 2026-11-22"}}\n'
    )
    assert check(load(sample)) == []
    link = outside.renew(load(sample), {LICENSE: GONE}, TODAY)[LICENSE]
    assert (link.status, link.reason, link.since) == ("blocked", "404 Not Found", None)
    assert said(sample, {LICENSE: GONE}) == []
    for answer in (OK, Answer(403, (), "403 Forbidden")):
        (line,) = said(sample, {LICENSE: answer})
        assert line.startswith("data/links-allowed.yml:1:1: error[CB524]")


def test_an_allow_list_entry_without_a_reason_is_refused(sample):
    (sample / "data/links-allowed.yml").write_text("lighthouse.example: {}\n")
    assert [problem.code for problem in check(load(sample))] == ["CB202"]


# The command


PUBLIC = "https://harbor-office.net"
"""Leads to this machine in what lychee is told: the check would not let the address itself pass."""


@pytest.fixture
def local(sample, servers):
    """The sample with two sources on this machine: one that opens, one that is gone."""
    path = sample / "data/sources/sample.yml"
    text = path.read_text("utf-8")
    for old, new in ((LICENSE, "/301"), ("https://lighthouse.example/blog/why", "/404")):
        assert old in text
        text = text.replace(old, PUBLIC + new)
    path.write_text(text, "utf-8")
    (sample / "lychee.toml").write_text(QUICK + f'remap = ["{PUBLIC} {servers[0]}"]\n')
    return sample


def test_the_command_writes_the_ledger_and_fails_on_what_is_lost(local, servers, capsys):
    assert main(["--root", str(local), "links"]) == 1
    heard = capsys.readouterr()
    assert heard.out == "1 dead, 1 moved\n"
    assert heard.err.count("error[CB521]") == 1
    ledger = {url: link.value for url, link in load(local).ledger.items()}
    assert {url.removeprefix(PUBLIC): link.status for url, link in ledger.items()} == {
        "/301": "moved", "/404": "dead",
    }  # fmt: skip


def test_the_command_leaves_the_ledger_when_nobody_answers(sample, capsys):
    (sample / "lychee.toml").write_text(QUICK)
    remember(sample, **{LICENSE: {"status": "ok", "checked": "2026-11-24"}})
    before = (sample / "data/links.yml").read_bytes()
    assert main(["--root", str(sample), "links"]) == 1
    assert "is there a network?" in capsys.readouterr().out
    assert (sample / "data/links.yml").read_bytes() == before


def test_the_command_asks_nobody_while_the_data_has_problems(local, change, capsys):
    change("data/cases/harbor.yml", "subtitle:", "subtitel:")
    Misbehaving.asked.clear()
    assert main(["--root", str(local), "links"]) == 1
    assert "error[CB201]" in capsys.readouterr().err
    assert not Misbehaving.asked


# What readers see


def shown(project: Path, id: str, lang: str = "en") -> tuple[str, str]:
    """The link and the words of a source on the page of all sources."""
    markdown = next(
        page.markdown
        for page in pages(contexts(load(project), Settings()))
        if page.src_uri == f"{lang}/sources.md"
    )
    body = lxml.html.fromstring(f"<main>{markdown.partition('---')[2]}</main>")
    (entry,) = body.xpath(f"//li[@id='source-{id}']")
    return entry.xpath(".//a[@rel='external']/@href")[0], " ".join(entry.text_content().split())


def test_a_dead_source_is_shown_with_its_copy(sample):
    whole = shown(sample, "gazette-2017-ships")
    assert whole[0] == SHIPS
    dead = {"status": "dead", "checked": "2026-11-24", "reason": "404 Not Found"}
    remember(sample, **{SHIPS: dead})
    link, words = shown(sample, "gazette-2017-ships")
    assert link == COPY
    assert "the original is gone; this is an archived copy" in words
    assert "原网页已不存在，此为存档" in shown(sample, "gazette-2017-ships", "zh")[1]
    # The copy is gone, too: the next best one.
    remember(sample, **{SHIPS: dead | {"archives": ["https://a.example/1"]}, COPY: dead})
    assert shown(sample, "gazette-2017-ships")[0] == "https://a.example/1"
    remember(sample, **{SHIPS: dead, COPY: dead})
    link, words = shown(sample, "gazette-2017-ships")
    assert link == SHIPS
    assert "no archived copy is known" in words


@pytest.mark.parametrize("status", ["ok", "moved", "blocked", "unknown"])
def test_nothing_else_is_shown_as_a_fault(sample, status):
    whole = shown(sample, "gazette-2017-ships")
    entry = {
        "status": status,
        "checked": "2026-11-24",
        "reason": "x",
        "final": "https://f.example/",
    }
    remember(sample, **{SHIPS: entry})
    assert shown(sample, "gazette-2017-ships") == whole


@pytest.mark.parametrize("url", ["javascript:alert(1)", '"><script>alert(1)</script>'])
def test_a_poisoned_ledger_is_inert(sample, url):
    remember(sample, **{LICENSE: {"status": "dead", "checked": "2026-11-24", "archives": [url]}})
    markdown = next(
        page.markdown
        for page in pages(contexts(load(sample), Settings()))
        if page.src_uri == "en/sources.md"
    )
    assert "javascript:" not in markdown
    assert "<script" not in markdown


def test_our_ledger_is_one_that_the_command_would_write():
    book = load(ROOT)
    ledger = {url: found.value for url, found in book.ledger.items()}
    assert (ROOT / "data/links.yml").read_text("utf-8") == outside.text(ledger)
    json.dumps([link.model_dump(mode="json") for link in ledger.values()])
