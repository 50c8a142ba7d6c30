//! The phone's scripts beside ours: the symbol they draw and the digits they compute are those of the credential's room.
//! They run in Node, since they ask nothing of a browser; absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names `node`.

use std::process::Command;

use credential::proof::Secret;
use credential::symbol::{Level, Symbol};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets");

fn node(script: &str) -> Option<String> {
    let run = Command::new("node").args(["--input-type=module", "--eval", script]).output();
    let Ok(output) = run else {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains("node"), "BEFFROI_REQUIRE asks for node, which is not installed");
        eprintln!("node is not installed: the phone's scripts are not compared");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("text"))
}

/// Texts of every length our codes may have, and around the places where a symbol grows.
fn texts() -> Vec<String> {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let mut state = 20_261_123_u64;
    let mut of = |length: usize| -> String {
        (0..length)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                char::from(LETTERS[(state >> 33) as usize % LETTERS.len()])
            })
            .collect()
    };
    [1, 2, 16, 17, 67, 68, 125, 160, 171, 180, 189, 190, 221, 222, 352, 426].into_iter().map(&mut of).collect()
}

#[test]
fn the_symbol_drawn_in_the_browser_is_the_one_we_print() {
    for text in texts() {
        let script = format!(
            "import {{ symbol }} from {:?};
             for (let mask = 0; mask < 8; mask++) console.log(symbol({text:?}, mask).map((row) => row.map((dark) => (dark ? 1 : 0)).join('')).join('\\n') + '\\n');",
            format!("file://{FOLDER}/phone_qr.js"),
        );
        let Some(drawn) = node(&script) else { return };
        let ours = Symbol::new(&text, Level::Q).expect("a symbol");
        let printed: Vec<String> =
            ours.rows().map(|row| row.iter().map(|dark| if *dark { '1' } else { '0' }).collect()).collect();
        // Which of the eight masks is best is a matter of penalties, counted a little differently by each program; under
        // one mask there is only one symbol.
        let printed = printed.join("\n");
        assert!(drawn.split("\n\n").any(|symbol| symbol.trim() == printed), "{} letters: {text}", text.len());
    }
}

#[test]
fn what_no_symbol_holds_is_refused_rather_than_cut() {
    let script = format!(
        "import {{ symbol }} from {:?};
         for (const text of ['minuscules', 'A'.repeat(500)]) {{ try {{ symbol(text); console.log('drawn'); }} catch (fault) {{ console.log(fault.name); }} }}",
        format!("file://{FOLDER}/phone_qr.js"),
    );
    if let Some(said) = node(&script) {
        assert_eq!(said, "RangeError\nRangeError\n");
    }
}

#[test]
fn the_digits_of_the_minute_are_those_doors_expect() {
    // The key and the instants of RFC 6238, appendix B, and some of our own.
    let instants: [i64; 8] =
        [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000, 0, 1_795_406_400];
    let secret = Secret(*b"12345678901234567890");
    let script = format!(
        "globalThis.document = {{ querySelector: () => null }};
         const {{ digits }} = await import({:?});
         const key = await crypto.subtle.importKey('raw', new TextEncoder().encode('12345678901234567890'), {{ name: 'HMAC', hash: 'SHA-1' }}, false, ['sign']);
         for (const at of {instants:?}) console.log(await digits(key, at));",
        format!("file://{FOLDER}/phone.js"),
    );
    let Some(said) = node(&script) else { return };
    let computed: Vec<&str> = said.lines().collect();
    assert_eq!(computed[..6], ["94287082", "07081804", "14050471", "89005924", "69279037", "65353130"], "RFC 6238");
    for (at, digits) in instants.into_iter().zip(computed) {
        assert_eq!(digits.as_bytes(), secret.digits(at), "{at}");
    }
}
