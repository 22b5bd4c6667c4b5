import datetime as dt

import pytest

from hermanar.kernel.acts import Act, Actor


@pytest.fixture
def act() -> Act:
    at = dt.datetime(2022, 1, 31, 12, 0, 0, 250, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
    return Act(Actor(user="u" * 12, organisation="o" * 12, appointment="a" * 12), at)
