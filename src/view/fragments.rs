//! Fragments: what many pages have in common, as the head's scripts, the header and the footer, rendered once and not for
//! each page.
//!
//! A fragment is a template of the theme's folder `fragments/`. It sees `site`, `strings` and a short `page`: the kind, the
//! language, the Content-Security-Policy, which pages of a kind share, and the address where that is one the site's own
//! navigation leads to, so that an entry of the menu can say that it is the page itself. A page sees `fragments`, a map of
//! what they make, by name.
//!
//! 1. [`Views::fragments`] looks up what was made for pages of this kind, language and address.
//! 2. Where there is nothing yet, it renders every fragment, and keeps what they make and how they fail: each page that
//!    is shown one that failed fails as well, and a fragment that failed is empty.

use super::{PageContext, Views, safe, summaries::RenderedValue};
use foldhash::HashSet;
use std::collections::BTreeMap;
use tera::Value;

impl Views<'_> {
    /// The variable `fragments` of the page that is being made at `href` with the policy `csp`; failures are the page's.
    pub(super) fn fragments(&self, making: &PageContext, href: &str, csp: &str) -> Value {
        let url = self.shared.navigation.get_or_init(|| self.navigation()).get(href).map(String::as_str);
        // neither a kind nor a language has a space in it
        let key = format!("{} {} {}", making.kind, making.language, url.unwrap_or_default());
        let made = self.shared.fragments.get(key, || self.make_fragments(making, url, csp));
        making.failures.borrow_mut().extend(made.failures);
        made.value
    }

    fn make_fragments(&self, making: &PageContext, url: Option<&str>, csp: &str) -> RenderedValue {
        let context = self.frame(making, self.fragment_page(making, url, csp));
        let mut failures = Vec::new();
        let values = self.theme.fragments().iter().map(|template| {
            let html = self.theme.render_part(template, &context).unwrap_or_else(|failure| {
                failures.push(failure);
                String::new()
            });
            let name = template.trim_start_matches("fragments/").trim_end_matches(".html");
            (name.to_owned(), safe(html.trim()))
        });
        let value = Value::from(values.collect::<BTreeMap<_, _>>());
        RenderedValue { value, failures }
    }

    /// The addresses of the home page, of the entries of the menu and of the site's lists.
    fn navigation(&self) -> HashSet<String> {
        let site = self.site_value();
        let at = |path: &str| site.get_from_path(path).cloned().unwrap_or_else(Value::none);
        let (menu, lists) = (at("menu"), at("urls"));
        let all = |entries: &Value| entries.as_array().unwrap_or_default().to_vec();
        let below = |entry: &Value| entry.get_from_path("children").map(all).unwrap_or_default();
        let entries: Vec<Value> =
            all(&menu).into_iter().flat_map(|entry| [below(&entry), vec![entry]].concat()).collect();
        let entries = entries.iter().filter_map(|entry| entry.get_from_path("url"));
        let lists = lists.as_map().into_iter().flat_map(tera::Map::values);
        let urls = entries.chain(lists).chain(site.get_from_path("home"));
        urls.filter_map(Value::as_str).map(str::to_owned).collect()
    }
}
