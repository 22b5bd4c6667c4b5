"""Reading and approving on a phone: nothing scrolls sideways, every page is clean, in both languages."""

from functools import partial

import pytest

from .stages import browser_of, seeded

__all__ = ["browser_of"]

PHONE = {"width": 360, "height": 740}


@pytest.mark.django_db(transaction=True)
def test_reading_and_approving_fit_a_phone(browser_of, axe):
    exercise = seeded("cabildo", more=False)
    walk = exercise.walk
    case = exercise.case
    letter = walk.partnership.letters.filter(direction="out").get()
    papers = f"/correspondencia/{letter.public_id}/"
    for language in ("es", "en"):
        it = browser_of(exercise.stage, language)
        it.axe = partial(axe, contrast=language == "en")  # the colours are the same in both
        it.page.set_viewport_size(PHONE)
        for persona, paths in (
            (
                "mayor",
                (
                    "/escritorio/",
                    case,
                    papers,
                    f"{case}texto/",
                    f"{case}plazos/",
                    f"{case}bitacora/",
                    "/vinculaciones/",
                ),
            ),
            ("council_secretary", (f"{case}cabildo/", "/sesiones/")),
            ("committee", (f"{case}estudio/", "/sesiones/")),
            ("counterpart", (case, f"{case}texto/", f"{case}firma/")),
            ("state", ("/dictamenes/", "/prospectos/", f"{case}circulo/")),
        ):
            it.sit(persona)
            for path in paths:
                it.open(path)
