from __future__ import annotations

from pathlib import Path

import pytest

from hengping.rendering import fonts
from hengping.rendering.style import Faces, StylePack


@pytest.fixture
def only_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HENGPING_FONTS", str(tmp_path / "none"))


@pytest.mark.usefixtures("only_the_package")
def test_what_cannot_be_set_as_named_is_told() -> None:
    found = fonts.fonts_for(StylePack())
    assert found.families["黑体"] == "Noto Sans SC"
    assert found.families["仿宋_GB2312"] == "Noto Serif SC"
    told = [str(each) for each in found.substitutions]
    assert "仿宋_GB2312 以 Noto Serif SC 代替" in told
    assert not any(text.startswith(("黑体", "宋体")) for text in told)


@pytest.mark.usefixtures("only_the_package")
def test_a_face_that_is_there_under_its_own_name_is_no_substitution() -> None:
    faces = Faces(*["Noto Sans SC"] * 7)
    assert fonts.fonts_for(StylePack(faces=faces)).substitutions == ()


def test_a_directory_of_better_fonts_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HENGPING_FONTS", str(tmp_path))
    assert fonts.font_directories() == (tmp_path, fonts.chart_font_directory())


@pytest.mark.usefixtures("only_the_package")
def test_common_characters_are_there_and_a_rare_one_is_told() -> None:
    assert fonts.missing_glyphs("企业职工基本养老保险基金缺口：〔2021〕①“优”≥100%，㎡—\n", StylePack()) == frozenset()
    # U+2A6D6, the last of CJK extension B, and a letter that no Chinese font has.
    assert fonts.missing_glyphs("甲\U0002a6d6ሴ", StylePack()) == {"\U0002a6d6", "ሴ"}
