//! What a system's codes say to a reader. Koha sends codes where a desk would speak; what is not known here is not shown.

/// A refusal's code in words; empty when we have none.
pub(super) fn of_refusal(code: &str) -> &'static str {
    match code {
        "too_many" => "Ce document ne peut plus être prolongé.",
        "on_reserve" | "onReserve" => "Un autre lecteur attend ce document.",
        "too_soon" | "auto_too_soon" => "Il est trop tôt pour prolonger ce prêt.",
        "auto_renew" | "auto_renewal" => "Ce prêt se prolonge de lui-même.",
        "restriction" | "patron_restricted" => {
            "Votre compte ne permet pas cette opération : adressez-vous à la bibliothèque."
        }
        "overdue" => "Un de vos prêts est en retard.",
        "auto_account_expired" | "account_expired" | "patronExpired" => "Votre abonnement est arrivé à son terme.",
        "auto_too_much_oweing" | "too_much_oweing" | "debt" => "Des frais restent à régler.",
        "item_denied_renewal" | "onsite_checkout" | "NotRenewable" | "no_renewal" => {
            "Ce prêt ne peut pas être prolongé."
        }
        "no_item" | "no_checkout" => "Ce prêt n’est plus à votre nom.",
        "tooManyReserves" | "maximumHoldsReached" | "hold_limit" => {
            "Vous avez atteint le nombre de réservations permis."
        }
        "tooManyReservesToday" => "Vous avez atteint le nombre de réservations permis en un jour.",
        "tooManyHoldsForThisRecord" | "itemAlreadyOnHold" | "AlreadyHold" => "Vous avez déjà réservé ce document.",
        "alreadypossession" => "Vous avez déjà emprunté ce document.",
        "ageRestricted" => "Ce document n’est pas proposé à votre âge.",
        "notReservable" | "noReservesAllowed" | "NotHoldable" | "damaged" | "notforloan" => {
            "Ce document ne peut pas être réservé."
        }
        "LocationNotFound"
        | "libraryNotFound"
        | "libraryNotPickupLocation"
        | "pickupNotInHoldGroup"
        | "cannotBeTransferred" => "Ce document ne peut pas être retiré à cet endroit.",
        "cannotReserveFromOtherBranches" => "Ce document se réserve seulement avec une carte de cette bibliothèque.",
        "RecordNotFound" | "ItemNotFound" => "La bibliothèque ne connaît plus ce document.",
        "NotCanceled" | "NotCancelled" => "Cette réservation ne peut pas être annulée.",
        _ => "",
    }
}

/// Why a copy cannot be had, in words; empty when its date says it all.
pub(super) fn of_copy(why: &str) -> &'static str {
    match why {
        "not for loan" => "à consulter sur place",
        "lost" => "introuvable",
        "withdrawn" => "retiré des collections",
        "damaged" => "en réparation",
        "in transit" => "en chemin entre deux bibliothèques",
        "on hold" => "réservé par un lecteur",
        "ordered" => "en commande",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_ever_shown() {
        for code in ["too_many", "tooManyReserves", "RecordNotFound"] {
            let words = of_refusal(code);
            assert!(words.ends_with('.') && !words.contains('_'), "{code}: {words}");
        }
        assert_eq!(of_refusal("somethingKohaInventsTomorrow"), "");
        assert_eq!(of_copy("on loan"), "");
    }
}
