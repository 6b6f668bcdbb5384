-- What a commission still lacked.
select 1;
