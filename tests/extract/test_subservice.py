import pytest

from soc2parse.extract.found import Found
from soc2parse.extract.subservice import extract
from soc2parse.layout.element import Block, Table
from soc2parse.report import Issue, SectionSummary, SubserviceOrganization
from soc2parse.sections import Role, Section, Sections
from soc2parse.terms import SectionStatus
from tests.extract.printed import described, heading, item, items, para, report, section, table

CARVED_OUT = (
    "The description includes only the controls of Northwind and excludes the controls of the subservice organizations."
)


def read(sections: Sections) -> list[SubserviceOrganization]:
    return [f.value for f in extract(sections) if isinstance(f, Found) and isinstance(f.value, SubserviceOrganization)]


def summary(sections: Sections) -> SectionSummary:
    return next(f.value for f in extract(sections) if isinstance(f, Found) and isinstance(f.value, SectionSummary))


def issues(sections: Sections) -> dict[str, Issue]:
    return {i.code: i for i in extract(sections) if isinstance(i, Issue)}


def auditor(*texts: str) -> Section:
    return section(Role.AUDITOR_REPORT, *(para(text, page=3) for text in texts))


def facts(sections: Sections) -> list[tuple[str | None, str | None, str | None]]:
    return [(o.name, o.services, o.method and str(o.method)) for o in read(sections)]


class TestLabelledCases:
    """SO01 to SO15: what a wording tells about the method, or that it tells nothing."""

    NAMED = "Northwind uses Cirrus Cloud (hosting), a subservice organization."

    @pytest.mark.parametrize(
        ("text", "method"),
        [
            pytest.param(
                (
                    "The description presents only the controls of Northwind and excludes the controls of its "
                    "subservice organizations."
                ),
                "carve_out",
                id="SO01",
            ),
            pytest.param(
                (
                    "The description includes only Northwind's controls, and our examination did not extend to the "
                    "controls of the subservice organization."
                ),
                "carve_out",
                id="SO02",
            ),
            pytest.param(
                (
                    "The description does not disclose the actual controls at the subservice organization; it "
                    "presents the types of complementary subservice organization controls assumed in the design of "
                    "Northwind's controls."
                ),
                "carve_out",
                id="SO03",
            ),
            pytest.param(
                "The description excludes the controls of Cirrus Cloud, and our examination did not extend to them.",
                "carve_out",
                id="the controls of one by its name",
            ),
            pytest.param("Northwind carves out two organizations.", "carve_out", id="whom the company carves out"),
            pytest.param(
                "Services provided by Cirrus Cloud have been carved out of the scope of this report.",
                "carve_out",
                id="SO05",
            ),
            pytest.param(
                "The description includes the relevant controls of Cirrus Cloud, presented using the inclusive method.",
                "inclusive",
                id="SO06",
            ),
            pytest.param(
                (
                    "Cirrus Cloud is an affiliated subservice organization whose controls are included in the "
                    "description and in our examination."
                ),
                "inclusive",
                id="SO07",
            ),
        ],
    )
    def test_the_method_by_its_wording(self, text: str, method: str) -> None:
        assert facts(report(auditor(f"{self.NAMED} {text}"))) == [("Cirrus Cloud", "hosting", method)]

    def test_so04_the_method_in_the_heading(self) -> None:
        sections = described(heading("Subservice organizations (carve-out method)"), items("Cirrus Cloud – hosting"))
        assert facts(sections) == [("Cirrus Cloud", "hosting", "carve_out")]

    def test_the_method_in_a_heading_above_several_of_them(self) -> None:
        sections = described(
            heading("Subservice Organizations"),
            heading("Inclusive Method", 2),
            para("Northwind uses Harbor Operations Limited, a subservice organization, for its service desk."),
            heading("Carve-out Method", 2),
            para("Northwind uses Cirrus Cloud, Inc., a subservice organization, for hosting."),
        )
        assert [(name, method) for name, _, method in facts(sections)] == [
            ("Harbor Operations Limited", "inclusive"),
            ("Cirrus Cloud, Inc.", "carve_out"),
        ]

    def test_so08_both_methods_in_one_sentence(self) -> None:
        text = (
            "Northwind uses the subservice organizations Cirrus Cloud for hosting and Harbor Data Centers for "
            "colocation. "
            "Controls at Harbor Data Centers are presented under the inclusive method; those of Cirrus Cloud "
            "are presented "
            "under the carve-out method."
        )
        assert facts(report(auditor(text))) == [
            ("Cirrus Cloud", "hosting", "carve_out"),
            ("Harbor Data Centers", "colocation", "inclusive"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Northwind does not use any subservice organizations to provide its services.", id="SO09"),
            pytest.param(
                "No subservice organizations were identified as relevant to the applicable trust services criteria.",
                id="SO10",
            ),
            pytest.param("Not applicable - there are no subservice organizations.", id="SO11"),
            "Not applicable.",
            "None.",
            "Northwind has no subservice organizations.",
        ],
    )
    def test_none_is_what_the_report_says(self, text: str) -> None:
        sections = described(heading("Subservice Organizations"), para(text))
        assert read(sections) == []
        assert summary(sections).status is SectionStatus.NONE_STATED
        assert issues(sections) == {}

    def test_so12_vendors_are_no_subservice_organizations(self) -> None:
        sections = described(
            heading("Third-Party Vendors"),
            para("Northwind relies on third-party vendors for e-mail and HR software, such as Postly and Staffbook."),
            items("Postly – e-mail", "Staffbook – payroll"),
        )
        assert read(sections) == []
        assert summary(sections).status is SectionStatus.NOT_FOUND

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(
                (
                    "The carve-out method would exclude the controls of Cirrus Cloud, whereas the inclusive method "
                    "would present them."
                ),
                id="SO13",
            ),
            pytest.param(
                (
                    "As a user of the service, you should consider whether your own subservice organizations, such "
                    "as Cirrus Cloud, are covered."
                ),
                id="SO14",
            ),
            pytest.param("Northwind is itself a subservice organization to its customers.", id="SO15"),
        ],
    )
    def test_traps_give_no_organization(self, text: str) -> None:
        sections = report(auditor(text), section(Role.DESCRIPTION, heading("Subservice Organizations"), para(text)))
        assert read(sections) == []
        assert summary(sections).status is SectionStatus.NOT_FOUND


class TestNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                (
                    "Northwind uses Cirrus Cloud, Inc. (“Cirrus”), a subservice organization, to provide cloud "
                    "hosting services."
                ),
                [("Cirrus Cloud, Inc.", "cloud hosting services")],
            ),
            (
                (
                    "Northwind uses Cirrus Cloud (hosting), Postly (e-mail delivery), and Ident (authentication) as "
                    "subservice organizations."
                ),
                [("Cirrus Cloud", "hosting"), ("Postly", "e-mail delivery"), ("Ident", "authentication")],
            ),
            (
                (
                    "Northwind utilizes subservice organizations Cirrus Cloud, Postly and Ident to provide hosting, "
                    "e-mail delivery, and authentication, respectively."
                ),
                [("Cirrus Cloud", "hosting"), ("Postly", "e-mail delivery"), ("Ident", "authentication")],
            ),
            (
                "The Company outsources infrastructure hosting to Cirrus Cloud Ltd, a subservice organization.",
                [("Cirrus Cloud Ltd", "infrastructure hosting")],
            ),
            (
                (
                    "The subservice organizations used by Northwind are Cirrus Cloud for hosting and Postly GmbH "
                    "for e-mail."
                ),
                [("Cirrus Cloud", "hosting"), ("Postly GmbH", "e-mail")],
            ),
            (
                "Northwind has contracted with a subservice organization, Harbor Data Centers, LLC, for colocation.",
                [("Harbor Data Centers, LLC", "colocation")],
            ),
            (
                "Northwind uses Northgate Print and Mail, Inc. (“Northgate”), a subservice organization, for mailing.",
                [("Northgate Print and Mail, Inc.", "mailing")],
            ),
            (
                (
                    "Northwind uses Lumen Telecom, LLC (“Lumen”) for voice and message routing and Northgate Print and "
                    "Mail, Inc. (“Northgate”) for mailing (subservice organizations)."
                ),
                [("Lumen Telecom, LLC", "voice and message routing"), ("Northgate Print and Mail, Inc.", "mailing")],
            ),
            (
                (
                    "Northwind's production servers are hosted by Keystead Pvt. Ltd., a subservice organization "
                    "which provides colocation."
                ),
                [("Keystead Pvt. Ltd.", "colocation")],
            ),
        ],
    )
    def test_names_and_services_of_the_scope_paragraph(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert [fact[:2] for fact in facts(report(auditor(text)))] == expected

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            (
                "Northwind uses subservice organizations for hosting (Cirrus Cloud), e-mail (Postly), and SMS (Ringo).",
                ["Cirrus Cloud", "Postly", "Ringo"],
            ),
            (
                (
                    "Northwind uses certain services provided by Cirrus Cloud, Inc. and Basalt Data Centers, LLC "
                    "(“subservice organizations”) to host its systems."
                ),
                ["Cirrus Cloud, Inc.", "Basalt Data Centers, LLC"],
            ),
            ("Northwind uses a subservice organization (Cirrus Cloud) to host its servers.", ["Cirrus Cloud"]),
            (
                "The Company uses Cirrus Cloud’s Elastic Hosting, a subservice organization, to run its platform.",
                ["Cirrus Cloud"],
            ),
            (
                "Northwind has elected to carve out Cirrus Cloud and Basalt, who provide data center hosting.",
                ["Cirrus Cloud", "Basalt"],
            ),
            (
                "Data center services are provided by Basalt Data Centers (a subservice organization).",
                ["Basalt Data Centers"],
            ),
            (
                (
                    "The description includes only the controls of Northwind and excludes the related controls of "
                    "Cirrus Cloud and Postly, subservice organizations."
                ),
                ["Cirrus Cloud", "Postly"],
            ),
            (
                (
                    "Northwind uses the following subservice organizations to support the System: Cirrus Cloud "
                    "(“CC”) - cloud hosting; Postly - e-mail; and Ident – single sign-on."
                ),
                ["Cirrus Cloud", "Postly", "Ident"],
            ),
            (
                (
                    "Northwind uses Cirrus Cloud, a subservice organization that provides hosting in its Dublin, "
                    "Ireland and Frankfurt, Germany regions, and Postly, a subservice organization that provides "
                    "e-mail."
                ),
                ["Cirrus Cloud", "Postly"],
            ),
            (
                (
                    "Northwind uses Stratus Web Services, Inc. (SWS), Gable LLC (GCP) and Minto Corporation (Minto) "
                    "(collectively, the “Subservice Organizations”) for cloud hosting."
                ),
                ["Stratus Web Services, Inc.", "Gable LLC", "Minto Corporation"],
            ),
            ("Cirrus Cloud is used by Northwind as a subservice organization for hosting.", ["Cirrus Cloud"]),
            (
                (
                    "Northwind relies on Cirrus Cloud, its cloud hosting provider and subservice organization, for "
                    "physical security."
                ),
                ["Cirrus Cloud"],
            ),
            (
                (
                    "The description does not include the controls of its cloud provider, Cirrus Cloud, a "
                    "subservice organization."
                ),
                ["Cirrus Cloud"],
            ),
            (
                (
                    "Our examination did not include the services provided by Cirrus Cloud, and we have not "
                    "evaluated controls at the subservice organization."
                ),
                ["Cirrus Cloud"],
            ),
            (
                (
                    "Cirrus Cloud, Inc. (“CC”) for hosting and Postly for mail: these services "
                    "have been carved out of the scope of this report."
                ),
                ["Cirrus Cloud, Inc.", "Postly"],
            ),
            (
                "Services provided by Cirrus Cloud and Postly have been carved out of the scope of this report.",
                ["Cirrus Cloud", "Postly"],
            ),
            ("Northwind uses various subservice organizations to perform certain functions, as listed below.", []),
        ],
    )
    def test_names_in_other_firms_words(self, text: str, names: list[str]) -> None:
        assert [o.name for o in read(report(auditor(text)))] == names

    def test_organizations_described_under_headings_of_their_own(self) -> None:
        sections = described(
            heading("Subservice Organizations", 1),
            para(CARVED_OUT),
            heading("Cirrus Cloud", 2),
            para("Cirrus Cloud provides the servers on which the platform runs."),
            heading("Postly GmbH", 2),
            para("Northwind uses Postly to send e-mail."),
            heading("Monitoring", 2),
            para("Management reviews their assurance reports."),
        )
        assert [(o.name, o.method) for o in read(sections)] == [
            ("Cirrus Cloud", "carve_out"),
            ("Postly GmbH", "carve_out"),
        ]

    def test_organizations_described_in_paragraphs(self) -> None:
        sections = described(
            heading("Subservice Organizations"),
            para("Cirrus Cloud, Inc. provides hosting for the platform. Northwind reviews its report yearly."),
            para("Postly (e-mail) is used for messages to customers."),
            para("Management reviews the reports of both."),
        )
        assert [o.name for o in read(sections)] == ["Cirrus Cloud, Inc.", "Postly"]

    def test_a_list_behind_the_scope_paragraph(self) -> None:
        part = section(
            Role.AUDITOR_REPORT,
            para("Northwind uses the following subservice organizations:"),
            items("Cirrus Cloud (“CC”), which provides hosting", "Postly: e-mail delivery"),
            para(CARVED_OUT),
        )
        assert facts(report(part)) == [
            ("Cirrus Cloud", "hosting", "carve_out"),
            ("Postly", "e-mail delivery", "carve_out"),
        ]

    def test_one_organization_however_it_is_called(self) -> None:
        sections = report(
            auditor("Northwind uses Amazon Web Services, Inc. (“AWS”), a subservice organization, for cloud hosting."),
            section(
                Role.DESCRIPTION,
                heading("Subservice Organizations"),
                items("Amazon Web Services – hosting of servers and databases"),
                heading("Complementary Subservice Organization Controls"),
                table(
                    ["Subservice Organization", "Expected Control", "Criteria"],
                    ["AWS", "Data centers are guarded.", "CC6.4"],
                ),
            ),
        )
        (one,) = read(sections)
        assert (one.name, one.services) == ("Amazon Web Services, Inc.", "hosting of servers and databases")
        assert "AWS" in one.aliases
        assert [c.text for c in one.controls] == ["Data centers are guarded."]

    def test_a_tool_that_watches_them_is_none_of_them(self) -> None:
        sections = report(
            auditor("Northwind uses Cirrus Cloud, a subservice organization, for hosting."),
            section(
                Role.DESCRIPTION,
                heading("Monitoring of Subservice Organizations"),
                para("Northwind uses Gridwatch to monitor its subservice organizations and Jotter for tickets."),
            ),
        )
        assert [o.name for o in read(sections)] == ["Cirrus Cloud"]

    def test_software_named_elsewhere_is_none_of_them(self) -> None:
        sections = report(
            auditor("Northwind uses Cirrus Cloud, a subservice organization, for hosting."),
            section(
                Role.DESCRIPTION,
                heading("Software"),
                para("Northwind uses GitHub for source code, Okta for sign-on, and Datadog for metrics."),
                table(["Software", "Purpose"], ["Jira", "Tickets"], ["Slack", "Chat"]),
            ),
        )
        assert [o.name for o in read(sections)] == ["Cirrus Cloud"]

    def test_a_provider_without_a_name(self) -> None:
        sections = report(
            auditor(f"Northwind uses a subservice organization to provide data center hosting. {CARVED_OUT}")
        )
        assert facts(sections) == [(None, "data center hosting", "carve_out")]
        assert "subservice_unnamed" in issues(sections)

    def test_the_company_itself_is_never_one(self) -> None:
        sections = report(
            auditor(
                "Northwind uses Cirrus Cloud, a subservice organization, for hosting.",
                "The system is hosted by a subservice organization, and Northwind operates no data centers.",
                "Controls at the subservice organizations, Northwind and its users work together.",
            )
        )
        assert [o.name for o in read(sections)] == ["Cirrus Cloud"]


