"""What must hold of any three cases, whatever is in them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from hengping.cases.merging.case_merge import Merged, merge_cases
from hengping.cases.merging.conflict import Choice, Conflict
from hengping.cases.merging.tree import RowId, tree_of
from hengping.cases.model import PARTS, Case
from hengping.cases.model.indicators import Indicator
from hengping.cases.parts_fields import key_of
from hengping.cases.parts_text import to_plain, value_to_plain
from tests.cases.strategies import cases

LEFT_ALONE = {"id", "index", "number", "kind", "value", "formula"}
"""Names of rows, and fields that do not go with any other."""


def mine(_: Conflict) -> Choice:
    return Choice.MINE


def written(case: Case | None) -> object:
    """The case as it is written: 20.10 is not 20.1."""
    return None if case is None else {**to_plain(case), "texts": case.texts}


def merged(*three: Case) -> Merged:
    return merge_cases(*three, checked=False)


def of_parts(*sources: Case) -> st.SearchStrategy[Case]:
    """Cases put together from the parts of others, so that they share rows."""
    names = [spec.attribute for spec in PARTS] + ["texts"]
    choices = st.tuples(*(st.sampled_from(sources) for _ in names))
    return choices.map(
        lambda chosen: Case(**{name: getattr(case, name) for name, case in zip(names, chosen, strict=True)})
    )


@st.composite
def edited(draw: st.DrawFn, case: Case, other: Case) -> Case:
    """The case with some parts of another, and rows taken out or put in another order."""
    parts = draw(of_parts(case, other))
    changed = {}
    for spec in PARTS:
        rows, others = getattr(parts, spec.attribute), getattr(other, spec.attribute)
        if spec.kind == "table" and rows:
            kept = draw(st.lists(st.sampled_from(range(len(rows))), unique=True))
            extra = [row for row in others if key(row) not in {key(row) for row in rows}]
            some = [draw(rewritten(rows[index], others)) for index in kept]
            changed[spec.attribute] = (*some, *extra)
        elif spec.kind == "document" and rows is not None and others is not None:
            changed[spec.attribute] = draw(rewritten(rows, (others,)))
    return parts.model_copy(update=changed)


@st.composite
def rewritten(draw: st.DrawFn, row: BaseModel, others: tuple[BaseModel, ...]) -> BaseModel:
    """The row with some of its cells as another row has them."""
    names = [name for name in type(row).model_fields if name not in LEFT_ALONE]
    chosen = draw(st.sets(st.sampled_from(names), max_size=2)) if others else set()
    return row.model_copy(update={name: getattr(draw(st.sampled_from(others)), name) for name in sorted(chosen)})


def key(row: BaseModel) -> str:
    part_field = key_of(type(row))
    assert part_field is not None
    return str(getattr(row, part_field.name))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_only_one_side_changed_is_taken(data: st.DataObject) -> None:
    base, other = data.draw(cases()), data.draw(cases())
    changed = data.draw(edited(base, other))
    for three in ((base, changed, base), (base, base, changed), (base, changed, changed)):
        result = merged(*three)
        assert result.conflicts == ()
        assert written(result.case) == written(changed)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_both_orders_find_the_same_conflicts(data: st.DataObject) -> None:
    base, other = data.draw(cases()), data.draw(cases())
    left, right = data.draw(edited(base, other)), data.draw(edited(base, other))

    def places(result: Merged) -> list[tuple[tuple[str, str, str], str, frozenset[str]]]:
        return sorted((item.place, item.base, frozenset((item.mine, item.yours))) for item in result.conflicts)

    assert places(merged(base, left, right)) == places(merged(base, right, left))


def rows_of(case: Case) -> Iterator[tuple[str, RowId]]:
    for spec in PARTS:
        value = getattr(case, spec.attribute)
        for row_id in tree_of(spec, None if value is None else value_to_plain(value)).nodes:
            yield spec.attribute, row_id


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_row_is_lost_or_made_up(data: st.DataObject) -> None:
    """With mine preferred: whatever mine has stays, but for what yours deleted and mine left as it was."""
    base, other = data.draw(cases()), data.draw(cases())
    left, right = data.draw(edited(base, other)), data.draw(edited(base, other))
    result = merge_cases(base, left, right, decide=mine, checked=False)
    assert result.conflicts == ()
    if result.case is None:
        return
    before, ours, theirs, now = (set(rows_of(case)) for case in (base, left, right, result.case))
    assert now <= before | ours | theirs
    assert ours & theirs <= now
    assert ours - before <= now
    assert not (before - ours) & (before - theirs) & now


# Trees: the same few codes under any parents.

BARE = Case.model_validate(
    {
        "identity": {"title": "报告", "project_name": "项目", "kind": "finance_evaluation", "year": "2021"},
        "indicators": {},
    }
)


@st.composite
def trees(draw: st.DrawFn) -> Case:
    """Some of six indicators in any order, each at the top or below one drawn before it."""
    codes = draw(st.lists(st.sampled_from("ABCDEF"), unique=True))
    children: dict[str, list[str]] = {"": [], **{code: [] for code in codes}}
    for number, code in enumerate(codes):
        children[draw(st.sampled_from(["", *codes[:number]]))].append(code)
    weights = {code: draw(st.sampled_from([1, 2])) for code in codes}

    def indicator(code: str) -> Indicator:
        below = tuple(indicator(child) for child in children[code])
        return Indicator(code=code, name=f"指标{code}", weight=Decimal(weights[code]), children=below)

    system = BARE.indicators.model_copy(update={"indicators": tuple(indicator(code) for code in children[""])})
    return BARE.model_copy(update={"indicators": system})


def parents(case: Case) -> dict[str, str]:
    found: dict[str, str] = {}

    def take(indicators: tuple[Indicator, ...], parent: str) -> None:
        for item in indicators:
            assert item.code not in found
            found[item.code] = parent
            take(item.children, item.code)

    take(case.indicators.indicators, "")
    return found


@settings(max_examples=150, deadline=None)
@given(trees(), trees(), trees())
def test_trees_of_any_shape(base: Case, left: Case, right: Case) -> None:
    for three, wanted in (((base, left, base), left), ((base, base, left), left), ((base, left, left), left)):
        assert merged(*three).case == wanted
    for side in (Choice.MINE, Choice.YOURS):
        result = merge_cases(base, left, right, decide=lambda _, side=side: side, checked=False)
        assert result.conflicts == ()
        if result.case is None:
            assert all(fault.found == "两方的移动使它成为自己的下级" for fault in result.faults)
            continue
        before, ours, theirs, now = map(parents, (base, left, right, result.case))
        assert now.keys() <= before.keys() | ours.keys() | theirs.keys()
        assert ours.keys() & theirs.keys() <= now.keys()
        preferred = ours if side is Choice.MINE else theirs
        assert preferred.keys() - before.keys() <= now.keys()
        for code in now.keys() & ours.keys() & theirs.keys() & before.keys():
            if ours[code] == theirs[code]:
                assert now[code] == ours[code]
            assert now[code] in (ours[code], theirs[code], before[code])
