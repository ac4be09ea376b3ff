//! A host's rules for robots (RFC 9309): which paths may be fetched, and how fast.

/// The rules of one host that concern this program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    /// A path pattern, and whether it is allowed.
    rules: Vec<(String, bool)>,
    /// Seconds between two requests, if the host asks for some.
    pub delay: Option<u64>,
    closed: bool,
}

/// The name by which hosts may address this program.
const NAME: &str = "dateline";
/// Most bytes of a robots.txt that are read.
pub(crate) const LARGEST: usize = 500 << 10;
/// Most rules of one host.
const MOST_RULES: usize = 5000;

impl Robots {
    /// Everything may be fetched: the host has no rules.
    pub fn open() -> Robots {
        Robots::default()
    }

    /// Nothing may be fetched: the rules cannot be had (the host fails, which is no permission).
    pub fn closed() -> Robots {
        Robots { closed: true, ..Robots::default() }
    }

    /// Reads the rules of the group for this program, else of the group for all.
    ///
    /// ```
    /// use dateline_watch::Robots;
    /// let robots = Robots::parse("User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 9");
    /// assert!(robots.allows("/news/1") && robots.allows("/private/open/1"));
    /// assert!(!robots.allows("/private/1"));
    /// assert_eq!(robots.delay, Some(9));
    /// ```
    pub fn parse(text: &str) -> Robots {
        let (mut ours, mut all) = (None, Robots::default());
        let (mut for_us, mut for_all, mut in_agents) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((field, value)) = line.split_once(':') else { continue };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                if !in_agents {
                    (for_us, for_all) = (false, false);
                }
                in_agents = true;
                for_us |= is_us(value);
                for_all |= value == "*";
                if for_us {
                    ours.get_or_insert_with(Robots::default);
                }
                continue;
            }
            in_agents = false;
            if for_us && let Some(ours) = ours.as_mut() {
                ours.add(&field, value);
            }
            if for_all {
                all.add(&field, value);
            }
        }
        ours.unwrap_or(all)
    }

    fn add(&mut self, field: &str, value: &str) {
        match field {
            // An empty rule forbids nothing.
            "allow" | "disallow" if !value.is_empty() && value.len() < 2000 && self.rules.len() < MOST_RULES => {
                self.rules.push((value.to_owned(), field == "allow"));
            }
            "crawl-delay" => self.delay = value.parse::<f64>().ok().map(|s| s.clamp(0.0, 3600.0).ceil() as u64),
            _ => {}
        }
    }

    /// Whether a path (with its query) may be fetched: the longest rule that fits decides, of two the permission.
    pub fn allows(&self, path: &str) -> bool {
        if self.closed {
            return false;
        }
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

fn is_us(agent: &str) -> bool {
    let name = agent.split('/').next().unwrap_or("").trim();
    name.eq_ignore_ascii_case(NAME)
}

/// Whether a pattern fits the beginning of a path; `*` stands for anything, `$` at the end for the path's end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let mut parts = parts.peekable();
    let starred = parts.peek().is_some();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        if last && whole {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    !whole || starred || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_the_standard_says() {
        for (pattern, path) in [("/a", "/a"), ("/a", "/ab/c"), ("/*.php$", "/x/y.php"), ("/a*b", "/axxb/c"), ("*", "/")]
        {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("/a$", "/ab"), ("/*.php$", "/y.php?x"), ("/a*b", "/ac"), ("/b", "/a/b")] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn our_own_group_goes_before_that_for_all() {
        let robots =
            Robots::parse("User-agent: *\nDisallow: /\n\nUser-agent: other\nuser-agent: Dateline/1\nDisallow: /a");
        assert!(robots.allows("/b") && !robots.allows("/a/1"));
        let all = Robots::parse("User-agent: *\nDisallow: /\nUser-agent: datelinebot\nAllow: /");
        assert!(!all.allows("/b"));
        assert!(Robots::parse("User-agent: *\nDisallow:").allows("/"));
        assert!(Robots::parse("\u{feff}<html>").allows("/"));
        assert!(!Robots::closed().allows("/"));
    }
}
