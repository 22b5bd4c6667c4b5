"""Of a file of many paragraphs, each finds the clause that it rewords, and few are compared."""

import random

import pytest
from rapidfuzz import fuzz

from hermanar.documents.rules.likeness import pair_off

WORDS = (
    "municipio parte acuerdo cooperación cultura ciudad programa anual proyecto intercambio jóvenes escuela comité sesión "
    "informe evaluación recursos personal visita turismo comercio agua residuos capacitación artesanía festival biblioteca "
    "museo deporte salud prevención riesgo desarrollo vivienda transporte igualdad niñez migrantes familia consulado registro"
).split()
LITTLE = "de la el que en y las los".split()


class Counted:
    """The likeness of two texts, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, one: str, other: str) -> float:
        self.asked += 1
        return fuzz.ratio(one, other, score_cutoff=62)


def file_of(number: int, reworded: float, seed: int = 4) -> tuple[dict[int, list[str]], dict[str, str]]:
    """What a file says, in another order and with so much of each paragraph in other words; the clauses it was made from."""
    some = random.Random(seed)
    texts = {
        f"p{n}": " ".join(some.choice(LITTLE if some.random() < 0.45 else WORDS) for _ in range(40))
        for n in range(number)
    }
    said = {
        n: [" ".join(some.choice(WORDS) if some.random() < reworded else word for word in text.split())]
        for n, text in enumerate(texts.values())
    }
    order = list(said)
    some.shuffle(order)
    return {n: said[n] for n in order}, texts


@pytest.mark.parametrize("number", [1000, 2000])
def test_many_paragraphs_heavily_changed_find_their_clauses_by_few_comparisons(number):
    said, texts = file_of(number, reworded=0.22)
    alike = Counted()
    found = pair_off(said, texts, alike)
    assert {n: at for n, (at, _score) in found.items()} == {n: f"p{n}" for n in said}
    assert alike.asked <= 40 * number  # of a thousand or two thousand for each


def test_what_is_bounded_finds_what_comparing_each_with_each_finds():
    said, texts = file_of(300, reworded=0.35)
    whole, bounded = Counted(), Counted()
    everything = pair_off(said, texts, whole, most=10**9)
    assert (pair_off(said, texts, bounded, most=0), whole.asked) == (everything, 300 * 300)
    assert len(everything) > 290
    assert bounded.asked * 4 < whole.asked


def test_paragraphs_all_of_one_make_are_all_placed():
    """A schedule whose lines differ by a number: the nearest of each are soon taken, and the rest are looked for again."""
    texts = {n: f"el municipio aporta {n} pesos al proyecto de la biblioteca" for n in range(250)}
    said = {n: [text.replace("municipio", "ayuntamiento")] for n, text in texts.items()}
    alike = Counted()
    found = pair_off(said, texts, alike)
    assert sum(at == n for n, (at, _score) in found.items()) == 250
    said = {n: [f"el municipio aporta {n + 9000} dólares al proyecto de la biblioteca"] for n in range(250)}
    assert len(pair_off(said, texts, alike)) == 250


@pytest.mark.parametrize("said", [{}, {1: []}, {1: ["algo que no está en el texto"]}])
def test_what_has_no_likeness_is_left(said):
    assert pair_off(said, {"p1": "otra cosa del todo diferente, 1234567890"}, Counted(), most=0) == {}
