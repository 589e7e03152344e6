"""Are all files there, each as it was? Every hash worked out again, and the manifests held against each other."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize

from hengping.errors import system_reason
from hengping.reports.archive.bag_files import (
    BLOCKS,
    DECLARATION,
    DECLARATION_TEXT,
    INFO,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    manifest_text,
    oxum,
    read_info,
    read_manifest,
)
from hengping.reports.archive.bag_source import BagSource
from hengping.reports.archive.difference import Difference, Kind, Spot
from hengping.reports.archive.place_of_damage import ByteRange, compared, damage
from hengping.reports.archive.sums import Sums, blocks_text, measured, read_blocks

_TAGS = (DECLARATION, INFO, MANIFEST, BLOCKS)
_TEXTS = (".csv", ".yaml", ".md", ".txt", ".json", ".html", ".xml")


@dataclass
class Fixity:
    """One pass over a bag. `files` holds what was measured; `damaged` the files that are not as recorded."""

    source: BagSource
    files: dict[str, Sums] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)

    def differences(self) -> Iterator[Difference]:
        """All that is wrong with files and manifests, tag files first, then the payload by name."""
        yield from self._measure()
        yield from self._tag_files()
        yield from self._payload()
        yield from self._oxum()

    def content(self, name: str) -> bytes:
        """A file's bytes; empty where it cannot be read, which is told elsewhere."""
        try:
            with self.source.open(name) as stream:
                return stream.read()
        except (OSError, KeyError, zipfile.BadZipFile, zlib.error, EOFError):
            return b""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the tag manifest: it changes with any byte of the archive, and can be kept elsewhere."""
        sums = self.files.get(TAG_MANIFEST)
        return sums.sha256 if sums else ""

    @cached_property
    def listed(self) -> Mapping[str, str]:
        """SHA-256 by name of the payload as the manifest has it, or had it where what was changed in it is known."""
        found = self.content(MANIFEST)
        recorded = self.tags.get(MANIFEST, "")
        for candidate in (found, self._remade(MANIFEST) or b"", self._mended(MANIFEST, recorded)):
            if hashlib.sha256(candidate).hexdigest() == recorded:
                return read_manifest(candidate.decode())[0]
        return read_manifest(found.decode("utf-8", errors="replace"))[0]

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """SHA-256 by name of the tag files as the tag manifest has it."""
        return read_manifest(self._text(TAG_MANIFEST))[0]

    @cached_property
    def blocks(self) -> Mapping[str, tuple[int, bytes]]:
        """Size and block sums by name."""
        return read_blocks(self._text(BLOCKS).splitlines())

    def _text(self, name: str) -> str:
        return self.content(name).decode("utf-8", errors="replace")

    def _measure(self) -> Iterator[Difference]:
        for name in self.source.names():
            try:
                with self.source.open(name) as stream:
                    self.files[name] = measured(stream)
            except OSError as error:
                yield Difference(Kind.UNREADABLE, name, f"无法读取：{system_reason(error)}。")
                self.damaged.add(name)
            except (zipfile.BadZipFile, zlib.error, EOFError):
                yield Difference(Kind.UNREADABLE, name, "压缩文件中的这一项已损坏，不能解开。")
                self.damaged.add(name)

    def _tag_files(self) -> Iterator[Difference]:
        for name in (*_TAGS, TAG_MANIFEST):
            if name not in self.source.names():
                yield Difference(Kind.MISSING, name, "归档包缺少这个文件。")
        for name in self.source.names():
            if not name.startswith(PAYLOAD) and name not in (*_TAGS, TAG_MANIFEST) and name not in self.tags:
                yield Difference(Kind.ADDED, name, "不是归档时写入的文件。")
        yield from self._tag_manifest()
        yield from self._unlisted_tags()
        for name, recorded in self.tags.items():
            now = self.files.get(name)
            if now is not None and now.sha256 != recorded and self._truly_changed(name, recorded):
                yield self._changed(name, recorded, self._remade(name))

    def _unlisted_tags(self) -> Iterator[Difference]:
        """Tag files that the tag manifest no longer names, where other records say that they were changed."""
        for name in (name for name in _TAGS if name in self.files and name not in self.tags):
            now = self.files[name]
            if name == DECLARATION:
                changed = self.content(name) != DECLARATION_TEXT.encode()
            elif name == BLOCKS:
                changed = not self._blocks_are_sound()
            else:
                changed = self.blocks.get(name, (now.size, now.blocks)) != (now.size, now.blocks)
            if changed:
                self.damaged.add(name)
                yield Difference(Kind.CHANGED, name, "与归档包中其他文件的记载不符（标签清单没有它的哈希值）。")

    def _blocks_are_sound(self) -> bool:
        """Whether the sums of blocks are those of every file that is as the manifest has it, and of no other file."""
        names = {*self.listed, DECLARATION, INFO, MANIFEST}
        sound = (name for name in self.listed if name in self.files and self.listed[name] == self.files[name].sha256)
        return set(self.blocks) == names and all(
            self.blocks[name] == (self.files[name].size, self.files[name].blocks) for name in sound
        )

    def _tag_manifest(self) -> Iterator[Difference]:
        """Where it is not what the tag files make it; of those that were changed, the recorded hash stands."""
        if TAG_MANIFEST not in self.files:
            return
        digests = {}
        for name in _TAGS:
            recorded, now = self.tags.get(name, ""), self.files.get(name)
            changed = now is None or self._truly_changed(name, recorded)
            digests[name] = recorded if changed or now is None else now.sha256
        whole = manifest_text({name: digest for name, digest in digests.items() if digest}).encode()
        found = self.content(TAG_MANIFEST)
        if found != whole:
            spots = self.spots(TAG_MANIFEST, compared(whole, found))
            yield Difference(Kind.LISTING, TAG_MANIFEST, "标签清单本身被改动。", spots)
            self.damaged.add(TAG_MANIFEST)

    def _truly_changed(self, name: str, recorded: str) -> bool:
        """Whether the file and not the line of the manifest is what was changed: other records agree with the file."""
        now = self.files[name]
        if len(recorded) != 64:
            return False
        if name == BLOCKS:
            return self._remade(name) != self.content(name)
        return self.blocks.get(name) != (now.size, now.blocks)

    def _mended(self, name: str, recorded: str) -> bytes:
        """A file with the bytes put back that its sums tell exactly; as it is where they do not."""
        content = bytearray(self.content(name))
        size, sums = self.blocks.get(name, (0, b""))
        for each in damage(bytes(content), Sums(size, recorded, sums)) if sums else ():
            if each.was is not None:
                content[each.offset : each.offset + each.length] = each.was
        return bytes(content)

    def _remade(self, name: str) -> bytes | None:
        """What a tag file must have been, where the rest of the bag tells it."""
        if name == DECLARATION:
            return DECLARATION_TEXT.encode()
        whole = {file: sums for file, sums in self.files.items() if file != BLOCKS and file != TAG_MANIFEST}
        if name == MANIFEST:
            digests = {file: sums.sha256 for file, sums in whole.items() if file.startswith(PAYLOAD)}
            return manifest_text(digests).encode()
        if name == BLOCKS:
            known = {file: sums for file, sums in whole.items() if file in self.listed or file in self.tags}
            return blocks_text(known).encode()
        return None

    def _payload(self) -> Iterator[Difference]:
        listed = {**self.listed}
        there = {name: sums for name, sums in self.files.items() if name.startswith(PAYLOAD)}
        missing = [name for name in listed if name not in there and name not in self.damaged]
        added = [name for name in there if name not in listed]
        yield from self._renamed(listed, missing, added)
        for name in missing:
            yield Difference(Kind.MISSING, name, "清单中有，归档包里没有。")
            self.damaged.add(name)
        for name in added:
            yield Difference(Kind.ADDED, name, "清单中没有这个文件。")
            self.damaged.add(name)
        for name, sums in there.items():
            if name in listed and listed[name] != sums.sha256:
                if self.blocks.get(name) == (sums.size, sums.blocks):
                    message = f"{name} 没有变，是清单中它的哈希值被改为 {listed[name][:12]}…。"
                    yield Difference(Kind.LISTING, MANIFEST, message, expected=sums.sha256, found=listed[name])
                else:
                    yield self._changed(name, listed[name], None)

    def _renamed(self, listed: Mapping[str, str], missing: list[str], added: list[str]) -> Iterator[Difference]:
        """Missing files that are there under another name; another spelling of one name in Unicode is no change."""
        for name in [*missing]:
            same = next((other for other in added if self.files[other].sha256 == listed[name]), None)
            if same is None:
                continue
            missing.remove(name)
            added.remove(same)
            if normalize("NFC", same) != normalize("NFC", name):
                yield Difference(Kind.RENAMED, name, f"改名为 {same}，内容没有变。", expected=name, found=same)
                self.damaged.add(name)

    def _changed(self, name: str, recorded: str, was: bytes | None) -> Difference:
        self.damaged.add(name)
        found = self.content(name)
        now = self.files[name]
        ranges: tuple[ByteRange, ...] = ()
        size, sums = self.blocks.get(name, (now.size, b""))
        if was is not None and hashlib.sha256(was).hexdigest() == recorded:
            ranges, size = compared(was, found), len(was)
        elif name in self.blocks and name != BLOCKS:
            ranges = damage(found, Sums(size, recorded, sums))
        length = "" if size == now.size else f"；原有 {size} 字节，现有 {now.size} 字节"
        message = f"哈希值与清单不符{length}。"
        return Difference(Kind.CHANGED, name, message, self.spots(name, ranges), expected=recorded, found=now.sha256)

    def spots(self, name: str, ranges: tuple[ByteRange, ...]) -> tuple[Spot, ...]:
        """Places with their lines, where the file is a text."""
        if not name.lower().endswith(_TEXTS):
            return tuple(Spot(each) for each in ranges)
        content = self.content(name)
        return tuple(Spot(each, content.count(b"\n", 0, each.offset) + 1) for each in ranges)

    def _oxum(self) -> Iterator[Difference]:
        recorded = read_info(self._text(INFO)).get("Payload-Oxum", "")
        found = oxum(sums.size for name, sums in self.files.items() if name.startswith(PAYLOAD))
        if recorded and recorded != found:
            message = f"文件总量与记载不符：记载 {recorded}（字节数.文件数），现为 {found}。"
            yield Difference(Kind.LISTING, INFO, message, expected=recorded, found=found)
