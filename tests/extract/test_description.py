import pytest

from soc2parse.extract.description import extract
from soc2parse.extract.found import Found
from soc2parse.report import Issue, SystemDescription
from soc2parse.sections import Role, Sections
from tests.extract.printed import described, heading, item, items, para, report, section, table


def read(sections: Sections) -> SystemDescription:
    (found,) = [f.value for f in extract(sections) if isinstance(f, Found)]
    assert isinstance(found, SystemDescription)
    return found


def issues(sections: Sections) -> dict[str, Issue]:
    return {i.field: i for i in extract(sections) if isinstance(i, Issue)}


def test_topics_are_a_tree_with_pages_and_text() -> None:
    sections = described(
        heading("Description of the Northwind Platform", 0, page=9),
        heading("Services Provided", 1, page=9),
        para("Northwind plans routes.", page=9),
        heading("Components of the System", 1, page=10),
        heading("Infrastructure", 2, page=10),
        para("Servers stand in two regions.", page=10),
        items("Region one", "Region two", page=11),
        heading("Control Environment", 1, page=12),
    )
    assert [(t.heading, t.level, t.first_page, t.text) for t in read(sections).topics] == [
        ("Description of the Northwind Platform", 1, 9, ""),
        ("Services Provided", 2, 9, "Northwind plans routes."),
        ("Components of the System", 2, 10, ""),
        ("Infrastructure", 3, 10, "Servers stand in two regions.\nRegion one\nRegion two"),
        ("Control Environment", 2, 12, ""),
    ]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Types of Services Provided", "services"),
        ("Overview of Services", "services"),
        ("Description of Services Provided", "services"),
        ("3.1 Nature of the Services", "services"),
        ("Products and Services", "services"),
        ("Overview of the System", "services"),
        ("Company Background", "services"),
        ("INFRASTRUCTURE", "infrastructure"),
        ("Infrastructure & Network Architecture", "infrastructure"),
        ("3.2.1 Northwind's Infrastructure", "infrastructure"),
        ("Hardware", "infrastructure"),
        ("Software", "software"),
        ("Application Software", "software"),
        ("People", "people"),
        ("People and Organization", "people"),
        ("Data", "data"),
        ("b) Data", "data"),
        ("Processes and Procedures", "procedures"),
        ("Policies, Processes and Procedures", "procedures"),
        ("Automated and Manual Procedures", "procedures"),
    ],
)
def test_a_part_by_the_wording_of_its_heading(title: str, part: str) -> None:
    description = read(
        described(heading("The System", 0), heading(title), para("What the part says."), heading("Risk Assessment"))
    )
    assert getattr(description, part) == "What the part says."


@pytest.mark.parametrize(
    "title",
    [
        "Data Classification",
        "Data Backup and Recovery",
        "Software Development",
        "Personnel Security",
        "Change Management",
        "Incident Management",
        "Security Incident Response Process",
        "Commitment to Competence",
    ],
)
def test_headings_that_only_look_like_a_part(title: str) -> None:
    description = read(described(heading(title), para("There were no words of the part here.")))
    assert description.services is None
    assert description.infrastructure is description.software is description.people is None
    assert description.data is description.procedures is None
    assert description.commitments == ()
    assert description.incidents.status == description.changes.status == "not_found"


def test_services_right_under_the_title_of_the_description() -> None:
    sections = described(
        heading("Northwind's Description of Its Platform", 0),
        para("The platform is a cloud-hosted application for planning routes."),
        heading("Infrastructure", 1),
        para("Servers."),
    )
    assert read(sections).services == "The platform is a cloud-hosted application for planning routes."


def test_an_introduction_of_the_section_is_no_service() -> None:
    sections = described(heading("Description of the System", 0), para("This part was prepared by management."))
    assert read(sections).services is None


def test_infrastructure_and_software_in_one_are_both() -> None:
    description = read(described(heading("Infrastructure and Software"), para("Servers and programs.")))
    assert description.infrastructure == description.software == "Servers and programs."


def test_components_as_labels_in_their_paragraphs() -> None:
    description = read(
        described(
            heading("Components of the System"),
            item("Infrastructure – Servers in two regions."),
            item("Software: Programs of our own."),
            para("People. Four teams run the system."),
            para("Data – Orders and routes."),
            para("Procedures: Manuals guide the work."),
        )
    )
    assert description.infrastructure == "Servers in two regions."
    assert description.software == "Programs of our own."
    assert description.people == "Four teams run the system."
    assert description.data == "Orders and routes."
    assert description.procedures == "Manuals guide the work."


def test_components_as_rows_of_a_table() -> None:
    rows = table(["Component", "Description"], ["Infrastructure", "Servers in two regions."], ["People", "Four teams."])
    description = read(described(heading("Components of the System"), rows))
    assert (description.infrastructure, description.people) == ("Servers in two regions.", "Four teams.")


def test_a_part_ends_where_the_next_begins() -> None:
    description = read(
        described(
            heading("Infrastructure", 1),
            para("Servers."),
            heading("Networks", 2),
            para("Firewalls."),
            heading("Software", 1),
            para("Programs."),
        )
    )
    assert description.infrastructure == "Servers.\nNetworks\nFirewalls."
    assert description.software == "Programs."


