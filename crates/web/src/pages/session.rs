//! The session's cookie, and the token that its forms carry.

use std::time::Duration;

use app::Env;
use app::link::hash_secret;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::UserId;
use domain::instant::Instant;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use store::{NewSession, StoreError};
use subtle::ConstantTimeEq;
use ui::theme::{SessionExtent, SessionView};

/// A session ends when nobody has used it for so long.
const IDLE_MAX: Duration = Duration::from_secs(12 * 60 * 60);
/// However much it is used, a session ends when it is so old.
const AGE_MAX: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How often use is written down: not on every page.
const TOUCH_EVERY: Duration = Duration::from_secs(5 * 60);

/// A session that holds.
pub(crate) struct Signed {
    /// The hash it is stored under.
    pub hash: [u8; 32],
    /// Whose it is.
    pub user: UserId,
    /// What its forms carry.
    pub form_token: String,
    /// When it ends.
    pub end: SessionView,
}

/// With https the browser itself then guarantees that only this host set it.
fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-cpor" } else { "cpor" }
}

/// The cookie that keeps a session.
pub(crate) fn cookie(token: &str, secure: bool) -> HeaderValue {
    let name = cookie_name(secure);
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}");
    // Name, base64url and attributes are plain ASCII.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// The cookie that ends it in the browser.
pub(crate) fn ended_cookie(secure: bool) -> HeaderValue {
    let name = cookie_name(secure);
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// A session that has just begun.
pub(crate) struct Begun {
    /// For the cookie.
    pub token: String,
    /// What its forms carry.
    pub form_token: String,
}

/// Begins a session.
pub(crate) async fn begin(env: &Env, user: UserId) -> Result<Begun, StoreError> {
    let token = URL_SAFE_NO_PAD.encode((env.ports.random)());
    let now = env.wall_clock.now();
    let secret = (env.ports.random)();
    let session = NewSession {
        hash: hash_secret(&token),
        user,
        secret,
        created_at: now,
        expires_at: after(now, IDLE_MAX),
    };
    env.store.create_session(session).await?;
    Ok(Begun {
        token,
        form_token: form_token(&secret),
    })
}

/// The session of a request's cookie.
pub(crate) async fn find(env: &Env, headers: &HeaderMap, secure: bool) -> Result<Option<Signed>, StoreError> {
    let Some(token) = cookie_token(headers, secure) else {
        return Ok(None);
    };
    let hash = hash_secret(token);
    let now = env.wall_clock.now();
    let Some(session) = env.store.find_session(hash, now).await? else {
        return Ok(None);
    };
    env.follow().await?;
    let oldest = after(session.created_at, AGE_MAX);
    let mut expires_at = session.expires_at.min(oldest);
    if expires_at <= now {
        return Ok(None);
    }
    if after(session.seen_at, TOUCH_EVERY) <= now {
        expires_at = after(now, IDLE_MAX).min(oldest);
        env.store.touch_session(hash, now, expires_at).await?;
    }
    Ok(Some(Signed {
        hash,
        user: session.user,
        form_token: form_token(&session.secret),
        end: SessionView {
            seconds_left: (expires_at.microseconds() - now.microseconds()) / 1_000_000,
            extent: if expires_at < oldest {
                SessionExtent::Extendable
            } else {
                SessionExtent::Final
            },
        },
    }))
}

fn cookie_token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    cookie_value(headers, cookie_name(secure))
}

/// A cookie of the request.
pub(crate) fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

fn form_token(secret: &[u8; 32]) -> String {
    // Any length of key fits an HMAC, so the constructor can't refuse one of 32 bytes.
    let mac = Hmac::<Sha256>::new_from_slice(secret);
    let mut mac = mac.unwrap_or_else(|_| unreachable!("an HMAC takes any key"));
    mac.update(b"form");
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// Whether a form carries its session's token.
pub(crate) fn carries(expected: &str, sent: &str) -> bool {
    expected.as_bytes().ct_eq(sent.as_bytes()).into()
}

/// Whether the browser says that another site's page made it send this. A browser that says nothing is taken at
/// its word: forms of signed-in people carry a token anyway.
pub(crate) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

fn after(at: Instant, by: Duration) -> Instant {
    let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
    Instant::from_microseconds(at.microseconds().saturating_add(by)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_for_this_host_and_no_script() {
        let value = cookie("abc", true);
        assert_eq!(value, "__Host-cpor=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(cookie("abc", false), "cpor=abc; Path=/; HttpOnly; SameSite=Lax");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; cpor=token; c=d"));
        assert_eq!(cookie_token(&headers, false), Some("token"));
        assert_eq!(cookie_token(&headers, true), None);
    }

    #[test]
    fn another_sites_form_is_known_by_the_browsers_word() {
        let said = |site: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            is_from_elsewhere(&headers)
        };
        assert_eq!(
            ["cross-site", "same-site", "same-origin", "none"].map(said),
            [true, true, false, false]
        );
        assert!(!is_from_elsewhere(&HeaderMap::new()));
        assert!(carries("token", "token") && !carries("token", "other") && !carries("token", ""));
    }
}
