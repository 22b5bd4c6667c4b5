"""Terms of the signed text become dates (promise 6; R4-49, R4-59)."""

import datetime as dt

from hermanar.programmes.rules import Terms, compile_duties

SIGNED = dt.date(2022, 6, 15)


def dates(terms: Terms, klass: str = "international") -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = {}
    for duty in compile_duties(terms, signed_on=SIGNED, klass=klass):
        found.setdefault(duty.key, []).append(duty.due_on)
    return found


def test_compile_duties_of_the_model_gives_its_deadlines():
    told = dates(Terms(first_programme_days=60, term_years=5, notice_days=60, is_yearly=True))
    assert told["first_programme"] == [dt.date(2022, 8, 14)]
    assert told["end_of_validity"] == [dt.date(2027, 6, 14)]
    assert told["notice_deadline"] == [dt.date(2027, 4, 15)]
    years = [dt.date(2022 + n, 6, 15) for n in range(1, 5)]
    assert told["yearly_meeting"] == [*years, dt.date(2027, 6, 14)]
    assert told["progress_report"] == told["yearly_meeting"]
    assert told["yearly_programme"] == years  # of the years 2 to 5: each as its year begins


def test_compile_duties_says_nothing_that_the_text_does_not():
    told = dates(Terms(first_programme_days=None, term_years=None, notice_days=None, is_yearly=False), "domestic")
    assert told == {}


def test_compile_duties_of_a_domestic_relation_reports_to_no_ministry():
    told = dates(Terms(first_programme_days=60, term_years=3, notice_days=30, is_yearly=True), "domestic")
    assert set(told) == {"first_programme", "yearly_programme", "yearly_meeting", "end_of_validity", "notice_deadline"}
