//! Cards drawn from words, and read back: which inks stand where, and how large the file is.

use super::*;

fn font() -> Font {
    let bytes = include_bytes!("../../themes/prep/cards/Roboto-Medium.ttf");
    Font::new(bytes.to_vec()).expect("it is a font")
}

fn card(title: &str) -> Card {
    Card { title: title.to_owned(), topic: Some("Databases".to_owned()), site: "Prep Desk".to_owned(), is_rtl: false }
}

/// The rows in which more than a bar of ink stands right of the left margin, as ranges.
fn rows(png: &[u8]) -> Vec<std::ops::Range<u32>> {
    let image = image::load_from_memory(png).expect("it is a PNG").into_rgb8();
    assert_eq!(image.dimensions(), (WIDTH, HEIGHT));
    let paper = *image.get_pixel(WIDTH / 2, 2);
    let has_ink = |y: u32| (40..WIDTH - 40).any(|x| *image.get_pixel(x, y) != paper);
    let mut rows: Vec<std::ops::Range<u32>> = Vec::new();
    for y in (0..HEIGHT).filter(|&y| has_ink(y)) {
        match rows.last_mut().filter(|row| row.end == y) {
            Some(row) => row.end += 1,
            None => rows.push(y..y + 1),
        }
    }
    rows
}

#[test]
fn a_card_is_small_and_always_the_same() {
    let font = font();
    for title in ["What does an index cost?", &"A rather long title with many words in it, ".repeat(9)] {
        let drawn = card(title).draw(&font);
        assert!(drawn.len() < 40_000, "{} bytes", drawn.len());
        assert_eq!(drawn, card(title).draw(&font));
    }
}

#[test]
fn a_title_is_set_in_lines_within_its_room() {
    let font = font();
    let short = rows(&card("Xx").draw(&font));
    assert_eq!(short.len(), 3, "topic, title, site: {short:?}");
    for title in ["XXX ".repeat(30), "X".repeat(300), "XX-".repeat(100)] {
        let rows = rows(&card(title.trim()).draw(&font));
        assert!(rows.len() > 4, "{title}: {rows:?}");
        let last_of_title = &rows[rows.len() - 2];
        assert!(last_of_title.end < 520, "{title}: {rows:?}");
    }
}

#[test]
fn a_title_that_is_too_long_is_cut_with_an_ellipsis() {
    let font = font();
    let long = MeasuredText::of(&font, &"word ".repeat(80), false).cut_lines(48.0, 1040.0, 2);
    assert_eq!(long.len(), 2);
    assert!(long.iter().all(|line| line.width(48.0) <= 1040.0));
    let whole = MeasuredText::of(&font, "two words", false).cut_lines(48.0, 1040.0, 2);
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].width(48.0), font.line("two words", false).width(48.0));
}

#[test]
fn kerning_and_accents_are_shaped() {
    let font = font();
    let (pair, one, other) = (font.line("AV", false), font.line("A", false), font.line("V", false));
    assert!(pair.width(100.0) < one.width(100.0) + other.width(100.0) - 1.0, "no kerning");
    let (composed, apart) = (font.line("é", false), font.line("e\u{301}", false));
    assert_eq!(composed.width(100.0), apart.width(100.0));
}

#[test]
fn letters_that_the_font_lacks_are_found() {
    let font = font();
    for (text, lacking) in [
        ("What is O(n²)? – Что такое индекс? Τι είναι;", None),
        ("soft\u{ad}hyphen", None),
        ("索引 index", Some('索')),
        ("ما هو", Some('م')),
    ] {
        assert_eq!(font.lacks(text), lacking, "{text}");
    }
    assert_eq!(card("索引").lacks(&font), Some('索'));
}

#[test]
fn a_card_is_called_by_all_that_is_on_it() {
    let font = font();
    let one = card("One");
    let name = one.file_name(&font);
    assert_eq!(name.len(), 24, "{name}");
    for other in [card("Two"), Card { topic: None, ..card("One") }, Card { site: "Other".to_owned(), ..card("One") }] {
        assert_ne!(name, other.file_name(&font));
    }
}

#[test]
fn a_title_from_right_to_left_begins_on_the_right() {
    let font = font();
    let drawn = Card { is_rtl: true, ..card("Xx") }.draw(&font);
    let image = image::load_from_memory(&drawn).expect("it is a PNG").into_rgb8();
    let paper = *image.get_pixel(WIDTH / 2, 2);
    assert_ne!(*image.get_pixel(WIDTH - 4, 300), paper, "the bar");
    assert!((0..HEIGHT).all(|y| (0..WIDTH / 2).all(|x| *image.get_pixel(x, y) == paper)), "ink on the left");
}

#[test]
fn what_is_no_font_is_refused() {
    assert!(Font::new(b"not a font".to_vec()).is_none());
    assert!(Font::new(Vec::new()).is_none());
}
