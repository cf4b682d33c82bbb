"""Bullets that a browser draws as dots."""

from .drawing import texts


def items(paper):
    for y, words in ((700, "Remove departed users"), (685, "Report lost devices")):
        paper.circle(60, y + 3, 1.5, stroke=0, fill=1)
        paper.drawString(70, y, words)


def test_a_dot_before_words_is_a_bullet(read):
    assert texts(read(items)) == ["•", "Remove", "departed", "users", "•", "Report", "lost", "devices"]


def test_a_ring_and_a_square_are_bullets_too(read):
    def draw(paper):
        paper.circle(60, 703, 1.4, stroke=1, fill=0)
        paper.drawString(70, 700, "Ring")
        paper.rect(59, 681, 3.5, 3.5, stroke=0, fill=1)
        paper.drawString(70, 680, "Square")

    assert texts(read(draw)) == ["•", "Ring", "•", "Square"]


def test_a_dot_inside_a_line_is_no_bullet(read):
    def draw(paper):
        paper.drawString(50, 700, "Larch")
        paper.circle(82, 703, 1.5, stroke=0, fill=1)
        paper.drawString(90, 700, "Confidential")

    assert texts(read(draw)) == ["Larch", "Confidential"]


def test_a_dotted_line_is_no_bullet(read):
    def draw(paper):
        for step in range(30):
            paper.circle(60, 690 + 3 * step, 1, stroke=0, fill=1)
        paper.drawString(66, 700, "Beside a dotted border")

    assert texts(read(draw)) == ["Beside", "a", "dotted", "border"]


def test_a_dot_far_from_words_or_below_them_is_no_bullet(read):
    def draw(paper):
        paper.circle(60, 703, 1.5, stroke=0, fill=1)
        paper.drawString(100, 700, "Far")
        paper.circle(60, 676, 1.5, stroke=0, fill=1)
        paper.drawString(70, 680, "Above")

    assert texts(read(draw)) == ["Far", "Above"]
