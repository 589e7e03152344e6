"""How much a sample says: sample sizes, stratum-weighted means with their confidence intervals, Cronbach's α.

Own code, because the libraries that have these are copyleft or take seconds to load; each is held against a published
worked example in the tests. Counts and sums are exact; only roots and normal quantiles are rounded, to 28 and 15
digits.

Sources: W. G. Cochran, Sampling Techniques, 3rd ed. 1977, §4.4 and §5.3–5.6 (sample size, stratified means);
L. J. Cronbach, Psychometrika 16 (1951) 297–334 (α).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil
from operator import mul
from statistics import NormalDist

_CONTEXT = Context(prec=28)
LEAST_OF_A_STRATUM = 2
"""One response has no variance."""


@dataclass(frozen=True)
class SampleSize:
    """How many responses a wanted precision needs.

    Attributes:
        infinite: for a population without end.
        finite: for the population, not rounded; equal to `infinite` without one.
        needed: valid responses, with the design effect, rounded up; never more than there are people.
        to_send: questionnaires, at the expected share of valid returns.
    """

    infinite: Fraction
    finite: Fraction
    needed: int
    to_send: int


def sample_size(
    population: int | None,
    *,
    margin: Fraction,
    confidence: Fraction = Fraction(95, 100),
    share: Fraction = Fraction(1, 2),
    design_effect: Fraction = Fraction(1),
    response_rate: Fraction = Fraction(1),
) -> SampleSize:
    """Simple random sampling for a share: n₀ = z²p(1−p)/e², n = n₀/(1+(n₀−1)/N), then × design effect.

    Args:
        population: None for one that is unknown or very large.
        margin: half the width of the interval, 0.05 for ±5 percentage points; as all others between 0 and 1.
        share: expected share; one half needs the most.
    """
    z = quantile(confidence)
    infinite = z * z * share * (1 - share) / (margin * margin)
    finite = infinite if population is None else infinite / (1 + (infinite - 1) / population)
    needed = ceil(finite * design_effect)
    if population is not None:
        needed = min(needed, population)
    to_send = ceil(Fraction(needed) / response_rate)
    return SampleSize(infinite, finite, needed, to_send if population is None else min(to_send, population))


def allocate(total: int, sizes: Sequence[int]) -> list[int]:
    """A sample over strata in proportion to their sizes (largest remainders), at least two each where there are two."""
    whole = sum(sizes)
    if not whole:
        return [0] * len(sizes)
    exact = [Fraction(total * size, whole) for size in sizes]
    parts = [int(each) for each in exact]
    order = sorted(range(len(sizes)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return [min(size, max(part, LEAST_OF_A_STRATUM if size else 0)) for part, size in zip(parts, sizes, strict=True)]


def quantile(confidence: Fraction) -> Fraction:
    """z of a two-sided confidence: 0.95 → 1.95996398454…"""
    return Fraction(repr(NormalDist().inv_cdf(0.5 + float(confidence) / 2)))


@dataclass(frozen=True)
class Stratum:
    """A stratum: responses, their mean and variance (n−1); `population` None where it is not known."""

    name: str
    count: int
    mean: Fraction
    variance: Fraction
    population: int | None = None


@dataclass(frozen=True)
class Estimate:
    """A mean with its standard error and confidence interval, in the unit of the values."""

    mean: Decimal
    standard_error: Decimal
    lower: Decimal
    upper: Decimal


def stratum_of(values: Sequence[int], *, scale: int, name: str = "", population: int | None = None) -> Stratum:
    """The stratum of some values, given as whole numbers that are `scale` times too large."""
    count = len(values)
    total, squares = sum(values), sum(map(mul, values, values))
    mean = Fraction(total, count * scale) if count else Fraction(0)
    variance = Fraction(squares * count - total * total, count * (count - 1) * scale * scale) if count > 1 else None
    return Stratum(name, count, mean, variance or Fraction(0), population)


def stratified(strata: Sequence[Stratum], *, confidence: Fraction = Fraction(95, 100)) -> Estimate:
    """ȳ = Σ Wₕȳₕ with variance Σ Wₕ²(1−fₕ)sₕ²/nₕ; a single stratum without population is a simple random sample.

    Raises:
        ValueError: a stratum without responses, or several of which one has no population.
    """
    if any(not each.count for each in strata) or (len(strata) > 1 and any(not each.population for each in strata)):
        raise ValueError("every stratum needs responses and, beside others, a population")
    whole = sum(each.population or 1 for each in strata)
    mean = variance = Fraction(0)
    for each in strata:
        weight = Fraction(each.population or 1, whole)
        missed = 1 - Fraction(min(each.count, each.population), each.population) if each.population else Fraction(1)
        mean += weight * each.mean
        variance += weight * weight * missed * each.variance / each.count
    error = decimal(variance).sqrt(_CONTEXT)
    half = error * decimal(quantile(confidence))
    centre = decimal(mean)
    return Estimate(centre, error, centre - half, centre + half)


def cronbach_alpha(items: Sequence[Sequence[int]], times: Sequence[int] | None = None) -> Fraction | None:
    """α = k/(k−1)·(1 − Σsᵢ²/s²) of items answered by the same people; None for one item, one person or no variance.

    Args:
        items: for each item the values of all people, in the same order; any common scale gives the same α.
        times: how many people answered so, where equal answers stand once.
    """
    count = len(items)
    often = times if times is not None else [1] * (len(items[0]) if items else 0)
    if count < 2 or sum(often) < 2:
        return None
    whole = _spread([sum(row) for row in zip(*items, strict=True)], often)
    parts = sum(_spread(item, often) for item in items)
    return Fraction(count, count - 1) * (1 - Fraction(parts, whole)) if whole else None


def _spread(values: Sequence[int], times: Sequence[int]) -> int:
    """n² times the variance: exact, and the factor cancels."""
    weighted = list(map(mul, values, times))
    squares: int = sum(map(mul, values, weighted))
    total: int = sum(weighted)
    return squares * sum(times) - total * total


def decimal(number: Fraction) -> Decimal:
    """A fraction to 28 digits."""
    return _CONTEXT.divide(Decimal(number.numerator), Decimal(number.denominator))
