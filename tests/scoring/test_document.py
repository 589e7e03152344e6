"""`score --json`: the published contract, numbers as they print."""

from __future__ import annotations

import json
from typing import Any

from hengping.cases.model import Case
from hengping.scoring import ScoreDocument, score_case, score_document
from tests.scoring.case_builder import FACTS, branch, build, criterion, leaf, scored_leaf

CONTRACT = {"code", "name", "level", "weight", "score", "rate", "status", "explanation"}


def case() -> Case:
    return build(
        [
            branch(
                "A",
                "40",
                leaf("A1", "10", criteria=[criterion("A1-1", "6", "1/3"), criterion("A1-2", "4")]),
                scored_leaf("A2", "30", "39.65/40"),
            ),
            leaf("B", "60", rule="met_or_nothing", actual="=缺"),
            scored_leaf("E", "10", "0.9", outside_total=True),
        ],
        FACTS,
    )


def document() -> dict[str, Any]:
    built = case()
    return score_document(score_case(built), built)


def test_indicators_are_flat_with_the_published_keys() -> None:
    indicators = document()["indicators"]
    assert [
        (row["code"], row["level"], row["weight"], row["score"], row["rate"], row["status"]) for row in indicators
    ] == [
        ("A", 1, "40.00", "35.74", "89.35", "scored"),
        ("A1", 2, "10.00", "6.00", "60.00", "scored"),
        ("A2", 2, "30.00", "29.74", "99.13", "scored"),
        ("B", 1, "60.00", None, None, "missing"),
        ("E", 1, "10.00", "9.00", "90.00", "scored"),
    ]
    assert all(set(row) >= CONTRACT for row in indicators)
    assert [row["code"] for row in indicators if row["outside_total"]] == ["E"]


def test_total_and_grade_are_null_while_a_score_is_missing() -> None:
    found = document()
    assert (found["total"], found["rate"], found["grade"], found["veto"], found["outcome"]) == (None,) * 5
    assert found["full_marks"] == "100.00"


def test_criteria_carry_what_explains_them() -> None:
    indicators = document()["indicators"]
    first, second = indicators[1]["criteria"]
    assert (first["id"], first["max_score"], first["score"], first["deduction"]) == ("A1-1", "6.00", "2.00", "4.00")
    assert (first["rule"], first["target"], first["actual"]) == ("proportion", "≥100件", "33.3333件")
    assert (first["met"], second["met"], first["facts"]) == (False, True, ["甲"])


def test_document_fits_its_schema_and_is_the_same_every_time() -> None:
    text = json.dumps(document(), ensure_ascii=False)
    assert text == json.dumps(document(), ensure_ascii=False)
    read = ScoreDocument.model_validate_json(text)
    assert json.loads(read.model_dump_json(by_alias=True, exclude_unset=True)) == json.loads(text)
    assert json.loads(text)["schema"] == "hengping/score/1"


def test_every_number_is_text() -> None:
    def numbers(value: object) -> list[object]:
        if isinstance(value, dict):
            return [found for key, one in value.items() if key != "level" for found in numbers(one)]
        if isinstance(value, list):
            return [found for one in value for found in numbers(one)]
        return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []

    assert numbers(document()) == []


def test_schema_describes_every_key_in_chinese() -> None:
    schema = ScoreDocument.model_json_schema(by_alias=True)
    properties = [schema["properties"], *(one["properties"] for one in schema["$defs"].values())]
    assert "schema" in schema["properties"]
    assert [key for one in properties for key, field in one.items() if field.get("title", "").isascii()] == []
