"""What the case would be if facts had other values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from hengping.cases.model.case import Case
from hengping.cases.model.facts import Fact
from hengping.errors import Fault, InputError, nearest_names
from hengping.quantities import NumberTextError, read_number, read_unit


def what_if(case: Case, values: Mapping[str, str]) -> Case:
    """The case with the values of these facts replaced, written in each fact's own unit; "" makes a fact missing.

    A computed fact takes the value in place of its formula. Everything else is shared with the case, not copied.

    Raises:
        InputError: unknown facts, and values that their unit cannot hold, all at once.
    """
    known = {fact.id: fact for fact in case.facts}
    faults = [fault for fact_id, value in values.items() for fault in _faults(fact_id, value, known)]
    if faults:
        raise InputError(faults)
    facts = tuple(
        fact.model_copy(update={"value": values[fact.id], "formula": ""}) if fact.id in values else fact
        for fact in case.facts
    )
    return case.model_copy(update={"facts": facts})


def _faults(fact_id: str, value: str, known: Mapping[str, Fact]) -> list[Fault]:
    fact = known.get(fact_id)
    if fact is None:
        near = nearest_names(fact_id, known, most=1)
        mend = f"是否为 {near[0]}？" if near else "请改用 facts.csv 中的事实编号。"
        return [Fault("假设的事实", fact_id, "已有的事实编号", mend)]
    where = f"假设的事实“{fact_id}”"
    match read_unit(fact.unit).content:
        case "number" if value:
            try:
                read_number(value)
            except NumberTextError as error:
                return [Fault(where, value, f"数字（{fact.unit}）", f"{error}。")]
        case "date" if value:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                return [Fault(where, value, "日期，如 2020-07-15", "按“年-月-日”填写，月和日各两位。")]
        case "truth" if value not in ("", "是", "否"):
            return [Fault(where, value, "是 或 否", "只填“是”或“否”。")]
    return []
