"""The kind and the parts of an opinion, by its words."""

import pytest

from soc2parse.language.opinions import read_opinion
from soc2parse.terms import OpinionKind

U, Q, A, D = OpinionKind.UNQUALIFIED, OpinionKind.QUALIFIED, OpinionKind.ADVERSE, OpinionKind.DISCLAIMER
DESCRIPTION = "the description presents the Ledger system that was designed and implemented throughout the period;"
DESIGN = (
    "the controls stated in the description were suitably designed so that commitments would be achieved if its "
    "controls operated "
    "effectively throughout that period and if user entities applied the complementary controls; and"
)
OPERATION = (
    "the controls stated in the description operated effectively throughout the period if complementary "
    "subservice organization "
    "controls operated effectively."
)
PARTS = [DESCRIPTION, DESIGN, OPERATION]
FAILED = "As a result, controls did not operate effectively to meet criterion CC6.2."
MISDESIGNED = "As a result, controls were not suitably designed to meet criterion CC6.2."
BOTH = "As a result, controls were not suitably designed or operating effectively to meet criterion CC6.2."
MISSTATED = (
    "The description does not mention the second data center. As a result, the description does not present the system."
)
CASES = [
    ("clean", ["In our opinion, in all material respects,", *PARTS], None, "", (U, U, U, U)),
    ("clean, type 1", ["In our opinion, in all material respects,", DESCRIPTION, DESIGN], None, "", (U, U, U, None)),
    (
        "clean in one sentence",
        [" ".join([("In our opinion, in all material respects,"), *PARTS])],
        None,
        "",
        (U, U, U, U),
    ),
    (
        "clean, older words",
        [
            (
                "In our opinion, in all material respects, based on the criteria, the description fairly presents the "
                "system, the "
                "controls were suitably designed to provide assurance if the controls operated effectively, and the "
                "controls tested operated "
                "effectively."
            )
        ],
        None,
        "",
        (U, U, U, U),
    ),
    (
        "clean, words without spaces",
        [
            "Inouropinion,inallmaterialrespects,",
            "Thedescriptionfairlypresentsthesystem",
            ("Thecontrolsweresuitablydesignedifthecontrolsoperatedeffectively"),
            "Thecontrolsoperatedeffectively",
        ],
        None,
        "",
        (U, U, U, U),
    ),
    (
        "design and operation in one part",
        [
            (
                "In our opinion, in all material respects, the description is fairly presented, and the controls were "
                "suitably designed and operating effectively throughout the period."
            )
        ],
        None,
        "",
        (U, U, U, U),
    ),
    (
        "qualified by heading and basis",
        [
            (
                "In our opinion, except for the effects of the matter described in the Basis for Qualified Opinion "
                "paragraph, in all material respects,"
            ),
            *PARTS,
        ],
        "qualified",
        FAILED,
        (Q, U, U, Q),
    ),
    (
        "qualified without heading",
        [
            (
                "In our opinion, except for the matter giving rise to the modification described in the preceding "
                "paragraph, in all material respects,"
            ),
            *PARTS,
        ],
        None,
        MISDESIGNED,
        (Q, U, Q, U),
    ),
    (
        "qualified in both",
        [("In our opinion, in all material respects, except for the matters referred to above,"), *PARTS],
        None,
        BOTH,
        (Q, U, Q, Q),
    ),
    (
        "qualified as to the description",
        [("In our opinion, except for the matter described above, in all material respects,"), *PARTS],
        "qualified",
        MISSTATED,
        (Q, Q, U, U),
    ),
    (
        "qualified, the exception first",
        [
            (
                "Except for the possible effects of the matter described above, in our opinion, in all material "
                "respects,"
            ),
            *PARTS,
        ],
        None,
        FAILED,
        (Q, U, U, Q),
    ),
    (
        "qualified in its last part",
        [
            ("In our opinion, in all material respects,"),
            DESCRIPTION,
            DESIGN,
            ("except for the matter described below, the controls operated effectively throughout the period."),
        ],
        None,
        "",
        (Q, U, U, Q),
    ),
    (
        "qualified at the end of a sentence",
        [
            ("In our opinion, in all material respects,"),
            DESCRIPTION,
            DESIGN,
            (
                "the controls operated "
                "effectively throughout the period, with the exception of the matter described above."
            ),
        ],
        None,
        "",
        (Q, U, U, Q),
    ),
    (
        "qualified, basis unclear",
        [("In our opinion, except for the matter described above, in all material respects,"), *PARTS],
        "qualified",
        "Records were lost in a flood.",
        (Q, None, None, None),
    ),
    (
        "adverse",
        [
            ("In our opinion, because of the significance of the matters described in the Basis for Adverse Opinion,"),
            ("the description does not present the system;"),
            ("the controls were not suitably designed; and"),
            "the controls did not operate effectively.",
        ],
        "adverse",
        FAILED,
        (A, A, A, A),
    ),
    (
        "adverse as to operation",
        [
            ("In our opinion, because of the significance of the matter described above, in all material respects,"),
            DESCRIPTION,
            DESIGN,
            ("the controls stated in the description did not operate effectively."),
        ],
        "adverse",
        FAILED,
        (A, U, U, A),
    ),
    (
        "disclaimer",
        [
            (
                "Because of the significance of the matter described in the Basis for Disclaimer of Opinion paragraph, "
                "we have not "
                "been able to obtain sufficient appropriate evidence. Accordingly, we do not express an opinion."
            )
        ],
        "disclaimer",
        "",
        (D, D, D, D),
    ),
    (
        "disclaimer without heading",
        [
            (
                "Because of the limitation described above, we were not able to obtain sufficient appropriate evidence "
                "to provide a basis for an opinion. Accordingly, we do not express an opinion."
            )
        ],
        None,
        "",
        (D, D, D, D),
    ),
    (
        "scope words only",
        [("In our opinion, in all material respects, except for the London office,"), *PARTS],
        None,
        "",
        (None,) * 4,
    ),
    ("a basis, but a clean opinion", ["In our opinion, in all material respects,", *PARTS], None, FAILED, (None,) * 4),
    (
        "a heading, but a clean opinion",
        [("In our opinion, in all material respects,"), *PARTS],
        "qualified",
        "",
        (Q, None, None, None),
    ),
    (
        "no opinion in it",
        [("We believe that the evidence obtained is sufficient to provide a basis for our conclusion.")],
        None,
        "",
        (None,) * 4,
    ),
]


@pytest.mark.parametrize(
    ("clauses", "heading", "basis", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_kinds_and_parts(
    clauses: list[str], heading: str | None, basis: str, kinds: tuple[OpinionKind | None, ...]
) -> None:
    reading = read_opinion(clauses, heading=heading, basis=basis)
    assert (reading.kind, reading.description, reading.design, reading.operating) == kinds
    if None in kinds[:3]:
        assert reading.doubts


def test_possible_effects_are_a_limitation_of_the_scope() -> None:
    clauses = [
        ("In our opinion, except for the possible effects of the matter described above, in all material respects,"),
        *PARTS,
    ]
    assert read_opinion(clauses, basis=FAILED).scope_limitation
