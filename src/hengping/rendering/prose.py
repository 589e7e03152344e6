"""Prose that people write: Markdown in which every figure is a placeholder, `{{ 支出执行率 | percent(2) }}`.

Two passes. A sandboxed Jinja puts the values in: each leaves a token in the text instead of letters, so that data
cannot be taken for Markdown and no figure loses its fact. Then `markdown` reads the text into blocks, and the tokens
become the inlines again. Of Jinja's language only placeholders are read, names with their formats: nothing is computed
or repeated, and a figure that is not a fact does not belong in prose.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from hengping.errors import Fault, InputError, nearest_names
from hengping.rendering.document import Block, Inline, LineBreak, Text
from hengping.rendering.markdown import OPEN, SHUT, TOKEN, read_markdown

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_INLINES = get_args(Inline)
_PLACEHOLDERS_ONLY = "正文中只写占位符，不做计算，不写语句，也不取对象的内部内容；需要的数请登记为事实，用公式得出。"


def render_prose(
    template_text: str,
    names: Mapping[str, object],
    filters: Mapping[str, Callable[..., object]],
    *,
    where: str = "正文",
) -> tuple[Block, ...]:
    """Blocks from a prose template.

    Args:
        names: what the template may name: inlines, text, whole numbers, functions, or objects that filters understand.
        filters: by name; a filter gives text or an inline. Jinja's own filters are not there.
        where: the file's name, for faults.

    Raises:
        InputError: a template that cannot be read, more than names and filters, names or filters that are not there, a
            value printed without a filter, or Markdown beyond what `markdown` reads; with the lines.
    """
    placed: list[Inline] = []
    text = _Template(template_text, where, placed).fill(names, filters)
    return read_markdown(text, placed, where=where)


class _Template:
    def __init__(self, text: str, where: str, placed: list[Inline]) -> None:
        self.text = text
        self.lines = text.splitlines() or [""]
        self.where = where
        self.placed = placed

    def fill(self, names: Mapping[str, object], filters: Mapping[str, Callable[..., object]]) -> str:
        from jinja2 import TemplateSyntaxError

        if OPEN in self.text or SHUT in self.text:
            raise InputError([Fault(self.where, "不可见的控制字符", "普通文字", "请删去后重新键入该处。")])
        environment = _environment(self.put)
        environment.filters = {name: self.placing(function) for name, function in filters.items()}
        try:
            self.check(environment, names, filters)
            given = {name: self.seen(value) for name, value in names.items()}
            return environment.from_string(self.text).render(given)
        except _Told as error:
            where = f"{self.where} 第 {_line(error)} 行"
            raise InputError([replace(fault, where=where) for fault in error.faults]) from error
        except TemplateSyntaxError as error:
            message = "请检查该行的 {{ }}、{% %} 是否成对，括号与引号是否为半角。"
            raise InputError([self.fault(error.lineno, "可以读懂的占位符", message)]) from error
        except RecursionError as error:
            raise InputError([Fault(self.where, "嵌套过深的占位符", "名称与格式", _PLACEHOLDERS_ONLY)]) from error
        except _ValueWithoutFormat as error:
            raise InputError(
                [self.fault(_line(error), "写明格式的占位符", "请在名称后加格式，如 {{ 名称 | percent(2) }}。")]
            ) from error
        except (TypeError, ArithmeticError) as error:
            message = "请检查括号里的参数，以及该名称后能否写括号。"
            raise InputError([self.fault(_line(error), "能够代入的占位符", message)]) from error
        except ValueError as error:
            raise InputError([self.fault(_line(error), "能够代入的占位符", f"代入时出错：{error}。")]) from error

    def check(self, environment: Any, names: Mapping[str, object], filters: Mapping[str, object]) -> None:
        """Refuse what is more than a placeholder, and names and filters that are not there: all, not only the first."""
        from jinja2 import nodes

        known = (nodes.Output, nodes.TemplateData, nodes.Filter, nodes.Call, nodes.Name, nodes.Const, nodes.Keyword)
        found = list(environment.parse(self.text).find_all(nodes.Node))
        printed = [part for node in found if isinstance(node, nodes.Output) for part in node.nodes]
        refused = {node.lineno for node in found if not isinstance(node, known)}
        refused |= {part.lineno for part in printed if isinstance(part, nodes.Const)}
        faults = [self.fault(line, "名称与格式", _PLACEHOLDERS_ONLY) for line in sorted(refused)]
        for node in found:
            if node.lineno in refused:
                continue
            if isinstance(node, nodes.Filter) and node.name not in filters:
                expected = _expected("已有的格式", node.name, filters)
                faults.append(self.fault(node.lineno, expected, "请更正格式的名称。"))
            elif isinstance(node, nodes.Name) and node.name not in names:
                expected = _expected("已登记的名称", node.name, names)
                faults.append(self.fault(node.lineno, expected, "请更正名称，或登记该事实。"))
        if faults:
            raise InputError(faults)

    def fault(self, line: int, expected: str, mend: str) -> Fault:
        found = self.lines[min(line, len(self.lines)) - 1].strip()
        return Fault(f"{self.where} 第 {line} 行", found if len(found) <= 60 else found[:60] + "…", expected, mend)

    def seen(self, value: object) -> object:
        """A value as the template sees it: inlines as their token, functions with their result placed."""
        if isinstance(value, _INLINES):
            return self.put(value)
        return self.placing(value) if callable(value) else value

    def placing(self, function: Callable[..., object]) -> Callable[..., object]:
        def placed(*arguments: object, **options: object) -> object:
            try:
                result = function(*arguments, **options)
            except InputError as error:
                raise _Told(error.faults) from error
            return self.put(result) if isinstance(result, _INLINES) else result

        return placed

    def put(self, value: object) -> str:
        """What is printed for a value: its token; text that is itself no token becomes one, line by line."""
        if isinstance(value, _INLINES):
            self.placed.append(value)
            return f"{OPEN}{len(self.placed) - 1}{SHUT}"
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise _ValueWithoutFormat
        return "".join(piece if TOKEN.fullmatch(piece) else self.put_text(piece) for piece in _SPLIT.split(value))

    def put_text(self, text: str) -> str:
        lines = [self.put(Text(line)) if line else "" for line in text.split("\n")]
        return self.put(LineBreak()).join(lines) if len(lines) > 1 else lines[0]


_SPLIT = re.compile(f"({TOKEN.pattern})")


class _ValueWithoutFormat(Exception):
    pass


class _Told(InputError):
    """A filter or function knows what is wrong; the line is added on the way out."""


def _environment(put: Callable[[object], str]) -> ImmutableSandboxedEnvironment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(finalize=put, keep_trailing_newline=True)
    environment.globals = {}
    return environment


def _expected(what: str, name: str, known: Mapping[str, object]) -> str:
    near = nearest_names(name, known, most=1, likeness=60)
    return f"{what}（“{name}”不在其中{f'，是否为“{near[0]}”' if near else ''}）"


def _line(error: BaseException) -> int:
    """The template line that an error came from: Jinja maps its frames back to the template."""
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return frames[-1] if frames and frames[-1] is not None else 1
