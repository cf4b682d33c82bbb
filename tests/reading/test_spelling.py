"""Letters that fonts and producers disguise come out as a reader sees them."""

import pytest

from soc2parse.reading.spelling import spell, spell_symbol


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("con\ufb01dential", "confidential"),
        ("e\ufb03cient", "efficient"),
        ("AC\u201101", "AC-01"),
        ("\u202dAccess\u202c", "Access"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("excep\u00adtions", "exceptions"),
        ("excep\u00ad", "excep-"),
        ("\uff23\uff23\uff16\uff0e\uff11", "CC6.1"),
        ("\uf0b7", "•"),
        ("\uf0fc", "✓"),
        ("Acme\u2122", "Acme\u2122"),
        ("5\u00bd", "5\u00bd"),
        ("naïve", "naïve"),
        ("\u200b", ""),
    ],
)
def test_letters_are_made_plain(printed, read):
    assert spell(printed) == read


def test_shapes_of_symbol_fonts_are_named():
    assert spell_symbol("\u00fc") == "✓"
    assert spell_symbol("\u00fb") == "✗"
    assert spell_symbol("q") == "☐"
    assert spell_symbol("\u00a7") == "•"
