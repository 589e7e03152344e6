"""Which column of somebody's indicator table means what: suggested by its heading, decided by a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hengping.errors import Fault, InputError, nearest_names
from hengping.forms.returned.likeness import likeness, plain_text
from hengping.forms.returned.pages import Grid, Spot

KIND = "indicators"
"""Under which the mapping is remembered in the case."""

FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "level_1": ("一级指标", ("一级", "一级指标名称", "评价维度")),
    "level_2": ("二级指标", ("二级", "二级指标名称")),
    "level_3": ("三级指标", ("三级", "三级指标名称", "评价指标", "指标名称", "指标")),
    "level_4": ("四级指标", ("四级", "四级指标名称")),
    "weight_1": ("一级分值", ("一级权重",)),
    "weight_2": ("二级分值", ("二级权重",)),
    "weight_3": ("三级分值", ("三级权重",)),
    "weight_4": ("四级分值", ("四级权重",)),
    "weight": ("分值", ("权重", "标准分值", "标准分", "分数", "满分")),
    "code": ("代码", ("编号", "指标代码", "指标编号", "编码")),
    "definition": ("指标解释", ("指标释义", "释义", "解释")),
    "explanation": ("评价要点", ("指标说明", "评分要点", "评价内容", "考核要点", "考核内容")),
    "rule": ("评分规则", ("评分标准", "评价标准", "评分办法", "计分规则", "评分细则", "评价标准及评分规则")),
    "target": ("目标值", ("指标值", "标准值", "计划值", "年度指标值", "绩效目标值")),
    "standard": ("标准类型", ("评价标准类型", "标准来源类型")),
    "standard_source": ("标准来源", ("评价依据", "依据", "指标值确定依据")),
    "data_source": ("数据来源", ("佐证材料", "资料来源", "佐证资料", "证据来源", "数据来源及佐证")),
    "acquisition": ("取值方式", ("取数方式", "数据采集方式", "评价方法")),
    "responsible_party": ("责任单位", ("考核对象", "牵头部门", "评价对象")),
}
"""Field → usual heading and other headings."""

SKIPPED = frozenset({"", "不读", "-"})
_SURELY = 78


@dataclass(frozen=True)
class MappedTable:
    """A table with the field of each column: grid column → field; `unread` are the headings without one."""

    grid: Grid
    heading_row: int
    columns: Mapping[int, str]
    headings: Mapping[int, str]
    unread: tuple[str, ...]

    def pairs(self) -> dict[str, str]:
        """Heading → field, as it is remembered."""
        return {self.headings[at]: self.columns.get(at, "") for at in self.headings}


def map_columns(grids: Sequence[Grid], known: Mapping[str, str], *, label: str) -> MappedTable:
    """The table with most indicator columns; `known` (heading → field) prevails over suggestions.

    Raises:
        InputError: no table has indicators, or `known` names a field that there is not.
    """
    _check(known)
    tables = [found for grid in grids for row in range(min(len(grid.rows), 30)) if (found := _at(grid, row, known))]
    best = max(tables, key=lambda table: len(table.columns), default=None)
    if best is None:
        mend = "请检查表头，或用 --mapping 表头=字段 写明；字段如 level_1、level_3、weight、explanation。"
        raise InputError([Fault(label, "没有找到指标表", "有“一级指标”“三级指标”“分值”等列的表", mend)])
    return best


def _at(grid: Grid, row: int, known: Mapping[str, str]) -> MappedTable | None:
    heads = {at: spot.text for at, spot in enumerate(grid.rows[row]) if spot.first and spot.text}
    columns = _assigned(heads, {plain_text(heading): field for heading, field in known.items()})
    levels = [field for field in columns.values() if field.startswith("level_")]
    if not levels or len(columns) < 2:
        return None
    return MappedTable(grid, row, columns, heads, tuple(heads[at] for at in heads if at not in columns))


def _assigned(heads: Mapping[int, str], known: Mapping[str, str]) -> dict[int, str]:
    """The field of each heading: the known ones, then equal names, then like ones; a weight is its level's."""
    columns: dict[int, str] = {}
    for at, heading in heads.items():
        field = known.get(plain_text(heading))
        if field is not None and field not in SKIPPED:
            columns[at] = field
    skipped = {at for at, heading in heads.items() if known.get(plain_text(heading)) in SKIPPED}
    weights = [at for at, heading in heads.items() if plain_text(heading) in _names("weight")]
    for least in (100, _SURELY):
        for at, heading in heads.items():
            if at in columns or at in skipped:
                continue
            field = _like(heading, columns, least)
            if field == "weight" and len(weights) > 1:
                field = _weight_of_level(at, heads, columns)
            if field and field not in columns.values():
                columns[at] = field
    return columns


def _like(heading: str, columns: Mapping[int, str], least: float) -> str:
    fields = [field for field in FIELDS if field not in columns.values()]
    ranked = sorted(((max(likeness(heading, name) for name in _all(field)), field) for field in fields), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] >= least else ""


def _weight_of_level(at: int, heads: Mapping[int, str], columns: Mapping[int, str]) -> str:
    """Tables with several columns of weights write each behind the level it belongs to."""
    before = [columns[other] for other in sorted(heads) if other < at and columns.get(other, "").startswith("level_")]
    return before[-1].replace("level", "weight") if before else ""


def _names(field: str) -> set[str]:
    return {plain_text(name) for name in _all(field)}


def _all(field: str) -> Iterator[str]:
    usual, others = FIELDS[field]
    yield usual
    yield from others


def _check(known: Mapping[str, str]) -> None:
    faults = []
    for heading, field in known.items():
        if field not in FIELDS and field not in SKIPPED:
            near = nearest_names(field, FIELDS, most=2)
            mend = f"是否为 {'、'.join(near)}？" if near else "不需要的列写“不读”。"
            faults.append(Fault(f"列“{heading}”", field, "、".join(FIELDS), mend))
    if faults:
        raise InputError(faults)


def field_title(field: str) -> str:
    """What a field is called."""
    return FIELDS[field][0] if field in FIELDS else "不读"


def spot_text(table: MappedTable, row: int, field: str) -> Spot | None:
    """The cell of a field in a row; None where the table has no such column."""
    at = next((column for column, name in table.columns.items() if name == field), None)
    return table.grid.rows[row][at] if at is not None and at < len(table.grid.rows[row]) else None
