"""Pure judgements about texts: how a template is read, filled and compared."""
