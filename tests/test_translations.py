"""The state of translations: followed through renames, told by weight, recorded, shown, and a release stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import lxml.html
import pytest

from casebook import Settings, check, contexts, errors, load, pages, report
from casebook.__main__ import main
from casebook.editing.synced import UnknownItemError, record, save
from casebook.method.translation import compare, counted
from casebook.method.translation_unit import units
from casebook.pages.difference import difference
from casebook.reading import translation_lock as lock
from casebook.reading.translation_lock import Recorded, digest

from .conftest import ROOT, build, copy_sample

COUNTER = "harbor/claims/pilot-kept-its-fees/text"
CASE = "data/cases/harbor.yml"


@pytest.fixture
def recorded(sample):
    """The sample with everything on record as reviewed."""
    book = load(sample)
    (sample / lock.FILE).write_text(
        lock.text({unit.key: Recorded(unit.en, digest(unit.zh), True) for unit in units(book)}),
        "utf-8",
    )
    return sample


def states(project):
    """The texts that are not reviewed, by key."""
    return {
        one.unit.key: one.state for one in compare(load(project)).all if one.state != "reviewed"
    }


def run(project, *arguments, capsys):
    code = main(["--root", str(project), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


# Keys


def test_texts_go_by_ids_and_not_by_their_place(recorded):
    keys = {unit.key: unit for unit in units(load(recorded))}
    assert keys[COUNTER].weight == "counter"
    assert keys["harbor/verdict/would_change"].weight == "core"
    assert keys["harbor/summary"].weight == "core"
    assert keys["harbor/questions/1"].weight == "context"
    assert keys["cases/harbor#against"].weight == "counter"
    assert keys["cases/harbor#moat"].weight == "core"
    assert keys["method#grades"].weight == "context"
    assert keys["method:title"].en == "Method"
    assert keys["vocabulary:play/open-standard/label"].weight == "label"
    assert keys["corrections:harbor-count/wrong"].page == "corrections.md"
    assert len(keys) == len(list(units(load(recorded))))


def test_every_text_of_ours_has_a_key_of_its_own_and_a_place(recorded):
    book = load(ROOT)
    found = list(units(book))
    assert len({unit.key for unit in found}) == len(found)
    for unit in [*found[::97], found[-1]]:
        place = unit.where()
        assert place.file == unit.file
        assert place.line > 1 or place.file.startswith("docs/")


# States


def test_what_is_on_record_as_it_stands_is_reviewed(recorded):
    assert states(recorded) == {}
    assert check(load(recorded)) == []
    assert counted(compare(load(recorded))) == ["all translations are reviewed"]


def test_without_a_record_nothing_is_said(sample):
    book = load(sample)
    assert check(book, release=True) == []
    assert counted(compare(book)) == []


def test_setting_a_text_otherwise_changes_nothing(recorded, change):
    change(
        CASE,
        'text: {en: "Pilot Co. adopted the charts in 2018.", zh: "领航公司于 2018 年采用这些海图。"}',
        "text:\n      en: >-\n        Pilot Co.   adopted\n        the charts in 2018.\n"
        "      zh: 领航公司于 2018 年采用这些海图。",
    )
    page = recorded / "docs/en/cases/harbor.md"
    text = page.read_text("utf-8")
    assert "The charts, not the lamps." in text
    page.write_text(text.replace("charts, not the", "*charts*,\nnot  the"), "utf-8")
    assert states(recorded) == {}


def test_a_new_id_takes_the_state_along(recorded):
    for path in recorded.rglob("*"):
        if path.suffix in (".yml", ".md"):
            text = path.read_text("utf-8")
            path.write_text(text.replace("pilot-kept-its-fees", "fees-kept"), "utf-8")
    assert errors(check(load(recorded))) == []
    assert states(recorded) == {}
    made = record(load(recorded))
    assert made.records["harbor/claims/fees-kept/text"].reviewed
    assert COUNTER not in made.records
    assert (made.new, made.gone) == (1, 1)


def test_a_new_id_does_not_hide_that_the_english_changed(recorded, change):
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    for path in recorded.rglob("*"):
        if path.suffix in (".yml", ".md"):
            text = path.read_text("utf-8")
            path.write_text(text.replace("pilot-adopts", "pilot-took-them"), "utf-8")
    assert states(recorded) == {"harbor/claims/pilot-took-them/text": "stale"}


def test_a_question_put_before_another_moves_no_state(recorded, change):
    change(CASE, "questions:\n", 'questions:\n  - {en: "Why charts?", zh: "为什么是海图？"}\n')
    assert states(recorded) == {"harbor/questions/1": "unreviewed"}


def test_only_the_english_changed_is_stale_and_anything_else_unreviewed(recorded, change):
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    assert states(recorded) == {"harbor/claims/pilot-adopts/text": "stale"}
    change(CASE, "领航公司于 2018 年采用这些海图。", "领航公司不久就在 2018 年采用这些海图。")
    assert states(recorded) == {"harbor/claims/pilot-adopts/text": "unreviewed"}
    change(
        CASE, "Pilot Co. soon adopted the charts in 2018.", "Pilot Co. adopted the charts in 2018."
    )
    assert states(recorded) == {"harbor/claims/pilot-adopts/text": "unreviewed"}
    change(CASE, "领航公司不久就在 2018 年采用这些海图。", "领航公司于 2018 年采用这些海图。")
    assert states(recorded) == {}


def test_a_section_that_one_language_lacks_is_missing(recorded):
    page = recorded / "docs/zh/cases/harbor.md"
    text = page.read_text("utf-8")
    page.write_text(text[: text.index("## ", text.index("{ #against }"))], "utf-8")
    assert states(recorded) == {"cases/harbor#lesson": "missing"}
    assert counted(compare(load(recorded))) == ["missing in one language: 1 core"]


# The check


def test_stale_texts_are_warnings_with_their_weight_that_fail_nothing(recorded, change, capsys):
    change("docs/en/method.md", "\n# Method {", "\n# The method {")
    make_counter_stale(change)
    problems = check(load(recorded))
    assert [(one.code, one.severity, one.place.file) for one in problems] == [
        ("CB412", "warning", CASE),
        ("CB412", "warning", "docs/zh/method.md"),
    ]
    assert "(counter)" in problems[0].message
    assert f"make synced ITEM={COUNTER}" in problems[0].help
    line = load(recorded).lines(CASE)[problems[0].place.line - 1]
    assert line[problems[0].place.column - 1 :].startswith('"领航公司直到 2020 年仍照收费用。"')
    code, out, _ = run(recorded, "check", capsys=capsys)
    assert code == 0
    assert out.endswith("stale, the English has changed since: 1 counter, 1 context\n")
    assert len(out.splitlines()) <= 3


def make_counter_stale(change):
    change(CASE, "kept its fees until", "raised its fees until")


def test_a_release_stops_on_what_speaks_against_and_on_nothing_lighter(recorded, change, capsys):
    change("docs/en/method.md", "\n# Method {", "\n# The method {")
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    assert run(recorded, "check", "--release", capsys=capsys)[0] == 0
    make_counter_stale(change)
    code, _, said = run(recorded, "check", "--release", capsys=capsys)
    assert code == 1
    assert said.count("error[CB412]") == 1
    assert said.count("warning[CB412]") == 2


@pytest.mark.parametrize("weight", ["counter", "caveat"])
def test_what_stops_a_release_is_the_weight_of_the_claim(recorded, change, weight):
    text = (recorded / CASE).read_text("utf-8")
    at = text.index("id: pilot-adopts")
    lines = text[at:].split("\n", 4)
    heavier = "\n".join(
        [f"    weight: {weight}" if line.startswith("    weight:") else line for line in lines]
    )
    assert f"weight: {weight}" in heavier
    (recorded / CASE).write_text(text[:at] + heavier, "utf-8")
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    found = [one for one in check(load(recorded), release=True) if one.code == "CB412"]
    assert [one.severity for one in found] == ["error"]


def test_make_build_is_a_release(recorded, change, capfd):
    make_counter_stale(change)
    assert main(["--root", str(recorded), "build"]) == 1
    assert capfd.readouterr().err.count("error[CB412]") == 1
    assert not (recorded / "site").exists()


# Recording


def test_synced_records_all_but_what_someone_must_look_at(recorded, change, capsys):
    make_counter_stale(change)
    change(
        CASE, "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    change(CASE, "领航公司于 2018 年采用这些海图。", "领航公司不久就在 2018 年采用这些海图。")
    change(CASE, "questions:\n", 'questions:\n  - {en: "Why charts?", zh: "为什么是海图？"}\n')
    code, out, _ = run(recorded, "synced", capsys=capsys)
    assert code == 0
    assert f"  {COUNTER} (counter)" in out.splitlines()
    assert "1 new" in out
    book = load(recorded)
    assert states(recorded) == {
        COUNTER: "stale",
        "harbor/claims/pilot-adopts/text": "unreviewed",
        "harbor/questions/1": "unreviewed",
    }
    assert (
        book.recorded["harbor/claims/pilot-adopts/text"].en
        == "Pilot Co. soon adopted the charts in 2018."
    )
    before = (recorded / lock.FILE).read_bytes()
    assert run(recorded, "synced", capsys=capsys)[0] == 0
    assert (recorded / lock.FILE).read_bytes() == before


def test_naming_a_text_records_that_its_chinese_needs_no_change(recorded, change, capsys):
    make_counter_stale(change)
    code, out, _ = run(recorded, "synced", "harbor/claims/pilot-kept-its-fees", capsys=capsys)
    assert code == 0
    assert "stale" not in out
    assert states(recorded) == {COUNTER: "unreviewed"}
    assert run(recorded, "synced", COUNTER, "--reviewed", capsys=capsys)[0] == 0
    assert states(recorded) == {}


def test_a_case_is_reviewed_as_a_whole_with_its_story_and_nothing_else(sample, capsys):
    assert run(sample, "synced", capsys=capsys)[0] == 0
    assert run(sample, "synced", "--reviewed", "harbor", capsys=capsys)[0] == 0
    read = {one.unit.key for one in compare(load(sample)).all if one.state == "reviewed"}
    assert {COUNTER, "cases/harbor#against", "harbor/title"} <= read
    assert all(key.startswith(("harbor/", "cases/harbor")) for key in read)


def test_what_is_gone_leaves_the_record(recorded, capsys):
    path = recorded / lock.FILE
    old = json.loads(path.read_text("utf-8"))
    path.write_text(
        lock.text({**load(recorded).recorded, "gone/title": Recorded("Gone", "0" * 16, False)}),
        "utf-8",
    )
    assert "1 gone" in run(recorded, "synced", capsys=capsys)[1]
    assert json.loads(path.read_text("utf-8")) == old


def test_an_unknown_name_gets_a_suggestion_and_records_nothing(recorded, change, capsys):
    make_counter_stale(change)
    before = (recorded / lock.FILE).read_bytes()
    code, _, said = run(recorded, "synced", "harbor/claims/pilot-kept-fees", capsys=capsys)
    assert code == 2
    assert "did you mean 'harbor/claims/pilot-kept-its-fees'?" in said
    assert (recorded / lock.FILE).read_bytes() == before
    with pytest.raises(UnknownItemError):
        record(load(recorded), ["harbor/claims/pilot"])  # half a name is none


def test_a_review_names_what_was_read(recorded, capsys):
    assert run(recorded, "synced", "--reviewed", capsys=capsys)[0] == 2


def test_nothing_is_recorded_of_a_book_with_errors(recorded, change, capsys):
    change(CASE, "questions:\n", "question:\n")
    before = (recorded / lock.FILE).read_bytes()
    code, _, said = run(recorded, "synced", capsys=capsys)
    assert code == 1
    assert "CB201" in said
    assert (recorded / lock.FILE).read_bytes() == before


def test_make_synced_takes_names_as_variables(sample):
    """The names go through make and the shell: a section's holds a `#`."""
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)/site.stamp", "")
    makefile = makefile.replace("VENV)/bin/", "FAKE)").replace("python -m", f"{sys.executable} -m")
    (sample / "Makefile").write_text(makefile, "utf-8")

    def make(*words):
        return subprocess.run(
            ["make", "synced", *words], cwd=sample, capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        )  # fmt: skip

    make()
    make("ITEM=cases/harbor#against harbor/title", "REVIEWED=1")
    read = {one.unit.key for one in compare(load(sample)).all if one.state == "reviewed"}
    assert read == {"cases/harbor#against", "harbor/title"}
    make("CASE=harbor", "REVIEWED=1")
    book = load(sample)
    assert compare(book).counts("harbor").keys() == {"reviewed"}


