-- The reserved stock, as anybody may read it.
select 1;
