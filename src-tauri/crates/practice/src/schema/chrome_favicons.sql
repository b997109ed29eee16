CREATE TABLE meta (
  key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY
, value LONGVARCHAR
);
CREATE TABLE icon_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT
, page_url LONGVARCHAR NOT NULL
, icon_id INTEGER
, page_url_type INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE favicons (
  id INTEGER PRIMARY KEY AUTOINCREMENT
, url LONGVARCHAR NOT NULL
, icon_type INTEGER DEFAULT 1
);
CREATE TABLE favicon_bitmaps (
  id INTEGER PRIMARY KEY AUTOINCREMENT
, icon_id INTEGER NOT NULL
, last_updated INTEGER DEFAULT 0
, image_data BLOB
, width INTEGER DEFAULT 0
, height INTEGER DEFAULT 0
, last_requested INTEGER DEFAULT 0
);
CREATE INDEX icon_mapping_page_url_idx ON icon_mapping(page_url);
CREATE INDEX favicons_url ON favicons(url);
CREATE INDEX favicon_bitmaps_icon_id ON favicon_bitmaps(icon_id);
