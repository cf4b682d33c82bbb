import pytest

from soc2parse.extract.cuecs import extract
from soc2parse.extract.found import Found
from soc2parse.report import Cuec, Issue, SectionSummary
from soc2parse.sections import Role, Sections
from soc2parse.terms import SectionStatus
from tests.extract.printed import described, heading, item, items, para, report, section, table

ASSUMPTION = para(
    "Northwind's controls were designed with the assumption that certain controls would be implemented by user "
    "entities. "
    "The list below is not intended to be a comprehensive list of all controls that user entities should employ."
)
CUECS = heading("Complementary User Entity Controls")


def read(sections: Sections) -> list[Cuec]:
    return [f.value for f in extract(sections) if isinstance(f, Found) and isinstance(f.value, Cuec)]


def summary(sections: Sections) -> SectionSummary:
    return next(f.value for f in extract(sections) if isinstance(f, Found) and isinstance(f.value, SectionSummary))


def issues(sections: Sections) -> dict[str, Issue]:
    return {i.code: i for i in extract(sections) if isinstance(i, Issue)}


def texts(sections: Sections) -> list[str]:
    return [cuec.text for cuec in read(sections)]


@pytest.mark.parametrize(
    "title",
    [
        "Complementary User Entity Controls",
        "Complementary User Entity Controls (CUECs)",
        "COMPLEMENTARY USER ENTITY CONTROLS",
        "3.9 Complementary User-Entity Controls (continued)",
        "Complementary Controls at User Entities",
        "User Entity Controls",
        "User Control Considerations (UCC)",
        "Complementary User Control Considerations",
        "Complementary Customer Controls",
        "Customer Control Considerations",
        "Client Considerations",
        "User Organization Control Considerations",
        "Controls Expected of User Entities",
        "Controls at User Entities Assumed in the Design of Northwind's Controls",
        "Complementary User Entity Controls and Responsibilities",
        "Appendix B - Complementary Client Controls",
    ],
)
def test_a_list_is_found_under_every_wording_of_its_heading(title: str) -> None:
    body = items("Removing access of departed staff in good time.", "Encrypting files before they are sent.")
    sections = described(heading("Services Provided"), para("We host."), heading(title), ASSUMPTION, body)
    assert len(read(sections)) == 2
    assert {cuec.kind for cuec in read(sections)} == {"cuec"}
    assert summary(sections).status is SectionStatus.FOUND
    assert summary(sections).title == title


@pytest.mark.parametrize(
    "title", ["User Entity Responsibilities", "Responsibilities of User Entities", "User Responsibilities"]
)
def test_what_the_report_calls_responsibilities_stays_one(title: str) -> None:
    sections = described(heading(title), items("Users must keep their browsers current.", "Users must report errors."))
    assert [cuec.kind for cuec in read(sections)] == ["uer", "uer"]


@pytest.mark.parametrize(
    "title", ["User Access Controls", "Customer Support", "User Access Reviews", "Control Environment", "Customer Data"]
)
def test_other_headings_with_users_in_them_open_no_list(title: str) -> None:
    sections = described(heading(title), items("Access is reviewed every quarter.", "Tickets are answered in a day."))
    assert read(sections) == []
    assert summary(sections).status is SectionStatus.NOT_FOUND


def test_controls_and_responsibilities_beside_each_other_are_kept_apart() -> None:
    sections = described(
        CUECS,
        ASSUMPTION,
        items("User entities are responsible for revoking access. (CC6.2)"),
        heading("User Entity Responsibilities"),
        para("In addition, user entities are responsible for the following, which does not affect the criteria:"),
        items("Reading release notes.", "Training their staff."),
    )
    assert [(c.kind, c.text) for c in read(sections)] == [
        ("cuec", "User entities are responsible for revoking access."),
        ("uer", "Reading release notes."),
        ("uer", "Training their staff."),
    ]


