"""What the built sample shows elsewhere: Open Graph, JSON-LD, feeds, guides, data, and citations."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import lxml.etree
import lxml.html
import pytest
import yaml
from PIL import Image

from casebook import Settings, contexts, load, pages
from casebook.method.edition import Edition
from casebook.method.grade import case_grade, grade
from casebook.outputs import files
from casebook.outputs.export import SCHEMA_VERSION
from casebook.outputs.schema_org import as_json, linked_data
from casebook.outputs.share import Share
from casebook.pages.escape import for_bibtex, for_link_list

from .conftest import ROOT, copy_sample

HOME = "https://open-source-as-defense.github.io/casebook/"
SAMPLE = load(ROOT / "tests/sample")
PAGES = [
    (f"{folder}{name}", lang)
    for lang, folder in (("en", ""), ("zh", "zh/"))
    for name in (
        "", "about/", "cases/", "cases/harbor/", "cases/harbor/evidence/", "cases/quay/", "codebook/", "glossary/", "method/", "sources/",
    )
]  # fmt: skip
ATOM = {"a": "http://www.w3.org/2005/Atom"}

WORK = {
    "@id", "url", "name", "description", "inLanguage", "dateModified", "license", "author",
    "workTranslation", "translationOfWork", "isPartOf",
}  # fmt: skip
TERMS = {
    "WebSite": WORK - {"isPartOf"} | {"alternateName", "image"},
    "Organization": {"@id", "name", "url"},
    "BreadcrumbList": {"@id", "itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebPage": WORK,
    "AboutPage": WORK,
    "CollectionPage": WORK,
    "DefinedTermSet": WORK | {"hasDefinedTerm"},
    "DefinedTerm": {"@id", "name", "description", "termCode"},
    "Article": WORK
    | {"headline", "abstract", "mainEntityOfPage", "image", "creativeWorkStatus", "about"}
    | {"citation", "encoding"},
    "CreativeWork": {"name", "url", "inLanguage", "datePublished"},
    "MediaObject": {"encodingFormat", "contentUrl"},
    "Dataset": {
        "@id", "url", "name", "description", "inLanguage", "license", "creator", "isPartOf",
        "temporalCoverage", "variableMeasured", "isBasedOn", "distribution",
    },
    "DataDownload": {"encodingFormat", "contentUrl"},
    "PropertyValue": {"name", "unitText"},
    "ClaimReview": {
        "@id", "url", "claimReviewed", "itemReviewed", "reviewRating", "author", "inLanguage",
        "dateModified",
    },
    "Claim": {"author", "datePublished"},
    "Rating": {"alternateName"},
}  # fmt: skip
"""The terms of schema.org that we use, each with those of its properties that we use."""
ADDRESSES = {"@id", "url", "item", "mainEntityOfPage", "image", "contentUrl"}
OTHERS = {"CreativeWork"}
"""Things that are not ours, and so have addresses elsewhere."""


def everything(book, settings):
    made = contexts(book, settings)
    return files(made, [*pages(made)])


def ids_of(path: Path) -> set[str]:
    return set(lxml.html.fromstring(path.read_text("utf-8")).xpath("//@id"))


def head(site: Path, page: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((site / page / "index.html").read_text("utf-8")).find("head")


def graph(site: Path, page: str) -> list[dict]:
    (script,) = head(site, page).xpath("script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def things(value: object):
    """Every thing in a graph, those within others too."""
    if isinstance(value, dict):
        yield value
        for record in value.values():
            yield from things(record)
    elif isinstance(value, list):
        for item in value:
            yield from things(item)


def of_type(nodes: list[dict], name: str) -> dict:
    (thing,) = [node for node in nodes if node["@type"] == name]
    return thing


# Open Graph


@pytest.mark.parametrize(("page", "lang"), PAGES)
def test_what_a_message_shows(sample_site, page, lang):
    top = head(sample_site, page)
    metas = {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in top.iter("meta")
        if meta.get("content")
    }
    case = page.partition("cases/")[2].partition("/")[0]
    assert metas["og:type"] == ("article" if case else "website")
    assert metas["og:title"]
    assert metas["og:description"] == metas["description"]
    assert metas["og:url"] == HOME + page == top.xpath("link[@rel='canonical']/@href")[0]
    assert metas["og:site_name"] == {"en": "Open Source as Defense", "zh": "开源打防守"}[lang]
    locales = ("en_US", "zh_CN") if lang == "en" else ("zh_CN", "en_US")
    assert (metas["og:locale"], metas["og:locale:alternate"]) == locales
    assert metas["twitter:card"] == "summary_large_image"
    assert ("article:modified_time" in metas) == bool(case)
    assert metas["og:image:alt"]
    with Image.open(sample_site / metas["og:image"].removeprefix(HOME)) as picture:
        size = tuple(int(metas[f"og:image:{name}"]) for name in ("width", "height"))
        assert picture.size == size == (1200, 630)
    folder = "" if lang == "en" else "zh/"
    wanted = f"{folder}cards/{case}.png" if case else f"{folder}card.png"
    assert metas["og:image"] == HOME + wanted


def test_the_day_of_a_case_is_that_of_its_data(sample_site):
    xpath = "meta[@property='article:modified_time']/@content"
    assert head(sample_site, "cases/harbor/").xpath(xpath) == ["2026-11-22"]
    assert head(sample_site, "zh/cases/quay/").xpath(xpath) == ["2026"]


@pytest.mark.parametrize(("lang", "author"), [("en", "Contributors to"), ("zh", "撰稿人")])
def test_a_reference_manager_saves_author_and_day(sample_site, lang, author):
    """Zotero reads these two, and no JSON-LD; else it takes the first date on the page."""
    folder = "" if lang == "en" else f"{lang}/"
    top = head(sample_site, f"{folder}cases/harbor/")
    (named,) = top.xpath("meta[@name='author']/@content")
    assert author in named
    day = top.xpath("meta[@property='article:modified_time']/@content")
    assert top.xpath("meta[@property='article:published_time']/@content") == day
    assert top.xpath("meta[@name='dcterms.date']/@content") == day


def test_the_404_page_shows_nothing_elsewhere(sample_site):
    text = (sample_site / "404.html").read_text("utf-8")
    assert "og:" not in text
    assert "ld+json" not in text


def test_without_an_address_a_site_shows_nothing_elsewhere(sample):
    book = load(sample)
    made = {page.src_uri: page for page in pages(contexts(book, Settings()))}
    assert Share.of(made, "en/index.md") is None
    assert Share.of(made, "en/nothing.md") is None
    urls = {url for url, _ in everything(book, Settings())}
    assert not any(url.endswith("feed.xml") for url in urls)
    assert "cases/harbor.json" in urls


# schema.org


@pytest.mark.parametrize(("page", "lang"), PAGES)
def test_only_known_terms_and_full_sentences(sample_site, page, lang):
    nodes = graph(sample_site, page)
    for node in things(nodes):
        if "@type" in node:
            assert set(node) - {"@type"} <= TERMS[node["@type"]], node
            assert all(value not in ("", [], None) for value in node.values()), node
        else:
            assert set(node) == {"@id"}
        assert node.get("inLanguage", "en") in ("en", "zh-Hans")
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", node.get("dateModified", "2026"))
    assert [node["@type"] for node in nodes if node["@type"] == "BreadcrumbList"] == (
        [] if page in ("", "zh/") else ["BreadcrumbList"]
    )


def test_every_address_of_ours_leads_somewhere(sample_site):
    """To a file, and its fragment to a thing that a page tells in full or to an element."""
    told, known = [], {}
    for page, _ in PAGES:
        nodes = graph(sample_site, page)
        told.append((page, list(things(nodes))))
        known[page] = ids_of(sample_site / page / "index.html")
        for node in things(nodes):
            if "@type" in node and node.get("@id", "").startswith(f"{HOME}{page}#"):
                known[page].add(node["@id"].partition("#")[2])
    count = 0
    for page, nodes in told:
        for node in nodes:
            for name in ADDRESSES & node.keys() if node.get("@type") not in OTHERS else ():
                address = node[name]
                assert address.startswith(HOME), (page, node)
                path, _, fragment = unquote(address.removeprefix(HOME)).partition("#")
                if node.get("@type") == "DataDownload":
                    slug, series = re.fullmatch(r"cases/([^/]+)/([^/]+)\.csv", path).groups()
                    assert series in [shown.series for shown in SAMPLE.cases[slug].value.series]
                    continue
                file = f"{path}index.html" if not path or path.endswith("/") else path
                assert (sample_site / file).is_file(), (page, address)
                assert not fragment or fragment in known[path], (page, address)
                count += 1
    assert count > 100


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_home_tells_the_site_and_its_makers(sample_site, lang):
    nodes = graph(sample_site, "" if lang == "en" else "zh/")
    site, makers = of_type(nodes, "WebSite"), of_type(nodes, "Organization")
    names = ["Open Source as Defense", "开源打防守"]
    assert site["name"] == names[lang == "zh"]
    assert site["alternateName"] == [names[lang == "en"]]
    assert site["author"]["@id"] == makers["@id"] == f"{HOME}#contributors"


def test_the_two_languages_name_each_other(sample_site):
    for page, lang in PAGES:
        other = page.removeprefix("zh/") if lang == "zh" else f"zh/{page}"
        term = "translationOfWork" if lang == "zh" else "workTranslation"
        (mine,) = [item for item in graph(sample_site, page) if term in item]
        back = "workTranslation" if lang == "zh" else "translationOfWork"
        (theirs,) = [item for item in graph(sample_site, other) if back in item]
        assert mine[term]["@id"] == theirs["@id"]
        assert theirs[back]["@id"] == mine["@id"]


def test_a_case_is_an_article_with_a_dataset(sample_site):
    nodes = graph(sample_site, "zh/cases/harbor/")
    article = of_type(nodes, "Article")
    data = of_type(graph(sample_site, "zh/cases/harbor/evidence/"), "Dataset")
    assert data["url"] == f"{HOME}zh/cases/harbor/#figure-ships"
    assert data["isPartOf"] == {"@id": article["@id"]}
    harbor = SAMPLE.cases["harbor"].value
    assert article["headline"] == "海港"
    assert article["abstract"] == harbor.summary.zh
    assert article["dateModified"] == "2026-11-22"
    assert "datePublished" not in article  # the data does not know it
    assert [item["name"] for item in article["about"]] == ["灯塔公司", "领航公司", "水手工会"]
    cited = {
        claim.source for item in harbor.claims if item.weight == "core" for claim in item.evidence
    }
    assert [item["name"] for item in article["citation"]] == [
        "License of the charts", "船只越来越多", "Ships",
    ]  # fmt: skip
    assert len(cited) == 3
    assert data["temporalCoverage"] == "2015/2017"
    assert data["variableMeasured"] == [
        {"@type": "PropertyValue", "name": "全部船只", "unitText": "百分比"}
    ]
    assert data["isBasedOn"] == ["http://gazette.example/ships"]
    assert data["distribution"]["encodingFormat"] == "text/csv"
    finding = "2016 年到 2017 年，用这些海图的船只从 38% 增至 41%"
    assert data["description"] == f"使用海图的船只 · 百分比 · {finding} · 公报的统计。"
    trail = of_type(nodes, "BreadcrumbList")["itemListElement"]
    assert [item["item"].removeprefix(HOME) for item in trail] == [
        "zh/", "zh/cases/", "zh/cases/harbor/",
    ]  # fmt: skip
    assert [item["position"] for item in trail] == [1, 2, 3]


@pytest.mark.parametrize("folder", ["", "zh/"])
def test_the_evidence_is_a_part_of_the_article_on_the_case(sample_site, folder):
    home = f"{HOME}{folder}cases/harbor/"
    nodes = graph(sample_site, f"{folder}cases/harbor/evidence/")
    assert [node["@type"] for node in nodes] == ["BreadcrumbList", "WebPage", "Dataset"]
    article = of_type(graph(sample_site, f"{folder}cases/harbor/"), "Article")
    assert nodes[1]["isPartOf"] == {"@id": article["@id"]}
    trail = [item["item"] for item in nodes[0]["itemListElement"]]
    assert trail[-2:] == [home, f"{home}evidence/"]


def test_a_draft_offers_no_file(sample_site):
    assert "encoding" in of_type(graph(sample_site, "cases/harbor/"), "Article")
    draft = of_type(graph(sample_site, "cases/quay/"), "Article")
    assert "encoding" not in draft
    assert draft["creativeWorkStatus"] == "Draft"
    assert "cb-cite" not in (sample_site / "cases/quay/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("state", "words"),
    [("open", None), ("undecidable", None), ("came-true", "Came true"), ("failed", None)],
)
def test_only_settled_predictions_are_reviews(sample, change, state, words):
    change("data/cases/harbor.yml", "state: open", f"state: {state}")
    book = load(sample)
    made = {page.src_uri: page for page in pages(contexts(book, Settings(url=HOME)))}
    share = Share.of(made, "en/cases/harbor/evidence.md")
    nodes = json.loads(linked_data(share))["@graph"]
    reviews = [node for node in nodes if node["@type"] == "ClaimReview"]
    assert len(reviews) == (state in ("came-true", "failed"))
    for review in reviews:
        assert review["claimReviewed"] == "All ships will use the charts."
        assert review["itemReviewed"]["author"] == "The Gazette"
        assert review["reviewRating"]["alternateName"] == (
            words or book.label("state", state, "en")
        )
        assert review["url"] == f"{HOME}cases/harbor/evidence/#prediction-all-ships"
        assert all(set(it) - {"@type"} <= TERMS[it["@type"]] for it in things(review))


def test_the_glossary_is_a_set_of_terms(sample_site):
    (terms,) = [
        item for item in graph(sample_site, "zh/glossary/") if item["@type"] == "DefinedTermSet"
    ]
    assert [term["name"] for term in terms["hasDefinedTerm"]] == ["海图", "海峡"]
    ids = ids_of(sample_site / "zh/glossary/index.html")
    assert all(term["@id"].partition("#")[2] in ids for term in terms["hasDefinedTerm"])


def test_nothing_ends_the_script_early():
    text = as_json([{"name": "</script><!--<script>\u2028&amp;"}])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == [{"name": "</script><!--<script>\u2028&amp;"}]


# The feed


@pytest.mark.parametrize(
    ("file", "lang", "tag"), [("feed.xml", "en", "en"), ("zh/feed.xml", "zh", "zh-Hans")]
)
def test_the_feed(sample_site, file, lang, tag):
    feed = lxml.etree.fromstring((sample_site / file).read_bytes())
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    assert feed.xpath("a:id/text()", namespaces=ATOM) == [HOME + file]
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [HOME + file]
    assert feed.xpath("a:updated/text()", namespaces=ATOM) == ["2026-11-22T00:00:00Z"]
    *corrections, entry = sorted(
        feed.xpath("a:entry", namespaces=ATOM), key=lambda item: item.find("a:updated", ATOM).text
    )  # the draft is no news
    home = f"{HOME}{file[:-8]}corrections/#correction-"
    assert [item.findtext("a:id", namespaces=ATOM) for item in corrections] == [
        f"{home}harbor-count", f"{home}harbor-pilot",
    ]  # fmt: skip
    for item in corrections:
        assert item.xpath("a:category/@term", namespaces=ATOM) == ["correction"]
        record = SAMPLE.corrections[item.findtext("a:id", namespaces=ATOM).removeprefix(home)].value
        assert SAMPLE.cases[record.case].value.title[lang] in item.findtext("a:title", None, ATOM)
        summary = item.findtext("a:summary", namespaces=ATOM)
        assert summary.startswith(record.wrong[lang])
        assert summary.endswith(record.right[lang])
    harbor, page = SAMPLE.cases["harbor"].value, f"{HOME}{file[:-8]}cases/harbor/"
    assert entry.findtext("a:title", namespaces=ATOM) == harbor.title[lang]
    assert entry.findtext("a:summary", namespaces=ATOM) == harbor.summary[lang]
    assert entry.findtext("a:id", namespaces=ATOM) == page
    assert entry.xpath("a:link/@href", namespaces=ATOM) == [page]
    assert entry.xpath("a:category/@term", namespaces=ATOM) == ["case"]


@pytest.mark.parametrize(("page", "lang"), PAGES)
def test_every_page_names_the_feed_of_its_language(sample_site, page, lang):
    links = head(sample_site, page).xpath("link[@type='application/atom+xml']")
    (link,) = [item for item in links if item.get("rel").split() == ["alternate"]]
    assert link.get("href") == HOME + ("feed.xml" if lang == "en" else "zh/feed.xml")
    assert link.get("title")


def test_news_stand_newest_first(sample, change):
    from casebook.outputs import texts

    change("data/cases/quay.yml", "status: draft", "status: published")
    book = load(sample)
    assert [(text.title, text.updated) for text in texts.news_of(Edition(book), "en")] == [
        ("Harbor", "2026-11-22"), ("Quay", "2026-01-01"),
        ("Corrected: Harbor", "2019-10-01"), ("Corrected: Harbor", "2019-09-02"),
    ]  # fmt: skip


# Guides for machines


@pytest.mark.parametrize(("folder", "lang"), [("", "en"), ("zh/", "zh")])
def test_llms_txt_has_its_form_and_its_links_lead_somewhere(sample_site, folder, lang):
    text = (sample_site / f"{folder}llms.txt").read_text("utf-8")
    lines = text.split("\n")
    assert lines[0] == {"en": "# Open Source as Defense", "zh": "# 开源打防守"}[lang]
    assert lines[2].startswith("> ")
    assert [line for line in lines if line.startswith("## ")] == {
        "en": ["## Cases", "## Pages", "## Data", "## Optional"],
        "zh": ["## 案例", "## 页面", "## 数据", "## Optional"],
    }[lang]
    items = [line for line in lines if line.startswith("- ")]
    links = [re.fullmatch(r"- \[[^\]]+\]\((\S+)\)(: |：)\S.*", line)[1] for line in items]
    for link in links:
        path = link.removeprefix(HOME)
        assert (sample_site / (f"{path}index.html" if path[-1:] in ("", "/") else path)).is_file()
    assert HOME + folder in links
    assert f"{HOME}{folder}cases/harbor/" in links
    assert f"{HOME}cases/harbor.json" in links
    assert not any("quay" in link for link in links)
    assert "\n\n\n" not in text


def test_robots_txt_names_the_sitemap(sample_site):
    text = (sample_site / "robots.txt").read_text("utf-8")
    assert text == f"User-agent: *\nDisallow:\n\nSitemap: {HOME}sitemap.xml\n"
    assert (sample_site / "sitemap.xml").is_file()


# Data to take away


def test_a_case_as_json_holds_what_its_file_holds(sample_site):
    data = json.loads((sample_site / "cases/harbor.json").read_text("utf-8"))
    written = yaml.load(
        (ROOT / "tests/sample/data/cases/harbor.yml").read_text("utf-8"), Loader=yaml.BaseLoader
    )
    assert (data["schema_version"], data["license"]) == (SCHEMA_VERSION, "CC-BY-4.0")
    for key, value in written.items():
        if key != "claims":
            assert holds(data[key], value), key
    harbor = SAMPLE.cases["harbor"].value
    assert data["grade"] == case_grade(harbor, SAMPLE.sources)
    for item, claim, given in zip(data["claims"], harbor.claims, written["claims"], strict=True):
        assert holds(item, given)
        assert item["grade"]["letter"] == grade(claim, harbor, SAMPLE.sources).letter
        assert all(item["grade"]["reason"].values())
    assert [item["value"] for item in data["figures"]["ships"]["points"]] == ["12.5", "38", "41"]
    cited = {it["source"] for item in data["claims"] for it in item["evidence"]}
    assert cited <= set(data["sources"])
    assert list(data)[:5] == ["schema_version", "license", "id", "pages", "grade"]


def holds(made: object, given: object) -> bool:
    """Whether all that is given stands in what was made from it."""
    if isinstance(given, dict):
        return all(holds(made[key], value) for key, value in given.items())
    if isinstance(given, list):
        return len(made) == len(given) and all(map(holds, made, given))
    return made == given


def test_the_index_of_cases_leaves_drafts_out(sample_site):
    data = json.loads((sample_site / "cases.json").read_text("utf-8"))
    assert [(case["id"], case["depth"]) for case in data["cases"]] == [
        ("harbor", "brief"),
        ("buoy", "note"),
        ("reef", "note"),
    ]
    harbor, *notes = data["cases"]
    for note in notes:
        assert (note["links"], note["verdict"], note["confidence"]) == (None, None, None)
    assert notes[0]["title"] == {"en": None, "zh": "浮标"}
    case = Edition(SAMPLE).case["harbor"]
    assert harbor["verdict"]["value"] == case.judgment.value
    assert harbor["links"] == case.levels
    assert (harbor["confidence"], harbor["grade"]) == (case.verdict.confidence, "B")
    for address in (*harbor["pages"].values(), harbor["json"], data["sources"]):
        path = address.removeprefix(HOME)
        assert (sample_site / (f"{path}index.html" if path.endswith("/") else path)).is_file()
    assert not (sample_site / "cases/quay.json").exists()


CSL = {
    "id", "type", "title", "author", "issued", "accessed", "publisher", "container-title", "genre",
    "URL", "DOI", "language", "custom",
}  # fmt: skip
"""Fields of the schema of CSL-JSON 1.0.2 that we use."""


@pytest.mark.parametrize("root", [ROOT / "tests/sample", ROOT])
def test_sources_are_csl(root):
    book = load(root)
    made = dict(everything(book, Settings(url=HOME)))
    items = {item["id"]: item for item in json.loads(made["sources.json"])}
    assert list(items) == sorted(book.sources)
    for id, entry in items.items():
        source = book.sources[id].value
        assert set(entry) <= CSL
        assert (entry["type"], entry["title"], entry["URL"]) == (
            source.type,
            source.title,
            source.URL,
        )
        assert entry["custom"]["used_in"] == book.uses.get(id, [])
        assert set(entry.get("issued", {"date-parts": 0})) == {"date-parts"}
        for name in entry.get("author", []):
            assert set(name) in ({"family"}, {"family", "given"}, {"literal"})


def test_dates_of_sources_are_as_exact_as_known(sample_site):
    items = {
        source["id"]: source
        for source in json.loads((sample_site / "sources.json").read_text("utf-8"))
    }
    assert items["lighthouse-2014-license"]["issued"] == {"date-parts": [[2014, 6, 6]]}
    assert items["lighthouse-2014-blog"]["issued"] == {"date-parts": [[2014, 6]]}
    assert "issued" not in items["herald-2017-ships"]
    assert items["herald-2017-ships"]["custom"]["copy"] == "The Mirror"


# Citations


def bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry of a BibTeX file, with its braces counted as BibTeX does."""
    match = re.match(r"@misc\{([a-z0-9-]+),\n", text)
    fields, rest = {"key": match[1]}, text[match.end() :]
    while not rest.startswith("}"):
        name, rest = re.match(r"  (\w+) = ", rest)[1], re.sub(r"^  \w+ = ", "", rest, count=1)
        depth, end = 0, 0
        while depth or rest[end] != ",":
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        fields[name], rest = rest[:end], rest[end + 2 :]
    assert rest == "}\n"
    return fields


