//! Whose box office one keeps: the seller's, or the one of whoever receives (or of its commune).

use people::{Permission, Session, Target};
use programme::{Institution, Performance, Show, institution, performance, show};
use shell::PageError;
use store::prelude::*;

/// A performance one may keep, with those it concerns.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) performance: Performance,
    pub(super) show: Show,
    pub(super) host: Institution,
    pub(super) seller: Option<Institution>,
    /// Whether one may also change how it is sold.
    pub(super) manages: bool,
}

/// Refuses whoever may nowhere do this.
pub(super) fn require(session: &Session, permission: Permission) -> Result<(), PageError> {
    if session.may(permission, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// Whether someone may do this for an institution.
pub(super) fn may(session: &Session, permission: Permission, institution: &Institution) -> bool {
    session.may(permission, &Target::Institution { id: &institution.id, commune: Some(&institution.commune) })
}

/// Whether someone may do this for a performance: they answer for who sells, or for who receives.
pub(super) fn may_for(
    session: &Session,
    permission: Permission,
    host: &Institution,
    seller: Option<&Institution>,
) -> bool {
    may(session, permission, host) || seller.is_some_and(|seller| may(session, permission, seller))
}

/// What is not there is a page not found; the rest is ours.
pub(super) fn hub<T>(result: programme::Result<T>) -> Result<T, PageError> {
    match result {
        Err(programme::Error::NotFound) => Err(PageError::NotFound),
        other => other.map_err(PageError::internal),
    }
}

/// Those a performance concerns.
pub(super) async fn with_people(
    query: &mut impl Query,
    session: &Session,
    performance: Performance,
) -> Result<Kept, PageError> {
    let show = hub(show::by_id(query, &performance.show).await)?;
    let host = hub(institution::by_id(query, &performance.host).await)?;
    let seller = match &performance.seller {
        Some(seller) => Some(hub(institution::by_id(query, seller).await)?),
        None => None,
    };
    let manages = may_for(session, Permission::ManageTickets, &host, seller.as_ref());
    Ok(Kept { performance, show, host, seller, manages })
}

/// A performance one may do this for.
///
/// # Errors
/// [`PageError::NotFound`] for one nobody announced, [`PageError::Forbidden`] for somebody else's.
pub(super) async fn kept(
    query: &mut impl Query,
    session: &Session,
    item: &str,
    permission: Permission,
) -> Result<Kept, PageError> {
    require(session, permission)?;
    let performance = hub(performance::by_item(query, item).await)?;
    let kept = with_people(query, session, performance).await?;
    if may_for(session, permission, &kept.host, kept.seller.as_ref()) { Ok(kept) } else { Err(PageError::Forbidden) }
}

/// The institutions one may do this for, by name.
pub(super) async fn institutions(
    query: &mut impl Query,
    session: &Session,
    permission: Permission,
) -> Result<Vec<Institution>, PageError> {
    let mut mine: Vec<Institution> = hub(institution::list(query, None, None).await)?
        .into_iter()
        .filter(|one| may(session, permission, one))
        .collect();
    mine.sort_by_cached_key(|one| (territory::fold_name(&one.name), one.id.clone()));
    Ok(mine)
}
