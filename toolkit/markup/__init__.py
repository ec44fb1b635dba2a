"""Markup: the text of modules to typed trees."""
