"""Whose the figures of 分别 are."""

import pytest

from hengping.lint.documents.names.respective_names import respective_names
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.reading.documents.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云溪县、安和县到位率分别为76.56%、66.49%。", ["云溪县 到位率为", "安和县 到位率为"]),
        ("甲镇、乙镇和丙镇三个镇，支出分别是10万元、20万元和30万元。", ["甲镇 支出是", "乙镇 支出是", "丙镇 支出是"]),
        ("决策、过程、产出、效益四个维度得分依次为9分、8分、7分、6分。", ["决策", "过程", "产出", "效益"]),
        ("六市抽查项目分别为34项、28项、22项。", []),
        ("甲镇支出10万元，乙镇支出20万元。", []),
    ],
)
def test_each_figure_gets_its_own_name(text: str, expected: list[str]) -> None:
    subject = DocumentUnderReview(read_markdown(text.encode(), label="句"))

    found = [" ".join(named) for named in respective_names(subject.sentences[0]).values()]

    assert len(found) == len(expected)
    assert all(name.startswith(start) for name, start in zip(found, expected, strict=True))
