"""What shows that something happened: photographs, lists, papers, links; where each is used, and whether it can carry it."""
