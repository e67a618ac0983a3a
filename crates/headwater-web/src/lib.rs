//! The dossier as a local web application: pages, search, and the same as JSON under `/api`.
//!
//! A shell around `headwater`: it turns requests into calls of `headwater::publish::html::Site`.
//! The case is read once and never changed; the one thing written is the file of decisions. Nothing
//! is fetched from outside, and no page runs a script that does not come from here.

mod api;
mod app;
mod decisions;
mod guard;
mod near;
mod pages;
mod pile;
mod recompute;
mod search;

pub use app::App;

use axum::Router;
use axum::middleware::from_fn;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

/// Everything that can be asked for.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for (path, method) in pages::routes().into_iter().chain(api::routes()) {
        router = router.route(path, method);
    }
    let missing = || async { pages::Failure::Missing };
    router
        .fallback(missing)
        .layer(from_fn(guard::guard))
        .with_state(app)
}

/// Everything under `/api`, as `openapi.json` must describe it.
pub fn api_paths() -> Vec<&'static str> {
    api::routes().into_iter().map(|(path, _)| path).collect()
}

/// Answers at `listener` until the process ends.
pub fn serve(app: App, listener: TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_io()
        .build()?;
    let app = Arc::new(app);
    let early = app.clone();
    // What takes long to find is found before somebody asks for it.
    std::thread::spawn(move || early.prepare());
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router(app)).await
    })
}

/// Listens at `address`; at the next free port when the port is 0.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
}
