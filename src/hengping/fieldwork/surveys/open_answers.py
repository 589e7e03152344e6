"""Open answers, listed as they were written and grouped by keyword; those that say nothing are only counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hengping.fieldwork.surveys.form import Question
from hengping.reference.questionnaire import ThemeSet, open_answer_themes

OTHER = "其他"


@dataclass(frozen=True)
class ThemeGroup:
    """Answers of one theme: each wording with how often it was written, most frequent first."""

    theme: str
    answers: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return sum(count for _, count in self.answers)


@dataclass(frozen=True)
class OpenAnswers:
    """What was written at one question; an answer that touches several themes stands in each of them."""

    question: Question
    written: int
    nothing: int
    groups: tuple[ThemeGroup, ...]


def group_answers(question: Question, texts: Sequence[str], themes: ThemeSet | None = None) -> OpenAnswers:
    """Group the answers to a question; blank ones do not count."""
    known = themes or open_answer_themes()
    counts = Counter(" ".join(text.split()) for text in texts if text.strip())
    nothing = sum(count for text, count in counts.items() if text in known.nothing)
    word_of = {word: theme.name for theme in known.themes for word in theme.words}
    pattern = re.compile("|".join(re.escape(word) for word in sorted(word_of, key=len, reverse=True)))
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in (*(theme.name for theme in known.themes), OTHER)}
    for text, count in counts.items():
        if text in known.nothing:
            continue
        names = dict.fromkeys(word_of[word] for word in pattern.findall(text)) or {OTHER: None}
        for name in names:
            found[name].append((text, count))
    groups = [
        ThemeGroup(name, tuple(sorted(own, key=lambda each: (-each[1], each[0])))) for name, own in found.items() if own
    ]
    groups.sort(key=lambda group: (group.theme == OTHER, -group.count))
    return OpenAnswers(question, sum(counts.values()), nothing, tuple(groups))
