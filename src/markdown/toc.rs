//! A table of contents: headings, which come one after another, as a tree.

use super::body::Heading;
use std::borrow::Cow;

/// A heading with those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TocEntry<'h> {
    /// The heading, of a level from 2 to 4.
    pub heading: Cow<'h, Heading>,
    /// The headings below it, up to the next of its level.
    pub children: Vec<TocEntry<'h>>,
}

/// The tree of the headings of levels 2 to 4 that have words. Where a level is skipped, the heading hangs below the
/// nearest higher one before it, or stands at the top.
pub fn toc<'h>(headings: impl IntoIterator<Item = Cow<'h, Heading>>) -> Vec<TocEntry<'h>> {
    let mut top = Vec::new();
    let mut open: Vec<TocEntry<'_>> = Vec::new();
    for heading in headings {
        if !(2..=4).contains(&heading.level) || heading.text.is_empty() {
            continue;
        }
        close(&mut open, &mut top, heading.level);
        open.push(TocEntry { heading, children: Vec::new() });
    }
    close(&mut open, &mut top, 0);
    top
}

/// Hangs the open entries that a heading of `level` ends below those that hold them.
fn close<'h>(open: &mut Vec<TocEntry<'h>>, top: &mut Vec<TocEntry<'h>>, level: u8) {
    while open.last().is_some_and(|last| last.heading.level >= level) {
        let Some(done) = open.pop() else { return };
        open.last_mut().map_or(&mut *top, |parent| &mut parent.children).push(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(entries: &[TocEntry<'_>]) -> String {
        entries.iter().map(|entry| format!("{}({})", entry.heading.level, shape(&entry.children))).collect()
    }

    #[test]
    fn skipped_levels_hang_below_the_nearest_higher_one() {
        for (levels, expected) in [
            (&[2, 3, 3, 2][..], "2(3()3())2()"),
            (&[2, 4, 3, 4], "2(4()3(4()))"),
            (&[4, 3, 2], "4()3()2()"),
            (&[1, 2, 5, 6, 3], "2(3())"),
            (&[], ""),
        ] {
            let heading =
                |&level: &u8| Heading { level, id: "i".into(), text: "t".into(), html: "h".into(), names: [].into() };
            let headings: Vec<_> = levels.iter().map(heading).collect();
            let wordless = Heading { level: 2, text: String::new(), ..heading(&2) };
            assert_eq!(
                shape(&toc([&wordless].into_iter().chain(&headings).map(Cow::Borrowed))),
                expected,
                "{levels:?}"
            );
            assert_eq!(shape(&toc(headings.iter().map(Cow::Borrowed))), expected, "{levels:?}");
        }
    }
}
