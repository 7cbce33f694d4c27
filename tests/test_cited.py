"""Which sentences a citation carries, and which of their figures no claim has."""

from __future__ import annotations

import pytest

from casebook.method.cited import spans, uncarried
from casebook.model import Claim
from casebook.reading.markdown import read


def paragraph(tmp_path, text):
    """The text of a paragraph without its citations, and where they stood."""
    (tmp_path / "page.md").write_text(f"{text}\n", "utf-8")
    (section,) = read(tmp_path / "page.md", "docs/en/page.md").sections
    ((plain, _),), (cited,) = section.text, section.cited
    return plain, cited


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("One.[@a] Two.[@b]", [("One.", "a"), (" Two.", "b")]),
        ("One. Two.[@a][@b] Three.", [("One. Two.", "ab")]),
        ("First,[@a] then.[@b]", [("First, then.", "ab")]),
        ("First;[@a] then 1.5 more. Last.", [("First; then 1.5 more", "a")]),
        ("“So it was.”[@a]", [("“So it was.”", "a")]),
        ("先有甲，[@a] 后有乙。[@b]再有丙。", [("先有甲， 后有乙。", "ab")]),
        ("Nothing is cited.", []),
    ],
)
def test_a_citation_carries_the_sentences_before_it(tmp_path, text, carried):
    plain, cited = paragraph(tmp_path, text)
    found = [(plain[start:end], "".join(ids)) for start, end, ids in spans(plain, cited)]
    assert found == carried


CLAIMS = {
    "a": Claim.model_validate(
        {
            "id": "a", "kind": "fact", "weight": "core", "date": "2014-06", "known_from": "2015",
            "text": {"en": "It cost 700 million.", "zh": "耗资 7 亿。"},
            "evidence": [{"source": "s", "quote": "in 38 ports"}],
        }
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("In June 2014 it cost 0.7 billion, as was known in 2015.[@a]", []),
        ("38 个港口，耗资 7 亿。[@a]", []),
        ("It cost 600 million.[@a]", ["600 million"]),
        ("It cost 600 million.[@a][@source]", []),
        ("In July 2014, twelve years ago.[@a] In 1999.", ["July"]),
    ],
)
def test_a_figure_stands_in_a_claim_that_is_cited(tmp_path, text, odd):
    plain, cited = paragraph(tmp_path, text)
    assert [figure.written for figure in uncarried(plain, cited, CLAIMS)] == odd