def ris(content: bytes) -> list[tuple[str, str]]:
    text = content.decode()
    assert text.endswith("ER  - \r\n")
    assert "\n" not in text.replace("\r\n", "")
    return [
        re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in text.split("\r\n")[:-1]
    ]


@pytest.mark.parametrize(("folder", "lang", "tag"), [("", "en", "en"), ("zh/", "zh", "zh-Hans")])
def test_citation_files(sample_site, folder, lang, tag):
    harbor, page = SAMPLE.cases["harbor"].value, f"{HOME}{folder}cases/harbor/"
    fields = bibtex((sample_site / f"{folder}cases/harbor.bib").read_text("utf-8"))
    assert fields["key"] == "open-source-as-defense-harbor" + ("" if lang == "en" else "-zh")
    assert fields["title"] == f"{{{{{harbor.title[lang]}}}}}"
    assert (fields["year"], fields["month"], fields["url"]) == ("{2026}", "nov", f"{{{page}}}")
    assert fields["language"] == f"{{{tag}}}"
    lines = ris((sample_site / f"{folder}cases/harbor.ris").read_bytes())
    assert lines[0] == ("TY", "ELEC")
    assert dict(lines) | {"TI": harbor.title[lang], "UR": page, "DA": "2026/11/22"} == dict(lines)
    assert dict(lines)["AB"] == harbor.summary[lang]


