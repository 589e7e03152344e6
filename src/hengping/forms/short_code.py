"""Short codes: what a printed form bears so that its scan can be filed, and so that a stale one is known.

`F10-7K3QX-M2DPA4`: the form; three letters of the case and two of the copy; five of the content and one to check the
others. Letters are Crockford's base 32 (no I, L, O, U), so a code can be read aloud and typed. The code of the same
content is always the same; nothing needs to be written down when a form is printed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hengping.cases.model import Case
from hengping.quantities import half_width
from hengping.reference.form_layout import SignaturesBlock

if TYPE_CHECKING:
    from hengping.forms.filled import FilledBlock, FilledForm
    from hengping.forms.filling import Filling

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = re.compile(r"F\d{2}[A-Z]?-[0-9A-Z]{5}-[0-9A-Z]{6}", re.IGNORECASE)
_TYPED = re.compile(r"F([0-9OIL]{2})([A-Z]?)([0-9A-Z]{5})([0-9A-Z]{6})")
"""Whatever was typed between the letters: they alone count."""
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True)
class ShortCode:
    """A code taken apart."""

    form: str
    case_mark: str
    instance_mark: str
    content_mark: str

    @property
    def text(self) -> str:
        body = self.case_mark + self.instance_mark + self.content_mark
        return f"{self.form}-{body[:5]}-{body[5:]}{_check(self.form + body)}"


def content_code(form: FilledForm, case: Case) -> str:
    """The code of one copy of a form as it stands."""
    head = [form.title, form.subtitle, form.unit_note]
    letter = [text for text in (form.letterhead, form.letter_number) if text]
    texts = "\x1f".join([*head, *letter, *_texts(form.blocks)])
    return ShortCode(form.layout.code, case_mark(case), instance_mark(form.instance), _mark(texts, 5)).text


def case_mark(case: Case) -> str:
    """What tells this case from another, or from another year of the same project."""
    identity = case.identity
    return _mark("\x1f".join([identity.project_name, identity.region, identity.year, identity.kind.value]), 3)


def instance_mark(instance: str) -> str:
    """What tells one copy from another."""
    return _mark(instance, 2)


def find_code(text: str) -> ShortCode | None:
    """The first valid code in a text; letters often misread are put right."""
    for found in _CODE.finditer(text):
        code = read_code(found.group())
        if code is not None:
            return code
    return None


def read_code(text: str) -> ShortCode | None:
    """A code as typed by a person; None where it is none or a letter of it is wrong."""
    letters = re.sub(r"[^0-9A-Z]", "", half_width(text).upper())
    written = _TYPED.fullmatch(letters)
    if written is None:
        return None
    number, letter, first, second = written.groups()
    form = f"F{number.translate(_MISREAD)}{letter.lower()}"
    body = (first + second).translate(_MISREAD)
    if any(letter not in _ALPHABET for letter in body) or _check(form + body[:-1]) != body[-1]:
        return None
    return ShortCode(form, body[:3], body[3:5], body[5:10])


def version_of(code: str, form: str, filling: Filling) -> int:
    """1, and one more for each other content of this copy of which a signed form was filed before."""
    filed = [row for row in filling.case.sign_offs if row.form == form and row.instance == filling.instance]
    codes = list(dict.fromkeys(row.short_code for row in filed if row.short_code))
    return codes.index(code) + 1 if code in codes else len(codes) + 1


def _texts(blocks: tuple[FilledBlock, ...]) -> Iterator[str]:
    """What a form says, without its headings and the order of its columns: another layout voids no signature."""
    from hengping.forms.filled import FilledPairs, FilledTable, FilledText

    for block in blocks:
        match block:
            case FilledPairs():
                pairs = [each for row in block.rows for each in row]
                yield from sorted(f"{pair.value or pair.label}={entry.text}" for pair, entry in pairs if entry.text)
            case FilledTable():
                shown = {column.key for column in block.layout.columns} - {"", "number"}
                for row in block.rows:
                    yield row.key
                    cells = {key: entry.text for key, entry in row.cells.items() if key in shown}
                    yield from sorted(f"{key}={text}" for key, text in cells.items() if text)
            case FilledText():
                for paragraph in block.paragraphs:
                    yield "".join(piece if isinstance(piece, str) else piece.text for piece in paragraph)
            case SignaturesBlock():
                pass


def _mark(text: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in range(length))


def _check(body: str) -> str:
    """Tells any single wrong letter but 0 for Z, and any two that changed places."""
    total = sum((place + 1) * int(letter, 36) for place, letter in enumerate(body.upper().replace("-", "")))
    return _ALPHABET[total % 31]
