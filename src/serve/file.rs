//! Sending bytes: conditional requests, ranges, and files that are never whole in memory.
//!
//! By RFC 9110: a strong `ETag`, `If-None-Match` (13.1.2), `If-Range` (13.1.5) and one `Range` (14.2); of several ranges
//! none is honoured, which a server may. Nothing may be used without asking again, so a preview is never stale.

use crate::source::{Sources, Stamp};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use std::{
    fs,
    io::{self, Read as _, Seek as _, SeekFrom},
    ops::RangeInclusive,
    path::Path,
    time::UNIX_EPOCH,
};
use tokio::io::AsyncReadExt as _;
use tokio_util::io::ReaderStream;

/// A file is read in parts of so many bytes: each costs a change to another thread and back.
const PART: usize = 64 << 10;

/// What is sent.
pub(super) enum ResponseContent {
    /// These bytes.
    Bytes(Bytes),
    /// What is in this file, of that length.
    File(fs::File, u64),
}

impl ResponseContent {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }
}

/// The file at `path`, and what its version is.
pub(super) fn open(sources: &Sources, path: &Path) -> io::Result<(ResponseContent, String)> {
    let file = sources.open_file(path)?;
    let stamp = Stamp::of(&file.metadata()?);
    let written = stamp.written.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let (inode, seconds, nanoseconds) = stamp.identity;
    let version = format!("{:x}-{:x}-{inode:x}-{seconds:x}-{nanoseconds:x}", stamp.length, written.as_nanos());
    Ok((ResponseContent::File(file, stamp.length), version))
}

/// All that is in the file at `path`.
pub(super) fn read(sources: &Sources, path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    sources.open_file(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The answer to `request` with `content`, which is of that kind and version.
pub(super) fn send(request: &Parts, kind: HeaderValue, version: &str, content: ResponseContent) -> Response {
    let tag = format!("\"{version}\"");
    let mut headers = HeaderMap::new();
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\"")));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if has_already(&request.headers, &tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, kind);
    let length = content.length();
    let (status, range) = match requested_range(&request.headers, &tag, length) {
        RequestedRange::All => (StatusCode::OK, None),
        RequestedRange::Part(range) => (StatusCode::PARTIAL_CONTENT, Some(range)),
        RequestedRange::Nothing => {
            headers.insert(header::CONTENT_RANGE, value(format!("bytes */{length}")));
            return (StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response();
        }
    };
    if let Some(range) = &range {
        headers.insert(header::CONTENT_RANGE, value(format!("bytes {}-{}/{length}", range.start(), range.end())));
    }
    let (from, count) = range.map_or((0, length), |range| (*range.start(), range.end() - range.start() + 1));
    headers.insert(header::CONTENT_LENGTH, value(count.to_string()));
    match body(content, from, count) {
        Ok(body) => (status, headers, body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn value(text: String) -> HeaderValue {
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// Whether who asks has the version `tag`.
fn has_already(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_same = |known: &str| known == "*" || known.trim_start_matches("W/") == tag;
    known.flat_map(|list| list.split(',')).any(|known| is_same(known.trim()))
}

/// Which part is wanted.
#[derive(Debug, PartialEq, Eq)]
enum RequestedRange {
    All,
    Part(RangeInclusive<u64>),
    Nothing,
}

fn requested_range(headers: &HeaderMap, tag: &str, length: u64) -> RequestedRange {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(range) = text(header::RANGE) else { return RequestedRange::All };
    if text(header::IF_RANGE).is_some_and(|known| known != tag) {
        return RequestedRange::All;
    }
    // what isn't a range of bytes is passed over
    let Ok(parsed) = http_range_header::parse_range_header(range) else { return RequestedRange::All };
    match parsed.validate(length) {
        Ok(ranges) => match <[_; 1]>::try_from(ranges) {
            Ok([range]) => RequestedRange::Part(range),
            Err(_) => RequestedRange::All,
        },
        Err(http_range_header::RangeUnsatisfiableError::Unsatisfiable) => RequestedRange::Nothing,
        Err(_) => RequestedRange::All,
    }
}

/// `count` bytes of `content`, from byte `from` on.
fn body(content: ResponseContent, from: u64, count: u64) -> io::Result<Body> {
    match content {
        ResponseContent::Bytes(bytes) => {
            let end = usize::try_from(from + count).unwrap_or(usize::MAX).min(bytes.len());
            let from = usize::try_from(from).unwrap_or(usize::MAX).min(end);
            Ok(Body::from(bytes.slice(from..end)))
        }
        ResponseContent::File(mut file, _) => {
            file.seek(SeekFrom::Start(from))?;
            let rest = tokio::fs::File::from_std(file).take(count);
            Ok(Body::from_stream(ReaderStream::with_capacity(rest, PART)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_one_part_of_what_is_there() {
        for (range, if_range, expected) in [
            ("bytes=0-3", None, RequestedRange::Part(0..=3)),
            ("bytes=8-", None, RequestedRange::Part(8..=9)),
            ("bytes=-3", None, RequestedRange::Part(7..=9)),
            ("bytes=5-99", None, RequestedRange::Part(5..=9)),
            ("bytes=10-", None, RequestedRange::Nothing),
            ("bytes=-0", None, RequestedRange::Nothing),
            ("bytes=0-1,4-5", None, RequestedRange::All),
            ("bytes=3-1", None, RequestedRange::All),
            ("lines=1-2", None, RequestedRange::All),
            ("bytes=x", None, RequestedRange::All),
            ("bytes=0-3", Some("\"v\""), RequestedRange::Part(0..=3)),
            ("bytes=0-3", Some("\"old\""), RequestedRange::All),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static(range));
            if let Some(tag) = if_range {
                headers.insert(header::IF_RANGE, HeaderValue::from_static(tag));
            }
            assert_eq!(requested_range(&headers, "\"v\"", 10), expected, "{range} {if_range:?}");
        }
    }

    #[test]
    fn a_version_is_known_by_its_tag() {
        for (known, has) in [("\"v\"", true), ("W/\"v\"", true), ("\"a\", \"v\"", true), ("*", true), ("\"x\"", false)]
        {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(known));
            assert_eq!(has_already(&headers, "\"v\""), has, "{known}");
        }
    }
}
