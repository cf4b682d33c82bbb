"""Tables as they stand on a page: drawn, ruled across only, shaded, or aligned by white space alone."""

from __future__ import annotations

from itertools import pairwise

from soc2parse.layout.document import lay_out
from soc2parse.layout.element import Block, Table
from soc2parse.reading.page import Page, Ruling, Shade
from tests.layout.drawing import box, grid, page, words

HEADER = ("Control #", "Control Activity", "Test of Controls", "Results")
XS = [60.0, 130.0, 300.0, 460.0]


def tables_of(*pages: Page) -> list[Table]:
    return [element for element in lay_out(pages).elements if isinstance(element, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def row(y: float, *cells: str) -> list[tuple[str, float, float]]:
    return [(text, x, y) for text, x in zip(cells, XS, strict=False) if text]


def test_a_drawn_table_gives_its_cells():
    lines = grid([50, 120, 290, 450, 560], [100, 130, 170])
    drawn = page(
        [*row(118, *HEADER), *row(145, "AC-01", "Access is reviewed", "Inspected the review", "No exceptions noted.")],
        rulings=lines,
    )
    (table,) = tables_of(drawn)
    assert texts(table)[1] == ["AC-01", "Access is reviewed", "Inspected the review", "No exceptions noted."]
    assert table.header == 1


def test_a_cell_merged_downwards_is_one_cell_and_reaches_below_its_row():
    lines = [r for r in grid([50, 120, 290, 560], [100, 130, 160, 190]) if not (r.horizontal and r.top == 160)]
    lines.append(Ruling(120, 160, 560, 160))
    drawn = page(
        [
            ("AC-01", 60, 115),
            ("First", 130, 115),
            ("one", 300, 115),
            ("AC-02", 60, 160),
            ("Second", 130, 148),
            ("two", 300, 148),
            ("Third", 130, 178),
            ("three", 300, 178),
        ],
        rulings=lines,
    )
    (table,) = tables_of(drawn)
    assert texts(table) == [["AC-01", "First", "one"], ["AC-02", "Second", "two"], ["Third", "three"]]
    merged = table.rows[1].cells[0]
    assert merged.bottom is not None
    assert merged.bottom > table.rows[1].bottom


def test_a_criterion_across_all_columns_is_one_cell():
    lines = [r for r in grid([50, 120, 290, 560], [100, 130, 160]) if r.horizontal]
    lines += [Ruling(x, 100, x, 160) for x in (50, 560)] + [Ruling(x, 130, x, 160) for x in (120, 290)]
    drawn = page(
        [
            ("CC6.1 The entity restricts logical access to its assets", 60, 118),
            ("AC-01", 60, 148),
            ("Access is restricted", 130, 148),
            ("Inspected it", 300, 148),
        ],
        rulings=lines,
    )
    (table,) = tables_of(drawn)
    assert table.rows[0].cells[0].span == 3
    assert texts(table)[1] == ["AC-01", "Access is restricted", "Inspected it"]


def borderless(number: int = 1) -> list[tuple[str, float, float]]:
    placed = row(100, *HEADER)
    for i in range(5):
        y = 130 + 40 * i
        placed += row(y, f"AC-0{i + 1}", "The company reviews user", "Inspected the review of", "No exceptions noted.")
        placed += row(y + 12, "", f"access number {number}{i} yearly", "access for evidence")
    return placed


def test_columns_and_rows_are_found_without_any_line():
    (table,) = tables_of(page(borderless()))
    assert len(table.edges) == 5
    assert texts(table)[1] == [
        "AC-01",
        "The company reviews user access number 10 yearly",
        "Inspected the review of access for evidence",
        "No exceptions noted.",
    ]
    assert len(table.rows) == 6


def test_a_criterion_between_borderless_rows_spans_the_columns():
    placed = [
        *borderless(),
        ("CC6.2 The entity registers and authorizes new internal and external users before", 60, 330),
    ]
    placed += row(360, "AC-09", "New users are approved", "Inspected approvals", "No exceptions noted.")
    (table,) = tables_of(page(placed))
    spanning = [r for r in table.rows if len(r.cells) == 1 and r.cells[0].span > 1]
    assert [r.cells[0].text[:5] for r in spanning] == ["CC6.2"]


def test_rules_across_part_the_rows_even_where_paragraphs_leave_gaps():
    placed = row(100, *HEADER)
    rules = [Ruling(55, 106, 560, 106)]
    for i in range(4):
        y = 120 + 70 * i
        placed += row(y, f"AC-{i}", "A control of access", "Inspected the first", "No exceptions noted.")
        placed += row(y + 30, "", "with a second paragraph", "Observed the second")
        rules.append(Ruling(55, y + 45, 560, y + 45))
    (table,) = tables_of(page(placed, rulings=rules))
    assert len(table.rows) == 5
    assert texts(table)[2][2] == "Inspected the first Observed the second"


def test_stripes_of_shading_part_the_rows():
    placed = row(100, *HEADER)
    stripes = [Shade(55, 90, 560, 108, 0x223355)]
    for i in range(4):
        y = 122 + 24 * i
        placed += row(y, f"AC-{i}", "A control of access", "Inspected the list", "No exceptions noted.")
        placed += row(y + 12, "", "in two lines", "of all users")
        if i % 2:
            stripes.append(Shade(55, y - 10, 560, y + 14, 0xEEEEEE))
    (table,) = tables_of(page(placed, shades=stripes))
    assert [r[0] for r in texts(table)] == ["Control #", "AC-0", "AC-1", "AC-2", "AC-3"]


def test_a_contents_page_is_no_table():
    placed = []
    for i, title in enumerate(("Independent Auditor", "Assertion", "Description", "Tests of Controls")):
        placed += [(f"Section {i}", 60, 100 + 20 * i), (title, 150, 100 + 20 * i), (str(3 + 7 * i), 500, 100 + 20 * i)]
    assert tables_of(page(placed)) == []


def test_prose_is_no_table():
    prose = "We have examined the accompanying description of the system and the suitability of the design"
    layout = lay_out([page([(prose, 60, 100 + 14 * i) for i in range(20)])])
    assert all(isinstance(element, Block) for element in layout.elements)


def test_a_table_goes_on_over_the_page_without_its_header_twice():
    first, second = page(borderless(1), number=1), page(borderless(2), number=2)
    (table,) = tables_of(first, second)
    assert [r[0] for r in texts(table)].count("Control #") == 1
    assert len(table.rows) == 11


def test_a_row_cut_by_the_page_end_is_joined_where_its_text_goes_on():
    lines = grid([50, 120, 290, 450, 560], [650, 680, 740])
    first = page(
        [*row(668, *HEADER), *row(700, "AC-01", "The company reviews access and", "Inspected the review and", "No")],
        rulings=lines,
    )
    second = page(row(75, "", "removes what is not needed.", "saw it was done.", "exceptions noted."), number=2,
                  rulings=grid([50, 120, 290, 450, 560], [60, 90, 130]),)  # fmt: skip
    (table,) = tables_of(first, second)
    assert texts(table)[1] == [
        "AC-01",
        "The company reviews access and removes what is not needed.",
        "Inspected the review and saw it was done.",
        "No exceptions noted.",
    ]


def test_a_further_test_at_the_top_of_a_page_is_not_glued_to_the_row_before():
    lines = grid([50, 120, 290, 450, 560], [650, 680, 740])
    first = page(
        [*row(668, *HEADER), *row(700, "AC-01", "Access is reviewed.", "Inspected one.", "No exceptions noted.")],
        rulings=lines,
    )
    second = page(
        row(75, "", "", "Inspected another.", "No exceptions noted."),
        number=2,
        rulings=grid([50, 120, 290, 450, 560], [60, 90, 130]),
    )
    rows = [r for table in tables_of(first, second) for r in texts(table)]
    assert rows[1][-1] == "No exceptions noted."
    assert rows[2] == ["Inspected another.", "No exceptions noted."]


def test_a_header_of_two_lines_that_tops_each_page_stays_on_the_page():
    def numbered(number: int) -> Page:
        placed = [
            ("Trust Services", 60, 50),
            ("Service Organization's", 130, 50),
            ("Test and", 300, 50),
            ("Criteria", 60, 62),
            ("Controls", 130, 62),
            ("Result", 300, 62),
            (f"the rest of row {number}", 130, 82),
            (f"and its test {number}", 300, 82),
        ]
        for i in range(4):
            placed += row(110 + 40 * i, f"CC6.{number}", f"Access {number}{i} is reviewed", "Inspected the review of")
            placed += row(122 + 40 * i, "", "once a year", "access")
        return page(placed, number=number)

    layout = lay_out([numbered(number) for number in range(1, 6)])
    assert not layout.furniture


def zebra(entries: list[tuple[str, str, str, str]], band: tuple[int, ...]) -> Page:
    """Rows without any line between them, 13 points apart, in two bands of shade; the second begins at `band`."""
    placed, y, tops = row(100, "Criteria", "Control Activity", "Test of Controls", "Results"), 120.0, []
    for cells in entries:
        tops.append(y)
        lines = [cell.split("|") for cell in cells]
        for step in range(max(map(len, lines))):
            placed += row(y + 10 + 10 * step, *(cell[step] if step < len(cell) else "" for cell in lines))
        y += 10 * max(map(len, lines)) + 3
    shades = [
        Shade(55, tops[i], 560, tops[j] if j < len(tops) else y, 0xEEEEEE)
        for i, j in zip(band[::2], band[1::2], strict=True)
    ]
    return page(placed, shades=shades)


def test_ids_in_the_controls_own_cells_part_the_rows_within_a_band_of_shade():
    text = "Access is reviewed|every year by its|owner."
    entries = [
        ("CC6.1 Access", f"{i}.|{text}", "Inspected the review|for two quarters.", "Pass")
        if i in (1, 4, 6)
        else ("", f"{i}.|{text}", "Inspected the review|for two quarters.", "Pass")
        for i in range(1, 8)
    ]
    (table,) = tables_of(zebra(entries, (3, 5)))
    assert [cells[-3].split()[0] for cells in texts(table)[1:]] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]


def test_an_id_alone_at_the_page_end_begins_a_row():
    placed = [*borderless(), ("AC-06", 60.0, 324.0)]
    shade = [Shade(55, 110, 560, 200, 0xEEEEEE), Shade(55, 200, 560, 280, 0xFFFFFF), Shade(55, 280, 560, 330, 0xEEEEEE)]
    (table,) = tables_of(page(placed, shades=shade))
    assert texts(table)[-1] == ["AC-06"]


def wrapped_header(y: float) -> list[tuple[str, float, float]]:
    """A header whose middle cell alone needs two lines, set around the height of the others."""
    return [
        ("Tests performed by Larch,", 200.0, y - 6),
        ("Controls", 50.0, y),
        ("Results", 420.0, y),
        ("Alder & Co. LLP", 200.0, y + 6),
    ]


def entry(y: float, name: str) -> list[tuple[str, float, float]]:
    placed = [(f"{name} Access is", 50.0, y), ("Inspected the reviews", 200.0, y), ("None noted.", 420.0, y)]
    return [*placed, ("reviewed.", 50.0, y + 12)]


def ruled(*heights: float) -> list[Ruling]:
    return [Ruling(45.0, y, 560.0, y) for y in heights]


def test_a_header_cell_that_wraps_higher_than_its_neighbours_is_no_running_header():
    pages = [
        page([*wrapped_header(60), *entry(90, f"AC-{n}1"), *entry(130, f"AC-{n}2")], number=n, rulings=ruled(70, 110))
        for n in range(1, 5)
    ]
    (table,) = tables_of(*pages)
    assert texts(table)[0] == ["Controls", "Tests performed by Larch, Alder & Co. LLP", "Results"]
    assert len(table.rows) == 9


def test_a_wrapped_header_shows_where_its_column_begins_though_the_texts_below_are_set_further_right():
    bulleted = [("AC-1 Access is", 50.0, 90.0), ("\u2022 Inspected the reviews", 206.0, 90.0), ("None.", 420.0, 90.0)]
    (table,) = tables_of(page([*wrapped_header(60), *bulleted], rulings=ruled(70)))
    assert texts(table)[1] == ["AC-1 Access is", "\u2022 Inspected the reviews", "None."]


def test_what_stands_above_the_rule_that_ends_a_table_belongs_to_its_last_row():
    entries = [*entry(90, "AC-1"), *entry(130, "AC-2"), *entry(170, "AC-3")]
    below = [("CC6.1", 50.0, 200.0), ("Next Heading", 50.0, 250.0)]
    (table,) = tables_of(page([*wrapped_header(60), *entries, *below], rulings=ruled(70, 114, 154, 206)))
    assert texts(table)[-1][0] == "AC-3 Access is reviewed. CC6.1"


def shaded_cells(xs: list[float], top: float, bottom: float, color: int) -> list[Shade]:
    return [Shade(x0, top, x1, bottom, color) for x0, x1 in pairwise(xs)]


def test_a_header_that_only_shading_draws_is_the_first_row_of_the_grid_below_it():
    xs = [50.0, 120.0, 300.0, 560.0]
    placed = [("Control", 55, 95), ("No.", 55, 107), ("Control Activity", 125, 101), ("Results", 305, 101)]
    placed += [("2.01", 55, 130), ("Access is reviewed.", 125, 130), ("No exceptions noted.", 305, 130)]
    (table,) = tables_of(page(placed, rulings=grid(xs, [112, 150]), shades=shaded_cells(xs, 84, 112, 19776)))
    assert texts(table)[0] == ["Control No.", "Control Activity", "Results"]


def test_a_change_of_fill_parts_rows_as_a_line_does():
    xs = [50.0, 120.0, 300.0, 560.0]
    rulings = [r for r in grid(xs, [80, 120, 150]) if r.horizontal or r.x0 in (50.0, 560.0)]
    rulings += [Ruling(x, 100, x, 150) for x in xs[1:-1]]
    placed = [("CC3.4: Changes that matter to the system are identified and assessed.", 55, 94)]
    placed += [("Control", 55, 114), ("Description", 125, 114), ("Result of test", 305, 114)]
    placed += [("SLX-1", 55, 138), ("Access is reviewed.", 125, 138), ("No deviations noted.", 305, 138)]
    shades = [Shade(50, 80, 560, 100, 14018789), Shade(50, 100, 560, 120, 26972)]
    (table,) = tables_of(page(placed, rulings=rulings, shades=shades))
    assert [len(row) for row in texts(table)] == [1, 3, 3]


def test_a_text_across_the_columns_leaves_the_id_beside_it_a_cell_of_its_own():
    across = "Customers can report concerns through a mailbox that the support team"
    placed = row(100, "Ref", "Control and tests", "Sample", "Result")
    for i in range(4):
        y = 130 + 60 * i
        placed += [(across, 130, y), (f"1.{i}", 60, y + 5), ("watches every day.", 130, y + 10)]
        placed += row(y + 30, "", "Inspected the mailbox")
        placed += row(y + 40, f"1.{i}.1", "for one message sent", "n/a", "No deviations noted.")
        placed += row(y + 50, "", "by the auditor.")
    shades = [Shade(55, 120 + 60 * i, 560, 145 + 60 * i, 0xEEEEEE) for i in range(4)]
    (table,) = tables_of(page(placed, shades=shades))
    assert texts(table)[1:3] == [
        ["1.0", f"{across} watches every day."],
        ["1.0.1", "Inspected the mailbox for one message sent by the auditor.", "n/a", "No deviations noted."],
    ]
    assert table.rows[1].cells[1].span > 1


def test_a_criterion_set_in_two_pieces_between_small_tables_does_not_hide_their_columns():
    def small(y: float, name: str) -> list[tuple[str, float, float]]:
        head = [("Ref", 55, y), ("Control", 90, y), ("How we tested", 240, y), ("Conclusion", 410, y)]
        body = [(name, 55, y + 15), ("Access is reviewed.", 90, y + 15), ("Inspected the reviews.", 240, y + 15)]
        return [*head, *body, ("None.", 410, y + 15)]

    criterion = [("CC1.5", 55, 150.0), ("Individuals are held to account for their duties in the control of", 90, 150)]
    tables = tables_of(page([*small(100, "5.01"), *criterion, *small(175, "6.01")]))
    rows = [row for table in tables for row in texts(table)]
    assert ["6.01", "Access is reviewed.", "Inspected the reviews.", "None."] in rows
    assert ["5.01", "Access is reviewed.", "Inspected the reviews.", "None."] in rows


def test_an_id_beside_two_criteria_that_stand_apart_is_one_row():
    xs = [50.0, 100.0, 160.0, 560.0]
    placed = [
        ("3.02", 55, 114),
        ("CC3.1", 105, 114),
        ("CC3.2", 105, 138),
        ("A risk assessment is performed.", 165, 114),
    ]
    (table,) = tables_of(page(placed, rulings=grid(xs, [100, 150])))
    assert texts(table) == [["3.02", "CC3.1 CC3.2", "A risk assessment is performed."]]


def test_a_high_row_of_a_drawn_table_is_not_read_as_two_columns_of_narrative():
    xs = [50.0, 90.0, 300.0, 500.0, 560.0]
    placed = [("3.02", 55, 114), ("None noted.", 505, 114)]
    for i in range(20):
        placed += [(f"words of the control in line {i}", 95, 114 + 12 * i)]
        placed += [(f"words of its test in line {i}", 305, 114 + 12 * i)]
    (table,) = tables_of(page(placed, rulings=grid(xs, [100, 360])))
    assert [cell.column for cell in table.rows[0].cells] == [0, 1, 2, 3]


def test_ids_beside_the_middle_of_their_rows_part_the_rows_of_a_band():
    """A criterion and its words are merged over two controls; nothing but white space parts these."""
    texts_placed = [
        ("CC1.4", 60, 140),
        ("The entity wants", 100, 134),
        ("to retain people.", 100, 146),
        ("HR-01", 260, 122),
        ("Job descriptions state", 340, 116),
        ("the skills that are needed.", 340, 128),
        ("HR-02", 260, 158),
        ("Personnel complete training", 340, 146),
        ("within thirty days of hire", 340, 158),
        ("and once a year.", 340, 170),
        ("CC1.5", 60, 200),
        ("People answer for it.", 100, 200),
        ("HR-03", 260, 200),
        ("Managers evaluate staff.", 340, 200),
    ]
    head = [("TSC", 60, 88), ("Criteria", 100, 88), ("Control #", 260, 88), ("Control Activity", 340, 88)]
    (table,) = tables_of(
        page([*head, *texts_placed], shades=[Shade(50, 76, 560, 102, 0x335577), Shade(50, 184, 560, 208, 0xEEEEEE)])
    )
    assert texts(table)[1:] == [
        ["CC1.4", "The entity wants to retain people.", "HR-01", "Job descriptions state the skills that are needed."],
        ["HR-02", "Personnel complete training within thirty days of hire and once a year."],
        ["CC1.5", "People answer for it.", "HR-03", "Managers evaluate staff."],
    ]


def test_a_shaded_cell_over_two_rows_of_its_shade_is_merged():
    placed = [
        ("TSC", 60, 96),
        ("Control #", 130, 96),
        ("Control Activity", 300, 96),
        ("CC1.3", 60, 135),
        ("CE-1", 130, 118),
        ("A chart of reporting lines is kept.", 300, 118),
        ("CE-2", 130, 152),
        ("Duties are defined in a charter.", 300, 152),
        ("CC1.4", 60, 186),
        ("CE-3", 130, 186),
        ("Skills are stated in writing.", 300, 186),
    ]
    shades = [Shade(50, 84, 560, 102, 0x335577), Shade(50, 102, 120, 170, 0xEEEEEE)]
    shades += [Shade(x0, top, x1, top + 34, 0xEEEEEE) for top in (102, 136) for x0, x1 in ((120, 290), (290, 560))]
    (table,) = tables_of(page(placed, shades=shades))
    assert texts(table)[1:] == [
        ["CC1.3", "CE-1", "A chart of reporting lines is kept."],
        ["CE-2", "Duties are defined in a charter."],
        ["CC1.4", "CE-3", "Skills are stated in writing."],
    ]


def test_a_shaded_header_has_cells_that_are_merged_in_the_only_row_below_it():
    """ "See CC4.2" stands across the columns of the test and its result, which only the header parts."""
    xs = [50.0, 120.0, 290.0, 560.0]
    cells = pairwise([50.0, 120.0, 290.0, 450.0, 560.0])
    drawn = page(
        [*row(94, *HEADER), *row(120, "AC-01", "Access is reviewed", "", ""), ("See CC4.2", 420, 120)],
        rulings=grid(xs, [102, 130]),
        shades=[Shade(x0, 82, x1, 102, 0x335577) for x0, x1 in cells],
    )
    (table,) = tables_of(drawn)
    assert texts(table) == [list(HEADER), ["AC-01", "Access is reviewed", "See CC4.2"]]
    assert [cell.span for cell in table.rows[1].cells] == [1, 1, 2]


def test_rows_in_one_drawn_cell_begin_together_in_all_its_columns():
    """Only a criterion's block is ruled; a control, its test and its result begin on one height within it."""
    xs = [50.0, 220.0, 420.0, 560.0]
    drawn = page(
        [
            ("Control", 55, 94),
            ("Tests of Controls", 225, 94),
            ("Results", 425, 94),
            ("The board meets.", 55, 116),
            ("Inspected the list", 225, 116),
            ("of directors.", 225, 128),
            ("No exceptions noted.", 425, 116),
            ("Inspected the minutes.", 225, 146),
            ("No exceptions noted.", 425, 146),
            ("A committee receives", 55, 164),
            ("a report.", 55, 176),
            ("Inspected the report.", 225, 164),
            ("No exceptions noted.", 425, 164),
        ],
        rulings=grid(xs, [80, 102, 184]),
    )
    (table,) = tables_of(drawn)
    assert texts(table)[1:] == [
        ["The board meets.", "Inspected the list of directors.", "No exceptions noted."],
        ["Inspected the minutes.", "No exceptions noted."],
        ["A committee receives a report.", "Inspected the report.", "No exceptions noted."],
    ]


def test_a_grid_that_the_page_leaves_open_holds_the_lines_that_run_over_its_end():
    rulings = [r for r in grid([50, 200, 400], [100, 140, 180]) if not (r.horizontal and r.top == 180)]
    texts = [("AC-01", 60, 115), ("Doors are locked.", 210, 115), ("AC-02", 60, 155), ("Doors are", 210, 176)]
    (found,) = lay_out([page([*texts, ("watched.", 210, 188)], rulings=rulings)]).elements
    assert isinstance(found, Table)
    assert found.rows[-1].cells[-1].text == "Doors are watched."


def test_the_line_through_which_the_rule_at_a_grids_foot_runs_is_in_its_cell():
    placed = [("AC-01", 60, 115), ("Doors are locked.", 210, 115), ("AC-02", 60, 155), ("Doors are", 210, 172)]
    below = [("watched.", 210, 184), ("1. One door was found open.", 60, 230)]
    found = lay_out([page([*placed, *below], rulings=grid([50, 200, 400], [100, 140, 180]))]).elements
    assert isinstance(found[0], Table)
    assert found[0].rows[-1].cells[-1].text == "Doors are watched."
    assert [element.text for element in found[1:] if isinstance(element, Block)] == ["One door was found open."]


def test_a_sentence_that_begins_with_the_stretched_last_word_of_a_line_stays_in_its_cell():
    """Justified: "Control      operated" / "effectively.      No" / "exceptions.", flush right; no word may be lost."""
    placed = [*row(96, "Control", "Description", "Testing"), ("Results", 440, 96)]
    for i, name in enumerate(("P-1", "P-2", "P-3")):
        y = 120 + 44 * i
        placed += row(y, name, "Access is reviewed", "Inspected the reviews")
        placed += row(y + 12, "", "each quarter by the", "for a sample of two")[1:]
        placed += row(y + 24, "", "owners.", "quarters.")[1:]
        placed += [("Control", 440, y), ("operated", 520, y), ("effectively.", 440, y + 12), ("No", 550, y + 12)]
        placed += [("exceptions.", 440, y + 24)]
    (table,) = tables_of(page(placed, rulings=[Ruling(50, 84, 560, 84), Ruling(50, 100, 560, 100)]))
    assert [cells[-1] for cells in texts(table)[1:]] == ["Control operated effectively. No exceptions."] * 3


def test_criteria_below_the_id_in_its_cell_and_stretched_last_words_make_no_rows_and_columns():
    """Justified lines: "No  exceptions  were" runs to the right edge of its cell, "noted." stands below it."""
    placed = [*row(96, "Control", "Description", "Testing"), ("Result", 440, 96)]
    for i, name in enumerate(("P1", "P2", "P3")):
        y = 120 + 44 * i
        placed += row(y, name, "Access is reviewed", "Inspected the reviews")
        placed += row(y + 12, f"CC6.{i + 1}", "each quarter by the", "for a sample of two")
        placed += row(y + 24, "CC7.1", "owners.", "quarters.")
        placed += [("No exceptions", 440, y), ("were", 540, y), ("noted.", 440, y + 12)]
    (table,) = tables_of(page(placed, rulings=[Ruling(50, 84, 560, 84), Ruling(50, 100, 560, 100)]))
    assert texts(table)[1:] == [
        [
            f"P{i} CC6.{i} CC7.1",
            "Access is reviewed each quarter by the owners.",
            "Inspected the reviews for a sample of two quarters.",
            "No exceptions were noted.",
        ]
        for i in (1, 2, 3)
    ]


def test_a_number_below_the_criterion_in_its_cell_goes_on_the_id() -> None:
    placed = [*row(96, "Control", "Description", "Test"), ("Result", 440, 96)]
    for i in range(1, 5):
        y = 84 + 36 * i
        placed += row(y, f"CC6.{i}", "Access is reviewed", "Inspected the reviews")
        placed += [("No exceptions noted.", 440, y + 6)]
        placed += row(y + 14, "#1", "each quarter.", "of two quarters.")
    (table,) = tables_of(page(placed))
    assert [cells[:2] for cells in texts(table)[1:]] == [
        [f"CC6.{i} #1", "Access is reviewed each quarter."] for i in range(1, 5)
    ]


def test_words_set_flush_right_in_justified_lines_make_no_column():
    """ "Control     operated" / "effectively.      No" / "exceptions." in a narrow cell."""
    placed = [*row(96, "Control", "Description", "Testing"), ("Result", 440, 96)]
    for i in range(1, 4):
        y = 80 + 44 * i
        placed += row(y, f"P{i}", "Access is reviewed", "Inspected the reviews")
        placed += [("Control", 440, y), ("operated", 540, y), ("effectively.", 440, y + 12), ("No", 570, y + 12)]
        placed.append(("exceptions.", 440, y + 24))
    (table,) = tables_of(page(placed, rulings=[Ruling(50, 84, 580, 84), Ruling(50, 100, 580, 100)]))
    assert [cells[-1] for cells in texts(table)[1:]] == 3 * ["Control operated effectively. No exceptions."]


def test_a_merged_shaded_cell_may_leave_nothing_in_a_row_below_its_first():
    """The criterion's words alone stand at the height of the second row, whose own cells are empty."""
    placed = [
        ("TSC", 60, 96),
        ("Control #", 130, 96),
        ("Control Activity", 300, 96),
        ("CC1.3", 60, 118),
        ("CE-1", 130, 118),
        ("A chart of reporting lines is kept.", 300, 118),
        ("(governance)", 60, 152),
        ("CC1.4", 60, 186),
        ("CE-3", 130, 186),
        ("Skills are stated in writing.", 300, 186),
    ]
    shades = [Shade(50, 84, 560, 102, 0x335577), Shade(50, 102, 120, 170, 0xEEEEEE)]
    shades += [Shade(x0, top, x1, top + 34, 0xEEEEEE) for top in (102, 136) for x0, x1 in ((120, 290), (290, 560))]
    (table,) = tables_of(page(placed, shades=shades))
    assert texts(table)[1][1:] == ["CE-1", "A chart of reporting lines is kept."]
    assert "(governance)" in str(texts(table))


def test_the_shaded_cells_of_a_header_part_columns_that_stand_close_together():
    """The criterion's words end a word space before the ids, which wrap: only the header's cells tell them apart."""
    placed = [("TSC", 55, 96), ("Criteria", 105, 96), ("Control", 205, 96), ("Control Activity", 260, 96)]
    for i, y in enumerate((122.0, 166.0), start=1):
        placed += [
            (f"CC1.{i}", 55, y),
            ("The entity shows so", 105, y),
            (f"CC1.{i}-", 205, y),
            ("Staff sign a", 260, y),
        ]
        placed += [("that it is of worth", 105, y + 12), ("01", 210, y + 12), ("code of conduct.", 260, y + 12)]
    cells = pairwise([50.0, 100.0, 200.0, 250.0, 400.0])
    (table,) = tables_of(page(placed, shades=[Shade(x0, 84, x1, 104, 0x335577) for x0, x1 in cells]))
    assert texts(table)[1:] == [
        [f"CC1.{i}", "The entity shows so that it is of worth", f"CC1.{i}-01", "Staff sign a code of conduct."]
        for i in (1, 2)
    ]


def test_the_last_rows_of_a_table_overleaf_may_stand_at_the_margin_of_a_left_page():
    first = [text for i in range(1, 9) for text in row(100 + 24 * i, f"CC {i}.1: The topic {i}", "", "")[:1]]
    first += [(f"#{i}, #{i + 9}", 300, 100 + 24 * i) for i in range(1, 9)]
    head = [("Criteria", 50, 100), ("Control Number", 300, 100)]
    second = [("CC 9.2: Vendors", 46, 72), ("#33", 296, 72), ("C 1.1: Secrets", 46, 96), ("#24, #34", 296, 96)]
    layout = lay_out([page([*head, *first]), page(second, number=2)])
    (table,) = [element for element in layout.elements if isinstance(element, Table)]
    assert texts(table)[-1] == ["C 1.1: Secrets", "#24, #34"]


def test_justified_words_on_a_left_page_hide_none_of_the_columns_of_the_page_before():
    """ "CC6.2     Registering, CC6.2-01": a word space parts the two columns, the words of one stand further apart."""

    def line(y: float, left: float, *cells: str) -> list[tuple[str, float, float]]:
        return [(text, x + left, y) for text, x in zip(cells, (60, 164, 240, 420), strict=True) if text]

    head = line(100, 0, "Criteria", "Control", "Description", "Result")
    rows = [("Topic", "Media are wiped.", "None noted."), ("Purpose", "Keys are kept in a safe.", "None noted.")]
    first = [text for i, cells in enumerate(rows) for text in line(124 + 24 * i, 0, cells[0], f"X-0{i}", *cells[1:])]
    second = []
    places = (("Registering,", 330), ("Boundary to the", 300), ("Monitoring", 320), ("Movement", 310))
    for i, (topic, x) in enumerate(places, start=1):
        y = 50.0 + 36 * i
        second += [*line(y, 4, "CC6.2", f"X-1{i}", "Lists of staff are", "No"), (topic, 160 - 5 * len(topic), y)]
        second += [("exceptions", 440 + 10 * i, y), *line(y + 12, 4, "users", "", "reviewed", "noted.")]
        second += [("each", x, y + 12), ("year.", x + 30, y + 12)]
    layout = lay_out([page([*head, *first]), page(second, number=2)])
    (table,) = [element for element in layout.elements if isinstance(element, Table)]
    assert texts(table)[-1] == [
        "CC6.2 Movement users",
        "X-14",
        "Lists of staff are reviewed each year.",
        "No exceptions noted.",
    ]


def test_the_rest_of_one_cell_alone_in_its_frame_overleaf_belongs_to_its_row():
    heads = [("No.", 60, 100), ("Control", 120, 100), ("Test Performed", 280, 100), ("Result", 470, 100)]
    rows = [("37.", 60, 124), ("Forms are signed.", 120, 124), ("1. Inquired of the head.", 280, 124)]
    first = page([*heads, *rows, ("None noted.", 470, 124)], rulings=box(50, 86, 560, 140))
    rest = [("2. Inspected the", 280, 60), ("signed forms.", 280, 72), ("CC6.2 - New users are registered.", 50, 110)]
    sides = [Ruling(x, 50, x, 78) for x in (50, 560)]
    layout = lay_out([first, page(rest, rulings=[*sides, Ruling(50, 78, 560, 78)], number=2)])
    (table,) = [element for element in layout.elements if isinstance(element, Table)]
    assert texts(table)[-1][2] == "1. Inquired of the head. 2. Inspected the signed forms."


def test_controls_beside_one_criterion_begin_together_in_all_other_columns():
    heads = [*row(80, "Criterion", "Controls", "Tests"), ("Result", 440, 80)]
    cells = ("CC1.1 Conduct", "Staff sign a code.", "Inspected the code.", "None noted.")
    rows = [(text, x, 104 + 30 * i) for i in range(3) for text, x in zip(cells, (60, 120, 280, 440), strict=True)]
    rows = [(text.replace("CC1.1", f"CC1.{1 + (y - 104) // 30}"), x, y) for text, x, y in rows]
    rows += [("CC6.2 New", 60, 194), ("Access is checked", 120, 194), ("Inspected it.", 280, 194), ("None.", 440, 194)]
    rows += [("users are", 60, 206), ("each month.", 120, 206), ("made known", 60, 218), ("to it in", 60, 230)]
    rows += [("Dates are kept.", 120, 230), ("Inspected them.", 280, 230), ("None.", 440, 230), ("time.", 60, 242)]
    shades = [Shade(50, 92, 560, 114, 7), Shade(50, 144, 560, 174, 7), Shade(50, 250, 560, 260, 7)]
    (table,) = tables_of(page([*heads, *rows], shades=shades))
    assert [cells[-3:] for cells in texts(table)[-2:]] == [
        ["Access is checked each month.", "Inspected it.", "None."],
        ["Dates are kept.", "Inspected them.", "None."],
    ]


def test_a_last_word_set_apart_below_a_header_of_two_columns_makes_no_third():
    heads = [("Controls Specified by Acme", 60, 80), ("Tests and Results of Tests", 320, 80)]
    rows = [("Definitions", 60, 104), ("and", 290, 104), ("Inspected the definitions.", 320, 104)]
    rows += [("rules are written.", 60, 116), ("Result: None noted.", 320, 116)]
    rulings = [Ruling(50, y, 560, y) for y in (66, 90, 124)]
    (table,) = tables_of(page([*heads, *rows], rulings=rulings))
    assert texts(table)[1][0] == "Definitions and rules are written."


def test_where_all_columns_begin_a_row_across_them_ends_though_no_rule_is_drawn():
    rulings = [
        *(Ruling(50, y, 560, y) for y in (72, 132, 160)),
        *(Ruling(x, 72, x, 160) for x in (50, 560)),
        *(Ruling(x, 90, x, 160) for x in (120, 300)),
    ]
    placed = [("CC1.5 People answer for their duties (continued)", 55, 85), ("weeks of hire.", 305, 105)]
    (table,) = tables_of(page([*placed, *row(150, "6.", "Reviews are made", "")[:2]], rulings=rulings))
    assert texts(table)[:2] == [["CC1.5 People answer for their duties (continued)"], ["weeks of hire."]]


def test_two_tables_close_together_have_each_its_own_columns_though_the_second_header_wraps():
    first = [("Exception", 50, 100), ("Control", 130, 100), ("Criteria", 250, 100), ("Description", 330, 100)]
    rows = [
        text
        for i in range(3)
        for text in zip(
            (f"Exception {i}", f"1.0{i}", f"CC1.{i + 1}", "One form was not signed."),
            (50, 130, 250, 330),
            [122 + 22 * i] * 4,
            strict=True,
        )
    ]
    second = [("Trust", 50, 206), ("Contr", 120, 206), ("Our controls", 170, 206), ("Tests", 320, 206)]
    second += [("Results of", 460, 206), ("criteria", 50, 218), ("ol ID", 120, 218), ("tests", 460, 218)]
    below = zip(
        ("CC1.1", "1.01", "Staff sign a code.", "Inspected the code.", "No exceptions noted."),
        (50, 120, 170, 320, 460),
        [244] * 5,
        strict=True,
    )
    heads = [word for text, x, y in (*first, *second) for word in words(text, x, y, bold=True)]
    summary, controls = tables_of(page([*rows, *below], extra=heads))
    assert len(summary.edges) == 5
    assert texts(controls)[0] == ["Trust criteria", "Contr ol ID", "Our controls", "Tests", "Results of tests"]
    assert texts(controls)[1][1:3] == ["1.01", "Staff sign a code."]


def test_a_rule_parts_the_rows_of_a_table_of_one_column():
    heads = [word for text, y in (("Our controls", 100), ("CC1.1 - 1", 115)) for word in words(text, 55, y, bold=True)]
    rulings = [Ruling(50, y, 560, y) for y in (88, 104, 135)]
    layout = lay_out([page([("Staff sign a code of conduct.", 55, 129)], rulings=rulings, extra=heads)])
    assert [element.text for element in layout.elements if isinstance(element, Block)] == [
        "Our controls",
        "CC1.1 - 1",
        "Staff sign a code of conduct.",
    ]


def test_a_table_of_two_columns_stands_in_stripes_above_a_list_with_small_circles():
    heads = [*words("Category", 55, 85, bold=True), *words("Commitment", 200, 85, bold=True)]
    rows = [("Security", 55, 100), ("Data is encrypted.", 200, 100), ("Availability", 55, 115)]
    rows += [("Copies are made daily.", 200, 115), ("Security", 55, 130), ("Access is limited to few.", 200, 130)]
    items = [("o", 55, 165), ("Recovery is tested.", 72, 165), ("o", 55, 180), ("Accounts are unique.", 72, 180)]
    shades = [Shade(50, top, 560, top + 14, 0xDDDDDD) for top in (75, 105)]
    (table,) = tables_of(page([*rows, *items], shades=shades, extra=heads))
    assert texts(table)[1:] == [
        ["Security", "Data is encrypted."],
        ["Availability", "Copies are made daily."],
        ["Security", "Access is limited to few."],
    ]


def test_prose_between_two_frames_parts_their_tables():
    def frame(top: float, bottom: float) -> list[Ruling]:
        rules = [Ruling(50, y, 560, y) for y in (top, top + 15, bottom)]
        return [*rules, *(Ruling(x, top, x, bottom) for x in (50, 560))]

    first = [("Name", 55, 85), ("Services", 180, 85), ("Method", 480, 85)]
    first += [("Print Ltd", 55, 100), ("Mailing of letters", 180, 100), ("Carve-out", 480, 100)]
    prose = [("The following controls are expected to be in place at the organizations that are carved out.", 50, 125)]
    second = [("Expected control", 55, 142), ("Criteria", 400, 142)]
    second += [("Staff are screened before they are employed.", 55, 157), ("CC1.4", 400, 157)]
    one, other = tables_of(page([*first, *prose, *second], rulings=[*frame(74, 104), *frame(131, 161)]))
    assert texts(one)[1] == ["Print Ltd", "Mailing of letters", "Carve-out"]
    assert texts(other)[1] == ["Staff are screened before they are employed.", "CC1.4"]


def test_numbers_that_rise_in_the_middle_of_the_page_are_no_contents():
    head = [word for text, x in (("TSC Ref.", 55), ("Controls", 150)) for word in words(text, x, 100, bold=True)]
    rows = [
        text
        for i in range(1, 5)
        for text in (
            (f"CC1.{i}", 55, 90 + 30 * i),
            (f"{i}", 150, 90 + 30 * i),
            (f"Forms of the kind with the number {i} are signed by all of the staff.", 150, 102 + 30 * i),
        )
    ]
    (table,) = tables_of(page(rows, extra=head))
    assert texts(table)[1] == ["CC1.1", "1 Forms of the kind with the number 1 are signed by all of the staff."]


def test_the_last_words_of_a_row_stand_overleaf_on_a_left_page_in_its_later_columns():
    heads = [("Control", 60, 100), ("Tests", 230, 100), ("Results", 390, 100)]
    first = [*heads, *row(120, "Forms are signed.", "", ""), ("Inspected the", 230, 120), ("No exceptions", 390, 120)]
    first = [text for text in first if text[0]]
    layout = lay_out([page(first), page([("forms.", 226, 86), ("noted.", 386, 86)], number=2)])
    (table,) = [element for element in layout.elements if isinstance(element, Table)]
    assert texts(table)[-1][-2:] == ["Inspected the forms.", "No exceptions noted."]


def test_the_bold_name_above_the_next_table_is_no_row_of_the_one_above():
    rulings = [Ruling(50, y, 560, y) for y in (72, 90, 150, 168)]
    heads = [
        word for y in (85, 163) for t, x in (("Control", 55), ("Criteria", 400)) for word in words(t, x, y, bold=True)
    ]
    name = words("Basalt Ltd", 55, 140, bold=True)
    rows = [("Media is wiped.", 55, 103), ("CC6.5", 400, 103), ("Vendors are checked.", 55, 181), ("CC9.2", 400, 181)]
    first, second = tables_of(page(rows, rulings=rulings, extra=[*heads, *name]))
    assert texts(first)[1:] == [["Media is wiped.", "CC6.5"]]
    assert texts(second)[1:] == [["Vendors are checked.", "CC9.2"]]


def test_a_shaded_header_has_cells_though_all_rows_below_it_on_the_page_run_across():
    """The exception's row and its response at a page's top: no line parts the columns below the header."""
    header = [Shade(50, 40, 100, 60, 1), Shade(100, 40, 300, 60, 1), Shade(300, 40, 550, 60, 1)]
    placed = [
        ("Control", 53, 54),
        ("Test", 103, 54),
        ("Result", 303, 54),
        ("Response: The step was left out while the team changed and will be tested in the", 53, 74),
        ("first half", 53, 86),
        ("of the year.", 104, 86),
    ]
    rules = box(50, 60, 550, 95)
    (table,) = tables_of(page(placed, rulings=rules, shades=header))
    assert texts(table) == [
        ["Control", "Test", "Result"],
        ["Response: The step was left out while the team changed and will be tested in the first half of the year."],
    ]


def test_a_shade_that_ends_between_two_bold_lines_parts_them():
    heads = [word for text, y in (("CONTROLS OF ACME", 98), ("1", 110)) for word in words(text, 55, y, bold=True)]
    shades = [Shade(50, 88, 560, 101, 0xDDDDDD)]
    layout = lay_out([page([("Staff sign a code of conduct.", 55, 122)], shades=shades, extra=heads)])
    assert [element.text for element in layout.elements if isinstance(element, Block)][:2] == ["CONTROLS OF ACME", "1"]


def test_rows_that_begin_with_a_criterion_do_not_begin_with_its_further_words():
    rows = [("P7.1 -", 50, 100), ("13.1", 120, 100), ("Contact data of", 160, 100), ("Inspected the", 300, 100)]
    rows += [("Personal", 50, 111), ("6", 120, 111), ("people is kept.", 160, 111), ("result of it.", 300, 111)]
    rows += [("P8.1 -", 50, 145), ("13.1", 120, 145), ("Inquiries are", 160, 145), ("Inspected the", 300, 145)]
    rows += [("Answers", 50, 156), ("7", 120, 156), ("logged.", 160, 156), ("log of them.", 300, 156)]
    heads = [("Criterion", 50), ("No.", 120), ("Controls", 160), ("Tests", 300)]
    bold = [word for text, x in heads for word in words(text, x, 80, bold=True)]
    (table,) = tables_of(page(rows, extra=bold))
    assert [cells[1] for cells in texts(table)[1:]] == ["13.1 6", "13.1 7"]


def test_below_the_rule_under_a_header_the_rest_of_a_row_is_no_second_line_of_it():
    heads = [(text, x, 80.0) for text, x in (("Control", 60), ("Test Performed", 230), ("Result", 420))]
    rest = [("compliance, and tells", 60, 98), ("all of them.", 60, 110), ("approved.", 230, 98)]
    rows = [*row(130, "Forms are signed.", "Inspected the forms."), ("None noted.", 420, 130)]
    rulings = [Ruling(50, y, 560, y) for y in (66, 86, 116, 140)]
    (table,) = tables_of(page([*heads, *rest, *rows], rulings=rulings))
    assert texts(table)[:2] == [
        ["Control", "Test Performed", "Result"],
        ["compliance, and tells all of them.", "approved."],
    ]


def test_the_first_line_of_a_test_beside_an_id_and_of_its_result_is_no_header():
    heads = [(text, x, 80.0) for text, x in (("Control", 60), ("Test Performed", 160), ("Result", 420))]
    rows = [("C44", 60, 104), ("Reviewed the disaster recovery test", 160, 104), ("Control operated", 420, 104)]
    rows += [("Drills", 60, 116), ("report and read it.", 160, 116), ("effectively.", 420, 116)]
    rulings = [Ruling(50, y, 560, y) for y in (66, 90, 124)]
    (table,) = tables_of(page([*heads, *rows], rulings=rulings))
    assert texts(table)[1:] == [
        ["C44 Drills", "Reviewed the disaster recovery test report and read it.", "Control operated effectively."]
    ]


def test_the_last_row_in_a_frame_belongs_to_its_table_though_it_runs_across_the_columns():
    rows = [("Control Description", 60, 80), ("Forms are signed by the staff.", 200, 80)]
    rows += [("Result", 60, 100), ("For 2 of 25 hires no form was signed.", 200, 100)]
    rows += [("Management's response: the forms were signed after the end of the period.", 60, 120)]
    rulings = [*(Ruling(50, y, 560, y) for y in (66, 86, 106, 126)), *(Ruling(x, 66, x, 126) for x in (50, 560))]
    (table,) = tables_of(page(rows, rulings=rulings))
    assert texts(table)[-1][0].startswith("Management's response")


def test_a_column_that_begins_a_word_space_behind_another_parts_its_line():
    header = [("Control", 60, 96), ("Control Activity", 130, 96), ("Test of Control", 260, 96), ("Result", 470, 96)]
    rows = [
        [("AC-01", 60, 118), ("Staff sign the code.", 130, 118), ("Inspected codes.", 260, 118), ("Pass", 470, 118)],
        [("AC-02", 60, 152), ("Leavers are seen.", 130, 152), ("Inspected tickets.", 260, 152), ("Pass", 470, 152)],
        [("AC-03", 60, 186), ("All hours are staffed:", 130, 186), ("Inspected one of", 260, 186), ("Fail", 470, 186)],
        [("alerts are for one by day or", 130, 198), ("the alerts.", 260, 198), ("late", 470, 198)],
    ]
    (table,) = tables_of(page([*header, *(piece for row in rows for piece in row)]))
    assert len(table.edges) == 5
    assert texts(table)[3][1:3] == [
        "All hours are staffed: alerts are for one by day or",
        "Inspected one of the alerts.",
    ]


def test_lines_that_part_the_columns_between_rows_across_touch_nothing():
    placed = [("Control", 60, 116), ("Activity", 130, 116), ("Test", 300, 116)]
    placed += [("CC1.1 A criterion across the table", 60, 140), ("CC1.2 Another one across the table", 60, 188)]
    rows = [["AC-01", "A control is kept.", "Inspected it."], ["AC-02", "It is read.", "Observed it."]]
    rows += [["AC-03", "It is signed.", "Inspected one."]]
    for row, y in zip(rows, (164, 212, 236), strict=True):
        placed += [(text, x, y) for text, x in zip(row, (60, 130, 300), strict=True)]
    drawn = [Ruling(50, 100, 560, 100), Ruling(50, 124, 560, 124), Ruling(50, 100, 50, 250), Ruling(560, 100, 560, 250)]
    parts = ((100, 124), (150, 174), (198, 250))
    drawn += [Ruling(x, top, x, bottom) for x in (120, 290) for top, bottom in parts]
    (table,) = tables_of(page(placed, rulings=drawn))
    assert [row for row in texts(table) if len(row) == 3][1:] == rows


def test_the_rest_of_a_row_overleaf_stands_above_the_next_id_in_a_cell_drawn_for_both():
    placed = [("Control", 60, 96), ("Activity", 130, 96), ("Test", 300, 96)]
    placed += [("before release to customers.", 130, 118), ("AC-09", 60, 142), ("The board meets", 130, 142)]
    placed += [("each quarter.", 130, 154), ("Inspected minutes.", 300, 142)]
    (table,) = tables_of(page(placed, rulings=grid([50, 120, 290, 560], [84, 102, 170])))
    assert texts(table)[1:] == [
        ["before release to customers."],
        ["AC-09", "The board meets each quarter.", "Inspected minutes."],
    ]


def test_a_table_that_begins_with_a_few_lines_at_a_pages_end_has_the_columns_that_it_shows_overleaf():
    prose = [("Where the tests required information of the entity, we looked at it.", 60, 660)]
    first = [("Control Description", 60, 700), ("Forms are signed in good time.", 190, 700), ("Criteria:", 60, 724)]
    second = []
    for i in range(3):
        for j, (label, text) in enumerate((("Tests", "Inspected the forms."), ("Results", "Nothing noted."))):
            second += [(label, 60, 80 + 60 * i + 20 * j), (text, 190, 80 + 60 * i + 20 * j)]
    rules = [Ruling(50, 86 + 20 * i, 560, 86 + 20 * i) for i in range(8)]
    layout = lay_out([page([*prose, *first, ("CC1.1", 190, 724)]), page(second, number=2, rulings=rules)])
    (table,) = [element for element in layout.elements if isinstance(element, Table)]
    assert texts(table)[:3] == [
        ["Control Description", "Forms are signed in good time."],
        ["Criteria:", "CC1.1"],
        ["Tests", "Inspected the forms."],
    ]


def test_a_criterion_in_bold_over_its_columns_is_not_parted_where_a_word_stands_at_a_columns_place():
    rows = [("Ref", 50.0), ("Control", 100.0), ("Tests performed", 260.0), ("Test results", 430.0)]
    cells = [
        ("CC3.4.a", 50.0),
        ("Changes are reviewed.", 100.0),
        ("Inspected one.", 260.0),
        ("No exceptions noted.", 430.0),
    ]
    band = [
        *words("CC3.4", 50.0, 86.0, bold=True),
        *words("Changes that could have a very big", 100.0, 86.0, bold=True),
    ]
    band += words("effect are known.", 260.0, 86.0, bold=True)
    placed = [(text, x, 100.0) for text, x in rows] + [
        (text, x, 115.0 + 15 * row) for row in range(4) for text, x in cells
    ]
    elements = lay_out([page(placed, extra=band)]).elements
    (table,) = [element for element in elements if isinstance(element, Table)]
    assert all(cell.text != "effect are known." for row in table.rows for cell in row.cells)


def test_a_header_below_a_band_of_groups_keeps_its_second_line():
    drawn = page(
        [
            ("Of the Company", 90, 110),
            ("Of the Auditor", 330, 110),
            *row(125, "Control #", "Controls Specified", "Tests of Operating", "Exceptions"),
            *row(135, "", "by Orrin", "Effectiveness", "Noted"),
            *(cell for i in range(9) for cell in row(155 + 20 * i, f"AC-0{i}", "A control", "A test", "None noted.")),
        ],
        rulings=[Ruling(50, y, 560, y) for y in (100, 113, *range(140, 321, 20))],
        shades=[Shade(50, 100, 560, 113, 0xD9D9D9), Shade(50, 113, 560, 140, 0xD9D9D9)],
    )
    (table,) = tables_of(drawn)
    assert texts(table)[1] == [
        "Control #",
        "Controls Specified by Orrin",
        "Tests of Operating Effectiveness",
        "Exceptions Noted",
    ]
    assert texts(table)[2] == ["AC-00", "A control", "A test", "None noted."]


def test_ids_that_break_in_a_narrow_column_part_the_rows_of_a_band_though_their_first_lines_are_alike():
    tops = [130.0 + 30 * i for i in range(8)]
    heads = [cell for y in tops for cell in row(y, "HARBOUR-1", f"The control at {y}", "A test of it", "None noted.")]
    ends = [cell for i, y in enumerate(tops) for cell in row(y + 11, f".{i}", "goes on")]
    bands = [Shade(50, tops[i] - 12, 560, tops[i] + 18, 0xEEEEEE) for i in (0, 3, 5, 7)]  # two rows stand in one
    drawn = page([*row(108, *HEADER), *heads, *ends], shades=[Shade(50, 98, 560, 112, 0xCCCCCC), *bands])
    (table,) = tables_of(drawn)
    assert [cells[0] for cells in texts(table)[1:]] == [f"HARBOUR-1 .{i}" for i in range(8)]


def test_the_last_line_of_a_text_across_the_later_columns_is_in_the_table_at_a_pages_end():
    drawn = page(
        [
            *row(108, *HEADER),
            *(cell for y in (130, 150, 170) for cell in row(y, f"AC-{y}", "A control", "A test of it", "None noted.")),
            ("Exception Details: for one of the forty leavers who were sampled the access", 130, 190),
            ("by", 60, 196),
            ("plan", 100, 196),
            ("was removed six days after the person had left the firm.", 130, 202),
        ],
    )
    (table,) = [element for element in lay_out([drawn]).elements if isinstance(element, Table)]
    assert texts(table)[-1][-1].endswith("had left the firm.")


def test_an_id_that_breaks_behind_its_stop_begins_one_row():
    drawn = page(
        [
            *row(108, *HEADER),
            *row(128, "VMG.", "Service levels are", "For a selection of", "No exceptions"),
            *row(139, "05", "reviewed each quarter", "two meetings read", "identified."),
        ],
        rulings=[Ruling(50, y, 560, y) for y in (97, 112)],
    )
    (table,) = tables_of(drawn)
    assert [cells[0] for cells in texts(table)] == ["Control #", "VMG. 05"]


def test_a_line_in_bold_heads_the_light_rows_below_it_whatever_it_names():
    heads = [*words("Trust Category", 60, 108, bold=True), *words("Service Commitment", 200, 108, bold=True)]
    rows = [(text, x, 120 + 12 * i) for i in range(4) for text, x in (("Security", 60), (f"Promise {i} kept", 200))]
    stripes = [Shade(55, 110 + 12 * i, 400, 122 + 12 * i, 0xEEEEEE) for i in (1, 3)]
    (table,) = tables_of(page(rows, extra=heads, shades=stripes))
    assert texts(table)[0] == ["Trust Category", "Service Commitment"]


def test_controls_alone_beside_one_criterion_begin_below_sentences_that_have_ended():
    heads = [("TSC Ref.", 60, 108), ("Related Controls", 300, 108)]
    left = [("CC6.2 New users are", 60, 130), ("registered, and what they", 60, 142), ("may do is with-", 60, 154)]
    right = [
        ("Access is removed on the", 300, 130),
        ("last working day.", 300, 142),
        ("Badges are collected.", 300, 160),
    ]
    more = [("CC6.3 Duties are", 60, 190), ("apart.", 60, 202), ("Roles are set.", 300, 190)]
    stripes = [Shade(55, 98, 560, 114, 0xCCCCCC), Shade(55, 178, 560, 208, 0xEEEEEE)]
    (table,) = tables_of(page([*heads, *left, *right, *more], shades=stripes))
    assert [cells[-1] for cells in texts(table)[1:]] == [
        "Access is removed on the last working day.",
        "Badges are collected.",
        "Roles are set.",
    ]


def test_a_control_that_begins_overleaf_beside_the_rest_of_its_criterion_is_none_with_the_one_before():
    edges = [50, 240, 560]
    heads = [("TSC Ref.", 60, 712), ("Related Controls", 250, 712)]
    first = [("CC7.2 Anomalies that point to", 60, 740), ("Endpoints are watched.", 250, 740)]
    rest = [("attacks are found.", 60, 84), ("Logs are read every week.", 250, 84)]
    after = [("CC7.3 Events are weighed.", 60, 114), ("Events have a severity.", 250, 114)]
    pages = (
        page([*heads, *first], rulings=grid(edges, [700, 720, 750])),
        page([*rest, *after], number=2, rulings=grid(edges, [70, 100, 130])),
    )
    (table,) = tables_of(*pages)
    assert texts(table)[1:3] == [
        ["CC7.2 Anomalies that point to attacks are found.", "Endpoints are watched."],
        ["Logs are read every week."],
    ]


def test_a_result_of_two_lines_across_the_columns_between_airy_rules_is_the_last_row_of_a_page():
    rows = [cell for y in (120, 160, 200) for cell in row(y, f"AC-{y}", "A control", "A test of it", "None noted.")]
    last = [("Result: the policies were approved fifteen months before the end of the period; none", 60, 240)]
    last += [("was approved later in the period.", 60, 252)]
    rulings = [Ruling(52, y, 560, y) for y in (98, 112, 132, 172, 224.5, 261.5)]
    (table,) = tables_of(page([*row(108, *HEADER), *rows, *last], rulings=rulings))
    assert texts(table)[-1][-1].endswith("was approved later in the period.")
