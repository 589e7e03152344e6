#!/usr/bin/env bash
# 一轮现场工作，离线演示：选点 → 排期 → 打印踏勘、访谈和问卷用表 → 600 份模拟答卷导入并检查 → 满意度成为事实 →
# 计入得分 → 写进报告。用新疆案例的副本，从还没有踏勘的那一天开始；答卷是程序模拟的，结果都标“假定”。
#
# A round of fieldwork, offline, on a copy of the region's case: plan, schedule, printed sheets, 600 simulated responses,
# satisfaction as facts, scored and reported.
#   bash examples/fieldwork-round.sh [DIR]      HENGPING=path/to/hengping to use another installation
set -euo pipefail
cd "$(dirname "$0")/.."
HENGPING=${HENGPING:-.venv/bin/hengping}
OUT=${1:-out/fieldwork-round}
CASE=$OUT/案卷
PAPERS=$OUT/文件

say() { printf '\n== %s\n' "$*"; }
hp() { printf '$ hengping %s\n' "$*"; "$HENGPING" "$@"; }

rm -rf "$OUT"
mkdir -p "$PAPERS"
cp -r examples/xinjiang-2021 "$CASE"
rm "$CASE/fieldwork/visits.csv"   # 回到还没有踏勘的时候
cat >>"$CASE/case.yaml" <<'YAML'

# 方案中事先定下的满意度算法（演示）。
satisfaction_measure: score
satisfaction_weights: {各单位管理人员: 20, 缴纳养老保险企业职工: 30, 领取养老保险企业职工: 50}
satisfaction_options: {非常满意: 100, 比较满意: 80, 一般: 60, 不太满意: 40, 不满意: 20}
YAML

say 选点：费用最低的方案满足地点和资金下限，再按判断加选三家
hp visits plan "$CASE" --method cheapest --save
hp visits plan "$CASE" --choose U01=主管部门，了解申报和管理 --choose U09=直管企业，抽查经办 --choose U15=直管企业，抽查经办 --save
hp visits meter "$CASE"

say 排期：两个组，避开周末和节假日
hp visits schedule "$CASE" --teams 2 --start 2022-07-18 --end 2022-07-26 --save

say 打印：踏勘计划、踏勘记录、访谈提纲和记录
for FORM in F09 F10 F11a F11b F12; do hp form "$FORM" "$CASE" --out "$PAPERS/$FORM.docx"; done

say 问卷：生成三种，打印纸质问卷和录入表，测算样本量
hp survey forms "$CASE" --out "$PAPERS/问卷" --web https://survey.example.org/2021/{survey}
hp survey sample "$CASE" --margin 7 --response 90 --save

say 答卷：每种 200 份模拟答卷，导入并检查
for SURVEY in Q1 Q2 Q3; do
  hp survey sample "$CASE" --survey "$SURVEY" --simulate 200 --seed 2021 --out "$OUT/答卷-$SURVEY.csv"
  hp survey import "$CASE" "$OUT/答卷-$SURVEY.csv" --survey "$SURVEY" --sent 220
done

say 分析：结果成为事实，离退休人员满意度改按领取人员问卷计分，另出问卷分析报告
hp survey analyse "$CASE" --save --score D311=Q3 --out "$PAPERS"
for FORM in F13a F13b; do hp form "$FORM" "$CASE" --out "$PAPERS/$FORM.xlsx"; done

say 计分和报告：正文写上满意度，每个数都引自事实
cat >"$CASE/text/survey.md" <<'MD'
自治区人社厅负责人和“三油一铁”基金负责人采用访谈，区本级直管企业管理人员、缴费职工和领取人员采用问卷（答卷为模拟）。按方案定下的对象权重计算，综合满意度为 {{ 问卷_综合满意度 | percent(2) }}，其中领取人员为 {{ 问卷_Q3_满意度 | percent(2) }}（置信区间 {{ 问卷_Q3_估计下限 | percent(2) }} 至 {{ 问卷_Q3_估计上限 | percent(2) }}）。
MD
hp score "$CASE" --record 专家后 --by 演示 --on 2022-08-15 | tail -3
hp evaluate "$CASE" --out "$PAPERS/报告"
say 一轮现场工作演示完成："$OUT"
