"""What a finding calls a record that may have no id, and words cut to be shown."""

from __future__ import annotations

from soc2parse.reviewing.finding import Evidence, pages_of, said_pages
from soc2parse.terms import SectionKind, SubserviceMethod

_SHOWN = 60
_SECTIONS = {SectionKind.TSC_MAPPING: "criteria and their controls", SectionKind.CUECS: "user entity controls"}


def section_label(kind: SectionKind) -> str:
    """A standard section in a reader's words: "system description", "user entity controls"."""
    return _SECTIONS.get(kind) or kind.replace("_", " ")


def control_label(identifier: str | None, words: str | None = None, places: tuple[Evidence, ...] = ()) -> str:
    """ "AC-01"; without an id the beginning of the control's words, else the page on which it stands."""
    if identifier:
        return identifier
    if words:
        return f"the control “{shortened(words, _SHOWN)}”"
    return f"a control without an id on {said_pages(pages_of(places))}" if places else "a control without an id"


def method_label(method: SubserviceMethod | None) -> str:
    """How the report treats a subservice organization: "carved out", "inclusive method"."""
    if method is None:
        return "method not read"
    return "carved out" if method is SubserviceMethod.CARVE_OUT else "inclusive method"


def shortened(text: str, most: int) -> str:
    """A text of at most so many letters, cut between words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
