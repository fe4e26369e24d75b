//! What can be typed.

use crate::kind::{Kind, Row};
use clap::{Parser, Subcommand, ValueEnum, builder::PossibleValue};
use std::path::PathBuf;

/// The static-site generator for interview-prep blogs.
#[derive(Debug, Parser)]
#[command(name = "gen", version, propagate_version = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    /// The site's folder, which holds `site.toml`; else the one in which this is called, or the nearest above it
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into a folder
    Build(Build),
    /// Check all of the site, its rendered pages too, and write nothing
    Check(Check),
    /// Show what the site covers, how old it is, where it is thin
    Report(Report),
    /// Preview the site in a browser, and follow every save
    Serve(Serve),
    /// Write a small site to begin with
    Init {
        /// The folder, which must be new or empty; one that holds a site only gets the files for the host
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Write what this host needs to publish the site, too
        #[arg(long, value_enum)]
        host: Option<Host>,
    },
    /// Write a file with the right front matter
    New(New),
    /// List the links that terms in texts become by themselves, or write them into the texts
    Links(Links),
    /// Print a script that lets a shell complete what is typed
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one for each command into a folder
    Man {
        /// The folder that the pages are written to: `gen.1`, `gen-build.1` and so on
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Host {
    /// A workflow for GitHub Pages
    Github,
    /// A pipeline for GitLab Pages
    Gitlab,
    /// A `netlify.toml`
    Netlify,
    /// A workflow for Cloudflare Pages
    Cloudflare,
}

#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// Where the site is written; `public` in the site's folder if not given
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Use a folder that holds files of others; they are never touched
    #[arg(long)]
    pub(super) adopt: bool,
    /// Build for another address than `base_url` of `site.toml`
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Ask search engines to leave out every page, as of a preview
    #[arg(long)]
    pub(super) noindex: bool,
    /// Publish drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Publish what is scheduled for later too
    #[arg(long)]
    pub(super) future: bool,
    /// The build date, which publishing and expiry go by; else SOURCE_DATE_EPOCH, else today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Publish nothing if there is a warning
    #[arg(long)]
    pub(super) strict: bool,
    /// How messages are written
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub(super) message_format: MessageFormat,
    /// Print what each stage took, and what was slowest
    #[arg(long)]
    pub(super) timings: bool,
    /// Print all that is wrong on a terminal too, not only the first 20 of each kind
    #[arg(long)]
    pub(super) all: bool,
    /// Print only what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Ask other sites whether what is linked to there still is
    #[arg(long)]
    pub(super) external: bool,
    /// Mend in the sources what can be mended safely, and print what was changed as a diff
    #[arg(long)]
    pub(super) fix: bool,
    /// Check drafts too, as if they were published
    #[arg(long)]
    pub(super) drafts: bool,
    /// Check what is scheduled for later too, as if it were published
    #[arg(long)]
    pub(super) future: bool,
    /// The build date, which publishing, expiry and reviews go by; else SOURCE_DATE_EPOCH, else today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// End with status 1 if there is a warning
    #[arg(long)]
    pub(super) strict: bool,
    /// How messages are written
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(super) message_format: CheckFormat,
    /// Print all that is wrong on a terminal too, not only the first 20 of each kind
    #[arg(long)]
    pub(super) all: bool,
    /// Print only what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people, to stderr
    Human,
    /// For programs, one JSON object a line, to stdout
    Json,
    /// For pages of code scanning, SARIF 2.1.0, to stdout
    Sarif,
}

#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// How it is written
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
    /// The file it is written to; else it goes to stdout
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Count drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Count what is scheduled for later too
    #[arg(long)]
    pub(super) future: bool,
    /// The build date, which publishing, ages and reviews go by; else SOURCE_DATE_EPOCH, else today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For a terminal
    Text,
    /// One page for a browser, with nothing beside it
    Html,
}

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// The name or address to listen at
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// The port; the next free one if it is taken, any that is free if it is 0
    #[arg(long, default_value_t = 1111)]
    pub(super) port: u16,
    /// Open the site in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Let open pages go to the page that was just saved
    #[arg(long)]
    pub(super) follow: bool,
    /// Look at the files again and again, where the system tells of no changes
    #[arg(long)]
    pub(super) poll: bool,
    /// Answer to this name too
    #[arg(long, value_name = "NAME")]
    pub(super) allow_host: Vec<String>,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show what is scheduled for later too
    #[arg(long)]
    pub(super) future: bool,
    /// The build date, which publishing and expiry go by; else SOURCE_DATE_EPOCH, else today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Links {
    /// Write them into the texts as ordinary links, and print what changed as a diff
    #[arg(long)]
    pub(super) write: bool,
    /// Print that diff, and write nothing
    #[arg(long, conflicts_with = "write")]
    pub(super) diff: bool,
    /// How links and messages are written
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub(super) message_format: MessageFormat,
    /// Look at drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Look at what is scheduled for later too
    #[arg(long)]
    pub(super) future: bool,
    /// The build date, which publishing and expiry go by; else SOURCE_DATE_EPOCH, else today
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people, to stderr
    Human,
    /// For programs, one JSON object a line, to stdout
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What to write
    #[arg(value_enum)]
    pub(super) kind: Kind,
    /// Its title, an author's name, or a question's words
    pub(super) title: String,
    /// The topic of an article or a question; the parent of a topic
    #[arg(long)]
    pub(super) topic: Option<String>,
    /// The level of an article or a question
    #[arg(long)]
    pub(super) level: Option<String>,
    /// Write an article as a folder, with room for images
    #[arg(long)]
    pub(super) bundle: bool,
    /// Add the question to this question file
    #[arg(long, value_name = "FILE")]
    pub(super) file: Option<String>,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Article, Self::Question, Self::Topic, Self::Author]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let Row { noun, one, .. } = self.row();
        Some(PossibleValue::new(*noun).help(one.replacen('a', "A", 1)))
    }
}
