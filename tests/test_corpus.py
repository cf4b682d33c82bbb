"""The fictional corpus keeps its word: what a truth states stands in its PDF, and each fixture says what it is."""

import json
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
FOLDERS = sorted(path.parent for path in FIXTURES.glob("*/about.toml"))
MEGABYTE = 1_000_000
SHORTEST_PIECE = 8
TOOLCHAINS = {"reportlab", "weasyprint", "chromium", "libreoffice"}


def letters(text: str) -> str:
    """The text's letters and digits: what no line break, bullet or ligature changes."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


@cache
def printed(folder: Path) -> tuple[str, ...]:
    """The letters of each page, in the order in which they were printed."""
    document = pypdfium2.PdfDocument(folder / "report.pdf")
    try:
        return tuple(letters(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def common_start(text: str, page: str) -> int:
    """How many letters of the text's start stand on the page in one piece."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] in page:
            low = middle
        else:
            high = middle - 1
    return low


def stands_in(text: str, pages: tuple[str, ...]) -> bool:
    """Whether the text is printed: in one piece, or in a few pieces on a page and the two that follow it."""
    wanted = letters(text)
    if any(wanted in page for page in pages):
        return True
    return any(_pieces(wanted, pages[place : place + 3]) for place in range(len(pages)))


def _pieces(rest: str, pages: tuple[str, ...]) -> bool:
    """Whether the letters are found piece after piece, each of a few words at least."""
    for page in pages:
        for _ in range(3):
            taken = common_start(rest, page)
            if taken < min(SHORTEST_PIECE, len(rest)):
                break
            rest = rest[taken:]
            if not rest:
                return True
    return False


def truth(folder: Path) -> dict[str, Any]:
    """The truth of a fixture; a negative has none."""
    path = folder / "truth.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def about(folder: Path) -> dict[str, Any]:
    """What a fixture says of itself."""
    return tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))


REPORTS = [folder for folder in FOLDERS if about(folder)["kind"] == "report"]


