//! The command `whereas`.

fn main() -> std::process::ExitCode {
    whereas::cli::main()
}
