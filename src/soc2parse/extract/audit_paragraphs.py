"""The auditor's report cut into its paragraphs: Scope, Basis for Qualified Opinion, Opinion, Restricted Use."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from soc2parse.language.headings import paragraph_kind
from soc2parse.language.loose import Told, loose
from soc2parse.language.opinions import DISCLAIMED, ENGAGED, INSUFFICIENT, MATERIAL, OPINION
from soc2parse.layout.element import Block, BlockKind, Line
from soc2parse.sections import Role, Section, Sections, read_once
from soc2parse.titles import short_text

EXAMINED = Told(
    loose(
        r"\b(we|I) (have |was |were )?(also )?(examined|audited|engaged to examine|engaged to report|"
        r"been engaged to (examine|report))\b"
        r"|\b(we|I) (have )?(undertaken|undertook|performed|conducted|completed|carried out) (an?|our|this) "
        r".{0,40}(engagement|examination|audit)\b.{0,40}(report|on|of)\b"
    ),
    "examin",
    "audit",
    "engage",
)
RESTRICTED = loose(
    r"(intended )?solely for (the )?(information|use)|intended solely|(should|may|must) not be (used|relied upon|"
    r"distributed)|"
    r"(not intended to be|not be) used by (anyone|any other|any one)|restricted to|for the information and use of"
)
OPINION_KINDS = frozenset({"opinion", "qualified", "adverse", "disclaimer"})
# A heading that runs into its paragraph: "Opinion. In our opinion, ...".
_RUN_IN = re.compile(
    r"((?:basis\s+for\s+(?:a\s+|the\s+|our\s+)?(?:qualified|qualification|adverse|modified|modification|disclaimer\s+of)\s*(?:opinion)?)|"
    r"(?:qualified|adverse|modified)\s+opinion|"
    r"disclaimer\s+of\s+opinion|(?:our\s+)?opinion|restricted\s+use|restriction\s+on\s+use|"
    r"emphasis\s+of\s+(?:a\s+)?matter|other\s+matters?|"
    r"scope|inherent\s+limitations|controls\s+that\s+did\s+not\s+operate(?:\s+during\s+the\s+\w*\s*period)?)\s*[."
    r":–—-]*\s+(?=[A-Z“\"])",
    re.IGNORECASE,
)
_MODIFIED = ("qualified", "adverse", "disclaimer")
_ITEM = re.compile(r"^\s*(?:[•●▪◦‣■□·\-–—]|\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[.):])\s", re.IGNORECASE)
_SMALL = 0.88  # of the opinion's letters
_PART = loose(r"^(the |that |.{0,80})(description|controls)\b.{0,400}(present|suitably|operat)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading of the auditor's report (`kind` as in `language.headings`, None before the first) and its text."""

    kind: str | None
    title: str
    blocks: tuple[Block, ...]
    run_in: int = 0
    """How many letters of the first block are the heading itself: "Emphasis of Matter. As described in ..."."""

    @property
    def text(self) -> str:
        """The prose of the paragraph, without a heading that runs into it."""
        return " ".join(block.text for block in self.blocks)[self.run_in :]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All printed lines."""
        return tuple(line for block in self.blocks for line in block.lines)


_POINTS_UP = re.compile(r"\bpreceding paragraphs?\b|\bparagraphs? (?:directly )?above\b", re.IGNORECASE)
_FAILS = re.compile(r"\b(?:not|failed|lacked|without)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The auditor's report in paragraphs, and of these the opinion itself."""

    section: Section
    paragraphs: tuple[Paragraph, ...]
    opinion: Paragraph | None

    def of(self, *kinds: str) -> tuple[Paragraph, ...]:
        """The paragraphs of these kinds, in order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind in kinds)

    @property
    def scope(self) -> str:
        """The sentence that says what was examined, and what follows it in its paragraph."""
        for block in self.section.blocks:
            if (hit := EXAMINED.search(block.text)) is not None:
                return block.text[hit.start() :]
        return ""

    @property
    def engaged(self) -> bool:
        """Whether the auditor says "we were engaged to examine", as before a disclaimer."""
        return any(ENGAGED.search(block.text) for block in self.section.blocks)

    @property
    def basis(self) -> Paragraph | None:
        """The basis of a modified opinion: headed so, or the paragraph above, where the opinion points to it."""
        return next(iter(self.of("basis")), None) or self._above()

    def _above(self) -> Paragraph | None:
        """ "Except for the matter described in the preceding paragraph": what stands above the opinion."""
        if self.opinion is None or not _POINTS_UP.search(self.opinion.text):
            return None
        blocks = [block for block in self.section.blocks if block.kind is not BlockKind.HEADING]
        place = next((i for i, block in enumerate(blocks) if block is self.opinion.blocks[0]), 0)
        found = blocks[place - 1 : place]
        return Paragraph("basis", "", tuple(found)) if found and _FAILS.search(found[0].text) else None


def audit_reports(sections: Sections) -> tuple[AuditReport, ...]:
    """All auditor's reports of the file (a package may hold a second one, on a SOC 3)."""
    reports = []
    for section in sections.of(Role.AUDITOR_REPORT):
        paragraphs = _cut(section)
        reports.append(AuditReport(section, paragraphs, _opinion(paragraphs)))
    return tuple(reports)


