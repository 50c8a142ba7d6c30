//! The office's page of halls.

use axum::http::StatusCode;
use box_office::{sale, seats};

use crate::house::{ME, scenario};

#[tokio::test]
async fn a_hall_is_typed_drawn_kept_and_given_to_a_performance() {
    scenario(|house| async move {
        let lou = house.agent("lou@anstaing.example", "59013").await;
        let page = "/bureau/salles";
        let own = house.town_hall.as_str();
        let wrong = [("institution", own), ("name", "Salle"), ("typed", "A: 1-6\nB 1-6"), ("deed", "keep")];
        let answer = house.post(&lou, page, page, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Ligne 2") && answer.text.contains("A: 1-12"), "{}", answer.text);
        let right = "A: 1-6\nPMR: 1w";
        let drawn = [("institution", own), ("name", "Salle"), ("typed", right), ("deed", "preview")];
        let answer = house.post(&lou, page, page, &drawn).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text.contains("<svg class=\"seats\"") && answer.text.contains("7 places"), "{}", answer.text);
        let nameless = [("institution", own), ("name", " "), ("typed", right), ("deed", "keep")];
        assert_eq!(house.post(&lou, page, page, &nameless).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seats::halls(&mut house.db.read().await.unwrap(), own).await.unwrap().is_empty(), "nothing was kept");
        let kept = [("institution", own), ("name", "Salle <b>des fêtes"), ("typed", right), ("deed", "keep")];
        let answer = house.post(&lou, page, page, &kept).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let hall = answer.location.clone();
        let shown = house.get(&lou, &hall).await;
        assert!(shown.text.contains("Salle &lt;b&gt;des fêtes") && shown.text.contains("=Carmen &amp; Cie"));
        let answer = house.post(&lou, &hall, &format!("{hall}/seances"), &[("item", &house.item)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let sale = sale::by_item(&mut house.db.read().await.unwrap(), &house.item).await.unwrap();
        assert_eq!((sale.numbered, sale.capacity), (true, 7));
        // A change of the hall changes no performance.
        let larger = [("name", "Salle"), ("typed", "A: 1-20"), ("deed", "keep")];
        assert_eq!(house.post(&lou, &hall, &hall, &larger).await.status, StatusCode::SEE_OTHER);
        let plan = seats::plan_of(&mut house.db.read().await.unwrap(), &house.item).await.unwrap().unwrap();
        assert_eq!(plan.places(), 7);
        let answer = house.post(&lou, &hall, &hall, &[("deed", "retire")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(seats::halls(&mut house.db.read().await.unwrap(), own).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_neighbour_neither_sees_nor_changes_it() {
    scenario(|house| async move {
        let plan = seating_plan::typed::read("A: 1-6").unwrap();
        let mut write = house.db.write().await.unwrap();
        let hall = seats::keep_hall(&mut write, "", &house.town_hall, "Salle", "A: 1-6", &plan, &ME).await.unwrap();
        write.commit().await.unwrap();
        let max = house.agent("max@gruson.example", "59275").await;
        let path = format!("/bureau/salles/{hall}");
        assert_eq!(house.get(&max, &path).await.status, StatusCode::FORBIDDEN);
        assert!(!house.get(&max, "/bureau/salles").await.text.contains(&hall));
        let fields = [("institution", house.town_hall.as_str()), ("name", "x"), ("typed", "A: 1"), ("deed", "keep")];
        let list = "/bureau/salles";
        assert_eq!(house.post(&max, list, list, &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(house.post(&max, list, &path, &fields).await.status, StatusCode::FORBIDDEN);
        let number = format!("{path}/seances");
        assert_eq!(house.post(&max, list, &number, &[("item", &house.item)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(house.get(&max, "/bureau/salles/aucune").await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.send(&max, list, &fields).await.status, StatusCode::FORBIDDEN, "no token");
    })
    .await;
}
