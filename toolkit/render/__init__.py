"""Rendering: compositions to pages, and what can be measured of them."""
