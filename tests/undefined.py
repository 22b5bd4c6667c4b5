"""An undefined variable in a template of ours stops the test; templates of other packages may be lax."""

import sys
from pathlib import Path

import hermanar

OURS = str(Path(hermanar.__file__).parent)


class UndefinedVariable(AssertionError):
    """`{{ name }}` printed something that the view did not give."""


class Undefined(str):
    """Django formats `string_if_invalid` with the variable's name when it holds `%s`: the moment to speak up."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        origin = _template_in_work()
        if origin.startswith(OURS):
            raise UndefinedVariable(f"“{name}” is undefined in {origin.removeprefix(OURS)}")
        return ""


def _template_in_work() -> str:
    """Name of the file whose node is being rendered, from the nearest frame that holds a template node."""
    frame = sys._getframe(2)
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if getattr(origin, "name", None):
            return str(origin.name)
        frame = frame.f_back
    return ""
