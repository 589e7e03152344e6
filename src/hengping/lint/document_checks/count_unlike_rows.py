"""写明的个数与所列的项、表不符: a stated number is not that of the items or rows that follow it.

Meaning: a paragraph ends in 如下, 见下表, 名单如下 or a colon after exactly one number with a counter (三个问题：,
共12份，见下表), and the items of the list, or the rows of the table, that follow at once are not as many; or a sentence
says how many 一级, 二级 or 三级 indicators there are and no table of the document has as many; or
so many things are said to stand in a table named by its number (12项绩效指标见表5), which has one or two rows more or
fewer; or a sentence says how many are 完成, 未完成, 优, 良, and the column of those words has others.
Why: an item is missing, or the number is that of an earlier draft.
Basis: arithmetic; the region's goal table has the 17 rows that its text counts.
Exclusions:
1. Several numbers before the colon, 等, 部分: the list may be a selection.
2. A list or table that does not follow at once, of one item, or whose first number is not the first.
3. Tables with merged names of rows, and rows of totals, are counted both ways.
4. Numbers that belong to something else (分, 年, 元); indicators counted by chapters or of a part only.
5. Words of a column only where the numbers make up the rows of the table, or the sentence names the table and its
   rows, or the paragraph names no other table and the whole that they make up is one or two off its rows.
Fires: 存在以下三个问题：（1）…（2）…
Silent: 项目依据的主要文件共12份，见下表, a table of 12 rows
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.lists.enumerations import COUNT, chinese_number, stated_number
from hengping.lint.documents.passages import Passage, Sentence, normal
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.value_counts import ToldCount, in_table, told_counts, value_counts
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import ParagraphBlock, TableBlock

_COLON = re.compile(r"(?:如下|以下|下列|下述).*[：。]$|：$")
_TABLE = re.compile(r"见下表|如下表|列表如下|名单如下|下表所示")
_SELECTION = re.compile(r"等|部分|至少|以上|近|约|不同|各|每|任何|之一")
_LEVEL = re.compile(
    r"(?P<level>[一二三四])级(?:绩效|评价)?指标(?:共计|共|合计|总计|总共|数量?)?(?:有|为|设置|设|计)?(?P<number>\d{1,3}|[两二三四五六七八九十]{1,3})[个项条]"
    r"|(?P<ahead>(?<![\d.])\d{1,3}|[两二三四五六七八九十]{1,3})[个项条大](?P<of>[一二三四])级(?:绩效|评价)?指标"
)
_SEE = re.compile(
    r"(?<![\d.第其])(?P<number>\d{1,2}|[两二三四五六七八九十]{1,3})(?P<counter>[个项家所条类种处]|个县|名)(?P<noun>[^，。；：、\d]{2,14}?(?=及|的|与|情况|具体|详|明细|各自|见|列|如|，|（))"
    r"[^，。；：、\d]{0,16}[，（]?(?:具体|详细|详|分别|各自|如|明细|情况|列|可)*(?:见|如|列于|列入)表(?P<table>\d{1,2})"
)
_NEARLY = 2
_PART = re.compile(r"其中|该类|该项|下设|部分|方面|本类|各|每|申报的")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    blocks = subject.source.blocks
    for position, block in enumerate(blocks[:-1]):
        if not isinstance(block, ParagraphBlock):
            continue
        text = normal(block.text)
        sentence = re.split(r"[。；](?!$)", text)[-1]
        counts = [match for match in COUNT.finditer(sentence) if (stated_number(match) or 0) > 1]
        if len(counts) != 1 or _SELECTION.search(sentence):  # (1)
            continue
        following = blocks[position + 1]
        stated = stated_number(counts[0]) or 0
        if isinstance(following, ParagraphBlock) and following.list_item and _COLON.search(sentence):
            items = _items(blocks[position + 1 :], own=block.list_item)
            if len(items) > 1 and stated != len(items):
                yield _remark(block, counts[0].group(), f"所列有{len(items)}项", len(items))
        elif isinstance(following, TableBlock) and _TABLE.search(sentence):
            rows = _rows(Ledger(following, False))
            if rows and stated not in rows and max(rows) > 1:
                yield _remark(block, counts[0].group(), f"表中有{min(rows)}行", min(rows))
    for passage in subject.prose:
        yield from _levels(subject, passage)
        yield from _named_tables(subject, passage)
    for sentence in subject.sentences:
        yield from _words_of_column(subject, sentence)


def _items(blocks: tuple[object, ...], *, own: str) -> list[ParagraphBlock]:
    """The items of one kind that follow, down to the next heading or the next item of the list around them."""  # (2)
    found: list[ParagraphBlock] = []
    for block in blocks:
        if not isinstance(block, ParagraphBlock):
            break
        if not block.list_item:
            continue
        kind = _kind(block.list_item)
        if own and kind == _kind(own):
            break
        if not found and not re.search(r"[1一①aA•·●-]", block.list_item):
            break
        if not found or kind == _kind(found[0].list_item):
            if found and re.fullmatch(r"\D*(?:1|一|①)\D*", block.list_item):
                break
            found.append(block)
    return found


def _kind(item: str) -> str:
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"[①-⑳]", "①", re.sub(r"\d+", "1", normal(item))))


def _rows(ledger: Ledger) -> set[int]:
    """How many rows a table may be said to have."""  # (3)
    own = [item for item in range(ledger.count) if not ledger.is_total(item)]
    column = ledger.label_column
    names = [ledger.text(item, column) for item in own] if column >= 0 else []
    return {len(own), len({name for name in names if name}), sum(bool(name) for name in names)} - {0}


def _levels(subject: DocumentUnderReview, passage: Passage) -> Iterator[Remark]:
    for match in _LEVEL.finditer(passage.text):
        clause = re.split(r"[，。；：]", passage.text[: match.start()])[-1]
        if passage.is_quoted(match.start()) or _PART.search(clause) or _PART.search(passage.text[:20]):  # (4)
            continue
        level, stated = match["level"] or match["of"], chinese_number(match["number"] or match["ahead"])
        known = _counts_of_level(subject, level)
        if stated and known and stated not in known and len(known) <= 2:
            yield Remark(
                at(passage.place),
                f"写作“{match.group()}”，文件的表中{level}级指标有{'或'.join(map(str, sorted(known)))}个。",
                expected="或".join(map(str, sorted(known))),
                found=match.group(),
                severity=Severity.WARNING,
            )


def _named_tables(subject: DocumentUnderReview, passage: Passage) -> Iterator[Remark]:
    """设定的12项绩效指标及完成情况见表5: the table of that number, wherever it stands."""
    for match in _SEE.finditer(passage.text):
        stated = chinese_number(match["number"])
        of_number = re.compile(rf"表{match['table']}(?!\d|[-—.]\d)")
        for ledger in subject.ledgers:
            rows = _rows(ledger) if of_number.match(normal(ledger.table.caption).replace(" ", "")) else set()
            if stated and rows and stated not in rows and min(abs(stated - row) for row in rows) <= _NEARLY:
                phrase = f"{match['number']}{match['counter']}{match['noun']}"
                yield Remark(
                    at(passage.place),
                    f"写作“{phrase}”，表{match['table']}有{min(rows)}行。",
                    expected=f"{min(rows)}，或补齐",
                    found=phrase,
                    severity=Severity.WARNING,
                )


def _words_of_column(subject: DocumentUnderReview, sentence: Sentence) -> Iterator[Remark]:
    """完成8项，未完成4项 against the words in a column of the table that has as many rows."""  # (5)
    told = told_counts(sentence)
    if len(told) < 2:
        return
    named = {int(number) for number in re.findall(r"表(\d{1,2})(?![\d-])", sentence.passage.text)}
    stated = {int(number) for number in re.findall(r"(?<![\d.])\d{1,3}(?=[项个家所名条户处])", sentence.text)}
    together = sum(each.number for each in told)
    for ledger in subject.ledgers:
        label = re.match(r"表\s?(\d{1,2})", normal(ledger.table.caption))
        for counts in value_counts(ledger):
            rows = sum(counts.values())
            is_named = label is not None and int(label[1]) in named
            lacks_a_row = len(named) == 1 and together in stated and 0 < abs(together - rows) <= _NEARLY
            is_meant = rows == together or (is_named and (rows in stated or lacks_a_row))
            known = [(each, in_table(each, counts)) for each in told]
            if not is_meant or any(number is None for _, number in known):
                continue
            wrong = [(each, number) for each, number in known if number != each.number]
            if len(wrong) < len(known) or len(named) == 1 or len(known) == len(counts):
                yield from (_word(sentence, ledger, each, number or 0) for each, number in wrong)
                return


def _word(sentence: Sentence, ledger: Ledger, told: ToldCount, number: int) -> Remark:
    return Remark(
        at(sentence.place, ledger.place(0, 0)),
        f"写作“{told.printed}”，{normal(ledger.table.caption)[:20] or '表'}中“{told.word}”有{number}个。",
        expected=f"{number}个",
        found=told.printed,
        severity=Severity.WARNING,
    )


def _counts_of_level(subject: DocumentUnderReview, level: str) -> set[int]:
    found = set()
    for ledger in subject.ledgers:
        column = next((c for c in ledger.columns if c.heading.split("/")[-1].startswith(f"{level}级指标")), None)
        if column is None:
            continue
        own = [item for item in range(ledger.count) if not ledger.is_total(item)]
        texts = [text for item in own if (text := ledger.text(item, column.index))]
        found |= {len(texts), len(set(texts))}
    found |= {len(table.lines) for table in subject.goal_tables} if level == "三" else set()
    return found


def _remark(block: ParagraphBlock, phrase: str, what: str, expected: int) -> Remark:
    return Remark(
        at(block.place),
        f"写作“{phrase}”，后面{what}。",
        expected=f"{expected}，或补齐",
        found=phrase,
        severity=Severity.WARNING if "行" in what else None,
    )


CHECK = Check(
    code="HP721", title="写明的个数与所列的项、表不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run
)
