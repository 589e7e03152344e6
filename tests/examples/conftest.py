"""The two example cases, opened once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.scoring.case_score import score_case
from hengping.scoring.result import CaseScore

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("datong-2020", "xinjiang-2021")


@pytest.fixture(scope="session")
def cases() -> Mapping[str, Case]:
    return {name: open_case(EXAMPLES / name) for name in NAMES}


@pytest.fixture(scope="session")
def scores(cases: Mapping[str, Case]) -> Mapping[str, CaseScore]:
    return {name: score_case(case) for name, case in cases.items()}
