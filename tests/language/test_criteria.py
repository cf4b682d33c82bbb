from collections import Counter

import pytest

from soc2parse.criteria import CRITERIA_2017, IDS, category_of, detect_set, order_of, topic_of
from soc2parse.terms import Category, CriteriaSet

NEW, MIDDLE, OLD = CriteriaSet.Y2017, CriteriaSet.Y2016, CriteriaSet.Y2014


def test_there_are_sixty_one_criteria_of_2017():
    groups = Counter(one.split(".")[0] for one in CRITERIA_2017)
    common = {"CC1": 5, "CC2": 3, "CC3": 4, "CC4": 2, "CC5": 3, "CC6": 8, "CC7": 5, "CC8": 1, "CC9": 2}
    privacy = {"P1": 1, "P2": 1, "P3": 2, "P4": 3, "P5": 2, "P6": 7, "P7": 1, "P8": 1}
    assert groups == {**common, "A1": 3, "C1": 2, "PI1": 5, **privacy}
    assert len(CRITERIA_2017) == 61


def test_every_criterion_has_its_category():
    assert category_of("CC6.1") is Category.SECURITY
    assert category_of("PI1.4") is Category.PROCESSING_INTEGRITY
    assert category_of("P1.1") is Category.PRIVACY
    assert category_of("AC-01") is None
    assert all(category_of(one) is CRITERIA_2017[one].category for one in CRITERIA_2017)


def test_topics_belong_to_the_set_of_2017_only():
    assert topic_of("CC6.4", NEW) == "Physical access"
    assert topic_of("CC6.1", MIDDLE) is None
    assert topic_of("CC6.1", None) is None


@pytest.mark.parametrize(
    ("ids", "text", "found"),
    [
        (IDS[NEW], "", NEW),
        (IDS[MIDDLE], "", MIDDLE),
        (IDS[OLD], "", OLD),
        (["CC1.1", "CC8.1", "CC9.2"], "", NEW),
        (["CC1.1", "CC6.1"], "", None),
        ([], "", None),
        (["CC2.5", "CC5.6", "C1.8"], "", MIDDLE),
    ],
)
def test_the_set_shows_in_the_ids_that_only_it_has(ids: list[str], text: str, found: CriteriaSet | None):
    assert detect_set(ids, text) is found


def test_criteria_sort_in_the_order_of_the_categories():
    mixed = ["P1.1", "CC10.1", "A1.2", "CC6.10", "CC6.2", "PI1.1", "C1.1"]
    assert sorted(mixed, key=order_of) == ["CC6.2", "CC6.10", "CC10.1", "A1.2", "C1.1", "PI1.1", "P1.1"]
