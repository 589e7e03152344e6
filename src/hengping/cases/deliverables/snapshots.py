"""The content as it was signed, kept beside the case as `signed/<成果>-<hash>.json`, so that later edits can be listed.

The same content always makes the same file. A file whose content does not have the hash of its name is no snapshot.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hengping.cases.deliverables.content import SHORT, Content, content, hash_of, indicator_design
from hengping.cases.deliverables.deliverable import Deliverable
from hengping.cases.model import Case
from hengping.cases.store import files_folder, save_case
from hengping.rendering.file_writing import replace_files

FOLDER = "signed"
INDICATORS = "indicators"
"""Name of the snapshot of a plan lock."""


def snapshot_path(name: str, content_hash: str) -> str:
    """Where a snapshot lies, relative to the folder that paths of evidence are relative to."""
    return f"{FOLDER}/{name}-{content_hash[:SHORT]}.json"


def deliverable_snapshot(case: Case, deliverable: Deliverable) -> dict[str, bytes]:
    """Path → bytes of the snapshot of what the deliverable says now."""
    return _snapshot(deliverable.value, content(case, deliverable))


def indicator_snapshot(case: Case) -> dict[str, bytes]:
    """Path → bytes of the snapshot of the indicator design now, for a plan lock."""
    return _snapshot(INDICATORS, {"indicators": indicator_design(case)})


def read_snapshot(folder: Path, name: str, content_hash: str) -> Content | None:
    """The content signed under this hash; None where it is not there, or not what was signed.

    Args:
        folder: what `hengping.cases.store.files_folder` says.
        name: value of a deliverable, or `indicators`.
        content_hash: the hash on record, whole or its first characters.
    """
    path = folder / snapshot_path(name, content_hash)
    with suppress(OSError, ValueError, KeyError, TypeError):
        document = json.loads(path.read_text(encoding="utf-8"))
        kept = document["content"]
        if hash_of(kept).startswith(content_hash):
            return dict(kept)
    return None


def save_with_snapshots(case: Case, path: Path, snapshots: Mapping[str, bytes]) -> None:
    """Writes the case where it was opened, and the snapshots beside it; both or neither.

    Raises:
        InputError, OutputError: as `save_case`; the earlier state stands.
    """
    folder = files_folder(path)
    written = replace_files({folder / name: data for name, data in snapshots.items()})
    try:
        save_case(case, path)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        with suppress(OSError):
            (folder / FOLDER).rmdir()
        raise


def _snapshot(name: str, kept: Content) -> dict[str, bytes]:
    content_hash = hash_of(kept)
    document = {"format": "1", "name": name, "hash": content_hash, "content": kept}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return {snapshot_path(name, content_hash): text.encode()}
