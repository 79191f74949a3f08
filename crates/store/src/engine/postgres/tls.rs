//! How connections are encrypted, and whom they trust.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::url::{PostgresUrl, Security};
use crate::engine::DatabaseError;
use crate::engine::error::Result;

/// Encryption, or none.
#[derive(Clone)]
pub(super) enum Tls {
    Off,
    On(MakeRustlsConnect),
}

impl Tls {
    /// As the URL wants it.
    pub(super) fn new(url: &PostgresUrl) -> Result<Tls> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = || {
            ClientConfig::builder_with_provider(Arc::clone(&provider))
                .with_safe_default_protocol_versions()
                .map_err(DatabaseError::Tls)
        };
        let trusting = |chain| -> Result<ClientConfig> {
            let verifier = Arc::new(AnyServer {
                chain,
                provider: Arc::clone(&provider),
            });
            Ok(builder()?
                .dangerous()
                .with_custom_certificate_verifier(verifier)
                .with_no_client_auth())
        };
        let config = match url.security() {
            Security::Off => return Ok(Tls::Off),
            Security::IfOffered | Security::Encrypted => trusting(None)?,
            Security::Authority => {
                let roots = Arc::new(roots(url)?);
                let chain = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider))
                    .build()
                    .map_err(|_| DatabaseError::NoAuthorities)?;
                trusting(Some(chain))?
            }
            Security::Server => builder()?.with_root_certificates(roots(url)?).with_no_client_auth(),
        };
        Ok(Tls::On(MakeRustlsConnect::new(config)))
    }
}

fn roots(url: &PostgresUrl) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    match url.roots() {
        Some(file) => {
            let certificates = CertificateDer::pem_file_iter(file).map_err(|_| DatabaseError::NoAuthorities)?;
            for certificate in certificates {
                let certificate = certificate.map_err(|_| DatabaseError::NoAuthorities)?;
                roots.add(certificate).map_err(DatabaseError::Tls)?;
            }
        }
        // Single ones that can't be read are no reason to trust none of the others.
        None => drop(roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs)),
    }
    if roots.is_empty() {
        return Err(DatabaseError::NoAuthorities);
    }
    Ok(roots)
}

/// Takes a server whatever its name: one that a trusted authority knows, or any at all.
#[derive(Debug)]
struct AnyServer {
    chain: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for AnyServer {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(chain) = &self.chain else {
            return Ok(ServerCertVerified::assertion());
        };
        match chain.verify_server_cert(certificate, between, name, ocsp, now) {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
