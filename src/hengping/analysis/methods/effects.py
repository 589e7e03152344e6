"""A change of a product split into the effects of its factors, adding up without remainder: LMDI and the chained form.

Rows are parts of a whole (funds, regions), columns their factors; the whole is the sum over parts of the products.

LMDI-I, additive: effect of factor k = Σ over parts of L(V', V) · ln(x'ₖ ÷ xₖ), L(a, b) = (a − b) ÷ (ln a − ln b); no
order among factors. Where a part is nothing at one end, the limits of Ang, Zhang and Choi hold. Chained (连环替代):
factors take their later values one after another in the order given, each effect is what its step changes.

Source: B. W. Ang, The LMDI approach to decomposition analysis: a practical guide, Energy Policy 33 (2005) 867–871;
B. W. Ang, F. Q. Zhang and K.-H. Choi, Energy 23 (1998) 489–495, table 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Context, Decimal, localcontext

Parts = Sequence[Sequence[Decimal]]

PRECISE = Context(prec=50)
_ZERO = Decimal(0)
_CLOSE = Decimal("1e-20")


def lmdi(earlier: Parts, later: Parts) -> tuple[Decimal, ...]:
    """The effect of each factor.

    Raises:
        ValueError: a factor below zero, whose logarithm there is none.
    """
    if any(factor < 0 for parts in (earlier, later) for part in parts for factor in part):
        raise ValueError("因素有负值，不能用对数平均法，请改用连环替代法")
    with localcontext(PRECISE):
        by_part = [_lmdi_of_part(was, now) for was, now in zip(earlier, later, strict=True)]
        return tuple(sum(effects, _ZERO) for effects in zip(*by_part, strict=True))


def chained(earlier: Parts, later: Parts) -> tuple[Decimal, ...]:
    """The effect of each factor, replaced in order."""
    with localcontext(PRECISE):
        effects = []
        for place in range(len(earlier[0])):
            effects.append(
                sum(
                    (
                        math.prod(now[:place], start=Decimal(1))
                        * (now[place] - was[place])
                        * math.prod(was[place + 1 :], start=Decimal(1))
                        for was, now in zip(earlier, later, strict=True)
                    ),
                    _ZERO,
                )
            )
        return tuple(effects)


def _lmdi_of_part(was: Sequence[Decimal], now: Sequence[Decimal]) -> list[Decimal]:
    before, after = math.prod(was, start=Decimal(1)), math.prod(now, start=Decimal(1))
    if not before or not after:
        # The limits: the whole change falls to factors that were or became nothing, in equal parts.
        vanishing = [bool(x) != bool(y) for x, y in zip(was, now, strict=True)]
        share = (after - before) / sum(vanishing) if any(vanishing) else _ZERO
        return [share if each else _ZERO for each in vanishing]
    mean = _logarithmic_mean(before, after)
    return [mean * (y / x).ln() for x, y in zip(was, now, strict=True)]


def _logarithmic_mean(a: Decimal, b: Decimal) -> Decimal:
    if abs(a - b) <= _CLOSE * a:
        return (a + b) / 2  # the two logarithms would cancel; the means agree to twice as many digits
    return (a - b) / (a.ln() - b.ln())
