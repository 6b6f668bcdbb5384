-- One lease once: a lease signed here that the published file may have already, without a number to say so, is counted neither once nor
-- twice until a person has looked at the two. Proposed by what they have in common, one line for one lease.

alter table cube_attribution
  add column double_possible boolean not null default false;

create table paire_bail (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  bailleur        text collate "C" not null,
  lot             bigint not null references lot on delete cascade,
  ligne           integer not null,
  -- One of the two: the lease of a rehoused household, or that which a commission decided.
  reloge          bigint references bail_relogement on delete cascade,
  bail            bigint references bail on delete cascade,
  -- false: the line that looks like it most is proposed with another lease first.
  proposee        boolean not null,
  jours           integer not null,
  accords         text[] not null,
  desaccords      text[] not null,
  score           integer not null,
  fichier         jsonb not null,
  blaise          jsonb not null,
  check (num_nonnulls(reloge, bail) = 1),
  unique (lot, reloge),
  unique (lot, bail)
);
create unique index paire_bail_ligne on paire_bail (lot, ligne) where proposee;
create index paire_bail_reloge on paire_bail (reloge);
create index paire_bail_bail on paire_bail (bail);
create index paire_bail_epci on paire_bail (epci);

-- What a person said of two of them. It outlives the file: the line is known by its key, and by its rank among the lines of that key.
create table paire_decision (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  bailleur        text collate "C" not null,
  reloge          bigint references bail_relogement on delete cascade,
  bail            bigint references bail on delete cascade,
  signe_le        date not null,
  cle             text collate "C" not null,
  rang            integer not null,
  decision        text not null check (decision in ('meme','distincts')),
  fichier         jsonb not null,
  blaise          jsonb not null,
  decidee_le      timestamptz not null default now(),
  decidee_par     bigint references compte on delete set null,
  annulee_le      timestamptz,
  annulee_par     bigint references compte on delete set null,
  check (num_nonnulls(reloge, bail) = 1)
);
-- Two persons who answer together: the second finds the answer of the first.
create unique index paire_decision_reloge on paire_decision (reloge, cle, rang) where annulee_le is null and reloge is not null;
create unique index paire_decision_bail on paire_decision (bail, cle, rang) where annulee_le is null and bail is not null;
create index paire_decision_epci on paire_decision (epci);

-- Whose lease it is, read where it is written and with the reader's own rights: nobody decides of a lease that they do not read.
create function paire_decision_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    -- The purge, which is nobody's act, destroys the key.
    if contexte.acteur() is null then return new; end if;
    if old.annulee_le is not null
       or (to_jsonb(new) - '{annulee_le,annulee_par}'::text[]) is distinct from (to_jsonb(old) - '{annulee_le,annulee_par}'::text[]) then
      raise exception 'paire_decision %: what was decided never changes', old.id using errcode = '42501';
    end if;
    return new;
  end if;
  select b.epci, b.bailleur, coalesce(b.signe_le, new.signe_le) into new.epci, new.bailleur, new.signe_le
    from (select g.epci, g.bailleur, g.signe_le from bail_relogement g where g.id = new.reloge
          union all
          select c.epci, c.bailleur, c.signe_le from bail c where c.id = new.bail) b;
  if new.bailleur is null then
    raise exception 'paire_decision: no such lease' using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before insert or update on paire_decision for each row execute function paire_decision_garde();

-- Decided or taken back, the leases around that day are counted again, with the owner's rights.
create function paire_compte() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform compter_baux_autour(new.epci, array[new.signe_le]);
  return null;
end;
$$;
create trigger compte_decision after insert or update of annulee_le on paire_decision for each row execute function paire_compte();

-- The one table of what two leases are compared by, and of what each weighs. Unknown on one side, a fact weighs nothing.
-- The household tells most; a side or a quartile, which half of the leases share, little. « Rehoused » told by the file tells of a few.
create function faits_paire() returns table (rang integer, nom text, accord integer, desaccord integer)
  language sql immutable parallel safe
