//! The catalogue through its public face, on both databases: files in, groups, searches, harvests, faults.

#![expect(clippy::print_stdout, reason = "figures for whoever runs this with --nocapture, words from child to parent")]

mod book;
mod faults;
mod grouping;
mod harvests;
mod house;
mod imports;
mod quality;
mod repository;
mod searching;
