//! OAI-PMH 2.0: requests, responses, resumption tokens, read and written.