begin atomic
  select v.rang, v.nom, v.accord, v.desaccord
    from (values (1, 'commune', 10, 0), (2, 'secteur', 5, -10), (3, 'situation', 10, -15), (4, 'quartile', 10, -10),
                 (5, 'menage', 15, -15), (6, 'age', 10, -10), (7, 'typologie', 10, -10), (8, 'contingent', 5, -5),
                 (9, 'relogement', 20, -10)) as v (rang, nom, accord, desaccord);
end;

-- From there two leases are probably one. All that can be known of a poor file (day, commune, side) reaches it; the day alone does not.
create function seuil_paire() returns integer
  language sql immutable parallel safe
begin atomic
  select 40;
end;

-- The file dates the radiation, the bailleur the lease: the nearer the days, the likelier.
create function poids_jours(jours integer) returns integer
  language sql immutable parallel safe
  return case when jours <= 3 then 30 when jours <= 15 then 20 when jours <= 31 then 10 else 0 end;

-- What agrees and what does not, of the same facts and by the same rule as they are weighed: `candidats_paires`.
create function comparer_baux(fichier jsonb, blaise jsonb, jours integer, out accords text[], out desaccords text[])
  language sql immutable parallel safe
begin atomic
  select array_remove(array[case when comparer_baux.jours <= 15 then 'date' end] || array_agg(c.nom order by c.rang) filter (where c.egal), null),
         array_remove(array[case when comparer_baux.jours > 31 then 'date' end] || array_agg(c.nom order by c.rang) filter (where not c.egal), null)
    from (select p.rang, p.nom,
                 case when p.nom = 'relogement' and comparer_baux.fichier ->> p.nom = 'non' and comparer_baux.blaise ->> p.nom = 'non' then null
                      else comparer_baux.fichier ->> p.nom = comparer_baux.blaise ->> p.nom end as egal
            from faits_paire() p) c;
end;

-- A household may have two leases in one file: its lines are told apart by their order in time.
create function rangs_du_lot(p_lot bigint) returns table (ligne integer, cle text, rang integer)
  language sql stable
as $$
  select a.ligne, a.cle, row_number() over (partition by a.cle, a.bailleur order by a.bail_signe_le, a.ligne)::integer
    from attribution a
   where a.lot = p_lot
$$;

-- What is known of a lease, without what is not: the same names on both sides.
create function faits_connus(faits jsonb) returns jsonb
  language sql immutable parallel safe
begin atomic
  select coalesce(jsonb_object_agg(f.key, f.value) filter (where f.value not in ('null', '"inconnu"', '"inconnue"')), '{}')
    from jsonb_each(faits_connus.faits) f;
end;

-- Without a search path of their own, so that these are planned inside what asks them: closed to the application, they run in the path of those.
-- The lines that no lease has by a number, and the leases signed here that no published file has by one: what is known of each, without what is
-- not, the same names on both sides. `cle` of a lease: its id, below zero when a commission decided it.
create function lignes_seules(p_lot bigint)
  returns table (ligne integer, bailleur text, jour date, cle text, rang integer, numero_rpls text, commune text, faits jsonb)
  language sql stable
as $$
  select f.ligne, f.bailleur, f.bail_signe_le, r.cle, r.rang, a.numero_rpls, f.commune,
         faits_connus(jsonb_build_object(
           'signe_le', f.bail_signe_le, 'commune', f.commune, 'secteur', f.secteur, 'situation', f.situation, 'quartile', f.quartile,
           'menage', f.menage, 'age', f.age, 'contingent', f.contingent, 'relogement', f.relogement, 'typologie', a.typologie))
    from fait_attribution f
    join attribution a on a.lot = f.lot and a.ligne = f.ligne
    join rangs_du_lot(p_lot) r on r.ligne = f.ligne
   where f.lot = p_lot
     and not exists (select from rapprochement_relogement m where m.lot = p_lot and m.ligne = f.ligne)
     and not exists (select from rapprochement_bail m where m.lot = p_lot and m.ligne = f.ligne)
$$;

create function baux_seuls(p_lot bigint)
  returns table (cle bigint, bailleur text, jour date, numero text, numero_rpls text, commune text, faits jsonb)
  language sql stable
