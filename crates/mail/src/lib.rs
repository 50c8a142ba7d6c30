//! Letters: written once, sent by SMTP or left in a folder.
