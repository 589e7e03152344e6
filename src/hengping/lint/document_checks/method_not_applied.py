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
4. A method named again in another chapter is applied there; chapters of methods, the preface and definitions are not
   that other chapter.
5. Methods whose name tells nothing to look for (综合分析法).
Fires: 本次评价采用最低成本法, and no word of costs compared
Silent: 本次评价采用比较法, and 与上年相比增长3.2%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Passage, Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_COMPARED = (
    r"相比|同比|比上年|较上年|较20\d\d年|与20\d\d年|与全国|与同类|对比|比20\d\d年|比目标|高于|低于|多于|少于|超过|÷|为目标的"
    r"|完成率|达到目标|未达|(?:目标|指标|计划)值[^。]{0,16}(?:完成|实际)"
)
_ASKED = (
    r"问卷|满意[度率](?:调查|测评|[^。]{0,20}\d)|(?:电话|入户|随机|上门)(?:回访|访问|调查|询问)|回访|民意"
    r"|测评|好评率|评议[^，。；]{0,12}\d|调查表|意见征[求询]|征[求询].{0,8}意见|听取.{0,8}(?:群众|公众|居民|服务对象)|专家(?:评审|打分|意见|论证)|抽样调查|座谈|访谈"
)
# What each method leaves behind in a report where it was applied; 财预〔2020〕10号 defines the methods.
_TRACES: dict[str, str] = {
    "成本效益分析": r"成本效益(?!分析)|投入产出(?!法|分析)|效益成本|产出投入|每[元万百].{0,4}投入|每投入|净效益"
    r"|成本与(?:所?取得的)?(?:效益|收益)|(?:效益|收益)与.{0,6}成本|投入与(?:产出|效益|收益)"
    r"|(?:相当于|为|达)(?:全部|总)?(?:投入|成本)的\d|(?:单位|[人户亩台次吨校班床日月年件]均)[^，。；]{0,8}成本(?:约|仅|为|是|即)*\d|成本[^，。；]{0,12}(?:换来|带来|产生|取得|节约|避免)",
    "投入产出法": r"投入产出(?!法)|投入与.{0,4}(?:产出|效益)|每.{0,6}投入",
    "比较法": _COMPARED,
    "对比法": _COMPARED,
    "对比分析法": _COMPARED,
    "因素分析法": r"因素(?!分析法)|归因|贡献率|受.{1,12}影响|成因",
    "最低成本法": r"最低成本(?!法)|(?:成本|造价|费用|报价|价格)最低|最低(?:造价|报价)"
    r"|比选|多方案|替代方案|方案.{0,8}成本|成本.{0,8}方案",
    "公众评判法": _ASKED,
    "标杆管理法": r"标杆(?!管理法)|先进(?:地区|[省市县区]|单位|水平|经验)|最佳实践|对标",
    "综合指数评价法": r"指标体系|得分率|综合得分|综合指数(?!评价法)|权重",
    "回溯分析法": r"回溯(?!分析法)|追溯|历年|近[三五]年",
    "层次分析法": r"判断矩阵|一致性(?:检验|比率)|层次分析(?!法)|特征(?:向量|值)",
    "德尔菲法": r"德尔菲(?!法)|[两三]轮.{0,6}(?:征询|函询)|函询",
    "横向比较法": r"同类|周边|全[国省市区]|平均水平|其他(?:县|市|区|地区|单位)|相邻|与.{2,8}[县市区].{0,6}相比",
    "纵向比较法": r"上年|20\d\d年.{0,20}(?:增|减|升|降|提高)|历年|近[三五]年|同比",
    "目标评价法": _COMPARED,
    "成本分析法": r"单位.{0,6}成本|成本.{0,12}(?:构成|下降|上升|高于|低于|节约|控制)|单价|造价",
    "回归分析法": r"回归(?!分析法)|系数|显著性",
    "双重差分法": r"双重差分(?!法)|对照组|处理组",
    "数据包络分析法": r"包络(?!分析法)|DEA|效率值",
    "平衡计分卡": r"计分卡|四个维度",
    "逻辑框架法": r"逻辑框架(?!法)|逻辑模型|垂直逻辑|因果",
    "逻辑分析法": r"逻辑(?!分析法)|因果",
}
# Other names of methods: what they leave behind is a word of the name itself.
_OTHER = re.compile(
    r"[\u4e00-\u9fff]{2,8}?法(?=[，、。；：）（]|$|进行|开展|相|对|三|两|四|五|衡量|检验|分析|评价|了解|展开)|(?:访谈|座谈|抽样|问卷|观察)法"
)
_NO_METHOD = re.compile(
    r"(?:办|方|做|看|依|合|立|执|司|手|用|无|想|书|疗|违|非|守|普|税|宪|民|刑|算|购|计|标|动|教|工|土地|管理)法$"
)
_JOINS = (
    r"采用|采取|选取|选择|应用|运用|使用|选用|通过|结合|借助|辅以|以及|综合|利用|主要|多种|包括|评价组|[和与及、以等]"
)
# The same work in other words.
_VISITED = "实地|现场|踏勘|走访|核查|查看|核对|抽查|抽取|查验"
_ALSO = {
    "实地": _VISITED,
    "现场": _VISITED,
    "踏勘": _VISITED,
    "核查": _VISITED,
    "查看": _VISITED,
    "访谈": "座谈|走访|询问",
    "案卷": "查阅|卷宗",
    "抽样": "抽查|样本",
    "勘查": _VISITED,
    "座谈": "访谈",
    "查阅": "调阅|审阅",
}
_EMPTY_WORDS = re.compile(
    r"分析|评价|比较|研究|综合|数据|情况|绩效|项目|资料|方法|采用|运用|通过|结合|辅以|以及|主要|同时|并用|使用|选用"
)
_CHOSEN = re.compile(
    r"采用|运用|选用|使用|采取|选择|应用|以.{2,30}为主|为辅|辅以|辅之|结合|利用|借助|综合|通过[^，。；]{2,14}法|[先再兼]用|并用|引入|依托|方法为|方法[:：]|方法是"
)
_ABOVE = re.compile(r"(?:上述|以上|前述|这|如下|下列|以下)[^，。]{0,6}方法|方法.{0,4}(?:如下|：)")
_POSSIBLE = re.compile(r"方法(?:主要)?(?:包括|有|一般|通常)|可以?采用|可选")
_OWN = re.compile(r"本次|此次|本项目|本报告|自评(?:工作)?|我[局们委厅]|评价组|工作组")
_DEFINED = re.compile(r"是指|将指|指通过|定义|含义")
_OF_METHODS = re.compile(r"方法|前言|引言|摘要|^$")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    announced: dict[str, Sentence] = {}
    for passage in subject.prose:
        for sentence, method in _announced(passage):  # (2)
            announced.setdefault(method, sentence)
    for method, sentence in announced.items():
        traces = _traces(method)
        if traces is None:  # (5)
            continue
        elsewhere = _outside(subject, sentence)
        if not any(method in text or traces.search(text) for text in elsewhere):
            yield Remark(
                at(sentence.place),
                f"称采用{method}，全文没有应用的内容。",
                expected=f"写明用{method}得出的数据和结论，或删去",
                found=method,
            )


