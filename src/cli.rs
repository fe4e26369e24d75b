//! The command line: what was typed (`args`), what it means, and the only place that prints.
//!
//! [`run`] does one command and says how it ended: 0 fine; 1 the content has errors, or with `--strict` warnings, and
//! nothing was published; 2 usage or the environment. Messages go to stderr. What a command is asked for (`report`, the list
//! or the diff of `links`, the diff of `check --fix`) and what `--message-format json` (one object a line) and `sarif` write
//! go to stdout, so that they can be piped; that it can't be written is an error of the environment. What authors wrote is shown
//! in one line and without what a terminal would obey (`text::visible`).

mod args;
mod build;
mod check;
mod create;
mod hosts;
mod init;
mod links;
mod new;
mod packaged;
mod progress;
mod report;
mod serve;

use crate::{
    diag::Error,
    source::SITE_TOML,
    text::{visible, visible_but},
};
use args::{Arguments, Command};
use clap::Parser as _;
use std::{
    ffi::OsString,
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Does what `arguments`, the program's name first, ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // clap prints help to stdout and mistakes to stderr
            let printed = unwritten(error.print().and_then(|()| std::io::stdout().flush()));
            return match (error.use_stderr(), printed) {
                (true, _) => ExitCode::from(2),
                (false, printed) => finish(printed.map(|()| ExitCode::SUCCESS)),
            };
        }
    };
    let given = arguments.root.as_deref();
    let root = &given.map_or_else(nearest_site, Path::to_owned);
    let done = match &arguments.command {
        Command::Build(build) => build::run(root, build),
        Command::Check(check) => check::run(root, check),
        Command::Report(report) => report::run(root, report),
        Command::Serve(serve) => serve::run(root, serve),
        Command::Init { dir, host } => init_site(&joined(given.unwrap_or(Path::new(".")), dir), *host),
        Command::New(new) => new_file(root, new),
        Command::Links(links) => links::run(root, links),
        Command::Completions { shell } => packaged::completions(*shell).map(|()| ExitCode::SUCCESS),
        Command::Man { out } => packaged::man(out.as_deref()).map(|()| ExitCode::SUCCESS),
    };
    finish(done)
}

/// How the program ends: what can't be done is said.
fn finish(done: Result<ExitCode, Error>) -> ExitCode {
    done.unwrap_or_else(|error| {
        say_error(&error);
        ExitCode::from(2)
    })
}

/// The nearest folder with a `site.toml`, from this one upwards; this one if there is none.
fn nearest_site() -> PathBuf {
    let here = PathBuf::from(".");
    if here.join(SITE_TOML).exists() {
        return here;
    }
    let all = std::env::current_dir().unwrap_or_default();
    all.ancestors().skip(1).find(|folder| folder.join(SITE_TOML).is_file()).map_or(here, Path::to_owned)
}

/// Today, where this machine is: the date of what is written anew.
fn today() -> jiff::civil::Date {
    jiff::ZonedDateTime::now().date()
}

fn init_site(dir: &Path, host: Option<args::Host>) -> Result<ExitCode, Error> {
    if let Some(host) = host.filter(|_| dir.join(SITE_TOML).is_file()) {
        say(&format!("wrote {}", shown(&hosts::write(dir, host)?)));
        return Ok(ExitCode::SUCCESS);
    }
    host.map(|host| hosts::free(dir, host)).transpose()?;
    let mut written = init::init(dir, today())?;
    if let Some(host) = host {
        written.push(hosts::write(dir, host)?);
    }
    written.iter().for_each(|path| say(&format!("wrote {}", shown(path))));
    let root = if dir == Path::new(".") { String::new() } else { format!(" --root {}", shown(dir)) };
    let out = shown(&dir.join("public"));
    say(&format!("\nnext: `gen serve{root}` shows the site, `gen build{root}` makes it in `{out}`"));
    Ok(ExitCode::SUCCESS)
}

fn new_file(root: &Path, asked: &args::New) -> Result<ExitCode, Error> {
    let options = new::NewOptions {
        topic: asked.topic.as_deref(),
        level: asked.level.as_deref(),
        bundle: asked.bundle,
        file: asked.file.as_deref(),
    };
    let path = new::new(root, asked.kind, &asked.title, &options, today())?;
    say(&format!("wrote {}", shown(&path)));
    Ok(ExitCode::SUCCESS)
}

/// `dir` below `root`; there is no need to say that a folder is in itself.
fn joined(root: &Path, dir: &Path) -> PathBuf {
    if dir == Path::new(".") { root.to_owned() } else { root.join(dir) }
}

/// So many of what is called `name`.
fn count(number: usize, name: &str) -> String {
    format!("{number} {name}{}", if number == 1 { "" } else { "s" })
}

/// A path as people write it, on one line: without the `./` in front that a root of `.` brings.
fn shown(path: &Path) -> String {
    let short = path.strip_prefix(".").ok().filter(|short| !short.as_os_str().is_empty());
    visible(&short.unwrap_or(path).to_string_lossy()).into_owned()
}

/// Writes `lines` to stderr; that nobody reads them is no reason to fail. What authors wrote in them went through [`visible`]
/// before, so that it is on one line.
fn say(lines: &str) {
    let _ = writeln!(anstream::stderr(), "{}", visible_but(lines, LAYOUT));
}

/// Writes a result to stdout. On a terminal that is read by people, so that nothing in it may move the cursor; a program gets
/// it as it is.
///
/// # Errors
/// Where it can't be written. A pipe that was closed is nobody's mistake: its reader has what it wanted.
fn print(result: &str) -> Result<(), Error> {
    let mut out = std::io::stdout();
    let text = if out.is_terminal() { visible_but(result, LAYOUT) } else { result.into() };
    unwritten(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// The failure of writing to stdout, unless only its reader is gone.
fn unwritten(done: std::io::Result<()>) -> Result<(), Error> {
    match done {
        Err(reason) if reason.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to standard output: {reason}")))
        }
        _ => Ok(()),
    }
}

/// What stands between words and lines.
const LAYOUT: &[char] = &['\n', '\t'];

fn say_error(error: &Error) {
    let (error, help) = (error.to_string(), error.help_text());
    let mut stderr = anstream::stderr();
    let _ = writeln!(stderr, "{RED}error{RESET}{BOLD}: {}{RESET}", visible(&error));
    if let Some(help) = help {
        let _ = writeln!(stderr, "  {BOLD}= help{RESET}: {}", visible(help));
    }
}

const RED: &str = "\u{1b}[1;31m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";
