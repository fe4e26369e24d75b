//! `gen serve`: what was typed becomes what is wanted; what the preview says is printed.
//!
//! One line for each new snapshot: what changed, how long it took, how many mistakes there are; and each mistake once,
//! when it is new.

use super::{args::Serve, build, progress, say, say_error};
use crate::{
    config::Editor,
    diag::{Code, Diagnostic, Diagnostics, Error, Severity, print},
    pipeline::BuildOptions,
    place::{SourcePath, Span},
    serve::{Clock, Notice, Rebuilt, ServeOptions, Server},
    source::Sources,
    text::visible,
};
use jiff::Timestamp;
use std::{collections::BTreeSet, path::Path, process::ExitCode, sync::Mutex};

/// So many changed paths are named.
const NAMED: usize = 3;

/// Serves the site at `root` until it is told to end.
pub(super) fn run(root: &Path, asked: &Serve) -> Result<ExitCode, Error> {
    let (progress, line) = progress::watch(true, false);
    let build = BuildOptions {
        base_url: None,
        drafts: asked.drafts,
        future: asked.future,
        is_strict: false,
        adopt: false,
        as_of: build::as_of(asked.as_of.as_deref())?,
        noindex: false,
        progress,
    };
    let options = ServeOptions {
        root: root.to_owned(),
        build,
        clock: Clock::new(Timestamp::now),
        host: asked.host.clone(),
        port: asked.port,
        allowed_hosts: asked.allow_host.clone(),
        follow: asked.follow,
        poll: asked.poll,
        editor: editor()?,
    };
    Sources::open(root)?;
    let whole = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let printer = Printer { sources: Sources::open(&whole)?, printed: Mutex::default() };
    let server = Server::start(&options, Box::new(move |said| printer.print(said)));
    drop(line);
    let server = server?;
    let url = url(&options, &server);
    say(&serving(asked, &url, &server));
    if asked.open
        && let Err(reason) = open::that_detached(&url)
    {
        say_error(&Error::new(format!("cannot open a browser: {reason}")).help(format!("open {url} yourself")));
    }
    server.run()?;
    Ok(ExitCode::SUCCESS)
}

/// The editor that `GEN_EDITOR` names: it is each author's own, where `site.toml` is everyone's.
fn editor() -> Result<Option<Editor>, Error> {
    let Ok(named) = std::env::var("GEN_EDITOR") else { return Ok(None) };
    match Editor::parse(&named) {
        Ok(editor) => Ok(Some(editor)),
        Err(help) => {
            Err(Error::new(format!("GEN_EDITOR is `{named}`, which is neither an editor nor a URL that opens one"))
                .help(help))
        }
    }
}

/// The address of the home page, by a name that a browser on this machine can use.
fn url(options: &ServeOptions, server: &Server) -> String {
    let Some(address) = server.address() else { return String::new() };
    let name = options.host.trim_start_matches('[').trim_end_matches(']');
    let host = match address.ip() {
        ip if ip.is_unspecified() => "localhost".to_owned(),
        ip if name.parse::<std::net::IpAddr>().is_ok() && ip.is_ipv6() => format!("[{ip}]"),
        _ => name.to_owned(),
    };
    format!("http://{host}:{}{}", address.port(), server.base_path())
}

/// The line that says where the preview is, and what is shown in it.
fn serving(asked: &Serve, url: &str, server: &Server) -> String {
    let port = server.address().map_or(asked.port, |address| address.port());
    let taken = if asked.port != 0 && port != asked.port {
        format!("port {} is taken, so this is at {port}\n", asked.port)
    } else {
        String::new()
    };
    let with = match (asked.drafts, asked.future) {
        (true, true) => ", with drafts and what is scheduled",
        (true, false) => ", with drafts",
        (false, true) => ", with what is scheduled",
        (false, false) => ", without drafts",
    };
    format!("{taken}preview at {url}{with}; Ctrl-C ends it")
}

/// Prints what a preview says.
struct Printer {
    sources: Sources,
    /// The mistakes that stand.
    printed: Mutex<Diagnostics>,
}

impl Printer {
    fn print(&self, said: Notice) {
        match said {
            Notice::Polling(reason) => say(&format!("looking at the files again and again, {reason}")),
            Notice::Rebuilt(rebuilt) => say(&rebuilt_line(rebuilt)),
            Notice::Mistakes(diags) => self.mistakes(diags),
        }
    }

    /// Prints the mistakes that are new, and how many there are in all.
    fn mistakes(&self, diags: &Diagnostics) {
        let mut printed = self.printed.lock().expect("no thread panics while it prints");
        let mut new = diags.clone();
        let known: BTreeSet<_> = printed.iter().map(identity).collect();
        new.retain(|diag| !known.contains(&identity(diag)));
        build::print_human(&new, &self.sources, false);
        if !new.is_empty() {
            say(&format!("  {}", print::summary(diags)));
        }
        *printed = diags.clone();
    }
}

/// Code, level, place, message and help.
type Identity<'d> = (Code, Severity, Option<(&'d SourcePath, Span)>, &'d str, Option<&'d str>);

/// What makes a mistake the one it was before. That a template fails on other pages than one knew is nothing new.
fn identity(diag: &Diagnostic) -> Identity<'_> {
    let place = diag.place.as_ref().map(|place| (&place.file, place.span));
    let (message, help) = match diag.code {
        Code::TemplateError => (diag.message.split(" (on `").next().unwrap_or_default(), None),
        _ => (diag.message.as_str(), diag.help.as_deref()),
    };
    (diag.code, diag.severity, place, message, help)
}

/// What changed, and how long it took.
fn rebuilt_line(rebuilt: &Rebuilt) -> String {
    let (time, took) = (jiff::ZonedDateTime::now().strftime("%H:%M:%S"), rebuilt.took.as_secs_f64() * 1_000.0);
    let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    let parsed = files(rebuilt.parsed);
    if rebuilt.changed.is_empty() {
        if let Some(day) = rebuilt.day {
            return format!("{time} it is {day} now: {parsed} parsed, in {took:.0} ms; {}", rebuilt.summary);
        }
        let (addresses, summary) = (rebuilt.addresses, &rebuilt.summary);
        return format!("{time} {addresses} addresses, {parsed} parsed, in {took:.0} ms; {summary}");
    }
    let named: Vec<_> = rebuilt.changed.iter().take(NAMED).map(|name| visible(name)).collect();
    let more = match rebuilt.changed.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{time} {}{more} changed: {parsed} parsed, in {took:.0} ms; {}", named.join(", "), rebuilt.summary)
}
