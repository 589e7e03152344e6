"""Word files: what pandoc makes of the semantic HTML, finished after GB/T 9704."""

from hengping.rendering.word.finishing import finish

__all__ = ["finish"]
