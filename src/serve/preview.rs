//! The one writer: each batch of changes becomes a new snapshot, which takes the place of the last.
//!
//! It runs on a thread of its own. What failed before is tried again before a snapshot is shown, and a page of each
//! template that changed right after, so that the banner and the terminal know what is wrong at once. After [`LULL`] it has
//! the related lists of the snapshot found (`related`), which make a further one. After [`QUIET`] it renders the pages that
//! nobody asked for, one by one and only while no request is being answered; a change interrupts it. The old site
//! is dropped on another thread, since that takes longer than anyone should wait.

use super::{
    Listener, Notice, Rebuilt, ServeOptions,
    batches::{BatchEvent, Batches},
    clock::Clock,
    follow,
    message::{Message, RelatedLists},
    mistakes::{Mistakes, PrintContext},
    page_cache::PageCache,
    related::RelatedFinder,
    snapshot::Snapshot,
    watch::Watch,
};
use crate::{
    config::Editor,
    diag::{Diagnostics, Error, print},
    pipeline::{self, AsOf, BuildOptions, Built, Memo},
    place::SourcePath,
    site::{Address, Url},
    source::Sources,
};
use jiff::{civil::Date, tz::TimeZone};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};
use tokio::sync::watch as cell;

/// After so long without a change, related lists are looked for.
const LULL: Duration = Duration::from_millis(150);
/// After so long without a change, the pages that nobody asked for are rendered.
const QUIET: Duration = Duration::from_secs(2);
/// So many changed files are remembered, for pages that ask late.
const REMEMBERED: usize = 1_000;

/// What is shown at one moment.
#[derive(Clone)]
pub(super) struct PreviewState {
    /// The site.
    pub(super) snapshot: Arc<Snapshot>,
    /// What is wrong with it.
    pub(super) mistakes: Arc<Mistakes>,
    /// The addresses of the files that changed, each with the snapshot since which it is another.
    pub(super) files: Arc<Vec<(u64, String)>>,
    /// The last snapshot of whose files some are not remembered any more.
    pub(super) forgotten: u64,
    /// The page that was saved last, with its snapshot.
    pub(super) saved: Option<(u64, String)>,
}

/// The writer.
pub(super) struct Preview {
    sources: Sources,
    memo: Memo,
    build: BuildOptions,
    clock: Clock,
    /// The day that the snapshot is of.
    day: Date,
    watch: Watch,
    shown: cell::Sender<Arc<PreviewState>>,
    pages: Arc<PageCache>,
    finder: RelatedFinder,
    busy: Arc<AtomicUsize>,
    listener: Listener,
    follows: bool,
    editor: Option<Editor>,
    reported: Diagnostics,
}

impl Preview {
    /// Begins to watch, and makes the first snapshot.
    pub(super) fn start(
        options: &ServeOptions,
        server: Arc<str>,
        messages: mpsc::Sender<Message>,
        pages: Arc<PageCache>,
        busy: Arc<AtomicUsize>,
        listener: Listener,
    ) -> Result<(Self, cell::Receiver<Arc<PreviewState>>), Error> {
        let begun = Instant::now();
        let mut sources = Sources::open(&options.root)?;
        let watch = Watch::start(&options.root, options.poll, messages.clone())?;
        let finder = RelatedFinder::new(messages.clone());
        let mut memo = Memo::default();
        let built = pipeline::assemble_readable(&mut sources, &mut memo, &options.build)?;
        let (parsed, editor) = (built.parsed, options.editor.clone());
        let snapshot = Arc::new(Snapshot::first(server, built, finder.last()));
        let mistakes = mistakes(&snapshot, &sources, editor.as_ref());
        let shown = PreviewState { snapshot, mistakes, files: Arc::default(), forgotten: 0, saved: None };
        let day = options.clock.day(&shown.snapshot.site().config.timezone);
        let (send, receive) = cell::channel(Arc::new(shown));
        let mut preview = Self {
            sources,
            memo,
            build: options.build.clone(),
            clock: options.clock.clone(),
            day,
            watch,
            shown: send,
            pages,
            finder,
            busy,
            listener,
            follows: options.follow,
            editor,
            reported: Diagnostics::new(),
        };
        let found = preview.follow();
        if !found.is_empty() {
            // nobody listens any more when the program ends
            let _ = messages.send(Message::Changed(found.into_iter().collect()));
        }
        preview.say_rebuilt(&BTreeSet::new(), None, parsed, begun.elapsed());
        Ok((preview, receive))
    }

    /// Goes on for ever, on a thread of its own.
    pub(super) fn run_in_background(mut self, messages: mpsc::Receiver<Message>) {
        self.notify();
        thread::spawn(move || self.run(&mut Batches::new(messages)));
    }

