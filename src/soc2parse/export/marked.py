"""A copy of the report with every fact highlighted where it stands, and a note that says what was read there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from soc2parse.report import Bbox, Report, Source, headline

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import ArrayObject

_COLORS = {
    "control": "fff3a3",
    "test": "cfe8ff",
    "exception": "ffb3b3",
    "duty": "d9f2c4",
    "provider": "e6d6ff",
    "fact": "ffe0b8",
}

_STRIP = 10.0  # points


@dataclass(frozen=True)
class Mark:
    """A place on a page, the color it gets by its kind, and the words of the note."""

    kind: str
    note: str
    source: Source


def to_marked_pdf(report: Report, pdf: str | Path | bytes, *, password: str | None = None) -> bytes:
    """The bytes of a marked copy; the file itself is left alone. The copy is as restricted as the report.

    Marks are annotations: a reader can show, list and remove them. Actions of the file (scripts, links) are not
    copied, and the copy is not encrypted.
    Needs pypdf: `pip install soc2parse[review]`.
    """
    from pypdf import PdfReader, PdfWriter

    data = pdf if isinstance(pdf, bytes) else Path(pdf).read_bytes()
    reader = PdfReader(io.BytesIO(data), password=password)
    writer = PdfWriter()
    for page in reader.pages:
        _take_actions_off(writer.add_page(page))
    for mark in marks(report):
        if mark.source.page <= len(writer.pages):
            _annotate(writer, mark)
    writer.add_metadata({"/Title": f"Marked copy: {' · '.join(headline(report)[:3])}", "/Producer": "soc2parse"})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def marks(report: Report) -> Iterator[Mark]:
    """Every place that a record of the report names, in the order of the report's fields."""
    for kind, note, sources in (*_facts(report), *_records(report)):
        for source in sources:
            yield Mark(kind, note, source)


def _facts(report: Report) -> Iterator[tuple[str, str, tuple[Source, ...]]]:
    period = report.period
    if period.end:
        yield (
            "fact",
            f"Period: {period.start} to {period.end}" if period.start else f"As of {period.end}",
            period.sources,
        )
    if report.service_organization:
        organization = report.service_organization
        yield "fact", f"Service organization: {organization.name}", organization.sources
    if report.auditor:
        signed = f", signed on {report.auditor.signed_on}" if report.auditor.signed_on else ""
        yield "fact", f"Auditor: {report.auditor.firm or 'not read'}{signed}", report.auditor.sources
    if report.opinion:
        yield "fact", f"Opinion: {report.opinion.kind or 'not read'}", report.opinion.sources
    if report.assertion:
        yield "fact", f"Assertion by {report.assertion.by or 'not read'}", report.assertion.sources
    for framework in report.frameworks:
        yield "fact", f"Framework: {framework.name} ({framework.treatment})", framework.sources


def _records(report: Report) -> Iterator[tuple[str, str, tuple[Source, ...]]]:
    for control in report.controls:
        yield "control", f"Control {control.id or 'without an id'}: {', '.join(control.criteria)}", control.sources
    for test in report.testing_results:
        outcome = test.outcome.replace("_", " ") if test.outcome else "outcome not read"
        yield "test", f"Test of {test.control_id or 'a control without an id'}: {outcome}", test.sources
    for exception in report.exceptions:
        rate = f"{exception.deviations} of {exception.sample_size}" if exception.sample_size else "rate not stated"
        yield (
            "exception",
            f"Exception in {exception.control_id or 'a control without an id'}: {rate}",
            exception.sources,
        )
    for organization in report.subservice_organizations:
        method = organization.method.replace("_", " ") if organization.method else "method not read"
        yield (
            "provider",
            f"Subservice organization {organization.name or 'without a name'}: {method}",
            organization.sources,
        )
        for expected in organization.controls:
            yield "provider", f"Expected of {organization.name or 'the provider'}", expected.sources
    for cuec in report.cuecs:
        yield "duty", f"User entity control: {', '.join(cuec.criteria) or 'no criterion named'}", cuec.sources


def _take_actions_off(page: PageObject) -> None:
    from pypdf.generic import ArrayObject, NameObject

    page.pop("/AA", None)
    kept = [note for note in page.annotations or () if not {"/A", "/AA"} & set(note.get_object())]
    page[NameObject("/Annots")] = ArrayObject(kept)


def _annotate(writer: object, mark: Mark) -> None:
    from pypdf.annotations import Highlight

    page = writer.pages[mark.source.page - 1]  # type: ignore[attr-defined]
    left, bottom, right, top = in_page_space(page, mark.source.bbox)
    note = Highlight(
        rect=(left, bottom, right, top),
        quad_points=_strips(left, bottom, right, top),
        highlight_color=_COLORS[mark.kind],
        printing=True,
        title_bar="soc2parse",
    )
    note.update(_contents(mark.note))
    writer.add_annotation(mark.source.page - 1, note)  # type: ignore[attr-defined]


def _contents(note: str) -> dict[object, object]:
    from pypdf.generic import NameObject, TextStringObject

    return {NameObject("/Contents"): TextStringObject(note)}


def _strips(left: float, bottom: float, right: float, top: float) -> ArrayObject:
    """The area as strips of a line's height: viewers round the ends of a highlight by the height of its pieces."""
    from pypdf.generic import ArrayObject, FloatObject

    count = max(1, round((top - bottom) / _STRIP))
    step = (top - bottom) / count
    corners: list[float] = []
    for number in range(count):
        upper, lower = top - number * step, top - (number + 1) * step
        corners += (left, upper, right, upper, left, lower, right, lower)
    return ArrayObject([FloatObject(value) for value in corners])


def in_page_space(page: PageObject, box: Bbox) -> tuple[float, float, float, float]:
    """A box as displayed (from the top left, rotated) -> left, bottom, right, top in the page's own space."""
    area = page.cropbox
    x0, y0, width, height = float(area.left), float(area.bottom), float(area.width), float(area.height)
    left, top, right, bottom = box
    turn = page.rotation % 360
    if turn == 0:
        corners = (left, height - bottom, right, height - top)
    elif turn == 90:  # displayed x runs up the page, displayed y runs to its right
        corners = (top, left, bottom, right)
    elif turn == 180:
        corners = (width - right, top, width - left, bottom)
    else:
        corners = (width - bottom, height - right, width - top, height - left)
    return corners[0] + x0, corners[1] + y0, corners[2] + x0, corners[3] + y0
