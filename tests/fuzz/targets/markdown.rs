//! The Markdown of an article: its front matter is right.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    gen_fuzz::read("content/articles/a.md", &[b"+++\ntitle = \"t\"\n+++\n", bytes].concat());
});
