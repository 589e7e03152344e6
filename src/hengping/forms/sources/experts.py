"""`expert_points`: what one expert gives on each point; `expert_scores`: each point with what all experts gave.

`expert_conclusions`: each expert with the overall opinion. Option `deliverable` says of what (方案, 初稿, 终稿);
options `point.<name>` are the points with their marks that experts are asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hengping.cases.model.review import Expert, ExpertReview
from hengping.cases.parts_fields import fields_of
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling, entry_of
from hengping.forms.new_ids import prefix_of
from hengping.forms.sources.proposed_rows import further_key, with_proposals
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities.display import plain
from hengping.quantities.rounding import round_half_up

_FIELDS = fields_of(ExpertReview)
_POINT = "point."
_SCORE_COLUMNS = {
    "number": "序号",
    "point": "评审要点",
    "max_score": "分值",
    "experts": "评分人数",
    "mean": "平均分",
    "opinions": "专家意见",
}
_CONCLUSIONS = {"number": "序号", "conclusion": "结论", "opinion": "总体意见", "total": "评分合计"}


def _reviews(filling: Filling, options: Options, expert: Expert | None = None) -> list[ExpertReview]:
    wanted = options.get("deliverable", "")
    names = (expert.id, expert.name) if expert else ()
    return [
        row
        for row in filling.case.expert_reviews
        if row.deliverable == wanted and (expert is None or row.expert in names)
    ]


def _asked(options: Options) -> dict[str, str]:
    return {name.removeprefix(_POINT): marks for name, marks in options.items() if name.startswith(_POINT)}


def _expert(filling: Filling) -> Expert | None:
    return next((row for row in filling.case.experts if row.id == filling.instance), None)


def _points(filling: Filling, options: Options) -> Sequence[FormRow]:
    expert = _expert(filling)
    own = [row for row in _reviews(filling, options, expert) if row.point] if expert else []
    asked = [_open(filling, options, number, *each) for number, each in enumerate(_asked(options).items(), start=1)]
    rows = with_proposals([_given(number, row) for number, row in enumerate(own, start=1)], asked)
    marks = [Decimal(row.cells["max_score"].text) for row in rows if row.cells["max_score"].text]
    given = [Decimal(row.cells["score"].text) for row in rows if row.cells["score"].text]
    if rows:
        total = {"number": Entry("合计"), "max_score": Entry(plain(sum(marks, Decimal(0)))), "score": Entry("")}
        if len(given) == len(rows):
            total["score"] = Entry(plain(sum(given, Decimal(0))))
        rows.append(FormRow("", total, sums=True))
    return rows


def _given(number: int, row: ExpertReview) -> FormRow:
    cells = {name: entry_of("expert_reviews", row, name) for name in _FIELDS}
    return FormRow(row.id, {"number": Entry(str(number)), **cells})


def _open(filling: Filling, options: Options, number: int, point: str, marks: str) -> FormRow:
    """A point that is asked and not yet answered."""
    key = f"{_prefix(filling, options)}{number:02d}"
    seed = (*_seed(filling, options), ("point", point), ("max_score", marks))
    shown = {"point": point, "max_score": marks}
    cells = {name: Entry(shown.get(name, ""), Place("expert_reviews", key, name, seed)) for name in list(_FIELDS)[1:]}
    return FormRow(key, {"id": Entry(key), **cells})


def _added(filling: Filling, options: Options, index: int) -> FormRow:
    key = further_key(_prefix(filling, options), [row.key for row in _points(filling, options)], index)
    seed = _seed(filling, options)
    return FormRow(key, {name: Entry("", Place("expert_reviews", key, name, seed)) for name in list(_FIELDS)[1:]})


def _prefix(filling: Filling, options: Options) -> str:
    return f"{prefix_of('expert_reviews')}-{filling.key}-{options.get('deliverable', '')}-"


def _seed(filling: Filling, options: Options) -> tuple[tuple[str, str], ...]:
    return (("expert", filling.key), ("deliverable", options.get("deliverable", "")))


def _scores(filling: Filling, options: Options) -> Sequence[FormRow]:
    reviews = [row for row in _reviews(filling, options) if row.point]
    points = dict.fromkeys([row.point for row in reviews] or _asked(options))
    rows = []
    total: Decimal | None = Decimal(0)
    for number, point in enumerate(points, start=1):
        own = [row for row in reviews if row.point == point]
        given = [row.score for row in own if row.score is not None]
        mean = sum(given, Decimal(0)) / len(given) if given else None
        total = total + mean if total is not None and mean is not None else None
        texts = {
            "number": str(number),
            "point": point,
            "max_score": plain(own[0].max_score)
            if own and own[0].max_score is not None
            else _asked(options).get(point, ""),
            "experts": str(len(given) or ""),
            "mean": _two(mean),
            "opinions": "；".join(dict.fromkeys(row.opinion.rstrip("。；") for row in own if row.opinion)),
        }
        rows.append(FormRow(point, {key: Entry(text) for key, text in texts.items()}))
    if rows:
        marks = sum((Decimal(row.cells["max_score"].text or 0) for row in rows), Decimal(0))
        cells = {"number": "合计", "max_score": plain(marks), "mean": _two(total)}
        rows.append(FormRow("", {key: Entry(text) for key, text in cells.items()}, sums=True))
    return rows


def _conclusions(filling: Filling, options: Options) -> Sequence[FormRow]:
    rows = []
    for number, expert in enumerate(filling.case.experts, start=1):
        own = _reviews(filling, options, expert)
        overall = next((row for row in own if not row.point), None)
        scores = [row.score for row in own if row.point]
        total = (
            sum((score for score in scores if score is not None), Decimal(0)) if scores and None not in scores else None
        )
        cells = {name: entry_of("experts", expert, name) for name in fields_of(Expert)}
        cells |= {"number": Entry(str(number)), "total": Entry("" if total is None else plain(total))}
        for name in ("conclusion", "opinion"):
            cells[name] = entry_of("expert_reviews", overall, name) if overall else _overall(expert, options, name)
        rows.append(FormRow(expert.id, cells))
    return rows


def _overall(expert: Expert, options: Options, name: str) -> Entry:
    """Where an overall opinion goes that is not there yet; the same place as on the expert's own sheet."""
    deliverable = options.get("deliverable", "")
    seed = (("expert", expert.id), ("deliverable", deliverable), ("point", ""))
    return Entry("", Place("expert_reviews", f"{prefix_of('expert_reviews')}-{expert.id}-{deliverable}", name, seed))


def _two(number: Decimal | None) -> str:
    return "" if number is None else str(round_half_up(number, 2))


def _point_columns(_: Options) -> Mapping[str, str]:
    return {"number": "序号", **{name: each.title for name, each in _FIELDS.items()}}


def _conclusion_columns(_: Options) -> Mapping[str, str]:
    return {**_CONCLUSIONS, **{name: each.title for name, each in fields_of(Expert).items()}}


EXPERT_POINTS = RowSource("expert_points", _point_columns, _points, lambda _: (("id",), ("point",)), _added)
EXPERT_SCORES = RowSource("expert_scores", lambda _: _SCORE_COLUMNS, _scores, lambda _: (("point",),))
EXPERT_CONCLUSIONS = RowSource("expert_conclusions", _conclusion_columns, _conclusions, lambda _: (("id",), ("name",)))
