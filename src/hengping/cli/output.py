"""Printing for machines: one JSON document, UTF-8, keys in the order of the schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping


def print_json(document: Mapping[str, object]) -> None:
    """Write one document to standard output; UTF-8 whatever the terminal's own encoding."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
