"""The type of the report and the period under examination, weighed over the places that state them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soc2parse.extract.audit_paragraphs import EXAMINED, AuditReport, main_report
from soc2parse.extract.found import Found, error, info, sources_of, warning
from soc2parse.language.dates import Span, SpanKind, find_spans, tidy
from soc2parse.language.loose import loose
from soc2parse.language.openings import is_result_table
from soc2parse.language.opinions import OPINION, parts_named
from soc2parse.layout.element import Block, Line
from soc2parse.report import Issue, Period
from soc2parse.sections import Role, Sections, read_once
from soc2parse.terms import ReportType

_ONE, _TWO = ReportType.TYPE_1, ReportType.TYPE_2
_TYPE = re.compile(
    r"\btype[\s\-]*(?P<one>1|i|one)(?![\w])|\btype[\s\-]*(?P<two>2|ii|ll|il|li|two)(?![\w])|"
    r"soc\s?2\s?[-–]?\s?t(?P<digit>[12])\b",
    re.IGNORECASE,
)
_OPERATING = loose(r"operating effectiveness|operated effectively|operating effectively|operation of (the )?controls")
_SUB_SCOPE = re.compile(
    r"(?:for|regarding|with\s+respect\s+to|in\s+respect\s+of)\s+(?:the|its|our)\s+[^,.;]{3,60}(?:,|"
    r"\()\s*(?:for\s+)?(?:only\s+)?(?:the\s+period|from|as\s+of)?\s*$",
    re.IGNORECASE,
)
_OTHER_REPORT = re.compile(
    r"\b(?:prior|previous|next|last\s+year|earlier|predecessor|bridge|subsequent)\b|"
    r"soc\s?[123]\s?®?\s+(?:type\s+\w+\s+)?report\s+(?:of|from|for)\s+(?!the\s+period)",
    re.IGNORECASE,
)
_COVER_LINES = 60


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one place says of the period: the best-ranked place has the lowest rank."""

    rank: int
    place: str
    span: Span
    lines: tuple[Line, ...]


