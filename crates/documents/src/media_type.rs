//! The kinds of files accepted as proof (domain.md §8).

use std::fmt;
use std::str::FromStr;

/// What a file is by its content, whatever its name says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MediaType {
    /// Portable Document Format.
    Pdf,
    /// A text document of Office Open XML, without macros.
    Docx,
    /// A workbook of Office Open XML, without macros.
    Xlsx,
    /// A presentation of Office Open XML, without macros.
    Pptx,
    /// An Internet message with its header.
    Eml,
    /// A message as Outlook saves it.
    Msg,
    /// A PNG image.
    Png,
    /// A JPEG image.
    Jpeg,
    /// A TIFF image.
    Tiff,
    /// Plain text in UTF-8, or in UTF-16 with a byte order mark. HTML, SVG and scripts are text like any other.
    Txt,
}

/// A text that names no accepted media type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an accepted media type")]
pub struct NotAMediaType;

impl MediaType {
    /// All of them.
    pub const ALL: [MediaType; 10] = [
        MediaType::Pdf,
        MediaType::Docx,
        MediaType::Xlsx,
        MediaType::Pptx,
        MediaType::Eml,
        MediaType::Msg,
        MediaType::Png,
        MediaType::Jpeg,
        MediaType::Tiff,
        MediaType::Txt,
    ];

    /// The registered name, `application/pdf`.
    pub const fn as_str(self) -> &'static str {
        match self {
            MediaType::Pdf => "application/pdf",
            MediaType::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            MediaType::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            MediaType::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            MediaType::Eml => "message/rfc822",
            MediaType::Msg => "application/vnd.ms-outlook",
            MediaType::Png => "image/png",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Tiff => "image/tiff",
            MediaType::Txt => "text/plain",
        }
    }

    /// The usual ending of a file's name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            MediaType::Pdf => "pdf",
            MediaType::Docx => "docx",
            MediaType::Xlsx => "xlsx",
            MediaType::Pptx => "pptx",
            MediaType::Eml => "eml",
            MediaType::Msg => "msg",
            MediaType::Png => "png",
            MediaType::Jpeg => "jpg",
            MediaType::Tiff => "tiff",
            MediaType::Txt => "txt",
        }
    }

    /// Whether browsers show it by themselves, so that it may stand in the sandboxed frame; the others are only
    /// downloaded.
    pub const fn viewable(self) -> bool {
        match self {
            MediaType::Pdf | MediaType::Png | MediaType::Jpeg => true,
            MediaType::Docx
            | MediaType::Xlsx
            | MediaType::Pptx
            | MediaType::Eml
            | MediaType::Msg
            | MediaType::Tiff
            | MediaType::Txt => false,
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for MediaType {
    type Err = NotAMediaType;

    fn from_str(text: &str) -> Result<MediaType, NotAMediaType> {
        MediaType::ALL
            .into_iter()
            .find(|media_type| media_type.as_str() == text)
            .ok_or(NotAMediaType)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_read_as_it_is_written() {
        for media_type in MediaType::ALL {
            assert_eq!(media_type.to_string().parse(), Ok(media_type));
        }
        assert_eq!("text/html".parse::<MediaType>(), Err(NotAMediaType));
    }
}
