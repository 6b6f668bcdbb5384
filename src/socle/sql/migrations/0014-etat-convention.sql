-- A version that takes effect changes what the pages of every year show: kept answers are asked again.
create or replace function contexte.etat_territoire(cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select concat_ws('/',
           (select max(id) from public.publication_acte where epci = cle),
           (select count(*) from public.localisation where epci = cle),
           (select count(annulee_le) from public.localisation where epci = cle),
           (select md5(string_agg(epci || nom || demonstration, ',' order by epci)) from public.territoire),
           (select count(*) from public.territoire_commune where epci = cle),
           (select count(depuis) from public.convention_version where epci = cle));
end;
