//! Whole-site tests: sites in, messages and files out, through the program itself.
//!
//! Each module is a feature. A test writes a site, in one string, runs `gen` on it as an author would, and compares what
//! comes out; `support` is the harness. Nothing of the library is called but what lists its codes, and nothing sleeps.

mod support;
mod markup;
mod addresses;
mod autolinks;
mod blog;
mod check;
mod commands;
mod contents;
mod determinism;
mod disk;
mod faq;
mod gen_links;
mod glossary;
mod hosts;
mod killed;
mod images;
mod languages;
mod lists;
mod mistakes;
mod outputs;
mod prose;
mod publication;
mod publishing;
mod related;
mod report;
mod search;
mod terminal;
mod themes;
