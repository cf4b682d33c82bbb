"""How alike two reports are in their controls and their description, when the names of the vendors are set aside."""

from __future__ import annotations

import re

from soc2parse.report import Record, Report, Source
from soc2parse.reviewing.case import description_texts

_NEAR = 0.8
_RUN = 5


class Pair(Record):
    """A control and its nearest in the other report, with the share of word runs that they have in common."""

    control_id: str | None
    text: str
    other_id: str | None
    other_text: str
    share: float
    sources: tuple[Source, ...]


class Similarity(Record):
    """`controls`: the share of this report's controls that have a near copy in the other; `description`: the share of
    its description's runs of five words that stand in the other's. From 0 to 1; `pairs` are the near copies."""

    controls: float
    description: float
    pairs: tuple[Pair, ...]


def similarity(report: Report, other: Report) -> Similarity:
    """How much of `report` stands in `other`; names of vendor, product and auditor are set aside first."""
    theirs = [(control, _runs(_plain(control.text, other), 2)) for control in other.controls]
    pairs = []
    for control in report.controls:
        ours = _runs(_plain(control.text, report), 2)
        best = max(theirs, key=lambda pair: _jaccard(ours, pair[1]), default=None)
        if best and (share := _jaccard(ours, best[1])) >= _NEAR:
            pairs.append(
                Pair(
                    control_id=control.id,
                    text=control.text,
                    other_id=best[0].id,
                    other_text=best[0].text,
                    share=round(share, 2),
                    sources=control.sources,
                )
            )
    mine, other_runs = _description_runs(report), _description_runs(other)
    return Similarity(
        controls=round(len(pairs) / len(report.controls), 3) if report.controls else 0.0,
        description=round(len(mine & other_runs) / len(mine), 3) if mine else 0.0,
        pairs=tuple(pairs),
    )


def _description_runs(report: Report) -> frozenset[str]:
    text = " ".join(words for _, words in description_texts(report.system_description))
    return _runs(_plain(text, report), _RUN)


def _plain(text: str, report: Report) -> str:
    organization, auditor = report.service_organization, report.auditor
    names = [
        organization.name if organization else None,
        organization.short_name if organization else None,
        report.system_name,
        auditor.firm if auditor else None,
    ]
    plain = text.casefold()
    for name in sorted(filter(None, names), key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(name.casefold())}(?:['’]s)?(?!\w)", "the-name", plain)
    return plain


def _runs(text: str, length: int) -> frozenset[str]:
    words = re.findall(r"[\w-]+", text)
    if len(words) <= length:
        return frozenset([" ".join(words)]) if words else frozenset()
    return frozenset(" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0