class TestForms:
    def test_f1_bullets_with_criteria_in_brackets(self) -> None:
        sections = described(
            CUECS,
            ASSUMPTION,
            items(
                "User entities are responsible for approving new accounts. (CC6.2, CC6.3)",
                "User entities should notify Northwind of incidents (CC7.3).",
                "Customers are to encrypt uploads [Criteria: CC6.7]",
                "Customers must (unless agreed otherwise) test releases.",
                marker="▪",
            ),
        )
        assert [(c.text, c.criteria) for c in read(sections)] == [
            ("User entities are responsible for approving new accounts.", ("CC6.2", "CC6.3")),
            ("User entities should notify Northwind of incidents.", ("CC7.3",)),
            ("Customers are to encrypt uploads", ("CC6.7",)),
            ("Customers must (unless agreed otherwise) test releases.", ()),
        ]

    def test_f2_numbers_are_no_text_and_no_id(self) -> None:
        one = item("User entities should restrict administrator roles.", "1.")
        two = item("User entities should review audit logs.", "2.")
        assert [(c.id, c.text) for c in read(described(CUECS, ASSUMPTION, one, two))] == [
            (None, "User entities should restrict administrator roles."),
            (None, "User entities should review audit logs."),
        ]

    @pytest.mark.parametrize("identifier", ["CUEC-1", "CUEC 01", "UEC-01", "CUEC 1.1"])
    def test_f2_identifiers_are_kept(self, identifier: str) -> None:
        marked = item("Users review logs monthly.", identifier)
        inline = para(f"{identifier} User entities are responsible for reviewing logs.")
        for element in (marked, inline):
            (cuec,) = read(described(CUECS, ASSUMPTION, element))
            assert cuec.id == identifier
            assert not cuec.text.startswith(identifier)

    def test_f3_table_with_criteria_first(self) -> None:
        rows = table(["Criteria", "Complementary User Entity Control"], ["CC6.1\nCC6.2", "Users protect passwords."])
        (cuec,) = read(described(CUECS, ASSUMPTION, rows))
        assert (cuec.text, cuec.criteria) == ("Users protect passwords.", ("CC6.1", "CC6.2"))

    def test_f3_a_merged_criteria_cell_goes_on(self) -> None:
        rows = table(
            ["TSC", "CUECs"],
            ["CC6.1", "Users protect passwords."],
            [None, "Users lock screens."],
            ["A1.2", "Users keep copies."],
        )
        assert [c.criteria for c in read(described(CUECS, rows))] == [("CC6.1",), ("CC6.1",), ("A1.2",)]

    def test_f3_several_bullets_in_one_cell_are_several_controls(self) -> None:
        cell = "• Users protect passwords and never share\nthem with others.\n• Users lock screens."
        rows = table(["Criteria", "Controls to be implemented by user entities"], ["CC6.1", cell])
        assert [(c.text, c.criteria) for c in read(described(CUECS, rows))] == [
            ("Users protect passwords and never share them with others.", ("CC6.1",)),
            ("Users lock screens.", ("CC6.1",)),
        ]

    @pytest.mark.parametrize(
        "header",
        [
            ["#", "Complementary User Entity Control", "Related Criteria"],
            ["CUEC #", "User entity control", "Applicable Trust Services Criteria"],
            ["No.", "CUEC Description", "TSC Reference"],
            ["Ref", "Control Considerations", "Criteria"],
        ],
    )
    def test_f4_three_columns(self, header: list[str | None]) -> None:
        rows = table(header, ["CUEC-01", "Users review access every quarter.", "CC6.2; CC6.3"])
        (cuec,) = read(described(CUECS, ASSUMPTION, rows))
        assert (cuec.id, cuec.text, cuec.criteria) == (
            "CUEC-01",
            "Users review access every quarter.",
            ("CC6.2", "CC6.3"),
        )

    def test_f4_columns_in_another_order_and_without_header(self) -> None:
        rows = table(
            ["Customers are responsible for reviewing the access of their users.", "CC6.2", "1"],
            ["Customers are responsible for the accuracy of data they enter.", "PI1.2", "2"],
            header=0,
        )
        assert [(c.text, c.criteria) for c in read(described(CUECS, rows))] == [
            ("Customers are responsible for reviewing the access of their users.", ("CC6.2",)),
            ("Customers are responsible for the accuracy of data they enter.", ("PI1.2",)),
        ]

    def test_f5_bands_over_the_rows_are_no_controls(self) -> None:
        rows = table(
            ["User entity control", "Criteria"],
            ["Logical and physical access"],
            ["Users protect passwords.", "CC6.1"],
            ["CC7.2 - System monitoring"],
            ["Users report suspicious mail.", None],
        )
        assert [(c.text, c.criteria) for c in read(described(CUECS, rows))] == [
            ("Users protect passwords.", ("CC6.1",)),
            ("Users report suspicious mail.", ()),
        ]

    def test_f5_category_headings_between_the_items(self) -> None:
        sections = described(
            CUECS,
            ASSUMPTION,
            heading("Security", 1),
            items("Users protect passwords."),
            heading("CC8.1 - Change management", 2),
            items("Users test releases before use."),
            heading("Monitoring Activities"),
            items("Management reviews dashboards."),
        )
        assert [(c.text, c.criteria) for c in read(sections)] == [
            ("Users protect passwords.", ()),
            ("Users test releases before use.", ("CC8.1",)),
        ]

    def test_f5_criteria_in_words_between_the_items(self) -> None:
        sections = described(
            CUECS,
            ASSUMPTION,
            para("CC6.1: Access to information assets is restricted by logical means, and users are identified."),
            items("Users protect passwords.", "Users review access."),
            para("CC7.3 Security events are evaluated."),
            items("Users report events."),
        )
        assert [c.criteria for c in read(sections)] == [("CC6.1",), ("CC6.1",), ("CC7.3",)]

    def test_f6_paragraphs_that_each_begin_with_the_user(self) -> None:
        sections = described(
            CUECS,
            ASSUMPTION,
            para("User entities are responsible for managing their own accounts."),
            para("Customers must notify Northwind of changes of contacts. The notice is given in the portal. (CC2.3)"),
            para("Each user entity should evaluate its own business continuity plan."),
        )
        assert [(c.text, c.criteria) for c in read(sections)] == [
            ("User entities are responsible for managing their own accounts.", ()),
            ("Customers must notify Northwind of changes of contacts. The notice is given in the portal.", ("CC2.3",)),
            ("Each user entity should evaluate its own business continuity plan.", ()),
        ]

    def test_f6_two_duties_printed_as_one_paragraph(self) -> None:
        both = para(
            "User entities are responsible for their passwords. User entities are responsible for their devices."
        )
        assert texts(described(CUECS, ASSUMPTION, both)) == [
            "User entities are responsible for their passwords.",
            "User entities are responsible for their devices.",
        ]

    def test_f6_duties_with_criteria_printed_as_one_paragraph(self) -> None:
        both = para("Users are responsible for passwords. (CC6.1) Users are responsible for devices. (CC6.8)")
        assert [(c.text, c.criteria) for c in read(described(CUECS, ASSUMPTION, both))] == [
            ("Users are responsible for passwords.", ("CC6.1",)),
            ("Users are responsible for devices.", ("CC6.8",)),
        ]

    @pytest.mark.parametrize(
        "stem",
        [
            "User entities are responsible for:",
            "Customers should:",
            "The user entity is expected to:",
            "Users are responsible for the following:",
        ],
    )
    def test_f7_the_stem_goes_to_each_item_and_is_none_itself(self, stem: str) -> None:
        sections = described(
            CUECS, ASSUMPTION, para(stem), items("Reviewing the access of their users.", "Keeping copies.")
        )
        assert [(c.stem, c.text) for c in read(sections)] == [
            (stem, "Reviewing the access of their users."),
            (stem, "Keeping copies."),
        ]

    def test_f7_the_stem_at_the_end_of_the_introduction(self) -> None:
        both = para("The controls were designed with the assumption that users act. User entities are responsible for:")
        sections = described(CUECS, both, items("Reviewing access."))
        assert [(c.stem, c.text) for c in read(sections)] == [
            ("User entities are responsible for:", "Reviewing access.")
        ]

    def test_f8_nested_bullets_under_labels(self) -> None:
        sections = described(
            CUECS,
            ASSUMPTION,
            item("Logical access"),
            items("Users protect passwords.", "Users review access.", marker="o", indent=110),
            item("Change management"),
            items("Users test releases.", marker="o", indent=110),
        )
        assert texts(sections) == ["Users protect passwords.", "Users review access.", "Users test releases."]

    def test_f8_nested_bullets_under_a_stem(self) -> None:
        sections = described(
            CUECS,
            item("User entities are responsible for:"),
            items("Protecting passwords.", "Reviewing access.", marker="–", indent=110),
            item("User entities should report incidents."),
        )
        assert [(c.stem, c.text) for c in read(sections)] == [
            ("User entities are responsible for:", "Protecting passwords."),
            ("User entities are responsible for:", "Reviewing access."),
            (None, "User entities should report incidents."),
        ]

    @pytest.mark.parametrize("title", ["What User Entities Must Do", "Work at the Carriers"])
    def test_a_list_right_behind_what_announces_it(self, title: str) -> None:
        sections = described(
            heading(title),
            para("The following complementary user entity controls were assumed when the controls were designed."),
            items("Carriers keep their list of submitters current.", "Carriers test their mapping of codes."),
        )
        assert texts(sections) == [
            "Carriers keep their list of submitters current.",
            "Carriers test their mapping of codes.",
        ]

    def test_the_heading_above_the_introduction_says_what_the_list_is_called(self) -> None:
        sections = described(
            heading("Controls Expected of User Entities"),
            ASSUMPTION,
            heading("User Entity Responsibility", 3),
            para("Customers are responsible for reviewing access."),
        )
        assert [c.kind for c in read(sections)] == ["cuec"]

    def test_a_list_that_runs_on_in_one_paragraph_and_names_the_users_by_their_trade(self) -> None:
        sections = described(
            heading("Controls at Clubs"),
            para(
                "The design assumes complementary user entity controls. Clubs are responsible for: (a) removing "
                "the accounts of leavers; (b) keeping devices up to date; and (c) reporting misuse without delay."
            ),
        )
        assert texts(sections) == [
            "removing the accounts of leavers",
            "keeping devices up to date",
            "reporting misuse without delay.",
        ]
        assert {c.stem for c in read(sections)} == {"Clubs are responsible for:"}

    def test_f9_a_label_before_the_text_stays_part_of_it(self) -> None:
        sections = described(CUECS, items("Access management – Users review the rights of their staff. (CC6.3)"))
        assert [(c.text, c.criteria) for c in read(sections)] == [
            ("Access management – Users review the rights of their staff.", ("CC6.3",))
        ]

    def test_f10_a_row_under_the_tests_of_each_criterion(self) -> None:
        tests = section(
            Role.TESTS,
            table(
                ["Control #", "Control", "Tests of Controls", "Results"],
                ["CC6.1 The entity restricts access."],
                ["AC-01", "Access needs a ticket.", "Inspected tickets.", "No exceptions noted."],
                ["Complementary User Entity Controls: User entities are responsible for protecting passwords."],
                ["CC7.2 The entity monitors."],
                ["OP-01", "Alerts are reviewed.", "Inspected alerts.", "No exceptions noted."],
                ["Complementary User Entity Controls:\n• Users review logs.\n• Users report alerts."],
            ),
        )
        assert [(c.text, c.criteria) for c in read(report(tests))] == [
            ("User entities are responsible for protecting passwords.", ("CC6.1",)),
            ("Users review logs.", ("CC7.2",)),
            ("Users report alerts.", ("CC7.2",)),
        ]

    def test_f10_a_row_that_no_rule_parts_from_the_result_above_it(self) -> None:
        tests = section(
            Role.TESTS,
            table(
                ["Control #", "Control", "Tests of Controls"],
                ["CC6.1 The entity restricts access."],
                ["AC-01", "Access needs a ticket.", "Inspected tickets."],
                ["Result: No exceptions noted.\nComplementary User Entity Controls:\n• Users protect passwords."],
            ),
        )
        assert [(c.text, c.criteria) for c in read(report(tests))] == [("Users protect passwords.", ("CC6.1",))]

    def test_f10_the_criterion_goes_on_over_the_tables_of_the_next_page(self) -> None:
        header = ["Control #", "Control", "Tests of Controls"]
        first = table(header, ["CC6.1 The entity restricts access."], ["AC-01", "Tickets.", "Inspected tickets."])
        second = table(header, ["Complementary User Entity Controls: • Users protect passwords."], page=6)
        results = table(header, ["CC7.1 - The entity scans."], ["OP-01", "Scans.", "Inspected scans."], page=6)
        tests = section(
            Role.TESTS,
            first,
            second,
            results,
            para("Complementary User Entity Controls:", bold=True, page=7),
            items("Users report scans.", page=7),
        )
        assert [(c.text, c.criteria) for c in read(report(tests))] == [
            ("Users report scans.", ("CC7.1",)),
            ("Users protect passwords.", ("CC6.1",)),
        ]

    def test_f10_the_only_list_behind_all_tests_belongs_to_no_criterion(self) -> None:
        header = ["Control #", "Control", "Tests of Controls"]
        rows = table(header, ["CC6.1 The entity restricts access."], ["AC-01", "Tickets.", "Inspected tickets."])
        duties = items("Users protect passwords.")
        tests = section(Role.TESTS, rows, heading("User Responsibilities", 1), duties)
        assert [(c.text, c.criteria) for c in read(report(tests))] == [("Users protect passwords.", ())]

    def test_f10_the_next_criterion_with_its_controls_is_no_item(self) -> None:
        results = table(["Control", "Test", "Result"], ["Access needs a ticket.", "Inspected.", "No exceptions noted."])
        tests = section(
            Role.TESTS,
            para("CC6.1 - Access to assets is restricted by means of software."),
            results,
            para("Complementary User Entity Controls:", bold=True),
            items("Users protect passwords."),
            para("CC6.2 - New users are registered before they receive credentials.", page=6),
            results,
        )
        assert [c.text for c in read(report(tests))] == ["Users protect passwords."]

    def test_f10_a_label_and_bullets_between_the_tables(self) -> None:
        results = table(["Control", "Test", "Result"], ["Access needs a ticket.", "Inspected.", "No exceptions noted."])
        tests = section(
            Role.TESTS,
            heading("CC6.1 - Logical access", 2),
            results,
            para("Complementary User Entity Controls:", bold=True),
            items("Users protect passwords."),
            heading("CC6.2 - Registration", 2),
            results,
        )
        assert [(c.text, c.criteria) for c in read(report(tests))] == [("Users protect passwords.", ("CC6.1",))]

    def test_f10_the_next_criterion_above_its_table_is_no_duty(self) -> None:
        results = table(["Control", "Test", "Result"], ["Access needs a ticket.", "Inspected.", "No exceptions noted."])
        tests = section(
            Role.TESTS,
            para("CC6.1 - Logical access to information is restricted."),
            results,
            para("Complementary User Entity Controls:", bold=True),
            items("Users protect passwords."),
            para("CC6.2 - Users are registered before they receive access."),
            results,
        )
        assert [(c.text, c.criteria) for c in read(report(tests))] == [("Users protect passwords.", ("CC6.1",))]

    def test_f6_sentences_of_one_paragraph_that_name_the_users_by_their_trade(self) -> None:
        sections = described(
            CUECS,
            para(
                "Northwind's controls were designed with the understanding that courts carry out certain controls. "
                "Courts are responsible for labeling boxes. "
                "Courts are responsible for ordering the destruction of originals. "
                "Courts should evaluate whether these controls are in place."
            ),
        )
        assert texts(sections) == [
            "Courts are responsible for labeling boxes.",
            "Courts are responsible for ordering the destruction of originals.",
        ]

    def test_f4_a_column_headed_with_one_word_under_bands(self) -> None:
        sections = described(
            heading("Client Control Considerations"),
            table(
                ["Consideration", "Criterion"],
                ["Input"],
                ["Clients confirm that instructions are authorized before they are submitted.", "PI1.2"],
            ),
        )
        assert [(c.text, c.criteria) for c in read(sections)] == [
            ("Clients confirm that instructions are authorized before they are submitted.", ("PI1.2",))
        ]

    def test_f10_a_column_of_the_mapping_table(self) -> None:
        rows = table(
            ["Criteria", "Control", "Complementary User Entity Controls"],
            ["CC6.1", "Access needs a ticket.", "Users protect passwords."],
            ["CC6.2", "Access is removed.", "None"],
        )
        assert [(c.text, c.criteria) for c in read(report(section(Role.TESTS, rows)))] == [
            ("Users protect passwords.", ("CC6.1",))
        ]


