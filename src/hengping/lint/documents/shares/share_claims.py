"""Shares and rates that sentences state, with the amount that each is the share of: 57个…到位，占95.00%."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hengping.lint.documents.figure_book import Entry, name_pairs
from hengping.lint.documents.nearby import between, is_amount, is_money, kind_of
from hengping.lint.documents.stated import (
    OTHER_BASE,
    PLANNED,
    end,
    is_aside,
    is_change,
    is_points,
    start,
    two_clauses_before,
)

Form = Literal["part", "rate", "of"]

_GROWTH = re.compile(
    r"增长|增加|上升|提高|下降|减少|降低|回落|增幅|降幅|同比|环比|增速|下滑|提升|增收|减收|高于|低于|超出|超过|上涨|下跌|扩大|压减|调减|调增"
)
# Rates whose operands are law, prices or populations, and shares that are no result of counting.
_OTHER_RATE = re.compile(
    r"(?<!缴)费率|利率|税率|汇率|替代率|贡献率|弹性|系数|缴费比例|比例缴|权重|得分率|按照?(?:[^，]{0,12})\d|抽取比例不|序时|比例(?:预留|计提|提取|计分)|按比例"
)
_VERB = r"(?:的)?(?:比重|比例|份额|比)?(?:约|仅|只|只有|高达)?(?:为|是|达到?|有|计)?$"
_PART = re.compile(rf"(?P<subject>[^占]*)占(?:比|到(?!位)|了)?(?P<base>[^占]*?){_VERB}")
_RATIO = re.compile(r"(?P<subject>[^占]*?)(?:占比|比重|比例|份额)(?:约|仅|只有|高达)?(?:为|是|达到?|有)?$")
_RATE = re.compile(
    r"(?P<called>[\u4e00-\u9fff“”（）]{1,14}?)(?:率|度|进度)(?:约|仅|只有|高达|也|均|升至|降至)?(?:为|是|达到?|有)?$"
)
_OF = re.compile(
    r"(?:为|是|完成|达到?|相当于|实现)(?:了)?(?P<base>[^，]*?)(?:的|(?<=预算)|(?<=[计规]划)|(?<=任务)|(?<=数))$"
)
# 占年初预算数109466万元的56.3%: the whole itself stands before 的.
_PRINTED_WHOLE = re.compile(r"(?:为|是|占|完成|达到?|相当于|实现)[^，]*$")
_LISTED = re.compile(r"分别|依次|各占|各为|[、和]$")
_BEHIND_MONEY = re.compile(r"[的]?(?:资金|经费|支出|收入|用于)")
_NOT_DONE = re.compile(r"[未尚]|没有|逾期|不")
_DONE = re.compile(r"实际|已|其中|有|日均|实[收到检有]|完成")
_REST = re.compile(
    r"[未尚不无缺]|没有|逾期|超期|延期|节约|节省|结余|剩余|空置|闲置|流失|退出|差错|问题|损耗|实际采购|中标"
)
_PLAN_LAST = re.compile(r"(?:预算|计划|任务|目标|指标)数?额?(?:为|是)?$|应[^，]{0,12}$")
_FAR_BACK = 5
_PAIR, _ANSWERS = 2, 3
_SATISFIED = re.compile(r"满意|好评|认可|支持")
_SATISFIED_BY = re.compile(r"满意|好评|认可|支持|合计|共")
# What stands before the name of any rate; else it is whose rate it is: 枫林学区执行率.
_ANY_RATE = re.compile(
    r"预算|资金|综合|总体|实际|有效|全年|年度|支出|自筹|财政|项目|工程|任务|累计|当年|群众|社会|平均|其中"
)
_PLACES = re.compile(r"床|座|岗|席|工位")
_SAVED = re.compile(r"节约|节支|节省|节资|下浮|降本|漏损|损耗|流失|产销差")
_FROM = re.compile(r"的?(?:比重|比例)?[由从]")
_ONWARDS = re.compile(r"^(?:提高|上升|增加|增长|下降|降低|提升|扩大|减少|降|升|增)(?:到|至|为)(?:20\d\d年的?)?$")
# 目标完成率 is what was reached.
_REACHED = re.compile(r"目标(?=任务|完成|实现|达成)")
_COMMA, _CLAUSE = re.compile(r"[，；：、。]"), 14
_NEW_CLAUSE = re.compile(r"[，；：（]")


@dataclass(frozen=True)
class ShareClaim:
    """One stated share or rate.

    Attributes:
        share: the percentage.
        form: 占… (part), …率 (rate), 完成…的 (of).
        base: what the sentence calls the whole; "" where it does not.
        called: the name of a rate without 率; "" for the others.
        subject: what has the share, where words stand for it; "" where the amount before is meant.
        part: the amount that has the share; None where only words stand for it.
        whole: the amount that it is a share of, where it stands in the same phrase: 占预算500万元的60%.
        named: whether words tie amount and share: 占 behind the amount, or the rate is called after what was counted.
        row: the figures of the sentence before the share, in order, without changes and asides.
    """

    share: Entry
    form: Form
    base: str
    called: str
    subject: str
    part: Entry | None
    whole: Entry | None
    named: bool
    row: tuple[Entry, ...]

    @property
    def is_of_rest(self) -> bool:
        """Whether the rate is of what the amount leaves: 24笔中有2笔逾期，按时缴入率…."""
        if self.form != "rate" or self.part is None:
            return False
        words = words_around(self.part)
        if _SAVED.search(self.called):
            return not _SAVED.search(words)
        return bool(_NOT_DONE.search(words)) and not _REST.search(self.called)

    @property
    def may_be_rest(self) -> bool:
        """Whether the rest of the whole may be meant: 逾期率 behind what was done in time."""
        counted = f"{self.part.name}{self.part.tail}" if self.part else ""
        return self.form == "rate" and bool(_REST.search(self.called + counted))

    @property
    def words(self) -> str:
        return f"{self.share.name}{self.share.figure.text}"


def share_claims(passage: list[Entry]) -> Iterator[ShareClaim]:
    """The claims of a paragraph in order."""
    last: ShareClaim | None = None
    for position, entry in enumerate(passage):
        if last is not None and last.share.sentence is entry.sentence and _ONWARDS.search(entry.name):
            if not entry.figure.unit.is_ratio or is_points(entry.figure):
                continue
            yield replace(last, share=entry, base=_FROM.split(last.base)[0].removesuffix("的比重"))
            last = None
            continue
        if not _is_claim(entry):
            continue
        row = tuple(
            other
            for other in passage[:position]
            if other.sentence is entry.sentence and is_amount(other) and _is_level(other, entry)
            if not other.figure.text.startswith("一")  # 一次验收合格, 一个项目
        )
        found = _parsed(entry, row, passage[position - 1] if position else None)
        if found is not None and _FROM.search(found.base):
            last = found  # 占收入的比重由2021年的68%降至62%: the first is of another year
        elif found is not None:
            yield found


def _is_claim(entry: Entry) -> bool:
    assert entry.sentence is not None
    mention = entry.figure.mention
    if mention is None:
        return False
    if mention.unit is not None and mention.unit.symbol == "倍":
        return entry.name == "的"  # 是2018年104辆的3.0倍
    if mention.kind != "share" or not mention.text.rstrip().endswith(("%", "‰")):
        return False
    around = two_clauses_before(entry.sentence.passage, entry.figure)
    if "有效" in entry.name:  # 剔除12份后，有效问卷450份，有效率…
        around = around.replace("剔除", "")
    if PLANNED.search(_REACHED.sub("", entry.name)) or OTHER_BASE.search(around):
        return False
    return not (_GROWTH.search(entry.name) or _OTHER_RATE.search(entry.name) or _LISTED.search(entry.name))


def _is_level(amount: Entry, share: Entry) -> bool:
    """Whether an amount says how much there is, where the share can see it."""
    assert share.sentence is not None
    passage = share.sentence.passage
    return not is_change(passage, amount.figure) and not is_aside(passage, amount.figure, share.figure)


def _parsed(share: Entry, row: tuple[Entry, ...], last: Entry | None) -> ShareClaim | None:
    name = share.name
    if name in ("的", "的比例为", "的比重为", "的约") and len(row) > 1 and last is row[-1]:
        whole = row[-1]
        if not _PRINTED_WHOLE.search(whole.lead[-12:] + whole.name):  # 是“十二五”时期43200万元的1.87倍
            return None
        return ShareClaim(share, "of", whole.name, "", "", row[-2], whole, True, row[:-1])
    if (match := _PART.match(name)) or (match := _RATIO.match(name)):
        base = match.groupdict().get("base") or ""
        subject = match["subject"].lstrip("的")
        if not base and "占" not in name and "比例" in name and row and (counted := _counted_for(subject, row)):
            return ShareClaim(share, "rate", "", subject, "", counted, None, True, row)
        subject, own = _subject(share, row, subject, last)
        return ShareClaim(share, "part", base, "", subject, own, None, own is not None, row)
    if match := _OF.search(name):
        part = row[-1] if row else None
        return ShareClaim(share, "of", match["base"], "", "", part, None, True, row)
    if match := _RATE.search(name):
        called = match["called"]
        part = _satisfied(row) if _SATISFIED.search(called) else _counted_for(called, row)
        named = part is not None or bool(_SAVED.search(called))
        return ShareClaim(share, "rate", "", called, "", part or _done_of_two(called, share, row), None, named, row)
    return None


def _subject(share: Entry, row: tuple[Entry, ...], subject: str, last: Entry | None) -> tuple[str, Entry | None]:
    """What has a share: the amount before 占, unless other words stand there that name it."""
    assert share.sentence is not None
    if not row or last is None or last.sentence is not share.sentence:
        return subject, None
    if last is not row[-1] and not is_amount(last):
        # 甲占43.44%；其次是乙，占30.66%: words behind another share name something else.
        words = re.sub(r"占[^占]*$|（[^）]*）|[，；、：]|其次|其中|是|为|而", "", between(last, share))
        if len(words) > 1:
            return words, None
    text = between(row[-1], share)
    if not subject or re.fullmatch(r"[其约均各也共仅只合总计]{1,2}", subject):
        return "", row[-1]
    if _NEW_CLAUSE.search(text) or (is_money(row[-1].figure) and not _BEHIND_MONEY.match(subject)):
        return subject, None
    return "", row[-1]


def _counted_for(called: str, row: tuple[Entry, ...]) -> Entry | None:
    """The nearest amount that a rate is called after: 按期结题676项、延期结题51项, 按期结题率."""
    near = [entry for entry in row[:-_FAR_BACK:-1] if entry.figure.unit.symbol not in ("分", "天", "工作日")]
    about = name_pairs(_ANY_RATE.sub("", called[:-2])) if not _PLACES.search(called) else frozenset()
    near = [e for e in near if len(about) < _PAIR or about & name_pairs(words_around(e))]
    done = [e for e in near if not _NOT_DONE.search(words_around(e)) and not _PLAN_LAST.search(e.name)]
    for entries in (near,) if _NOT_DONE.search(called) else (done, near):
        for test in (_says, is_called_after):
            for entry in entries:
                if test(called, entry):
                    return entry
    return None


def _satisfied(row: tuple[Entry, ...]) -> Entry | None:
    """表示满意的408人, 前两项合计185份; what a rate of a list of answers means is said elsewhere."""
    last = row[-_ANSWERS:]
    if not last or (len(last) == _ANSWERS and all("、" in between(a, b) for a, b in itertools.pairwise(last))):
        return None
    words = words_around(last[-1])
    return last[-1] if _SATISFIED_BY.search(words) and "不满意" not in words else None


def _done_of_two(called: str, share: Entry, row: tuple[Entry, ...]) -> Entry | None:
    """36个街道已有27个…, 覆盖率: of two amounts of a kind the one that is told as reached."""
    alike = [entry for entry in row if row and kind_of(entry.figure) == kind_of(row[-1].figure)]
    if len(alike) == _PAIR and _SAVED.search(called):  # 预算1350万元，成交1282万元，节支率…
        return row[-1]
    if not row or _SATISFIED.search(called) or not re.fullmatch(r"[^；。]{0,24}", between(row[-1], share)):
        return None
    return row[-1] if len(alike) == _PAIR and _DONE.search(between(alike[0], row[-1])) else None


def _says(called: str, entry: Entry) -> bool:
    return called in words_around(entry)


def words_around(entry: Entry) -> str:
    """The clause that an amount stands in, quotation marks and small numbers of words (一次) left in."""
    assert entry.sentence is not None
    text = entry.sentence.passage.text
    before, after = text[entry.sentence.start : start(entry.figure)], text[end(entry.figure) : entry.sentence.end]
    return _COMMA.split(before)[-1][-_CLAUSE:] + _COMMA.split(after)[0][:_CLAUSE]


# Words that say one thing of a rate and of what was counted for it.
_SAME = (
    "执行 支出 支付 使用 列支 花费",
    "回收 收回 返回 交回",
    "到位 拨付 下达 到账 落实",
    "完成 建成 完工 实施 新建 改造 竣工 达到 办理 办结 实现",
    "节约 节省 结余 节支",
    "逾期 未按 超期 延期 滞后 拖延",
    "问题 差错 存在 瑕疵 不符 不规 不全 缺 错",
    "检查 抽查 核查 巡查",
    "参检 年检",
    "缴费 征缴 收缴 缴纳 实缴",
    "征收 入库 收入",
    "参保 参加 资助 参合",
    "合格 通过 达标 良好 正常",
    "覆盖 纳入 享受 惠及 建立 配备 安装",
    "出勤 到岗 到课 参训 参加 出席",
    "就业 上岗 录用",
    "整改 销号",
    "满意",
    "空置 空 闲置",
    "入住 在住 使用 利用",
    "淘汰 退出",
    "持证 取得 取证",
    "投诉 举报",
    "报销 补偿 支付",
    "响应 处置 办结 回复",
)
_EMPTY = "数量额期理金人的一综合"


def is_called_after(called: str, amount: Entry) -> bool:
    """Whether a rate is named after what an amount counts: 合格 312 个, 一次合格率."""
    words = words_around(amount)
    last = called[-2:]
    if last in words or any(last in line and any(word in words for word in line.split()) for line in _SAME):
        return True
    return any(letter in words for letter in last if letter not in _EMPTY)
