//! `/messages`: what the product has written. The demo shows everybody's, since nothing leaves the machine.

use app::messages::Letter;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::NoticeKind;
use domain::id::ClaimNumber;
use domain::reference::Reference;
use domain::text::Email;
use store::{Cursor, CursorOf, PageRequest};
use ui::Section;
use ui::messages::{MessageView, MessagesPage, MessagesReach};

use super::paging::Pages;
use super::{Visit, Web, failure};
use crate::letters;
use crate::state::Mode;

const MESSAGES: u16 = 25;
/// What stands for the reader's own address.
const OWN: &str = "me";

/// `GET /messages`
pub(super) async fn messages(visit: Visit) -> Response {
    let own = visit.person.email.clone();
    let (reach, to) = if is_demo(&visit) {
        let to = match visit.query.get("to").trim() {
            OWN => own.as_str(),
            to => to,
        };
        (MessagesReach::Everybody { own: own.to_string() }, to.to_owned())
    } else {
        (MessagesReach::Own, own.to_string())
    };
    let number = visit.query.get("claim").trim().to_owned();
    let pages = Pages::of(&visit, "/messages", &["claim", "to"]);
    let request = PageRequest {
        limit: MESSAGES,
        after: Cursor::parse(visit.query.get("cursor"), CursorOf::MessagesNewest).ok(),
    };
    let (found, next) = match find(&visit, &number, &to, &request).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let page = MessagesPage {
        frame: visit.frame(Section::Messages),
        claim: number,
        to: if reach == MessagesReach::Own { String::new() } else { to },
        reach,
        messages: found,
        next: pages.next(next),
        start: pages.start(request.after),
    };
    failure::answer(StatusCode::OK, &page)
}

/// A page of messages. What is no number or no address matches none.
async fn find(
    visit: &Visit,
    number: &str,
    to: &str,
    request: &PageRequest,
) -> Result<(Vec<MessageView>, Option<Cursor>), Response> {
    let claim = (!number.is_empty()).then(|| number.parse::<ClaimNumber>()).transpose();
    let to = (!to.is_empty()).then(|| Email::parse(to)).transpose();
    let (Ok(claim), Ok(to)) = (claim, to) else {
        return Ok((Vec::new(), None));
    };
    let env = visit.web.env();
    let page = app::messages::list_newest(env, claim, to.as_ref(), request).await;
    let page = page.map_err(|error| visit.fault(&error))?;
    let directory = visit.directory();
    let mut views = Vec::with_capacity(page.items.len());
    // A customer's letter holds a secret that no account may read, whatever its address.
    for letter in page
        .items
        .iter()
        .filter(|letter| is_demo(visit) || !is_secret(letter.message.kind))
    {
        views.push(view(&visit.web, letter, &directory.reference).map_err(|error| visit.fault(&error))?);
    }
    Ok((views, page.next))
}

fn is_demo(visit: &Visit) -> bool {
    visit.web.mode() == Mode::Demo
}

fn is_secret(kind: NoticeKind) -> bool {
    letters::audience(kind, None) == ui::letters::Audience::Customer
}

fn view(web: &Web, letter: &Letter, reference: &Reference) -> Result<MessageView, ui::TemplateError> {
    let written = letters::write(letter, reference, web.origin())?;
    let message = &letter.message;
    Ok(MessageView {
        claim: Some(message.claim.to_string()),
        kind: message.kind,
        to: message.to.to_string(),
        language: message.language,
        subject: written.letter.subject,
        text: written.letter.text,
        links: written.links,
        code: letter.code.clone(),
        at: message.at.timestamp(),
    })
}
