//! Communes, intercommunalities, boundaries and the maps drawn from them.
//!
//! Everything this room knows is embedded in the program (`data/` at the root of the repository, where each file has
//! its source, date and licence): it reads no file, opens no connection and knows no clock.
//!
//! - [`France`]: every commune and every intercommunality (EPCI) with both official populations;
//! - [`Boundaries`] and [`MapSheet`]: the communes' outlines, and maps as SVG paths for any EPCI;
//! - [`demonstration`]: the libraries, museums and catalogue files of the demonstration network.
//!
//! ```
//! use territory::{France, MapSheet, PopulationKind};
//!
//! let france = France::load();
//! let lille = france.epci("200093201").expect("Lille's métropole");
//! assert_eq!(france.communes_of(&lille.siren).len(), 95);
//! assert_eq!(lille.population(PopulationKind::Municipal), 1_194_040);
//!
//! let map = MapSheet::of(&lille.siren).expect("every EPCI has a map");
//! assert_eq!(map.shapes.len(), 95);
//! ```

mod boundaries;
mod commune;
pub mod demonstration;
mod france;
mod map_sheet;
mod name_search;
mod position;

pub use boundaries::{Boundaries, Outline};
pub use commune::{Commune, Epci, EpciKind, PopulationKind};
pub use france::France;
pub use map_sheet::{MapKind, MapSheet, Shape};
pub use name_search::fold_name;
pub use position::Position;
