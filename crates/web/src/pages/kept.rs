//! A form that arrived without its session: it is carried through the sign-in and offered to be sent again, so that nothing typed
//! is lost. Only what a page of this product sent is carried, and only a person's click sends it.

use axum::http::StatusCode;
use axum::response::Response;
use ui::Text;
use ui::kept::{KeptPage, KeptText, KeptWhy};
use ui::sign_in::KeptForm;

use super::form::{Form, encoded};
use super::sign_in::local;
use super::{Visit, Web, failure};

/// A file's field; of a form that is kept it holds the file's name.
const FILE: &str = "file";
/// A larger form isn't carried: what people type is smaller.
const KEPT_BYTES_MAX: usize = 200_000;

/// Whether a form fits, and what the sign-in page carries of it.
pub(crate) fn carried(path: &str, form: &Form) -> KeptForm {
    let body = written(form);
    if body.len() > KEPT_BYTES_MAX {
        return KeptForm::TooLarge;
    }
    KeptForm::Carried {
        to: path.to_owned(),
        body,
    }
}

/// The form that a sign-in form carries.
pub(crate) fn carried_by(form: &Form) -> Option<KeptForm> {
    let to = local(form.get("kept_to"))?;
    let body = form.get("kept");
    (body.len() <= KEPT_BYTES_MAX).then(|| KeptForm::Carried {
        to: to.to_owned(),
        body: body.to_owned(),
    })
}

/// The page after the sign-in: what was typed, and the button that sends it with the new session's token.
pub(crate) fn after_sign_in(web: &Web, form_token: &str, to: &str, body: &str) -> KeptPage {
    let frame = ui::Frame {
        csrf: form_token.to_owned(),
        ..failure::guest_frame(web)
    };
    page(frame, KeptWhy::SignedOut, to, &Form::parse(body.as_bytes()))
}

/// The answer to a form that carries another session's token: what was typed, or that the button isn't valid any more.
pub(crate) fn outdated(visit: &Visit, path: &str, form: &Form) -> Response {
    if !is_worth_keeping(form) {
        return visit.outdated();
    }
    let frame = visit.frame(ui::Section::Elsewhere);
    failure::answer(StatusCode::FORBIDDEN, &page(frame, KeptWhy::Outdated, path, form))
}

fn page(frame: ui::Frame, why: KeptWhy, to: &str, form: &Form) -> KeptPage {
    let texts = typed(form)
        .filter(|(name, _)| *name != FILE)
        .map(|(name, value)| KeptText {
            label: label(&frame.text, name),
            value: frame.text.chosen(name, value).unwrap_or_else(|| value.to_owned()),
        });
    let all = form.pairs().filter(|(name, _)| is_carried(name) && *name != FILE);
    let files = form.all(FILE).filter(|name| !name.is_empty());
    KeptPage {
        why,
        files: files.map(ToOwned::to_owned).collect(),
        texts: texts.collect(),
        fields: all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        to: to.to_owned(),
        frame,
    }
}

/// Whether a person typed or chose anything: a bare button is simply pressed again.
pub(crate) fn is_worth_keeping(form: &Form) -> bool {
    typed(form).next().is_some()
}

fn typed(form: &Form) -> impl Iterator<Item = (&str, &str)> {
    form.pairs()
        .filter(|(name, value)| is_carried(name) && !is_ours(name) && !value.trim().is_empty())
}

/// The token was the old session's, and a secret is typed anew: nothing writes it into a page.
fn is_carried(name: &str) -> bool {
    name != "csrf" && !name.ends_with("password")
}

/// What stands in a form beside what people type.
fn is_ours(name: &str) -> bool {
    matches!(name, "csrf" | "version" | "seen" | "then" | "return_to" | "advance")
        || name.ends_with(".id")
        || name.starts_with("keep.")
}

fn label(text: &Text, name: &str) -> String {
    let known = text.field_label(name).or_else(|| text.choice_label(name));
    known.unwrap_or_else(|| name.to_owned())
}

/// The pairs as a body, but for what isn't carried.
fn written(form: &Form) -> String {
    let pairs = form.pairs().filter(|(name, _)| is_carried(name));
    let written: Vec<String> = pairs
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    written.join("&")
}

#[cfg(test)]
mod tests {
    use ui::sign_in::KeptForm;

    use super::{carried, carried_by, is_worth_keeping, written};
    use crate::pages::Form;

    #[test]
    fn a_form_comes_through_as_it_was_but_for_its_token() {
        let form = Form::parse("csrf=t&new_password=secret&text=a%0D%0Ab+%26+c&name=\u{fc}".as_bytes());
        let again = Form::parse(written(&form).as_bytes());
        let pairs: Vec<_> = again.pairs().collect();
        assert_eq!(pairs, [("text", "a\r\nb & c"), ("name", "\u{fc}")]);
    }

    #[test]
    fn a_bare_button_is_not_worth_keeping() {
        assert!(!is_worth_keeping(&Form::parse(b"csrf=t&version=3&then=close&text=+")));
        assert!(is_worth_keeping(&Form::parse(b"csrf=t&text=typed")));
    }

    #[test]
    fn what_is_too_large_or_leads_elsewhere_is_not_carried() {
        let large = Form::parse(format!("text={}", "x".repeat(200_001)).as_bytes());
        assert!(matches!(carried("/claims", &large), KeptForm::TooLarge));
        assert!(carried_by(&Form::parse(b"kept=a%3Db&kept_to=%2F%2Fevil.example")).is_none());
        assert!(carried_by(&Form::parse(b"kept=a%3Db")).is_none());
        let here = carried_by(&Form::parse(b"kept=a%3Db&kept_to=%2Fclaims"));
        assert!(matches!(here, Some(KeptForm::Carried { body, .. }) if body == "a=b"));
    }
}
