"""Whether a text names a deadline that a calendar can tell: 每月 25 日前, 每季末次月底前, 2021年12月, 5 个工作日内."""

from __future__ import annotations

import re

from hengping.quantities.numbers import half_width
from hengping.scoring.schedules import read_deadline

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"(?:{_NUMERAL}[日号]|底|末|初|上旬|中旬|下旬)"
# What a calendar can tell although no scoring rule takes it as it stands, and what stands inside a sentence.
_OTHER = re.compile(
    "|".join(
        (
            rf"(?:19|20)\d\d年(?:度?(?:内|底|末|初)|{_NUMERAL}月)",  # 2021年12月完成
            rf"{_NUMERAL}月(?:底|末|{_DAY}?(?:之?前|以前))",  # 12月底前
            rf"(?:每|当|次|本|下)(?:个?月|季度?|半年|年度?|周)度?(?:末|终了|结束)?(?:后|次月|下月|的)?{_DAY}",
            rf"{_NUMERAL}个?(?:工作日|自然日|日历日|天|小时|月|日)(?:之?内|以内|前)",  # 20个工作日内
            r"(?:年|季)度?(?:底|末)(?:之?前|以前)?$",  # 年底前
        )
    )
)


def names_deadline(text: str) -> bool:
    """Whether the text holds a day, a month or a span by which something must be done; 按时 alone holds none."""
    schedule = read_deadline(text)
    if schedule is not None and schedule.is_definite:
        return True
    return _OTHER.search(re.sub(r"\s", "", half_width(text))) is not None
