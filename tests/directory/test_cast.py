def test_cast_makes_everybody_an_actor_of_their_office(cast):
    assert cast.actor("liaison").roles == frozenset({"liaison"})
    assert cast.actor("registrar").organisation == cast.organisations["ministry"].public_id
    assert cast.client("mayor").session["appointment"] == cast.appointments["mayor"].public_id
