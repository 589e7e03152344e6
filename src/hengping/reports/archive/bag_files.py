"""The files that make a folder a bag after RFC 8493 (BagIt 1.0): declaration, bag-info, manifests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from hengping.reports.archive.sums import decoded, encoded

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
BLOCKS = "blocks.txt"
"""Not of BagIt: sums by which `verify` finds the place of a change; see `sums`."""

PAYLOAD = "data/"
DECLARATION_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_MANIFEST_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")


def manifest_text(digests: Mapping[str, str]) -> str:
    """A manifest: digest, two blanks, name; sorted by name."""
    return "".join(f"{digests[name]}  {encoded(name)}\n" for name in sorted(digests))


def read_manifest(text: str) -> tuple[dict[str, str], tuple[int, ...]]:
    """Digest by name, and the numbers of lines that are no entry or name a file again."""
    digests: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), start=1):
        entry = _MANIFEST_LINE.fullmatch(line.strip("\ufeff"))
        name = decoded(entry[2].removeprefix("./")) if entry else ""
        if entry is None or name in digests:
            wrong.append(number)
        else:
            digests[name] = entry[1].lower()
    return digests, tuple(wrong)


def info_text(entries: Sequence[tuple[str, str]]) -> str:
    """bag-info.txt; entries without a text are left out, line ends within a text become blanks."""
    return "".join(f"{label}: {' '.join(text.split())}\n" for label, text in entries if text.strip())


def read_info(text: str) -> dict[str, str]:
    """Texts by label; a line that begins with a blank goes on with the one before it."""
    entries: dict[str, str] = {}
    label = ""
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and label:
            entries[label] += f" {line.strip()}"
        elif ":" in line:
            label, _, value = line.partition(":")
            label = label.strip()
            entries[label] = value.strip()
    return entries


def oxum(sizes: Iterable[int]) -> str:
    """Payload-Oxum: bytes and files of the payload, `1048576.12`."""
    listed = list(sizes)
    return f"{sum(listed)}.{len(listed)}"
