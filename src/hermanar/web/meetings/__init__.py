"""Bodies and their sessions: convened, held, resolved, certified, recorded from their acts."""
