"""“y” is “e” before the sound i, in whatever paper or sentence two names meet."""

import pytest

from hermanar.kernel.text import spanish_and, with_spanish_and

NAMES = [
    ("Irapuato", "e"),
    ("Ibaraki", "e"),
    ("Íscar", "e"),
    ("Hidalgo del Parral", "e"),
    ("inglés", "e"),
    ("Hiacinto", "y"),
    ("hielo", "y"),
    ("Ypres", "y"),
    ("Oaxaca de Juárez", "y"),
    ("Huelva", "y"),
]


@pytest.mark.parametrize(("name", "link"), NAMES)
def test_the_conjunction_follows_the_sound_of_the_name(name: str, link: str) -> None:
    assert spanish_and(name) == link
    assert with_spanish_and(f"León y {name} se escribieron.") == f"León {link} {name} se escribieron."


def test_other_letters_y_stay() -> None:
    assert with_spanish_and("Ley Isla, Bay Inn y Toluca") == "Ley Isla, Bay Inn y Toluca"
