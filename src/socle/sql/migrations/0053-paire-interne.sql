-- One lease once, between the registers themselves: a lease decided by a commission and that of a rehoused household may be one without a
-- number in common. Compared as each is with a file, by the same facts, and settled by the same person.

alter table paire_bail
  alter column ligne drop not null,
  -- Instead of a line: the lease of a rehoused household that the commission's may be.
  add column registre bigint references bail_relogement on delete cascade,
  add check (num_nonnulls(ligne, registre) = 1),
  add check (registre is null or bail is not null);
create unique index paire_bail_registre on paire_bail (lot, registre) where proposee and registre is not null;
create index paire_bail_registre_bail on paire_bail (registre);

alter table paire_decision
  alter column cle drop not null,
  alter column rang drop not null,
  add column registre bigint references bail_relogement on delete cascade,
  add check (num_nonnulls(cle, registre) = 1),
  add check ((cle is null) = (rang is null)),
  add check (registre is null or bail is not null);
create unique index paire_decision_registre on paire_decision (registre, bail) where annulee_le is null and registre is not null;

comment on column paire_bail.ligne is 'Ligne du fichier, si c’en est une @classe C6';
comment on column paire_bail.registre is 'Bail d’un ménage relogé, au lieu d’une ligne @classe C6';
comment on column paire_bail.fichier is 'Faits de la ligne, ou du bail du ménage relogé @classe C6';
comment on column paire_decision.registre is 'Bail d’un ménage relogé, au lieu d’une ligne @classe C6';
comment on column paire_decision.fichier is 'Faits de la ligne, ou du bail du ménage relogé @classe C6';

create or replace function paire_decision_garde() returns trigger
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
  if new.registre is not null then
    select c.epci, c.bailleur, greatest(c.signe_le, g.signe_le) into new.epci, new.bailleur, new.signe_le
      from bail c
      join bail_relogement g on g.id = new.registre and g.epci = c.epci and g.bailleur = c.bailleur
     where c.id = new.bail;
    -- One lease is one other: of two persons who look at two pairs of one lease, the second finds the answer of the first.
    if new.decision = 'meme' then
      perform pg_advisory_xact_lock(hashtextextended('paire_decision', new.registre));
      if exists (select from paire_decision d
                   join bail c on c.id = d.bail and c.etat = 'signe'
                  where d.registre is not null and (d.registre = new.registre or d.bail = new.bail)
                    and d.decision = 'meme' and d.annulee_le is null) then
        return null;
      end if;
    end if;
  else
    select b.epci, b.bailleur, coalesce(b.signe_le, new.signe_le) into new.epci, new.bailleur, new.signe_le
      from (select g.epci, g.bailleur, g.signe_le from bail_relogement g where g.id = new.reloge
            union all
            select c.epci, c.bailleur, c.signe_le from bail c where c.id = new.bail) b;
  end if;
  if new.bailleur is null then
    raise exception 'paire_decision: no such lease' using errcode = '42501';
  end if;
  return new;
end;
$$;

-- The leases of a commission that are for sure those of a rehoused household: by a number or a demande, unless a person said that they are two;
-- by what a person said of the two, or of one of them and of the line that has the other's number.
create function memes_baux(p_epci text) returns table (reloge bigint, bail bigint)
  language sql stable
as $$
  select g.id, b.id
    from bail b
    join bail_relogement g on g.epci = b.epci and g.signe_le between b.signe_le - 62 and b.signe_le + 62
                          and (g.cle = b.cle or g.demandeur = b.demandeur)
   where b.epci = p_epci
     and b.etat = 'signe'
     and not exists (
         select from paire_decision d
          where d.registre = g.id and d.bail = b.id and d.decision = 'distincts' and d.annulee_le is null)
  union all
  select d.registre, d.bail
    from paire_decision d
    join bail b on b.id = d.bail and b.etat = 'signe'
   where d.epci = p_epci and d.registre is not null and d.decision = 'meme' and d.annulee_le is null
  union all
  select g.id, b.id
    from paire_decision d
    join bail_relogement g on g.id = d.reloge
    join bail b on b.epci = d.epci and b.cle = d.cle and b.signe_le between g.signe_le - 62 and g.signe_le + 62
   where d.epci = p_epci and b.etat = 'signe' and d.decision = 'meme' and d.annulee_le is null
