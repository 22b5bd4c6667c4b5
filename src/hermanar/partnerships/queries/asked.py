"""Whether the mayor was asked to sign an official letter that has not gone out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import in_spanish
from hermanar.journal.queries import latest_about, latest_of_each
from hermanar.notices.queries import people_of, were_told

from ..enums import Happened
from ..models import Partnership

# what happens to the signature of a letter: the last of it says where it stands
_KINDS = (Happened.SIGNATURE_ASKED, Happened.SIGNATURE_RETURNED, Happened.SIGNATURE_ANSWERED)


def last_asked(partnership: Partnership, paper: Any) -> dt.datetime | None:
    """When the signature of the letter of that name was last asked for, if it has not gone out since. One query."""
    line = latest_about(partnership.public_id, _KINDS, paper=in_spanish(paper))
    return line.at if line is not None and line.happened == Happened.SIGNATURE_ASKED.key else None


def last_returned(partnership: Partnership, paper: Any) -> tuple[dt.datetime, str] | None:
    """When and why the letter of that name came back without signature, if it was not asked for since, nor has gone out.
    One query."""
    line = latest_about(partnership.public_id, _KINDS, paper=in_spanish(paper))
    if line is None or line.happened != Happened.SIGNATURE_RETURNED.key:
        return None
    return line.at, str(line.data["reason"])


@dataclass(frozen=True)
class Requests:
    """Official letters of one relation whose signature was asked for and that have not gone out."""

    papers: Mapping[str, dt.datetime]
    returned: Mapping[str, str] = field(default_factory=dict)

    def why_returned(self, paper: Any) -> str:
        """Why the letter of that name came back without signature; "" where it did not."""
        return self.returned.get(in_spanish(paper), "")

    def since(self, paper: Any) -> dt.datetime | None:
        """When the signature of the letter of that name was asked for."""
        return self.papers.get(in_spanish(paper))


def requests_of(partnerships: Iterable[Partnership]) -> dict[str, Requests]:
    """Which signatures are asked for in each relation, by its public id. One query."""
    told = latest_of_each([p.public_id for p in partnerships], _KINDS, by="paper")
    asked, back = Happened.SIGNATURE_ASKED.key, Happened.SIGNATURE_RETURNED.key
    return {
        about: Requests(
            {paper: line.at for paper, line in lines.items() if line.happened == asked},
            {paper: str(line.data["reason"]) for paper, line in lines.items() if line.happened == back},
        )
        for about, lines in told.items()
    }


def asked_since(partnership: Partnership, paper: Any, at: Mapping[str, str], on: dt.date) -> dt.datetime | None:
    """Since when the request stands: of this very letter, and with whoever holds the office today told of it. None where it
    can be asked for: never asked, gone out since, another round, a mayor who came later."""
    since = last_asked(partnership, paper)
    if since is None:
        return None
    mayors = people_of(partnership.circle, Part.LEAD, Role.MAYOR, on)
    return since if were_told(mayors, key="paper_to_sign", at=dict(at), since=since) else None
