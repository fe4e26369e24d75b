//! The check itself: an unknown key, a value of the wrong type, one out of range, a key that has to be there.
//!
//! Each entry is reported at most once, and a key that was written but could not be taken is remembered as broken,
//! so that nobody misses it. Tables within are checked the same way.

use super::{Elsewhere, Key, TableOwner, ValueKind, expected, foreign, is_language, is_url};
use crate::{
    diag::{Code, Diagnostic, Diagnostics, nearest, one_of, quoted},
    place::{SourcePath, Span, Text},
    tree::{Entry, Node, Syntax, Table, Value, dates, shorten},
};

/// A table that is being checked.
#[derive(Clone, Copy)]
struct Scope<'a> {
    /// What it is, for messages.
    what: &'a str,
    keys: &'static [Key],
    more: &'a [&'a str],
    /// Where a missing key is reported.
    at: Span,
    /// The table around this one, and what this one is called in it.
    outer: Option<(&'a Scope<'a>, &'a str)>,
    /// Whether it takes in all that stands below its header.
    header: bool,
}

impl<'a> Scope<'a> {
    fn kind(&self, name: &str) -> Option<ValueKind> {
        let key = self.keys.iter().find(|key| key.name == name);
        key.map(|key| key.kind).or_else(|| self.more.contains(&name).then_some(ValueKind::Texts))
    }

    fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.keys.iter().map(|key| key.name).chain(self.more.iter().copied())
    }
}

struct Validator<'a> {
    file: &'a SourcePath,
    syntax: Syntax,
    cut_short: bool,
    /// How many items of lists were left out so far.
    dropped: usize,
    /// What else the file may have been meant to be, until that is told.
    elsewhere: Option<Elsewhere>,
    is_elsewhere: bool,
    diags: &'a mut Diagnostics,
}

/// `table` without what its owner's keys don't allow.
pub(super) fn table(table: Table, owner: &TableOwner, diags: &mut Diagnostics) -> Table {
    let scope =
        Scope { what: owner.what, keys: owner.keys, more: owner.more, at: owner.at, outer: None, header: false };
    let TableOwner { file, elsewhere, .. } = *owner;
    let (syntax, cut_short) = (table.syntax, table.cut_short);
    let mut check = Validator { file, syntax, cut_short, dropped: 0, elsewhere, is_elsewhere: false, diags };
    check.table(table, &scope)
}