class TestTables:
    @pytest.mark.parametrize(
        "header",
        [
            ["Subservice Organization", "Services Provided", "Method"],
            ["Vendor", "Function", "Carve-out / Inclusive"],
            ["Name of Subservice Organization", "Description of Services", "Presentation Method"],
            ["Third-Party Provider", "Nature of Services", "Treatment"],
        ],
    )
    def test_columns_by_their_headers(self, header: list[str | None]) -> None:
        rows = table(header, ["Cirrus Cloud, Inc.", "Hosting", "Carve-out"], ["Harbor LLC", "Colocation", "Inclusive"])
        sections = described(
            heading("Subservice Organizations"), para("The table lists the subservice organizations."), rows
        )
        assert facts(sections) == [
            ("Cirrus Cloud, Inc.", "Hosting", "carve_out"),
            ("Harbor LLC", "Colocation", "inclusive"),
        ]

    def test_services_first(self) -> None:
        rows = table(["Services Provided", "Subservice Organization"], ["Hosting", "Cirrus Cloud (“CC”)"])
        assert facts(described(heading("Subservice Organizations"), rows, para(CARVED_OUT))) == [
            ("Cirrus Cloud", "Hosting", "carve_out")
        ]

    def test_organization_services_criteria_and_controls_in_one_table(self) -> None:
        rows = table(
            ["Subservice Organization", "Services Provided", "Applicable Criteria", "Complementary Controls"],
            ["Cirrus Cloud", "Hosting", "CC6.4", "Physical access is restricted."],
            [None, None, "A1.2", "Generators are tested."],
            ["Postly", "E-mail", "CC6.7", "Mail is encrypted in transit."],
        )
        sections = described(heading("Subservice Organizations"), rows)
        assert [(o.name, [(c.text, c.criteria) for c in o.controls]) for o in read(sections)] == [
            ("Cirrus Cloud", [("Physical access is restricted.", ("CC6.4",)), ("Generators are tested.", ("A1.2",))]),
            ("Postly", [("Mail is encrypted in transit.", ("CC6.7",))]),
        ]

    def test_the_criterion_first_and_the_organization_last(self) -> None:
        rows = table(
            ["Criteria", "Complementary Subservice Organization Controls", "Subservice Organization"],
            ["CC6.4", "Physical access is restricted.", "Cirrus Cloud"],
            ["CC6.7", "Mail is encrypted.", "Postly"],
        )
        sections = described(heading("Complementary Subservice Organization Controls"), rows)
        assert [(o.name, [c.text for c in o.controls]) for o in read(sections)] == [
            ("Cirrus Cloud", ["Physical access is restricted."]),
            ("Postly", ["Mail is encrypted."]),
        ]

    def test_a_header_that_no_rule_parts_from_the_first_row(self) -> None:
        sections = described(
            heading("Subservice Organizations"),
            para("Northwind uses Cirrus Cloud, Inc. for hosting."),
            table(
                ["CSOC\nEntry to the halls is by badge.", "Criteria\nCC6.4"],
                ["Generators are tested each month.", "A1.2"],
                header=0,
            ),
        )
        (cirrus,) = read(sections)
        assert [(c.text, c.criteria) for c in cirrus.controls] == [
            ("Entry to the halls is by badge.", ("CC6.4",)),
            ("Generators are tested each month.", ("A1.2",)),
        ]

    def test_a_column_for_each_organization(self) -> None:
        sections = described(
            heading("Complementary Subservice Organization Controls"),
            para("Northwind uses Cirrus Cloud, Inc. for hosting and Postly LLC for e-mail delivery."),
            table(
                ["Criteria", "Cirrus Cloud, Inc.", "Postly LLC"],
                ["CC6.4", "Entry to the halls is by badge.", None],
                ["CC6.5", "Media is destroyed.", "Messages are deleted on request."],
                header=0,
            ),
        )
        assert [(o.name, [(c.text, c.criteria) for c in o.controls]) for o in read(sections)] == [
            (
                "Cirrus Cloud, Inc.",
                [("Entry to the halls is by badge.", ("CC6.4",)), ("Media is destroyed.", ("CC6.5",))],
            ),
            ("Postly LLC", [("Messages are deleted on request.", ("CC6.5",))]),
        ]

    def test_services_above_the_controls_in_one_cell(self) -> None:
        sections = described(
            heading("Complementary Subservice Organization Controls"),
            table(
                ["Subservice organization", "Services provided and expected controls"],
                [
                    "Cirrus Cloud, Inc.",
                    "Hosting of servers\n• Entry to the halls is by badge.\n• Generators are tested each month.",
                ],
            ),
        )
        (cirrus,) = read(sections)
        assert cirrus.services == "Hosting of servers"
        assert [c.text for c in cirrus.controls] == [
            "Entry to the halls is by badge.",
            "Generators are tested each month.",
        ]

    def test_a_table_for_each_organization_under_its_name(self) -> None:
        one = table(["Criteria", "Expected Controls"], ["CC6.4", "Physical access is restricted."])
        two = table(["Criteria", "Expected Controls"], ["CC6.7", "Mail is encrypted."])
        sections = report(
            auditor("Northwind uses Cirrus Cloud for hosting and Postly for e-mail (subservice organizations)."),
            section(
                Role.DESCRIPTION,
                heading("Complementary Subservice Organization Controls", 1),
                heading("Cirrus Cloud", 2),
                one,
                heading("Postly", 2),
                two,
            ),
        )
        assert [(o.name, [c.text for c in o.controls]) for o in read(sections)] == [
            ("Cirrus Cloud", ["Physical access is restricted."]),
            ("Postly", ["Mail is encrypted."]),
        ]

    def test_a_band_with_the_organization_over_its_rows(self) -> None:
        rows = table(
            ["Expected Control", "Criteria"],
            ["Cirrus Cloud"],
            ["Physical access is restricted.", "CC6.4"],
            ["Postly"],
            ["Mail is encrypted.", "CC6.7"],
        )
        sections = report(
            auditor("Northwind uses Cirrus Cloud for hosting and Postly for e-mail (subservice organizations)."),
            section(Role.DESCRIPTION, heading("Controls Expected to be Implemented at Subservice Organizations"), rows),
        )
        assert [[c.text for c in o.controls] for o in read(sections)] == [
            ["Physical access is restricted."],
            ["Mail is encrypted."],
        ]


