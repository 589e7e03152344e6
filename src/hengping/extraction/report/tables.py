"""What the tables of a report are: goals, scores, money by unit, visits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.extraction.filed_form.columns import heading_columns, is_indicator_heading
from hengping.extraction.filed_form.model import FiledForm, filed_number
from hengping.extraction.filed_form.reader import read_page
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.pages import Page, Spot, table_grid
from hengping.reading.documents import TableBlock

_SUMS = frozenset({"合计", "总计", "总分", "小计"})
_WEIGHTS = ("权重", "分值", "总分", "标准分", "满分", "标准分值")
_SCORES = ("得分", "实际得分", "评价得分", "综合得分")
_PREFIX = re.compile(r"^([A-Z]|[一二三四五六]|\d)[.、．]\s*")


@dataclass(frozen=True)
class ScoreLine:
    """A level-1 indicator with its weight and score as printed."""

    name: str
    weight: Decimal
    score: Decimal
    where: str

    @property
    def bare_name(self) -> str:
        """Without the letter or number before it."""
        return _PREFIX.sub("", self.name)

    @property
    def is_total(self) -> bool:
        """Whether the line is the sum of the others."""
        return plain_text(self.name) in _SUMS


@dataclass(frozen=True)
class AmountCell:
    """A number of a table: what it is of (row), what it is (column), its unit and place."""

    subject: str
    name: str
    value: Decimal
    text: str
    unit: str
    where: str


@dataclass(frozen=True)
class VisitLine:
    """A unit on a list of visits, as printed."""

    name: str
    address: str
    day: str
    where: str


def grid_rows(table: TableBlock) -> list[tuple[Spot, ...]]:
    """The rows of a table as cells with their places, line breaks of a column too narrow taken out."""
    rows = []
    for row in table_grid(table).rows:
        rows.append(tuple(Spot(_unwrapped(spot.text), spot.where, spot.first) for spot in row))
    return rows


def _unwrapped(text: str) -> str:
    """Chinese text needs no blanks; between Latin words and numbers they stay."""
    text = re.sub(r"\s*\n\s*", "", text)
    return re.sub(r"(?<=[\u4e00-\u9fff，、（）])[ \u3000]+|[ \u3000]+(?=[\u4e00-\u9fff，、（）])", "", text).strip()


def goal_form(table: TableBlock) -> FiledForm | None:
    """The goal table (level-3 indicators with targets); None where the table is another."""
    columns: dict[str, int] = {}
    for row in grid_rows(table)[:3]:
        columns = heading_columns(row, "rows")
        if is_indicator_heading(columns) and "target" in columns:
            break
    else:
        return None
    page = Page(table.caption or "目标表", [table_grid(table)])
    return read_page(page)


def score_lines(table: TableBlock) -> tuple[ScoreLine, ...]:
    """Weights and scores by level-1 indicator, written downwards or across; empty where the table is another."""
    rows = grid_rows(table)
    found = tuple(_scores(rows)) or tuple(_scores([tuple(column) for column in zip(*rows, strict=True)]))
    return found if len(found) > 1 else ()


def _scores(rows: list[tuple[Spot, ...]]) -> Iterator[ScoreLine]:
    heads = [plain_text(spot.text) for spot in rows[0]] if rows else []
    weight = next((at for at, head in enumerate(heads) if head in _WEIGHTS), None)
    score = next((at for at, head in enumerate(heads) if head in _SCORES), None)
    if weight is None or score is None or "三级指标" in heads:
        return
    for row in rows[1:]:
        points, given = filed_number(row[weight].text), filed_number(row[score].text)
        if row[0].text and points is not None and given is not None:
            yield ScoreLine(row[0].text, points, given, row[score].where)


def amount_cells(table: TableBlock) -> tuple[AmountCell, ...]:
    """Numbers by unit: tables whose first column of words names who, and whose headings name amounts."""
    rows = grid_rows(table)
    if not rows:
        return ()
    heads = [spot.text for spot in rows[0]]
    who = next(
        (at for at, head in enumerate(heads) if re.search(r"单位|地区|项目|名称|城市|险种|年度|年份", head)), None
    )
    amounts = [at for at, head in enumerate(heads) if re.search(r"资金|金额|拨付|收入|支出|人数|占比|预算|执行", head)]
    amounts = [at for at in amounts if at != who]
    if who is None or not amounts:
        return ()
    return tuple(
        AmountCell(
            row[who].text, _bare(heads[at]), number, row[at].text, _unit(heads[at], row[at].text, table), row[at].where
        )
        for row in rows[1:]
        for at in amounts
        if row[who].text and (number := filed_number(row[at].text)) is not None
    )


def _bare(head: str) -> str:
    return re.sub(r"[(（][^)）]*[)）]|\s", "", head)


def _unit(head: str, text: str, table: TableBlock) -> str:
    if text.endswith("%"):
        return "%"
    found = re.search(r"[(（](万元|亿元|元|万人|人|%|户|家)[)）]", head)
    if found:
        return found[1]
    return table.unit if re.search("资金|金额|拨付|收入|支出", head) else ("人" if "人数" in head else "")


def visit_lines(table: TableBlock) -> tuple[VisitLine, ...]:
    """Units with addresses, and days where the list has them; empty where the table is another."""
    rows = grid_rows(table)
    heads = [plain_text(spot.text) for spot in rows[0]] if rows else []
    name = next((at for at, head in enumerate(heads) if re.search(r"单位名称|踏勘单位|名称", head)), None)
    place = next((at for at, head in enumerate(heads) if "地址" in head), None)
    day = next((at for at, head in enumerate(heads) if re.search(r"时间|日期", head)), None)
    if name is None or place is None:
        return ()
    return tuple(
        VisitLine(row[name].text, row[place].text, row[day].text if day is not None else "", row[name].where)
        for row in rows[1:]
        if row[name].text
    )
