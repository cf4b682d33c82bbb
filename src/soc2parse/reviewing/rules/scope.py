"""Whether the report is about what the reader uses: services, regions, categories, criteria."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising, description_texts
from soc2parse.reviewing.finding import Evidence, Item, Weight, cite, listed
from soc2parse.reviewing.profile import Sensitivity
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import Category, CriteriaSet, SectionKind, Treatment

_EXCLUSION = re.compile(
    r"\b(?:exclud\w+\b(?! (?:planned|scheduled|maintenance|weekends|public holidays))"
    r"|out[- ]of[- ]scope|outside (?:of )?(?:the )?(?:scope|boundar\w+)"
    r"|not (?:\w+ ){0,2}(?:included|covered)|(?:does|do|did) not (?:include|cover|extend)"
    r"|(?:not|nor) (?:\w+ ){0,2}(?:in|part of|within|subject to) (?:the )?"
    r"(?:scope|system|boundar\w+|report|examination))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"(])|\s*•\s*|\n+(?=[A-Z])")
_HEADING_WORDS = 6


@dataclass(frozen=True)
class Mention:
    """A sentence of the description that names something, and whether its words leave something out of scope."""

    evidence: Evidence
    excluding: bool


def mentions(case: Case, name: str) -> list[Mention]:
    """The sentences of the system description that name it, as whole words in any case; headings come last."""
    wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    description = case.report.system_description
    first = description.sources[0].page if description else 1
    found: dict[str, Mention] = {}
    for page, text in description_texts(description):
        for sentence in _naming(wanted, text):
            evidence = Evidence(page=page or first, text=sentence, begins=True)
            found.setdefault(sentence, Mention(evidence, bool(_EXCLUSION.search(sentence))))
    return sorted(found.values(), key=lambda mention: len(mention.evidence.text.split()) < _HEADING_WORDS)


def _naming(wanted: re.Pattern[str], text: str) -> list[str]:
    """The sentences and items that hold the name; where a line break cuts the name itself, those of the joined text."""
    joined = " ".join(text.split())
    for pieces in (_SENTENCE_END.split(text), _SENTENCE_END.split(joined)):
        naming = [" ".join(piece.split()) for piece in pieces]
        if naming := [piece for piece in naming if wanted.search(piece)]:
            return naming
    return []


def _needs(case: Case) -> list[tuple[str, str]]:
    profile = case.profile
    return [("service", name) for name in profile.services] + [("region", name) for name in profile.regions]


def need_excluded(case: Case) -> Raising:
    """A service or region in use stands in a sentence of the description that leaves something out."""
    for kind, name in _needs(case):
        excluding = [mention.evidence for mention in mentions(case, name) if mention.excluding]
        if excluding:
            yield Raised(
                Weight.HIGH,
                f"The {kind} “{name}” is named in words that leave something out of scope: “{excluding[0].text}”",
                tuple(excluding),
                ask=Ask("Is {} outside the scope of your report? If so, what other evidence is there?", (name,)),
                key=name,
            )


def need_not_mentioned(case: Case) -> Raising:
    """A service or region in use is not named in the description."""
    for kind, name in _needs(case):
        if not mentions(case, name):
            yield Raised(
                Weight.HIGH if kind == "service" else Weight.MEDIUM,
                f"The {kind} “{name}” was not found in the system description.",
                looked_in=case.looked(SectionKind.SYSTEM_DESCRIPTION),
                ask=Ask(
                    "Is {} inside the boundary of the system that your report describes?",
                    (name,),
                    "Are {} inside the boundary of the system that your report describes?",
                ),
                key=name,
            )


def need_mentioned(case: Case) -> Raising:
    """A service or region in use is named in the description: the words, for a person to judge."""
    for kind, name in _needs(case):
        found = mentions(case, name)
        if found and not any(mention.excluding for mention in found):
            yield Raised(
                Weight.INFO,
                f"The {kind} “{name}” is named in the system description: “{found[0].evidence.text}” Whether that "
                "covers your use is for you to judge.",
                tuple(mention.evidence for mention in found[:5]),
                key=name,
            )


def category_missing(case: Case) -> Raising:
    """A category that the profile relies on, or that sensitive data call for, is not in the report's scope."""
    report, profile = case.report, case.profile
    if not report.categories:
        yield Raised(
            Weight.HIGH,
            "The trust services categories in scope were not read.",
            looked_in=case.looked(SectionKind.OPINION),
            ask=Ask("Which trust services categories does the auditor's opinion cover?", look_first=True),
        )
        return
    evidence = case.opinion_places
    covered = ", ".join(said(category) for category in report.categories)
    for category in profile.categories:
        if category not in report.categories:
            yield Raised(
                Weight.HIGH,
                f"The category {said(category)} is relied on, but the report covers {covered}.",
                evidence,
                case.looked(SectionKind.OPINION),
                Ask("Why does your report not cover {}, and what other evidence is there?", (said(category),)),
                category,
            )
    keeps_data = {Category.CONFIDENTIALITY, Category.PRIVACY} & {*report.categories, *profile.categories}
    if profile.sensitivity is Sensitivity.HIGH and not keeps_data:
        yield Raised(
            Weight.MEDIUM,
            "Your data are rated highly sensitive, and the report covers neither confidentiality nor privacy; it "
            f"covers {covered}.",
            evidence,
            case.looked(SectionKind.OPINION),
            Ask("Why does your report cover neither confidentiality nor privacy?"),
            "sensitive-data",
        )


