"""What the header cells of control tables say, and which column they name.

Read off the header words: "Control #", "Control Activity Specified by the Service Organization", "Tests of Controls",
"Results of Tests". The layout asks `is_header_line` too: a repeated table header must not pass for a running header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache


class ColumnRole(StrEnum):
    """What a column of a control table holds."""

    CRITERION = "criterion"
    CONTROL_ID = "control_id"
    CONTROL = "control"
    TEST = "test"
    RESULT = "result"
    RESPONSE = "response"
    SAMPLE = "sample"
    TYPE = "type"
    EXCEPTION = "exception"


Roles = tuple[ColumnRole | None, ...]
"""The roles of a row's cells, from left to right."""


# In order: the first that fits names the column. Each is matched against the whole header cell, lower case.
_WORDINGS: tuple[tuple[ColumnRole, str], ...] = (
    # "Test No." counts the tests; "Control ID & Criteria" holds the id above its criteria.
    (ColumnRole.TYPE, r"(?:nature|types?|method) of (?:the )?tests?(?:ing)?|test (?:type|method|nature)"),
    (ColumnRole.TYPE, r"tests? ?(?:#|no\.?|nos\.?|numbers?|ids?\.?|ref\.?|steps?)"),
    (
        ColumnRole.CONTROL_ID,
        r"control (?:ids?|no\.?|numbers?|#|ref\.?|references?) ?(?:&|and|/|,|\+) ?(?:\w+ ){0,3}criteri(?:a|on)",
    ),
    (
        ColumnRole.RESPONSE,
        r"(?:(?:service organi[sz]ation|company|entity|[\w.&'-]+)'?s? )?management(?:'s|s'|s)? (?:\w+ )?(?:responses?|comments?|action plans?|remediation).*",
    ),
    (
        ColumnRole.RESPONSE,
        r"(?:responses?|remediation|corrective actions?|action plans?)(?: (?:by|of|from) .*| plans?| to exceptions?)?",
    ),
    # One column for both: "Tests of Controls and Results". Its cells say "Result: ..." below the test.
    (
        ColumnRole.TEST,
        r".*\b(?:tests?|testing|procedures?)\b.* (?:and|/|&) (?:the )?(?:test )?results?(?: of (?:the )?tests?(?:ing)?)?",
    ),
    (
        ColumnRole.RESULT,
        r".*\b(?:results?|conclusions?|outcomes?|findings?|deviations?)\b(?: \(.*\))?(?: (?:noted|identified|of|on|about|from|by|and).*)?",
    ),
    (
        ColumnRole.RESULT,
        r"(?:pass(?:ed)? ?(?:/|or) ?fail(?:ed)?|passed\??|operating effectiveness|test status|status|(?:any )?(?:exceptions?|deviations?)(?: noted| identified| found)?\??(?: \(.*\)| / .*)?|effectiveness|effective\??|(?:control )?operat(?:ed|es|ing) effectively\??|exceptions? / .*)",
    ),
    (
        ColumnRole.SAMPLE,
        r"(?:samples?|sample sizes?|populations?|population ?[/&] ?samples?.*|(?:control )?frequency|occurrences?|sample.*tested)",
    ),
    (
        ColumnRole.TEST,
        r".*\b(?:tests?|tested|testing|procedures? performed|work (?:performed|done)|audit procedures?|auditor'?s?'? procedures?|examination procedures?|evaluation procedures?|assessment procedures?)\b.*",
    ),
    (
        ColumnRole.CONTROL_ID,
        r"(?:[\w.&'-]+ )?(?:control|ctrl|ctl|cntl|activity|control activity|control point|test|trust|item|reference|ref)s?\.? ?(?:#|no\.?|nos\.?|num\.?|numbers?|ids?\.?|identifiers?|ref\.?|references?|code)(?: ?(?:#|no\.?|number))?",
    ),
    (
        ColumnRole.CONTROL_ID,
        r"(?:#|no\.?|nos\.?|ids?|number|ref\.?|reference|item|code|s\.? ?no\.?|sr\.? ?no\.?|sl\.? ?no\.?|control point|ref\.? ?(?:#|no\.?))",
    ),
    (
        ColumnRole.CRITERION,
        r".*\b(?:criteria|criterion|tsc|tsp|coso principles?|principles?)\b(?! *and *controls?)(?:.*\b(?:ref|references?|#|no|number|id|ids|met|addressed|mapping|relevant|related|supported|categor(?:y|ies)|description)\b.*)?(?: \(.*\))?\.?",
    ),
    (
        ColumnRole.CRITERION,
        r"(?:trust|common|applicable|related) .*(?:criteria|criterion)\b.*|tsc .*|categor(?:y|ies)(?: /.*)?",
    ),
    (
        ColumnRole.TYPE,
        r"(?:control )?(?:type|nature|owner|classification|category)(?: of control)?|points? of focus|preventive.*|manual.*|automated.*",
    ),
    (
        ColumnRole.CONTROL,
        r".*\b(?:controls?|control activit(?:y|ies)|control descriptions?|activit(?:y|ies)|safeguards?|practices?)\b.*",
    ),
    (ColumnRole.CONTROL, r"(?:description|management's practice|measure|measures)"),
)
_COMPILED = tuple((role, re.compile(wording)) for role, wording in _WORDINGS)
# Firms that write to be read name their columns in sentences.
_PLAIN_TALK = (
    (ColumnRole.RESULT, re.compile(r"what (?:we|was|were|the auditors?) found|our findings?|what happened")),
    (
        ColumnRole.TEST,
        re.compile(r"(?:how|what) (?:we|it was|was|the auditors?) (?:tested|did|checked)(?: it)?|how tested"),
    ),
    (ColumnRole.CONTROL, re.compile(r"what (?:[\w.&'-]+ ){1,4}(?:does|do)|what is done")),
)
# "Control 12" names a control, not a column; "Result 2" is the result of the second test.
_UNNUMBERED = (ColumnRole.CONTROL, ColumnRole.CONTROL_ID, ColumnRole.TYPE)
_LAST_NUMBER = re.compile(r"\s+#?\d{1,2}$")
_NUMBER = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_MOST_WORDS = 13
_MOST_NAME = 3  # words
# A header names things; these words make a statement, and a statement is a row of the table.
_STATEMENT = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|be|that|which|we|inspect(?:ed|s)|inquired|observed|reviews|determined|"
    r"obtained|ensures?|maintains?|requires?|must|should|will|did|not|no|a|an|performs?|each|every|its|their|our|may|can|"
    r"from|into|against|when|if|while|annually|quarterly|periodically|see|refer|unable|inquiry of)\b(?!\.)"
)
# "For daily controls: a sample of 25 items", "The following tables present the criteria", "Section IV: Controls and
# Tests", "Reviewed the disaster recovery test": sentences and titles, not names of columns.
_NO_NAME = re.compile(
    r"(?:for|during|with|as|by|the following|following) |(?:section|part|appendix) [ivx\d]+[a-z]?\b"
    r"|(?:re-?)?\w+ed (?:the|that|with|all)\b"
)
_NUMBERING = re.compile(r"\b(?:no|not)\.|\bno$|\bno #")
# "Controls expected to be in place at Cirrus" names a column, though its words make a statement.
_EXPECTED = re.compile(r"\b(?:expected|assumed) to be\b")


