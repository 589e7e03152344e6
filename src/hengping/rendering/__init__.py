"""A document or workbook described as data → HTML, Word, PDF, Excel; charts. This room knows no case."""
