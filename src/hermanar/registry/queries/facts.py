"""Every fact of every case, computed again from the records it came from."""

from collections.abc import Iterator
from itertools import chain

from hermanar.agreements.queries import facts_of_sources as of_agreements
from hermanar.meetings.queries import facts_of_sources as of_meetings
from hermanar.opinions.queries import facts_of_sources as of_opinions
from hermanar.partnerships.queries.sources import facts_of_sources as of_partnerships
from hermanar.process.queries import FactDrift, drift_of_facts
from hermanar.programmes.queries import facts_of_sources as of_programmes


def verify_facts() -> Iterator[FactDrift]:
    """Each fact that does not follow from its source, and each that a source proves and its case lacks."""
    said = chain(of_partnerships(), of_meetings(), of_agreements(), of_opinions(), of_programmes())
    yield from drift_of_facts(said)