class TestExpectedControls:
    SCOPE = auditor(
        "Northwind uses Cirrus Cloud for hosting and Postly for e-mail (subservice organizations).", CARVED_OUT
    )

    def controls(self, *elements: object) -> list[list[str]]:
        part = section(Role.DESCRIPTION, heading("Subservice Organizations"), *elements)  # type: ignore[arg-type]
        return [[c.text for c in o.controls] for o in read(report(self.SCOPE, part))]

    def test_bullets_behind_a_sentence_that_names_the_organization(self) -> None:
        assert self.controls(
            para("The following controls are expected to be implemented by Cirrus Cloud:"),
            items("Physical access is restricted. (CC6.4)", "Generators are tested. (A1.2)"),
            para("The following controls are expected to be implemented by Postly:"),
            items("Mail is encrypted. (CC6.7)"),
        ) == [["Physical access is restricted.", "Generators are tested."], ["Mail is encrypted."]]

    def test_bullets_under_a_bold_name(self) -> None:
        assert self.controls(
            para("Complementary Subservice Organization Controls", bold=True),
            para("Cirrus Cloud", bold=True),
            items("Physical access is restricted. (CC6.4)"),
            para("Postly:", bold=True),
            items("Mail is encrypted. (CC6.7)"),
        ) == [["Physical access is restricted."], ["Mail is encrypted."]]

    def test_bullets_nested_under_the_names(self) -> None:
        assert self.controls(
            para("Northwind assumes that these controls are in place at its subservice organizations:"),
            item("Cirrus Cloud:"),
            items("Physical access is restricted. (CC6.4)", marker="o", indent=110),
            item("Postly:"),
            items("Mail is encrypted. (CC6.7)", marker="o", indent=110),
        ) == [["Physical access is restricted."], ["Mail is encrypted."]]

    def test_paragraphs_that_each_begin_with_the_organization(self) -> None:
        assert self.controls(
            heading("Complementary Subservice Organization Controls", 2),
            para("Cirrus Cloud is responsible for restricting physical access. (CC6.4)"),
            para("Postly is responsible for encrypting mail. (CC6.7)"),
        ) == [
            ["Cirrus Cloud is responsible for restricting physical access."],
            ["Postly is responsible for encrypting mail."],
        ]

    def test_the_organization_in_the_heading_on_controls(self) -> None:
        sections = described(
            heading("Complementary Subservice Organization Controls", 1),
            para("Northwind relies on controls at its subservice organizations."),
            heading("Controls Expected to be Implemented by Harbor Data Centers, LLC", 2),
            items("Physical access is restricted. (CC6.4)"),
            heading("Controls Expected to be Implemented by Ident", 2),
            items("Sign-on is logged. (CC6.1)"),
        )
        assert [(o.name, [c.text for c in o.controls]) for o in read(sections)] == [
            ("Harbor Data Centers, LLC", ["Physical access is restricted."]),
            ("Ident", ["Sign-on is logged."]),
        ]

    def test_how_they_are_monitored_is_not_expected_of_them(self) -> None:
        assert self.controls(
            para("Northwind monitors the subservice organizations by the following procedures:"),
            items("Reviewing their assurance reports.", "Holding monthly calls."),
            para("The following controls are expected at Cirrus Cloud:"),
            items("Physical access is restricted."),
        ) == [["Physical access is restricted."], []]

    def test_a_band_above_the_header_and_monitoring_behind_the_table(self) -> None:
        rows = table(
            ["Subservice Organization - Cirrus Cloud"],
            ["Category", "Criteria", "Control"],
            ["Security", "CC6.4, CC7.2", "Access to the halls is approved by an authorized person."],
            [None, None, "Access to the halls is revoked within a day."],
            ["Availability", "A1.2", "The halls have fire suppression."],
        )
        assert self.controls(
            heading("Complementary Subservice Organization Controls", 2),
            para("The following controls should be implemented by Cirrus Cloud to give additional assurance:"),
            rows,
            para("In addition, Northwind monitors the controls of the provider, including the following procedures:"),
            items("Reconciling output reports", "Holding discussions", "Reading assurance reports"),
        ) == [
            [
                "Access to the halls is approved by an authorized person.",
                "Access to the halls is revoked within a day.",
                "The halls have fire suppression.",
            ],
            [],
        ]

    def test_organizations_named_only_by_what_is_expected_of_them(self) -> None:
        rows = table(
            ["Control Activities Expected to be Implemented by Cirrus Cloud and Harbor", "Applicable Criteria"],
            ["Cirrus Cloud and Harbor are responsible for logical access to the network.", "CC6.1 –\nCC6.3"],
            ["Harbor is responsible for restricting physical access.", "CC6.4"],
        )
        sections = described(heading("Complementary Subservice Organization Controls"), rows)
        assert [(o.name, [c.criteria for c in o.controls]) for o in read(sections)] == [
            ("Cirrus Cloud", [("CC6.1", "CC6.2", "CC6.3")]),
            ("Harbor", [("CC6.1", "CC6.2", "CC6.3"), ("CC6.4",)]),
        ]

    def test_what_is_expected_of_all_stands_at_each_with_a_notice(self) -> None:
        part = section(
            Role.DESCRIPTION,
            heading("Complementary Subservice Organization Controls"),
            items("Physical access is restricted.", "Media is destroyed."),
        )
        sections = report(self.SCOPE, part)
        assert [len(o.controls) for o in read(sections)] == [2, 2]
        assert "subservice_controls_shared" in issues(sections)

    def test_user_entity_controls_behind_them_are_not_theirs(self) -> None:
        assert self.controls(
            heading("Complementary Subservice Organization Controls", 2),
            para("The following is expected of Cirrus Cloud:"),
            items("Physical access is restricted."),
            heading("Complementary User Entity Controls", 2),
            items("Users protect passwords."),
        ) == [["Physical access is restricted."], []]