class TestCommitments:
    TITLE = heading("Principal Service Commitments and System Requirements")

    def test_items_of_the_commitments_and_not_those_of_the_requirements(self) -> None:
        description = read(
            described(
                self.TITLE,
                para("Commitments to user entities include the following:"),
                items("Encrypting data in transit", "An uptime of 99.9 percent"),
                para("System requirements that support these commitments are:"),
                items("Changes are tested."),
            )
        )
        assert description.commitments == ("Encrypting data in transit", "An uptime of 99.9 percent")

    def test_one_list_a_category(self) -> None:
        description = read(
            described(
                self.TITLE,
                para("Security commitments include, but are not limited to, the following:"),
                items("Least privilege"),
                para("Availability commitments include:"),
                items("Failover"),
                heading("System Requirements", 2),
                items("Logs are kept for a year."),
            )
        )
        assert description.commitments == ("Least privilege", "Failover")

    def test_a_table_a_category(self) -> None:
        rows = table(
            ["Trust Services Category", "Service Commitments", "System Requirements"],
            ["Security", "• Least privilege\n• Encryption", "Access reviews"],
            ["Availability", "Uptime of 99.9 percent", "Monitoring"],
        )
        assert read(described(self.TITLE, rows)).commitments == (
            "Least privilege",
            "Encryption",
            "Uptime of 99.9 percent",
        )

    def test_none_listed_is_an_issue(self) -> None:
        sections = described(heading("Services Provided"), para("Northwind plans routes."))
        assert read(sections).commitments == ()
        assert issues(sections)["system_description.commitments"].severity == "info"


class TestIncidentsAndChanges:
    @pytest.mark.parametrize(
        "text",
        [
            "There were no significant incidents during the period.",
            "No system incidents that required disclosure occurred.",
            "Northwind did not experience any incident that impaired its commitments.",
            "Management is not aware of any security incidents.",
            "No incidents or breaches were identified from January 1, 2025 to December 31, 2025.",
            "None noted.",
            "Not applicable.",
        ],
    )
    def test_no_incidents(self, text: str) -> None:
        statement = read(described(heading("System Incidents"), para(text))).incidents
        assert (statement.status, statement.text) == ("none_stated", text)

    @pytest.mark.parametrize(
        "text",
        [
            "On May 3, 2025, a faulty change made the platform unavailable for 94 minutes. No customer data was lost.",
            "An attacker used stolen credentials. The incident did not result from a failure of controls of Northwind.",
            "On January 9 the platform was unavailable for four hours. Affected clients were informed.",
            "There were no incidents other than the outage of May 3, 2025, which lasted 94 minutes.",
        ],
    )
    def test_an_incident_is_described(self, text: str) -> None:
        assert read(described(heading("Incidents"), para(text))).incidents.status == "found"
        assert read(described(heading("C7 Incidents in the Period"), para(text))).incidents.status == "found"
        assert read(described(heading("C.7 Incidents"), para(text))).incidents.status == "found"

    @pytest.mark.parametrize(
        "text",
        [
            "There were no significant changes to the system during the period.",
            "No changes that are likely to affect report users' understanding occurred.",
            "The system did not change significantly during the period.",
            "There were none in the period.",
            "Northwind did not make any significant changes to its services since the last review.",
        ],
    )
    def test_no_changes(self, text: str) -> None:
        assert (
            read(described(heading("Changes to the System During the Period"), para(text))).changes.status
            == "none_stated"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Northwind opened a second office during the period.",
            (
                "In March the ticketing system was replaced. Open tickets were migrated, and the approval steps "
                "remained the same."
            ),
            "There were no significant changes except for the move of the databases to a second region.",
        ],
    )
    def test_a_change_is_described(self, text: str) -> None:
        assert read(described(heading("Significant Changes"), para(text))).changes.status == "found"

    def test_a_denial_without_a_heading(self) -> None:
        sections = described(
            heading("System Boundaries"),
            para("The platform is in scope. There were no significant changes to the system during the period."),
        )
        assert read(sections).changes.text == "There were no significant changes to the system during the period."
        assert read(sections).changes.status == "none_stated"

    def test_a_negation_that_no_wording_knows_is_an_issue(self) -> None:
        sections = described(heading("Incidents"), para("The register shows not one entry for this year."))
        assert read(sections).incidents.status == "found"
        assert issues(sections)["system_description.incidents"].code == "incidents_unclear"

    def test_how_incidents_are_handled_denies_none(self) -> None:
        sections = described(
            heading("Incident Management"),
            para("Staff report incidents. No ticket is closed before the cause of the incident is known."),
        )
        assert read(sections).incidents.status == "not_found"
        assert issues(sections)["system_description.incidents"].severity == "info"


