"""Signals of the report's quality that a machine can check: words of controls, of tests, and of the description.

The signals follow the pillars of the SOC 2 Quality Guild's public rubric, in this project's words; G1 to G11 count its
eleven signals. They are reasons to look, never proof.
"""

from __future__ import annotations

import re
from collections import defaultdict

from soc2parse.report import TestingResult, normal_id
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight, cite
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import Method, Outcome, SectionKind

_VAGUE = re.compile(
    r"\b(?:periodic(?:ally)?|regular(?:ly)?|as (?:needed|necessary|appropriate|required)|appropriate(?:ly)?"
    r"|from time to time|on an ongoing basis|timely|where (?:possible|applicable)|adequate(?:ly)?)\b",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\b(?:annual(?:ly)?|yearly|quarter(?:ly)?|month(?:ly)?|week(?:ly)?|daily|each|every|hour(?:s|ly)?|days?"
    r"|continuous(?:ly)?"
    r"|upon|before|prior to|when(?:ever)?|within|after|real[- ]time|once)\b",
    re.IGNORECASE,
)
_FEWEST = 10  # below this many, shares say nothing
_SHOWN = 5


def vague_controls(case: Case) -> Raising:
    """At least `vague_share` of the controls say "periodically" or "as needed" and no rhythm."""
    controls = case.report.controls
    vague = [c for c in controls if _VAGUE.search(c.text) and not _RHYTHM.search(_VAGUE.sub("", c.text))]
    if len(controls) >= _FEWEST and len(vague) >= case.thresholds.vague_share * len(controls):
        named = ", ".join(control.id or "one without an id" for control in vague[:_SHOWN])
        yield Raised(
            Weight.LOW,
            f"{len(vague)} of {len(controls)} controls use words like “periodically” or “as needed” and name no rhythm "
            f"or occasion, {named} among them.",
            cite(*(control.sources for control in vague[:_SHOWN])),
            ask=Ask(f"How often, and by whom, are these controls carried out: {named}?"),
        )


def repeated_procedures(case: Case) -> Raising:
    """At least `repeated_share` of the tests have word for word the procedure of another control's test."""
    by_words: dict[str, list[TestingResult]] = defaultdict(list)
    tests = [test for test in case.report.testing_results if test.procedure and test.control_id]
    for test in tests:
        by_words[" ".join((test.procedure or "").casefold().split())].append(test)
    repeated = [same for same in by_words.values() if len({normal_id(t.control_id or "") for t in same}) > 1]
    count = sum(len(same) for same in repeated)
    if len(tests) >= _FEWEST and count >= case.thresholds.repeated_share * len(tests):
        words = max(repeated, key=len)
        yield Raised(
            Weight.MEDIUM,
            f"{count} of {len(tests)} tests share their procedure, word for word, with the test of another control; "
            f"most often: “{words[0].procedure}” ({len(words)} times).",
            cite(*(test.sources for test in words[:_SHOWN])),
            ask=Ask("What did the auditor do for each of the controls whose tests are described in the same words?"),
        )


def few_samples(case: Case) -> Raising:
    """Less than `sample_share` of the tests state a sample, or say that they drew one."""
    tests = [test for test in case.report.testing_results if test.procedure]
    stating = [t for t in tests if t.sample.size is not None or "sample" in f"{t.procedure} {t.result}".casefold()]
    if case.is_type_2 and len(tests) >= _FEWEST and len(stating) < case.thresholds.sample_share * len(tests):
        yield Raised(
            Weight.LOW,
            f"{len(stating)} of {len(tests)} tests state that a sample was drawn.",
            cite(*(test.sources for test in tests[:_SHOWN])),
            ask=Ask("Which samples did the auditor draw, from which populations, spread over the period?"),
        )


def much_inquiry(case: Case) -> Raising:
    """At least `inquiry_share` of the tests that were made were inquiries alone."""
    made = [
        test
        for test in case.report.testing_results
        if test.methods and test.outcome in (Outcome.NO_EXCEPTION, Outcome.EXCEPTION)
    ]
    asked = [test for test in made if test.methods == (Method.INQUIRY,)]
    if len(made) >= _FEWEST and len(asked) >= case.thresholds.inquiry_share * len(made):
        yield Raised(
            Weight.MEDIUM,
            f"{len(asked)} of {len(made)} tests were inquiries alone.",
            cite(*(test.sources for test in asked[:_SHOWN])),
            ask=Ask("What evidence beside answers did the auditor look at?"),
        )


def generic_description(case: Case) -> Raising:
    """The description of infrastructure and software names no product, place or provider."""
    description, organization = case.report.system_description, case.report.service_organization
    if description is None or not (description.infrastructure or description.software):
        return
    words = f"{description.infrastructure or ''} {description.software or ''}"
    own = set(re.findall(r"\w+", f"{organization.name if organization else ''} {case.report.system_name or ''}"))
    inside = re.findall(r"(?<![.!?:•] )(?<!^)\b[A-Z][\w+.#-]*", words)
    named = [word for word in inside if word not in own and word.casefold() not in ("i", "company", "the", "system")]
    if not named:
        yield Raised(
            Weight.MEDIUM,
            "The description of infrastructure and software was read to name no product, place or provider.",
            cite(description.sources),
            ask=Ask("Which products, providers and regions make up the infrastructure and software of the system?"),
        )


def nothing_said(case: Case) -> Raising:
    """Parts of the system that a description is expected to cover and that were not found."""
    description = case.report.system_description
    if description is None:
        return
    parts: dict[str, object] = {
        "services": description.services,
        "commitments": description.commitments,
        "infrastructure": description.infrastructure,
        "software": description.software,
        "people": description.people,
        "data": description.data,
        "procedures": description.procedures,
    }
    missing = [name for name, value in parts.items() if not value]
    if missing:
        yield Raised(
            Weight.LOW,
            f"Not found under a heading of the description: {', '.join(missing)}.",
            looked_in=case.looked(SectionKind.SYSTEM_DESCRIPTION),
            ask=Ask("Where does your report describe {}?", tuple(missing), look_first=True),
        )


RULES = (
    Rule(
        "quality-vague-controls",
        vague_controls,
        "`vague_share` of the controls or more are worded without a rhythm or occasion (reports with ten controls or "
        "more)",
        "A control that does not say who does what, when, cannot be tested by others (G6).",
        ("vague_share",),
    ),
    Rule(
        "quality-repeated-procedures",
        repeated_procedures,
        "`repeated_share` of the tests or more share their procedure word for word with another control's (reports "
        "with ten tests or more)",
        "Tests that fit every control may have been written for none (G7).",
        ("repeated_share",),
    ),
    Rule(
        "quality-few-samples",
        few_samples,
        "less than `sample_share` of the tests of a type 2 state a sample (reports with ten tests or more)",
        "Without samples one cannot see how much of the period was looked at (G7).",
        ("sample_share",),
    ),
    Rule(
        "quality-much-inquiry",
        much_inquiry,
        "`inquiry_share` of the tests or more are inquiries alone (reports with ten tests or more)",
        "Asking alone is the weakest kind of test (G7).",
        ("inquiry_share",),
    ),
    Rule(
        "quality-generic-description",
        generic_description,
        "infrastructure and software are described without the name of any product, place or provider",
        "A description that would fit any company describes none (G4).",
    ),
    Rule(
        "quality-description-parts",
        nothing_said,
        "services, commitments, infrastructure, software, people, data or procedures were not found",
        "Management is expected to describe these parts; they may stand under other headings (G4).",
    ),
)
