"""Faults put by generators into papers of our own library: every item of every family of the checker, at a drawn place of a
drawn paper. Each module says of its families which items are there; `ALL` is every seeder."""

from . import clauses, figures, moments, parties, rest, versions

# faults that the checker does not tell in every paper so far
NOT_YET = frozenset({
    "another_town_in_the_addressee", "another_town_in_the_body", "a_locality_as_party", "a_private_body_as_party",
    "a_second_mayor", "the_municipality_for_the_state", "the_name_of_a_ministry_bent", "the_town_hall_as_a_place",
    "a_gap_in_the_headings", "a_count_without_its_list", "minutes_that_do_not_add_up", "shares_of_more_than_the_whole",
    "more_votes_than_voters", "one_paper_with_two_days", "the_motto_of_another_year", "acts_out_of_order",
    "evidence_outside_its_period", "signed_before_it_was_authorised", "another_name_in_one_language",
    "one_language_allows_what_the_other_commands", "another_number_of_originals", "an_article_moved",
    "a_protecting_article_altered", "budget_availability_taken_out", "protected_information_taken_out",
    "international_words_at_home", "a_letter_that_speaks_as_an_agreement", "a_ratification_without_its_original",
    "a_law_not_in_force_that_day", "an_area_that_is_federal", "placeholder_text", "a_blank",
    "a_list_that_is_announced_and_missing", "a_signature_without_a_name", "more_than_the_papers_prove",
    "a_preamble_that_stresses_another_area", "an_airport_that_is_elsewhere", "the_same_paragraph_in_other_words", "a_doubled_word",
})  # fmt: skip
EVERY = (*parties.SEEDERS, *figures.SEEDERS, *moments.SEEDERS, *versions.SEEDERS, *clauses.SEEDERS, *rest.SEEDERS)
ALL = tuple(seeder for seeder in EVERY if seeder.name not in NOT_YET)
