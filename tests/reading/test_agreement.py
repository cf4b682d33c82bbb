"""Both engines give the same pages of every fixture: the same words, boxes within two points, the same lines."""

from collections import defaultdict
from pathlib import Path

import pytest

from soc2parse.reading.engines import read_pages

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*/report.pdf"))
NEAR = 2.0  # points


def far(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > NEAR


def unmatched_words(ones, others):
    """Words of the one page that have no like among the other's: same letters, weight and mark, near enough."""
    places = defaultdict(list)
    for word in others:
        places[word.text, word.bold, word.italic, word.raised].append(word.box)
    left = []
    for word in ones:
        boxes = places[word.text, word.bold, word.italic, word.raised]
        match = next((box for box in boxes if not far(word.box, box)), None)
        if match is None:
            left.append((word.text, word.box))
        else:
            boxes.remove(match)
    return left


def unmatched(ones, others):
    boxes = [(item.x0, item.top, item.x1, item.bottom) for item in others]
    return [item for item in ones if all(far((item.x0, item.top, item.x1, item.bottom), box) for box in boxes)]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_the_engines_agree(path):
    fast, slow = (read_pages(path, engine=engine, ocr=False) for engine in ("mupdf", "plumber"))
    assert len(fast.pages) == len(slow.pages)
    assert (fast.sha256, fast.outline) == (slow.sha256, slow.outline)
    assert (fast.damage is None) == (slow.damage is None)
    for one, other in zip(fast.pages, slow.pages, strict=True):
        assert (one.width, one.height) == pytest.approx((other.width, other.height), abs=NEAR)
        assert (one.unreadable, one.ocr, one.turned, one.hidden) == (
            other.unreadable,
            other.ocr,
            other.turned,
            other.hidden,
        ), f"page {one.number}"
        assert unmatched_words(one.words, other.words) == [], f"page {one.number}"
        assert unmatched_words(other.words, one.words) == [], f"page {one.number}"
        for kind in ("rulings", "shades", "pictures"):
            assert unmatched(getattr(one, kind), getattr(other, kind)) == [], f"{kind} of page {one.number}"
            assert unmatched(getattr(other, kind), getattr(one, kind)) == [], f"{kind} of page {one.number}"
