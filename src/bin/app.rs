//! The page's own module.

#![allow(missing_docs, reason = "a program, not a library")]

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        gradient_garden::constructors::run();
        gradient_garden::web::mount();
    }
}
