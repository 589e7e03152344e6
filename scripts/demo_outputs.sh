#!/usr/bin/env bash
# Says in both languages where the documents of a case are.
set -euo pipefail
folder=${1:?which folder}
echo
echo "文件已生成 / The documents are in: $folder"
list() { [ -f "$folder/$1" ] && printf '  %-22s %s\n' "$1" "$2"; }
list report.docx         "评价报告（Word、WPS） / the report for Word or WPS"
list report.pdf          "评价报告（PDF） / the report as PDF"
list report.html         "评价报告（浏览器） / the report for a browser"
list working-papers.xlsx "工作底稿，公式可重算 / working papers with live formulas"
list result.json         "得分与核查发现 / scores and findings for other programs"
