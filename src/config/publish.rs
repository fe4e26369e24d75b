//! `[publish]`: which host the site is for, and what each host can do: the one table of hosts.
//!
//! A host reads redirects and headers from a file of its own form ([`Form`]); how such a file is written is `render`'s matter.
//! The limits are those of the hosts' documentation: Cloudflare Pages takes 2,000 static redirects
//! (<https://developers.cloudflare.com/pages/configuration/redirects/>), GitLab Pages 1,000 unless its administrator says
//! otherwise (<https://docs.gitlab.com/user/project/pages/redirects/>), Vercel 2,048
//! (<https://vercel.com/docs/project-configuration>).

use crate::{place::Spanned, tree::keys::Fields};

/// `[publish]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publish {
    /// The host that real redirects are written for.
    pub redirects: Option<Spanned<Host>>,
    /// The host that headers are written for.
    pub headers: Option<Spanned<Host>>,
    /// Whether search engines are asked to leave out every page, as of a preview.
    pub noindex: bool,
}

/// Something that serves the files of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// GitLab Pages.
    Gitlab,
    /// nginx.
    Nginx,
    /// Apache.
    Apache,
    /// Vercel.
    Vercel,
}

/// The form of what a host reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `_redirects` and `_headers`, as Netlify has brought them up.
    Underscore,
    /// A part of nginx's configuration, beside the output.
    Nginx,
    /// `.htaccess`.
    Htaccess,
    /// `vercel.json`.
    VercelJson,
}

/// What there is to know about a host.
struct Info {
    host: Host,
    key: &'static str,
    name: &'static str,
    form: Form,
    /// How many redirects it takes, if there is a limit.
    most: Option<usize>,
    /// Whether it tells addresses apart by their query.
    queries: bool,
}

const HOSTS: [Info; 6] = [
    Info { host: Host::Netlify, key: "netlify", name: "Netlify", form: Form::Underscore, most: None, queries: true },
    Info {
        host: Host::Cloudflare,
        key: "cloudflare",
        name: "Cloudflare Pages",
        form: Form::Underscore,
        most: Some(2_000),
        queries: false,
    },
    Info {
        host: Host::Gitlab,
        key: "gitlab",
        name: "GitLab Pages",
        form: Form::Underscore,
        most: Some(1_000),
        queries: false,
    },
    Info { host: Host::Nginx, key: "nginx", name: "nginx", form: Form::Nginx, most: None, queries: true },
    Info { host: Host::Apache, key: "apache", name: "Apache", form: Form::Htaccess, most: None, queries: true },
    Info {
        host: Host::Vercel,
        key: "vercel",
        name: "Vercel",
        form: Form::VercelJson,
        most: Some(2_048),
        queries: true,
    },
];

/// What `redirects` may be.
pub(super) const REDIRECTS: &[&str] = &["netlify", "cloudflare", "gitlab", "nginx", "apache", "vercel"];
/// What `headers` may be: GitLab Pages takes none.
pub(super) const HEADERS: &[&str] = &["netlify", "cloudflare", "nginx", "apache", "vercel"];

impl Host {
    fn info(self) -> &'static Info {
        HOSTS.iter().find(|info| info.host == self).expect("every host is in the table")
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The form of what it reads.
    pub fn form(self) -> Form {
        self.info().form
    }

    /// How many redirects it takes, if there is a limit.
    pub fn most_redirects(self) -> Option<usize> {
        self.info().most
    }

    /// Whether it tells addresses apart by their query.
    pub fn answers_queries(self) -> bool {
        self.info().queries
    }

    /// Those that do, in words.
    pub(crate) fn names_of_those_with_queries() -> String {
        let keys: Vec<String> =
            HOSTS.iter().filter(|info| info.queries).map(|info| format!("`\"{}\"`", info.key)).collect();
        keys.join(", ")
    }
}

impl Publish {
    pub(super) fn read(fields: Fields) -> Self {
        let host = |key: &str| {
            let text = fields.text(key)?;
            let info = HOSTS.iter().find(|info| info.key == text.as_str())?;
            Some(Spanned::new(info.host, text.whole()))
        };
        Self {
            redirects: host("redirects"),
            headers: host("headers"),
            noindex: fields.flag("noindex").unwrap_or(false),
        }
    }

    /// The form of redirects and of headers, where that is `form`.
    pub fn has(&self, form: Form) -> (bool, bool) {
        let is = |host: &Option<Spanned<Host>>| host.as_ref().is_some_and(|host| host.value.form() == form);
        (is(&self.redirects), is(&self.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_words_of_the_keys_are_the_same() {
        assert!(HOSTS.iter().map(|info| info.key).eq(REDIRECTS.iter().copied()));
        assert!(HEADERS.iter().all(|key| REDIRECTS.contains(key)));
    }
}
