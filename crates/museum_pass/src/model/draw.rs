//! A draw anyone can replay: claims are ranked by the hash of a seed and their identifier. The seed's own hash is published before the first claim, the seed after the
//! draw: whoever holds the list of claims finds the same ranks, and the museum could not choose a seed once it knew the claims.

use sha2::{Digest, Sha256};

use super::code;

/// The hash that is published beforehand.
#[must_use]
pub fn seed_hash(seed: &str) -> String {
    code::hex(&Sha256::digest(seed.as_bytes()))
}

/// What a claim is ranked by: SHA-256 of seed, a colon, and the claim's identifier.
#[must_use]
pub fn ticket(seed: &str, claim: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(seed.as_bytes());
    hash.update(b":");
    hash.update(claim.as_bytes());
    code::hex(&hash.finalize())
}

/// The claims from the first to the last.
#[must_use]
pub fn ranked(seed: &str, claims: &[String]) -> Vec<String> {
    let mut order: Vec<(String, &String)> = claims.iter().map(|claim| (ticket(seed, claim), claim)).collect();
    order.sort();
    order.into_iter().map(|(_, claim)| claim.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_is_the_same_whatever_the_order_of_claims() {
        let claims: Vec<String> = (0..100).map(|n| format!("claim-{n}")).collect();
        let mut turned = claims.clone();
        turned.reverse();
        assert_eq!(ranked("graine", &claims), ranked("graine", &turned));
        assert_ne!(ranked("graine", &claims), ranked("autre", &claims));
    }

    #[test]
    fn the_ticket_is_plain_sha_256() {
        // printf 'graine:claim-1' | sha256sum
        assert_eq!(ticket("graine", "claim-1").len(), 64);
        // printf abc | sha256sum (FIPS 180-2)
        assert_eq!(seed_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn every_claim_has_the_same_chance() {
        // 10 claims, 2 000 draws: each is expected first 200 times; six standard deviations are 80.
        let claims: Vec<String> = (0..10).map(|n| format!("claim-{n}")).collect();
        let mut first = [0_u32; 10];
        for seed in 0..2000 {
            let winner = &ranked(&seed.to_string(), &claims)[0];
            first[claims.iter().position(|claim| claim == winner).unwrap()] += 1;
        }
        assert!(first.iter().all(|times| (120..=280).contains(times)), "{first:?}");
    }
}
