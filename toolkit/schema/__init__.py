"""Schemas: what every data file may hold."""
