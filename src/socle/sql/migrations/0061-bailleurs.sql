-- Bailleurs through time: who took over from whom, on which day, by which act; and résidences whose identity is not their owner's.

-- `parts`: [{vers, nom, part, communes, residences}], as domain/bailleur/succession.ts reads them. Taken back, never erased.
create table acte_bailleur (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  genre           text not null check (genre in ('absorption','fusion','scission','transfert')),
  siren           text collate "C" not null check (siren ~ '^[0-9]{9}$'),
  nom             text not null check (length(nom) between 1 and 200),
  jour            date not null,
  acte            text not null check (length(acte) between 1 and 300),
  objectifs       text not null check (objectifs in ('repris','repartis','clos','inchanges')),
  parts           jsonb not null check (jsonb_typeof(parts) = 'array' and jsonb_array_length(parts) between 1 and 20),
  ecrit_le        timestamptz not null default now(),
  ecrit_par       text not null,
  annule_le       timestamptz,
  annule_par      text,
  check ((annule_le is null) = (annule_par is null))
);
create unique index acte_bailleur_actif on acte_bailleur (epci, siren, jour) where annule_le is null;

-- The name that the territory gives to a bailleur that no file names, or names otherwise.
create table bailleur_nomme (
  epci            text not null references territoire,
  siren           text collate "C" not null check (siren ~ '^[0-9]{9}$'),
  nom             text not null check (length(nom) between 2 and 120),
  ecrit_le        timestamptz not null default now(),
  ecrit_par       text not null,
  primary key (epci, siren)
);

comment on column acte_bailleur.id is 'Acte @classe C0';
comment on column acte_bailleur.epci is 'Territoire @classe C0';
comment on column acte_bailleur.genre is 'Genre de la succession @classe C0';
comment on column acte_bailleur.siren is 'SIREN du bailleur qui disparaît ou transmet @classe C0';
comment on column acte_bailleur.nom is 'Son nom ce jour-là @classe C0';
comment on column acte_bailleur.jour is 'Premier jour du successeur @classe C0';
comment on column acte_bailleur.acte is 'Acte qui le dit @classe C0';
comment on column acte_bailleur.objectifs is 'Sort des objectifs @classe C0';
comment on column acte_bailleur.parts is 'Successeurs, et ce que chacun reprend @classe C0';
comment on column acte_bailleur.ecrit_le is 'Écrit le @classe C0';
comment on column acte_bailleur.ecrit_par is 'Agent qui l’a écrit @classe C1';
comment on column acte_bailleur.annule_le is 'Annulé le @classe C0';
comment on column acte_bailleur.annule_par is 'Agent qui l’a annulé @classe C1';
comment on column bailleur_nomme.epci is 'Territoire @classe C0';
comment on column bailleur_nomme.siren is 'SIREN du bailleur @classe C0';
comment on column bailleur_nomme.nom is 'Nom saisi @classe C0';
comment on column bailleur_nomme.ecrit_le is 'Écrit le @classe C0';
comment on column bailleur_nomme.ecrit_par is 'Agent qui l’a écrit @classe C1';

