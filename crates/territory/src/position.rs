//! Points on the Earth and the distance between them.

use serde::{Deserialize, Serialize};

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point in degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Longitude in degrees, east positive.
    pub lon: f64,
    /// Latitude in degrees, north positive.
    pub lat: f64,
}

impl Position {
    /// Great-circle distance in kilometres (haversine on a sphere: within 0.5 % of the ellipsoid).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let (lat_a, lat_b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat_b - lat_a) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anywhere() -> impl Strategy<Value = Position> {
        (-180.0..180.0, -90.0..90.0).prop_map(|(lon, lat)| Position { lon, lat })
    }

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        let here = Position { lon: 3.0, lat: 50.0 };
        let north = Position { lon: 3.0, lat: 51.0 };
        assert!((here.distance_km(north) - 111.195).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(a in anywhere(), b in anywhere()) {
            let there = a.distance_km(b);
            prop_assert!((0.0..20_016.0).contains(&there));
            prop_assert!((there - b.distance_km(a)).abs() < 1e-6);
            prop_assert!(a.distance_km(a) < 1e-6);
        }
    }
}
