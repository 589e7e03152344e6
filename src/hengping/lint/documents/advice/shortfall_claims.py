"""Sentences that say, without a figure, that something measured falls short: what it is and how they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.advice.shortfalls import is_value
from hengping.lint.documents.passages import Sentence

# Ends of names of what is measured by nature.
_MEASURED = (
    r"(?<![效频概汇利功税])率|(?:满意|知晓|认知|认可|参与|活跃|知名|完成|达成|使用)(?:程)?度|人数|(?<![层档名依多首再上本此每两三其])次|(?<![参函多少基无分系])数(?![据字])"
    r"|(?<![质力能衡考尽大少测批])量|(?<![足全名])额度?|(?<![方全层页路地表书当对界平断剖侧里外上下前后局场画封版墙屋桥门见出反正负])面(?!积)|比例|占比|比重|面积|时长|周期|增速|增幅|规模"
    r"|收入|产值|利润|税收|客流|价格|单价|[亩单总]产|增加值|金额"
)
# Ends of names of what has a size once something is said to be reached.
_SIZED = (
    rf"{_MEASURED}|水平|收益|支出|经费|投入|成本|进度|强度|密度|产出|速度|到位|配套|配[备置比齐]|能耗|资本|贷款|种类|品种|(?<![加减迅快高急飞])速|[均峰]值"
    r"|(?<![制程力态角维广限季年月难])度"
)
_SHORT = re.compile(
    r"(?:未|没有|没能|尚未|难以|无法|不能)[^，。；：]{0,8}?(?:达|完成|实现|落实|覆盖|到位|满足|提升|提高|增长|见效|[降升减增][到至]|超过)"
    r"|不达标|低于(?!\d)|不及|不如|逊于|上不去|(?:提升|提高|改进|上升|改善)空间|有待(?:进一步)?(?:提高|提升|改善|加强)"
    r"|(?:[偏过较很极颇]|十分|非常|相当|明显)[低少小慢短弱窄](?!于)|没有[^，。；：]{1,8}(?:多|高|好|快|大|强|理想)(?=[，。；]|$)|不明显|[偏过][高长]|居高不下|[高低]位|高企|徘徊|[达完升][不][到成上]|欠(?:理想|缺|佳)|不(?:够|太|算)?[高多强广](?![于\d])|不足(?=[，。；]|$)|不(?:够|太)?理想|欠佳|不佳|不尽如?人意|不容乐观|堪忧"
    r"|低下|低迷|末位|垫底|靠后|倒数|寥寥|滞后|落后|缓慢|乏力|有限|不升反降|下滑|差强人意"
)
# Less than what was to be reached; than something else it may be well.
_LESS = re.compile(r"(?:少|短|小|弱|慢|晚|差)于(?!\d)")
_FAR = re.compile(
    r"(?:[与同和离距较]|相[比去差])[^，。；：]{0,16}?(?:差距|距离|落差|偏差|缺口|甚远|差[得了]?[较很甚颇][远大多])|相差[甚较很]|(?:有|存在)[^，。；：]{0,6}(?:差距|距离|落差|偏差|缺口)"
    r"|差距(?:较|很|明显|不小|比较|悬殊)"
)
_AIM = re.compile(
    r"目标|计划|预期|承诺|测算|预测|设计|可研|可行性|部署|要求|标准|方案|规划|设想|预想|规定|约定|合同|期望|应有|平均|上年|同类|序时|翻番|比例|水平|任务|全[国省市县区]|周边|应"
)
# What has no figure by nature, though its name ends like one that has.
_SOFT = re.compile(
    r"(?:管理|服务|业务|技术|[一-龥]化|专业|工作|治理|能力|素质|认识|建设|质量|制度|机制|力|意识|高|态|法|角|维|深|广|精|重视|熟悉|紧密|强|难|"
    r"进一步?|一定|[较很]大)(?:水平|程度|度)$"
)
# Between the name and the words that judge it: nothing else is named or praised there.
_OTHER = re.compile(
    r"原因|因为|由于|但|而(?!言)|却是|[高多快强好]于|(?:管理|意识|能力|制度|机制|质量|力度|建设|工作|宣传|水平|作用|效果)"
)
_GAP = 12
_LEADING = re.compile(
    r"^(?:[^，]{0,8}(?:认为|发现|了解到|反映|显示|表明|指出)|只是|但是?|其中|由于|因为?|因此|仍?有|年度?|使得?|和|及|对|该|项目|本|部分|年|此外|另外|同时|目前"
    r"|从[^，]{1,10}看|应当?(?:看到|指出)的?是?|值得注意的是|总体(?:上|看)?|导致|造成|影响|不过|然而|并且|而且|特别是|尤其是|一些|个别|[一二三四五六]是"
    r"|当前|全年|全市|全县|全区|全省)+"
)
# 按期结题率和节点考核合格率: of several names the last one.
_JOINED = re.compile(rf"(?<=[率度数量额例重积次面])[和及与](?=[^，]*(?:{_MEASURED}))")
_BARE = re.compile(
    r"(?:[与同和离距较比]|且|又|也|仍然?|还|尚|都|均|则|就|却|明显|远远?|始终|一直|总体|整体|普遍|相对|略|有|存在|并|但|没|未|且)*"
)
# 执行率偏低的项目 marks the projects and claims nothing of them.
_MARKING = re.compile(r"的(?!情况|问题|现象|状况|局面|矛盾|水平|目标|要求)")
_CAUSE = re.compile(r"主要(?:原因)?(?:是|系|为|由于|因)|原因(?:是|为|在于|有)|受[^，]{1,16}影响|由于")
_LONGEST = 18


@dataclass(frozen=True)
class Claim:
    """What is said to fall short, and the words that say so."""

    name: str
    words: str


def claims(sentence: Sentence) -> Iterator[Claim]:
    """The claims of a sentence that have no figure of their own: in the clause, or right behind it."""
    clauses = sentence.clauses
    for number, clause in enumerate(clauses):
        if _has_value(clause) or (number + 1 < len(clauses) and _goes_on(clauses[number + 1])):
            continue
        if _CAUSE.search(sentence.text[: clause.start - sentence.start]) and sentence.mentions:
            return  # the reason of a figure told before
        before = clauses[number - 1] if number else None
        for match in _marks(clause.text):
            name = _subject(clause.text, match, before)
            if name and not sentence.passage.is_quoted(clause.start + match.start()):
                named = clause.text.rfind(name, 0, match.start())
                said = clause.text[named + len(name) if named >= 0 else match.start() :]
                yield Claim(name, re.split(r"[，。；]", said, maxsplit=1)[0][:14])
                break


def _has_value(clause: Sentence) -> bool:
    return any(is_value(mention) for mention in clause.mentions)


def _goes_on(clause: Sentence) -> bool:
    """Whether a clause only adds the figure of the one before: 仅为41%."""
    values = [mention for mention in clause.mentions if is_value(mention)]
    if not values:
        return False
    lead = clause.text[: values[0].start - clause.start]
    return len(lead) < 4 or not re.search(_MEASURED, lead)


def _marks(clause: str) -> list[re.Match[str]]:
    """The words of a clause that say that something falls short."""
    less = [match for match in _LESS.finditer(clause) if _AIM.search(clause, match.end())]
    found = [match for match in (*_FAR.finditer(clause), *_SHORT.finditer(clause), *less)]
    return [match for match in found if not _MARKING.match(clause, match.end())]


def _subject(clause: str, match: re.Match[str], before: Sentence | None) -> str:
    """The measured thing that a mark judges: the last one before it, or that of the clause before."""
    aimed = match.re is not _SHORT or bool(_AIM.search(clause, match.start()))
    own = clause[: match.start()]
    name, gap = _last_thing(own, _SIZED if aimed else _MEASURED)
    if name and len(gap) <= _GAP and not _OTHER.search(gap):
        return name
    if aimed and _BARE.fullmatch(own) and before is not None and not _has_value(before):
        return _last_thing(before.text.rstrip("，；："), _SIZED)[0]
    return ""


def _last_thing(text: str, endings: str) -> tuple[str, str]:
    """The last measured thing of a text, and what stands behind it; ("", "") if there is none."""
    part = re.split(r"[，。；：、]", text)[-1]
    ends = [match.end() for match in re.finditer(endings, part)]
    for end in reversed(ends):
        name = _LEADING.sub("", _JOINED.split(part[:end])[-1])
        if len(name) >= 3 and not _SOFT.search(name) and name[0] not in "与同和离距较比":
            return name[-_LONGEST:], part[end:]
    return "", ""
