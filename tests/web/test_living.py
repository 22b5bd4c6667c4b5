"""A relation whose steps are done is in operation: its clock says what comes next."""

from django.urls import reverse

from hermanar.process.operations import waive_step
from hermanar.process.queries import get_definition, get_picture
from hermanar.programmes.models import Duty
from hermanar.registry.operations import conclude_signing
from tests import relation


def test_a_relation_with_all_its_steps_done_lives_on_by_its_clock(cast):
    found = relation.ready_to_sign(cast)
    act = cast.act("liaison")
    conclude_signing(act, signing=relation.deposit(cast, found), pages=(1, 2))
    scheme = next(iter(get_definition(found.case).schemes))
    for step in get_picture(found.case, scheme=scheme, on=act.on).steps:
        if step.is_open:
            waive_step(act, case=found.case, step=step.key, reason="Muestra: fuera de esta prueba")
    first = Duty.objects.filter(partnership=found, state="open").order_by("due_on", "pk")[0]
    client = cast.client("liaison")
    (row,) = client.get(reverse("web:cases:list")).context["rows"]
    assert (row.group, row.stage, row.due_on) == ("living", "Implementación", first.due_on)
    turn = client.get(row.url).context["case"].turn
    assert (turn.mine, turn.title, turn.url) == (
        True, str(first), reverse("web:programmes:fulfil", args=[first.public_id]),
    )  # fmt: skip
    desk = client.get(reverse("web:desk")).context["desk"]
    assert [s["value"] for s in desk.stages] == [0, 0, 0, 1]
    assert not [m for m in desk.matters if m.title == turn.title and m.url == row.url]