# The record as a file


def test_each_text_stands_on_a_line_of_its_own_in_order(recorded):
    lines = (recorded / lock.FILE).read_text("utf-8").splitlines()
    keys = [json.loads("{" + line.rstrip(",") + "}") for line in lines[1:-1]]
    names = [next(iter(one)) for one in keys]
    assert names == sorted(names)
    assert len(names) == len(load(recorded).recorded)


def test_whatever_stands_in_a_text_can_be_recorded_and_read_again(sample, change):
    change(
        CASE,
        '"Pilot Co. adopted the charts in 2018."',
        r'"A \a bell, \u2028 \"quote\" \\ end."',
    )
    book = load(sample)
    assert save(book, record(book))
    again = load(sample)
    assert again.problems == []
    assert states(sample).keys() == {one.unit.key for one in compare(again).all}
    assert not save(again, record(again))


FINE = '"a/title": {"en": "A", "zh": "0123456789abcdef", "reviewed": true}'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "cannot be read"),
        ("[]\n", 1, "cannot be read"),
        (f"{{\n{FINE}\n<<<<<<< ours\n}}\n", 3, "cannot be read"),
        ("[" * 100_000, 1, "cannot be read"),
        ("9" * 10_000, 1, "cannot be read"),
        (f"{{\n{FINE},\n{FINE}\n}}\n", 3, "'a/title' is on record twice"),
        (f'{{\n{FINE},\n"b": 1\n}}\n', 3, "the record of 'b' is not"),
        (f"{{\n{FINE.replace('true', '1')}\n}}\n", 2, "the record of 'a/title' is not"),
        (f"{{\n{FINE.replace('abcdef', 'ABCDEF')}\n}}\n", 2, "the record of 'a/title' is not"),
        (f"{{\n{FINE.replace('0123', '')}\n}}\n", 2, "the record of 'a/title' is not"),
        (f'{{\n{FINE[:-1]}, "more": ""}}\n}}\n', 2, "the record of 'a/title' is not"),
        (f'{{\n{FINE[:-1]}, "en": "B"}}\n}}\n', 2, "the record of 'a/title' is not"),
        ("{\n" + FINE.replace('"A"', r'"\u0007"') + "\n}\n", 2, "the record of 'a/title' is not"),
        ("{\n" + FINE.replace('"A"', r'"\ud800"') + "\n}\n", 2, "the record of 'a/title' is not"),
    ],
)  # fmt: skip
def test_a_broken_record_is_one_problem_at_its_line(sample, text, line, said):
    (sample / lock.FILE).write_text(text, "utf-8")
    book = load(sample)
    problems = check(book)
    assert [(one.code, one.place.file, one.place.line) for one in problems] == [
        ("CB411", lock.FILE, line)
    ]
    assert said in problems[0].message
    assert "CB411" in report(problems, book.lines)
    assert not compare(book).recorded


