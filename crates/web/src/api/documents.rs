//! Documents: streamed in, handed out as attachments.

use std::ops::ControlFlow;

use app::{load, proof};
use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Path, Request, State as Shared};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use documents::{BlobError, BlobKey, Limits, ReceiveError, Received};
use domain::claim::{CommandKind, Document, FieldCode, InvalidField};
use domain::id::DocumentId;
use domain::text::FileName;
use utoipa::ToSchema;

use super::answer;
use super::claims::{answer_taken, permit_ever, refused};
use super::input::{Query, claim_number};
use super::repeat::Turn;
use crate::auth::Caller;
use crate::bodies::DocumentBody;
use crate::bodies::fields::{ERRORS_MAX, escaped, text_code};
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// 25 MB (domain.md §8).
pub const FILE_BYTES_MAX: i64 = 25_000_000;
/// More than a file is read only to be thrown away, so that its sender hears the answer.
pub const UPLOAD_BYTES_MAX: usize = 64_000_000;
/// When a file that the store of blobs didn't take may be sent again.
const STORE_RETRY_SECONDS: u32 = 5;

/// An upload.
#[derive(ToSchema)]
pub struct UploadBody {
    /// The file.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    #[expect(dead_code, reason = "it only describes the form; the file is streamed")]
    file: Vec<u8>,
}

/// A file that came in, its bytes stored already.
struct File {
    /// Its key.
    id: DocumentId,
    /// Its name.
    name: FileName,
    /// What was stored.
    received: Received,
}

/// What came in a form that should hold a file.
struct Upload {
    /// The file.
    file: Option<File>,
    /// What is wrong with the form.
    errors: Vec<InvalidField>,
}

/// Reads a form with one file called `file`. Bytes of a file that is not taken in are gone; whoever gets the upload
/// throws away what it doesn't use.
async fn receive(state: &State, request: Request) -> Result<Upload, Problem> {
    if !is_form(request.headers()) {
        return Err(Problem::unsupported_media_type());
    }
    let mut form = Multipart::from_request(request, state)
        .await
        .map_err(|_| Problem::unreadable())?;
    let mut upload = Upload {
        file: None,
        errors: Vec::new(),
    };
    let read = read_form(state, &mut form, &mut upload).await;
    if let Err(problem) = read {
        discard(state, upload.file).await;
        // The rest is read and thrown away, so that the sender hears the answer.
        while let Ok(Some(_)) = form.next_field().await {}
        return Err(problem);
    }
    Ok(upload)
}

async fn read_form(state: &State, form: &mut Multipart, upload: &mut Upload) -> Result<(), Problem> {
    while let Some(field) = form.next_field().await.map_err(|error| unreadable(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        match (name.as_str(), &upload.file) {
            ("file", None) => upload.file = read_file(state, field, &mut upload.errors).await?,
            _ if upload.errors.len() >= ERRORS_MAX => {}
            ("file", Some(_)) => upload.errors.push(InvalidField::new("/file", FieldCode::Duplicate)),
            (other, _) => {
                upload.errors.push(InvalidField::new(
                    format!("/{}", escaped(other)),
                    FieldCode::UnknownField,
                ));
            }
        }
    }
    Ok(())
}

async fn read_file(state: &State, field: Field<'_>, errors: &mut Vec<InvalidField>) -> Result<Option<File>, Problem> {
    let name = match field.file_name().map(base_name) {
        Some(name) if !name.trim().is_empty() => FileName::parse(name).map_err(text_code),
        Some(_) | None => Err(FieldCode::Required),
    };
    let name = match name {
        Ok(name) => name,
        Err(code) => {
            errors.push(InvalidField::new("/file", code));
            return Ok(None);
        }
    };
    let env = state.env();
    let id = DocumentId(env.new_id());
    let limits = Limits {
        size_bytes_max: FILE_BYTES_MAX,
    };
    match env.blobs.receive(BlobKey::of(id.0), field, limits).await {
        Ok(received) => Ok(Some(File { id, name, received })),
        Err(ReceiveError::TooLarge { .. }) => Err(Problem::too_large()),
        Err(ReceiveError::UnknownType) => Err(Problem::unsupported_media_type()),
        Err(ReceiveError::Empty) => {
            errors.push(InvalidField::new("/file", FieldCode::Required));
            Ok(None)
        }
        Err(ReceiveError::Interrupted(error)) => Err(match error.downcast_ref::<MultipartError>() {
            Some(error) => unreadable(error),
            None => Problem::unreadable(),
        }),
        // Their store is away, not we: the same file may be sent again soon.
        Err(ReceiveError::Blob(error @ BlobError::Unanswered(_))) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a file can't be stored now");
            Err(Problem {
                retry_after: Some(STORE_RETRY_SECONDS),
                ..Problem::not_ready()
            })
        }
        Err(error @ (ReceiveError::KeyTaken(_) | ReceiveError::Blob(_))) => Err(Problem::fault(&error, env.new_id())),
    }
}

