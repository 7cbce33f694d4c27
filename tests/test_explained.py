"""Every code is explained, and every example makes its problem and mends it.

The examples change the invented casebook of `tests/sample`; those that only a finished site can
show change the site that was built from it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import lxml.html
import pytest

from casebook import Settings, check, contexts, load, pages, report
from casebook.__main__ import main
from casebook.built import active
from casebook.links.lychee import Answer
from casebook.method import link_ledger
from casebook.model import LANGUAGES, Edit, Explained, PartialDate
from casebook.pages import explained
from casebook.pages.explain import explain

from .conftest import ROOT, copy_sample

BOOK = load(ROOT)
EXPLAINED = {id: found.value for id, found in BOOK.explained.items()}
BUILT = "site/"
TODAY = PartialDate.parse("2026-12-01")


def ids(*found_by: str) -> list[str]:
    return [id for id, one in EXPLAINED.items() if one.found_by in found_by]


def test_every_code_of_the_package_is_explained_and_no_other():
    known = {
        code
        for path in (ROOT / "hooks").rglob("*.py")
        for code in re.findall(r'"(CB\d{3})"', path.read_text("utf-8"))
    }
    assert known - EXPLAINED.keys() == set(), "to be explained in data/problems.yml"
    assert EXPLAINED.keys() - known == set(), "no longer found by anything"
    assert list(EXPLAINED) == sorted(EXPLAINED)


@pytest.mark.parametrize("id", EXPLAINED)
def test_both_languages_say_why_and_what_to_do(id):
    one = EXPLAINED[id]
    sentences = {
        "en": re.split(r"(?<=[.?!])\s+(?=[A-Z`])", one.text.en),
        "zh": re.split(r"(?<=[。？！])", one.text.zh.removesuffix("。")),
    }
    for lang in LANGUAGES:
        assert 2 <= len(sentences[lang]) <= 5, sentences[lang]
        assert one.text[lang].count("`") % 2 == 0
        assert one.title[lang][-1] not in ".。"
    assert one.text.en.endswith(".")
    assert one.text.zh.endswith("。")
    for zh in (one.title.zh, one.text.zh):
        assert not re.search(r"[一-鿿][,;:!?(]|[,;!?)][一-鿿]", zh), "half-width punctuation"
        assert not re.search(r"[一-鿿][\w`]|[\w`][一-鿿]", zh, re.ASCII), "no space"
    code = re.compile(r"`[^`]+`")
    assert sorted(set(code.findall(one.text.en))) == sorted(set(code.findall(one.text.zh)))


# The examples


def mended(path: Path, edit: Edit) -> bool:
    """Whether a file is as it is when mended: what is right stands in it, and in one place only,
    but for built pages, where the first is meant.
    """
    if edit.right is None:
        return not path.exists()
    count = path.read_text("utf-8").count(edit.right)
    return count == 1 or (count > 1 and edit.file.startswith(BUILT))


def spoil(path: Path, edit: Edit) -> None:
    """Puts what is wrong into a file in the place of what is right."""
    text = path.read_text("utf-8") if edit.right else ""
    path.unlink(missing_ok=True)  # it may be a link to the file of another example
    if edit.wrong is not None:
        wrong = edit.wrong * edit.times
        text = text.replace(edit.right, wrong, 1) if edit.right else wrong
        path.write_bytes(text.encode(edit.encoding))


@contextmanager
def spoiled(root: Path, one: Explained) -> Iterator[None]:
    """The project with the mistakes of an example, and afterwards as it was."""
    before = {}
    for path in {root / edit.file for edit in one.example}:
        before[path] = (path.read_bytes(), path.stat().st_mtime_ns) if path.exists() else None
    try:
        for edit in one.example:
            spoil(root / edit.file, edit)
        yield
    finally:
        for path, was in before.items():
            path.unlink(missing_ok=True)
            if was:
                path.write_bytes(was[0])
                os.utime(path, ns=(was[1], was[1]))  # the loader knows it by that


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("explained"), engine=False)


@pytest.fixture(scope="module")
def sound(project):
    """The sample as it was read once, without a problem: each example is mended in it."""
    book = load(project)
    assert check(book) == []
    return book


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """The sample with our explanations: it is read in a moment."""
    folder = copy_sample(tmp_path_factory.mktemp("small"), engine=False)
    shutil.copy2(ROOT / explained.FILE, folder / explained.FILE)
    return folder


def answer(said: str) -> Answer:
    return Answer(int(said), (), said) if said.isdigit() else Answer(200, ((301, said),))


def asked(book, one: Explained):
    """What `make links` would find."""
    answers = {url: answer(said) for url, said in one.answers.items()}
    return link_ledger.problems(book, link_ledger.renew(book, answers, TODAY), answers)


@pytest.mark.parametrize("id", ids("check", "links"))
def test_the_example_makes_this_problem_alone_and_mends_it(project, sound, id):
    one = EXPLAINED[id]
    links = one.found_by == "links"
    assert all(mended(project / edit.file, edit) for edit in one.example)
    assert not links or asked(sound, one) == []
    with spoiled(project, one):
        book = load(project)
        problems = check(book)
        if links:
            assert problems == [], "only `make links` is to find it"
            problems = asked(book, one)
    assert [problem.code for problem in problems] == [id], report(problems, book.lines)
    assert problems[0].place.file == one.example[0].file


@pytest.fixture(scope="module")
def built_from(tmp_path_factory):
    """The project that the site of the sample was built from."""
    return copy_sample(tmp_path_factory.mktemp("built-from"))


@pytest.mark.parametrize("id", ids("build"))
def test_the_example_of_a_finished_page(built_from, sample_site, tmp_path, id):
    one = EXPLAINED[id]
    shutil.copytree(sample_site, tmp_path / BUILT, copy_function=os.link)
    for edit in one.example:
        assert mended(tmp_path / edit.file, edit)
        spoil(tmp_path / edit.file, edit)
    book = load(built_from)
    made = {f"{BUILT}{page.url}index.html": page for page in pages(contexts(book, Settings()))}
    file = one.example[0].file
    html = (tmp_path / file).read_text("utf-8")
    problems = list(active.check(html, made[file], book.lines))
    assert [problem.code for problem in problems] == [id], report(problems, book.lines)


# The pages


@pytest.fixture(scope="module")
def made():
    """The pages of the codes, by their file."""
    return {page.src_uri: page for page in pages(BOOK, Settings()) if page.meta["kind"] == "code"}


def shown(page) -> lxml.html.HtmlElement:
    """What the HTML of a page holds; Markdown has only headings to add."""
    return lxml.html.fromstring(f"<main>{page.markdown.split('---', 2)[2]}</main>")


def test_each_code_has_a_page_in_each_language(made):
    assert set(made) == {f"{lang}/{explained.file(id)}" for id in EXPLAINED for lang in LANGUAGES}
    for src_uri, page in made.items():
        id = Path(src_uri).stem.upper()
        title = EXPLAINED[id].title[src_uri[:2]]
        assert page.meta["title"] == id + {"en": ": ", "zh": "："}[src_uri[:2]] + title
        assert page.origins == (explained.FILE,)
        assert "`" not in page.meta["description"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_shows_the_mistake_and_its_mend(made, lang):
    page = shown(made[f"{lang}/contribute/cb301.md"])
    one = EXPLAINED["CB301"]
    assert one.text[lang].replace("`", "") in page.text_content()
    assert "supports" in page.xpath("./p/code/text()")
    figures = page.xpath("./figure")
    assert [figure.findtext("figcaption/code") for figure in figures] == [one.example[0].file] * 2
    assert [figure.findtext("pre/code") for figure in figures] == [
        one.example[0].wrong,
        one.example[0].right,
    ]
    (wrong, right) = shown(made[f"{lang}/contribute/cb304.md"]).xpath("./figure/pre/code/text()")
    assert wrong == "- id: ships-using-charts\n  kind: forecast", "as far in as on its first line"
    assert right == "- id: ships-using-charts\n  kind: figure"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_follows_the_links_sees_every_code_once(made, lang):
    seen, url = [], "cb101"
    while url:
        seen.append(url.upper())
        links = shown(made[f"{lang}/contribute/{url}.md"])
        following = links.xpath("string(//a[@rel='next']/@href)")
        url = following.removeprefix("../").removesuffix("/")
        assert url in ("", *(id.lower() for id in EXPLAINED))
        before = links.xpath("string(//a[@rel='prev']/@href)")
        assert before == (f"../{seen[-2].lower()}/" if len(seen) > 1 else "")
    assert seen == list(EXPLAINED)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_names_every_code_in_its_family(lang):
    page = next(
        one for one in pages(BOOK, Settings()) if one.src_uri == f"{lang}/contribute/index.md"
    )
    listed = page.markdown.split("### ")[1:]
    for digit, text in enumerate(listed, 1):
        links = re.findall(r'href="(cb\d{3})/"><code>(CB\d{3})</code> ([^<]+)<', text)
        assert [code for _, code, _ in links] == [id for id in EXPLAINED if id[2] == str(digit)]
        assert all(url == code.lower() for url, code, _ in links)
        assert f"{{ #codes-{digit} }}" in text
    assert len(listed) == 6


def test_what_is_invisible_is_shown(made):
    assert "⟨U+FEFF⟩# yaml-language-server" in shown(made["en/contribute/cb102.md"]).text_content()
    assert "Jane⟨U+0007⟩ Doe" in shown(made["zh/contribute/cb103.md"]).text_content()
    assert "⟨U+0009⟩- {move" in shown(made["zh/contribute/cb105.md"]).text_content()


@pytest.mark.parametrize(
    ("code", "lang", "words"),
    [
        ("cb101", "en", ["saved as GBK", "saved as UTF-8"]),
        ("cb101", "zh", ["存为 GBK", "存为 UTF-8"]),
        ("cb113", "en", ["There is no such file."]),
        ("cb214", "zh", ["没有这个文件。"]),
        ("cb212", "en", ["200 times in a row"]),
        ("cb212", "zh", ["连写 200 遍"]),
        ("cb521", "en", ["make links", "http://gazette.example/ships 404"]),
        ("cb522", "zh", ["http://gazette.example/ships 永久移至 http://gazette.example/"]),
        ("cb519", "en", ["make build", "site/cases/harbor/index.html"]),
    ],
)
def test_what_the_code_alone_would_not_tell(made, run, code, lang, words):
    page = " ".join(shown(made[f"{lang}/contribute/{code}.md"]).text_content().split())
    exit_code, out, err = run(code, "--lang", lang)
    assert (exit_code, err) == (0, "")
    said = " ".join(out.split())
    for word in words:
        assert word in page
        assert word in said


# On the command line


@pytest.fixture
def run(small, capsys):
    def explain(*arguments: str) -> tuple[int, str, str]:
        code = main(["--root", str(small), "explain", *arguments])
        heard = capsys.readouterr()
        return code, heard.out, heard.err

    return explain


EXPECTED = {
    "en": """\
