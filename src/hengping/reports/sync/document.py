"""The lists of `hengping sync` as one JSON document for other programs: versioned.

New keys may be added under the same version; nothing is renamed or removed without a new one.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from pydantic import Field

from hengping.rendering.published import PublishedEntry
from hengping.reports.sync.findings import Findings

SCHEMA = "hengping/sync/1"

Kind = Literal["added", "deleted", "moved", "reworded"]


class FigureEntry(PublishedEntry):
    """A figure that was renewed."""

    fact_id: str = Field(title="事实或得分的编号")
    old: str = Field(title="原文")
    new: str = Field(title="新文")
    where: str = Field(title="位置")
    by_hand: bool = Field(title="此前被手工改过")


class EditEntry(PublishedEntry):
    """What people did to a passage."""

    kind: Kind = Field(title="改动类型")
    old: str = Field(title="原文")
    new: str = Field(title="新文")
    where: str = Field(title="位置")
    before: str = Field(title="移动前的位置")
    count: int = Field(title="合并列出的相邻段数或行数")
    whole_row: bool = Field(title="整行")


class WordingEntry(PublishedEntry):
    """A passage that the case would now write otherwise."""

    kind: Kind = Field(title="改动类型")
    old: str = Field(title="文件中的写法（数已更新）")
    new: str = Field(title="现在的写法")
    where: str = Field(title="位置")


class LostEntry(PublishedEntry):
    """A figure without its bookmark that is out of date."""

    fact_id: str = Field(title="事实或得分的编号")
    found: str = Field(title="现为")
    expected: str = Field(title="应为")
    where: str = Field(title="位置")


class KeptEntry(PublishedEntry):
    """A bookmarked figure that was left alone."""

    fact_id: str = Field(title="事实或得分的编号，或书签名")
    found: str = Field(title="现为")
    why: str = Field(title="未更新的原因")
    where: str = Field(title="位置")


class ChartEntry(PublishedEntry):
    """A chart that changed."""

    caption: str = Field(title="图题")
    replaced: bool = Field(title="已换成新图")


class SyncDocument(PublishedEntry):
    """What synchronising a report found and did, each list in the order of the text."""

    schema_name: Literal["hengping/sync/1"] = Field(alias="schema", title="格式版本")
    figures: tuple[FigureEntry, ...] = Field(title="数字更新")
    edits: tuple[EditEntry, ...] = Field(title="文字改动")
    wordings: tuple[WordingEntry, ...] = Field(title="现在写法不同的文字")
    lost: tuple[LostEntry, ...] = Field(title="失去联系且过时的数")
    kept: tuple[KeptEntry, ...] = Field(title="未更新的数")
    charts: tuple[ChartEntry, ...] = Field(title="图")
    lost_but_right: int = Field(title="失去联系但仍正确的数的个数")
    notes: tuple[str, ...] = Field(title="说明")


def sync_document(findings: Findings) -> dict[str, Any]:
    """The document as plain data, ready for JSON; it fits `SyncDocument`."""
    return {"schema": SCHEMA, **asdict(findings)}
