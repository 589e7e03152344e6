"""Excel formulas over fact ids: parsed, checked for units, evaluated in Decimal, written back as Excel and in print.

>>> formula = parse("=支出_实际/支出_预算")
>>> formula.names
('支出_实际', '支出_预算')
"""

from hengping.formulas.evaluator import evaluate
from hengping.formulas.faults import FormulaCycleError, FormulaError, UnknownNameError
from hengping.formulas.functions import FUNCTIONS
from hengping.formulas.graph import evaluate_all
from hengping.formulas.names import check_name
from hengping.formulas.parser import Formula, parse
from hengping.formulas.unit_check import check_units
from hengping.formulas.values import Known, Missing, Result, Undefined, Value
from hengping.formulas.writer import substitute, to_excel

__all__ = [
    "FUNCTIONS",
    "Formula",
    "FormulaCycleError",
    "FormulaError",
    "Known",
    "Missing",
    "Result",
    "Undefined",
    "UnknownNameError",
    "Value",
    "check_name",
    "check_units",
    "evaluate",
    "evaluate_all",
    "parse",
    "substitute",
    "to_excel",
]
