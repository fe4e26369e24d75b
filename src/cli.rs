//! The command line: what was typed (`args`), what it means, and the only place that prints.
//!
//! [`run`] does one command and says how it ended: 0 fine; 1 the content has errors, or with `--strict` warnings, and
//! nothing was published; 2 usage or the environment. Messages go to stderr; only `--message-format json` writes to
//! stdout, one object a line, so that it can be piped.

mod args;
mod build;
mod create;
mod init;
mod new;

use crate::diag::Error;
use args::{Arguments, Command};
use clap::Parser as _;
use std::{ffi::OsString, io::Write as _, path::Path, process::ExitCode};

/// Does what `arguments`, the program's name first, ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // clap prints help to stdout and mistakes to stderr; a closed pipe is nobody's mistake
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let root = &arguments.root;
    let done = match &arguments.command {
        Command::Build(build) => build::run(root, build),
        Command::Init { dir } => init_site(&root.join(dir)),
        Command::New(new) => new_file(root, new),
    };
    done.unwrap_or_else(|error| {
        say_error(&error);
        ExitCode::from(2)
    })
}

/// Today, where this machine is: the date of what is written anew.
fn today() -> jiff::civil::Date {
    jiff::ZonedDateTime::now().date()
}

fn init_site(dir: &Path) -> Result<ExitCode, Error> {
    let written = init::init(dir, today())?;
    written.iter().for_each(|path| say(&format!("wrote {}", shown(path))));
    let (root, out) = (shown(dir), shown(&dir.join("public")));
    say(&format!("\nnext: `gen build --root {root}` makes the site in `{out}`"));
    Ok(ExitCode::SUCCESS)
}

fn new_file(root: &Path, asked: &args::New) -> Result<ExitCode, Error> {
    let options = new::NewOptions {
        topic: asked.topic.as_deref(),
        level: asked.level.as_deref(),
        bundle: asked.bundle,
        file: asked.file.as_deref(),
        ascii: build::slugs_are_ascii(root),
    };
    let path = new::new(root, asked.kind.into(), &asked.title, &options, today())?;
    say(&format!("wrote {}", shown(&path)));
    Ok(ExitCode::SUCCESS)
}

/// A path as people write it: without the `./` in front that a root of `.` brings.
fn shown(path: &Path) -> String {
    let short = path.strip_prefix(".").ok().filter(|short| !short.as_os_str().is_empty());
    short.unwrap_or(path).display().to_string()
}

/// Writes a line to stderr; that nobody reads it is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

fn say_error(error: &Error) {
    say(&format!("{RED}error{RESET}{BOLD}: {error}{RESET}"));
    if let Some(help) = error.help_text() {
        say(&format!("  {BOLD}= help{RESET}: {help}"));
    }
}

const RED: &str = "\u{1b}[1;31m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";
