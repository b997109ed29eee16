//! Ordinary words, places and people. Hosts are well-known ones or end in a reserved name; numbers
//! lie in the range that is reserved for fiction (555-01xx).

use crate::random::Random;

const FIRST: &[&str] = &[
    "Adaeze", "Aylin", "Bao", "Camille", "Daniyar", "Elif", "Farah", "Goran", "Hana", "Ines", "Jamal",
    "Katya", "Lior", "Marisol", "Nadia", "Oskar", "Priya", "Rafael", "Soraya", "Tomasz", "Uma", "Viktor",
    "Wren", "Yusuf",
];
const LAST: &[&str] = &[
    "Abara",
    "Brandvik",
    "Castellano",
    "Demir",
    "Eklund",
    "Ferreira",
    "Ghorbani",
    "Halloran",
    "Ivanek",
    "Jovanovic",
    "Kowalczyk",
    "Lindqvist",
    "Mbeki",
    "Nakamura",
    "Oyelaran",
    "Petrossian",
    "Quispe",
    "Rahimi",
    "Saarinen",
    "Tavares",
];
const ENGLISH: &[&str] = &[
    "Are you still coming on {day}?",
    "Running ten minutes late, sorry",
    "Can you pick up bread on the way home?",
    "The meeting moved to {day}, same room",
    "Haha yes, exactly what I meant 😄",
    "Did you see the photos from the weekend?",
    "Call me when you are free",
    "I left the keys with the neighbour",
    "Happy birthday! 🎉 Hope you have a lovely day",
    "Train is delayed again, see you around eight",
    "What was the name of that restaurant?",
    "Thanks, that helped a lot",
    "Can we talk about the article on {day}?",
    "The doctor says it is only a cold",
    "Good night 🌙",
    "I will send you the recipe later",
    "Who is bringing the salad?",
    "No worries, take your time",
    "Let me check and get back to you",
    "On my way",
];
const GERMAN: &[&str] = &[
    "Kommst du am Freitag auch?",
    "Bin gleich da, der Zug hat Verspätung",
    "Danke dir, das hat sehr geholfen!",
    "Kannst du noch Brot mitbringen?",
    "Schönes Wochenende euch 😊",
    "Wann treffen wir uns morgen?",
    "Ich rufe dich später zurück",
    "Alles klar, bis dann",
];
const FRENCH: &[&str] = &[
    "Tu viens samedi ?",
    "J'arrive dans dix minutes",
    "Merci beaucoup, à très vite",
    "On se retrouve à la gare ?",
    "Bon anniversaire ! 🎂",
    "Je t'envoie les photos ce soir",
    "Pas de souci, prends ton temps",
    "Tu as lu l'article ?",
];
const ARABIC: &[&str] =
    &["مرحبا، كيف حالك؟", "سأتصل بك لاحقا", "شكرا جزيلا", "متى نلتقي غدا؟", "صباح الخير ☀️", "أنا في الطريق"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Hosts that ordinary phones visit, and invented ones under names that can never be registered.
pub(crate) const SITES: &[&str] = &[
    "en.wikipedia.org",
    "de.wikipedia.org",
    "www.bbc.co.uk",
    "www.theguardian.com",
    "www.lemonde.fr",
    "www.openstreetmap.org",
    "www.gutenberg.org",
    "www.nasa.gov",
    "archive.org",
    "www.python.org",
    "www.mozilla.org",
    "www.who.int",
    "www.deutschlandfunk.de",
    "www.aljazeera.com",
    "www.nationalgeographic.com",
    "weather.coastline.example",
    "recipes.oldkitchen.example",
    "library.rivertown.example",
    "shop.tinymountain.example",
    "clinic.northside.example",
    "forum.bicycles.example",
    "tickets.citytheatre.example",
    "school.elmgrove.example",
    "www.gardening-notes.example",
];
const TOPICS: &[&str] = &[
    "news",
    "weather",
    "travel",
    "recipes",
    "science",
    "history",
    "music",
    "maps",
    "health",
    "books",
    "football",
    "gardening",
    "cinema",
    "economy",
    "photos",
    "trains",
    "museums",
    "languages",
    "bread",
    "bicycles",
];
const NOTICES: &[&str] = &[
    "Your parcel will arrive tomorrow between 10:00 and 12:00: {}",
    "Your appointment is confirmed. Details: {}",
    "Your table is booked for Saturday. Change it here: {}",
    "Your ticket is ready: {}",
    "A book that you reserved is waiting for you: {}",
];
const NOTICE_HOSTS: &[&str] = &[
    "track.northparcel.example",
    "my.clinic-northside.example",
    "tables.greenfork.example",
    "tickets.citytheatre.example",
    "library.rivertown.example",
];

/// Somebody in the address book.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) first: String,
    pub(crate) last: String,
    /// E.164.
    pub(crate) number: String,
    pub(crate) email: String,
}

