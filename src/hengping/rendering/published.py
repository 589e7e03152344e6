"""What every published JSON document is made of: strict frozen models, built only when their schema is asked for."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class PublishedEntry(BaseModel):
    """A document for other programs, or a part of one.

    Only `hengping schema` and tests need these models built; every command would wait for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
