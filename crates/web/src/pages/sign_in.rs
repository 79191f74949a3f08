//! Signing in and out.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::party::Membership;
use domain::text::Email;
use serde_json::json;
use ui::failure::FailureKind;
use ui::kept::SignedInPage;
use ui::sign_in::{DemoAccount, DemoOrganisation, KeptForm, SignInPage, SignInProblem};
use ui::{Flash, Frame};

use super::form::Form;
use super::visit::read_form;
use super::{Sent, Visit, Web, around, failure, kept, script, session, setup};
use crate::state::Mode;

/// Longer passwords are refused unread: hashing them would cost more than they protect.
const PASSWORD_BYTES_MAX: usize = 1024;
/// Too many at once are told to come back after this.
const RETRY_SECONDS: u64 = 5;

/// `GET /sign-in`
pub(crate) async fn show(State(web): State<Web>, request: Request) -> Response {
    match session::find(web.env(), request.headers(), web.secure()).await {
        Ok(Some(_)) => return Redirect::to("/").into_response(),
        Ok(None) => {}
        Err(error) => return failure::fault(&web, &error),
    }
    if let Err(error) = web.env().look_around().await {
        return failure::fault(&web, &error);
    }
    if setup::is_unset(&web) {
        return Redirect::to("/setup").into_response();
    }
    let query = Form::parse(request.uri().query().unwrap_or_default().as_bytes());
    let flash = Flash::from_code(query.get("done")).filter(|flash| *flash == Flash::SignedOut);
    let page = page(&web, "", None, query.get("next"));
    failure::answer(
        StatusCode::OK,
        &SignInPage {
            frame: Frame { flash, ..page.frame },
            ..page
        },
    )
}

/// `POST /sign-in`
pub(crate) async fn enter(State(web): State<Web>, request: Request) -> Response {
    let address = web.operating().trusted_proxies.key(&request).unwrap_or_default();
    let form = match sent(&web, request).await {
        Ok(form) => form,
        Err(refused) => return refused,
    };
    let (typed, password) = (form.get("email").trim(), form.get("password"));
    let again = |status, problem| failure::answer(status, &retry(&web, typed, problem, &form));
    if typed.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, SignInProblem::EmailMissing);
    }
    if password.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, SignInProblem::PasswordMissing);
    }
    let wrong = || again(StatusCode::UNPROCESSABLE_ENTITY, SignInProblem::Wrong);
    // What is no address has no account, and a password that long is nobody's: neither costs anything to refuse.
    let Some(email) = Email::parse(typed)
        .ok()
        .filter(|_| password.len() <= PASSWORD_BYTES_MAX)
    else {
        return wrong();
    };
    if let Err(often) = web.rates().sign_in(&email, &address) {
        let busy = again(
            StatusCode::TOO_MANY_REQUESTS,
            SignInProblem::TooMany { seconds: often.seconds },
        );
        return ([(header::RETRY_AFTER, often.seconds.to_string())], busy).into_response();
    }
    let env = web.env();
    let account = match env.store.find_account(&email).await {
        Ok(account) => account,
        Err(error) => return failure::fault(&web, &error),
    };
    let hash = account.as_ref().map(|account| account.password_phc.clone());
    match ((env.ports.verify_password)(password.to_owned(), hash).await, account) {
        (Some(true), Some(account)) => begin_keeping(&web, account.id, &form).await,
        (Some(_), _) => wrong(),
        (None, _) => {
            let busy = again(
                StatusCode::SERVICE_UNAVAILABLE,
                SignInProblem::TooMany { seconds: RETRY_SECONDS },
            );
            ([(header::RETRY_AFTER, RETRY_SECONDS.to_string())], busy).into_response()
        }
    }
}

