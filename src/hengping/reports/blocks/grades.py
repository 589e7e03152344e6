"""计分与等级: how points are rounded, the grade scale, the veto conditions and whether one was found."""

from __future__ import annotations

from hengping.cases.model.identity import VetoState
from hengping.quantities.display import plain
from hengping.reference.profile import RoundingLevel
from hengping.rendering.document import Block, FactFigure, Inline, Text, inlines, paragraph
from hengping.reports.figures import count_figure
from hengping.reports.names import counted
from hengping.reports.writing import Writing, joined, listed

_LEVELS = {RoundingLevel.CRITERION: "评分要点", RoundingLevel.LEAF: "末级指标", RoundingLevel.TOTAL: "总分"}


def grades(writing: Writing, level: int) -> tuple[Block, ...]:
    """计分办法, grade scale and veto conditions of the profile."""
    profile = writing.material.profile
    rounding = profile.rounding
    scoring = (
        f"{_LEVELS[rounding.level]}得分四舍五入保留{counted(rounding.places)}位小数，上级得分为下级得分之和，"
        "得分率为得分与分值之比。缺少数据的要点暂不计分，不以零分代替。"
    )
    blocks: list[Block] = [paragraph(scoring)]
    if profile.grades:
        blocks.append(paragraph(*_scale(writing)))
    if profile.vetoes:
        blocks.append(paragraph("有下列情形之一的，不论得分高低，均按所列结果认定："))
        blocks.append(
            listed([inlines(f"{veto.text.rstrip('。；')}，认定为“{veto.outcome}”") for veto in profile.vetoes])
        )
    return tuple(blocks)


def veto(writing: Writing, level: int) -> tuple[Block, ...]:
    """Whether a veto condition was found, in one sentence."""
    material = writing.material
    conditions = material.profile.vetoes
    if not conditions:
        return ()
    if material.score.veto:
        return (_found(writing),)
    states = {finding.condition: finding.state for finding in material.case.identity.vetoes}
    unknown = [each for each in conditions if states.get(each.id, VetoState.UNKNOWN) is VetoState.UNKNOWN]
    count = count_figure("vetoes", len(conditions), "种")
    if not unknown:
        return (paragraph("对照评价规程列明的", count, "否决情形逐项核查，均未发现，评价等级以得分为准。"),)
    material.gaps.add(f"否决情形尚有{counted(len(unknown))}种没有核查记录")
    left = count_figure("vetoes_unknown", len(unknown), "种")
    return (paragraph("评价规程列明否决情形", count, "，其中", left, "尚无核查记录，等级暂以得分为准。"),)


def _found(writing: Writing) -> Block:
    found = writing.material.score.veto
    assert found is not None
    reason = writing.full_sentence(found.reason, where="case.yaml 的 vetoes")
    text = f"经核查，存在否决情形：{found.text.rstrip('。；')}。"
    return paragraph(text, *reason, f"评价结果据此认定为“{found.outcome}”。")


def _scale(writing: Writing) -> tuple[Inline, ...]:
    bands = sorted(writing.material.profile.grades, key=lambda band: -band.minimum)
    full = writing.material.score.full_marks
    upper = FactFigure(
        "full_marks:TOTAL", plain(full.to_integral_value() if full == full.to_integral_value() else full)
    )
    parts: list[tuple[Inline, ...]] = []
    for position, band in enumerate(bands):
        lower = FactFigure(f"profile:grade_{band.grade}", plain(band.minimum))
        if band.minimum == 0:
            parts.append((upper, Text(f"分以下为“{band.grade}”")))
        else:
            ending = "分" if position == 0 else "分（不含）"
            parts.append((lower, Text("分（含）至"), upper, Text(f"{ending}为“{band.grade}”")))
        upper = lower
    count = f"评价结果按百分制计分并划分等级，共{counted(len(bands))}档："
    return (Text(count), *joined(parts, "，"), Text("。"))
