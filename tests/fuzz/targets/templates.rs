//! A template of a site, and one that is a directive, beside those of the theme that is built in; then what it makes of a
//! page without content.

#![no_main]

use sitegen::{
    diag::Diagnostics,
    place::SourcePath,
    theme::{Theme, ThemeFiles},
};
use std::sync::Arc;
use tera::Context;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let paths = ["templates/fuzzed.html", "templates/directives/fuzzed.html"].map(SourcePath::new);
    let templates = paths.iter().map(|path| (path.clone(), Arc::from(text))).collect();
    let mut diags = Diagnostics::new();
    let theme = Theme::load(ThemeFiles { templates, ..ThemeFiles::default() }, "prep", &mut diags);
    for path in &paths {
        gen_fuzz::have_places(&diags, path, text);
    }
    let _ = theme.render("fuzzed.html", &Context::new(), &mut Vec::new());
});
