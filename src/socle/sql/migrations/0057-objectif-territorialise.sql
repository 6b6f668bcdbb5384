-- What an objective is written for besides a year of the whole territory, and how an avenant shares the year in which it takes effect.
alter table convention_version
  -- Of an avenant only. null: a draft that does not say yet.
  add column application text collate "C" check (application in ('annee-entiere','a-compter','prorata')),
  add check (application is null or parent is not null);
-- Those in force were judged so.
update convention_version set application = 'annee-entiere' where parent is not null and depuis is not null;

-- A line with days is an objective of a part of the territory, of the year, or both; one without is of the whole, and of its year.
alter table engagement
  add column lieu_genre text collate "C" check (lieu_genre in ('secteur','commune','qpv')),
  add column lieu       text collate "C" check (length(lieu) between 1 and 80),
  add column du         date,
  add column au         date,
  add check ((lieu_genre is null) = (lieu is null)),
  add check ((du is null) = (au is null)),
  add check (lieu is null or du is not null),
  add check (du is null or (du < au and extract(year from du) = annee and extract(day from du) = 1 and extract(day from au + 1) = 1));
drop index engagement_unique;
create unique index engagement_unique on engagement
  (version, annee, objet, porteur, coalesce(siren, contingent, ''), coalesce(lieu_genre || ':' || lieu, ''), coalesce(du, '-infinity'), coalesce(au, 'infinity'));

alter table objectif drop constraint objectif_objet_check;
alter table objectif
  add constraint objectif_objet_check check (objet in ('hors-qpv','qpv','publics-prioritaires','travailleurs-essentiels')),
  add column contingent text collate "C",
  add column lieu_genre text collate "C" check (lieu_genre in ('secteur','commune','qpv')),
  add column lieu       text collate "C",
  add column du         date,
  add column au         date,
  add check ((lieu_genre is null) = (lieu is null)),
  add check ((du is null) = (au is null));

-- The neighbourhood of a lease, when it is known which; null outside all of them too.
alter table fait_attribution add column qpv text collate "C";
alter table cube_attribution
  add column qpv   text collate "C",
  -- First day counted in the cell when an avenant cuts its month; null: the month's first, or the whole month.
  add column coupe date;
alter table cube_dehors
  add column qpv   text collate "C",
  add column coupe date;

create function coupe_du_mois(coupures date[], jour date) returns date
  language sql immutable set search_path = pg_catalog, public, pg_temp
as $$
  select max(c) from unnest(coupures) as c where c <= jour and date_trunc('month', c) = date_trunc('month', jour)
$$;
revoke execute on function coupe_du_mois(date[], date) from public;

create or replace function construire_cubes(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  -- First days of the avenants that share their year: a month that one of them cuts has cells on both sides of it.
  coupures date[] := (select array_agg(v.depuis)
                        from lot l
                        join convention_version v on v.epci = l.epci and v.application <> 'annee-entiere' and v.depuis <@ jours_periode(l.periode)
                       where l.id = p_lot);
begin
  delete from cube_attribution where lot = p_lot;
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, deduite, probable, desaccord_deduction, qpv, coupe, nombre)
  select f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
         f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age,
         d.situation, d.quartile, d.deduite, d.probable, d.deduction, f.qpv, k.coupe, count(*)
    from fait_attribution f
    left join paire_bail q on q.lot = f.lot and q.ligne = f.ligne and q.proposee and q.reloge is not null
   -- Perhaps that of a rehoused household: until somebody says so, the file's « non » is not known to be one.
   cross join lateral (select case when q.lot is not null and f.relogement <> 'oui' then 'inconnu' else f.relogement end) as r (relogement)
   cross join lateral (select date_trunc('month', f.bail_signe_le)::date) as m (mois)
   cross join lateral (select coupe_du_mois(coupures, f.bail_signe_le)) as k (coupe)
   cross join lateral (
         select f.situation_declaree <> f.situation_calculee
                and 'inconnue' not in (f.situation_declaree, f.situation_calculee),
                f.quartile_declare <> f.quartile_calcule
                and 'inconnu' not in (f.quartile_declare, f.quartile_calcule),
                f.situation_origine = 'deduction',
                case when f.situation = 'inconnue' and f.situation_reparee is null then f.situation_deduite else 'inconnue' end,
                f.deduction_sure and f.situation_deduite <> f.situation and f.situation <> 'inconnue'
         ) as d (situation, quartile, deduite, probable, deduction)
   where f.lot = p_lot
     and not f.hors_territoire
   group by f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
            f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, d.situation, d.quartile, d.deduite, d.probable, d.deduction,
            f.qpv, k.coupe
   -- Cells of a month side by side on disk, as bilans read them.
   order by m.mois;

  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, coupe, double_possible, nombre)
  select l.id, b.epci, b.bailleur, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, 'oui', 'inconnu', 'inconnu', b.contingent, 'mutation', b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le),
         exists (select from paire_bail q
                  where q.reloge = b.id
                    and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))),
         1
    from lot l
    join bail_relogement b on b.epci = l.epci and b.signe_le <@ jours_periode(l.periode)
   where l.id = p_lot
     and not exists (
         select from rapprochement_relogement r
          where r.bail = b.id
            and (r.lot = p_lot or r.lot in (select p.lot from publication p where p.epci = b.epci)));

  -- Leases of the commission that no published file has yet; that of a rehoused household is counted above, once.
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, coupe, double_possible, nombre)
  select p_lot, b.epci, b.bailleur, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, b.relogement, b.prioritaire, b.dalo, b.contingent, b.origine, b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le) as coupe,
         exists (select from paire_bail q
                  where q.bail = b.id
                    and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))) as double_possible,
         count(*)
    from baux_hors_fichier(p_lot) b
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, coupe, double_possible;

  delete from cube_bail where lot = p_lot;
  -- What the SNE alone has, without bailleur. The day of the demande: the lease's less the delay that the SNE counts.
  insert into cube_bail (lot, epci, commune, mois, typologie, situation, quartile, ressources, relogement, origine, salarie,
                         annee_creation, nombre)
  select f.lot, f.epci, f.commune, date_trunc('month', f.bail_signe_le)::date, coalesce(a.typologie, 'inconnu'),
         f.situation, f.quartile, f.ressources, f.relogement, f.origine, a.salarie,
         extract(year from f.bail_signe_le - a.delai_jours)::smallint, count(*)
    from fait_attribution f
    join attribution a on a.lot = f.lot and a.ligne = f.ligne
   where f.lot = p_lot
     and not f.hors_territoire
   group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
   order by 4;

  insert into cube_bail (lot, epci, commune, mois, typologie, situation, quartile, ressources, relogement, origine, salarie,
                         annee_creation, nombre)
  select p_lot, b.epci, b.commune, date_trunc('month', b.signe_le)::date, coalesce(b.typologie, 'inconnu'), b.situation, b.quartile,
         b.ressources, b.relogement, b.origine, b.salarie, extract(year from b.anciennete_le)::smallint, count(*)
    from baux_hors_fichier(p_lot) b
   -- These sums have no bounds: a lease that may be counted above is in none of them.
   where not exists (select from paire_bail q
                      where q.bail = b.id
                        and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci)))
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
end;
$$;

