"""Old lists of the exercise: what the last administration left, what the committee remembers otherwise, and a list of the
state with names to decide. The relations are invented; the places are real, so that the matching shows."""

from typing import Any

from hermanar.registry import operations as registry
from hermanar.registry.rules.mapping import Mapping, guess
from hermanar.registry.tasks import read_whole, write_whole

from .stage import Stage, WalkFailed

ARCHIVE = """Ciudad hermana;País;Fecha;Documento;Fuente
Sterling, Illinois;EE. UU.;1996;Hermanamiento;Acta de Cabildo del archivo municipal
Cartago;Costa Rica;mayo de 2004;Carta de intención;
"Sterling, IL";United States;1996;Hermanamiento;
"""
COMMITTEE = """Ciudad hermana;País;Fecha;Documento;Fuente
Sterling, Illinois;Estados Unidos;14 de septiembre de 1998;Acuerdo de amistad;Fotografía de la firma
"""
STATE = """Municipio o entidad;Contraparte;País;Año;Documento
León;Cartago;Costa Rica;2011;Hermanamiento
Guanajuato;Ávila;España;2009;Hermanamiento
La Luz;Toledo, Ohio;Estados Unidos;2012;Carta de intención
Silao;Matsudo;Japón;2013;Memorándum de entendimiento
Silao de la Victoria;Matsudo, Chiba;Japan;2013;
"""


def _bring(stage: Stage, who: str, house: str, name: str, text: str, *, write: bool) -> Any:
    organisation = stage.organisations[house]
    data = text.encode("cp1252")
    listing = registry.bring_list(stage.act(who), organisation=organisation, filename=name, data=data)
    mapping: Mapping = guess(listing.header)
    registry.choose_columns(stage.act(who), listing=listing, mapping=mapping)
    if read_whole(stage.act(who), listing).fault:
        raise WalkFailed(f"{name}: {listing.fault}")
    if write:
        registry.confirm_list(stage.act(who), listing=listing)
        write_whole(stage.act(who), listing)
    return listing


def bring_lists(stage: Stage) -> None:
    """Two lists in the book, whose dates disagree, and one that waits for its names to be decided."""
    _bring(stage, "liaison", "municipality", "hermanamientos_archivo.csv", ARCHIVE, write=True)
    _bring(stage, "liaison", "municipality", "lista_del_comite.csv", COMMITTEE, write=True)
    _bring(stage, "state", "state", "relaciones_del_estado.csv", STATE, write=False)
