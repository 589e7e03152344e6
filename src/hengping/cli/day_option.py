"""The date of an act: as written, or today. Only commands look at the clock; what they call is told the day."""

from __future__ import annotations

import datetime

import click


def day(_: click.Context, __: click.Parameter, text: str | None) -> datetime.date:
    """Callback of an option: an ISO date, today where none is written."""
    if text is None:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"“{text}”应写成 年-月-日，如 2022-08-02") from None
