"""The built site: every link and fragment leads somewhere, every page names itself and its other language,
and nothing active or foreign passes, however it is written.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin

import lxml.html
import pytest

from casebook import Settings, contexts, load
from casebook import pages as pages_of
from casebook.built import active

from .conftest import ROOT, build, copy_sample

URL = "https://open-source-as-defense.github.io/casebook/"
EDIT = "https://github.com/open-source-as-defense/casebook/edit/main/"
LANGUAGES = {"en": "", "zh": "zh/"}
HARBOR = "cases/harbor/"
SUBTITLE = '<p class="cb-subtitle"'


def lychee(site: Path, folder: Path) -> str:
    """What the link checker says of a site, served in our mind below /casebook/; "" if all is well."""
    (folder / "casebook").symlink_to(site)
    done = subprocess.run(
        [
            Path(sys.executable).with_name("lychee"), "--offline", "--include-fragments", "--no-progress",
            "--root-dir", folder, "--index-files", "index.html",
            "--remap", f"{URL} file://{folder}/casebook/", f"{folder}/casebook/**/*.html",
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert re.search(r"[1-9]\d* OK", done.stdout), done.stdout + done.stderr
    return "" if done.returncode == 0 else done.stdout


@pytest.fixture(params=["sample", "ours"])
def built(request, sample_site, tmp_path_factory) -> tuple[Path, Path]:
    """A built site and the project it was built from: the sample's and our own."""
    if request.param == "ours":
        return request.getfixturevalue("site"), ROOT
    return sample_site, copy_sample(tmp_path_factory.mktemp("project"))


def test_every_link_and_fragment_leads_somewhere(built, tmp_path):
    assert lychee(built[0], tmp_path) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('href="../../method/#grades"', 'href="../../methods/#grades"'),
        ("#claim-pilot-adopts", "#claim-pilot-adapts"),
        ("assets/casebook.css", "assets/casebok.css"),
    ],
)
def test_a_link_to_nothing_is_seen(sample_site, tmp_path, old, new):
    shutil.copytree(sample_site, tmp_path / "site")
    page = tmp_path / "site" / HARBOR / "index.html"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")
    assert new.rpartition("/")[2].strip('"') in lychee(tmp_path / "site", tmp_path)


def test_every_page_names_itself_its_language_and_its_counterpart(built):
    site, project = built
    seen = 0
    for path in site.rglob("index.html"):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        lang = "zh" if url.startswith("zh/") else "en"
        page = lxml.html.fromstring(path.read_text("utf-8"))
        assert page.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang], url
        assert page.xpath("//link[@rel='canonical']/@href") == [URL + url]
        plain = url.removeprefix("zh/")
        alternates = {
            link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")
        }
        assert alternates == {"en": URL + plain, "zh": f"{URL}zh/{plain}", "x-default": URL + plain}
        other = {"en": "zh", "zh": "en"}[lang]
        (switcher,) = page.xpath("//a[@hreflang]")
        assert switcher.get("hreflang") == other
        assert urljoin(URL + url, switcher.get("href")) == alternates[other]
        assert (site / (LANGUAGES[other] + plain) / "index.html").is_file()
        assert page.findtext(".//title").strip()
        assert page.xpath("//meta[@name='description']/@content")[0]
        assert len(page.xpath("//h1")) == 1
        for link in page.xpath("//a/@href"):
            target = urljoin(URL + url, link)
            if link.startswith(EDIT):
                assert (project / unquote(link.removeprefix(EDIT))).is_file(), link
            elif target.startswith(URL) and link != switcher.get("href"):
                inside = target.removeprefix(URL)
                if not Path(inside.partition("#")[0]).suffix:
                    assert inside.startswith("zh/") == (lang == "zh"), (url, link)
        seen += 1
    assert seen > 50


def test_every_page_has_the_policy_and_loads_nothing_from_others(built):
    site, _ = built
    for path in site.rglob("*.html"):
        page = lxml.html.fromstring(path.read_text("utf-8"))
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';")
        assert "unsafe-inline" not in policy
        names = {src.rpartition("/")[2] for src in page.xpath("//script/@src")}
        assert names <= {"theme.js", "casebook.js"}
    for path in site.rglob("*.css"):
        assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", path.read_text("utf-8")), path


@pytest.fixture(scope="module")
def checked(sample_site, tmp_path_factory):
    """Puts HTML before the subtitle of a built page, and gives codes and places of what is found."""
    book = load(copy_sample(tmp_path_factory.mktemp("checked")))
    page = {page.url: page for page in pages_of(contexts(book, Settings()))}[HARBOR]
    text = (sample_site / HARBOR / "index.html").read_text("utf-8")

    def check(html: str) -> list[tuple[str, str]]:
        spoiled = text.replace(SUBTITLE, html + SUBTITLE, 1)
        problems = list(active.check(spoiled, page, book.lines))
        lines = active.lines(spoiled, book.lines)
        for finding in problems:
            assert 1 <= finding.place.line <= len(lines(finding.place.file))
        return [(finding.code, finding.place.file) for finding in problems]

    return check


