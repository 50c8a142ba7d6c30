//! The union catalogue: sources, imports, harvests, editions and works, search.
