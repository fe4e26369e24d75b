//! Which class a grammar's scope belongs to.
//!
//! Grammars name tokens in a tree (`keyword.control.rust`); a theme needs no more than a dozen classes, each one
//! letter. The innermost scope that has a class gives it.

use syntect::parsing::Scope;

/// The class of a token, from the one that may be left out first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Nothing, though a scope around it is something: code within a string.
    Plain,
    Operator,
    Variable,
    Number,
    Function,
    Type,
    Attribute,
    Tag,
    Keyword,
    String,
    Comment,
    Deleted,
    Inserted,
}

impl Class {
    /// Classes to begin with where all of them would be too much.
    pub(super) const LEVELS: [Self; 10] = [
        Self::Operator,
        Self::Variable,
        Self::Number,
        Self::Function,
        Self::Type,
        Self::Attribute,
        Self::Tag,
        Self::Keyword,
        Self::String,
        Self::Comment,
    ];

    /// The class of a token within the scopes that have these.
    pub(super) fn of(scopes: &[Option<Self>]) -> Option<Self> {
        scopes.iter().rev().find_map(|class| *class).filter(|&class| class != Self::Plain)
    }

    /// Its class attribute.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Plain => 'p',
            Self::Operator => 'o',
            Self::Variable => 'v',
            Self::Number => 'n',
            Self::Function => 'f',
            Self::Type => 't',
            Self::Attribute => 'a',
            Self::Tag => 'g',
            Self::Keyword => 'k',
            Self::String => 's',
            Self::Comment => 'c',
            Self::Deleted => 'd',
            Self::Inserted => 'i',
        }
    }
}

/// Scopes and their classes; of two that fit, the first counts.
const CLASSES: &[(&str, Class)] = &[
    ("comment", Class::Comment),
    ("punctuation.definition.comment", Class::Comment),
    ("meta.interpolation", Class::Plain),
    ("meta.template.expression", Class::Plain),
    ("meta.string.interpolated", Class::Plain),
    ("source.regexp", Class::String),
    ("string.unquoted", Class::Plain),
    ("string", Class::String),
    ("punctuation.definition.string", Class::String),
    ("constant.character.escape", Class::String),
    ("constant.other.placeholder", Class::String),
    ("constant.numeric", Class::Number),
    ("constant.language", Class::Number),
    ("constant.character", Class::String),
    ("constant.other.symbol", Class::String),
    ("constant.other.color", Class::Number),
    ("keyword.operator.word", Class::Keyword),
    ("keyword.operator.logical.python", Class::Keyword),
    ("keyword.operator.logical.sql", Class::Keyword),
    ("keyword.operator.assignment.alias.sql", Class::Keyword),
    ("keyword.operator", Class::Operator),
    ("keyword.other.unit", Class::Number),
    ("keyword", Class::Keyword),
    ("storage.type.numeric", Class::Number),
    ("storage", Class::Keyword),
    ("entity.name.function", Class::Function),
    ("entity.name.macro", Class::Function),
    ("support.function", Class::Function),
    ("support.macro", Class::Function),
    ("variable.function", Class::Function),
    ("variable.annotation", Class::Attribute),
    ("meta.annotation", Class::Attribute),
    ("meta.attribute.rust", Class::Attribute),
    ("entity.name.tag", Class::Tag),
    ("punctuation.definition.tag", Class::Tag),
    ("entity.name.section", Class::Tag),
    ("markup.heading", Class::Tag),
    ("markup.inserted", Class::Inserted),
    ("markup.deleted", Class::Deleted),
    ("markup.raw", Class::String),
    ("meta.diff.header", Class::Comment),
    ("entity.other.attribute-name", Class::Attribute),
    ("support.type.property-name", Class::Attribute),
    ("entity.other.inherited-class", Class::Type),
    ("entity.name.type", Class::Type),
    ("entity.name.class", Class::Type),
    ("entity.name.struct", Class::Type),
    ("entity.name.enum", Class::Type),
    ("entity.name.trait", Class::Type),
    ("entity.name.interface", Class::Type),
    ("entity.name.namespace", Class::Type),
    ("support.type", Class::Type),
    ("support.class", Class::Type),
    ("support.constant", Class::Number),
    ("variable.parameter", Class::Variable),
    ("variable.language", Class::Variable),
    ("variable.other.readwrite.shell", Class::Variable),
    ("punctuation.definition.variable", Class::Variable),
];

/// The table with its scopes parsed.
pub(super) struct Classes(Vec<(Scope, Class)>);

impl Classes {
    pub(super) fn new() -> Self {
        Self(CLASSES.iter().filter_map(|&(scope, class)| Some((Scope::new(scope).ok()?, class))).collect())
    }

    /// The class of `scope`, if it has one.
    pub(super) fn get(&self, scope: Scope) -> Option<Class> {
        self.0.iter().find(|(known, _)| known.is_prefix_of(scope)).map(|&(_, class)| class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_scope_with_a_class_counts() {
        let classes = Classes::new();
        assert_eq!(classes.0.len(), CLASSES.len());
        for (scopes, expected) in [
            (&["source.rust", "keyword.control.rust"][..], Some(Class::Keyword)),
            (&["string.quoted", "constant.character.escape"], Some(Class::String)),
            (&["string.quoted", "meta.interpolation.js", "source.js"], None),
            (&["string.quoted", "meta.interpolation.js", "constant.numeric"], Some(Class::Number)),
            (&["keyword.operator.assignment"], Some(Class::Operator)),
            (&["comment.line", "meta.toc-list"], Some(Class::Comment)),
            (&["source.rust"], None),
        ] {
            let found: Vec<_> = scopes.iter().map(|scope| classes.get(Scope::new(scope).expect("a scope"))).collect();
            assert_eq!(Class::of(&found), expected, "{scopes:?}");
        }
    }
}
