"""Words of the case's pages: what a step asks for, why, and what its button says."""

from django.utils.translation import gettext_lazy as _

from hermanar.partnerships.enums import Fact

# step → why it is asked for
WHY = {
    "triage": _("De ocho respuestas salen la clase de instrumento, la ruta y los papeles que harán falta."),
    "liaison": _("El área de enlace es el contacto único, hacia dentro y hacia fuera."),
    "committee": _(
        "La ciudadanía participa por medio del Comité: evalúa el estudio y da continuidad entre administraciones."
    ),
    "profile": _("El perfil presenta al municipio ante la otra ciudad, en los idiomas de la relación."),
    "study": _("El Comité necesita el estudio para resolver si la relación es conveniente y factible."),
    "letter": _("La carta dice por qué, qué interesa y para qué; no compromete todavía a quien la firma."),
    "answer": _("Sin respuesta de la contraparte no hay intercambio que afirmar."),
    "text": _("El texto se negocia en los dos idiomas, a partir del texto base, hasta quedar sin errores."),
    "cabildo": _("El Cabildo autoriza la suscripción con la contraparte por su nombre."),
    "authorisation": _(
        "La ley del estado dice qué órgano autoriza: asiente su documento, que nombre a la contraparte."
    ),
    "dispatch": _("La SRE dictamina el texto negociado; el envío va por conducto del enlace estatal."),
    "opinion": _("El dictamen dice si el acuerdo procede."),
    "counterpart_approval": _("La contraparte aprueba según sus propias normas."),
    "signature": _("Quienes presiden firman el texto, en dos originales; el enlace lo prepara y deposita lo firmado."),
    "registration": _("El ejemplar firmado se envía para su registro."),
    "first_programme": _("El acuerdo se vuelve trabajo con su primer Programa Operativo Anual."),
}
# step → words of its one button
BUTTON = {
    "triage": _("Responder las preguntas"),
    "liaison": _("Designar"),
    "committee": _("Abrir el Comité"),
    "profile": _("Abrir el perfil"),
    "study": _("Abrir el estudio"),
    "letter": _("Abrir las cartas"),
    "answer": _("Ver la carta"),
    "text": _("Abrir el texto"),
    "cabildo": _("Abrir la sesión"),
    "dispatch": _("Preparar el envío"),
    "opinion": _("Ver el dictamen"),
    "counterpart_approval": _("Asentar la aprobación"),
    "signature": _("Asentar la firma"),
    "registration": _("Asentar el registro"),
    "first_programme": _("Ver los plazos"),
}
MISSING = _("Falta: %(fact)s")
# what was left behind, and by what
SIGNED_WITHOUT = _("Se firmó sin que conste: %(fact)s")
GAPS = {
    "letter": _("No consta la carta enviada; ya consta su respuesta"),
    "dispatch": _("No consta el oficio de envío; ya consta el dictamen"),
}
OF_WHOM = _("%(missing)s · a cargo de %(whose)s")
# papers of the triage that are not templates' titles
PAPERS = {
    "municipal_profile": _("Perfil municipal"),
    "feasibility_study": _("Estudio de conveniencia y factibilidad"),
    "letter_of_intent": _("Carta de intención"),
    "letter_of_intent_domestic": _("Carta de intención entre municipios"),
    "agreement": _("Acuerdo de hermanamiento"),
    "agreement_specific": _("Acuerdo de cooperación específica"),
    "agreement_domestic": _("Convenio de hermanamiento nacional"),
    "cabildo_certificate": _("Certificación del acuerdo de Cabildo"),
    "dispatch_to_state": _("Oficio al enlace estatal"),
    "dispatch_to_sre_of_state": _("Oficio del estado a la Secretaría de Relaciones Exteriores"),
    "opinion": _("Dictamen de procedencia"),
    "signature_record": _("Constancia de firma"),
    "registration_notice": _("Aviso de registro"),
}
PATHS = {
    "international": _("Ruta internacional: Cabildo, enlace estatal, dictamen y registro de la SRE"),
    "domestic": _("Ruta nacional: Cabildo y firma, sin dictamen ni registro de la SRE"),
}
QUESTIONS = {
    "our_kind": _("¿Quién firmaría por la parte mexicana?"),
    "country": _("¿Con qué ciudad, de qué país?"),
    "their_kind": _("¿Qué es la contraparte?"),
    "scope": _("¿Para toda la vida municipal o para un tema?"),
    "earlier": _("¿Hay una relación anterior entre las dos?"),
    "proposed_by": _("¿Quién lo propone, y por qué comunidad?"),
    "areas": _("¿En qué áreas, y con qué atribución del municipio?"),
    "money": _("¿Habrá dinero, personal, información protegida o tribunales extranjeros?"),
}
# where a state signs for itself
QUESTIONS_OF_STATE = {
    "scope": _("¿Para toda la relación o para un tema?"),
    "areas": _("¿En qué áreas, y con qué atribución del gobierno del estado?"),
}
FACTS = {fact.value: fact.label for fact in Fact}
PROPOSED_BY = [
    ("consulate", _("Un consulado o embajada")),
    ("event", _("Un encuentro o evento")),
    ("citizen", _("La ciudadanía o la comunidad migrante")),
    ("foreign_city", _("La ciudad extranjera")),
    ("own", _("El propio municipio")),
    ("state", _("El gobierno del estado")),
]
