"""The score of a city: small rules, each of which says sentences. No ORM, no clock, no learning."""
