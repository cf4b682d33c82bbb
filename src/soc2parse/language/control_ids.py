"""Control ids in all their styles: "CC6.1.1", "AC-01", "LA - 1", "AWSCA-1.1", "1.01", "#12", "12.", "iv"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from soc2parse.language import criteria_ids
from soc2parse.language.loose import Told
from soc2parse.language.wording import plain
from soc2parse.report import normal_id


class Grade(StrEnum):
    """How sure it is that a text is a control's id: STRONG by its form alone, WEAK where the column has to say so."""

    STRONG = "strong"
    WEAK = "weak"


_STRONG = re.compile(
    r"""(?:
      (?:CC|PI|A|C|P)\ ?\d{1,2}\.\d{1,2}
      (?:\.\d{1,3}[a-z]?|/\d{1,3}|\ ?-\ ?[A-Z]?\d{1,3}[a-z]?|[a-z]|_\d{1,3}|\.?[A-Z]\d{0,2}
         |\ ?\(\d{1,2}\)|\ ?\#\ ?\d{1,2})
    | (?!TS[CP])[A-Z][A-Z&]{0,9}[-_](?:CC|PI|A|C|P)\d{1,2}\.\d{1,2}(?:[-.]\d{1,3})?
    | [A-Z][A-Z&/]{0,9}(?:[-_.][A-Z]{1,10}){0,3}\ ?[-_]\ ?\d{1,4}(?:[.\-]\d{1,3}){0,2}[A-Za-z]?
    | [A-Z]{2,6}-[A-Z]{1,3}\.?\d{1,3}
    | [A-Z]{2,10}(?:\.[A-Z]{1,8})*(?:\.\d{1,4}){1,3}[a-z]?
    | [A-Z]{2,10}\d{1,3}(?:\.\d{1,3}){1,2}[a-z]?
    | [A-Z][A-Za-z]{1,9}-\d{1,4}(?:\.\d{1,3}){0,2}
    | [A-Z]{2,6}\d\ -\ \d{1,3}
    | \d{1,2}(?:\.\d{1,3}){2,3}[a-z]?
    | (?:Control|Ctrl|Control\ Activity)\ ?(?:\#|No\.?|Number)?\ ?\d{1,3}(?:\.\d{1,3}){0,2}
    )\.?""",
    re.VERBOSE,
)
_WEAK = re.compile(
    r"""(?:
      \#\ ?\d{1,4}
    | \(?\d{1,4}\)?
    | \d{1,2}\.\d{1,3}[a-z]?
    | [A-Z]{1,8}\ ?\d{1,4}[a-z]?
    | [A-Z]\.\d{1,2}(?:\.\d{1,2})?
    | [A-Z]{1,4}(?:\ ?\d{1,2})?\.\d{1,2}
    | [ivxIVX]{1,6}
    | [a-z]{2,8}-?\d{1,4}
    )\.?""",
    re.VERBOSE,
)
_PRINTED = re.compile(rf"(?<![\w.#-])(?:{_STRONG.pattern})(?![\w-]|\.\d)", re.VERBOSE)
# A criterion's controls told apart by letters or numbers: "CC1.1-A", "CC6.1(b)", "6.1-2".
_LETTERED = re.compile(
    r"(?:CC|PI|A|C|P) ?\d{1,2}\.\d{1,2}\s?(?:[-.]\s?[A-Za-z]|\([a-z0-9]{1,2}\))\.?|\d{1,2}\.\d{1,2}-\d{1,3}"
)
_OPEN_END = re.compile(r"[-.\u2010-\u2015/_]$")
_OPEN_START = re.compile(r"^[-.\u2010-\u2015/_]")
_PARTED = re.compile(r"([.-])(?<=[A-Za-z].) (?=\d)")
_BETWEEN = re.compile(r"[,;\n\u00b7\u2022]|\sand\s")
_CALLED = re.compile(r"criteri|tsc|tsp", re.IGNORECASE)
_OF_CONTROLS = re.compile(r"\b(?:controls?|activit(?:y|ies))\b", re.IGNORECASE)
_COUNT = re.compile(r"(|#|[A-Z]|Control ?#?) ?(\d{1,3})\.?")
_DOTTED = re.compile(r"(\d{1,2}|[A-Z])\.(\d{1,2})")
_LONGEST_CODE = 20
_WORDS = re.compile(r"[a-z]{4}|\b[a-z]{2,}\b|\S \S+ \S")
_PREFIX = re.compile(r"[A-Za-z&#]+")


@lru_cache(maxsize=4096)
def grade(text: str) -> Grade | None:
    """How much a text looks like a control id and nothing else; None where it does not.

    A bare criterion ("CC6.1") is WEAK: some reports number a criterion's only control so. "Criteria: CC6.1" is none.
    """
    bare = plain(text).strip(" :;,[]")
    if not bare or len(bare) > 32:
        return None
    if criteria_ids.is_list(bare):
        return Grade.WEAK if len(criteria_ids.find(bare)) == 1 and not _CALLED.search(bare) else None
    if _STRONG.fullmatch(bare) or _LETTERED.fullmatch(bare):
        return Grade.STRONG
    return Grade.WEAK if _WEAK.fullmatch(bare) else None


