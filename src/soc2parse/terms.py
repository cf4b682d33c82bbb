"""The terms of the contract: each closed list of words that a field of a report may hold."""

from enum import StrEnum


class ReportType(StrEnum):
    """Type I (design as of a date) or type II (design and operation throughout a period)."""

    TYPE_1 = "type_1"
    TYPE_2 = "type_2"


class Category(StrEnum):
    """The five trust services categories, in the order in which the contract lists them."""

    SECURITY = "security"
    AVAILABILITY = "availability"
    CONFIDENTIALITY = "confidentiality"
    PROCESSING_INTEGRITY = "processing_integrity"
    PRIVACY = "privacy"


class CriteriaSet(StrEnum):
    """The year of the trust services criteria; the same number means another criterion in another year."""

    Y2017 = "2017"
    Y2016 = "2016"
    Y2014 = "2014"


class SectionKind(StrEnum):
    """The nine standard sections, in order."""

    OPINION = "opinion"
    ASSERTION = "assertion"
    SYSTEM_DESCRIPTION = "system_description"
    TSC_MAPPING = "tsc_mapping"
    CONTROLS = "controls"
    TESTING_RESULTS = "testing_results"
    EXCEPTIONS = "exceptions"
    SUBSERVICE_ORGANIZATIONS = "subservice_organizations"
    CUECS = "cuecs"


class SectionStatus(StrEnum):
    """What is known of a section; `none_stated` is the report's own word, `not_found` concludes nothing."""

    FOUND = "found"
    NONE_STATED = "none_stated"
    NOT_APPLICABLE = "not_applicable"
    NOT_FOUND = "not_found"


class OpinionKind(StrEnum):
    """The four kinds of opinion."""

    UNQUALIFIED = "unqualified"
    QUALIFIED = "qualified"
    ADVERSE = "adverse"
    DISCLAIMER = "disclaimer"


class Outcome(StrEnum):
    """What a test found. `no_occurrence`: the event the control reacts to did not happen; neither pass nor fail."""

    NO_EXCEPTION = "no_exception"
    EXCEPTION = "exception"
    NO_OCCURRENCE = "no_occurrence"
    NOT_TESTED = "not_tested"
    NOT_APPLICABLE = "not_applicable"
    DESIGN_ONLY = "design_only"


class Method(StrEnum):
    """How the auditor tested."""

    INQUIRY = "inquiry"
    OBSERVATION = "observation"
    INSPECTION = "inspection"
    REPERFORMANCE = "reperformance"


class SubserviceMethod(StrEnum):
    """Whether the subservice organization's controls are left out of the report or examined in it."""

    CARVE_OUT = "carve_out"
    INCLUSIVE = "inclusive"


class Treatment(StrEnum):
    """How a further framework is treated: covered by the opinion, or only mapped by management."""

    OPINED = "opined"
    MAPPED = "mapped"


class StatementStatus(StrEnum):
    """Whether something is described, said to be absent, or not found."""

    FOUND = "found"
    NONE_STATED = "none_stated"
    NOT_FOUND = "not_found"


class Severity(StrEnum):
    """`error`: something that a reader relies on could not be read; `warning`: look at it; `info`: good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class CuecKind(StrEnum):
    """As the report calls it: a complementary user entity control, or a user entity's responsibility."""

    CUEC = "cuec"
    UER = "uer"
