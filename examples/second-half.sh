#!/usr/bin/env bash
# 评价的后半程，离线演示：初稿 → 三级复核（一次退回并答复）→ 征求意见（采纳一条、不采纳一条）→ 得分变动 →
# 专家意见 → 终稿 → 整改通知 → 销号 → 归档 → 核对；最后改动一个字节，看核对指出哪里。
# 用大同案例的副本；人名、文号、意见、佐证和整改情况都是虚构的演示内容。
#
# The second half of an evaluation, offline, on a copy of the city's case; persons, numbers and opinions are fictitious.
#   bash examples/second-half.sh [DIR]          HENGPING=path/to/hengping to use another installation
set -euo pipefail
cd "$(dirname "$0")/.."
HENGPING=${HENGPING:-.venv/bin/hengping}
OUT=${1:-out/second-half}
CASE=$OUT/案卷
PAPERS=$OUT/文件

say() { printf '\n== %s\n' "$*"; }
hp() { printf '$ hengping %s\n' "$*"; "$HENGPING" "$@"; }
sign() { hp sign "$CASE" --deliverable "$1" --level "$2" --by "$3" --on "$4" "${@:5}"; }

rm -rf "$OUT"
mkdir -p "$PAPERS"
cp -r examples/datong-2020 "$CASE"

say 方案：三级复核，批准后锁定指标体系
sign 方案 1 张一 2021-06-01
sign 方案 2 李二 2021-06-02
sign 方案 3 王三 2021-06-03
hp plan "$CASE" --approve 大同市财政局 --on 2021-06-05 --document 方案批复（演示）

say 初稿：记录初评得分，一级通过，二级退回一条意见
hp score "$CASE" --record 初评 --by 张一 --on 2021-08-02 >"$PAPERS/初评得分.txt"
sign 初稿 1 张一 2021-08-03
sign 初稿 2 李二 2021-08-04 --return --remark 替代率的口径未说明 --place 社会效益指标分析 --importance 重要
hp sign "$CASE" --status

say 答复、修改、销号，逐级重新签署
REMARK=$(grep 替代率的口径 "$CASE/reviews.csv" | cut -d, -f1)
printf '\n替代率按在岗职工平均工资计算，口径与统计年鉴一致。\n' >>"$CASE/text/analysis.md"
hp sign "$CASE" --reply "$REMARK" --text 已在社会效益分析中写明口径
hp sign "$CASE" --clear "$REMARK" --by 李二
sign 初稿 1 张一 2021-08-05
sign 初稿 2 李二 2021-08-06
sign 初稿 3 王三 2021-08-09
hp score "$CASE" --record 复核后 --by 李二 --on 2021-08-09 >"$PAPERS/复核后得分.txt"

say 征求意见：发函，收回反馈表，采纳一条、不采纳一条
cat >"$CASE/consultations.csv" <<'CSV'
id,party,number,sent_on,due,contact,reply_number,replied_on,result
ZQ01,大同市社会保险中心,同财绩函〔2021〕7号（演示）,2021-08-10,2021-08-20,张一,同社保函〔2021〕3号（演示）,2021-08-18,有意见
CSV
hp form F15a "$CASE" --out "$PAPERS/征求意见函.docx"
hp form F15b "$CASE" --out "$PAPERS/反馈意见表.xlsx"
cat >"$CASE/opinions.csv" <<'CSV'
id,party,letter_number,place,criteria,original,opinion,reason,proof
Y01,大同市社会保险中心,同社保函〔2021〕3号（演示）,指标 A22 要点④,A22-4,效益目标没有可衡量的指标值,年度计划中列有征缴率的计划值,评价组收集资料时遗漏年度计划,年度工作计划（演示）
Y02,大同市社会保险中心,同社保函〔2021〕3号（演示）,指标 C21,C21,参保增长率未达目标,建议按疫情影响调整目标值,受疫情影响,无
CSV
printf '年度工作计划（演示文件）\n' >"$OUT/年度工作计划.txt"
hp import "$OUT/年度工作计划.txt" --into "$CASE" --title 年度工作计划（演示） --from 大同市社会保险中心 --on 2021-08-18
PROOF=$(tail -1 "$CASE/evidence.csv" | cut -d, -f1)
hp revise "$CASE" --opinion Y01 --partly --criterion A22-4 --score 0.5 --reason 年度计划列有部分效益指标的计划值，目标申报表仍未列 \
  --proof "$PROOF" --verification 经核对年度计划属实 --page 决策指标分析 --by 张一 --on 2021-08-23
