"""Nothing vanishes: what the tests section prints is in a record, or in an issue that names the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soc2parse.extract.control_rows import RowReader
from soc2parse.extract.controls import Controls
from soc2parse.extract.found import error, warning
from soc2parse.language import outcomes
from soc2parse.layout.element import Line
from soc2parse.report import Issue
from soc2parse.sections import Section


def check(parts: Sequence[Section], reader: RowReader, controls: Controls) -> Iterator[Issue]:
    """Issues for what is missing from the rows of the tests section."""
    if not controls.records:
        page = parts[0].first_page if parts else None
        yield error("controls_not_found", "controls", "No table or list of controls was found.", page)
        return
    yield from _loose_exceptions(reader)
    bare = [control for control in controls.records if not control.criteria]
    if bare:
        page = bare[0].sources[0].page
        names = ", ".join(control.id or "(no id)" for control in bare[:5])
        message = f"No criterion was read for {len(bare)} controls ({names}{', ...' if len(bare) > 5 else ''})."
        yield warning("criteria_missing", "controls", message, page)
    for control in controls.records:
        if not control.text:
            page = control.sources[0].page
            yield warning("control_text_missing", "controls", f"Control {control.id} has no text on page {page}.", page)


def _loose_exceptions(reader: RowReader) -> Iterator[Issue]:
    """Lines of tables that found no place and speak of an exception."""
    pages: dict[int, list[Line]] = {}
    for line in reader.loose:
        pages.setdefault(line.page, []).append(line)
    for page, lines in sorted(pages.items()):
        text = " ".join(line.text for line in lines)
        if outcomes.mentions_exception(text):
            message = f"Text on page {page} speaks of an exception, but belongs to no test that was read: look at it."
            yield warning("exception_unaccounted", "exceptions", message, page)