def test_a_control_that_names_its_organizations_in_brackets() -> None:
    sections = described(
        heading("Subservice Organizations"),
        para("Northwind relies on these subservice organizations, all of which are carved out:"),
        items("Cirrus Cloud, Inc. - hosting", "Telewache GmbH & Co. KG - monitoring at night"),
        para("The following controls are expected at the organizations named in brackets:"),
        items(
            "CC6.4: Entry is by badge. (Cirrus Cloud, Inc.)", "CC7.2: Alarms are passed on. (Telewache GmbH & Co. KG)"
        ),
    )
    assert [(o.name, [(c.text, c.criteria) for c in o.controls]) for o in read(sections)] == [
        ("Cirrus Cloud, Inc.", [("Entry is by badge.", ("CC6.4",))]),
        ("Telewache GmbH & Co. KG", [("Alarms are passed on.", ("CC7.2",))]),
    ]


def test_a_sentence_on_them_above_a_table_under_a_heading_in_other_words() -> None:
    sections = described(
        heading("Who Helps Us"),
        para("Two subservice organizations are used."),
        table(
            ["Organization", "What it does", "Controls that we assume", "Criterion"],
            ["Cirrus Cloud, Inc.", "Hosting", "Entry is by badge.", "CC6.4"],
            ["Postly", "E-mail delivery", "Messages are encrypted.", "CC6.7"],
        ),
    )
    assert [(o.name, o.services, [c.text for c in o.controls]) for o in read(sections)] == [
        ("Cirrus Cloud, Inc.", "Hosting", ["Entry is by badge."]),
        ("Postly", "E-mail delivery", ["Messages are encrypted."]),
    ]


