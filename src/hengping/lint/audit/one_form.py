"""The audit of one form: recomputed, checked, and set side by side with what the recheck rules make of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.extraction.filed_form.model import FiledForm
from hengping.lint.audit.records import FormDetails, FormRecord, FoundItem
from hengping.lint.audit.side_by_side import SideBySide
from hengping.lint.check import Group
from hengping.lint.checks import all_checks, check_by_code
from hengping.lint.filed_forms.case_of_form import EXECUTION
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Finding, Severity
from hengping.lint.form_checks import SHARED, form_checks
from hengping.lint.form_checks.score_unlike_rule import cited
from hengping.quantities import plain
from hengping.reference.profile import Profile
from hengping.reference.recheck import RecheckRules

_ORDER = {severity: position for position, severity in enumerate(Severity)}
ERROR_RISK, WARNING_RISK, GOAL_RISK, POINT_RISK = 10, 3, 1, 2
"""Risk of an error, a warning, a warning about how a goal was set, and each point of difference in the total."""


def audit_form(form: FiledForm, file: str, profile: Profile, rules: RecheckRules) -> tuple[FormRecord, FormDetails]:
    """Everything the audit says of one form."""
    subject = FormUnderReview(form, profile)
    findings = tuple(sorted(_findings(subject), key=lambda each: (_ORDER[each.severity], each.code)))
    items = tuple(_item(subject, finding) for finding in findings)
    sheet = SideBySide(subject, items, rules)
    rows = tuple(sheet.rows())
    total, recomputed = form.head.number("total"), _recomputed_total(subject)
    counts = [sum(each.severity == severity.value for each in items) for severity in Severity]
    difference = abs(_filed_total(subject) - recomputed)
    head = form.head
    record = FormRecord(
        file=file,
        label=form.label,
        project_code=head.text("project_code").strip(),
        project_name=head.text("project_name").strip(),
        party=head.text("party").strip(),
        department=head.text("department").strip(),
        year=head.text("year").strip(),
        total="" if total is None else plain(total),
        recomputed=plain(recomputed),
        rows=len(subject.rows),
        recomputed_rows=sum(subject.recomputed(row.id) is not None for row in subject.rows),
        errors=counts[0],
        warnings=counts[1],
        notices=counts[2],
        risk=_risk(items, difference),
        sizes=sheet.sizes(rows),
        codes=tuple(each.code for each in items),
    )
    return record, FormDetails(items, rows)


def _findings(subject: FormUnderReview) -> Iterator[Finding]:
    for check in form_checks():
        yield from check.findings(subject)
    shared = check_by_code()
    for code in SHARED:
        yield from shared[code].findings(subject.review)
    for other in all_checks():
        if other.group is Group.GOALS:
            yield from other.findings(subject.review.goals)


def _item(subject: FormUnderReview, finding: Finding) -> FoundItem:
    remark, place = finding.remark, finding.where
    if place.part != "forms":
        place = subject.at(place)
    own = {check.code: check for check in form_checks()}.get(finding.code) or check_by_code()[finding.code]
    row = place.rows[-1].removeprefix("S_") if place.rows else ""
    severity, group = finding.severity.value, own.group.value
    told = f"{cited(subject, row)}{remark.message}" if finding.code in SHARED else remark.message
    texts = (str(place), told, remark.expected, remark.found)
    return FoundItem(finding.code, own.title, severity, group, *texts, row)


def _filed_total(subject: FormUnderReview) -> Decimal:
    """The total as filed, else the sum of the scores as filed."""
    total = subject.form.head.number("total")
    if total is not None:
        return total
    codes = (EXECUTION, *(row.id for row in subject.rows))
    return sum((subject.claimed(code) or Decimal(0) for code in codes), Decimal(0))


def _recomputed_total(subject: FormUnderReview) -> Decimal:
    """Rows that can be recomputed at their recomputed points, the others as filed."""
    found = Decimal(0)
    for code in subject.results:
        due = subject.recomputed(code)
        found += (subject.claimed(code) or Decimal(0)) if due is None else due
    return found


def _risk(items: tuple[FoundItem, ...], difference: Decimal) -> int:
    risk = int(POINT_RISK * difference)
    for each in items:
        if each.group == Group.GOALS.value:
            risk += GOAL_RISK if each.severity != Severity.INFO.value else 0
        else:
            risk += {Severity.ERROR.value: ERROR_RISK, Severity.WARNING.value: WARNING_RISK}.get(each.severity, 0)
    return risk