def test_a_closing_remark_is_no_item() -> None:
    closing = para("User entities are encouraged to contact their account manager with questions about these controls.")
    assert texts(described(CUECS, items("Users review access."), closing)) == ["Users review access."]


def test_the_introduction_is_never_an_item() -> None:
    sections = described(
        CUECS,
        para("Northwind's controls cover only a portion of overall internal control for each user entity."),
        para(
            "User auditors should consider whether the following controls have been placed in operation at user "
            "entities:"
        ),
        para("Each customer must evaluate its own internal control environment to determine if controls are in place."),
        items("Users protect passwords."),
        para("The list above is not a comprehensive list of controls."),
    )
    assert texts(sections) == ["Users protect passwords."]


def test_a_duty_glued_to_the_introduction_is_an_item_beside_others_like_it() -> None:
    glued = para("The controls below are not a comprehensive list. Customers are responsible for keeping copies.")
    other = para("Customers are responsible for reviewing access.")
    assert texts(described(CUECS, glued, other)) == [
        "Customers are responsible for keeping copies.",
        "Customers are responsible for reviewing access.",
    ]
    assert texts(described(CUECS, glued, items("Reviewing access."))) == ["Reviewing access."]


def test_an_item_over_a_page_is_one_with_a_source_on_each() -> None:
    sections = described(
        CUECS,
        ASSUMPTION,
        item("Users protect the passwords of the accounts", page=5),
        para("that Northwind gives them. (CC6.1)", page=6),
    )
    (cuec,) = read(sections)
    assert (cuec.text, cuec.criteria) == (
        "Users protect the passwords of the accounts that Northwind gives them.",
        ("CC6.1",),
    )
    assert [source.page for source in cuec.sources] == [5, 6]


