"""Hengping 衡评: performance evaluation of public money, from sources to signed documents."""

__version__ = "0.1.0"
