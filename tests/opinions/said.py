"""What an operation answers, and what a paper says, in one word for the tests of this process."""

import pytest

from hermanar.kernel.errors import Blocked, Invalid, Refused


def refused(call) -> str:
    with pytest.raises(Refused) as no:
        call()
    return no.value.code


def wrong(call) -> list[str]:
    with pytest.raises(Invalid) as no:
        call()
    return list(no.value.errors)


def blocked(call) -> list[str]:
    with pytest.raises(Blocked) as no:
        call()
    return [b.code for b in no.value.blockers]


def words_of(issue) -> str:
    """What the paper says, one line after the other."""
    return "\n".join(block.text["es"] for block in issue.version.as_content.blocks)
