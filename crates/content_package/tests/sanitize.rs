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
