//! The stylesheet, the script and the fonts, inside the binary.

use std::sync::LazyLock;

/// A file for browsers.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The same, compressed with gzip, where that makes it smaller.
    pub gzip: Option<&'static [u8]>,
    /// Its media type.
    pub media_type: &'static str,
    /// Whether the address was this build's: then the answer may be kept for ever.
    pub immutable: bool,
}

struct File {
    name: &'static str,
    bytes: &'static [u8],
    gzip: Option<&'static [u8]>,
    media_type: &'static str,
}

const FILES: &[File] = &[
    File {
        name: "cpor.css",
        bytes: include_bytes!(concat!(env!("OUT_DIR"), "/cpor.css")),
        gzip: Some(include_bytes!(concat!(env!("OUT_DIR"), "/cpor.css.gz"))),
        media_type: "text/css; charset=utf-8",
    },
    File {
        name: "cpor.js",
        bytes: include_bytes!(concat!(env!("OUT_DIR"), "/cpor.js")),
        gzip: Some(include_bytes!(concat!(env!("OUT_DIR"), "/cpor.js.gz"))),
        media_type: "text/javascript; charset=utf-8",
    },
    File {
        name: "favicon.svg",
        bytes: include_bytes!("../assets/favicon.svg"),
        gzip: None,
        media_type: "image/svg+xml",
    },
    File {
        name: "fonts/inter-latin.woff2",
        bytes: include_bytes!("../assets/fonts/inter-latin.woff2"),
        gzip: None,
        media_type: "font/woff2",
    },
    File {
        name: "fonts/inter-cyrillic.woff2",
        bytes: include_bytes!("../assets/fonts/inter-cyrillic.woff2"),
        gzip: None,
        media_type: "font/woff2",
    },
];

/// One hash over all files: the stylesheet names the fonts relative to itself, so they share its folder.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in FILES.iter().flat_map(|file| file.bytes) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
});

/// This build's hash, good as an `ETag` of every asset.
pub fn hash() -> &'static str {
    &HASH
}

/// The address of an asset, for ever the same content: `/assets/<hash>/cpor.css`.
pub fn asset_url(name: &str) -> String {
    format!("/assets/{}/{name}", hash())
}

/// The asset at what follows `/assets/`. An older build's hash finds today's file, which is then not immutable.
pub fn find(path: &str) -> Option<Asset> {
    let (folder, name) = path.split_once('/')?;
    let file = FILES.iter().find(|file| file.name == name)?;
    Some(Asset {
        bytes: file.bytes,
        gzip: file.gzip,
        media_type: file.media_type,
        immutable: folder == hash(),
    })
}

#[cfg(test)]
mod tests {
    use super::{asset_url, find};

    #[test]
    fn an_address_finds_its_file_and_an_older_one_finds_it_without_for_ever() {
        let path = asset_url("cpor.css");
        let asset = find(path.trim_start_matches("/assets/")).expect("the stylesheet");
        assert!(asset.immutable && asset.media_type.starts_with("text/css"));
        assert!(asset.gzip.is_some_and(|gzip| gzip.len() < asset.bytes.len() / 3));
        assert!(
            !find("0123456789abcdef/fonts/inter-latin.woff2")
                .expect("the font")
                .immutable
        );
        assert!(find("0123456789abcdef/../Cargo.toml").is_none());
    }
}
