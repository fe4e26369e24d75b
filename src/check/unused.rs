//! What lies in the site and nothing uses: templates of the site's own, and images.
//!
//! An image is used if a page shows it or links to it, if `site.toml` or a text names it, or if a style sheet, a script or
//! another text that is published names its file. What isn't published yet may use one too.

use super::{Rule, Subject, each_within};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    place::{SourcePath, Span},
    site::{Asset, Destination, Url},
    text::nfc,
};
use std::collections::BTreeSet;

/// The endings of images.
const IMAGES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];
/// The endings of files whose text may name an image.
const TEXTS: &[&str] = &["css", "html", "js", "json", "mjs", "svg", "webmanifest", "xml"];

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[templates, images];

/// Reports the templates that nothing uses.
fn templates(subject: &Subject, diags: &mut Diagnostics) {
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (meta, _, bodies) in subject.texts() {
        named.extend(meta.template.as_ref().map(|name| name.value.clone()));
        bodies.into_iter().for_each(|body| {
            each_within(body, &mut |body| {
                named.extend(body.directives.iter().map(|directive| format!("directives/{}.html", directive.name)));
            });
        });
    }
    for file in subject.built.theme.unused(named.iter().map(String::as_str)) {
        let message = format!("nothing uses the template `{file}`");
        let help = "remove it, name it in a page's `template`, or include it where it belongs";
        diags.push(Diagnostic::at(Code::UnusedTemplate, file, Span::default(), message).help(help));
    }
}

/// Reports the images that nothing uses.
fn images(subject: &Subject, diags: &mut Diagnostics) {
    let site = subject.site;
    let used = used_files(subject);
    let has_ending = |path: &SourcePath, endings: &[&str]| {
        let ending = path.file_name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| endings.contains(&ending.as_str()))
    };
    let unused: Vec<(&Url, &Asset)> =
        site.assets.iter().filter(|(url, asset)| has_ending(&asset.path, IMAGES) && !used.contains(url)).collect();
    if unused.is_empty() {
        return;
    }
    let texts = site.assets.values().map(|asset| &asset.path).filter(|path| has_ending(path, TEXTS));
    let texts = texts.chain(site.unpublished.iter().map(|other| &other.meta().file));
    let texts: Vec<_> = texts.filter_map(|file| Some((file, subject.places.text(file)?))).collect();
    let texts: Vec<_> = texts.iter().map(|(file, text)| (file, nfc(text))).collect();
    for (url, asset) in unused {
        let name = nfc(asset.path.file_name());
        let encoded = Url::new(format!("/{name}")).href("/");
        let names = |text: &str| text.contains(&*name) || text.contains(&encoded[1..]);
        if texts.iter().any(|(file, text)| ***file != asset.path && names(text)) {
            continue;
        }
        let message = format!("nothing shows the image `{}`", asset.path);
        let help = "remove the file, or show it where it belongs";
        let diagnostic = Diagnostic::at(Code::UnusedImage, &asset.path, Span::default(), message);
        diags.push(diagnostic.help(help).address(url.as_str()));
    }
}

/// The addresses of files that pages, texts or `site.toml` name.
fn used_files<'a>(subject: &'a Subject) -> BTreeSet<&'a Url> {
    let site = subject.site;
    let mut used = BTreeSet::new();
    for (_, page) in subject.pages.iter() {
        used.extend(page.shows.iter().chain(&page.leads).map(|&at| subject.pages.url(at)));
    }
    for edge in subject.graph.edges() {
        if let Destination::Page(url) = &edge.to {
            used.insert(url);
        }
    }
    let logo = site.config.structured_data.organization.as_ref().and_then(|organization| organization.logo.as_ref());
    for named in site.config.favicon.iter().chain(logo) {
        used.extend(site.assets.get_key_value(&Url::new(named.value.as_str())).map(|(url, _)| url));
    }
    used
}
