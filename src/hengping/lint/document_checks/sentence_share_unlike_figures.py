"""句中比率与数字不符: a share or rate in a sentence is not what the amounts beside it give.

Meaning: a sentence prints two amounts of one kind and the share of one in the other (占, 完成预算的, 执行率, 征缴率),
and no two amounts of the paragraph give that share at its decimals.
Why: one of three printed numbers is wrong, and readers quote the share.
Basis: arithmetic; the city's 162167 of 148078 万元 reproduces 109.51 %, the region's 96.90 % likewise.
Exclusions:
1. Targets, bounds, approximations, quotations; another base or scope stated in words.
2. Growth: the matter of HP715. Satisfaction and rates of law (费率, 利率, 替代率) have other operands.
3. More than two amounts that could be meant, unless the other shares of the sentence show the whole: 其中…占….
4. Any two amounts of the paragraph that give the share.
5. A last digit cut off instead of rounded: a warning.
6. What is no part and no whole: changes (比上年增加12万元), points, what stands in closed parentheses; an amount that
   has a share of its own (男…人，占…；女…人，占…): it is a part beside this one.
Fires: 预算为1495378.00万元，实际支出1448983.18万元，完成预算的96.98%
Silent: 计划征缴148078万元，实际征缴162167万元，征缴率109.51%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Verdict
from hengping.lint.documents.stated import (
    ACCOUNT,
    ACTUAL,
    OTHER_BASE,
    PLAN,
    PLANNED,
    alike,
    amounts,
    end,
    is_aside,
    is_change,
    shares,
    start,
    two_clauses_before,
    words_before,
)
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_GROWTH = re.compile(
    r"增长|增加|上升|提高|下降|减少|降低|回落|增幅|降幅|同比|环比|增速|下滑|提升|增收|减收|高于|低于|超出"
)
_OTHER_RATE = re.compile(
    r"满意|(?<!缴)费率|利率|税率|替代率|缴费比例|比例缴|权重|得分率|按照?\d|抽取比例不|合格率|成功率|准确率|知晓"
)
_SHARE = re.compile(r"占|比重|比例|份额")
_RATE = re.compile(r"率|完成|进度|的$|达$|达到$|为$|是$|实现")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        for share in shares(sentence):
            words = words_before(sentence.passage, share)
            around = two_clauses_before(sentence.passage, share)
            if PLANNED.search(words) or OTHER_BASE.search(around):  # (1)
                continue
            if _GROWTH.search(words) or _OTHER_RATE.search(words) or not (_SHARE.search(words) or _RATE.search(words)):
                continue  # (2)
            yield from _statement(sentence, share, words)


def _statement(sentence: Sentence, share: Printed, words: str) -> Iterator[Remark]:
    passage = amounts(sentence.passage)
    if any(_gives(share, first, second) is Verdict.AGREES for first in passage for second in alike(first, passage)):
        return  # (4)
    pair = _pair(sentence, share, words)
    if pair is None:  # (3)
        return
    first, second = pair
    if second.number == 0:
        return
    expected = share.as_printed(first.number / second.number)
    verdict = _gives(share, first, second)
    yield Remark(
        at(sentence.place),
        f"“{words}{share.text}”与前面的数字不符：{first} ÷ {second} = {expected}。",
        expected=expected,
        found=str(share),
        severity=Severity.WARNING if verdict is Verdict.LAST_DIGIT else None,  # (5)
    )


def _gives(share: Printed, first: Printed, second: Printed) -> Verdict | None:
    working = first.room.over(second.room)
    return share.verdict(working) if working is not None else None


def _pair(sentence: Sentence, share: Printed, words: str) -> tuple[Printed, Printed] | None:
    """Numerator and denominator, where the sentence leaves no other reading."""
    before = [
        amount
        for amount in amounts(sentence)
        if start(amount) < start(share)
        and not is_change(sentence.passage, amount)
        and not is_aside(sentence.passage, amount, share)  # (6)
    ]
    if not before:
        return None
    nearest = before[-1]
    kind = [amount for amount in before if amount.alike(nearest)]
    if _SHARE.search(words):
        return _part_and_whole(sentence, share, kind, words)
    if len(kind) != 2 or _has_own_share(sentence, kind[0], kind[1]):
        return None
    labels = [ACCOUNT.sub("", words_before(sentence.passage, amount)) for amount in kind]
    planned = [bool(PLAN.search(label)) and not re.search(r"实际|执行", label) for label in labels]
    reached = [bool(ACTUAL.search(label)) for label in labels]
    if planned[0] and not planned[1]:
        return kind[1], kind[0]
    if planned[1] and not planned[0] and (reached[0] or words == "的"):
        return kind[0], kind[1]
    # 抽查凭证200笔，合规195笔，合规率…: the rate is called after its numerator.
    called = re.search(r"(..)率", words)
    named = [bool(called) and called[1] in label for label in labels] if called else [False, False]
    if named[1] and not named[0] and kind[1].number <= kind[0].number:
        return kind[1], kind[0]
    return None


def _part_and_whole(
    sentence: Sentence, share: Printed, kind: list[Printed], words: str
) -> tuple[Printed, Printed] | None:
    """占 with nothing or a known name behind it: the last amount of the first one, where the text says 其中."""
    named = re.sub(r".*占比?(?:重|例)?|比重|比例|份额|[的为是达到约]", "", words)
    text = sentence.passage.text
    if len(kind) > 1 and _has_own_share(sentence, kind[0], kind[1]):
        return None
    if len(kind) == 2 and start(kind[1]) < start(share):
        first, second = kind
        label = words_before(sentence.passage, first if first.number >= second.number else second)
        related = not named or _share_letters(named, label) or re.search(r"总|全部|合计|预算", named)
        whole, part = (first, second) if first.number >= second.number else (second, first)
        return (part, whole) if related else None
    whole = kind[0]
    between = text[start(whole) : start(share)]
    if len(kind) > 2 and not named and "其中" in between and kind[-1].number <= whole.number:
        return kind[-1], whole
    return None


def _has_own_share(sentence: Sentence, amount: Printed, following: Printed) -> bool:
    """Whether a share of something stands between two amounts, so that the first is a part too; or its completion,
    and nothing says that what follows is part of it.
    """  # (6)
    passage = sentence.passage
    for share in shares(sentence):
        if end(amount) <= start(share) < start(following) and not is_change(passage, share):
            if _SHARE.search(words_before(passage, share)):
                return True
            return "其中" not in passage.text[start(share) : start(following)]
    return False


def _share_letters(named: str, label: str) -> bool:
    return any(named[i : i + 2] in label for i in range(len(named) - 1))


CHECK = Check(code="HP704", title="句中比率与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