as $$
  with visee as (select l.epci, jours_periode(l.periode) as jours from lot l where l.id = p_lot),
  lots as (
    select p_lot as lot union select p.lot from publication p join visee v on p.epci = v.epci and p.source = 'sne-attributions'
  )
  select b.id, b.bailleur, b.signe_le, b.cle, b.numero_rpls, b.commune,
         faits_connus(jsonb_build_object(
           'signe_le', b.signe_le, 'commune', b.commune, 'secteur', b.secteur, 'situation', b.situation, 'quartile', b.quartile,
           'ressources', b.ressources, 'menage', b.menage, 'age', b.age, 'contingent', b.contingent, 'relogement', 'oui'))
    from bail_relogement b
    join visee v on v.epci = b.epci and b.signe_le <@ daterange(lower(v.jours) - 62, upper(v.jours) + 62)
   where not exists (select from rapprochement_relogement r where r.bail = b.id and r.lot in (select lot from lots))
  union all
  select -b.id, b.bailleur, b.signe_le, b.cle, b.numero_rpls, b.commune,
         faits_connus(jsonb_build_object(
           'signe_le', b.signe_le, 'commune', b.commune, 'secteur', b.secteur, 'situation', b.situation, 'quartile', b.quartile,
           'ressources', b.ressources, 'menage', b.menage, 'age', b.age, 'contingent', b.contingent, 'relogement', b.relogement,
           'typologie', b.typologie))
    from bail b
    join visee v on v.epci = b.epci and b.signe_le <@ daterange(lower(v.jours) - 62, upper(v.jours) + 62)
   where b.etat = 'signe'
     and b.bailleur is not null
     and not exists (select from rapprochement_bail r where r.bail = b.id and r.lot in (select lot from lots))
     and not exists (select from bail_relogement g
                      where g.epci = b.epci and abs(g.signe_le - b.signe_le) <= 62 and (g.cle = b.cle or g.demandeur = b.demandeur))
$$;

create type candidate_paire as (bailleur text, cle bigint, ligne integer, jours integer, score integer, semblable text);

-- Every line and every lease that no number brings together, that nothing tells apart for sure, and that look alike enough. Two numbers, two
-- dwellings or two communes that are known and differ: two leases. A file without its own numéro unique is keyed by another number, which
-- tells nothing apart. `semblable`: what a lease is counted by, the same for two that it matters not to take for one another.
-- Facts are laid in a row to be weighed: a large file has tens of thousands of pairs to try.
create function candidats_paires(p_lot bigint) returns setof candidate_paire
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  with poids as materialized (
    select array_agg(p.accord order by p.rang) as oui, array_agg(p.desaccord order by p.rang) as non, array_agg(p.nom order by p.rang) as noms
      from faits_paire() p
  ),
  visee as materialized (
    select (l.colonnes = '[]' or l.colonnes @> '[{"colonne":"numeroUnique"}]') as numerotee from lot l where l.id = p_lot
  ),
  bail_compare as materialized (
    select b.* from baux_seuls(p_lot) b
  ),
  bail_seul as materialized (
    select b.*, array(select b.faits ->> n.nom from unnest(w.noms) with ordinality n (nom, rang) order by n.rang) as f,
           case when b.cle > 0 and b.faits ->> 'situation' = 'hors-qpv' then 'reloge'
                else concat_ws('|', b.cle > 0, b.faits ->> 'situation', b.faits ->> 'quartile', b.faits ->> 'ressources', b.faits ->> 'relogement')
           end as semblable
      from bail_compare b
     cross join poids w
  ),
  -- Without a lease there is nothing to compare it with.
  ligne_comparee as materialized (
    select x.* from lignes_seules(p_lot) x where exists (select from bail_seul b where b.bailleur = x.bailleur)
  ),
  ligne_seule as materialized (
    select x.*, array(select x.faits ->> n.nom from unnest(w.noms) with ordinality n (nom, rang) order by n.rang) as f
      from ligne_comparee x
     cross join poids w
  )
  select b.bailleur, b.cle, x.ligne, abs(x.jour - b.jour), c.score, b.semblable
    from visee v
   cross join poids w
   cross join bail_seul b
    join ligne_seule x on x.bailleur = b.bailleur and x.jour between b.jour - 62 and b.jour + 62
   cross join lateral (
         select poids_jours(abs(x.jour - b.jour))
              + case when x.f[1] = b.f[1] then w.oui[1] when x.f[1] <> b.f[1] then w.non[1] else 0 end
              + case when x.f[2] = b.f[2] then w.oui[2] when x.f[2] <> b.f[2] then w.non[2] else 0 end
              + case when x.f[3] = b.f[3] then w.oui[3] when x.f[3] <> b.f[3] then w.non[3] else 0 end
              + case when x.f[4] = b.f[4] then w.oui[4] when x.f[4] <> b.f[4] then w.non[4] else 0 end
              + case when x.f[5] = b.f[5] then w.oui[5] when x.f[5] <> b.f[5] then w.non[5] else 0 end
              + case when x.f[6] = b.f[6] then w.oui[6] when x.f[6] <> b.f[6] then w.non[6] else 0 end
              + case when x.f[7] = b.f[7] then w.oui[7] when x.f[7] <> b.f[7] then w.non[7] else 0 end
              + case when x.f[8] = b.f[8] then w.oui[8] when x.f[8] <> b.f[8] then w.non[8] else 0 end
              -- Neither is said to rehouse: that is most leases, and brings nothing together.
              + case when x.f[9] = 'non' and b.f[9] = 'non' then 0
                     when x.f[9] = b.f[9] then w.oui[9] when x.f[9] <> b.f[9] then w.non[9] else 0 end
         ) as c (score)
   where (v.numerotee and x.cle <> b.numero) is not true
     and (x.numero_rpls <> b.numero_rpls) is not true
     and (x.commune <> b.commune) is not true
     and c.score >= seuil_paire()
     and not exists (select from paire_decision d
                      where d.annulee_le is null
                        and d.decision = 'distincts'
                        and (d.reloge = b.cle or d.bail = -b.cle)
                        and d.cle = x.cle
                        and d.rang = x.rang)
