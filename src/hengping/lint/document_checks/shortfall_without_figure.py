"""差距没有数据: a shortfall is claimed and its size is told nowhere.

Meaning: a sentence says that something measured missed its target, is low or far from what was expected, without a
figure, and the document gives no figure anywhere whose words are those of its name.
Why: nobody can examine it, nor the points that it cost. The city's report of 2020 takes 1.88 points off for a
satisfaction whose value it does not print.
Basis: 财预〔2020〕10号 (data and reasons behind the score); practice of review.
Exclusions:
1. Shortfalls of something that has no figure by nature: 制度, 管理, 意识, 机制, 档案 …; and headings.
2. A value told in another sentence or in a table; a target alone is no value.
3. Rules and conditional sentences (未达到…的，扣…分; 如未完成), quotations, advice, and what only marks a thing
   (执行率偏低的项目).
4. The same thing is named once.
5. The first sentence of a point whose next ones give figures.
Fires: 只是受益对象满意度未达理想值, and no value of 满意度
Silent: 满意度为83.12%，未达到85%的目标
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.shortfalls import ToldValues, is_value
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_ADVERBS = re.compile(
    r"(?:(?:较大|大)幅度?|(?:较大|很大|一定)程度上?|仍然?|还|尚|依然|也|都|均|明显|相对|普遍|总体|整体|略有?|较为|比较|远远?|大幅|始终|一直|有些|稍|则|就|又|却|处于|位于|居于?|排在?|的?情况|方面|存在|有)*$"
)
_MISSED = re.compile(
    r"(?:未|没有|没能|未能|尚未|并未|远未|难以)(?:能|够|完全|全部)*(?:达到?|完成|实现|达成|满足)"
    r"|不达标|未达标|低于(?!\d)|不及|不如|逊于|提升空间|提高空间|改进空间|上升空间|有待(?:进一步)?(?:提高|提升|改善)"
    r"|偏[低少小慢短弱窄]|过[低少慢短]|较[低少慢小短]|不(?:够)?[高多强]|不(?:够)?理想|欠佳|不佳|不尽如?人意|不容乐观|堪忧|低下|末位|垫底|靠后|倒数|寥寥|不足(?!\d)|滞后|落后|缓慢|乏力"
)
# Less than what was to be reached; than something else it may be well.
_LESS = re.compile(r"(?:少|短|小|弱|慢|晚|差)于(?!\d)")
# What was to be reached is named, so whatever falls short of it has a size.
_AIM = re.compile(
    r"目标|计划|预期|承诺|测算|预测|设计|可研|部署|要求|标准|方案|规划|设想|平均|上年|同类|序时|翻番|比例|水平|任务|全[国省市县区]|周边"
)
# Far from something: whatever is measured, for a distance is a figure.
_FROM = re.compile(r"[与同和离距较]|相[比去差]|有|存在|差距")
_FAR = re.compile(
    r"(?:[与同和离距较]|相[比去差])[^，。；：]{0,16}?(?:差距|距离|落差|偏差|甚远|差[得了]?[较很甚颇][远大多])|(?:有|存在)[^，。；：]{0,6}(?:差距|距离|落差|偏差)|差距(?:较|很|明显|不小|比较)"
)
_VERB = re.compile(
    rf"{_MISSED.pattern}|(?:[较比][^，]{{1,8}})?(?:有所|略有|持续|出现|呈|增长|增加|下降|下滑|减少|提高|上升|波动|回落)"
)
_ENDING = (
    r"满意度|知晓度|参与度|完成度|认可度|率|人数|人次|数量|比例|占比|比重|金额|征缴额|支出额|收入额|销售额|交易额|营业额|覆盖面|完成量"
    r"|流量|产量|销量|用量|总量|存量|增量|户数|家数|件数|次数|频次|面积|时长|天数|周期|增速|增幅|规模|收入|产值|利润|税收|投资额|用水量|用电量|客流|价格|单价"
)
_MEASURED = re.compile(rf"(?:{_ENDING})$")
_SIZED = re.compile(
    rf"(?:{_ENDING}|水平|收益|支出|经费|投入|成本|进度|强度|密度|效率|产出|速度|到位|量|额|数|度|值|面)$"
)
_SOFT = re.compile(
    r"(?:管理|服务|业务|技术|规范化|标准化|信息化|专业化?|工作|治理|精细化|能力|素质|认识|建设|绩效管理|制度|机制|力|意识|程|高|制|态|法|角|维|深|广|精|力)(?:水平|程度|度)?$"
)
_HEADING = 30
_RULE = re.compile(
    r"[扣得]\s*\d|的[，]?扣|如果?|若|凡|应当(?!看到|指出|说明|承认)|不得|是否|每[低差少]|的得|不得分|原则|标准为"
)
_LEADING = re.compile(
    r"^(?:[^，]{0,8}(?:认为|发现|了解到|反映|显示|表明|指出)|只是|但是?|其中|由于|因为?|因此|仍?有|年度?|使得?|和|及|对|该|项目|本|部分|年|此外|另外|同时|目前|从[^，]{1,10}看"
    r"|应当?(?:看到|指出)的?是?|值得注意的是|总体(?:上|看)?|导致|造成|影响|不过|然而|并且|而且|特别是|尤其是|一些|个别|[一二三四五六]是|当前|全年|全市|全县|全区|全省)+"
)
_OPEN = re.compile(r"^的(?!情况|问题|现象|状况|局面|矛盾)")
_REMEDY = re.compile(r"建议|改进|措施|对策|打算|方法|标准")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    values = ToldValues.of(subject)
    told: set[str] = set()
    for sentence in subject.sentences:
        if _RULE.search(sentence.text) or _is_title(sentence):  # (1, 3, 5)
            continue
        heading = sentence.passage.heading
        if heading is not None and _REMEDY.search(heading.text) and "问题" not in heading.text:  # (3)
            continue
        for name, words in _claims(sentence):
            if name in told:
                continue
            told.add(name)  # (4)
            kernel = "满意度" if name.endswith("满意度") else name
            if values.tell(kernel):  # (2)
                continue
            yield Remark(
                at(sentence.place),
                f"称“{name}{words}”，没有写明数值，全文也没有给出“{name}”的完成值。",
                expected=f"写明{name}的实际值和目标值",
                found=words,
            )


def _is_title(sentence: Sentence) -> bool:
    passage = sentence.passage
    if len(passage.text) < _HEADING and passage.text[-1] not in "。；":
        return True  # (1)
    rest = [s for s in passage.sentences if s.start > sentence.start]
    counted = sentence.start == 0 and (passage.list_item or re.match(r"[一二三四五六七八九]是|[（(]\d", sentence.text))
    return bool(counted) and any(is_value(m) for s in rest for m in s.mentions)  # (5)


def _claims(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """What is said to fall short without a figure beside it, with the words that say so."""
    clauses = sentence.clauses
    for number, clause in enumerate(clauses):
        near = clauses[max(number - 1, 0) : number + 2]
        if any(is_value(m) for part in near for m in part.mentions):
            continue
        before = clauses[number - 1].text if number else ""
        claim = _distance(clause.text, before) or _missed(clause.text, before)
        if claim is None:
            continue
        name, begin, end = claim
        words = re.split(r"[，。；]", clause.text[begin:], maxsplit=1)[0][:14]
        if not sentence.passage.is_quoted(clause.start + begin) and not _OPEN.match(clause.text[end:]):  # (3)
            yield name, words


def _missed(clause: str, before: str) -> tuple[str, int, int] | None:
    """Name of what is low or was missed, and where the clause says so; the clause before may name it."""
    less = (match for match in _LESS.finditer(clause) if _AIM.search(clause, match.end()))
    for match in (*_MISSED.finditer(clause), *less):
        aimed = bool(_AIM.search(clause, match.end()))
        name = _name(clause[: match.start()], _SIZED if aimed else _MEASURED)
        if not name and aimed and not _bare(clause[: match.start()]):
            name = _named_in(before)
        if name:
            return name, match.start(), match.end()
    return None


def _distance(clause: str, before: str) -> tuple[str, int, int] | None:
    """Name of what is far from something, and where the clause says so; the clause before may name it."""
    for match in _FROM.finditer(clause):
        told = _FAR.match(clause, match.start())
        if told is None:
            continue
        name = _name(clause[: match.start()], _SIZED)
        if not name and not _bare(clause[: match.start()]):
            name = _named_in(before)
        if name:
            return name, match.start(), told.end()
    return None


def _named_in(clause: str) -> str:
    """The measured thing that a whole clause is about: what stands before its verb."""
    verb = _VERB.search(clause)
    return _name(clause[: verb.start()] if verb else clause.rstrip("，；："), _SIZED)


def _bare(text: str) -> str:
    """What stands before the words beside adverbs: the subject of the clause, if it has one."""
    return _ADVERBS.sub("", text)


def _name(text: str, ending: re.Pattern[str]) -> str:
    """The measured thing at the end of a text; "" where nothing measured stands there."""
    text = _LEADING.sub("", re.split(r"[，。；：、]", _ADVERBS.sub("", text))[-1])
    if not ending.search(text) or _SOFT.search(text) or len(text) < 3:  # (1)
        return ""
    return text[-18:]


CHECK = Check(code="HP515", title="差距没有数据", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
