"""Forms that an office program has saved again say what they said."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.store import open_case
from hengping.forms.printing import print_form
from hengping.forms.returned.recognition import read_returned
from hengping.reference.form_layouts import packaged_form
from tests.libreoffice import recalculate, to_docx

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("code", ["F01", "F06", "F08", "F10", "F15b"])
def test_a_form_saved_again_says_the_same(code: str, kind: str, tmp_path: Path) -> None:
    case = open_case(EXAMPLES / "xinjiang-2021")
    path = tmp_path / f"{code}.{kind}"
    printed = print_form(packaged_form(code), case, path)
    again = (recalculate if kind == "xlsx" else to_docx)(path, tmp_path / "again")
    copies = read_returned(again, case)
    assert len(copies) == len(printed)
    for copy in copies:
        assert (copy.changes, copy.remarks, copy.foreign, copy.stale) == ((), (), (), False)
