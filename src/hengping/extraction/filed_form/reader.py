"""A page of cells into a customary form: head, money, indicators and total, found by what the headings say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hengping.errors import Fault
from hengping.extraction.filed_form.columns import SUMS, field_of, heading_columns, is_indicator_heading
from hengping.extraction.filed_form.flat_export import flat_heading, read_flat
from hengping.extraction.filed_form.indicator_rows import Levels, indicator_row
from hengping.extraction.filed_form.model import Cells, FiledForm, FiledRow, MoneyLine, filed_number
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.pages import Page, Spot

Line = tuple[Spot, ...]

_CURRENCY = re.compile(r"(?:金额)?单位[:：]?\s*(万元|亿元|千元|元)|[(（]\s*(万元|亿元|千元|元)\s*[)）]")
_SOURCE = re.compile(r"资金总额|财政拨款|上年结转|其他资金|预算资金|结转结余|本年财政|专项资金|自有资金|单位资金|其他$")
_TITLE = re.compile(r"(?:自评表|自评价表|申报表|目标表|完成情况表|得分表|自评报告表|评价表)")
_LONGEST_FORM = 3_000
"""Rows; a form has some dozens, and a table that is longer is none."""
_FOOT = ("填报人", "填表人", "单位负责人", "填报日期", "注", "说明", "备注", "联系人")


def read_page(page: Page, *, label: str = "") -> FiledForm | None:
    """The form on a page; None where no table of it lists indicators with targets or scores."""
    reading = _Reading(label or page.label)
    for grid in page.grids:
        reading.columns = {}
        reading.money_columns = {}
        rows = [grid.rows[at] for at in range(min(len(grid.rows), _LONGEST_FORM))]
        for line, below in zip(rows, [*rows[1:], ()], strict=True):
            reading.take(line, below)
    for spot in page.lines:
        reading.line(spot)
    return reading.form()


@dataclass
class _Reading:
    """What was found so far, row by row."""

    label: str
    columns: dict[str, int] = field(default_factory=dict)
    money_columns: dict[str, int] = field(default_factory=dict)
    head: dict[str, Spot] = field(default_factory=dict)
    rows: list[FiledRow] = field(default_factory=list)
    money: list[MoneyLine] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    title: str = ""
    currency: str = ""
    levels: Levels = field(default_factory=Levels)

    def take(self, line: Line, below: Line) -> None:
        """One row of a table, with the one below it."""
        cells = [spot for spot in line if spot.first and spot.text]
        if not cells:
            return
        self._look_around(cells)
        if not any(filed_number(cell.text) is not None for cell in cells) and self._begin(line, cells):
            return
        if self.columns and not self._is_label_line(cells):
            self._indicator(line, cells)
        elif not (self.money_columns and self._money(line)):
            self._labels(line, below)

    def _begin(self, line: Line, cells: Sequence[Spot]) -> bool:
        """Whether the row heads a list of indicators or of money."""
        found = heading_columns(line, "rows")
        if is_indicator_heading(found):
            self._begin_rows(found)
            return True
        money = heading_columns(line, "money")
        amounts = {"initial", "budget", "executed"} & set(money)
        if len(money) > 1 and amounts and not self._is_total(cells):
            self.columns, self.money_columns = {}, money
            return True
        return False

    def _begin_rows(self, found: dict[str, int]) -> None:
        self.columns, self.money_columns = found, {}
        self.levels = Levels()
        if "level_3" not in found:  # only two levels: the deeper one names the indicator
            deepest = "level_2" if "level_2" in found else "level_1"
            self.columns["level_3"] = self.columns.pop(deepest)

    def _indicator(self, line: Line, cells: Sequence[Spot]) -> None:
        if self._is_total(cells):
            self._total(line)
            return
        row = indicator_row(line, self.columns, self.levels)
        if row is not None:
            self.rows.append(row)

    def _is_total(self, cells: Sequence[Spot]) -> bool:
        return plain_text(cells[0].text) in SUMS or any(plain_text(cell.text) in SUMS for cell in cells[:3])

    def _total(self, line: Line) -> None:
        """The sum at the foot: points under 分值, the score under 得分, else the numbers in their order."""
        numbers = [spot for spot in line if spot.first and filed_number(spot.text) is not None]
        at = {name: line[column] for name, column in self.columns.items() if column < len(line)}
        score, points = at.get("self_score"), at.get("weight")
        if score is not None and score in numbers:
            self.head.setdefault("total", score)
        elif len(numbers) == 1 and not (points in numbers and score is not None):
            self.head.setdefault("total", numbers[0])
        elif len(numbers) > 1 and score is None:
            self.head.setdefault("total", numbers[-1])
        if points is not None and points in numbers and points != self.head.get("total"):
            self.head.setdefault("total_points", points)
        grades = [spot for spot in line if spot.first and re.fullmatch(r"[优良中差]秀?|合格|不合格", spot.text)]
        if grades:
            self.head.setdefault("grade", grades[0])

    def _is_label_line(self, cells: Sequence[Spot]) -> bool:
        first = re.split(r"[:：]", cells[0].text)[0].strip()
        return plain_text(first) in {plain_text(word) for word in _FOOT} or first.startswith(("注", "说明"))

    def _money(self, line: Line) -> bool:
        """A line of money under headings; False where the row is none."""
        first = min(self.money_columns.values())
        names = [line[at] for at in range(min(first, len(line)))]
        source = next((spot for spot in reversed(names) if _SOURCE.search(spot.text)), None)
        spots = {name: line[at] for name, at in self.money_columns.items() if at < len(line) and line[at].text}
        amounts = [name for name, spot in spots.items() if filed_number(spot.text) is not None]
        if source is None or (not amounts and not _SOURCE.search(source.text)):
            return False
        name = re.sub(r"\s+", "", source.text).rstrip("：:")
        self.money.append(MoneyLine(spots, source.where, name))
        return True

    def _labels(self, line: Line, below: Line) -> None:
        firsts = [(at, spot) for at, spot in enumerate(line) if spot.first and spot.text]
        heads = all(_is_label(spot.text) for _, spot in firsts)
        for position, (at, spot) in enumerate(firsts):
            self.line(spot)
            name = field_of(spot.text, "labels")
            beside = firsts[position + 1][1] if position + 1 < len(firsts) else None
            if plain_text(spot.text) in SUMS and beside and filed_number(beside.text) is not None:
                self.head.setdefault("total", beside)
            if name and (beside is None or _is_label(beside.text)):
                under = below[at] if heads and at < len(below) else None
                if under is not None and under.first and under.text and not _is_heading(under.text):
                    self.head.setdefault(name, under)
            elif name and beside is not None:
                self.head.setdefault(name, beside)
            elif beside is not None and _SOURCE.search(spot.text) and filed_number(beside.text) is not None:
                source = re.sub(r"[\s:：]+", "", spot.text)
                self.money.append(MoneyLine({"budget": beside}, spot.where, source))

    def line(self, spot: Spot) -> None:
        """A line or cell that says its label and value in one: 项目名称：…"""
        label, sign, value = spot.text.replace(":", "：").partition("：")
        name = field_of(label, "labels") if sign and len(label) <= 16 and value.strip() else ""
        if name:
            self.head.setdefault(name, Spot(value.strip(), spot.where))
        self._look_around([spot])

    def _look_around(self, cells: Sequence[Spot]) -> None:
        if not self.currency:
            for spot in cells:
                if found := _CURRENCY.search(spot.text):
                    self.currency = found[1] or found[2]
                    break
        if not self.title and len(cells) == 1 and _TITLE.search(cells[0].text) and len(cells[0].text) < 60:
            self.title = cells[0].text
        short = "year" not in self.head and len(cells) == 1 and len(cells[0].text) < 60
        if short and (found := re.search(r"((?:19|20)\d\d)\s*年", cells[0].text)):
            self.head["year"] = Spot(found[1], cells[0].where)

    def form(self) -> FiledForm | None:
        """The form, where there were indicators."""
        if not self.rows:
            return None
        self.remarks.extend(Fault(row.where, row.level_3, "指标的级次", row.doubt) for row in self.rows if row.doubt)
        unreadable = [spot for row in self.rows for spot in row.spots.values() if spot.problem]
        mend = "按空白处理，请改正后重新报送。"
        self.remarks.extend(Fault(spot.where, spot.problem, "数字或文字", mend) for spot in unreadable)
        head = Cells(self.head, self.label)
        return FiledForm(
            self.label, self.title, head, tuple(self.rows), tuple(self.money), self.currency, tuple(self.remarks)
        )


def _is_heading(text: str) -> bool:
    return any(field_of(text, table) for table in ("labels", "rows", "money"))


def _is_label(text: str) -> bool:
    return bool(field_of(text, "labels"))


def read_forms(pages: Sequence[Page], *, label: str) -> Iterator[FiledForm]:
    """Every form among the pages of a file, flat exports project by project; sheets without indicators are left out."""
    for page in pages:
        name = page_label(page, pages, label)
        flat = flat_heading(page)
        if flat is not None:
            yield from read_flat(page, flat, label=name)
        elif (form := read_page(page, label=name)) is not None:
            yield form


def page_label(page: Page, pages: Sequence[Page], label: str) -> str:
    """How a page is named: as its file, with its own name where the file has several."""
    return label if len(pages) == 1 else f"{label}“{page.label}”"
