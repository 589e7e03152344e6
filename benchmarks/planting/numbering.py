"""Wrong numbers of headings, lists, tables and annexes; things cited that are not there; wrong dates."""

from __future__ import annotations

import random
import re

from benchmarks.planting.defect import Planted, add_sentence, kind
from benchmarks.planting.sheet import Grid, Line, Sheet

_CHINESE = "一二三四五六七八九十"


@kind("标题缺号", "numbering")
def heading_left_out(sheet: Sheet, rng: random.Random) -> Planted | None:
    """A heading goes with all that stands below it; the one after it shows the gap."""
    choices = [
        (line, following)
        for level in (1, 2, 3)
        for line, following in _neighbours(sheet, level)
        if _value(line.text) and _value(following.text) == _value(line.text) + 1 and _value(line.text) > 1
    ]
    if not choices:
        return None
    line, following = rng.choice(choices)
    start, end = _position(sheet, line), _position(sheet, following)
    if any(isinstance(part, Grid) for part in sheet.parts[start:end]):
        return None
    sheet.parts[start:end] = []
    return Planted(("HP502", "HP511", "HP503"), (following.text[:8],))


@kind("标题重号", "numbering")
def heading_repeated(sheet: Sheet, rng: random.Random) -> Planted | None:
    choices = [
        (line, following)
        for level in (1, 2, 3)
        for line, following in _neighbours(sheet, level)
        if _value(line.text) and _value(following.text) == _value(line.text) + 1
    ]
    if not choices:
        return None
    line, following = rng.choice(choices)
    mark = _mark(line.text)
    following.text = mark + following.text[len(_mark(following.text)) :]
    return Planted(("HP502",), (following.text[:8],))


@kind("列项缺号或重号", "numbering")
def list_broken(sheet: Sheet, rng: random.Random) -> Planted | None:
    words = rng.sample(["资料齐全", "程序合规", "支付及时", "账实相符", "公示到位", "回访有记录"], 4)
    skip = rng.choice((1, 2))
    numbers = [n + (1 if n > skip and rng.random() < 2 else 0) for n in range(1, 5)]
    if rng.random() < 0.4:
        numbers = [n - (n > skip) for n in range(1, 5)]
    style = rng.choice(("（{}）", "①", "是", "{}."))
    if style == "是":
        text = (
            "核查了以下几点："
            + "；".join(f"{_CHINESE[n - 1]}是{w}" for n, w in zip(numbers, words, strict=True))
            + "。"
        )
        add_sentence(sheet, rng, text)
    elif style == "①":
        text = "核查结论：" + "；".join(f"{chr(0x245F + n)}{w}" for n, w in zip(numbers, words, strict=True)) + "。"
        add_sentence(sheet, rng, text)
    else:
        first = add_sentence(sheet, rng, "现场核查的要点如下所列，各点均留有底稿：")
        sheet.insert_after(
            first, *(Line(f"{style.format(n)}{w}，并有签字的材料佐证。") for n, w in zip(numbers, words, strict=True))
        )
    return Planted(("HP503", "HP502", "HP721"), tuple(words))


@kind("表格缺号或重号", "numbering")
def table_number_broken(sheet: Sheet, rng: random.Random) -> Planted | None:
    numbered = [(grid, match) for grid in sheet.grids if (match := re.match(r"表(\d+)", grid.caption))]
    if len(numbered) < 2:
        return None
    grid, match = rng.choice(numbered[1:])
    wrong = int(match[1]) + rng.choice((-1, 20))
    grid.caption = f"表{wrong}{grid.caption[match.end() :]}"
    return Planted(("HP504",), (f"表{wrong}",))


@kind("序号列缺号或重号", "numbering")
def serial_broken(sheet: Sheet, rng: random.Random) -> Planted | None:
    grids = [g for g in sheet.grids if g.is_plain and g.rows[0][0].text == "序号" and len(g.rows) > 4]
    if not grids:
        return None
    grid = rng.choice(grids)
    rows = [row for row in grid.rows[1:] if row[0].text.isdigit()]
    row = rng.choice(rows[1:])
    row[0].text = str(int(row[0].text) + rng.choice((-1, 1, 3)))
    return Planted(("HP505",), (row[0].text, row[1].text))


