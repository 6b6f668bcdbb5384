-- Leases counted once: published files and leases signed in Blaise are matched, counted in cubes, and followed through the acts on communes and
-- bailleurs. This file reads most rooms, and comes after them.

-- Line of a file matched to the lease of a rehoused household.
create table rapprochement_relogement (
  lot             bigint not null, -- Fichier du SNE @classe C0
  ligne           integer not null, -- Ligne du fichier @classe C6
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  -- null: the lease was withdrawn; the row stays until the count restores the fact's own value.
  bail            bigint, -- Bail d’un ménage relogé @classe C6
  primary key (epci, lot, ligne),
  unique (epci, lot, bail),
  foreign key (epci, lot) references lot on delete cascade,
  foreign key (epci, bail) references bail_relogement on delete set null (bail)
);
create index rapprochement_relogement_bail on rapprochement_relogement (bail);

-- Line of a file matched to a lease signed in Blaise.
create table rapprochement_bail (
  lot             bigint not null, -- Fichier du SNE @classe C0
  ligne           integer not null, -- Ligne du fichier @classe C6
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  -- null: the lease was withdrawn.
  bail            bigint, -- Bail @classe C6
  primary key (epci, lot, ligne),
  unique (epci, lot, bail),
  foreign key (epci, lot) references lot on delete cascade,
  foreign key (epci, bail) references bail on delete set null (bail)
);
create index rapprochement_bail_bail on rapprochement_bail (bail);

create table paire_bail (
  id              bigint generated always as identity, -- Paire de baux @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  lot             bigint not null, -- Fichier du SNE @classe C0
  ligne           integer, -- Ligne du fichier, si c’en est une @classe C6
  -- One of the two: a rehoused household's lease, or one decided by a commission.
  reloge          bigint, -- Bail d’un ménage relogé @classe C6
  bail            bigint, -- Bail signé après une commission @classe C6
  -- false: its closest line is first proposed with another lease.
  proposee        boolean not null, -- Proposée, ou en attente d’une autre @classe C0
  jours           integer not null, -- Jours entre les deux signatures @classe C6
  accords         text[] not null, -- Faits en accord @classe C6
  desaccords      text[] not null, -- Faits en désaccord @classe C6
  score           integer not null, -- Score @classe C6
  fichier         jsonb not null, -- Faits de la ligne, ou du bail du ménage relogé @classe C6
  blaise          jsonb not null, -- Faits du bail @classe C6
  -- Instead of a line: the rehoused household's lease that the commission's lease may be.
  registre        bigint, -- Bail d’un ménage relogé, au lieu d’une ligne @classe C6
  primary key (epci, id),
  unique (epci, lot, reloge),
  unique (epci, lot, bail),
  foreign key (epci, lot) references lot on delete cascade,
  foreign key (epci, reloge) references bail_relogement on delete cascade,
  foreign key (epci, bail) references bail on delete cascade,
  foreign key (epci, registre) references bail_relogement on delete cascade,
  check (num_nonnulls(reloge, bail) = 1),
  check (num_nonnulls(ligne, registre) = 1),
  check (registre is null or bail is not null)
);
create unique index paire_bail_ligne on paire_bail (epci, lot, ligne) where proposee;
create index paire_bail_reloge on paire_bail (reloge);
create index paire_bail_bail on paire_bail (bail);
create unique index paire_bail_registre on paire_bail (epci, lot, registre) where proposee and registre is not null;
create index paire_bail_registre_bail on paire_bail (registre);

-- A person's decision about two leases. It outlives the file: it knows the line by its key, and by its rank among the lines of that key.
create table paire_decision (
  id              bigint generated always as identity, -- Décision sur deux baux @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  reloge          bigint, -- Bail d’un ménage relogé @classe C6
  bail            bigint, -- Bail signé après une commission @classe C6
  signe_le        date not null, -- Jour du bail @classe C6
  cle             text collate "C", -- Clé de la ligne du fichier @classe C6
  rang            integer, -- Rang de la ligne parmi celles de la clé @classe C6
  decision        text not null check (decision in ('meme','distincts')), -- Même bail, ou baux distincts @classe C6
  fichier         jsonb not null, -- Faits de la ligne, ou du bail du ménage relogé @classe C6
  blaise          jsonb not null, -- Faits du bail @classe C6
  decidee_le      timestamptz not null default now(), -- Jour de la décision @classe C0
  decidee_par     bigint references compte on delete set null, -- Qui a décidé @classe C1
  annulee_le      timestamptz, -- Jour de la reprise @classe C0
  annulee_par     bigint references compte on delete set null, -- Qui l’a reprise @classe C1
  registre        bigint, -- Bail d’un ménage relogé, au lieu d’une ligne @classe C6
  primary key (epci, id),
  foreign key (epci, reloge) references bail_relogement on delete cascade,
  foreign key (epci, bail) references bail on delete cascade,
  foreign key (epci, registre) references bail_relogement on delete cascade,
  check (num_nonnulls(reloge, bail) = 1),
  check (num_nonnulls(cle, registre) = 1),
  check ((cle is null) = (rang is null)),
  check (registre is null or bail is not null)
);
-- Of two simultaneous decisions, the second finds the first.
create unique index paire_decision_reloge on paire_decision (epci, reloge, cle, rang) where annulee_le is null and reloge is not null;
create unique index paire_decision_bail on paire_decision (epci, bail, cle, rang) where annulee_le is null and bail is not null;
create unique index paire_decision_registre on paire_decision (epci, registre, bail) where annulee_le is null and registre is not null;

create type candidate_paire as (bailleur text, cle bigint, cible bigint, jours integer, score integer, semblable text);

-- Whether leases signed here in that quarter are in no published file: they then count in a lot of the quarter that has no line, « provisoires ».
create function provisoire_voulu(p_epci text, p_debut date) returns boolean
  language sql stable
as $$
  select (exists (select from bail b
                   where b.epci = p_epci and b.etat = 'signe' and b.bailleur is not null and b.signe_le <@ t.jours)
          or exists (select from bail_relogement g where g.epci = p_epci and g.signe_le <@ t.jours))
     and not exists (select from publication p
                       join lot l on l.epci = p.epci and l.id = p.lot and l.profil <> 'registre'
                      where p.epci = p_epci and p.source = 'sne-attributions' and jours_periode(p.periode) && t.jours)
    from (select daterange(p_debut, (p_debut + interval '3 months')::date) as jours) t
$$;
revoke execute on function provisoire_voulu(text, date) from public;

-- The provisional lot of a quarter, when it is published.
create function provisoire_publie(p_epci text, p_trimestre text) returns bigint
  language sql stable
as $$
  select p.lot
    from publication p
    join lot l on l.epci = p.epci and l.id = p.lot
   where p.epci = p_epci and p.source = 'sne-attributions' and p.periode = p_trimestre and l.profil = 'registre'
$$;
revoke execute on function provisoire_publie(text, text) from public;

create function ouvrir_provisoire(p_epci text, p_trimestre text) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  ouvert bigint;
begin
  update lot set statut = 'publie' where epci = p_epci and profil = 'registre' and periode = p_trimestre returning id into ouvert;
  if ouvert is null then
    insert into lot (epci, source, profil, periode, fichier, sha256, taille, statut, depose_par)
    values (p_epci, 'sne-attributions', 'registre', p_trimestre, 'Baux signés dans Blaise, ' || p_trimestre, 'registre ' || p_trimestre, 0, 'publie', 'Blaise')
    returning id into ouvert;
  end if;
  insert into publication (epci, source, periode, lot, publie_le, publie_par)
  values (p_epci, 'sne-attributions', p_trimestre, ouvert, now(), 'Blaise');
  insert into publication_acte (epci, source, periode, acte, lot_apres, fait_par)
  values (p_epci, 'sne-attributions', p_trimestre, 'publication', ouvert, 'Blaise');
  perform compter_baux(p_epci, ouvert);
