//! Folds, splits, stems and sounds out titles and names as French, Dutch and English libraries write them.
