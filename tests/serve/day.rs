//! A new day: what is scheduled appears and what expires goes, with a clock that the test moves.

use crate::{
    preview::{exchange, wait},
    support::Site,
};
use jiff::Timestamp;
use sitegen::{
    AsOf, BuildOptions,
    progress::Progress,
    serve::{Clock, Notice, ServeOptions, Server},
};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    thread,
};

const SITE: &str = "
== site.toml ==
title = \"Days\"
base_url = \"https://prep.example/\"
timezone = \"Europe/Berlin\"
== content/articles/a.md ==
# A
First.
== content/articles/later.md ==
+++
publish = 2026-06-02
+++
# Later
== content/articles/over.md ==
+++
expires = 2026-06-02
+++
# Over
";

/// A server in this process, and its clock.
struct Served {
    site: Site,
    port: u16,
    clock: Arc<AtomicI64>,
    days: Arc<Mutex<Vec<String>>>,
}

fn milliseconds(moment: &str) -> i64 {
    moment.parse::<Timestamp>().expect("it is a moment").as_millisecond()
}

impl Served {
    /// Serves the site at the time `now`; for ever, as it is in a thread of its own.
    fn at(now: &str) -> Self {
        let (site, clock) = (Site::new(SITE), Arc::new(AtomicI64::new(milliseconds(now))));
        let (time, days) = (clock.clone(), Arc::new(Mutex::new(Vec::new())));
        let now =
            move || Timestamp::from_millisecond(time.load(Ordering::Relaxed)).expect("it is a time that there is");
        let wanted = BuildOptions {
            base_url: None,
            drafts: false,
            future: false,
            is_strict: false,
            adopt: false,
            as_of: AsOf::Today(now()),
            noindex: false,
            progress: Progress::default(),
        };
        let options = ServeOptions {
            root: site.root().to_owned(),
            build: wanted,
            clock: Clock::new(now),
            host: "127.0.0.1".to_owned(),
            port: 0,
            allowed_hosts: Vec::new(),
            follow: false,
            poll: false,
            editor: None,
        };
        let said = days.clone();
        let listener = move |what: Notice| {
            if let Notice::Rebuilt(rebuilt) = what {
                let day = rebuilt.day.map(|day| day.to_string());
                said.lock().expect("nobody panics").extend(day);
            }
        };
        let server = Server::start(&options, Box::new(listener)).expect("there is a site");
        let port = server.address().expect("it is bound").port();
        thread::spawn(|| server.run());
        Self { site, port, clock, days }
    }

    fn statuses(&self) -> [u16; 2] {
        ["/articles/later/", "/articles/over/"].map(|path| {
            let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            exchange(self.port, head.as_bytes()).status
        })
    }

    fn until(&self, statuses: [u16; 2]) {
        wait(&format!("{statuses:?}"), || match self.statuses() {
            found if found == statuses => Ok(()),
            found => Err(format!("{found:?}")),
        });
    }
}

#[test]
fn a_new_day_comes_by_itself() {
    // a moment before midnight, which lasts until the test ends it
    let served = Served::at("2026-06-01T21:59:59.950Z");
    served.until([404, 200]);
    served.clock.store(milliseconds("2026-06-01T22:00:00Z"), Ordering::Relaxed);
    served.until([200, 404]);
    assert_eq!(*served.days.lock().expect("nobody panics"), ["2026-06-02"]);
}

#[test]
fn a_save_is_of_the_day_on_which_it_comes() {
    let served = Served::at("2026-06-01T12:00:00Z");
    served.until([404, 200]);
    served.clock.store(milliseconds("2026-06-02T12:00:00Z"), Ordering::Relaxed);
    served.site.add("== content/articles/a.md ==\n# A\nSecond.\n");
    served.until([200, 404]);
}
