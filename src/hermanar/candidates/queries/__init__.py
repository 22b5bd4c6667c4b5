"""What may be seen of candidates."""

from .choices import (
    WeightPicture,
    exists,
    get_candidate,
    get_datum,
    house_of,
    last_weighing,
    list_candidates,
    list_data,
    list_opinions,
    list_weights,
    routed_to,
    weights_of,
)
from .pictures import LinePicture, RankPage, SheetPicture, known_criteria, rank_page, sheet_of, sheets_of
from .world import GROUNDS, World, city_of, read_world, stream_world

__all__ = [
    "GROUNDS",
    "LinePicture",
    "RankPage",
    "SheetPicture",
    "WeightPicture",
    "World",
    "city_of",
    "exists",
    "get_candidate",
    "get_datum",
    "house_of",
    "known_criteria",
    "last_weighing",
    "list_candidates",
    "list_data",
    "list_opinions",
    "list_weights",
    "rank_page",
    "read_world",
    "routed_to",
    "sheet_of",
    "sheets_of",
    "stream_world",
    "weights_of",
]
