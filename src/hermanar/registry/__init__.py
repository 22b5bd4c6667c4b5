"""The book of documented agreements and twinnings: published snapshots."""
