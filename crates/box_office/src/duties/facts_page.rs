//! What is said of a seller and of its shows.

use axum::extract::{Path, State};
use axum::response::Response;
use people::Permission;
use people::web::Staff;
use programme::{Show, performance, show as shows};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};
use show_duties::tax::Collector;
use show_duties::vat::Nature;
use show_duties::{Quarter, sibil};
use store::Query;

use super::facts::{self, SellerFacts, ShowFacts, VatStatus};
use super::{Page, declarations_page, done, noted, page, require, seller_of, shown};
use crate::Web;

const DECLARE: Permission = Permission::DeclareShows;

/// `duties/show.html`
#[derive(Debug, Clone, Serialize)]
struct ShowPage {
    back: String,
    seller: String,
    title: String,
    credits: String,
    action: String,
    natures: Vec<&'static str>,
    domains: Vec<&'static str>,
    proposed: &'static str,
    collectors: Vec<&'static str>,
    collector: Option<&'static str>,
    form: FormState,
}

/// `POST /bureau/declarations/{seller}/vendeur`
pub(super) async fn save_seller(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(seller): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, DECLARE)?;
    let form = sent.checked(&web.frame, &visit)?;
    let seller = seller_of(&mut web.db.read().await?, &session, &seller).await?;
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    let quarter: Quarter = form.value("quarter").parse().unwrap_or_else(|_| Quarter::of(today));
    let vat = VatStatus::from_code(form.value("vat")).map_err(|_| PageError::BadRequest)?;
    let said = SellerFacts { vat, siret: form.value("siret").to_owned() };
    let mut write = web.db.write().await?;
    match facts::keep_seller(&mut write, &seller.id, &said, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            let to = format!("/bureau/declarations/{}/{quarter}", seller.code);
            Ok(done(&web, &visit, "duties-seller-kept", &[], &to))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            declarations_page::show_quarter(&web, &visit, &seller, quarter, Some(form)).await
        }
    }
}

/// A show the seller sells a performance of.
async fn own_show(query: &mut impl Query, seller: &str, id: &str) -> Result<Show, PageError> {
    let show = shows::by_id(query, id).await.map_err(|error| page(error.into()))?;
    let played = performance::of_show(query, id).await.map_err(PageError::internal)?;
    if played.iter().any(|one| one.seller.as_deref() == Some(seller)) { Ok(show) } else { Err(PageError::NotFound) }
}

fn view(web: &Web, visit: &Visit, seller: &programme::Institution, show: &Show, form: FormState) -> Page {
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    let genre = show.genre.code();
    let proposed = ShowFacts::default();
    let view = ShowPage {
        back: format!("/bureau/declarations/{}/{}", seller.code, Quarter::of(today)),
        seller: seller.name.clone(),
        title: show.title.clone(),
        credits: show.credits.clone(),
        action: format!("/bureau/declarations/{}/spectacle/{}", seller.code, show.id),
        natures: Nature::ALL.iter().map(|nature| nature.code()).collect(),
        domains: sibil::DOMAINS.to_vec(),
        proposed: sibil::domain(genre),
        collectors: Collector::ALL.iter().map(|collector| collector.code()).collect(),
        collector: proposed.collector_of(genre).map(Collector::code),
        form,
    };
    let sound = view.form.is_sound();
    shown(web, visit, "duties/show.html", &view, sound)
}

/// `GET /bureau/declarations/{seller}/spectacle/{show}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((seller, show)): Path<(String, String)>,
) -> Page {
    require(&session, DECLARE)?;
    let mut read = web.db.read().await?;
    let seller = seller_of(&mut read, &session, &seller).await?;
    let show = own_show(&mut read, &seller.id, &show).await?;
    let said = facts::of_show(&mut read, &show.id).await.map_err(page)?;
    drop(read);
    let mut form = FormState::default();
    let mut put = |field: &str, value: String| form.values.insert(field.to_owned(), value);
    put("nature", said.nature.map(Nature::code).unwrap_or_default().to_owned());
    put("played_before", said.played_before.map(|played| played.to_string()).unwrap_or_default());
    put("domain", said.domain.unwrap_or_default());
    put("young", if said.young { "1" } else { "" }.to_owned());
    put("collector", said.collector.map(Collector::code).unwrap_or_default().to_owned());
    put("sold_for", said.sold_for.map(|cents| ledger::Cents(cents).to_string().replace('.', ",")).unwrap_or_default());
    view(&web, &visit, &seller, &show, form)
}

/// `POST /bureau/declarations/{seller}/spectacle/{show}`
pub(super) async fn save_show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((seller, show)): Path<(String, String)>,
    sent: SentForm,
) -> Result<Response, PageError> {
    require(&session, DECLARE)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    let seller = seller_of(&mut read, &session, &seller).await?;
    let show = own_show(&mut read, &seller.id, &show).await?;
    drop(read);
    let played_before = match form.value("played_before") {
        "" => None,
        typed => match typed.parse::<u32>() {
            Ok(played) if played <= 100_000 => Some(played),
            _ => {
                form.fault("played_before", "duties-number-wrong");
                None
            }
        },
    };
    let sold_for = match form.value("sold_for") {
        "" => None,
        typed => match cents(typed) {
            Some(cents) => Some(cents),
            None => {
                form.fault("sold_for", "duties-amount-wrong");
                None
            }
        },
    };
    if !form.is_sound() {
        return view(&web, &visit, &seller, &show, form);
    }
    let said = |field: &str| Some(form.value(field).to_owned()).filter(|value| !value.is_empty());
    let said = ShowFacts {
        nature: Nature::from_code(form.value("nature")),
        played_before,
        domain: said("domain"),
        young: form.value("young") == "1",
        collector: Collector::from_code(form.value("collector")),
        sold_for,
    };
    let mut write = web.db.write().await?;
    match facts::keep_show(&mut write, &show.id, &said, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            let to = format!("/bureau/declarations/{}/spectacle/{}", seller.code, show.id);
            Ok(done(&web, &visit, "duties-show-kept", &[("title", show.title.as_str().into())], &to))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            view(&web, &visit, &seller, &show, form)
        }
    }
}

/// Euros as typed in France, in cents: `1 200`, `1200,5`, `1 200,50`.
fn cents(typed: &str) -> Option<i64> {
    let plain: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '€').collect();
    let (euros, rest) = plain.split_once([',', '.']).unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if euros.is_empty() || euros.len() > 9 || !digits(euros) || rest.len() > 2 || !digits(rest) {
        return None;
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(euros.parse::<i64>().ok()? * 100 + rest)
}

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn amounts_are_read_as_typed() {
        assert_eq!(cents("1 200"), Some(120_000));
        assert_eq!(cents("1\u{202f}200,5 €"), Some(120_050));
        assert_eq!(cents("0,05"), Some(5));
        for wrong in ["-3", "1,234", "abc", "", "1e3", "99999999999"] {
            assert_eq!(cents(wrong), None, "{wrong}");
        }
    }
}