$$;

create or replace function baux_hors_fichier(p_lot bigint) returns setof bail
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  with memes as materialized (
    select m.bail from lot l cross join lateral memes_baux(l.epci) m where l.id = p_lot
  )
  select b.*
    from lot l
    join bail b on b.epci = l.epci and b.signe_le <@ jours_periode(l.periode)
   where l.id = p_lot
     and b.etat = 'signe'
     and b.bailleur is not null
     and not exists (
         select from rapprochement_bail r
          where r.bail = b.id
            and (r.lot = p_lot or r.lot in (select p.lot from publication p where p.epci = b.epci)))
     and not exists (select from memes m where m.bail = b.id)
$$;

drop function choisir_paires(bigint);
drop function candidats_paires(bigint);
drop function lignes_seules(bigint);
drop type candidate_paire;

-- Without a search path of their own, as in 0051.
-- The lines that no rehoused household has by a number. `prise`: one that a commission's lease has (`bail`), which another of them is not, but
-- a rehoused household's may be.
create function lignes_seules(p_lot bigint)
  returns table (ligne integer, bailleur text, jour date, cle text, rang integer, numero_rpls text, commune text, faits jsonb,
                 prise boolean, bail bigint)
  language sql stable
as $$
  select f.ligne, f.bailleur, f.bail_signe_le, r.cle, r.rang, a.numero_rpls, f.commune,
         faits_connus(jsonb_build_object(
           'signe_le', f.bail_signe_le, 'commune', f.commune, 'secteur', f.secteur, 'situation', f.situation, 'quartile', f.quartile,
           'menage', f.menage, 'age', f.age, 'contingent', f.contingent, 'relogement', f.relogement, 'typologie', a.typologie)),
         m.ligne is not null, m.bail
    from fait_attribution f
    join attribution a on a.lot = f.lot and a.ligne = f.ligne
    join rangs_du_lot(p_lot) r on r.ligne = f.ligne
    left join rapprochement_bail m on m.lot = p_lot and m.ligne = f.ligne
   where f.lot = p_lot
     and not exists (select from rapprochement_relogement m where m.lot = p_lot and m.ligne = f.ligne)
$$;

-- Every lease of a rehoused household that a lease around the period may be, in a file or not.
create function registre_compare(p_lot bigint)
  returns table (id bigint, bailleur text, jour date, numero text, numero_rpls text, commune text, faits jsonb)
  language sql stable
as $$
  select b.id, b.bailleur, b.signe_le, b.cle, b.numero_rpls, b.commune,
         faits_connus(jsonb_build_object(
           'signe_le', b.signe_le, 'commune', b.commune, 'secteur', b.secteur, 'situation', b.situation, 'quartile', b.quartile,
           'ressources', b.ressources, 'menage', b.menage, 'age', b.age, 'contingent', b.contingent, 'relogement', 'oui'))
    from (select l.epci, jours_periode(l.periode) as jours from lot l where l.id = p_lot) v
    join bail_relogement b on b.epci = v.epci and b.signe_le <@ daterange(lower(v.jours) - 124, upper(v.jours) + 124)
$$;

create or replace function baux_seuls(p_lot bigint)
  returns table (cle bigint, bailleur text, jour date, numero text, numero_rpls text, commune text, faits jsonb)
  language sql stable
