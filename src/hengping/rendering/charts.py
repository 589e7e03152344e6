"""Charts as Vega-Lite specifications, in one calm style that holds in black and white.

The builders know no subject: they take points and say how they stand. A point's label is printed as given, so that a
chart shows the same rounding as the text around it; its value only places the mark. `drawing` makes pictures of them.

Specifications are written as plain data: importing Altair costs 1.1 s a run, a third of making a whole report, and its
only gain, the check against the schema of Vega-Lite, is had in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 560  # px, drawn 156 mm wide in print: type of 11.5 px comes out at 9 pt
_LETTER = 12  # px, the width of a Chinese letter of a label
_DIGIT = 6.6  # px, the width of a digit
_PLOT = WIDTH - 60  # px, what the value axis leaves
_LEGEND = {"title": None}


@dataclass(frozen=True)
class Point:
    """A value of a chart: where it belongs, how large it is, how it prints, and its series where there are several."""

    category: str
    value: Decimal
    label: str
    series: str = ""


@dataclass(frozen=True)
class Span:
    """A bar that floats between two values, labelled at either end; `kind` names its colour in the legend."""

    category: str
    low: Decimal
    high: Decimal
    low_label: str = ""
    high_label: str = ""
    kind: str = ""


def bar_by_category(points: Sequence[Point], *, unit: str, height: int = 250) -> Spec:
    """Upright bars, one a category, in the order given, each with its label above (below, if negative)."""
    letters = _letters_per_category(points)
    encoding = {"x": _category_axis(letters), "y": _value_axis(unit, _from_zero(points))}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "width": {"band": 0.5}}},
        {"mark": _label_mark(), "encoding": {"text": _LABEL}},
    ]
    return _spec(points, encoding, layers, height=height, letters=letters)


def grouped_bars(points: Sequence[Point], *, unit: str, height: int = 270) -> Spec:
    """Bars side by side, one a series (plan and actual), grouped by category; series in the order given.

    They stand upright while their labels fit side by side, and lie otherwise.
    """
    series = _in_order(point.series for point in points)
    categories = len(_in_order(point.category for point in points))
    room = _PLOT / max(1, categories) * 0.8 / max(1, len(series))
    if max((len(point.label) for point in points), default=0) * _DIGIT > room:
        return _lying_groups(points, series, categories, unit)
    letters = _letters_per_category(points)
    encoding = {
        "x": _category_axis(letters) | {"scale": {"paddingInner": 0.2, "paddingOuter": 0.1}},
        "y": _value_axis(unit, _from_zero(points)),
        "xOffset": {"field": "series", "type": "nominal", "sort": series},
    }
    layers: list[Spec] = [
        {"mark": {"type": "bar"}, "encoding": {"color": _by_series(series)}},
        {"mark": _label_mark(), "encoding": {"text": _LABEL}},
    ]
    return _spec(points, encoding, layers, height=height, letters=letters)


def lines_by_year(points: Sequence[Point], *, unit: str, height: int = 250, from_zero: bool = False) -> Spec:
    """A line for each series over its categories (years); series differ in dash as well as in colour."""
    letters = _letters_per_category(points)
    series = _in_order(point.series for point in points)
    domain = _from_zero(points) if from_zero else _around(points)
    scale = {"scale": {"type": "point", "padding": 0.5}}
    encoding: Spec = {"x": _category_axis(letters) | scale, "y": _value_axis(unit, domain)}
    color: Spec = {}
    dash: Spec = {}
    if len(series) > 1:
        color = {"color": _by_series(series)}
        dash = {"strokeDash": _by_series(series) | {"legend": None}}  # the legend tells dark from light, and suffices
    layers: list[Spec] = [
        {"mark": {"type": "line"}, "encoding": color | dash},
        {"mark": {"type": "point", "opacity": 1}, "encoding": color},
        # A line runs through its own labels: white behind them keeps them legible.
        {"mark": _label_mark() | {"stroke": "white", "strokeWidth": 4, "aria": False}, "encoding": {"text": _LABEL}},
        {"mark": _label_mark(), "encoding": {"text": _LABEL}},
    ]
    return _spec(points, encoding, layers, height=height, letters=letters, dodge=True)


def share_bars(points: Sequence[Point], *, unit: str, full: Decimal | None = None) -> Spec:
    """Lying bars with their labels at the end, for names too long to stand under upright ones.

    Args:
        full: the value that fills the width (100 for rates in percent), drawn as a pale track behind each bar; None
            lets the largest value set the width. A larger value only fills it; its label says the rest.
    """
    domain = [0, float(full)] if full is not None else _from_zero(points)
    values = _lying_values(unit, domain, grid=full is None)
    values["scale"]["clamp"] = full is not None
    encoding: Spec = {"y": _lying_axis(), "x": values}
    layers: list[Spec] = []
    if full is not None:
        end = {"datum": float(full)}
        track = {"type": "bar", "color": "#e4e8ed", "height": {"band": 0.55}}
        layers.append({"mark": track, "encoding": {"x": end, "x2": {"datum": 0}}})
    layers.append({"mark": {"type": "bar", "height": {"band": 0.55}}})
    layers.append({"mark": _end_label_mark(), "encoding": {"text": _LABEL} | ({"x": end} if full is not None else {})})
    categories = len(_in_order(point.category for point in points))
    return _spec(points, encoding, layers, height=categories * 34 + 50, letters=14)


def tornado(spans: Sequence[Span], *, centre: Decimal, bounds: Sequence[tuple[str, Decimal]], unit: str) -> Spec:
    """Lying bars about one value, the widest on top, with a line through it and dashed lines at the bounds.

    Args:
        bounds: name and value of lines drawn only where the bars come near them.
    """
    values = [{"category": _broken(span.category, 14), **_ends(span)} for span in spans]
    domain = _around([Point("", end, "") for span in spans for end in (span.low, span.high)])
    near = [{"name": name, "at": float(value)} for name, value in bounds if domain[0] <= value <= domain[1]]
    y = _lying_axis()
    x = {"field": "low", **_value_scale(unit, domain)}
    at: Spec = {"field": "at", "type": "quantitative"}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "height": {"band": 0.55}}, "encoding": {"y": y, "x": x, "x2": {"field": "high"}}},
        *_end_labels(y),
        {"mark": {"type": "rule", "color": "#111827"}, "encoding": {"x": {"datum": float(centre)}}},
    ]
    if near:
        dashed = {"type": "rule", "strokeDash": [5, 3], "color": "#555555"}
        named = {"type": "text", "baseline": "bottom", "y": -4, "color": "#555555"}
        text = {"field": "name", "type": "nominal"}
        layers.append({"data": {"values": near}, "mark": dashed, "encoding": {"x": at}})
        layers.append({"data": {"values": near}, "mark": named, "encoding": {"x": at, "text": text}})
    return _floating(values, {}, layers, height=len(spans) * 30 + 60)


def waterfall(spans: Sequence[Span], *, unit: str, height: int = 270) -> Spec:
    """Upright bars from a beginning to an end: totals stand on zero, what adds or takes away floats between them."""
    categories = max(1, len(spans))
    letters = max(3, _PLOT // categories // _LETTER - 1)
    values = [{"category": _broken(span.category, letters), **_ends(span)} for span in spans]
    ends = [Point("", end, "") for span in spans for end in (span.low, span.high)]
    kinds = _in_order(span.kind for span in spans)
    encoding: Spec = {"x": _category_axis(letters), "y": _value_axis(unit, _from_zero(ends)) | {"field": "low"}}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "width": {"band": 0.5}},
            "encoding": {"y2": {"field": "high"}, "color": {**_by_series(kinds), "field": "kind"}},
        },
        {
            "mark": {"type": "text", "baseline": "bottom", "dy": -4},
            "encoding": {
                "y": {"field": "high", "type": "quantitative"},
                "text": {"field": "high_label", "type": "nominal"},
            },
        },
    ]
    return _floating(values, encoding, layers, height=height)


def _ends(span: Span) -> Spec:
    low, high = float(span.low), float(span.high)
    labels = {"low_label": span.low_label, "high_label": span.high_label}
    # `label` holds both, as in the other charts: whoever looks for the numbers of a chart finds them there.
    both = " ".join(text for text in labels.values() if text)
    return {"low": low, "high": high, **labels, "label": both, "kind": span.kind}


def _end_labels(y: Spec) -> list[Spec]:
    sides = (("low", "right", -5), ("high", "left", 5))
    return [
        {
            "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx},
            "encoding": {
                "y": y,
                "x": {"field": side, "type": "quantitative"},
                "text": {"field": f"{side}_label", "type": "nominal"},
            },
        }
        for side, align, dx in sides
    ]


def _value_scale(unit: str, domain: list[float]) -> Spec:
    return {key: value for key, value in _lying_values(unit, domain, grid=True).items() if key != "field"}


def _floating(values: list[Spec], encoding: Spec, layers: list[Spec], *, height: int) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": values},
        "encoding": encoding,
        "layer": layers,
        "config": theme(),
    }


def _lying_groups(points: Sequence[Point], series: list[str], categories: int, unit: str) -> Spec:
    encoding: Spec = {
        "y": _lying_axis() | {"scale": {"paddingInner": 0.25, "paddingOuter": 0.15}},
        "x": _lying_values(unit, _from_zero(points), grid=True),
        "yOffset": {"field": "series", "type": "nominal", "sort": series},
    }
    layers: list[Spec] = [
        {"mark": {"type": "bar"}, "encoding": {"color": _by_series(series)}},
        {"mark": _end_label_mark(), "encoding": {"text": _LABEL}},
    ]
    height = categories * (len(series) * 17 + 10) + 70
    return _spec(points, encoding, layers, height=height, letters=10)


_LABEL: Spec = {"field": "label", "type": "nominal"}


def _spec(
    points: Sequence[Point], encoding: Spec, layers: list[Spec], *, height: int, letters: int, dodge: bool = False
) -> Spec:
    values = [
        {
            "category": _broken(point.category, letters),
            "value": float(point.value),
            "label": point.label,
            "series": point.series,
            "shift": 11 if point.value < 0 or (dodge and _lower(point, points)) else -10,
        }
        for point in points
    ]
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": values},
        "encoding": encoding,
        "layer": layers,
        "config": theme(),
    }


@cache
def theme() -> Spec:
    """The style of every chart, as a Vega-Lite configuration."""
    text = files("hengping.rendering").joinpath("templates", "vega_theme.json").read_text("utf-8")
    config: Spec = json.loads(text)
    return config


def _lower(point: Point, points: Sequence[Point]) -> bool:
    """Whether a point is the lower one of two lines there: its label then stands under it."""
    others = [other for other in points if other.category == point.category and other.series != point.series]
    return len(others) == 1 and point.value < others[0].value


def _category_axis(letters: int) -> Spec:
    axis = {"labelAngle": 0, "labelExpr": "split(datum.label, '\\n')", "labelLineHeight": 15, "ticks": False}
    axis["labelPadding"] = 6
    axis["labelLimit"] = letters * _LETTER + 10
    return {"field": "category", "type": "nominal", "sort": None, "title": None, "axis": axis}


def _lying_axis() -> Spec:
    axis = {"labelExpr": "split(datum.label, '\\n')", "labelLineHeight": 14, "ticks": False, "labelPadding": 6}
    return {"field": "category", "type": "nominal", "sort": None, "axis": axis, "title": None}


def _lying_values(unit: str, domain: list[float], *, grid: bool) -> Spec:
    axis = {"grid": grid, "domain": False, "ticks": False, "tickCount": 5, "format": "~f"}
    scale = {"domain": domain, "nice": False}
    return {"field": "value", "type": "quantitative", "title": unit, "axis": axis, "scale": scale}


def _value_axis(unit: str, domain: list[float]) -> Spec:
    # The unit stands level above the axis, where a Chinese reader looks for it, not turned along it.
    axis = {
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": -34,
        "titleY": -8,
        "domain": False,
        "ticks": False,
        "tickCount": 5,
        "format": "~f",
    }
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": "value", "type": "quantitative", "title": unit, "axis": axis, "scale": scale}


def _label_mark() -> Spec:
    return {"type": "text", "baseline": "middle", "dy": {"expr": "datum.shift"}}


def _end_label_mark() -> Spec:
    return {"type": "text", "align": "left", "baseline": "middle", "dx": 5}


def _by_series(series: list[str]) -> Spec:
    return {"field": "series", "type": "nominal", "sort": series, "legend": dict(_LEGEND)}


def _from_zero(points: Sequence[Point]) -> list[float]:
    """A value axis that holds zero and leaves room for a label beyond the longest bar at either end."""
    values = [float(point.value) for point in points] or [1.0]
    low, high = min(0.0, *values), max(0.0, *values)
    room = 0.14 * (high - low or 1.0)
    return [low - room if low < 0 else 0.0, high + room]


def _around(points: Sequence[Point]) -> list[float]:
    """A value axis about the values, so that small changes show; never below zero for values that are not."""
    values = [float(point.value) for point in points] or [1.0]
    low, high = min(values), max(values)
    room = 0.22 * (high - low or abs(high) or 1.0)
    return [max(0.0, low - room) if low >= 0 else low - room, high + room]


def _letters_per_category(points: Sequence[Point]) -> int:
    categories = len(_in_order(point.category for point in points)) or 1
    return max(3, _PLOT // categories // _LETTER - 1)


def _broken(text: str, letters: int) -> str:
    """A label in lines of equal length of at most so many letters; digits and Latin count half."""
    width = sum(1 if letter > "ÿ" else 0.5 for letter in text)
    if width <= letters or "\n" in text:
        return text
    lines = -(-int(width + 0.5) // letters)
    size = -(-len(text) // lines)
    return "\n".join(text[start : start + size] for start in range(0, len(text), size))


def _in_order(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
