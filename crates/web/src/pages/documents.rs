//! A claim's files, for those who may see the claim: as a download, and in a frame that runs nothing.

use app::proof;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use documents::{MediaType, Reading};
use domain::claim::Document;
use futures_util::TryStreamExt;

use super::Visit;
use super::form::encoded;

/// What is shown in the frame may show itself and nothing more: no script, no request, no form.
const FRAME_POLICY: &str = "default-src 'none'; img-src 'self'; object-src 'self'; \
    frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
/// An image stands in an empty origin besides. Browsers refuse to show a PDF there: their viewers count as plug-ins.
const SANDBOX: &str = "; sandbox";

/// `GET …/documents/{id}`
pub(crate) async fn download(Path((number, id)): Path<(String, String)>, visit: Visit) -> Response {
    match opened(&visit, &number, &id).await {
        Ok((document, reading)) => answer(&document, reading, "attachment"),
        Err(refused) => refused,
    }
}

/// `GET …/documents/{id}/view`: PDF and images only.
pub(crate) async fn view(Path((number, id)): Path<(String, String)>, visit: Visit) -> Response {
    match opened(&visit, &number, &id).await {
        Ok((document, reading)) if is_viewable(&document) => {
            let mut response = answer(&document, reading, "inline");
            let headers = response.headers_mut();
            let sandbox = if document.media_type == MediaType::Pdf.as_str() {
                ""
            } else {
                SANDBOX
            };
            if let Ok(policy) = HeaderValue::try_from(format!("{FRAME_POLICY}{sandbox}")) {
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
            response
        }
        Ok(_) => visit.absent(),
        Err(refused) => refused,
    }
}

/// Whether browsers show the file by themselves.
pub(crate) fn is_viewable(document: &Document) -> bool {
    document.media_type.parse::<MediaType>().is_ok_and(MediaType::viewable)
}

async fn opened(visit: &Visit, number: &str, id: &str) -> Result<(Document, Reading), Response> {
    let stored = visit.load(number).await?;
    let Ok(id) = id.parse() else { return Err(visit.absent()) };
    match proof::open(visit.web.env(), &stored.claim, id).await {
        Ok(Some(opened)) => Ok(opened),
        Ok(None) => Err(visit.absent()),
        Err(error) => Err(visit.fault(&error)),
    }
}

fn answer(document: &Document, reading: Reading, disposition: &str) -> Response {
    let mut headers = HeaderMap::new();
    let mut put = |name, value: String| {
        // Types, numbers and escaped names are plain ASCII.
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, document.media_type.clone());
    put(header::CONTENT_LENGTH, reading.size_bytes.to_string());
    put(header::CONTENT_DISPOSITION, named(disposition, document.name.as_str()));
    put(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned(),
    );
    let mut response = Response::new(Body::from_stream(reading.pieces.map_err(axum::Error::new)));
    *response.headers_mut() = headers;
    response
}

/// The name twice: in plain ASCII for old readers, and as it is (RFC 6266).
fn named(disposition: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || " ._-".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let whole = encoded(name).replace('/', "%2F");
    format!("{disposition}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_files_name_stays_within_its_header() {
        let header = named("attachment", "a\"; x=y/ü.pdf");
        assert_eq!(
            header,
            "attachment; filename=\"a__ x_y__.pdf\"; filename*=UTF-8''a%22%3B%20x%3Dy%2F%C3%BC.pdf"
        );
    }
}
