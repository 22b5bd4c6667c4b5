"""The library: shared documents of the programme, and which went with what."""
