//! `cargo xtask piles --seed N -o DIR`: invented piles whose lineage is known, because it was drawn
//! up first.
//!
//! A recipe says who takes from whom; articles are then written, and derived from each other by the
//! operators of `rewrite.rs`. The same seed gives the same bytes. Events of seeds below 100 are not
//! those of other seeds, so that figures on the latter are figures on piles that nobody looked at.

mod article;
mod count;
mod recipe;
mod rewrite;
mod truth;
mod world;

use recipe::RECIPES;
use std::error::Error;
use std::fs;
use std::path::Path;
use world::World;

/// From here on seeds are for measuring only.
pub const UNSEEN: u64 = 100;

/// Writes the piles of a seed as gold files.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    const USAGE: &str = "piles needs --seed N -o DIR";
    let [a, seed, b, folder] = arguments else {
        return Err(USAGE.into());
    };
    if a != "--seed" || b != "-o" {
        return Err(USAGE.into());
    }
    fs::create_dir_all(folder)?;
    for (name, text) in generate(seed.parse()?) {
        fs::write(Path::new(folder).join(name).with_extension("toml"), text)?;
    }
    Ok(())
}

/// Name and gold file of each pile of a seed.
pub fn generate(seed: u64) -> Vec<(String, String)> {
    let pile = |(n, (name, recipe)): (usize, &(&str, recipe::Recipe))| {
        let mut world = World::new(seed, n as u64);
        let pile = recipe(&mut world);
        (format!("{name}-{seed}"), pile.to_toml())
    };
    RECIPES.iter().enumerate().map(pile).collect()
}

/// Piles of the seeds that are for measuring only.
pub fn unseen() -> Vec<(String, String)> {
    (UNSEEN + 1..=UNSEEN + 5).flat_map(generate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The piles in `gold/piles/made` are those of the first seeds, as made today.
    #[test]
    fn made_piles_are_what_the_seeds_give() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../gold/piles/made"));
        let made: Vec<_> = (1..=3).flat_map(generate).collect();
        for (name, text) in &made {
            let path = folder.join(name).with_extension("toml");
            let kept = fs::read_to_string(path).expect("a pile made");
            assert_eq!(kept, *text, "{name}");
        }
        let files = fs::read_dir(folder).expect("made piles").count();
        assert_eq!(files, made.len());
    }

    #[test]
    fn a_pile_has_three_to_twelve_documents() {
        for (name, text) in unseen() {
            let documents = text.matches("[[documents]]").count();
            assert!((3..=12).contains(&documents), "{name}: {documents}");
        }
    }
}
