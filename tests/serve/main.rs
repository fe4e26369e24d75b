//! `gen serve` as its users meet it: the program itself on loopback, files that change below it, and what it answers.

mod away;
mod bytes;
mod commands;
mod day;
mod events;
mod hostile;
mod http;
mod links;
mod lists;
mod mistakes;
mod pictures;
mod preview;
mod random;
mod search;
#[path = "../site/support.rs"]
#[allow(dead_code, reason = "the whole-site tests use more of it")]
mod support;
mod terms;
mod watching;
