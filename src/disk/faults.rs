//! Disks that fail, for tests: what shall happen at the n-th call below a folder.
//!
//! Tests run side by side in one process, and a build has many threads: so a plan is for a folder, and each test has its own.

use super::Call;
use std::{
    fmt,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};
use tempfile::TempDir;

/// All plans; each test adds its own and takes it away again.
static PLANS: Mutex<Vec<Arc<Plan>>> = Mutex::new(Vec::new());

/// A folder in memory, where the system has such: these tests write and remove a hundred thousand files.
pub(crate) fn folder() -> TempDir {
    let anywhere = || TempDir::new().expect("there is room for a folder");
    TempDir::new_in("/dev/shm").unwrap_or_else(|_| anywhere())
}

/// What happens at a call.
#[derive(Clone)]
pub(crate) enum Fault {
    /// This one call fails.
    Once(ErrorKind),
    /// Nothing can be written any more, though files can be renamed and removed.
    Full,
    /// Nothing can be changed any more: what the disk holds now is what a killed process would have left.
    Stopped,
    /// The call takes so long that others overtake it.
    Slow,
    /// Somebody does this just before.
    Deed(Arc<dyn Fn() + Send + Sync>),
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once(kind) => write!(f, "once {kind}"),
            Self::Full => f.write_str("full"),
            Self::Stopped => f.write_str("stopped"),
            Self::Slow => f.write_str("slow"),
            Self::Deed(_) => f.write_str("a deed"),
        }
    }
}

impl Fault {
    /// Whether `call` counts.
    fn is_of(&self, call: Call) -> bool {
        match self {
            Self::Once(_) | Self::Slow | Self::Deed(_) => true,
            Self::Full => call == Call::Write,
            Self::Stopped => !matches!(call, Call::Look | Call::Read),
        }
    }
}

struct Plan {
    below: PathBuf,
    /// Each fault with the call at which it begins, of those that count for it. The second counts from the first on.
    faults: Vec<(usize, Fault)>,
    seen: Vec<AtomicUsize>,
}

/// A plan, as long as this lives.
pub(crate) struct Faults(Arc<Plan>);

impl Faults {
    /// `fault` at the call `at`, counted from 0, of those below the folder `below`.
    pub(crate) fn new(below: &Path, at: usize, fault: Fault) -> Self {
        Self::with(below, vec![(at, fault)])
    }

    /// The same, and `later` so many calls after it.
    pub(crate) fn and(below: &Path, (at, fault): (usize, Fault), (after, later): (usize, Fault)) -> Self {
        Self::with(below, vec![(at, fault), (after, later)])
    }

    fn with(below: &Path, faults: Vec<(usize, Fault)>) -> Self {
        let seen = faults.iter().map(|_| AtomicUsize::new(0)).collect();
        let plan = Arc::new(Plan { below: below.to_owned(), faults, seen });
        PLANS.lock().expect("no thread panics while it holds the plans").push(plan.clone());
        Self(plan)
    }

    /// How many of its faults there were enough calls for.
    pub(crate) fn came(&self) -> usize {
        let is_reached = |((at, _), seen): &(&(usize, Fault), &AtomicUsize)| seen.load(Ordering::SeqCst) > *at;
        self.0.faults.iter().zip(&self.0.seen).filter(is_reached).count()
    }
}

impl Faults {
    /// How many calls there are below the folder `below` while `deed` is done.
    pub(crate) fn calls(below: &Path, deed: impl FnOnce()) -> usize {
        let counting = Self::new(below, usize::MAX, Fault::Slow);
        deed();
        counting.0.seen[0].load(Ordering::SeqCst)
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        PLANS.lock().expect("no thread panics while it holds the plans").retain(|plan| !Arc::ptr_eq(plan, &self.0));
    }
}

impl Plan {
    fn passes(&self, call: Call) -> io::Result<()> {
        for ((at, fault), seen) in self.faults.iter().zip(&self.seen) {
            if !fault.is_of(call) {
                match seen.load(Ordering::SeqCst) <= *at {
                    true => return Ok(()),
                    false => continue,
                }
            }
            let number = seen.fetch_add(1, Ordering::SeqCst);
            match fault {
                _ if number < *at => return Ok(()),
                Fault::Once(kind) if number == *at => return Err((*kind).into()),
                Fault::Full => return Err(ErrorKind::StorageFull.into()),
                Fault::Stopped => return Err(ErrorKind::ReadOnlyFilesystem.into()),
                Fault::Slow if number == *at => (0..200).for_each(|_| thread::yield_now()),
                Fault::Deed(deed) if number == *at => deed(),
                Fault::Once(_) | Fault::Slow | Fault::Deed(_) => {}
            }
        }
        Ok(())
    }
}

/// Lets `call` at `path` happen, or says how it fails.
pub(super) fn passes(call: Call, path: &Path) -> io::Result<()> {
    let plan = PLANS.lock().expect("no thread panics while it holds the plans");
    let plan = plan.iter().find(|plan| path.starts_with(&plan.below)).cloned();
    plan.map_or(Ok(()), |plan| plan.passes(call))
}
