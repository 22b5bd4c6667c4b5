"""How a capacity is written: whoever is in charge of an office or signs for its absent holder says so; which codes are
no country's. Pure."""

from functools import cache
from pathlib import Path

from hermanar.kernel.acts import How
from hermanar.kernel.data import read_yaml
from hermanar.kernel.text import fold

# the organ that a holder's title names, by its first word
_ORGANS: dict[str, str] = {
    "administrador": "Administración", "administradora": "Administración", "alcalde": "Alcaldía", "alcaldesa": "Alcaldía", "consul": "Consulado", "consultor": "Consultoría",
    "consultora": "Consultoría", "contralor": "Contraloría", "contralora": "Contraloría", "coordinador": "Coordinación",
    "coordinadora": "Coordinación", "delegado": "Delegación", "delegada": "Delegación", "director": "Dirección",
    "directora": "Dirección", "gobernador": "Gubernatura", "gobernadora": "Gubernatura", "jefe": "Jefatura",
    "jefa": "Jefatura", "presidente": "Presidencia", "presidenta": "Presidencia", "regidor": "Regiduría",
    "regidora": "Regiduría", "secretario": "Secretaría", "secretaria": "Secretaría", "sindico": "Sindicatura",
    "sindica": "Sindicatura", "subdirector": "Subdirección", "subdirectora": "Subdirección",
    "subsecretario": "Subsecretaría", "subsecretaria": "Subsecretaría", "tesorero": "Tesorería", "tesorera": "Tesorería",
}  # fmt: skip
_ENDS = ("cion", "ia", "dad", "ura", "ina", "encia")
_LINKS = frozenset({"de", "del", "para", "en", "a"})


@cache
def reserved_countries() -> frozenset[str]:
    """Codes of territories that are parts of another country (`data/reserved_countries.yaml`): none is offered as one."""
    file = Path(__file__).parent.parent / "data" / "reserved_countries.yaml"
    return frozenset(read_yaml(file.read_text(encoding="utf-8"))["codes"])


def is_feminine(title: str) -> bool:
    """Whether an office's title takes “la”."""
    first = fold(title).split()[0] if title.split() else ""
    return first.endswith(_ENDS) and first != "gobernanza"


def organ_of(title: str) -> str:
    """The office that a holder's title names: “Presidenta Municipal” → “Presidencia Municipal”; an office's own title, as
    it is."""
    words = title.split()
    if not words:
        return ""
    if fold(words[0]) == "titular" and len(words) > 1:
        rest = words[1:]
        if fold(rest[0]) in {"de", "del"}:
            rest = rest[1:]
        if rest and fold(rest[0]) in {"la", "el", "las", "los"}:
            rest = rest[1:]
        return " ".join(rest) or title
    # “Secretaria del Ayuntamiento” holds it, “Secretaría del Ayuntamiento” is it
    if words[0] in {"Secretaría", "Subsecretaría"} or fold(words[0]) not in _ORGANS:
        return title
    organ, rest = _ORGANS[fold(words[0])], words[1:]
    if is_feminine(organ):
        for n, word in enumerate(rest):
            if fold(word) in _LINKS:
                break
            if word.endswith("o"):
                rest[n] = f"{word[:-1]}a"
    return " ".join([organ, *rest])


def of_the(title: str) -> str:
    """“de la Presidencia Municipal”, “del Consulado”."""
    first = fold(title).split()[0] if title.split() else ""
    if first in {"la", "las", "los"}:
        return f"de {title}"
    if first == "el":
        return f"del {title.split(maxsplit=1)[1]}"
    return f"{'de la' if is_feminine(title) else 'del'} {title}"


def capacity(
    title: tuple[str, str], how: str, *, written: tuple[str, str] = ("", ""), basis: str = "", reference: str = ""
) -> tuple[str, str]:
    """What a paper prints under the name, in Spanish and English: the title of who holds the post, else the capacity in
    which another acts. `written`: as the house writes it; `basis`: what it rests on, as it was recorded (no law is
    supplied); without it the document that says so is cited for an absence."""
    es, en = title[0], title[1] or title[0]
    if how == How.IN_CHARGE:
        told = written[0] or f"Encargado del Despacho {of_the(organ_of(es))}", written[1] or f"{en}, acting"
    elif how == How.BY_ABSENCE:
        told = (
            written[0] or f"Por ausencia de la persona titular {of_the(organ_of(es))}",
            written[1] or f"{en}, in the absence of its holder",
        )
    else:
        return es, en
    if basis:
        return f"{told[0]}, con fundamento en {basis}", f"{told[1]}, under {basis}"
    if how == How.BY_ABSENCE and reference:
        return f"{told[0]}, conforme al documento {reference}", f"{told[1]}, as per {reference}"
    return told
