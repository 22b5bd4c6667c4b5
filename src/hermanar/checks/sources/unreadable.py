"""Why a file cannot be read."""


class Unreadable(Exception):
    """`code` names the reason; `es` and `en` finish the sentence *the file …*."""

    def __init__(self, code: str, es: str, en: str) -> None:
        super().__init__(es)
        self.code, self.es, self.en = code, es, en
