"""What the finders of mentions share: full-width digits, units in running text, and numbers that are no quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.quantities.units import PREFIXES, Unit, UnitError, read_unit

# Full-width digits and signs become half-width, character for character, so that places stay. The full-width comma is
# punctuation, never a thousands separator.
_PLAIN = str.maketrans("０１２３４５６７８９．％＋－﹪−", "0123456789.%+-%-")
_WORDS = (
    *("人次", "户次", "车次", "台次", "批次", "人日", "人天", "人月", "人年", "人份", "美元", "元", "人", "户", "家"),
    *("名", "位", "个", "件", "份", "项", "处", "笔", "次", "条", "台", "套", "辆", "张", "本", "期", "批", "轮", "场"),
    *("亩", "公顷", "平方公里", "平方米", "立方米", "公里", "千米", "米", "吨", "公斤", "千克", "千瓦时", "千瓦", "岁"),
    *(
        "盏",
        "具",
        "延米",
        "块",
        "根",
        "眼",
        "袋",
        "瓶",
        "盒",
        "箱",
        "桶",
        "羽",
        "艘",
        "尾",
        "架",
        "剂次",
        "樘",
        "匹",
        "双",
        "宗",
    ),
    "部(?![门分署委队级长件位])",
    *("小时", "分钟", "天", "年", "类", "种", "组", "支", "座", "所", "间", "栋", "幢", "头", "只", "棵", "株", "字"),
    *(
        "页",
        "册",
        "卷",
        "门",
        "课时",
        "学时",
        "床",
        "级",
        "分",
        "倍",
        "季度",
        "周",
        "户籍",
        "例",
        "起",
        "款",
        "对",
    ),
)
_PREFIX = "|".join(sorted(PREFIXES, key=len, reverse=True))
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_PER = (
    r"(?:[/／每](?:人次|人|名|户|月|年|天|日|平方米|立方米|公里|公斤|延米|课时|学时|家|次|份|件|亩|吨|米|台|套|辆|张|床|株|头|只|座|盏|册|所)"
    r"(?:[·*/／每]?(?:月|年|天|日))?)"
)
# 个月 and 个工作日 are durations; 个 before another noun counts it. 分 is a mark, but not in 分别, 分为 after a comma.
UNIT = (
    rf"(?P<{{name}}>个百分点|百分点|%|‰|个工作日|工作日|个月|个季度|个小时|个自然日|"
    rf"(?:{_PREFIX})?(?:{_WORD})(?:(?<=元){_PER})?|日(?=内))"
)
_UNIT_NAMES = {"个工作日": "工作日", "个月": "月", "个季度": "季度", "个小时": "小时", "个自然日": "天", "起": "件"}
_SPACE = r"[ \t\u3000\xa0]*"
NUMERAL = "零〇○一二两三四五六七八九十百千"

_NOT_QUANTITIES = re.compile(
    "|".join(
        (
            # Document numbers: 财预〔2020〕10号, 财政部令第103号, 第12号公告.
            r"[〔\[【（(]\s*(?:19|20)\d\d\s*[〕\]】）)]\s*第?\s*\d{1,5}\s*[-—]?\d*\s*号?",
            r"第?\s*\d{1,5}\s*号令|令\s*第?\s*\d{1,5}\s*号",
            # Telephones, addresses on the net, long identifiers.
            r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)|(?<!\d)[48]00[-—]\d{3,4}[-—]\d{3,4}",
            r"https?://[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+",
            r"(?<![\d.,])\d{11,}(?![\d.,%])(?!\s*[万亿元人])",
            # Numbers of list items, at the beginning or within a line.
            r"[（(]\s*\d{1,2}\s*[）)](?!\s*[万亿元人%])|[（(][零〇一二三四五六七八九十]{1,3}[）)]",
            r"(?:^|(?<=[\n。；;：:]))\s*(?:\d{1,2}\s*(?:[.．、](?!\d)|[)）])|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s))",
            r"(?:^|(?<=[\n。；;：:]))\s*[一二三四五六七八九十]{1,3}、",
            # Codes and labels: A11, DG-A11, GB/T 9704-2012, 表1-2, 图3, 附件5、6; but 水表8600只, 代表12人, 发表3篇.
            r"GB(?:/T)?\s*\d+(?:\.\d+)?(?:[-—]\d{2,4})?",
            r"[A-Za-z][A-Za-z/]*[-_]?[A-Za-z]?\d[\w.-]*(?![年月])",
            r"(?:(?<![水电气油仪手钟代发填外])表|(?<![地意企])图|附[件表录图])\s*\d+(?:[-—.]\d+)*(?:[、和至—-]\s*\d+(?![\d年月日.%]))*",
            # Places and rooms: 445号, A栋9A, 101室, 3楼.
            r"\d+[A-Z](?![A-Za-z])",
            r"(?<![月\d至到~～—-])(?<!月\s)\d+(?:[-—]\d+)?\s*号(?!文)|\d+(?:[-—]\d+)*\s*(?:室|楼|层|单元|弄|栋(?=[A-Z\d]))",
            r"(?<![\d:=])\d{1,2}:\d{2}(?::\d{2})?(?!\s*[:\d])",
        )
    ),
    re.ASCII | re.MULTILINE,
)


def plain(text: str) -> str:
    """The text with half-width digits and signs, every character in its place."""
    return text.translate(_PLAIN)


def not_quantities(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that measure nothing."""
    return (match.span() for match in _NOT_QUANTITIES.finditer(text))


def unit_of(word: str) -> Unit | None:
    """The unit that a word in running text names; None if it cannot be read."""
    written = re.sub(r"(?<=元)每", "/", _UNIT_NAMES.get(word, word)).replace("／", "/")
    written = re.sub(r"(?<=/人)每?(?=[月年])", "·", written)
    try:
        return read_unit(written) if written else None
    except UnitError:
        return None
