CREATE TABLE meta (
  key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY
, value LONGVARCHAR
);
CREATE TABLE urls (
  id INTEGER PRIMARY KEY AUTOINCREMENT
, url LONGVARCHAR
, title LONGVARCHAR
, visit_count INTEGER DEFAULT 0 NOT NULL
, typed_count INTEGER DEFAULT 0 NOT NULL
, last_visit_time INTEGER NOT NULL
, hidden INTEGER DEFAULT 0 NOT NULL
);
CREATE TABLE visits (
  id INTEGER PRIMARY KEY AUTOINCREMENT
, url INTEGER NOT NULL
, visit_time INTEGER NOT NULL
, from_visit INTEGER
, external_referrer_url TEXT
, transition INTEGER DEFAULT 0 NOT NULL
, segment_id INTEGER
, visit_duration INTEGER DEFAULT 0 NOT NULL
, incremented_omnibox_typed_score BOOLEAN DEFAULT FALSE NOT NULL
, opener_visit INTEGER
, originator_cache_guid TEXT
, originator_visit_id INTEGER
, originator_from_visit INTEGER
, originator_opener_visit INTEGER
, is_known_to_sync BOOLEAN DEFAULT FALSE NOT NULL
, consider_for_ntp_most_visited BOOLEAN DEFAULT FALSE NOT NULL
, visited_link_id INTEGER DEFAULT 0 NOT NULL
, app_id TEXT
);
CREATE TABLE keyword_search_terms (
  keyword_id INTEGER NOT NULL
, url_id INTEGER NOT NULL
, term LONGVARCHAR NOT NULL
, normalized_term LONGVARCHAR NOT NULL
);
CREATE INDEX visits_url_index ON visits (url);
CREATE INDEX visits_time_index ON visits (visit_time);
CREATE INDEX urls_url_index ON urls (url);
