//! Data files that were loaded, kept so that a new run does not fetch them again.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::data::digits::{self, Digits};
use crate::protocol::{Details, Flaw, Problem};

/// The files by name. Their contents are cheap to clone.
#[derive(Debug, Default)]
pub struct Library {
    digits: BTreeMap<String, Rc<Digits>>,
}

impl Library {
    /// Reads a file that was fetched.
    ///
    /// # Errors
    /// [`Problem::Data`] with the file's name and what is wrong with it.
    pub fn add(&mut self, file: &str, bytes: &[u8]) -> Result<(), Problem> {
        let digits = digits::decode(file, bytes).map_err(|error| Problem::Data {
            file: file.to_owned(),
            flaw: if error.flaw.is_cut_off() { Flaw::CutOff } else { Flaw::Altered },
            details: Details(error.to_string()),
        })?;
        self.digits.insert(file.to_owned(), Rc::new(digits));
        Ok(())
    }

    /// A file of digits, if it is loaded.
    pub fn digits(&self, file: &str) -> Option<Rc<Digits>> {
        self.digits.get(file).cloned()
    }
}