CB304: A forecast and its state

Nobody has evidence for what has not happened, so a forecast gets a `state` in
place of a grade: open, came true, failed, or undecidable. No other kind of
claim has one. Set the state when the day has come, with the source that settles
it. If the claim tells what has happened, change its `kind`.

Found by: make check

Wrong

  data/cases/harbor.yml

    - id: ships-using-charts
      kind: forecast

Mended

  data/cases/harbor.yml

    - id: ships-using-charts
      kind: figure
""",
    "zh": """\
CB304：预测与它的状态

没有发生的事，谁也拿不出证据，所以预测不评等级，只有 `state`：未定、应验、落空或无法判定。其他类别的论断没有状态。到了时候，请填上结果，并附上据以判定的来源。论断说的若是已经发生的事，请改 `kind`。

查出它的命令：make check

错误示例

  data/cases/harbor.yml

    - id: ships-using-charts
      kind: forecast

改正之后

  data/cases/harbor.yml

    - id: ships-using-charts
      kind: figure
""",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["CB304", "cb304", "Cb304"])
def test_a_code_is_explained_in_the_terminal(run, lang, code):
    assert run(code, "--lang", lang) == (0, EXPECTED[lang], "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_can_be_printed(lang):
    for id, one in EXPLAINED.items():
        text = explain(BOOK, id, lang)
        assert one.title[lang] in text.splitlines()[0]
        assert not re.search(r"\n\n\n|[ \t]\n", re.sub(r"(?m)^    .*", "-", text)), text
        assert all(char.isprintable() or char == "\n" for char in text)
        assert "<" not in re.sub(r"(?m)^    .*$|`[^`]*`", "", text)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("C301", "did you mean 'CB301'?"),
        ("301", "did you mean 'CB301'?"),
        ("CB999", "6xx Figures"),
        ("", "1xx Reading files · 2xx Shape and references · 3xx Evidence"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
    ],
)
def test_an_unknown_code_is_met_with_the_known_ones(run, code, words):
    exit_code, out, err = run(code, "--lang", "en")
    assert (exit_code, out) == (2, "")
    assert words in err
    assert "\x1b" not in err


def test_the_language_of_the_terminal_is_spoken(run, monkeypatch):
    for locale, lang in (("zh_CN.UTF-8", "zh"), ("de_DE.UTF-8", "en"), ("", "en")):
        monkeypatch.setenv("LANGUAGE", "")
        monkeypatch.setenv("LANG", locale)
        assert run("CB304")[1] == EXPECTED[lang]


def test_the_verb_passes_the_code_on():
    done = subprocess.run(
        ["make", "explain", f"VENV={sys.prefix}", "CODE=cb304"],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"LANG": "en_US.UTF-8"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, EXPECTED["en"]), done.stderr


# What others may write


def test_a_casebook_may_do_without(sound):
    assert sound.explained == {}
    made = [one for one in pages(sound, Settings()) if "/contribute/" in one.src_uri]
    assert not [one.src_uri for one in made if one.meta["kind"] == "code"]
    (index,) = [one for one in made if one.src_uri == "zh/contribute/index.md"]
    assert "目前没有。" in index.markdown


HOSTILE = """\
CB301:
  title: {en: "<script>alert(1)</script> *x*", zh: "<script>alert(1)</script> 题"}
  text: {en: "`<img src=x onerror=alert(1)>` and </p><b>.", zh: "`<img>` 与 </p><b>。"}
  example:
    - {file: "</code><script>x", right: "</pre></figure><script>alert(1)</script>", wrong: "\\e[2J\\u202E"}
  answers: {"javascript:alert(1)": "<b>"}
