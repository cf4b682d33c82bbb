"""What an auditor's opinion says: its kind and its three parts. Never a default: words that are not known give None.

Spaces in the patterns stand for any white space or none: some files print their words without spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from soc2parse.language.loose import Told, loose
from soc2parse.terms import OpinionKind

_UNQUALIFIED, _QUALIFIED = OpinionKind.UNQUALIFIED, OpinionKind.QUALIFIED
_ADVERSE, _DISCLAIMER = OpinionKind.ADVERSE, OpinionKind.DISCLAIMER

OPINION = Told(
    loose(r"\bin (our|my) opinion\b|\bit is our opinion\b|\bwe are of the opinion\b|\bour opinion is that\b"), "opinion"
)
MATERIAL = loose(r"in all material (respects|aspects)|fairly presents?|suitably designed")
DISCLAIMED = loose(
    r"(do|did|does) not express (an|any|such an|our|a)? (opinion|conclusion)|not (been )?able to express (an|"
    r"any)? opinion"
    r"|unable to express|disclaim(s)? (an|any)? opinion|can ?not express|express no (opinion|conclusion)|no "
    r"opinion is expressed"
)
ENGAGED = loose(r"\b(we|I) (were|was|have been) engaged to (examine|report)")
INSUFFICIENT = loose(
    r"(not|un) ?(been )?(able)? (to)? obtain(ed)? sufficient|insufficient (appropriate )?evidence|sufficient,? "
    r"appropriate .{0,40}could not be obtained"
    r"|because of the (significance|effects?|limitations?|matters?)"
)
BECAUSE = loose(
    r"(because|due|as a result) (of|to) the (significance|effects?|pervasive|pervasiveness|matters?|magnitude|"
    r"nature|severity)"
)
# Words behind "except for" that speak of a finding, not of a part left out ("except for the London office").
_MATTER = (
    r"(for|as|that|of|to|than|from)? (the|those|certain|any|our)? (possible )?(effects?|matters?|deficienc|"
    r"deviation|exception|failure|modification|omission|"
    r"misstatement|foregoing|above|below|described|discussed|noted|explained|stated|set out|set forth|referred|"
    r"issue|limitation|"
    r"weakness|circumstance|facts?|control|criteri|finding|qualification|inability|lack)"
)
EXCEPT = loose(rf"\b(except|excepting|with the exception|subject|other than|apart from|save for|save)\b {_MATTER}")
_ANY_EXCEPT = loose(r"\b(except(ing)? (for|as|that)|with the exception of|subject to|save for|other than as)")
_IF_EFFECTIVE = loose(r"\bif\b[^;]{0,400}? (operat(ed|es?|ing)|functioned) effectively")

_DESCRIPTION = loose(
    r"(?P<no>(does|did|do) not (fairly )?presents?|(is|was) not (fairly )?(presented|stated)|fails to (fairly "
    r")?present|not present(ed|s)? fairly"
    r"|does not comply)|fairly presents?|\bpresents|present\b|(is|was) (fairly )?(presented|stated)|present(s|"
    r"ed) fairly"
)
_DESIGN = loose(
    r"(?P<no>(were|was|are|is|have|has) not (been )?(suitably|appropriately|properly|adequately) designed|not "
    r"suitably designed)"
    r"|(suitably|appropriately|properly|adequately) designed|design .{0,60}(was|were) suitable"
)
_OPERATION = loose(
    r"(?P<no>(did|do|does) not (operate|function) effectively|(were|was|are) not operating effectively|"
    r"not (suitably designed (and|or|nor) )?(operated|operating) effectively)"
    r"|(operated|operating|operate|functioned) effectively|effectively operated|(were|was) effective throughout"
)
_CLAUSE = re.compile(r";\s*|:\s+|(?<=[a-z)\d”\"])\.\s+(?=[A-Z(])|\s(?=\(?(?:[a-e]|[1-5]|i{1,3}|iv|v)[.)]\s)")

# Which part the basis of a modified opinion speaks of.
_BASIS_DESCRIPTION = loose(
    r"description (does not|did not|is not|was not|omits|omitted|misstates|inaccurately|incorrectly)|not (fairly "
    r")?(present|presented)\b|"
    r"not (been )?(placed in operation|implemented)"
)
_BASIS_DESIGN = loose(
    r"(not|whether) .{0,90}suitably designed|design .{0,80}(not|deficien|inadequate|insufficient)|(deficien|"
    r"weakness)\w* in (the )?design|"
    r"did not (include|have|provide for|design|address) |no controls? (was|were|is|are|had been|in place|to)|"
    r"lacked? (a )?(control|procedure)"
)
_BASIS_OPERATION = loose(
    r"(did|do|does) not operat|whether .{0,90}operat|not operat(ed|ing) (effectively|as)|not suitably designed "
    r"(and|or|nor) operat|(was|were) not (consistently )?(performed|operating|executed|completed|removed|"
    r"reviewed|revoked|approved|retained|followed|tested)|"
    r"operating effectiveness|ineffective|failed to operate|not operate effectively"
)


# The sentence with which a basis concludes; what stands before it describes, and may say "not" of many things.
_RESULT = loose(
    r"as a result|consequently|accordingly|therefore|thus,|resulting in|for this reason|these (matters|"
    r"deficiencies)|this (matter|deficiency)"
)


@dataclass(frozen=True, slots=True)
class OpinionReading:
    """The opinion as a whole and its parts; None is "not read". `doubts` say what could not be told."""

    kind: OpinionKind | None
    description: OpinionKind | None = None
    design: OpinionKind | None = None
    operating: OpinionKind | None = None
    doubts: tuple[str, ...] = ()
    scope_limitation: bool = False


def read_opinion(
    clauses: list[str], *, heading: str | None = None, basis: str = "", engaged: bool = False
) -> OpinionReading:
    """Read the opinion paragraph: its blocks in order, the kind that its heading names, the basis paragraph.

    "In our opinion, except for the matter described in the preceding paragraph, in all material respects, ... the
    controls operated effectively ..." is qualified; which parts are, the place of the words tells, or the basis.
    A disclaimer covers all three parts, also where a type 1 has only two.
    """
    text = " ".join(clauses)
    if _is_disclaimed(text, heading, engaged=engaged):
        return OpinionReading(_DISCLAIMER, _DISCLAIMER, _DISCLAIMER, _DISCLAIMER, scope_limitation=True)
    parts = _Parts()
    for clause in clauses:
        for piece in _CLAUSE.split(clause):
            parts.read(piece)
    return parts.judge(text, heading, basis)


def parts_named(clauses: list[str]) -> frozenset[str]:
    """Which parts an opinion speaks of, whatever it says of them: "description", "design", "operating"."""
    parts = _Parts()
    for clause in clauses:
        for piece in _CLAUSE.split(clause):
            parts.read(piece)
    return frozenset(parts.found)


def _is_disclaimed(text: str, heading: str | None, *, engaged: bool) -> bool:
    disclaimed = DISCLAIMED.search(text)
    if disclaimed is None:
        return False
    if heading == "disclaimer" or (engaged and not OPINION.search(text)):
        return True
    return INSUFFICIENT.search(text) is not None and not OPINION.search(text)


class _Parts:
    """What the clauses of an opinion say of the description, the design and the operation of controls."""

    def __init__(self) -> None:
        self.found: dict[str, OpinionKind] = {}
        self.excepted = False  # "except for" before all parts
        self.because = False
        self.unplaced: list[str] = []

    def read(self, clause: str) -> None:
        """Take up one clause; one that speaks of no part, before any did, governs all."""
        told = _IF_EFFECTIVE.sub(lambda hit: " " * len(hit.group()), clause)
        places = sorted(
            (hit.start(), hit.end(), name, bool(hit.group("no")))
            for name, hit in (
                ("description", _first(_DESCRIPTION, told, after=re.compile(r"description", re.IGNORECASE))),
                ("design", _first(_DESIGN, told)),
                ("operating", _first(_OPERATION, told)),
            )
            if hit is not None and name not in self.found
        )
        self.because = self.because or BECAUSE.search(clause) is not None
        excepted = [hit.start() for hit in EXCEPT.finditer(clause)]
        if not excepted and _ANY_EXCEPT.search(clause):
            self.unplaced.append(clause)
        for _, _, name, negated in places:
            self.found[name] = _ADVERSE if negated else _UNQUALIFIED
        for place in excepted:
            self._except(place, [(start, name) for start, _, name, _ in places])

    def _except(self, place: int, places: list[tuple[int, str]]) -> None:
        if not places:
            if not self.found:
                self.excepted = True
            else:
                self._qualify(list(self.found)[-1])
            return
        first_here = len(self.found) == len(places)
        if place < places[0][0] and first_here and len(places) > 1:
            self.excepted = True
        elif place < places[0][0] and first_here:
            self.excepted = places[0][1] == "description"
            if not self.excepted:
                self._qualify(places[0][1])
        else:
            self._qualify(next((name for start, name in places if start > place), places[-1][1]))

    def _qualify(self, name: str) -> None:
        if self.found[name] is _UNQUALIFIED:
            self.found[name] = _QUALIFIED

    def judge(self, text: str, heading: str | None, basis: str) -> OpinionReading:
        """The kind of the whole by its heading, else its words; which parts "except for" governs, by the basis."""
        doubts: list[str] = []
        if self.excepted and not self.because:
            self._temper()
        if self.excepted:
            self._spread(basis, doubts)
        kinds = set(self.found.values())
        worst = next((kind for kind in (_ADVERSE, _QUALIFIED) if kind in kinds), None)
        if self.excepted and worst is None:
            worst = _QUALIFIED
        named = {"qualified": _QUALIFIED, "adverse": _ADVERSE, "disclaimer": _DISCLAIMER}.get(heading or "")
        if named is _QUALIFIED and worst is _ADVERSE:
            self._temper()
            worst = _QUALIFIED
        kind = worst
        if named and worst is None:
            doubts.append(f"headed as a {named} opinion, but its words do not say what is excepted")
            kind, self.found = named, {}
        elif named and worst is not named:
            doubts.append(f"headed as a {named} opinion, but worded as {worst}")
            kind = named
        elif worst is None:
            kind = self._clean(text, basis, doubts)
        if kind is _UNQUALIFIED and self.unplaced:
            doubts.append("the words 'except' or 'subject to' stand in the opinion, but not what they refer to")
            kind = None
        if kind is None:
            self.found = {}
        part = self.found.get
        limited = loose("possible effects?").search(text) is not None
        return OpinionReading(kind, part("description"), part("design"), part("operating"), tuple(doubts), limited)

    def _temper(self) -> None:
        """ "except for the matters described: ... However, certain controls were not suitably designed": qualified."""
        self.found = {name: _QUALIFIED if kind is _ADVERSE else kind for name, kind in self.found.items()}

    def _spread(self, basis: str, doubts: list[str]) -> None:
        """ "Except for" before all parts: the basis says which of them it concerns."""
        if set(self.found.values()) - {_UNQUALIFIED, None}:
            return
        concluded = _RESULT.search(basis)
        concerned = self._concerned(basis[concluded.start() :]) if concluded else []
        concerned = concerned or self._concerned(basis)
        if not concerned:
            doubts.append("the basis does not say which part of the opinion is qualified")
            self.found = {}
        for name in concerned:
            self.found[name] = _QUALIFIED

    def _concerned(self, basis: str) -> list[str]:
        told = {
            "description": _BASIS_DESCRIPTION.search(basis),
            "design": _BASIS_DESIGN.search(basis),
            "operating": _BASIS_OPERATION.search(basis),
        }
        return [name for name in self.found if told[name]]

    def _clean(self, text: str, basis: str, doubts: list[str]) -> OpinionKind | None:
        if basis:
            doubts.append("a basis for a modified opinion is given, but the opinion reads as unmodified")
            return None
        if OPINION.search(text) and MATERIAL.search(text) and len(self.found) >= 2:
            return _UNQUALIFIED
        doubts.append("the words of the opinion are not known")
        return None


def _first(pattern: re.Pattern[str], text: str, after: re.Pattern[str] | None = None) -> re.Match[str] | None:
    """The first hit, negated ones before plain ones at the same place; behind the word `after`, if one is given."""
    begin = 0
    if after is not None:
        word = after.search(text)
        if word is None:
            return None
        begin = word.end()
    return pattern.search(text, begin)
