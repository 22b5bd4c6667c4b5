"""What an activity lacks, what may be said of it, which modalities a text has: tables."""

import datetime as dt
from dataclasses import replace

import pytest

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.programmes.enums import ActivityState, Lack, Protected
from hermanar.programmes.rules import (
    Facts,
    lacks_of,
    lacks_of_programme,
    modalities_of,
    silent_modalities,
    tally_of,
    verb_of,
)

ON = dt.date(2022, 5, 1)
WHOLE = Facts(
    state=ActivityState.AGREED, modality="arts", ends_on=ON, priority="Cultura", beneficiaries=10, who="Jóvenes",
    has_goal=True, has_responsible=True, has_budget=True, our_money=True, note="SF/1", protected=Protected.NONE,
    staff=((True, True, True), (True, False, False)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"ends_on": ON - dt.timedelta(days=1)}, [Lack.LATE]),
        ({"state": ActivityState.DONE}, [Lack.NO_EVIDENCE]),
        ({"state": ActivityState.DONE, "is_carried": True}, []),
        ({"state": ActivityState.NOT_DONE, "ends_on": ON - dt.timedelta(days=1)}, []),
        ({"priority": "", "beneficiaries": None, "who": ""}, [Lack.NO_PRIORITY, Lack.NO_BENEFICIARIES, Lack.NO_WHO]),
        ({"beneficiaries": 0}, []),
        ({"has_goal": False, "has_responsible": False}, [Lack.NO_GOAL, Lack.NO_RESPONSIBLE]),
        ({"has_budget": False, "our_money": False, "note": ""}, [Lack.NO_BUDGET]),
        ({"note": ""}, [Lack.NO_AVAILABILITY]),
        ({"protected": Protected.UNSAID}, [Lack.NO_DECLARATION]),
        ({"staff": ((False, True, False),)}, [Lack.NO_INSURANCE, Lack.NO_ENTRY]),
        ({"state": ActivityState.DROPPED, "priority": ""}, []),
    ],
)
def test_lacks_of_an_activity(changed, codes):
    assert [x.code for x in lacks_of(replace(WHOLE, **changed), ON)] == codes


def test_modality_is_silent_without_activity_or_reason():
    words = {"arts": "Giras", "staff": "Estancias", "other": "Cualquier otra"}
    assert silent_modalities(words, ["arts"], []) == ("staff",)
    assert silent_modalities(words, ["arts"], {"staff"}) == ()
    assert [x.code for x in lacks_of_programme(words, [], {}, 0)] == [Lack.NO_ACTIVITIES, Lack.MODALITY_SILENT]
    assert lacks_of_programme(words, ["arts"], {}, 1)[0].data == {"names": "Estancias"}


@pytest.mark.parametrize(
    ("state", "carried", "verb"),
    [
        (ActivityState.DONE, True, "held"), (ActivityState.DONE, False, "declared"),
        (ActivityState.NOT_DONE, True, "not_held"), (ActivityState.AGREED, True, "planned"),
        (ActivityState.PROPOSED, False, "proposed"), (ActivityState.DROPPED, False, "dropped"),
    ],
)  # fmt: skip
def test_verb_follows_the_evidence(state, carried, verb):
    assert verb_of(state, is_carried=carried) == verb


def test_tally_counts_people_of_proved_activities_only():
    rows = [
        ("done", True, 40),
        ("done", False, 60),
        ("not_done", False, None),
        ("agreed", False, None),
        ("dropped", False, 9),
    ]
    found = tally_of(rows)
    assert (found.agreed, found.done, found.proved, found.not_done, found.people) == (4, 2, 1, 1, 40)


def test_modalities_are_those_of_the_text_in_its_order():
    texts = [
        ("art-03.a", {"es": "giras, conciertos, coproducciones y otros programas artísticos;",
                      "en": "tours, concerts, co-productions and other artistic programs;"}),
        ("art-03.b", {"es": "rescate de oficios antiguos, y", "en": "rescue of old trades, and"}),
        ("art-03.c", {"es": "cualquier otra modalidad que convengan.", "en": "any other modality they agree."}),
    ]  # fmt: skip
    blocks = [Block("art-03", BlockKind.HEADING, {"es": "Modalidades", "en": "Modalities"}, "art-03", "III")]
    blocks += [Block(key, BlockKind.ITEM, text, "art-03") for key, text in texts]
    found = modalities_of(Content(("es", "en"), tuple(blocks)))
    assert [m.key for m in found] == ["arts", "b", "other"]
    assert (found[1].es, found[1].en) == ("rescate de oficios antiguos", "rescue of old trades")
