"""Rows that a form proposes before the case has them: points to check, questions to ask.

Once some of them are in the case the others are still asked, so that a form that comes back half filled in, or twice,
finds its rows again. A case with rows of its own making is asked nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence

from hengping.forms.entry import Entry, FormRow


def with_proposals(own: Sequence[FormRow], proposed: Sequence[FormRow]) -> list[FormRow]:
    """The rows of the case, each in the place of the proposal it came from, and the proposals still open; counted."""
    in_case = {row.key: row for row in own}
    open_keys = {row.key for row in proposed}
    if own and not open_keys & set(in_case):
        return list(own)
    rows = [in_case.get(row.key, row) for row in proposed] + [row for row in own if row.key not in open_keys]
    return [
        FormRow(row.key, {**row.cells, "number": Entry(str(number))}, row.sums)
        for number, row in enumerate(rows, start=1)
    ]


def further_key(prefix: str, taken: Sequence[str], index: int) -> str:
    """The key of the `index`-th row (from 0) written below: the highest number behind the prefix counted on."""
    ends = [key.removeprefix(prefix) for key in taken if key.startswith(prefix)]
    highest = max((int(end) for end in ends if end.isdecimal()), default=0)
    return f"{prefix}{highest + index + 1:02d}"
