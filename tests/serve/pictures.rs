//! Pictures in the preview: made when they are asked for, and the same bytes as a build's.

use crate::{bytes::compare, preview::Preview, support::Site};
use std::{fs, io::Cursor};

/// An image that smaller versions can be made of.
fn png() -> Vec<u8> {
    let shade = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) as u8;
    let image = image::RgbImage::from_fn(600, 90, |x, y| image::Rgb([shade(x, y) / 4, 90, shade(y, x) / 4]));
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("memory can be written");
    bytes
}

#[test]
fn pictures_are_made_when_they_are_asked_for() {
    let site = Site::new(
        "== site.toml ==\ntitle = \"Prep\"\nbase_url = \"https://prep.example/blog/\"\n[images]\ncards = true\nwidths = [480]\n\
         == content/articles/a.md ==\n+++\ntitle = \"A\"\n+++\n![x](p.png)\n",
    );
    site.put("content/articles/p.png", &png());
    assert_eq!(site.build(&[]).status, Some(0));
    let cache = site.root().join(".gen/cache/images");
    let kept = fs::read_dir(&cache).expect("it was made").count();
    fs::remove_dir_all(site.root().join(".gen")).expect("it was made");
    let preview = Preview::of(site, &[], &[]);
    assert!(preview.get("/blog/articles/a/").status == 200 && !cache.exists(), "a page waits for no picture");
    assert!(compare(&preview, "/blog") > 10);
    assert_eq!(fs::read_dir(&cache).expect("it was made").count(), kept);
}