/// `POST /sign-in/demo`: one click, only in the demo.
pub(crate) async fn enter_demo(State(web): State<Web>, request: Request) -> Response {
    if web.mode() == Mode::Live {
        return failure::guest(&web, StatusCode::NOT_FOUND, |_| FailureKind::Absent);
    }
    let form = match sent(&web, request).await {
        Ok(form) => form,
        Err(refused) => return refused,
    };
    if let Err(error) = web.env().look_around().await {
        return failure::fault(&web, &error);
    }
    let directory = web.env().directory();
    let email = Email::parse(form.get("email")).ok();
    match email
        .and_then(|email| directory.person_by_email(&email))
        .filter(|person| person.is_active())
    {
        Some(person) => begin_keeping(&web, person.id, &form).await,
        None => {
            let page = retry(&web, form.get("email"), SignInProblem::Wrong, &form);
            failure::answer(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// `POST /sign-out`
pub(crate) async fn leave(Sent { visit, .. }: Sent) -> Response {
    if let Err(error) = visit.web.env().store.end_session(visit.session).await {
        return visit.fault(&error);
    }
    let to = Redirect::to(&format!("/sign-in?done={}", Flash::SignedOut.code()));
    ([(header::SET_COOKIE, session::ended_cookie(visit.web.secure()))], to).into_response()
}

/// A guest's form. There is no session yet whose token it could carry: what the browser says of its origin counts.
pub(super) async fn sent(web: &Web, request: Request) -> Result<Form, Response> {
    if session::is_from_elsewhere(request.headers()) {
        return Err(failure::guest(web, StatusCode::FORBIDDEN, |_| FailureKind::Forbidden {
            why: None,
        }));
    }
    let form = read_form(request.into_body()).await;
    form.ok_or_else(|| failure::guest(web, StatusCode::PAYLOAD_TOO_LARGE, |_| FailureKind::TooLarge))
}

/// Signs in, and goes on to a page.
pub(super) async fn begin(web: &Web, user: domain::id::UserId, next: &str) -> Response {
    begun(web, user, next, None).await
}

/// Signs in with the form that was sent, which may carry another along.
async fn begin_keeping(web: &Web, user: domain::id::UserId, form: &Form) -> Response {
    begun(web, user, form.get("return_to"), kept::carried_by(form)).await
}

async fn begun(web: &Web, user: domain::id::UserId, next: &str, kept: Option<KeptForm>) -> Response {
    let begun = match session::begin(web.env(), user).await {
        Ok(begun) => begun,
        Err(error) => return failure::fault(web, &error),
    };
    let theme = around::kept_theme(web, user).await;
    let cookies = [
        Some(session::cookie(&begun.token, web.secure())),
        theme.map(|theme| around::theme_cookie(theme, web.secure())),
    ];
    let cookies = AppendHeaders(cookies.into_iter().flatten().map(|cookie| (header::SET_COOKIE, cookie)));
    match kept {
        Some(KeptForm::Carried { to, body }) => {
            let page = kept::after_sign_in(web, &begun.form_token, &to, &body);
            (cookies, failure::answer(StatusCode::OK, &page)).into_response()
        }
        Some(KeptForm::TooLarge) | None => (cookies, Redirect::to(local(next).unwrap_or("/"))).into_response(),
    }
}

/// The sign-in page in place of an answer to a form that was sent without a session.
pub(crate) fn keeping(web: &Web, path: &str, form: &Form) -> Response {
    let page = SignInPage {
        kept: Some(kept::carried(path, form)),
        ..page(web, "", None, "")
    };
    failure::answer(StatusCode::UNAUTHORIZED, &page)
}

/// `GET /signed-in`: in a tab that was opened to sign in anew.
pub(crate) async fn again(visit: Visit) -> Response {
    let frame = visit.frame(ui::Section::Elsewhere);
    failure::answer(StatusCode::OK, &SignedInPage { frame })
}

/// `GET /session`: who is signed in, for a script whose form has lost its session.
pub(crate) async fn current(visit: Visit) -> Response {
    let body = json!({ "person": visit.person.id.0.to_string(), "csrf": visit.form_token });
    script::answer(StatusCode::OK, body)
}

/// A path of this product: nothing that a browser could take for another host's address.
pub(crate) fn local(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (path.starts_with('/') && !path.starts_with("//") && plain).then_some(path)
}

/// The page after a try that failed: with what was typed, and with the form that it carries.
fn retry(web: &Web, email: &str, problem: SignInProblem, form: &Form) -> SignInPage {
    SignInPage {
        kept: kept::carried_by(form),
        ..page(web, email, Some(problem), form.get("return_to"))
    }
}

fn page(web: &Web, email: &str, problem: Option<SignInProblem>, next: &str) -> SignInPage {
    SignInPage {
        frame: failure::guest_frame(web),
        email: email.to_owned(),
        problem,
        return_to: local(next).map(ToOwned::to_owned),
        kept: None,
        demo: match web.mode() {
            Mode::Demo => demo_accounts(web),
            Mode::Live => Vec::new(),
        },
    }
}

/// The partners with their accounts, then the vendor's.
fn demo_accounts(web: &Web) -> Vec<DemoOrganisation> {
    let directory = web.env().directory();
    let reference = &directory.reference;
    let accounts = |belongs: &dyn Fn(&Membership) -> bool| {
        let mut people: Vec<_> = reference
            .people
            .values()
            .filter(|person| person.is_active() && belongs(&person.membership))
            .collect();
        people.sort_by_key(|person| (person.role, person.email.clone()));
        let account = |person: &domain::party::Person| DemoAccount {
            name: person.name.to_string(),
            role: person.role,
            email: person.email.to_string(),
        };
        people.into_iter().map(account).collect::<Vec<_>>()
    };
    let partners = reference.partners.values().map(|partner| DemoOrganisation {
        name: partner.name.to_string(),
        accounts: accounts(&|membership| match membership {
            Membership::Partner { partner: of, .. } => *of == partner.id,
            Membership::Vendor => false,
        }),
    });
    let vendor = DemoOrganisation {
        name: reference.vendor.to_string(),
        accounts: accounts(&|membership| *membership == Membership::Vendor),
    };
    partners
        .chain([vendor])
        .filter(|organisation| !organisation.accounts.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_local_paths_are_returned_to() {
        assert_eq!(
            local("/claims/CPOR-2026-000001?x=1"),
            Some("/claims/CPOR-2026-000001?x=1")
        );
        for path in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "claims",
            "/ü",
        ] {
            assert_eq!(local(path), None, "{path}");
        }
    }
}
