//! Conventions as an address has them.

use std::collections::BTreeMap;

use ledger::Cents;
use revenue_sharing::{Conventions, Division, Free, Over, Pot, Rule, Unused};
use shell::parse_pairs;

use crate::folding::MOST_VISITS;
use crate::pages::accounts::{Chosen, RuleColumn};

/// What is asked of a comparison.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) conventions: Conventions,
    /// Every rule, at the field rate asked for.
    pub(crate) rules: Vec<Rule>,
    /// The one others are compared with.
    pub(crate) reference: Rule,
    /// As the form has it.
    pub(crate) chosen: Chosen,
    /// What is wrong with it: a message.
    pub(crate) fault: Option<&'static str>,
}

/// Hundredths as typed, as ten-thousandths.
fn points(text: &str) -> Option<u32> {
    let points = text.parse::<Cents>().ok()?.0;
    u32::try_from(points).ok().filter(|points| (1..=10_000).contains(points))
}

/// Ten-thousandths as hundredths, as people write them.
pub(crate) fn hundredths(points: u32) -> String {
    match points % 100 {
        0 => (points / 100).to_string(),
        rest => format!("{},{rest:02}", points / 100),
    }
}

/// A rule as a column.
pub(crate) fn column(rule: Rule) -> RuleColumn {
    let rate = match rule {
        Rule::FieldRate(points) => hundredths(points),
        _ => String::new(),
    };
    RuleColumn { rule: rule.to_string(), code: rule.code(), rate, known: true, reserve_cents: 0 }
}

impl Asked {
    pub(crate) fn read(query: Option<&str>) -> Self {
        let asked: BTreeMap<String, String> = parse_pairs(query.unwrap_or_default().as_bytes()).into_iter().collect();
        let get = |name: &str| asked.get(name).map(|text| text.trim()).unwrap_or_default();
        let mut fault = None;
        let default = Conventions::default();
        let value = get("valeur");
        let pot = match get("pot") {
            "cents" => match value.parse::<Cents>() {
                Ok(Cents(cents @ 0..)) => Pot::Cents(cents),
                _ => {
                    fault = Some("pass-accounts-pot-wrong");
                    default.pot
                }
            },
            "basis_points" => match points(value) {
                Some(points) => Pot::BasisPoints(points),
                None => {
                    fault = Some("pass-accounts-pot-wrong");
                    default.pot
                }
            },
            _ => default.pot,
        };
        let cap = get("plafond");
        let repeat_cap = match (asked.contains_key("plafond"), cap, cap.parse::<u32>()) {
            (false, ..) => default.repeat_cap,
            (true, "", _) => None,
            (true, _, Ok(cap)) if cap >= 1 && i64::from(cap) <= MOST_VISITS => Some(cap),
            _ => {
                fault = Some("pass-accounts-cap-wrong");
                default.repeat_cap
            }
        };
        let conventions = Conventions {
            pot,
            unused: match get("unused") {
                "equally" => Unused::Equally,
                "reserve" => Unused::Reserve,
                _ => Unused::WithTheRest,
            },
            free: match get("free") {
                "nothing" => Free::Nothing,
                "visits_only" => Free::VisitsOnly,
                _ => Free::Notional,
            },
            over: match get("over") {
                "proportionally" => Over::Proportionally,
                "equally" => Over::Equally,
                _ => Over::Reserve,
            },
            short: Division::ALL.into_iter().find(|how| how.code() == get("short")).unwrap_or(default.short),
            repeat_cap,
        };
        let rate = match (get("taux"), points(get("taux"))) {
            ("", _) => 5_000,
            (_, Some(points)) => points,
            _ => {
                fault = Some("pass-accounts-rate-wrong");
                5_000
            }
        };
        let rules: Vec<Rule> = Rule::ALL
            .into_iter()
            .map(|rule| if matches!(rule, Rule::FieldRate(_)) { Rule::FieldRate(rate) } else { rule })
            .collect();
        let wanted = get("regle");
        let reference = rules
            .iter()
            .copied()
            // The rate may just have been changed beside the rule.
            .find(|rule| rule.to_string() == wanted || wanted.split(':').next() == Some(rule.code()))
            .unwrap_or(Rule::Shapley);
        let codes = conventions.codes();
        let chosen = Chosen {
            pot: codes[0].to_owned(),
            pot_value: match pot {
                Pot::All => String::new(),
                Pot::Cents(cents) => Cents(cents).to_string().replace('.', ","),
                Pot::BasisPoints(points) => hundredths(points),
            },
            unused: codes[1].to_owned(),
            free: codes[2].to_owned(),
            over: codes[3].to_owned(),
            short: codes[4].to_owned(),
            cap: repeat_cap.map(|cap| cap.to_string()).unwrap_or_default(),
            rate: hundredths(rate),
        };
        Self { conventions, rules, reference, chosen, fault }
    }

    /// The same as an address has it.
    pub(crate) fn query(&self) -> String {
        let chosen = &self.chosen;
        format!(
            "regle={}&pot={}&valeur={}&unused={}&free={}&over={}&short={}&plafond={}&taux={}",
            self.reference,
            chosen.pot,
            chosen.pot_value,
            chosen.unused,
            chosen.free,
            chosen.over,
            chosen.short,
            chosen.cap,
            chosen.rate
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_its_conventions_and_says_them_again() {
        let asked = Asked::read(Some(
            "regle=claims_talmud&pot=basis_points&valeur=82,5&unused=equally&free=visits_only&over=equally&short=talmud&plafond=&taux=55",
        ));
        assert_eq!(asked.fault, None);
        assert_eq!(asked.reference, Rule::Claims(Division::Talmud));
        assert_eq!(asked.conventions.pot, Pot::BasisPoints(8_250));
        assert_eq!(asked.conventions.repeat_cap, None);
        assert!(asked.rules.contains(&Rule::FieldRate(5_500)));
        let again = Asked::read(Some(&asked.query()));
        assert_eq!(again.conventions, asked.conventions);
        assert_eq!(again.query(), asked.query());
        let plain = Asked::read(None);
        assert_eq!((plain.conventions, plain.reference), (Conventions::default(), Rule::Shapley));
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for wrong in ["pot=cents&valeur=cher", "pot=basis_points&valeur=101", "plafond=0", "plafond=99", "taux=-3"] {
            assert!(Asked::read(Some(wrong)).fault.is_some(), "{wrong}");
        }
    }
}
