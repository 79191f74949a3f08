//! Comments as pages show them.

use app::Env;
use domain::claim::Visibility;
use domain::id::ClaimId;
use domain::party::{Actor, ActorStamp, Scope, Side};
use store::{InternalNotes, PageRequest, StoreError, StoredComment};
use ui::parts::CommentView;

/// A page shows this many comments at most, the oldest; the API lists them all.
const PAGES_MAX: usize = 10;

/// A claim's comments, oldest first; partners get no internal ones and no vendor person's name.
pub(crate) async fn comments(env: &Env, actor: &Actor, claim: ClaimId) -> Result<Vec<CommentView>, StoreError> {
    let scope = Scope::of(actor);
    let internal = match actor.side() {
        Side::Vendor => InternalNotes::Included,
        Side::Partner | Side::Customer | Side::Clock => InternalNotes::LeftOut,
    };
    let mut all = Vec::new();
    let mut page = PageRequest::first(PageRequest::LIMIT_MAX);
    for _ in 0..PAGES_MAX {
        let found = env.store.list_comments(&scope, claim, internal, &page).await?;
        all.extend(found.items.iter().map(|comment| view(comment, actor.side())));
        match found.next {
            Some(next) => page.after = Some(next),
            None => break,
        }
    }
    Ok(all)
}

fn view(comment: &StoredComment, reader: Side) -> CommentView {
    CommentView {
        at: comment.at.timestamp(),
        by: name(&comment.by, reader),
        text: comment.text.to_string(),
        internal: comment.visibility == Visibility::Internal,
    }
}

/// Who did something, as far as a reader of this side may know: partners never learn vendor persons' names.
pub(crate) fn name(stamp: &ActorStamp, reader: Side) -> Option<String> {
    match (stamp, reader) {
        (ActorStamp::Person { side: Side::Vendor, .. }, Side::Partner | Side::Customer | Side::Clock) => None,
        (ActorStamp::Person { name, .. }, _) => Some(name.to_string()),
        (ActorStamp::Customer | ActorStamp::Clock, _) => None,
    }
}
