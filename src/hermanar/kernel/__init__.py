"""Plain values every floor may use: who acts, what goes wrong, codes, text, dates. No database."""