def report_type(sections: Sections) -> ReportType | None:
    """Type 1 or 2 by the best evidence: opinion, scope paragraph, long titles, tests, the word on the cover."""
    votes = _type_votes(sections)
    return votes[0][1] if votes else None


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Read the type and the period; where the places disagree, the best-ranked counts and an issue names the others."""
    votes = _type_votes(sections)
    yield from _type(votes)
    kind = votes[0][1] if votes else None
    readings = _readings(sections)
    wanted = SpanKind.AS_OF if kind is _ONE else SpanKind.PERIOD
    of_kind = [reading for reading in readings if reading.span.kind is wanted or kind is None]
    sound = [reading for reading in of_kind if reading.span.problem is None]
    if not sound:
        yield from _unread(of_kind or readings)
        return
    chosen = _chosen(sound)
    span = chosen.span
    lines = [line for reading in sound if _same(reading.span, span) for line in reading.lines][:12]
    start = None if span.kind is SpanKind.AS_OF else span.start
    yield Found("period", Period(start=start, end=span.end, start_inferred=span.inferred, sources=sources_of(lines)))
    yield from _checks(chosen, sound)


def _type(votes: Sequence[tuple[str, ReportType]]) -> Iterator[Found | Issue]:
    if not votes:
        yield error(
            "report_type_not_found", "report_type", "Nothing that could be read tells whether it is a type 1 or type 2."
        )
        return
    place, kind = votes[0]
    yield Found("report_type", kind)
    others = [name for name, vote in votes[1:] if vote is not kind]
    if others:
        message = f"By the {place} it is a {_name(kind)}; the {' and the '.join(others)} reads like the other type."
        yield warning("report_type_disagrees", "report_type", message)
    elif place in ("tests of controls", "words 'type' on the front pages"):
        yield warning("report_type_weak", "report_type", f"The type was read from the {place} alone.")


@read_once
def _type_votes(sections: Sections) -> list[tuple[str, ReportType]]:
    report = main_report(sections)
    votes: list[tuple[str, ReportType]] = []
    if report is not None and (vote := _by_opinion(report)):
        votes.append(("opinion", vote))
    if report is not None and (vote := _by_scope(report.scope[:1500])):
        votes.append(("scope paragraph", vote))
    titles = [section.title for section in sections.of(Role.DESCRIPTION, Role.ASSERTION, Role.AUDITOR_REPORT)]
    front = " ".join(_front_texts(sections))
    if vote := _by_title(" ".join(titles)) or _by_title(front):
        votes.append(("long title", vote))
    if any(is_result_table(table) for section in sections.of(Role.TESTS) for table in section.tables[:6]):
        votes.append(("tests of controls", _TWO))
    tokens = {_ONE if hit.group("one") or hit.group("digit") == "1" else _TWO for hit in _TYPE.finditer(front)}
    if len(tokens) == 1:
        votes.append(("words 'type' on the front pages", tokens.pop()))
    return _without_weak(votes)


def _without_weak(votes: list[tuple[str, ReportType]]) -> list[tuple[str, ReportType]]:
    """Result columns say little against the opinion: a type 1 may print a result of the test of design."""
    if len(votes) > 1 and votes[0][1] is _ONE:
        return [vote for vote in votes if vote[0] != "tests of controls"]
    return votes


def _by_opinion(report: AuditReport) -> ReportType | None:
    """A part on operation makes it a type 2; without one, "as of" a date makes it a type 1."""
    if report.opinion is None:
        return None
    text = report.opinion.text
    if not OPINION.search(text):
        return None
    named = parts_named([block.text for block in report.opinion.blocks])
    spans = {span.kind for span in find_spans(text) if span.problem is None}
    if "operating" in named:
        return _TWO
    if "design" in named and SpanKind.AS_OF in spans and SpanKind.PERIOD not in spans:
        return _ONE
    return None


def _by_scope(scope: str) -> ReportType | None:
    spans = [span for span in find_spans(scope) if span.problem in (None, "ambiguous")]
    if not spans:
        return None
    operating = _OPERATING.search(scope[: spans[0].stop + 500]) is not None
    if spans[0].kind is SpanKind.PERIOD and operating:
        return _TWO
    if spans[0].kind is SpanKind.AS_OF and re.search(r"\bdesign", scope, re.IGNORECASE) and not operating:
        return _ONE
    return None


def _by_title(text: str) -> ReportType | None:
    """ "... Suitability of the Design and Operating Effectiveness of Its Controls ... Throughout the Period"."""
    if not re.search(r"suitability|operating\s*effectiveness|controls\s*relevant", text, re.IGNORECASE):
        return None
    kinds = {span.kind for span in find_spans(text)}
    if _OPERATING.search(text) and SpanKind.PERIOD in kinds:
        return _TWO
    if kinds == {SpanKind.AS_OF} and not _OPERATING.search(text):
        return _ONE
    return None


def _front_texts(sections: Sections) -> list[str]:
    texts = [block.text for section in sections.of(Role.FRONT) for block in section.blocks[:_COVER_LINES]]
    texts += [
        cell.text
        for section in sections.of(Role.FRONT)
        for table in section.tables
        for row in table.rows
        for cell in row.cells
    ]
    return texts


def _readings(sections: Sections) -> list[_Reading]:
    """The periods as stated in each place, the best-ranked place first."""
    found: list[_Reading] = []
    report = main_report(sections)
    if report is not None:
        if report.opinion is not None:
            found += _in_blocks(0, "opinion", report.opinion.blocks)
        scope = [block for block in report.section.blocks if EXAMINED.search(block.text)]
        after = list(report.section.blocks).index(scope[0]) if scope else 0
        found += _in_blocks(1, "scope paragraph", report.section.blocks[after : after + 4] if scope else ())
    for section in sections.of(Role.ASSERTION):
        found += _in_blocks(2, "assertion", section.blocks)
    for section in sections.of(Role.DESCRIPTION):
        titled = [element for element in section.elements[:4] if isinstance(element, Block)]
        found += _in_blocks(3, "description's title", titled)
    for section in sections.of(Role.FRONT):
        for element in section.elements:
            texts = [element] if isinstance(element, Block) else []
            found += _in_blocks(4, "front pages", texts)
            if not texts:
                found += _spans(
                    5,
                    "summary on the front pages",
                    " ".join(line.text for line in element.lines),
                    element.lines,
                )
    return found


def _in_blocks(rank: int, place: str, blocks: Sequence[Block]) -> list[_Reading]:
    """The spans of the blocks; on a cover a period may run over two ("January 1, 2025" / "to December 31, 2025")."""
    found = [reading for block in blocks for reading in _spans(rank, place, block.text, block.lines)]
    if not found and rank >= 3:
        lines = tuple(line for block in blocks for line in block.lines)
        found = _spans(rank, place, " ".join(block.text for block in blocks), lines)
    return found


def _spans(rank: int, place: str, text: str, lines: tuple[Line, ...]) -> list[_Reading]:
    text = tidy(text)
    found = []
    for span in find_spans(text):
        before = text[max(0, span.begin - 140) : span.begin]
        sentence = re.split(r"(?<=[a-z)])\.\s", before)[-1]
        if _SUB_SCOPE.search(before) or _OTHER_REPORT.search(sentence):
            continue
        found.append(_Reading(rank, place, span, _holding(lines, span, text)))
    return found


def _holding(lines: tuple[Line, ...], span: Span, text: str) -> tuple[Line, ...]:
    """The lines on which the words of the span stand."""
    words = set(re.findall(r"\w+", text[span.begin : span.stop]))
    years = {word[:4] for word in words if re.match(r"(?:19|20)\d\d", word)}
    held = tuple(
        line
        for line in lines
        if any(year in line.text for year in years) or len(words & set(re.findall(r"\w+", line.text))) >= 2
    )
    return held[:3] or lines[:2]


def _same(first: Span, second: Span) -> bool:
    return (first.start, first.end) == (second.start, second.end)


def _chosen(sound: list[_Reading]) -> _Reading:
    """The best-ranked place's period; where it states several, the one that the most places state, then the first."""
    best = min(reading.rank for reading in sound)
    places: Counter[tuple[object, object]] = Counter()
    for key in {(reading.place, reading.span.start, reading.span.end) for reading in sound}:
        places[key[1:]] += 1
    ranked = [reading for reading in sound if reading.rank == best]
    return max(
        ranked,
        key=lambda reading: (
            places[(reading.span.start, reading.span.end)],
            not reading.span.inferred,
            -ranked.index(reading),
        ),
    )


