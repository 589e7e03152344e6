"""What every source of rows offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hengping.forms.entry import FormRow
from hengping.forms.filling import Filling

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
        only: drops column keys of a layout that this case has nothing for, such as levels its tree does not reach.
    """

    name: str
    columns: Callable[[Options], Mapping[str, str]]
    rows: Callable[[Filling, Options], Sequence[FormRow]]
    identify: Callable[[Options], tuple[tuple[str, ...], ...]]
    added: Callable[[Filling, Options, int], FormRow] | None = None
    only: Callable[[Filling, str], bool] | None = None
