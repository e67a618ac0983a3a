//! `headwater serve`: the dossier as a local web application.

use crate::failure::{Failure, Outcome};
use crate::{Global, case_dir, output, progress};
use headwater_web::App;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

/// Show a case in the browser: search, passages side by side, lineage, names to judge
///
/// Prints the address and answers there until it is stopped. Nobody but this machine can ask,
/// unless --host says otherwise. The index for the search is kept in the case; decisions about
/// names are kept in its file decisions.jsonl, which the next run obeys.
#[derive(clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
    /// Port to answer at; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 4326)]
    port: u16,
    /// Address to answer at; any other than this machine's own lets others read the case
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let shown = args.case.display().to_string();
    let bar = progress::line(global, "reading the case");
    let case = case_dir::load(&args.case)?;
    let app = App::open(case, &args.case).map_err(|e| Failure::at("index", &shown, &e))?;
    bar.finish_and_clear();
    let wanted = SocketAddr::new(args.host, args.port);
    let taken = |error| {
        Failure::new(
            format!("cannot answer at {wanted}: {error}"),
            "choose another port with --port, or any free one with --port 0",
        )
    };
    let listener = headwater_web::listen(wanted).map_err(taken)?;
    let address = format!("http://{}/", listener.local_addr().map_err(taken)?);
    let mut out = output::stdout();
    writeln!(out, "{shown} at {address} (Ctrl-C stops)")?;
    out.flush()?;
    if args.open {
        open(&address)?;
    }
    headwater_web::serve(app, listener).map_err(taken)?;
    Ok(ExitCode::SUCCESS)
}

/// Opens an address with what the desktop opens addresses with.
fn open(address: &str) -> Result<(), Failure> {
    let opener = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let started = Command::new(opener)
        .arg(address)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started.map(|_| ()).map_err(|error| {
        Failure::new(
            format!("cannot start {opener}: {error}"),
            format!("open {address} in a browser"),
        )
    })
}
