"""What `hengping verify --json` prints."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from hengping.rendering.published import PublishedEntry
from hengping.reports.archive.difference import LABELS, Difference, Spot
from hengping.reports.archive.verification import Verification

SCHEMA = "hengping/verify/1"


class SpotEntry(PublishedEntry):
    """Bytes that differ; offsets are counted from 0."""

    offset: int = Field(title="起始位置（从 0 起）", ge=0)
    length: int = Field(title="字节数", ge=0)
    line: int | None = Field(title="所在行（文本文件）")
    exact: bool = Field(title="是否精确到字节")
    was: str | None = Field(title="原来的字节（十六进制）")
    found: str | None = Field(title="现在的字节（十六进制）")


class DifferenceEntry(PublishedEntry):
    """One thing that is not as it was archived."""

    kind: str = Field(title="类别")
    title: str = Field(title="类别名称")
    where: str = Field(title="文件")
    message: str = Field(title="说明")
    expected: str = Field(title="应为")
    found: str = Field(title="现为")
    spots: tuple[SpotEntry, ...] = Field(title="位置")


class VerifyDocument(PublishedEntry):
    """The result of `hengping verify`."""

    schema_name: Literal["hengping/verify/1"] = Field(alias="schema", title="格式版本")
    intact: bool = Field(title="完整")
    files: int = Field(title="文件数")
    size: int = Field(title="字节数")
    total: str | None = Field(title="重算的总分")
    grade: str | None = Field(title="重算的等级")
    remade: int = Field(title="重做后逐字节相同的文件数")
    fingerprint: str = Field(title="归档包指纹")
    findings: tuple[DifferenceEntry, ...] = Field(title="不符之处")
    notes: tuple[str, ...] = Field(title="说明")


def verify_document(result: Verification) -> dict[str, Any]:
    """The document as plain data, ready for JSON; it fits `VerifyDocument`."""
    return {
        "schema": SCHEMA,
        "intact": result.intact,
        "files": result.files,
        "size": result.size,
        "total": result.total,
        "grade": result.grade,
        "remade": result.remade,
        "fingerprint": result.fingerprint,
        "findings": [_difference(each) for each in result.differences],
        "notes": list(result.notes),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind.value,
        "title": LABELS[difference.kind],
        "where": difference.file,
        "message": difference.message,
        "expected": difference.expected,
        "found": difference.found,
        "spots": [_spot(spot) for spot in difference.spots],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    was = spot.range.was
    return {
        "offset": spot.range.offset,
        "length": spot.range.length,
        "line": spot.line or None,
        "exact": spot.range.exact,
        "was": was.hex() if was is not None else None,
        "found": spot.range.is_now.hex() if spot.range.exact else None,
    }
