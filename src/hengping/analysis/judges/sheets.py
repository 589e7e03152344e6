"""Sheets that judges fill apart from one another, and what they wrote put into the case.

Each judge gets a sheet of what people must judge, without anybody's judgements on it: that is what makes them blind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengping.analysis.weights.input_rows import InputRow, read_rows
from hengping.cases.model.case import Case, criteria_of, leaves
from hengping.cases.model.indicators import Criterion, Judgement, JudgementKind
from hengping.cases.row_numbers import next_id
from hengping.errors import Fault, InputError, nearest_names
from hengping.quantities import NumberTextError, amount, read_number
from hengping.reading.csv_files import csv_text

COLUMNS = {
    "by": "评判人",
    "role": "评判人角色",
    "criterion": "要点编号",
    "text": "评判内容",
    "max_score": "分值",
    "kind": "评判类型",
    "point": "项号",
    "value": "评判结果",
    "share": "得分比例",
    "reason": "理由",
}
_MARK = "\ufeff"
_KINDS = {"judged": JudgementKind.SCORE, "qualitative_bands": JudgementKind.BAND, "checklist": JudgementKind.POINT}


def blank_sheet(case: Case, *, judge: str, role: str) -> str:
    """The sheet of one judge as CSV: criteria that are judged, points of checklists that no formula answers."""
    rows = [
        (judge, role, criterion.id, text, amount(criterion.max_score), kind.label, point, "", "", "")
        for criterion, kind, point, text in _judged(case)
    ]
    return _MARK + csv_text(tuple(COLUMNS.values()), rows)


def _judged(case: Case) -> Iterator[tuple[Criterion, JudgementKind, str, str]]:
    for leaf in leaves(case.indicators.indicators):
        for criterion in criteria_of(leaf):
            kind = _KINDS.get(criterion.rule)
            if kind is JudgementKind.POINT:
                points: Any = criterion.parameters.get("points", ())
                for point in points:
                    if not point.get("met"):
                        yield criterion, kind, str(point["id"]), f"{leaf.name}：{point['text']}"
            elif kind is not None:
                # A leaf that is its own criterion has no text of its own beside its name and definition.
                yield criterion, kind, "", f"{leaf.name}：{criterion.text if leaf.criteria else leaf.definition}"


@dataclass(frozen=True)
class Taken:
    """The case with the judgements of a sheet; rows that were left blank are counted and not taken."""

    case: Case
    taken: int
    replaced: int
    blank: int


def take_sheets(case: Case, paths: Sequence[Path]) -> Taken:
    """Judgements of filled sheets; those of one person on one thing replace that person's earlier ones.

    Raises:
        InputError: every row that cannot be used, of all sheets.
    """
    asked = {(criterion.id, point): kind for criterion, kind, point, _ in _judged(case)}
    rows = [row for path in paths for row in read_rows(path, COLUMNS)]
    filled = [row for row in rows if row.cells["value"]]
    faults = [fault for row in filled for fault in _faults(row, asked)]
    if faults:
        raise InputError(faults)
    ids = [judgement.id for judgement in case.judgements]
    new: dict[tuple[str, str, str, str], Judgement] = {}
    for row in filled:
        ids.append(next_id(ids, first="J01"))
        judgement = _judgement(row, ids[-1])
        new[_place(judgement)] = judgement
    kept = tuple(judgement for judgement in case.judgements if _place(judgement) not in new)
    update = {"judgements": (*kept, *new.values())}
    return Taken(case.model_copy(update=update), len(new), len(case.judgements) - len(kept), len(rows) - len(filled))


def _judgement(row: InputRow, identifier: str) -> Judgement:
    given = ("criterion", "kind", "point", "value", "share", "by", "role", "reason")
    return Judgement.model_validate({"id": identifier, **{name: row.cells[name] for name in given}})


def _place(judgement: Judgement) -> tuple[str, str, str, str]:
    return judgement.criterion, judgement.point, judgement.unit, judgement.by


def _faults(row: InputRow, asked: Mapping[tuple[str, str], JudgementKind]) -> Iterator[Fault]:
    cells = row.cells
    place = (cells["criterion"], cells["point"])
    known = {criterion for criterion, _ in asked}
    if place not in asked:
        near = nearest_names(cells["criterion"], sorted(known), most=1)
        mend = f"是否为 {near[0]}？" if near else "请用程序写出的空表填写。"
        found = "，项号 ".join(each for each in place if each) or "空白"
        yield Fault(f"{row.where}“要点编号”", found, "由人评判的要点和项号", mend)
    kinds = {kind.label: kind for kind in JudgementKind} | {kind.value: kind for kind in JudgementKind}
    if cells["kind"] not in kinds:
        labels = "、".join(kind.label for kind in JudgementKind)
        yield Fault(f"{row.where}“评判类型”", cells["kind"] or "空白", labels, "请照空表填写。")
    for name in ("by", "reason"):
        if not cells[name]:
            yield Fault(f"{row.where}“{COLUMNS[name]}”", "空白", COLUMNS[name], "没有评判人和理由的评判不能计分。")
    if cells["share"]:
        try:
            read_number(cells["share"])
        except NumberTextError as error:
            yield Fault(f"{row.where}“得分比例”", cells["share"], "百分数，不带 %", f"{error}。")
