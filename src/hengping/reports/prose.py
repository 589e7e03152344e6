"""Prose as Markdown with figures in it: `{{ 支出执行率 | percent(2) }}` becomes the fact's figure, never a bare number.

Only expressions that name something are allowed: facts, filters, and the few functions of `prose_names`. Statements,
arithmetic and attributes are refused, so that a text can neither compute a figure of its own nor run away. What cannot
be resolved is printed in 〔〕 and noted as a gap: a draft prints at any time.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import TemplateError, Undefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from hengping.rendering.document import Block, FactFigure, Inline, Note, Text
from hengping.reports.markdown import Pieces, markdown_blocks, markdown_inlines
from hengping.reports.material import Material
from hengping.reports.prose_names import FILTERS, BlocksPlaced, FactReference, functions

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Filter,
    nodes.Call,
    nodes.Keyword,
    nodes.Neg,
)
_PLACED = re.compile(r"\{\{\s*(table|chart)\(\s*[\"']([^\"']+)[\"']\s*\)\s*\}\}")
_FOOTNOTE = re.compile(r"\^\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
# Chinese text has no blanks around figures; authors put them in to make the source easier to read.
_BLANKS = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef”’]) +(?=\{\{)|(?<=\}\}) +(?=[\u3000-\u9fff\uff00-\uffef“‘])")
_LONGEST = 200_000

BlockSource = Callable[[str, str], tuple[Block, ...]]
"""Generated blocks by kind (`table`, `chart`) and name."""


class _NotAllowed(Exception):
    """A construct that prose may not hold; told as a gap where it stands."""


@dataclass(frozen=True)
class Prose:
    """Turns the texts of one case into blocks and inlines.

    Attributes:
        material: what figures come from.
        generated: where `{{ table("goals") }}` and `{{ chart("money") }}` find their blocks.
    """

    material: Material
    generated: BlockSource = field(default=lambda kind, name: ())

    def inlines(self, text: str, *, where: str) -> tuple[Inline, ...]:
        """One run of text, such as a cause or a reason; blocks cannot stand in it."""
        rendered, pieces = self._rendered(text, where)
        return markdown_inlines(rendered, pieces)

    def blocks(self, text: str, *, where: str, level: int) -> tuple[Block, ...]:
        """A whole text; its own headings begin at `level`."""
        rendered, pieces = self._rendered(text, where)
        return markdown_blocks(rendered, pieces, level=level)

    @cached_property
    def placed(self) -> frozenset[tuple[str, str]]:
        """The blocks that some chapter text places itself, as (kind, name)."""
        texts = self.material.case.texts.values()
        return frozenset(found for text in texts for found in _PLACED.findall(text))

    @cached_property
    def _environment(self) -> SandboxedEnvironment:
        environment = SandboxedEnvironment(undefined=_Unknown, autoescape=False, cache_size=0)
        environment.filters = dict(FILTERS)
        environment.globals = dict(functions(self.material, self.generated))
        environment.tests = {}
        return environment

    @cached_property
    def _names(self) -> Mapping[str, FactReference]:
        return {fact_id: FactReference(self.material, fact_id) for fact_id in self.material.fact_rows}

    def _rendered(self, text: str, where: str) -> tuple[str, Pieces]:
        """The text with a sign in place of every figure, and what each sign stands for."""
        pieces = Pieces()
        text = _BLANKS.sub("", text)
        text = _FOOTNOTE.sub(lambda found: pieces.put(Note(self.inlines(found[1], where=where))), text)
        if "{{" not in text and "{%" not in text:
            return text, pieces
        environment = self._environment.overlay(finalize=lambda value: self._sign(value, pieces, where))
        try:
            if len(text) > _LONGEST:
                raise _NotAllowed(f"正文超过 {_LONGEST} 个字符")
            _refuse_statements(environment.parse(text))
            return environment.from_string(text).render(self._names), pieces
        except (TemplateError, _NotAllowed, TypeError, ValueError) as error:
            line = getattr(error, "lineno", None)
            place = f"{where} 第 {line} 行" if line else where
            message = str(error) if isinstance(error, _NotAllowed) else f"引用写法有误（{_reason(error)}）"
            self.material.gaps.add(f"{place}：{message}")
            return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "〔引用有误〕", text, flags=re.DOTALL), pieces

    def _sign(self, value: Any, pieces: Pieces, where: str) -> str:
        match value:
            case FactReference():
                return pieces.put(value.figure())
            case _Unknown():
                self.material.gaps.add(f"{where}：{self._unknown(value.name)}")
                return pieces.put(Text(f"〔无此事实：{value.name}〕"))
            case str():
                return value
            case BlocksPlaced():
                return pieces.put(value)
            case tuple():
                return "".join(pieces.put(part) for part in value)
            case _:
                return pieces.put(value)

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, self.material.fact_rows, n=3, cutoff=0.5)
        return f"没有事实“{name}”" + (f"，相近的有 {'、'.join(near)}" if near else "")


class _Unknown(Undefined):
    """A name that is no fact; it survives filters, so that the name itself can be told."""

    @property
    def name(self) -> str:
        return self._undefined_name or ""


def _refuse_statements(template: nodes.Template) -> None:
    for node in template.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise _NotAllowed(
                f"第 {node.lineno} 行：正文里只能引用事实和写明的函数，不能写语句或算式；算出来的数请设为计算事实"
            )


def _reason(error: Exception) -> str:
    return str(error).split("\n")[0]


def plain_text(content: Iterable[Inline]) -> str:
    """Inlines as bare text, for places that hold no figures (file properties, alternative texts)."""
    parts = []
    for inline in content:
        match inline:
            case Text() | FactFigure():
                parts.append(inline.text)
            case _:
                pass
    return "".join(parts)
