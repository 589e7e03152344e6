"""The word lists of the checks: data with a source and a tag for every list."""

from __future__ import annotations

import functools
from importlib import resources
from typing import cast

from hengping.reading.yaml_files import parse_yaml


@functools.cache
def word_list(file: str, key: str) -> tuple[str, ...]:
    """The words of one list of `lint/data/<file>.yaml`, longest first, so that 人次数 is found before 人次."""
    return tuple(sorted(_file(file)[key]["words"], key=lambda word: (-len(word), word)))


@functools.cache
def _file(name: str) -> dict[str, dict[str, list[str]]]:
    text = (resources.files("hengping.lint") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, list[str]]]", parse_yaml(text, label=name).plain())


def words_in(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a list that stand in a text, in the order of the text."""
    return tuple(sorted((word for word in words if word in text), key=lambda word: (text.index(word), -len(word))))


def is_planned(name: str) -> bool:
    """Whether a name is of a figure that was planned rather than reached: 预算, 计划, 目标."""
    return bool(words_in(name, word_list("score_words", "plan")))


def vague_words(text: str) -> tuple[str, ...]:
    """The vague words of a text, or all of it where it is one that is vague alone (好); not those in proper names."""
    if text.strip() in word_list("goal_words", "vague_alone"):
        return (text.strip(),)
    for name in word_list("goal_words", "not_vague"):
        text = text.replace(name, "")
    return words_in(text, word_list("goal_words", "vague"))