@kind("引用的附件或图表不存在", "numbering")
def cited_absent(sheet: Sheet, rng: random.Random) -> Planted | None:
    number = rng.choice((31, 47, 58))
    sentence, needle = rng.choice(
        (
            (f"受访者名册收在附件{number}。", f"附件{number}"),
            (f"分乡镇的明细列于表{number}。", f"表{number}"),
            (f"趋势如图{number}所示。", f"图{number}"),
            (f"逐户核对情况（附件{number}）由复核人签字。", f"附件{number}"),
            (f"详细测算过程参见附表{number}。", f"附表{number}"),
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP506",), (needle,))


@kind("部分数与标题数不符", "numbering")
def parts_unlike_headings(sheet: Sheet, rng: random.Random) -> Planted | None:
    parents = [line for line in sheet.headings if line.level < 3 and 2 <= len(_children(sheet, line)) <= 8]
    if not parents:
        return None
    parent = rng.choice(parents)
    wrong = len(_children(sheet, parent)) + rng.choice((1, 2))
    number = rng.choice((_CHINESE[wrong - 1], str(wrong)))
    sentence = rng.choice(
        (
            f"以下分{number}个部分说明。",
            f"这一章包括{number}个方面，依次说明如下。",
            f"主要有以下{number}个方面。",
        )
    )
    sheet.insert_after(_last_before_child(sheet, parent), Line(sentence))
    return Planted(("HP511",), (f"{number}个",))


@kind("日期不存在")
def no_such_day(sheet: Sheet, rng: random.Random) -> Planted | None:
    day = rng.choice(("2021年2月29日", "2021年6月31日", "2021年4月31日", "2021年11月31日", "2022年2月30日"))
    sentence = rng.choice((f"款项于{day}付清。", f"验收会在{day}召开。", f"合同约定{day}前交货。"))
    add_sentence(sheet, rng, sentence)
    return Planted(("HP507",), (day,))


@kind("起止日期颠倒")
def reversed_span(sheet: Sheet, rng: random.Random) -> Planted | None:
    span = rng.choice(("2021年9月至2021年3月", "2021年8月20日至8月5日", "5月28日—5月11日", "2022年至2020年"))
    sentence = rng.choice((f"合同履行期为{span}。", f"{span}，施工单位分批进场。", f"数据采集区间是{span}。"))
    add_sentence(sheet, rng, sentence)
    return Planted(("HP508",), (span,))


@kind("日期在阶段之外")
def outside_phase(sheet: Sheet, rng: random.Random) -> Planted | None:
    phases = [line for line in sheet.headings if re.search(r"（\d+月\d+日-\d+月\d+日）", line.text)]
    if not phases:
        return None
    phase = rng.choice(phases)
    day = rng.choice(("3月3日", "8月19日", "12月2日"))
    sentence = rng.choice((f"{day}，复核了抽样名单。", f"{day}召开碰头会，分派任务。", f"小组于{day}完成录入。"))
    sheet.insert_after(phase, Line(sentence))
    return Planted(("HP509",), (day,))


@kind("踏勘日期在阶段之外")
def visit_outside_phase(sheet: Sheet, rng: random.Random) -> Planted | None:
    for grid in sheet.grids:
        heads = [box.text for box in grid.rows[0]]
        column = next((i for i, text in enumerate(heads) if re.search(r"核查日期|踏勘(?:时间|日期)", text)), None)
        if column is None or not grid.is_plain or "单位" not in "".join(heads):
            continue
        if not any("月" in line.text and "阶段" in line.text for line in sheet.headings):
            continue
        row = rng.choice(grid.rows[1:])
        row[column].text = rng.choice(("2月8日", "9月17日"))
        return Planted(("HP509",), (row[column].text,))
    return None


@kind("委托晚于开工")
def commissioned_late(sheet: Sheet, rng: random.Random) -> Planted | None:
    if not any(re.search(r"（4月1日-", line.text) for line in sheet.headings):
        return None
    line = next((line for line in sheet.paragraphs if "2022年3月" in line.text), None)
    if line is None:
        return None
    late = rng.choice(("2022年5月", "2022年4月20日", "2022年6月"))
    line.text = line.text.replace("2022年3月", late)
    return Planted(("HP510",), (late,))


def _neighbours(sheet: Sheet, level: int) -> list[tuple[Line, Line]]:
    """Headings of a level with the next one under the same parent."""
    found, last = [], None
    for line in sheet.headings:
        if line.level < level:
            last = None
        elif line.level == level:
            if last is not None:
                found.append((last, line))
            last = line
    return found


def _children(sheet: Sheet, parent: Line) -> list[Line]:
    return [p for p in sheet.below(parent.text) if isinstance(p, Line) and p.level == parent.level + 1]


def _last_before_child(sheet: Sheet, parent: Line) -> Line | Grid:
    last: Line | Grid = parent
    for part in sheet.below(parent.text):
        if isinstance(part, Line) and part.level:
            break
        last = part
    return last


def _position(sheet: Sheet, part: Line | Grid) -> int:
    return next(i for i, other in enumerate(sheet.parts) if other is part)


def _mark(text: str) -> str:
    match = re.match(r"[（(]?(?:[一二三四五六七八九十]+|\d+)[）)]?[、.]?", text)
    return match.group() if match else ""


def _value(text: str) -> int:
    mark = _mark(text).strip("（）()、.")
    if mark.isdigit():
        return int(mark)
    return _CHINESE.index(mark) + 1 if mark and mark in _CHINESE else 0
