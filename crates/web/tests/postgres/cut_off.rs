//! Connections that end while a transaction ends: nobody knows whether it was written.

use futures_util::TryStreamExt;
use testkit::Persona::Ana;

use crate::engine::execute;
use crate::server::{Server, number, pdf};

/// The server ends the connection at the last moment of whatever names a document.
const CUT: &str = "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
         'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
     CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON document DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION cut()";

#[tokio::test]
async fn bytes_that_a_row_may_name_stay() {
    let server = Server::start().await;
    let claim = server.draft().await;
    let kept = async || {
        let blobs: Vec<_> = server.env.blobs.list().try_collect().await.expect("a list");
        blobs.len()
    };
    assert_eq!(kept().await, 1);
    execute(server.folder.path(), CUT);
    let answer = server.upload(Ana, &claim, "more.pdf", pdf("more")).await;
    assert_eq!(answer.status, 503, "{answer:?}");
    assert_eq!(kept().await, 2);

    execute(server.folder.path(), "DROP TRIGGER cut ON document");
    let path = format!("/claims/{}", number(&claim));
    let documents = server.get(Ana, &path).await.expect(200).json()["documents"].clone();
    assert_eq!(
        documents.as_array().map(Vec::len),
        Some(1),
        "this time it wasn't written"
    );
    server.upload(Ana, &claim, "more.pdf", pdf("more")).await.expect(201);
}
