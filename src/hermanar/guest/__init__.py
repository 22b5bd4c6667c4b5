"""The door for people without an account: personal links, and public calls. No cookie, no script needed."""
