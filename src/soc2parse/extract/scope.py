"""What was examined against: the categories in scope, the set of criteria, and the further frameworks of a SOC 2+."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soc2parse.extract.audit_paragraphs import EXAMINED, AuditReport, main_report
from soc2parse.extract.found import Found, error, sources_of, warning
from soc2parse.language.loose import Told
from soc2parse.language.scope import (
    category_lists,
    criteria_sets,
    frameworks_in,
    without_titles,
)
from soc2parse.layout.element import Block, Line
from soc2parse.report import Framework, Issue
from soc2parse.sections import Role, Sections
from soc2parse.terms import Category, CriteriaSet, Treatment

_CRITERION = re.compile(r"\b(CC|PI|A|C|P)\s?(\d{1,2})\.(\d{1,2})\b")
_PREFIX = {
    "A": Category.AVAILABILITY,
    "C": Category.CONFIDENTIALITY,
    "PI": Category.PROCESSING_INTEGRITY,
    "P": Category.PRIVACY,
}
_MAPPED = Told(re.compile(r"mapp(?:ing|ed)|cross[\s-]?(?:reference|walk)", re.IGNORECASE), "mapp", "cross")
_OPINED = re.compile(r"opinion|examin|met\b|requirements|criteria", re.IGNORECASE)
_EXCLUDED = re.compile(
    r"not\s+(?:part\s+of|in\s+scope|included|covered)|outside\s+the\s+scope|exclud|no\s+opinion", re.IGNORECASE
)


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Read categories, criteria set and frameworks, each from the scope paragraph first."""
    report = main_report(sections)
    yield from _categories(sections, report)
    yield from _criteria_set(sections, report)
    yield from _frameworks(sections, report)


def _categories(sections: Sections, report: AuditReport | None) -> Iterator[Found | Issue]:
    """The scope paragraph decides; the cover, the assertion and the tables of criteria confirm or contradict it."""
    stated = [(place, found) for place, text in _places(sections, report) if (found := _declared(text))]
    printed = _printed(sections)
    if not stated:
        yield error("categories_not_found", "categories", "No place that could be read lists the categories in scope.")
        return
    place, chosen = stated[0]
    rivals = {found: name for name, found in stated[1:] if found != chosen}
    if rivals and len(chosen) == len(Category):
        # A scope sentence that runs the title of the criteria together with the scope names all five.
        narrower = [found for found in rivals if set(found) < set(chosen)]
        if narrower and printed and set(narrower[0]) >= printed:
            place, chosen = rivals[narrower[0]], narrower[0]
    for category in chosen:
        yield Found("categories", category)
    disagree = sorted({name for name, found in stated if found != chosen})
    if disagree:
        message = f"By the {place}: {_names(chosen)}; the {' and the '.join(disagree)} lists others."
        yield warning("categories_disagree", "categories", message)
    beyond = printed - set(chosen)
    if beyond:
        message = (
            f"Criteria of {_names(tuple(sorted(beyond)))} are printed among the tests, but the {place} does not name "
            f"them."
        )
        yield warning("categories_beyond_scope", "categories", message)


def _places(sections: Sections, report: AuditReport | None) -> Iterator[tuple[str, str]]:
    if report is not None:
        blocks = report.section.blocks
        for index, block in enumerate(blocks):
            if EXAMINED.search(block.text):
                yield "scope paragraph", " ".join(each.text for each in blocks[index : index + 2])
                break
        if report.opinion is not None:
            yield "opinion", report.opinion.text
    for section in sections.of(Role.ASSERTION):
        yield "assertion", " ".join(block.text for block in section.blocks[:14])
    for section in sections.of(Role.FRONT):
        yield "cover", " ".join(block.text for block in section.blocks if block.page <= 3)
    titles = " . ".join(section.title for section in sections.of(Role.DESCRIPTION, Role.TESTS, Role.AUDITOR_REPORT))
    yield "section titles", titles


def _declared(text: str) -> tuple[Category, ...]:
    """The first list of categories declared in scope; several that widen each other are one scope."""
    lists = list(category_lists(text))
    return max(lists, key=len) if lists else ()


