//! Rights, doors, uses and verdicts: may this holder enter, now?
