"""What an entry says, on what date it holds, which words find it. Pure."""