fn unreadable(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large()
    } else {
        Problem::unreadable()
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    value
        .split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("multipart/form-data"))
}

/// Some senders tell where the file lay.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

async fn discard(state: &State, file: Option<File>) {
    if let Some(file) = file {
        proof::discard(state.env(), file.id).await;
    }
}

/// Adds a document.
#[utoipa::path(
    post, path = "/claims/{number}/documents", tag = "documents", security(("token" = [])),
    request_body(content = UploadBody, content_type = "multipart/form-data"),
    params(
        ("number" = String, Path, description = "The claim's number"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 255, description = "Makes a repeat safe"),
    ),
    responses(
        (status = 201, description = "The document", body = DocumentBody, headers(("Location" = String))),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn post(
    Shared(state): Shared<State>,
    caller: Caller,
    Path(number): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Problem> {
    let mut upload = receive(&state, request).await?;
    let added = add(&state, &caller, &number, &uri, &headers, &mut upload).await;
    // What no command took has no use. What one took is its own: after a fault only it knows that a row may name it.
    discard(&state, upload.file).await;
    added
}

/// The answer to an upload; takes the file where a command takes its bytes over.
async fn add(
    state: &State,
    caller: &Caller,
    number: &str,
    uri: &Uri,
    headers: &HeaderMap,
    upload: &mut Upload,
) -> Result<Response, Problem> {
    let env = state.env();
    let hash = upload
        .file
        .as_ref()
        .map(|file| file.received.sha256)
        .unwrap_or_default();
    let ticket = match Turn::of(state, headers, &caller.key(), uri.path(), hash)
        .await?
        .or_answer()
    {
        ControlFlow::Continue(ticket) => ticket,
        ControlFlow::Break(answer) => return Ok(answer),
    };
    let loaded = load(env, &caller.actor, claim_number(number)?).await;
    let stored = loaded.map_err(|error| refused(state, &caller.actor, error))?;
    permit_ever(&caller.actor, CommandKind::AddDocument)?;
    if !upload.errors.is_empty() {
        return Err(Problem::invalid(std::mem::take(&mut upload.errors)));
    }
    let Some(File { id, name, received }) = upload.file.take() else {
        return Err(Problem::invalid(vec![InvalidField::new("/file", FieldCode::Required)]));
    };
    let path = uri.path().to_owned();
    let render = move |stored: &store::Stored| {
        let document = stored.claim.documents.iter().find(|document| document.id == id);
        answer::created(&document.map(DocumentBody::of), Some(format!("{path}/{id}")))
    };
    let repeat = ticket.as_ref().map(|ticket| ticket.repeat(render.clone()));
    match proof::add(env, &caller.actor, stored, proof::Upload { id, name, received }, repeat).await {
        Ok(stored) => Ok(answer::send(render(&stored))),
        Err(error) => answer_taken(state, &caller.actor, ticket, error).await,
    }
}

/// Downloads a document.
#[utoipa::path(
    get, path = "/claims/{number}/documents/{id}", tag = "documents", security(("token" = [])),
    params(
        ("number" = String, Path, description = "The claim's number"),
        ("id" = String, Path, description = "The document's key"),
    ),
    responses(
        (status = 200, description = "The file, as an attachment", content_type = "application/octet-stream"),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(
    Shared(state): Shared<State>,
    caller: Caller,
    Path((number, id)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Problem> {
    let env = state.env();
    let loaded = load(env, &caller.actor, claim_number(&number)?).await;
    let stored = loaded.map_err(|error| refused(&state, &caller.actor, error))?;
    let id: DocumentId = id.parse().map_err(|_| Problem::not_found())?;
    Query::of(&uri, &[]).finish()?;
    let opened = proof::open(env, &stored.claim, id).await;
    let opened = opened.map_err(|error| Problem::fault(&error, env.new_id()))?;
    let (document, reading) = opened.ok_or_else(Problem::not_found)?;
    Ok(attachment(&document, reading))
}

/// A document's bytes as an attachment that no browser shows or runs.
fn attachment(document: &Document, reading: documents::Reading) -> Response {
    let mut response = Body::from_stream(reading.pieces).into_response();
    let headers = response.headers_mut();
    let media_type = HeaderValue::try_from(&document.media_type);
    headers.insert(
        CONTENT_TYPE,
        media_type.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    headers.insert(CONTENT_LENGTH, HeaderValue::from(reading.size_bytes));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    if let Ok(disposition) = HeaderValue::try_from(disposition(document.name.as_str())) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    response
}

/// `attachment` with the name in both spellings that clients know (RFC 6266).
pub fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_survives_its_header() {
        assert_eq!(
            disposition("Nachweis \"Ü\".pdf"),
            "attachment; filename=\"Nachweis ___.pdf\"; filename*=UTF-8''Nachweis%20%22%C3%9C%22.pdf"
        );
        assert_eq!(base_name("C:\\fakepath\\proof.pdf"), "proof.pdf");
        assert_eq!(base_name("../../etc/passwd"), "passwd");
    }
}
