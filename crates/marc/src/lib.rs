//! Reads and writes library records: ISO 2709 and MARCXML, UNIMARC and MARC21, in every encoding libraries still send.
