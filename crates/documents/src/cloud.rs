//! Object stores: S3-compatible, Azure, Google. Credentials and endpoints come from the environment.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, ObjectStoreScheme, RetryConfig};
use url::Url;

/// Settings beside the address, by the names that the environment gives them: `AWS_ENDPOINT`, …
pub(crate) type Settings = Vec<(String, String)>;

const CONNECT_AT_MOST: Duration = Duration::from_secs(5);
/// Between two pieces of an answer, and for sending a whole part.
const SILENT_AT_MOST: Duration = Duration::from_secs(30);
/// Whoever uploads waits meanwhile, so that a store that is down is told within seconds.
const TRIES_AGAIN: usize = 5;
const TRIED_FOR_AT_MOST: Duration = Duration::from_secs(30);
const WAIT_FIRST: Duration = Duration::from_millis(100);
const WAIT_AT_MOST: Duration = Duration::from_secs(2);

/// Which settings of the environment are for a kind of store.
fn prefix(scheme: &ObjectStoreScheme) -> Option<&'static str> {
    match scheme {
        ObjectStoreScheme::AmazonS3 => Some("AWS_"),
        ObjectStoreScheme::MicrosoftAzure => Some("AZURE_"),
        ObjectStoreScheme::GoogleCloudStorage => Some("GOOGLE_"),
        // Not kinds of a cloud, or not yet known to us.
        _ => None,
    }
}

/// Whether an address is one of an object store that we can use.
pub(crate) fn is_known(url: &Url) -> bool {
    let plain = url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    plain && ObjectStoreScheme::parse(url).is_ok_and(|(scheme, _)| prefix(&scheme).is_some())
}

/// What the environment says about object stores.
pub(crate) fn environment() -> Settings {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

/// The store at an address, seen from its prefix on. Nothing is asked of it yet.
pub(crate) fn open(url: &Url, settings: &Settings) -> Result<Arc<dyn ObjectStore>, object_store::Error> {
    use_ring();
    let (scheme, path) = ObjectStoreScheme::parse(url)?;
    let own = prefix(&scheme).unwrap_or_default();
    let settings = settings.iter().filter(|(name, _)| name.starts_with(own));
    let address = url.to_string();
    // The builders look alike, but share no trait.
    macro_rules! built {
        ($builder:ty) => {{
            let builder = <$builder>::new()
                .with_url(address)
                .with_client_options(client())
                .with_retry(retries());
            settings
                .filter_map(|(name, value)| Some((FromStr::from_str(&name.to_ascii_lowercase()).ok()?, value)))
                .fold(builder, |builder, (key, value)| builder.with_config(key, value))
                .build()?
        }};
    }
    Ok(match scheme {
        ObjectStoreScheme::AmazonS3 => under(path, built!(AmazonS3Builder)),
        ObjectStoreScheme::MicrosoftAzure => under(path, built!(MicrosoftAzureBuilder)),
        ObjectStoreScheme::GoogleCloudStorage => under(path, built!(GoogleCloudStorageBuilder)),
        other => {
            return Err(object_store::Error::NotSupported {
                source: format!("{other:?} is no object store").into(),
            });
        }
    })
}

fn under(path: object_store::path::Path, store: impl ObjectStore) -> Arc<dyn ObjectStore> {
    if path.as_ref().is_empty() {
        Arc::new(store)
    } else {
        Arc::new(PrefixStore::new(store, path))
    }
}

fn client() -> ClientOptions {
    ClientOptions::new()
        .with_connect_timeout(CONNECT_AT_MOST)
        .with_read_timeout(SILENT_AT_MOST)
        // A whole download lasts as long as its reader takes.
        .with_timeout_disabled()
}

fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: WAIT_FIRST,
            max_backoff: WAIT_AT_MOST,
            base: 2.0,
        },
        max_retries: TRIES_AGAIN,
        retry_timeout: TRIED_FOR_AT_MOST,
    }
}

/// TLS needs to be told whose cryptography it uses; whoever came first has chosen the same.
fn use_ring() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
