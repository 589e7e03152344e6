"""Defects of links between chapters, of goals, of documents cited and of the text itself."""

from __future__ import annotations

import random
import re

from benchmarks.planting.defect import Planted, add_sentence, kind
from benchmarks.planting.sheet import Box, Grid, Line, Sheet


@kind("失分没有说明问题")
def loss_unexplained(sheet: Sheet, rng: random.Random) -> Planted | None:
    """The problem of one dimension goes."""
    choices = {"台账": "过程", "准点率": "产出", "知晓": "效益", "没有分解": "决策"}
    items = [(line, name) for line in sheet.headings for word, name in choices.items() if word in line.text]
    problems = [(line, name) for line, name in items if any(line is part for part in sheet.below("存在的问题"))]
    if not problems:
        return None
    line, name = rng.choice(problems)
    sheet.remove(line, *sheet.below(line.text))
    return Planted(("HP512",), (f"“{name}”",))


@kind("问题没有建议")
def problem_unanswered(sheet: Sheet, rng: random.Random) -> Planted | None:
    last = _last_item(sheet, "存在的问题")
    if last is None:
        return None
    title, body = rng.choice(
        (
            ("食堂采购价格偏高", "抽查的二十批食材中，九批高于同期批发价。"),
            ("消防器材过期未换", "三处仓库的灭火器已过有效期。"),
            ("志愿者流动过快", "登记的志愿者半年内离开了一半。"),
            ("公务车辆闲置", "两辆公车全年行驶不足三百公里。"),
        )
    )
    heading, following = last
    number = _next_mark(heading.text)
    sheet.insert_after(following, Line(f"{number}{title}", heading.level), Line(body))
    return Planted(("HP513",), (title,))


@kind("建议没有问题")
def advice_unfounded(sheet: Sheet, rng: random.Random) -> Planted | None:
    last = _last_item(sheet, "有关建议")
    if last is None:
        return None
    title, body = rng.choice(
        (
            ("引入电子发票报销", "纸质发票改为电子归集，减少跑腿。"),
            ("增设夜间值守岗位", "在人流集中的场所安排夜班。"),
            ("统一外墙标识样式", "门头、铭牌使用同一色系。"),
            ("购置无人机巡查", "用航拍代替人工巡堤。"),
        )
    )
    heading, following = last
    sheet.insert_after(following, Line(f"{_next_mark(heading.text)}{title}", heading.level), Line(body))
    return Planted(("HP514",), (title,))


@kind("差距没有数据")
def shortfall_bare(sheet: Sheet, rng: random.Random) -> Planted | None:
    name = rng.choice(("家庭医生签约率", "垃圾分类覆盖面", "管网漏损率", "课后服务参与率", "困难群众知晓度"))
    sentence = rng.choice(
        (
            f"从走访看，{name}离预期还有差距。",
            f"受疫情影响，{name}没有达到年初设想。",
            f"值得注意的是，{name}仍有提升空间。",
            f"与周边县相比，{name}偏低。",
            f"{name}不理想，群众有意见。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP515",), (name,))


@kind("目标没有完成值")
def value_missing(sheet: Sheet, rng: random.Random) -> Planted | None:
    for grid in rng.sample(sheet.grids, len(sheet.grids)):
        heads = [box.text for box in grid.rows[0]]
        target = next((i for i, text in enumerate(heads) if text == "指标值"), None)
        actual = next((i for i, text in enumerate(heads) if text == "实际完成值"), None)
        if target is None or actual is None or not grid.is_plain:
            continue
        rows = [row for row in grid.rows[1:] if re.search(r"[≥≤]\d", row[target].text)]
        if rows:
            row = rng.choice(rows)
            row[actual].text = rng.choice(("", "较好", "基本达到", "已开展"))
            name = next(box.text for box in reversed(row[:target]))
            return Planted(("HP516",), (name.replace(" ", ""),))
    return None


@kind("评价方法没有应用")
def method_idle(sheet: Sheet, rng: random.Random) -> Planted | None:
    method = rng.choice(("最低成本法", "标杆管理法", "成本效益分析法"))
    text = "".join(line.text for line in sheet.lines)
    if method in text or "对标" in text or "成本效益" in text:
        return None
    sentence = rng.choice(
        (
            f"同时运用{method}衡量投入是否划算。",
            f"评价组还选用了{method}。",
            f"主要评价手段以{method}和比较法为主。",
            f"根据项目特点采取{method}开展评价。",
        )
    )
    add_sentence(sheet, rng, sentence, under="评价方法")
    return Planted(("HP517",), (method,))


