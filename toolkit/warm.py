"""Imported once by the server that workers are forked from, so that each starts with the engine in place.

A machine that lacks something says so when the first job runs, not here.
"""

import gc
from contextlib import suppress

from toolkit.findings import EnvironmentFault

with suppress(EnvironmentFault):
    import toolkit.impose.draw
    import toolkit.render.draft
    import toolkit.render.picture  # noqa: F401

gc.collect()
gc.freeze()
"""What is imported lives as long as the process: looking through it again and again would cost a sixth of the time."""
