//! Whole feeds, read back and compared.

use super::{Feed, FeedAuthor, FeedEntry, atom, json};
use crate::render::xml::tests::read_back;

fn author(name: &str) -> FeedAuthor {
    FeedAuthor { name: name.into(), url: "https://example.org/blog/authors/editors/".into() }
}

fn feed() -> Feed {
    Feed {
        title: "Prep & more".into(),
        subtitle: "Notes <for> interviews".into(),
        home: "https://example.org/blog/".into(),
        atom_url: "https://example.org/blog/atom.xml".into(),
        json_url: "https://example.org/blog/feed.json".into(),
        style: Some("/blog/gen-assets/feed.css?v=1&\"a\"".into()),
        language: "en".into(),
        updated: "2026-05-12T00:00:00Z".parse().expect("a timestamp"),
        generator: "gen 0.1.0",
        rights: Some("© 2026 The editors".into()),
        authors: vec![author("The editors")],
        entries: Vec::new(),
    }
}

fn entry() -> FeedEntry {
    FeedEntry {
        url: "https://example.org/blog/a/?x=1&y=2".into(),
        title: "`Vec<T>` & \"friends\" \u{0}🚀".into(),
        summary: "In short.".into(),
        content_html: Some("<p>1 &lt; 2 &amp;&amp; <a href=\"https://example.org/\">x</a> ]]></p>\n".to_owned()),
        published: Some("2026-05-01T10:30:00Z".parse().expect("a timestamp")),
        updated: "2026-05-12T00:00:00Z".parse().expect("a timestamp"),
        authors: vec![author("Ada"), author(" ")],
        tags: vec!["databases".to_owned()],
        image: Some("https://example.org/blog/a/x.png".into()),
        language: "de".into(),
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("it is UTF-8")
}

const EMPTY: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="/blog/gen-assets/feed.css?v=1&amp;&quot;a&quot;" type="text/css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Prep &amp; more</title>
  <subtitle>Notes &lt;for&gt; interviews</subtitle>
  <id>https://example.org/blog/atom.xml</id>
  <updated>2026-05-12T00:00:00Z</updated>
  <link rel="self" type="application/atom+xml" href="https://example.org/blog/atom.xml"/>
  <link rel="alternate" type="text/html" href="https://example.org/blog/"/>
  <link rel="alternate" type="application/feed+json" href="https://example.org/blog/feed.json"/>
  <author>
    <name>The editors</name>
    <uri>https://example.org/blog/authors/editors/</uri>
  </author>
  <generator>gen 0.1.0</generator>
  <rights>© 2026 The editors</rights>
</feed>
"#;

#[test]
fn an_empty_feed_is_whole() {
    let bytes = atom(&feed());
    read_back(&bytes);
    assert_eq!(text(bytes), EMPTY);
    assert_eq!(
        text(json(&feed())),
        concat!(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"Prep & more","#,
            r#""home_page_url":"https://example.org/blog/","feed_url":"https://example.org/blog/feed.json","#,
            r#""description":"Notes <for> interviews","#,
            r#""authors":[{"name":"The editors","url":"https://example.org/blog/authors/editors/"}],"#,
            r#""language":"en","items":[]}"#,
            "\n"
        )
    );
}

const ENTRY: &str = r#"  <entry xml:lang="de">
    <title>`Vec&lt;T&gt;` &amp; "friends" 🚀</title>
    <id>https://example.org/blog/a/?x=1&amp;y=2</id>
    <link rel="alternate" type="text/html" href="https://example.org/blog/a/?x=1&amp;y=2"/>
    <published>2026-05-01T10:30:00Z</published>
    <updated>2026-05-12T00:00:00Z</updated>
    <author>
      <name>Ada</name>
      <uri>https://example.org/blog/authors/editors/</uri>
    </author>
    <category term="databases"/>
    <media:thumbnail url="https://example.org/blog/a/x.png"/>
    <summary>In short.</summary>
    <content type="html">&lt;p&gt;1 &amp;lt; 2 &amp;amp;&amp;amp; &lt;a href="https://example.org/"&gt;x&lt;/a&gt; ]]&gt;&lt;/p&gt;
</content>
  </entry>
</feed>
"#;

#[test]
fn an_entry_has_all_it_was_given() {
    let feed = Feed { entries: vec![entry()], ..feed() };
    let bytes = atom(&feed);
    let read = read_back(&bytes);
    let content = read.iter().find(|(path, _)| path == "feed/entry/content").map(|(_, text)| text.as_str());
    assert_eq!(content, feed.entries[0].content_html.as_deref());
    let written = text(bytes);
    assert!(written.contains(r#"xmlns:media="http://search.yahoo.com/mrss/""#));
    assert!(written.ends_with(ENTRY), "{written}");

    let items: serde_json::Value = serde_json::from_slice(&json(&feed)).expect("it is JSON");
    let expected: serde_json::Value = serde_json::json!([{
        "id": "https://example.org/blog/a/?x=1&y=2",
        "url": "https://example.org/blog/a/?x=1&y=2",
        "title": "`Vec<T>` & \"friends\" \u{0}🚀",
        "content_html": "<p>1 &lt; 2 &amp;&amp; <a href=\"https://example.org/\">x</a> ]]></p>\n",
        "summary": "In short.",
        "image": "https://example.org/blog/a/x.png",
        "date_published": "2026-05-01T10:30:00Z",
        "date_modified": "2026-05-12T00:00:00Z",
        "authors": [{ "name": "Ada", "url": "https://example.org/blog/authors/editors/" }],
        "tags": ["databases"],
        "language": "de",
    }]);
    assert_eq!(items["items"], expected);
}

#[test]
fn what_the_formats_demand_is_there() {
    let bare = FeedEntry {
        title: " ".into(),
        content_html: None,
        published: None,
        authors: Vec::new(),
        tags: vec![String::new()],
        image: None,
        language: "en".into(),
        ..entry()
    };
    let feed = Feed { authors: vec![author("")], entries: vec![bare], ..feed() };
    let bytes = atom(&feed);
    let read = read_back(&bytes);
    let texts =
        |path: &str| -> Vec<&str> { read.iter().filter(|(at, _)| at == path).map(|(_, text)| text.as_str()).collect() };
    assert_eq!(texts("feed/author/name"), ["Prep & more"], "the site stands in for missing authors");
    assert_eq!(texts("feed/entry/title"), ["https://example.org/blog/a/?x=1&y=2"], "an entry has a title");
    assert_eq!(texts("feed/entry/updated"), ["2026-05-12T00:00:00Z"]);
    assert!(!text(bytes).contains("category"), "an empty tag says nothing");

    let json: serde_json::Value = serde_json::from_slice(&json(&feed)).expect("it is JSON");
    assert_eq!(json["items"][0]["content_text"], "In short.");
    assert_eq!(json["items"][0]["content_html"], serde_json::Value::Null);
    assert_eq!(json["authors"], serde_json::Value::Null);
}