def test_the_list_ends_where_controls_of_subservice_organizations_begin() -> None:
    sections = described(
        CUECS,
        ASSUMPTION,
        items("Users protect passwords."),
        para("Complementary Subservice Organization Controls", bold=True),
        items("Cirrus Cloud restricts physical access.", "Cirrus Cloud maintains generators."),
    )
    assert texts(sections) == ["Users protect passwords."]


def test_the_same_list_in_description_and_tests_is_one() -> None:
    body = (heading("User Entity Controls"), items("Users protect passwords. (CC6.1)", "Users review access."))
    again = (heading("User Entity Controls"), items("Users protect passwords (CC6.1)", "Users review access. (CC6.2)"))
    sections = report(section(Role.DESCRIPTION, *body), section(Role.TESTS, *again))
    assert [(c.text, c.criteria) for c in read(sections)] == [
        ("Users protect passwords.", ("CC6.1",)),
        ("Users review access.", ("CC6.2",)),
    ]


def test_a_list_without_a_heading_of_its_own() -> None:
    sections = described(
        heading("Other Matters"),
        para("Northwind designed its controls with the assumption that complementary user entity controls exist."),
        para("User entities are responsible for:"),
        items("Protecting passwords.", "Reviewing access."),
    )
    assert texts(sections) == ["Protecting passwords.", "Reviewing access."]


