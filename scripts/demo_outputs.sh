#!/usr/bin/env bash
# Closes the demo in both languages: where the documents are. `hengping` itself speaks Chinese only.
set -euo pipefail
folder=${1:?which folder}
echo
echo "以上文件都在 $folder，请先打开 report.pdf。"
echo "The documents are in $folder; open report.pdf first:"
list() { [ -f "$folder/$1" ] && printf '  %-20s  %s\n' "$1" "$2"; }
list report.docx "the report for Word or WPS"
list report.pdf "the same report as PDF"
list report.html "the same report for a browser"
list working-papers.xlsx "working papers with live formulas"
list result.json "scores and findings for other programs"
