"""What changed between two contents of a deliverable: part, row, column, old and new, in words of the forms."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from hengping.cases.deliverables.content import Content
from hengping.cases.model import PARTS, PartSpec
from hengping.cases.model.indicators import Criterion, Indicator
from hengping.cases.parts_fields import Kind, PartField, caption_of, fields_of, key_of, label
from hengping.reading.yaml_files import Plain

WHOLE_ROW = "整行"
_CHAPTERS = "正文"
_PARENT = "上级指标"
_ORDER = "次序"
_LONGEST = 60
"""Characters of a text that a list of changes shows."""
_Rows = dict[str, tuple[type[BaseModel], dict[str, Plain]]]


@dataclass(frozen=True)
class Change:
    """One place that says something else now. A row that came or went has the column 整行 and its name on one side.

    Attributes:
        part: title of the part, as its sheet is called (指标体系, 事实, 正文).
        row: id of the row or name of the chapter; "" for the part itself.
        column: Chinese heading.
        old, new: as printed; "" where there was or is nothing.
    """

    part: str
    row: str
    column: str
    old: str
    new: str

    def __str__(self) -> str:
        """指标体系 A11“分值”：5 → 6."""
        row = f" {self.row}" if self.row else ""
        if self.column == WHOLE_ROW:
            what, text = ("新增", self.new) if self.new else ("删除", self.old)
            return f"{self.part}{row}：{what}“{_short(text)}”"
        old, new = _apart(" ".join(self.old.split()), " ".join(self.new.split()))
        return f"{self.part}{row}“{self.column}”：{old or '（空）'} → {new or '（空）'}"


def changes_between(old: Content, new: Content) -> list[Change]:
    """All changes from one content to another, in the order of the parts and of the rows."""
    found: list[Change] = []
    for spec in PARTS:
        before, after = old.get(spec.attribute), new.get(spec.attribute)
        if before != after:
            part = list(_part_changes(spec, _rows_of(spec, before), _rows_of(spec, after)))
            found += part or [Change(spec.sheet, "", f"行{_ORDER}", "", "行的先后次序有变动")]
    return [*found, *_chapter_changes(_mapping(old.get("texts")), _mapping(new.get("texts")))]


def _rows_of(spec: PartSpec, plain: Plain | None) -> _Rows:
    """Every record of a part under its id; records without one under their position, the part itself under ""."""
    rows: _Rows = {}
    if spec.kind == "document":
        if plain:
            _collect("", spec.model, _mapping(plain), rows)
        return rows
    for position, row in enumerate(plain if isinstance(plain, list) else [], start=1):
        _collect(_name(spec.model, _mapping(row), f"第{position}行"), spec.model, _mapping(row), rows)
    return rows


def _collect(name: str, model: type[BaseModel], record: dict[str, Plain], rows: _Rows) -> None:
    """A record and the records in its lists; the tree's nodes say under whom they stand."""
    own = {key: value for key, value in record.items() if not _is_list_of_records(model, key)}
    rows[name] = (model, own)
    for key, value in record.items():
        if not _is_list_of_records(model, key):
            continue
        part_field = fields_of(model)[key]
        below = part_field.model
        for position, each in enumerate(value if isinstance(value, list) else [], start=1):
            item = dict(_mapping(each))
            if below is None:
                continue
            if below in (Indicator, Criterion) and model is Indicator:
                item[_PARENT] = name
            fallback = f"{f'{name} ' if name else ''}{part_field.title}第{position}项"
            _collect(_name(below, item, fallback), below, item, rows)


def _is_list_of_records(model: type[BaseModel], key: str) -> bool:
    part_field = fields_of(model).get(key)
    return part_field is not None and part_field.kind is Kind.RECORDS


def _name(model: type[BaseModel], record: dict[str, Plain], fallback: str) -> str:
    key = key_of(model)
    text = record.get(key.name) if key else None
    return text if isinstance(text, str) and text else fallback