@read_once
def main_report(sections: Sections) -> AuditReport | None:
    """The auditor's report on the description and the controls: the first with an opinion, else the first."""
    reports = audit_reports(sections)
    return next((report for report in reports if report.opinion), reports[0] if reports else None)


def _cut(section: Section) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    kind: str | None = None
    title = ""
    held: list[Block] = []
    prefix = 0
    for block in section.blocks:
        heading = _heading(block)
        run_in = None if heading else _RUN_IN.match(block.text)
        if heading is None and run_in is None:
            held.append(block)
            continue
        if held or kind:
            found.append(Paragraph(kind, title, tuple(held), prefix))
        prefix = run_in.end() if run_in else 0
        kind, title = heading or (paragraph_kind(run_in.group(1)) if run_in else None), block.text
        held = [block] if run_in else []
    found.append(Paragraph(kind, title, tuple(held), prefix))
    return tuple(found)


def _heading(block: Block) -> str | None:
    text = short_text(block).strip()
    if not text or len(block.lines) > 2 or (text.endswith(".") and len(text.split()) > 6):
        return None
    if block.kind is not BlockKind.HEADING and (len(text) > 70 or not text[:1].isupper()):
        return None
    return paragraph_kind(text)


def _opinion(paragraphs: tuple[Paragraph, ...]) -> Paragraph | None:
    """The paragraph with the opinion on the description and the controls, cut to the opinion's own words."""
    headed = [each for each in paragraphs if each.kind in OPINION_KINDS and _speaks(each.text)]
    on_description = [each for each in headed if re.search("description", each.text, re.IGNORECASE)]
    for paragraph in (*on_description, *headed):
        if (passage := _passage(paragraph)) is not None:
            return passage
    for paragraph in paragraphs:
        if paragraph.kind not in OPINION_KINDS and (passage := _passage(paragraph)) is not None:
            return passage
    return None


def _speaks(text: str) -> bool:
    return bool(
        (OPINION.search(text) and MATERIAL.search(text)) or (DISCLAIMED.search(text) and INSUFFICIENT.search(text))
    )


def _passage(paragraph: Paragraph) -> Paragraph | None:
    """From the block that begins the opinion to its last part."""
    headed = paragraph.kind in OPINION_KINDS
    for index, block in enumerate(paragraph.blocks):
        rest = paragraph.blocks[index:]
        starts = OPINION.search(block.text) or (
            DISCLAIMED.search(block.text) and (headed or INSUFFICIENT.search(block.text))
        )
        if not starts or not _speaks(" ".join(each.text for each in rest[:8])):
            continue
        begin = 0 if headed else index
        kept = list(paragraph.blocks[begin : index + 1])
        for following in rest[1:]:
            if following.lines[0].size < _SMALL * block.lines[0].size:
                continue  # a footnote that ends the page within the opinion
            if not _goes_on(following, headed=headed):
                if (part := _before_restriction(following)) is not None:
                    kept.append(part)
                break
            kept.append(following)
        return Paragraph(paragraph.kind, paragraph.title, tuple(kept), 0 if begin else paragraph.run_in)
    return None


def _before_restriction(block: Block) -> Block | None:
    """The opinion's last part, where a heading in the same type ("Restricted Use") stands right below it."""
    ends = (i for i, line in enumerate(block.lines) if paragraph_kind(line.text) or RESTRICTED.search(line.text))
    count = next(ends, 0)
    part = replace(block, lines=block.lines[:count])
    return part if count and _PART.search(part.text) else None


def _goes_on(block: Block, *, headed: bool) -> bool:
    if RESTRICTED.search(block.text) or OPINION.search(block.text):
        return False
    if (
        block.text[:1].islower()
        or block.kind is BlockKind.ITEM
        or block.marker
        or _ITEM.match(block.text)
        or _PART.search(block.text)
    ):
        return True
    return headed and len(block.text) > 90 and not re.search(r"not modified", block.text)


def modified_heading(report: AuditReport) -> str | None:
    """The kind that the headings name: "qualified", "adverse" or "disclaimer"; None where they name none."""
    if report.opinion is not None and report.opinion.kind in _MODIFIED:
        return report.opinion.kind
    for paragraph in report.of("basis", *_MODIFIED):
        named = next((kind for kind in _MODIFIED if kind in paragraph.title.lower()), None)
        if named:
            return named
    return None
