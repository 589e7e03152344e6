"""Elicited weights, agreement of judges and sensitivity as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from hengping.analysis.judges.agreement import verdict
from hengping.analysis.judges.panel import Panel, PanelReport, Seat
from hengping.analysis.sensitivity.movement import Movement
from hengping.analysis.sensitivity.survey import Sensitivity
from hengping.analysis.weights.ahp import AhpResult, Weighing
from hengping.analysis.weights.delphi import DelphiResult, NodeRounds
from hengping.analysis.weights.from_data import DataWeights
from hengping.analysis.weights.groups import Group, Shares
from hengping.analysis.weights.reweighing import Reweighed
from hengping.quantities import amount, percent, plain
from hengping.scoring.judging import Combining


def ahp_lines(result: AhpResult) -> Iterator[str]:
    """Consistency of each expert and of all, then the shares, node by node."""
    for node in result.nodes:
        yield _heading(node.group)
        weighings = node.experts if len(node.experts) == 1 else (*node.experts, node.together)
        for weighing in weighings:
            yield from _consistency(weighing)
        yield from _shares(node.group, result.shares)


def _consistency(weighing: Weighing) -> Iterator[str]:
    who = f"专家 {weighing.expert}" if weighing.expert else "各专家合成（几何平均）"
    state = "通过" if weighing.consistent else "不通过"
    yield f"  {who}：λ={amount(weighing.eigenvalue, 4)}，一致性比率 {amount(weighing.ratio, 4)}，{state}（应小于 0.10）"
    pair = weighing.spoiling
    if pair is not None and not weighing.consistent:
        yield (
            f"    偏离最大的一对：{pair.left} 比 {pair.right} 判为 {_ratio(pair.given)}，"
            f"其余判断隐含 {amount(pair.implied, 2)}；如改为 {pair.nearest}，一致性比率为 {amount(pair.ratio_then, 4)}"
        )


def _ratio(value: Decimal) -> str:
    """3, 1/3, else a decimal."""
    near = Fraction(value).limit_denominator(9)
    exact = abs(Decimal(near.numerator) / near.denominator - value) < Decimal("1e-20")
    return str(near) if exact else amount(value, 2)


def delphi_lines(result: DelphiResult) -> Iterator[str]:
    """Every round with its spread, and whether the last came together."""
    for node in result.nodes:
        yield _heading(node.group)
        for each in node.rounds:
            moved = "" if each.moved is None else f"，均值最多变动 {percent(each.moved)}"
            yield f"  第 {each.number} 轮：{len(each.experts)} 位专家{moved}"
            for spread in each.spreads:
                deviation = "—" if spread.deviation is None else percent(spread.deviation)
                variation = "—" if spread.variation is None else amount(spread.variation, 4)
                yield f"    {spread.code} 均值 {percent(spread.mean)}，标准差 {deviation}，变异系数 {variation}"
            if each.concordance is not None:
                found = each.concordance
                coefficient = Decimal(found.coefficient.numerator) / found.coefficient.denominator
                chi_square = Decimal(found.chi_square.numerator) / found.chi_square.denominator
                yield (
                    f"    肯德尔协调系数 W={amount(coefficient, 4)}，χ²={amount(chi_square, 4)}"
                    f"（自由度 {found.freedom}），p={amount(found.probability, 4)}"
                )
        yield f"  {_together(node)}"
        yield from _shares(node.group, result.shares)


def _together(node: NodeRounds) -> str:
    if node.together:
        return "已收敛：末轮变异系数都不超过 0.25，专家意见协调。"
    widest = node.rounds[-1].widest
    where = "" if widest is None else f"分歧最大的是 {widest.code}，"
    return f"尚未收敛：{where}请反馈结果后再做一轮（标准：变异系数不超过 0.25，W 的 p 小于 0.05）。"


def data_lines(result: DataWeights, *, critic: bool) -> Iterator[str]:
    """What the data of each indicator say."""
    first, second = ("标准差", "冲突性") if critic else ("信息熵", "差异系数")
    for node in result.nodes:
        yield f"{_heading(node.group)}，{len(node.samples)} 个样本"
        for member in node.members:
            note = "；各样本相同，没有信息" if member.constant else ""
            name = node.group.names[member.code]
            yield (
                f"  {member.code} {name}：{first} {amount(member.first, 4)}，{second} {amount(member.second, 4)}，"
                f"权重 {percent(member.weight)}{note}"
            )


def _heading(group: Group) -> str:
    return f"{group.name}（{group.node}）的 {len(group.codes)} 个下级指标"


def _shares(group: Group, shares: Shares) -> Iterator[str]:
    told = "，".join(f"{code} {group.names[code]} {percent(share)}" for code, share in shares[group.node].items())
    yield f"  权重：{told}"


def change_lines(new: Reweighed) -> Iterator[str]:
    """Weights before and after in the indicator system."""
    yield ""
    yield "指标体系中的权重（原 → 新）："
    for change in new.changes:
        moved = (
            f"{plain(change.before)} → {plain(change.after)}"
            if change.before != change.after
            else f"{plain(change.before)}（不变）"
        )
        yield f"{'  ' * change.level}{change.code} {change.name}  {moved}"
    if new.to_check:
        yield f"按分数写的扣分标准没有随权重改动，请核对：{'、'.join(new.to_check)}"


def panel_lines(report: PanelReport) -> Iterator[str]:
    """Who judged what, how far they agree, and three ways to combine."""
    if not report.panels:
        yield "没有两人以上评判的要点。"
        return
    yield f"{len(report.judges)} 位评委（{'、'.join(report.judges)}）对 {len(report.panels)} 项的评判："
    for panel in report.panels:
        yield from _panel(panel)
    yield ""
    for agreement in report.agreements:
        kind = f"{agreement.level.label}评判 {agreement.panels} 项、{agreement.judges} 位评委"
        if agreement.alpha is None:
            yield f"{kind}：全部相同，不计算一致性系数"
            continue
        alpha = Decimal(agreement.alpha.numerator) / agreement.alpha.denominator
        yield f"{kind}：克里彭多夫 α={amount(alpha, 3)}，{verdict(agreement.alpha)}"


def _panel(panel: Panel) -> Iterator[str]:
    criterion = panel.criterion
    part = "".join(f"（{each}）" for each in (panel.point, panel.unit) if each)
    given = "，".join(f"{seat.judge} {_given(panel, seat)}" for seat in panel.seats)
    yield f"  {criterion.criterion.id}{part} {criterion.criterion.text}（{amount(criterion.max_score, 2)} 分）：{given}"
    if panel.in_points:
        ways = [(how.label, panel.points(how)) for how in Combining]
        yield f"    {'，'.join(f'{label} {amount(points, 2)}' for label, points in ways if points is not None)}"
    if panel.outliers:
        yield f"    与评委中位数相差超过分值的 20%：{'、'.join(panel.outliers)}"


def _given(panel: Panel, seat: Seat) -> str:
    if seat.share is None:
        return seat.word
    return amount(panel.criterion.max_score * seat.share.numerator / seat.share.denominator, 2)


def sensitivity_lines(found: Sensitivity, *, all_rows: bool) -> Iterator[str]:
    """The widest movements first."""
    bounds = found.bounds
    yield f"总分 {amount(bounds.total, 2)}，等级 {bounds.grade}；每项单独变动 {percent(found.swing, 0)}："
    shown = found.movements if all_rows else found.movements[:20]
    for movement in shown:
        yield f"  {_movement(movement)}"
    if len(shown) < len(found.movements):
        yield f"  另有 {len(found.movements) - len(shown)} 项影响更小，--all 全部列出。"
    if not any(movement.disputed and movement.kind == "figure" for movement in found.movements):
        yield "没有标为重构、假定或数值不一的数据；用 --fact 指定数据，或用 --figures 变动全部数据。"
    if not found.near:
        yield f"没有一项在此幅度内会改变“{bounds.grade}”的等级。"


def _movement(each: Movement) -> str:
    totals = "～".join(amount(total, 2) for total in (each.low_total, each.high_total) if total is not None)
    mark = "（有争议）" if each.disputed else ""
    line = f"{each.kind.label} {each.key} {each.name}{mark}：现为 {each.now}，变动后总分 {totals or '—'}"
    turns = [f"到 {turn.value}（{turn.change}）为“{turn.grade}”" for turn in each.turns]
    return f"{line}；{'，'.join(turns) if turns else each.limit or '等级不变'}"
