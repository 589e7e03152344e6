"""What the room of quantities says when a text or number cannot be a quantity."""

from __future__ import annotations

from hengping.errors import HengpingError


class QuantityError(HengpingError, ValueError):
    """A text or number that cannot be the quantity asked for; the message (Chinese) says exactly why."""

    exit_code = 2
