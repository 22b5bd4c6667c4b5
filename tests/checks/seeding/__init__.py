"""Faults put by generators into papers of our own library: every item of every family of the checker, at a drawn place of a
drawn paper. Each module says of its families which items are there; `ALL` is every seeder."""

from . import clauses, figures, moments, parties, rest, versions

ALL = (*parties.SEEDERS, *figures.SEEDERS, *moments.SEEDERS, *versions.SEEDERS, *clauses.SEEDERS, *rest.SEEDERS)
