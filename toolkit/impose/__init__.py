"""Imposing: cards on sheets, geometry first, then drawing."""