$$;

-- One line for one lease, the likeliest first. Of eleven leases for ten lines one is another for sure, and may be counted, if it matters not
-- which (they count alike) and if no other choice would have found a line for it too; else it waits, as uncertain as the ten.
create function choisir_paires(p_lot bigint) returns table (cle bigint, ligne integer, jours integer, score integer, proposee boolean)
  language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  toutes candidate_paire[];
  choisies candidate_paire[] := '{}';
  lignes integer[] := '{}';
  baux bigint[] := '{}';
  c candidate_paire;
begin
  select array_agg(p order by p.score desc, p.jours, p.cle, p.ligne) into toutes from candidats_paires(p_lot) p;
  if toutes is null then return; end if;
  foreach c in array toutes loop
    if c.ligne = any (lignes) or c.cle = any (baux) then continue; end if;
    lignes := lignes || c.ligne;
    baux := baux || c.cle;
    choisies := choisies || c;
  end loop;
  return query
    with recursive candidate as materialized (
      select p.* from unnest(toutes) p
    ),
    tenue as materialized (
      select p.ligne, p.cle from unnest(choisies) p
    ),
    atteint as (
      select k.cle from candidate k where not exists (select from tenue t where t.cle = k.cle)
      union
      select t.cle from atteint a join candidate k on k.cle = a.cle join tenue t on t.ligne = k.ligne
    ),
    en_trop as (
      select k.bailleur
        from candidate k
        join atteint a on a.cle = k.cle
        left join tenue t on t.ligne = k.ligne
       group by k.bailleur
      having bool_and(t.ligne is not null) and count(distinct k.semblable) = 1
    )
    select p.cle, p.ligne, p.jours, p.score, true from unnest(choisies) p
    union all
    (select distinct on (k.cle) k.cle, k.ligne, k.jours, k.score, false
       from candidate k
      where not exists (select from tenue t where t.cle = k.cle)
        and k.bailleur not in (select e.bailleur from en_trop e)
      order by k.cle, k.score desc, k.jours, k.ligne);
end;
$$;

