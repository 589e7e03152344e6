"""Which heading of a customary form stands for which field: usual names first, then names that are surely meant."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.pages import Spot

_SURELY = 84

ROW_FIELDS: Mapping[str, tuple[str, ...]] = {
    "level_1": ("一级指标", "一级指标名称", "一级"),
    "level_2": ("二级指标", "二级指标名称", "二级"),
    "level_3": ("三级指标", "三级指标名称", "三级", "指标名称", "绩效指标名称", "指标内容", "具体指标"),
    "comparator": ("计算符号", "指标性质", "符号", "比较符号", "指标方向", "指标符号"),
    "target": (
        *("年度指标值", "指标值", "目标值", "年度目标值", "年初指标值", "年初目标值", "预期指标值", "计划指标值"),
        *("年初设定指标值", "绩效目标值", "指标目标值", "指标值包含数字及文字描述", "预期值", "预期目标值"),
    ),
    "unit": ("计量单位", "度量单位", "指标单位", "单位"),
    "actual": (
        *("实际完成值", "全年实际值", "全年完成值", "全年实际完成值", "完成值", "实际值", "实际完成指标值"),
        *("实际完成情况", "年度完成值", "实际完成值B", "自评完成值", "指标完成值", "完成情况", "全年实际完成情况"),
    ),
    "weight": ("分值", "权重", "标准分值", "标准分", "满分", "分值权重", "指标分值", "指标权重"),
    "self_score": ("得分", "自评得分", "实际得分", "自评分", "自评分数"),
    "deduction": ("扣减分数", "扣分", "扣减分"),
    "completion": ("完成情况简述", "完成情况说明", "指标完成情况说明"),
    "deviation_reason": (
        *("偏差原因分析及改进措施", "偏差原因分析", "偏差原因", "未完成原因分析", "未完成原因和改进措施"),
        *("未完成原因分析与拟采取的改进措施", "偏差原因分析及改进", "偏差情况说明", "原因分析及改进措施"),
    ),
    "definition": ("指标解释", "指标释义"),
    "target_note": ("指标值说明", "指标说明"),
    "target_basis": ("指标值确定依据", "指标值设定依据", "指标设定依据"),
    "formula": ("计算公式",),
    "prior_value": ("历史值", "上年值"),
    "last_self_value": ("上年自评值",),
    "reference_value": ("参考值",),
    "source": ("指标来源",),
    "deduction_standard": ("扣分标准", "评分标准", "评分规则", "计分规则", "评分办法", "评价标准", "评分细则"),
    "evidence": ("佐证材料", "证明材料", "佐证资料", "附件", "资料清单"),
    "review_opinion": ("审核意见",),
    "responsible_party": ("牵头部门", "责任单位", "责任部门"),
    "note": ("备注", "说明"),
}
"""Field of a goal row → headings."""

PROJECT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "project_code": ("项目编码", "项目代码", "项目编号"),
    "project_name": ("项目名称",),
    "party": ("实施单位", "项目单位", "预算单位", "单位名称", "填报单位", "预算单位名称", "项目实施单位"),
    "department": ("主管部门", "主管部门名称", "主管部门及代码", "主管单位"),
    "budget": ("全年预算数", "预算数", "全年预算", "调整后预算数"),
    "initial": ("年初预算数", "年初预算"),
    "executed": ("全年执行数", "执行数", "全年执行", "支出数", "实际支出数"),
    "rate": ("执行率", "预算执行率"),
    "total": ("自评总分", "总分", "总得分"),
    "grade": ("等级", "自评等级", "评价等级"),
    "year": ("年度", "预算年度"),
}
"""What a flat export has beside the columns of a row."""

MONEY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "initial": ("年初预算数", "年初预算", "年初预算金额"),
    "budget": ("全年预算数", "预算数", "全年预算", "预算金额", "全年预算数A", "调整后预算数", "年度资金", "金额"),
    "executed": ("全年执行数", "执行数", "全年执行", "实际执行数", "实际支出数", "执行金额", "全年执行数B", "支出数"),
    "points": ("分值", "权重", "标准分值"),
    "rate": ("执行率", "预算执行率", "执行率B/A", "执行率%"),
    "score": ("得分", "自评得分", "执行率得分"),
    "note": ("备注",),
}
"""Field of a line of money → headings."""

LABELS: Mapping[str, tuple[str, ...]] = {
    "project_name": ("项目名称", "专项名称"),
    "project_code": ("项目编码", "项目代码", "项目编号"),
    "department": ("主管部门", "主管部门名称", "主管单位", "主管部门及代码"),
    "department_code": ("部门代码", "主管部门代码"),
    "party": ("实施单位", "项目单位", "预算单位", "单位名称", "填报单位", "项目实施单位", "资金使用单位"),
    "year": ("年度", "预算年度", "评价年度", "自评年度"),
    "goal": ("预期目标", "年度目标", "年度总体目标", "年初设定目标", "绩效目标"),
    "overall_goal": ("总体目标", "中期目标", "中期总体目标"),
    "achieved": ("实际完成情况", "目标实际完成情况", "全年实际完成情况", "年度总体目标完成情况"),
    "grade": ("等级", "自评等级", "评价等级", "自评结论"),
    "filed_by": ("填报人", "填表人"),
    "head_of_unit": ("单位负责人", "负责人", "项目负责人"),
    "phone": ("联系电话", "电话"),
    "seal": ("公章", "单位公章", "盖章", "单位盖章"),
    "filed_on": ("填报日期", "填表日期", "申报日期"),
    "project_attribute": ("项目属性",),
    "project_category": ("项目类别", "项目类型"),
    "project_period": ("项目期", "项目起止时间", "项目期限"),
}
"""Label of a cell → what stands beside or under it."""

SUMS = frozenset({"总分", "合计", "总计", "得分合计", "自评总分", "总得分", "自评得分合计", "合计得分", "总分合计"})


@functools.lru_cache(maxsize=4096)
def field_of(heading: str, table: str) -> str:
    """The field that a heading names in the table `rows`, `project`, `money` or `labels`; "" if it names none."""
    fields = {"rows": ROW_FIELDS, "project": PROJECT_FIELDS, "money": MONEY_FIELDS, "labels": LABELS}[table]
    written = plain_text(heading)
    if not written or len(written) > 24:
        return ""
    names = {plain_text(name): field for field, all_names in fields.items() for name in all_names}
    if written in names:
        return names[written]
    bare = re.sub(r"[a-z]$|(?:万元|元|分|%)$", "", written)
    if bare in names:
        return names[bare]
    if table == "labels" or len(written) < 4:
        return ""
    found = process.extractOne(written, list(names), scorer=fuzz.ratio, score_cutoff=_SURELY)
    return names[found[0]] if found else ""


def heading_columns(line: tuple[Spot, ...], table: str) -> dict[str, int]:
    """Field → column of a row of headings; the first of equal headings counts."""
    found: dict[str, int] = {}
    for at, spot in enumerate(line):
        if spot.first and spot.text:
            name = field_of(spot.text, table)
            if name and name not in found:
                found[name] = at
    return found


def is_indicator_heading(columns: Mapping[str, int]) -> bool:
    """Whether headings are those of a list of indicators."""
    values = {"target", "actual", "weight", "self_score"} & set(columns)
    levels = {"level_1", "level_2", "level_3"} & set(columns)
    return bool(values) and ("level_3" in columns or len(levels) > 1)
