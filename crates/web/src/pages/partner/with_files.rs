//! Forms of texts that may bring files along: an answer or a dispute sent at once, as a browser without scripts does.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use ui::failure::FailureKind;

use super::upload::{Trouble, store, token_in};
use crate::pages::visit::{NoVisit, find, keep_signed_out, read_form, signed_out};
use crate::pages::{Form, Visit, Web, kept};

/// All texts of such a form together are never longer.
const TEXT_BYTES_MAX: usize = 200_000;
/// No file's name is longer.
const FILE_NAME_CHARACTERS_MAX: usize = 255;

/// What a form brought.
pub(super) struct Brought {
    /// Its texts.
    pub form: Form,
    /// Why a file was not added: those before it were.
    pub trouble: Option<Trouble>,
}

/// A signed-in person's request whose form may bring files.
pub(crate) struct Bringing {
    /// Who asks.
    pub visit: Visit,
    /// With the form unread.
    pub request: Request,
}

impl FromRequest<Web> for Bringing {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Bringing, Response> {
        let (parts, body) = request.into_parts();
        let has_parts = has_parts(&parts.headers);
        match find(&parts, web).await {
            Ok(visit) => Ok(Bringing {
                visit,
                request: Request::from_parts(parts, body),
            }),
            Err(NoVisit::Answered(answer)) => Err(answer),
            Err(NoVisit::SignedOut) if has_parts => {
                let typed = typed_in(Request::from_parts(parts.clone(), body), web).await;
                Err(keep_signed_out(&parts, typed, web))
            }
            Err(NoVisit::SignedOut) => Err(signed_out(&parts, body, web).await),
        }
    }
}

/// The texts of such a form and its files' names; the files are read and let go. None if it can't be read or holds too
/// much.
async fn typed_in(request: Request, web: &Web) -> Option<Form> {
    let mut parts = Multipart::from_request(request, web).await.ok()?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut room = TEXT_BYTES_MAX;
    while let Some(part) = parts.next_field().await.ok()? {
        let Some(name) = part.name().map(ToOwned::to_owned) else {
            continue;
        };
        let text = match part.file_name() {
            Some(file) => shortened(file),
            None => text_in(part, room).await.ok()??,
        };
        room = room.checked_sub(text.len())?;
        pairs.push((name, text));
    }
    Some(Form::of(pairs))
}

/// A file's name as a page repeats it.
fn shortened(file: &str) -> String {
    file.chars().take(FILE_NAME_CHARACTERS_MAX).collect()
}

fn has_parts(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE);
    media_type
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("multipart/form-data"))
}

/// Reads a form, with its session's token in it, and adds its files to the claim.
pub(super) async fn read(number: &str, web: &Web, visit: &Visit, request: Request) -> Result<Brought, Response> {
    let path = request.uri().path().to_owned();
    if has_parts(request.headers()) {
        return read_parts(number, web, visit, request).await;
    }
    let form = read_form(request.into_body())
        .await
        .ok_or_else(|| visit.fail(StatusCode::PAYLOAD_TOO_LARGE, FailureKind::TooLarge))?;
    match visit.refuse_token(form.get("csrf")) {
        Some(_) => Err(kept::outdated(visit, &path, &form)),
        None => Ok(Brought { form, trouble: None }),
    }
}

async fn read_parts(number: &str, web: &Web, visit: &Visit, request: Request) -> Result<Brought, Response> {
    let unreadable = |_: StatusCode| visit.fail(StatusCode::BAD_REQUEST, FailureKind::Unreadable);
    let broken = |error: MultipartError| unreadable(error.status());
    let path = request.uri().path().to_owned();
    let mut parts = Multipart::from_request(request, web)
        .await
        .map_err(|error| unreadable(error.status()))?;
    let mut token = String::new();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut trouble = None;
    let mut room = TEXT_BYTES_MAX;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let Some(name) = part.name().map(ToOwned::to_owned) else {
            continue;
        };
        match name.as_str() {
            "csrf" => token = token_in(part).await.map_err(broken)?,
            // A browser sends an empty part without a name when nothing was chosen.
            "file" if part.file_name().is_none_or(str::is_empty) => {}
            // The token stands before the files, so that nothing of a forged form is stored.
            "file" => match (visit.refuse_token(&token), &trouble) {
                // The rest is read all the same: a browser shows no answer before it has sent everything.
                (Some(_), _) => pairs.push((name, part.file_name().map(shortened).unwrap_or_default())),
                (None, Some(_)) => {}
                (None, None) => trouble = store(visit, number, part).await.err(),
            },
            _ => {
                let Some(text) = text_in(part, room).await.map_err(broken)? else {
                    return Err(visit.fail(StatusCode::PAYLOAD_TOO_LARGE, FailureKind::TooLarge));
                };
                room -= text.len();
                pairs.push((name, text));
            }
        }
    }
    let form = Form::of(pairs);
    match visit.refuse_token(&token) {
        Some(_) => Err(kept::outdated(visit, &path, &form)),
        None => Ok(Brought { form, trouble }),
    }
}

/// The text that a part holds; none if it is longer than there is room.
async fn text_in(mut part: Field<'_>, room: usize) -> Result<Option<String>, MultipartError> {
    let mut text = Vec::new();
    while let Some(piece) = part.chunk().await? {
        if text.len() + piece.len() > room {
            return Ok(None);
        }
        text.extend_from_slice(&piece);
    }
    Ok(Some(String::from_utf8_lossy(&text).into_owned()))
}
