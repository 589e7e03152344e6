"""Every form of both examples prints and reads back to an equal case, in Word and in Excel, under other layouts too."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.forms.printing import print_form, printed_forms
from hengping.forms.returned.recognition import read_returned
from hengping.forms.returned.writing import take_over
from hengping.reference.form_layout import FormLayout, TableBlock
from hengping.reference.form_layouts import packaged_forms

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = ("datong-2020", "xinjiang-2021")
CODES = [form.code for form in packaged_forms()]


@functools.cache
def example(name: str) -> Case:
    return open_case(EXAMPLES / name)


@pytest.fixture(scope="module", params=CASES)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, list[Path]]:
    case = example(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    files = []
    for stem, made in printed_forms(case):
        for kind, data in made.items():
            files.append(folder / f"{stem}.{kind}")
            files[-1].write_bytes(data)
    return case, files


def test_every_form_reads_back_to_an_equal_case(printed: tuple[Case, list[Path]]) -> None:
    case, files = printed
    told = {}
    for path in files:
        for copy in read_returned(path, case):
            said = [*copy.changes, *copy.remarks, *copy.foreign]
            if said or copy.stale:
                told[path.name, copy.instance] = said
    assert told == {}
    assert len(files) == 2 * len(CODES)


@pytest.mark.parametrize("code", ["F01", "F02", "F05", "F07a", "F09", "F15b"])
@pytest.mark.parametrize("name", CASES)
def test_what_was_rubbed_out_comes_back_from_the_form(name: str, code: str, tmp_path: Path) -> None:
    """The case without what the form says of it, and the form: together the case again."""
    case = example(name)
    path = tmp_path / f"{code}.xlsx"
    layout = next(form for form in packaged_forms() if form.code == code)
    print_form(layout, case, path)
    poorer = rubbed_out(case, code)
    changes = [change for copy in read_returned(path, poorer) for change in copy.changes]
    assert take_over(poorer, changes) == case


RUBBED = {
    "F01": ("goals", ("target_basis", "comparator", "unit")),
    "F02": ("goals", ("target", "unit", "comparator")),
    "F07a": ("requests", ("requirement", "category")),
    "F09": ("visits", ("planned_on", "reason", "lead")),
    "F15b": ("opinions", ("opinion", "reason")),
}


def rubbed_out(case: Case, code: str) -> Case:
    if code not in RUBBED:
        return case
    part, fields = RUBBED[code]
    model = type(getattr(case, part)[0]).model_fields if getattr(case, part) else {}
    empty = {name: model[name].default for name in fields if name in model}
    return case.model_copy(update={part: tuple(row.model_copy(update=empty) for row in getattr(case, part))})


def turned(layout: FormLayout) -> FormLayout:
    """The same form as another bureau prints it: columns from right to left, headings by another name."""
    blocks = []
    for block in layout.blocks:
        if isinstance(block, TableBlock):
            columns = [
                column.model_copy(update={"heading": column.aliases[0]}) if column.aliases else column
                for column in reversed(block.columns)
            ]
            block = block.model_copy(update={"columns": tuple(columns)})
        blocks.append(block)
    return layout.model_copy(update={"blocks": tuple(blocks)})


@pytest.mark.parametrize("code", ["F02", "F06", "F08", "F15c", "F19b"])
@pytest.mark.parametrize("name", CASES)
def test_a_form_of_another_layout_reads_back_too(name: str, code: str, tmp_path: Path) -> None:
    case = example(name)
    path = tmp_path / f"{code}.xlsx"
    layout = turned(next(form for form in packaged_forms() if form.code == code))
    print_form(layout, case, path)
    for copy in read_returned(path, case):
        assert (copy.changes, copy.foreign) == ((), ())
        assert [remark for remark in copy.remarks if not remark.kind.is_note] == []
