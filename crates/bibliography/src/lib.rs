//! A bibliographic description in one shape, whatever format the library sent.