def _part_changes(spec: PartSpec, old: _Rows, new: _Rows) -> Iterator[Change]:
    for name in dict.fromkeys((*new, *old)):
        if name not in new:
            yield Change(spec.sheet, name, WHOLE_ROW, _caption(old[name]), "")
        elif name not in old:
            yield Change(spec.sheet, name, WHOLE_ROW, "", _caption(new[name]))
        else:
            yield from _row_changes(spec.sheet, name, new[name][0], old[name][1], new[name][1])


def _caption(row: tuple[type[BaseModel], dict[str, Plain]]) -> str:
    """What a person knows the row by: its name or text, else its id."""
    model, record = row
    texts = [str(record[name]) for name in ("name", "title", "text") if record.get(name)]
    return texts[0] if texts else str(record.get(caption_of(model).name, "")) or "（空行）"


def _row_changes(
    part: str, name: str, model: type[BaseModel], old: dict[str, Plain], new: dict[str, Plain]
) -> Iterator[Change]:
    fields = fields_of(model)
    for key in dict.fromkeys((*fields, _PARENT)):
        before, after = old.get(key, ""), new.get(key, "")
        if before == after:
            continue
        part_field = fields.get(key)
        if part_field is not None and part_field.kind is Kind.RECORD and part_field.model is not None:
            yield from _nested(part, name, part_field, part_field.model, before, after)
        elif isinstance(before, dict) or isinstance(after, dict):
            title = part_field.title if part_field else key
            yield from _mapping_changes(part, name, title, _mapping(before), _mapping(after))
        else:
            title = part_field.title if part_field else key
            yield Change(part, name, title, _shown(before, part_field), _shown(after, part_field))


def _nested(
    part: str, name: str, owner: PartField, model: type[BaseModel], before: Plain, after: Plain
) -> Iterator[Change]:
    """A record in a field (目标, 手工改分), its own fields behind its title."""
    for change in _row_changes(part, name, model, _mapping(before), _mapping(after)):
        yield Change(part, name, f"{owner.title}·{change.column}", change.old, change.new)


def _mapping_changes(
    part: str, name: str, title: str, before: dict[str, Plain], after: dict[str, Plain]
) -> Iterator[Change]:
    for key in dict.fromkeys((*after, *before)):
        if before.get(key, "") != after.get(key, ""):
            column = f"{title}·{key}"
            yield Change(part, name, column, _shown(before.get(key, "")), _shown(after.get(key, "")))


def _shown(value: Plain, part_field: PartField | None = None) -> str:
    if isinstance(value, list):
        return "、".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{_shown(item)}" for key, item in value.items())
    if part_field is not None and part_field.choices is not None:
        return next((label(member) for member in part_field.choices if member.value == value), value)
    if part_field is not None and part_field.kind is Kind.TRUTH:
        return {"true": "是", "false": "否"}.get(value, value)
    return value


def _chapter_changes(old: dict[str, Plain], new: dict[str, Plain]) -> Iterator[Change]:
    """Runs of lines that changed, chapter by chapter."""
    for name in sorted({*old, *new}):
        before, after = _lines(old.get(name, "")), _lines(new.get(name, ""))
        for tag, low, high, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                lines = f"第{low + 1}行" if high - low < 2 else f"第{low + 1}—{high}行"
                yield Change(_CHAPTERS, f"{name}.md", lines, "\n".join(before[low:high]), "\n".join(after[start:end]))


def _lines(text: Any) -> list[str]:
    return text.splitlines() if isinstance(text, str) else []


def _mapping(plain: Plain | None) -> dict[str, Plain]:
    return plain if isinstance(plain, dict) else {}


def _apart(old: str, new: str, *, around: int = 10) -> tuple[str, str]:
    """Two long texts reduced to where they differ, with a few characters around it."""
    if not old or not new or max(len(old), len(new)) <= _LONGEST:
        return _short(old), _short(new)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    first = max(0, start - around)

    def cut(text: str) -> str:
        last = len(text) - end
        rest = text[first : last + around]
        return f"{'…' if first else ''}{_short(rest, 3 * _LONGEST)}{'…' if last + around < len(text) else ''}"

    return cut(old), cut(new)


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _short(text: str, limit: int = _LONGEST) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= limit else f"{one_line[:limit]}…"
