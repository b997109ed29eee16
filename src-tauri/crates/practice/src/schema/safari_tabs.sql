CREATE TABLE bookmarks (
  id INTEGER PRIMARY KEY
, special_id INTEGER DEFAULT 0
, parent INTEGER
, type INTEGER
, title TEXT
, url TEXT COLLATE NOCASE
, num_children INTEGER DEFAULT 0
, editable INTEGER DEFAULT 1
, deletable INTEGER DEFAULT 1
, hidden INTEGER DEFAULT 0
, hidden_ancestor_count INTEGER DEFAULT 0
, order_index INTEGER NOT NULL
, external_uuid TEXT UNIQUE
, read INTEGER DEFAULT NULL
, last_modified REAL DEFAULT NULL
, server_id TEXT
, sync_key TEXT
, sync_data BLOB
, added INTEGER DEFAULT 1
, deleted INTEGER DEFAULT 0
, extra_attributes BLOB DEFAULT NULL
, local_attributes BLOB DEFAULT NULL
, fetched_icon BOOL DEFAULT 0
, icon BLOB DEFAULT NULL
, dav_generation INTEGER DEFAULT 0
, locally_added BOOL DEFAULT 0
, archive_status INTEGER DEFAULT 0
, syncable BOOL DEFAULT 1
, web_filter_status INTEGER DEFAULT 0
, modified_attributes UNSIGNED BIG INT DEFAULT 0
, date_closed REAL DEFAULT NULL
, last_selected_child INTEGER DEFAULT NULL
, subtype INTEGER DEFAULT 0
);
CREATE TABLE windows (
  id INTEGER PRIMARY KEY
, active_tab_group_id INTEGER DEFAULT NULL
, date_closed REAL DEFAULT NULL
, extra_attributes BLOB DEFAULT NULL
, is_last_session INTEGER NOT NULL DEFAULT 0
, local_tab_group_id INTEGER NOT NULL DEFAULT 0
, private_tab_group_id INTEGER NOT NULL DEFAULT 0
, scene_id TEXT DEFAULT NULL
, uuid TEXT NOT NULL
);
