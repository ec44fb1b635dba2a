"""Offline-first trainer's toolkit: Markdown modules in, branded print sheets out."""

__version__ = "0.2.0"
