"""Lines and shades of a page, however its producer drew them."""

import pytest
from reportlab.lib.colors import Color


def spans(page):
    """The rulings as (orientation, position, start, end) in whole points."""
    return sorted(
        ("flat", round(r.top), round(r.x0), round(r.x1))
        if r.horizontal
        else ("upright", round(r.x0), round(r.top), round(r.bottom))
        for r in page.rulings
    )


BOX = [("flat", 100, 50, 250), ("flat", 140, 50, 250), ("upright", 50, 100, 140), ("upright", 250, 100, 140)]


def near(found, expected):
    return len(found) == len(expected) and all(
        one[0] == other[0] and all(abs(a - b) <= 1 for a, b in zip(one[1:], other[1:], strict=True))
        for one, other in zip(found, expected, strict=True)
    )


def test_a_stroked_box_has_four_edges(read):
    assert near(spans(read(lambda paper: paper.rect(50, 660, 200, 40))), BOX)


def test_four_strokes_are_the_same_box(read):
    def draw(paper):
        paper.line(50, 700, 250, 700)
        paper.line(250, 660, 50, 660)
        paper.line(50, 660, 50, 700)
        paper.line(250, 700, 250, 660)

    assert near(spans(read(draw)), BOX)


def test_thin_filled_rectangles_are_the_same_box(read):
    def draw(paper):
        for x, y, width, height in ((50, 700, 200, 0.5), (50, 660, 200, 0.5), (50, 660, 0.5, 40), (250, 660, 0.5, 40)):
            paper.rect(x, y, width, height, stroke=0, fill=1)

    page = read(draw)
    assert near(spans(page), BOX)
    assert page.shades == ()


def test_a_box_drawn_as_one_path_is_the_same_box(read):
    def draw(paper):
        path = paper.beginPath()
        path.moveTo(50, 660)
        for x, y in ((250, 660), (250, 700), (50, 700)):
            path.lineTo(x, y)
        path.close()
        paper.drawPath(path)

    assert near(spans(read(draw)), BOX)


def test_cells_that_each_draw_their_border_make_whole_lines(read):
    def draw(paper):
        for row in range(3):
            for column in range(4):
                paper.rect(50 + 50 * column, 660 - 20 * row, 50, 20)

    found = spans(read(draw))
    assert near([span for span in found if span[0] == "flat"], [("flat", 120 + 20 * n, 50, 250) for n in range(4)])
    assert near(
        [span for span in found if span[0] == "upright"], [("upright", 50 + 50 * n, 120, 180) for n in range(5)]
    )


@pytest.mark.parametrize("dash", [(3, 2), (1, 2)])
def test_a_dashed_line_is_one_line(read, dash):
    def draw(paper):
        paper.setDash(*dash)
        paper.line(50, 700, 250, 700)

    assert near(spans(read(draw)), [("flat", 100, 50, 250)])


def test_dashes_drawn_one_by_one_are_one_line(read):
    def draw(paper):
        for number in range(40):
            paper.rect(50 + 5 * number, 700, 3, 0.7, stroke=0, fill=1)

    assert near(spans(read(draw)), [("flat", 100, 50, 248)])


def test_dots_drawn_one_by_one_are_one_line(read):
    def draw(paper):
        for number in range(50):
            paper.rect(50, 700 - 3 * number, 1, 1, stroke=0, fill=1)

    assert near(spans(read(draw)), [("upright", 50, 99, 248)])


def test_lines_of_neighbouring_columns_stay_apart(read):
    def draw(paper):
        paper.line(50, 700, 140, 700)
        paper.line(160, 700, 250, 700)

    assert near(spans(read(draw)), [("flat", 100, 50, 140), ("flat", 100, 160, 250)])


def test_a_header_band_is_a_shade_with_its_colour(read):
    def draw(paper):
        paper.setFillColor(Color(0, 0, 0.5))
        paper.rect(50, 660, 200, 40, stroke=0, fill=1)

    (shade,) = read(draw).shades
    assert (shade.x0, shade.top, shade.x1, shade.bottom) == pytest.approx((50, 100, 250, 140), abs=0.5)
    assert shade.color == 0x000080


def test_the_ground_of_the_page_and_white_areas_are_no_shades(read):
    def draw(paper):
        paper.setFillColor(Color(0.95, 0.9, 0.8))
        paper.rect(0, 0, 600, 800, stroke=0, fill=1)
        paper.setFillGray(1)
        paper.rect(50, 660, 200, 40, stroke=0, fill=1)

    page = read(draw)
    assert page.shades == ()
    assert page.rulings == ()


def test_white_lines_count_on_a_shade_only(read):
    def draw(paper):
        paper.setFillGray(0.8)
        paper.rect(50, 660, 200, 40, stroke=0, fill=1)
        paper.setStrokeGray(1)
        paper.line(150, 660, 150, 700)
        paper.line(50, 500, 250, 500)

    assert near(spans(read(draw)), [("upright", 150, 100, 140)])


def test_a_picture_is_known_by_its_place(read):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    page = read(lambda paper: paper.drawImage(ImageReader(Image.new("RGB", (40, 20), "red")), 100, 600, 200, 100))
    (picture,) = page.pictures
    assert (picture.x0, picture.top, picture.x1, picture.bottom) == pytest.approx((100, 100, 300, 200), abs=0.5)
