"""The working papers (工作底稿) as one workbook, one kind of sheet a file."""
