//! Which names a request may call the server by.
//!
//! A foreign page can make a browser look up its own name and get this machine's address (DNS rebinding): its requests
//! come here with its name as `Host`. So only names that can't be another's are taken: `localhost`, the name or address
//! that was bound, any address where the server is bound beyond this machine, and what `--allow-host` adds. Ports don't
//! matter: they may be forwarded.

use crate::diag::Error;
use std::net::{IpAddr, Ipv6Addr};

/// The names that are taken.
#[derive(Debug)]
pub(super) struct Hosts {
    names: Vec<String>,
    is_open: bool,
}

impl Hosts {
    /// For a server that was asked to listen at `name`, which is `bound`; it goes by the `allowed` names too.
    pub(super) fn new(name: &str, bound: IpAddr, allowed: Vec<String>) -> Self {
        let names = std::iter::once(plain(name)).chain(allowed).collect();
        Self { names, is_open: !bound.is_loopback() }
    }

    /// Whether a request for `host`, as `Host` gives it, is for this server.
    pub(super) fn takes(&self, host: &str) -> bool {
        let Some(name) = without_port(host) else { return false };
        let name = plain(name);
        if let Ok(address) = name.parse::<IpAddr>() {
            return address.is_loopback() || self.is_open || self.names.contains(&name);
        }
        name == "localhost" || self.names.contains(&name)
    }
}

/// The name that `--allow-host` means by `written`; a port doesn't matter.
///
/// # Errors
/// If it can't be one, so that no request would ever have it.
pub(super) fn named(written: &str) -> Result<String, Error> {
    let address = written.parse::<IpAddr>().ok().map(|_| written);
    address.or_else(|| without_port(written)).map(plain).ok_or_else(|| {
        Error::new(format!("`{written}` can't be the name of a host"))
            .help("write a name such as `preview.test` after `--allow-host`, without `http://`, a path or `*`; give it again for each name")
    })
}

/// `name` in the one spelling it is compared in.
fn plain(name: &str) -> String {
    let name = name.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
    name.to_ascii_lowercase()
}

/// The host without its port; `None` for what isn't a host.
fn without_port(host: &str) -> Option<&str> {
    let is_port = |port: &str| port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = host.strip_prefix('[') {
        let (address, rest) = rest.split_once(']')?;
        address.parse::<Ipv6Addr>().ok()?;
        return (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port)).then_some(address);
    }
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    (is_name(name) && is_port(port)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn a_server_of_this_machine_takes_its_own_names_only() {
        let hosts = Hosts::new("127.0.0.1", Ipv4Addr::LOCALHOST.into(), vec!["preview.test".to_owned()]);
        for (host, takes) in [
            ("localhost", true),
            ("LOCALHOST:1111", true),
            ("localhost.:1111", true),
            ("127.0.0.1:1111", true),
            ("[::1]:1111", true),
            ("preview.test:80", true),
            ("192.168.1.2:1111", false),
            ("evil.example", false),
            ("evil.example:1111", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("localhost:1111:1", false),
            ("[::1", false),
            ("", false),
            ("localhost@evil.example", false),
        ] {
            assert_eq!(hosts.takes(host), takes, "{host}");
        }
    }

    #[test]
    fn a_server_of_the_network_takes_addresses_and_its_name() {
        let hosts = Hosts::new("0.0.0.0", Ipv4Addr::UNSPECIFIED.into(), Vec::new());
        for (host, takes) in [("192.168.1.2:1111", true), ("[fe80::1]:1111", true), ("evil.example", false)] {
            assert_eq!(hosts.takes(host), takes, "{host}");
        }
        let named = Hosts::new("box.lan", Ipv4Addr::new(192, 168, 1, 2).into(), Vec::new());
        assert!(named.takes("box.lan:1111") && !named.takes("box.lan.evil.example"));
    }

    #[test]
    fn a_name_that_is_allowed_is_one() {
        for (written, name) in [
            ("preview.test", Some("preview.test")),
            ("Preview.Test.:8080", Some("preview.test")),
            ("[::1]:8080", Some("::1")),
            ("fe80::1", Some("fe80::1")),
            ("192.168.1.2:80", Some("192.168.1.2")),
            ("http://preview.test", None),
            ("preview.test/", None),
            ("*.test", None),
            ("a b", None),
            ("", None),
        ] {
            assert_eq!(named(written).ok().as_deref(), name, "{written}");
        }
    }
}
