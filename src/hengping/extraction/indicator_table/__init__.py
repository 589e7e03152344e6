"""An evaluator's own indicator table, from any workbook or pasted text: columns matched, confirmed, remembered."""
