//! What is offered, where and when: institutions, places, and the items of a season.
