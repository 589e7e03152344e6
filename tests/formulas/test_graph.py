"""Many formulas at once: order, cycles, unknown names."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from time import process_time

import pytest

from hengping.formulas import (
    Formula,
    FormulaCycleError,
    Known,
    Missing,
    Undefined,
    UnknownNameError,
    evaluate_all,
    parse,
)


def formulas(**texts: str) -> dict[str, Formula]:
    return {name: parse(text) for name, text in texts.items()}


def test_each_is_computed_after_those_it_needs_and_told_in_the_order_given() -> None:
    results = evaluate_all(formulas(总="甲+乙", 甲="丙*2", 乙="甲/丙"), {"丙": Decimal(5)})

    assert results == {"总": Known(Decimal(12)), "甲": Known(Decimal(10)), "乙": Known(Decimal(2))}
    assert list(results) == ["总", "甲", "乙"]


def test_what_is_missing_or_undefined_is_told_by_its_source() -> None:
    results = evaluate_all(
        formulas(甲="缺*2", 乙="甲+另缺", 丙="1/零", 丁="丙+1"), {"缺": None, "另缺": None, "零": Decimal(0)}
    )

    assert results["乙"] == Missing(("缺", "另缺"))
    assert results["丁"] == Undefined("除数为零：零 为 0")


def test_a_given_value_stands_in_place_of_the_formula() -> None:
    results = evaluate_all(formulas(甲="乙+1", 乙="丙+1"), {"丙": Decimal(1), "乙": Decimal(100)})

    assert results == {"甲": Known(Decimal(101))}


def test_a_cycle_is_told_with_its_whole_path() -> None:
    with pytest.raises(FormulaCycleError) as caught:
        evaluate_all(formulas(甲="乙+1", 乙="丙", 丙="甲-1", 丁="甲"), {})

    assert caught.value.cycles == (("甲", "乙", "丙", "甲"),)
    assert "甲 → 乙 → 丙 → 甲" in str(caught.value)


def test_all_cycles_and_all_unknown_names_are_told_at_once() -> None:
    with pytest.raises(FormulaCycleError) as caught:
        evaluate_all(formulas(甲="乙", 乙="甲", 己="己+1", 戊="支出_实计+无此事实"), {"支出_实际": Decimal(1)})

    assert caught.value.cycles == (("甲", "乙", "甲"), ("己", "己"))
    assert [fault.found for fault in caught.value.faults] == ["支出_实计", "无此事实", "甲 → 乙 → 甲", "己 → 己"]


def test_an_unknown_name_comes_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownNameError) as caught:
        evaluate_all(
            formulas(执行率="支出_实计/支出_预算", 另="GdP*2"), {"支出_实际": None, "支出_预算": None, "GDP": None}
        )

    first, second = caught.value.faults
    assert (first.where, first.found) == ("事实“执行率”的公式", "支出_实计")
    assert first.mend.startswith("是否为 支出_实际")
    assert second.mend == "是否为 GDP？"


def test_a_long_row_of_facts_needs_no_recursion() -> None:
    names = [f"事实{n}" for n in range(20_000)]
    chained = {name: parse(f"{before}+1") for before, name in pairwise(names)}

    results = evaluate_all(dict(reversed(chained.items())), {names[0]: Decimal(1)})

    assert results[names[-1]] == Known(Decimal(20_000))


def test_texts_that_double_again_and_again_end() -> None:
    names = [f"文{n}" for n in range(60)]
    doubled = {name: parse(f"{before}&{before}") for before, name in pairwise(names)}

    results = evaluate_all(doubled, {names[0]: "衡"})

    assert results[names[1]] == Known("衡衡")
    assert results[names[-1]] == Undefined("文本超过 32767 个字符")


def test_a_circle_of_many_facts_is_told_by_its_ends() -> None:
    ring = {f"环{n}": parse(f"环{(n + 1) % 5000}") for n in range(5000)}

    with pytest.raises(FormulaCycleError) as caught:
        evaluate_all(ring, {})

    assert len(caught.value.cycles[0]) == 5001
    assert "环0 → 环1 → " in str(caught.value)
    assert " → 环4999 → 环0" in str(caught.value)
    assert len(str(caught.value)) < 500


def test_facts_that_all_need_each_other_are_told_in_time() -> None:
    names = [f"事实{n}" for n in range(300)]
    everything = parse("+".join(names))
    start = process_time()

    with pytest.raises(FormulaCycleError) as caught:
        evaluate_all(dict.fromkeys(names, everything), {})

    assert process_time() - start < 5
    assert len(caught.value.cycles) == 20