as $$
  with visee as materialized (
    select l.epci, daterange(lower(v.jours) - 62, upper(v.jours) + 62) as jours
      from lot l
     cross join lateral jours_periode(l.periode) v (jours)
     where l.id = p_lot
  ),
  lots as (
    select p_lot as lot union select p.lot from publication p join visee v on p.epci = v.epci and p.source = 'sne-attributions'
  ),
  memes as materialized (
    select m.bail from visee v cross join lateral memes_baux(v.epci) m
  )
  select g.id, g.bailleur, g.jour, g.numero, g.numero_rpls, g.commune, g.faits
    from registre_compare(p_lot) g
    join visee v on g.jour <@ v.jours
   where not exists (select from rapprochement_relogement r where r.bail = g.id and r.lot in (select lot from lots))
  union all
  select -b.id, b.bailleur, b.signe_le, b.cle, b.numero_rpls, b.commune,
         faits_connus(jsonb_build_object(
           'signe_le', b.signe_le, 'commune', b.commune, 'secteur', b.secteur, 'situation', b.situation, 'quartile', b.quartile,
           'ressources', b.ressources, 'menage', b.menage, 'age', b.age, 'contingent', b.contingent, 'relogement', b.relogement,
           'typologie', b.typologie))
    from bail b
    join visee v on v.epci = b.epci and b.signe_le <@ v.jours
   where b.etat = 'signe'
     and b.bailleur is not null
     and not exists (select from rapprochement_bail r where r.bail = b.id and r.lot in (select lot from lots))
     and not exists (select from memes m where m.bail = b.id)
$$;

-- `cible`: what a lease is compared with, a line of the file or, below zero, the lease of a rehoused household.
create type candidate_paire as (bailleur text, cle bigint, cible bigint, jours integer, score integer, semblable text);

