-- A notice is looked up by the sighting that it tells of, to be settled when data explain it that came later.
create index notice_link_seen_at_idx on record.notice (link, seen_at);
