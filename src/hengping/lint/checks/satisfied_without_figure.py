"""满意没有数据: people are said to be satisfied, and no figure says how many.

Meaning: a sentence claims that satisfaction is high, or that people are satisfied, without a fact or number in it.
Why: satisfaction carries points and is the easiest thing to claim; a claim needs the survey's result.
Basis: practice of the reviewing bureaus: satisfaction is a quantitative indicator, obtained by questionnaire.
Exclusions:
1. Aims, questions and advice: 力争, 旨在, 是否, 如何, 建议, 应当.
2. Titles and quotations: 《……》, “……”.
3. A sentence that says the figure is missing: 未公布, 没有数据, 未开展.
Fires: 离退休人员满意度较高，群众普遍表示满意。
Silent: 离退休人员满意度较高，为 {{ 问卷_Q3_满意率 | percent(2) }}。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.prose import Prose, prose_of
from hengping.lint.subject import CaseUnderReview

_CLAIM = re.compile(
    r"满意[度率](?:总体|整体|普遍|均|都|也|仍)?(?:较高|很高|高|良好|较好|优良|理想|达标|达到(?:目标|预期|要求)|(?:明显|显著|持续|大幅|稳步)提[高升])"
    r"|(?:群众|职工|人员|对象|受访者|公众|参保人|企业|单位|社会)[^，。；、]{0,8}"
    r"(?:普遍|总体|比较|较为|非常|十分|基本|均|都|表示|感到|很)满意"
)
_NOT_CLAIMED = re.compile(r"力争|旨在|是否|如何|建议|应当|应该|努力|争取|[未没](?:有)?(?:公布|数据|开展|提供)|？")
_ELSEWHERE = re.compile(r"《[^》]*》|“[^”]*”")
_SENTENCE = re.compile(r"[^。！；\n]+[。！；]?")


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for prose in prose_of(subject.case):
        for sentence in _SENTENCE.findall(prose.text):
            said = _CLAIM.search(_ELSEWHERE.sub("", sentence))  # (2)
            if said is None or _NOT_CLAIMED.search(sentence) or "{{" in sentence:  # (1, 3)
                continue
            if not Prose(prose.where, sentence).literal_figures():
                yield Remark(
                    prose.where,
                    f"说“{said.group()}”，没有写明满意度是多少。",
                    expected="满意度的数值（引用问卷的事实）和有效问卷数",
                    found=sentence.strip(),
                )


CHECK = Check(code="HP529", title="满意没有数据", severity=Severity.ERROR, group=Group.TEXT, run=_run)
