"""What a library cannot bear in two threads at once."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_PDFIUM = threading.RLock()


def alone_in_pdfium(read: Callable[P, T]) -> Callable[P, T]:
    """A function that reads with PDFium, which no two threads may enter at once, not even with different files: it ends
    the whole process. Blocks until the thread before has left. (pypdfium2, “Thread incompatibility”.)"""

    @wraps(read)
    def one(*args: P.args, **kwargs: P.kwargs) -> T:
        with _PDFIUM:
            return read(*args, **kwargs)

    return one
