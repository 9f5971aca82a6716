-- The packages of a lot in the order in which they are shown, with what tells whose they are: a page anywhere in a long table reads this index and no row.
create index unit_lot_key_serial_idx on record.unit (lot_key, serial collate "C", key) include (parent_key) where kind = 'package';
-- How many packages of a lot each container was commissioned with. It does what the index of lots alone did.
create index unit_lot_key_issuer_parent_key_idx on record.unit (lot_key, issuer, parent_key) where kind = 'package';
drop index record.unit_lot_key_idx;
-- The packages of a lot that were ever handled alone are few among those that never were.
create index unit_lots_idx on readmodel.unit (lots) where height = 0;
