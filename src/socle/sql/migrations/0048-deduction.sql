-- Where an unlocated dwelling is, deduced from what is published of communes and of the stock. Sure, it is retained like a location; probable, it
-- is shown and nothing more. A lease of a commune outside the territory is kept, listed, and in no count.
alter table fait_attribution
  add column situation_deduite text not null default 'inconnue' check (situation_deduite in ('qpv','hors-qpv','inconnue')),
  add column deduction text check (deduction in ('commune-sans-qpv','bailleur','residence','adresse','adresse-proche')),
  add column deduction_sure boolean not null default false,
  add column hors_territoire boolean not null default false,
  add constraint deduction_entiere check ((deduction is null) = (situation_deduite = 'inconnue') and (deduction is not null or not deduction_sure));
create index fait_attribution_jour on fait_attribution (lot, bail_signe_le);
create index fait_attribution_dehors on fait_attribution (lot) where hors_territoire;

alter table cube_attribution
  add column deduite boolean not null default false,
  add column probable text collate "C" not null default 'inconnue',
  add column desaccord_deduction boolean not null default false;

create or replace function construire_cubes(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from cube_attribution where lot = p_lot;
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, deduite, probable, desaccord_deduction, nombre)
  select f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, f.relogement,
         f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age,
         d.situation, d.quartile, d.deduite, d.probable, d.deduction, count(*)
    from fait_attribution f
   cross join lateral (select date_trunc('month', f.bail_signe_le)::date) as m (mois)
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
   group by f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, f.relogement,
            f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, d.situation, d.quartile, d.deduite, d.probable, d.deduction
   -- Cells of a month side by side on disk, as bilans read them.
   order by m.mois;

  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, nombre)
  select l.id, b.epci, b.bailleur, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, 'oui', 'inconnu', 'inconnu', b.contingent, 'mutation', b.menage, b.age, false, false, 1
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
                                desaccord_situation, desaccord_quartile, nombre)
  select p_lot, b.epci, b.bailleur, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, b.relogement, b.prioritaire, b.dalo, b.contingent, b.origine, b.menage, b.age, false, false, count(*)
    from baux_hors_fichier(p_lot) b
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16;

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
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
end;
$$;

-- Which quarters of a year are published, whoever asks: a bailleur that signed nothing in one must not take it for missing.
create function contexte.trimestres_publies(cle text, annee integer)
  returns table (trimestre integer, present boolean, fichier text, depose_le date)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select t.trimestre, coalesce(bool_or(f.present), false), max(l.fichier) filter (where f.present),
         (max(l.depose_le) filter (where f.present) at time zone 'Europe/Paris')::date
    from generate_series(1, 4) as t (trimestre)
    left join public.publication p
           on p.epci = cle
          and p.source = 'sne-attributions'
          and p.periode in (annee::text, annee || '-T' || t.trimestre)
    left join public.lot l on l.id = p.lot
    left join lateral (
         select p.periode <> annee::text
             or exists (select from public.fait_attribution f
                         where f.lot = p.lot
                           and f.bail_signe_le >= make_date(annee, t.trimestre * 3 - 2, 1)
                           and f.bail_signe_le < make_date(annee, t.trimestre * 3 - 2, 1) + interval '3 months')
         ) as f (present) on p.lot is not null
   group by t.trimestre;
end;

comment on column fait_attribution.situation_deduite is 'Côté déduit du parc publié @classe C6';
comment on column fait_attribution.deduction is 'Ce qui permet de le déduire @classe C6';
comment on column fait_attribution.deduction_sure is 'Déduction retenue, ou seulement probable @classe C6';
comment on column fait_attribution.hors_territoire is 'Commune hors du territoire, hors de tout compte @classe C6';
comment on column cube_attribution.deduite is 'Localisation déduite @classe C6';
comment on column cube_attribution.probable is 'Localisation probable @classe C6';
comment on column cube_attribution.desaccord_deduction is 'Déduction contraire à la déclaration @classe C6';
