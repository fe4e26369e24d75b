//! The font of the social cards: that which `site.toml` names, or the theme's own.

use super::memo::Memo;
use crate::{
    card::Font,
    config::Config,
    diag::{Code, Diagnostic, Diagnostics},
    place::{Place, SourcePath, Spanned},
    source::{SITE_TOML, Sources},
    theme,
};
use std::sync::Arc;

/// A larger font isn't meant.
const LARGEST: u64 = 64 << 20;

/// The font of the cards, where there are any; what is wrong with it is reported, and then there are none.
pub(super) fn read(sources: &Sources, config: &Config, memo: &mut Memo, diags: &mut Diagnostics) -> Option<Arc<Font>> {
    if !config.images.cards {
        return None;
    }
    let bytes = match &config.images.card_font {
        Some(path) => own(sources, path, diags)?,
        None => theme::card_font().to_vec(),
    };
    let digest = blake3::hash(&bytes).to_hex();
    if let Some(known) = memo.card_font.as_ref().filter(|known| known.digest() == digest.as_str()) {
        return Some(known.clone());
    }
    memo.card_font = Font::new(bytes).map(Arc::new);
    if let (None, Some(path)) = (&memo.card_font, &config.images.card_font) {
        let message = format!("`{}` isn't a font that can be read", path.value);
        diags.push(wrong(path, message, "name a TrueType or OpenType file: `.ttf` or `.otf`"));
    }
    memo.card_font.clone()
}

/// The bytes of the site's own font.
fn own(sources: &Sources, path: &Spanned<String>, diags: &mut Diagnostics) -> Option<Vec<u8>> {
    let relative = path.value.trim_start_matches('/');
    let found = sources.open_file(&sources.absolute(&SourcePath::new(relative)));
    let bytes = found.and_then(|file| {
        use std::io::Read as _;
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).map(|_| bytes)
    });
    if bytes.is_err() {
        let message = format!("there is no font at `{}`", path.value);
        diags.push(wrong(path, message, "write the path of the file from the site's folder, such as `fonts/own.ttf`"));
    }
    bytes.ok()
}

fn wrong(path: &Spanned<String>, message: String, help: &str) -> Diagnostic {
    let place = Place { file: SourcePath::new(SITE_TOML), span: path.span };
    Diagnostic { place: Some(place), ..Diagnostic::new(Code::WrongValue, message) }.help(help)
}
