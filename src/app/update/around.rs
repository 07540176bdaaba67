//! What the page around this one says.

use crate::app::State;
use crate::app::around::Host;
use crate::app::state::Display;
use crate::app::words::FILES;

/// Takes over what it says. Its language is taken if the page has it and no link chose another.
pub(super) fn adopt_host(state: &mut State, host: Host) {
    let chosen = state.display.lang != Display::default().lang;
    let language = host.lang.as_deref().and_then(|lang| lang.split('-').next()).unwrap_or_default();
    let known = FILES.iter().find(|(code, _)| code.eq_ignore_ascii_case(language));
    if let Some((code, _)) = known.filter(|_| !chosen) {
        (*code).clone_into(&mut state.display.lang);
    }
    state.around.host = host;
}