impl Validator<'_> {
    fn report(&mut self, code: Code, span: Span, message: String, help: String) {
        self.diags.push(Diagnostic::at(code, self.file, span, message).help(help));
    }

    fn table(&mut self, mut table: Table, scope: &Scope) -> Table {
        for entry in std::mem::take(&mut table.entries) {
            let before = self.dropped;
            let kept = match scope.kind(&entry.name) {
                Some(kind) => self.entry(entry, &kind, scope),
                None => Err(self.unknown(&entry, scope).map_or(entry.name, Into::into)),
            };
            match kept {
                Ok(entry) => {
                    if &*entry.name == "extra" && scope.outer.is_none() {
                        self.extra(&entry.node, scope);
                    }
                    // the rest of it is taken, and its name noted: it isn't whole
                    if self.dropped > before {
                        table.broken.push(entry.name.clone());
                    }
                    table.entries.push(entry);
                }
                Err(name) => {
                    self.dropped += 1;
                    table.broken.push(name);
                }
            }
        }
        self.missing(&table, scope);
        table
    }

    fn missing(&mut self, table: &Table, scope: &Scope) {
        for key in scope.keys.iter().filter(|key| key.required) {
            if self.cut_short || table.get(key.name).is_some() || table.broken.iter().any(|name| &**name == key.name) {
                continue;
            }
            let example = expected::assigned(key.name, &key.kind, None, self.syntax);
            let message = format!("{} needs the key `{}`", scope.what, key.name);
            self.report(Code::MissingKey, scope.at, message, format!("add `{example}`"));
        }
    }

    /// Reports a key that isn't known; the known one that was likely meant by it, so that nobody misses that too.
    fn unknown<'s>(&mut self, entry: &Entry, scope: &Scope<'s>) -> Option<&'s str> {
        let name = &*entry.name;
        if let Some((outer, table)) = scope.outer
            && scope.header
            && let Some(kind) = outer.kind(name)
        {
            let message = format!("`{name}` is a key of {}, but stands in the table `{table}` above it", outer.what);
            let form = if matches!(kind, ValueKind::Table(_) | ValueKind::Map(_)) { "the table" } else { "it" };
            let help = format!("move {form} up, before the first header: a header takes in all keys below it");
            self.report(Code::UnknownKey, entry.key, message, help);
            return None;
        }
        if scope.outer.is_none() && self.is_of_elsewhere(entry, scope) {
            return None;
        }
        let known = |key: &str| scope.kind(key).is_some();
        let ours = foreign::advice(name, &entry.node.value, self.syntax, known);
        let near = nearest(name, scope.names());
        let (ours, advice) = ours.unzip();
        let help = if let Some(advice) = advice {
            advice
        } else if let Some(near) = near {
            format!("did you mean `{near}`?")
        } else if known("extra") {
            "keys of your own go into the table `extra`".to_owned()
        } else {
            let names: Vec<String> = scope.names().map(|name| format!("`{name}`")).collect();
            format!("its keys are {}", names.join(", "))
        };
        let message = format!("`{}` is not a key of {}", shorten(name), scope.what);
        self.report(Code::UnknownKey, entry.key, message, help);
        ours.or(near)
    }

    /// Reports the keys of the table `extra` that `scope` has itself: they do nothing there.
    fn extra(&mut self, extra: &Node, scope: &Scope) {
        let Value::Table(table) = &extra.value else { return };
        for entry in table.entries.iter().filter(|entry| scope.kind(&entry.name).is_some()) {
            let name = &entry.name;
            let message =
                format!("`{name}` is a key of {}, and under `extra` only templates of your own see it", scope.what);
            let help = if table.header { "move it up, before the header `[extra]`" } else { "move it out of `extra`" };
            self.report(Code::ExtraKey, entry.key, message, format!("{help}, or give it another name"));
        }
    }

    /// Whether the unknown key `entry` is one of what the file would be that lay elsewhere; the first such key tells so.
    fn is_of_elsewhere(&mut self, entry: &Entry, scope: &Scope) -> bool {
        let Some(Elsewhere { what, keys, help, is_likely }) = self.elsewhere else { return false };
        let (name, here) = (&*entry.name, scope.what);
        let is_key = |name: &str| keys.iter().any(|key| key.name == name) && scope.kind(name).is_none();
        let is_meant = is_key(name) || foreign::advice(name, &entry.node.value, self.syntax, is_key).is_some();
        let names = scope.names().chain(keys.iter().map(|key| key.name));
        let near = (is_likely && !is_meant).then(|| nearest(name, names)).flatten().filter(|near| is_key(near));
        if (is_meant || near.is_some()) && !std::mem::replace(&mut self.is_elsewhere, true) {
            let name = shorten(name);
            let message = match near {
                Some(near) => format!("`{name}` may be `{near}`, a key of {what}, and this file is {here}"),
                None => format!("`{name}` is a key of {what}, and this file is {here}"),
            };
            self.report(Code::UnknownKey, entry.key, message, help.to_owned());
        }
        is_meant || near.is_some()
    }

    fn entry(&mut self, entry: Entry, kind: &ValueKind, scope: &Scope) -> Result<Entry, Box<str>> {
        let Entry { name, key, node } = entry;
        match self.value(&name, node, kind, scope, false) {
            Some(node) => {
                // a title may be left out for a heading, but not be empty
                let is_wanted = |key: &Key| key.required || key.name == "title";
                let required = scope.keys.iter().any(|key| is_wanted(key) && key.name == &*name);
                if let (true, Value::String(text)) = (required, &node.value)
                    && text.as_str().trim().is_empty()
                {
                    let message = format!("`{name}` is empty");
                    self.report(Code::WrongValue, node.span, message, "put a text there".to_owned());
                    return Err(name);
                }
                Ok(Entry { name, key, node })
            }
            None => Err(name),
        }
    }

    /// The value of `name`, or an `item` of its list, if it is of `kind`; without the parts that aren't as they have to be.
    fn value(&mut self, name: &str, node: Node, kind: &ValueKind, scope: &Scope, item: bool) -> Option<Node> {
        let Node { value, span, written } = node;
        let value = match (kind, value) {
            (ValueKind::Free, value) => value,
            (ValueKind::Text | ValueKind::Inline | ValueKind::Markdown, value @ Value::String(_)) => value,
            (ValueKind::TextsOrTables(_), value @ Value::String(_)) if item => value,
            (ValueKind::Flag, value @ Value::Bool(_)) | (ValueKind::Date, value @ Value::Date(_)) => value,
            (ValueKind::Integer { min, max }, Value::Integer(number)) => {
                self.range(name, number, (*min, *max), span)?;
                Value::Integer(number)
            }
            (ValueKind::Url, Value::String(text)) => {
                self.url(name, &text)?;
                Value::String(text)
            }
            (ValueKind::Language, Value::String(text)) => {
                self.language(&text)?;
                Value::String(text)
            }
            (ValueKind::OneOf(known), Value::String(text)) => {
                self.one_of(name, &text, known)?;
                Value::String(text)
            }
            (ValueKind::Date, Value::String(text)) => self.date(name, &text, span)?,
            (ValueKind::Table(keys), Value::Table(table)) => self.inner(name, (table, span), (keys, &[]), scope, item),
            (ValueKind::TextsOrTables(keys), Value::Table(table)) if item => {
                self.inner(name, (table, span), (keys, &[]), scope, item)
            }
            (ValueKind::Entries(keys), Value::Table(table)) if item => {
                self.inner(name, (table, span), (keys, scope.more), scope, item)
            }
            (kind, Value::Array(items)) if !item && item_of(kind).is_some() => {
                let kind = item_of(kind).unwrap_or(ValueKind::Free);
                Value::Array(items.into_iter().filter_map(|item| self.item(name, item, &kind, scope)).collect())
            }
            (ValueKind::Map(kind), Value::Table(table)) => Value::Table(self.map(table, kind, scope)),
            (ValueKind::Languages(kind), Value::Table(table)) => {
                Value::Table(self.languages(name, table, kind, (span, scope))?)
            }
            (_, value) => {
                self.wrong_type(name, &Node { value, span, written }, kind, item);
                return None;
            }
        };
        Some(Node { value, span, written })
    }

    /// An item of the list `name`.
    fn item(&mut self, name: &str, node: Node, kind: &ValueKind, scope: &Scope) -> Option<Node> {
        let node = self.value(name, node, kind, scope, true);
        self.dropped += usize::from(node.is_none());
        node
    }

    /// The table `name`, or one in its list, with these keys and names of more.
    fn inner(
        &mut self,
        name: &str,
        (table, at): (Table, Span),
        (keys, more): (&'static [Key], &[&str]),
        scope: &Scope,
        item: bool,
    ) -> Value {
        let what = if item { format!("an entry of `{name}`") } else { format!("`{name}`") };
        let inner = Scope { what: &what, keys, more, at, outer: Some((scope, name)), header: table.header };
        Value::Table(self.table(table, &inner))
    }

    fn map(&mut self, mut table: Table, kind: &ValueKind, scope: &Scope) -> Table {
        for entry in std::mem::take(&mut table.entries) {
            match self.entry(entry, kind, scope) {
                Ok(entry) => table.entries.push(entry),
                Err(name) => table.broken.push(name),
            }
        }
        table
    }

    /// A table and, in it, one more for each language.
    fn languages(&mut self, name: &str, mut table: Table, kind: &ValueKind, at: (Span, &Scope)) -> Option<Table> {
        let (span, scope) = at;
        let entries = std::mem::take(&mut table.entries);
        let (languages, own) = entries.into_iter().partition(|entry| matches!(entry.node.value, Value::Table(_)));
        table.entries = own;
        let own = Node { value: Value::Table(table), span, written: None };
        let Value::Table(mut whole) = self.value(name, own, kind, scope, false)?.value else { return None };
        for entry in languages {
            if !is_language(&entry.name) {
                let message = format!("`{}` is not the tag of a language", shorten(&entry.name));
                self.report(Code::UnknownKey, entry.key, message, "write a tag such as `de` or `pt-BR`".to_owned());
            } else if let Some(node) = self.value(&format!("{name}.{}", entry.name), entry.node, kind, scope, false) {
                whole.entries.push(Entry { node, ..entry });
            }
        }
        Some(whole)
    }

    fn range(&mut self, name: &str, number: i64, (min, max): (i64, i64), span: Span) -> Option<()> {
        if (min..=max).contains(&number) {
            return Some(());
        }
        let range = if max == i64::MAX { format!("at least {min}") } else { format!("between {min} and {max}") };
        let message = format!("`{name}` can't be {number}");
        self.report(Code::WrongValue, span, message, format!("write a number that is {range}"));
        None
    }

    fn one_of(&mut self, name: &str, text: &Text, known: &[&str]) -> Option<()> {
        if known.contains(&text.as_str()) {
            return Some(());
        }
        let known = || known.iter().copied();
        let help = one_of(text.as_str(), known(), &format!("it is one of {}", quoted(known())));
        let message = format!("`{name}` can't be `{}`", shorten(text.as_str()));
        self.report(Code::WrongValue, text.whole(), message, help);
        None
    }

    fn url(&mut self, name: &str, text: &Text) -> Option<()> {
        if is_url(text.as_str()) {
            return Some(());
        }
        let message = format!("`{name}` can't be `{}`", shorten(text.as_str()));
        let help = "write the whole URL, such as `https://example.org/page/`".to_owned();
        self.report(Code::WrongValue, text.whole(), message, help);
        None
    }

    fn language(&mut self, text: &Text) -> Option<()> {
        let written = text.as_str();
        if is_language(written) {
            return Some(());
        }
        // `en_US`, `EN`
        let (first, rest) = written.split_at(written.find(['-', '_']).unwrap_or(written.len()));
        let meant = format!("{}{}", first.to_lowercase(), rest.replace('_', "-"));
        let help = match is_language(&meant) {
            true => format!("write `{meant}`"),
            false => "write a tag such as `en`, `de` or `pt-BR`".to_owned(),
        };
        let message = format!("`{}` is not the tag of a language", shorten(written));
        self.report(Code::WrongValue, text.whole(), message, help);
        None
    }

    fn date(&mut self, name: &str, text: &Text, span: Span) -> Option<Value> {
        match dates::parse(text.as_str()) {
            Ok(date) => Some(Value::Date(date)),
            Err(why) => {
                let joint = if self.syntax == Syntax::Toml { " =" } else { ":" };
                let message = format!("`{}` is not a date", shorten(text.as_str()));
                let diagnostic = Diagnostic::at(Code::BadDate, self.file, span, message)
                    .label(why.reason.as_str())
                    .help(why.help(|date| format!("{name}{joint} {date}")));
                self.diags.push(diagnostic);
                None
            }
        }
    }

    fn wrong_type(&mut self, name: &str, node: &Node, kind: &ValueKind, item: bool) {
        let found = node.value.type_name();
        if item {
            let (kind, expected) = match kind {
                ValueKind::TextsOrTables(_) => (&ValueKind::Text, "a string or a table"),
                ValueKind::Entries(keys) => (&ValueKind::Table(keys), "a table"),
                kind => (kind, expected::expected(kind)),
            };
            let message = format!("the items of `{name}` are each {expected}, not {found}");
            let example = expected::assigned("", kind, Some(node), self.syntax);
            let example = example.trim_start_matches([' ', '=', ':']);
            return self.report(Code::WrongType, node.span, message, format!("write `{example}`"));
        }
        let message = format!("`{name}` takes {}, not {found}", expected::expected(kind));
        let help = match (kind, &node.value) {
            (ValueKind::Tables(_) | ValueKind::Entries(_) | ValueKind::TextsOrTables(_), Value::Table(_))
                if self.syntax == Syntax::Toml =>
            {
                format!("write its header with two brackets, `[[{name}]]`, or a list of tables, `{name} = [{{ … }}]`")
            }
            (ValueKind::Table(_) | ValueKind::Map(_), Value::Array(_)) if self.syntax == Syntax::Toml => {
                format!("write its header with one bracket, `[{name}]`, or one table, `{name} = {{ … }}`")
            }
            _ => format!("write `{}`", expected::assigned(name, kind, Some(node), self.syntax)),
        };
        self.report(Code::WrongType, node.span, message, help);
    }
}

/// What the items of a list have to be, if `kind` is one; strings or tables are told apart item by item.
fn item_of(kind: &ValueKind) -> Option<ValueKind> {
    match *kind {
        ValueKind::Texts | ValueKind::Inlines | ValueKind::Markdowns => Some(ValueKind::Text),
        ValueKind::Integers { min, max } => Some(ValueKind::Integer { min, max }),
        ValueKind::SomeOf(known) => Some(ValueKind::OneOf(known)),
        ValueKind::Urls => Some(ValueKind::Url),
        ValueKind::Tables(keys) => Some(ValueKind::Table(keys)),
        ValueKind::TextsOrTables(_) | ValueKind::Entries(_) => Some(*kind),
        _ => None,
    }
}
