"""Tables as the checks read them: typed cells with their units, in both directions.

A `Ledger` has items (its rows) and columns with headings. A table whose quantities stand in its first column (总分,
得分, 占比 below each other) is the transposed ledger of the same table; each table gives both.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from hengping.lint.documents.passages import normal
from hengping.lint.documents.printed import Printed
from hengping.quantities import RATIO, NumberTextError, Unit, UnitError, read_number, read_unit
from hengping.reading.documents import Place, TableBlock

_CELL = re.compile(
    r"(?P<sign>[≥≤＞＜><=＝]|不低于|不超过)?(?P<number>[-−]?[\d,，]*\d(?:\.\d+)?)(?P<unit>%|‰|[^\d\s.,，。、；:：/（）()=×÷+-]{1,6})?"
)
_HEADING_UNIT = re.compile(r"[（(](?:单位[：:])?([^（）()\d]{1,8})[）)]|[/／]([^\s/／]{1,4})$")
_MONEY = re.compile(r"金额|资金|预算|支出|收入|拨付|到位|执行数|经费|投入|结余|余额|成本|费用|价")
_COUNT = re.compile(r"人数|人次|户数|个数|家数|项数|项目数|份数|件数|次数|数量|面积|长度|月数|天数|年限")
_NO_AMOUNT = re.compile(r"^$|序号|年度|年份|日期|时间|得分|分值|权重|满分|目标值|指标|完成值|备注|说明|名称|单位$")
_SEVERAL = re.compile(r"[、，,；;/／和]")
_TOTAL = re.compile(
    r"(?:[\d.]+)?(?:[（(]?[一二三四五六七八九十]+[）)、.]?)?[^，。；：%\d]{0,5}?(?:合计|总计|共计|小计|总分|合计数|总额|总体)"
)
# 收入合计 among several heads is the total of its part only.
_SUBTOTAL = re.compile(r"小计|[\u4e00-\u9fff](?<!资金)(?<!金额)(?<!支出)(?:合计|总计|总额)$")
_OF_WHICH = re.compile(r"^(?:其中|#|一、其中|　*其中)|其中[：:]")
_SERIAL = re.compile(
    r"^(?:序号|编号|序|行次|代码|编码|年度|年份|期间|.*底稿号|.*索引号|.*证据号|.*代码|.*编号|电话|.*日期|.*时间)$"
)
_QUANTITY = re.compile(
    r"(?:得分|总分|分值|权重|占比|率|金额|预算|支出|收入|支付|拨付|人数|数量|单价|标准|值)(?:数|额)?(?:[（(].*)?$"
)
_RATE = re.compile(r"率|占比|比重|比例|%|％|完成度|满意度")
_NOT_ADDITIVE = re.compile(
    r"率|单价|人均|户均|均|标准|价格|满意度|序号|年度|年份|排名|名次|指数|系数|倍|百分点|增[幅速]|[降涨]幅|时序进度|序时进度"
)


@dataclass(frozen=True)
class Column:
    """One column: its heading in one spelling, and the unit that the heading or the table names."""

    index: int
    heading: str
    unit: Unit | None

    @property
    def is_serial(self) -> bool:
        """Whether it numbers or dates the rows."""
        return bool(_SERIAL.match(self.heading))

    @property
    def is_rate(self) -> bool:
        """Whether the heading names a rate or a share."""
        return bool(_RATE.search(self.heading))

    @property
    def may_add_up(self) -> bool:
        """Whether a total of the column can be the sum of its parts."""
        return not self.is_serial and not _NOT_ADDITIVE.search(self.heading)


@dataclass(frozen=True)
class Ledger:
    """One table in one direction. Items and columns count from 0; the headings are not among the items."""

    table: TableBlock
    transposed: bool

    @functools.cached_property
    def _grid(self) -> tuple[tuple[str, ...], ...]:
        rows = tuple(tuple(normal(text.replace("\n", "")) for text in row) for row in self.table.rows)
        return tuple(zip(*rows, strict=True)) if self.transposed else rows

    @functools.cached_property
    def first_item(self) -> int:
        """How many rows of the grid are headings."""
        return 1 if self.transposed else min(self.table.header_rows, len(self._grid))

    @functools.cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns in order."""
        width = len(self._grid[0]) if self._grid else 0
        return tuple(self._column(index) for index in range(width))

    def _column(self, index: int) -> Column:
        texts = dict.fromkeys(self._grid[row][index] for row in range(self.first_item))
        heading = "/".join(text for text in texts if text)
        return Column(index, heading, _unit_in(heading) or self._unit_of_table(heading))

    def _unit_of_table(self, heading: str) -> Unit | None:
        """单位：万元 above a table is of its amounts; of 单位：项、万元 the one that the heading asks for."""
        if not self.table.unit or _RATE.search(heading):
            return None
        units = [unit for word in _SEVERAL.split(normal(self.table.unit)) if (unit := read_symbol(word))]
        money = [unit for unit in units if dict(unit.dimension) == {"元": 1}]
        if _MONEY.search(heading) or self.transposed:
            return money[0] if money else None
        if len(units) == 1:
            return None if _NO_AMOUNT.search(heading) or (money and _COUNT.search(heading)) else units[0]
        return next((unit for unit in units if unit.symbol in heading), None)

    @property
    def count(self) -> int:
        """Number of items."""
        return len(self._grid) - self.first_item

    def text(self, item: int, column: int) -> str:
        """A cell in one spelling."""
        return self._grid[self.first_item + item][column]

    @functools.cached_property
    def labels(self) -> tuple[str, ...]:
        """What each item is called: its first cell that is no number and does not stand in a numbering column."""
        return tuple(self._label(item) for item in range(self.count))

    def _label(self, item: int) -> str:
        for column in self.columns:
            text = self.text(item, column.index)
            if text and not column.is_serial and not re.fullmatch(r"[\d.,%\s—–-]+", text):
                return text
        first = self.text(item, 0)
        return first if _TOTAL.fullmatch(first) else ""

    @functools.cached_property
    def label_column(self) -> int:
        """The column that most labels come from; -1 if there is none."""
        found = [
            next((c.index for c in self.columns if label and self.text(item, c.index) == label), -1)
            for item, label in enumerate(self.labels)
        ]
        return max(sorted(set(found)), key=found.count) if found else -1

    @functools.cached_property
    def totals(self) -> tuple[int, ...]:
        """Items that are totals: 合计, 总计; without 小计."""
        return tuple(i for i in range(self.count) if self.is_total(i) and not self.is_subtotal(i))

    @functools.cached_property
    def names_things(self) -> bool:
        """Whether the items are things and the columns quantities, rather than the other way round."""
        words = [label for label in self.labels if label]
        quantities = sum(bool(_QUANTITY.search(label)) for label in words)
        others = [column.heading for column in self.columns if column.heading]
        across = sum(bool(_QUANTITY.search(heading)) for heading in others)
        return quantities * max(len(others), 1) <= across * max(len(words), 1)

    def is_total(self, item: int) -> bool:
        """Whether one of the first cells says 合计, 总计, 小计. 总分 in the first rows is full marks."""
        texts = [self.text(item, column) for column in range(min(4, len(self.columns)))]
        return any(_TOTAL.fullmatch(text) and (text != "总分" or item == self.count - 1) for text in texts)

    def is_subtotal(self, item: int) -> bool:
        return any(_SUBTOTAL.search(self.text(item, column)) for column in range(min(4, len(self.columns))))

    def is_of_which(self, item: int) -> bool:
        """Whether the item is part of the one before it: 其中：…."""
        return any(_OF_WHICH.search(self.text(item, column)) for column in range(min(3, len(self.columns))))

    def is_first(self, item: int, column: int) -> bool:
        """Whether the position is the first one of its cell; sums count a merged cell once."""
        row, col = self._position(item, column)
        return self.table.is_first(row, col)

    def _position(self, item: int, column: int) -> tuple[int, int]:
        row = self.first_item + item
        return (column, row) if self.transposed else (row, column)

    def extent(self, item: int, column: int) -> tuple[int, int]:
        """The first row of the cell at a position and how many rows it takes (columns of the table if transposed)."""
        row, col = self._position(item, column)
        cell = self.table.cells[row][col]
        return (cell.column, cell.colspan) if self.transposed else (cell.row, cell.rowspan)

    def place(self, item: int, column: int) -> Place:
        """Where a cell stands."""
        return self.table.cell_place(*self._position(item, column))

    def figure(self, item: int, column: int) -> Printed | None:
        """A cell as a figure; None for words, dashes, dates and several figures."""
        return self._figures[item][column]

    @functools.cached_property
    def _figures(self) -> tuple[tuple[Printed | None, ...], ...]:
        return tuple(
            tuple(_figure(self.text(item, column.index), column.unit or unit) for column in self.columns)
            for item, unit in enumerate(self._item_units)
        )

    @functools.cached_property
    def _item_units(self) -> tuple[Unit | None, ...]:
        """The unit that the first cell of each item names: 支出（万元）."""
        return tuple(_unit_in(self.text(item, 0)) for item in range(self.count))

    @functools.cached_property
    def numeric(self) -> tuple[Column, ...]:
        """Columns that hold figures in most of their filled cells."""
        found = []
        for column in self.columns:
            filled = [i for i in range(self.count) if self.text(i, column.index) not in ("", "-", "--", "—", "——", "/")]
            figures = [i for i in filled if self.figure(i, column.index) is not None]
            if figures and 2 * len(figures) > len(filled) and not column.is_serial:
                found.append(column)
        return tuple(found)

    def columns_of(self, *names: str) -> tuple[Column, ...]:
        """The numeric columns whose heading ends with one of the names, units in parentheses left out."""
        return tuple(c for c in self.numeric if re.sub(r"[（(][^（）()]*[）)]", "", c.heading).endswith(names))

    def name_before(self, item: int, column: Column) -> str:
        """What the figure in a column belongs to: the nearest words to its left, else what the item is called."""
        for index in range(column.index - 1, -1, -1):
            text = self.text(item, index)
            if re.search(r"[\u4e00-\u9fff]", text) and not self.columns[index].is_serial and len(text) < 40:
                return text
        return self.labels[item]


