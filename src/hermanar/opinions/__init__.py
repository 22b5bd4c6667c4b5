"""Dispatch to the ministry, observations by article and language, the opinion (LCT art. 7)."""
