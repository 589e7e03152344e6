"""Places in a case that was read from nowhere, in words: file, row by its id, heading."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from hengping.cases.model import PartSpec
from hengping.cases.parts_fields import caption_of, fields_of
from hengping.cases.parts_reading import Spot
from hengping.cases.parts_text import Place
from hengping.reading.yaml_files import Plain


@dataclass(frozen=True)
class MergedLocator:
    """Places of one part of a merged case."""

    spec: PartSpec
    plain: Plain

    def spot(self, place: Place) -> Spot:
        """The innermost row with a name on the way, and the field."""
        plain: Plain = self.plain
        model: type[BaseModel] | None = self.spec.model
        row, column = "", ""
        for step in place:
            if isinstance(step, int) and isinstance(plain, list) and step < len(plain):
                plain = plain[step]
                if isinstance(plain, dict) and model is not None:
                    row, column = str(plain.get(caption_of(model).name, "")), ""
            elif isinstance(step, str):
                part_field = fields_of(model).get(step) if model is not None else None
                column = part_field.title if part_field else f"{column}·{step}"
                model = part_field.model if part_field else None
                plain = plain.get(step, "") if isinstance(plain, dict) else ""
        words = f"{self.spec.file}（表“{self.spec.sheet}”）"
        words += f" “{row}”" if row else ""
        words += f" “{column}”" if column else ""
        return Spot(tuple(step for step in place if isinstance(step, int)), words)
