"""One cell after another beside what the case has: a difference that may be taken over, or a remark why not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hengping.cases.model.facts import Fact
from hengping.cases.parts_fields import Kind, PartField, fields_of, key_of
from hengping.forms.entry import Entry, Place
from hengping.forms.filling import Filling, part_spec
from hengping.forms.nodes import node_field
from hengping.forms.returned.outcome import Change, Remark, RemarkKind
from hengping.forms.returned.pages import Spot
from hengping.forms.returned.values import UnreadableError, equal, number, with_unit, written

_NO_NUMBERS = ("文本", "日期", "是否")
_NUMBERS = (Kind.NUMBER, Kind.INTEGER)


@dataclass
class CellReader:
    """Collects what cells say. `unit_note` is the unit of money as the page states it, where it is not the form's."""

    filling: Filling
    unit_note: str = ""
    changes: list[Change] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _said: dict[Place, tuple[str, str]] = field(default_factory=dict)

    def read(self, spot: Spot, entry: Entry, row: str, heading: str, *, unit: str = "", added: bool = False) -> None:
        """One cell; `unit` is what its heading or row says that the number is in."""
        place = entry.place
        if spot.problem:
            mend = "请填写数值或文字后重新导入。"
            self._remark(RemarkKind.UNSURE, spot, f"{_named(row, heading)}{spot.problem}", mend)
        elif equal(spot.text, entry.text):
            self._unchanged(spot, entry)
        elif not spot.text:
            if place is not None and not added:
                mend = f"案卷中为“{_short(entry.text)}”，保留不变。"
                self._remark(RemarkKind.EMPTY, spot, f"{_named(row, heading)}没有填", mend)
        elif place is not None and not added and _is_key(place):
            mend = f"编号在案卷中是“{_short(entry.text)}”，不能在表上改。"
            self._remark(RemarkKind.UNSURE, spot, f"{_named(row, heading)}填的是“{_short(spot.text)}”", mend)
        elif place is None:
            self._not_read(spot, entry, _named(row, heading))
        else:
            change = Change(spot.where, row, heading, place, entry.text, spot.text, "", added)
            self._changed(spot, entry, place, change, unit)

    def _not_read(self, spot: Spot, entry: Entry, name: str) -> None:
        found = f"{name}填的是“{_short(spot.text)}”"
        if entry.text:
            mend = f"案卷得出的是“{_short(entry.text)}”；这一格由程序得出，不从表上读。"
            self._remark(RemarkKind.COMPUTED, spot, found, mend)
        else:
            self._remark(RemarkKind.NOT_KEPT, spot, found, "案卷没有地方记这一格，没有读入；请另行登记。")

    def _changed(self, spot: Spot, entry: Entry, place: Place, change: Change, unit: str) -> None:
        try:
            text = self._written(spot.text, place, entry.unit, unit)
        except UnreadableError as error:
            found = f"{_named(change.row, change.heading)}填的是“{_short(spot.text)}”"
            self._remark(RemarkKind.UNSURE, spot, found, str(error))
            return
        if equal(text, entry.text):
            self._unchanged(spot, entry)
            return
        if self._contradicted(spot, place, text) or self._known(place, text):
            return
        self.changes.append(replace(change, written=text))

    def _unchanged(self, spot: Spot, entry: Entry) -> None:
        if entry.place is not None and entry.text:
            self._contradicted(spot, entry.place, entry.text)

    def _contradicted(self, spot: Spot, place: Place, text: str) -> bool:
        """Whether the place was read before: then nothing new; where it said something else there, neither is taken."""
        if place not in self._said:
            self._said[place] = text, spot.where
            return False
        other, where = self._said[place]
        if not equal(other, text):
            self.changes = [each for each in self.changes if each.place != place]
            mend = f"与 {where} 的“{_short(other)}”是同一内容，写法不一，都没有读入；请改成一致后重新导入。"
            self._remark(RemarkKind.UNSURE, spot, f"“{_short(text)}”", mend)
        return True

    def _known(self, place: Place, text: str) -> bool:
        """Whether the case's figure behind a place says this already, though the form prints that of another stage."""
        if (place.part, place.field) != ("facts", "value") or not place.key:
            return False
        fact: Fact | None = self.filling.fact_rows.get(place.key)
        return fact is not None and equal(fact.value, text)

    def _written(self, text: str, place: Place, own: str, unit: str) -> str:
        """As the field takes it; a fact's value is a number unless its unit says otherwise."""
        if (place.part, place.field) == ("facts", "value"):
            stated = unit or (self.unit_note if own.endswith("元") else "")
            return text.strip() if own in _NO_NUMBERS else number(with_unit(text, stated, own), own)
        part_field = _field(self.filling, place)
        if part_field.kind in _NUMBERS:
            text = with_unit(text, unit or self.unit_note, own)
        return written(text, part_field, own)

    def _remark(self, kind: RemarkKind, spot: Spot, found: str, mend: str) -> None:
        self.remarks.append(Remark(kind, spot.where, found, mend))


def _is_key(place: Place) -> bool:
    """Whether a place is the id itself by which rows are known."""
    spec = part_spec(place.part)
    own = key_of(spec.model) if spec.kind == "table" else None
    return own is not None and bool(place.key) and place.field == own.name


def _field(filling: Filling, place: Place) -> PartField:
    spec = part_spec(place.part)
    if spec.kind == "table" or not place.key:
        return fields_of(spec.model)[place.field]
    return node_field(filling.case, place)


def _named(row: str, heading: str) -> str:
    return f"“{row}”的“{heading}”" if row else f"“{heading}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
