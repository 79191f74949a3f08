//! Uploading proof of execution: streamed, never held in memory.

use app::HandleError;
use app::proof::{Upload, add as add_document, discard};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use documents::{BlobKey, Limits, ReceiveError};
use domain::claim::CommandKind;
use domain::id::DocumentId;
use domain::text::FileName;
use serde_json::json;
use ui::Flash;
use ui::failure::FailureKind;
use ui::fields::Fields;
use ui::partner::Step;

use super::claim::render;
use super::with_files::Bringing;
use super::{refuse_others, steps};
use crate::pages::visit::done;
use crate::pages::{Visit, Web, failure, script};
use crate::problem::Problem;

/// No form's token is longer.
const TOKEN_BYTES_MAX: usize = 256;

/// `POST …/documents`: one file or several; those before a refused one are kept.
pub(crate) async fn add(
    Path(number): Path<String>,
    State(web): State<Web>,
    Bringing { visit, request }: Bringing,
) -> Response {
    let to = Place::of(&visit);
    match received(&number, &web, &visit, request, to).await {
        Ok(()) => match to {
            Place::ClaimPage => done(&format!("/claims/{number}"), Flash::Uploaded),
            Place::LastStep => done(
                &format!("/claims/{number}/edit/{}", Step::Proof.code()),
                Flash::Uploaded,
            ),
            Place::Script => script::answer(StatusCode::OK, json!({})),
        },
        Err(refused) => refused,
    }
}

/// Where the form stands, and so where its answer belongs.
#[derive(Clone, Copy)]
enum Place {
    /// On the claim's page.
    ClaimPage,
    /// On the wizard's last step.
    LastStep,
    /// In a script, which sends one file at a time and shows the answer's words.
    Script,
}

impl Place {
    fn of(visit: &Visit) -> Place {
        if visit.script {
            Place::Script
        } else if visit.query.get("step") == Step::Proof.code() {
            Place::LastStep
        } else {
            Place::ClaimPage
        }
    }
}

async fn received(number: &str, web: &Web, visit: &Visit, request: Request, to: Place) -> Result<(), Response> {
    if let Some(refused) = refuse_others(visit) {
        return Err(refused);
    }
    let stored = visit.load(number).await?;
    if let Err(refusal) = stored.claim.permit(&visit.actor, CommandKind::AddDocument) {
        return Err(visit.refuse(HandleError::Refused { refusal, claim: None }));
    }
    let unreadable = |_: StatusCode| visit.fail(StatusCode::BAD_REQUEST, FailureKind::Unreadable);
    let mut parts = Multipart::from_request(request, web)
        .await
        .map_err(|error| unreadable(error.status()))?;
    let mut token = String::new();
    let mut added = 0_usize;
    while let Some(part) = parts.next_field().await.map_err(|error| unreadable(error.status()))? {
        match part.name() {
            Some("csrf") => {
                token = token_in(part).await.map_err(|error| unreadable(error.status()))?;
            }
            // A browser sends an empty part without a name when nothing was chosen.
            Some("file") if part.file_name().is_none_or(str::is_empty) => {}
            Some("file") => {
                // The token stands before the files, so that nothing of a forged form is stored.
                if let Some(refused) = visit.refuse_token(&token) {
                    return Err(refused);
                }
                if let Err(problem) = store(visit, number, part).await {
                    // The rest of the form is read and thrown away: a browser shows no answer before it has sent all.
                    while let Ok(Some(_)) = parts.next_field().await {}
                    return Err(problem.answer(visit, number, to).await);
                }
                added += 1;
            }
            Some(_) | None => {}
        }
    }
    match visit.refuse_token(&token) {
        Some(refused) => Err(refused),
        None if added == 0 => Err(Trouble::Missing.answer(visit, number, to).await),
        None => Ok(()),
    }
}

/// The token that a part holds. What is longer than any is none, and is not kept in memory.
pub(super) async fn token_in(mut part: Field<'_>) -> Result<String, MultipartError> {
    let mut token = Vec::new();
    while let Some(piece) = part.chunk().await? {
        if token.len() + piece.len() > TOKEN_BYTES_MAX {
            return Ok(String::new());
        }
        token.extend_from_slice(&piece);
    }
    Ok(String::from_utf8(token).unwrap_or_default())
}

/// Why a file was not added.
pub(super) enum Trouble {
    /// None was chosen.
    Missing,
    /// Its name can't be kept.
    Name,
    /// A phone's photo in a form that reviewers can't open.
    Heic,
    /// Its bytes.
    Bytes(ReceiveError),
    /// The rules, or the shell.
    Handle(HandleError),
}

