//! Communes, intercommunalities, boundaries and the maps drawn from them.
