-- The lease of a rehoused household, as a fact without a name: it counts in the bilan of its year once, whether the file of the SNE has it
-- or not yet (CCH, art. L. 441-1: the leases of rehoused households are in the numerator hors QPV whatever their quartile).

create table bail_relogement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  relogement      bigint not null unique,
  offre           bigint not null unique references relogement_offre,
  operation       bigint not null,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  demandeur       uuid references nominatif.demandeur on delete set null,
  -- SIREN of the bailleur that signs.
  bailleur        text collate "C" not null,
  commune         text collate "C",
  secteur         text collate "C",
  signe_le        date not null,
  numero_rpls     text collate "C",
  situation       text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')),
  quartile        text collate "C" not null check (quartile in ('q1','q2-4','inconnu')),
  ressources      text collate "C" not null check (ressources in ('positives','nulles','absentes')),
  contingent      text collate "C" not null,
  menage          text collate "C" not null,
  age             text collate "C" not null,
  -- Keyed hash of the numéro unique, as in the files of the SNE.
  cle             text collate "C",
  foreign key (relogement, epci) references relogement (id, epci)
);
create index bail_relogement_epci on bail_relogement (epci, signe_le);
create trigger herite before insert or update on bail_relogement for each row execute function relogement_herite();

-- Which line of which file is that lease.
create table rapprochement_relogement (
  lot             bigint not null references lot on delete cascade,
  ligne           integer not null,
  epci            text not null references territoire,
  bailleur        text collate "C" not null,
  -- null: the lease was taken back; the line stays until the count gives the fact its own answer again.
  bail            bigint references bail_relogement on delete set null,
  primary key (lot, ligne),
  unique (lot, bail)
);
create index rapprochement_relogement_bail on rapprochement_relogement (bail);

-- « 2018 » is a year, « 2018-T3 » a quarter.
create function jours_periode(periode text) returns daterange
  language sql immutable parallel safe
begin atomic
  select case
           when periode ~ '^[0-9]{4}-T[1-4]$' then
             daterange(make_date(left(periode, 4)::integer, right(periode, 1)::integer * 3 - 2, 1),
                       (make_date(left(periode, 4)::integer, right(periode, 1)::integer * 3 - 2, 1) + interval '3 months')::date)
           when periode ~ '^[0-9]{4}$' then
             daterange(make_date(periode::integer, 1, 1), make_date(periode::integer + 1, 1, 1))
         end;
end;

-- The cubes of a lot of attributions, from its facts and from the leases of its period that no published file has.
create function construire_cubes(p_lot bigint) returns void
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
end;
$$;

-- Finds in the facts of a lot the leases that Blaise knows to rehouse a household, marks them, and builds the cubes. Done again, it gives
-- the same. The same lease: the same numéro unique, else the same dwelling of the same bailleur, two months apart at most (the SNE dates the
-- radiation, the bailleur the lease). It runs with its owner's rights: whoever signs may not read the file of the SNE, and learns nothing of it.
create function compter_baux(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  l lot;
  avant bigint[];
  touche bigint;
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
  loop
    perform 1 from lot where id = touche for no key update;
    perform construire_cubes(touche);
  end loop;
end;
$$;

-- After signatures, or some taken back: the published files around those days.
create function compter_baux_autour(p_epci text, p_jours date[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  touche bigint;
begin
  for touche in
    select p.lot
      from publication p
     where p.epci = p_epci
       and p.source = 'sne-attributions'
       and exists (select from unnest(p_jours) as j (jour) where jours_periode(p.periode) && daterange(j.jour - 62, j.jour + 63))
     order by p.lot
  loop
    perform compter_baux(touche);
  end loop;
end;
$$;

revoke execute on function construire_cubes(bigint), compter_baux(bigint), compter_baux_autour(text, date[]) from public;

-- A lease signed changes what kept answers say.
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
           (select count(*) || '-' || coalesce(max(b.id), 0) from public.bail_relogement b where b.epci = etat_territoire.cle));
end;

comment on column bail_relogement.id is 'Bail d’un ménage relogé @classe C0';
comment on column bail_relogement.epci is 'Territoire @classe C0';
comment on column bail_relogement.relogement is 'Dossier de relogement @classe C5';
comment on column bail_relogement.offre is 'Offre acceptée @classe C5';
comment on column bail_relogement.operation is 'Démolition @classe C0';
comment on column bail_relogement.organisation is 'Bailleur d’origine @classe C0';
comment on column bail_relogement.reservataire is 'Réservataire @classe C0';
comment on column bail_relogement.seance is 'Séance @classe C0';
comment on column bail_relogement.demandeur is 'Demandeur @classe C5';
comment on column bail_relogement.bailleur is 'SIREN du bailleur qui signe @classe C0';
comment on column bail_relogement.commune is 'Commune @classe C0';
comment on column bail_relogement.secteur is 'Secteur @classe C0';
comment on column bail_relogement.signe_le is 'Jour du bail @classe C6';
comment on column bail_relogement.numero_rpls is 'Logement @classe C6';
comment on column bail_relogement.situation is 'En quartier prioritaire ou non @classe C6';
comment on column bail_relogement.quartile is 'Quartile de ressources @classe C6';
comment on column bail_relogement.ressources is 'Ressources connues ou non @classe C6';
comment on column bail_relogement.contingent is 'Contingent @classe C6';
comment on column bail_relogement.menage is 'Taille du ménage @classe C6';
comment on column bail_relogement.age is 'Tranche d’âge du titulaire @classe C6';
comment on column bail_relogement.cle is 'Clé tirée du numéro unique @classe C6';
comment on column rapprochement_relogement.lot is 'Fichier du SNE @classe C0';
comment on column rapprochement_relogement.ligne is 'Ligne du fichier @classe C6';
comment on column rapprochement_relogement.epci is 'Territoire @classe C0';
comment on column rapprochement_relogement.bailleur is 'SIREN du bailleur @classe C0';
comment on column rapprochement_relogement.bail is 'Bail d’un ménage relogé @classe C6';
