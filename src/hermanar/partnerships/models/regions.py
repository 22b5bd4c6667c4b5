"""How the state or province of a foreign city is called, for the tables that hold one."""

from typing import Any

from hermanar.checks.regions import region_in
from hermanar.directory.models import in_language


class LeadRegion:
    """Of a lead, which names one city."""

    foreign_subdivision: Any
    foreign_subdivision_es: Any
    country_id: Any

    def region_in(self, lang: str) -> str:
        """The state or province of the foreign city, as that language calls it."""
        return region_in(lang, self.foreign_subdivision, self.country_id, self.foreign_subdivision_es)

    @property
    def region(self) -> str:
        """The same in the reader's language."""
        return in_language(self.region_in("es"), self.region_in("en"))


class PartyRegion:
    """Of a party: a municipality of Mexico lies in its state."""

    municipality: Any
    subdivision: Any
    subdivision_es: Any
    country_id: Any

    def region_in(self, lang: str) -> str:
        """The state or province where it lies, as that language calls it; "" where it lies in none."""
        if self.municipality is not None:
            return self.municipality.state.name
        return region_in(lang, self.subdivision, self.country_id, self.subdivision_es)
