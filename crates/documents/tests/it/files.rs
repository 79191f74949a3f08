//! Small files of each kind, made byte by byte.

/// A zip archive of empty, uncompressed parts.
pub fn zip(parts: &[&str]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let at = file.len() as u32;
        let name_bytes = part.len() as u16;
        file.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        file.extend([0; 12]);
        file.extend(name_bytes.to_le_bytes());
        file.extend([0; 2]);
        file.extend(part.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0");
        directory.extend([0; 12]);
        directory.extend(name_bytes.to_le_bytes());
        directory.extend([0; 12]);
        directory.extend(at.to_le_bytes());
        directory.extend(part.as_bytes());
    }
    let at = file.len() as u32;
    let count = parts.len() as u16;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0; 2]);
    file
}

/// A compound file of 512-byte sectors whose directory, in its second sector, has these entries.
pub fn compound(entries: &[&str]) -> Vec<u8> {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.resize(512, 0);
    file[30..32].copy_from_slice(&9u16.to_le_bytes());
    file[48..52].copy_from_slice(&1u32.to_le_bytes());
    file.resize(1024, 0);
    for entry in entries {
        let start = file.len();
        file.extend(entry.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(start + 128, 0);
    }
    file.resize(1536, 0);
    file
}

pub fn docx() -> Vec<u8> {
    zip(&[
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/embeddings/sheet.xlsx",
    ])
}

pub fn pdf(size: usize) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    // Not all the same, so that swapped parts would show.
    file.extend((file.len()..size).map(|at| (at / 1_000) as u8));
    file
}
