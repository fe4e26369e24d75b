//! Pictures that a build makes: smaller versions of images, and social cards.
//!
//! Images are made here and read back by the decoder of `image`, which isn't what wrote them.

use super::support::Site;
use image::{DynamicImage, ImageEncoder as _, ImageFormat, RgbImage, codecs::jpeg::JpegEncoder};
use std::{collections::BTreeMap, fs, io::Cursor, path::Path};

/// An image with enough in it that a smaller version is worth it.
fn waves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = ((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 3) % 23;
        let wave = |scale: f32| ((x as f32 / scale).sin() * (y as f32 / scale).cos() * 100.0 + 120.0) as u8;
        image::Rgb([wave(31.0), wave(57.0), wave(17.0).wrapping_add(noise as u8)])
    })
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = DynamicImage::from(waves(width, height));
    image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("memory can be written");
    bytes
}

/// The files below `folder`, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("a name is UTF-8");
        (name, fs::read(entry.path()).expect("it is there"))
    };
    entries.map(|entry| file(entry.expect("it is there"))).collect()
}

fn made(site: &Site) -> BTreeMap<String, Vec<u8>> {
    files(&site.root().join("public/gen-assets/images"))
}

/// What a run of `gen build` says to people.
fn said(site: &Site) -> String {
    let run = site.run(&["build", "--as-of", "2026-06-01"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    run.stderr
}

/// What is told of pictures.
pub(crate) const TOLD: [&str; 4] = [BROKEN, HUGE, UNWRITABLE, LETTERS];

const BROKEN: &str = r#"
content/articles/a/index.md:8:13 «p.png» error broken-image: the image `content/articles/a/p.png` can't be read: it ends too early
  help: open it in an image editor and save it again, or take a copy that is whole
  page: /articles/a/
"#;
const HUGE: &str = r#"
content/articles/a/index.md:8:13 «p.png» warning huge-image: the image `content/articles/a/p.png` has 3600 million pixels, too many for smaller versions
  help: save it with fewer pixels: readers load all of them
  page: /articles/a/
"#;
const UNWRITABLE: &str = r#"
(nowhere) note cache-unwritable: pictures can't be kept in `.gen/cache`: Not a directory (os error 20)
  help: make room, or give yourself the right to write there; until then each build makes them again
"#;
const LETTERS: &str = r#"
content/articles/b.md:2:9 «"索引"» note card-letters: `索引` has no social card: its font has no letter `索`, nor has one other page
  help: name a font with such letters in `card_font` under `[images]`, or give the page an `image`
  page: /articles/b/
"#;

const WEBP: &str = "[images]\nformats = [\"webp\"]\nwidths = [480, 600]\n";

/// A site whose article shows `content/articles/a/p.png`.
fn site(more: &str) -> Site {
    let site = Site::new(&format!(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/blog/\"\n{more}\n\
         == content/articles/a/index.md ==\n+++\ntitle = \"A\"\n+++\nLead.\n\n## Part\n\n![A <wave>](p.png)\n"
    ));
    site.put("content/articles/a/p.png", &png(700, 400));
    site
}

#[test]
fn an_image_has_smaller_versions() {
    let site = site("[images]\nwidths = [480]\n");
    assert_eq!(site.build(&[]).messages(), "");
    let made = made(&site);
    let [(name, webp)] = &made.iter().collect::<Vec<_>>()[..] else { panic!("{:?}", made.keys()) };
    assert!(name.ends_with("-480.webp"), "{name}");
    let small = image::load_from_memory(webp).expect("it is WebP").into_rgb8();
    assert_eq!(small.dimensions(), (480, 274));
    let meant = image::imageops::thumbnail(&waves(700, 400), 480, 274);
    let apart: u64 = small.iter().zip(meant.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(apart / small.len() as u64 <= 8, "it shows something else");
    let html = site.output("articles/a/index.html");
    let expected = format!(
        "<picture><source type=\"image/webp\" srcset=\"/blog/gen-assets/images/{name} 480w\" sizes=\"(min-width: 44rem) 40rem, calc(100vw - 2rem)\">\
         <img src=\"/blog/articles/a/p.png\" alt=\"A &lt;wave&gt;\" width=\"700\" height=\"400\" loading=\"lazy\" decoding=\"async\"></picture>"
    );
    assert!(html.contains(&expected), "{html}");
}

#[test]
fn other_sites_are_shown_no_image_wider_than_they_need() {
    let site = site(WEBP);
    site.put(
        "content/articles/a/index.md",
        b"+++\ntitle = \"A\"\nimage = { src = \"wide.png\", alt = \"Wide\" }\n+++\nLead.\n\n## Part\n\nText.\n",
    );
    site.put("content/articles/a/wide.png", &png(1500, 750));
    site.put(
        "content/index.md",
        b"+++\ntitle = \"Home\"\nimage = { src = \"articles/a/p.png\", alt = \"Home\" }\n+++\nText.\n",
    );
    assert_eq!(site.build(&[]).messages(), "");
    let html = site.output("articles/a/index.html");
    let (_, rest) =
        html.split_once("<meta property=\"og:image\" content=\"https://prep.example/blog/").expect("it has one");
    let (path, rest) = rest.split_once('"').expect("it ends");
    assert!(path.starts_with("gen-assets/images/") && path.ends_with("-1200.jpg"), "{path}");
    assert!(
        rest.contains("og:image:width\" content=\"1200\"") && rest.contains("og:image:height\" content=\"600\""),
        "{rest}"
    );
    let bytes = fs::read(site.root().join("public").join(path)).expect("it was published");
    assert_eq!(image::load_from_memory(&bytes).expect("it is a JPEG").into_rgb8().dimensions(), (1200, 600));
    let home = site.output("index.html");
    assert!(
        home.contains("og:image\" content=\"https://prep.example/blog/articles/a/p.png\""),
        "what is small stays: {home}"
    );
}

#[test]
fn figures_and_front_matter_have_them_and_feeds_dont() {
    let site = site(WEBP);
    site.put(
        "content/articles/a/index.md",
        b"+++\ntitle = \"A\"\ndate = 2026-01-01\nimage = { src = \"p.png\", alt = \"Lead\" }\n+++\n![x](p.png)\n\n## Part\n\n```{figure}\nsrc = \"p.png\"\nalt = \"y\"\n```\n\n[a link](q.png)\n",
    );
    site.put("content/articles/a/q.png", &png(600, 420));
    assert_eq!(site.build(&[]).messages(), "");
    let html = site.output("articles/a/index.html");
    assert_eq!(html.matches("<picture>").count(), 3, "{html}");
    assert_eq!(html.matches("</picture>").count(), 3);
    assert!(html.contains("<meta property=\"og:image\" content=\"https://prep.example/blog/articles/a/p.png\">"));
    assert!(html.contains("<meta property=\"og:image:width\" content=\"700\">"));
    assert!(!site.output("atom.xml").contains("picture"));
    assert!(!site.output("feed.json").contains("picture"));
    assert_eq!(made(&site).len(), 2, "the image that is only linked to has none");
}

#[test]
fn what_is_kept_is_not_made_again() {
    let site = site(WEBP);
    assert!(said(&site).contains("2 pictures made"), "{}", said(&site));
    let first = made(&site);
    assert!(!said(&site).contains("made"));
    fs::remove_dir_all(site.root().join("public")).expect("it is there");
    assert!(!said(&site).contains("made"));
    assert_eq!(made(&site), first);
    // builds in which a page fails take nothing from what is kept, however many they are
    site.put("templates/article.html", b"{{ page.nope }}");
    for _ in 0..sitegen::cache::KEPT_BUILDS + 2 {
        assert_eq!(site.build(&[]).status, Some(1));
    }
    fs::remove_dir_all(site.root().join("templates")).expect("it is there");
    fs::remove_dir_all(site.root().join("public")).expect("it is there");
    assert!(!said(&site).contains("made"));
    // a torn file of the cache, and one that is gone
    let cache = site.root().join(".gen/cache/images");
    let mut kept: Vec<_> =
        fs::read_dir(&cache).expect("it is there").map(|entry| entry.expect("it is there").path()).collect();
    kept.sort();
    fs::write(&kept[0], b"torn").expect("it can be written");
    assert!(said(&site).contains("1 picture made"));
    fs::remove_dir_all(site.root().join(".gen")).expect("it is there");
    assert!(said(&site).contains("2 pictures made"));
    assert_eq!(made(&site), first, "the same bytes without the cache");
    site.put(
        "site.toml",
        format!("title = \"Prep\"\nbase_url = \"https://prep.example/\"\n{WEBP}webp_quality = 50\n").as_bytes(),
    );
    assert!(said(&site).contains("2 pictures made"));
    assert!(made(&site).keys().all(|name| !first.contains_key(name)), "other bytes have other names");
}

#[test]
fn a_cache_that_cannot_be_written_stops_nothing() {
    let site = site(WEBP);
    site.put(".gen", b"a file where a folder should be");
    let run = site.build(&["--strict"]);
    run.expect(0, UNWRITABLE);
    assert_eq!(made(&site).len(), 2);
}

#[test]
fn small_moving_and_vector_images_stay_as_they_are() {
    let site = site(WEBP);
    site.put("content/articles/a/p.png", &png(400, 300));
    site.put("content/articles/a/v.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"500\"/>");
    site.put(
        "content/articles/a/g.gif",
        b"GIF89a\x84\x03\xf4\x01\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
    );
    site.put("content/articles/a/index.md", b"+++\ntitle = \"A\"\n+++\n![x](p.png) ![y](v.svg) ![z](g.gif)\n");
    assert_eq!(site.build(&[]).messages(), "");
    let html = site.output("articles/a/index.html");
    assert!(!html.contains("<picture>") && html.matches("<img ").count() == 3, "{html}");
    assert!(html.contains("width=\"900\" height=\"500\""));
    assert!(made(&site).is_empty());
}

#[test]
fn images_can_be_switched_off() {
    let site = site("[images]\nenabled = false\n");
    assert_eq!(site.build(&[]).messages(), "");
    assert!(!site.output("articles/a/index.html").contains("<picture>"));
    assert!(made(&site).is_empty());
}

#[test]
fn a_photograph_on_its_side_has_the_size_it_is_shown_in() {
    let site = site(WEBP);
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec();
    exif.extend([0; 4]);
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(exif).expect("the encoder takes it");
    encoder.encode_image(&waves(400, 700)).expect("memory can be written");
    site.put("content/articles/a/p.png", &png(400, 300));
    site.put("content/articles/a/photo.jpg", &bytes);
    site.put("content/articles/a/index.md", b"+++\ntitle = \"A\"\n+++\n![x](photo.jpg) ![y](p.png)\n");
    assert_eq!(site.build(&[]).messages(), "");
    assert!(site.output("articles/a/index.html").contains("width=\"700\" height=\"400\""));
    for (name, bytes) in made(&site) {
        let small = image::load_from_memory(&bytes).expect("it is WebP");
        assert!(small.width() > small.height(), "{name}");
    }
}

#[test]
fn a_broken_image_is_told_where_it_is_shown() {
    let site = site(WEBP);
    let whole = png(700, 400);
    site.put("content/articles/a/p.png", &whole[..whole.len() / 2]);
    site.build(&[]).expect(1, BROKEN);
    let expected = "error[broken-image]: the image `content/articles/a/p.png` can't be read: it ends too early";
    for arguments in [&["build", "--as-of", "2026-06-01"][..], &["check", "--as-of", "2026-06-01"]] {
        let run = site.run(arguments);
        assert_eq!(run.status, Some(1));
        assert!(run.stderr.contains(expected), "{}", run.stderr);
        assert!(run.stderr.contains("content/articles/a/index.md:8:13"), "{}", run.stderr);
        assert!(run.stderr.contains("help: open it in an image editor and save it again"), "{}", run.stderr);
    }
    assert!(!site.root().join("public/index.html").exists());
    // told beside other mistakes
    site.put("content/articles/b.md", b"+++\ntitle = \"B\"\n+++\n[x](nowhere.md)\n");
    let run = site.run(&["build", "--as-of", "2026-06-01"]);
    assert!(run.stderr.contains("broken-image") && run.stderr.contains("broken-link"), "{}", run.stderr);
}

#[test]
fn a_vast_image_is_not_decoded() {
    let site = site(WEBP);
    site.put("content/articles/a/p.png", include_bytes!("../data/vast.png"));
    site.build(&[]).expect(0, HUGE);
    assert!(!site.output("articles/a/index.html").contains("<picture>"));
}

#[test]
fn articles_and_questions_have_cards_where_they_are_wanted() {
    let site = Site::new(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/blog/\"\n[images]\ncards = true\n\
         == content/index.md ==\n+++\ntitle = \"Home\"\nimage = { src = \"home.png\", alt = \"The desk\" }\n+++\nText.\n\
         == content/articles/a.md ==\n+++\ntitle = \"What is an index?\"\n+++\nText.\n\
         == content/articles/own.md ==\n+++\ntitle = \"Own\"\nimage = { src = \"../home.png\", alt = \"Own words\" }\n+++\nText.\n\
         == content/articles/vector.md ==\n+++\ntitle = \"Vector\"\nimage = { src = \"v.svg\", alt = \"V\" }\n+++\nText.\n\
         == content/articles/v.svg ==\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"5\"/>\n\
         == content/articles/b.md ==\n+++\ntitle = \"索引\"\n+++\nText.\n\
         == content/articles/c.md ==\n+++\ntitle = \"فهرس\"\n+++\nText.\n\
         == content/questions/q.toml ==\n[[question]]\nid = \"cost\"\nquestion = \"What does it `cost`?\"\nanswer = \"x\"\n",
    );
    site.put("content/home.png", &png(300, 200));
    site.build(&[]).expect(0, LETTERS);
    let cards = files(&site.root().join("public/gen-assets/cards"));
    assert_eq!(cards.len(), 3, "{:?}", cards.keys());
    for (name, bytes) in &cards {
        assert!(bytes.len() < 40_000, "{name}");
        let card = image::load_from_memory(bytes).expect("it is a PNG");
        assert_eq!((card.width(), card.height()), (1200, 630), "{name}");
    }
    let social = |page: &str| {
        let html = site.output(page);
        let of = |name: &str| {
            let start = format!("<meta property=\"og:image{name}\" content=\"");
            let (_, rest) = html.split_once(&start)?;
            Some(rest.split('"').next().unwrap_or_default().to_owned())
        };
        (of("").unwrap_or_default(), of(":width"), of(":height"), of(":alt").unwrap_or_default())
    };
    for (page, alt) in [
        ("articles/a/index.html", "What is an index?"),
        ("articles/vector/index.html", "Vector"),
        ("questions/cost/index.html", "What does it cost?"),
    ] {
        let (url, width, height, words) = social(page);
        let name =
            url.strip_prefix("https://prep.example/blog/gen-assets/cards/").unwrap_or_else(|| panic!("{page}: {url}"));
        assert!(cards.contains_key(name), "{page}");
        assert_eq!((width.as_deref(), height.as_deref(), &*words), (Some("1200"), Some("630"), alt), "{page}");
    }
    for (page, alt) in [
        ("index.html", "The desk"),
        ("articles/own/index.html", "Own words"),
        ("articles/b/index.html", "The desk"),
        ("articles/index.html", "The desk"),
    ] {
        let (url, width, _, words) = social(page);
        assert_eq!(
            (&*url, width.as_deref(), &*words),
            ("https://prep.example/blog/home.png", Some("300"), alt),
            "{page}"
        );
    }
    let article = site.output("articles/a/index.html");
    assert!(article.contains("\"image\":\"https://prep.example/blog/gen-assets/cards/"), "{article}");
}

#[test]
fn the_sites_own_font_is_looked_at() {
    let with = |font: &str| {
        let site = Site::new(&format!(
            "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[images]\ncards = true\ncard_font = \"{font}\"\n\
             == content/articles/a.md ==\n+++\ntitle = \"A\"\n+++\nText.\n== fonts/no.ttf ==\nno font\n"
        ));
        let font = include_bytes!("../../themes/prep/cards/Roboto-Medium.ttf");
        site.put("fonts/own.ttf", font);
        let run = site.run(&["build", "--as-of", "2026-06-01"]);
        (run.status, run.stderr, files(&site.root().join("public/gen-assets/cards")).len())
    };
    let (status, _, cards) = with("fonts/own.ttf");
    assert_eq!((status, cards), (Some(0), 1));
    for (font, message) in [
        ("fonts/no.ttf", "error[wrong-value]: `fonts/no.ttf` isn't a font that can be read"),
        ("fonts/missing.ttf", "error[wrong-value]: there is no font at `fonts/missing.ttf`"),
        ("../../etc/hostname", "error[wrong-value]: there is no font at `../../etc/hostname`"),
    ] {
        let (status, told, cards) = with(font);
        assert_eq!((status, cards), (Some(1), 0));
        assert!(told.contains(message) && told.contains("site.toml:5:14"), "{told}");
    }
}

#[test]
fn the_table_is_checked() {
    let site = Site::new(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/\"\n[images]\nwidths = [480, 9]\nformats = [\"jpeg\"]\n",
    );
    let told = site.run(&["build"]).stderr;
    for expected in ["site.toml:4:16", "`widths` can't be 9", "site.toml:5:13", "it is one of `webp`"] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}
