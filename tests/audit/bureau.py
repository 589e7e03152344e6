"""A small bureau for tests: forms as sheets, a flat export, and files that nobody should be able to audit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "计算符号",
    "年度指标值",
    "计量单位",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因",
)
MONEY = ("资金", "", "全年预算数", "全年执行数", "分值", "执行率", "得分")
RIGHT = ("产出指标", "数量指标", "培训人数", "≥", 100, "人", 110, 90, 90, "")
MISS = ("产出指标", "数量指标", "培训人数", "≥", 100, "人", 80, 90, 90, "")


def write_sheet(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Rows as a workbook of one sheet; texts stay texts, whatever they begin with."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def form_rows(name: str, code: str, *rows: Sequence[Any], party: str = "某局", total: Any = 100) -> list[Sequence[Any]]:
    """The rows of a form of 100 points: execution 10, the rows given 90."""
    return [
        ["项目支出绩效自评表（2023年度）"],
        ["项目名称", name, "项目编码", code, "实施单位", party],
        MONEY,
        ["年度资金总额", "", 50, 50, 10, "100%", 10],
        HEADINGS,
        *rows,
        ["总分", "", "", "", "", "", "", 100, total],
    ]


def bad_files(folder: Path, good: Path) -> dict[str, str]:
    """Files that cannot be audited, by name, with a word of the reason that must be told."""
    data = good.read_bytes()
    (folder / "截断.xlsx").write_bytes(data[: len(data) // 2])
    (folder / "加密.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    )
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "照片.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 200)
    (folder / "说明.txt").write_text("本单位没有项目。\n", encoding="utf-8")
    _rewritten(good, folder / "炸弹.xlsx", {"xl/media/image1.bin": b"\0" * (25 << 20)})
    xxe = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
    _rewritten(good, folder / "实体.xlsx", {"xl/worksheets/sheet1.xml": xxe})
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1000000"><c r="Z1000000"><v>1</v></c></row></sheetData></worksheet>'
    _rewritten(good, folder / "一千万格.xlsx", {"xl/worksheets/sheet1.xml": far})
    return {
        "截断.xlsx": "损坏",
        "加密.xlsx": "加密",
        "空.xlsx": "空",
        "照片.xlsx": "图片",
        "说明.txt": "没有自评",
        "炸弹.xlsx": "解压后",
        "实体.xlsx": "无法读取",
        "一千万格.xlsx": "单元格",
    }


def _rewritten(source: Path, target: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, data in members.items():
            new.writestr(name, data)


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    path.write_bytes(stream.getvalue())
    return path
