"""Documents that are not SOC 2 reports, by their titles and by what they say of themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soc2parse.language.loose import loose

TRUST_SERVICES = loose(
    r"trust services? (criteria|principles?|categor)|TSP (section|sec\.|§)? ?100|applicable trust|common "
    r"criteria .{0,40}(security|CC\d)|\bTSC\b|description criteria|DC section 200"
)
SOC2 = loose(r"\bsoc ?2\b")
CATEGORY = loose(
    r"(relevant|related|relating) to (the )?(security|availability|confidentiality|privacy|processing integrity)"
)
SOC1 = loose(
    r"internal control over financial reporting|control objectives|user entities.{0,30}financial statements|"
    r"AT-?C (section )?320|ISAE 3402"
)
# A SOC 3 opinion is on management's assertion; a SOC 2 opinion is on a description (and may name the assertion later).
_OBJECT = loose(
    r"\b(examined|examine|report on|engagement|examination) (?P<object>.{0,240}?\b(?P<word>assertion|description|"
    r"controls? (?:objective|placed)|effectiveness))"
)
DRAFT = re.compile(
    r"\bDRAFT\b|\b[Dd]raft\s+(?:report|for|[-–—]|only|version)|for\s+discussion\s+purposes|"
    r"subject\s+to\s+change\s+and\s+review"
)
SAMPLE = re.compile(
    r"\b(?:SAMPLE|Sample\s+(?:report|SOC)|EXAMPLE|ILLUSTRATIVE|[Ii]llustrative\s+(?:report|example)|SPECIMEN)\b|"
    r"\bXYZ\s+(?:Service|Company|Corp|Organization)|\b20X\d\b"
)
_OPEN, _CLOSE = r"[\[<{]{1,2}\s*(?:insert\s+|enter\s+|your\s+|name\s+of\s+)?(?:the\s+)?", r"[^\]>}\n]{0,50}[\]>}]{1,2}"
# What a template leaves open: whose report, on what, for which time.
_PLACEHOLDER = re.compile(
    rf"{_OPEN}(?:company|client|service\s+organi[sz]ation|organi[sz]ation|system|start|end|report\s+period|"
    rf"period|product|entity|vendor|service\s+name|"
    rf"subservice){_CLOSE}|\b20XX\b|\bMM/DD/YYYY\b",
    re.IGNORECASE,
)
# What also a draft leaves open: who signs, where and when.
_OPEN_POINT = re.compile(
    rf"{_OPEN}(?:auditor|firm|signature|date|city|state|partner|cpa|tbd|to\s+be){_CLOSE}|\[\s*(?:X{{2,}}|_{{2,}}|"
    rf"●|•|\.{{3}})?\s*\]",
    re.IGNORECASE,
)

_CRITERION = re.compile(r"\bCC[1-9]\.\d\b")
_FEWEST_CITED = 3


def cites_criteria(text: str) -> bool:
    """Whether a text goes by the common criteria's numbers, whatever it calls them: "CC6.1", "CC6.2", "CC7.2"."""
    return len(set(_CRITERION.findall(text))) >= _FEWEST_CITED


def _has_bracket(text: str) -> bool:
    return "[" in text or "<" in text or "{" in text


def placeholders(text: str) -> list[str]:
    """What a template leaves open: "[Company Name]", "20XX"."""
    blank = _has_bracket(text) or "20XX" in (upper := text.upper()) or "MM/DD/YYYY" in upper
    return [hit.group() for hit in _PLACEHOLDER.finditer(text)] if blank else []


def has_open_point(text: str) -> bool:
    """Whether a text leaves open what a draft does: "[Date]", "[ ]"."""
    return _has_bracket(text) and _OPEN_POINT.search(text) is not None