-- A pair that stays as it was keeps its number: an address of it that somebody has open still says the same two leases.
create function apparier_baux(p_lot bigint) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  nouvelles jsonb;
begin
  -- Most lots: no lease is signed here, or each is found by its number.
  if not exists (select from baux_seuls(p_lot)) then
    delete from paire_bail where lot = p_lot;
    return;
  end if;
  with choix as materialized (
    select l.epci, b.bailleur, l.id as lot, c.ligne, case when c.cle > 0 then c.cle end as reloge, case when c.cle < 0 then -c.cle end as bail,
           c.cle, c.proposee, c.jours, m.accords, m.desaccords, c.score, x.faits as fichier, b.faits as blaise
      from lot l
     cross join choisir_paires(p_lot) c
      join baux_seuls(p_lot) b on b.cle = c.cle
      join lignes_seules(p_lot) x on x.ligne = c.ligne
     cross join lateral comparer_baux(x.faits, b.faits, c.jours) m
     where l.id = p_lot
  ),
  ote as (
    delete from paire_bail p
     where p.lot = p_lot
       and not exists (
           select from choix c
            where c.cle = coalesce(p.reloge, -p.bail)
              and (c.ligne, c.proposee, c.jours, c.accords, c.desaccords, c.score, c.fichier, c.blaise)
                  is not distinct from (p.ligne, p.proposee, p.jours, p.accords, p.desaccords, p.score, p.fichier, p.blaise))
    returning p.id
  )
  select coalesce(jsonb_agg(to_jsonb(c) - 'cle'), '[]') into strict nouvelles
    from choix c
   where not exists (select from paire_bail p where p.lot = p_lot and coalesce(p.reloge, -p.bail) = c.cle and p.id not in (select id from ote));
  insert into paire_bail (epci, bailleur, lot, ligne, reloge, bail, proposee, jours, accords, desaccords, score, fichier, blaise)
  select n.epci, n.bailleur, n.lot, n.ligne, n.reloge, n.bail, n.proposee, n.jours, n.accords, n.desaccords, n.score, n.fichier, n.blaise
    from jsonb_populate_recordset(null::paire_bail, nouvelles) n;
end;
$$;

create or replace function construire_cubes(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from cube_attribution where lot = p_lot;
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, deduite, probable, desaccord_deduction, nombre)
  select f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
         f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age,
         d.situation, d.quartile, d.deduite, d.probable, d.deduction, count(*)
    from fait_attribution f
    left join paire_bail q on q.lot = f.lot and q.ligne = f.ligne and q.proposee and q.reloge is not null
   -- Perhaps that of a rehoused household: until somebody says so, the file's « non » is not known to be one.
   cross join lateral (select case when q.lot is not null and f.relogement <> 'oui' then 'inconnu' else f.relogement end) as r (relogement)
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
   group by f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
            f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, d.situation, d.quartile, d.deduite, d.probable, d.deduction
   -- Cells of a month side by side on disk, as bilans read them.
   order by m.mois;

  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, double_possible, nombre)
  select l.id, b.epci, b.bailleur, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, 'oui', 'inconnu', 'inconnu', b.contingent, 'mutation', b.menage, b.age, false, false,
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
                                desaccord_situation, desaccord_quartile, double_possible, nombre)
  select p_lot, b.epci, b.bailleur, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, b.relogement, b.prioritaire, b.dalo, b.contingent, b.origine, b.menage, b.age, false, false,
         exists (select from paire_bail q
                  where q.bail = b.id
                    and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))) as double_possible,
         count(*)
    from baux_hors_fichier(p_lot) b
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, double_possible;

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