def test_a_list_in_a_part_that_was_cut_wrong_is_still_read() -> None:
    cut_wrong = section(Role.SUBSERVICE_ASSERTION, CUECS, items("Users review access.", "Users keep copies."))
    assert texts(report(cut_wrong)) == ["Users review access.", "Users keep copies."]


def test_the_paragraph_of_the_auditor_is_no_list() -> None:
    auditor = section(
        Role.AUDITOR_REPORT,
        CUECS,
        para(
            "The description indicates that complementary user entity controls that are suitably designed are needed."
        ),
    )
    assert texts(report(auditor)) == []


def test_a_list_of_its_own_section() -> None:
    own = section(
        Role.APPENDIX,
        heading("Section VI: Complementary User Entity Controls", 0),
        items("Users review access.", page=40),
    )
    assert texts(report(section(Role.DESCRIPTION, para("We host.")), own)) == ["Users review access."]


@pytest.mark.parametrize(
    "text",
    [
        "No complementary user entity controls are required.",
        "There are no CUECs necessary for the criteria to be met.",
        "Controls at user entities are not required to meet the applicable trust services criteria.",
        "Northwind's controls alone are sufficient to achieve its service commitments.",
        "Not applicable.",
        "None identified.",
        "Management has not identified any complementary user entity controls that are required.",
        "Northwind does not rely on controls at user entities to meet its commitments.",
    ],
)
def test_none_is_what_the_report_says(text: str) -> None:
    sections = described(CUECS, para(text))
    assert read(sections) == []
    assert summary(sections).status is SectionStatus.NONE_STATED
    assert issues(sections) == {}


