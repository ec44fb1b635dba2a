"""Checks: small rules over the whole library."""
