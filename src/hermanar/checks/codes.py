"""Every code the checker can say: how grave it is, its title, and whether a person may keep the text and justify it."""

from dataclasses import dataclass

from .findings import Severity


@dataclass(frozen=True)
class Code:
    severity: Severity
    es: str
    en: str
    may_keep: bool = False


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

CODES: dict[str, Code] = {
    "P01": Code(_E, "Lugar ajeno a las Partes", "A place that is no Party", may_keep=True),
    "P02": Code(_E, "Falta nombrar a una Parte", "A Party is not named"),
    "P03": Code(_E, "Estado o país equivocado", "Wrong state or country"),
    "P04": Code(_E, "Una localidad no puede ser Parte", "A locality cannot be a Party"),
    "P05": Code(_E, "Firmante o cargo equivocado", "Wrong signatory or post"),
    "K01": Code(_E, "Espacio sin llenar", "A blank was left"),
    "K02": Code(_E, "Dato sin llenar", "A field was not filled in"),
    "B01": Code(_E, "Falta el texto en un idioma", "The text is missing in one language"),
    "B02": Code(_E, "Las versiones no coinciden", "The versions do not agree"),
    "B03": Code(_E, "Las fechas no coinciden", "The dates do not agree"),
    "B04": Code(_W, "Los nombres no coinciden", "The names do not agree", may_keep=True),
    "B05": Code(_E, "Los incisos no coinciden", "The items do not agree"),
    "B06": Code(_W, "Término definido distinto", "Defined terms differ", may_keep=True),
    "N01": Code(_E, "La letra y la cifra no coinciden", "Words and figures disagree"),
    "N02": Code(_E, "Número distinto del acordado", "Not the agreed number", may_keep=True),
    "D01": Code(_E, "Fecha imposible", "Impossible date"),
    "D02": Code(_E, "El día de la semana no corresponde", "Wrong day of the week"),
    "D03": Code(_E, "Fecha fuera de orden", "Date out of order", may_keep=True),
    "D04": Code(_N, "Fecha que no consta en el expediente", "A date the case does not know", may_keep=True),
    "D05": Code(_E, "El cargo no cubre la fecha", "The post does not cover the date"),
    "M01": Code(_E, "Falta un artículo del modelo", "An article of the model is missing", may_keep=True),
    "M02": Code(_N, "Artículo que no está en el modelo", "An article that is not in the model", may_keep=True),
    "M03": Code(_W, "Se aparta del modelo", "Departs from the model", may_keep=True),
    "M04": Code(_E, "Artículos fuera de orden", "Articles out of order"),
    "A01": Code(_E, "Remite a un artículo que no existe", "Refers to an article that does not exist"),
    "A02": Code(_E, "Remite a otro artículo", "Refers to another article"),
    "A03": Code(_W, "Área sin atribución citada", "An area without a cited power", may_keep=True),
    "A04": Code(_W, "Materia federal", "A federal matter", may_keep=True),
    "A05": Code(_W, "Arbitraje o tribunal extranjero", "Arbitration or a foreign court", may_keep=True),
    "A06": Code(_E, "La contraparte parece privada", "The counterpart looks private", may_keep=True),
    "C01": Code(_W, "Cita que no está en el catálogo", "A citation that is not in the catalogue", may_keep=True),
    "C02": Code(_E, "Cita sin vigencia", "A citation not in force"),
    "T01": Code(
        _E, "Lenguaje internacional en un texto nacional", "International wording in a domestic text", may_keep=True
    ),
    "T02": Code(_E, "Lenguaje nacional en un texto internacional", "Domestic wording in an international text"),
    "O01": Code(_E, "Número de ejemplares", "Number of originals"),
    "O02": Code(_E, "Idiomas del cierre", "Languages of the closing"),
    "O03": Code(_W, "Falta decir que los textos son auténticos", "Equal authenticity is not stated", may_keep=True),
    "Q01": Code(_E, "Carácter oculto", "Hidden character"),
    "Q02": Code(_E, "Letra de otro alfabeto", "A letter of another alphabet"),
    "Q03": Code(_E, "Carácter dañado", "Damaged character"),
}
