"""Letters of intent, requests to resume and answers: written, signed, sent, answered, recorded."""