-- As in 0051, and every lease of a commission that no file has with those of rehoused households. A line that a commission's lease has by a
-- number is compared with the latter too: that household's lease would else be counted beside its own line.
create function candidats_paires(p_lot bigint) returns setof candidate_paire
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  with poids as materialized (
    select array_agg(p.accord order by p.rang) as oui, array_agg(p.desaccord order by p.rang) as non, array_agg(p.nom order by p.rang) as noms
      from faits_paire() p
  ),
  visee as materialized (
    select l.epci, (l.colonnes = '[]' or l.colonnes @> '[{"colonne":"numeroUnique"}]') as numerotee from lot l where l.id = p_lot
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
  memes as materialized (
    select m.reloge from visee v cross join lateral memes_baux(v.epci) m
  ),
  -- The line of this file that is a rehoused household's lease: what was said of the one holds for the other. A key that was destroyed is no number.
  ligne_registre as materialized (
    select m.bail as id, r.cle, r.rang, case when v.numerotee and a.empreinte <> '' then r.cle end as numero
      from visee v
      join rapprochement_relogement m on m.lot = p_lot
      join rangs_du_lot(p_lot) r on r.ligne = m.ligne
      join attribution a on a.lot = p_lot and a.ligne = m.ligne
     where exists (select from bail_seul b where b.cle < 0)
  ),
  -- Without a lease there is nothing to compare it with.
  cible_comparee as materialized (
    select x.ligne::bigint as cible, x.bailleur, x.jour, x.cle, x.rang, case when v.numerotee then x.cle end as numero, x.numero_rpls, x.commune,
           x.faits, x.prise, x.bail
      from visee v
     cross join lignes_seules(p_lot) x
     where exists (select from bail_seul b where b.bailleur = x.bailleur)
    union all
    select -g.id, g.bailleur, g.jour, r.cle, r.rang, coalesce(g.numero, r.numero), g.numero_rpls, g.commune, g.faits, false, null
      from registre_compare(p_lot) g
      left join ligne_registre r on r.id = g.id
     where exists (select from bail_seul b where b.bailleur = g.bailleur and b.cle < 0)
       and not exists (select from memes m where m.reloge = g.id)
  ),
  cible_seule as materialized (
    select x.*, array(select x.faits ->> n.nom from unnest(w.noms) with ordinality n (nom, rang) order by n.rang) as f
      from cible_comparee x
     cross join poids w
  )
  select b.bailleur, b.cle, x.cible, abs(x.jour - b.jour), c.score, b.semblable
    from poids w
   cross join bail_seul b
    join cible_seule x on x.bailleur = b.bailleur and x.jour between b.jour - 62 and b.jour + 62
                      and case when b.cle > 0 then x.cible > 0 else not x.prise end
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
   where (x.numero <> b.numero) is not true
     and (x.numero_rpls <> b.numero_rpls) is not true
     and (x.commune <> b.commune) is not true
     and c.score >= seuil_paire()
     and not exists (select from paire_decision d
                      where d.annulee_le is null
                        and d.decision = 'distincts'
                        and (d.reloge = b.cle or d.bail = -b.cle)
                        and d.cle = x.cle
                        and d.rang = x.rang)
     -- Two leases signed here, whichever of them the file has since.
     and not exists (select from paire_decision d
                      where d.annulee_le is null
                        and d.decision = 'distincts'
                        and d.registre = case when x.cible < 0 then -x.cible else b.cle end
                        and d.bail = case when x.cible < 0 then -b.cle else x.bail end)
     and not exists (select from paire_decision d
                      where d.annulee_le is null and d.decision = 'distincts' and d.reloge = -x.cible and d.cle = b.numero)
$$;

create function choisir_paires(p_lot bigint) returns table (cle bigint, cible bigint, jours integer, score integer, proposee boolean)
  language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  toutes candidate_paire[];
  choisies candidate_paire[] := '{}';
  cibles bigint[] := '{}';
  baux bigint[] := '{}';
  c candidate_paire;
begin
  select array_agg(p order by p.score desc, p.jours, p.cle, p.cible) into toutes from candidats_paires(p_lot) p;
  if toutes is null then return; end if;
  foreach c in array toutes loop
    if c.cible = any (cibles) or c.cle = any (baux) then continue; end if;
    cibles := cibles || c.cible;
    baux := baux || c.cle;
    choisies := choisies || c;
  end loop;
  return query
    with recursive candidate as materialized (
      select p.* from unnest(toutes) p
    ),
    tenue as materialized (
      select p.cible, p.cle from unnest(choisies) p
    ),
    atteint as (
      select k.cle from candidate k where not exists (select from tenue t where t.cle = k.cle)
      union
      select t.cle from atteint a join candidate k on k.cle = a.cle join tenue t on t.cible = k.cible
    ),
    en_trop as (
      select k.bailleur
        from candidate k
        join atteint a on a.cle = k.cle
        left join tenue t on t.cible = k.cible
       group by k.bailleur
      having bool_and(t.cible is not null) and count(distinct k.semblable) = 1
    )
    select p.cle, p.cible, p.jours, p.score, true from unnest(choisies) p
    union all
    (select distinct on (k.cle) k.cle, k.cible, k.jours, k.score, false
       from candidate k
      where not exists (select from tenue t where t.cle = k.cle)
        and k.bailleur not in (select e.bailleur from en_trop e)
      order by k.cle, k.score desc, k.jours, k.cible);
end;
$$;

-- A pair that stays as it was keeps its number, as in 0051.
create or replace function apparier_baux(p_lot bigint) returns void
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
    select l.epci, b.bailleur, l.id as lot, x.ligne, g.id as registre, case when c.cle > 0 then c.cle end as reloge,
           case when c.cle < 0 then -c.cle end as bail, c.cle, c.proposee, c.jours, m.accords, m.desaccords, c.score,
           coalesce(x.faits, g.faits) as fichier, b.faits as blaise
      from lot l
     cross join choisir_paires(p_lot) c
      join baux_seuls(p_lot) b on b.cle = c.cle
      left join lignes_seules(p_lot) x on x.ligne = c.cible
      left join registre_compare(p_lot) g on g.id = -c.cible
     cross join lateral comparer_baux(coalesce(x.faits, g.faits), b.faits, c.jours) m
     where l.id = p_lot
       -- Two leases signed here are a pair of the file that covers the one of which it is not known whether it counts.
       and (c.cible > 0 or b.jour <@ jours_periode(l.periode))
  ),
  ote as (
    delete from paire_bail p
     where p.lot = p_lot
       and not exists (
           select from choix c
            where c.cle = coalesce(p.reloge, -p.bail)
              and (c.ligne, c.registre, c.proposee, c.jours, c.accords, c.desaccords, c.score, c.fichier, c.blaise)
                  is not distinct from (p.ligne, p.registre, p.proposee, p.jours, p.accords, p.desaccords, p.score, p.fichier, p.blaise))
    returning p.id
  )
  select coalesce(jsonb_agg(to_jsonb(c) - 'cle'), '[]') into strict nouvelles
    from choix c
   where not exists (select from paire_bail p where p.lot = p_lot and coalesce(p.reloge, -p.bail) = c.cle and p.id not in (select id from ote));
  insert into paire_bail (epci, bailleur, lot, ligne, registre, reloge, bail, proposee, jours, accords, desaccords, score, fichier, blaise)
  select n.epci, n.bailleur, n.lot, n.ligne, n.registre, n.reloge, n.bail, n.proposee, n.jours, n.accords, n.desaccords, n.score, n.fichier, n.blaise
    from jsonb_populate_recordset(null::paire_bail, nouvelles) n;
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
  visee daterange;
