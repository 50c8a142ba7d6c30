//! Nothing that runs goes through, and what is harmless is left as it is.

use content_package::sanitize::{css, document};

fn cleaned(body: &str) -> String {
    let text = format!(
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><body>{body}</body></html>"
    );
    let out = document("a.xhtml", text.as_bytes()).expect("well formed").into_owned();
    let out = String::from_utf8(out).expect("UTF-8");
    let start = out.find("<body>").expect("a body") + 6;
    out[start..out.find("</body>").expect("a body")].to_owned()
}

#[test]
fn what_runs_is_taken_out() {
    for (given, kept) in [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>", ""),
        ("<ScRiPt>alert(1)</ScRiPt>", ""),
        ("<script src=\"a.js\"/>", ""),
        ("<script><b>x</b></script>y", "y"),
        ("<p onclick=\"x()\" id=\"a\">b</p>", "<p id=\"a\">b</p>"),
        ("<p ONLOAD='x()'>b</p>", "<p>b</p>"),
        ("<a href=\"javascript:x()\">b</a>", "<a>b</a>"),
        ("<a href=\"&#106;ava&#x73;cript:x()\">b</a>", "<a>b</a>"),
        ("<a href=\" java\tscript:x()\">b</a>", "<a>b</a>"),
        ("<a href=\"java&#10;script:x()\">b</a>", "<a>b</a>"),
        ("<a href=\"java&Tab;script:x()\">b</a>", "<a>b</a>"),
        ("<a href=\"&nothing;java&#115;cript:x()\">b</a>", "<a>b</a>"),
        ("<a href=\"data:text/html,x\">b</a>", "<a>b</a>"),
        ("<iframe src=\"a.xhtml\">c</iframe>", ""),
        ("<object data=\"a.swf\"><p>fallback</p></object>", "<p>fallback</p>"),
        ("<form action=\"http://e.org\"><p>a</p><input name=\"x\"/></form>", "<p>a</p>"),
        ("<embed src=\"a\"/>", ""),
        ("<img src=\"http://e.org/pixel.gif\" alt=\"\"/>", "<img alt=\"\"/>"),
        ("<img src=\"//e.org/pixel.gif\"/>", "<img/>"),
        ("<img src=\"\\\\e.org/pixel.gif\"/>", "<img/>"),
        ("<img srcset=\"a.png 1x, https://e.org/b.png 2x\"/>", "<img/>"),
        ("<meta http-equiv=\"refresh\" content=\"0;url=http://e.org\"/>", ""),
        ("<link rel=\"prefetch\" href=\"a\"/>", ""),
        ("<link rel=\"stylesheet\" href=\"https://e.org/a.css\"/>", "<link rel=\"stylesheet\"/>"),
        ("<svg><foreignObject><p onclick=\"x\">a</p></foreignObject></svg>", "<svg></svg>"),
        ("<svg><a><set attributeName=\"href\" to=\"javascript:x()\"/></a></svg>", "<svg><a></a></svg>"),
        ("<svg><animate attributeName=\"xlink:href\" values=\"javascript:x()\"/></svg>", "<svg></svg>"),
        ("<svg><use xlink:href=\"http://e.org/a.svg#b\"/></svg>", "<svg><use/></svg>"),
        (
            "<svg><rect fill=\"url(http://e.org/a)\"/></svg>",
            "<svg><rect fill=\"url(&quot;about:invalid&quot;)\"/></svg>",
        ),
        (
            "<p style=\"background:url(http://e.org/a)\">a</p>",
            "<p style=\"background:url(&quot;about:invalid&quot;)\">a</p>",
        ),
        (
            "<style>p{background:u\\72l('http://e.org/a')}</style>",
            "<style>p{background:url(&quot;about:invalid&quot;)}</style>",
        ),
        ("<style>@import 'http://e.org/a.css';</style>", "<style>@import &quot;about:invalid&quot;;</style>"),
        ("<?xml-stylesheet type=\"text/xsl\" href=\"a.xsl\"?>", ""),
    ] {
        assert_eq!(cleaned(given), kept, "{given}");
    }
}

