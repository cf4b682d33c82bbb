"""Controls, exceptions, providers and duties of two reports: what was added, removed, reworded."""

from __future__ import annotations

from soc2parse.report import Control, Cuec, Report, ReportedException, SubserviceOrganization, normal_id
from soc2parse.reviewing.change import Change, ChangeKind, ExceptionChange, ExceptionKind
from soc2parse.reviewing.finding import cite
from soc2parse.reviewing.matching import Matched, match
from soc2parse.reviewing.names import plain_name
from soc2parse.reviewing.wordings import same_words, word_changes

_LIKE_CONTROL = 0.75
_LIKE_DUTY = 0.7


def matched_controls(old: Report, new: Report) -> Matched[Control]:
    """Which control of the old report is which of the new one."""
    return match(old.controls, new.controls, key=_control_key, text=lambda control: control.text, least=_LIKE_CONTROL)


def _control_key(control: Control) -> str | None:
    return normal_id(control.id) if control.id else None


def control_changes(controls: Matched[Control]) -> tuple[Change, ...]:
    """Controls that came, went, were reworded, got another id or other criteria."""
    changes = [change for old, new in controls.pairs for change in _pair_changes(old, new)]
    changes += [_one_side(ChangeKind.REMOVED, control, old=True) for control in controls.removed]
    changes += [_one_side(ChangeKind.ADDED, control, old=False) for control in controls.added]
    return tuple(changes)


def _pair_changes(old: Control, new: Control) -> list[Change]:
    kinds = []
    if not same_words(old.text, new.text):
        kinds.append(ChangeKind.REWORDED)
    if old.id and new.id and _control_key(old) != _control_key(new):
        kinds.append(ChangeKind.RENUMBERED)
    if set(old.criteria) != set(new.criteria):
        kinds.append(ChangeKind.REMAPPED)
    return [
        Change(
            kind=kind,
            old_id=old.id,
            new_id=new.id,
            old_text=old.text,
            new_text=new.text,
            words=word_changes(old.text, new.text) if kind is ChangeKind.REWORDED else (),
            old_criteria=old.criteria,
            new_criteria=new.criteria,
            old_evidence=cite(old.sources),
            new_evidence=cite(new.sources),
        )
        for kind in kinds
    ]


def _one_side(kind: ChangeKind, record: Control | Cuec, *, old: bool) -> Change:
    if old:
        return Change(
            kind=kind,
            old_id=record.id,
            old_text=record.text,
            old_criteria=record.criteria,
            old_evidence=cite(record.sources),
        )
    return Change(
        kind=kind,
        new_id=record.id,
        new_text=record.text,
        new_criteria=record.criteria,
        new_evidence=cite(record.sources),
    )


def exception_changes(old: Report, new: Report, controls: Matched[Control]) -> tuple[ExceptionChange, ...]:
    """Exceptions of the new report, new or repeated, then those that are gone."""
    renamed = {_control_key(before): _control_key(after) for before, after in controls.pairs}
    left = list(old.exceptions)
    found = []
    for exception in new.exceptions:
        earlier = next((one for one in left if _repeats(one, exception, renamed)), None)
        if earlier:
            left.remove(earlier)
        found.append(
            ExceptionChange(
                kind=ExceptionKind.REPEATED if earlier else ExceptionKind.NEW,
                control_id=exception.control_id,
                old_description=earlier.description if earlier else None,
                new_description=exception.description,
                old_evidence=cite(earlier.sources) if earlier else (),
                new_evidence=cite(exception.sources),
            )
        )
    gone = [
        ExceptionChange(
            kind=ExceptionKind.GONE,
            control_id=exception.control_id,
            old_description=exception.description,
            old_evidence=cite(exception.sources),
        )
        for exception in left
    ]
    return (*found, *gone)


def _repeats(old: ReportedException, new: ReportedException, renamed: dict[str | None, str | None]) -> bool:
    """The same control, under its new id where it has one; without ids the same words."""
    if old.control_id and new.control_id:
        before = normal_id(old.control_id)
        return renamed.get(before, before) == normal_id(new.control_id)
    return not (old.control_id or new.control_id) and same_words(old.description, new.description)


def provider_changes(old: Report, new: Report) -> tuple[Change, ...]:
    """Subservice organizations that came, went, or whose services, method or expected controls changed."""
    matched = match(
        old.subservice_organizations, new.subservice_organizations, key=_provider_key, text=_provider_text, least=1.1
    )
    changes = []
    for before, after in matched.pairs:
        if _provider_words(before) != _provider_words(after):
            changes.append(_provider_change(ChangeKind.REWORDED, before, after))
    changes += [_provider_change(ChangeKind.REMOVED, one, None) for one in matched.removed]
    changes += [_provider_change(ChangeKind.ADDED, None, one) for one in matched.added]
    return tuple(changes)


def _provider_key(organization: SubserviceOrganization) -> str | None:
    return plain_name(organization.name) if organization.name else None


def _provider_text(organization: SubserviceOrganization) -> str:
    return organization.name or organization.services or ""


def _provider_words(organization: SubserviceOrganization) -> str:
    method = str(organization.method).replace("_", " ") if organization.method else "method not read"
    expected = "; ".join(sorted(control.text for control in organization.controls))
    return f"{organization.services or 'services not read'} ({method}); expected: {expected or 'nothing'}"


def _provider_change(
    kind: ChangeKind, old: SubserviceOrganization | None, new: SubserviceOrganization | None
) -> Change:
    before, after = _provider_words(old) if old else None, _provider_words(new) if new else None
    return Change(
        kind=kind,
        old_id=old.name if old else None,
        new_id=new.name if new else None,
        old_text=before,
        new_text=after,
        words=word_changes(before, after) if before and after else (),
        old_evidence=cite(old.sources) if old else (),
        new_evidence=cite(new.sources) if new else (),
    )


def duty_changes(old: Report, new: Report) -> tuple[Change, ...]:
    """Duties of the user that came, went or were reworded."""
    matched = match(old.cuecs, new.cuecs, key=lambda _: None, text=lambda cuec: cuec.text, least=_LIKE_DUTY)
    changes = [
        Change(
            kind=ChangeKind.REWORDED,
            old_id=before.id,
            new_id=after.id,
            old_text=before.text,
            new_text=after.text,
            words=word_changes(before.text, after.text),
            old_criteria=before.criteria,
            new_criteria=after.criteria,
            old_evidence=cite(before.sources),
            new_evidence=cite(after.sources),
        )
        for before, after in matched.pairs
        if not same_words(before.text, after.text)
    ]
    changes += [_one_side(ChangeKind.REMOVED, cuec, old=True) for cuec in matched.removed]
    changes += [_one_side(ChangeKind.ADDED, cuec, old=False) for cuec in matched.added]
    return tuple(changes)
