"""Pictures of charts: SVG and PNG by vl-convert, without a browser, with the fonts of the package only."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from hengping.rendering.fonts import chart_font_directory


def svg(spec: Mapping[str, Any]) -> str:
    """The SVG of a Vega-Lite specification; its text stays text, in the chart font."""
    import vl_convert

    vl_convert.register_font_directory(str(chart_font_directory()))
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(spec, ensure_ascii=False))
    return drawn


def png(drawn: str, *, ppi: float = 200) -> bytes:
    """The PNG of an SVG made by `svg`, at `ppi` dots for each 72 px."""
    import vl_convert

    vl_convert.register_font_directory(str(chart_font_directory()))
    picture: bytes = vl_convert.svg_to_png(drawn, ppi=ppi)
    return picture


def inline_svg(drawn: str, *, prefix: str, label: str) -> str:
    """An SVG to stand in a web page: its ids made unique by the prefix, scaled to its frame, read aloud as `label`."""
    named = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}\1"', drawn)
    named = re.sub(r'(url\(#|href="#)', rf"\1{prefix}", named)
    named = re.sub(r'(<svg\b[^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", named, count=1)
    return named.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
