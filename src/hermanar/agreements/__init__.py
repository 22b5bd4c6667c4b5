"""The agreement: text, foreign approval, signature deposited, registration recorded."""
