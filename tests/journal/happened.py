"""A word for tests of the journal alone."""

from hermanar.kernel.happened import HappenedBase


class Happened(HappenedBase):
    DONE = "t.done", "%(actor)s did something"
