//! Why blobs could not be reached, in words that an operator can act on.

use std::error::Error;
use std::io;

use object_store::client::{HttpError, HttpErrorKind};

/// Why a blob could not be reached.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is none of this key.
    #[error("there is no such blob")]
    Missing,
    /// The bucket or container that should hold the blobs.
    #[error("there is no such bucket or container")]
    NoBucket,
    /// Wrong credentials, or right ones that may not do this.
    #[error("the blob store refuses: {0}")]
    Refused(String),
    /// The store can't be reached, is overloaded or broken; a little later it may answer.
    #[error("the blob store does not answer: {0}")]
    Unanswered(String),
    /// The store failed.
    #[error("the blob store failed")]
    Store(#[source] object_store::Error),
    /// The blob store's folder or connection failed.
    #[error("the blob store could not be read or written")]
    Io(#[source] io::Error),
    /// The store gave back other bytes than were written.
    #[error("the blob store does not keep what is written")]
    NotKept,
}

impl BlobError {
    /// What an error means for a write, where nothing of ours can be missing.
    pub(crate) fn of_write(error: object_store::Error) -> BlobError {
        match BlobError::from(error) {
            BlobError::Missing => BlobError::Unanswered("what was sent so far is gone".to_owned()),
            other => other,
        }
    }
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> BlobError {
        use object_store::Error as Known;
        let is_bucket = |said: &str| said.contains("NoSuchBucket") || said.contains("ContainerNotFound");
        match &error {
            Known::NotFound { .. } if is_bucket(&error.to_string()) => BlobError::NoBucket,
            Known::NotFound { .. } => BlobError::Missing,
            Known::PermissionDenied { .. } | Known::Unauthenticated { .. } => BlobError::Refused(reason(&error)),
            other if is_passing(other) => BlobError::Unanswered(reason(&error)),
            _ => BlobError::Store(error),
        }
    }
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> BlobError {
        // Writers wrap what the store says.
        match error.downcast::<object_store::Error>() {
            Ok(error) => BlobError::of_write(error),
            Err(error) => BlobError::Io(error),
        }
    }
}

/// Whether the network or the far side failed, rather than what was asked.
fn is_passing(error: &object_store::Error) -> bool {
    let lost = |kind| {
        matches!(
            kind,
            // A connection that ended before its request was sent is of no kind.
            HttpErrorKind::Connect
                | HttpErrorKind::Request
                | HttpErrorKind::Timeout
                | HttpErrorKind::Interrupted
                | HttpErrorKind::Unknown
        )
    };
    if chain(error).any(|cause| {
        cause
            .downcast_ref::<HttpError>()
            .is_some_and(|error| lost(error.kind()))
    }) {
        return true;
    }
    // The type that holds the status is not public; its words are.
    let said = error.to_string();
    ["status code: 5", "status code: 408", "status code: 429"]
        .iter()
        .any(|status| said.contains(status))
}

/// What the store says in its answer, or else the innermost cause.
fn reason(error: &object_store::Error) -> String {
    let said = error.to_string();
    match (element(&said, "Code"), element(&said, "Message")) {
        (Some(code), Some(message)) => format!("{} ({code})", message.trim()),
        (Some(code), None) => code.to_owned(),
        (None, _) => chain(error).last().map_or(said, ToString::to_string),
    }
}

fn element<'a>(said: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = said.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    Some(text)
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |cause: &&'a (dyn Error + 'static)| (*cause).source())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denied(said: &str) -> object_store::Error {
        object_store::Error::PermissionDenied {
            path: "poe".to_owned(),
            source: said.into(),
        }
    }

    #[test]
    fn a_refusal_is_told_in_the_stores_own_words() {
        let answer = "403 Forbidden: <?xml version=\"1.0\"?><Error><Code>InvalidAccessKeyId</Code>\
            <Message>The key does not exist.</Message></Error>";
        for (said, told) in [
            (
                answer,
                "the blob store refuses: The key does not exist. (InvalidAccessKeyId)",
            ),
            ("<Code>Forbidden</Code>", "the blob store refuses: Forbidden"),
            ("permission denied", "the blob store refuses: permission denied"),
        ] {
            assert_eq!(BlobError::from(denied(said)).to_string(), told);
        }
    }

    #[test]
    fn what_may_pass_is_told_from_what_will_not() {
        let generic = |said: &str| object_store::Error::Generic {
            store: "S3",
            source: said.into(),
        };
        for (said, passes) in [
            ("Server returned non-2xx status code: 503 Service Unavailable: ", true),
            ("Server returned non-2xx status code: 429 Too Many Requests: ", true),
            ("Server returned non-2xx status code: 400 Bad Request: ", false),
            ("something else", false),
        ] {
            let error = BlobError::from(generic(said));
            assert_eq!(matches!(error, BlobError::Unanswered(_)), passes, "{error}");
        }
        let missing = |said: &str| object_store::Error::NotFound {
            path: "poe".to_owned(),
            source: said.into(),
        };
        assert!(matches!(
            BlobError::from(missing("<Code>NoSuchBucket</Code>")),
            BlobError::NoBucket
        ));
        assert!(matches!(
            BlobError::from(missing("<Code>NoSuchKey</Code>")),
            BlobError::Missing
        ));
        let written = io::Error::from(missing("<Code>NoSuchUpload</Code>"));
        assert!(matches!(BlobError::from(written), BlobError::Unanswered(_)));
    }
}
