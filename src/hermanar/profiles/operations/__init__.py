"""What can happen to a profile."""

from .entries import open_sheet, restore_entry, save_section, tag_line
from .gallery import MAX_PICTURES, add_picture, choose_cover, describe_picture, move_picture, remove_picture
from .papers import issue_profile, record_submission

__all__ = [
    "MAX_PICTURES",
    "add_picture",
    "choose_cover",
    "describe_picture",
    "issue_profile",
    "move_picture",
    "open_sheet",
    "record_submission",
    "remove_picture",
    "restore_entry",
    "save_section",
    "tag_line",
]
