"""Dates, periods and as-of dates in a report's sentences, with what is doubtful about them.

Patterns isolate the span; `datetime` reads the usual forms and dateparser (strict, English, cached) the odd ones.
Dates are calendar dates; nothing is guessed: an ambiguous 03/04/2025 keeps both readings and gives none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)\s*(?:st|nd|rd|th)?"
# A footnote mark glued to the year ("20201") is one digit too many.
_YEAR = r"(?:(?:19|20)\d\d)(?:\d(?!\d)|(?!\d))"
_NUMERIC = r"\d{1,2}\s?(?P<sep>[/.\-])\s?\d{1,2}\s?(?P=sep)\s?(?:(?:19|20)\d\d|\d\d)(?!\d)"
_ISO = r"(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)"
# One date as printed; the last four forms lack a part that the other end of a period or the calendar supplies.
_ATOM = re.compile(
    rf"(?<![a-z0-9.])(?:(?P<iso>{_ISO})|(?P<numeric>{_NUMERIC})|"
    rf"(?P<mdy>{_MONTH}\s*[-/]?\s*{_DAY}\s*[,./-]?\s*(?:of\s*)?{_YEAR})|"
    rf"(?P<dmy>{_DAY}\s*(?:day\s*)?(?:of\s*)?[-/.]?\s*{_MONTH}\s*[-,/.]?\s*{_YEAR}|\d{{1,2}}-{_MONTH}-\d\d(?!\d))|"
    rf"(?P<md>{_MONTH}\s*{_DAY}(?!\s*[,.]?\s*\d))|(?P<dm>{_DAY}\s*(?:of\s*)?{_MONTH}(?!\s*[,.]?\s*\d))|"
    rf"(?P<my>{_MONTH}\s*,?\s*{_YEAR})|(?P<quarter>q[1-4]\s*,?\s*{_YEAR}))",
    re.IGNORECASE,
)
_FORMS = ("iso", "numeric", "mdy", "dmy", "md", "dm", "my", "quarter")
_COUNT_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_QUOTES = r"[\s“”\"'‘’,()]*"
_JOIN = re.compile(
    rf"{_QUOTES}(?:to|through|thru|until|till|up\s*to|and\s*(?:ending|ended|ends|continuing\s*(?:to|"
    rf"through))(?:\s*on)?|ending(?:\s*on)?|–|—|-|−|/)"
    rf"(?:\s*(?:and\s*including|the))?{_QUOTES}",
    re.IGNORECASE,
)
_AND = re.compile(rf"{_QUOTES}and{_QUOTES}", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|from|beginning|commencing|starting)\s*(?:on\s*)?[“\"]?\s*$", re.IGNORECASE)
_AS_OF = re.compile(r"\bas\s*(?:of|at|on)\s*(?:the\s*)?[“\"']?\s*$", re.IGNORECASE)
_ENDED = re.compile(
    r"(?:(?P<count>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen)[\s-]*"
    r"(?:\(\s*\d{1,2}\s*\))?[\s-]*months?|(?P<year>(?:(?:one|fiscal|calendar|full)[\s-]*)?year)|(?P<quarter>quarter))"
    r"(?:\s*period)?\s*(?:ended|ending|through|to)\s*(?:on\s*)?[“\"]?\s*$",
    re.IGNORECASE,
)
_COUNTS = {
    **{word: count for count, word in enumerate(_COUNT_WORDS, start=1)},
    "fifteen": 15,
    "eighteen": 18,
}
_PLACEHOLDER = re.compile(
    r"(?:period|as\s*of|between|dated?|from)[^.;]{0,60}?(?:\b20[xy#_?][x#_?\dy]\b|\b20\d[x]\b|\bmm[/-]dd[/-]yy|"
    r"\bdd[/-]mm[/-]yy|"
    r"[\[<{]{1,2}[^\]>}\n]{0,40}(?:date|start|end|month|day|year|period|mm|"
    r"dd)[^\]>}\n]{0,40}[\]>}]{1,2}|\[\s*[x_•●. ]*\s*\])",
    re.IGNORECASE,
)
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINALS = (
    *_UNITS,
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
    *(f"twenty-{unit}" for unit in _UNITS),
    *("thirtieth", "thirty-first"),
)
_SPELLED = re.compile(
    rf"\b(?:{'|'.join(word.replace('-', '[- ]') for word in reversed(_ORDINALS))})\b(?= (?:day )?(?:of )?{_MONTH})",
    re.IGNORECASE,
)
_IMPOSSIBLE = re.compile(rf"(?:{_MONTH}\s*\d{{1,2}}|\d{{1,2}}\s*{_MONTH})\s*,?\s*{_YEAR}", re.IGNORECASE)
# A date has a digit; a template's has brackets, or letters in the digits' places.
_DIGIT, _TEMPLATE = re.compile(r"[0-9\[<{]"), re.compile(r"m[/-]d|d[/-]m", re.IGNORECASE)
_HYPHENATED = re.compile(r"(?<=[A-Za-z])(?:\u00ad|-\s*\n\s*)(?=[a-z])")


class SpanKind(StrEnum):
    """A stretch of time, or a point in time."""

    PERIOD = "period"
    AS_OF = "as_of"


@dataclass(frozen=True, slots=True)
class Span:
    """A period or an as-of date in a text, at `begin`..`stop` of the text that `tidy` gives.

    `problem` is "ambiguous" (then `readings` has both), "placeholder" or "invalid"; start and end are None with it.
    `precision` is "day", "month" or "quarter" as printed. `inferred`: the start is computed from "year ended".
    """

    kind: SpanKind
    start: date | None
    end: date | None
    begin: int
    stop: int
    inferred: bool = False
    precision: str = "day"
    problem: str | None = None
    readings: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """One whole date in a text, at `begin`..`stop`; `day` is None where two readings are possible."""

    day: date | None
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Atom:
    form: str
    text: str
    begin: int
    stop: int
    readings: tuple[date, ...]
    month_day: tuple[int, int] | None = None


def tidy(text: str) -> str:
    """One line of plain spaces, hyphenation undone: "Decem-⏎ber 31, 2025" -> "December 31, 2025"."""
    return " ".join(_HYPHENATED.sub("", text).replace("\u200b", " ").split())


@lru_cache(maxsize=2048)
def find_spans(text: str) -> tuple[Span, ...]:
    """The periods and as-of dates of a text, in order: "January 1 to June 30, 2025", "as at 30 September 2025"."""
    text = tidy(text)
    if not (_DIGIT.search(text) or _TEMPLATE.search(text)):
        return ()
    atoms = _atoms(text)
    found: list[Span] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        if following and _joined(text, atom, following):
            if (span := _period(atom, following)) is not None:
                found.append(span)
                index += 2
                continue
        elif (span := _single(text, atom)) is not None:
            found.append(span)
        index += 1
    found.extend(_broken(text, found))
    return tuple(sorted(found, key=lambda span: span.begin))


def find_dates(text: str) -> tuple[Dated, ...]:
    """The whole dates of a text, in order: "May 15, 2024", "15th May 2024", "2024-05-15"."""
    text = tidy(text)
    found: list[Dated] = []
    for atom in _atoms(text):
        if atom.form in ("iso", "numeric", "mdy", "dmy") and atom.readings:
            day = atom.readings[0] if len(atom.readings) == 1 else None
            found.append(Dated(day, atom.begin, atom.stop))
    return tuple(found)


@lru_cache(maxsize=512)
def read_date(text: str) -> date | None:
    """The one date that a short span is ("the fifteenth of May, 2024"), None where it is not one or is ambiguous."""
    text = _SPELLED.sub(lambda hit: str(_ORDINALS.index(hit.group().lower().replace(" ", "-")) + 1), tidy(text))
    if found := find_dates(text):
        return found[0].day if len(found) == 1 else None
    if re.search(r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]", text) or not re.search(r"(?:19|20)\d\d(?!\d)", text):
        return None
    import dateparser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    parsed = dateparser.parse(text, languages=["en"], settings=settings)
    return parsed.date() if parsed else None


def is_spelled_out(text: str) -> bool:
    """Whether a line writes its day as a word: "The twenty-third of February 2026"."""
    return _SPELLED.search(tidy(text)) is not None


def _atoms(text: str) -> list[_Atom]:
    return [_atom(found) for found in _ATOM.finditer(text)]


def _atom(found: re.Match[str]) -> _Atom:
    form = next(name for name in _FORMS if found.group(name))
    text = found.group()
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    month = re.search(_MONTH, text, re.IGNORECASE)
    which = _MONTHS.index(month.group()[:3].lower()) + 1 if month and form not in ("iso", "numeric", "quarter") else 0
    readings: tuple[date, ...] = ()
    month_day = None
    if form == "iso":
        readings = _days((numbers[0], numbers[1], numbers[2]))
    elif form == "numeric":
        year = numbers[2] if numbers[2] > 99 else 2000 + numbers[2]
        readings = _days((year, numbers[0], numbers[1]), (year, numbers[1], numbers[0]))
    elif form in ("mdy", "dmy"):
        year = numbers[1] + 2000 if numbers[1] < 100 else int(str(numbers[1])[:4])
        readings = _days((year, which, numbers[0]))
    elif form in ("md", "dm"):
        month_day = (which, numbers[0])
    elif form == "my":
        readings = _days((int(str(numbers[0])[:4]), which, 1))
    else:
        readings = _days((int(str(numbers[1])[:4]), numbers[0] * 3 - 2, 1))
    return _Atom(form, text, found.start(), found.end(), readings, month_day)


def _days(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    found: list[date] = []
    for year, month, day in parts:
        try:
            read = date(year, month, day)
        except ValueError:
            continue
        if read not in found:
            found.append(read)
    return tuple(found)


def _joined(text: str, first: _Atom, last: _Atom) -> bool:
    between = text[first.stop : last.begin]
    if len(between) > 40:
        return False
    announced = _BETWEEN.search(text[max(0, first.begin - 30) : first.begin])
    return bool(_JOIN.fullmatch(between) or (announced and _AND.fullmatch(between)))


def _period(first: _Atom, last: _Atom) -> Span | None:
    if (
        last.month_day
        or (first.form == "quarter") != (last.form == "quarter")
        or (first.form == "my") != (last.form == "my")
    ):
        return None
    begin, stop = first.begin, last.stop
    span = Span(SpanKind.PERIOD, None, None, begin, stop, problem="invalid")
    if first.month_day:
        year = last.readings[0].year if last.readings else 0
        over_new_year = year and first.month_day >= (last.readings[0].month, last.readings[0].day)
        year -= bool(over_new_year)  # "December 1 to November 30, 2025" can only begin in 2024
        first = replace(first, readings=_days((year, *first.month_day)) if year else ())
    if first.form == "numeric" and last.form == "numeric":
        pairs = _numeric_pairs(first, last)
    else:
        pairs = [(start, end) for start in first.readings for end in last.readings]
    precision = {"my": "month", "quarter": "quarter"}.get(last.form, "day")
    if precision != "day":
        pairs = [(start, _month_end(end, 1 if precision == "month" else 3)) for start, end in pairs]
    pairs = [(start, end) for start, end in pairs if start < end]
    if len(pairs) == 1:
        return replace(span, start=pairs[0][0], end=pairs[0][1], precision=precision, problem=None)
    return replace(span, problem="ambiguous" if pairs else "invalid", readings=tuple(pairs))


def _numeric_pairs(first: _Atom, last: _Atom) -> list[tuple[date, date]]:
    """Both ends are printed in one order: month first, or day first."""
    pairs: list[tuple[date, date]] = []
    for order in (0, 1):
        ends = [_in_order(atom.text, order) for atom in (first, last)]
        if ends[0] and ends[1] and (ends[0], ends[1]) not in pairs:
            pairs.append((ends[0], ends[1]))
    return pairs


def _in_order(text: str, order: int) -> date | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    year = numbers[2] if numbers[2] > 99 else 2000 + numbers[2]
    days = _days((year, numbers[order], numbers[1 - order]))
    return days[0] if days else None


def _single(text: str, atom: _Atom) -> Span | None:
    before = text[max(0, atom.begin - 60) : atom.begin]
    if atom.form in ("md", "dm", "quarter"):
        return None
    if ended := _ENDED.search(before):
        return _ended(atom, ended, atom.begin - len(before) + ended.start())
    if atom.form == "my" or not _AS_OF.search(before):
        return None
    if len(atom.readings) != 1:
        problem = "ambiguous" if atom.readings else "invalid"
        readings = tuple((day, day) for day in atom.readings)
        return Span(SpanKind.AS_OF, None, None, atom.begin, atom.stop, problem=problem, readings=readings)
    return Span(SpanKind.AS_OF, atom.readings[0], atom.readings[0], atom.begin, atom.stop)


def _ended(atom: _Atom, ended: re.Match[str], begin: int) -> Span | None:
    if len(atom.readings) != 1:
        return None
    end = _month_end(atom.readings[0], 1) if atom.form == "my" else atom.readings[0]
    count = ended.group("count")
    months = (
        12
        if ended.group("year")
        else 3
        if ended.group("quarter")
        else int(count)
        if count.isdigit()
        else _COUNTS[count.lower()]
    )
    precision = "month" if atom.form == "my" else "day"
    return Span(SpanKind.PERIOD, _months_before(end, months), end, begin, atom.stop, inferred=True, precision=precision)


def _months_before(end: date, months: int) -> date:
    """The first day of the period of so many months that ends on this day."""
    after = end + timedelta(days=1)
    month = after.year * 12 + after.month - 1 - months
    for day in (after.day, 30, 29, 28):
        if found := _days((month // 12, month % 12 + 1, min(day, after.day))):
            return found[0]
    return end


def _month_end(first: date, months: int) -> date:
    month = first.year * 12 + first.month - 1 + months
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _broken(text: str, found: list[Span]) -> list[Span]:
    """Placeholders of a template and impossible dates, where a period is announced."""
    taken = [(span.begin, span.stop) for span in found]
    broken: list[Span] = []
    for hit in _PLACEHOLDER.finditer(text):
        if not any(begin < hit.end() and hit.start() < stop for begin, stop in taken):
            broken.append(Span(SpanKind.PERIOD, None, None, hit.start(), hit.end(), problem="placeholder"))
            taken.append((hit.start(), hit.end()))
    for hit in _IMPOSSIBLE.finditer(text):
        announced = re.search(r"(?:period|as\s*of|from|between)[^.;]{0,12}$", text[: hit.start()], re.IGNORECASE)
        if announced and not _possible(hit.group()) and not any(b < hit.end() and hit.start() < s for b, s in taken):
            broken.append(Span(SpanKind.PERIOD, None, None, hit.start(), hit.end(), problem="invalid"))
    return broken


def _possible(text: str) -> bool:
    return any(atom.readings for atom in _atoms(text))
