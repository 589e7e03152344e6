"""附件：征求意见采纳情况表 and 专家意见修改说明表, each opinion with what was found, decided and changed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hengping.cases.deliverables.deliverable import Deliverable, deliverable_named
from hengping.quantities.display import date_text
from hengping.rendering.document import Align, Annex
from hengping.reports.figures import UNKNOWN, filed_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

OPINIONS_KEY = "annex:opinions"
COMMENTS_KEY = "annex:expert_comments"
_PENDING = "待处理"
_Columns = list[tuple[str, float, Align]]


def opinions_annex(writing: Writing) -> Annex | None:
    """Opinions of the evaluated parties; None where there are none."""
    columns: _Columns = [("序号", 1.1, "center"), ("单位", 2.6, "left"), ("意见", 4.6, "left")]
    columns += [("评价组核实情况", 3.4, "left"), ("采纳情况", 2.2, "center"), ("理由", 3.6, "left")]
    columns += [("原得分", 1.6, "center"), ("调整后得分", 2.4, "center"), ("报告修改处", 2.4, "left")]
    columns += [("经办人", 1.6, "center"), ("日期", 3.2, "center")]
    rows: list[list[CellContent]] = []
    for row in writing.material.case.opinions:
        where = f"opinions.csv {row.id}"
        rows.append(
            [
                str(len(rows) + 1),
                row.party,
                writing.sentence(row.opinion, where=where),
                writing.sentence(row.verification, where=where),
                row.decision.label if row.decision else _PENDING,
                writing.sentence(row.why, where=where),
                *_points(writing, f"opinion:{row.id}", (row.score_before, row.score_after)),
                row.changed_place,
                row.by,
                date_text(row.on) if row.on else "",
            ]
        )
    return _annex("征求意见采纳情况表", columns, rows, name="opinion_adoption", key=OPINIONS_KEY)


def comments_annex(writing: Writing) -> Annex | None:
    """Comments of experts on the report; those on the plan were answered before it. None where there are none."""
    columns: _Columns = [("序号", 1.1, "center"), ("专家", 1.8, "center"), ("专家意见", 5, "left")]
    columns += [("采纳情况", 2.2, "center"), ("理由", 4, "left"), ("修改内容", 4, "left")]
    columns += [("原得分", 1.6, "center"), ("调整后得分", 2.4, "center"), ("页码", 1.6, "center")]
    rows: list[list[CellContent]] = []
    for row in writing.material.case.expert_comments:
        if deliverable_named(row.deliverable) is Deliverable.PLAN:
            continue
        where = f"expert_comments.csv {row.id}"
        rows.append(
            [
                str(len(rows) + 1),
                row.expert,
                writing.sentence(row.comment, where=where),
                row.adopted or _PENDING,
                writing.sentence(row.why, where=where),
                writing.sentence(row.change, where=where),
                *_points(writing, f"comment:{row.id}", (row.score_before, row.score_after)),
                row.page,
            ]
        )
    return _annex("专家意见修改说明表", columns, rows, name="expert_comments", key=COMMENTS_KEY)


def _annex(title: str, columns: _Columns, rows: list[list[CellContent]], *, name: str, key: str) -> Annex | None:
    if not rows:
        return None
    table = simple_table(title, columns, rows, key=f"table:{name}", dense=True)
    return Annex(title, (table,), landscape=True, key=key)


def _points(writing: Writing, place: str, scores: Sequence[Decimal | None]) -> list[CellContent]:
    """Points before and after, with the profile's decimals."""
    places = writing.material.profile.rounding.places
    names = ("score_before", "score_after")
    return [
        UNKNOWN if score is None else filed_figure(f"{place}.{name}", score, places)
        for name, score in zip(names, scores, strict=True)
    ]