end;
$$;
revoke execute on function ouvrir_provisoire(text, text) from public;

create function fermer_provisoire(p_epci text, p_trimestre text, p_lot bigint) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from publication where epci = p_epci and lot = p_lot;
  update lot set statut = 'remplace' where epci = p_epci and id = p_lot;
  insert into publication_acte (epci, source, periode, acte, lot_avant, fait_par)
  values (p_epci, 'sne-attributions', p_trimestre, 'annulation', p_lot, 'Blaise');
end;
$$;
revoke execute on function fermer_provisoire(text, text, bigint) from public;

-- Opens, or closes, the provisional lots of the quarters of those days; null: of all quarters. A file of the same period takes their place by being
-- published, and gives it back when it is withdrawn.
create function tenir_provisoires(p_epci text, p_jours date[] default null) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  debut date;
  trimestre text;
  courant bigint;
begin
  for debut in
    select distinct date_trunc('quarter', j.jour)::date
      from (select unnest(p_jours) as jour
            union all select signe_le from bail where p_jours is null and epci = p_epci and etat = 'signe'
            union all select signe_le from bail_relogement where p_jours is null and epci = p_epci
            union all select lower(jours_periode(l.periode)) from lot l where p_jours is null and l.epci = p_epci and l.profil = 'registre') j
     where j.jour is not null
     order by 1
  loop
    trimestre := extract(year from debut) || '-T' || extract(quarter from debut);
    continue when provisoire_voulu(p_epci, debut) = (provisoire_publie(p_epci, trimestre) is not null);
    -- VERROU.publication: what was read may have moved while the lock was waited for.
    perform pg_advisory_xact_lock(4411003, hashtext(p_epci || 'sne-attributions'));
    courant := provisoire_publie(p_epci, trimestre);
    if courant is null and provisoire_voulu(p_epci, debut) then
      perform ouvrir_provisoire(p_epci, trimestre);
    elsif courant is not null and not provisoire_voulu(p_epci, debut) then
      perform fermer_provisoire(p_epci, trimestre, courant);
    end if;
  end loop;
end;
$$;
revoke execute on function tenir_provisoires(text, date[]) from public;