create or replace function compter_baux(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  l lot;
  avant bigint[];
  touche bigint;
  avant_bail bigint[];
begin
  select * into l from lot where id = p_lot and source = 'sne-attributions' for no key update;
  if not found or jours_periode(l.periode) is null then return; end if;

  -- What the file said, where an earlier reading had marked it.
  with defait as (delete from rapprochement_relogement where lot = p_lot returning ligne, bail),
       rendu as (
         update fait_attribution f
            set relogement = a.relogement
           from attribution a, defait d
          where f.lot = p_lot and f.ligne = d.ligne and a.lot = p_lot and a.ligne = d.ligne)
  select coalesce(array_agg(bail), '{}') into avant from defait;
  avant := avant || array(select q.reloge from paire_bail q where q.lot = p_lot and q.reloge is not null);

  insert into rapprochement_relogement (lot, ligne, epci, bailleur, bail)
  select p_lot, c.ligne, l.epci, c.bailleur, c.bail
    from (
      -- What a person has said of the two comes before what the numbers say.
      select f.ligne, f.bailleur, b.id as bail, -1 as rang, abs(f.bail_signe_le - b.signe_le) as jours
        from paire_decision d
        join bail_relogement b on b.id = d.reloge
        join rangs_du_lot(p_lot) a on a.cle = d.cle and a.rang = d.rang
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne and f.bailleur = b.bailleur
       where b.epci = l.epci and d.decision = 'meme' and d.annulee_le is null
       union all
      select f.ligne, f.bailleur, b.id, 0, abs(f.bail_signe_le - b.signe_le)
        from bail_relogement b
        join attribution a on a.lot = p_lot and a.cle = b.cle
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci
       union all
      select f.ligne, f.bailleur, b.id, 1, abs(f.bail_signe_le - b.signe_le)
        from bail_relogement b
        join attribution a on a.lot = p_lot and a.numero_rpls = b.numero_rpls and a.bailleur = b.bailleur
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci
    ) as c
   where c.jours <= 62
     and not exists (
         select from paire_decision d
           join rangs_du_lot(p_lot) a on a.cle = d.cle and a.rang = d.rang
          where d.reloge = c.bail and a.ligne = c.ligne and d.decision = 'distincts' and d.annulee_le is null)
   order by c.rang, c.jours, c.bail, c.ligne
      on conflict do nothing;

  -- Leases of the commission: the same two ways of being the same lease. A line is that of one lease.
  with defait as (delete from rapprochement_bail where lot = p_lot returning bail)
  select coalesce(array_agg(bail), '{}') into avant_bail from defait;
  avant_bail := avant_bail || array(select q.bail from paire_bail q where q.lot = p_lot and q.bail is not null);
  insert into rapprochement_bail (lot, ligne, epci, bailleur, bail)
  select p_lot, c.ligne, l.epci, c.bailleur, c.bail
    from (
      -- What a person has said of the two comes before what the numbers say.
      select f.ligne, f.bailleur, b.id as bail, -1 as rang, abs(f.bail_signe_le - b.signe_le) as jours
        from paire_decision d
        join bail b on b.id = d.bail
        join rangs_du_lot(p_lot) a on a.cle = d.cle and a.rang = d.rang
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne and f.bailleur = b.bailleur
       where b.epci = l.epci and b.etat = 'signe' and d.decision = 'meme' and d.annulee_le is null
       union all
      select f.ligne, f.bailleur, b.id, 0, abs(f.bail_signe_le - b.signe_le)
        from bail b
        join attribution a on a.lot = p_lot and a.cle = b.cle
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci and b.etat = 'signe'
       union all
      select f.ligne, f.bailleur, b.id, 1, abs(f.bail_signe_le - b.signe_le)
        from bail b
        join attribution a on a.lot = p_lot and a.numero_rpls = b.numero_rpls and a.bailleur = b.bailleur
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci and b.etat = 'signe'
    ) as c
   where c.jours <= 62
     and not exists (select from rapprochement_relogement r where r.lot = p_lot and r.ligne = c.ligne)
     and not exists (
         select from paire_decision d
           join rangs_du_lot(p_lot) a on a.cle = d.cle and a.rang = d.rang
          where d.bail = c.bail and a.ligne = c.ligne and d.decision = 'distincts' and d.annulee_le is null)
   order by c.rang, c.jours, c.bail, c.ligne
      on conflict do nothing;

  update fait_attribution f
     set relogement = 'oui'
    from rapprochement_relogement r
   where r.lot = p_lot and f.lot = p_lot and f.ligne = r.ligne and f.relogement <> 'oui';

  perform apparier_baux(p_lot);
  -- A lease of the last days of a year that the next year's file has, or has no longer: its own year counts it, or not.
  for touche in
    select distinct p.lot
      from bail_relogement b
      join publication p on p.epci = b.epci and p.source = 'sne-attributions' and b.signe_le <@ jours_periode(p.periode)
     where p.lot <> p_lot
       and (b.id = any (avant)
            or b.id in (select r.bail from rapprochement_relogement r where r.lot = p_lot)
            or b.id in (select q.reloge from paire_bail q where q.lot = p_lot))
     union
    select p.lot
      from bail b
      join publication p on p.epci = b.epci and p.source = 'sne-attributions' and b.signe_le <@ jours_periode(p.periode)
     where p.lot <> p_lot
       and (b.id = any (avant_bail)
            or b.id in (select r.bail from rapprochement_bail r where r.lot = p_lot)
            or b.id in (select q.bail from paire_bail q where q.lot = p_lot))
  loop
    perform 1 from lot where id = touche for no key update;
    perform apparier_baux(touche);
    perform construire_cubes(touche);
  end loop;
  perform construire_cubes(p_lot);
end;
$$;

revoke execute on function rangs_du_lot(bigint), lignes_seules(bigint), baux_seuls(bigint), candidats_paires(bigint), choisir_paires(bigint),
                           apparier_baux(bigint) from public;

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
           (select count(*) filter (where b.etat = 'signe') || '-' || coalesce(max(b.id), 0) from public.bail b where b.epci = etat_territoire.cle),
           (select count(*) || '-' || count(d.annulee_le) from public.paire_decision d where d.epci = etat_territoire.cle));
