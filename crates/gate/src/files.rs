//! The files of the gate's page, under `/controle/fichiers/`: their names are not hashed, so that modules import each
//! other by name; the service worker keeps them all, and takes them again when any of them changes.

use sha2::{Digest, Sha256};
use shell::Frame;

use crate::devices::hex;

/// A file of the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File {
    /// Its name in addresses.
    pub(crate) name: &'static str,
    /// Its content.
    pub(crate) bytes: &'static [u8],
}

macro_rules! files {
    ($($name:literal from $path:literal,)*) => {
        &[$(File { name: $name, bytes: include_bytes!(concat!("../assets/", $path)) },)*]
    };
}

/// Every file, licences of what is not ours included.
pub(crate) const FILES: &[File] = files![
    "gate.css" from "gate.css",
    "icon-192.png" from "icon-192.png",
    "icon-512.png" from "icon-512.png",
    "base45.js" from "base45.js",
    "bundle.js" from "bundle.js",
    "camera.js" from "camera.js",
    "cbor.js" from "cbor.js",
    "cose.js" from "cose.js",
    "credential.js" from "credential.js",
    "decoder.js" from "decoder.js",
    "door.js" from "door.js",
    "ed25519.js" from "ed25519.js",
    "gate.js" from "gate.js",
    "history.js" from "history.js",
    "judge.js" from "judge.js",
    "keep.js" from "keep.js",
    "log.js" from "log.js",
    "number.js" from "number.js",
    "post.js" from "post.js",
    "scanner.js" from "scanner.js",
    "screen.js" from "screen.js",
    "server.js" from "server.js",
    "sound.js" from "sound.js",
    "status_list.js" from "status_list.js",
    "words.js" from "words.js",
    "noble.js" from "vendor/noble.js",
    "zxing.js" from "vendor/zxing.js",
    "zxing.wasm" from "vendor/zxing.wasm",
    "LICENSE-noble-ed25519.txt" from "vendor/LICENSE-noble-ed25519.txt",
    "LICENSE-zxing-cpp.txt" from "vendor/LICENSE-zxing-cpp.txt",
    "LICENSE-zxing-wasm.txt" from "vendor/LICENSE-zxing-wasm.txt",
];

/// The service worker, without the lines that say what it keeps.
const WORKER: &str = include_str!("../assets/sw.js");

/// What the page needs of the frame when there is no network.
const OF_THE_FRAME: [&str; 8] = [
    "beffroi.css",
    "theme.css",
    "mark.svg",
    "fraunces-latin.woff2",
    "fraunces-latin-ext.woff2",
    "atkinson-latin.woff2",
    "atkinson-latin-ext.woff2",
    "thin-space.woff2",
];

/// The page's address.
pub(crate) const PAGE: &str = "/controle";
const FOLDER: &str = "/controle/fichiers/";

/// The file of that name.
pub(crate) fn file(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}

/// How a file is called to a browser.
pub(crate) fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}

/// What says that two files are the same.
pub(crate) fn etag(bytes: &[u8]) -> String {
    format!("\"{}\"", hex(&Sha256::digest(bytes)[..8]))
}

/// The service worker, told what to keep.
pub(crate) fn worker(frame: &Frame) -> String {
    let mut kept = vec![PAGE.to_owned()];
    let needed = FILES.iter().filter(|file| !file.name.ends_with(".txt"));
    kept.extend(needed.map(|file| format!("{FOLDER}{}", file.name)));
    kept.extend(OF_THE_FRAME.iter().filter_map(|name| frame.asset(name)).map(str::to_owned));
    let mut sha = Sha256::new();
    for address in &kept {
        sha.update(address.as_bytes());
    }
    for file in FILES {
        sha.update(Sha256::digest(file.bytes));
    }
    sha.update(include_bytes!("../templates/gate.html"));
    sha.update(WORKER.as_bytes());
    let version = hex(&sha.finalize()[..6]);
    let kept = serde_json::json!(kept);
    format!("const VERSION = \"{version}\";\nconst FILES = {kept};\n{WORKER}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_script_and_picture_of_the_page_is_served() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let mut there = BTreeSet::new();
        for folder in [assets.clone(), assets.join("vendor")] {
            for entry in std::fs::read_dir(folder).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if [".js", ".css", ".wasm", ".png", ".svg", ".txt"].iter().any(|ending| name.ends_with(ending)) {
                    there.insert(name);
                }
            }
        }
        // The office's own, and the worker, have addresses of their own.
        for other in ["office.css", "office.js", "sw.js"] {
            there.remove(other);
        }
        let served: BTreeSet<String> = FILES.iter().map(|file| file.name.to_owned()).collect();
        assert_eq!(there, served);
    }

    #[test]
    fn the_worker_keeps_the_page_whole() {
        let frame = Frame::builder().wing(crate::WING).build().unwrap();
        let worker = worker(&frame);
        let kept = worker.lines().nth(1).unwrap();
        for needed in
            ["\"/controle\"", "/controle/fichiers/gate.js", "/controle/fichiers/zxing.wasm", "/static/beffroi."]
        {
            assert!(kept.contains(needed), "{needed}");
        }
        assert!(!kept.contains("LICENSE"));
    }
}
