"""Visits: the frame of units, what a choice of them covers, proposals, the schedule, and what became of the plan.

Everything that is measured of a choice (coverage of regions or money, cost, days, risk) is one kind of sum, a
`Measure`; bounds, the meter, the optimiser and the explanation of what cannot be kept all read the same sums.
"""
