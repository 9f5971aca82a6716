-- Where a site was before it moved: what was seen there until then was seen at the old place.
create table record.site_past (
  gln       text not null references record.site (gln),
  until     timestamptz(6) not null,
  state     text not null,
  country   text not null,
  latitude  double precision,
  longitude double precision,
  primary key (gln, until)
);
