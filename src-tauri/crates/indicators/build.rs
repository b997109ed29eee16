//! Compiles the packs in `indicators/` into one image, so that the program opens it at no cost and no readable address
//! of theirs lies in the binary.

#![expect(clippy::disallowed_methods, reason = "packs are part of the source, not evidence")]

#[path = "src/compile.rs"]
mod compile;
#[expect(dead_code, reason = "the reading half serves lookups, which happen in the program")]
#[path = "src/image.rs"]
mod image;
#[expect(dead_code, reason = "as above")]
#[path = "src/key.rs"]
mod key;
#[expect(unreachable_pub, reason = "public in the library")]
#[path = "src/kind.rs"]
mod kind;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use compile::{Compiler, GroupOf, PackOf};
use key::Code;
use kind::{Kind, Tier};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The head of a pack; `indicators/README.md` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Head {
    id: String,
    #[serde(rename = "use")]
    purpose: Purpose,
    #[serde(rename = "title")]
    _title: String,
    publisher: String,
    published: String,
    #[serde(rename = "licence")]
    _licence: String,
    tier: Option<Tier>,
    source: Vec<Source>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Purpose {
    Indicators,
    DualUse,
    Rules,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    key: String,
    publisher: String,
    #[serde(rename = "licence")]
    _licence: String,
    #[serde(rename = "urls")]
    _urls: Vec<String>,
}

/// Groups of rows that belong to no pack of indicators.
const NO_PACK: u32 = u32::MAX;

fn main() -> Result<(), Box<dyn Error>> {
    let packs = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../../indicators");
    for watched in ["build.rs", "src"] {
        println(&format!("cargo::rerun-if-changed={watched}"));
    }
    println(&format!("cargo::rerun-if-changed={}", packs.display()));
    let mut compiler = Compiler::default();
    for folder in sorted(&packs)?.into_iter().filter(|path| path.is_dir()) {
        add_pack(&folder, &mut compiler).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("builtin.image");
    fs::write(out, compiler.image(0))?;
    Ok(())
}

fn println(line: &str) {
    println!("{line}");
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn add_pack(folder: &Path, compiler: &mut Compiler) -> Result<(), Box<dyn Error>> {
    let head_text = fs::read_to_string(folder.join("pack.toml"))?;
    let head: Head = toml::from_str(&head_text)?;
    if folder.file_name().is_none_or(|name| name != head.id.as_str()) {
        return Err("the id is not the name of the folder".into());
    }
    let mut digest = Sha256::new();
    digest.update(&head_text);
    let mut lines = Vec::new();
    for path in sorted(folder)? {
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        digest.update(&text);
        let mut rows = text.lines();
        if rows.next() != Some("kind,value,tier,hosts,published,source,campaign") {
            return Err(format!("{}: unknown first line", path.display()).into());
        }
        lines.extend(rows.map(str::to_owned));
    }
    let pack = match head.purpose {
        Purpose::Indicators => compiler.pack(PackOf {
            id: head.id.clone(),
            publisher: head.publisher.clone(),
            published: head.published.clone(),
            sha256: hexadecimal(&digest.finalize()),
            count: u32::try_from(lines.len())?,
        }),
        Purpose::DualUse | Purpose::Rules => NO_PACK,
    };
    for line in &lines {
        add_line(line, &head, pack, compiler).map_err(|error| format!("{line}: {error}"))?;
    }
    Ok(())
}

fn add_line(line: &str, head: &Head, pack: u32, compiler: &mut Compiler) -> Result<(), Box<dyn Error>> {
    let fields: Vec<&str> = line.splitn(7, ',').collect();
    let [kind, value, tier, hosts, published, source, campaign] = fields[..] else {
        return Err("not seven fields".into());
    };
    let tier = match tier {
        "" => head.tier.unwrap_or(Tier::Strong),
        name => Tier::named(name).ok_or("unknown tier")?,
    };
    let exact = match hosts {
        "" => false,
        "exact" => true,
        _ => return Err("unknown rule for hosts".into()),
    };
    let source = head.source.iter().find(|known| known.key == source).ok_or("unknown source")?;
    let code = match (head.purpose, kind) {
        (Purpose::Rules, "ip-range") => Code::NeverRange,
        (Purpose::Rules, "platform") => Code::Platform,
        (Purpose::Rules, kind) => Code::Never(Kind::named(kind).ok_or("unknown kind")?),
        (Purpose::DualUse, "app-id") => Code::DualUse,
        (Purpose::DualUse, _) => return Err("only apps have two uses".into()),
        (Purpose::Indicators, kind) => Code::Is(Kind::named(kind).ok_or("unknown kind")?),
    };
    // Nothing reads why a value is never matched, or which platform it is.
    let campaign = if head.purpose == Purpose::Rules { "" } else { campaign };
    let group = compiler.group(GroupOf {
        pack,
        publisher: if head.purpose == Purpose::Indicators { source.publisher.clone() } else { String::new() },
        campaign: campaign.to_owned(),
        published: published.to_owned(),
    });
    if !compiler.add(code, &clickable(value), tier, exact, group) {
        return Err("this value cannot be compared".into());
    }
    Ok(())
}

/// Packs hold addresses in a form that no program turns into a link.
fn clickable(value: &str) -> String {
    let value = value.replace("[.]", ".").replace("[@]", "@").replace("[:]", ":");
    match value.strip_prefix("hxxp") {
        Some(rest) => format!("http{rest}"),
        None => value,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
