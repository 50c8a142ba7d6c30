//! Proposals: read, made, voted for, discussed, answered.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use people::web::{Staff, Visitor};
use people::{Permission, Session, Target, audit};
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::{Page, Web, fault, instant};
use crate::Error;
use crate::editorial::{Proposal, ProposalState, proposals};
use crate::model::ResourceKind;
use crate::pages::paths;
use crate::pages::proposals::{CommentLine, ProposalLine, Proposals};

fn line(one: Proposal) -> ProposalLine {
    ProposalLine {
        id: one.id,
        title: one.title,
        author: one.author,
        kind: one.kind.code(),
        reason: one.reason,
        state: one.state.code(),
        answer: one.answer,
        votes: one.votes,
        voted: one.voted,
        own: one.own,
        at: instant(one.created_at_ms),
        comments: one
            .comments
            .into_iter()
            .map(|comment| CommentLine { staff: comment.staff, text: comment.text, at: instant(comment.at_ms) })
            .collect(),
    }
}

async fn page(web: &Web, visit: &Visit, session: Option<&Session>, form: FormState, template: &str) -> Page {
    let account = session.map_or("", |session| session.account.id.as_str());
    let proposals = proposals::all(&mut web.content.db.read().await?, account).await.map_err(fault)?;
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = Proposals {
        proposals: proposals.into_iter().map(line).collect(),
        form: session.map(|_| form),
        kinds: ResourceKind::ALL.iter().map(|kind| kind.code()).collect(),
    };
    Ok((status, web.frame.render(visit, template, &view)?).into_response())
}

/// `GET /mediatheque/propositions`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Visitor(session): Visitor) -> Page {
    page(&web, &visit, session.as_ref(), FormState::default(), "mediatheque/proposals.html").await
}

/// `POST /mediatheque/propositions`
pub(crate) async fn propose(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let kind = ResourceKind::from_code(form.value("kind")).map_err(|_| PageError::BadRequest)?;
    let mut write = web.content.db.write().await?;
    let made = proposals::propose(
        &mut write,
        &session.account.id,
        kind,
        form.value("title"),
        form.value("author"),
        form.value("reason"),
    )
    .await;
    match made {
        Ok(_) => write.commit().await?,
        Err(Error::Unfit(why)) => {
            drop(write);
            form.fault("", &why);
            return page(&web, &visit, Some(&session), form, "mediatheque/proposals.html").await;
        }
        Err(error) => return Err(fault(error)),
    }
    done(&web, &visit, "mediatheque-proposed", paths::PROPOSALS)
}

/// `POST /mediatheque/propositions/{proposal}/voix`, with `retirer=1` to take a vote back.
pub(crate) async fn vote(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let yes = form.value("retirer") != "1";
    let mut write = web.content.db.write().await?;
    let voted = proposals::vote(&mut write, &id, &session.account.id, yes).await;
    if let Err(Error::Unfit(text)) = voted {
        return Ok(Flash { tone: Tone::Refused, text }.redirect(&web.frame, paths::PROPOSALS));
    }
    voted.map_err(fault)?;
    write.commit().await?;
    let key = if yes { "mediatheque-voted" } else { "mediatheque-unvoted" };
    done(&web, &visit, key, &format!("{}#p-{id}", paths::PROPOSALS))
}

/// `POST /mediatheque/propositions/{proposal}/commentaire`
pub(crate) async fn comment(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let staff = session.may(Permission::EditSelections, &Target::Anywhere);
    let mut write = web.content.db.write().await?;
    let said = proposals::comment(&mut write, &id, &session.account.id, staff, form.value("text")).await;
    if let Err(Error::Unfit(text)) = said {
        return Ok(Flash { tone: Tone::Refused, text }.redirect(&web.frame, paths::PROPOSALS));
    }
    said.map_err(fault)?;
    write.commit().await?;
    done(&web, &visit, "mediatheque-commented", &format!("{}#p-{id}", paths::PROPOSALS))
}

/// `GET /bureau/mediatheque/propositions`
pub(crate) async fn office(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    super::office::require(&session, Permission::EditSelections)?;
    page(&web, &visit, Some(&session), FormState::default(), "mediatheque/office_proposals.html").await
}

/// `POST /bureau/mediatheque/propositions/{proposal}`: yes or no, with a reason.
pub(crate) async fn decide(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    super::office::require(&session, Permission::EditSelections)?;
    let form = sent.checked(&web.frame, &visit)?;
    let state = ProposalState::from_code(form.value("state")).map_err(|_| PageError::BadRequest)?;
    let mut write = web.content.db.write().await?;
    let decided = proposals::decide(&mut write, &id, state, form.value("answer")).await;
    if let Err(Error::Unfit(text)) = decided {
        return Ok(Flash { tone: Tone::Refused, text }.redirect(&web.frame, paths::OFFICE_PROPOSALS));
    }
    decided.map_err(fault)?;
    let details = serde_json::json!({ "state": state.code() });
    audit::append(&mut write, &session.actor(), "mediatheque.proposal.answer", &id, &details).await?;
    write.commit().await?;
    done(&web, &visit, "mediatheque-office-answered", paths::OFFICE_PROPOSALS)
}

/// Says that something was done, on the next page.
pub(crate) fn done(web: &Web, visit: &Visit, key: &str, to: &str) -> Page {
    let text = web.frame.messages().text(visit.lang, key);
    Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, to))
}