def looks_like_id(text: str, *, weak: bool = True) -> bool:
    """Whether a text is a control id and nothing else; with `weak=False` only where its form alone says so."""
    found = grade(text)
    return found is Grade.STRONG or (weak and found is Grade.WEAK)


def normal(text: str) -> str:
    """The id for comparing: "LA - 1." and "la-1", "#12" and "Control 12" are the same."""
    bare = re.sub(
        r"^(?:control(?: activity)?|ctrl)\s*(?:#|no\.?|number)?\s*(?=\d)", "", plain(text), flags=re.IGNORECASE
    )
    return normal_id(bare)


def join(parts: Sequence[str]) -> str:
    """The id whose lines in a narrow cell these are: "CC6.1." + "12", "AWSCA-" + "1.1", "LA -" + "1", "A-1.1" + "0"."""
    joined = ""
    known = [bare for part in parts if (bare := plain(part))]
    for part in known:
        tight = not joined or _OPEN_END.search(joined) or _OPEN_START.search(part)
        spaced = re.search(r"\s[-\u2010-\u2015]$", joined)
        joined = joined + part if tight and not spaced else f"{joined} {part}"
    broken = grade(joined) is None and grade("".join(known)) is Grade.STRONG
    return "".join(known) if broken else joined


def is_code(text: str) -> bool:
    """Whether a text may be an id of a style of its own, where its column says so: "CA-07(a)", "Ctl 4/b"."""
    bare = plain(text)
    return 0 < len(bare) <= _LONGEST_CODE and any(map(str.isdigit, bare)) and not _WORDS.search(bare)


@lru_cache(maxsize=8192)
def listed(text: str) -> tuple[str, ...]:
    """The ids of a cell that holds nothing but control ids: "AC-01, AC-02; CM-03", or one below the other."""
    whole = _PARTED.sub(r"\1", text)
    parts = [bare for part in _BETWEEN.split(whole) if (bare := part.strip().strip(" ."))]
    if len(parts) == 1 and " " in parts[0] and not looks_like_id(parts[0], weak=False):
        parts = parts[0].split()
    return tuple(parts) if parts and all(looks_like_id(part) for part in parts) else ()


def supporting(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The criteria and the ids of a sentence like "Additional controls that support CC2.3: AC-03, AC-07"."""
    head, colon, tail = text.partition(":")
    criteria = criteria_ids.find(head) if colon and _OF_CONTROLS.search(head) else ()
    ids = listed(tail) if criteria else ()
    return (criteria, ids) if ids and not criteria_ids.is_list(tail) else None


def find(text: str) -> tuple[str, ...]:
    """The ids in running text that are so by their form alone ("tested with AC-04 and CC6.1.2"), as printed."""
    found = (match.group().rstrip(".") for match in _PRINTED.finditer(plain(text)))
    return tuple(dict.fromkeys(one for one in found if grade(one) is Grade.STRONG))


def like(ids: Iterable[str]) -> Told | None:
    """A pattern that finds ids of the styles of these ids, with their letters: of "AC-01" and "AC-02" also "AC-17".

    None where the styles are too plain to be found in running text ("12", "iv").
    """
    strong = [plain(one) for one in ids if grade(one) is Grade.STRONG]
    shapes = sorted({_shape(one) for one in strong}, key=len, reverse=True)
    if not shapes:
        return None
    pattern = re.compile(r"(?<![\w.-])(?:" + "|".join(shapes) + r")(?![\w-]|\.\d)")
    return Told(pattern, *{re.split(r"[\d\s-]", one.casefold(), maxsplit=1)[0] for one in strong})


def like_plain(ids: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern of ids too plain to be known but by their place: of "1.01" and "2.03" also "1.02", of "B.1" also "A.4".

    It is to be matched where a cell begins; None where the report's ids are plainer still ("12", "P1").
    """
    found = [_DOTTED.fullmatch(plain(one).rstrip(". ")) for one in ids]
    parts = [match.groups() for match in found if match]
    if not parts or len(parts) < len(found):
        return None
    lettered = {not group.isdigit() for group, _ in parts}
    padded = any(number.startswith("0") for _, number in parts)
    if len(lettered) > 1:
        return None
    group = "[A-Z]" if lettered.pop() else r"\d{1,2}"
    number = r"\d{2}" if padded else r"\d{1,2}"
    return re.compile(rf"{group}\.{number}(?=[\s:]|$)")


def counted(ids: Iterable[str]) -> frozenset[int]:
    """The numbers of ids that count a report's controls and are no more: "12.", "#12", "C12"; of one style."""
    found: dict[str, set[int]] = {}
    for match in filter(None, (_COUNT.fullmatch(plain(one)) for one in ids)):
        found.setdefault(match[1], set()).add(int(match[2]))
    return frozenset(max(found.values(), key=len, default=()))


def _shape(one: str) -> str:
    parts = re.findall(r"\d+|\s*-\s*|\s+|[^\d\s-]+", one.rstrip(". "))
    return "".join(_shape_of(part) for part in parts)


def _shape_of(part: str) -> str:
    if part.isdigit():
        return r"\d{1,4}"
    if "-" in part:
        return r"\s?[-\u2010-\u2015]\s?"
    return r"\s?" if part.isspace() else re.escape(part)
