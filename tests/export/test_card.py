import pytest

from soc2parse.export.card import card
from tests.made_reports import a_test, made, source


def test_says_who_what_and_how_many():
    text = card(made(testing_results=[a_test("AC-01"), a_test("CM-01", "See below.", None)]))
    for words in (
        "Tern Harbor, Inc.",
        "SOC 2 Type 2",
        "Larch &amp; Plover LLP",
        "1 no exception, 1 outcome not read",
    ):
        assert words in text


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_words_of_the_report_are_escaped(hostile):
    text = card(made(service_organization={"name": hostile, "sources": [source(1, hostile)]}, system_name=hostile))
    assert "<script" not in text
    assert "<img" not in text
