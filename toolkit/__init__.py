"""Offline-first trainer's toolkit: Markdown modules in, branded print sheets out."""

__version__ = "0.3.0"

COLLECT_SELDOM = (20_000, 20, 20)
"""How often Python looks for garbage. A library and laid-out pages are many small objects that stay, and at Python's
own pace the search for others takes a fifth of the time."""
