"""Click's own messages in Chinese.

Click ships no Chinese catalogue, but takes every message through `gettext.gettext`; installing this table before
click is imported is the documented seam of the standard library, and leaves unknown messages as they are.
"""

from __future__ import annotations

import functools
import gettext

_MESSAGES = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示帮助。",
    "Show the version and exit.": "显示版本。",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "用“{command} {option}”查看帮助。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少{param_type}",
    "Missing command.": "缺少命令。",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "Did you mean {possibility}?": "是否想用 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是否想用 {possibilities} 之一？",
    "Invalid value: {message}": "取值无效：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 取值无效：{message}",
    "Got unexpected extra argument ({args})": "多余的参数：{args}",
    "Got unexpected extra arguments ({args})": "多余的参数：{args}",
    "Option {name!r} requires an argument.": "选项 {name!r} 后面要有取值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带取值。",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在。",
    "{name} {filename!r} is a file.": "{filename!r} 是文件，应为文件夹。",
    "{name} {filename!r} is a directory.": "{filename!r} 是文件夹，应为文件。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 不可读，请检查权限。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 不可写，请检查权限。",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在可选范围 {choices} 内。",
    "File": "文件",
    "file": "文件",
    "Directory": "文件夹",
    "directory": "文件夹",
    "Path": "路径",
    "path": "路径",
    "default: {default}": "默认 {default}",
    "required": "必填",
    "Aborted!": "已中止。",
}


@functools.cache
def speak_chinese() -> None:
    """Give click Chinese words; call before the first import of click."""
    original, original_plural = gettext.gettext, gettext.ngettext

    def one(message: str) -> str:
        return _MESSAGES.get(message) or original(message)

    def one_or_many(msgid1: str, msgid2: str, n: int) -> str:
        return _MESSAGES.get(msgid1 if n == 1 else msgid2) or original_plural(msgid1, msgid2, n)

    gettext.gettext, gettext.ngettext = one, one_or_many
