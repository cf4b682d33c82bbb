"""What lists about subservice organizations are of: the organizations, controls expected of them, their monitoring.

"The following controls are expected to be implemented by Cirrus Cloud:", "Northwind monitors them by:".
"""

from __future__ import annotations

import re
from enum import StrEnum

from soc2parse.language.plain import plain
from soc2parse.language.sentences import sentences
from soc2parse.language.subservice import SUB, is_bare_none, is_none


class ListNature(StrEnum):
    """What a list is of."""

    ORGANIZATIONS = "organizations"
    CONTROLS = "controls"
    MONITORING = "monitoring"


_CONTROLS = re.compile(
    r"\bcontrols?\b[^.]*\b(?:expect|assum|responsib|implement|in place|complement|should|following|necessary"
    r"|required|relied)"
    r"|\b(?:is|are) (?:responsible for|expected to|required to)\b|\bcomplementary\b"
    r"|\bexpects? (?:the following|these) (?:of|from)\b"
    r"|\b(?:expect|assum)\w*\b[^.]*\bcontrols?\b|\bcriteria\b[^.]*\b(?:intended|met|addressed)\b",
    re.IGNORECASE,
)
_MONITORING = re.compile(
    r"\b(?:monitor(?:s|ed|ing)?|oversight|due diligence|periodically reviews|reviews (?:the )?(?:quality"
    r"|performance|soc)"
    r"|obtains (?:and|the)|vendor management|evaluates?)\b",
    re.IGNORECASE,
)
# As in "Northwind monitors the controls of its subservice organizations by these procedures" before a list.
_WATCHED_BY = re.compile(
    r"\b(?:monitors?|monitoring|oversees|oversight|reviews|evaluates|assesses)\b[^.]*"
    r"\b(?:by|through|via|includ\w+|as follows|following (?:\w+ )?(?:procedures|activities|steps|methods|controls))\b"
    r"[^.]*:$"
    r"|\bmonitoring (?:controls|procedures|activities)\b[^.]*:$",
    re.IGNORECASE,
)
_ORGANIZATIONS = re.compile(
    r"\b(?:uses?|utili[sz]es?|following|relies|list|engages?|outsources?)\b[^.]*"
    rf"\b(?:{SUB}|providers?|vendors?|third)",
    re.IGNORECASE,
)
_MONITORING_HEADING = re.compile(r"\bmonitor|\boversight|\bmanagement of\b", re.IGNORECASE)
_NAME = r"(?-i:[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,5})"
_DUTY = re.compile(
    rf"^(?:the |each |all )?(?:{_NAME}|{SUB}[- ]?(?:organi[sz]ations?|providers?)"
    r"|(?:cloud |hosting )?(?:service )?providers?)(?: management| personnel)? "
    r"(?:(?:is|are) (?:responsible|expected|required)|should|must|shall|will)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    rf"\bcomplementary {SUB}|\bassumption|\bassumed\b|\bcover only a portion\b|\bnot feasible\b|\bin conjunction\b"
    r"|\bcomprehensive\b|\b(?:following|below|listed|described|above|these)\b|\bmonitors?\b"
    rf"|\bdoes not (?:include|extend)|\bexclude|\bcarve|\binclusive method|\buses?\b[^.]*\b{SUB}"
    r"|\breviews?\b[^.]*\breports?\b|^(?:the )?(?:company|organi[sz]ation|(?-i:[A-Z]\w+))(?:'s)? "
    r"(?:uses|utili[sz]es|relies|has|monitors|reviews|management)",
    re.IGNORECASE,
)
_DOES_SOMETHING = re.compile(r"provid|host|deliver|uses\b|used\b|service")


def list_nature(text: str) -> ListNature | None:
    """What the list behind a paragraph is of, by the paragraph's last sentences."""
    for sentence in reversed(sentences(plain(text))[-2:]):
        if _WATCHED_BY.search(sentence):
            return ListNature.MONITORING
        for nature, wording in (
            (ListNature.CONTROLS, _CONTROLS),
            (ListNature.MONITORING, _MONITORING),
            (ListNature.ORGANIZATIONS, _ORGANIZATIONS),
        ):
            if wording.search(sentence):
                return nature
    return None


def is_monitoring_heading(heading: str) -> bool:
    """Whether a heading is about how the organizations are watched."""
    return bool(_MONITORING_HEADING.search(heading))


def is_provider_duty(text: str) -> bool:
    """Whether a sentence lays a duty on a provider: "Cirrus Cloud is responsible for ..."."""
    return bool(_DUTY.match(plain(text)))


def is_introduction(text: str) -> bool:
    """Whether a paragraph speaks about the list, or about the organizations in general."""
    return bool(_INTRODUCTION.search(plain(text))) or is_none(text) or is_bare_none(text)


def duty_stem(text: str) -> str | None:
    """The words that a list completes: "Cirrus Cloud is responsible for:"."""
    return text if text.rstrip().endswith(":") and is_provider_duty(text) else None


def speaks_of(text: str, name: str) -> bool:
    """Whether a paragraph tells what the organization does that the heading above it names."""
    return plain(name).split(maxsplit=1)[0] in plain(text) and bool(_DOES_SOMETHING.search(text))