def examined_object(sentence: str) -> str | None:
    """What the auditor examined by the words of the scope sentence: "description", "assertion", or another word."""
    found = _OBJECT.search(sentence)
    return found.group("word").lower() if found else None


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A kind of document and the words that give it away, in its title pages or anywhere.

    `overrides`: these words outweigh an auditor's sentence, since such a document may quote one. `vague`: they name the
    document only where no others do.
    """

    name: str
    evidence: str
    title: str | None = None
    body: str | None = None
    overrides: bool = False
    vague: bool = False

    def matches(self, title: str, body: str) -> bool:
        """Whether the words of both patterns are there."""
        return self.place(title, body) is not None

    def place(self, title: str, body: str) -> int | None:
        """How early in the title pages the words stand; 0 for words of the body; None where they are not."""
        found = _compiled(self.title).search(title) if self.title is not None else None
        if self.title is not None and found is None:
            return None
        if self.body is not None and _compiled(self.body).search(body) is None:
            return None
        return found.start() if found else 0


_CACHE: dict[str, re.Pattern[str]] = {}


def _compiled(wording: str) -> re.Pattern[str]:
    if wording not in _CACHE:
        _CACHE[wording] = loose(wording)
    return _CACHE[wording]


OTHERS: tuple[OtherDocument, ...] = (
    OtherDocument(
        "a readiness assessment",
        "it calls itself a readiness or gap assessment",
        r"readiness (assessment|report|review|evaluation)|gap (assessment|analysis|report)|pre-?audit assessment",
        r"readiness|recommend|gap",
        overrides=True,
    ),
    OtherDocument(
        "a SOC for Cybersecurity report",
        "the cybersecurity risk management program was examined",
        r"soc for cyber ?security|cybersecurity risk management (examination|program)",
        overrides=True,
    ),
    OtherDocument("a SOC for Supply Chain report", "its title says so", r"soc for supply chain", overrides=True),
    OtherDocument("a SOC 3 report", "its title says SOC 3", r"soc ?3\b|soc 3®|general use report"),
    OtherDocument(
        "a SOC 1 report",
        "its title says SOC 1",
        r"soc ?1\b|SSAE ?(no\. ?)?1[68] .{0,30}soc ?1|internal control over financial reporting",
    ),
    OtherDocument(
        "a bridge letter",
        "a letter on the time since a report",
        None,
        r"(bridge|gap|comfort) letter|since (the end of )?.{0,120}(report|period).{0,300}no (material|"
        r"significant) changes|(not aware of any|no) (material|significant) changes .{0,200}(control "
        r"environment|internal control|controls|report)",
    ),
    OtherDocument(
        "an ISO certificate",
        "a certificate of registration",
        r"certificate (of )?(registration|conformity|approval)|certificate (number|no\b)|^.{0,80}iso ?/? ?(iec)? "
        r"?27001",
    ),
    OtherDocument("a statement of applicability", "its title says so", r"statement of applicability"),
    OtherDocument("a HITRUST document", "its title says so", r"hitrust (validated|certification|letter|r2|i1|e1)"),
    OtherDocument(
        "a PCI DSS document", "its title says so", r"attestation of compliance|report on compliance|pci ?dss"
    ),
    OtherDocument(
        "a penetration test report", "its title says so", r"penetration test|pen ?test|security assessment report"
    ),
    OtherDocument(
        "a scanner's output",
        "it lists findings of a scan",
        r"vulnerability (scan|assessment|report)|scan (report|results|summary)|nessus|qualys|cvss|generated by "
        r".{0,60}\d|automated|compliance (report|score|dashboard)",
        None,
    ),
    OtherDocument(
        "a questionnaire",
        "questions and answers",
        r"questionnaire|caiq|\bsig (lite|core)?\b|vsa[- ]|vendor security assessment",
    ),
    OtherDocument(
        "a data processing agreement",
        "an agreement between parties",
        r"data processing (agreement|addendum)|\bDPA\b|master (services?|subscription) agreement|terms of service|"
        r"non-?disclosure agreement",
    ),
    OtherDocument(
        "an engagement letter",
        "terms of an engagement",
        None,
        r"(terms|objectives) of (our|the) engagement|engagement letter|we are pleased to confirm our (understanding|"
        r"acceptance)",
    ),
    OtherDocument(
        "guidance on SOC 2",
        "it explains how reports are made",
        r"\bguide\b|guidance|how to|white ?paper|handbook|e-?book|checklist|overview of soc|what is (a )?soc|blog|"
        r"playbook",
    ),
    OtherDocument(
        "a memo about a report",
        "it reviews a report",
        r"\bmemo(randum)?\b|vendor (review|assessment|risk)|report review|review of .{0,60}soc ?2|third[- ]party "
        r"risk|due diligence|summary of",
    ),
    OtherDocument(
        "a policy", "a policy of an organization", r"\bpolicy\b|policies and procedures|standard operating", vague=True
    ),
    OtherDocument(
        "a certificate or letter about a report",
        "it only attests that there is one",
        r"letter of attestation|compliance letter|certificate|to whom it may concern|dear (customer|client|"
        r"valued)",
        vague=True,
    ),
    OtherDocument(
        "a marketing page",
        "it advertises a report",
        r"trust (center|centre|page|portal)|soc ?2®? (type (1|2|i|ii) )?(compliant|certified)|compliance overview",
    ),
)