def test_none_may_be_said_without_a_heading() -> None:
    sections = described(heading("System Boundaries"), para("No complementary user entity controls are necessary."))
    assert summary(sections).status is SectionStatus.NONE_STATED


def test_none_other_than_those_below_is_not_none() -> None:
    first = para("There are no complementary user entity controls other than those listed below.")
    assert texts(described(CUECS, first, items("Users protect passwords."))) == ["Users protect passwords."]


def test_a_mere_reference_is_neither_a_list_nor_none() -> None:
    sections = described(
        CUECS, para("Controls expected of user entities are described in the administration guide on the portal.")
    )
    assert read(sections) == []
    assert summary(sections).status is SectionStatus.NOT_FOUND
    assert issues(sections)["cuecs_referenced"].severity == "warning"


def test_what_the_auditor_speaks_of_and_nobody_lists_is_an_issue() -> None:
    auditor = section(
        Role.AUDITOR_REPORT,
        para("The description indicates that complementary user entity controls are necessary.", page=3),
    )
    sections = report(auditor, section(Role.DESCRIPTION, heading("Services Provided"), para("We host.")))
    assert summary(sections).status is SectionStatus.NOT_FOUND
    assert issues(sections)["cuecs_not_found"].page == 3


def test_a_list_in_the_unaudited_part_is_read_only_with_a_warning() -> None:
    other = section(Role.OTHER_INFORMATION, CUECS, items("Users protect passwords."))
    sections = report(section(Role.DESCRIPTION, para("We host.")), other)
    assert texts(sections) == ["Users protect passwords."]
    assert "cuecs_unaudited" in issues(sections)


