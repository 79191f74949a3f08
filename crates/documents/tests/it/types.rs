//! Type by content, whatever else is in the file.

use documents::{MediaType, ReceiveError};
use proptest::prelude::*;

use crate::files::{compound, docx, pdf, zip};
use crate::{blobs, files_under, key, receive, receive_in_pieces};

fn then(mut first: Vec<u8>, second: &[u8]) -> Vec<u8> {
    first.extend(second);
    first
}

#[tokio::test]
async fn a_file_is_what_it_contains() {
    let types = "[Content_Types].xml";
    let commented = {
        let mut file = docx();
        let end = file.len();
        file[end - 2..].copy_from_slice(&5u16.to_le_bytes());
        then(file, b"hello")
    };
    let utf16: Vec<u8> = "\u{FEFF}Olá".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: Vec<(&str, Vec<u8>, Option<MediaType>)> = vec![
        ("a PDF, named .png or not", pdf(2_000), Some(MediaType::Pdf)),
        (
            "a PDF that is an archive too",
            then(pdf(2_000), &docx()),
            Some(MediaType::Pdf),
        ),
        ("a PNG", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), Some(MediaType::Png)),
        (
            "a JPEG with HTML",
            b"\xFF\xD8\xFF\xFE<html><script>".to_vec(),
            Some(MediaType::Jpeg),
        ),
        ("a TIFF", b"II*\0\x08\0\0\0\x01\0".to_vec(), Some(MediaType::Tiff)),
        ("a document", docx(), Some(MediaType::Docx)),
        (
            "a document whose archive has a comment",
            commented,
            Some(MediaType::Docx),
        ),
        (
            "a document with the types last",
            zip(&["word/document.xml", types]),
            Some(MediaType::Docx),
        ),
        (
            "a document with other separators",
            zip(&[types, "Word\\document.xml"]),
            Some(MediaType::Docx),
        ),
        ("a workbook", zip(&[types, "xl/workbook.xml"]), Some(MediaType::Xlsx)),
        (
            "a presentation",
            zip(&[types, "ppt/presentation.xml"]),
            Some(MediaType::Pptx),
        ),
        (
            "a document with macros",
            zip(&[types, "word/document.xml", "word/vbaProject.bin"]),
            None,
        ),
        (
            "a workbook with old macros",
            zip(&[types, "xl/workbook.xml", "xl/macrosheets/sheet1.xml"]),
            None,
        ),
        ("a binary workbook", zip(&[types, "xl/workbook.bin"]), None),
        (
            "two documents in one",
            zip(&[types, "word/document.xml", "xl/workbook.xml"]),
            None,
        ),
        ("an archive", zip(&["readme.txt"]), None),
        ("an archive with a word folder", zip(&["word/document.xml"]), None),
        (
            "a program's archive",
            zip(&["META-INF/MANIFEST.MF", "Main.class"]),
            None,
        ),
        ("an open document", zip(&["mimetype", "content.xml"]), None),
        ("a cut archive", docx()[..60].to_vec(), None),
        ("an archive before an archive", then(zip(&["evil.exe"]), &docx()), None),
        ("bytes after an archive", then(docx(), b"<script>"), None),
        ("a program before an archive", then(b"MZ\x90\0".to_vec(), &docx()), None),
        (
            "an Outlook message",
            compound(&["Root Entry", "__nameid_version1.0", "__substg1.0_00020102"]),
            Some(MediaType::Msg),
        ),
        (
            "an old document",
            compound(&["Root Entry", "Data", "1Table", "WordDocument"]),
            None,
        ),
        (
            "an encrypted document",
            compound(&["Root Entry", "EncryptedPackage", "EncryptionInfo"]),
            None,
        ),
        (
            "a cut compound file",
            compound(&["Root Entry", "__nameid_version1.0"])[..700].to_vec(),
            None,
        ),
        (
            "a message",
            b"Received: from a\r\n\tby b\r\nFrom: Ana <ana@x.example>\r\nSubject: ok\r\n\r\nOl\xE1".to_vec(),
            Some(MediaType::Eml),
        ),
        (
            "text",
            "Projeto entregue em 3 de março.\r\n".into(),
            Some(MediaType::Txt),
        ),
        ("text in UTF-16", utf16, Some(MediaType::Txt)),
        (
            "HTML is text",
            b"<!DOCTYPE html><script>alert(1)</script>%PDF-1.7".to_vec(),
            Some(MediaType::Txt),
        ),
        (
            "SVG is text",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            Some(MediaType::Txt),
        ),
        (
            "a script is text",
            b"#!/bin/sh\nrm -rf /\n".to_vec(),
            Some(MediaType::Txt),
        ),
        ("text in an old encoding", b"Mar\xE7o".to_vec(), None),
        (
            "a long text with a NUL at its end",
            then(vec![b'a'; 300_000], b"\0"),
            None,
        ),
        ("a program", b"\x7FELF\x02\x01\x01\0".to_vec(), None),
        ("a GIF", b"GIF89a\x01\0\x01\0\x80".to_vec(), None),
        (
            "noise",
            (0..200_000u32)
                .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
                .collect(),
            None,
        ),
    ];
    for (number, (name, bytes, expected)) in cases.into_iter().enumerate() {
        let (folder, blobs) = blobs();
        for (turn, piece) in [100_000, 7].into_iter().enumerate() {
            let received = receive_in_pieces(&blobs, key((2 * number + turn) as u128), &bytes, piece).await;
            match (expected, received) {
                (Some(expected), Ok(received)) => assert_eq!(received.media_type, expected, "{name}"),
                (None, Err(ReceiveError::UnknownType)) => assert_eq!(files_under(folder.path()).len(), 0, "{name}"),
                (_, other) => panic!("{name}: {other:?}"),
            }
        }
    }
}

fn beginnings() -> impl Strategy<Value = Vec<u8>> {
    let noise = prop::collection::vec(any::<u8>(), 0..400);
    let start = prop::sample::select(vec![
        b"%PDF-1.7".to_vec(),
        b"PK\x03\x04".to_vec(),
        docx(),
        compound(&["Root Entry", "__nameid_version1.0"]),
        b"From: a\nTo: b\n".to_vec(),
        b"\xFF\xFEa\0".to_vec(),
        "ação".as_bytes().to_vec(),
        vec![],
    ]);
    (
        start,
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        noise,
    )
        .prop_map(|(mut file, changes, noise)| {
            for (at, byte) in changes {
                if !file.is_empty() {
                    let at = at.index(file.len());
                    file[at] = byte;
                }
            }
            then(file, &noise)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_bytes_are_either_taken_in_whole_or_refused_without_a_trace(bytes in beginnings(), piece in 1usize..200) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (folder, blobs) = blobs();
            match receive_in_pieces(&blobs, key(1), &bytes, piece).await {
                Ok(received) => {
                    assert_eq!(received.size_bytes as usize, bytes.len());
                    assert_eq!(crate::content(&blobs, key(1)).await, bytes);
                    // How the sender cuts a file doesn't change what it is.
                    assert_eq!(receive(&blobs, key(2), &bytes).await.unwrap().media_type, received.media_type);
                }
                Err(ReceiveError::UnknownType | ReceiveError::Empty) => assert!(files_under(folder.path()).is_empty()),
                Err(other) => panic!("{other:?}"),
            }
        });
    }
}
