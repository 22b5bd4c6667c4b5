"""Bytes by hash, sniffed and bounded. Uploads are hostile until shown otherwise."""
