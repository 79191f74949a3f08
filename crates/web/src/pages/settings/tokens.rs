//! `/settings/tokens`: one's own API tokens.

use app::settings::access;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use store::TokenRow;
use ui::fields::Fields;
use ui::settings::{TokenView, TokensPage};
use ui::{Flash, Section};

use super::edit::refuse;
use super::parse::Reading;
use crate::pages::visit::done;
use crate::pages::{Sent, Visit, failure};

const PATH: &str = "/settings/tokens";

/// `GET /settings/tokens`
pub(super) async fn show(visit: Visit) -> Response {
    page(&visit, StatusCode::OK, None, Fields::default()).await
}

async fn page(visit: &Visit, status: StatusCode, made: Option<(String, String)>, typed: Fields) -> Response {
    let tokens = match visit.web.env().store.tokens_of(visit.person.id).await {
        Ok(tokens) => tokens,
        Err(error) => return visit.fault(&error),
    };
    let revoke = format!("{PATH}/revoke");
    let page = TokensPage {
        frame: visit.frame(Section::Settings),
        made,
        tokens: tokens.iter().map(|token| view(token, &revoke)).collect(),
        typed,
    };
    failure::answer(status, &page)
}

/// A token as its owner sees it.
pub(super) fn view(token: &TokenRow, revoke: &str) -> TokenView {
    TokenView {
        id: token.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        name: token.name.clone(),
        created_at: token.created_at.map(|at| at.timestamp()),
        expires_at: token.expires_at.map(|at| at.timestamp()),
        used_on: token.used_on,
        revoke: revoke.to_owned(),
    }
}

/// The hash that a token's form names it by.
pub(super) fn hash_of(text: &str) -> Option<[u8; 32]> {
    let bytes: Option<Vec<u8>> = text
        .as_bytes()
        .chunks(2)
        .map(|pair| {
            std::str::from_utf8(pair)
                .ok()
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect();
    bytes?.try_into().ok()
}

/// `POST /settings/tokens`: the token itself is in this answer and nowhere else.
pub(super) async fn make(Sent { visit, form }: Sent) -> Response {
    let mut reading = Reading::of(&form, visit.text());
    let name = reading.name("token_name");
    let days = reading.choice("expires", |typed| match typed {
        "" => Some(None),
        "90" => Some(Some(90)),
        "365" => Some(Some(365)),
        _ => None,
    });
    let (Some(name), Some(days)) = (name, days) else {
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, reading.typed).await;
    };
    match access::make_token(visit.web.env(), &visit.person, &name, days).await {
        Ok(Some(token)) => {
            let made = Some((name.to_string(), token));
            page(&visit, StatusCode::OK, made, Fields::default()).await
        }
        Ok(None) => {
            reading.blame("token_name", "too-many-tokens");
            page(&visit, StatusCode::CONFLICT, None, reading.typed).await
        }
        Err(error) => refuse(&visit, error),
    }
}

/// `POST /settings/tokens/revoke`
pub(super) async fn revoke(Sent { visit, form }: Sent) -> Response {
    let Some(hash) = hash_of(form.get("token")) else {
        return visit.absent();
    };
    match access::revoke_token(visit.web.env(), &visit.person, visit.person.id, hash).await {
        Ok(()) => done(PATH, Flash::TokenRevoked),
        Err(error) => refuse(&visit, error),
    }
}

/// Reading again what was sent leads back to the list.
pub(super) async fn back(_: Visit) -> Response {
    Redirect::to(PATH).into_response()
}

#[cfg(test)]
mod tests {
    use super::hash_of;

    #[test]
    fn a_token_is_named_by_its_whole_hash() {
        assert_eq!(hash_of(&"0f".repeat(32)), Some([15; 32]));
        for wrong in ["", "0f", &"0g".repeat(32), &"0f".repeat(33), "é"] {
            assert_eq!(hash_of(wrong), None, "{wrong}");
        }
    }
}
