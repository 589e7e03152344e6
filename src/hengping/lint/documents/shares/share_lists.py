"""Shares told one after the other: of amounts told likewise (分别占59.30%、18.70%…), and of answers to one question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import Kind, Nearby, before, between, is_amount, is_count, kind_of
from hengping.lint.documents.printed import NOTHING, Printed, Room, Verdict
from hengping.lint.documents.stated import OTHER_BASE

_LISTED = re.compile(
    r"(?:占|比重|比例)[^，。；]*(?:分别|依次|各)|(?:分别|依次|各)[^，。；]*(?:占|比重|比例)|占比[^，。；]*(?:分别|依次)"
)
_JOINED = re.compile(r"[、，和及与]{1,2}|以及")
_SATISFIED = re.compile(r"(?:满意|好评|认可|支持)(?:度|率)(?:约)?(?:为|是|达到?|有)?$")
_ANSWER = re.compile(r"满意|好评|认可|支持|一般|较好|赞成|反对|不了解|了解")
_WEIGHTED = re.compile(r"赋值|加权|折算|系数|权重|分值|均值|按[^，。]{0,20}计")
_FEWEST, _ANSWERS = 2, 3
_NEAR = Decimal("0.1")


@dataclass(frozen=True)
class OddShare:
    """A share that its part and the whole of the other shares do not give.

    Attributes:
        whole: as shown.
        sure: whether at least two other shares are of this whole.
    """

    share: Entry
    part: str
    whole: str
    exact: Decimal
    sure: bool


def odd_shares(passage: list[Entry], nearby: Nearby) -> Iterator[OddShare]:
    """The odd shares of the lists of a paragraph."""
    for run in _share_runs(passage):
        parts = _parts(run, passage)
        if parts is not None:
            yield from _odd(run, parts, passage, nearby)
        else:
            yield from _odd_in_table(run, nearby)
    yield from _odd_satisfaction(passage)


def _share_runs(passage: list[Entry]) -> Iterator[list[Entry]]:
    """Shares joined by 、 and 和 behind 分别占."""
    run: list[Entry] = []
    for entry in passage:
        is_share = entry.figure.mention is not None and entry.figure.mention.kind == "share"
        if run and is_share and _JOINED.fullmatch(between(run[-1], entry)):
            run.append(entry)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = [entry] if is_share and _LISTED.search(entry.name) and not OTHER_BASE.search(entry.name) else []
    if len(run) >= _FEWEST:
        yield run


def _parts(run: list[Entry], passage: list[Entry]) -> list[Entry] | None:
    """As many amounts of one kind, the last before the shares."""
    earlier = [e for e in passage if e.sentence is run[0].sentence and before(e, run[0]) and is_amount(e)]
    if not earlier:
        return None
    alike = [entry for entry in earlier if kind_of(entry.figure) == kind_of(earlier[-1].figure)]
    return alike[-len(run) :] if len(alike) >= len(run) else None


def _odd(run: list[Entry], parts: list[Entry], passage: list[Entry], nearby: Nearby) -> Iterator[OddShare]:
    kind = kind_of(parts[0].figure)
    together = sum((part.figure.room for part in parts), NOTHING)
    added = sum((part.figure.number for part in parts), Decimal(0))
    wholes = [(together, parts[0].figure.as_printed(added))]
    wholes += [(e.figure.room, str(e.figure)) for e in passage if is_amount(e) and kind_of(e.figure) == kind]
    wholes += [(e.figure.room, str(e.figure)) for e in _implied(run, parts, kind, nearby)]
    best: tuple[int, Room, str, list[int]] | None = None
    for room, shown in wholes:
        odd = [i for i, (share, part) in enumerate(zip(run, parts, strict=True)) if not _fits(share.figure, part, room)]
        if not odd:
            return
        if len(odd) == 1 and (best is None or len(odd) < best[0]):
            best = (len(odd), room, shown, odd)
    if best is not None:
        _, room, shown, (i,) = best
        exact = parts[i].figure.number / room.middle
        yield OddShare(run[i], str(parts[i].figure), shown, exact, len(run) > _FEWEST)


def _implied(run: list[Entry], parts: list[Entry], kind: Kind, nearby: Nearby) -> Iterator[Entry]:
    """The figures of the document that the first two shares are of."""
    for share, part in list(zip(run, parts, strict=True))[:2]:
        if share.figure.number > 0:
            whole = part.figure.number / share.figure.number
            yield from nearby.between(kind, whole * (1 - _NEAR / 10), whole * (1 + _NEAR / 10))


def _fits(share: Printed, part: Entry, whole: Room) -> bool:
    working = part.figure.room.over(whole)
    return working is not None and share.verdict(working) is not Verdict.DISAGREES


def _odd_in_table(run: list[Entry], nearby: Nearby) -> Iterator[OddShare]:
    """甲、乙、丙分别占32.31%、29.54%和25.68%: rows of a table whose column has a total."""
    names = [name for name in re.split(r"[、和与及]", re.sub(r"[^、]*[：，]", "", _names(run))) if len(name) > 1]
    if len(names) != len(run):
        return
    columns: dict[tuple[int, int], dict[int, Entry]] = {}
    for entry in nearby.cells():
        assert entry.cell is not None
        ledger, item, column = entry.cell
        label = ledger.labels[item]
        place = next((i for i, name in enumerate(names) if name in label or (label in name and len(label) > 1)), None)
        if place is not None:
            columns.setdefault((id(ledger), column), {})[place] = entry
    found: list[OddShare] = []
    for cells in columns.values():
        total = _total(cells[0]) if len(cells) == len(run) and 0 in cells else None
        if total is None:
            continue
        odd = [i for i, share in enumerate(run) if not _fits(share.figure, cells[i], total.room)]
        if not odd:
            return
        if len(odd) == 1 < len(run) - 1:
            i = odd[0]
            exact = cells[i].figure.number / total.number
            found.append(OddShare(run[i], str(cells[i].figure), str(total), exact, False))
    yield from found[:1]


def _names(run: list[Entry]) -> str:
    """What stands before 分别占 in its clause; the last name may still have what is counted behind it."""
    clause = re.split(r"[，。；：]", f"{run[0].lead}{run[0].name}")[-1]
    return re.split(r"(?:分别|依次|各|占)", clause)[0]


def _total(cell: Entry) -> Printed | None:
    assert cell.cell is not None
    ledger, _, column = cell.cell
    return ledger.figure(ledger.totals[-1], column) if ledger.totals else None


def _odd_satisfaction(passage: list[Entry]) -> Iterator[OddShare]:
    """“很满意”212人、“满意”96人、“一般”30人: 满意度 is the first answers, however many, of all."""
    for position, entry in enumerate(passage):
        mention = entry.figure.mention
        if mention is None or mention.kind != "share" or not _SATISFIED.search(entry.name) or entry.sentence is None:
            continue
        row = [e for e in passage[:position] if e.sentence is entry.sentence and is_count(e.figure)]
        answers = [e for e in row if _ANSWER.search(e.name[-8:] + e.tail[:6]) or "”" in e.lead[-2:]]
        if len(answers) < _ANSWERS or answers != row[-len(answers) :] or _WEIGHTED.search(entry.sentence.text):
            continue
        counts = [e.figure.number for e in answers]
        everyone = sum(counts, Decimal(0))
        asked = [e.figure.number for e in passage if is_count(e.figure) and e.figure.number >= max(counts)]
        first = [sum(counts[:k], Decimal(0)) for k in range(1, len(counts))]
        ratios = [part / whole for part in (*counts, *first) for whole in (everyone, *asked)]
        if any(entry.figure.verdict(Room(r, r)) is not Verdict.DISAGREES for r in ratios):
            continue
        near = min(first, key=lambda part: abs(part / everyone - entry.figure.number))
        if abs(near / everyone - entry.figure.number) < _NEAR:
            unit = answers[0].figure
            yield OddShare(entry, unit.as_printed(near), unit.as_printed(everyone), near / everyone, False)
