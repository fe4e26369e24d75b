//! Permalinks: from a pattern of `[permalinks]` to an address.
//!
//! `config` has checked the patterns: each begins with `/` and names only parts that exist.

use super::Url;
use crate::content::{Meta, slug};

/// What fills a pattern's parts.
pub(super) struct Parts<'a> {
    /// What the address is of.
    pub(super) meta: &'a Meta,
    /// Its slug where none is given: the last part of its name, or a term.
    pub(super) name: &'a str,
    /// The slug of its primary topic.
    pub(super) topic: Option<&'a str>,
    /// Whether slugs are transliterated.
    pub(super) ascii: bool,
}

impl Parts<'_> {
    fn slug(&self) -> String {
        let last = self.name.rsplit('/').next().unwrap_or_default();
        self.meta.slug.clone().unwrap_or_else(|| slug::slugify(last, self.ascii))
    }

    /// The path below the kind's folder, each part as a slug, the last one the thing's own.
    fn path(&self) -> String {
        match self.name.rsplit_once('/') {
            Some((folder, _)) => {
                let mut path: Vec<String> =
                    folder.split('/').map(|part| slug::slugify(part, self.ascii)).filter(|part| !part.is_empty()).collect();
                path.push(self.slug());
                path.join("/")
            }
            None => self.slug(),
        }
    }

    fn part(&self, name: &str) -> Result<String, &'static str> {
        let part = match name {
            "slug" => self.slug(),
            "path" => self.path(),
            "topic" => self.topic.ok_or("its permalink names `{topic}`, but it has no topic")?.to_owned(),
            _ => {
                let date = self.meta.date.ok_or("its permalink names a date, but it has no `date`")?.date.at;
                if name == "year" { format!("{:04}", date.year()) } else { format!("{:02}", date.month()) }
            }
        };
        if part.is_empty() { Err("nothing of its name can stand in an address; give it a `slug`") } else { Ok(part) }
    }
}

/// The address that `pattern` gives, or why it gives none.
pub(super) fn expand(pattern: &str, parts: &Parts) -> Result<Url, &'static str> {
    let mut url = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        url.push_str(before);
        url.push_str(&parts.part(name)?);
        rest = after;
    }
    url.push_str(rest);
    Ok(Url::new(url))
}

/// Where the list of a pattern's pages lives: its fixed part before the first `{`. Where that is the root, which is
/// the home page's, it is `/KIND/`.
pub(super) fn list(pattern: &str, kind: &str) -> Url {
    let fixed = pattern.split('{').next().unwrap_or_default();
    let folder = fixed.rsplit_once('/').map_or("", |(folder, _)| folder);
    Url::new(if folder.is_empty() { format!("/{kind}/") } else { format!("{folder}/") })
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn a_list_lives_at_the_fixed_part() {
        for (pattern, url) in [
            ("/articles/{slug}/", "/articles/"),
            ("/blog/{year}/{slug}/", "/blog/"),
            ("/a/b-{slug}/", "/a/"),
            ("/{slug}/", "/articles/"),
        ] {
            assert_eq!(list(pattern, "articles").as_str(), url, "{pattern}");
        }
    }
}
