"""Imposing: draws the plan of a sheet. The plan itself is made in imposition/"""
