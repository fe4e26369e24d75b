//! `gen links`: the links that terms in texts become by themselves, and why; with `--write` they become the author's.
//!
//! 1. The site is put together as for a build; with mistakes that keep it from being built, these are reported and nothing else.
//! 2. [`Site::auto_links`] says what each page makes, as it does when pages are rendered; all are put by file and place.
//! 3. `rewrite` makes a file's new text, with a link at each place where that is safe; [`Change`] shows it as a diff and
//!    writes it: whole, and only over the text that was read.
//!
//! A link that can't be written at its place stays one that is made: it is named, and that is no failure.

mod rewrite;

use super::{
    args::{Links, MessageFormat},
    build, progress, say,
};
use crate::{
    content::Settings,
    diag::{Error, print},
    edit::Change,
    pipeline::{self, BuildOptions, Memo},
    place::{Place, SourcePath},
    site::{AutoLink, Entity, Site},
    source::Sources,
    text::visible,
};
use rewrite::{LinkEdit, Rewrite};
use serde_json::json;
use std::{path::Path, process::ExitCode};

/// An auto-link, and the page that makes it.
struct FoundLink<'a> {
    entity: Entity,
    place: Place,
    auto: AutoLink<'a>,
}

/// Lists the auto-links of the site at `root`, or writes them.
pub(super) fn run(root: &Path, asked: &Links) -> Result<ExitCode, Error> {
    let (progress, line) = progress::watch(asked.message_format == MessageFormat::Human, false);
    let options = BuildOptions {
        base_url: None,
        drafts: asked.drafts,
        future: asked.future,
        is_strict: false,
        adopt: false,
        as_of: build::as_of(asked.as_of.as_deref())?,
        noindex: false,
        progress,
    };
    let mut sources = Sources::open(root)?;
    let mut memo = Memo::with_digests();
    let built = pipeline::assemble(&mut sources, &mut memo, &options);
    drop(line);
    let mut built = built?;
    built.diags.finish(&built.site.config.rules);
    if built.diags.has_errors() {
        build::print_diagnostics(&built.diags, &sources, asked.message_format, false)?;
        if asked.message_format == MessageFormat::Human {
            say(&format!("no links listed: {}", print::summary(&built.diags)));
        }
        return Ok(ExitCode::FAILURE);
    }
    let command = Command { site: &built.site, sources: &sources, memo: &memo, asked };
    let found = found(&built.site);
    if asked.write || asked.diff {
        command.rewrite(&found)?
    } else {
        command.list(&found)?
    }
    Ok(ExitCode::SUCCESS)
}

/// All auto-links of `site`, by file and place.
fn found(site: &Site) -> Vec<FoundLink<'_>> {
    let of_page = |(entity, meta): (Entity, &crate::content::Meta)| {
        let file = meta.file.clone();
        let autos = site.auto_links(entity).into_iter();
        autos.map(move |auto| FoundLink { entity, place: Place::new(&file, auto.place), auto })
    };
    let mut found: Vec<FoundLink> = site.entities_with_meta().flat_map(of_page).collect();
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

/// What was asked for, and of which site.
struct Command<'a> {
    site: &'a Site,
    sources: &'a Sources,
    memo: &'a Memo,
    asked: &'a Links,
}

