-- A commune that the known perimeter of the territory does not hold and whose leases a person has them counted: decided, told why, taken back, never erased.
create table rattachement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  commune         text collate "C" not null,
  motif           text not null check (length(motif) between 1 and 300),
  decide_le       timestamptz not null default now(),
  decide_par      text not null,
  annule_le       timestamptz,
  annule_par      text,
  check ((annule_le is null) = (annule_par is null))
);
create unique index rattachement_actif on rattachement (epci, commune) where annule_le is null;

comment on column rattachement.id is 'Rattachement @classe C0';
comment on column rattachement.epci is 'Territoire @classe C0';
comment on column rattachement.commune is 'Commune @classe C0';
comment on column rattachement.motif is 'Raison @classe C0';
comment on column rattachement.decide_le is 'Décidé le @classe C0';
comment on column rattachement.decide_par is 'Agent qui a rattaché la commune @classe C1';
comment on column rattachement.annule_le is 'Annulé le @classe C0';
comment on column rattachement.annule_par is 'Agent qui a annulé le rattachement @classe C1';

-- As before, and the communes counted by decision.
create or replace function contexte.etat_territoire(cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select concat_ws('/',
           (select max(id) from public.publication_acte where epci = cle),
           (select count(*) from public.localisation where epci = cle),
           (select count(annulee_le) from public.localisation where epci = cle),
           (select count(*) || '-' || count(r.annule_le) from public.rattachement r where r.epci = etat_territoire.cle),
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
               and (now() at time zone 'Europe/Paris')::date between r.depuis and coalesce(r.jusqu_a, 'infinity')),
           (select count(*) || '-' || coalesce(max(b.id), 0) from public.bail_relogement b where b.epci = etat_territoire.cle),
           (select count(*) filter (where b.etat = 'signe') || '-' || coalesce(max(b.id), 0) from public.bail b where b.epci = etat_territoire.cle));
end;
