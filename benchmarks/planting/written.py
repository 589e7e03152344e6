"""Documents written by people who have not seen the checks, with defects of their own: `NAME.md` and `NAME.yaml`.

The Markdown is clean. Each defect of the YAML is a list of replacements, applied alone; it is found when a finding that
the clean document does not have belongs to the rules of its group and quotes one of the pieces that the author named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.planting.bases import FORMATS, saved
from benchmarks.planting.defect import Group
from benchmarks.planting.sheet import Sheet, sheet_of
from hengping.lint.documents.report import check_document
from hengping.lint.finding import Finding, Severity
from hengping.reading.documents.markdown import read_markdown

FOLDER = Path(__file__).parent / "written"

_NUMBERING = ("HP502", "HP503", "HP504", "HP505", "HP506", "HP511", "HP701", "HP721")
RULES: dict[str, tuple[str, ...]] = {
    "列举个数不符": ("HP505", "HP511"),
    "合计不等于分项之和": (),
    "表中一行的比率不对": (),
    "句中比率不对": (),
    "增长率不对": (),
    "增减方向不对": (),
    "增减量不对": (),
    "单价乘数量不对": (),
    "人均不对": (),
    "句中分项与总数不符": (),
    "正文与表格不符": (),
    "得分超过分值": (),
    "得分率不对": (),
    "权重之和不是一百": (),
    "等级与得分不符": (),
    "等级不在划分之内": (),
    "一个数字两个值": (),
    "两张表不一致": (),
    "结转结余不对": (),
    "分别之数不符": (),
    "标题缺号": _NUMBERING,
    "标题重号": _NUMBERING,
    "列项缺号或重号": _NUMBERING,
    "表格缺号或重号": _NUMBERING,
    "序号列缺号或重号": _NUMBERING,
    "引用的附件或图表不存在": _NUMBERING,
    "部分数与标题数不符": _NUMBERING,
    "日期不存在": ("HP507",),
    "起止日期颠倒": ("HP508", "HP509"),
    "日期在阶段之外": ("HP508", "HP509"),
    "委托晚于开工": ("HP508", "HP509", "HP510"),
    "失分没有说明问题": ("HP512",),
    "问题没有建议": ("HP513",),
    "建议没有问题": ("HP514",),
    "差距没有数据": ("HP515",),
    "目标没有完成值": ("HP516",),
    "评价方法没有应用": ("HP517",),
    "需要的评价标准没有采用": ("HP518",),
    "未完成的目标没有提到": ("HP519", "HP708", "HP712", "HP720"),
    "目标笼统不可衡量": ("HP520",),
    "名称前后不一": ("HP521",),
    "文号不规范": ("HP522",),
    "引用文件没有文号": ("HP523",),
    "转换残留": ("HP524",),
    "重复的字词": ("HP525",),
    "夹杂外文": ("HP526",),
    "同一规定引述不一": ("HP527",),
    "列举重复": ("HP528",),
}
"""The rules beside the arithmetic ones (HP7xx, which may find any defect of arithmetic) that may find a kind."""
_ARITHMETIC_KINDS = tuple(RULES)[:20]
_NUMBERING_KINDS = tuple(RULES)[20:27]


@dataclass(frozen=True)
class WrittenDefect:
    """One defect: what is replaced, and the pieces of which a finding must quote one."""

    kind: str
    changes: tuple[tuple[str, str], ...]
    shows: tuple[str, ...]
    why: str

    @property
    def group(self) -> Group:
        if self.kind in _ARITHMETIC_KINDS:
            return "arithmetic"
        return "numbering" if self.kind in _NUMBERING_KINDS else "other"

    def is_found(self, finding: Finding) -> bool:
        remark = finding.remark
        shown = _plain(f"{finding.where} {remark.message} {remark.expected} {remark.found}")
        allowed = finding.code in RULES[self.kind] or (self.group == "arithmetic" and finding.code.startswith("HP7"))
        return allowed and any(_is_quoted(_plain(_longest_cell(piece)), shown) for piece in self.shows)


def _plain(text: str) -> str:
    return re.sub(r"[\s,，]", "", text)


_FIGURE = re.compile(r"\d+月\d+日|\d[\d.]*(?:%|[一-龥]{2,3})")


def _is_quoted(piece: str, shown: str) -> bool:
    """Whether a finding quotes a piece, or its figure with the counter: 6个镇街 of 柳溪6个镇街."""
    return piece in shown or any(figure in shown for figure in _FIGURE.findall(piece))


def _longest_cell(piece: str) -> str:
    """Of a piece of a row of a table the cell that tells most; any other piece whole."""
    return max(piece.split("|"), key=len)


@dataclass(frozen=True)
class WrittenDocument:
    """A clean document and its defects."""

    name: str
    text: str
    defects: tuple[WrittenDefect, ...]

    def sheet(self, defect: WrittenDefect | None = None) -> Sheet:
        """The document, with a defect in it or clean."""
        text = self.text
        for old, new in defect.changes if defect else ():
            if text.count(old) != 1:
                raise ValueError(f"{self.name}: {text.count(old)} × {old}")
            text = text.replace(old, new)
        return sheet_of(read_markdown(text.encode(), label=self.name))


def written_documents(folder: Path = FOLDER) -> list[WrittenDocument]:
    """The documents of a folder and the folders in it, in order of their paths."""
    return [_document(path) for path in sorted(folder.rglob("*.yaml"))]


def _document(path: Path) -> WrittenDocument:
    rows = yaml.safe_load(path.read_text("utf-8"))["defects"]
    defects = tuple(
        WrittenDefect(
            row["kind"],
            tuple((change["from"], change["to"] or "") for change in row["change"]),
            tuple(map(str, row["shows"])),
            row["why"],
        )
        for row in rows
    )
    return WrittenDocument(path.stem, path.with_suffix(".md").read_text("utf-8"), defects)


def findings_of_defects(document: WrittenDocument) -> Iterator[tuple[WrittenDefect, list[Finding]]]:
    """Every defect with the findings that it alone causes, formats taking turns."""
    for number, defect in enumerate(document.defects):
        yield defect, new_findings(document, defect, FORMATS[number % len(FORMATS)])


def new_findings(document: WrittenDocument, defect: WrittenDefect, form: str) -> list[Finding]:
    """What the checks say of the document with the defect and do not say of the clean one."""
    before = Counter(_shown(finding) for finding in clean_findings(document, form))
    found = check_document(saved(document.sheet(defect), form)).findings
    return [finding for finding in found if not before[_shown(finding)]]


_CLEAN: dict[tuple[str, str], tuple[Finding, ...]] = {}


def clean_findings(document: WrittenDocument, form: str) -> tuple[Finding, ...]:
    """What the checks say of the clean document in a format."""
    key = document.name, form
    if key not in _CLEAN:
        _CLEAN[key] = check_document(saved(document.sheet(), form)).findings
    return _CLEAN[key]


def false_alarms(document: WrittenDocument, form: str) -> list[Finding]:
    """Errors and warnings on the clean document."""
    return [f for f in clean_findings(document, form) if f.severity in (Severity.ERROR, Severity.WARNING)]


def _shown(finding: Finding) -> str:
    remark = finding.remark
    return f"{finding.code} {remark.message} {remark.expected} {remark.found}"
