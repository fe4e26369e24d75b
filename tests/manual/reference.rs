//! The pages of `docs/content/reference/`, made from the tables in the source.

mod command_line;
mod keys;
mod templates;

use crate::messages;
use std::{env, fs, path::PathBuf};

/// The line below which a page is made from the source.
pub(crate) const MARKER: &str =
    "<!-- What follows is made from the source by tests/manual, with UPDATE_MANUAL=1 in the environment. -->\n";

#[test]
fn the_page_of_the_configuration_is_that_of_the_source() {
    hold("configuration", &keys::configuration());
}

#[test]
fn the_page_of_front_matter_is_that_of_the_source() {
    hold("front-matter", &keys::front_matter());
}

#[test]
fn the_page_of_templates_is_that_of_the_source() {
    hold("templates", &templates::page());
}

#[test]
fn the_page_of_messages_is_that_of_the_source() {
    hold("messages", &messages::page());
}

#[test]
fn the_page_of_the_command_line_is_that_of_the_source() {
    hold("command-line", &command_line::page());
}

/// Holds what stands below the marker of a page to what was `made`; with `UPDATE_MANUAL=1`, writes it there.
fn hold(name: &str, made: &str) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "docs/content/reference", &format!("{name}.md")].iter().collect();
    let page = fs::read_to_string(&path).expect("the page is there, with its introduction");
    let page = page.replace("\r\n", "\n");
    let (by_hand, below) = page.split_once(MARKER).expect("the page has the line that divides it");
    if env::var_os("UPDATE_MANUAL").is_some_and(|value| value == "1") {
        fs::write(&path, format!("{by_hand}{MARKER}\n{made}")).expect("the page can be written");
        return;
    }
    let differs = below.trim_start().lines().zip(made.lines()).find(|(is, should)| is != should);
    if let Some((is, should)) = differs {
        panic!(
            "{name}.md isn't what the source gives; run `UPDATE_MANUAL=1 cargo test --test manual`\n is: {is}\nnew: {should}"
        );
    }
    assert_eq!(
        below.trim_start().lines().count(),
        made.lines().count(),
        "{name}.md has more or fewer lines than the source gives"
    );
}

/// `text` for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// The id of a section called `name`: its letters and digits, joined by hyphens.
fn anchor(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
