-- How a territory cuts its own stock (« centre-ville », « diffus »…): each commune or résidence is of one zone at the most, a résidence's own before that of its
-- commune.
create table zone_locale (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  nom             text not null check (length(nom) between 2 and 80),
  unique (id, epci)
);

create table zone_locale_lieu (
  epci            text not null references territoire,
  genre           text not null check (genre in ('commune','residence')),
  code            text collate "C" not null,
  zone            bigint not null,
  primary key (epci, genre, code),
  foreign key (zone, epci) references zone_locale (id, epci) on delete cascade
);
create index zone_locale_lieu_zone on zone_locale_lieu (zone);

comment on column zone_locale.id is 'Zone locale @classe C0';
comment on column zone_locale.epci is 'Territoire @classe C0';
comment on column zone_locale.nom is 'Nom de la zone @classe C0';
comment on column zone_locale_lieu.epci is 'Territoire @classe C0';
comment on column zone_locale_lieu.genre is 'Commune ou résidence @classe C0';
comment on column zone_locale_lieu.code is 'Code de la commune, ou clé de la résidence @classe C0';
comment on column zone_locale_lieu.zone is 'Zone locale @classe C0';

create function a_des_zones(p_epci text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return exists (select from zone_locale_lieu l where l.epci = p_epci);

create function zone_locale_de(p_epci text, p_commune text, p_residence text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select z.nom
    from zone_locale_lieu l
    join zone_locale z on z.id = l.zone
   where l.epci = p_epci
     and (l.genre = 'residence' and residence_courante(p_epci, l.code) = p_residence or l.genre = 'commune' and l.code = p_commune)
   order by l.genre desc
   limit 1;
end;

alter table cube_loyer add column zone text collate "C";
comment on column cube_loyer.zone is 'Zone locale @classe C0';

create or replace function loyers_du_lot(numero bigint) returns setof cube_loyer
  language sql stable
begin atomic
  with cellule as (
    select g.lot, g.epci, g.bailleur, g.commune, s.situation, g.financement, p.periode, g.pieces, g.surface, g.loyer, z.zone,
           count(*)::integer as nombre,
           (count(*) filter (where g.mode = '2'))::integer as vacants,
           count(g.mode)::integer as modes
      from logement g
      join lot t on t.id = g.lot
     cross join lateral (
           select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, t.periode)
           ) as s (situation)
     cross join lateral (
           select case
                    when g.construction is null then 'inconnue'
                    when g.construction < 1949 then 'avant-1949'
                    when g.construction < 1975 then '1949-1974'
                    when g.construction < 1990 then '1975-1989'
                    when g.construction < 2006 then '1990-2005'
                    else 'depuis-2006'
                  end
           ) as p (periode)
     cross join lateral (
           select case when a_des_zones(g.epci)
                       then zone_locale_de(g.epci, g.commune, residence_ecrite(g.epci, ecriture_residence(g.bailleur, g.commune, g.residence, g.adresse)))
                  end
           ) as z (zone)
     where g.lot = numero
       and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, z.zone
  )
  select lot, epci, bailleur, commune, situation, financement, periode, pieces,
         array_agg(surface order by loyer, surface),
         array_agg(loyer order by loyer, surface),
         array_agg(nombre order by loyer, surface),
         array_agg(vacants order by loyer, surface),
         sum(modes)::integer,
         zone
    from cellule
   group by 1, 2, 3, 4, 5, 6, 7, 8, zone;
end;

-- As before, with the zones.
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
           (select count(*) || '-' || count(a.annule_le) from public.acte_bailleur a where a.epci = etat_territoire.cle),
           (select count(*) || '-' || max(b.ecrit_le) from public.bailleur_nomme b where b.epci = etat_territoire.cle),
           (select md5(string_agg(z.nom || l.genre || l.code, ',' order by l.genre, l.code))
              from public.zone_locale z join public.zone_locale_lieu l on l.zone = z.id where z.epci = etat_territoire.cle),
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
