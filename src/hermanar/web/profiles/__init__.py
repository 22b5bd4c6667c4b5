"""The municipal profile: two languages side by side, complete or not, printed, handed in, linked to relations."""
