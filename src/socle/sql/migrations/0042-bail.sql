-- The offer, its answer, and the lease: the fait d'attribution frozen on the day it is signed, with all that it was decided on.

alter table bail
  drop constraint if exists bail_etat_check,
  add column candidature     bigint references candidature,
  add column liberation      bigint references liberation,
  -- SIREN of the bailleur, as the files name it.
  add column bailleur        text collate "C",
  add column commune         text collate "C",
  add column secteur         text collate "C",
  add column numero_rpls     text collate "C",
  add column typologie       text collate "C",
  add column loyer           numeric check (loyer >= 0),
  add column charges         numeric check (charges >= 0),
  -- Where the dwelling stood on that day, and by which generation of the perimeter.
  add column situation       text not null default 'inconnue' check (situation in ('qpv','hors-qpv','inconnue')),
  add column generation_qpv  smallint check (generation_qpv in (2015, 2024)),
  add column quartile        text not null default 'inconnu' check (quartile in ('q1','q2-4','inconnu')),
  -- Euros a year and consumption unit that the quartile was judged by; null: no threshold of that year was known.
  add column seuil           numeric,
  add column seuil_annee     smallint,
  add column unite_conso     numeric,
  add column ressources      text not null default 'absentes' check (ressources in ('positives','nulles','absentes')),
  add column contingent      text not null default 'inconnu' check (contingent in ('COLTER','COLACT','PPRIOR','PFONCT','AUTRES','AUCUN','inconnu')),
  add column droit           bigint references contingent,
  add column origine         text not null default 'inconnue' check (origine in ('mutation','nouvelle-entree','inconnue')),
  add column prioritaire     text not null default 'inconnu' check (prioritaire in ('oui','non','inconnu')),
  add column dalo            text not null default 'inconnu' check (dalo in ('oui','non','inconnu')),
  add column relogement      text not null default 'inconnu' check (relogement in ('oui','non','inconnu')),
  add column salarie         text not null default 'inconnu' check (salarie in ('oui','non','inconnu')),
  -- Recognised before the lease, at the « entretien découverte »; then after it, by Action Logement: both are kept (signed document, action 5).
  add column action_logement_avant text not null default 'inconnu' check (action_logement_avant in ('oui','non','inconnu')),
  add column action_logement_apres text not null default 'inconnu' check (action_logement_apres in ('oui','non','inconnu')),
  add column action_logement_le date,
  add column menage          text collate "C" not null default 'inconnu',
  add column age             text collate "C" not null default 'inconnu',
  add column anciennete_le   date,
  -- Keyed hash of the numéro unique, as in the files of the SNE.
  add column cle             text collate "C",
  add column synthetique     boolean not null default false,
  add check (etat in ('prepare','signe','annule')),
  add check (etat <> 'signe' or signe_le is not null);
create index bail_epci on bail (epci, signe_le) where etat = 'signe';
-- A dwelling freed once is let once, to one candidate.
create unique index bail_liberation on bail (liberation) where etat = 'signe' and liberation is not null;

-- A lease is a fact: once signed nothing of it changes, but what Action Logement recognises afterwards, and its being taken back.
create function bail_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- The purge, which is nobody's act, takes out what makes it a household's.
  if contexte.acteur() is null then return new; end if;
  if old.etat = 'signe'
     and (to_jsonb(new) - '{etat,demandeur,guichet,action_logement_apres,action_logement_le}'::text[])
         is distinct from (to_jsonb(old) - '{etat,demandeur,guichet,action_logement_apres,action_logement_le}'::text[]) then
    raise exception 'bail %: a signed lease never changes', old.id using errcode = '42501';
  end if;
  if old.etat = 'annule' and new.etat <> 'annule' then
    raise exception 'bail %: it was taken back', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before update on bail for each row execute function bail_garde();

-- The household's answer to an offer is the candidature's: a refusal, said or by silence, leaves the dwelling to the next rank.
create function proposition_suit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.reponse in ('refusee','sans-reponse') and old.reponse is null and new.nature = 'logement' then
    update candidature set etat = 'refusee', revision = revision + 1 where id = new.candidature and etat = 'offerte';
  end if;
  return null;
end;
$$;
create trigger suit after update of reponse on proposition for each row when (new.candidature is not null) execute function proposition_suit();

