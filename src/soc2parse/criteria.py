"""The Trust Services Criteria as data: the 61 of 2017 with topics in this project's words, and the ids of older sets.

The topics are no quotations of the criteria, whose text is the AICPA's. The same number means another criterion in
another year (CC6.1 was system operations before 2017), so a topic belongs to an id of the 2017 set only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from soc2parse.terms import Category, CriteriaSet


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the 2017 set: "CC6.4", security, "Physical access"."""

    id: str
    category: Category
    topic: str


_TOPICS = {
    "CC1.1": "Integrity and ethics shown in conduct (COSO 1)",
    "CC1.2": "Board oversight independent of management (COSO 2)",
    "CC1.3": "Structures, reporting lines, authority (COSO 3)",
    "CC1.4": "Hiring, developing and keeping competent people (COSO 4)",
    "CC1.5": "Accountability for control duties (COSO 5)",
    "CC2.1": "Good-quality information for running controls (COSO 13)",
    "CC2.2": "Internal communication of objectives and duties (COSO 14)",
    "CC2.3": "Communication with outside parties (COSO 15)",
    "CC3.1": "Objectives clear enough to assess risk (COSO 6)",
    "CC3.2": "Risk identification and analysis (COSO 7)",
    "CC3.3": "Fraud risk (COSO 8)",
    "CC3.4": "Spotting changes that affect control (COSO 9)",
    "CC4.1": "Ongoing and separate evaluations of control (COSO 16)",
    "CC4.2": "Reporting and fixing deficiencies (COSO 17)",
    "CC5.1": "Choosing control activities to reduce risk (COSO 10)",
    "CC5.2": "General technology controls (COSO 11)",
    "CC5.3": "Policies and procedures put into practice (COSO 12)",
    "CC6.1": "Logical access protection of information assets",
    "CC6.2": "Registering, authorising and de-registering users",
    "CC6.3": "Role changes, least privilege, segregation of duties",
    "CC6.4": "Physical access",
    "CC6.5": "Disposal of physical assets holding data",
    "CC6.6": "Boundary protection against outside threats",
    "CC6.7": "Data movement, transmission and removable media",
    "CC6.8": "Unauthorised or malicious software",
    "CC7.1": "Configuration and vulnerability detection",
    "CC7.2": "Monitoring for anomalies",
    "CC7.3": "Evaluating security events",
    "CC7.4": "Incident response",
    "CC7.5": "Recovery from incidents",
    "CC8.1": "Change management",
    "CC9.1": "Mitigating business-disruption risk",
    "CC9.2": "Vendor and business-partner risk",
    "A1.1": "Capacity monitoring and planning",
    "A1.2": "Environmental protection, backup, recovery infrastructure",
    "A1.3": "Testing recovery plans",
    "C1.1": "Identifying and keeping confidential information",
    "C1.2": "Disposing of confidential information",
    "PI1.1": "Information about processing objectives and specifications",
    "PI1.2": "Input controls",
    "PI1.3": "Processing controls",
    "PI1.4": "Output controls",
    "PI1.5": "Storage of inputs, work in process and outputs",
    "P1.1": "Privacy notice",
    "P2.1": "Choice and consent",
    "P3.1": "Collection in line with objectives",
    "P3.2": "Explicit consent where needed",
    "P4.1": "Use limited to stated purposes",
    "P4.2": "Retention",
    "P4.3": "Disposal of personal information",
    "P5.1": "Data-subject access",
    "P5.2": "Correction",
    "P6.1": "Disclosure to third parties with consent",
    "P6.2": "Record of authorised disclosures",
    "P6.3": "Record of unauthorised disclosures",
    "P6.4": "Privacy commitments from vendors",
    "P6.5": "Vendor commitment to notify of unauthorised disclosure",
    "P6.6": "Breach notification",
    "P6.7": "Accounting of personal information held and disclosed",
    "P7.1": "Accuracy and completeness of personal information",
    "P8.1": "Inquiries, complaints, disputes and monitoring",
}
_CATEGORIES = {
    "CC": Category.SECURITY,
    "A": Category.AVAILABILITY,
    "C": Category.CONFIDENTIALITY,
    "PI": Category.PROCESSING_INTEGRITY,
    "P": Category.PRIVACY,
}
# How many criteria each group had: "CC2": 6 is CC2.1 to CC2.6.
_GROUPS_2016 = {"CC1": 4, "CC2": 6, "CC3": 2, "CC4": 1, "CC5": 8, "CC6": 2, "CC7": 4, "A1": 3, "PI1": 6, "C1": 8}
_GROUPS_2014 = _GROUPS_2016 | {"CC3": 3, "C1": 6}
_ID = re.compile(r"(CC|PI|A|C|P)(\d+)\.(\d+)")
_OLD_WORDS = re.compile(r"trust services principles|tsp section 100a|principles? and criteria", re.IGNORECASE)


def category_of(criterion: str) -> Category | None:
    """The category of an id by its letters ("PI1.4": processing integrity); None for what is no criterion's id."""
    match = _ID.fullmatch(criterion)
    return _CATEGORIES[match[1]] if match else None


CRITERIA_2017: dict[str, Criterion] = {
    number: Criterion(number, _CATEGORIES[re.split(r"\d", number)[0]], topic) for number, topic in _TOPICS.items()
}


def _ids(groups: dict[str, int]) -> tuple[str, ...]:
    return tuple(f"{group}.{number}" for group, count in groups.items() for number in range(1, count + 1))


IDS: dict[CriteriaSet, tuple[str, ...]] = {
    CriteriaSet.Y2017: tuple(CRITERIA_2017),
    CriteriaSet.Y2016: _ids(_GROUPS_2016),
    CriteriaSet.Y2014: _ids(_GROUPS_2014),
}
"""The ids of each set, in the order in which the set lists them."""
ALL_IDS: frozenset[str] = frozenset().union(*IDS.values())


def topic_of(criterion: str, criteria_set: CriteriaSet | None) -> str | None:
    """The topic of a criterion of the 2017 set; None for the older sets, whose numbers mean something else."""
    known = CRITERIA_2017.get(criterion)
    return known.topic if known and criteria_set is CriteriaSet.Y2017 else None


def detect_set(ids: Iterable[str], text: str = "") -> CriteriaSet | None:
    """Which set a report's criteria are of, by the ids that only one set has; `text` is its scope paragraph or title.

    CC8.1, CC9.x, CC1.5, CC6.3 ... are 2017's; CC2.4, CC5.4, C1.3, PI1.6 are the older sets', of which C1.7 and C1.8
    came in 2016 and CC3.3 went. None where the ids occur in both or contradict each other.
    """
    seen = set(ids) & ALL_IDS
    new, middle, old = (set(IDS[one]) for one in (CriteriaSet.Y2017, CriteriaSet.Y2016, CriteriaSet.Y2014))
    only_new, only_older = seen - middle - old, seen - new
    if len(only_new) > 2 * len(only_older) and not (only_older and _OLD_WORDS.search(text)):
        return CriteriaSet.Y2017
    if len(only_older) <= 2 * len(only_new):
        return None
    return CriteriaSet.Y2014 if "CC3.3" in seen and not seen & (middle - old) else CriteriaSet.Y2016


def order_of(criterion: str) -> tuple[int, int, int, str]:
    """A sort key: CC before A, C, PI and P, then by number."""
    match = _ID.fullmatch(criterion)
    if not match:
        return (len(_CATEGORIES), 0, 0, criterion)
    return (list(_CATEGORIES).index(match[1]), int(match[2]), int(match[3]), "")
