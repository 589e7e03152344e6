"""列举重复: a list names one item twice.

Meaning: in a row of names parted by 、 the same name stands twice; or two rows of a table of units bear the same name.
Why: one of them should be another, or the count is one too high. The region's report of 2021 lists 综合指数评价法
twice.
Basis: practice of document review.
Exclusions:
1. Rows of two names, and names of one character.
2. Several rows of names in one sentence: a name may come again in another row (分别…, as parts of another list).
3. Rows of a table that differ in any other column than number and amount: two visits to one unit.
4. Figures and dates.
Fires: 比较法、综合指数评价法、综合指数评价法、公众评判法
Silent: 比较法、综合指数评价法、公众评判法
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_ROW = re.compile(r"[^，。；：！？\n]+")
_UNIT_COLUMN = re.compile(
    r"(?:单位|部门|企业|地区|机构|县区)名称$|^(?:踏勘|走访|调研|样本|抽样|资金|被?评价)?(?:单位|企业)$|^(?:地区|县区|县市)$"
)
_LEADS = re.compile(
    r"(?:有|为|是|包括|包含|在|到|对|由|自|即|含|了|向|给|从|分为|涉及|涵盖|以及|设|抽取|选取|走访|听取|查阅|于|投向|检查了?|购置了?|邀请了?|补贴|购买)$"
)
_FOLLOWS = re.compile(
    r"(?:均|都|等|提|参|已|将|为|在|的|共|相|分别|承|组织|负责|实施|进行|完成|牵头|参加|建设|施工|提供|使用|购|支付|发放|[三四五六七八九十\d]|$)"
)
_NUMBERING = ("序号", "编号", "序")
_MEASURED = re.compile(r"^[^一-龥]?[一-龥]?\d|^[一二三四五六七八九十百]+$|%")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        yield from _in_sentence(sentence)
    for ledger in subject.ledgers:
        yield from _in_table(ledger)


def _in_sentence(sentence: Sentence) -> Iterator[Remark]:
    for row in _ROW.finditer(_without_parentheses(sentence.text)):  # (2)
        if row.group().count("、") < 2:  # (1)
            continue
        names = _names(row.group())
        for name in dict.fromkeys(names):
            if len(name) > 1 and names.count(name) > 1 and not _MEASURED.search(name):  # (4)
                yield Remark(
                    at(sentence.place),
                    f"列举中“{name}”出现{names.count(name)}次：{row.group()[:60]}。",
                    expected="每项列一次",
                    found=name,
                )


def _names(row: str) -> list[str]:
    """The names of a row: what stands before the first and behind the last is taken off where it can be told."""
    items = [_item(text) for text in row.split("、")]
    last = re.split(r"[和及与]", items[-1])
    names = [*items[:-1], *last]
    for other in dict.fromkeys(names):
        if len(other) < 2:
            continue
        if names[0] != other and names[0].endswith(other) and _LEADS.search(names[0].removesuffix(other)):
            names[0] = other
        if names[-1] != other and names[-1].startswith(other) and _FOLLOWS.match(names[-1].removeprefix(other)):
            names[-1] = other
    if _LEADS.search(names[0]) is None and len(names) > 2:
        for start in range(1, len(names[0]) - 1):
            rest = names[0][start:]
            if (
                _LEADS.search(names[0][:start])
                and _FOLLOWS.match(names[-1].removeprefix(rest))
                and names[-1].startswith(rest)
            ):
                return [rest, *names[1:-1], rest]
    return names


def _without_parentheses(text: str) -> str:
    return re.sub(r"（[^（）]*）", "", text)


def _item(text: str) -> str:
    """The bare item: quotation marks away, an ending like 等方法 too."""
    bare = re.sub(r"等(?:[0-9一二三四五六七八九十]*[个项种类]?)?[一-龥]{0,6}$", "", text.strip("“”‘’《》 "))
    return bare.strip("“”‘’《》 ")


def _in_table(ledger: Ledger) -> Iterator[Remark]:
    column = next((c.index for c in ledger.columns if _UNIT_COLUMN.search(c.heading)), None)
    if column is None:
        return
    others = [
        c.index for c in ledger.columns if c.index != column and c.heading not in _NUMBERING and c not in ledger.numeric
    ]
    seen: dict[tuple[str, ...], int] = {}
    for item in range(ledger.count):
        name = ledger.text(item, column)
        if len(name) < 2 or ledger.is_total(item) or not ledger.is_first(item, column):
            continue
        key = (name, *(ledger.text(item, other) for other in others))  # (3)
        if key in seen:
            yield Remark(
                at(ledger.place(item, column)),
                f"“{name}”在表中列了两次（第{seen[key] + 1}项和第{item + 1}项）。",
                expected="每项列一次",
                found=name,
            )
        seen.setdefault(key, item)


CHECK = Check(code="HP528", title="列举重复", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