end;

comment on column cube_attribution.double_possible is 'Peut-être déjà dans le fichier @classe C6';
comment on column paire_bail.id is 'Paire de baux @classe C0';
comment on column paire_bail.epci is 'Territoire @classe C0';
comment on column paire_bail.bailleur is 'SIREN du bailleur @classe C0';
comment on column paire_bail.lot is 'Fichier du SNE @classe C0';
comment on column paire_bail.ligne is 'Ligne du fichier @classe C6';
comment on column paire_bail.reloge is 'Bail d’un ménage relogé @classe C6';
comment on column paire_bail.bail is 'Bail signé après une commission @classe C6';
comment on column paire_bail.proposee is 'Proposée, ou en attente d’une autre @classe C0';
comment on column paire_bail.jours is 'Jours entre les deux signatures @classe C6';
comment on column paire_bail.accords is 'Faits en accord @classe C6';
comment on column paire_bail.desaccords is 'Faits en désaccord @classe C6';
comment on column paire_bail.score is 'Score @classe C6';
comment on column paire_bail.fichier is 'Faits de la ligne @classe C6';
comment on column paire_bail.blaise is 'Faits du bail @classe C6';
comment on column paire_decision.id is 'Décision sur deux baux @classe C0';
comment on column paire_decision.epci is 'Territoire @classe C0';
comment on column paire_decision.bailleur is 'SIREN du bailleur @classe C0';
comment on column paire_decision.reloge is 'Bail d’un ménage relogé @classe C6';
comment on column paire_decision.bail is 'Bail signé après une commission @classe C6';
comment on column paire_decision.signe_le is 'Jour du bail @classe C6';
comment on column paire_decision.cle is 'Clé de la ligne du fichier @classe C6';
comment on column paire_decision.rang is 'Rang de la ligne parmi celles de la clé @classe C6';
comment on column paire_decision.decision is 'Même bail, ou baux distincts @classe C6';
comment on column paire_decision.fichier is 'Faits de la ligne @classe C6';
comment on column paire_decision.blaise is 'Faits du bail @classe C6';
comment on column paire_decision.decidee_le is 'Jour de la décision @classe C0';
comment on column paire_decision.decidee_par is 'Qui a décidé @classe C1';
comment on column paire_decision.annulee_le is 'Jour de la reprise @classe C0';
comment on column paire_decision.annulee_par is 'Qui l’a reprise @classe C1';

-- What is published already is counted so from this day on, where leases are signed.
select compter_baux(p.lot)
  from publication p
 where p.source = 'sne-attributions'
   and (exists (select from bail_relogement g where g.epci = p.epci) or exists (select from bail b where b.epci = p.epci and b.etat = 'signe'))
 order by p.lot;
