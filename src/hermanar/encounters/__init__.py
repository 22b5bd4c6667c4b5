"""Who one knows by post, what happened with them, who invited whom, and the page the mayor reads before a visit."""
