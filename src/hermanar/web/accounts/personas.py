"""What each persona of the demonstration does in the walk, in the order they enter."""

import json
from pathlib import Path

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _, override

from hermanar.directory.enums import Role

WALK = {
    Role.CONSUL: (_("Abre el prospecto: la ciudad extranjera, quién lo promueve, qué propone. Lo turna."), 1),
    Role.LIAISON: (_("Contesta, abre el expediente y prepara la carta, el estudio y el texto del acuerdo."), 2),
    Role.MAYOR: (_("Firma la carta de intención y los oficios del municipio."), 3),
    Role.COMMITTEE_SECRETARY: (_("Lleva el Comité de Ciudades Hermanas y resuelve sobre el estudio."), 4),
    Role.COMMITTEE_MEMBER: (_("Opina en el Comité de Ciudades Hermanas."), 5),
    Role.COUNCIL_SECRETARY: (_("Convoca la sesión de Cabildo, asienta la votación y certifica el acuerdo."), 6),
    Role.COMMISSION: (_("Preside la comisión edilicia: la convoca, lleva su minuta y propone puntos."), 6),
    Role.STATE_LIAISON: (_("Acompaña a sus municipios y envía el expediente a la SRE."), 7),
    Role.ADVISER: (_("Asesora el caso desde la SRE y lo recibe a dictaminación."), 8),
    Role.LEGAL_REVIEWER: (_("Lee el texto artículo por artículo, observa y propone el dictamen."), 9),
    Role.AUTHORISER: (_("Autoriza el dictamen: siempre una segunda persona."), 10),
    Role.REGISTRAR: (_("Inscribe el acuerdo firmado con su número."), 11),
    Role.COUNTERPART: (_("Lee y comenta desde la otra ciudad, en su idioma."), 12),
    Role.ADMINISTRATOR: (_("Invita a las personas, da los puestos y los da por terminados."), 13),
    Role.OBSERVER: (_("Consulta."), 14),
}


def sample_link() -> str:
    """Address of the personal link with which a visitor of the demonstration tries the counterpart's door.

    Its token lies beside the data of a demonstration, written there when it was loaded; "" where there is none.
    """
    path = Path(settings.HERMANAR_HOME) / "enlace-de-muestra.json"
    try:
        with override("es"):  # without prefix: the page offers it in both languages
            return reverse("guest:link", args=[json.loads(path.read_text(encoding="utf-8"))["token"]])
    except (OSError, ValueError, KeyError, NoReverseMatch):
        return ""