def test_organizations_head_their_controls_behind_a_sentence_on_both() -> None:
    sections = described(
        heading("Outsourced Service Providers"),
        para(
            "The subservice organizations of Northwind, their services and the controls taken to be in place there are:"
        ),
        heading("Harbor Data Hub Pte. Ltd. (co-location)", 3),
        items("Readers guard the halls.", "Generators are run each month."),
        heading("Messagely (SMS delivery)", 3),
        items("Messages are queued."),
    )
    assert [(o.name, [c.text for c in o.controls]) for o in read(sections)] == [
        ("Harbor Data Hub Pte. Ltd.", ["Readers guard the halls.", "Generators are run each month."]),
        ("Messagely", ["Messages are queued."]),
    ]


def test_a_schedule_is_no_organization() -> None:
    letter = auditor("Schedule 1 names two subservice organizations, whose controls are excluded from the description.")
    assert read(report(letter)) == []


def test_controls_under_labels_are_no_organizations() -> None:
    sections = described(
        heading("Subservice Organization"),
        para("Cirrus Cloud provides hosting. Northwind expects the following of Cirrus Cloud:"),
        para("Physical security", bold=True),
        items("Facilities are secured with guards.", "Access lists are reviewed every quarter."),
    )
    (cirrus,) = read(sections)
    assert [c.text for c in cirrus.controls] == [
        "Facilities are secured with guards.",
        "Access lists are reviewed every quarter.",
    ]


