-- The units that a case is about now: without those that were cleared, or went on in a case of their own.
create view record.case_unit_now as
select u.* from record.case_unit u
 where not exists (select 1 from record.case_entry e where e.case_id = u.case_id and e.kind in ('part_cleared', 'part_moved') and e.body -> 'links' ? u.link);
