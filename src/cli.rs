//! The command line: what was typed (`args`), what it means, and the only place that prints.
//!
//! [`run`] does one command and says how it ended: 0 fine; 1 the content has errors, or with `--strict` warnings, and
//! nothing was published; 2 usage or the environment. Messages go to stderr. What a command is asked for (`report`, the list
//! or the diff of `links`, the diff of `check --fix`) and what `--message-format json` (one object a line) and `sarif` write
//! go to stdout, so that they can be piped.

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

use crate::{diag::Error, source::SITE_TOML};
use args::{Arguments, Command};
use clap::Parser as _;
use std::{
    ffi::OsString,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

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
        Command::Completions { shell } => {
            packaged::completions(*shell);
            Ok(ExitCode::SUCCESS)
        }
        Command::Man { out } => packaged::man(out.as_deref()).map(|()| ExitCode::SUCCESS),
    };
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
