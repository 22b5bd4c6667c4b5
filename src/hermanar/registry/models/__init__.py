"""Entries of the book, and the lists from which some of them come."""

from .entries import Entry, Revision
from .listings import ListedRow, Listing
from .masked import MaskedPicture
from .profiles import ProfileState, PublishedProfile
from .reports import PublishedReport

__all__ = [
    "Entry",
    "ListedRow",
    "Listing",
    "MaskedPicture",
    "ProfileState",
    "PublishedProfile",
    "PublishedReport",
    "Revision",
]