    fn run(&mut self, batches: &mut Batches) {
        let (mut due, mut since) = (Due::Lists, Instant::now());
        loop {
            let limits = [
                due.after().map(|after| after.saturating_sub(since.elapsed())),
                self.is_of_today().then(|| self.clock.until_midnight(&self.zone())),
            ];
            let next = match batches.next(&mut self.watch, limits.into_iter().flatten().min()) {
                BatchEvent::Changed(paths, at) => self.update(&paths, at, batches).then_some(Due::Lists),
                BatchEvent::Related(found) => self.relate(*found).then_some(Due::Pages),
                BatchEvent::Failed => {
                    self.show_mistakes();
                    None
                }
                BatchEvent::Quiet if self.is_of_today() && self.clock.day(&self.zone()) != self.day => {
                    self.remake(&BTreeSet::new(), Instant::now(), batches).then_some(Due::Lists)
                }
                BatchEvent::Quiet => Some(self.go_on(due, batches)),
                BatchEvent::Ended => return,
            };
            if let Some(next) = next {
                (due, since) = (next, Instant::now());
            }
        }
    }

    /// Does what is `due`, since nothing changes; what is due then.
    fn go_on(&mut self, due: Due, batches: &mut Batches) -> Due {
        match due {
            Due::Lists => self.finder.begin(self.snapshot()),
            Due::Pages if self.render_rest(batches) => return Due::Nothing,
            Due::Pages => {}
            Due::Nothing => return Due::Nothing,
        }
        Due::Pages
    }

    /// Whether the build date is today's, whichever day that is.
    fn is_of_today(&self) -> bool {
        matches!(self.build.as_of, AsOf::Today(_))
    }

    /// Where the site's days begin.
    fn zone(&self) -> TimeZone {
        self.snapshot().site().config.timezone.clone()
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.shown.borrow().snapshot.clone()
    }

    /// Makes a new snapshot, if `paths` are of any concern to the site.
    fn update(&mut self, paths: &BTreeSet<SourcePath>, at: Instant, batches: &mut Batches) -> bool {
        let mut changed = self.sources.update(paths);
        changed.extend(self.follow());
        changed.extend(paths.iter().filter(|path| path.as_str() == crate::source::SITE_TOML).cloned());
        !changed.is_empty() && self.remake(&changed, at, batches)
    }

    /// Makes a new snapshot, for what `changed` or for a new day.
    fn remake(&mut self, changed: &BTreeSet<SourcePath>, at: Instant, batches: &mut Batches) -> bool {
        if self.is_of_today() {
            self.build.as_of = AsOf::Today(self.clock.now());
        }
        self.finder.stop();
        // only a base URL of the command line can be refused, and there is none
        let Ok(built) = self.assemble() else { return false };
        let day = self.clock.day(&built.site.config.timezone);
        let new_day = Some(day).filter(|day| self.is_of_today() && *day != self.day);
        self.day = day;
        let parsed = built.parsed;
        let old = self.shown.borrow().clone();
        let snapshot = Arc::new(old.snapshot.next(built, self.finder.last()));
        let number = snapshot.id.number;
        snapshot.retry(&self.pages);
        let mistakes = mistakes(&snapshot, &self.sources, self.editor.as_ref());
        let mut files: Vec<(u64, String)> = old.files.as_ref().clone();
        files.extend(changed.iter().filter_map(|path| file_url(&snapshot, path)).map(|url| (number, url)));
        let left = files.len().saturating_sub(REMEMBERED);
        let forgotten = files.drain(..left).next_back().map_or(old.forgotten, |(number, _)| number);
        let saved = follow::saved_page(snapshot.site(), changed).filter(|_| self.follows);
        let saved = saved.map(|url| (number, url.href(snapshot.base()))).or_else(|| old.saved.clone());
        let shown = PreviewState { snapshot: snapshot.clone(), mistakes, files: Arc::new(files), forgotten, saved };
        let before = self.shown.send_replace(Arc::new(shown));
        let took = at.elapsed();
        self.pages.retain(|url| snapshot.site().addresses.get(url).is_some());
        self.say_rebuilt(changed, new_day, parsed, took);
        self.notify();
        self.render(&snapshot, snapshot.samples(&old.snapshot, changed), batches);
        self.show_mistakes();
        rayon::spawn(move || drop((before, old)));
        true
    }

    /// Makes a new snapshot of related lists that were found, unless they are those of an older one.
    fn relate(&mut self, found: RelatedLists) -> bool {
        let old = self.shown.borrow().clone();
        let is_new = found.number == old.snapshot.id.number;
        let related = self.finder.take(found);
        if is_new {
            let snapshot = Arc::new(old.snapshot.relate(related));
            let before = self.shown.send_replace(Arc::new(PreviewState { snapshot, ..PreviewState::clone(&old) }));
            rayon::spawn(move || drop((before, old)));
        }
        is_new
    }

