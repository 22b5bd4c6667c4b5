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
    "P06": Code(_E, "Estado por municipio", "State for municipality", may_keep=True),
    "P07": Code(_W, "La Parte cambia de nombre", "The style of a Party changes", may_keep=True),
    "P08": Code(_E, "No puede ser Parte", "Cannot be a Party", may_keep=True),
    "P09": Code(_E, "El ayuntamiento no es un lugar", "A town hall is not a place"),
    "P10": Code(_W, "Nombre de una dependencia", "Name of an office", may_keep=True),
    "P11": Code(_W, "Lugar que no está en el catálogo", "A place that is in no catalogue", may_keep=True),
    "P12": Code(_W, "Lugar ambiguo", "Ambiguous place", may_keep=True),
    "P13": Code(_E, "Cargo y nombre no corresponden", "Post and name do not match", may_keep=True),
    "N01": Code(_E, "La letra y la cifra no coinciden", "Words and figures disagree"),
    "N02": Code(_E, "Número distinto del acordado", "Not the agreed number", may_keep=True),
    "N03": Code(_E, "El total no es la suma", "The total is not the sum", may_keep=True),
    "N04": Code(_E, "El promedio no corresponde", "The mean does not follow", may_keep=True),
    "N05": Code(_E, "Los porcentajes no cuadran", "The percentages do not add up", may_keep=True),
    "N06": Code(_W, "“Ambas” para más de dos", "“Both” for more than two", may_keep=True),
    "N07": Code(_E, "Numeración rota", "Broken numbering", may_keep=True),
    "N08": Code(_W, "La cuenta no es la de la lista", "The count is not that of the list", may_keep=True),
    "N09": Code(_E, "Los minutos no suman", "The minutes do not add up", may_keep=True),
    "D01": Code(_E, "Fecha imposible", "Impossible date"),
    "D02": Code(_E, "El día de la semana no corresponde", "Wrong day of the week"),
    "D03": Code(_E, "Fecha fuera de orden", "Date out of order", may_keep=True),
    "D04": Code(_N, "Fecha que no consta en el expediente", "A date the case does not know", may_keep=True),
    "D05": Code(_E, "El cargo no cubre la fecha", "The post does not cover the date"),
    "D06": Code(_W, "Fecha incompleta", "Incomplete date", may_keep=True),
    "D07": Code(_E, "Fechas que se contradicen", "Dates that contradict each other", may_keep=True),
    "D08": Code(_E, "El lema es de otro año", "The motto is of another year"),
    "D09": Code(_E, "Actos fuera de orden", "Acts out of order", may_keep=True),
    "D10": Code(_W, "Fecha fuera del periodo", "A date outside the period", may_keep=True),
    "B01": Code(_E, "Falta el texto en un idioma", "The text is missing in one language"),
    "B02": Code(_E, "Las versiones no coinciden", "The versions do not agree"),
    "B03": Code(_E, "Las fechas no coinciden", "The dates do not agree"),
    "B04": Code(_W, "Los nombres no coinciden", "The names do not agree", may_keep=True),
    "B05": Code(_E, "Los incisos no coinciden", "The items do not agree"),
    "B06": Code(_W, "Término definido distinto", "Defined terms differ", may_keep=True),
    "B07": Code(_E, "Remite a otro artículo", "Refers to another article"),
    "B08": Code(_E, "Número de ejemplares", "Number of originals"),
    "B09": Code(_E, "Idiomas del cierre", "Languages of the closing"),
    "B10": Code(_W, "Falta decir que los textos son auténticos", "Equal authenticity is not stated", may_keep=True),
    "B11": Code(_E, "Un idioma niega y el otro afirma", "One language denies, the other affirms", may_keep=True),
    "B12": Code(_W, "Un idioma obliga y el otro permite", "One language obliges, the other allows", may_keep=True),
    "B13": Code(_W, "Término oficial mal traducido", "An official term rendered wrongly", may_keep=True),
    "B14": Code(_W, "Frase en el otro idioma", "A sentence in the other language", may_keep=True),
    "B15": Code(_E, "Cláusula partida en un idioma", "A clause split in one language"),
    "M01": Code(_E, "Falta un artículo del modelo", "An article of the model is missing", may_keep=True),
    "M02": Code(_N, "Artículo que no está en el modelo", "An article that is not in the model", may_keep=True),
    "M03": Code(_W, "Se aparta del modelo", "Departs from the model", may_keep=True),
    "M04": Code(_E, "Artículos fuera de orden", "Articles out of order"),
    "M05": Code(_E, "Remite a un artículo que no existe", "Refers to an article that does not exist"),
    "M06": Code(_W, "No remite al artículo del modelo", "Not the article the model refers to", may_keep=True),
    "M07": Code(_W, "Falta una salvaguarda del modelo", "A safeguard of the model is gone", may_keep=True),
    "M08": Code(_W, "El preámbulo y las áreas no coinciden", "Preamble and areas do not agree", may_keep=True),
    "M09": Code(_W, "Cantidad distinta de la del modelo", "Not the model’s amount", may_keep=True),
    "C01": Code(
        _E, "Lenguaje internacional en un texto nacional", "International wording in a domestic text", may_keep=True
    ),
    "C02": Code(_E, "Lenguaje nacional en un texto internacional", "Domestic wording in an international text"),
    "C03": Code(_E, "Una carta que habla como acuerdo", "A letter that speaks as an agreement", may_keep=True),
    "C04": Code(_E, "Ratificación sin el acto que ratifica", "A ratification without its original", may_keep=True),
    "C05": Code(_W, "Nuevo y ratificado se confunden", "New and ratified are confused", may_keep=True),
    "L01": Code(_W, "Cita que no está en el catálogo", "A citation that is not in the catalogue", may_keep=True),
    "L02": Code(_E, "Cita sin vigencia", "A citation not in force"),
    "L03": Code(_W, "Área sin atribución citada", "An area without a cited power", may_keep=True),
    "L04": Code(_W, "Materia federal", "A federal matter", may_keep=True),
    "L05": Code(_W, "Arbitraje o tribunal extranjero", "Arbitration or a foreign court", may_keep=True),
    "L06": Code(_W, "Deuda u obligación financiera", "Debt or financial obligation", may_keep=True),
    "L07": Code(_E, "La autorización no nombra a la contraparte", "The authorization does not name the counterpart"),
    "L08": Code(_E, "La contraparte parece privada", "The counterpart looks private", may_keep=True),
    "K01": Code(_E, "Espacio sin llenar", "A blank was left"),
    "K02": Code(_E, "Dato sin llenar", "A field was not filled in"),
    "K03": Code(_W, "Falta lo que el texto promete", "A promised part is missing", may_keep=True),
    "K04": Code(_E, "Firma sin nombre", "A signature without a name"),
    "K05": Code(_E, "El título no es de este documento", "The caption is not of this paper", may_keep=True),
    "K06": Code(_W, "Parte que no se revisó", "A part that was not checked", may_keep=True),
    "Q01": Code(_E, "Carácter oculto", "Hidden character"),
    "Q02": Code(_E, "Letra de otro alfabeto", "A letter of another alphabet"),
    "Q03": Code(_E, "Carácter dañado", "Damaged character"),
    "Q04": Code(_W, "Palabra repetida", "Doubled word"),
    "Q05": Code(_W, "Falta de concordancia", "Agreement of number"),
    "Q06": Code(_W, "Falta el acento", "Missing accent"),
    "E01": Code(_E, "Se afirma más de lo que se prueba", "More is claimed than is proved", may_keep=True),
    "E02": Code(_W, "Nuevo y ratificado contados juntos", "New and ratified counted as one", may_keep=True),
    "E03": Code(_E, "El conteo no es el de sus registros", "The count is not that of its records", may_keep=True),
    "V01": Code(_W, "No tiene costa", "It has no coast", may_keep=True),
    "V02": Code(_W, "No está en la frontera", "It is not on the border", may_keep=True),
    "V03": Code(_N, "Cifras demasiado redondas", "Figures too round", may_keep=True),
    "V04": Code(_W, "Párrafo repetido", "Repeated paragraph", may_keep=True),
}
