-- A method that takes effect, or a résidence excluded, changes what the observatory's kept answers say: they are asked again.
create or replace function contexte.etat_territoire(cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select concat_ws('/',
           (select max(id) from public.publication_acte where epci = cle),
           (select count(*) from public.localisation where epci = cle),
           (select count(annulee_le) from public.localisation where epci = cle),
           (select md5(string_agg(epci || nom || demonstration, ',' order by epci)) from public.territoire),
           (select count(*) from public.territoire_commune where epci = cle),
           (select count(depuis) from public.convention_version where epci = cle),
           (select max(numero) from public.methode_desequilibre
             where epci = etat_territoire.cle and depuis <= (now() at time zone 'Europe/Paris')::date),
           -- The days themselves: one exclusion may end on the day on which another begins.
           (select md5(string_agg(r.cle || r.depuis || coalesce(r.jusqu_a::text, ''), ',' order by r.id))
              from public.residence_exclue r where r.epci = etat_territoire.cle),
           -- Exclusions begin and end with the days.
           (select count(*) from public.residence_exclue r
             where r.epci = etat_territoire.cle
               and (now() at time zone 'Europe/Paris')::date between r.depuis and coalesce(r.jusqu_a, 'infinity')));
end;
