//! The catalogue through its public face, on both databases: files in, groups, searches, harvests, faults.

mod book;
mod faults;
mod grouping;
mod harvests;
mod house;
mod imports;
mod quality;
mod repository;
mod searching;
