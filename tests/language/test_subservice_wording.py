import pytest

from soc2parse.language.provider_sentences import providers_called, providers_used
from soc2parse.language.providers import provider_of
from soc2parse.language.sentences import sentences
from soc2parse.language.subservice import (
    is_controls_heading,
    is_no_evidence,
    is_none,
    is_subservice_heading,
    stated_methods,
)


@pytest.mark.parametrize(
    ("text", "carve_out", "inclusive"),
    [
        ("The description excludes the controls of the subservice organization.", True, False),
        ("This report does not include the controls of the sub-service organization.", True, False),
        ("Controls at the subservice organization are excluded from this report.", True, False),
        ("The description includes the controls of Harbor.", False, True),
        ("Our examination did not extend to the controls of subservice organizations.", True, False),
        ("The carve-out method is used for all subservice organizations.", True, False),
        ("Harbor is presented using the inclusive method.", False, True),
        ("Their controls are excluded from the Description.", True, False),
        ("The Description excludes the controls of these organizations.", True, False),
        ("The controls of Cirrus Cloud are not part of this report.", True, False),
        ("Controls over mobile devices are excluded from the scope.", False, False),
        ("One is carved out; the other is presented under the inclusive method.", True, True),
        ("The carve-out method would exclude them, whereas the inclusive method would not.", False, False),
        ("Management may use either the inclusive method or the carve-out method.", False, False),
        ("The list is not all-inclusive.", False, False),
        ("The period runs from 1 January to 31 December 2025, inclusive.", False, False),
        ("Northwind keeps an inclusive culture.", False, False),
    ],
)
def test_methods_that_are_stated(text: str, carve_out: bool, inclusive: bool) -> None:
    stated = stated_methods(text)
    assert (stated.carve_out, stated.inclusive) == (carve_out, inclusive)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Northwind does not use subservice organizations.", True),
        ("There are no relevant subservice organizations.", True),
        ("Northwind uses no sub-service organizations.", True),
        ("No incidents occurred at the subservice organizations.", False),
        ("Northwind uses no subservice organizations other than Cirrus Cloud.", False),
        ("The description does not include controls of the subservice organizations.", False),
    ],
)
def test_none_is_told_from_left_out(text: str, none: bool) -> None:
    assert is_none(text) is none


def test_headings() -> None:
    assert is_subservice_heading("Vendors and Sub-service Organizations")
    assert not is_subservice_heading("Third-Party Vendors")
    assert is_controls_heading("Controls Expected to be Implemented at Cirrus Cloud")
    assert is_controls_heading("Complementary Subservice Organization Controls (CSOCs)")
    assert not is_controls_heading("Complementary User Entity Controls")
    assert not is_controls_heading("Subservice Organizations")


def test_what_only_defines_is_no_evidence() -> None:
    assert is_no_evidence("Northwind is itself a subservice organization to its customers.")
    assert not is_no_evidence("Cirrus Cloud is a subservice organization.")


@pytest.mark.parametrize(
    ("text", "name", "services"),
    [
        ("Cirrus Cloud – infrastructure hosting", "Cirrus Cloud", "infrastructure hosting"),
        ("Cirrus Cloud, Inc. (“CC”): hosting", "Cirrus Cloud, Inc.", "hosting"),
        ("Postly (e-mail delivery)", "Postly", "e-mail delivery"),
        ("Ident, which provides single sign-on", "Ident", "single sign-on"),
        (
            "Cirrus Cloud(CC), a subservice organization which provides servers on demand.",
            "Cirrus Cloud",
            "servers on demand",
        ),
        ("Quarrel is a database program. It is free.", "Quarrel", "database program"),
        ("Northgate Print and Mail, Inc.", "Northgate Print and Mail, Inc.", None),
        ("Keystead Support Services Pvt. Ltd.", "Keystead Support Services Pvt. Ltd.", None),
        ("mailbird: e-mail", "mailbird", "e-mail"),
        ("A/B Cloud ApS – backups", "A/B Cloud ApS", "backups"),
    ],
)
def test_an_item_that_names_an_organization(text: str, name: str, services: str | None) -> None:
    provider = provider_of(text)
    assert provider is not None
    assert (provider.name, provider.services) == (name, services)


@pytest.mark.parametrize(
    "text",
    [
        "Review of assurance reports",
        "Physical access is restricted.",
        "Monitoring",
        "The cloud provider",
        "Subservice organizations",
    ],
)
def test_an_item_that_names_none(text: str) -> None:
    provider = provider_of(text)
    assert provider is None or provider.name is None


def test_aliases_in_quotes_and_brackets() -> None:
    (provider,) = providers_used(
        "Northwind uses Stratus Web Services, Inc. (“SWS” or the “cloud provider”) for hosting."
    )
    assert provider.aliases == ("SWS",)
    (provider,) = providers_used("Northwind uses Minto Corporation’s Blue for hosting.")
    assert (provider.name, provider.aliases) == ("Minto Corporation", ("Blue",))


@pytest.mark.parametrize(
    "text",
    [
        "Northwind uses Gridwatch to monitor its subservice organizations.",
        "Northwind uses multi-factor authentication.",
        "We used professional judgment.",
        "Northwind relies on its own staff.",
    ],
)
def test_sentences_that_use_no_organization(text: str) -> None:
    assert providers_used(text) == ()
    assert providers_called(text) == ()


def test_an_abbreviation_ends_no_sentence() -> None:
    text = (
        "Northwind uses Cirrus Cloud, Inc. (CC) in the U.S. for hosting. Postly Ltd. sends e-mail. The rest is its own."
    )
    assert sentences(text) == (
        "Northwind uses Cirrus Cloud, Inc. (CC) in the U.S. for hosting.",
        "Postly Ltd. sends e-mail.",
        "The rest is its own.",
    )


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("Northwind rents servers from Cirrus Cloud, Inc.", "servers"),
        ("Servers are leased from Cirrus Cloud, Inc.", "Servers"),
        ("The description includes the controls of Cirrus Cloud, Inc., which runs the halls.", None),
    ],
)
def test_whom_the_company_pays_or_describes(text: str, services: str | None) -> None:
    (provider,) = providers_used(text)
    assert (provider.name, provider.services) == ("Cirrus Cloud, Inc.", services)