def test_the_paragraphs_of_a_letter_may_be_numbered() -> None:
    text = (
        "Northwind uses Cirrus Cloud, Inc. (hosting) and Postly (e-mail), both of which are subservice organizations."
    )
    letter = section(Role.AUDITOR_REPORT, item("To the directors", "1."), item(text, "2."))
    assert [o.name for o in read(report(letter))] == ["Cirrus Cloud, Inc.", "Postly"]


def test_vendors_of_whom_the_next_sentence_says_that_they_are_none() -> None:
    sections = described(
        heading("Other Vendors"),
        para("Northwind also uses Chatter and Gitpoint. They are not subservice organizations."),
    )
    assert read(sections) == []


def listed(*elements: object) -> list[tuple[str | None, list[str]]]:
    """The organizations under their heading, each with the texts expected of it."""
    part = described(heading("Subservice Organizations", 2), para(CARVED_OUT), *elements)  # type: ignore[arg-type]
    return [(o.name, [c.text for c in o.controls]) for o in read(part)]


def test_items_that_cite_criteria_are_controls_of_the_organization_that_heads_them() -> None:
    assert listed(
        para("Northwind uses the subservice organizations below:"),
        heading("Harbor Data Centres Limited (colocation of servers)", 3),
        items("Access to the halls is recorded. (CC6.4)", "Power, cooling and cabling are maintained. (A1.2)"),
    ) == [
        (
            "Harbor Data Centres Limited",
            ["Access to the halls is recorded.", "Power, cooling and cabling are maintained."],
        )
    ]


def test_organizations_and_their_controls_in_one_list() -> None:
    assert listed(
        para("Northwind uses the following subservice organizations:"),
        item("Cirrus Cloud, LLC \u2013 hosting"),
        items("Data centers are guarded. (CC6.4)", "Power and cooling are redundant. (A1.2)", indent=110.0),
        item("Postly, Inc. \u2013 e-mail delivery"),
        item("Mail is encrypted. (CC6.7)", indent=110.0),
    ) == [
        ("Cirrus Cloud, LLC", ["Data centers are guarded.", "Power and cooling are redundant."]),
        ("Postly, Inc.", ["Mail is encrypted."]),
    ]


def test_a_column_of_what_is_expected_has_a_head_and_the_ids_of_criteria_beside_it() -> None:
    rows = table(
        ["Control Activity Expected to be Implemented by Cirrus", "Trust ID"], ["Media is destroyed.", "CC6.5"]
    )
    sections = described(heading("Complementary Subservice Organization Controls \u2013 Cirrus, Inc."), rows)
    assert [[(c.text, c.criteria) for c in o.controls] for o in read(sections)] == [
        [("Media is destroyed.", ("CC6.5",))]
    ]