impl Command<'_> {
    fn list(&self, found: &[FoundLink]) -> Result<(), Error> {
        let lines: String = self.lines(found.iter().map(|found| (found, None)));
        super::print(&lines)?;
        if self.asked.message_format == MessageFormat::Human && found.is_empty() {
            say("no term of a topic or of the glossary stands where it would become a link");
        }
        Ok(())
    }

    /// A line for each of `found`, with whether it was written, or why not.
    fn lines<'f>(&self, found: impl Iterator<Item = (&'f FoundLink<'f>, Option<Result<(), &'static str>>)>) -> String {
        let text = |path: &SourcePath| self.sources.excerpt_text(path);
        let mut locator = print::Locator::new(&text);
        let mut lines = String::new();
        for (found, written) in found {
            let line = match self.asked.message_format {
                MessageFormat::Human => self.line(found, &mut locator),
                MessageFormat::Json => self.object(found, written, &mut locator),
            };
            lines.push_str(&line);
            lines.push('\n');
        }
        lines
    }

    fn line(&self, found: &FoundLink, locator: &mut print::Locator) -> String {
        let (line, column) = locator.position(&found.place).unwrap_or((1, 1));
        let address = self.site.term_address(found.auto.target);
        let (file, declared) = (&found.place.file, found.auto.declared_in);
        visible(&format!("{file}:{line}:{column}  {} -> {address}  (term of {declared})", self.words(found)))
            .into_owned()
    }

    fn object(&self, found: &FoundLink, written: Option<Result<(), &str>>, locator: &mut print::Locator) -> String {
        let mut object = locator.object(&found.place);
        let declared = Place::new(found.auto.declared_in, found.auto.phrase.words.span);
        object.insert("text".to_owned(), self.words(found).into());
        object.insert("page".to_owned(), self.site.url(found.entity).as_str().into());
        object.insert("target".to_owned(), self.site.term_address(found.auto.target).into());
        object.insert("term".to_owned(), found.auto.phrase.words.value.as_str().into());
        object.insert("declared".to_owned(), locator.object(&declared).into());
        if let Some(written) = written {
            object.insert("written".to_owned(), written.is_ok().into());
            object.insert("reason".to_owned(), json!(written.err()));
        }
        serde_json::Value::Object(object).to_string()
    }

    /// The words of a link on one line.
    fn words(&self, found: &FoundLink) -> String {
        let body = self.site.auto_linked(found.entity);
        let text = body.map(|body| body.stretch_text(found.auto.html.clone())).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Makes the links the author's, file by file, or shows what that would change.
    fn rewrite(&self, found: &[FoundLink]) -> Result<(), Error> {
        let (mut links, mut files) = (0, 0);
        for of_file in found.chunk_by(|a, b| a.place.file == b.place.file) {
            let Some(file) = of_file.first().map(|found| &found.place.file) else { continue };
            let rewrite = self.rewritten(file, of_file);
            // places are those of the text before it is written
            let change = Change::new(self.sources, file, &*rewrite.before, &*rewrite.after);
            let (shown, left) = (self.shown(&change, &rewrite, of_file), self.left(&rewrite, of_file));
            if self.asked.write && rewrite.is_changed() {
                change.write()?;
            }
            super::print(&shown)?;
            left.iter().for_each(|line| say(line));
            links += rewrite.done.iter().filter(|done| done.is_ok()).count();
            files += usize::from(rewrite.is_changed());
        }
        if self.asked.message_format == MessageFormat::Human {
            let verb = if self.asked.write { "wrote" } else { "would write" };
            say(&format!("{verb} {} into {}", counted(links, "link"), counted(files, "file")));
        }
        Ok(())
    }

    /// The new text of `file`, as far as the links in it can be written.
    fn rewritten(&self, file: &SourcePath, found: &[FoundLink]) -> Rewrite {
        let edits: Vec<LinkEdit> = found
            .iter()
            .map(|found| LinkEdit {
                entity: found.entity,
                html: found.auto.html.clone(),
                place: found.auto.place,
                destination: rewrite::destination(self.site, file, found.auto.target),
                target: found.auto.target,
            })
            .collect();
        let text = self.sources.excerpt_text(file).unwrap_or_else(|| "".into());
        let is_as_read = self.memo.digest(file) == Some(rewrite::digest(&text));
        let settings = Settings::of(&self.site.config);
        rewrite::rewrite(self.site, &settings, file, text, &edits, is_as_read)
    }

    fn shown(&self, change: &Change, rewrite: &Rewrite, found: &[FoundLink]) -> String {
        match self.asked.message_format {
            MessageFormat::Human => change.diff(),
            MessageFormat::Json => self.lines(found.iter().zip(rewrite.done.iter().map(|done| Some(*done)))),
        }
    }

    /// What is said of the links that can't be written; in JSON that stands with each link.
    fn left(&self, rewrite: &Rewrite, found: &[FoundLink]) -> Vec<String> {
        if self.asked.message_format == MessageFormat::Json {
            return Vec::new();
        }
        let text = |path: &SourcePath| self.sources.excerpt_text(path);
        let mut locator = print::Locator::new(&text);
        let line = |(found, done): (&FoundLink, &Result<(), &str>)| {
            let (line, column) = locator.position(&found.place)?;
            let reason = done.err()?;
            let line = format!("left {}:{line}:{column}  {}: {reason}", found.place.file, self.words(found));
            Some(visible(&line).into_owned())
        };
        found.iter().zip(&rewrite.done).filter_map(line).collect()
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
