"""The case as frozen pydantic models, one module a part; every field carries its Chinese heading.

Text fields default to "" and never to None, so that an empty cell has one meaning in every store. In CSV files and
workbooks a field of several ids or texts is written in one cell, one item a line.
"""

from hengping.cases.model.case import Case, criteria_of, leaves, walk
from hengping.cases.model.parts import PARTS, PartSpec

__all__ = ["PARTS", "Case", "PartSpec", "criteria_of", "leaves", "walk"]