impl Person {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// The person's WhatsApp address.
    pub(crate) fn jid(&self) -> String {
        format!("{}@s.whatsapp.net", &self.number[1..])
    }
}

/// The address book: every number and address once.
pub(crate) fn people(count: u32, seed: u64) -> Vec<Person> {
    let mut random = Random::new(seed, "people");
    (0..count)
        .map(|number| {
            let (first, last) = (random.pick(FIRST), random.pick(LAST));
            // Area codes 200 to 999 with the fictional exchange 555-01xx: 80,000 numbers.
            let (area, line) = (200 + number / 100 % 800, number % 100);
            Person {
                first: first.to_owned(),
                last: last.to_owned(),
                number: format!("+1{area}55501{line:02}"),
                email: format!("{}.{}{number}@mail.example", first.to_lowercase(), last.to_lowercase()),
            }
        })
        .collect()
}

/// A message as people write them, mostly in the owner's language.
pub(crate) fn sentence(language: &str, random: &mut Random) -> String {
    let own = match language.get(..2) {
        Some("de") => GERMAN,
        Some("fr") => FRENCH,
        Some("ar") => ARABIC,
        _ => ENGLISH,
    };
    let list = match random.below(12) {
        0 => ARABIC,
        1 | 2 => ENGLISH,
        _ => own,
    };
    random.pick(list).replace("{day}", random.pick(DAYS))
}

/// A notice with an ordinary link, and the link.
pub(crate) fn notice(random: &mut Random) -> (String, String) {
    let link = format!("https://{}/{}", random.pick(NOTICE_HOSTS), random.hex(4));
    (random.pick(NOTICES).replace("{}", &link), link)
}

/// An ordinary address; `number` keeps it apart from others.
pub(crate) fn page(number: u64, random: &mut Random) -> String {
    format!("https://{}/{}/{}-{number}", random.pick(SITES), random.pick(TOPICS), random.pick(TOPICS))
}

/// A title for a page, an event or a shortcut.
pub(crate) fn title(random: &mut Random) -> String {
    let (first, second) = (random.pick(TOPICS), random.pick(TOPICS));
    format!("{}{} and {second}", first[..1].to_uppercase(), &first[1..])
}

/// The address that a planted host is met at: addresses and IP addresses keep their form.
pub(crate) fn link(value: &str, random: &mut Random) -> String {
    if value.contains("://") {
        return value.to_owned();
    }
    format!("https://{value}/{}", random.hex(4))
}

/// A picture that ends where its file ends: a valid JFIF header, a comment of `size` bytes, no image.
pub(crate) fn picture(size: usize, random: &mut Random) -> Vec<u8> {
    let mut comment = vec![0; size.min(65_000)];
    random.fill(&mut comment);
    let length = u16::try_from(comment.len() + 2).unwrap_or(u16::MAX);
    let mut out = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xfe".to_vec();
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&comment);
    out.extend_from_slice(b"\xff\xd9");
    out
}
