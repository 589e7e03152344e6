"""Paths by which layouts name values of the case.

identity.project_name        a field of the case's identity
party.third_party.name       the first party of a role (third_party is short for third_party_agency)
instance.due                 a field of the row that this copy of the form is for
instance.party>phone         a field of the party that the row names; so with every field that names a row
instance                     what this copy is for, where that is a value (初稿) and not a row
of.visit_records.visit.on    a field of the first row of a part whose `visit` is this copy; with further conditions
                             of.expert_reviews.expert[deliverable=方案,point=].opinion
entry.填报人                  what the form itself says and nothing else of the case holds
fact.支出执行率               a fact as printed with its unit
score.total, score.grade     of the whole case; also score.full_marks, score.rate
count.visits                 how many rows a part has
survey.options               how satisfaction is counted, in words; see `hengping.forms.satisfaction`

In texts `{path|date}` prints a date in words: 2022年7月15日.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from hengping.cases.model.process import PartyRole
from hengping.cases.parts_fields import fields_of
from hengping.errors import Fault, InputError, nearest_names
from hengping.forms.entry import Entry, Place
from hengping.forms.filling import Filling, entry_of, printed, row_key
from hengping.forms.links import LINKS
from hengping.forms.new_ids import prefix_of
from hengping.forms.satisfaction import options_text, result_text, weights_text
from hengping.quantities.display import date_text, percent

_OF = re.compile(r"(\w+)\.(\w+)(?:\[([^\]]*)\])?\.(\w+)")
_CAPTIONS = ("name", "title", "tier")
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def entry_at(filling: Filling, path: str) -> Entry:
    """The entry that a path names; an empty path is a space to write in.

    Raises:
        InputError: the layout names something that no case has.
    """
    if not path:
        return Entry()
    head, _, rest = path.partition(".")
    if path == "instance":
        return Entry(filling.instance)
    reader = _READERS.get(head)
    if reader is None or not rest:
        raise InputError([_unknown(filling, path)])
    try:
        return reader(filling, rest)
    except (KeyError, AttributeError) as error:
        raise InputError([_unknown(filling, path)]) from error


def pieces(filling: Filling, text: str) -> tuple[str | Entry, ...]:
    """A text with its placeholders as entries."""
    parts: list[str | Entry] = []
    end = 0
    for found in PLACEHOLDER.finditer(text):
        if found.start() > end:
            parts.append(text[end : found.start()])
        path, _, form = found[1].partition("|")
        entry = entry_at(filling, path)
        parts.append(_in_words(entry) if form == "date" else entry)
        end = found.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def plain(filling: Filling, text: str) -> str:
    """A text with its placeholders filled in."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces(filling, text))


def _identity(filling: Filling, name: str) -> Entry:
    identity = filling.case.identity
    part_field = fields_of(type(identity))[name]
    return Entry(printed(getattr(identity, name), part_field), Place("identity", "", name))


def _party(filling: Filling, rest: str) -> Entry:
    role, _, name = rest.partition(".")
    wanted = next(each for each in PartyRole if each.value in (role, f"{role}_agency"))
    found = next((party for party in filling.case.parties if party.role is wanted), None)
    if found is None:
        seed = (("role", wanted.value), ("name", wanted.label))
        return Entry("", Place("parties", f"P-{wanted.value}", name, seed if name != "name" else seed[:1]))
    return entry_of("parties", found, name)


def _instance(filling: Filling, rest: str) -> Entry:
    row, part = filling.row, filling.layout.instances
    name, _, far = rest.partition(">")
    if row is None:
        part_name = part.partition(".")[0]
        return Entry("", Place(part_name, filling.key, name)) if filling.key and not far else Entry()
    if not far:
        return entry_of(part, row, name)
    target = LINKS.get((part, name), "parties")
    wanted = getattr(row, name)
    found = next((each for each in filling.rows(target) if wanted in (row_key(each), getattr(each, "name", ""))), None)
    if found is not None:
        return entry_of(target, found, far)
    return entry_of(part, row, name) if far in _CAPTIONS else Entry()


def _of(filling: Filling, rest: str) -> Entry:
    written = _OF.fullmatch(rest)
    if written is None:
        raise KeyError(rest)
    part, link, given, name = written.groups()
    wanted = {link: filling.key}
    wanted |= dict(each.split("=", 1) for each in (given or "").split(",") if each)
    for row in filling.rows(part):
        if all(getattr(row, field) == value for field, value in wanted.items()):
            return entry_of(part, row, name)
    if not filling.key:
        return Entry()
    key = "-".join([prefix_of(part), *(value for value in wanted.values() if value)])
    return Entry("", Place(part, key, name, tuple(wanted.items())))


def _entry(filling: Filling, item: str) -> Entry:
    return form_entry(filling, item)


def form_entry(filling: Filling, item: str) -> Entry:
    """What this copy of the form says under a heading of its own."""
    code, instance = filling.layout.code, filling.instance
    key = f"{code}{f'/{instance}' if instance else ''}:{item}"
    found = next((row for row in filling.case.form_entries if row.id == key), None)
    seed = (("form", code), ("instance", instance), ("item", item))
    return Entry(found.value if found else "", Place("form_entries", key, "value", seed))


def _fact(filling: Filling, fact_id: str) -> Entry:
    return Entry(filling.facts.printed(fact_id) if fact_id in filling.fact_rows else "")


def _score(filling: Filling, name: str) -> Entry:
    score = filling.score
    values = {
        "total": "" if score.total is None else str(score.total),
        "grade": score.outcome or "",
        "full_marks": str(score.full_marks),
        "rate": "" if score.rate is None else percent(score.rate),
    }
    return Entry(values[name])


def _survey(filling: Filling, name: str) -> Entry:
    texts = {"options": options_text, "weights": weights_text, "result": result_text}
    return Entry(texts[name](filling))


def _in_words(entry: Entry) -> Entry:
    """A date in words; anything else as it stands. Computed, so it has no place."""
    try:
        return Entry(date_text(datetime.date.fromisoformat(entry.text)))
    except ValueError:
        return Entry(entry.text or "　　　　年　　月　　日")


def _count(filling: Filling, part: str) -> Entry:
    return Entry(str(len(filling.rows(part))))


_READERS: dict[str, Callable[[Filling, str], Entry]] = {
    "identity": _identity,
    "party": _party,
    "instance": _instance,
    "entry": _entry,
    "fact": _fact,
    "score": _score,
    "count": _count,
    "of": _of,
    "survey": _survey,
}


def _unknown(filling: Filling, path: str) -> Fault:
    """The nearest path that there is: the kind of path first, then the field."""
    code = filling.layout.code
    head, _, rest = path.partition(".")
    names: list[str] = []
    if head not in _READERS:
        names = [f"{each}.{rest}" for each in nearest_names(head, _READERS, most=1)]
    elif head == "identity":
        names = [f"identity.{each}" for each in nearest_names(rest, fields_of(type(filling.case.identity)), most=2)]
    elif head == "instance" and filling.row is not None:
        names = [f"instance.{each}" for each in nearest_names(rest, fields_of(type(filling.row)), most=2)]
    elif head == "party":
        role, _, field = rest.rpartition(".")
        near = nearest_names(role, [each.value for each in PartyRole], most=1)
        names = [f"party.{near[0]}.{field}"] if near else []
    mend = f"是否为 {'、'.join(names)}？" if names else f"请对照 {code} 的随程序版式改正写法。"
    expected = "案卷中有的内容" if head in _READERS else f"以 {'、'.join(_READERS)} 之一开头"
    return Fault(f"表单版式 {code}", f"{{{path}}}", expected, mend)
