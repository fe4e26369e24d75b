//! What the targets share: a file of a site is read as a build reads it, and what is said of it must have a place in it.

use sitegen::{
    config::Config,
    content::{self, FileRole, Settings},
    diag::Diagnostics,
    markdown::RawHtml,
    place::{SourcePath, Text},
    progress::Progress,
};

/// Reads `bytes` as the content of the file at `path`, with raw HTML kept and sanitised.
pub fn read(path: &str, bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (path, text) = (SourcePath::new(path), Text::verbatim(text, 0));
    let role = FileRole::of(&path).expect("targets name files of content");
    for html in [RawHtml::Keep, RawHtml::Sanitize] {
        let mut diags = Diagnostics::new();
        content::parse(&role, &path, &text, &settings(html), &mut diags);
        have_places(&diags, &path, text.as_str());
    }
}

/// Everything on that can be.
fn settings(html: RawHtml) -> Settings {
    let toml = "title = \"t\"\nbase_url = \"https://e.example/\"\n[markdown]\nmath = true\ndefinition_lists = true\n\
                [[taxonomies]]\nname = \"companies\"\n";
    let mut diags = Diagnostics::new();
    let config = Config::load(&Text::verbatim(toml, 0), &SourcePath::new("site.toml"), &mut diags);
    assert!(!diags.has_errors(), "{diags:?}");
    let mut settings = Settings::of(&config, &Progress::default());
    settings.markdown.html = html;
    settings
}

/// Every message about the file at `path` is about bytes of its text.
pub fn have_places(diags: &Diagnostics, path: &SourcePath, text: &str) {
    for place in diags.iter().filter_map(|diagnostic| diagnostic.place.as_ref()) {
        if place.file == *path {
            assert!(text.get(place.span.range()).is_some(), "{place:?} is no place in {text:?}");
        }
    }
}
