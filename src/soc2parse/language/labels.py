"""Labels in front of a text: "Exception Detail: ...", "Management's Response: ...", "Test Performed: ...", "Result: ..."."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from soc2parse.language.columns import ColumnRole, column_role
from soc2parse.language.wording import BULLETS


class Label(StrEnum):
    """What a labelled text or sub-row holds, beside the roles of a column."""

    DETAIL = "detail"
    USER_ENTITY = "user_entity"


_LABELS: tuple[tuple[Label | ColumnRole, str], ...] = (
    (
        ColumnRole.RESPONSE,
        r"(?:[\w.,&'\u2019 -]{0,40}?)?management(?:['\u2019]s|s['\u2019])?\s+(?:corrective )?(?:responses?|comments?|action plans?|actions?|remediation)(?: to [\w ]+)?"
        r"|[\w.&-]+(?:['\u2019]s|s['\u2019]) responses?"
        r"|(?:company|entity|service organi[sz]ation)(?:['\u2019]s)? responses?|remediation(?: plan)?|responses?",
    ),
    (
        Label.DETAIL,
        r"(?:exceptions?|deviations?|findings?)(?: #?\d{1,3})?(?: (?:details?|descriptions?|noted|identified))?|conditions?"
        r"|details? of (?:the )?(?:exceptions?|deviations?)|description of (?:the )?(?:exceptions?|deviations?)|nature of (?:the )?(?:exceptions?|deviations?)",
    ),
    (Label.USER_ENTITY, r"complementary (?:user|customer|client)[\w ()-]*|user (?:entity|control)[\w ()-]*|cuecs?"),
)
_COMPILED = tuple((label, re.compile(words, re.IGNORECASE)) for label, words in _LABELS)
_SPLIT = re.compile(r"\s*(?::|\s[-\u2013\u2014]\s)\s*")
_MOST_WORDS = 9

_RESPONSES = re.compile(
    r"\b(?:responses?|comments?|repl(?:y|ies)|remediations?|corrective actions?|action plans?)\b", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"\b(?:managements?|management['\u2019]s|exceptions?|deviations?|findings?|observations?)\b", re.IGNORECASE
)

_COMMENT = re.compile(
    r"(?:\w+ )?(?:comments?|explanations?|statements?|repl(?:y|ies)|answers?|actions?(?: taken| plan)?|resolutions?)",
    re.IGNORECASE,
)


def answers(heading: str) -> bool:
    """Whether a column holds answers where a heading of responses stands above its table: "Comment", "Action taken"."""
    return _COMMENT.fullmatch(heading.strip(" :")) is not None


def opens_responses(heading: str) -> bool:
    """Whether what stands under a heading answers exceptions: "Comments of management on the deviations"."""
    return len(heading) < 160 and bool(_RESPONSES.search(heading) and _ANSWERED.search(heading))


@lru_cache(maxsize=8192)
def label_of(text: str) -> tuple[Label | ColumnRole, str] | None:
    """The label at the start of a text and the label's words; None where the text has none.

    The label ends with a colon or a dash ("Result - No exceptions noted."), or is the whole text ("Management Response").
    """
    parts = _SPLIT.split(text, maxsplit=1)
    head = parts[0].strip()
    name = head.lstrip(BULLETS)
    if not name or len(head.split()) > _MOST_WORDS:
        return None
    for label, words in _COMPILED:
        if words.fullmatch(name):
            return label, head
    if len(parts) == 1 and not text.rstrip().endswith(":"):
        return None
    role = column_role(name)
    return (role, head) if role else None