def test_a_record_that_is_no_text_or_no_file_is_a_problem_too(sample):
    (sample / lock.FILE).write_bytes(b"\xff{}")
    assert [one.code for one in check(load(sample))] == ["CB411"]
    (sample / lock.FILE).write_bytes(b" " * (lock.MAX_BYTES + 1))
    assert [one.code for one in check(load(sample))] == ["CB411"]
    (sample / lock.FILE).unlink()
    (sample / lock.FILE).mkdir()
    assert [one.code for one in check(load(sample))] == ["CB214"]


# What readers see


def told(before, after):
    return [(piece.kind, piece.text) for piece in difference(before, after)]


def test_a_difference_shows_words_taken_out_and_put_in():
    assert told("It kept its fees.", "It raised all its fees.") == [
        ("same", "It"), ("gone", "kept"), ("new", "raised all"), ("same", "its fees."),
    ]  # fmt: skip
    assert told("a b", "b") == [("gone", "a"), ("same", "b")]
    assert told("", "new") == [("new", "new")]


def test_what_lies_far_from_a_change_is_left_out():
    words = [f"w{n}" for n in range(60)]
    end = told(" ".join(words), " ".join([*words, "end"]))
    assert end == [("gap", ""), ("same", " ".join(words[-12:])), ("new", "end")]
    start = told(" ".join(words), " ".join(["start", *words]))
    assert start == [("new", "start"), ("same", " ".join(words[:12])), ("gap", "")]
    middle = told(" ".join(["x", *words, "y"]), " ".join(["a", *words, "b"]))
    assert [kind for kind, _ in middle] == ["gone", "new", "same", "gap", "same", "gone", "new"]