def _printed(sections: Sections) -> set[Category]:
    """The categories whose own criteria the tables of tests print; the common criteria are in all and tell nothing."""
    seen: dict[Category, int] = {}
    for section in sections.of(Role.TESTS):
        for table in section.tables:
            for row in table.rows:
                for cell in row.cells[:2]:
                    if (hit := _CRITERION.match(cell.text)) and hit.group(1) in _PREFIX:
                        category = _PREFIX[hit.group(1)]
                        seen[category] = seen.get(category, 0) + 1
    return {category for category, count in seen.items() if count >= 2}


def _names(categories: tuple[Category, ...]) -> str:
    return ", ".join(category.value.replace("_", " ") for category in categories)


def _criteria_set(sections: Sections, report: AuditReport | None) -> Iterator[Found | Issue]:
    texts = [" ".join(block.text for block in report.section.blocks[:12])] if report else []
    texts += [" ".join(block.text for block in section.blocks[:10]) for section in sections.of(Role.ASSERTION)]
    texts += [
        " ".join(block.text for block in section.blocks[:40])
        for section in sections.of(Role.FRONT, Role.TESTS, Role.DESCRIPTION)
    ]
    for text in texts:
        if years := criteria_sets(text):
            yield Found("criteria_set", years[0])
            if len(years) > 1:
                message = f"The report cites the criteria of {' and '.join(years)}."
                yield warning("criteria_set_disagrees", "criteria_set", message)
            return
    if (guessed := _by_numbers(sections)) is not None:
        yield Found("criteria_set", guessed)
        yield warning(
            "criteria_set_by_numbers", "criteria_set", "The set of criteria follows from the criteria's numbers only."
        )
    else:
        yield warning("criteria_set_not_found", "criteria_set", "No place cites the year of the criteria.")


def _by_numbers(sections: Sections) -> CriteriaSet | None:
    """CC8 and CC9 exist in the 2017 set only."""
    for section in sections.of(Role.TESTS):
        heads = (block.text for block in section.blocks)
        cells = (cell.text for table in section.tables for row in table.rows for cell in row.cells[:2])
        if any(re.match(r"CC\s?[89]\.\d", text) for text in (*heads, *cells)):
            return CriteriaSet.Y2017
    return None


def _frameworks(sections: Sections, report: AuditReport | None) -> Iterator[Found | Issue]:
    """Opined: named among what was examined or concluded on. Mapped: a mapping in an unaudited part or an appendix."""
    opined: dict[str, tuple[Line, ...]] = {}
    if report is not None:
        blocks = [block for block in report.section.blocks if EXAMINED.search(block.text)]
        blocks += list(report.opinion.blocks) if report.opinion else []
        for block in blocks:
            for name in _named(block):
                opined.setdefault(name, block.lines)
    for name, lines in opined.items():
        yield Found("frameworks", Framework(name=name, treatment=Treatment.OPINED, sources=sources_of(lines)))
    for name, lines in _mapped(sections).items():
        if name not in opined:
            yield Found("frameworks", Framework(name=name, treatment=Treatment.MAPPED, sources=sources_of(lines)))


def _named(block: Block) -> list[str]:
    found: list[str] = []
    for sentence in re.split(r"(?<=[a-z)])[.;]\s+(?=[A-Z])", block.text):
        if _EXCLUDED.search(sentence) or not _OPINED.search(sentence):
            continue
        found += [name for name in frameworks_in(without_titles(sentence)) if name not in found]
    return found


def _mapped(sections: Sections) -> dict[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = {}
    for section in sections.of(Role.OTHER_INFORMATION, Role.APPENDIX, Role.TESTS, Role.DESCRIPTION):
        unaudited = section.role in (Role.OTHER_INFORMATION, Role.APPENDIX)
        for index, block in enumerate(section.blocks):
            if (
                len(block.text) > 400
                or not _MAPPED.search(block.text)
                or not _is_title(block, index, unaudited=unaudited)
            ):
                continue
            for name in frameworks_in(block.text):
                found.setdefault(name, block.lines)
    return found


def _is_title(block: Block, index: int, *, unaudited: bool) -> bool:
    return block.kind == "heading" or (unaudited and (index < 6 or len(block.text) < 120))
