"""The municipal profile reaches the case: it lies below, so the case takes it up."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Refused
from hermanar.process.models import Fact as FactRow
from hermanar.profiles.models import Profile
from hermanar.profiles.queries import blockers_of

from ..enums import Fact
from ..models import Partnership
from ..policies import can_edit
from .cases import state_case_fact


@transaction.atomic
def link_profile(act: Act, *, partnership: Partnership, profile: Profile) -> FactRow:
    """State on the relation that the municipality's profile is ready in the relation's languages (R0-14).

    Raises Refused (not the liaison, another municipality's profile), Blocked with a door per entry that is missing.
    """
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Esto lo hace el enlace del municipio titular."))
    if profile.organisation_id != partnership.owner_id:
        raise Refused("other_profile", _("Ese perfil es de otro municipio. Vincule el del municipio titular."))
    languages = tuple(lang for lang in partnership.languages if lang in {"es", "en"}) or ("es",)
    if found := blockers_of(profile, languages):
        raise Blocked([replace(b, at={**b.at, "partnership": partnership.public_id}) for b in found])
    said = "español e inglés" if len(languages) > 1 else "español" if languages == ("es",) else "inglés"
    return state_case_fact(
        act, partnership=partnership, fact=Fact.PROFILE_READY, on=min(profile.updated_at.date(), act.on),
        source=f"profiles.profile:{profile.public_id}", proof=f"Perfil municipal, revisión {profile.revision}, {said}",
    )  # fmt: skip