def _checks(chosen: _Reading, sound: list[_Reading]) -> Iterator[Issue]:
    span = chosen.span
    agreeing = {reading.place for reading in sound if _same(reading.span, span)}
    by_place: dict[str, set[tuple[object, object]]] = {}
    for reading in sound:
        by_place.setdefault(reading.place, set()).add((reading.span.start, reading.span.end))
    others = {place for place, spans in by_place.items() if (span.start, span.end) not in spans}
    page = chosen.lines[0].page if chosen.lines else None
    if others:
        stated = sorted({f"{s} to {e}" for place in others for s, e in by_place[place]})
        message = (
            f"The {chosen.place} states {span.start} to {span.end}; the {' and the '.join(sorted(others))}: "
            f"{', '.join(stated)}."
        )
        yield warning("period_disagrees", "period", message, page)
    elif len(agreeing) < 2:
        yield warning("period_stated_once", "period", f"Only the {chosen.place} states the period.", page)
    if span.inferred:
        yield info("period_start_inferred", "period.start", "The start is computed from the end and the length.", page)
    if span.precision != "day":
        yield warning("period_precision", "period", f"The period is stated by {span.precision} only.", page)


def _unread(readings: list[_Reading]) -> Iterator[Issue]:
    problem = next((reading for reading in readings if reading.span.problem), None)
    if problem is None:
        yield error(
            "period_not_found", "period", "No period or as-of date that could be read is stated where one belongs."
        )
        return
    words = {
        "ambiguous": "can be read in two ways",
        "placeholder": "is a placeholder",
        "invalid": "is not a possible period",
    }
    span = problem.span
    both = " or ".join(f"{start} to {end}" for start, end in span.readings)
    message = f"The period in the {problem.place} {words[span.problem or 'invalid']}{f': {both}' if both else ''}."
    page = problem.lines[0].page if problem.lines else None
    yield error(f"period_{span.problem}", "period", message, page)


def _name(kind: ReportType) -> str:
    return "type 1" if kind is _ONE else "type 2"
