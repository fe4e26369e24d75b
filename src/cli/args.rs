//! What can be typed.

use super::new::NewKind;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The static-site generator for interview-prep blogs.
#[derive(Debug, Parser)]
#[command(name = "gen", version, propagate_version = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    /// The site's folder, which holds `site.toml`
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub(super) root: PathBuf,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into a folder
    Build(Build),
    /// Write a small site to begin with
    Init {
        /// The folder, which must be new or empty
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
    /// Write a file with the right front matter
    New(New),
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
    /// Print only what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// An article
    Article,
    /// A question
    Question,
    /// A topic
    Topic,
    /// An author
    Author,
}

impl From<Kind> for NewKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Article => Self::Article,
            Kind::Question => Self::Question,
            Kind::Topic => Self::Topic,
            Kind::Author => Self::Author,
        }
    }
}