#[test]
fn what_is_harmless_is_left_as_it_is() {
    for body in [
        "<p class='a'  id = \"b\">L’été &amp; l’hiver&#160;: <em>œuvre</em></p>",
        "<a href=\"https://example.org/note\">note</a> <a href=\"b.xhtml#c\">c</a>",
        "<img src=\"../img/a%20b.jpg\" alt=\"x &lt; y\"/>",
        "<img src=\"data:image/png;base64,AAAA\" alt=\"\"/>",
        "<svg viewBox=\"0 0 1 1\"><rect fill=\"url(#g)\"/><animate attributeName=\"opacity\" values=\"0;1\"/></svg>",
        "<style>@namespace epub \"http://www.idpf.org/2007/ops\"; p::before{content:\"http://\"} q{background:url(a.png)}</style>",
        "<!-- a note --><![CDATA[<script>]]>",
        "<audio src=\"a.mp3\" controls=\"\"></audio><video poster=\"a.jpg\"><track src=\"a.vtt\"/></video>",
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>",
    ] {
        assert_eq!(cleaned(body), body);
    }
}

#[test]
fn declared_entities_bring_nothing_in() {
    let text = "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY x \"<script>alert(1)</script>\">]>\
                <html><body>&x;&nbsp;<a title=\"&x;&eacute;\">b</a></body></html>";
    let out = String::from_utf8(document("a", text.as_bytes()).expect("read").into_owned()).expect("UTF-8");
    assert_eq!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE html><html><body>&#160;<a title=\"&#233;\">b</a></body></html>"
    );
}

