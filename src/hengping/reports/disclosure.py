"""公开清单: what of an evaluation is to be published, and what was left out of it.

Published are title, project, bodies, score, grade, main problems, recommendations and how far rectification has come.
Telephone, identity and account numbers and the names of persons are masked wherever they stand in a text; a second
sheet says how many of each were masked and which parts of the case are not published, without repeating any of it.
Basis: 政府信息公开条例 articles 15 and 26, 个人信息保护法 articles 6 and 51.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hengping.cases.model import Case
from hengping.cases.model.process import PartyRole
from hengping.cases.rectification import ItemState, ledger_state
from hengping.quantities.display import amount
from hengping.rendering.walk import plain_text
from hengping.rendering.workbook import Book, Cell, Sheet
from hengping.reports.evaluation_report import start_writing
from hengping.reports.material import Material, gather
from hengping.reports.papers.sheet import SheetWriter, Span, label, text
from hengping.reports.papers.styles import STYLES
from hengping.reports.writing import Writing
from hengping.scoring.case_score import score_case

_NUMBERS = {
    "身份证号": re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"),
    "银行账号": re.compile(r"(?<![0-9A-Za-z.])\d{16}(?:\d{3})?(?![0-9A-Za-z.])"),
    "手机号": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "固定电话": re.compile(r"(?<!\d)0\d{2,3}[-—－ ]\d{7,8}(?!\d)"),
}
_PUBLIC_ROLES = (
    (PartyRole.SUPERVISING_DEPARTMENT, "主管部门"),
    (PartyRole.IMPLEMENTING_UNIT, "项目单位"),
    (PartyRole.EVALUATOR, "评价机构"),
    (PartyRole.THIRD_PARTY_AGENCY, "参与评价中介机构"),
)
_WITHHELD = (
    ("证据及其文件", "evidence", "含原始凭证和个人资料"),
    ("访谈记录和问答", "interview_records", "受访人信息"),
    ("电话回访", "callbacks", "受访人信息"),
    ("座谈签到", "attendance", "参加人信息"),
    ("问卷题目统计", "survey_questions", "只公开汇总的满意度"),
    ("三级复核记录", "reviews", "内部审核记录"),
    ("专家个人评审", "expert_reviews", "专家个人意见"),
    ("单位意见反馈", "opinions", "未经单位同意"),
    ("签署扫描件", "sign_offs", "签名和印章"),
)


@dataclass
class Masking:
    """Masks what must not be published; `count` says how many of each kind were found, and holds none of it."""

    names: tuple[str, ...]
    count: Counter[str] = field(default_factory=Counter)

    def masked(self, words: str) -> str:
        """A text without numbers that lead to a person and without persons' names."""
        for kind, pattern in _NUMBERS.items():
            words, found = pattern.subn(lambda match: match[0][:3] + "*" * (len(match[0]) - 3), words)
            self.count[kind] += found
        for name in self.names:
            if name in words:
                self.count["人名"] += words.count(name)
                words = words.replace(name, name[0] + "*" * (len(name) - 1))
        return words


@dataclass(frozen=True)
class Disclosure:
    """What is published: pairs of heading and text, problems row by row, rectification row by row; and the rest."""

    pairs: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, ...], ...]
    rectification: tuple[tuple[str, ...], ...]
    masked: tuple[tuple[str, int], ...]
    withheld: tuple[tuple[str, int, str], ...]


def disclosure(case: Case, as_of: datetime.date) -> Disclosure:
    """The list for a scored case; overdue items are those of the day `as_of`."""
    material = gather(case, score_case(case))
    masking = Masking(_persons(case))
    writing = start_writing(material)
    pairs = tuple((heading, masking.masked(words)) for heading, words in _pairs(material) if words)
    problems = tuple(tuple(map(masking.masked, row)) for row in _problems(writing))
    states = tuple(tuple(map(masking.masked, _item(state))) for state in ledger_state(case, as_of))
    counted = tuple((kind, masking.count[kind]) for kind in (*_NUMBERS, "人名"))
    withheld = tuple((title, len(getattr(case, part)), why) for title, part, why in _WITHHELD if getattr(case, part))
    return Disclosure(pairs, problems, states, counted, withheld)


def _pairs(material: Material) -> Iterator[tuple[str, str]]:
    identity, score = material.case.identity, material.score
    places = material.profile.rounding.places
    yield "报告名称", identity.title
    yield "项目名称", identity.project_name
    yield "评价年度", identity.year
    yield "评价类型", identity.kind.label
    for role, heading in _PUBLIC_ROLES:
        yield heading, "、".join(party.name for party in material.case.parties if party.role is role)
    full = f"（满分 {amount(score.full_marks, places)}）"
    yield "得分", "" if score.total is None else f"{amount(score.total, places)}{full}"
    yield "评价等级", score.outcome or ""
    yield "出具日期", identity.issued_on.isoformat() if identity.issued_on else identity.issued_text
    yield "文稿状态", material.watermark


