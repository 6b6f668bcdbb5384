-- Leases by réservataire, where the SNE has one code for several: Défense, hospitals, each collectivité.

-- RPLS numbers of the dwellings that a right in stock names.
alter table contingent
  add column logements text[] collate "C" not null default '{}',
  add check (mode = 'stock' or logements = '{}');
create index contingent_logements on contingent using gin (logements);
comment on column contingent.logements is 'Numéros RPLS des logements identifiés @classe C0';

-- The organisation, when it is known; null: nobody says which of those that share the code, or the dwelling is not reserved.
alter table cube_attribution add column reservataire bigint;
comment on column cube_attribution.reservataire is 'Réservataire, quand on sait lequel @classe C0';

-- An objective of one organisation among those of its code.
alter table engagement
  add column organisation bigint references organisation,
  add check (organisation is null or porteur = 'reservataire');
comment on column engagement.organisation is 'Réservataire, parmi ceux de son contingent @classe C0';
drop index engagement_unique;
create unique index engagement_unique on engagement
  (version, annee, objet, porteur, coalesce(siren, contingent, ''), coalesce(organisation, 0), coalesce(lieu_genre || ':' || lieu, ''), coalesce(du, '-infinity'), coalesce(au, 'infinity'));

-- What the SNE imputes on another contingent than that of the right is nobody's of the right: it was let for somebody else.
create function reservataire_nomme(p_epci text, p_numero text, p_contingent text, p_jour date) returns bigint
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select c.reservataire
    from contingent c
   where c.epci = p_epci and c.logements @> array[p_numero] and c.code_sne = p_contingent
     and c.depuis <= p_jour and (c.jusque is null or c.jusque >= p_jour)
   order by c.depuis desc, c.id
   limit 1;
end;

-- Of a lease signed here: that of the right it was signed under, else of whoever the freed dwelling was for.
create function reservataire_du_bail(p_droit bigint, p_liberation bigint, p_contingent text) returns bigint
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce((select c.reservataire from contingent c where c.id = p_droit and c.code_sne = p_contingent),
                  (select l.reservataire from liberation l where l.id = p_liberation and l.contingent = p_contingent));
end;

create or replace function construire_cubes(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  -- First days of the avenants that share their year, and of those who take over: a month that one of them cuts has cells on both sides of it.
  coupures date[] := (select array_agg(c.jour)
                        from lot l
                       cross join lateral (
                             select v.depuis
                               from convention_version v
                              where v.epci = l.epci and v.application <> 'annee-entiere'
                              union
                             select a.jour from acte_bailleur a where a.epci = l.epci and a.annule_le is null
                             ) as c (jour)
                       where l.id = p_lot and c.jour <@ jours_periode(l.periode));
  -- Bailleurs that an act bears on: nobody else's leases are followed. Résidences are looked for when an act names one.
  suivis text[] := (select array_agg(distinct a.siren) from lot l join acte_bailleur a on a.epci = l.epci and a.annule_le is null where l.id = p_lot);
  situes boolean := exists (select from lot l
                              join acte_bailleur a on a.epci = l.epci and a.annule_le is null
                             where l.id = p_lot and jsonb_path_exists(a.parts, '$[*].residences[*]'));
  -- Dwellings that a right names: those alone are looked up.
  nommes boolean := exists (select from lot l join contingent c on c.epci = l.epci and c.logements <> '{}' where l.id = p_lot);
begin
  delete from cube_attribution where lot = p_lot;
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, deduite, probable, desaccord_deduction, qpv, coupe,
                                bailleur_actuel, bailleur_possible, reservataire, nombre)
  select f.lot, f.epci, h.alors, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
         f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age,
         d.situation, d.quartile, d.deduite, d.probable, d.deduction, f.qpv, k.coupe, h.actuel, h.possible, u.reservataire, count(*)
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
    left join lateral (
         select v.alors, v.actuel, v.possible
           from suivre_bail(f.epci, f.bailleur, f.commune, case when situes then (
                  select residence_du_bail(f.epci, f.bailleur, f.commune, a.numero_rpls, a.residence, a.adresse)
                    from attribution a
                   where a.lot = f.lot and a.ligne = f.ligne) end, f.bail_signe_le) v
          where f.bailleur = any (suivis)
         ) as v on true
    left join lateral (
         select reservataire_nomme(f.epci, a.numero_rpls, f.contingent, f.bail_signe_le)
           from attribution a
          where nommes and a.lot = f.lot and a.ligne = f.ligne
         ) as u (reservataire) on true
   cross join lateral (select coalesce(v.alors, f.bailleur), coalesce(v.actuel, f.bailleur), v.possible) as h (alors, actuel, possible)
   where f.lot = p_lot
     and not f.hors_territoire
   group by f.lot, f.epci, h.alors, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
            f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, d.situation, d.quartile, d.deduite, d.probable, d.deduction,
            f.qpv, k.coupe, h.actuel, h.possible, u.reservataire
   -- Cells of a month side by side on disk, as bilans read them.
   order by m.mois;

  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, coupe, double_possible,
                                bailleur_actuel, bailleur_possible, reservataire, nombre)
  select l.id, b.epci, v.alors, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, 'oui', 'inconnu', 'inconnu', b.contingent, 'mutation', b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le),
         exists (select from paire_bail q
                  where q.reloge = b.id
                    and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))),
         v.actuel, v.possible, null, 1
    from lot l
    join bail_relogement b on b.epci = l.epci and b.signe_le <@ jours_periode(l.periode)
   cross join lateral suivre_bail(b.epci, b.bailleur, b.commune, null, b.signe_le) as v
   where l.id = p_lot
     and not exists (
         select from rapprochement_relogement r
          where r.bail = b.id
            and (r.lot = p_lot or r.lot in (select p.lot from publication p where p.epci = b.epci)));

  -- Leases of the commission that no published file has yet; that of a rehoused household is counted above, once.
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, coupe, double_possible,
                                bailleur_actuel, bailleur_possible, reservataire, nombre)
  select p_lot, b.epci, v.alors, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, b.relogement, b.prioritaire, b.dalo, b.contingent, b.origine, b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le) as coupe,
         exists (select from paire_bail q
                  where q.bail = b.id
                    and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))) as double_possible,
         v.actuel, v.possible, reservataire_du_bail(b.droit, b.liberation, b.contingent), count(*)
    from baux_hors_fichier(p_lot) b
   cross join lateral suivre_bail(b.epci, b.bailleur, b.commune, null, b.signe_le) as v
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, coupe, double_possible, v.actuel, v.possible, reservataire_du_bail(b.droit, b.liberation, b.contingent);

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

-- Naming a dwelling, or moving the days of a right that names some: the published leases of those dwellings are counted again.
create function suivre_droit_nomme() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  nommes text[] := new.logements || case when tg_op = 'UPDATE' then old.logements else '{}' end;
begin
  perform construire_cubes(p.lot)
     from publication p
    where p.epci = new.epci
      and p.source = 'sne-attributions'
      and exists (select from attribution a where a.lot = p.lot and a.numero_rpls = any (nommes));
  return null;
end;
$$;
revoke execute on function suivre_droit_nomme() from public;
create trigger suivre_nommes after insert on contingent for each row
  when (new.logements <> '{}') execute function suivre_droit_nomme();
create trigger suivre_nommes_changes after update on contingent for each row
  when (old.logements || new.logements <> '{}'
        and (old.logements, old.code_sne, old.depuis, old.jusque, old.reservataire)
            is distinct from (new.logements, new.code_sne, new.depuis, new.jusque, new.reservataire))
  execute function suivre_droit_nomme();
