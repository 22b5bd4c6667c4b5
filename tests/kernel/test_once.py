"""What a page asks more than once while it is read is asked once; what is changed is asked anew."""

from hermanar.kernel.once import asked, reading


def test_asked_anew_each_time_unless_a_page_is_read():
    said = iter(range(9))
    assert [asked("a", lambda: next(said)) for _ in range(2)] == [0, 1]
    with reading():
        assert [asked(key, lambda: next(said)) for key in ("a", "b", "a", "b")] == [2, 3, 2, 3]
    assert asked("a", lambda: next(said)) == 4


def test_what_was_known_while_one_page_was_read_is_not_known_of_the_next():
    with reading():
        asked("a", lambda: 1)
    with reading():
        assert asked("a", lambda: 2) == 2


def test_what_says_nothing_is_asked_once_too():
    said = []
    with reading():
        for _ in range(2):
            assert asked("a", lambda: said.append(1)) is None
    assert said == [1]
