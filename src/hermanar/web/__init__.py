"""The pages inside: sign-in, desk, organisation, leads, and one package per room. Reads pictures, calls operations."""