-- Counts again the published files around those days, after signatures or withdrawals.
create function compter_baux_autour(p_epci text, p_jours date[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  touche bigint;
begin
  perform tenir_provisoires(p_epci, p_jours);
  for touche in
    select p.lot
      from publication p
     where p.epci = p_epci
       and p.source = 'sne-attributions'
       and exists (select from unnest(p_jours) as j (jour) where jours_periode(p.periode) && daterange(j.jour - 62, j.jour + 63))
     order by p.lot
  loop
    perform compter_baux(p_epci, touche);
  end loop;
end;
$$;
revoke execute on function compter_baux_autour(text, date[]) from public;

-- True when a lease of the candidature was withdrawn, and none is signed.
create function bail_repris(p_candidature bigint) returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select exists (select from bail where candidature = p_candidature and etat = 'annule')
     and not exists (select from bail where candidature = p_candidature and etat = 'signe')
$$;

-- With the owner's rights, after the write of a lease: updates its lot, its household and its dwelling. A withdrawal restores what it had changed.
create function bail_compte() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.etat = 'signe' then
    perform bail_signature(new);
  else
    perform bail_reprise(new);
  end if;
  perform compter_baux_autour(new.epci, array[new.signe_le]);
  return null;
end;
$$;
create trigger compte_signe after insert on bail for each row when (new.etat = 'signe') execute function bail_compte();
create trigger compte_annule after update of etat on bail for each row when (new.etat is distinct from old.etat and new.signe_le is not null)
  execute function bail_compte();

create function bail_signature(b bail) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  l liberation;
  s logement_suivi;
begin
  update liberation set bail_le = b.signe_le, etape = 'bail', close_le = b.signe_le, cloture = 'bail', revision = revision + 1
   where id = b.liberation and close_le is null;
  update candidature set etat = 'logee', revision = revision + 1 where id = b.candidature and etat = 'offerte';
  update candidature set avant_bail = etat, etat = 'sans-suite', revision = revision + 1
   where epci = b.epci and liberation = b.liberation and id <> b.candidature
     and etat in ('designee','presentee','attribuee','sous-condition','reportee');
  update designation set reponse = 'annulee', repondue_le = b.signe_le where epci = b.epci and liberation = b.liberation and reponse is null;
  update logement_suivi g set etat = 'loue', revision = g.revision + 1
    from liberation x where x.id = b.liberation and g.id = x.logement
  returning g.* into s;
  update relogement set bail_commission_le = b.signe_le
   where epci = b.epci and demandeur = b.demandeur and etat not in ('reloge','depart');
  if s.id is null then return; end if;
  update bail_suivi set clos_le = greatest(signe_le, b.signe_le)
   where epci = b.epci and organisation = b.organisation and cle = s.cle and clos_le is null;
  insert into bail_suivi (epci, organisation, bail, source, cle, commune, typologie, surface, signe_le, synthetique)
  values (b.epci, b.organisation, b.id, 'blaise', s.cle, s.commune, s.typologie, s.surface, b.signe_le, b.synthetique);
end;
$$;
revoke execute on function bail_signature(bail) from public;

create function bail_reprise(b bail) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  update liberation
     set bail_le = null, close_le = null, cloture = null, etape = 'offre', revision = revision + 1
   where id = b.liberation and cloture = 'bail';
  update candidature set etat = case b.annule_cause when 'erreur' then 'offerte' else 'refusee' end, revision = revision + 1
   where id = b.candidature and etat = 'logee';
  -- A candidature whose session is over is on no agenda any more.
  update candidature c
     set etat = case when c.avant_bail = 'presentee' and not exists (
                       select from seance_logement g join seance s on s.epci = g.epci_seance and s.id = g.seance
                        where g.epci = c.epci and g.liberation = c.liberation and g.seance = c.seance and g.etat = 'inscrit' and s.etat in ('preparation','convoquee','ouverte'))
                     then 'designee' else c.avant_bail end,
         avant_bail = null, revision = revision + 1
   where c.epci = b.epci and c.liberation = b.liberation and c.etat = 'sans-suite' and c.avant_bail is not null;
  update logement_suivi s set etat = case b.annule_cause when 'erreur' then 'attribue' else 'libre' end, revision = s.revision + 1
    from liberation l where l.id = b.liberation and s.id = l.logement and s.etat = 'loue';
  update relogement set bail_commission_le = null
   where epci = b.epci and demandeur = b.demandeur and etat not in ('reloge','depart');
  delete from bail_suivi where bail = b.id;
end;
$$;
revoke execute on function bail_reprise(bail) from public;

-- Published quarters of a year, for any reader: a bailleur without leases in a quarter must not think it missing.
create function contexte.trimestres_publies(cle text, annee integer)
  returns table (trimestre integer, present boolean, fichier text, depose_le date, rejetees integer, rejetees_annee integer)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select t.trimestre, coalesce(bool_or(f.present), false), max(l.fichier) filter (where f.present),
         (max(l.depose_le) filter (where f.present) at time zone 'Europe/Paris')::date,
         coalesce(sum(l.rejetees - l.ecartees) filter (where p.periode <> annee::text), 0)::integer,
         coalesce(sum(l.rejetees - l.ecartees) filter (where p.periode = annee::text), 0)::integer
    from generate_series(1, 4) as t (trimestre)
    left join public.publication p
           on p.epci = cle
          and p.source = 'sne-attributions'
          and p.periode in (annee::text, annee || '-T' || t.trimestre)
    left join public.lot l on l.epci = p.epci and l.id = p.lot
    left join lateral (
         -- A provisional lot is no file.
         select l.profil <> 'registre' and (p.periode <> annee::text
             or exists (select from public.fait_attribution f
                         where f.epci = p.epci and f.lot = p.lot
                           and f.bail_signe_le >= make_date(annee, t.trimestre * 3 - 2, 1)
                           and f.bail_signe_le < make_date(annee, t.trimestre * 3 - 2, 1) + interval '3 months'))
         ) as f (present) on p.lot is not null
   group by t.trimestre;
end;

-- Counts each offer of a dwelling once, whatever the answers; a visit is not an offer. The situation is the dwelling's, as its bailleur or the
-- officer wrote it.
create function propositions_du_mois(p_epci text, p_mois date)
  returns table (bailleur text, situation text, quartile text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select o.siren, r.situation, d.quartile
    from public.relogement_offre r
    join public.relogement d on d.id = r.relogement
    join public.organisation o on o.id = r.relogeur
   where r.epci = p_epci and r.proposee_le >= p_mois and r.proposee_le < p_mois + interval '1 month'
   union all
  select case when o.type = 'bailleur' then o.siren end, coalesce(s.situation, 'inconnue'), coalesce(m.quartile, 'inconnu')
    from public.proposition p
    left join public.candidature c on c.id = p.candidature
    left join public.liberation l on l.id = c.liberation
    left join public.logement_suivi s on s.id = l.logement
    left join public.organisation o on o.id = coalesce(l.organisation, p.organisation)
    left join nominatif.menage m on m.demandeur = p.demandeur
   where p.epci = p_epci and p.nature = 'logement' and p.proposee_le >= p_mois and p.proposee_le < p_mois + interval '1 month';
end;
revoke execute on function propositions_du_mois(text, date) from public;

create function compter_propositions(p_epci text, p_jour date) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p_mois date := date_trunc('month', p_jour)::date;
begin
  if p_jour is null then return; end if;
  -- Of two simultaneous offers of a month, the second counts after the first.
  perform pg_advisory_xact_lock(hashtext('cube_proposition'), hashtext(p_epci || p_mois));
  delete from cube_proposition where epci = p_epci and mois = p_mois;
  insert into cube_proposition (epci, bailleur, mois, situation, quartile, nombre)
  select p_epci, d.bailleur, p_mois, d.situation, d.quartile, count(*)
    from propositions_du_mois(p_epci, p_mois) d
   group by d.bailleur, d.situation, d.quartile;
end;
$$;
revoke execute on function compter_propositions(text, date) from public;

create function proposition_comptee() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op <> 'INSERT' then perform compter_propositions(old.epci, old.proposee_le); end if;
  if tg_op <> 'DELETE' then perform compter_propositions(new.epci, new.proposee_le); end if;
  return null;
end;
$$;
-- Not on the deletion of a household: its offers stay counted, without it.
create trigger comptee after insert or delete or update of proposee_le, nature, candidature, organisation on proposition
  for each row execute function proposition_comptee();
create trigger comptee after insert or delete or update of proposee_le, relogeur, situation on relogement_offre
  for each row execute function proposition_comptee();

-- A decision, or its withdrawal, counts the leases around that day again, with the owner's rights.
create function paire_compte() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform compter_baux_autour(new.epci, array[new.signe_le]);
  return null;
end;
$$;
create trigger compte_decision after insert or update of annulee_le on paire_decision for each row execute function paire_compte();

-- The one table of the facts that compare two leases, and of their weights. A fact unknown on one side weighs nothing.
-- The household's facts weigh most; a situation or a quartile, which half of the leases share, little. Few leases of a file are « relogement ».
create function faits_paire() returns table (rang integer, nom text, accord integer, desaccord integer)
  language sql immutable parallel safe
begin atomic
  select v.rang, v.nom, v.accord, v.desaccord
    from (values (1, 'commune', 10, 0), (2, 'secteur', 5, -10), (3, 'situation', 10, -15), (4, 'quartile', 10, -10),
                 (5, 'menage', 15, -15), (6, 'age', 10, -10), (7, 'typologie', 10, -10), (8, 'contingent', 5, -5),
                 (9, 'relogement', 20, -10)) as v (rang, nom, accord, desaccord);
end;

-- At this weight, two leases are probably one. All facts of a poor file (day, commune, situation) reach it; the day alone does not.
create function seuil_paire() returns integer
  language sql immutable parallel safe
begin atomic
  select 40;
end;

-- The file dates the radiation, the bailleur the lease: the nearer the days, the likelier.
create function poids_jours(jours integer) returns integer
  language sql immutable parallel safe
  return case when jours <= 3 then 30 when jours <= 15 then 20 when jours <= 31 then 10 else 0 end;

-- Lists what agrees and what differs, with the facts and weights of `candidats_paires`.
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
create function rangs_du_lot(p_epci text, p_lot bigint) returns table (ligne integer, cle text, rang integer)
  language sql stable
as $$
  select a.ligne, a.cle, row_number() over (partition by a.cle, a.bailleur order by a.bail_signe_le, a.ligne)::integer
    from attribution a
   where a.epci = p_epci and a.lot = p_lot
$$;
revoke execute on function rangs_du_lot(text, bigint) from public;

-- The known facts of a lease, under the same names on both sides.
create function faits_connus(faits jsonb) returns jsonb
  language sql immutable parallel safe
begin atomic
  select coalesce(jsonb_object_agg(f.key, f.value) filter (where f.value not in ('null', '"inconnu"', '"inconnue"')), '{}')
    from jsonb_each(faits_connus.faits) f;
end;

-- First published file of each quarter that was imported after its end; null when it is this one.
create function premiers_entiers(p_epci text, p_lot bigint) returns table (trimestre integer, premier bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select t.trimestre, f.id
    from public.lot l
   cross join lateral (select left(l.periode, 4)::integer) as a (annee)
   cross join generate_series(1, 4) as t (trimestre)
   cross join lateral (
         select x.id
           from public.lot x
          where x.epci = l.epci and x.source = l.source and x.statut in ('publie','remplace')
            and x.periode in (a.annee::text, a.annee || '-T' || t.trimestre)
            and (x.depose_le at time zone 'Europe/Paris')::date >= make_date(a.annee, t.trimestre * 3 - 2, 1) + interval '3 months'
          order by x.depose_le, x.id
          limit 1) as f (id)
   where l.epci = p_epci and l.id = p_lot and l.source = 'sne-attributions'
     and l.periode in (a.annee::text, a.annee || '-T' || t.trimestre)
     and f.id <> p_lot;
end;
revoke execute on function premiers_entiers(text, bigint) from public;

-- Whether a lot gives its lines the numbers that they have in another, which it corrects.
create function reprend_les_lignes(p_epci text, p_lot bigint, p_ancien bigint) returns boolean
  language sql stable
as $$
  select coalesce(bool_and(a.cle is not distinct from b.cle), false)
    from attribution a
    join attribution b on b.epci = a.epci and b.lot = p_ancien and b.ligne = a.ligne
   where a.epci = p_epci and a.lot = p_lot
$$;
revoke execute on function reprend_les_lignes(text, bigint, bigint) from public;

create function compter_baux_tardifs(p_epci text, p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from baux_tardifs where epci = p_epci and lot = p_lot;
  insert into baux_tardifs (lot, epci, bailleur, trimestre, baux)
  with baux as (
    select f.epci, f.bailleur, p.trimestre,
           exists (select from attribution b where b.epci = p_epci and b.lot = p.premier and b.cle = a.cle and b.bailleur = a.bailleur) as connu,
           -- The same line was in that file, but rejected: it was corrected since, and did not come late.
           exists (select from lot_rejet r where r.epci = p_epci and r.lot = p.premier and r.ligne = f.ligne)
           and reprend_les_lignes(p_epci, p_lot, p.premier) as corrige
      from premiers_entiers(p_epci, p_lot) p
      join fait_attribution f on f.epci = p_epci and f.lot = p_lot and extract(quarter from f.bail_signe_le) = p.trimestre
      join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
     where not f.hors_territoire
  )
  select p_lot, b.epci, b.bailleur, b.trimestre, count(*)
    from baux b
   where not b.connu and not b.corrige
     -- A file with other keys (another extraction, or purged keys) cannot tell which leases are late.
     and exists (select from baux c where c.trimestre = b.trimestre and c.connu)
   group by b.epci, b.bailleur, b.trimestre;
end;
$$;
revoke execute on function compter_baux_tardifs(text, bigint) from public;

-- With the reader's own rights: nobody decides on a lease that they cannot read.
create function paire_decision_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    -- The purge has no actor: it destroys the key.
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
    -- One lease matches one other: of two persons who decide on two pairs of one lease, the second finds the first's answer.
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
create trigger garde before insert or update on paire_decision for each row execute function paire_decision_garde();

-- Leases of a commission that certainly are those of a rehoused household: by a number or a demande, unless a person decided otherwise; or by a
-- person's decision on both, or on one of them and the line with the other's number.
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
revoke execute on function memes_baux(text) from public;

-- Leases of a lot's period that neither the lot nor a published file has, except those of rehoused households, already counted.
create function baux_hors_fichier(p_epci text, p_lot bigint) returns setof bail
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  with memes as materialized (
    select m.bail from lot l cross join lateral memes_baux(l.epci) m where l.epci = p_epci and l.id = p_lot
  )
  select b.*
    from lot l
    join bail b on b.epci = l.epci and b.signe_le <@ jours_periode(l.periode)
   where l.epci = p_epci and l.id = p_lot
     and b.etat = 'signe'
     and b.bailleur is not null
     and not exists (
         select from rapprochement_bail r
          where r.bail = b.id
            and (r.epci = p_epci and r.lot = p_lot or r.lot in (select p.lot from publication p where p.epci = b.epci)))
     and not exists (select from memes m where m.bail = b.id)
$$;
revoke execute on function baux_hors_fichier(text, bigint) from public;

-- Lines that no number ties to a rehoused household. `prise`: already matched to a commission's lease (`bail`); it cannot match another one, but may
-- match a rehoused household's. No search path of their own, so that this function and the next ones are inlined in their callers: closed to the
-- application, they run with the callers' path.
create function lignes_seules(p_epci text, p_lot bigint)
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
    join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
    join rangs_du_lot(p_epci, p_lot) r on r.ligne = f.ligne
    left join rapprochement_bail m on m.epci = p_epci and m.lot = p_lot and m.ligne = f.ligne
   where f.epci = p_epci and f.lot = p_lot
     and not exists (select from rapprochement_relogement m where m.epci = p_epci and m.lot = p_lot and m.ligne = f.ligne)
$$;
revoke execute on function lignes_seules(text, bigint) from public;

-- Every rehoused household's lease that a lease around the period may be, in a file or not.
create function registre_compare(p_epci text, p_lot bigint)
  returns table (id bigint, bailleur text, jour date, numero text, numero_rpls text, commune text, faits jsonb)
  language sql stable
as $$
  select b.id, b.bailleur, b.signe_le, b.cle, b.numero_rpls, b.commune,
         faits_connus(jsonb_build_object(
           'signe_le', b.signe_le, 'commune', b.commune, 'secteur', b.secteur, 'situation', b.situation, 'quartile', b.quartile,
           'ressources', b.ressources, 'menage', b.menage, 'age', b.age, 'contingent', b.contingent, 'relogement', 'oui'))
    from (select l.epci, jours_periode(l.periode) as jours from lot l where l.epci = p_epci and l.id = p_lot) v
    join bail_relogement b on b.epci = v.epci and b.signe_le <@ daterange(lower(v.jours) - 124, upper(v.jours) + 124)
$$;
revoke execute on function registre_compare(text, bigint) from public;

create function baux_seuls(p_epci text, p_lot bigint)
  returns table (cle bigint, bailleur text, jour date, numero text, numero_rpls text, commune text, faits jsonb)
  language sql stable
as $$
  with visee as materialized (
    select l.epci, daterange(lower(v.jours) - 62, upper(v.jours) + 62) as jours
      from lot l
     cross join lateral jours_periode(l.periode) v (jours)
     where l.epci = p_epci and l.id = p_lot
  ),
  lots as (
    select p_lot as lot union select p.lot from publication p join visee v on p.epci = v.epci and p.source = 'sne-attributions'
  ),
  memes as materialized (
    select m.bail from visee v cross join lateral memes_baux(v.epci) m
  )
  select g.id, g.bailleur, g.jour, g.numero, g.numero_rpls, g.commune, g.faits
    from registre_compare(p_epci, p_lot) g
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
revoke execute on function baux_seuls(text, bigint) from public;

-- Every line and lease that no number ties, that nothing separates for sure, and that look alike enough. Two known and different numbers, dwellings
-- or communes mean two leases. The key of a file without its own numéro unique is another number, and separates nothing. `semblable`: the facts by
-- which a lease is counted; two leases that share them are interchangeable.
-- Facts are weighed in an array: a large file has tens of thousands of pairs to try.
-- A commission's lease that no file has is also compared with rehoused households' leases, and a line that a number ties to a commission's lease with
-- the latter: the household's lease would otherwise be counted beside its own line.
create function candidats_paires(p_epci text, p_lot bigint) returns setof candidate_paire
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  with poids as materialized (
    select array_agg(p.accord order by p.rang) as oui, array_agg(p.desaccord order by p.rang) as non, array_agg(p.nom order by p.rang) as noms
      from faits_paire() p
  ),
  visee as materialized (
    select l.epci, (l.colonnes = '[]' or l.colonnes @> '[{"colonne":"numeroUnique"}]') as numerotee from lot l where l.epci = p_epci and l.id = p_lot
  ),
  bail_compare as materialized (
    select b.* from baux_seuls(p_epci, p_lot) b
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
  -- The line of this file that is a rehoused household's lease: a decision on one holds for the other. A destroyed key is not a number.
  ligne_registre as materialized (
    select m.bail as id, r.cle, r.rang, case when v.numerotee and a.empreinte <> '' then r.cle end as numero
      from visee v
      join rapprochement_relogement m on m.epci = p_epci and m.lot = p_lot
      join rangs_du_lot(p_epci, p_lot) r on r.ligne = m.ligne
      join attribution a on a.epci = p_epci and a.lot = p_lot and a.ligne = m.ligne
     where exists (select from bail_seul b where b.cle < 0)
  ),
  -- Without a lease, there is nothing to compare with.
  cible_comparee as materialized (
    select x.ligne::bigint as cible, x.bailleur, x.jour, x.cle, x.rang, case when v.numerotee then x.cle end as numero, x.numero_rpls, x.commune,
           x.faits, x.prise, x.bail
      from visee v
     cross join lignes_seules(p_epci, p_lot) x
     where exists (select from bail_seul b where b.bailleur = x.bailleur)
    union all
    select -g.id, g.bailleur, g.jour, r.cle, r.rang, coalesce(g.numero, r.numero), g.numero_rpls, g.commune, g.faits, false, null
      from registre_compare(p_epci, p_lot) g
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
              -- « non » on both sides is true of most leases, and weighs nothing.
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
     -- Two leases signed here, whichever of them the file has got since.
     and not exists (select from paire_decision d
                      where d.annulee_le is null
                        and d.decision = 'distincts'
                        and d.registre = case when x.cible < 0 then -x.cible else b.cle end
                        and d.bail = case when x.cible < 0 then -b.cle else x.bail end)
     and not exists (select from paire_decision d
                      where d.annulee_le is null and d.decision = 'distincts' and d.reloge = -x.cible and d.cle = b.numero)
$$;
revoke execute on function candidats_paires(text, bigint) from public;

-- One line for one lease, the likeliest first. Of eleven leases for ten lines, one is certainly not in the file: it is counted if they are
-- interchangeable (they count alike) and if no other choice would have found it a line; else it waits, as uncertain as the ten.
create function choisir_paires(p_epci text, p_lot bigint) returns table (cle bigint, cible bigint, jours integer, score integer, proposee boolean)
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
  select array_agg(p order by p.score desc, p.jours, p.cle, p.cible) into toutes from candidats_paires(p_epci, p_lot) p;
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
revoke execute on function choisir_paires(text, bigint) from public;

-- An unchanged pair keeps its number: an open address still shows the same two leases.
create function apparier_baux(p_epci text, p_lot bigint) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  nouvelles jsonb;
begin
  -- For most lots: no lease is signed here, or a number finds each.
  if not exists (select from baux_seuls(p_epci, p_lot)) then
    delete from paire_bail where epci = p_epci and lot = p_lot;
    return;
  end if;
  with choix as materialized (
    select l.epci, b.bailleur, l.id as lot, x.ligne, g.id as registre, case when c.cle > 0 then c.cle end as reloge,
           case when c.cle < 0 then -c.cle end as bail, c.cle, c.proposee, c.jours, m.accords, m.desaccords, c.score,
           coalesce(x.faits, g.faits) as fichier, b.faits as blaise
      from lot l
     cross join choisir_paires(p_epci, p_lot) c
      join baux_seuls(p_epci, p_lot) b on b.cle = c.cle
      left join lignes_seules(p_epci, p_lot) x on x.ligne = c.cible
      left join registre_compare(p_epci, p_lot) g on g.id = -c.cible
     cross join lateral comparer_baux(coalesce(x.faits, g.faits), b.faits, c.jours) m
     where l.epci = p_epci and l.id = p_lot
       -- Two leases signed here form a pair of the file that covers the uncertain one.
       and (c.cible > 0 or b.jour <@ jours_periode(l.periode))
  ),
  ote as (
    delete from paire_bail p
     where p.epci = p_epci and p.lot = p_lot
       and not exists (
           select from choix c
            where c.cle = coalesce(p.reloge, -p.bail)
              and (c.ligne, c.registre, c.proposee, c.jours, c.accords, c.desaccords, c.score, c.fichier, c.blaise)
                  is not distinct from (p.ligne, p.registre, p.proposee, p.jours, p.accords, p.desaccords, p.score, p.fichier, p.blaise))
    returning p.id
  )
  select coalesce(jsonb_agg(to_jsonb(c) - 'cle'), '[]') into strict nouvelles
    from choix c
   where not exists (select from paire_bail p where p.epci = p_epci and p.lot = p_lot and coalesce(p.reloge, -p.bail) = c.cle and p.id not in (select id from ote));
  insert into paire_bail (epci, bailleur, lot, ligne, registre, reloge, bail, proposee, jours, accords, desaccords, score, fichier, blaise)
  select n.epci, n.bailleur, n.lot, n.ligne, n.registre, n.reloge, n.bail, n.proposee, n.jours, n.accords, n.desaccords, n.score, n.fichier, n.blaise
    from jsonb_populate_recordset(null::paire_bail, nouvelles) n;
end;
$$;
revoke execute on function apparier_baux(text, bigint) from public;

-- Matches the facts of a lot with the leases of rehoused households that Blaise knows, marks them, and builds the cubes. Idempotent. The same lease:
-- the same numéro unique, else the same dwelling of the same bailleur, two months apart at most (the SNE dates the radiation, the bailleur the
-- lease). With its owner's rights: the signatory may not read the SNE's file, and learns nothing of it.
create function compter_baux(p_epci text, p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  l lot;
  avant bigint[];
  touche bigint;
  avant_bail bigint[];
  visee daterange;
begin
  select * into l from lot where epci = p_epci and id = p_lot and source = 'sne-attributions' for no key update;
  visee := jours_periode(l.periode);
  if not found or visee is null then return; end if;

  -- Restores the file's own value where an earlier count had marked it.
  with defait as (delete from rapprochement_relogement where epci = p_epci and lot = p_lot returning ligne, bail),
       rendu as (
         update fait_attribution f
            set relogement = a.relogement
           from attribution a, defait d
          where f.epci = p_epci and f.lot = p_lot and f.ligne = d.ligne and a.epci = p_epci and a.lot = p_lot and a.ligne = d.ligne)
  select coalesce(array_agg(bail), '{}') into avant from defait;
  avant := avant || array(select q.reloge from paire_bail q where q.epci = p_epci and q.lot = p_lot and q.reloge is not null);

  insert into rapprochement_relogement (lot, ligne, epci, bailleur, bail)
  select p_lot, c.ligne, l.epci, c.bailleur, c.bail
    from (
      -- A person's decision on the two wins over numbers.
      select f.ligne, f.bailleur, b.id as bail, -1 as rang, abs(f.bail_signe_le - b.signe_le) as jours
        from paire_decision d
        join bail_relogement b on b.id = d.reloge
        join rangs_du_lot(p_epci, p_lot) a on a.cle = d.cle and a.rang = d.rang
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne and f.bailleur = b.bailleur
       where b.epci = l.epci and d.decision = 'meme' and d.annulee_le is null
       union all
      select f.ligne, f.bailleur, b.id, 0, abs(f.bail_signe_le - b.signe_le)
        from bail_relogement b
        join attribution a on a.epci = p_epci and a.lot = p_lot and a.cle = b.cle
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci
       union all
      select f.ligne, f.bailleur, b.id, 1, abs(f.bail_signe_le - b.signe_le)
        from bail_relogement b
        join attribution a on a.epci = p_epci and a.lot = p_lot and a.numero_rpls = b.numero_rpls and a.bailleur = b.bailleur
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci
       union all
      -- The line of the commission's lease that is this one.
      select f.ligne, f.bailleur, m.reloge, 2, greatest(abs(f.bail_signe_le - g.signe_le), abs(f.bail_signe_le - b.signe_le))
        from memes_baux(l.epci) m
        join bail_relogement g on g.id = m.reloge
        join bail b on b.id = m.bail and b.signe_le <@ daterange(lower(visee) - 62, upper(visee) + 62)
       cross join lateral (
             select a.ligne from attribution a where a.epci = p_epci and a.lot = p_lot and a.cle = b.cle
              union
             select a.ligne from attribution a where a.epci = p_epci and a.lot = p_lot and a.numero_rpls = b.numero_rpls and a.bailleur = b.bailleur) a
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne
       union all
      select f.ligne, f.bailleur, m.reloge, 2, abs(f.bail_signe_le - g.signe_le)
        from memes_baux(l.epci) m
        join bail_relogement g on g.id = m.reloge
        join paire_decision d on d.bail = m.bail and d.decision = 'meme' and d.annulee_le is null
        join rangs_du_lot(p_epci, p_lot) a on a.cle = d.cle and a.rang = d.rang
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne and f.bailleur = g.bailleur
    ) as c
   where c.jours <= 62
     and not exists (
         select from paire_decision d
           join rangs_du_lot(p_epci, p_lot) a on a.cle = d.cle and a.rang = d.rang
          where d.reloge = c.bail and a.ligne = c.ligne and d.decision = 'distincts' and d.annulee_le is null)
   order by c.rang, c.jours, c.bail, c.ligne
      on conflict do nothing;

  -- Leases of the commission, by the same two criteria. A line matches one lease.
  with defait as (delete from rapprochement_bail where epci = p_epci and lot = p_lot returning bail)
  select coalesce(array_agg(bail), '{}') into avant_bail from defait;
  avant_bail := avant_bail || array(select q.bail from paire_bail q where q.epci = p_epci and q.lot = p_lot and q.bail is not null);
  insert into rapprochement_bail (lot, ligne, epci, bailleur, bail)
  select p_lot, c.ligne, l.epci, c.bailleur, c.bail
    from (
      -- A person's decision on the two wins over numbers.
      select f.ligne, f.bailleur, b.id as bail, -1 as rang, abs(f.bail_signe_le - b.signe_le) as jours
        from paire_decision d
        join bail b on b.id = d.bail
        join rangs_du_lot(p_epci, p_lot) a on a.cle = d.cle and a.rang = d.rang
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne and f.bailleur = b.bailleur
       where b.epci = l.epci and b.etat = 'signe' and d.decision = 'meme' and d.annulee_le is null
       union all
      select f.ligne, f.bailleur, b.id, 0, abs(f.bail_signe_le - b.signe_le)
        from bail b
        join attribution a on a.epci = p_epci and a.lot = p_lot and a.cle = b.cle
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci and b.etat = 'signe'
       union all
      select f.ligne, f.bailleur, b.id, 1, abs(f.bail_signe_le - b.signe_le)
        from bail b
        join attribution a on a.epci = p_epci and a.lot = p_lot and a.numero_rpls = b.numero_rpls and a.bailleur = b.bailleur
        join fait_attribution f on f.epci = p_epci and f.lot = p_lot and f.ligne = a.ligne
       where b.epci = l.epci and b.etat = 'signe'
    ) as c
   where c.jours <= 62
     -- Excludes two leases known to differ; when they are the same, the line matches both.
     and not exists (
         select from rapprochement_relogement r
           join bail_relogement g on g.id = r.bail
           join bail b on b.id = c.bail
          where r.epci = p_epci and r.lot = p_lot
            and r.ligne = c.ligne
            and (g.cle <> b.cle
                 or g.numero_rpls <> b.numero_rpls
                 or g.commune <> b.commune
                 or exists (select from paire_decision d
                             where d.registre = g.id and d.bail = b.id and d.decision = 'distincts' and d.annulee_le is null)))
     and not exists (
         select from paire_decision d
           join rangs_du_lot(p_epci, p_lot) a on a.cle = d.cle and a.rang = d.rang
          where d.bail = c.bail and a.ligne = c.ligne and d.decision = 'distincts' and d.annulee_le is null)
   order by c.rang, c.jours, c.bail, c.ligne
      on conflict do nothing;

  update fait_attribution f
     set relogement = 'oui'
    from rapprochement_relogement r
   where r.epci = p_epci and r.lot = p_lot and f.epci = p_epci and f.lot = p_lot and f.ligne = r.ligne and f.relogement <> 'oui';

  perform apparier_baux(p_epci, p_lot);
  -- A lease of the last days of a year that the next year's file has, or has lost: its own year must be counted again.
  for touche in
    select distinct p.lot
      from bail_relogement b
      join publication p on p.epci = b.epci and p.source = 'sne-attributions' and b.signe_le <@ jours_periode(p.periode)
     where p.lot <> p_lot
       and (b.id = any (avant)
            or b.id in (select r.bail from rapprochement_relogement r where r.epci = p_epci and r.lot = p_lot)
            or b.id in (select q.reloge from paire_bail q where q.epci = p_epci and q.lot = p_lot))
     union
    select p.lot
      from bail b
      join publication p on p.epci = b.epci and p.source = 'sne-attributions' and b.signe_le <@ jours_periode(p.periode)
     where p.lot <> p_lot
       and (b.id = any (avant_bail)
            or b.id in (select r.bail from rapprochement_bail r where r.epci = p_epci and r.lot = p_lot)
            or b.id in (select q.bail from paire_bail q where q.epci = p_epci and q.lot = p_lot))
  loop
    perform 1 from lot where epci = p_epci and id = touche for no key update;
    perform apparier_baux(p_epci, touche);
    perform construire_cubes(p_epci, touche);
  end loop;
  perform construire_cubes(p_epci, p_lot);
end;
$$;
revoke execute on function compter_baux(text, bigint) from public;

-- Leases signed here on those days, each once, with its nearest line in a published file; without one, it is provisional, and perhaps double. A commission's lease
-- that is a rehoused household's, by its number or its demande, is the latter. With the reader's own rights.
create function baux_de_blaise(p_epci text, p_jours daterange)
  returns table (bailleur text, signe_le date, commune text, situation text, contingent text, typologie text, numero_rpls text, faits jsonb,
                 lot bigint, ligne integer, double_possible boolean)
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  with publies as (
    select p.lot from publication p where p.epci = p_epci and p.source = 'sne-attributions'
  )
  select b.bailleur, b.signe_le, b.commune, b.situation, b.contingent, b.typologie, b.numero_rpls,
         faits_connus(jsonb_build_object(
           'commune', b.commune, 'secteur', b.secteur, 'situation', b.situation, 'quartile', b.quartile, 'menage', b.menage, 'age', b.age,
           'contingent', b.contingent, 'relogement', b.relogement, 'typologie', b.typologie)),
         r.lot, r.ligne, exists (select from paire_bail q where q.bail = b.id and q.lot in (select p.lot from publies p))
    from bail b
    left join lateral (
         select lot, ligne from rapprochement_bail r join fait_attribution f using (epci, lot, ligne)
          where r.bail = b.id and lot in (select p.lot from publies p) order by abs(f.bail_signe_le - b.signe_le), lot, ligne limit 1) r on true
   where b.epci = p_epci and b.etat = 'signe' and b.bailleur is not null and b.signe_le <@ p_jours
     and not exists (select from bail_relogement g
                      where g.epci = b.epci and g.signe_le between b.signe_le - 62 and b.signe_le + 62
                        and (g.cle = b.cle or g.demandeur = b.demandeur))
  union all
  select g.bailleur, g.signe_le, g.commune, g.situation, g.contingent, null, g.numero_rpls,
         faits_connus(jsonb_build_object(
           'commune', g.commune, 'secteur', g.secteur, 'situation', g.situation, 'quartile', g.quartile, 'menage', g.menage, 'age', g.age,
           'contingent', g.contingent, 'relogement', 'oui')),
         r.lot, r.ligne, exists (select from paire_bail q where q.reloge = g.id and q.lot in (select p.lot from publies p))
    from bail_relogement g
    left join lateral (
         select lot, ligne from rapprochement_relogement r join fait_attribution f using (epci, lot, ligne)
          where r.bail = g.id and lot in (select p.lot from publies p) order by abs(f.bail_signe_le - g.signe_le), lot, ligne limit 1) r on true
   where g.epci = p_epci and g.signe_le <@ p_jours
$$;

create function compter_dehors(p_epci text, p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from cube_dehors where epci = p_epci and lot = p_lot;
  insert into cube_dehors (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                           prioritaire, dalo, contingent, origine, menage, age, desaccord_situation, desaccord_quartile, nombre)
  select f.lot, f.epci, f.bailleur, f.commune, f.secteur, date_trunc('month', f.bail_signe_le)::date, f.situation, f.quartile,
         f.ressources, f.relogement, f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, false, false, count(*)
    from fait_attribution f
   where f.epci = p_epci and f.lot = p_lot
     and f.hors_territoire
   group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16;
end;
$$;
revoke execute on function compter_dehors(text, bigint) from public;

create function coupe_du_mois(coupures date[], jour date) returns date
  language sql immutable set search_path = pg_catalog, public, pg_temp
as $$
  select max(c) from unnest(coupures) as c where c <= jour and date_trunc('month', c) = date_trunc('month', jour)
$$;
revoke execute on function coupe_du_mois(date[], date) from public;

-- An avenant that splits its year cuts the month of its leases, published ones included.
create function couper_le_mois() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform construire_cubes(p.epci, p.lot)
     from publication p
     join lot l on l.epci = p.epci and l.id = p.lot
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

-- Leases
-- Present holder, on the day `p_jusque`, of what `p_siren` held on the day `p_depuis`; `possible`: another possible holder, when a part of the stock
-- was handed over and the place is unknown. A dissolved bailleur signs nothing, whatever a late file says; one that handed over a part keeps what it
-- signs afterwards.
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
  -- At most one step per act: acts make no loop.
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
       -- A part that names the place comes before the remainder.
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

-- Résidence of a line of a file: its dwelling's, else as the line writes it. null: unknown.
create function residence_du_bail(p_epci text, p_siren text, p_commune text, p_numero text, p_residence text, p_adresse text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce(
    (select r.courante
       from publication p
       join logement g on g.epci = p.epci and g.lot = p.lot and g.ident_rep = p_numero
       join residence r on r.epci = p.epci and r.ecriture = ecriture_residence(g.bailleur, g.commune, g.residence, g.adresse)
      where p.epci = p_epci and p.source = 'rpls'
      order by p.periode desc
      limit 1),
    residence_ecrite(p_epci, ecriture_residence(p_siren, p_commune, p_residence, p_adresse)));
end;

-- For a lease: its signatory, the present holder of its dwelling, another possible holder.
create function suivre_bail(p_epci text, p_siren text, p_commune text, p_residence text, p_jour date, out alors text, out actuel text, out possible text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  select s.bailleur into alors from suivre_bailleur(p_epci, p_siren, p_commune, p_residence, p_jour, p_jour) s;
  select s.bailleur, s.possible into actuel, possible from suivre_bailleur(p_epci, p_siren, p_commune, p_residence, p_jour, 'infinity') s;
end;
$$;

-- An act or its withdrawal: résidences and remontées go to their owner, published leases are counted again.
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
  perform construire_cubes(p.epci, p.lot)
     from publication p
     join lot l on l.epci = p.epci and l.id = p.lot
    where p.epci = new.epci
      and p.source = 'sne-attributions'
      and (new.jour <@ jours_periode(l.periode)
           or exists (select from cube_attribution c
                       where c.epci = p.epci and c.lot = p.lot
                         and (c.bailleur in (select a.siren from acte_bailleur a where a.epci = new.epci)
                              or c.bailleur_actuel in (select a.siren from acte_bailleur a where a.epci = new.epci)))
           or exists (select from fait_attribution f
                       where f.epci = p.epci and f.lot = p.lot
                         and f.bailleur in (select a.siren from acte_bailleur a where a.epci = new.epci)));
  return null;
end;
$$;
revoke execute on function suivre_succession() from public;
create trigger suivre_succession after insert or update on acte_bailleur for each row execute function suivre_succession();

-- When the SNE charges a lease to another contingent than the right's, it is not the right holder's.
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

-- Réservataire of a lease signed here: that of its right, else the one whose turn the freed dwelling was.
create function reservataire_du_bail(p_droit bigint, p_liberation bigint, p_contingent text) returns bigint
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select coalesce((select c.reservataire from contingent c where c.id = p_droit and c.code_sne = p_contingent),
                  (select l.reservataire from liberation l where l.id = p_liberation and l.contingent = p_contingent));
end;

-- The cubes of a lot of attributions, from its facts and from the leases of its period that no published file has.
-- With `p_mois`, the cells of those months in those communes alone ('': of none): a repair changes no other.
create function construire_cubes(p_epci text, p_lot bigint, p_communes text[] default null, p_mois date[] default null) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  -- First days of the avenants that split their year, and of the successors: a cut month has cells on both sides.
  coupures date[] := (select array_agg(c.jour)
                        from lot l
                       cross join lateral (
                             select v.depuis
                               from convention_version v
                              where v.epci = l.epci and v.application <> 'annee-entiere'
                              union
                             select a.jour from acte_bailleur a where a.epci = l.epci and a.annule_le is null
                             ) as c (jour)
                       where l.epci = p_epci and l.id = p_lot and c.jour <@ jours_periode(l.periode));
  -- Only bailleurs of an act need following. Résidences are searched when an act names one.
  suivis text[] := (select array_agg(distinct a.siren) from lot l join acte_bailleur a on a.epci = l.epci and a.annule_le is null where l.epci = p_epci and l.id = p_lot);
  situes boolean := exists (select from lot l
                              join acte_bailleur a on a.epci = l.epci and a.annule_le is null
                             where l.epci = p_epci and l.id = p_lot and jsonb_path_exists(a.parts, '$[*].residences[*]'));
  -- Only dwellings named by a right are searched.
  nommes boolean := exists (select from lot l join contingent c on c.epci = l.epci and c.logements <> '{}' where l.epci = p_epci and l.id = p_lot);
begin
  delete from cube_attribution
   where epci = p_epci and lot = p_lot
     and (p_mois is null or coalesce(commune, '') = any (p_communes) and mois = any (p_mois));
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, deduite, probable, desaccord_deduction, qpv, coupe,
                                bailleur_actuel, bailleur_possible, reservataire, nombre)
  select f.lot, f.epci, h.alors, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
         f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age,
         d.situation, d.quartile, d.deduite, d.probable, d.deduction, f.qpv, k.coupe, h.actuel, h.possible, u.reservataire, count(*)
    from fait_attribution f
    left join paire_bail q on q.epci = f.epci and q.lot = f.lot and q.ligne = f.ligne and q.proposee and q.reloge is not null
   -- Perhaps a rehoused household's: until a person decides, the file's « non » is unknown.
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
                   where a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne) end, f.bail_signe_le) v
          where f.bailleur = any (suivis)
         ) as v on true
    left join lateral (
         select reservataire_nomme(f.epci, a.numero_rpls, f.contingent, f.bail_signe_le)
           from attribution a
          where nommes and a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
         ) as u (reservataire) on true
   cross join lateral (select coalesce(v.alors, f.bailleur), coalesce(v.actuel, f.bailleur), v.possible) as h (alors, actuel, possible)
   where f.epci = p_epci and f.lot = p_lot
     and not f.hors_territoire
     and (p_mois is null or coalesce(f.commune, '') = any (p_communes) and date_trunc('month', f.bail_signe_le)::date = any (p_mois))
   group by f.lot, f.epci, h.alors, f.commune, f.secteur, m.mois, f.situation, f.quartile, f.ressources, r.relogement,
            f.prioritaire, f.dalo, f.contingent, f.origine, f.menage, f.age, d.situation, d.quartile, d.deduite, d.probable, d.deduction,
            f.qpv, k.coupe, h.actuel, h.possible, u.reservataire
   -- A month's cells are contiguous on disk, as bilans read them.
   order by m.mois;

  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, coupe, double_possible, provisoire,
                                bailleur_actuel, bailleur_possible, reservataire, nombre)
  select l.id, b.epci, v.alors, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, 'oui', 'inconnu', 'inconnu', b.contingent, 'mutation', b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le),
         exists (select from paire_bail q
                  where q.reloge = b.id
                    and (q.epci = p_epci and q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))), true,
         v.actuel, v.possible, null, 1
    from lot l
    join bail_relogement b on b.epci = l.epci and b.signe_le <@ jours_periode(l.periode)
   cross join lateral suivre_bail(b.epci, b.bailleur, b.commune, null, b.signe_le) as v
   where l.epci = p_epci and l.id = p_lot
     and (p_mois is null or coalesce(b.commune, '') = any (p_communes) and date_trunc('month', b.signe_le)::date = any (p_mois))
     and not exists (
         select from rapprochement_relogement r
          where r.bail = b.id
            and (r.epci = p_epci and r.lot = p_lot or r.lot in (select p.lot from publication p where p.epci = b.epci)));

  -- Leases of the commission that no published file has yet; a rehoused household's is counted above, once.
  insert into cube_attribution (lot, epci, bailleur, commune, secteur, mois, situation, quartile, ressources, relogement,
                                prioritaire, dalo, contingent, origine, menage, age,
                                desaccord_situation, desaccord_quartile, coupe, double_possible, provisoire,
                                bailleur_actuel, bailleur_possible, reservataire, nombre)
  select p_lot, b.epci, v.alors, b.commune, b.secteur, date_trunc('month', b.signe_le)::date, b.situation, b.quartile,
         b.ressources, b.relogement, b.prioritaire, b.dalo, b.contingent, b.origine, b.menage, b.age, false, false,
         coupe_du_mois(coupures, b.signe_le) as coupe,
         exists (select from paire_bail q
                  where q.bail = b.id
                    and (q.epci = p_epci and q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci))) as double_possible, true,
         v.actuel, v.possible, reservataire_du_bail(b.droit, b.liberation, b.contingent), count(*)
    from baux_hors_fichier(p_epci, p_lot) b
   cross join lateral suivre_bail(b.epci, b.bailleur, b.commune, null, b.signe_le) as v
   where (p_mois is null or coalesce(b.commune, '') = any (p_communes) and date_trunc('month', b.signe_le)::date = any (p_mois))
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, coupe, double_possible, v.actuel, v.possible, reservataire_du_bail(b.droit, b.liberation, b.contingent);

  delete from cube_bail
   where epci = p_epci and lot = p_lot
     and (p_mois is null or coalesce(commune, '') = any (p_communes) and mois = any (p_mois));
  -- What the SNE alone has, without bailleur. The day of the demande: the lease's less the delay that the SNE counts.
  insert into cube_bail (lot, epci, commune, mois, typologie, situation, quartile, ressources, relogement, origine, salarie,
                         annee_creation, nombre)
  select f.lot, f.epci, f.commune, date_trunc('month', f.bail_signe_le)::date, coalesce(a.typologie, 'inconnu'),
         f.situation, f.quartile, f.ressources, f.relogement, f.origine, a.salarie,
         extract(year from f.bail_signe_le - a.delai_jours)::smallint, count(*)
    from fait_attribution f
    join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
   where f.epci = p_epci and f.lot = p_lot
     and not f.hors_territoire
     and (p_mois is null or coalesce(f.commune, '') = any (p_communes) and date_trunc('month', f.bail_signe_le)::date = any (p_mois))
   group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
   order by 4;

  insert into cube_bail (lot, epci, commune, mois, typologie, situation, quartile, ressources, relogement, origine, salarie,
                         annee_creation, nombre)
  select p_lot, b.epci, b.commune, date_trunc('month', b.signe_le)::date, coalesce(b.typologie, 'inconnu'), b.situation, b.quartile,
         b.ressources, b.relogement, b.origine, b.salarie, extract(year from b.anciennete_le)::smallint, count(*)
    from baux_hors_fichier(p_epci, p_lot) b
   -- These sums have no bounds: a lease that may already be counted above is left out.
   where not exists (select from paire_bail q
                      where q.bail = b.id
                        and (q.epci = p_epci and q.lot = p_lot or q.lot in (select p.lot from publication p where p.epci = b.epci)))
     and (p_mois is null or coalesce(b.commune, '') = any (p_communes) and date_trunc('month', b.signe_le)::date = any (p_mois))
   group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
end;
$$;
revoke execute on function construire_cubes(text, bigint, text[], date[]) from public;

-- After repairs: of these leases, nothing but the side has changed. A pair of leases looks at it too: a lot of which one changes is counted whole again.
create function compter_lieux(p_epci text, p_lots bigint[], p_communes text[], p_mois date[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  touche bigint;
  avant bigint[];
begin
  -- In their order: two repairs of the same lots never wait for one another.
  for touche in select id from lot where epci = p_epci and id = any (p_lots) order by id for no key update loop
    avant := array(select q.id from paire_bail q where q.epci = p_epci and q.lot = touche order by q.id);
    perform apparier_baux(p_epci, touche);
    if avant = array(select q.id from paire_bail q where q.epci = p_epci and q.lot = touche order by q.id) then
      perform construire_cubes(p_epci, touche, p_communes, p_mois);
    else
      perform compter_baux(p_epci, touche);
    end if;
    perform compter_dehors(p_epci, touche);
  end loop;
end;
$$;
revoke execute on function compter_lieux(text, bigint[], text[], date[]) from public;

-- Samples the tables that have doubled since they were last sampled. Until autovacuum passes, a minute later, the engine takes them for empty ones:
-- after a first file of 10 000 leases, the side of one address took seven seconds instead of half a one.
create function echantillonner() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '1s'
as $$
declare
  t regclass;
begin
  for t in select c.oid
             from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
              and pg_relation_size(c.oid) > 2 * greatest(c.relpages, 8) * current_setting('block_size')::bigint
            order by c.oid loop
    begin
      execute format('analyze %s', t);
    exception when lock_not_available then
      null; -- Somebody else samples it.
    end;
  end loop;
end;
$$;
revoke execute on function echantillonner() from public;

-- Naming a dwelling, or moving the days of such a right, counts again the published leases of those dwellings.
create function suivre_droit_nomme() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  nommes text[] := new.logements || case when tg_op = 'UPDATE' then old.logements else '{}' end;
begin
  perform construire_cubes(p.epci, p.lot)
     from publication p
    where p.epci = new.epci
      and p.source = 'sne-attributions'
      and exists (select from attribution a where a.epci = p.epci and a.lot = p.lot and a.numero_rpls = any (nommes));
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

-- Compares, over a published stock, the situations that RPLS declares with those that points give: how many, and how many differ. For readers of
-- sums, who see no dwelling.
create function comparer_zones(p_epci text, p_millesime text, out compares bigint, out ecrits_en_qpv bigint, out ecrits_hors_qpv bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select count(*),
         count(*) filter (where g.situation_declaree = 'qpv' and c.cote = 'hors-qpv'),
         count(*) filter (where g.situation_declaree = 'hors-qpv' and c.cote = 'qpv')
    from publication p
    join logement g on g.epci = p.epci and g.lot = p.lot
   cross join lateral (
         select case when left(p.periode, 4) >= '2024' then g.qpv_2024 else g.qpv_2015 end
         ) as q (qpv)
   cross join lateral (select case when q.qpv is null then null when q.qpv = 'hors' then 'hors-qpv' else 'qpv' end) as c (cote)
   where p.epci = p_epci and p.source = 'rpls' and p.periode = p_millesime
     and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
     and g.situation_declaree <> 'inconnue' and c.cote is not null;
end;

-- When all acts of a former commune are withdrawn, it leaves the territory: its lines are again those of the commune that it became.
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
  if new.dernier_jour is not null then
    delete from territoire_commune t
     where t.epci = new.epci and t.commune = new.commune and not t.origine
       and not exists (select 1 from acte_perimetre x
                        where x.epci = new.epci and x.commune = new.commune and x.annule_le is null);
  end if;
  return null;
end;
$$;
revoke execute on function suivre_perimetre() from public;
create trigger suivre_perimetre after insert or update on acte_perimetre
  for each row execute function suivre_perimetre();
