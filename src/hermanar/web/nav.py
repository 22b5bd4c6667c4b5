"""Rooms of the navigation: only those that are there and that mean something to the post."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from hermanar.directory.enums import Role

_EVERYBODY = frozenset(Role.values)
_CASES = _EVERYBODY - {Role.ADMINISTRATOR}
_MUNICIPAL = frozenset({Role.LIAISON, Role.MAYOR, Role.COUNCIL_SECRETARY})

# label, name of the address, roles
ROOMS: list[tuple[Any, str, frozenset[str]]] = [
    (_("Escritorio"), "web:desk", _EVERYBODY | {"operator"}),
    (pgettext_lazy("orden de gobierno", "Estado"), "web:state:state", frozenset({Role.STATE_LIAISON})),
    (_("Vinculaciones"), "web:cases:list", _CASES),
    (_("Correspondencia"), "web:letters:list", _MUNICIPAL),
    (_("Prospectos"), "web:leads:board", frozenset({Role.CONSUL, Role.LIAISON, Role.STATE_LIAISON, Role.ADVISER})),
    (
        _("Dictámenes"),
        "web:opinions:queue",
        frozenset({Role.STATE_LIAISON, Role.ADVISER, Role.LEGAL_REVIEWER, Role.AUTHORISER}),
    ),
    (_("Registro"), "web:agreements:queue", frozenset({Role.REGISTRAR})),
    (
        _("Sesiones"),
        "web:meetings:list",
        frozenset(
            {Role.LIAISON, Role.COUNCIL_SECRETARY, Role.COMMISSION, Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER}
        ),
    ),
    (_("Informes"), "web:reports:list", _MUNICIPAL | {Role.ADMINISTRATOR}),
    (_("Informes"), "web:reports:board", frozenset({Role.STATE_LIAISON, Role.ADVISER, Role.REGISTRAR})),
    (
        _("Asesorías"),
        "web:coordination:list",
        frozenset({Role.LIAISON, Role.COMMITTEE_SECRETARY, Role.STATE_LIAISON, Role.ADVISER}),
    ),
    # from here on, what a liaison reaches by “Más”
    (_("Participación"), "web:participation:list", frozenset({Role.COMMITTEE_SECRETARY})),
    (
        _("Propuestas"),
        "web:calls:inbox",
        frozenset({Role.LIAISON, Role.MAYOR, Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER}),
    ),
    (
        _("Candidatas"),
        "web:candidates:list",
        frozenset({Role.LIAISON, Role.MAYOR, Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER}),
    ),
    (_("Relaciones"), "web:lists:own", frozenset({Role.LIAISON, Role.STATE_LIAISON, Role.COMMITTEE_SECRETARY})),
    (_("Encuentros"), "web:encounters:list", frozenset({Role.LIAISON, Role.MAYOR, Role.COMMITTEE_SECRETARY})),
    (_("Servicios"), "web:encounters:services", frozenset({Role.CONSUL})),
    (_("Perfil municipal"), "web:profiles:mine", frozenset({Role.LIAISON, Role.MAYOR})),
    (_("Evidencia"), "web:evidence:gallery", frozenset({Role.LIAISON, Role.COMMITTEE_SECRETARY})),
    (_("Plan"), "web:plans:list", _MUNICIPAL | {Role.ADMINISTRATOR}),
    (_("Agendas"), "web:agendas:list", frozenset({Role.LIAISON})),
    (_("Plazos"), "web:programmes:list", _CASES),
    (_("Organización"), "web:organisation:organisation", frozenset({Role.ADMINISTRATOR})),
    (_("Organizaciones"), "web:organisation:organisations", frozenset({"operator"})),
    (_("Datos personales"), "web:organisation:data_requests", frozenset({"operator"})),
]


# so many rooms stand in the bar; one more would be no gain, so the menu begins with two
IN_BAR = 6


def rooms_for(seat: Any, path: str) -> list[dict]:
    """Items of `ui/base_app.html`; the room of this address is the current one. Rooms past the bar stand in its menu."""
    found: list[dict[str, Any]] = []
    for label, name, roles in ROOMS:
        if seat.role not in roles:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append({"label": str(label), "url": url, "current": False, "more": False})
    inside = [item for item in found if path.startswith(item["url"])]
    if inside:
        max(inside, key=lambda item: len(item["url"]))["current"] = True
    if len(found) > IN_BAR + 1:
        for item in found[IN_BAR:]:
            item["more"] = True
    return found
