"""Cases drawn from the models themselves, with the texts that break tables: every field of every part can be filled."""

from __future__ import annotations

import datetime
import itertools
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st
from pydantic import BaseModel

from hengping.cases.model import PARTS, Case
from hengping.cases.model.facts import Fact
from hengping.cases.model.indicators import Indicator
from hengping.cases.parts_fields import Kind, PartField, fields_of, key_of

NASTY = (
    "=支出_实际/支出_预算", "=1+1", "+1", "-1", "@x", "'x", '"x"', "a,b", "a;b", "1:30", "no", "是", "null", "~", "true",
    "007", "20.10", "１００％", "1e5", "2020-07", "2020/7/1", " 首尾有空格 ", "\n", "行一\n行二", "行一\r\n行二\r", "\t制表",
    "#N/A", "# 标题\n\n正文\n", "- 项", "a: b", "{{ 支出 | percent(2) }}", "[x]", "*", "\\n", "\\", "\\0", "_x000D_", "😀", "　　全角",
    "\u2028", "\x85", "\ufeff", "x" * 3000, "|", ">", "%", "&amp;", "<b>", "---",
)  # fmt: skip
WORDS = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\r\n\t\x85"), max_size=12
)
TEXT = st.one_of(st.just(""), st.sampled_from(NASTY), WORDS)
NUMBERS = st.one_of(
    st.sampled_from(["0", "20.10", "0.00", "-0.86", "100", "1448983.18", "0.1", "123456789012345678901234.50", "-0"]),
    st.decimals(-(10**9), 10**9, places=3).map(str),
).map(Decimal)
DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31))
NESTED = st.recursive(
    TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=5
)
_SAFE = st.text(alphabet="abXY 甲乙.,'\"=-#:￥😀", max_size=6)


@st.composite
def cases(draw: st.DrawFn, *, most_parts: int = 4) -> Case:
    """A case with a few of its parts filled in."""
    count = itertools.count(1)
    filled = draw(
        st.sets(st.sampled_from([spec.attribute for spec in PARTS if not spec.required]), max_size=most_parts)
    )
    parts: dict[str, Any] = {}
    for spec in PARTS:
        if spec.required or (spec.attribute in filled and spec.kind == "document"):
            parts[spec.attribute] = draw(records(spec.model, count))
        elif spec.attribute in filled:
            parts[spec.attribute] = tuple(draw(st.lists(records(spec.model, count), max_size=4)))
    names = st.text(alphabet="abc章节 -_", min_size=1, max_size=8).map(lambda name: f"章{name}".strip())
    return Case(**parts, texts=draw(st.dictionaries(names, TEXT, max_size=3)))


@st.composite
def records(draw: st.DrawFn, model: type[BaseModel], count: itertools.count[int], depth: int = 0) -> Any:
    """A valid record; ids are numbered, so that no two are alike."""
    key = key_of(model)
    values: dict[str, Any] = {}
    for name, part_field in fields_of(model).items():
        if key is not None and name == key.name:
            values[name] = f"事实{next(count)}" if model is Fact else f"{next(count)}-{draw(_SAFE)}".strip()
        elif part_field.required or draw(st.booleans()):
            values[name] = draw(_values(part_field, model, count, depth))
    if model is Fact:
        values.pop(draw(st.sampled_from(["value", "formula"])), None)
    if model is Indicator and values.get("children"):
        values.pop("criteria", None)
        values.pop("rule", None)
    return model(**values)


def _values(part_field: PartField, model: type[BaseModel], count: itertools.count[int], depth: int) -> Any:
    if part_field.kind is Kind.RECORDS and part_field.model is not None:
        most = 2 if depth < 3 else 0
        # A list item without any content at all is no row of a workbook.
        items = records(part_field.model, count, depth + 1).filter(_says_something)
        return st.lists(items, max_size=most).map(tuple)
    if part_field.kind is Kind.RECORD and part_field.model is not None:
        inner = records(part_field.model, count, depth + 1)
        # A block that may be absent is there when one of its cells holds something.
        return inner.filter(_says_something) if part_field.nullable else inner
    if part_field.kind is Kind.MAPPING:
        inner_type = get_args(model.model_fields[part_field.name].annotation)[1]
        return st.dictionaries(TEXT, _mapping_values(inner_type), max_size=3)
    if part_field.choices is not None:
        return st.sampled_from(list(part_field.choices))
    if part_field.formula:  # an Excel error word in place of a formula is refused
        return TEXT.filter(lambda text: text != "#N/A")
    return _PLAIN[part_field.kind]


def _says_something(record: BaseModel) -> bool:
    cells = [name for name, part_field in fields_of(type(record)).items() if part_field.kind is not Kind.RECORDS]
    return any(getattr(record, name) not in (None, "", (), {}) for name in cells)


def _mapping_values(inner_type: Any) -> Any:
    written = str(inner_type)
    if "tuple" in written:
        return st.lists(_SAFE.map(lambda text: f"x{text}".strip()), max_size=3).map(tuple)
    if "Decimal" in written:
        return st.none() | NUMBERS if "None" in written else NUMBERS
    return TEXT if inner_type is str else NESTED


_PLAIN: dict[Kind, Any] = {
    Kind.TEXT: TEXT,
    Kind.IDENTIFIER: _SAFE.map(lambda text: f"x{text}".strip()),
    Kind.NUMBER: NUMBERS,
    Kind.INTEGER: st.integers(0, 6),
    Kind.TRUTH: st.booleans(),
    Kind.DATE: DAYS,
    Kind.TEXTS: st.lists(TEXT, max_size=3).map(tuple),
    Kind.IDENTIFIERS: st.lists(_SAFE.map(lambda text: f"x{text}".strip()), max_size=3).map(tuple),
}
