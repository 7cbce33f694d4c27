"""One terrible case file, and the complete list of what is wrong with it."""

from __future__ import annotations

import shutil

from casebook import check, errors, load

from .conftest import ROOT, copy_sample, ours

EXPECTED = """
data/cases/terrible.yml:2:8 CB203 'title' has the wrong form
data/cases/terrible.yml:3:16 CB211 'en' is empty
data/cases/terrible.yml:3:28 CB201 the field 'fr' does not exist here
data/cases/terrible.yml:4:9 CB205 'publishd' is not a value of 'status'
data/cases/terrible.yml:6:8 CB207 'yesterday' is not a date of the form 2014, 2014-06 or 2014-06-06
data/cases/terrible.yml:7:10 CB207 '2014-02-30' is no such day in the calendar
data/cases/terrible.yml:8:1 CB201 the field 'sumary' does not exist here
data/cases/terrible.yml:10:10 CB206 'Bad Id' is not an id
data/cases/terrible.yml:11:5 CB202 the field 'name' is missing
data/cases/terrible.yml:13:8 CB211 'plays' is empty
data/cases/terrible.yml:14:8 CB203 'stack' has the wrong form
data/cases/terrible.yml:17:11 CB205 'rumour' is not a value of 'kind'
data/cases/terrible.yml:23:59 CB201 the field 'page' does not exist here
data/cases/terrible.yml:24:5 CB202 the field 'text' is missing
data/cases/terrible.yml:24:5 CB202 the field 'weight' is missing
data/cases/terrible.yml:26:5 CB107 'id' is given twice
data/cases/terrible.yml:27:1 CB202 the field 'against' is missing
data/cases/terrible.yml:29:5 CB203 'questions 1' has the wrong form
"""


def test_the_complete_list(tmp_path):
    project = copy_sample(tmp_path, engine=False)
    shutil.copy2(ROOT / "tests/terrible.yml", project / "data/cases/terrible.yml")
    book = load(project)
    printed = [
        f"{problem.place.file}:{problem.place.line}:{problem.place.column} {problem.code} {problem.message}"
        for problem in sorted(book.problems)
    ]
    assert printed == EXPECTED.split("\n")[1:-1]
    assert book.broken == {"data/cases/terrible.yml"}
    assert "harbor" in book.cases, "the other cases are judged all the same"


def test_our_own_casebook_has_no_problem():
    book = ours()
    assert errors(check(book)) == []  # as `make check` has it: a warning stops no contributor
    assert len(book.cases) >= 4
