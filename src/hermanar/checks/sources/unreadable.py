"""Why a file cannot be read."""

from hermanar.kernel.errors import SaidInBoth


class Unreadable(SaidInBoth):
    """`code` names the reason; `es` and `en` finish the sentence *the file …*."""

    def __init__(self, code: str, es: str, en: str) -> None:
        super().__init__(es, en)
        self.code = code
