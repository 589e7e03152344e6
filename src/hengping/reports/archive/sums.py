"""What is recorded of every file: size, SHA-256, and a CRC-32 of every block, by which a change is found again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

BLOCK = 512
"""Bytes of a block: what a change is narrowed down to at least; the list of sums is 1.6 % of the files."""

_READ = BLOCK * 2048


@dataclass(frozen=True)
class Sums:
    """What a file was measured to be. `blocks` holds a CRC-32 of every 512 bytes, four bytes each, big-endian."""

    size: int
    sha256: str
    blocks: bytes

    def block(self, index: int) -> int:
        """CRC-32 of one block."""
        return int.from_bytes(self.blocks[index * 4 : index * 4 + 4], "big")

    def __len__(self) -> int:
        """How many blocks."""
        return len(self.blocks) // 4


def measured(stream: IO[bytes]) -> Sums:
    """Measures a file from where the stream stands; memory does not grow with the file but by its sums."""
    digest = hashlib.sha256()
    blocks = bytearray()
    size = 0
    while chunk := _full_read(stream):
        digest.update(chunk)
        size += len(chunk)
        for start in range(0, len(chunk), BLOCK):
            blocks += zlib.crc32(chunk[start : start + BLOCK]).to_bytes(4, "big")
    return Sums(size, digest.hexdigest(), bytes(blocks))


def _full_read(stream: IO[bytes]) -> bytes:
    """As many bytes as asked for unless the file ends: streams of zip files give less at times."""
    parts = []
    left = _READ
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def measured_file(path: Path) -> Sums:
    """Measures a file on disk."""
    with path.open("rb") as stream:
        return measured(stream)


def measured_bytes(content: bytes) -> Sums:
    """Measures what is in memory."""
    blocks = b"".join(zlib.crc32(content[at : at + BLOCK]).to_bytes(4, "big") for at in range(0, len(content), BLOCK))
    return Sums(len(content), hashlib.sha256(content).hexdigest(), blocks)


def blocks_text(files: Mapping[str, Sums]) -> str:
    """The list of block sums: a line a file with its size, the sums one after another in hexadecimal, and its name."""
    lines = [f"# CRC-32 of every {BLOCK} bytes of each file; the name is written as in the manifests"]
    for name in sorted(files):
        lines.append(f"{files[name].size} {files[name].blocks.hex() or '-'} {encoded(name)}")
    return "\n".join(lines) + "\n"


def read_blocks(lines: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    """Size and block sums by name; lines that cannot be read are left out, for the list may be what is damaged."""
    found = {}
    for line in lines:
        size, _, rest = line.partition(" ")
        sums, _, name = rest.partition(" ")
        if not size.isdecimal() or not name:
            continue
        try:
            blocks = b"" if sums == "-" else bytes.fromhex(sums)
        except ValueError:
            continue
        if len(blocks) == -(-int(size) // BLOCK) * 4:
            found[decoded(name)] = (int(size), blocks)
    return found


def encoded(name: str) -> str:
    """A file's name as manifests write it: only %, line feed and carriage return are escaped (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def decoded(name: str) -> str:
    """A name from a manifest."""
    for sign, escapes in (("\r", ("%0D", "%0d")), ("\n", ("%0A", "%0a")), ("%", ("%25",))):
        for escape in escapes:
            name = name.replace(escape, sign)
    return name