@kind("需要的评价标准没有采用")
def standard_missing(sheet: Sheet, rng: random.Random) -> Planted | None:
    line = next((line for line in sheet.paragraphs if "采用计划标准和历史标准" in line.text), None)
    if line is None:
        return None
    line.text = line.text.replace("计划标准和历史标准", "计划标准")
    sentence, needle = rng.choice(
        (
            ("本次把项目的单位造价与行业平均水平进行比较。", "行业标准"),
            ("评价组对照近三年的客流数据为标准评判班次。", "历史标准"),
            ("参照历史水平评判运行效率。", "历史标准"),
            ("把服务人次与全省同类单位平均值作对比。", "行业标准"),
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP518",), (needle,))


@kind("未完成的目标没有提到")
def miss_unmentioned(sheet: Sheet, rng: random.Random) -> Planted | None:
    for grid in sheet.grids:
        heads = [box.text for box in grid.rows[0]]
        if "指标值" not in heads or "实际完成值" not in heads or not grid.is_plain or len(sheet.paragraphs) < 12:
            continue
        row = [Box("") for _ in heads]
        for i, head in enumerate(heads):
            row[i].text = grid.rows[-1][i].text if "级指标" in head else ""
        names = [i for i, head in enumerate(heads) if "三级指标" in head]
        name = rng.choice(("站台修缮数量", "宣传手册发放数", "应急演练次数"))
        row[names[0]].text = name
        row[heads.index("指标值")].text = rng.choice(("≥20次", "≥60处", "≥300份"))
        row[heads.index("实际完成值")].text = "11" + row[heads.index("指标值")].text[-1]
        grid.rows.append(row)
        return Planted(("HP519",), (name,))
    return None


@kind("目标笼统不可衡量")
def vague_goal(sheet: Sheet, rng: random.Random) -> Planted | None:
    for grid in sheet.grids:
        heads = [box.text for box in grid.rows[0]]
        if "指标值" not in heads or "得分" in heads or not grid.is_plain or len(grid.rows) < 4:
            continue
        row = rng.choice(grid.rows[1:])
        name = next(i for i, head in enumerate(heads) if "三级指标" in head)
        row[name].text = rng.choice(("营造良好出行环境", "群众获得感", "促进行业健康发展", "服务能力"))
        row[heads.index("指标值")].text = rng.choice(("显著提升", "持续增强", "不断改善", "效果明显"))
        return Planted(("HP520",), (row[name].text,))
    return None


@kind("名称前后不一")
def name_changed(sheet: Sheet, rng: random.Random) -> Planted | None:
    pairs = {
        "班次准点率": "班次运行准点率",
        "车辆检验合格率": "车辆年检合格率",
        "建制村通车率": "建制村公交通车率",
        "养老金发放率": "养老金准时发放率",
        "征缴率": "",
        "受益群众满意度": "受益对象满意度",
        "农村乘客满意度": "农村旅客满意度",
    }
    names = [
        name
        for name in pairs
        if pairs[name] and any(box.text == name for g in sheet.grids for row in g.rows for box in row)
    ]
    if not names:
        return None
    name = rng.choice(names)
    value = f"{rng.randint(80, 98)}.{rng.randint(10, 99)}%"
    sentence = rng.choice(
        (f"经统计，{pairs[name]}为{value}。", f"全年{pairs[name]}达到{value}。", f"{pairs[name]}{value}。")
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP521",), (pairs[name],))


@kind("文号不规范")
def bad_number(sheet: Sheet, rng: random.Random) -> Planted | None:
    number = rng.choice(
        (
            "县政发[2020]14号",
            "财社（2019）8号",
            "建农【2021】33号",
            "民发〔2020〕第6号",
            "教财〔2021〕007号",
            "卫规2021〕9号",
        )
    )
    sentence = rng.choice((f"经费按{number}文下达。", f"资金标准见{number}。", f"依照{number}的口径统计。"))
    add_sentence(sheet, rng, sentence)
    return Planted(("HP522",), (number[:4],))


@kind("引用文件没有文号")
def number_left_out(sheet: Sheet, rng: random.Random) -> Planted | None:
    title = rng.choice(
        (
            "关于加强村级公益设施共管共享工作的指导意见",
            "县级财政专项资金绩效监控实施办法",
            "关于调整住院护理补助标准的通知",
            "关于同意设立社区服务站的批复",
        )
    )
    sentence = rng.choice(
        (
            f"依据《{title}》，经费列入年度预算。",
            f"为落实《{title}》，各乡镇成立专班。",
            f"补助标准按照《{title}》确定。",
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP523",), (title,))


@kind("转换残留")
def residue(sheet: Sheet, rng: random.Random) -> Planted | None:
    mark = rng.choice(
        (
            "错误！未找到引用源。",
            "错误!未定义书签。",
            "_Toc48213377",
            "&nbsp;",
            "Error! Reference source not found.",
            "［待补充］",
            "XX万元",
            "□□",
        )
    )
    mark = mark.replace("［", "（").replace("］", "）")
    sentence = rng.choice(
        (f"明细见{mark}，已由经办人核对。", f"以上数据{mark}来自年度决算。", f"剩余款项{mark}于次年支付。")
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP524",), (mark.strip("（）。")[:6],))


@kind("重复的字词")
def doubled(sheet: Sheet, rng: random.Random) -> Planted | None:
    sentence, needle = rng.choice(
        (
            ("各站点的的记录完整。", "的的"),
            ("项目由由县里统一招标。", "由由"),
            ("抽查结果结果与台账一致。", "结果结果"),
            ("资金按月按月拨付到户。", "按月按月"),
            ("村民对修路表示满意，，希望延长。", "，，"),
            ("工程已经已经完工并移交。", "已经已经"),
            ("签收单由两人保管。。", "。。"),
            ("该该站点已停用。", "该该"),
        )
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP525",), (needle,))


@kind("夹杂外文")
def foreign(sheet: Sheet, rng: random.Random) -> Planted | None:
    word = rng.choice(("and", "the", "or", "with", "Table", "total", "however"))
    sentence = rng.choice(
        (f"村委会{word}物业共同管护。", f"水费 {word} 电费由站点承担。", f"公示栏 {word}宣传册已更新。")
    )
    add_sentence(sheet, rng, sentence)
    return Planted(("HP526",), (word,))


@kind("同一规定引述不一")
def quoted_differently(sheet: Sheet, rng: random.Random) -> Planted | None:
    choice = rng.randrange(3)
    if choice == 0:
        add_sentence(sheet, rng, "操作依照《农村供水工程运行管护实施细则》（平水字〔2019〕7号）。")
        add_sentence(sheet, rng, "水质检测遵循《农村供水工程运行管护实施细则》（平水字〔2020〕17号）。")
        return Planted(("HP527",), ("农村供水工程运行管护实施细则",))
    if choice == 1:
        add_sentence(sheet, rng, "依照《村级光伏收益分配细则》（平能发〔2020〕5号）分红。")
        add_sentence(sheet, rng, "依照《危房改造验收工作规程》（平能发〔2020〕5号）验收。")
        return Planted(("HP527",), ("平能发〔2020〕5号",))
    low = rng.choice((60, 70))
    add_sentence(sheet, rng, f"制度规定公示天数比例不低于{low}%。")
    add_sentence(sheet, rng, f"核查时掌握公示天数比例不低于{low + 15}%。")
    return Planted(("HP527",), ("公示天数比例",))


@kind("列举重复")
def named_twice(sheet: Sheet, rng: random.Random) -> Planted | None:
    names = rng.sample(["水利站", "卫生院", "中心小学", "文化站", "敬老院", "派出所"], 4)
    names.insert(rng.randint(2, 4), names[0])
    listed = "、".join(names)
    sentence = rng.choice((f"走访对象有{listed}。", f"参会的包括{listed}，均已签到。", f"{listed}提交了说明材料。"))
    add_sentence(sheet, rng, sentence)
    return Planted(("HP528",), (names[0],))


def _last_item(sheet: Sheet, chapter: str) -> tuple[Line, Line | Grid] | None:
    """The last item of a chapter whose items are headings, and the last part below it."""
    below = sheet.below(chapter)
    items = [part for part in below if isinstance(part, Line) and part.level]
    if not items or any(part.level != items[0].level for part in items):
        return None
    return items[-1], below[-1]


def _next_mark(text: str) -> str:
    numerals = "一二三四五六七八九十"
    if match := re.match(r"（([一二三四五六七八九])）", text):
        return f"（{numerals[numerals.index(match[1]) + 1]}）"
    if match := re.match(r"(\d+)\.", text):
        return f"{int(match[1]) + 1}."
    return ""
