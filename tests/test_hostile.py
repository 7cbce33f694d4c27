"""Everything from data/ and docs/ is untrusted: put poison in every field, and nothing wakes up."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import markdown
import pytest
import yaml

from casebook import Settings, check, contexts, load, pages, report
from casebook.pages.escape import for_markdown
from casebook.reading.web_address import web_address

from .conftest import build, copy_sample, once

POISON = (
    "<script>alert(1)</script>（毒）",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "</p></li></ul></article><h1 id=top>gotcha",
    "[x](javascript:alert(1)) ![y](https://evil.example/y.png) <javascript:alert(1)>",
    "{{ config }} {% include '/etc/passwd' %} {# x #}",
    "*a* __b__ `c` # d\\ ~e~ [^1] [@nobody] | --- | {: onclick=alert(1) }",
    "../../../../etc/passwd ..\\..\\x %2e%2e/ &lt;script&gt; &#60;b&#62;",
    "gnp.exe ${x} $(touch /tmp/pwned) ; rm -rf",
)  # fmt: skip
INERT = POISON[7]
"""What Markdown shows as it stands."""
FREE = {
    "title", "subtitle", "summary", "name", "layer", "holder", "note", "text", "locator",
    "would_change", "by", "settles", "resolved", "definition", "term", "label", "unit", "family",
    "given", "literal", "publisher", "container-title", "genre", "insecure", "copy",
    "translated-title", "lines", "example", "counter_example", "wrong", "right", "reported_by",
}  # fmt: skip
"""Fields that hold free text, wherever they stand; a text in both languages is one anyway."""
LANGUAGES = {"en", "zh"}


def poisoned(value, free, poison, count):
    """The value with poison behind every free text in it; `count` gathers how many there were."""
    if isinstance(value, dict):
        return {
            # A quotation is short: it takes the worst of the poison.
            key: f"{item} {POISON[0]} {POISON[1]}".replace("1", "")
            if key == "quote"
            else poisoned(item, free or key in FREE or value.keys() == LANGUAGES, poison, count)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [poisoned(item, free, poison, count) for item in value]
    if free and isinstance(value, str):
        count.append(value)
        return f"{value} {poison}"
    return value


@pytest.fixture(scope="session")
def poisoned_site(tmp_path_factory) -> Path:
    """The sample with all the poison in every free text of its data, built."""
    return once(tmp_path_factory, "poisoned", poison_and_build) / "site"


def poison_and_build(folder: Path) -> None:
    project = copy_sample(folder / "project")
    count: list[str] = []
    poison = re.sub(r"\d", "", " ".join(POISON))  # digits would be figures to hold against others
    for path in [*project.glob("data/cases/*.yml"), *project.glob("data/**/*.yml")]:
        if path.name in ("labels.yml", "vocabulary.yml"):
            continue
        value = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        text = yaml.safe_dump(
            poisoned(value, False, poison, count), allow_unicode=True, width=10**6, sort_keys=False
        )
        path.write_text(text, "utf-8")
    assert len(count) > 100
    book = load(project)
    assert check(book) == [], report(check(book), book.lines)
    build(project, folder / "site")


def test_nothing_active_in_any_page(poisoned_site):
    """The build has refused none of them, and a second reader of HTML sees nothing either."""
    for path in poisoned_site.rglob("*.html"):
        tree = lxml.html.fromstring(path.read_text("utf-8"))
        assert tree.xpath("//article//script | //article//svg[@onload] | //article//iframe") == []
        assert tree.xpath("//article//img | //@onerror | //@onload | //@onclick") == []
        assert len(tree.xpath("//h1")) == 1 or path.name == "404.html"
        assert not any(
            "evil.example" in link or "javascript:" in link
            for link in tree.xpath("//@href | //@src")
        )
        assert "root:x:" not in path.read_text("utf-8")


def test_the_poison_is_shown_as_it_was_written(poisoned_site):
    """Inert, and neither lost nor changed: a reader sees what stands in the file."""
    tree, evidence = (
        lxml.html.fromstring((poisoned_site / f"cases/harbor/{name}").read_text("utf-8"))
        for name in ("index.html", "evidence/index.html")
    )
    places = {
        "title": tree.xpath("//h1")[0],
        "head": tree.xpath("//title")[0],
        "claim": evidence.xpath("//li[@id='claim-charts-published']//p[@class='cb-claim-text']")[0],
        "source": evidence.xpath("//li[@id='source-herald-2017-ships']")[0],
        "summary": tree.xpath("//p[@class='cb-summary']")[0],
        "figure": tree.xpath("//figure[@id='figure-ships']/figcaption")[0],
    }
    for name, element in places.items():
        shown = " ".join(element.text_content().split())
        for poison in POISON:
            assert " ".join(re.sub(r"\d", "", poison).split()) in shown, (name, poison, shown)


@pytest.mark.parametrize("poison", POISON)
def test_poison_in_markdown_is_refused(poison, tmp_path):
    project = copy_sample(tmp_path, engine=False)
    story = project / "docs/en/cases/harbor.md"
    text = story.read_text("utf-8")
    assert "not the lamps." in text
    story.write_text(text.replace("not the lamps.", f"not {poison}"), "utf-8")
    codes = {problem.code for problem in check(load(project))}
    if poison == INERT:
        assert codes == {"CB409"}, "figures that the Chinese lacks, and nothing else"
        (shown,) = lxml.html.fragments_fromstring(markdown.markdown(poison))
        assert [element.tag for element in shown.iter()] == ["p"]
    else:
        assert codes & {"CB218", "CB410", "CB504", "CB505"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x",
        "//evil.example/x", "file:///etc/passwd", "https://", "https://a b.example/",
        "https://x.example/\"onmouseover=\"alert(1)", "http://[::1", "https://x.example/<script>",
        "../../etc/passwd", "",
    ],
)  # fmt: skip
def test_no_address_but_a_web_one_is_taken(url, sample, change):
    change("data/sources/sample.yml", "URL: https://herald.example/ships", f"URL: {url!r}")
    assert {problem.code for problem in check(load(sample))} & {"CB312", "CB211"}


def test_addresses_are_cleaned_even_if_a_rule_were_missed():
    assert web_address("javascript:alert(1)") == ""
    assert web_address("http://[::1") == ""
    assert web_address("https://x.example/") == "https://x.example/"


@pytest.mark.parametrize("slug", ["../evil", "a/b", "Evil", "a b", "a.b", "con"])
def test_names_of_cases_cannot_leave_their_folder(slug, sample):
    target = sample / f"data/cases/{slug}.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text((sample / "data/cases/quay.yml").read_text("utf-8"), "utf-8")
    book = load(sample)
    places = {page.src_uri for page in pages(contexts(book, Settings()))}
    assert all(re.fullmatch(r"(en|zh)/[a-z0-9/-]+\.md", uri) for uri in places)
    if "/" not in slug and slug != "con":  # to which only Windows objects
        assert {"CB206", "CB401"} & {problem.code for problem in check(book)}


def test_text_for_markdown_is_one_inert_line():
    assert for_markdown("a\n\n# b <c> [d](e)") == ("a &#35; b &#60;c&#62; &#91;d&#93;&#40;e&#41;")
