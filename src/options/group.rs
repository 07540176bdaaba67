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
        /// How it learns. Before the network, which has many knobs in some lessons, so that the learning rate is always on the first screen.
        Training = "training",
        /// Its layers and activation.
        Network = "network",
        /// Protection from overfitting.
        Regularization = "regularization",
        /// Where it runs.
        Device = "device",
    }
}
