//! What `site.toml` names: the entries of the menu, the icon, the authors of what names none.

use super::{Broken, LinkOrigin, Linked, Target, broken::anchor_help, not_an_image, not_published, unknown_author};
use crate::{
    config::MenuEntry,
    diag::{Code, Diagnostic, Diagnostics, nearest_path},
    place::{SourcePath, Span},
    site::{Url, near::NameList},
    source::SITE_TOML,
};
use std::collections::BTreeSet;

/// Checks all that `site.toml` names; the files that its menu leads to go to `files`.
pub(super) fn check(site: &Linked, files: &mut BTreeSet<Url>, diags: &mut Diagnostics) {
    let mut report = |code, span: Span, message: String, help: String| {
        diags.push(Diagnostic::at(code, &SourcePath::new(SITE_TOML), span, message).help(help));
    };
    menu(site, files, &mut report);
    if let Some(icon) = &site.config.favicon
        && site.addresses.get(&Url::new(icon.value.as_str())).is_none()
    {
        let help = format!("put it at `static{}`", icon.value);
        let help = if icon.value.starts_with('/') { help } else { "write it as `/favicon.svg`".to_owned() };
        report(Code::MissingFile, icon.span, format!("there is no file at `{}`", icon.value), help);
    }
    let organization = site.config.structured_data.organization.as_ref();
    let logo = organization.and_then(|organization| organization.logo.as_ref());
    if let Some(logo) = logo.filter(|logo| !logo.value.contains("://"))
        && site.addresses.get(&Url::new(logo.value.as_str())).is_none()
    {
        let help = format!("put it at `static{}`, or write its whole URL", logo.value);
        report(Code::MissingFile, logo.span, format!("there is no file at `{}`", logo.value), help);
    }
    for image in site.config.favicon.iter().chain(logo) {
        let asset = site.assets.get(&Url::new(image.value.as_str()));
        if let Some((message, help)) = asset.and_then(not_an_image) {
            report(Code::BrokenImage, image.span, message, help.to_owned());
        }
    }
    for author in &site.config.defaults.authors {
        if site.author(&author.value).is_none() && !site.incomplete.may_hold("authors", &author.value) {
            let (message, help) =
                unknown_author(&author.value, site.nearest(NameList::Authors, &author.value).as_deref());
            report(Code::UnknownAuthor, author.span, message, help);
        }
    }
}

/// A menu's entries lead to files or addresses of the site, or to other hosts.
fn menu(site: &Linked, files: &mut BTreeSet<Url>, report: &mut impl FnMut(Code, Span, String, String)) {
    let (file, home) = (SourcePath::new("content/index.md"), Url::new("/"));
    for url in site.config.menu.iter().flat_map(MenuEntry::urls) {
        let origin = LinkOrigin { file: &file, url: &home };
        let broken = match site.lead_url(origin, &url.value) {
            Err(broken) => broken,
            Ok(Target::Unpublished(at)) => {
                left_out(&not_published(&site.unpublished[at]), url.span, report);
                continue;
            }
            Ok(Target::Pending(page)) => {
                left_out(&format!("what would be at `{page}` isn't published"), url.span, report);
                continue;
            }
            Ok(Target::Local { url, entity: None, .. }) => {
                files.insert(url);
                continue;
            }
            Ok(_) => continue,
        };
        if let Broken::Anchor(page, anchor) = &broken {
            let known = site.known_names(NameList::Anchors(page.clone()));
            let help = anchor_help(page, anchor, &known, known.nearest(anchor));
            report(Code::BrokenAnchor, url.span, format!("there is no heading `#{anchor}` at `{page}`"), help);
            continue;
        }
        if matches!(&broken, Broken::Nothing(path) if site.incomplete.may_hold_target(path)) {
            continue;
        }
        let known = site.names.file_paths().into_iter().filter_map(|file| file.strip_prefix("content/"));
        let urls = site.addresses.iter().map(|(address, _)| address.as_str());
        let help = match nearest_path(&url.value, urls.chain(known)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write an address of the site such as `/articles/`, or a file below `content/`".to_owned(),
        };
        report(Code::BrokenLink, url.span, format!("the menu's `{}` leads nowhere", url.value), help);
    }
}

/// Reports that the menu doesn't show an entry, since it leads to something unpublished.
fn left_out(why: &str, span: Span, report: &mut impl FnMut(Code, Span, String, String)) {
    let help = "nothing to do if it will be published; else remove the entry";
    report(Code::UnpublishedTarget, span, format!("{why}, so the menu leaves this out"), help.to_owned());
}