# Narrow header cells break words without a hyphen: "CONT ROL REFERE NCE".
_BROKEN = (
    (
        ColumnRole.CONTROL_ID,
        ("control reference", "control number", "control id", "control no.", "control #", "reference"),
    ),
    (ColumnRole.CRITERION, ("trust services criteria", "criteria", "criterion", "criteria reference", "tsc reference")),
    (
        ColumnRole.RESULT,
        (
            "test results",
            "results of tests",
            "results",
            "result",
            "conclusion",
            "conclusions",
            "exceptions",
            "exception",
        ),
    ),
    (
        ColumnRole.TEST,
        ("tests performed", "tests of controls", "test procedures", "auditor's tests", "testing performed"),
    ),
    (ColumnRole.CONTROL, ("control description", "control activity", "controls", "control activities", "description")),
    (
        ColumnRole.SAMPLE,
        ("sample", "samples", "sample size", "population", "frequency", "control frequency", "occurrence"),
    ),
    (ColumnRole.TYPE, ("control owner", "control type", "owner", "test type")),
    (ColumnRole.RESPONSE, ("management response", "management's response", "responses")),
)
_SQUEEZED = {phrase.replace(" ", ""): role for role, phrases in _BROKEN for phrase in phrases}


def column_role(header: str) -> ColumnRole | None:
    """The role that a header cell's words name; None for words that are no header ("Inspected the policy ...")."""
    if header.count(" ") >= _MOST_WORDS:
        return None
    role = _role(header)
    if role is None and header.count(" / ") == 1:  # in two languages: "Stellungnahme / Response"
        first, second = header.split(" / ")
        role = None if first.casefold() in ("yes", "no") else _role(second) or _role(first)
    return role


