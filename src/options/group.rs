//! Groups of knobs.

use crate::choice;

choice! {
    /// A group of knobs on the page; `hide=` in the URL uses its name, and the message files have it as `group-<name>`.
    pub enum Group {
        /// The data set and its size.
        #[default]
        Data = "data",
        /// The network's inputs.
        Features = "features",
        /// Its layers and activation.
        Network = "network",
        /// How it learns.
        Training = "training",
        /// Protection from overfitting.
        Regularization = "regularization",
        /// Where it runs.
        Device = "device",
    }
}
