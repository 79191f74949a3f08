//! What a request says about its page's surroundings: the theme that its browser keeps, and its address.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::UserId;
use ui::Frame;
use ui::failure::FailureKind;
use ui::theme::Theme;

use super::form::{Form, encoded};
use super::visit::read_form;
use super::{Sent, Visit, Web, failure, session, sign_in};

/// The cookie and the preference.
pub(crate) const THEME: &str = "theme";
/// A year: the choice of a browser, for guests too.
const THEME_SECONDS: u32 = 365 * 24 * 60 * 60;

#[derive(Clone)]
struct Around {
    theme: Theme,
    address: String,
}

tokio::task_local! {
    static AROUND: Around;
}

/// Notes the surroundings while a request is answered, so that every page of it has them, also one that says what
/// went wrong before anything else was known.
pub(crate) async fn note(request: Request, next: Next) -> Response {
    let around = Around {
        theme: theme(request.headers()),
        address: address(request.method(), request.uri()),
    };
    AROUND.scope(around, next.run(request)).await
}

/// The frame in the surroundings of the request that is being answered.
pub(crate) fn surround(frame: Frame) -> Frame {
    let around = AROUND.try_with(Clone::clone).ok();
    match around {
        Some(Around { theme, address }) => Frame {
            theme,
            address,
            ..frame
        },
        None => frame,
    }
}

fn theme(headers: &HeaderMap) -> Theme {
    session::cookie_value(headers, THEME)
        .and_then(Theme::from_code)
        .unwrap_or_default()
}

/// Where to come back to: the page itself without what is shown once; of a form that was sent, the page it stood on.
pub(crate) fn address(method: &Method, uri: &Uri) -> String {
    let path = uri.path();
    if method != Method::GET {
        let claim = path.strip_prefix("/claims/").and_then(|rest| rest.split('/').next());
        return claim.map_or_else(|| "/".to_owned(), |number| format!("/claims/{number}"));
    }
    let query = Form::parse(uri.query().unwrap_or_default().as_bytes());
    let kept = query
        .pairs()
        .filter(|(name, value)| *name != "done" && !value.is_empty());
    let query: Vec<String> = kept
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// The cookie of a choice; following the system needs none.
pub(crate) fn theme_cookie(theme: Theme, secure: bool) -> HeaderValue {
    let age = match theme {
        Theme::System => 0,
        Theme::Light | Theme::Dark | Theme::LightContrast | Theme::DarkContrast => THEME_SECONDS,
    };
    let secure = if secure { "; Secure" } else { "" };
    let code = theme.code();
    let text = format!("{THEME}={code}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    // Codes and attributes are plain ASCII.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// The theme that an account chose, for the browser it signs in with.
pub(crate) async fn kept_theme(web: &Web, user: UserId) -> Option<Theme> {
    let preferences = web.env().store.preferences(user).await;
    let kept = preferences.inspect_err(|error| {
        failure::log(web.env(), error);
    });
    kept.ok()?.get(THEME).and_then(|code| Theme::from_code(code))
}

/// `POST /theme`: for guests too; of signed-in people it is kept with the account.
pub(crate) async fn choose_theme(State(web): State<Web>, visit: Result<Visit, Response>, request: Request) -> Response {
    if session::is_from_elsewhere(request.headers()) {
        return failure::guest(&web, StatusCode::FORBIDDEN, |_| FailureKind::Forbidden { why: None });
    }
    let Some(form) = read_form(request.into_body()).await else {
        return failure::guest(&web, StatusCode::PAYLOAD_TOO_LARGE, |_| FailureKind::TooLarge);
    };
    let Some(theme) = Theme::from_code(form.get(THEME)) else {
        return failure::guest(&web, StatusCode::BAD_REQUEST, |_| FailureKind::Unreadable);
    };
    if let Ok(visit) = visit {
        if let Some(refused) = visit.refuse_token(form.get("csrf")) {
            return refused;
        }
        let store = &web.env().store;
        if let Err(error) = store
            .put_preference(visit.person.id, THEME, Some(theme.code().to_owned()))
            .await
        {
            return visit.fault(&error);
        }
    }
    let back = Redirect::to(sign_in::local(form.get("return_to")).unwrap_or("/"));
    ([(header::SET_COOKIE, theme_cookie(theme, web.secure()))], back).into_response()
}

/// `POST /session`: any use of a session makes it longer, so there is nothing left to do.
pub(crate) async fn stay(Sent { form, .. }: Sent) -> Response {
    Redirect::to(sign_in::local(form.get("return_to")).unwrap_or("/")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_come_back_to_without_what_is_shown_once_and_a_form_to_its_claim() {
        for (method, uri, expected) in [
            (
                Method::GET,
                "/claims?q=vale%20verde&done=saved&status=",
                "/claims?q=vale%20verde",
            ),
            (Method::GET, "/claims?done=saved", "/claims"),
            (
                Method::POST,
                "/claims/CPOR-2026-000001/disputes",
                "/claims/CPOR-2026-000001",
            ),
            (Method::POST, "/theme", "/"),
        ] {
            assert_eq!(address(&method, &uri.parse().expect("an address")), expected);
        }
    }

    #[test]
    fn a_choice_is_kept_for_a_year_and_following_the_system_needs_no_cookie() {
        let dark = theme_cookie(Theme::Dark, true);
        assert_eq!(
            dark,
            "theme=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
        );
        let system = theme_cookie(Theme::System, false);
        assert_eq!(system, "theme=system; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }
}
