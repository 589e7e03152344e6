"""评价方法没有应用: a method is announced and nothing in the document applies it.

Meaning: the report says that it uses a method, and outside the passages that announce and define it nothing shows it at
work: neither its name nor what it leaves behind (a comparison with a year before, factors, a questionnaire, cost beside
benefit).
Why: a method that was not applied is decoration, and the conclusion lacks what it promised. The region's report of 2021
announces the cost-benefit analysis and gives none.
Basis: 财预〔2020〕10号 §18 (the methods); practice of review.
Exclusions:
1. Methods listed as possible (方法主要包括) and not chosen.
2. Chosen in one sentence with several others: each is examined by itself.
3. Traces of a method in tables count as well.
Fires: 本次评价采用最低成本法, and no word of costs compared
Silent: 本次评价采用比较法, and 与上年相比增长3.2%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import HeadingBlock

# What each method leaves behind in a report where it was applied; 财预〔2020〕10号 defines the methods.
_TRACES: dict[str, re.Pattern[str]] = {
    "成本效益分析法": re.compile(
        r"成本效益(?!分析法)|投入产出比|单位成本|效益成本|每[元万]投入|净效益|成本与(?:所?取得的)?效益"
    ),
    "比较法": re.compile(
        r"相比|同比|比上年|较上年|较20\d\d年|与20\d\d年|与全国|与同类|对比|比20\d\d年|比目标|高于|低于|÷"
    ),
    "因素分析法": re.compile(r"因素(?!分析法)|归因|贡献率|受.{1,12}影响"),
    "最低成本法": re.compile(r"最低成本(?!法)|成本最低|比选|询价|多方案|替代方案"),
    "公众评判法": re.compile(r"问卷|满意度(?:调查|为|达|得|\d)|专家(?:评审|打分|意见)|抽样调查"),
    "标杆管理法": re.compile(r"标杆(?!管理法)|先进地区|最佳实践|对标"),
    "综合指数评价法": re.compile(r"指标体系|得分率|综合得分|综合指数(?!评价法)|权重"),
    "回溯分析法": re.compile(r"回溯(?!分析法)|追溯|历年|近[三五]年"),
    "层次分析法": re.compile(r"判断矩阵|一致性(?:检验|比率)|层次分析(?!法)|特征(?:向量|值)"),
    "德尔菲法": re.compile(r"德尔菲(?!法)|[两三]轮.{0,6}(?:征询|函询)|函询"),
}
_CHOSEN = re.compile(r"采用|运用|选用|使用|采取|选择|应用|以.{2,30}为主")
_POSSIBLE = re.compile(r"方法(?:主要)?(?:包括|有|一般|通常)|可以?采用|可选")
_DEFINED = re.compile(r"是指|指将|指通过|定义|含义")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    announcing = [passage for passage in subject.prose if any(_announced(passage))]
    if not announcing:
        return
    headings = {passage.heading for passage in announcing}
    elsewhere = "\n".join(_outside(subject, headings))
    told: set[str] = set()
    for passage in announcing:
        for method in _announced(passage):  # (2)
            if method in told:
                continue
            told.add(method)
            if not _TRACES[method].search(elsewhere):
                yield Remark(
                    at(passage.place),
                    f"称采用{method}，全文没有应用的内容。",
                    expected=f"写明用{method}得出的数据和结论，或删去",
                    found=method,
                )


def _announced(passage: Passage) -> Iterator[str]:
    for sentence in passage.sentences:
        if _CHOSEN.search(sentence.text) and not _POSSIBLE.search(sentence.text):  # (1)
            yield from (method for method in _TRACES if method in sentence.text)


def _outside(subject: DocumentUnderReview, headings: set[HeadingBlock | None]) -> Iterator[str]:
    for passage in subject.passages:
        if passage.heading not in headings and not _DEFINED.search(passage.text) and passage.kind != "heading":
            yield passage.text
    for ledger in subject.ledgers:  # (3)
        for item in range(ledger.count):
            yield "，".join(ledger.text(item, column.index) for column in ledger.columns)


CHECK = Check(code="HP517", title="评价方法没有应用", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
