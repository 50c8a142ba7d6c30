//! The program. All it does is in the library beside it, where tests reach it.

fn main() -> anyhow::Result<()> {
    beffroi::run()
}