-- Acts that stand, without whoever wrote them: what every figure is read with.
create function successions_de(p_epci text)
  returns table (genre text, siren text, nom text, jour date, acte text, objectifs text, parts jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select a.genre, a.siren, a.nom, a.jour, a.acte, a.objectifs, a.parts
    from acte_bailleur a
   where a.epci = p_epci and a.annule_le is null
   order by a.jour, a.siren;
end;

-- Names typed by the territory: a bailleur is a legal person.
create function bailleurs_nommes(p_epci text) returns table (siren text, nom text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select b.siren, b.nom from bailleur_nomme b where b.epci = p_epci;
end;

-- A bailleur sees what was that of those it took over whole, chain after chain; what it got a part of is shown row by row.
create function predecesseurs_de(p_epci text, p_siren text, p_jour date) returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  with recursive avant (siren) as (
    select a.siren
      from acte_bailleur a
     where a.epci = p_epci and a.annule_le is null and a.genre in ('absorption','fusion') and a.jour <= p_jour
       and a.parts -> 0 ->> 'vers' = p_siren
     union
    select a.siren
      from acte_bailleur a
      join avant v on a.parts -> 0 ->> 'vers' = v.siren
     where a.epci = p_epci and a.annule_le is null and a.genre in ('absorption','fusion') and a.jour <= p_jour
  )
  select siren from avant;
end;

create or replace function contexte.sirens(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select (h ->> 'epci') || ':' || s.siren
    from contexte.habilitations(roles) as h
   cross join lateral (
         select h ->> 'siren'
          union all
         select * from jsonb_array_elements_text(coalesce(h -> 'predecesseurs', '[]'))
         ) as s (siren)
   where h ->> 'epci' is not null
     and h ->> 'siren' is not null;
end;

-- ---------------------------------------------------------------------------------------------------------------------------------------
-- Résidences

-- What a file writes of a résidence: its bailleur, its commune, its name or its address.
alter function cle_residence(text, text, text, text) rename to ecriture_residence;
alter table residence_parc rename column cle to ecriture;

-- One row a way of writing it. `cle`: its own, for ever, without a SIREN. `courante`: that of the résidence that it goes on, once an act has said so.
create table residence (
  epci            text not null references territoire,
  ecriture        text collate "C" not null,
  bailleur        text collate "C",
  commune         text collate "C" not null,
  -- The writing without its bailleur.
  endroit         text collate "C" not null,
  rang            smallint not null,
  cle             text collate "C" not null generated always as (endroit || case when rang = 1 then '' else '--' || rang::text end) stored,
  courante        text collate "C" not null,
  primary key (epci, ecriture),
  unique (epci, cle)
);
create index residence_courante on residence (epci, courante);

comment on column residence.epci is 'Territoire @classe C0';
comment on column residence.ecriture is 'Ce que le fichier en écrit, bailleur compris @classe C0';
comment on column residence.bailleur is 'SIREN du bailleur @classe C0';
comment on column residence.commune is 'Commune @classe C0';
comment on column residence.endroit is 'Commune, et nom ou adresse @classe C0';
comment on column residence.rang is 'Rang parmi les homonymes de la commune @classe C0';
comment on column residence.cle is 'Clé de la résidence @classe C0';
comment on column residence.courante is 'Clé de la résidence qu’elle continue @classe C0';
comment on column residence_parc.ecriture is 'Résidence telle qu’écrite @classe C0';
comment on column occupation.cle is 'Résidence telle qu’écrite @classe C0';

-- The key of today for any that was ever given, so that what people wrote of a résidence follows it.
create function residence_courante(p_epci text, p_cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return coalesce((select r.courante from residence r where r.epci = p_epci and r.cle = p_cle), p_cle);

create function residence_ecrite(p_epci text, p_ecriture text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return (select r.courante from residence r where r.epci = p_epci and r.ecriture = p_ecriture);

-- Writings that are new: the first in its commune to be so named has the plain key, the next ones are numbered.
create function inscrire_residences(p_epci text, p_ecritures jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- Two lots of a territory at once would give one key twice.
  perform pg_advisory_xact_lock(4411043, hashtext(p_epci));
  insert into residence (epci, ecriture, bailleur, commune, endroit, rang, courante)
  select p_epci, n.ecriture, n.bailleur, n.commune, n.endroit, n.rang, n.endroit || case when n.rang = 1 then '' else '--' || n.rang::text end
    from (select e.ecriture, e.bailleur, e.commune, l.endroit,
                 coalesce((select max(r.rang) from residence r where r.epci = p_epci and r.endroit = l.endroit), 0)
                 + row_number() over (partition by l.endroit order by e.ecriture) as rang
            from jsonb_to_recordset(p_ecritures) as e (ecriture text, bailleur text, commune text)
           cross join lateral (
                 select substr(e.ecriture, length(coalesce(nullif(slug(e.bailleur), ''), 'inconnu')) + 2) collate "C"
                 ) as l (endroit)
           where not exists (select from residence r where r.epci = p_epci and r.ecriture = e.ecriture)) n;
  if found and exists (select from acte_bailleur a where a.epci = p_epci and a.annule_le is null) then
    perform continuer_residences(p_epci);
  end if;
end;
$$;
revoke execute on function inscrire_residences(text, jsonb) from public;

create function residences_lues() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform inscrire_residences(n.epci, jsonb_agg(distinct jsonb_build_object('ecriture', n.ecriture, 'bailleur', n.bailleur, 'commune', n.commune)))
     from nouvelles n
    where not exists (select from residence r where r.epci = n.epci and r.ecriture = n.ecriture)
    group by n.epci;
  return null;
end;
$$;
revoke execute on function residences_lues() from public;
create trigger residences_lues after insert on residence_parc referencing new table as nouvelles
  for each statement execute function residences_lues();

create function residences_enquetees() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform inscrire_residences(n.epci, jsonb_agg(distinct jsonb_build_object('ecriture', n.cle, 'bailleur', n.bailleur, 'commune', n.commune)))
     from nouvelles n
    where not exists (select from residence r where r.epci = n.epci and r.ecriture = n.cle)
    group by n.epci;
  return null;
end;
$$;
revoke execute on function residences_enquetees() from public;
create trigger residences_enquetees after insert on occupation referencing new table as nouvelles
  for each statement execute function residences_enquetees();

-- Whether a part of an act takes a place: all of it when it names none.
create function part_prend(p_part jsonb, p_commune text, p_residence text) returns boolean
  language sql immutable set search_path = pg_catalog, public, pg_temp
  return coalesce(p_part -> 'residences' ? p_residence, false) or coalesce(p_part -> 'communes' ? p_commune, false);

create function part_entiere(p_part jsonb) returns boolean
  language sql immutable set search_path = pg_catalog, public, pg_temp
  return jsonb_array_length(p_part -> 'residences') + jsonb_array_length(p_part -> 'communes') = 0;

-- A résidence goes on under its new owner: the same commune and name, by the acts in the order of their days. Not when one vintage of the stock has both:
-- they are then two.
create function continuer_residences(p_epci text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  a record;
begin
  update residence set courante = cle where epci = p_epci and courante <> cle;
  for a in
    select x.siren, p.part, p.part ->> 'vers' as vers
      from acte_bailleur x
     cross join lateral jsonb_array_elements(x.parts) as p (part)
     where x.epci = p_epci and x.annule_le is null
     order by x.jour, x.id
  loop
    update residence t
       set courante = r.courante
      from residence r
     where r.epci = p_epci and r.bailleur = a.siren
       and t.epci = p_epci and t.bailleur = a.vers and t.endroit = r.endroit
       and (part_entiere(a.part) or part_prend(a.part, r.commune, r.courante))
       and not exists (
           select from residence_parc x
             join residence_parc y on y.lot = x.lot and y.ecriture = t.ecriture
            where x.epci = p_epci and x.ecriture = r.ecriture);
  end loop;
end;
$$;
revoke execute on function continuer_residences(text) from public;

-- What was published before: one résidence a writing, and what people wrote of them under their former keys.
do $$
declare
  e record;
begin
  for e in
    select t.epci, jsonb_agg(jsonb_build_object('ecriture', t.ecriture, 'bailleur', t.bailleur, 'commune', t.commune)) as ecritures
      from (select distinct epci, ecriture, bailleur, commune
              from (select epci, ecriture, bailleur, commune from residence_parc
                     union all
                    select epci, cle, bailleur, commune from occupation) vues
             union
            select distinct epci, cle, nullif(split_part(cle, '-', 1), 'inconnu'), split_part(cle, '-', 2)
              from (select epci, residence as cle from remontee where residence is not null
                     union all select epci, cle from residence_exclue
                     union all select epci, cle from ligne_mixite
                     union all select o.epci, r.cle from operation o cross join unnest(o.residences) as r (cle)) dites) t
     where exists (select from territoire x where x.epci = t.epci)
     group by t.epci
  loop
    perform inscrire_residences(e.epci, e.ecritures);
  end loop;
end $$;

update remontee t set residence = residence_ecrite(t.epci, t.residence) where t.residence is not null;
update residence_exclue t set cle = residence_ecrite(t.epci, t.cle);
update operation o
   set residences = array(select residence_ecrite(o.epci, r.cle) from unnest(o.residences) with ordinality as r (cle, rang) order by r.rang)
 where o.residences <> '{}';
-- A key is how the software finds a résidence, and no part of what was adopted.
alter table ligne_mixite disable trigger garde;
update ligne_mixite t set cle = residence_ecrite(t.epci, t.cle);
alter table ligne_mixite enable trigger garde;

-- ---------------------------------------------------------------------------------------------------------------------------------------
-- Leases

-- Whoever holds, on the day `p_jusque`, what `p_siren` held on the day `p_depuis`; `possible`: who else may, when a part of the stock was handed over and the
-- place is not known. A bailleur that is no more signs nothing, whatever a late file says; one that handed over a part keeps what it signs afterwards.
create function suivre_bailleur(p_epci text, p_siren text, p_commune text, p_residence text, p_depuis date, p_jusque date,
                                out bailleur text, out possible text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  quand date := p_depuis;
  a record;
  suivant text;
begin
  bailleur := p_siren;
  -- As many steps as there are acts at the most: they make no loop.
  for pas in 1..100 loop
    suivant := null;
    for a in
      select x.genre, x.jour, x.parts
        from acte_bailleur x
       where x.epci = p_epci and x.siren = bailleur and x.annule_le is null and x.jour <= p_jusque
         and (x.genre <> 'transfert' or x.jour > quand)
       order by x.jour, x.id
    loop
      select p.part ->> 'vers' into suivant
        from jsonb_array_elements(a.parts) with ordinality as p (part, rang)
       where part_entiere(p.part) or part_prend(p.part, p_commune, p_residence)
       -- A place that is named before what is left.
       order by part_entiere(p.part), p.rang
       limit 1;
      if possible is null then
        select p.part ->> 'vers' into possible
          from jsonb_array_elements(a.parts) with ordinality as p (part, rang)
         where p.part ->> 'vers' is distinct from suivant
           and (p_commune is null and not part_entiere(p.part)
                or p_residence is null and exists (
                   select from residence r
                    where r.epci = p_epci and r.commune = p_commune and p.part -> 'residences' ? r.courante))
         order by p.rang
         limit 1;
      end if;
      if suivant is not null then
        quand := greatest(quand, a.jour);
        exit;
      end if;
    end loop;
    exit when suivant is null;
    bailleur := suivant;
  end loop;
end;
$$;

-- The résidence of a line of a file: that of its dwelling, else what the line writes of it. null: not known.
create function residence_du_bail(p_epci text, p_siren text, p_commune text, p_numero text, p_residence text, p_adresse text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(
    (select r.courante
       from publication p
       join logement g on g.lot = p.lot and g.ident_rep = p_numero
       join residence r on r.epci = p.epci and r.ecriture = ecriture_residence(g.bailleur, g.commune, g.residence, g.adresse)
      where p.epci = p_epci and p.source = 'rpls'
      order by p.periode desc
      limit 1),
    residence_ecrite(p_epci, ecriture_residence(p_siren, p_commune, p_residence, p_adresse)));
end;

-- `bailleur`: whoever signed, on that day. `bailleur_actuel`: whoever holds the dwelling now; `bailleur_possible`: who else may.
alter table cube_attribution
  add column bailleur_actuel text collate "C",
  add column bailleur_possible text collate "C";
update cube_attribution set bailleur_actuel = bailleur;
alter table cube_attribution alter column bailleur_actuel set not null;
comment on column cube_attribution.bailleur_actuel is 'SIREN de qui détient le logement aujourd’hui @classe C0';
comment on column cube_attribution.bailleur_possible is 'SIREN de qui le détient peut-être @classe C0';

-- Of a lease: whoever signed it, whoever holds its dwelling now, and who else may.
create function suivre_bail(p_epci text, p_siren text, p_commune text, p_residence text, p_jour date, out alors text, out actuel text, out possible text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  select s.bailleur into alors from suivre_bailleur(p_epci, p_siren, p_commune, p_residence, p_jour, p_jour) s;
  select s.bailleur, s.possible into actuel, possible from suivre_bailleur(p_epci, p_siren, p_commune, p_residence, p_jour, 'infinity') s;
end;
$$;

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
begin
  delete from cube_attribution where lot = p_lot;
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, deduite, probable, desaccord_deduction, qpv, coupe,
                                bailleur_actuel, bailleur_possible, nombre)
  select f.lot, f.epci, h.alors, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
         f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age,
         d.situation, d.quartile, d.deduite, d.probable, d.deduction, f.qpv, k.coupe, h.actuel, h.possible, count(*)
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
   cross join lateral (select coalesce(v.alors, f.bailleur), coalesce(v.actuel, f.bailleur), v.possible) as h (alors, actuel, possible)
   where f.lot = p_lot
     and not f.hors_territoire
   group by f.lot, f.epci, h.alors, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
            f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, d.situation, d.quartile, d.deduite, d.probable, d.deduction,
            f.qpv, k.coupe, h.actuel, h.possible
   -- Cells of a month side by side on disk, as bilans read them.
   order by m.mois;

  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, coupe, double_possible,
                                bailleur_actuel, bailleur_possible, nombre)
  select l.id, b.epci, v.alors, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, 'oui', 'inconnu', 'inconnu', b.contingent, 'mutation', b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le),
         exists (select from paire_bail q
                  where q.reloge = b.id
                    and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))),
         v.actuel, v.possible, 1
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
                                bailleur_actuel, bailleur_possible, nombre)
  select p_lot, b.epci, v.alors, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, b.relogement, b.prioritaire, b.dalo, b.contingent, b.origine, b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le) as coupe,
         exists (select from paire_bail q
                  where q.bail = b.id
                    and (q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))) as double_possible,
         v.actuel, v.possible, count(*)
    from baux_hors_fichier(p_lot) b
   cross join lateral suivre_bail(b.epci, b.bailleur, b.commune, null, b.signe_le) as v
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, coupe, double_possible, v.actuel, v.possible;

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

-- ---------------------------------------------------------------------------------------------------------------------------------------
-- Remontées are read and answered by whoever holds the résidence; `bailleur_saisi`: whoever held it when it was written.
alter table remontee add column bailleur_saisi text collate "C";
update remontee set bailleur_saisi = bailleur;
comment on column remontee.bailleur_saisi is 'SIREN du bailleur de la résidence à la saisie @classe C0';
alter table remontee_suite
  drop constraint remontee_suite_remontee_epci_bailleur_fkey,
  add constraint remontee_suite_remontee_epci_bailleur_fkey
    foreign key (remontee, epci, bailleur) references remontee (id, epci, bailleur) on update cascade on delete cascade;

create function remontee_du_jour() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  new.bailleur_saisi := new.bailleur;
  if new.bailleur is not null then
    select s.bailleur into new.bailleur
      from suivre_bailleur(new.epci, new.bailleur, new.commune, residence_courante(new.epci, new.residence), new.observee_le, 'infinity') s;
  end if;
  return new;
end;
$$;
revoke execute on function remontee_du_jour() from public;
create trigger du_jour before insert on remontee for each row execute function remontee_du_jour();

-- An act, or its taking back: résidences go on under their owner, remontées go to it, published leases are counted again.
create function suivre_succession() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform continuer_residences(new.epci);
  update remontee r
     set bailleur = s.bailleur
    from remontee o
   cross join lateral suivre_bailleur(o.epci, o.bailleur_saisi, o.commune, residence_courante(o.epci, o.residence), o.observee_le, 'infinity') s
   where o.epci = new.epci and o.bailleur_saisi is not null
     and r.id = o.id and r.bailleur is distinct from s.bailleur;
  perform construire_cubes(p.lot)
     from publication p
     join lot l on l.id = p.lot
    where p.epci = new.epci
      and p.source = 'sne-attributions'
      and (new.jour <@ jours_periode(l.periode)
           or exists (select from cube_attribution c
                       where c.lot = p.lot
                         and (c.bailleur in (select a.siren from acte_bailleur a where a.epci = new.epci)
                              or c.bailleur_actuel in (select a.siren from acte_bailleur a where a.epci = new.epci)))
           or exists (select from fait_attribution f
                       where f.lot = p.lot
                         and f.bailleur in (select a.siren from acte_bailleur a where a.epci = new.epci)));
  return null;
end;
$$;
revoke execute on function suivre_succession() from public;
create trigger suivre_succession after insert or update on acte_bailleur for each row execute function suivre_succession();

-- As before, with the acts on bailleurs and their names.
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
