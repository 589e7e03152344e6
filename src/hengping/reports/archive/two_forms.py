"""The case as a folder and the case as a workbook: both lie in the archive and must say the same."""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model import PARTS, Case
from hengping.cases.parts_fields import key_of
from hengping.reports.archive.difference import Difference, Kind
from hengping.reports.archive.layout import CASE_FOLDER

_SHOWN_ROWS = 8


def unlike_forms(folder: Case, workbook: Case) -> Iterator[Difference]:
    """Parts, and rows of tables, that the two forms of the case say differently."""
    for spec in PARTS:
        one, other = getattr(folder, spec.attribute), getattr(workbook, spec.attribute)
        if one == other:
            continue
        key = key_of(spec.model)
        rows: list[str] = []
        if spec.kind == "table" and key is not None:
            first, second = ({str(getattr(row, key.name)): row for row in rows_} for rows_ in (one, other))
            rows = [name for name in dict.fromkeys((*first, *second)) if first.get(name) != second.get(name)]
        shown = "、".join(rows[:_SHOWN_ROWS]) + ("等" if len(rows) > _SHOWN_ROWS else "")
        message = f"与工作簿“{spec.sheet}”内容不同{f'：{shown}' if shown else ''}。"
        yield Difference(Kind.DATA, f"{CASE_FOLDER}/{spec.file}", message)
    if folder.texts != workbook.texts:
        for name in sorted({*folder.texts, *workbook.texts}):
            if folder.texts.get(name) == workbook.texts.get(name):
                continue
            yield Difference(Kind.DATA, f"{CASE_FOLDER}/text/{name}.md", "与工作簿中的这一章内容不同。")