-- An offer goes to the first rank that is still waiting, and to nobody the commission has not chosen.
create function candidature_rang() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.etat = 'offerte' and old.etat <> 'offerte' then
    if old.etat <> 'attribuee' then
      raise exception 'candidature %: not attributed', new.id using errcode = '42501';
    end if;
    if exists (select from candidature c
                where c.liberation = new.liberation and c.id <> new.id
                  and c.etat in ('attribuee','sous-condition','offerte') and c.rang < coalesce(new.rang, 1)) then
      raise exception 'candidature %: an earlier rank waits', new.id using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  return new;
end;
$$;
create trigger rang before update of etat on candidature for each row execute function candidature_rang();

-- Which line of which file is that lease.
create table rapprochement_bail (
  lot             bigint not null references lot on delete cascade,
  ligne           integer not null,
  epci            text not null references territoire,
  bailleur        text collate "C" not null,
  -- null: the lease was taken back.
  bail            bigint references bail on delete set null,
  primary key (lot, ligne),
  unique (lot, bail)
);
create index rapprochement_bail_bail on rapprochement_bail (bail);

-- Leases of the period of a lot that neither it nor a published file has, and that are not those of a rehoused household already counted.
create function baux_hors_fichier(p_lot bigint) returns setof bail
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
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
     and not exists (
         select from bail_relogement g
          where g.epci = b.epci and abs(g.signe_le - b.signe_le) <= 62 and (g.cle = b.cle or g.demandeur = b.demandeur))
$$;

create or replace function construire_cubes(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from cube_attribution where lot = p_lot;
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, nombre)
  select f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, f.relogement,
         f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age,
         d.situation, d.quartile, count(*)
    from fait_attribution f
   cross join lateral (select date_trunc('month', f.bail_signe_le)::date) as m (mois)
   cross join lateral (
         select f.situation_declaree <> f.situation_calculee
                and 'inconnue' not in (f.situation_declaree, f.situation_calculee),
                f.quartile_declare <> f.quartile_calcule
                and 'inconnu' not in (f.quartile_declare, f.quartile_calcule)
         ) as d (situation, quartile)
   where f.lot = p_lot
   group by f.lot, f.epci, f.bailleur, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, f.relogement,
            f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, d.situation, d.quartile
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

  insert into rapprochement_relogement (lot, ligne, epci, bailleur, bail)
  select p_lot, c.ligne, l.epci, c.bailleur, c.bail
    from (
      select f.ligne, f.bailleur, b.id as bail, 0 as rang, abs(f.bail_signe_le - b.signe_le) as jours
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
   order by c.rang, c.jours, c.bail, c.ligne
      on conflict do nothing;

  -- Leases of the commission: the same two ways of being the same lease. A line is that of one lease.
  with defait as (delete from rapprochement_bail where lot = p_lot returning bail)
  select coalesce(array_agg(bail), '{}') into avant_bail from defait;
  insert into rapprochement_bail (lot, ligne, epci, bailleur, bail)
  select p_lot, c.ligne, l.epci, c.bailleur, c.bail
    from (
      select f.ligne, f.bailleur, b.id as bail, 0 as rang, abs(f.bail_signe_le - b.signe_le) as jours
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
   order by c.rang, c.jours, c.bail, c.ligne
      on conflict do nothing;

  update fait_attribution f
     set relogement = 'oui'
    from rapprochement_relogement r
   where r.lot = p_lot and f.lot = p_lot and f.ligne = r.ligne and f.relogement <> 'oui';

  perform construire_cubes(p_lot);
  -- A lease of the last days of a year that the next year's file has, or has no longer: its own year counts it, or not.
  for touche in
    select distinct p.lot
      from bail_relogement b
      join publication p on p.epci = b.epci and p.source = 'sne-attributions' and b.signe_le <@ jours_periode(p.periode)
     where p.lot <> p_lot
       and (b.id = any (avant) or b.id in (select r.bail from rapprochement_relogement r where r.lot = p_lot))
     union
    select p.lot
      from bail b
      join publication p on p.epci = b.epci and p.source = 'sne-attributions' and b.signe_le <@ jours_periode(p.periode)
     where p.lot <> p_lot
       and (b.id = any (avant_bail) or b.id in (select r.bail from rapprochement_bail r where r.lot = p_lot))
  loop
    perform 1 from lot where id = touche for no key update;
    perform construire_cubes(touche);
  end loop;
end;
$$;


revoke execute on function baux_hors_fichier(bigint) from public;

-- Its own file, its household and its dwelling: what a signature moves besides the lease itself, with its owner's rights, once it is written.
create function bail_compte() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.etat = 'signe' then
    update liberation set bail_le = new.signe_le, etape = 'bail', close_le = new.signe_le, cloture = 'bail', revision = revision + 1
     where id = new.liberation and close_le is null;
    update candidature set etat = 'logee', revision = revision + 1 where id = new.candidature and etat = 'offerte';
    update candidature set etat = 'sans-suite', revision = revision + 1
     where liberation = new.liberation and id <> new.candidature
       and etat in ('designee','presentee','attribuee','sous-condition','reportee');
    update designation set reponse = 'annulee', repondue_le = new.signe_le where liberation = new.liberation and reponse is null;
    update logement_suivi s set etat = 'loue', revision = s.revision + 1
      from liberation l where l.id = new.liberation and s.id = l.logement;
  end if;
  perform compter_baux_autour(new.epci, array[new.signe_le]);
  return null;
end;
$$;
create trigger compte_signe after insert on bail for each row when (new.etat = 'signe') execute function bail_compte();
create trigger compte_annule after update of etat on bail for each row when (new.etat is distinct from old.etat and new.signe_le is not null)
  execute function bail_compte();

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
               and (now() at time zone 'Europe/Paris')::date between r.depuis and coalesce(r.jusqu_a, 'infinity')),
           (select count(*) || '-' || coalesce(max(b.id), 0) from public.bail_relogement b where b.epci = etat_territoire.cle),
           (select count(*) filter (where b.etat = 'signe') || '-' || coalesce(max(b.id), 0) from public.bail b where b.epci = etat_territoire.cle));
