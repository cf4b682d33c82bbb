import pytest

from soc2parse.language.cuecs import (
    heading_kind,
    is_demand,
    is_duty,
    is_introduction,
    is_none,
    is_reference,
    split_duties,
    stem_of,
    take_identifier,
)


@pytest.mark.parametrize(
    "text",
    [
        "User entities are responsible for approving accounts.",
        "The user entity is responsible for its devices.",
        "Each customer must review the access of its staff.",
        "Users of the platform should protect their passwords.",
        "Customers' administrators are expected to remove access.",
        "Northwind's clients are responsible for the accuracy of uploads.",
        "It is the responsibility of user entities to test releases.",
        "Subscribers need to keep copies.",
    ],
)
def test_a_duty_names_the_user_first(text: str) -> None:
    assert is_duty(text)


@pytest.mark.parametrize(
    "text",
    [
        "Northwind is responsible for its controls.",
        "Management reviews the access of users.",
        "Controls that user entities are expected to operate are described in the guide.",
        "The description presents the controls of user entities.",
        "Customer data is encrypted.",
    ],
)
def test_a_sentence_about_others_is_no_duty(text: str) -> None:
    assert not is_duty(text)


def test_a_demand_names_nobody() -> None:
    assert is_demand("Access to the platform should be restricted to those who need it.")
    assert not is_demand("The platform runs in two regions.")


@pytest.mark.parametrize(
    "text",
    [
        (
            "Northwind's controls were designed with the assumption that certain controls would be in place at user "
            "entities."
        ),
        "The list is not comprehensive, and the controls are not all-inclusive.",
        "The following is not a comprehensive list of controls.",
        "User auditors should consider whether these controls exist.",
        "Each customer must evaluate its own internal control environment.",
        "The user entity controls listed below should be in place.",
        "Such controls are necessary to meet the applicable trust services criteria.",
        "User entities should consult their own auditors on further controls.",
        "User entities are responsible for the following controls.",
        "Customers are responsible for operating the controls below.",
    ],
)
def test_an_introduction_speaks_about_the_list(text: str) -> None:
    assert is_introduction(text)


@pytest.mark.parametrize(
    "text",
    [
        "User entities are responsible for reviewing the controls of their own vendors.",
        "Customers should implement controls over the accuracy of data.",
        "Users must notify Northwind of the following day's holidays.",
        "User entities are responsible for ensuring that such access is removed.",
    ],
)
def test_a_duty_that_speaks_of_controls_is_no_introduction(text: str) -> None:
    assert not is_introduction(text)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("User entities are responsible for:", "User entities are responsible for:"),
        ("The list is not complete. Customers should:", "Customers should:"),
        ("User entities are responsible for", "User entities are responsible for"),
        ("The user entity is responsible for ensuring that:", "The user entity is responsible for ensuring that:"),
        ("The following controls are expected:", None),
        ("User entities are responsible for their passwords.", None),
    ],
)
def test_a_stem_is_completed_by_its_items(text: str, stem: str | None) -> None:
    assert stem_of(text) == stem


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("No complementary user entity controls are required.", True),
        ("There are no CUECs.", True),
        ("User entity controls are not necessary to meet the criteria.", True),
        ("Northwind's controls alone are sufficient.", True),
        ("Northwind did not identify any controls that user entities would have to operate.", True),
        ("There are no complementary user entity controls other than those listed below.", False),
        ("No complementary user entity controls were tested by us.", False),
        ("We did not evaluate the design of complementary user entity controls.", False),
        ("Our examination did not extend to controls of user entities.", False),
        ("Users must not share passwords.", False),
    ],
)
def test_none_is_told_from_not_tested(text: str, none: bool) -> None:
    assert is_none(text) is none


def test_a_reference_names_where_the_list_is() -> None:
    assert is_reference("The controls are described in the user guide.")
    assert not is_reference("User entities are responsible for passwords.")


def test_duties_glued_without_a_full_stop_are_parted() -> None:
    text = "The user entity is responsible for its set-up featuresThe user entity is responsible for passwords."
    assert split_duties(text) == (
        "The user entity is responsible for its set-up features",
        "The user entity is responsible for passwords.",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CUEC-1 Users review access.", ("CUEC-1", "Users review access.")),
        ("UEC 01. Users review access.", ("UEC 01", "Users review access.")),
        ("CUEC 1.2: Users review access.", ("CUEC 1.2", "Users review access.")),
        ("Users review 1 access.", (None, "Users review 1 access.")),
    ],
)
def test_an_identifier_is_taken_off(text: str, expected: tuple[str | None, str]) -> None:
    assert take_identifier(text) == expected


@pytest.mark.parametrize(
    "text", ["user entity controls", "CUEC-1: Access", "Users.", "Complementary Subservice Organization Controls"]
)
def test_words_that_head_no_list(text: str) -> None:
    assert heading_kind(text) is None