"""


def test_hostile_text_is_inert(project, capsys):
    path = project / "data/problems.yml"
    path.write_text(HOSTILE, "utf-8")
    try:
        book = load(project)
        assert book.problems == []
        for lang in LANGUAGES:
            assert main(["--root", str(project), "explain", "CB301", "--lang", lang]) == 0
            out = capsys.readouterr().out
            assert "⟨U+001B⟩[2J⟨U+202E⟩" in out
            assert "\x1b" not in out
            assert "\u202e" not in out
        for page in pages(contexts(book, Settings())):
            if "/contribute/" in page.src_uri:
                assert not re.search(r"<(script|img|b)\b", page.markdown)
                assert '<a href="javascript' not in page.markdown
    finally:
        path.unlink()


@pytest.mark.parametrize("key", ["cb301", "CB701", "../CB301", "CB3010"])
def test_a_malformed_code_is_told_and_makes_no_page(project, capsys, key):
    path = project / "data/problems.yml"
    path.write_text(HOSTILE.replace("CB301:", f'"{key}":'), "utf-8")
    try:
        book = load(project)
        (problem,) = book.problems
        assert (problem.code, problem.message) == ("CB206", f"'{key}' is not the code of a problem")
        assert problem.place.line == 1
        assert list(explained.pages(book)) == []
        assert main(["--root", str(project), "explain", "CB301"]) == 1
        assert "CB206" in capsys.readouterr().err
    finally:
        path.unlink()


def test_the_pages_stay_out_of_the_list_for_machines():
    from casebook.outputs.machines import guides

    settings = Settings("https://x.example/")
    text = next(one.content.decode() for one in guides(BOOK, settings, [*pages(BOOK, settings)]))
    assert "contribute/" in text
    assert "contribute/cb" not in text
