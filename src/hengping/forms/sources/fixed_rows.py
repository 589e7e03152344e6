"""`fixed`: rows that the layout itself gives: each option is one, `name: what it says`, or `name: what it says|marks`.

What is filled in beside them are entries of the form (`entry.…`), or nothing but paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hengping.forms.entry import Entry, FormRow
from hengping.forms.filling import Filling
from hengping.forms.paths import form_entry
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities import NumberTextError, plain, read_number

_COLUMNS = {"number": "序号", "name": "项目", "text": "内容", "marks": "分值"}
SCORE = "得分"
"""The form's own column that a total is made of."""


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    rows = []
    for number, (name, said) in enumerate(options.items(), start=1):
        text, _, marks = said.partition("|")
        texts = {"number": str(number), "name": name, "text": text, "marks": marks}
        rows.append(FormRow(name, {key: Entry(value) for key, value in texts.items()}))
    full = [Decimal(row.cells["marks"].text) for row in rows if row.cells["marks"].text]
    if full:
        rows.append(_total(filling, [row.key for row in rows], sum(full, Decimal(0))))
    return rows


def _total(filling: Filling, names: Sequence[str], marks: Decimal) -> FormRow:
    """The total of the marks, and of the points once every row has some."""
    given = [form_entry(filling, f"{name}.{SCORE}").text for name in names]
    try:
        points = plain(sum((read_number(text) for text in given), Decimal(0))) if all(given) else ""
    except NumberTextError:
        points = ""
    cells = {"number": Entry("合计"), "marks": Entry(plain(marks)), f"entry.{SCORE}": Entry(points)}
    return FormRow("", cells, sums=True)


FIXED = RowSource("fixed", lambda _: _COLUMNS, _rows, lambda _: (("name",),))
