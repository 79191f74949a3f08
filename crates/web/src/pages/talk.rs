//! Comments as pages show them.

use domain::claim::Visibility;
use domain::id::ClaimId;
use domain::party::{ActorStamp, Scope, Side};
use store::{Cursor, CursorOf, InternalNotes, PageRequest, StoreError, StoredComment};
use ui::parts::CommentView;

use super::Visit;

/// A page shows so many; earlier ones stand behind a link.
const COMMENTS: u16 = 20;
/// The name in the address that says before which comment to begin.
const BEFORE: &str = "comments";

/// A part of a claim's comments, newest first.
pub(crate) struct Talk {
    /// The comments.
    pub comments: Vec<CommentView>,
    /// What to add to the claim's address to see earlier ones.
    pub earlier: Option<String>,
    /// Whether these are earlier ones themselves.
    pub is_earlier: bool,
}

/// The newest comments of a claim, or those that the address asks for; partners get no internal ones and no vendor
/// person's name.
pub(crate) async fn comments(visit: &Visit, claim: ClaimId) -> Result<Talk, StoreError> {
    let scope = Scope::of(&visit.actor);
    let internal = match visit.side() {
        Side::Vendor => InternalNotes::Included,
        Side::Partner | Side::Customer | Side::Clock => InternalNotes::LeftOut,
    };
    // What is no cursor of these comments asks for nothing.
    let after = Cursor::parse(visit.query.get(BEFORE), CursorOf::CommentsNewest).ok();
    let page = PageRequest { limit: COMMENTS, after };
    let store = &visit.web.env().store;
    let found = store.list_comments_newest(&scope, claim, internal, &page).await?;
    Ok(Talk {
        comments: found.items.iter().map(|comment| view(comment, visit.side())).collect(),
        earlier: found.next.map(|cursor| format!("?{BEFORE}={}#comments", cursor.text())),
        is_earlier: after.is_some(),
    })
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
