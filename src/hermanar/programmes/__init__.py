"""The clock: duties compiled from the signed text, with owner and calendar."""