begin
  select * into l from lot where id = p_lot and source = 'sne-attributions' for no key update;
  visee := jours_periode(l.periode);
  if not found or visee is null then return; end if;

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
       union all
      -- The line of a commission's lease that is this one.
      select f.ligne, f.bailleur, m.reloge, 2, greatest(abs(f.bail_signe_le - g.signe_le), abs(f.bail_signe_le - b.signe_le))
        from memes_baux(l.epci) m
        join bail_relogement g on g.id = m.reloge
        join bail b on b.id = m.bail and b.signe_le <@ daterange(lower(visee) - 62, upper(visee) + 62)
       cross join lateral (
             select a.ligne from attribution a where a.lot = p_lot and a.cle = b.cle
              union
             select a.ligne from attribution a where a.lot = p_lot and a.numero_rpls = b.numero_rpls and a.bailleur = b.bailleur) a
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne
       union all
      select f.ligne, f.bailleur, m.reloge, 2, abs(f.bail_signe_le - g.signe_le)
        from memes_baux(l.epci) m
        join bail_relogement g on g.id = m.reloge
        join paire_decision d on d.bail = m.bail and d.decision = 'meme' and d.annulee_le is null
        join rangs_du_lot(p_lot) a on a.cle = d.cle and a.rang = d.rang
        join fait_attribution f on f.lot = p_lot and f.ligne = a.ligne and f.bailleur = g.bailleur
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
     -- Nor of two leases that are known to be two; of two that are not, the line is both.
     and not exists (
         select from rapprochement_relogement r
           join bail_relogement g on g.id = r.bail
           join bail b on b.id = c.bail
          where r.lot = p_lot
            and r.ligne = c.ligne
            and (g.cle <> b.cle
                 or g.numero_rpls <> b.numero_rpls
                 or g.commune <> b.commune
                 or exists (select from paire_decision d
                             where d.registre = g.id and d.bail = b.id and d.decision = 'distincts' and d.annulee_le is null)))
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

revoke execute on function memes_baux(text), lignes_seules(bigint), registre_compare(bigint), candidats_paires(bigint), choisir_paires(bigint)
  from public;

-- What is published already is counted so from this day on, where both kinds of leases are signed.
select compter_baux(p.lot)
  from publication p
 where p.source = 'sne-attributions'
   and exists (select from bail_relogement g where g.epci = p.epci)
   and exists (select from bail b where b.epci = p.epci and b.etat = 'signe')
 order by p.lot;
