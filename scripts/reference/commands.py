"""The page of the commands: the help that each prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hengping.cli.words import speak_chinese

if TYPE_CHECKING:
    import click

_INTRODUCTION = """\
命令的名称、参数、退出码和 JSON 格式保持稳定，供其他程序调用。`--json` 只输出一个文档，格式由 `hengping schema` 给出；
其中的数都是文本，与文件上印的一样；还不能计分时为 `null`。退出码见[错误与退出码](errors.md)。
"""


def _subcommands(group: click.Group, context: click.Context) -> list[str]:
    """The help of each command of a group, one heading lower."""
    import click

    sections = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=context, terminal_width=100) as inner:
            sections.append(f"### {inner.command_path}\n\n```text\n{command.get_help(inner)}\n```\n")
    return sections


def page() -> str:
    speak_chinese()
    import click  # after the words are in place

    from hengping.cli.program import program

    with click.Context(program, info_name="hengping", terminal_width=100) as context:
        sections = [f"## 总览\n\n```text\n{program.get_help(context)}\n```\n"]
        for name in program.list_commands(context):
            command = program.get_command(context, name)
            assert command is not None
            with click.Context(command, info_name=name, parent=context, terminal_width=100) as inner:
                sections.append(f"## hengping {name}\n\n```text\n{command.get_help(inner)}\n```\n")
                if isinstance(command, click.Group):
                    sections += _subcommands(command, inner)
    return "\n".join((_INTRODUCTION, *sections))