def texts(found: dict[str, Any]) -> list[str]:
    """Every text of a truth that must be printed as it stands."""
    rows = [control["text"] for control in found.get("controls", [])]
    rows += [control["id"] or "" for control in found.get("controls", [])]
    for test in found.get("testing_results", []):
        rows += [test["result"] or ""]
    rows += [user["text"] for user in found.get("cuecs", [])]
    rows += [user.get("stem") or "" for user in found.get("cuecs", [])]
    for place in found.get("subservice_organizations", []):
        rows += [place["name"], *(control["text"] for control in place["controls"])]
    rows += [fault.get("management_response") or "" for fault in found.get("exceptions", [])]
    rows += found.get("system_description", {}).get("commitments", [])
    return [row for row in dict.fromkeys(rows) if row]


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: folder.name)
def test_every_control_result_and_user_entity_text_is_printed(folder: Path) -> None:
    pages = printed(folder)
    missing = [text for text in texts(truth(folder)) if not stands_in(text, pages)]
    assert not missing, missing[:5]


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: folder.name)
def test_every_test_procedure_is_printed_sentence_by_sentence(folder: Path) -> None:
    pages = printed(folder)
    procedures = dict.fromkeys(test["procedure"] for test in truth(folder).get("testing_results", []))
    missing = [
        sentence
        for procedure in procedures
        for sentence in procedure.rstrip(".").split(". ")
        if not stands_in(sentence, pages)
    ]
    assert not missing, missing[:5]


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: folder.name)
def test_exceptions_are_printed_sentence_by_sentence(folder: Path) -> None:
    pages = printed(folder)
    for fault in truth(folder).get("exceptions", []):
        for sentence in fault["description"].rstrip(".").split(". "):
            assert stands_in(sentence, pages), sentence


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: folder.name)
def test_a_section_starts_on_the_page_that_shows_its_heading(folder: Path) -> None:
    pages = printed(folder)
    assert len(pages) == truth(folder)["document"]["page_count"]
    for section in truth(folder)["sections"]:
        if "title" in section and "first_page" in section:
            assert letters(section["title"]) in pages[section["first_page"] - 1], section
            assert section["first_page"] <= section["last_page"] <= len(pages)


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: folder.name)
def test_exceptions_agree_with_the_tests_that_noted_them(folder: Path) -> None:
    found = truth(folder)
    noted = [test for test in found["testing_results"] if test.get("outcome") == "exception"]
    assert {test["control_id"] for test in noted} == {fault["control_id"] for fault in found["exceptions"]}
    assert len({letters(test["procedure"] + (test["result"] or "")) for test in noted}) == len(found["exceptions"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_fixture_says_what_it_is(folder: Path) -> None:
    said = about(folder)
    assert said["slug"] == folder.name
    assert said["toolchain"] in TOOLCHAINS
    assert said["kind"] in {"report", "negative"}
    assert said["pages"] == len(printed(folder))
    assert said["traps"]
    if said["kind"] == "report":
        assert said["layouts"]
        assert (folder / "truth.json").exists()
    else:
        assert said["seems"]
        assert not (folder / "truth.json").exists()


def test_the_corpus_stays_small() -> None:
    sizes = {folder.name: (folder / "report.pdf").stat().st_size for folder in FOLDERS}
    assert max(sizes.values()) < 3 * MEGABYTE
    assert sum(sizes.values()) < 40 * MEGABYTE


def test_the_corpus_holds_every_kind_of_report() -> None:
    found = [truth(folder) for folder in REPORTS]
    assert len(found) >= 28
    assert {report["opinion"]["kind"] for report in found} == {"unqualified", "qualified", "adverse", "disclaimer"}
    assert {report["report_type"] for report in found} == {"type_1", "type_2"}
    assert {report["criteria_set"] for report in found} == {"2016", "2017"}
    assert len({category for report in found for category in report["categories"]}) == 5
    assert sum(report["document"]["page_count"] >= 60 for report in found) >= 4
    methods = {place["method"] for report in found for place in report["subservice_organizations"]}
    assert methods == {"carve_out", "inclusive"}


def test_the_corpus_holds_every_layout_and_toolchain() -> None:
    said = [about(folder) for folder in FOLDERS]
    layouts = {layout for report in said for layout in report.get("layouts", [])}
    assert layouts == {f"L{number}" for number in range(1, 20)}
    assert {fixture["toolchain"] for fixture in said} == TOOLCHAINS
    assert sum(fixture["kind"] == "negative" for fixture in said) >= 14


def test_the_differences_of_the_two_years_are_those_of_their_truths() -> None:
    first, second = truth(FIXTURES / "alderpoint-2024"), truth(FIXTURES / "alderpoint-2025")
    known = json.loads((FIXTURES / "alderpoint-2025" / "differences.json").read_text(encoding="utf-8"))
    before = {control["id"]: control["text"] for control in first["controls"]}
    after = {control["id"]: control["text"] for control in second["controls"]}
    assert set(known["controls_added"]) == after.keys() - before.keys()
    assert set(known["controls_removed"]) == before.keys() - after.keys()
    assert set(known["controls_reworded"]) == {c for c in before.keys() & after.keys() if before[c] != after[c]}
    faults = [{fault["control_id"] for fault in report["exceptions"]} for report in (first, second)]
    assert set(known["exceptions_new"]) == faults[1] - faults[0]
    assert set(known["exceptions_gone"]) == faults[0] - faults[1]
    assert set(known["exceptions_repeated"]) == faults[0] & faults[1]


def test_a_report_is_built_again_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("reportlab")
    monkeypatch.syspath_prepend(str(FIXTURES))
    from build.recipe import look_of, plan_of
    from build.recipes import RECIPES
    from build.render import build

    recipe = next(recipe for recipe in RECIPES if recipe.slug == "thistledown-2016")
    built = build(plan_of(recipe), look_of(recipe), recipe.toolchain)
    assert built.truth == truth(FIXTURES / recipe.slug)
    document = pypdfium2.PdfDocument(built.pdf)
    pages = tuple(letters(page.get_textpage().get_text_range()) for page in document)
    document.close()
    assert pages == printed(FIXTURES / recipe.slug)
