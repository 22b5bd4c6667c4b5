"""What the log never holds: the part of an address that opens something by itself."""

import logging
import re

_OPENS = re.compile(r"(/(?:enlace|invitacion)/)[^/\s\"'?#]+")


class HideTokens(logging.Filter):
    """Takes the token of a personal link or an invitation out of whatever is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        if "/enlace/" in told or "/invitacion/" in told:
            record.msg, record.args = _OPENS.sub(r"\1…", told), ()
        return True
