//! What a partner's other claims keep a claim from claiming (domain.md §2).

use domain::claim::{Activity, BlockedItem, LineItem};
use domain::id::{ClaimNumber, Guid, PartnerId, ProductCode, Uuid};

use crate::engine::params;
use crate::error::StoreError;
use crate::number::{number_key, number_of};
use crate::store::Store;

impl Store {
    /// The products and subscriptions that the partner's claims hold for a customer and activity, but for those of
    /// the claims named: the one that asks, and the one it renews. Terms are not compared, so none is given.
    pub async fn blocked_items(
        &self,
        partner: PartnerId,
        tenant: Guid,
        activity: Activity,
        except: &[ClaimNumber],
    ) -> Result<Vec<BlockedItem>, StoreError> {
        let except: Vec<i64> = except.iter().copied().map(number_key).collect();
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT product, subscription_id, claim_number FROM claimed_line
                 WHERE partner_id = ?1 AND tenant_id = ?2 AND activity = ?3
                 ORDER BY claim_number, product, subscription_id",
            )?;
            let mut rows = statement.query(params![partner.0.as_bytes(), tenant.0.as_bytes(), activity.code()])?;
            let mut items = Vec::new();
            while let Some(row) = &rows.next()? {
                let by: i64 = row.get(2)?;
                if except.contains(&by) {
                    continue;
                }
                items.push(BlockedItem {
                    item: item(&row.get::<_, String>(0)?, &row.get::<_, Vec<u8>>(1)?)?,
                    by: number_of(by)?,
                });
            }
            Ok(items)
        })
        .await
    }
}

fn item(product: &str, subscription: &[u8]) -> Result<LineItem, StoreError> {
    let product: ProductCode = product.parse().map_err(|_| StoreError::damaged("a line's product"))?;
    let subscription = match subscription {
        [] => None,
        bytes => Some(Guid(
            Uuid::from_slice(bytes).map_err(|_| StoreError::damaged("a line's subscription"))?,
        )),
    };
    Ok(LineItem {
        product,
        subscription,
        term_ends_on: None,
    })
}
