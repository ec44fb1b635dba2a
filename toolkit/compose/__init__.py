"""Composing: editions to HTML, style sheets and asset bytes. Pure."""
