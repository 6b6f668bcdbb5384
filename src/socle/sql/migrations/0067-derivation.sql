-- The side and the class of a lease are derived when files are published; what the law says of them may change afterwards.
alter table territoire add column a_rederiver boolean not null default false;
comment on column territoire.a_rederiver is 'Baux à situer de nouveau, le droit ayant changé @classe C0';

-- The former ZUS are read since this version.
update territoire t set a_rederiver = true
 where exists (select 1 from publication p where p.epci = t.epci and p.source = 'sne-attributions');

create function marquer_derivations() returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  update territoire t set a_rederiver = true
   where exists (select 1 from publication p where p.epci = t.epci and p.source = 'sne-attributions');
end;
revoke execute on function marquer_derivations() from public;

create function derivation_faite(p_epci text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  update territoire set a_rederiver = false where epci = p_epci;
end;
revoke execute on function derivation_faite(text) from public;
