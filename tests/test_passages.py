"""What the search looks through: the passages of the built pages, and the index made of them."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casebook import Settings, contexts, load, pages
from casebook.outputs import pagefind, passage, search
from casebook.outputs.facet import facets, kind
from casebook.outputs.search import _separated

from .conftest import ROOT, SLUGS, copy_sample, mkdocs, ours
from .test_failing import preview  # noqa: F401 - a fixture


def ids_of(page: dict) -> list[str]:
    """The ids of the passages of a page, which stand in one run."""
    return [id.replace("+", "") for id in re.findall(r".{7}(?:\+.)*", page["passages"])]


def records(site: Path, lang: str) -> dict[str, dict]:
    """The passages of an index by address, as a browser gets them."""
    by_url = {}
    for page in listed(site, lang)["pages"]:
        found = {
            path.name: path for path in (site / "pagefind/text").glob(f"{page['texts']}.*.json")
        }
        packs = [found[f"{page['texts']}.{at}.json"] for at in range(len(found))]
        texts = [text for pack in packs for text in json.loads(pack.read_text("utf-8"))]
        for id, (fragment, heading, content) in zip(ids_of(page), texts, strict=True):
            url = f"{page['url']}#{fragment}" if fragment else page["url"]
            by_url[url] = {"id": id, "url": url, "heading": heading, "content": content}
    return by_url


def listed(site: Path, lang: str) -> dict:
    return json.loads((site / f"pagefind/pages.{lang}.json").read_text("utf-8"))


def test_a_page_is_cut_where_something_has_an_address(tmp_path):
    page = tmp_path / "index.html"
    page.write_text(
        """<!doctype html><html lang="en"><body><header><p>Frame</p></header><article>
        <p>Before</p><h1 id="top">Title<a class="headerlink" href="#top">#</a></h1><p>Lead
        text<sup>1</sup></p>
        <h2 id="one">One</h2><p>First.</p><p data-pagefind-ignore>Told <b>elsewhere</b></p>
        <ul><li>Plain</li><li id="item">Its own <em>text</em></li></ul><p>Last</p>
        <dl><div id="term"><dt>Term <code>tag</code></dt><dd>Meaning</dd></div></dl>
        <h3>No address</h3><h2 id="two">Two</h2><script>never()</script><figure><figcaption>In feet.</figcaption><svg><title>No</title><desc>In
        feet. Up.</desc></svg><svg><desc>In feet. Up.</desc></svg></figure>
        <div id="wrapper"><h3 id="deep">Deep</h3><p>Down</p></div><p>Still there</p>
        <div class="footnote"><li id="fn:x">A note</li></div></article></body></html>""",
        "utf-8",
    )
    assert [(item.id, item.title, item.under, item.text) for item in passage.read(page)] == [
        ("", "Title", "", "Lead text"),
        ("one", "One", "", "First. Plain / Last / No address"),
        ("item", "", "One", "Its own text"),
        ("term", "Term", "One", "Meaning"),
        ("two", "Two", "", "In feet. Up."),
        ("deep", "Deep", "", "Down / Still there"),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_case_is_found_by_its_story_claims_and_summary_once(sample_site, lang):
    below = "zh/" if lang == "zh" else ""
    by_url = records(sample_site, lang)
    case = load(ROOT / "tests/sample").cases["harbor"].value
    home = f"{below}cases/harbor/"
    for claim in case.claims:
        record = by_url[f"{home}evidence/#claim-{claim.id}"]
        assert record["content"] == " ".join(claim.text[lang].split())
    titles = {page["url"]: page["title"] for page in listed(sample_site, lang)["pages"]}
    assert titles[home] == case.title[lang]
    assert f"{home}#summary" in by_url
    for claim in case.claims:
        text = claim.text[lang].replace(" ", "")
        holders = [url for url, item in by_url.items() if text in item["content"].replace(" ", "")]
        assert [url for url in holders if url.startswith(home)] == [
            f"{home}evidence/#claim-{claim.id}"
        ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_address_in_the_index_exists_and_every_page_is_listed(sample_site, sample, lang):
    by_url = records(sample_site, lang)
    for url in by_url:
        path, _, id = url.partition("#")
        html = (sample_site / path / "index.html").read_text("utf-8")
        assert not id or f'id="{id}"' in html, url
    shown = listed(sample_site, lang)["pages"]
    assert {id for page in shown for id in ids_of(page)} == {
        value["id"] for value in by_url.values()
    }
    wanted = {
        page.url
        for page in pages(contexts(load(sample), Settings()))
        if page.src_uri.startswith(lang) and not page.repeats and "/quay" not in page.src_uri
    }
    assert {page["url"] for page in shown} == wanted
    assert len(wanted) > 5
    assert not any("404.html" in url for url in by_url)


def test_chinese_is_indexed_by_the_character():
    assert _separated("海港的 Red Hat，2014 年", "zh") == "海 港 的 Red Hat ， 2014 年"
    assert _separated("a Red Hat of 2014", "en") == "a Red Hat of 2014"


def test_facets_are_in_the_words_of_the_page(sample_site):
    book = load(ROOT / "tests/sample")
    case = book.cases["harbor"].value
    for lang in ("en", "zh"):
        list_ = listed(sample_site, lang)
        page, evidence = (
            next(item for item in list_["pages"] if item["url"].endswith(f"cases/harbor/{end}"))
            for end in ("", "evidence/")
        )
        assert evidence["facets"] == page["facets"]
        named = {
            name: [list_["values"][name][value] for value in values]
            for name, values in page["facets"].items()
        }
        assert page["title"] == case.title[lang]
        words = ours().vocabulary
        assert named["play"] == [words["play"][play].value.label[lang] for play in case.plays]
        assert [item.split({"en": ": ", "zh": "："}[lang])[1] for item in named["role"]] == [
            actor.name[lang] for actor in case.actors
        ]
        assert named["kind"] == [{"en": "Cases", "zh": "案例"}[lang]]
        (home,) = (
            item for item in list_["pages"] if item["url"] == ("zh/" if lang == "zh" else "")
        )
        assert home["facets"]["play"] == []


def test_a_play_has_its_own_facet_and_a_list_of_cases_is_no_case(sample):
    book = load(sample)
    made = contexts(book, Settings())
    play = next(iter(book.vocabulary["play"]))
    (page,) = (page for page in pages(made) if page.src_uri == f"zh/plays/{play}.md")
    assert kind(page) == "play"
    assert [label for _, label in facets(page)["play"]] == [book.label("play", play, "zh")]
    assert kind(replace(page, src_uri="en/cases/index.md")) == "about"


@pytest.fixture
def made(sample_site, sample, tmp_path):
    """Makes the index of the sample anew, its pages changed as wanted, and gives its folder."""
    book = load(sample)
    site = shutil.copytree(sample_site, tmp_path / "site")

    def make(change=lambda page: page) -> Path:
        search.write(site, [change(page) for page in pages(contexts(book, Settings()))])
        return site

    return make


def test_the_same_pages_give_the_same_bytes(made, sample_site):
    def content(site: Path) -> dict[str, bytes]:
        files = (path for path in (site / "pagefind").rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}

    once = content(made())
    assert once == content(made())
    assert once == content(sample_site)
    assert not list(made().glob(".search-*"))


def test_a_page_that_only_repeats_others_is_passed_over(made):
    site = made(lambda page: replace(page, repeats="cases/" in page.src_uri))
    for lang in ("en", "zh"):
        assert not any("cases/" in url for url in records(site, lang))
        assert not any("cases/" in page["url"] for page in listed(site, lang)["pages"])


def test_a_draft_is_passed_over(sample_site, sample, change, tmp_path):
    assert not any("quay" in page["url"] for page in listed(sample_site, "en")["pages"])
    change("data/cases/quay.yml", "status: draft", "status: published")
    book = load(sample)
    site = shutil.copytree(sample_site, tmp_path / "site")
    search.write(site, pages(contexts(book, Settings())))
    assert any("quay" in page["url"] for page in listed(site, "en")["pages"])


def test_sentences_that_lead_in_on_every_case_are_not_searched(site):
    lead = ours().labels["claims-lead"].value.en
    assert lead in (site / f"cases/{SLUGS[0]}/evidence/index.html").read_text("utf-8").replace(
        "&#39;", "'"
    )
    assert not any(lead[:40] in value["content"] for value in records(site, "en").values())


def test_nothing_is_shipped_that_no_page_fetches(sample_site):
    names = {path.name for path in (sample_site / "pagefind").iterdir()}
    assert {name for name in names if name.endswith((".js", ".css"))} == {"pagefind.js"}
    assert not list((sample_site / "pagefind").rglob("*.html"))


def test_a_failure_is_told_in_one_message_and_leaves_the_last_index(made, monkeypatch):
    site = made()
    before = sorted(path.name for path in (site / "pagefind").rglob("*"))
    monkeypatch.setattr(pagefind, "get_executable", lambda: "/bin/true")
    with pytest.raises(pagefind.SearchError, match="stopped before the index was made"):
        made()
    assert sorted(path.name for path in (site / "pagefind").rglob("*")) == before


def test_a_build_without_an_index_fails_in_plain_words(tmp_path):
    project = copy_sample(tmp_path / "project")
    module = project / "hooks/casebook/outputs/pagefind.py"
    text = module.read_text("utf-8")
    assert '"type": "GetFiles"' in text
    module.write_text(text.replace('"type": "GetFiles"', '"type": "GetFlies"'), "utf-8")
    done = mkdocs(project, "build", "--site-dir", str(tmp_path / "out"))
    assert done.returncode != 0
    assert "the search index could not be made: Pagefind refused:" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_preview_can_be_searched_too(preview, change):  # noqa: F811
    served = preview()
    served.until("Lighthouse Inc. opens its charts", "cases/harbor/")
    served.until("cases/harbor/", "pagefind/pages.en.json")
    served.until('"languages"', "pagefind/pagefind-entry.json")
    change("data/cases/harbor.yml", "title: {en: Harbor,", "title: {en: Haven,")
    served.until('"title":"Haven"', "pagefind/pages.en.json")
