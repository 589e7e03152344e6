"""Cover and opening of a report: project, bodies, year, goal; what the text does not say stays empty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from hengping.cases.model.identity import EvaluationKind
from hengping.cases.model.process import PartyRole
from hengping.errors import Fault
from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument

_LABELS = {
    "项目名称": "project_name",
    "项目类型": "project_attribute",
    "项目开始时间": "project_start",
    "项目完成时间": "project_end",
}
_PARTIES = {
    "主管部门": PartyRole.SUPERVISING_DEPARTMENT,
    "主管单位": PartyRole.SUPERVISING_DEPARTMENT,
    "项目单位": PartyRole.IMPLEMENTING_UNIT,
    "实施单位": PartyRole.IMPLEMENTING_UNIT,
    "评价机构": PartyRole.EVALUATOR,
    "委托单位": PartyRole.COMMISSIONING_PARTY,
    "中介机构": PartyRole.THIRD_PARTY_AGENCY,
    "第三方机构": PartyRole.THIRD_PARTY_AGENCY,
}
_LABEL = re.compile(rf"^({'|'.join((*_LABELS, *_PARTIES))})[:：\s]+(\S.*)$")
_ISSUED = re.compile(r"^[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?$")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月\s*\d)")
_PROJECT = re.compile(
    r"(?:20\d\d年)?(?:度)?([\u4e00-\u9fff（）]{4,30}?项目)(?:支出)?(?:一级|专账|的评价|资料|四个|发放|相关|中)"
)


@dataclass
class ReportHead:
    """What is known of the report as a whole."""

    title: str = ""
    project_name: str = ""
    year: str = ""
    issued_text: str = ""
    project_start: str = ""
    project_end: str = ""
    project_attribute: str = ""
    overall_goal: str = ""
    kind: EvaluationKind = EvaluationKind.FINANCE_EVALUATION
    parties: list[tuple[str, PartyRole]] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


def head_of(document: SourceDocument) -> ReportHead:
    """Read the head of a report."""
    head = ReportHead(title=document.title)
    for block in document.paragraphs:
        text = block.text.strip()
        if _ISSUED.match(text):
            head.issued_text = head.issued_text or text
        if match := _LABEL.match(text):
            _labelled(head, match[1], match[2].strip())
    for table in document.tables:
        for row in table.rows:
            for label, value in pairwise(row):
                if label.strip() in (*_LABELS, *_PARTIES) and value.strip() and value != label:
                    _labelled(head, label.strip(), value.strip())
    head.overall_goal = _overall_goal(document)
    head.year = _year(document, head)
    if not head.project_name:
        _guess_project(document, head)
    if not head.year:
        head.remarks.append(Fault(document.label, "没有写明评价年度", "评价年度", "请在 case.yaml 中补上 year。"))
    return head


def _labelled(head: ReportHead, label: str, value: str) -> None:
    if label in _LABELS:
        name = _LABELS[label]
        if not getattr(head, name):
            setattr(head, name, value)
    elif all(role is not _PARTIES[label] for _, role in head.parties):
        head.parties.append((value, _PARTIES[label]))


def _overall_goal(document: SourceDocument) -> str:
    """The paragraph under the heading 总体目标."""
    under = False
    for block in document.blocks:
        if isinstance(block, HeadingBlock):
            under = "总体目标" in block.text
        elif under and isinstance(block, ParagraphBlock):
            return block.text
    return ""


def _year(document: SourceDocument, head: ReportHead) -> str:
    """The year of the project's end, else the one that the report names most; days of the work itself do not count."""
    if found := re.search(r"(?:19|20)\d\d", head.project_end):
        return found.group()
    years = Counter(year for text in _texts(document) for year in _YEAR.findall(text))
    return years.most_common(1)[0][0] if years else ""


def _guess_project(document: SourceDocument, head: ReportHead) -> None:
    """The name that stands before 项目 most often; told as a guess."""
    names = Counter(match[1] for text in _texts(document) for match in _PROJECT.finditer(text))
    if names:
        longest = max(names.most_common(3), key=lambda each: (each[1], len(each[0])))[0]
        head.project_name = re.sub(r"^(?:对|将|查看|查阅|根据|年|及)+", "", longest)
        mend = "由正文推断，请核对。"
        head.remarks.append(Fault(document.label, f"项目名称“{head.project_name}”", "封面上的项目名称", mend))


def _texts(document: SourceDocument) -> Iterator[str]:
    return (text for text, _ in document.texts())
