//! What goes on, on a terminal: a line for each stage that takes longer than a second, and a table of all that was timed.
//!
//! The line is drawn by a thread of its own, on stderr, and is gone when the stage is. There is none where stderr isn't a
//! terminal, where only mistakes are wanted, or where a program reads what is said.

use super::say;
use crate::{
    progress::{Progress, StageProgress, StageTime, Work, WorkTime},
    text::visible,
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::IsTerminal as _,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::JoinHandle,
    time::Duration,
};

/// A stage that is done sooner has no line.
const PATIENCE: Duration = Duration::from_secs(1);
/// The time between two looks.
const LOOK: Duration = Duration::from_millis(100);
/// So many of the slowest are named.
const SLOWEST: usize = 5;

/// The line, drawn as long as this lives.
pub(super) struct ProgressLine {
    /// Dropped to end the thread.
    until: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// A progress to hand on, and the line that shows it, if anybody would see it; `is_timed` if a table is wanted.
pub(super) fn watch(is_wanted: bool, is_timed: bool) -> (Progress, Option<ProgressLine>) {
    let has_line = is_wanted && std::io::stderr().is_terminal();
    if !has_line && !is_timed {
        return (Progress::default(), None);
    }
    let progress = Progress::watched(is_timed);
    let line = has_line.then(|| ProgressLine::draw(progress.clone()));
    (progress, line)
}

impl ProgressLine {
    fn draw(progress: Progress) -> Self {
        let (until, ended) = mpsc::channel::<()>();
        let thread = std::thread::spawn(move || {
            let mut bar: Option<ProgressBar> = None;
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(LOOK) {
                match progress.now().filter(|now| now.took > PATIENCE) {
                    Some(now) => {
                        let bar = bar.get_or_insert_with(spinner);
                        bar.set_message(words(&now));
                        bar.tick();
                    }
                    None => bar.take().iter().for_each(ProgressBar::finish_and_clear),
                }
            }
            bar.iter().for_each(ProgressBar::finish_and_clear);
        });
        Self { until: Some(until), thread: Some(thread) }
    }
}

impl Drop for ProgressLine {
    /// Waits until the line is gone, so that nothing is printed beside it.
    fn drop(&mut self) {
        drop(self.until.take());
        if let Some(thread) = self.thread.take() {
            // a line that could not be drawn is no reason to fail
            let _ = thread.join();
        }
    }
}

/// A line of its own, as wide as the terminal at most.
fn spinner() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {wide_msg}").expect("its names are those of the library");
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style)
}

/// `34 of 190 pictures made`.
fn words(now: &StageProgress) -> String {
    let (_, several) = now.stage.unit();
    match now.total {
        0 => format!("{}…", now.stage.name()),
        total => format!("{} of {total} {several} {}", now.done, now.stage.participle()),
    }
}

/// Prints what each stage took, and what was slowest.
pub(super) fn print_timings(progress: &Progress) {
    say(&format!("\n{:<20} {:>9} {:>9}  count", "stage", "wall", "cpu"));
    for StageTime { stage, wall, cpu, count } in progress.timings() {
        let (one, several) = stage.unit();
        let unit = if count == 1 { one } else { several };
        say(&format!("{:<20} {:>9} {:>9}  {count} {unit}", stage.name(), shown(wall), shown(cpu)));
    }
    for work in [Work::Template, Work::Picture] {
        let slowest = progress.slowest(work, SLOWEST);
        if slowest.is_empty() {
            continue;
        }
        say(&format!("\n{:<20} {:>9} {:>9}  count", format!("slowest {}", work.name()), "total", "longest"));
        for (name, WorkTime { count, total, longest }) in slowest {
            say(&format!("{:<20} {:>9} {:>9}  {count} {}", "", shown(total), shown(longest), visible(&name)));
        }
    }
}

/// A time in milliseconds, or in seconds if there are many.
fn shown(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 10.0 { format!("{:.1} ms", seconds * 1_000.0) } else { format!("{seconds:.2} s") }
}
