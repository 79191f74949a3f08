//! What a partner does on the claim page.

use app::{Expected, execute};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::claim::{Command, CommandKind, InvalidField, Version};
use domain::id::CommentId;
use serde_json::{Map, Value, json};
use ui::Flash;

use super::claim::{Renamed, Unsent, render};
use super::refuse_others;
use super::with_files::{self, Bringing, Brought};
use crate::bodies::{Act, read_act, read_comment};
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, Web};

/// A form's own address, opened: the claim it belongs to.
pub(crate) async fn back(Path(number): Path<String>, visit: Visit) -> Response {
    match visit.load(&number).await {
        Ok(stored) => Redirect::to(&format!("/claims/{}", stored.claim.number)).into_response(),
        Err(refused) => refused,
    }
}

/// The version that a form was made of.
pub(crate) fn expected(form: &Form) -> Expected {
    form.get("version")
        .parse()
        .map_or(Expected::None, |version| Expected::Version(Version(version)))
}

/// `POST …/submission`
pub(crate) async fn submit(Path(number): Path<String>, sent: Sent) -> Response {
    act(sent, &number, Act::Submit, Map::new(), Flash::Submitted).await
}

/// `POST …/resubmission`
pub(crate) async fn resubmit(
    Path(number): Path<String>,
    State(web): State<Web>,
    Bringing { visit, request }: Bringing,
) -> Response {
    let sent = match with_files(&number, &web, visit, request, Act::Resubmit).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let mut body = sent.form.body(&["comment"]);
    let ticked = sent.form.pairs().filter(|(_, value)| !value.is_empty());
    let lines: Vec<Value> = ticked
        .filter_map(|(name, _)| Some(Value::String(name.strip_prefix("remove.")?.to_owned())))
        .collect();
    body.insert("remove_lines".to_owned(), Value::Array(lines));
    act(sent, &number, Act::Resubmit, body, Flash::Resubmitted).await
}

/// `POST …/disputes`
pub(crate) async fn dispute(
    Path(number): Path<String>,
    State(web): State<Web>,
    Bringing { visit, request }: Bringing,
) -> Response {
    let sent = match with_files(&number, &web, visit, request, Act::Dispute).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let body = sent.form.body(&["justification"]);
    act(sent, &number, Act::Dispute, body, Flash::Disputed).await
}

/// A form that may bring files. They are the claim's before the rest is judged; a file that can't be taken stops it all.
async fn with_files(number: &str, web: &Web, visit: Visit, request: Request, act: Act) -> Result<Sent, Response> {
    if let Some(refused) = refuse_others(&visit) {
        return Err(refused);
    }
    // Whether the act is possible is judged afterwards, so that a refusal keeps what was typed.
    visit.load(number).await?;
    let Brought { form, trouble } = with_files::read(number, web, &visit, request).await?;
    let Some(trouble) = trouble else {
        return Ok(Sent { visit, form });
    };
    let (status, words) = trouble.told(&visit).map_err(|answer| *answer)?;
    let mut typed = on_page(act, &form);
    typed.blame("file", words);
    let errors = typed.errors(&visit.text());
    let stored = visit.load(number).await?;
    Err(render(&visit, &stored, status, typed, errors).await)
}

/// `POST …/extension-requests`
pub(crate) async fn request_extension(Path(number): Path<String>, sent: Sent) -> Response {
    let body = sent.form.body(&["comment"]);
    act(sent, &number, Act::RequestExtension, body, Flash::MoreTimeAsked).await
}

/// `POST …/customer-contact`
pub(crate) async fn name_contact(Path(number): Path<String>, sent: Sent) -> Response {
    let names = ["name", "title", "email", "language"].map(|field| format!("customer_contact.{field}"));
    let body = sent.form.body(&names.each_ref().map(String::as_str));
    act(sent, &number, Act::NameCustomerContact, body, Flash::ContactNamed).await
}

/// `POST …/comments`, shared with the vendor.
pub(crate) async fn comment(Sent { visit, form }: Sent, number: &str) -> Response {
    let body = json!({"text": form.text("text"), "visibility": "shared"});
    let id = CommentId(visit.web.env().new_id());
    let unsent = Unsent {
        seen: Expected::Any,
        typed: form.typed(),
        renamed: as_named,
    };
    let read = (CommandKind::Comment, read_comment(&body, id));
    carry_out(&visit, number, read, Expected::Any, unsent, Flash::Commented).await
}

async fn act(Sent { visit, form }: Sent, number: &str, act: Act, body: Map<String, Value>, flash: Flash) -> Response {
    if let Some(refused) = refuse_others(&visit) {
        return refused;
    }
    let command = read_act(act, &Value::Object(body), &visit.directory().reference);
    let (typed, renamed) = (on_page(act, &form), renamed_by(act));
    let seen = expected(&form);
    let unsent = Unsent { seen, typed, renamed };
    carry_out(&visit, number, (act.kind(), command), seen, unsent, flash).await
}

async fn carry_out(
    visit: &Visit,
    number: &str,
    (kind, command): (CommandKind, Result<Command, Vec<InvalidField>>),
    expected: Expected,
    unsent: Unsent,
    flash: Flash,
) -> Response {
    let stored = match visit.load(number).await {
        Ok(stored) => stored,
        Err(refused) => return refused,
    };
    if let Err(refusal) = stored.claim.permit(&visit.actor, kind) {
        return unsent.refused(visit, &stored, &refusal).await;
    }
    let command = match command {
        Ok(command) => command,
        Err(wrong) => return unsent.invalid(visit, &stored, &wrong).await,
    };
    let env = visit.web.env();
    match execute(env, &visit.actor, stored, expected, command, None).await {
        Ok(stored) => done(&format!("/claims/{}", stored.claim.number), flash),
        Err(error) => unsent.failed(visit, error).await,
    }
}

/// What was typed, by the page's names: it has several forms, some with a field called comment.
fn on_page(act: Act, form: &Form) -> ui::fields::Fields {
    let mut typed = form.typed();
    if act == Act::RequestExtension {
        typed.set("more_time", form.get("comment"));
        typed.set("comment", "");
    }
    typed
}

fn renamed_by(act: Act) -> Renamed {
    match act {
        Act::RequestExtension => |pointer| if pointer == "/comment" { "/more_time" } else { pointer },
        Act::Resubmit => |pointer| {
            if pointer.starts_with("/remove_lines") {
                "/remove_lines"
            } else {
                pointer
            }
        },
        Act::Submit
        | Act::StartReview
        | Act::RequestInformation
        | Act::Approve
        | Act::Reject
        | Act::Withdraw
        | Act::Dispute
        | Act::Reopen
        | Act::Extend
        | Act::Assign
        | Act::NameCustomerContact
        | Act::ConfirmCustomerContact => as_named,
    }
}

fn as_named(pointer: &str) -> &str {
    pointer
}