#[test]
fn what_is_not_well_formed_is_refused_whole() {
    for text in [
        "<p><b></p></b>",
        "<p",
        "<p a=1>x</p>",
        "<p a=\"1\" a=\"2\"/>",
        "<script/x>alert(1)</script/x>",
        "<p>&</p>",
        "<p>",
    ] {
        assert!(document("a", text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_document_in_another_encoding_becomes_utf_8() {
    let mut bytes = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><p>".to_vec();
    bytes.extend([0xE9, 0x9C]);
    bytes.extend(b"</p>");
    let out = document("a", &bytes).expect("read");
    assert_eq!(String::from_utf8_lossy(&out), "<?xml version=\"1.0\" encoding=\"UTF-8\"?><p>éœ</p>");
    let utf16: Vec<u8> = "\u{feff}<p onload=\"x\">é</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(String::from_utf8_lossy(&document("a", &utf16).expect("read")), "<p>é</p>");
}

#[test]
fn a_style_sheet_fetches_nothing_from_elsewhere() {
    for (given, kept) in [
        ("@import url(https://e.org/a.css);", "@import url(\"about:invalid\");"),
        ("@im\\70ort \"//e.org/a.css\";p{}", "@im\\70ort \"about:invalid\";p{}"),
        ("p{background:URL( \"http://e.org/a\" )}", "p{background:url(\"about:invalid\")}"),
        (
            "p{background:image-set(\"http://e.org/a\" 1x, \"b.png\" 2x)}",
            "p{background:image-set(\"about:invalid\" 1x, \"b.png\" 2x)}",
        ),
        ("p{-moz-binding:url(a)}", "p{x-none:url(a)}"),
    ] {
        assert_eq!(String::from_utf8_lossy(&css(given.as_bytes())), kept);
    }
    let kept = "@charset \"utf-8\";@font-face{src:url(../f/a.otf) format('opentype')} p:after{content:'http://x'} /* url(http://x) */";
    assert!(matches!(css(kept.as_bytes()), std::borrow::Cow::Borrowed(_)));
}

/// What a browser would still run or fetch in a cleaned document, looked for with nothing of the cleaner's own.
fn dangers(text: &str) -> Vec<String> {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let mut found = Vec::new();
    let mut reader = Reader::from_str(text);
    loop {
        let start = match reader.read_event().expect("still well formed") {
            Event::Start(start) | Event::Empty(start) => start.into_owned(),
            Event::DocType(kind) if kind.contains('[') => {
                found.push("entities".to_owned());
                continue;
            }
            Event::PI(_) => {
                found.push("an instruction".to_owned());
                continue;
            }
            Event::GeneralRef(name)
                if !name.starts_with('#') && !["amp", "lt", "gt", "quot", "apos"].contains(&&*name) =>
            {
                found.push(format!("&{};", &*name));
                continue;
            }
            Event::Eof => return found,
            _ => continue,
        };
        let name = start.name().as_ref().rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        if ["script", "iframe", "object", "embed", "form", "base", "foreignobject"].contains(&name.as_str()) {
            found.push(name.clone());
        }
        for attribute in start.attributes().flatten() {
            let key = attribute.key.as_ref().rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
            let value = attribute.value.replace("&#106;", "j").replace("&#x3a;", ":").replace("&#10;", "");
            let value: String = value.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
            if key.starts_with("on")
                || value.starts_with("javascript:")
                || (value.contains("//evil") && !(name == "a" && key == "href"))
            {
                found.push(format!("{name} {key}={value}"));
            }
        }
    }
}

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever is nested in whatever: what comes out holds nothing that runs, and cleaning it again changes nothing.
    #[test]
    fn nothing_that_runs_goes_through(pieces in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<svg:script>", "</svg:script>", "<script>", "</script>", "<script/>", "<style>", "</style>", "<form>", "</form>",
        "<object data='//evil.org'>", "</object>", "<iframe src=\"x\"/>", "<foreignObject>", "</foreignObject>", "<p onclick=\"x\">",
        "<a href=\"&#106;avascript:x\">", "</a>", "<a href=\"java&#10;script&#x3a;x\">", "<img src=\"http://evil.org/\"/>", "<p title='//evil'/>",
        "<![CDATA[<script>]]>", "<!-- <script> -->", "&amp;", "&eacute;", "&zzz;", "&lt;script&gt;", "text", "url(http://evil.org)", "@import '//evil';",
        "<?xml-stylesheet href='a'?>", "<image href='//evil.org/a'/>", "<set attributeName='href' to='javascript:x'/>", "<p style='a:url(//evil)'>",
        "<base href='//evil.org/'/>", "<a href='http://evil.org'>",
    ]), 0..14)) {
        let text = format!("<html xmlns:svg=\"s\"><body>{}</body></html>", pieces.concat());
        if let Ok(cleaned) = document("a.xhtml", text.as_bytes()) {
            let cleaned = String::from_utf8(cleaned.into_owned()).expect("UTF-8");
            // A title that speaks of an address fetches nothing.
            let found: Vec<String> = dangers(&cleaned).into_iter().filter(|one| !one.contains("title=")).collect();
            prop_assert!(found.is_empty(), "{found:?} in {cleaned}");
            let again = document("a.xhtml", cleaned.as_bytes()).expect("still well formed").into_owned();
            prop_assert_eq!(String::from_utf8(again).expect("UTF-8"), cleaned);
        }
    }

    /// No bytes make it panic.
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = document("a", &bytes);
        let _ = css(&bytes);
    }

    /// No style sheet fetches from elsewhere, and cleaning it again changes nothing.
    #[test]
    fn no_sheet_fetches(text in "(@import |url\\(|\\)|\"|'|//evil|http:|\\\\|\\\\75 |rl\\(|;|\\{|\\}|/\\*|\\*/|image-set\\(|[a-z ]){0,20}") {
        let once = css(text.as_bytes()).into_owned();
        prop_assert_eq!(css(&once).into_owned(), once);
    }
}
