//! A table of contents: headings, which come one after another, as a tree.

use super::body::Heading;

/// A heading with those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TocEntry {
    /// The level of the heading, 2 to 4.
    pub level: u8,
    /// Its id, without a prefix.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its inline HTML, without links and ids.
    pub html: String,
    /// The headings below it, up to the next of its level.
    pub children: Vec<TocEntry>,
}

/// The tree of the headings of levels 2 to 4 that have words. Where a level is skipped, the heading hangs below the
/// nearest higher one before it, or stands at the top.
pub fn toc(headings: Vec<Heading>) -> Vec<TocEntry> {
    let mut top = Vec::new();
    let mut open: Vec<TocEntry> = Vec::new();
    for Heading { level, id, text, html, .. } in headings {
        if !(2..=4).contains(&level) || text.is_empty() {
            continue;
        }
        close(&mut open, &mut top, level);
        open.push(TocEntry { level, id, text, html, children: Vec::new() });
    }
    close(&mut open, &mut top, 0);
    top
}

/// Hangs the open entries that a heading of `level` ends below those that hold them.
fn close(open: &mut Vec<TocEntry>, top: &mut Vec<TocEntry>, level: u8) {
    while open.last().is_some_and(|last| last.level >= level) {
        let Some(done) = open.pop() else { return };
        open.last_mut().map_or(&mut *top, |parent| &mut parent.children).push(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(entries: &[TocEntry]) -> String {
        entries.iter().map(|entry| format!("{}({})", entry.level, shape(&entry.children))).collect()
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
            assert_eq!(shape(&toc([vec![wordless], headings.clone()].concat())), expected, "{levels:?}");
            assert_eq!(shape(&toc(headings)), expected, "{levels:?}");
        }
    }
}
