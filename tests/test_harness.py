"""The harness itself: the net under all other tests."""

import socket
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.base import Origin

from tests.conftest import ON_ONE_ENGINE, NetworkClosed, uses_database
from tests.undefined import OURS, UndefinedVariable


def test_connect_outside_loopback_is_refused():
    with socket.socket() as s, pytest.raises(NetworkClosed):
        s.connect(("192.0.2.1", 80))


def test_look_up_of_a_name_is_refused():
    with pytest.raises(NetworkClosed):
        socket.getaddrinfo("example.org", 80)


def test_print_undefined_variable_in_our_template_fails():
    template = Template("{{ nobody_gave_this }}", origin=Origin(name=OURS + "/web/x.html"))
    with pytest.raises(UndefinedVariable, match="nobody_gave_this"):
        template.render(Context({}))


def test_print_undefined_variable_in_foreign_template_is_empty():
    template = Template("a{{ nobody_gave_this }}b", origin=Origin(name="/elsewhere/x.html"))
    assert template.render(Context({})) == "ab"


def test_count_queries_that_grow_fails(assert_flat, django_user_model):
    addresses = (f"u{n}@example.org" for n in range(9))

    def make():
        django_user_model.objects.create_user(next(addresses))

    def one_by_one():
        for pk in django_user_model.objects.values_list("pk", flat=True):
            django_user_model.objects.get(pk=pk)

    with pytest.raises(AssertionError, match="queries grow"):
        assert_flat(make, one_by_one)
    assert assert_flat(make, lambda: list(django_user_model.objects.all())) == 1


@pytest.mark.xdist_group("kept together")
def test_a_group_is_known_to_who_deals_out_the_tests(request):
    """Where it is not, every process of the run does anew what a group's fixtures make once."""
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@kept together")


def test_rooms_left_out_on_the_second_engine_have_nothing_for_it(request):
    """A test that asks the database in one of them would run on SQLite alone and nobody would know."""
    here = Path(__file__).parent
    overlooked = [
        item.nodeid
        for item in request.session.items
        if item.path.relative_to(here).parts[0] in ON_ONE_ENGINE
        and uses_database(item)
        and not (item.get_closest_marker("browser") or item.get_closest_marker("once"))
    ]
    assert overlooked == []
