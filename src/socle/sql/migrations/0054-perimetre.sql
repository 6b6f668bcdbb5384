-- The communes of a territory, day by day. A territory opened before knows no day: its communes are of always until an act says since when.
alter table territoire_commune add column jours datemultirange not null default '{(,)}';
-- Listed by the code book when the territory was opened; false for a commune that an act brought.
alter table territoire_commune add column origine boolean not null default true;

-- A commune that joins (its first day) or leaves (its last day), by which act. Taken back, never erased.
create table acte_perimetre (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  commune         text collate "C" not null check (commune ~ '^([0-9]{5}|2[AB][0-9]{3})$'),
  nom             text not null check (length(nom) between 1 and 200),
  population      integer,
  genre           text not null check (genre in ('entree','sortie')),
  jour            date not null,
  acte            text not null check (length(acte) between 1 and 300),
  ecrit_le        timestamptz not null default now(),
  ecrit_par       text not null,
  annule_le       timestamptz,
  annule_par      text,
  check ((annule_le is null) = (annule_par is null))
);
create unique index acte_perimetre_actif on acte_perimetre (epci, commune, genre, jour) where annule_le is null;

comment on column acte_perimetre.id is 'Acte @classe C0';
comment on column acte_perimetre.epci is 'Territoire @classe C0';
comment on column acte_perimetre.commune is 'Commune @classe C0';
comment on column acte_perimetre.nom is 'Nom de la commune @classe C0';
comment on column acte_perimetre.population is 'Population municipale @classe C0';
comment on column acte_perimetre.genre is 'Entrée ou sortie @classe C0';
comment on column acte_perimetre.jour is 'Premier ou dernier jour dans le territoire @classe C0';
comment on column acte_perimetre.acte is 'Acte qui le dit @classe C0';
comment on column acte_perimetre.ecrit_le is 'Écrit le @classe C0';
comment on column acte_perimetre.ecrit_par is 'Agent qui l’a écrit @classe C1';
comment on column acte_perimetre.annule_le is 'Annulé le @classe C0';
comment on column acte_perimetre.annule_par is 'Agent qui l’a annulé @classe C1';
comment on column territoire_commune.jours is 'Jours dans le territoire @classe C0';
comment on column territoire_commune.origine is 'Au code officiel à l’ouverture @classe C0';

-- What the acts that stand say of a commune, in the order of their days. Before a first day in it was not there; before a last day it was, if the code book listed it.
create function jours_de_commune(p_epci text, p_commune text) returns datemultirange
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  jours datemultirange;
  premier boolean := true;
  a record;
begin
  select case when t.origine then '{(,)}'::datemultirange else '{}' end into jours
    from territoire_commune t where t.epci = p_epci and t.commune = p_commune;
  for a in
    select x.genre, x.jour
      from acte_perimetre x
     where x.epci = p_epci and x.commune = p_commune and x.annule_le is null
     order by x.jour, x.id
  loop
    if a.genre = 'entree' then
      if premier then jours := '{}'; end if;
      jours := jours + datemultirange(daterange(a.jour, null));
    else
      jours := jours - datemultirange(daterange(a.jour, null, '()'));
    end if;
    premier := false;
  end loop;
  return jours;
end;
$$;
revoke execute on function jours_de_commune(text, text) from public;

create function suivre_perimetre() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  insert into territoire_commune (epci, commune, nom, population, origine, jours)
  values (new.epci, new.commune, new.nom, new.population, false, '{}')
      on conflict (epci, commune) do nothing;
  update territoire_commune t
     set jours = jours_de_commune(new.epci, new.commune)
   where t.epci = new.epci and t.commune = new.commune;
  return null;
end;
$$;
revoke execute on function suivre_perimetre() from public;

create trigger suivre_perimetre after insert or update on acte_perimetre
  for each row execute function suivre_perimetre();

-- Leases signed in a commune on a day on which it was not of the territory: in no count of their year, found again by a series on one perimeter.
create table cube_dehors (like cube_attribution including defaults including constraints including comments);
alter table cube_dehors add foreign key (lot) references lot on delete cascade;
create index cube_dehors_lot on cube_dehors (lot, mois);

create function compter_dehors(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from cube_dehors where lot = p_lot;
  insert into cube_dehors (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                           prioritaire, dalo, contingent, origine, menage, age, desaccord_situation, desaccord_quartile, nombre)
  select f.lot, f.epci, f.bailleur, f.commune, f.secteur, date_trunc('month', f.bail_signe_le)::date, f.situation, f.quartile,
         f.ressources, f.relogement, f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, false, false, count(*)
    from fait_attribution f
   where f.lot = p_lot
     and f.hors_territoire
   group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16;
end;
$$;
revoke execute on function compter_dehors(bigint) from public;

select compter_dehors(p.lot) from publication p where p.source = 'sne-attributions';

-- As before, and the days of the communes.
create or replace function contexte.etat_territoire(cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select concat_ws('/',
           (select max(id) from public.publication_acte where epci = cle),
           (select count(*) from public.localisation where epci = cle),
           (select count(annulee_le) from public.localisation where epci = cle),
           (select count(*) || '-' || count(r.annule_le) from public.rattachement r where r.epci = etat_territoire.cle),
           (select md5(string_agg(epci || nom || demonstration, ',' order by epci)) from public.territoire),
           (select md5(string_agg(commune || jours::text, ',' order by commune)) from public.territoire_commune where epci = cle),
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
           (select count(*) filter (where b.etat = 'signe') || '-' || coalesce(max(b.id), 0) from public.bail b where b.epci = etat_territoire.cle),
           (select count(*) || '-' || count(d.annulee_le) from public.paire_decision d where d.epci = etat_territoire.cle));
end;
