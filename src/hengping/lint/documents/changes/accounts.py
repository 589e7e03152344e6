"""Parts of an account by their names: what was brought forward, came in, went out and is left."""

from __future__ import annotations

import re
from typing import Literal

from hengping.lint.documents.figure_book import Entry

Part = Literal["brought", "in", "out", "left", "plan"]

_BROUGHT = re.compile(
    r"(?:上年末?度?|上一年度?|年初|期初|以前年度|往年|上期末?|历年|20\d\d年(?:度|末|底)?)(?:(?!当年|本年)[^，。；：]){0,8}?(?:结转|结余|滚存|结存|余额|库存|节余)|期初数|年初数|(?:年初|期初|上年末)$"
)
_LEFT = re.compile(
    r"结转结余|结余结转|收支结余|结余|结转|结存|节余|余额|剩余|尚余|余下|期末库存|库存|未支出|未使用|未执行|未动用|收支相抵"
)
_LEFT_BEHIND = re.compile(
    r"^(?:资金)?(?:未支出|未使用|尚未(?:支出|使用|支付)|未执行|未动用|未支付|结转(?:下年|至|到|20)|留待)"
)
_OUT = re.compile(r"支出|支付|支用|使用|列支|兑付|拨付|发放|执行|领用|减少数|划拨|归还|动用|退还|退回|偿还|销售|售出")
_IN = re.compile(
    r"收入|到位|可用|可支配|拨入|拨款|下达|筹集|筹措|来源|划入|转入|购入|入库|补助|资金|经费|安排|拨付|投入|指标|收到|收取|收购|采购|收储|追加"
)
_PLAN = re.compile(r"预算(?!内|外|单位|管理)|计划|概算|批复|核定|目标")
# Names of accounts that say 预算 and are none: 一般公共预算支出.
_ACCOUNT = re.compile(r"(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金|部门)预算")
_NO_PART = re.compile(r"率|占|比重|每|人均|户均|单价|标准|限额|平均")


def part_of(name: str, tail: str = "") -> Part | None:
    """The part of an account that a figure is by the words of its clause; the last word decides."""
    name = _ACCOUNT.sub("", name)
    if _NO_PART.search(name):
        return None
    if _BROUGHT.search(name):
        return "brought"
    if _LEFT.search(name) or _LEFT_BEHIND.search(tail):
        return "left"
    words: tuple[tuple[re.Pattern[str], Part], ...] = ((_OUT, "out"), (_IN, "in"), (_PLAN, "plan"))
    found = [(match.end(), kind) for word, kind in words for match in word.finditer(name)]
    if not found:
        return None
    last = max(found)[1]
    planned = _PLAN.search(name) if last == "in" else re.search(r"预算[^，]{0,2}$", name)
    return "plan" if planned else last


def part(entry: Entry) -> Part | None:
    """As `part_of`, of a figure of the book."""
    return part_of(entry.name, entry.tail)