def _figure(text: str, unit: Unit | None) -> Printed | None:
    match = _CELL.fullmatch(text)
    if match is None or match["sign"] in ("≥", "≤", ">", "<", "＞", "＜", "不低于", "不超过"):
        return None
    if match["unit"]:
        unit = read_symbol(match["unit"])
        if unit is None:
            return None
    try:
        return Printed(read_number(match["number"].replace("，", ",").replace("−", "-")), unit or RATIO, text)
    except NumberTextError:
        return None


def _unit_in(heading: str) -> Unit | None:
    for match in _HEADING_UNIT.finditer(heading):
        unit = read_symbol(match[1] or match[2])
        if unit is not None:
            return unit
    return None


_KNOWN = re.compile(
    r"(?:十|百|千|万|百万|千万|亿|万亿)?(?:元|人|户|家|个|件|份|项|处|笔|次|人次|户次|项次|平方米|立方米|公里|米|延米"
    r"|延长米|公顷|年|月|天|小时|岁|分|亩|吨|公斤|千克|斤"
    r"|个?工作日|个月|名|位|台|套|辆|张|座|所|条|只|头|棵|株|床|间|栋|幢|场|块|盏|学时|课时|千瓦时|人天)"
    r"(?:/(?:人|户|月|年|天|次|平方米)(?:·(?:月|年|天))?)?|%|‰|个?百分点|倍"
)


def read_symbol(symbol: str) -> Unit | None:
    """A unit that offices print beside figures; None for any other word."""
    if not _KNOWN.fullmatch(symbol):
        return None
    try:
        return read_unit(symbol)
    except UnitError:
        return None
