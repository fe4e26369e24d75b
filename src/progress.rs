//! What a run is doing: its stages, how far each is, and what took how long.
//!
//! Whoever works says so to a [`Progress`]: begins a stage, [`Stage`] for stage, counts what is done of it, and times single
//! pieces of work. Whoever watches asks for it: [`Progress::now`] for a line on a terminal,
//! [`Progress::timings`] for a table at the end. Without a watcher nothing is counted and no clock is read, and nothing here
//! has any bearing on what is made.

use cpu_time::ProcessTime;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// A part of a run, in the order of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The site's folders are listed.
    List,
    /// Content files are read and parsed, and the theme loaded.
    Parse,
    /// All of it is put together.
    Site,
    /// Pages are rendered, and written to the staging area.
    Render,
    /// Pictures are made.
    Pictures,
    /// What is new is moved into the output.
    Publish,
    /// Other sites are asked.
    Ask,
}

impl Stage {
    /// What is done in it, for a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list files",
            Self::Parse => "parse",
            Self::Site => "put together",
            Self::Render => "render",
            Self::Pictures => "pictures",
            Self::Publish => "publish",
            Self::Ask => "ask other sites",
        }
    }

    /// What is counted in it: one, and several.
    pub fn unit(self) -> (&'static str, &'static str) {
        match self {
            Self::List | Self::Parse | Self::Publish => ("file", "files"),
            Self::Site | Self::Render => ("address", "addresses"),
            Self::Pictures => ("picture", "pictures"),
            Self::Ask => ("page", "pages"),
        }
    }

    /// What happens to them, for a line on a terminal.
    pub fn participle(self) -> &'static str {
        match self {
            Self::List => "listed",
            Self::Parse => "parsed",
            Self::Site => "put together",
            Self::Render => "rendered",
            Self::Pictures => "made",
            Self::Publish => "published",
            Self::Ask => "asked for",
        }
    }
}

/// A kind of work whose slowest pieces are worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// A page, by its template.
    Template,
    /// A picture, by its address.
    Picture,
}

impl Work {
    /// Its name in the plural.
    pub fn name(self) -> &'static str {
        match self {
            Self::Template => "templates",
            Self::Picture => "pictures",
        }
    }
}

/// What is told of a run. A clone tells the same watcher; the default has none.
#[derive(Clone, Debug, Default)]
pub struct Progress(Option<Arc<RunRecord>>);

/// Who watches makes no difference to what is made.
impl PartialEq for Progress {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Progress {}

#[derive(Debug, Default)]
struct RunRecord {
    running: Mutex<Option<RunningStage>>,
    done: Mutex<Vec<StageTime>>,
    work: Mutex<BTreeMap<(Work, String), WorkTime>>,
    /// Whether single pieces of work are timed.
    is_timed: bool,
}

#[derive(Clone, Debug)]
struct RunningStage {
    stage: Stage,
    since: Instant,
    cpu: ProcessTime,
    total: usize,
    done: Arc<AtomicUsize>,
}

/// How far a stage is.
#[derive(Clone, Copy, Debug)]
pub struct StageProgress {
    /// The stage.
    pub stage: Stage,
    /// How long it has been going on.
    pub took: Duration,
    /// How much of it is done.
    pub done: usize,
    /// How much there is; 0 where nobody knows yet.
    pub total: usize,
}

/// What a stage took.
#[derive(Clone, Copy, Debug)]
pub struct StageTime {
    /// The stage.
    pub stage: Stage,
    /// From its beginning to its end.
    pub wall: Duration,
    /// Of all processors together.
    pub cpu: Duration,
    /// How much was done.
    pub count: usize,
}

/// What one kind of a work took.
#[derive(Clone, Copy, Debug, Default)]
pub struct WorkTime {
    /// How often it was done.
    pub count: usize,
    /// All together.
    pub total: Duration,
    /// The longest.
    pub longest: Duration,
}

/// A stage that goes on as long as this lives.
#[derive(Debug)]
pub struct StageGuard<'a> {
    watched: Option<&'a RunRecord>,
    done: Arc<AtomicUsize>,
}

impl Progress {
    /// One that is watched; single pieces of work are timed if it `is_timed`.
    pub fn watched(is_timed: bool) -> Self {
        Self(Some(Arc::new(RunRecord { is_timed, ..RunRecord::default() })))
    }

    /// Begins a stage in which `total` is to be done; 0 where that isn't known.
    pub(crate) fn begin(&self, stage: Stage, total: usize) -> StageGuard<'_> {
        let done = Arc::new(AtomicUsize::new(0));
        let watched = self.0.as_deref();
        if let Some(watched) = watched {
            let running =
                RunningStage { stage, since: Instant::now(), cpu: ProcessTime::now(), total, done: done.clone() };
            *lock(&watched.running) = Some(running);
        }
        StageGuard { watched, done }
    }

    /// Does `work`, a piece that `name` names.
    pub(crate) fn time<T>(&self, kind: Work, name: impl FnOnce() -> String, work: impl FnOnce() -> T) -> T {
        let Some(watched) = self.0.as_deref().filter(|watched| watched.is_timed) else { return work() };
        let start = Instant::now();
        let done = work();
        let took = start.elapsed();
        let mut all = lock(&watched.work);
        let spent = all.entry((kind, name())).or_default();
        spent.count += 1;
        spent.total += took;
        spent.longest = spent.longest.max(took);
        done
    }

    /// The stage that goes on.
    pub fn now(&self) -> Option<StageProgress> {
        let running = lock(&self.0.as_deref()?.running).clone()?;
        let done = running.done.load(Ordering::Relaxed);
        Some(StageProgress { stage: running.stage, took: running.since.elapsed(), done, total: running.total })
    }

    /// What the stages took, in the order in which they ended.
    pub fn timings(&self) -> Vec<StageTime> {
        self.0.as_deref().map(|watched| lock(&watched.done).clone()).unwrap_or_default()
    }

    /// So many of the pieces of a `kind` of work that took longest in all.
    pub fn slowest(&self, kind: Work, most: usize) -> Vec<(String, WorkTime)> {
        let Some(watched) = self.0.as_deref() else { return Vec::new() };
        let all = lock(&watched.work);
        let of_kind = all.iter().filter(|((of, _), _)| *of == kind);
        let mut spent: Vec<(String, WorkTime)> = of_kind.map(|((_, name), spent)| (name.clone(), *spent)).collect();
        spent.sort_by(|a, b| b.1.total.cmp(&a.1.total).then_with(|| a.0.cmp(&b.0)));
        spent.truncate(most);
        spent
    }
}

impl StageGuard<'_> {
    /// One more is done.
    pub(crate) fn one(&self) {
        self.many(1);
    }

    /// So many more are done.
    pub(crate) fn many(&self, count: usize) {
        if self.watched.is_some() {
            self.done.fetch_add(count, Ordering::Relaxed);
        }
    }
}

impl Drop for StageGuard<'_> {
    fn drop(&mut self) {
        let Some(watched) = self.watched else { return };
        if let Some(running) = lock(&watched.running).take() {
            let (wall, cpu) = (running.since.elapsed(), running.cpu.elapsed());
            let count = running.done.load(Ordering::Relaxed);
            lock(&watched.done).push(StageTime { stage: running.stage, wall, cpu, count });
        }
    }
}

/// What is told is whole after every step, so that a thread that panicked can't have left half of it.
fn lock<T>(record: &Mutex<T>) -> MutexGuard<'_, T> {
    record.lock().unwrap_or_else(PoisonError::into_inner)
}