def test_vendors_beside_a_denial_are_no_subservice_organizations() -> None:
    sections = described(
        heading("Vendors and Subservice Organizations"),
        para("Northwind does not use subservice organizations. The vendors below are used for office work."),
        table(["Vendor", "Function"], ["Postly", "E-mail"], ["Staffbook", "Payroll"]),
    )
    assert read(sections) == []
    assert summary(sections).status is SectionStatus.NONE_STATED


def test_the_pages_are_those_of_the_part_of_the_description() -> None:
    sections = described(
        heading("Services Provided", page=9),
        para("We host.", page=9),
        heading("Subservice Organizations", page=14),
        items("Cirrus Cloud – hosting", page=14),
        para(CARVED_OUT, page=15),
        heading("Complementary User Entity Controls", page=16),
    )
    place = summary(sections)
    assert (place.status, place.title, place.first_page, place.last_page) == (
        "found",
        "Subservice Organizations",
        14,
        15,
    )


def test_spoken_of_but_not_read_is_an_issue() -> None:
    sections = report(
        auditor("The description indicates that certain complementary subservice organization controls are needed.")
    )
    assert summary(sections).status is SectionStatus.NOT_FOUND
    assert issues(sections)["subservice_not_read"].page == 3


def test_named_and_denied_is_an_issue() -> None:
    sections = report(
        auditor("Northwind uses Cirrus Cloud, a subservice organization, for hosting."),
        section(Role.DESCRIPTION, heading("Subservice Organizations"), para("There are no subservice organizations.")),
    )
    assert "subservice_denied_but_named" in issues(sections)


def test_a_method_that_nobody_states_is_null_with_an_issue() -> None:
    sections = report(auditor("Northwind uses Cirrus Cloud, a subservice organization, for hosting."))
    assert facts(sections) == [("Cirrus Cloud", "hosting", None)]
    assert "subservice_method_unknown" in issues(sections)


def test_each_table_is_of_the_organization_that_its_header_names() -> None:
    head = "Control Activity Expected to be Implemented by "
    sections = described(
        heading("Subservice Organizations"),
        para("Northwind uses Cirrus Cloud (hosting) and Postly (mail), both subservice organizations."),
        table([head + "Cirrus Cloud", "Criteria"], ["Media is destroyed.", "CC6.5"]),
        table([head + "Postly", "Criteria"], ["Mail is encrypted.", "CC6.7"]),
    )
    assert [(o.name, [c.text for c in o.controls]) for o in read(sections)] == [
        ("Cirrus Cloud", ["Media is destroyed."]),
        ("Postly", ["Mail is encrypted."]),
    ]


def test_a_heading_that_names_one_behind_its_label() -> None:
    sections = described(
        heading("Subservice Organizations", 1),
        para("Northwind uses the following subservice organizations:"),
        heading("Subservice Organization: Skerry Cloud Limited", 2),
        para("Treatment: Carve-out"),
        heading("Complementary Subservice Organization Controls (CSOCs):", 3),
        *items("Doors of data centers are locked.", "Power is doubled."),
    )
    (found,) = read(sections)
    assert (found.name, found.method) == ("Skerry Cloud Limited", "carve_out")
    assert [control.text for control in found.controls] == ["Doors of data centers are locked.", "Power is doubled."]


def test_organizations_under_headings_with_their_services_and_controls_behind_labels() -> None:
    def one(name: str, services: str, control: str) -> list[Block | Table]:
        labelled = para(f"Service: {services}"), para("Expected controls:", bold=True)
        return [heading(name, 2), *labelled, item(control)]

    sections = described(
        heading("Subservice Organizations", 1),
        para("The carve-out method is used."),
        *one("Skerry Cloud Limited", "Hosting of servers", "Doors of data centers are locked."),
        *one("Mailfinch, Inc.", "Sending of payslips", "Mail is encrypted on its way."),
    )
    assert facts(sections) == [
        ("Skerry Cloud Limited", "Hosting of servers", "carve_out"),
        ("Mailfinch, Inc.", "Sending of payslips", "carve_out"),
    ]
    assert [[control.text for control in each.controls] for each in read(sections)] == [
        ["Doors of data centers are locked."],
        ["Mail is encrypted on its way."],
    ]


def test_every_bullet_in_a_cell_of_expected_controls_is_one_and_a_cell_that_names_none_holds_none() -> None:
    rows = table(
        ["Organization", "Service", "Method", "Expected controls"],
        [
            "Equator Colocation plc",
            "Data centre services",
            "Carve-out",
            "\u2022 Equator restricts access to its cages.\n\u2022 Equator monitors temperature and humidity.",
        ],
        ["Talwyn Operations Ltd", "Operations", "Inclusive", "Not applicable, controls are part of section 4"],
    )
    found = listed(rows)
    assert found == [
        (
            "Equator Colocation plc",
            ["Equator restricts access to its cages.", "Equator monitors temperature and humidity."],
        ),
        ("Talwyn Operations Ltd", []),
    ]