def test_paragraphs_in_the_passive_count_beside_those_that_name_the_user() -> None:
    sections = described(
        CUECS,
        ASSUMPTION,
        para("User entities are responsible for their passwords."),
        para("Access to the platform should be limited to those who need it."),
        para("It is the responsibility of user entities to test releases."),
    )
    assert len(texts(sections)) == 3


def test_subject_headings_of_the_same_rank_part_the_list() -> None:
    sections = described(
        CUECS,
        ASSUMPTION,
        heading("Logical Access"),
        items("User entities are responsible for passwords.", "User entities are responsible for devices."),
        heading("Change Management"),
        items("User entities should test releases."),
        heading("Risk Assessment"),
        items("Management holds workshops."),
    )
    assert len(texts(sections)) == 3


def test_an_identifier_that_heads_the_text() -> None:
    sections = described(
        CUECS,
        heading("CUEC-1: Access reviews", 2),
        para("Customers are responsible for reviewing access."),
        heading("CUEC-2: Incidents", 2),
        para("Customers are responsible for reporting incidents."),
    )
    assert [(c.id, c.text) for c in read(sections)] == [
        ("CUEC-1", "Customers are responsible for reviewing access."),
        ("CUEC-2", "Customers are responsible for reporting incidents."),
    ]


def test_criteria_in_front_of_each_paragraph() -> None:
    sections = described(
        CUECS,
        para("Controls expected of customers, by criterion:"),
        para("CC6.1 \u2013 Growers protect the passwords of their sites."),
        para("CC6.2 \u2013 Growers remove staff who leave.\nCC7.4 \u2013 Growers report incidents."),
    )
    assert [(cuec.text, cuec.criteria) for cuec in read(sections)] == [
        ("Growers protect the passwords of their sites.", ("CC6.1",)),
        ("Growers remove staff who leave.", ("CC6.2",)),
        ("Growers report incidents.", ("CC7.4",)),
    ]
    assert summary(sections).title == "Complementary User Entity Controls"


def test_smaller_headings_part_the_list_whatever_their_topic() -> None:
    sections = described(
        CUECS,
        para("User entities must maintain the following controls."),
        heading("Logical Access", rank=2),
        items("Passwords are kept secret."),
        heading("Change Management", rank=2),
        items("Releases are reviewed before use."),
        heading("Monitoring", rank=1),
        items("Dashboards are watched by our engineers."),
    )
    assert texts(sections) == ["Passwords are kept secret.", "Releases are reviewed before use."]


def test_of_two_columns_of_duties_the_users_own_is_the_list() -> None:
    for ours, theirs in (("Northwind", "Customer"), ("Northwind Responsibilities", "Customer Responsibilities")):
        rows = table(
            ["Area", ours, theirs],
            ["Access", "Northwind runs the identity platform.", "Customers manage their own users."],
        )
        assert texts(described(heading("Shared Responsibility"), rows)) == ["Customers manage their own users."]


def test_a_sentence_that_says_where_the_controls_are_is_none_of_them() -> None:
    pointer = para("Complementary user entity controls are described in the guide on the customer portal.")
    assert read(described(CUECS, pointer)) == []


def test_a_paragraph_with_an_identifier_is_an_entry_whatever_its_verb() -> None:
    sections = described(CUECS, para("CUEC 1. User entities implement policies."), para("CUEC 2. Users secure phones."))
    assert [(cuec.id, cuec.text) for cuec in read(sections)] == [
        ("CUEC 1", "User entities implement policies."),
        ("CUEC 2", "Users secure phones."),
    ]


def test_numbers_behind_lettered_items_go_on_with_the_outer_list() -> None:
    sections = described(
        CUECS,
        para("Customers are responsible for:"),
        item("Maintaining accounts, including:", "1."),
        item("disabling leavers", "a)"),
        item("rotating secrets", "b)"),
        item("Backing up exports", "2."),
    )
    assert texts(sections) == ["disabling leavers", "rotating secrets", "Backing up exports"]


def test_a_bare_criterion_behind_the_full_stop() -> None:
    sections = described(CUECS, items("Growers approve their administrators. CC6.2", marker="1."))
    assert [(cuec.text, cuec.criteria) for cuec in read(sections)] == [
        ("Growers approve their administrators.", ("CC6.2",))
    ]


