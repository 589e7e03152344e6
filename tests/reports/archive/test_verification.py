"""The whole of `verify`: a forger who makes all hashes agree is still found out, for the score is worked out again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema
import pytest

from hengping.cases.store import open_case, save_case
from hengping.reports.archive.bag_files import BLOCKS, INFO, MANIFEST, PAYLOAD, TAG_MANIFEST, manifest_text, oxum
from hengping.reports.archive.difference import Difference, Kind
from hengping.reports.archive.packing import Archived
from hengping.reports.archive.sums import blocks_text, measured_file
from hengping.reports.archive.verification import Verification, verify
from hengping.reports.archive.verify_document import VerifyDocument, verify_document
from tests.reports.archive.conftest import NAMES, flipped

CASE = "data/08-数据/评价文件夹"


def reseal(bag: Path) -> None:
    """What a forger does: every manifest and sum written anew, so that all hashes agree."""
    files = {path.relative_to(bag).as_posix(): path for path in sorted(bag.rglob("*")) if path.is_file()}
    payload = {name: measured_file(path) for name, path in files.items() if name.startswith(PAYLOAD)}
    (bag / MANIFEST).write_text(manifest_text({name: sums.sha256 for name, sums in payload.items()}), encoding="utf-8")
    lines = (bag / INFO).read_text(encoding="utf-8").splitlines()
    total = f"Payload-Oxum: {oxum(sums.size for sums in payload.values())}"
    kept = [total if line.startswith("Payload-Oxum") else line for line in lines]
    (bag / INFO).write_text("\n".join(kept) + "\n", encoding="utf-8")
    tags = {name: measured_file(bag / name) for name in ("bagit.txt", INFO, MANIFEST)}
    (bag / BLOCKS).write_text(blocks_text({**payload, **tags}), encoding="utf-8")
    digests = {name: measured_file(bag / name).sha256 for name in ("bagit.txt", INFO, MANIFEST, BLOCKS)}
    (bag / TAG_MANIFEST).write_text(manifest_text(digests), encoding="utf-8")


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(result: Verification, kind: Kind) -> list[Difference]:
    return [each for each in result.differences if each.kind is kind]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_just_archived_is_whole(archives: Mapping[str, Archived], name: str) -> None:
    result = verify(archives[name].folder, fingerprint=archives[name].fingerprint[:12])
    assert (result.differences, result.notes) == ((), ())
    assert (result.total, result.grade) == {"datong-2020": ("92.12", "优"), "xinjiang-2021": ("94.51", "优")}[name]
    assert (result.files, result.size) == (archives[name].files, archives[name].size)
    assert result.remade == {"datong-2020": 14, "xinjiang-2021": 15}[name]
    assert "归档包完整" in next(result.lines())


def test_a_forged_score_is_named_though_all_hashes_agree(small_bag: Path) -> None:
    file = small_bag / "data/06-报告/result.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["total"] = "95.12"
    document["indicators"][1]["score"] = "12.00"
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    reseal(small_bag)

    result = verify(small_bag)

    code, name = document["indicators"][1]["code"], document["indicators"][1]["name"]
    first, second = told(result, Kind.SCORE)
    assert first.message == "总分：归档记载 95.12，重算为 98.76。"
    assert second.message.startswith(f"指标 {code}“{name}”得分：归档记载 12.00，重算为 ")
    (remade,) = told(result, Kind.NOT_REPRODUCED)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert {lines[spot.line - 1].split('"')[1] for spot in remade.spots} == {"total", "score"}


def test_a_forged_fact_in_the_folder_differs_from_the_workbook(small_bag: Path) -> None:
    replaced(small_bag / CASE / "facts.csv", "支出_实际,补贴支出,测试市,969.00", "支出_实际,补贴支出,测试市,999.00")
    reseal(small_bag)
    result = verify(small_bag)
    (difference,) = told(result, Kind.DATA)
    assert (difference.file, difference.message) == (f"{CASE}/facts.csv", "与工作簿“事实”内容不同：支出_实际。")


def test_a_report_written_anew_is_not_what_the_data_make(small_bag: Path) -> None:
    page = small_bag / "data/06-报告/评价报告.html"
    replaced(page, "98.76", "98.36")
    reseal(small_bag)
    (difference,) = verify(small_bag).differences
    assert (difference.kind, difference.file) == (Kind.NOT_REPRODUCED, "data/06-报告/评价报告.html")
    assert [(spot.range.was, spot.range.is_now) for spot in difference.spots] == [(b"7", b"3")]


def test_another_piece_of_evidence_is_told_by_its_recorded_hash(small_bag: Path) -> None:
    (small_bag / "data/02-资料与证据/E01-评价 报告.pdf").write_bytes(b"another report")
    reseal(small_bag)
    differences = verify(small_bag).differences
    (told_by_hash,) = [each.message for each in differences if "与登记的哈希值不符" in each.message]
    assert told_by_hash.startswith("证据 E01“")
    files = {each.file for each in differences}
    assert "data/08-数据/文件位置.csv" in files
    assert "data/00-卷内目录/备考表.pdf" in files


def test_an_archive_written_anew_has_another_fingerprint(small_bag: Path, small_archive: Archived) -> None:
    replaced(small_bag / INFO, "测试市", "测试市市")
    reseal(small_bag)
    assert verify(small_bag).intact
    (difference,) = verify(small_bag, fingerprint=small_archive.fingerprint).differences
    assert (difference.kind, difference.file) == (Kind.LISTING, TAG_MANIFEST)


def test_an_edit_after_signing_voids_the_signatures_though_all_hashes_agree(small_bag: Path) -> None:
    folder = small_bag / CASE
    case = open_case(folder)
    forged = case.model_copy(update={"identity": case.identity.model_copy(update={"overall_goal": "另一个目标"})})
    save_case(forged, folder)
    save_case(forged, small_bag / "data/08-数据/评价.xlsx")
    reseal(small_bag)
    messages = [each.message for each in told(verify(small_bag), Kind.SIGNATURE)]
    assert [message.partition("；")[0] for message in messages] == [
        f"复核签名：初稿第 {level} 级（{name}）：签名失效：签后内容有改动"
        for level, name in ((1, "张三"), (2, "李四"), (3, "王五"))
    ]


def test_a_snapshot_of_signed_content_is_held_against_its_hash(small_bag: Path) -> None:
    (file,) = (small_bag / CASE / "signed").iterdir()
    replaced(file, "测试市", "太原市")
    reseal(small_bag)
    (difference,) = told(verify(small_bag), Kind.SIGNATURE)
    assert difference.file == f"signed/{file.name}"


@pytest.mark.parametrize("name", [f"{CASE}/indicators.yaml", "data/08-数据/评价.xlsx"])
def test_one_form_of_the_case_spoilt_the_other_still_scores(small_bag: Path, name: str) -> None:
    (small_bag / name).write_bytes((small_bag / name).read_bytes()[:400])
    result = verify(small_bag)
    assert (result.total, result.grade) == ("98.76", "优")
    assert {name} <= {each.file for each in told(result, Kind.CHANGED)}


def test_both_forms_spoilt_nothing_is_scored_and_that_is_said(small_bag: Path) -> None:
    for name in (f"{CASE}/case.yaml", "data/08-数据/评价.xlsx"):
        (small_bag / name).write_bytes(b"")
    result = verify(small_bag)
    assert result.total is None
    assert len(told(result, Kind.DATA)) == 2


def test_a_file_that_can_be_made_again_is_named_to_the_byte_however_wide_the_change(small_bag: Path) -> None:
    page = small_bag / "data/06-报告/评价报告.html"
    content = page.read_bytes()
    page.write_bytes(content[:2000] + b"#" * 30 + content[2030:])
    (difference,) = verify(small_bag).differences
    assert difference.kind is Kind.CHANGED
    changed = [at for at in range(2000, 2030) if content[at : at + 1] != b"#"]
    named = [at for spot in difference.spots for at in range(spot.range.offset, spot.range.offset + spot.range.length)]
    assert named == changed


def test_another_version_of_the_program_compares_scores_only_and_says_so(small_bag: Path) -> None:
    replaced(small_bag / INFO, "hengping 0", "hengping 9")
    page = small_bag / "data/06-报告/评价报告.html"
    replaced(page, "98.76", "98.36")
    reseal(small_bag)
    result = verify(small_bag)
    assert result.intact
    assert [note.rpartition("：")[2] for note in result.notes] == ["评价报告.html。"]


def edited_result(change: Callable[[dict[str, object]], None]) -> Callable[[Path], None]:
    def edit(bag: Path) -> None:
        file = bag / "data/06-报告/result.json"
        document = json.loads(file.read_text(encoding="utf-8"))
        change(document)
        file.write_text(json.dumps(document), encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        edited_result(lambda document: document.pop("indicators")),
        edited_result(lambda document: document.update(indicators=5)),
        lambda bag: (bag / "data/06-报告/result.json").write_text("[1]", encoding="utf-8"),
        lambda bag: (bag / "data/08-数据/文件位置.csv").write_bytes(b"\xff\xfe\x00"),
    ],
    ids=["no indicators", "indicators of another kind", "a list", "locations unreadable"],
)
def test_forged_nonsense_is_told_without_a_crash(small_bag: Path, edit: Callable[[Path], object]) -> None:
    edit(small_bag)
    reseal(small_bag)
    assert not verify(small_bag).intact


def test_the_json_document_fits_its_schema(small_bag: Path) -> None:
    before = flipped(small_bag / "data/09-签署/Q1-seal.pdf", 30)
    found = verify_document(verify(small_bag))
    jsonschema.Draft202012Validator(VerifyDocument.model_json_schema()).validate(json.loads(json.dumps(found)))
    (entry,) = found["findings"]
    assert entry["spots"] == [
        {
            "offset": 30,
            "length": 1,
            "line": None,
            "exact": True,
            "was": before[30:31].hex(),
            "found": f"{before[30] ^ 1:02x}",
        }
    ]
    assert entry["expected"] == hashlib.sha256(before).hexdigest()
