//! What kind of document a zip archive or a compound file is, by the names of its parts. Only these names are
//! read, never a part itself.

use std::collections::BTreeSet;
use std::ops::Range;

use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::media_type::MediaType;

/// The zip archive's last record without its comment …
const ZIP_END_BYTES: u64 = 22;
/// … and the longest comment.
const ZIP_COMMENT_BYTES_MAX: u64 = 65_535;
/// A directory beyond this is no office document's: it would have tens of thousands of parts.
const ZIP_DIRECTORY_BYTES_MAX: u64 = 4 * 1024 * 1024;
const COMPOUND_HEADER_BYTES: u64 = 512;
const COMPOUND_ENTRY_BYTES: usize = 128;

/// A stored file, read by ranges.
pub(crate) struct Stored<'a> {
    pub(crate) store: &'a dyn ObjectStore,
    pub(crate) path: &'a Path,
    pub(crate) size_bytes: u64,
}

impl Stored<'_> {
    async fn range(&self, range: Range<u64>) -> Result<Bytes, object_store::Error> {
        let range = range.start.min(self.size_bytes)..range.end.min(self.size_bytes);
        if range.is_empty() {
            Ok(Bytes::new())
        } else {
            self.store.get_range(self.path, range).await
        }
    }

    /// The office document that a zip archive is.
    pub(crate) async fn office_type(&self) -> Result<Option<MediaType>, object_store::Error> {
        let tail_at = self.size_bytes.saturating_sub(ZIP_END_BYTES + ZIP_COMMENT_BYTES_MAX);
        let tail = self.range(tail_at..self.size_bytes).await?;
        let Some(directory) = zip_directory(&tail, tail_at) else {
            return Ok(None);
        };
        Ok(office_type(&self.range(directory).await?))
    }

    /// The message that a compound file is.
    pub(crate) async fn message_type(&self) -> Result<Option<MediaType>, object_store::Error> {
        let header = self.range(0..COMPOUND_HEADER_BYTES).await?;
        let Some(sector) = compound_directory(&header) else {
            return Ok(None);
        };
        Ok(is_outlook(&self.range(sector).await?).then_some(MediaType::Msg))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// Where the archive's directory lies, by the record that ends the file exactly.
fn zip_directory(tail: &[u8], tail_at: u64) -> Option<Range<u64>> {
    let last = tail.len().checked_sub(ZIP_END_BYTES as usize)?;
    let end = (0..=last).rev().find(|&at| {
        tail[at..].starts_with(b"PK\x05\x06")
            && u16_at(tail, at + 20).is_some_and(|comment| usize::from(comment) == last - at)
    })?;
    let size = u64::from(u32_at(tail, end + 12)?);
    let start = u64::from(u32_at(tail, end + 16)?);
    // The directory stands right before its end record; otherwise another archive is hidden in the file.
    (size <= ZIP_DIRECTORY_BYTES_MAX && start + size == tail_at + end as u64).then_some(start..start + size)
}

fn office_type(directory: &[u8]) -> Option<MediaType> {
    let names = zip_names(directory)?;
    let has_active_content = names.iter().any(|name| {
        let file = name.rsplit('/').next().unwrap_or(name);
        // Macros, and the binary workbook, which hides them from every look at its parts.
        file == "vbaproject.bin" || name.starts_with("xl/macrosheets/") || name == "xl/workbook.bin"
    });
    if has_active_content || !names.contains("[content_types].xml") {
        return None;
    }
    let kinds = [
        ("word/", MediaType::Docx),
        ("xl/", MediaType::Xlsx),
        ("ppt/", MediaType::Pptx),
    ];
    let mut found = kinds
        .into_iter()
        .filter(|(folder, _)| names.iter().any(|name| name.starts_with(folder)));
    match (found.next(), found.next()) {
        (Some((_, media_type)), None) => Some(media_type),
        (None, _) | (Some(_), Some(_)) => None,
    }
}

/// The names of all parts, in lower case, since part names ignore case (ECMA-376 part 2); nothing if the directory
/// is broken.
fn zip_names(directory: &[u8]) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut at = 0;
    while at < directory.len() {
        if !directory[at..].starts_with(b"PK\x01\x02") {
            return None;
        }
        let length = |offset| u16_at(directory, at + offset).map(usize::from);
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let name = directory.get(at + 46..)?.get(..name)?;
        names.insert(String::from_utf8_lossy(name).replace('\\', "/").to_ascii_lowercase());
        at += 46 + name.len() + extra + comment;
    }
    Some(names)
}

/// Where the first sector of the compound file's directory lies ([MS-CFB] §2.2).
fn compound_directory(header: &[u8]) -> Option<Range<u64>> {
    let sector_bytes = match u16_at(header, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let start = (u64::from(u32_at(header, 48)?) + 1) * sector_bytes;
    Some(start..start + sector_bytes)
}

/// Whether the root holds a message's storages ([MS-OXMSG] §2.2), which its writers put first.
fn is_outlook(sector: &[u8]) -> bool {
    let entries = sector.chunks_exact(COMPOUND_ENTRY_BYTES);
    entries.skip(1).any(|entry| {
        let units = entry[..64]
            .chunks_exact(2)
            .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        let name: String = char::decode_utf16(units.take_while(|&unit| unit != 0))
            .map_while(Result::ok)
            .collect();
        [
            "__properties_version1.0",
            "__nameid_version1.0",
            "__substg1.0_",
            "__recip_version1.0_",
            "__attach_version1.0_",
        ]
        .iter()
        .any(|start| name.starts_with(start))
    })
}