def _problems(writing: Writing) -> Iterator[tuple[str, ...]]:
    findings = writing.material.case.findings
    for problem in findings.problems:
        answers = [row.title for row in findings.recommendations if problem.id in row.problems]
        texts = (problem.title, problem.text, problem.cause, *answers)
        words = [plain_text(writing.prose.inlines(each, where=problem.id)) for each in texts]
        yield (*words[:3], "；\n".join(words[3:]))


def _item(state: ItemState) -> tuple[str, ...]:
    row = state.row
    due = state.due.isoformat() if state.due else ""
    closed = row.closed_on.isoformat() if row.closed_on else ""
    stage = f"{state.stage.label}（逾期 {state.days_over} 天）" if state.days_over else state.stage.label
    return (row.item, row.owner, row.measure, due, stage, closed)


def _persons(case: Case) -> tuple[str, ...]:
    """Names of persons that the case knows, the longest first, so that none is masked in part; never a body's."""
    named = {party.liaison for party in case.parties}
    named |= {party.name for party in case.parties if party.role is PartyRole.EXPERT}
    named |= {member.name for member in case.identity.team} | {expert.name for expert in case.experts}
    named |= {row.person for row in case.rectification} | {row.rechecked_by for row in case.rectification}
    named |= {row.interviewee for row in case.interview_records} | {row.name for row in case.attendance}
    named |= {row.interviewer for row in case.interview_records} | {row.reviewer for row in case.reviews}
    named |= {judgement.by for judgement in case.judgements} | {request.person for request in case.requests}
    bodies = {party.name for party in case.parties if party.role is not PartyRole.EXPERT}
    pieces = {piece for name in named for piece in re.split(r"[、，,；;\s]+", name)}
    return tuple(sorted((name for name in pieces - bodies if _is_persons(name)), key=lambda name: (-len(name), name)))


def _is_persons(name: str) -> bool:
    """Two to four Chinese letters, or a longer name with the dot of 阿卜杜拉·艾力; 评价组 and the like are no names."""
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+[·•][\u4e00-\u9fff·•]+", name):
        return False
    return not re.search(r"组$|科$|处$|局$|厅$|室$|部$|中心$|公司$|单位$|人员$|专家$|负责人$|职工$", name)


def disclosure_book(case: Case, found: Disclosure) -> Book:
    """The workbook: 公开内容, and 不公开内容 for the office's own use."""
    identity = case.identity
    created = identity.issued_on or datetime.date(int(identity.year) if identity.year.isdigit() else 2000, 12, 31)
    title = f"{identity.project_name}公开清单"
    return Book((_public(found), _withheld(found)), styles=STYLES, title=title, created=created)


def _public(found: Disclosure) -> Sheet:
    writer = SheetWriter("公开内容", (22, 40, 34, 16, 18, 14))
    writer.write(Span(Cell("绩效评价结果和整改情况公开表", "title"), 6))
    for heading, words in found.pairs:
        writer.write(label(heading), Span(text(words), 5))
    writer.write(Span(Cell("主要问题和建议", "section"), 6))
    writer.write(label("问题"), label("情况说明"), label("原因分析"), Span(label("建议"), 3))
    for title, words, cause, advice in found.problems:
        writer.write(text(title), text(words), text(cause), Span(text(advice), 3))
    if found.rectification:
        writer.write(Span(Cell("整改情况", "section"), 6))
        writer.write(*map(label, ("整改事项", "责任单位", "整改措施", "时限", "状态", "销号日期")))
        for row in found.rectification:
            writer.write(*map(text, row))
    return writer.finish()


def _withheld(found: Disclosure) -> Sheet:
    writer = SheetWriter("不公开内容", (30, 12, 60))
    writer.write(Span(Cell("已遮盖和不公开的内容（内部掌握，不随表公开）", "title"), 3))
    writer.write(*map(label, ("内容", "数量", "说明")))
    for kind, count in found.masked:
        writer.write(text(kind), text(str(count)), text("公开文字中已遮盖" if count else "公开文字中没有"))
    for title, count, why in found.withheld:
        writer.write(text(title), text(str(count)), text(f"不公开：{why}"))
    return writer.finish()


def told(found: Disclosure) -> Sequence[str]:
    """What was masked and left out, in words."""
    masked = "、".join(f"{kind} {count} 处" for kind, count in found.masked if count)
    left_out = "、".join(title for title, _, _ in found.withheld)
    lines = [f"公开 {len(found.problems)} 个问题、{len(found.rectification)} 项整改。"]
    lines.append(f"已遮盖：{masked}。" if masked else "公开文字中没有发现电话、证件号和人名。")
    if left_out:
        lines.append(f"不公开：{left_out}。")
    return lines