@pytest.fixture(scope="module")
def stale_site(tmp_path_factory):
    """A site whose English has moved on, in words that would like to be markup."""
    folder = tmp_path_factory.mktemp("stale")
    project = copy_sample(folder / "project")
    book = load(project)
    save(book, record(book, ["harbor"], reviewed=True))
    path = project / CASE
    text = path.read_text("utf-8")
    hostile = "raised <script>alert(x)</script> **its** [fees](javascript:x) & `more` {#id} until"
    text = text.replace("kept its fees until", hostile, 1)
    text = text.replace(
        "Pilot Co. adopted the charts in 2018.", "Pilot Co. soon adopted the charts in 2018."
    )
    path.write_text(text, "utf-8")
    return build(project, folder / "site")


def page(site, name):
    return lxml.html.fromstring((site / name / "index.html").read_text("utf-8"))


def words(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(("folder", "gone", "new"), [
    ("", "taken out: kept its fees", "put in: raised"), ("zh/", "删去：kept its fees", "增加：raised"),
])  # fmt: skip
def test_the_status_page_shows_the_english_difference_as_text(stale_site, folder, gone, new):
    shown = page(stale_site, f"{folder}translation")
    entries = shown.xpath("//ul[@class='cb-changed']/li")
    # What speaks against the thesis comes first.
    assert [one.xpath(".//code/text()")[0] for one in entries] == [
        COUNTER,
        "harbor/claims/pilot-adopts/text",
    ]
    changed = entries[0].xpath(".//p[@lang='en']")[0]
    assert [words(one) for one in changed.xpath("./del")] == [gone]
    put_in = words(changed.xpath("./ins")[0])
    assert put_in.startswith(new)
    assert "<script>alert(x)</script> **its** [fees](javascript:x) & `more` {#id}" in put_in
    assert not shown.xpath(
        "//script[contains(text(), 'alert')] | //a[starts-with(@href, 'javascript')]"
    )
    link = entries[0].xpath(".//a/@href")[0]
    assert link == "../cases/harbor/#claim-pilot-kept-its-fees"


@pytest.mark.parametrize("folder", ["", "zh/"])
def test_the_status_page_counts_by_case(stale_site, folder):
    rows = page(stale_site, f"{folder}translation").xpath("//table[@class='cb-translation']//tr")[
        1:
    ]
    numbers = [[int(one.text) for one in row.xpath("./td")] for row in rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert numbers[0][-1] == 2  # stale, in the harbor
    for texts, *by_state in numbers:
        assert texts == sum(by_state)


def test_the_foot_of_a_case_tells_and_leads_there(stale_site):
    for folder, said in (
        ("", "texts reviewed; 2 changed in English since"),
        ("zh/", "；2 条英文已改，中文待更新"),
    ):
        foot = page(stale_site, f"{folder}cases/harbor").xpath(
            "//footer//a[contains(@href, 'translation')]"
        )
        assert [one.get("href") for one in foot] == ["../../translation/"]
        assert words(foot[0]).endswith(said)


def test_a_stale_claim_says_so_in_chinese_only(stale_site):
    mark = "//li[contains(@id, 'claim-')]//a[contains(@href, 'translation/#stale')]"
    marks = page(stale_site, "zh/cases/harbor").xpath(mark)
    assert {one.xpath("ancestor::li/@id")[0]: words(one) for one in marks} == {
        "claim-pilot-adopts": "英文已改，中文待更新",
        "claim-pilot-kept-its-fees": "英文已改，中文待更新",
    }
    assert page(stale_site, "cases/harbor").xpath(mark) == []


def test_a_site_without_record_says_so(sample_site):
    for folder, said, foot in (
        ("", "Nothing is on record so far.", "Translation: nothing on record so far"),
        ("zh/", "目前没有任何记录。", "译文：尚无记录"),
    ):
        assert said in words(page(sample_site, f"{folder}translation").xpath("//article")[0])
        shown = page(sample_site, f"{folder}cases/harbor")
        assert foot in words(shown.xpath("//footer[contains(@class, 'cb-case-foot')]")[0])


def test_a_site_that_is_all_reviewed_says_so(recorded):
    found = {one.src_uri: one for one in pages(contexts(load(recorded), Settings()))}
    assert "None: every text has been reviewed." in found["en/translation.md"].markdown
    assert "没有：所有中文都已跟上英文。" in found["zh/translation.md"].markdown