def test_an_untouched_page_is_clean(checked):
    assert checked("") == []
    assert (
        checked(
            '<a href="mailto:a@b.example">x</a><a href="../#y">z</a><img src="../x.png" alt="">'
        )
        == []
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="x()">', "<p onclick=x()>", "<svg/onload=x()>", '<svg onload="x()">', "<img/src=x/onerror=x()>",
        '<img src="x.png" onerror="x()">', '<img src="x.png"\nONERROR="x()">', "<script>x()</script>",
        "<script/src=x.js></script>", '<script src="../assets/evil.js"></script>', '<script type="module">x()</script>',
        '<SCRIPT SRC="x.js"></SCRIPT>', '<script type="module" src="https://x.example/evil.js">',
        '<script type="application/ld+json" src="x.js"></script>', '<iframe src="x.html"></iframe>', "<iframe/src=x>",
        '<object data="x.svg"></object>', '<embed src="x.svg">', '<base href="https://x.example/">',
        '<meta http-equiv="refresh" content="0;url=https://x.example/">', '<form action="https://x.example/"></form>',
        "<form/action=https://x.example/>", '<button formaction="javascript:x()">', "<template><p></p></template>",
        "<template/x>", "<noscript>", "<style>p{}</style>", '<p style="x">', "<math><mi>x</mi></math>", "<div/hidden>",
        '<a href="javascript:x()">', '<a href="java\nscript:x()">', '<a href="&#106;avascript:x()">',
        '<a href=" JaVaScript:x()">', '<a href="vbscript:x()">', '<a href="data:text/html,x">', "<a href='x'>",
        "<a href=x>", '<a href="x" ping="https://x.example/">', '<link rel="preload" href="x">', "<!-- x -->",
        "<!-->", "<![CDATA[x]]>", "<?x?>", "<!doctype html>", "< p>", "a < b", '<p title="a<b">', '<p title="x"on="y">',
        '<video poster="x"></video>', '<img srcset="x 2x">', '<svg><use href="#x"/></svg>', "<x-y>", "<p",
    ],
)  # fmt: skip
def test_nothing_active_passes(checked, html):
    assert "CB519" in {code for code, _ in checked(html)}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://x.example/a.png">', '<img src="//x.example/a.png">', '<img src="\\\\x.example/a.png">',
        '<img src="/\\x.example/a.png">', '<img src="data:image/svg+xml,x">', '<img src="&#104;ttps://x.example/a.png">',
        '<link rel="stylesheet" href="https://x.example/a.css">', '<link rel="icon" href="//x.example/a.ico">',
        '<input src="https://x.example/a.png">',
    ],
)  # fmt: skip
def test_nothing_is_loaded_from_others(checked, html):
    assert {code for code, _ in checked(html)} == {"CB518"}


def test_an_id_stands_once(checked):
    assert checked('<p id="claims">') == [("CB513", "site/cases/harbor/index.html")]


def test_a_finding_names_the_source_where_it_stands_there(sample_site, sample, change):
    change(
        "docs/en/cases/harbor.md", "a ship turned back", "a ship ![x](https://x.example/a.png) back"
    )
    book = load(sample)
    page = {page.url: page for page in pages_of(contexts(book, Settings()))}[HARBOR]
    (problem,) = active.check('<p>\n<img src="https://x.example/a.png">', page, book.lines)
    assert problem.place.file == "docs/en/cases/harbor.md"
    assert "x.example/a.png" in book.lines(problem.place.file)[problem.place.line - 1]
    (problem,) = active.check('<p>\n<img src="https://y.example/a.png">', page, book.lines)
    assert (problem.place.file, problem.place.line) == ("site/cases/harbor/index.html", 2)


def test_no_id_stands_twice_on_any_page(built):
    for path in built[0].rglob("*.html"):
        ids = Counter(lxml.html.fromstring(path.read_text("utf-8")).xpath("//@id"))
        assert not [id for id, count in ids.items() if count > 1], path


def test_a_picture_is_shown_in_both_languages(sample, tmp_path):
    for lang, alt in (("en", "A mark"), ("zh", "标志")):
        with (sample / f"docs/{lang}/about.md").open("a", encoding="utf-8") as page:
            page.write(f"\n![{alt}](../assets/mark.svg)\n")
    site = build(sample, tmp_path / "site")
    for name, src in (("about", "../assets/mark.svg"), ("zh/about", "../../assets/mark.svg")):
        assert f'src="{src}"' in (site / name / "index.html").read_text("utf-8")
        assert (site / name / src).resolve().is_file()