def test_group_headings_with_criteria_part_the_list_and_give_them() -> None:
    sections = described(
        CUECS,
        para("User entities are responsible for the following controls."),
        heading("Logical access (CC6.1, CC6.2)", rank=2),
        items("Assigning roles to their users."),
        heading("Incidents (CC7.4)", rank=2),
        items("Naming a contact for notices."),
    )
    assert [(cuec.text, cuec.criteria) for cuec in read(sections)] == [
        ("Assigning roles to their users.", ("CC6.1", "CC6.2")),
        ("Naming a contact for notices.", ("CC7.4",)),
    ]


def test_entries_in_one_cell_that_each_open_with_their_criterion() -> None:
    rows = table(
        ["Area", "User Entity Controls"], ["Access", "CC6.1: Growers use single sign-on.\nCC6.3: Growers review roles."]
    )
    assert [(c.text, c.criteria) for c in read(described(CUECS, rows))] == [
        ("Growers use single sign-on.", ("CC6.1",)),
        ("Growers review roles.", ("CC6.3",)),
    ]


def test_a_full_width_stem_over_the_rows_of_a_table() -> None:
    rows = table(
        ["User entities are responsible for:"], ["Protecting the passwords of their accounts.", "CC6.1"], header=0
    )
    assert [(c.stem, c.text, c.criteria) for c in read(described(CUECS, rows))] == [
        ("User entities are responsible for:", "Protecting the passwords of their accounts.", ("CC6.1",))
    ]


def test_criterion_words_beside_the_control_are_no_control() -> None:
    rows = table(
        ["Trust Services Criteria", "Complementary User Entity Controls"],
        ["CC6.1 - Access to assets is restricted by logical means and by architecture.", "Users protect passwords."],
    )
    assert [(c.text, c.criteria) for c in read(described(CUECS, rows))] == [("Users protect passwords.", ("CC6.1",))]


def test_in_a_type_1_the_next_criterion_with_its_controls_ends_the_duties_among_them() -> None:
    part = section(
        Role.TESTS,
        heading("CC1.4 Competent people", 3),
        table(["Ctrl #", "Control"], ["HRL-1", "Background checks are completed for new hires."]),
        para("Complementary User Entity Controls:"),
        item("The user entity must train their users."),
        heading("CC1.5 Accountability", 3),
        table(["Ctrl #", "Control"], ["HRL-5", "Employees acknowledge the policy upon hire."]),
    )
    assert texts(report(part)) == ["The user entity must train their users."]


def test_paragraphs_that_say_what_user_entities_do() -> None:
    duties = [
        "User entities close accounts of their own leavers.",
        "User entities review the payroll run.",
        "User entities keep their contacts up to date.",
    ]
    assert texts(described(CUECS, ASSUMPTION, *map(para, duties))) == duties


DUTIES = ["Carriers approve their drivers.", "Carriers review the roles of dispatchers."]


def test_criteria_that_head_the_columns_of_a_table_are_those_of_the_marked_duties() -> None:
    duties = table(["User entity control", "CC6.2", "CC6.3"], [DUTIES[0], "X", None], [DUTIES[1], "X", "X"])
    found = read(described(CUECS, duties))
    assert [(cuec.text, cuec.criteria) for cuec in found] == [
        (DUTIES[0], ("CC6.2",)),
        (DUTIES[1], ("CC6.2", "CC6.3")),
    ]


def test_duties_that_a_paragraph_names_one_by_one() -> None:
    named = para(f"CUEC 1: {DUTIES[0]} CUEC 2: {DUTIES[1]}")
    assert [(cuec.id, cuec.text) for cuec in read(described(CUECS, named))] == [
        ("CUEC 1", DUTIES[0]),
        ("CUEC 2", DUTIES[1]),
    ]


def test_a_list_within_a_sentence_whose_first_mark_begins_a_line() -> None:
    stem = para("Our controls were designed with the assumption that the following are in operation at user entities:")
    first = item(
        "drivers lock their devices; (2) managers remove drivers who leave; and (3) keys are kept secret.", "(1)"
    )
    assert texts(described(CUECS, stem, first)) == [
        "drivers lock their devices",
        "managers remove drivers who leave",
        "keys are kept secret.",
    ]


def test_sentences_under_headings_that_name_their_criteria() -> None:
    parts = [
        part
        for criterion, duty in (("CC6.1 - Drivers", DUTIES[0]), ("CC6.3 - Roles", DUTIES[1]))
        for part in (heading(criterion, 2), para(duty))
    ]
    found = read(described(CUECS, *parts))
    assert [(cuec.text, cuec.criteria) for cuec in found] == [(DUTIES[0], ("CC6.1",)), (DUTIES[1], ("CC6.3",))]
