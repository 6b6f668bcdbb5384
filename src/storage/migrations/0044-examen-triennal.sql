-- The examination of occupation, every three years.
select 1;