hp revise "$CASE" --opinion Y02 --reject --reason 目标值经批复，评价期内未按程序调整 --by 张一 --on 2021-08-23
hp score "$CASE" --record 意见后 --by 张一 --on 2021-08-23 | tail -3
hp form F15c "$CASE" --out "$PAPERS/意见采纳情况表.docx"

say 专家意见：补写一处，得分不变
cat >"$CASE/experts.csv" <<'CSV'
id,name,organisation,title,specialty,recusal,head
X1,赵教授,某大学（演示）,教授,社会保障,无应回避情形,true
CSV
cat >"$CASE/expert_comments.csv" <<'CSV'
id,deliverable,expert,comment,criteria
ZY01,终稿,X1,建议补充缺口分担机制的可持续性分析,D21
CSV
hp revise "$CASE" --comment ZY01 --page 评价结论 --reason 已补写分担机制的分析 --by 张一 --on 2021-08-26
printf '\n从分担机制看，缺口由省、市、县按办法分担，责任清楚，后续应与人口预测衔接。\n' >>"$CASE/text/conclusion.md"
hp score "$CASE" --record 专家后 --by 王三 --on 2021-08-27 | tail -3

say 终稿：三级签署，出报告，签署页扫描件归入
sign 终稿 1 张一 2021-08-27
sign 终稿 2 李二 2021-08-28
sign 终稿 3 王三 2021-08-30
hp evaluate "$CASE" --out "$PAPERS/报告"
CODE=$("$HENGPING" form F20b "$CASE" --out "$PAPERS/报告签署页.docx" | grep -o 'F20b-[0-9A-Z-]*' | head -1)
printf 'scanned signature page (demonstration)\n' >"$OUT/签署页扫描.pdf"
hp import "$OUT/签署页扫描.pdf" --into "$CASE" --code "$CODE" --role 主评人 --name 张一 --on 2021-08-31

say 整改：下达通知，登记整改，复查，销号
hp rectify "$CASE" --open 同财绩〔2021〕9号 --due 2021-12-31 --on 2021-09-15
for ROW in $(grep -o '^Z[0-9]*' "$CASE/rectification.csv"); do
  "$HENGPING" rectify "$CASE" --update "$ROW" --completion 已完成 --progress 已按要求整改（演示） --proof "$PROOF" >/dev/null
  "$HENGPING" rectify "$CASE" --recheck "$ROW" --conclusion 通过 --by 李二 --on 2021-12-20 >/dev/null
  "$HENGPING" rectify "$CASE" --close "$ROW" --on 2021-12-22 >/dev/null
done
hp rectify "$CASE" --status --as-of 2021-12-31
hp rectify "$CASE" --disclosure "$PAPERS/公开清单.xlsx"
hp form F19b "$CASE" --out "$PAPERS/整改台账.xlsx"
hp sign "$CASE" --status

say 归档与核对
hp archive "$CASE" --out "$OUT/归档"
hp verify "$OUT/归档"

say 改动归档包中的一个字节，再核对
VICTIM=$(find "$OUT/归档/data" -name facts.csv | head -1)
cp "$VICTIM" "$OUT/facts.原件"
printf '9' | dd of="$VICTIM" bs=1 seek=2000 conv=notrunc status=none
cmp "$OUT/facts.原件" "$VICTIM" || true
if hp verify "$OUT/归档"; then
  echo '改动没有被发现' >&2
  exit 1
fi
cp "$OUT/facts.原件" "$VICTIM"
hp verify "$OUT/归档" >/dev/null
say 后半程演示完成："$OUT"
