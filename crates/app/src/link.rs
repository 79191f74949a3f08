//! The customer's secret link and one-time codes: derived when sent, stored as hashes (domain.md §10).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{ClaimId, Uuid};
use domain::text::Email;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The keys that links and codes are derived with.
#[derive(Clone)]
pub(crate) struct LinkKeys {
    pub link: [u8; 32],
    pub code: [u8; 32],
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // Any length of key fits an HMAC, so the constructor can't refuse one of 32 bytes.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!("an HMAC takes any key"));
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl LinkKeys {
    /// The secret part of the link for a claim's contact and round.
    pub(crate) fn token(&self, claim: ClaimId, contact: &Email, round: u32) -> String {
        let contact = contact.as_str().to_lowercase();
        let secret = keyed(
            &self.link,
            &[claim.0.as_bytes(), contact.as_bytes(), &round.to_be_bytes()],
        );
        URL_SAFE_NO_PAD.encode(secret)
    }

    /// The six digits of a code.
    pub(crate) fn code(&self, id: Uuid) -> String {
        let secret = keyed(&self.code, &[b"digits", id.as_bytes()]);
        let number = u64::from_be_bytes([
            secret[0], secret[1], secret[2], secret[3], secret[4], secret[5], secret[6], secret[7],
        ]);
        // 2^64 is so much larger than 10^6 that the bias of the remainder is below 10^-13.
        format!("{:06}", number % 1_000_000)
    }

    /// What is stored of a code: keyed, since six digits alone could be guessed from a plain hash.
    pub(crate) fn code_hash(&self, claim: ClaimId, round: u32, code: &str) -> [u8; 32] {
        keyed(
            &self.code,
            &[
                b"hash",
                claim.0.as_bytes(),
                &round.to_be_bytes(),
                code.trim().as_bytes(),
            ],
        )
    }
}

/// What is stored of a link, a session or a token.
pub fn hash_secret(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_belongs_to_one_claim_contact_and_round() {
        let keys = LinkKeys {
            link: [1; 32],
            code: [2; 32],
        };
        let claim = ClaimId(Uuid::from_u128(7));
        let contact = Email::parse("Rosana@valeverde.example").unwrap();
        let token = keys.token(claim, &contact, 1);
        assert_eq!(token.len(), 43);
        assert_eq!(
            token,
            keys.token(claim, &Email::parse("rosana@valeverde.example").unwrap(), 1)
        );
        assert_ne!(token, keys.token(claim, &contact, 2));
        assert_ne!(token, keys.token(ClaimId(Uuid::from_u128(8)), &contact, 1));
        let other = LinkKeys { link: [3; 32], ..keys };
        assert_ne!(token, other.token(claim, &contact, 1));
    }

    #[test]
    fn a_code_has_six_digits_and_its_hash_depends_on_the_claim() {
        let keys = LinkKeys {
            link: [1; 32],
            code: [2; 32],
        };
        let code = keys.code(Uuid::from_u128(9));
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
        let (one, two) = (ClaimId(Uuid::from_u128(1)), ClaimId(Uuid::from_u128(2)));
        assert_ne!(keys.code_hash(one, 1, &code), keys.code_hash(two, 1, &code));
    }
}
