"""Wrong sums, shares, growth, counts, scores and grades."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from itertools import pairwise

from benchmarks.planting.defect import Planted, add_sentence, kind
from benchmarks.planting.sheet import Box, Grid, Sheet

_AMOUNT = re.compile(r"\d+\.\d\d")
_TOWNS = ["青山镇", "柳河镇", "石桥乡", "白塔乡", "红旗镇", "双溪乡", "南湖镇", "金沙镇", "云岭乡"]


@kind("列举个数不符", "arithmetic")
def count_unlike_list(sheet: Sheet, rng: random.Random) -> Planted | None:
    names = rng.sample(_TOWNS, rng.randint(3, 6))
    wrong = len(names) + rng.choice((-1, 1, 2))
    listed = "、".join(names)
    number = rng.choice((str(wrong), "〇一二三四五六七八九"[wrong]))
    sentence = rng.choice(
        (
            f"抽样点分布在{listed}{number}个乡镇。",
            f"本轮回访走到了{listed}等{number}个乡镇，每处随机入户。",
            f"先后有{number}个乡镇报送材料，即{listed}。",
            f"困难户集中于{number}个乡镇：{listed}。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP701", "HP721"), (names[0], f"{number}个"))


@kind("合计不等于分项之和", "arithmetic")
def total_unlike_parts(sheet: Sheet, rng: random.Random) -> Planted | None:
    cells = [
        (grid, box, row[0].text or row[1].text)
        for grid in sheet.grids
        for row in grid.rows
        if any(box.text == "合计" for box in row) and len(grid.rows) > 3
        for box in row
        if _AMOUNT.fullmatch(box.text) and Decimal(box.text) != 100
    ]
    if not cells:
        return None
    _, box, _ = rng.choice(cells)
    box.text = _bumped(box.text, rng)
    return Planted(("HP702", "HP703", "HP705", "HP708", "HP713"), (box.text,))


@kind("表中一行的比率不对", "arithmetic")
def rate_in_table(sheet: Sheet, rng: random.Random) -> Planted | None:
    cells = [
        box
        for grid in sheet.grids
        if grid.is_plain and len(grid.rows) > 4
        for column in range(grid.width)
        if re.search(r"得分率|占比|执行率", grid.rows[0][column].text) and "底稿" not in grid.rows[0][column].text
        for box in (row[column] for row in grid.rows[1:])
        if re.fullmatch(r"\d+\.\d\d%", box.text) and box.text != "100.00%"
    ]
    if not cells:
        return None
    box = rng.choice(cells)
    box.text = _bumped(box.text.rstrip("%"), rng) + "%"
    return Planted(("HP703", "HP705", "HP702", "HP708"), (box.text,))


@kind("句中比率不对", "arithmetic")
def share_in_sentence(sheet: Sheet, rng: random.Random) -> Planted | None:
    whole = Decimal(rng.randint(2000, 9000))
    part = (whole * rng.randint(40, 96) / 100).quantize(Decimal(1))
    wrong = f"{part / whole * 100 + rng.choice((-3, 2, 5)):.2f}%"
    sentence = rng.choice(
        (
            f"专项经费下达{whole}万元，年末支出{part}万元，执行率为{wrong}。",
            f"应检设备{whole}台，已检{part}台，检验率{wrong}。",
            f"登记对象{whole}人，建档{part}人，建档率达到{wrong}。",
            f"当年安排{whole}万元用于设备更新，支付{part}万元，占{wrong}。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP704",), (wrong,))


@kind("增长率不对", "arithmetic")
def growth_in_sentence(sheet: Sheet, rng: random.Random) -> Planted | None:
    before = Decimal(rng.randint(300, 900))
    now = (before * rng.randint(105, 140) / 100).quantize(Decimal(1))
    wrong = f"{(now - before) / before * 100 + rng.choice((-4, 3, 7)):.2f}%"
    sentence = rng.choice(
        (
            f"2020年受理申请{before}件，2021年受理{now}件，增长{wrong}。",
            f"全年服务{now}人次，上年为{before}人次，同比增长{wrong}。",
            f"2021年完成投资{now}万元，比2020年的{before}万元增长{wrong}。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP715",), (wrong,))


@kind("增减方向不对", "arithmetic")
def wrong_direction(sheet: Sheet, rng: random.Random) -> Planted | None:
    low = rng.randint(200, 500)
    high = low + rng.randint(30, 200)
    sentence, needle = rng.choice(
        (
            (f"床位由{high}张增加到{low}张。", str(high)),
            (f"平均办理时间从{low}小时缩短到{high}小时，明显下降。", str(high)),
            (f"投诉量由上年的{low}件下降到{high}件。", str(high)),
            (f"培训人数从{high}人上升至{low}人。", str(high)),
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP707",), (needle,))


@kind("单价乘数量不对", "arithmetic")
def product_in_sentence(sheet: Sheet, rng: random.Random) -> Planted | None:
    price, count = rng.choice((120, 150, 260, 300, 450)), rng.randint(300, 900)
    wrong = f"{Decimal(price * count) / 10000 + rng.choice((-2, 1, 4)):.2f}万元"
    sentence = rng.choice(
        (
            f"每人补助{price}元，共{count}人，合计发放{wrong}。",
            f"{price}元×{count}人＝{wrong}。",
            f"按{price}元/人、{count}人测算，需要资金{wrong}。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP706", "HP722"), (wrong,))


@kind("人均不对", "arithmetic")
def per_head(sheet: Sheet, rng: random.Random) -> Planted | None:
    heads, money = rng.randint(2000, 9000), rng.randint(300, 900)
    wrong = f"{Decimal(money * 10000) / heads * Decimal('1.2'):.2f}元"
    sentence = rng.choice(
        (
            f"全年发放{money}万元，惠及{heads}人，人均{wrong}。",
            f"受助{heads}人，支出{money}万元，平均每人{wrong}。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP716",), (wrong,))


@kind("句中分项与总数不符", "arithmetic")
def parts_in_sentence(sheet: Sheet, rng: random.Random) -> Planted | None:
    parts = [rng.randint(100, 400) for _ in range(3)]
    total = sum(parts) - rng.randint(20, 60)
    sentence = rng.choice(
        (
            f"改造资金{total}万元，其中中央{parts[0]}万元、省级{parts[1]}万元、县级{parts[2]}万元。",
            f"项目总投资{total}万元，由财政拨款{parts[0]}万元、银行贷款{parts[1]}万元和单位自筹{parts[2]}万元组成。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP717",), (str(total),))


@kind("正文与表格不符", "arithmetic")
def prose_unlike_table(sheet: Sheet, rng: random.Random) -> Planted | None:
    choices = [
        (line, match)
        for line in sheet.paragraphs
        for match in re.finditer(r"(?:决策|过程|产出|效益)(?:方面)?(?:得)?(\d+\.\d\d)分", line.text)
    ]
    if not choices:
        return None
    line, match = rng.choice(choices)
    wrong = f"{Decimal(match[1]) + rng.choice((Decimal('-0.30'), Decimal('0.27'))):.2f}"
    line.text = line.text[: match.start(1)] + wrong + line.text[match.end(1) :]
    return Planted(("HP708", "HP717", "HP711", "HP702"), (wrong,))


@kind("得分超过分值", "arithmetic")
def score_above_weight(sheet: Sheet, rng: random.Random) -> Planted | None:
    for grid in _shuffled(sheet.grids, rng):
        heads = [box.text for box in grid.rows[0]]
        weight = next((i for i, text in enumerate(heads) if text in ("分值", "权重")), None)
        score = next((i for i, text in enumerate(heads) if text in ("得分", "实际得分")), None)
        if not grid.is_plain or weight is None or score is None:
            continue
        row = rng.choice(grid.rows[1:-1])
        row[score].text = f"{Decimal(re.sub('※', '', row[weight].text)) + Decimal('1.50'):.2f}"
        return Planted(("HP718", "HP705", "HP702"), (row[score].text,))
    return None


@kind("权重之和不是一百", "arithmetic")
def weights_in_sentence(sheet: Sheet, rng: random.Random) -> Planted | None:
    weights = rng.choice(("15:25:35:35", "10:20:40:20", "20:20:30:35"))
    sentence = rng.choice(
        (
            f"四类一级指标的权重，决策:过程:产出:效益={weights}。",
            f"一级指标按决策:过程:产出:效益={weights}分配权重。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP719",), (weights.split(":")[0], weights))


@kind("等级与得分不符", "arithmetic")
def wrong_grade(sheet: Sheet, rng: random.Random) -> Planted | None:
    choices = [
        (line, match) for line in sheet.paragraphs for match in re.finditer(r"\d\d\.\d\d分，等级为“(优)”", line.text)
    ]
    if not choices:
        return None
    line, match = rng.choice(choices)
    wrong = rng.choice(("良", "中"))
    line.text = line.text[: match.start(1)] + wrong + line.text[match.end(1) :]
    return Planted(("HP709", "HP711"), (wrong,))


@kind("等级不在划分之内", "arithmetic")
def strange_grade(sheet: Sheet, rng: random.Random) -> Planted | None:
    if not any("60分以下" in line.text for line in sheet.paragraphs):
        return None
    strange = rng.choice(("较好", "良好", "合格", "A级"))
    sentence = rng.choice(
        (f"经复核，评价等级为“{strange}”。", f"项目最终评为“{strange}”等次。", f"绩效等级认定为“{strange}”。")
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP710",), (strange,))


@kind("一个数字两个值", "arithmetic")
def two_values(sheet: Sheet, rng: random.Random) -> Planted | None:
    first = rng.randint(2000, 8000)
    second = first + rng.randint(60, 500)
    name = rng.choice(("在册志愿者人数", "低保对象人数", "签约家庭户数"))
    unit = "户" if name.endswith("户数") else "人"
    add_sentence(sheet, rng, rng.choice((f"截至2021年底，{name}为{first}{unit}。", f"2021年末{name}{first}{unit}。")))
    add_sentence(
        sheet, rng, rng.choice((f"2021年末{name}为{second}{unit}。", f"截至2021年底，{name}达{second}{unit}。"))
    )
    return Planted(("HP711", "HP712"), (str(second), str(first)))


@kind("两张表不一致", "arithmetic")
def tables_disagree(sheet: Sheet, rng: random.Random) -> Planted | None:
    grids = [
        grid for grid in sheet.grids if grid.is_plain and 4 <= len(grid.rows) <= 12 and _amounts(grid) and grid.caption
    ]
    if not grids:
        return None
    grid = rng.choice(grids)
    rows = [[Box(box.text) for box in row] for row in grid.rows]
    changed = rng.choice([box for row in rows[1:-1] for box in row if _AMOUNT.fullmatch(box.text)] or [rows[1][0]])
    if not _AMOUNT.fullmatch(changed.text):
        return None
    changed.text = _bumped(changed.text, rng)
    copy = Grid(rows, grid.header_rows, "附：上表各项明细")
    sheet.insert_after(grid, copy)
    return Planted(("HP713", "HP702", "HP703", "HP705"), (changed.text,))


def _amounts(grid: Grid) -> bool:
    return sum(bool(_AMOUNT.fullmatch(box.text)) for row in grid.rows[1:-1] for box in row) >= 3


def _bumped(text: str, rng: random.Random) -> str:
    """Another number of the same form: two digits exchanged, or one changed; never a nought in front."""
    written = _changed(text, rng)
    while written[0] == "0" != text[0]:
        written = _changed(text, rng)
    return written


def _changed(text: str, rng: random.Random) -> str:
    digits = list(text)
    places = [i for i, sign in enumerate(digits) if sign.isdigit()]
    pairs = [(a, b) for a, b in pairwise(places) if digits[a] != digits[b]]
    if pairs and rng.random() < 0.6:
        a, b = rng.choice(pairs[:-1] or pairs)
        digits[a], digits[b] = digits[b], digits[a]
    else:
        place = rng.choice(places[:-1])
        digits[place] = str((int(digits[place]) + rng.randint(1, 8)) % 10)
    return "".join(digits)


def _shuffled(grids: list[Grid], rng: random.Random) -> list[Grid]:
    return rng.sample(grids, len(grids))
