from soc2parse.extract.body import body_of
from soc2parse.extract.pieces import pieces
from soc2parse.layout.element import Block, BlockKind, Line, Table
from soc2parse.reading.page import Word
from tests.extract.printed import heading, item, para, table


def line(text: str, top: float, x0: float = 72.0, size: float = 10.0, page: int = 5, *, bold: bool = False) -> Line:
    words, x = [], x0
    for token in text.split():
        words.append(Word(token, x, top, x + 5.0 * len(token), top + size, size, bold=bold))
        x += 5.0 * (len(token) + 1)
    return Line(page=page, words=tuple(words))


def kinds(*elements: Block | Table) -> list[tuple[str, str]]:
    return [(e.kind.value, e.text) for e in body_of(elements) if isinstance(e, Block)]


def test_large_body_text_is_no_heading_beside_smaller_print() -> None:
    blocks = [Block(BlockKind.HEADING, (line("Backups are taken every day", 100 + 40 * n),), rank=5) for n in range(3)]
    bold = Block(BlockKind.HEADING, (line("Backups", 20, bold=True),), rank=1)
    assert [kind for kind, _ in kinds(bold, *blocks)] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_a_numbered_sentence_printed_bold_is_an_item() -> None:
    found = kinds(heading("1. Logical access – Users are responsible for the passwords of all of their accounts."))
    assert found[0][0] == "item"
    assert kinds(heading("1. Logical Access"))[0][0] == "heading"


def test_bullets_that_came_as_one_block_are_items_and_part_at_the_margin() -> None:
    lines = (
        line("They are:", 100),
        line("• encryption", 112, 78.0),
        line("• backups of the", 124, 78.0),
        line("databases", 136, 94.0),
        line("The rest follows.", 148),
    )
    assert kinds(Block(BlockKind.PARAGRAPH, lines)) == [
        ("paragraph", "They are:"),
        ("item", "encryption"),
        ("item", "backups of the databases"),
        ("paragraph", "The rest follows."),
    ]


def test_a_paragraph_behind_an_item_is_not_part_of_it() -> None:
    lines = (line("• backups", 700, 90.0), line("Management watches them.", 74, 72.0, page=6))
    assert kinds(Block(BlockKind.ITEM, lines, marker="•")) == [
        ("item", "backups"),
        ("paragraph", "Management watches them."),
    ]


def test_lines_of_a_paragraph_that_came_one_by_one_are_one() -> None:
    first = "The system keeps copies of all data of its customers in a second region and"
    blocks = [
        Block(BlockKind.PARAGRAPH, (line(first, 100),)),
        Block(BlockKind.PARAGRAPH, (line("tests them.", 112),)),
        Block(BlockKind.PARAGRAPH, (line("Another paragraph.", 130),)),
    ]
    assert [text for _, text in kinds(*blocks)] == [f"{first} tests them.", "Another paragraph."]


def test_a_table_of_bullets_is_a_list() -> None:
    rows = table(["•", "Backups are taken."], ["•", "Copies are kept."], header=0)
    assert kinds(rows) == [("item", "Backups are taken."), ("item", "Copies are kept.")]


def test_headings_items_and_paragraphs_stay_what_they_are() -> None:
    blocks = (heading("Change Management"), item("Changes are tested."), para("Releases are approved."))
    assert [kind for kind, _ in kinds(*blocks)] == ["heading", "item", "paragraph"]


class TestPieces:
    def texts(self, *printed: str, step: float = 12.0) -> list[str]:
        lines = tuple(line(text, 100 + step * n) for n, text in enumerate(printed))
        return [text for text, _ in pieces(lines)]

    def test_bullets(self) -> None:
        assert self.texts("• first and", "more of it", "• second") == ["first and more of it", "second"]

    def test_numbers_in_order(self) -> None:
        assert self.texts("1. first", "2. second") == ["first", "second"]
        assert self.texts("a) first", "b) second") == ["first", "second"]

    def test_a_number_that_counts_nothing(self) -> None:
        assert self.texts("Copies are kept for", "3. Data is deleted.") == ["Copies are kept for 3. Data is deleted."]

    def test_paragraphs_by_their_gap(self) -> None:
        lines = [line("First of", 100), line("all.", 112), line("Second.", 136), line("Of two lines.", 148)]
        assert [text for text, _ in pieces(lines)] == ["First of all.", "Second. Of two lines."]

    def test_one_text_without_a_list(self) -> None:
        assert self.texts("Only one", "control.") == ["Only one control."]
        assert pieces(()) == ()
