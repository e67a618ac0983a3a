//! The option that puts a name model of the user's own in place of the built-in one.

use crate::failure::Failure;
use headwater::annotate::name::model::{Model, shipped};
use headwater::model::{Annotations, Document, Raw};
use headwater::pipeline;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

/// Which name model to use.
#[derive(clap::Args)]
pub struct Names {
    /// Name model to use instead of the built-in one, made by headwater train
    #[arg(long, value_name = "MODEL")]
    names: Option<PathBuf>,
}

/// The model that was asked for.
pub struct Loaded {
    own: Option<Model>,
    /// Differs where models differ; 0 for the built-in one.
    pub key: u64,
}

impl Names {
    /// Reads the model.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let Some(path) = &self.names else {
            return Ok(Loaded { own: None, key: 0 });
        };
        let file = std::fs::read(path).map_err(|e| Failure::at("read", path.display(), &e))?;
        let own = Model::read(&file).ok_or_else(|| {
            let what = format!("{} is no name model of this version", path.display());
            Failure::new(what, "make it anew with headwater train")
        })?;
        let mut hasher = DefaultHasher::new();
        file.hash(&mut hasher);
        Ok(Loaded {
            own: Some(own),
            key: hasher.finish(),
        })
    }
}

impl Loaded {
    /// Cleans and annotates one document.
    pub fn prepare(&self, raw: Raw) -> (Document, Annotations) {
        pipeline::prepare_with(raw, self.own.as_ref().unwrap_or(shipped()))
    }
}