@lru_cache(maxsize=4096)
def _role(header: str) -> ColumnRole | None:
    printed = _SPACE.sub(" ", header.replace("\u2019", "'").replace("\u2018", "'")).strip(" :")
    text = printed.casefold()
    if text.replace(" ", "") in _SQUEEZED:
        return _SQUEEZED[text.replace(" ", "")]
    for role, wording in _PLAIN_TALK:
        if wording.fullmatch(text):
            return role
    if (
        not text
        or printed[0].islower()
        or _NO_NAME.match(text)
        or len(text.split()) > _MOST_WORDS
        or _STATEMENT.search(_EXPECTED.sub("expected", _NUMBERING.sub("#", text)))
    ):
        return None
    if text.endswith((".", ";")) and text.count(" ") > 2:
        return None
    bare = _LAST_NUMBER.sub("", text)
    for role, wording in _COMPILED:
        if wording.fullmatch(bare):
            return None if role in _UNNUMBERED and _NUMBER.search(text) else role
    return None


_OF_OTHERS = re.compile(
    r"\b(?:complementary|expected|sub-?\s?service|user[- ](?:entit(?:y|ies)|organi[sz]ations?|controls?)|cuecs?|csocs?)\b"
)


def names_others(header: str) -> bool:
    """Whether a header cell names controls that others operate: "Expected AWS control", "User entity control"."""
    return len(header.split()) <= _MOST_WORDS and _OF_OTHERS.search(header.casefold()) is not None


_FURTHER = re.compile(r"\b(?:also|further|additional(?:ly)?|other|secondary)\b")


def names_further(header: str) -> bool:
    """Whether a header cell names what comes on top of something: "Also supports", "Other criteria met"."""
    return len(header.split()) <= _MOST_WORDS and _FURTHER.search(header.casefold()) is not None


_REMARKS = re.compile(
    r"(?:(?:service )?auditor(?:['\u2019]?s)? )?(?:observations?|comments?|remarks?|notes?)(?: on .*)?"
    r"|(?:(?:exceptions?|deviations?|findings?) )?(?:details?|descriptions?|comments?|explanations?|notes?)"
    r"|(?:details?|nature|description) of (?:the |any )?(?:exceptions?|deviations?|findings?)(?: noted)?",
    re.IGNORECASE,
)


def names_remarks(header: str) -> bool:
    """Whether a header cell names what was observed, beside one of verdicts: "Auditor's Comments"."""
    return _REMARKS.fullmatch(header.strip(" :.")) is not None


_METHOD = re.compile(
    r"(?:corroborative )?(?:inquir(?:y|ies)|observations?|inspections?|re-?performances?|examination.*)", re.IGNORECASE
)


def names_method(text: str) -> bool:
    """Whether a cell names a way of testing and nothing else: "Inquiry", "Observation"."""
    return _METHOD.fullmatch(text.strip(" .:")) is not None


# Beside a column of conclusions this is what was done; alone it holds the conclusions.
_EVALUATED = re.compile(r"(?:evaluation|assessment) of (?:the )?design|design (?:evaluation|assessment)", re.IGNORECASE)


def header_roles(cells: Sequence[str]) -> Roles | None:
    """The roles of a row's cells where the row is a header: two or more different roles, and no cell that is prose.

    "ID | Control Activity | JAX1 | TPA2 | ATL1 | Tests of Controls" has more names of its own than roles.
    """
    return _roles(tuple(cells)) if len(cells) > 1 else None


@lru_cache(maxsize=4096)
def _roles(cells: tuple[str, ...]) -> Roles | None:
    if sum([cell.count(" ") >= _MOST_WORDS for cell in cells]) > 1:
        return None
    roles = tuple(map(column_role, cells))
    if ColumnRole.RESULT in roles:
        roles = tuple(
            ColumnRole.TEST if _EVALUATED.fullmatch(cell.strip()) else role
            for cell, role in zip(cells, roles, strict=True)
        )
    named = {role for role in roles if role}
    if len(named) < 2:
        return None
    strange = [cell for cell, role in zip(cells, roles, strict=True) if cell.strip() and role is None]
    if len(strange) <= 1 and sum(1 for role in roles if role) > len(strange):
        return roles
    return roles if len(named) > 2 and ColumnRole.CONTROL in named and all(map(_is_name, strange)) else None


def _is_name(cell: str) -> bool:
    """Whether a cell is short enough to name a site or a system between the columns that every report has."""
    return len(cell.split()) <= _MOST_NAME and not cell.endswith(".")