end;

comment on column bail.candidature is 'Candidature @classe C5';
comment on column bail.liberation is 'Libération @classe C5';
comment on column bail.bailleur is 'SIREN du bailleur @classe C0';
comment on column bail.commune is 'Commune @classe C0';
comment on column bail.secteur is 'Secteur @classe C0';
comment on column bail.numero_rpls is 'Logement @classe C6';
comment on column bail.typologie is 'Typologie @classe C0';
comment on column bail.loyer is 'Loyer mensuel @classe C0';
comment on column bail.charges is 'Charges mensuelles @classe C0';
comment on column bail.situation is 'En quartier prioritaire ou non @classe C6';
comment on column bail.generation_qpv is 'Génération du périmètre @classe C0';
comment on column bail.quartile is 'Quartile de ressources @classe C6';
comment on column bail.seuil is 'Seuil du premier quartile @classe C0';
comment on column bail.seuil_annee is 'Année du seuil @classe C0';
comment on column bail.unite_conso is 'Unités de consommation @classe C6';
comment on column bail.ressources is 'Ressources connues ou non @classe C6';
comment on column bail.contingent is 'Contingent @classe C6';
comment on column bail.droit is 'Droit en stock @classe C0';
comment on column bail.origine is 'Première entrée ou mutation @classe C6';
comment on column bail.prioritaire is 'Public prioritaire @classe C6';
comment on column bail.dalo is 'DALO @classe C6';
comment on column bail.relogement is 'Ménage relogé @classe C6';
comment on column bail.salarie is 'Salarié @classe C6';
comment on column bail.action_logement_avant is 'Action Logement, reconnu avant @classe C6';
comment on column bail.action_logement_apres is 'Action Logement, reconnu après @classe C6';
comment on column bail.action_logement_le is 'Jour de la reconnaissance après le bail @classe C6';
comment on column bail.menage is 'Taille du ménage @classe C6';
comment on column bail.age is 'Tranche d’âge du titulaire @classe C6';
comment on column bail.anciennete_le is 'Ancienneté de la demande @classe C6';
comment on column bail.cle is 'Clé tirée du numéro unique @classe C6';
comment on column bail.synthetique is 'Donnée de démonstration @classe C0';
comment on column rapprochement_bail.lot is 'Fichier du SNE @classe C0';
comment on column rapprochement_bail.ligne is 'Ligne du fichier @classe C6';
comment on column rapprochement_bail.epci is 'Territoire @classe C0';
comment on column rapprochement_bail.bailleur is 'SIREN du bailleur @classe C0';
comment on column rapprochement_bail.bail is 'Bail @classe C6';
