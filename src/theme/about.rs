//! What a theme says of itself in its `theme.toml`, held against the table of its keys.

use super::embedded;
use crate::{
    diag::Diagnostics,
    place::{SourcePath, Span, Text},
    tree::{
        keys::{Key, TableOwner, ValueKind, check},
        toml,
    },
};
use std::sync::Arc;

/// The keys of `theme.toml`.
pub const THEME: &[Key] = &[
    Key::new("name", ValueKind::Text, "The theme's name.").required(),
    Key::new("description", ValueKind::Text, "What the theme is for, in a sentence."),
    Key::new("license", ValueKind::Text, "The license it is under, as SPDX writes it."),
    Key::new(
        "image_sizes",
        ValueKind::Text,
        "How wide images of texts are shown, as the attribute `sizes` of HTML says it.",
    )
    .default("\"100vw\""),
    Key::new("extra", ValueKind::Free, "Anything else; gen doesn't read it."),
];

/// What a theme says of itself. A key that isn't written is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its name; its folder's where it gives none.
    pub name: String,
    /// What it is for, in a sentence.
    pub description: String,
    /// The license it is under.
    pub license: String,
    /// How wide images of texts are shown, as the attribute `sizes` says it; empty where it isn't said.
    pub image_sizes: String,
}

impl About {
    /// What the theme `theme` says in its file among `files`.
    pub(super) fn read(files: &[(SourcePath, Arc<str>)], theme: &str, diags: &mut Diagnostics) -> Self {
        let files = embedded::under("theme.toml", files.to_vec());
        let path = format!("themes/{theme}/theme.toml");
        let Some((file, text)) = files.iter().find(|(file, _)| file.as_str() == path) else {
            return Self { name: theme.to_owned(), ..Self::default() };
        };
        let table = toml::parse(&Text::verbatim(&**text, 0), file, diags);
        let owner = TableOwner { what: "a theme", keys: THEME, more: &[], at: Span::default(), file, elsewhere: None };
        let checked = check(table, &owner, diags);
        let text = |name: &str| checked.fields().text(name).map(|text| text.as_str().to_owned());
        Self {
            name: text("name").unwrap_or_else(|| theme.to_owned()),
            description: text("description").unwrap_or_default(),
            license: text("license").unwrap_or_default(),
            image_sizes: text("image_sizes").unwrap_or_default(),
        }
    }
}