    fn assemble(&mut self) -> Result<Built, Error> {
        let built = pipeline::assemble_readable(&mut self.sources, &mut self.memo, &self.build)?;
        if self.follow().is_empty() {
            return Ok(built);
        }
        // another theme has folders of its own, which weren't watched yet when they were listed
        let again = pipeline::assemble_readable(&mut self.sources, &mut self.memo, &self.build)?;
        Ok(Built { parsed: built.parsed + again.parsed, ..again })
    }

    /// Watches what is listed; the files that were found while folders came to be watched.
    fn follow(&mut self) -> BTreeSet<SourcePath> {
        let mut found = BTreeSet::new();
        loop {
            let new = self.watch.follow(&self.sources);
            if let Some(reason) = self.watch.polls() {
                (self.listener)(Notice::Polling(&reason));
            }
            if new.is_empty() {
                return found;
            }
            found.extend(self.sources.update(&new));
        }
    }

    fn say_rebuilt(&self, changed: &BTreeSet<SourcePath>, day: Option<Date>, parsed: usize, took: Duration) {
        let changed = changed.iter().map(ToString::to_string).collect();
        let shown = self.shown.borrow().clone();
        let addresses = shown.snapshot.site().addresses.len();
        let summary = print::summary(shown.mistakes.diagnostics());
        (self.listener)(Notice::Rebuilt(&Rebuilt { changed, day, parsed, addresses, took, summary }));
    }

    /// Renders the pages of the snapshot that nobody asked for; whether it could do all.
    fn render_rest(&mut self, batches: &mut Batches) -> bool {
        let snapshot = self.snapshot();
        let is_done = self.render(&snapshot, snapshot.rendered(), batches);
        if is_done {
            self.show_mistakes();
        }
        is_done
    }

    /// Renders `pages` of `snapshot`, unless something comes; whether it could do all.
    fn render<'a>(
        &self,
        snapshot: &Snapshot,
        pages: impl IntoIterator<Item = (&'a Url, &'a Address)>,
        batches: &mut Batches,
    ) -> bool {
        for (url, address) in pages {
            while self.busy.load(Ordering::Relaxed) > 0 && !batches.is_waiting() {
                thread::sleep(Duration::from_millis(1));
            }
            if batches.is_waiting() {
                return false;
            }
            snapshot.page(url, address, &self.pages, false);
        }
        true
    }

    /// Shows what was found to be wrong meanwhile.
    fn show_mistakes(&mut self) {
        let shown = self.shown.borrow().clone();
        if shown.snapshot.diagnostics() != *shown.mistakes.diagnostics() {
            let mistakes = mistakes(&shown.snapshot, &self.sources, self.editor.as_ref());
            self.shown.send_replace(Arc::new(PreviewState { mistakes, ..PreviewState::clone(&shown) }));
        }
        self.notify();
    }

    /// Says what is wrong, if it isn't what was said last.
    fn notify(&mut self) {
        let shown = self.shown.borrow().clone();
        let diags = shown.mistakes.diagnostics();
        if *diags != self.reported {
            (self.listener)(Notice::Mistakes(diags));
            self.reported = diags.clone();
        }
    }
}

/// What is due when nothing changes.
#[derive(Clone, Copy)]
enum Due {
    /// To find the related lists.
    Lists,
    /// To render the pages that nobody asked for.
    Pages,
    /// Nothing.
    Nothing,
}

impl Due {
    /// After how long.
    fn after(self) -> Option<Duration> {
        match self {
            Self::Lists => Some(LULL),
            Self::Pages => Some(QUIET),
            Self::Nothing => None,
        }
    }
}

/// What is wrong with `snapshot`, as far as it is known.
fn mistakes(snapshot: &Snapshot, sources: &Sources, editor: Option<&Editor>) -> Arc<Mistakes> {
    let editor = editor.unwrap_or(&snapshot.site().config.editor).clone();
    let context = PrintContext { sources: sources.unlisted(), theme: snapshot.theme(), editor };
    Arc::new(Mistakes::new(snapshot.diagnostics(), context))
}

/// The address of the file at `path`, as pages spell it, if it is published as it is.
fn file_url(snapshot: &Snapshot, path: &SourcePath) -> Option<String> {
    let site = snapshot.site();
    let theme = format!("themes/{}/static/", site.config.theme.value);
    let url = match path.as_str().strip_prefix(&theme) {
        Some(below) => format!("/gen-assets/{below}"),
        None => format!(
            "/{}",
            path.as_str().split_once('/').filter(|(folder, _)| ["content", "static"].contains(folder))?.1
        ),
    };
    let url = Url::new(url);
    let is_file = matches!(site.addresses.get(&url), Some(Address::Asset(_) | Address::ThemeFile(_)));
    is_file.then(|| url.href(snapshot.base()))
}
