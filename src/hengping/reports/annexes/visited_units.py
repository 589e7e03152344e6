"""附件：踏勘单位一览表."""

from __future__ import annotations

from hengping.quantities.display import date_text
from hengping.rendering.document import Align, Annex, Text
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

KEY = "annex:units"


def visited_units(writing: Writing) -> Annex | None:
    """Every unit visited with address and date; where plan and visit table differ, both are given in a note."""
    case = writing.material.case
    if not case.visits:
        return None
    units = {row.id: row for row in case.frame}
    columns: list[tuple[str, float, Align]] = [("序号", 1.1, "center"), ("单位名称", 5.6, "left")]
    columns += [("地区", 2.2, "center"), ("地址", 6.4, "left"), ("踏勘日期", 3.7, "center")]
    rows: list[list[CellContent]] = []
    notes: list[str] = []
    for index, visit in enumerate(case.visits, start=1):
        unit = units.get(visit.unit)
        name, city, address = (unit.name, unit.city, unit.address) if unit else (visit.unit, "", "")
        day = visit.visited_on or visit.planned_on
        rows.append([str(index), name, city, address, date_text(day) if day else "未定"])
        filed = [each for each in (visit.name_as_filed, visit.address_as_filed) if each]
        if filed:
            notes.append(f"“{name}”处为“{'”“'.join(filed)}”")
    lead = "注：下列各行在原踏勘计划表与踏勘记录表中的写法不一致，本表取完整写法，另一处写法如下："
    lines = ((Text(f"{lead}{'；'.join(notes)}。"),),) if notes else ()
    table = simple_table("踏勘单位一览表", columns, rows, key="table:units", notes=lines, dense=True)
    return Annex("踏勘单位一览表", (table,), key=KEY)
