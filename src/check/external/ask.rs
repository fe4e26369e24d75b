//! One question to another site: is what is linked to there?
//!
//! `HEAD` first; where it is refused or isn't understood, `GET`, of which only the head is read. Redirects are followed one
//! by one, so that it is known which of them are for good. Too many requests (429) and a pause (503) are asked once more
//! after the time the server names, if that is short. What a server refuses to programs (401, 403, …) says nothing about
//! the link. Nothing is sent but the URL and the program's name.

use serde::{Deserialize, Serialize};
use std::{thread, time::Duration};
use ureq::{Agent, http::Response};

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::check) enum Answer {
    /// It is there; and where, if it has moved for good.
    Fine { moved: Option<String> },
    /// It isn't there; what was answered.
    Gone { why: String },
    /// The server doesn't answer programs; what it said.
    Unjudged { why: String },
}

/// So many redirects are followed.
const REDIRECTS: usize = 8;
/// So long one host is left alone between two questions.
const GAP: Duration = Duration::from_millis(200);
/// So long is waited at most where a server asks for it, in seconds.
const LONGEST_WAIT: u64 = 5;

/// Waits as long as one host is left alone.
pub(super) fn pause() {
    thread::sleep(GAP);
}

/// Asks.
pub(super) struct Asker {
    agent: Agent,
    timeout: u64,
}

/// A server's first line and the headers that count.
struct Head {
    status: u16,
    location: Option<String>,
    retry_after: Option<u64>,
}

impl Asker {
    /// One that waits for an answer for `timeout` seconds.
    pub(super) fn new(timeout: u64) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(timeout)))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("gen/", env!("CARGO_PKG_VERSION"), " (link check)"))
            .build();
        Self { agent: config.into(), timeout }
    }

    /// Whether what `url` leads to is there.
    pub(super) fn ask(&self, url: &str) -> Answer {
        let mut at = url.to_owned();
        let mut moved = None;
        // a permanent redirect behind a temporary one says nothing about what was linked to
        let mut is_for_good = true;
        for _ in 0..=REDIRECTS {
            let head = match self.head_or_get(&at) {
                Ok(head) => head,
                Err(why) => return Answer::Gone { why },
            };
            match head {
                Head { status: 300..=399, location: Some(location), .. } => {
                    let Some(next) = joined(&at, &location) else {
                        return Answer::Gone { why: format!("redirects to `{location}`, which is no address") };
                    };
                    is_for_good &= matches!(head.status, 301 | 308);
                    if is_for_good {
                        moved = Some(next.clone());
                    }
                    at = next;
                }
                Head { status: 200..=399, .. } => return Answer::Fine { moved },
                Head { status: status @ (401..=403 | 407 | 429 | 451 | 503 | 999), .. } => {
                    return Answer::Unjudged { why: format!("answers {status}") };
                }
                Head { status, .. } => return Answer::Gone { why: format!("answers {status}") },
            }
        }
        Answer::Gone { why: format!("redirects more than {REDIRECTS} times") }
    }

    /// The answer to `HEAD`; to `GET` where that is an error, since many servers know no `HEAD`.
    fn head_or_get(&self, url: &str) -> Result<Head, String> {
        let head = self.patiently(|| self.agent.head(url).call())?;
        if head.status < 400 || head.status == 429 {
            return Ok(head);
        }
        self.patiently(|| self.agent.get(url).call())
    }

    /// The answer to `question`; asked once more where the server wants a short pause first.
    fn patiently(&self, question: impl Fn() -> Result<Response<ureq::Body>, ureq::Error>) -> Result<Head, String> {
        let head = question().map(|answer| head(&answer)).map_err(|error| self.reason(&error))?;
        match head.retry_after {
            Some(seconds) if matches!(head.status, 429 | 503) && seconds <= LONGEST_WAIT => {
                thread::sleep(Duration::from_secs(seconds));
                question().map(|answer| self::head(&answer)).map_err(|error| self.reason(&error))
            }
            _ => Ok(head),
        }
    }

    /// Why there is no answer, in a few words.
    fn reason(&self, error: &ureq::Error) -> String {
        match error {
            ureq::Error::Timeout(_) => format!("gives no answer within {} seconds", self.timeout),
            ureq::Error::HostNotFound => "is on a host that doesn't exist".to_owned(),
            ureq::Error::ConnectionFailed => "can't be reached".to_owned(),
            ureq::Error::Io(reason) if reason.kind() == std::io::ErrorKind::TimedOut => {
                format!("gives no answer within {} seconds", self.timeout)
            }
            ureq::Error::Io(_) => "can't be reached".to_owned(),
            other => format!("can't be asked for: {other}"),
        }
    }
}

fn head(answer: &Response<ureq::Body>) -> Head {
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Head {
        status: answer.status().as_u16(),
        location: header("location"),
        retry_after: header("retry-after").and_then(|seconds| seconds.trim().parse().ok()),
    }
}

/// The address that `location` is, seen from `from`.
fn joined(from: &str, location: &str) -> Option<String> {
    let url = url::Url::parse(from).ok()?.join(location).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}