def _announced(passage: Passage) -> Iterator[tuple[Sentence, str]]:
    for sentence in passage.sentences:
        own = _OWN.search(sentence.text)
        if not _CHOSEN.search(sentence.text) and not (own and "方法" in sentence.text):
            continue
        if not _POSSIBLE.search(sentence.text) or own:  # (1)
            # 采用上述三种方法: those that the paragraph has named
            text = passage.text if _ABOVE.search(sentence.text) else sentence.text
            yield from ((sentence, method) for method in _methods(text))


def _methods(text: str) -> Iterator[str]:
    """The methods that a text names, the longest names first; a name inside another one is not named."""
    for name in sorted(_TRACES, key=lambda name: (-len(name), name)):
        known = f"{name}法" if f"{name}法" in text else name
        if known in text:
            yield known
            text = text.replace(known, "，")
    for match in _OTHER.finditer(re.sub(_JOINS, "，", re.sub(r"《[^》]*》", "，", text))):
        if not _NO_METHOD.search(match.group()):
            yield match.group()


def _traces(method: str) -> re.Pattern[str] | None:
    for name in (method, method.removesuffix("法")):
        if name in _TRACES:
            return re.compile(_TRACES[name])
    ending = next((name for name in ("比较法", "对比法") if method.endswith(name)), "")
    if ending:
        return re.compile(_TRACES[ending])
    words = [word for word in re.findall("..", method.removesuffix("法")) if not _EMPTY_WORDS.search(word)]
    return re.compile("|".join(f"{word}|{_ALSO[word]}" if word in _ALSO else word for word in words)) if words else None


def _outside(subject: DocumentUnderReview, announcing: Sentence) -> Iterator[str]:
    """What the document says apart from announcing and defining methods."""
    for section in subject.sections:
        of_methods = bool(_OF_METHODS.search(section.title))
        if of_methods and section.heading is announcing.passage.heading:
            continue
        for passage in section.texts:
            if passage is announcing.passage:
                clauses = (clause for sentence in passage.sentences for clause in sentence.clauses)
                yield from (c.text for c in clauses if c.mentions and not any(_methods(c.text)))
            elif not _DEFINED.search(passage.text) and not (of_methods and any(_announced(passage))):  # (4)
                yield passage.text
    for ledger in subject.ledgers:  # (3)
        yield "，".join(column.heading for column in ledger.columns)
        for item in range(ledger.count):
            yield "，".join(ledger.text(item, column.index) for column in ledger.columns)


CHECK = Check(code="HP517", title="评价方法没有应用", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
