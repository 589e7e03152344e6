"""The workbook of an audit: summary, ranking, findings with their cells, sums, the draw, the recheck side by side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.cases.model.goals import GoalRow
from hengping.lint.audit.one_form import ERROR_RISK, GOAL_RISK, POINT_RISK, WARNING_RISK
from hengping.lint.audit.outcome import AuditOutcome, Group
from hengping.lint.audit.records import FormRecord, Unread
from hengping.lint.checks import check_by_code
from hengping.lint.finding import Severity
from hengping.lint.form_checks import form_checks
from hengping.quantities import round_half_up
from hengping.rendering.long_workbook import LongCell, LongSheet

Line = tuple[LongCell, ...]

_SEVERITIES = {severity.value: severity.label for severity in Severity}
_PROJECT = ("项目编码", "项目名称", "单位")
_DIFFERENCE = ("得分差值", "条款", "依据")


def audit_sheets(outcome: AuditOutcome) -> Iterator[LongSheet]:
    """The sheets in their order; rows are made while they are written."""
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    yield LongSheet("汇总", (), (20, 44, 70), _summary(outcome), "单位自评审核汇总")
    heads = (
        "序号",
        "文件",
        *_PROJECT,
        "主管部门",
        "年度",
        "自评总分",
        "复算总分",
        "差值",
        "错误",
        "警告",
        "提示",
        "风险分",
        "抽中",
    )
    widths = (6, 28, 14, 26, 20, 20, 7, 9, 9, 8, 6, 6, 6, 8, 6)
    yield LongSheet("风险排序", heads, widths, _ranking(outcome))
    heads = ("序号", "文件", *_PROJECT, "位置", "代码", "检查", "级别", "说明", "应为", "现为")
    yield LongSheet("问题清单", heads, (6, 22, 12, 22, 16, 24, 8, 16, 6, 52, 20, 20), _findings(outcome))
    for name, attribute, title in (
        ("按单位", "party", "单位"),
        ("按主管部门", "department", "主管部门"),
        ("年度汇总", "year", "年度"),
    ):
        heads = (title, "份数", "自评平均分", "复算平均分", "差值", "错误", "警告", "完全一致", "一般偏差", "较大偏差")
        yield LongSheet(name, heads, (30, 8, 11, 11, 9, 8, 8, 10, 10, 10), _groups(outcome.by(attribute)))
    yield LongSheet("按类别", ("代码", "检查", "类别", "级别", "处数", "份数"), (8, 26, 12, 8, 8, 8), _kinds(outcome))
    heads = ("抽取次序", "文件", *_PROJECT, "风险分", "权数", "抽取数（-ln u ÷ 权数）")
    yield LongSheet("复核抽样", heads, (9, 34, 16, 30, 24, 8, 8, 26), _draw(outcome), _draw_title(outcome))
    heads = (*_PROJECT, *_side_headings())
    widths = (12, 20, 16, 11, 12, 22, 6, 12, 8, 7, 12, 7, 12, 7, 7, 14, 36, 22)
    yield LongSheet("复核对照", heads, widths, _side_by_side(outcome))
    heads = ("文件", "位置", "情况", "应为", "处理")
    yield LongSheet("未能读取", heads, (34, 34, 40, 34, 40), _unread(outcome.refused))
    yield LongSheet("存疑", heads, (34, 34, 40, 34, 40), _unread(outcome.unsure))
    if outcome.attendance is not None:
        yield LongSheet("未报送", (*_PROJECT, "主管部门", "名单位置"), (16, 34, 28, 24, 24), _missing(outcome))
        yield LongSheet("名单外", (*_PROJECT, "文件"), (16, 34, 28, 40), _unexpected(outcome))
    heads = ("条款", "名称", "扣分比例（%）", "判断", "条文")
    yield LongSheet("复核口径", heads, (12, 18, 14, 8, 80), _clauses(outcome), outcome.rules.title)


def _side_headings() -> tuple[str, ...]:
    names = ("level_1", "level_2", "level_3", "comparator", "target", "unit", "weight", "actual", "self_score")
    titles = [str(GoalRow.model_fields[name].title) for name in (*names, "recheck_actual", "recheck_score")]
    return (*titles, *_DIFFERENCE, "位置")


def _summary(outcome: AuditOutcome) -> Iterator[Line]:
    rules = outcome.profile.self_evaluation
    yield "评价规程", f"{outcome.profile.title}（{outcome.profile.name}）", outcome.profile.source
    yield "复核口径", outcome.rules.title, outcome.rules.source
    yield "文件数", outcome.audited.files, ""
    yield "已审核自评表", len(outcome.records), ""
    yield "未能读取", len({each.file for each in outcome.refused}), "见“未能读取”，逐个写明原因"
    if outcome.attendance is not None:
        yield "应报送", outcome.roster_size, ""
        yield "未报送", len(outcome.attendance.missing), "见“未报送”"
        yield "名单外", len(outcome.attendance.unexpected), "见“名单外”"
    for severity in Severity:
        yield severity.label, outcome.count(severity), ""
    yield "有错误的自评表", sum(1 for record in outcome.records if record.errors), ""
    yield "抽样种子", outcome.seed, "同一批文件、同一种子，抽中的结果相同"
    yield "抽取份数", len(outcome.drawn), "风险分越高，抽中的可能越大"
    yield (
        "风险分",
        f"错误×{ERROR_RISK}＋警告×{WARNING_RISK}＋总分差值×{POINT_RISK}",
        f"目标设置方面的警告每项计 {GOAL_RISK}；总分差值取自评总分与复算总分之差的绝对值，按分取整",
    )
    yield (
        "复算",
        f"满分 {rules.full_marks} 分，预算执行率 {rules.execution_points} 分",
        "不能复算的行按自评得分计入复算总分",
    )
    yield "得分允许误差", rules.tolerance, "另按自评得分所写的小数位四舍五入后比较"


def _project(record: FormRecord) -> Line:
    return record.project_code, record.project_name, record.party


def _ranking(outcome: AuditOutcome) -> Iterator[Line]:
    for position, record in enumerate(outcome.records):
        total, recomputed = _number(record.total), _number(record.recomputed)
        difference = recomputed - total if total is not None and recomputed is not None else None
        yield (
            position + 1,
            record.label,
            *_project(record),
            record.department,
            record.year,
            total,
            recomputed,
            difference,
            record.errors,
            record.warnings,
            record.notices,
            record.risk,
            "是" if position in outcome.drawn_positions else "",
        )


def _findings(outcome: AuditOutcome) -> Iterator[Line]:
    for position, record in enumerate(outcome.records):
        if not record.codes:
            continue
        for each in outcome.details(position).findings:
            yield (
                position + 1,
                record.label,
                *_project(record),
                each.where,
                each.code,
                each.title,
                _SEVERITIES[each.severity],
                each.message,
                each.expected,
                each.found,
            )


def _groups(groups: list[Group]) -> Iterator[Line]:
    for each in groups:
        averages = [None if value is None else round_half_up(value, 2) for value in (each.average, each.recomputed)]
        difference = averages[1] - averages[0] if averages[0] is not None and averages[1] is not None else None
        yield each.name, each.forms, averages[0], averages[1], difference, each.errors, each.warnings, *each.sizes


def _kinds(outcome: AuditOutcome) -> Iterator[Line]:
    checks = {**check_by_code(), **{check.code: check for check in form_checks()}}
    for code, (found, forms) in outcome.codes.items():
        check = checks[code]
        yield code, check.title, check.group.label, check.severity.label, found, forms


def _draw_title(outcome: AuditOutcome) -> str:
    return f"种子 {outcome.seed}，抽取 {len(outcome.drawn)} 份；权数＝1＋风险分，u 由种子、项目和文件名的 SHA-256 得出"


def _draw(outcome: AuditOutcome) -> Iterator[Line]:
    for order, each in enumerate(outcome.drawn, start=1):
        record = outcome.records[each.position]
        yield order, record.label, *_project(record), record.risk, each.weight, f"{each.number:.12f}"


def _side_by_side(outcome: AuditOutcome) -> Iterator[Line]:
    """Every row of the forms drawn; of the others those that deviate."""
    for position, record in enumerate(outcome.records):
        drawn = position in outcome.drawn_positions
        if not drawn and not record.codes and not (record.sizes[1] or record.sizes[2]):
            continue
        for row in outcome.details(position).rows:
            if not drawn and not row.deviates:
                continue
            texts = (row.level_1, row.level_2, row.level_3, row.comparator, row.target, row.unit)
            numbers = (_number(row.recheck_score), _number(row.deviation))
            own = (_number(row.weight), row.actual, _number(row.self_score), row.recheck_actual)
            yield *_project(record), *texts, *own, *numbers, row.clause, row.basis, f"{record.label} {row.where}"


def _unread(items: tuple[Unread, ...]) -> Iterator[Line]:
    for each in items:
        yield each.file, each.where, each.found, each.expected, each.mend


def _missing(outcome: AuditOutcome) -> Iterator[Line]:
    for each in outcome.attendance.missing if outcome.attendance else ():
        yield each.project_code, each.project_name, each.party, each.department, each.where


def _unexpected(outcome: AuditOutcome) -> Iterator[Line]:
    for position in outcome.attendance.unexpected if outcome.attendance else ():
        record = outcome.records[position]
        yield *_project(record), record.label


def _clauses(outcome: AuditOutcome) -> Iterator[Line]:
    for clause in outcome.rules.clauses:
        yield clause.number, clause.title, clause.percent, clause.judged.value, clause.text


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
