"""Settings, addresses and server entry. Registers the process definitions with the engine below."""
