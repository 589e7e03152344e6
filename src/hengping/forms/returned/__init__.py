"""Reading a form that came back: as far as it is sure; everything else is told with its cell and the reason.

`pages` takes a file apart, `recognition` says which form it is, `headings`, `rows` and `labels` find its cells,
`comparison` says what differs from the case, `writing` puts accepted differences into it. Nothing changes before that.
"""
