"""What can happen to a profile."""

from .entries import open_sheet, restore_entry, save_section, tag_line
from .papers import issue_profile, record_submission

__all__ = ["issue_profile", "open_sheet", "record_submission", "restore_entry", "save_section", "tag_line"]
