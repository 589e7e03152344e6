"""From a case to its five files: report as Word, PDF and HTML, working papers, result.

Everything is made in a temporary folder and put in place at the end: a run that fails or is interrupted leaves the
files of an earlier one as they were.
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from hengping.cases.model.case import Case
from hengping.errors import OutputError
from hengping.lint.finding import LintReport, Severity
from hengping.lint.report import lint_case
from hengping.rendering.document import Document
from hengping.rendering.file_writing import replace_files
from hengping.rendering.fonts import Substitution, fonts_for
from hengping.rendering.publish import render
from hengping.rendering.workbook_file import workbook_bytes
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import Material, gather
from hengping.reports.result_document import result_document
from hengping.reports.self_check import SelfCheck, check_report
from hengping.reports.working_papers import working_papers
from hengping.scoring.case_score import score_case
from hengping.scoring.result import CaseScore

FILES = ("report.docx", "report.pdf", "report.html", "working-papers.xlsx", "result.json")
"""What an evaluation writes, in the order in which it is told."""

_TITLES = ("评价报告（Word）", "评价报告（PDF）", "评价报告（网页）", "工作底稿", "评价结果（供其他程序读取）")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Outputs:
    """What an evaluation wrote and found.

    Attributes:
        files: path by file name, in the order of `FILES`.
        missing: what the report still lacks.
        substitutions: type faces that the PDF had to do without.
    """

    files: Mapping[str, Path]
    score: CaseScore
    lint: LintReport
    self_check: SelfCheck
    missing: tuple[str, ...]
    substitutions: tuple[Substitution, ...]

    def summary(self) -> tuple[str, ...]:
        """In words, for the person who ran it."""
        score = self.score
        total = "总分尚不能得出" if score.total is None else f"总分 {score.total}，等级“{score.outcome}”"
        counts = "，".join(f"{each.label} {self.lint.count(each)}" for each in Severity)
        lines = [f"评分：{total}。", f"检查：{counts}（hengping lint 查看全部）。", *self.self_check.lines()]
        if self.missing:
            lines.append(f"报告尚缺 {len(self.missing)} 项内容，如：{self.missing[0].rstrip('。')}。")
        if self.substitutions:
            faces = "、".join(each.face for each in self.substitutions)
            lines.append(f"本机没有{faces}，PDF 以相近字体代替；Word 文件写明原字体。")
        return (*lines, *(f"{title}：{path}" for title, path in zip(_TITLES, self.files.values(), strict=True)))


def evaluate(
    case: Case, out_dir: Path, *, progress: Progress | None = None, archived_on: datetime.date | None = None
) -> Outputs:
    """Score and lint a case and write its documents into `out_dir`.

    Args:
        archived_on: makes the PDF a PDF/A that says this date.

    Raises:
        ArchivalError: the report cannot be a PDF/A.
        InputError: what must be mended before the case can be scored or printed, all of it.
        OutputError: the files could not be written; earlier ones are untouched.
    """
    _refuse_unwritable(out_dir)
    tell = progress or (lambda _: None)
    tell("计分")
    score = score_case(case)
    tell("检查")
    lint = lint_case(case, score)
    tell("编写报告")
    material = gather(case, score)
    document = evaluation_report(material)
    with tempfile.TemporaryDirectory(prefix="hengping-") as name:
        folder = Path(name)
        tell("生成 Word、PDF、网页和工作底稿")
        _write_documents(document, material, folder, archived_on)
        tell("自检")
        checked = check_report(document, folder / "report.docx", folder / "report.pdf")
        found = result_document(
            score,
            case,
            lint,
            self_check=checked,
            watermark=material.watermark,
            missing=material.gaps.found,
        )
        text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        (folder / "result.json").write_text(text, encoding="utf-8")
        replace_files({out_dir / name: (folder / name).read_bytes() for name in FILES})
    files = {name: out_dir / name for name in FILES}
    return Outputs(files, score, lint, checked, material.gaps.found, fonts_for(document.style).substitutions)


def _write_documents(document: Document, material: Material, folder: Path, archived_on: datetime.date | None) -> None:
    """The papers are put together while pandoc and typst are at work on the report.

    They are written here, not beside: when the run is broken off, the folder goes while that thread may still be busy.
    """
    with ThreadPoolExecutor(1) as beside:
        papers = beside.submit(lambda: workbook_bytes(working_papers(material).book))
        for kind, data in render(document, archived_on=archived_on).items():
            (folder / f"report.{kind}").write_bytes(data)
        (folder / "working-papers.xlsx").write_bytes(papers.result())


def _refuse_unwritable(out_dir: Path) -> None:
    """Before any work is done: whether the files could be put there at all."""
    existing = next(path for path in (out_dir, *out_dir.absolute().parents) if path.exists())
    if not existing.is_dir():
        raise OutputError(f"无法写入 {out_dir}：{existing} 是文件，不是文件夹。")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError(f"无法写入 {out_dir}：没有写入 {existing} 的权限。")