@pytest.mark.parametrize(("folder", "lang"), [("", "en"), ("zh/", "zh")])
def test_a_case_says_how_to_cite_it(sample_site, folder, lang):
    page = lxml.html.fromstring(
        (sample_site / f"{folder}cases/harbor/index.html").read_text("utf-8")
    )
    (cite,) = page.xpath("//*[@id='cite']")
    shown, address = " ".join(cite.text_content().split()), f"{HOME}{folder}cases/harbor/"
    assert shown.count(address) == 2
    assert f"{SAMPLE.cases['harbor'].value.title[lang]}[EB/OL]//" in shown
    assert "(2026-11-22)[" in shown
    assert {
        "en": "Cite as: Open Source as Defense: A Bilingual Casebook, “Harbor,”",
        "zh": "《开源打防守：双语案例集》案例“海港”",
    }[lang] in shown
    files = [link.get("href") for link in cite.iter("a")]
    here = sample_site / folder / "cases/harbor"
    assert [Path(file).suffix for file in files] == [".bib", ".ris", ".json"]
    assert all((here / file).resolve().is_file() for file in files)


def test_text_in_plain_files_is_inert():
    assert for_bibtex("a{b}\\c & 50% #1_x") == (
        r"a{\textbraceleft}b{\textbraceright}{\textbackslash}c \& 50\% \#1\_x"
    )
    assert for_link_list("a](javascript:x) <b>\n## c") == r"a\](javascript:x) \<b\> ## c"


# Two runs


def test_two_runs_give_the_same_bytes(tmp_path):
    runs = [
        list(everything(load(project), Settings(url=HOME)))
        for project in (copy_sample(tmp_path / "a", engine=False), copy_sample(tmp_path / "b", engine=False))
    ]  # fmt: skip
    assert runs[0] == runs[1]
    urls = [url for url, _ in runs[0]]
    assert len(set(urls)) == len(urls)


def test_the_site_is_called_what_its_settings_say():
    """MkDocs needs the names in its own file; a card, a feed, and a citation take them from ours."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    names = load(ROOT).labels["site-name"].value
    (chinese,) = [
        item for item in settings["plugins"][0]["i18n"]["languages"] if item["locale"] == "zh"
    ]
    assert (settings["site_name"], chinese["site_name"]) == (names.en, names.zh)