class TestCriteriaNotApplicable:
    TITLE = heading("Trust Services Criteria Not Applicable to the System")

    def waived(self, *elements: object) -> list[tuple[str, str | None]]:
        description = read(described(*elements))  # type: ignore[arg-type]
        return [(c.criterion, c.reason) for c in description.criteria_not_applicable]

    def test_a_table(self) -> None:
        rows = table(["Criterion", "Reason"], ["CC6.4", "The system is hosted."], ["PI1.5", "Output is not stored."])
        assert self.waived(self.TITLE, rows) == [("CC6.4", "The system is hosted."), ("PI1.5", "Output is not stored.")]

    def test_a_table_with_the_criterion_in_words(self) -> None:
        rows = table(
            ["Criteria", "Description", "Rationale for exclusion"],
            ["CC6.5", "Disposal of assets", "No assets are owned."],
        )
        assert self.waived(self.TITLE, rows) == [("CC6.5", "No assets are owned.")]

    def test_items_with_a_dash(self) -> None:
        assert self.waived(self.TITLE, items("CC6.4 – The system is hosted.", "P2.1: Customers obtain consent.")) == [
            ("CC6.4", "The system is hosted."),
            ("P2.1", "Customers obtain consent."),
        ]

    def test_a_sentence_anywhere(self) -> None:
        text = "CC6.4 is not applicable because the system is hosted by a subservice organization."
        assert self.waived(heading("System Boundaries"), para(text)) == [
            ("CC6.4", "the system is hosted by a subservice organization")
        ]

    def test_several_criteria_share_a_reason(self) -> None:
        text = "The criteria CC6.4 and CC6.5 are not relevant to the system, as the system is fully hosted."
        assert self.waived(self.TITLE, para(text)) == [
            ("CC6.4", "the system is fully hosted"),
            ("CC6.5", "the system is fully hosted"),
        ]

    def test_a_range_of_a_group(self) -> None:
        text = "Criteria P5.1 to P5.2 are not applicable since Northwind acts as a processor only."
        assert [criterion for criterion, _ in self.waived(self.TITLE, para(text))] == ["P5.1", "P5.2"]

    def test_criteria_that_are_only_mentioned(self) -> None:
        assert (
            self.waived(heading("Logical Access"), para("Access is reviewed (CC6.2). Badges are used (CC6.4).")) == []
        )

    def test_the_next_table_is_none_of_it(self) -> None:
        rows = table(["Control", "Criteria"], ["Users protect passwords.", "CC6.1"])
        assert self.waived(self.TITLE, para("CC6.4 is not applicable because all is hosted."), rows) == [
            ("CC6.4", "all is hosted")
        ]


class TestLocations:
    @pytest.mark.parametrize(
        "title", ["Locations", "Office Locations", "Facilities and Locations", "Data Center Locations"]
    )
    def test_a_list(self, title: str) -> None:
        sections = described(heading(title), items("Austin, Texas", "Dublin, Ireland"))
        assert read(sections).locations == ("Austin, Texas", "Dublin, Ireland")

    def test_a_sentence(self) -> None:
        text = (
            "Northwind has offices located in Austin, Texas, Dublin, Ireland, and Pune, India. All staff may work "
            "remotely."
        )
        assert read(described(heading("Locations"), para(text))).locations == (
            "Austin, Texas",
            "Dublin, Ireland",
            "Pune, India",
        )

    def test_a_table(self) -> None:
        rows = table(["Location", "Purpose"], ["Austin, Texas", "Headquarters"], ["Pune, India", "Support"])
        assert read(described(heading("Locations"), rows)).locations == ("Austin, Texas", "Pune, India")


def test_no_description_is_an_error() -> None:
    sections = report(section(Role.AUDITOR_REPORT, para("We have examined the description.")))
    (issue,) = list(extract(sections))
    assert isinstance(issue, Issue)
    assert (issue.severity, issue.field) == ("error", "system_description")


def test_a_bullet_printed_large_is_no_topic() -> None:
    sections = described(
        heading("Principal Service Commitments", 1),
        heading("Commitments made to customers and users include the following ones:", 3),
        heading("• Encrypting data", 3),
        heading("• Reporting incidents", 3),
    )
    assert read(sections).commitments == ("Encrypting data", "Reporting incidents")
    assert [topic.heading for topic in read(sections).topics] == ["Principal Service Commitments"]


def test_incidents_that_are_counted_are_not_denied_by_none_of_the_worst_kind() -> None:
    sections = described(
        heading("Description of the Northwind Platform", 0),
        heading("Incident Management", 1),
        para("During the period, 2 incidents were classified as S2. No security incidents of level S1 occurred."),
    )
    incidents = read(sections).incidents
    assert (incidents.status, incidents.text is not None and incidents.text[:25]) == (
        "found",
        "During the period, 2 inci",
    )


def test_a_part_holds_what_stands_under_its_lower_headings_of_the_same_kind() -> None:
    sections = described(
        heading("Description of the Northwind Platform", 0),
        heading("Infrastructure and Technology", 1),
        para("Servers stand in two regions."),
        heading("Key Infrastructure Components", 2),
        para("Containers and a queue."),
    )
    expected = "Servers stand in two regions.\nKey Infrastructure Components\nContainers and a queue."
    assert read(sections).infrastructure == expected