def criterion_not_applicable(case: Case) -> Raising:
    """Criteria that the report says do not apply, with the reasons; those without one weigh more."""
    description = case.report.system_description
    left_out = description.criteria_not_applicable if description else ()
    for weight, reasoned in ((Weight.MEDIUM, False), (Weight.LOW, True)):
        if some := [criterion for criterion in left_out if bool(criterion.reason) is reasoned]:
            names = tuple(criterion.criterion for criterion in some)
            yield Raised(
                weight,
                f"The report treats {listed(names)} as not applicable{'' if reasoned else '; no reason was read'}.",
                ask=Ask("Why does {} not apply to your system?", names, "Why do {} not apply to your system?"),
                key="" if reasoned else "without-reason",
                items=tuple(
                    Item(
                        text=f"{criterion.criterion}: “{criterion.reason}”" if reasoned else criterion.criterion,
                        evidence=case.described(criterion.sources),
                    )
                    for criterion in some
                ),
            )


def criteria_set(case: Case) -> Raising:
    """Criteria of 2016 or 2014 for a period that ended after they were withdrawn, or a set that was not read."""
    used, end = case.report.criteria_set, case.report.period.end
    evidence = case.opinion_places
    if used is None:
        yield Raised(
            Weight.LOW,
            "Which year's trust services criteria were used was not read.",
            evidence,
            case.looked(SectionKind.OPINION),
            Ask("Which version of the trust services criteria does your report use?", look_first=True),
        )
    elif used is not CriteriaSet.Y2017 and end and end.year >= 2019:
        yield Raised(
            Weight.HIGH,
            f"The report on a period to {end} uses the criteria of {used}; those of 2017 had replaced them.",
            evidence,
            case.looked(SectionKind.OPINION),
            Ask(f"Why does your report use the trust services criteria of {used}?"),
        )


def framework_mapped(case: Case) -> Raising:
    """A further framework that is only mapped: the opinion does not speak of it."""
    for framework in case.report.frameworks:
        if framework.treatment is Treatment.MAPPED:
            yield Raised(
                Weight.INFO,
                f"{framework.name} is mapped to the controls by management; the auditor gives no opinion on it.",
                cite(framework.sources),
                case.looked(),
                key=framework.name,
            )


def said(category: Category) -> str:
    """The category in words: "processing integrity"."""
    return category.replace("_", " ")


RULES = (
    Rule(
        "scope-excluded",
        need_excluded,
        "a service or region of the profile stands in a sentence of the description that leaves something out",
        "A control that is tested for another product protects nothing of yours.",
    ),
    Rule(
        "scope-not-mentioned",
        need_not_mentioned,
        "a service or region of the profile is not named in the description",
        "The opinion covers the system as described; what is not described may be outside.",
    ),
    Rule(
        "scope-mentioned",
        need_mentioned,
        "a service or region of the profile is named, in no sentence that leaves something out",
        "A name is not a promise: the words tell whether your use is meant.",
    ),
    Rule(
        "category-missing",
        category_missing,
        "a category that the profile relies on is not covered; or data of high sensitivity and neither "
        "confidentiality nor privacy covered",
        "Each category has criteria of its own; what is not examined is not known.",
    ),
    Rule(
        "criterion-not-applicable",
        criterion_not_applicable,
        "the report marks a criterion as not applicable; without a reason it weighs more",
        "What the vendor leaves out may matter to your use.",
    ),
    Rule(
        "criteria-set",
        criteria_set,
        "criteria older than 2017 for a period that ended in 2019 or later, or the set was not read",
        "The same criterion number means something else in another year.",
    ),
    Rule(
        "framework-mapped",
        framework_mapped,
        "a further framework (HIPAA, ISO 27001 ...) is mapped and not covered by the opinion",
        "A mapping is management's information; nobody independent has examined it.",
    ),
)
