CREATE TABLE admin (
  key TEXT PRIMARY KEY NOT NULL
, value INTEGER NOT NULL
);
CREATE TABLE policies (
  id INTEGER NOT NULL PRIMARY KEY
, bundle_id TEXT NOT NULL
, uuid TEXT NOT NULL
, display TEXT NOT NULL
, UNIQUE (bundle_id, uuid)
);
CREATE TABLE active_policy (
  client TEXT NOT NULL
, client_type INTEGER NOT NULL
, policy_id INTEGER NOT NULL
, PRIMARY KEY (client, client_type)
, FOREIGN KEY (policy_id) REFERENCES policies(id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE access_overrides (
  service TEXT NOT NULL PRIMARY KEY
);
CREATE TABLE expired ( -- 14+
  service TEXT NOT NULL -- 14+
, client TEXT NOT NULL -- 14+
, client_type INTEGER NOT NULL -- 14+
, csreq BLOB -- 14+
, last_modified INTEGER NOT NULL -- 14+
, expired_at INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER)) -- 14+
, PRIMARY KEY (service, client, client_type) -- 14+
); -- 14+
CREATE TABLE access (
  service TEXT NOT NULL
, client TEXT NOT NULL
, client_type INTEGER NOT NULL
, allowed INTEGER NOT NULL -- ..13
, prompt_count INTEGER NOT NULL -- ..13
, auth_value INTEGER NOT NULL -- 14+
, auth_reason INTEGER NOT NULL -- 14+
, auth_version INTEGER NOT NULL -- 14+
, csreq BLOB
, policy_id INTEGER
, indirect_object_identifier_type INTEGER
, indirect_object_identifier TEXT NOT NULL DEFAULT 'UNUSED'
, indirect_object_code_identity BLOB
, flags INTEGER
, last_modified INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER)) -- 13+
, pid INTEGER -- 17+
, pid_version INTEGER -- 17+
, boot_uuid TEXT NOT NULL DEFAULT 'UNUSED' -- 17+
, last_reminded INTEGER NOT NULL DEFAULT 0 -- 17+
, PRIMARY KEY (service, client, client_type, indirect_object_identifier)
, FOREIGN KEY (policy_id) REFERENCES policies(id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX active_policy_id ON active_policy(policy_id);
