//! Long reads have a thread of their own, which waits for each answer: what they have asked isn't kept.

use std::sync::Arc;

use tokio::runtime::Handle;

use super::session::{Answer, Session};
use crate::engine::Bind;
use crate::engine::connection::Ask;
use crate::engine::error::Result;
use crate::engine::parameter::Value;

/// Asks and waits. Not for a thread of the runtime.
pub(crate) struct Directly {
    pub(crate) session: Session,
    pub(crate) runtime: Handle,
}

impl Ask for Directly {
    fn ask(&self, sql: &str, values: &mut dyn FnMut() -> Result<Vec<Value>>) -> Result<Arc<Answer>> {
        let values = values()?;
        let values: Vec<_> = values.iter().map(Bind::parameter).collect();
        let answer = self.runtime.block_on(self.session.carry_out(sql, &values))?;
        Ok(Arc::new(answer))
    }
}
