"""The few words that a renderer adds to a paper, in the paper's languages (never in the reader's).

Spanish, English, French and Portuguese are complete; another language borrows English for what it lacks.
"""

_WORDS: dict[str, dict[str, str]] = {
    "es": {
        "article": "Artículo {n}",
        "page": "Página {n} de {total}",
        "folio": "Folio",
        "code": "Código de verificación",
        "verify": "Cualquier persona puede comprobar este documento en",
        "anchor": "Sello de la bitácora",
        "issued": "Emitido el",
        "qr": "Código QR con la dirección para verificar este documento",
        "arms": "Escudo de la institución emisora",
        "exercise": "Ejercicio de demostración",
        "no_effect": "sin validez oficial",
        "draft": "Borrador",
        "superseded": "Sustituido por {folio}",
        "withheld": "Copia pública: un nombre se reserva a petición de su titular",
        "version": "Versión en español",
        "reference": "Oficio",
        "subject": "Asunto",
        "copies": "c.c.p.",
        "witness": "Testigo de honor",
        "signed": "Copia de muestra de lo firmado",
        "signature": "Firma de muestra",
        "transcript": "Transcripción del texto firmado: no lleva firmas",
        "unsigned": "No se reproduce la firma",
    },
    "en": {
        "article": "Article {n}",
        "page": "Page {n} of {total}",
        "folio": "File no.",
        "code": "Verification code",
        "verify": "Anyone may check this document at",
        "anchor": "Journal seal",
        "issued": "Issued on",
        "qr": "QR code with the address where this document is verified",
        "arms": "Coat of arms of the issuing institution",
        "exercise": "Demonstration exercise",
        "no_effect": "no official validity",
        "draft": "Draft",
        "superseded": "Replaced by {folio}",
        "withheld": "Public copy: a name is withheld at its holder’s request",
        "version": "English version",
        "reference": "Official letter no.",
        "subject": "Subject",
        "copies": "c.c.",
        "witness": "Honorary witness",
        "signed": "Sample copy of what was signed",
        "signature": "Sample signature",
        "transcript": "Transcript of the text signed: it bears no signatures",
        "unsigned": "Signature not reproduced",
    },
    "fr": {
        "article": "Article {n}",
        "page": "Page {n} sur {total}",
        "folio": "Dossier",
        "code": "Code de vérification",
        "verify": "Toute personne peut vérifier ce document à l’adresse",
        "anchor": "Sceau du journal",
        "issued": "Délivré le",
        "qr": "Code QR avec l’adresse de vérification de ce document",
        "arms": "Armoiries de l’institution émettrice",
        "exercise": "Exercice de démonstration",
        "no_effect": "sans valeur officielle",
        "draft": "Projet",
        "superseded": "Remplacé par {folio}",
        "withheld": "Copie publique : un nom est réservé à la demande de la personne concernée",
        "version": "Version française",
        "reference": "Lettre n°",
        "subject": "Objet",
        "copies": "Copie :",
        "witness": "Témoin d’honneur",
        "signed": "Copie d’exemple du texte signé",
        "signature": "Signature d’exemple",
        "transcript": "Transcription du texte signé : elle ne porte pas de signatures",
        "unsigned": "Signature non reproduite",
    },
    "pt": {
        "article": "Artigo {n}",
        "page": "Página {n} de {total}",
        "folio": "Processo",
        "code": "Código de verificação",
        "verify": "Qualquer pessoa pode verificar este documento em",
        "anchor": "Selo do registro",
        "issued": "Emitido em",
        "qr": "Código QR com o endereço de verificação deste documento",
        "arms": "Brasão da instituição emissora",
        "exercise": "Exercício de demonstração",
        "no_effect": "sem validade oficial",
        "draft": "Minuta",
        "superseded": "Substituído por {folio}",
        "withheld": "Cópia pública: um nome fica reservado a pedido do titular",
        "version": "Versão em português",
        "reference": "Ofício",
        "subject": "Assunto",
        "copies": "c.c.",
        "witness": "Testemunha de honra",
        "signed": "Cópia de exemplo do texto assinado",
        "signature": "Assinatura de exemplo",
        "transcript": "Transcrição do texto assinado: não leva assinaturas",
        "unsigned": "Assinatura não reproduzida",
    },
    "de": {"article": "Artikel {n}", "version": "Deutsche Fassung"},
    "it": {"article": "Articolo {n}", "version": "Versione italiana"},
    "ja": {"article": "第{n}条", "version": "日本語版"},
    "zh": {"article": "第{n}条", "version": "中文本"},
    "ko": {"article": "제{n}조", "version": "한국어본"},
    "ar": {"article": "المادة {n}", "version": "النسخة العربية"},
    "he": {"article": "סעיף {n}", "version": "הנוסח העברי"},
}

# blanks that every template knows, whole or by their last word; another one is named by its own key
_SLOTS: dict[str, dict[str, str]] = {
    "es": {
        "place": "lugar",
        "date": "fecha",
        "folio": "folio",
        "time": "hora",
        "signatory": "firmante",
        "signatories": "firmantes",
        "witness": "testigo de honor",
        "post": "cargo",
        "name": "nombre",
    },
    "en": {
        "place": "place",
        "date": "date",
        "folio": "file number",
        "time": "time",
        "signatory": "signatory",
        "signatories": "signatories",
        "witness": "honorary witness",
        "post": "post",
        "name": "name",
    },
}


def word(lang: str, key: str) -> tuple[str, str]:
    """`(language it is really in, text)`."""
    own = _WORDS.get(lang, {}).get(key)
    return (lang, own) if own is not None else ("en", _WORDS["en"][key])


def slot_label(lang: str, slot: str) -> str:
    """How a blank to be filled by hand names itself: `lugar`. `signing_place` is a place: its last word decides."""
    known = _SLOTS.get(lang, {})
    last = slot.rpartition("_")[2]
    return known.get(slot) or known.get(last) or slot.replace("_", " ").replace(".", " ")


def article(lang: str, number: str) -> str:
    """“ARTÍCULO II”, “第2条”: a bare number with its word, as agreements print it in that language."""
    said, pattern = word(lang, "article")
    if said not in _ROMAN_READERS:
        number = str(_from_roman(number))
    text = pattern.format(n=number)
    return text.upper() if said in {"es", "en", "fr", "pt", "it"} else text


_ROMAN_READERS = {"es", "en", "fr", "pt", "it", "de"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _from_roman(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[c] for c in number]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def known_labels(key: str) -> set[str]:
    """Every way the languages name that part of a letter, folded to lower case."""
    return {words[key].casefold() for words in _WORDS.values() if key in words}
