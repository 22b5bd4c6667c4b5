"""The convenience and feasibility study: written by the liaison, decided by the Committee."""
