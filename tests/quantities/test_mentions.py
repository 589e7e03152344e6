"""Quantities in sentences as reports write them: what a reader would underline, and what not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.quantities import chinese_numeral, read_unit
from hengping.quantities.mention import CalendarDay, Mention
from hengping.quantities.mentions import find_mentions


def shown(mention: Mention) -> str:
    """A mention in one line: kind value unit (qualifier), or the dates of a date."""
    if mention.date is not None:
        period = mention.date.period
        return (
            period.text
            if period
            else f"{_day(mention.date.first)}" + (f"~{_day(mention.date.last)}" if mention.date.last else "")
        )
    unit = mention.unit.symbol if mention.unit else ""
    upper = "" if mention.upper is None else f"~{mention.upper}"
    return f"{mention.kind} {mention.value}{upper}{unit}{mention.comparator}"


def _day(day: CalendarDay) -> str:
    return "-".join("?" if part is None else str(part) for part in (day.year, day.month, day.day))


SENTENCES = [
    # money, people, thousands separators, full-width digits
    ("大同市分担49919万元，其中市本级32000万元。", "number 49919万元 | number 32000万元"),
    ("实际总支出1,448,983.18万元", "number 1448983.18万元"),
    ("执行率为９６．９０％", "share 96.90%"),
    ("平均缴费人数为322189人，发放564098.71 万元", "number 322189人 | number 564098.71万元"),
    ("更换水表8600只，代表12人，见表3", "number 8600只 | number 12人"),
    ("路灯640盏、120元/盏，围墙60延米，补贴95元/亩", "number 640盏 | number 120元/盏 | number 60延米 | number 95元/亩"),
    ("每人分担0.2325万元，标准3000元/人·月", "number 0.2325万元 | number 3000元/人·月"),
    ("211551人次、204344人次、164187人次", "number 211551人次 | number 204344人次 | number 164187人次"),
    ("结余1.2亿元，即1.2亿", "number 1.2亿元 | number 120000000.0"),
    # shares and points
    ("参保增长率为-0.86%，下降0.86个百分点", "share -0.86% | points 0.86个百分点"),
    ("死亡率5.2‰，千分之五，百分之六十五", "share 5.2‰ | share 5‰ | share 65%"),
    ("六成单位、三成半职工", "share 60% | share 35%"),
    # Chinese numerals
    ("共一百二十三万元，一亿二千万元", "number 123万元 | number 120000000元"),
    ("两家单位、十三个地区、二十多个企业", "number 2家 | number 13个 | number 20个≈"),
    ("〇个，一千零五人", "number 0个 | number 1005人"),
    # qualifiers
    ("约120余万元，超过3万余人，近三年", "number 120万元≈ | number 3万人> | number 3年≈"),
    ("节约30万元，最近3年，附近2处", "number 30万元 | number 3年 | number 2处"),
    ("不低于30%，95%以上，至少5个工作日内", "share 30%≥ | share 95%≥ | number 5工作日≥"),
    ("≥3.38%，≤105%，60分以下，=33.29万人", "share 3.38%≥ | share 105%≤ | number 60分< | number 33.29万人="),
    # ranges
    ("60%—80%，3~5年，100万元至200万元", "range 60~80% | range 3~5年 | range 100~200万元"),
    ("90（含）-100分为优，80分（含）—90分为良", "range 90~100分 | range 80~90分"),
    # dates
    ("2020年度，2021年1月，2021年5月6日", "2020 | 2021-01 | 2021-05-06"),
    ("二〇二一年五月六日，2021-05-06", "2021-05-06 | 2021-05-06"),
    ("2021年1-8月，2021年1月—8月，1—8月", "2021-01/2021-08 | 2021-01/2021-08 | ?-1-?~?-8-?"),
    ("2017~2019年，2017年至2019年", "2017/2019 | 2017/2019"),
    ("7月18日-7月26日，7月18日至26日", "?-7-18~?-7-26 | ?-7-18~?-7-26"),
    ("2021年上半年，2021年第三季度", "2021H1 | 2021Q3"),
    ("2021年1月1日至2021年12月31日", "2021-01-01/2021-12-31"),
    ("5月、8月、11月三个时间节点，每月25日前", "?-5-? | ?-8-? | ?-11-? | number 3个 | ?-?-25"),
    # no such day: kept as written, without a period
    ("2021年2月30日", "2021-2-30"),
    # ordinals and bare numbers
    ("第一，第2名", "ordinal 1 | ordinal 2"),
    ("过程:产出:效益=10:25:40", "number 10= | number 25 | number 40"),
    # a mark after the figure does not part it from its unit
    ("分值2.00※分，得分率100.00%※", "number 2.00分 | share 100.00%"),
    # years of time are no dates
    ("工作满5年，期限12个月", "number 5年 | number 12月"),
]  # fmt: skip

NO_QUANTITY = [
    "《项目支出绩效评价管理办法》（财预〔2020〕10号）、财政部令第103号",
    "人社部发[2017]72号，新财社（2018）24号",
    "联系电话：13812345678，0991-1234567",
    "指标A11，底稿DG-A11，证据E05，见表1-2、图3和附件5、6",
    "北京南路445号，水清木华精品社区A栋9A，101室",
    "GB/T 9704-2012",
    "（1）资金投入情况",
    "1.项目背景",
    "一、基本情况",
    "（二）绩效目标；（3）时效",
    "委托第三方机构经三级复核，一级指标十分重要，一是加强管理",
    "统一社会信用代码91650100123456789012",
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_quantities_of_a_sentence(sentence: str, expected: str) -> None:
    assert " | ".join(shown(mention) for mention in find_mentions(sentence)) == expected


@pytest.mark.parametrize("sentence", NO_QUANTITY)
def test_numbers_that_measure_nothing(sentence: str) -> None:
    assert find_mentions(sentence) == ()


def test_the_plainest_unit_makes_figures_comparable() -> None:
    in_wan, in_yi = find_mentions("预算1495378.00万元，即149.5378亿元")
    assert in_wan.number == in_yi.number == Decimal(14953780000)
    (rate,) = find_mentions("执行率96.90%")
    assert rate.number == Decimal("0.9690")
    (interval,) = find_mentions("控制在95%至105%之内")
    assert (interval.number, interval.upper_number) == (Decimal("0.95"), Decimal("1.05"))


def test_qualifiers_are_told_as_written() -> None:
    (mention,) = find_mentions("支出约120余万元")
    assert (mention.text, mention.qualifier) == ("约120余万元", "约、余")


@given(
    st.text(
        alphabet="第（）0123456789.,%‰万亿元人年月日至—-~约余以上一二三十百零〇个百分点〔〕号。：\n１２％", max_size=60
    )
)
def test_mentions_stand_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in find_mentions(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text != ""
        end = mention.end


@given(
    st.integers(1, 10**8), st.integers(0, 99), st.sampled_from(["万元", "亿元", "人次", "户", "家", "%", "个百分点"])
)
def test_any_figure_is_read_with_its_unit(whole: int, cents: int, unit: str) -> None:
    figure = f"{whole:,}.{cents:02d}"
    (mention,) = find_mentions(f"其中，本级为{figure}{unit}。")
    assert mention.value == Decimal(f"{whole}.{cents:02d}")
    assert mention.unit is not None
    assert mention.unit.measures_like(read_unit(unit))


@given(st.integers(0, 10**12 - 1))
def test_any_chinese_numeral_is_read(number: int) -> None:
    (mention,) = find_mentions(f"支付{chinese_numeral(number)}元")
    assert mention.number == number


@given(st.dates())
def test_any_day_is_read_in_both_writings(day: object) -> None:
    from datetime import date

    assert isinstance(day, date)
    if not 1900 <= day.year < 2200:
        return
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    written = f"{year}年{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日"
    for text in (f"{day.year}年{day.month}月{day.day}日", written if day.year < 2100 else ""):
        for mention in find_mentions(f"于{text}印发") if text else ():
            assert mention.date is not None
            assert mention.date.first == CalendarDay(day.year, day.month, day.day)