/// Adds the file that a part holds.
pub(super) async fn store(visit: &Visit, number: &str, part: Field<'_>) -> Result<(), Trouble> {
    let env = visit.web.env();
    let name = FileName::parse(&plain_name(part.file_name().unwrap_or_default())).map_err(|_| Trouble::Name)?;
    let id = DocumentId(env.new_id());
    let received = env
        .blobs
        .receive(BlobKey::of(id.0), part, Limits::default())
        .await
        .map_err(|error| Trouble::of_bytes(error, &name))?;
    // The claim as it is now: the file before this one has changed it.
    let loaded = match number.parse() {
        Ok(number) => app::load(env, &visit.actor, number).await,
        Err(_) => Err(HandleError::NotFound),
    };
    match loaded {
        Ok(stored) => {
            let upload = Upload { id, name, received };
            add_document(env, &visit.actor, stored, upload, None)
                .await
                .map_err(Trouble::Handle)?;
            Ok(())
        }
        Err(error) => {
            discard(env, id).await;
            Err(Trouble::Handle(error))
        }
    }
}

/// Some browsers send the whole path of the file.
fn plain_name(sent: &str) -> String {
    sent.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

impl Trouble {
    fn of_bytes(error: ReceiveError, name: &FileName) -> Trouble {
        let name = name.as_str().to_ascii_lowercase();
        match error {
            ReceiveError::UnknownType if name.ends_with(".heic") || name.ends_with(".heif") => Trouble::Heic,
            error => Trouble::Bytes(error),
        }
    }

    /// What to say beside the file field; a page of its own for what no field can mend.
    pub(super) fn told(self, visit: &Visit) -> Result<(StatusCode, String), Box<Response>> {
        let text = visit.text();
        Ok(match self {
            Trouble::Missing => (StatusCode::UNPROCESSABLE_ENTITY, text.refusal("file_missing")),
            Trouble::Name => (StatusCode::UNPROCESSABLE_ENTITY, text.field_problem("malformed")),
            Trouble::Heic => (StatusCode::UNSUPPORTED_MEDIA_TYPE, text.refusal("heic")),
            Trouble::Bytes(ReceiveError::TooLarge { .. }) => {
                (StatusCode::PAYLOAD_TOO_LARGE, text.refusal("file_too_large"))
            }
            Trouble::Bytes(ReceiveError::Empty) => (StatusCode::UNPROCESSABLE_ENTITY, text.refusal("file_empty")),
            Trouble::Bytes(ReceiveError::UnknownType) => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                text.refusal("unsupported_media_type"),
            ),
            Trouble::Bytes(ReceiveError::Interrupted(_)) => {
                return Err(Box::new(visit.fail(StatusCode::BAD_REQUEST, FailureKind::Unreadable)));
            }
            Trouble::Bytes(error @ (ReceiveError::KeyTaken(_) | ReceiveError::Blob(_))) => {
                return Err(Box::new(visit.fault(&error)));
            }
            Trouble::Handle(HandleError::Refused { refusal, .. }) => {
                (Problem::refused(&refusal).status, failure::words(&text, &refusal))
            }
            Trouble::Handle(error) => return Err(Box::new(visit.refuse(error))),
        })
    }

    /// The page that the form stands on, with what is wrong beside the file field.
    async fn answer(self, visit: &Visit, number: &str, to: Place) -> Response {
        let stored = match visit.load(number).await {
            Ok(stored) => stored,
            Err(refused) => return refused,
        };
        let text = visit.text();
        let (status, words) = match self.told(visit) {
            Ok(told) => told,
            Err(answer) => return *answer,
        };
        let mut typed = Fields::default();
        typed.blame("file", words.as_str());
        let errors = typed.errors(&text);
        match to {
            Place::LastStep => steps::proof(visit, &stored, status, typed, errors).await,
            Place::ClaimPage => render(visit, &stored, status, typed, errors).await,
            Place::Script => script::told(status, words),
        }
    }
}

#[cfg(test)]
mod tests {
    use documents::{Limits, MediaType};

    use super::plain_name;

    #[test]
    fn a_files_name_has_no_path() {
        assert_eq!(plain_name(r"C:\fakepath\SOW.pdf"), "SOW.pdf");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
    }

    #[test]
    fn browsers_are_told_the_limits_that_are_kept() {
        assert_eq!(
            u64::try_from(Limits::default().size_bytes_max),
            Ok(ui::partner::UPLOAD_BYTES_MAX)
        );
        for kind in MediaType::ALL {
            let ending = format!(".{}", kind.extension());
            assert!(
                ui::partner::UPLOAD_TYPES.split(',').any(|each| each == ending),
                "{ending}"
            );
        }
    }
}