-- An avenant that shares its year cuts the month of its leases, those already published included.
create function couper_le_mois() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform construire_cubes(p.lot)
     from publication p
     join lot l on l.id = p.lot
    where p.epci = new.epci
      and p.source = 'sne-attributions'
      and new.depuis <@ jours_periode(l.periode);
  return null;
end;
$$;
revoke execute on function couper_le_mois() from public;

create trigger couper_le_mois after update of depuis on convention_version for each row
  when (old.depuis is null and new.depuis is not null and new.application <> 'annee-entiere')
  execute function couper_le_mois();

comment on column convention_version.application is 'Comment l’avenant s’applique à l’année de sa prise d’effet @classe C0';
comment on column engagement.lieu_genre is 'Genre du lieu de l’objectif @classe C0';
comment on column engagement.lieu is 'Lieu de l’objectif @classe C0';
comment on column engagement.du is 'Premier jour de l’objectif @classe C0';
comment on column engagement.au is 'Dernier jour de l’objectif @classe C0';
comment on column objectif.contingent is 'Contingent du réservataire @classe C0';
comment on column objectif.lieu_genre is 'Genre du lieu de l’objectif @classe C0';
comment on column objectif.lieu is 'Lieu de l’objectif @classe C0';
comment on column objectif.du is 'Premier jour de l’objectif @classe C0';
comment on column objectif.au is 'Dernier jour de l’objectif @classe C0';
comment on column fait_attribution.qpv is 'Quartier prioritaire du bail, quand on sait lequel @classe C6';
comment on column cube_attribution.qpv is 'Quartier prioritaire, quand on sait lequel @classe C6';
comment on column cube_attribution.coupe is 'Premier jour compté d’un mois coupé par un avenant @classe C6';
comment on column cube_dehors.qpv is 'Quartier prioritaire, quand on sait lequel @classe C6';
comment on column cube_dehors.coupe is 'Premier jour compté d’un mois coupé par un avenant @classe C6';

-- The préfet's agreement, as the EPCI records it from the act that was signed: the act itself, and the State's word that it is its own.
alter table convention_etape drop constraint convention_etape_nature_check;
alter table convention_etape
  add constraint convention_etape_nature_check
    check (nature in ('projet','avis-cil','avis-pdalhpd','vote','accord-prefet','accord-confirme','signatures','en-vigueur','bilan-annuel')),
  add column fichier_nom       text check (length(fichier_nom) between 1 and 200),
  add column fichier_format    text check (fichier_format in ('pdf','image')),
  add column fichier_empreinte text check (fichier_empreinte ~ '^[0-9a-f]{64}$'),
  add column fichier           bytea,
  add check ((fichier is null) = (fichier_nom is null) and (fichier is null) = (fichier_format is null) and (fichier is null) = (fichier_empreinte is null));
comment on column convention_etape.fichier_nom is 'Nom du fichier de l’acte signé @classe C0';
comment on column convention_etape.fichier_format is 'Format du fichier @classe C0';
comment on column convention_etape.fichier_empreinte is 'Empreinte du fichier @classe C0';
comment on column convention_etape.fichier is 'Acte signé @classe C0';
