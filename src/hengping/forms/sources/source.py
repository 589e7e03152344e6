"""What every source of rows offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hengping.forms.entry import FormRow
from hengping.forms.filling import Filling
from hengping.reference.form_layout import FormColumn

Options = Mapping[str, str]


@dataclass(frozen=True)
class RowSource:
    """A source of rows.

    Attributes:
        name: as layouts call it.
        columns: what a column may show: key → what it is (Chinese, told to whoever writes a layout).
        rows: the rows, in print order, subtotals among them.
        identify: columns by whose texts a returned row is recognised, surest first; each entry is a set taken together.
        added: the n-th row (from 0) that the case does not have: empty entries with places; None where rows are given
            by the case alone.
        shown: the columns of a layout as this case has them: left out where there is nothing to show (levels that its
            tree does not reach), repeated where they stand for each of several things (the periods of a table).
    """

    name: str
    columns: Callable[[Options], Mapping[str, str]]
    rows: Callable[[Filling, Options], Sequence[FormRow]]
    identify: Callable[[Options], tuple[tuple[str, ...], ...]]
    added: Callable[[Filling, Options, int], FormRow] | None = None
    shown: Callable[[Filling, Options, Sequence[FormColumn]], Sequence[FormColumn]] | None = None
