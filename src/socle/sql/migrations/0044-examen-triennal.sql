-- The examination of occupation every three years (CCH, art. L. 442-5-2), and a signed lease that is taken back.

-- A lease in force that its bailleur follows for the examination: a place, a day, the bailleur's own reference, nobody's name.
create table bail_suivi (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  -- Signed in Blaise; null: said by its bailleur, or read in RPLS.
  bail            bigint references bail on delete set null,
  source          text not null check (source in ('blaise','saisi','rpls')),
  reference       text collate "C" check (length(reference) between 1 and 40),
  -- RPLS identifier of the dwelling, or the bailleur's own.
  cle             text collate "C" not null check (length(cle) between 1 and 60),
  commune         text collate "C",
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')),
  surface         numeric check (surface > 0),
  signe_le        date not null,
  clos_le         date check (clos_le >= signe_le),
  synthetique     boolean not null default false,
  unique (id, epci, organisation)
);
-- A dwelling has one lease in force.
create unique index bail_suivi_logement on bail_suivi (epci, organisation, cle) where clos_le is null;

-- What was found on a day. `situations`: those that anybody who reads the examination may read; `reservee`: one that tells of health is in `sensible`.
create table examen_occupation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  bail_suivi      bigint not null,
  -- Whose agenda it is on: a session of the same bailleur.
  seance          bigint,
  examine_le      date not null,
  personnes       smallint check (personnes between 1 and 30),
  commune         text collate "C",
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')),
  surface         numeric check (surface > 0),
  plafond         text not null default 'inconnu' check (plafond in ('sous','au-dessus','inconnu')),
  situations      text[] not null default '{}' check (situations <@ '{sur-occupation,sous-occupation,plafond}'::text[]),
  reservee        boolean not null default false,
  transmis_le     date,
  avis            text check (avis in ('plus-grand','plus-petit','adapte','adaptation','accession','maintien')),
  avis_texte      text check (length(avis_texte) <= 500),
  avis_le         date,
  notifie_le      date,
  suite           text check (suite in ('offre','acceptee','refusee','aucune')),
  suite_le        date,
  synthetique     boolean not null default false,
  unique (id, epci, organisation),
  foreign key (bail_suivi, epci, organisation) references bail_suivi (id, epci, organisation) on delete cascade,
  foreign key (seance, epci, organisation) references seance (id, epci, organisation),
  check ((avis is null) = (avis_le is null)),
  check ((suite is null) = (suite_le is null)),
  check (avis is null or seance is not null)
);
create index examen_occupation_bail on examen_occupation (bail_suivi, examine_le desc);
create index examen_occupation_seance on examen_occupation (seance) where seance is not null;

-- Which of the two situations that tell of somebody's health or loss of autonomy, and nothing of what they have.
create table sensible.examen_adaptation (
  examen          bigint primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  seance          bigint references seance,
  logement_adapte text not null default 'inconnu' check (logement_adapte in ('oui','non','inconnu')),
  depart          text not null default 'inconnu' check (depart in ('oui','non','inconnu')),
  besoin          text not null default 'inconnu' check (besoin in ('oui','non','inconnu')),
  foreign key (examen, epci, organisation) references examen_occupation (id, epci, organisation) on delete cascade
);

-- Whether the territory is in the zones of marked imbalance, from a day on, with the text that says so. No row: nobody has said.
create table zone_examen (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  depuis          date not null,
  applicable      text not null check (applicable in ('oui','non','inconnu')),
  source          text not null check (length(source) between 3 and 200),
  unique (epci, depuis)
);

-- Facts are those of their day: a mistake is corrected by another examination. An opinion is given once.
create function examen_occupation_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- The purge, which is nobody's act, takes out what makes it a household's.
  if contexte.acteur() is null then return new; end if;
  if (to_jsonb(new) - '{seance,transmis_le,avis,avis_texte,avis_le,notifie_le,suite,suite_le}'::text[])
     is distinct from (to_jsonb(old) - '{seance,transmis_le,avis,avis_texte,avis_le,notifie_le,suite,suite_le}'::text[]) then
    raise exception 'examen %: what was found on its day never changes', old.id using errcode = '42501';
  end if;
  if old.avis is not null and row(new.seance, new.transmis_le, new.avis, new.avis_texte, new.avis_le)
                              is distinct from row(old.seance, old.transmis_le, old.avis, old.avis_texte, old.avis_le) then
    raise exception 'examen %: its opinion is written once', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before update on examen_occupation for each row execute function examen_occupation_garde();

-- The file that goes to a commission goes whole, to those of its members who may read what is sensitive.
create function examen_occupation_transmis() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update sensible.examen_adaptation set seance = new.seance where examen = new.id;
  return null;
end;
$$;
create trigger transmis after update of seance on examen_occupation
  for each row when (new.seance is distinct from old.seance) execute function examen_occupation_transmis();

-- Counts of a territory, by bailleur, for whoever reads sums and no line. An examination is due `p_mois` after the signature, or after the last one.
create function contexte.compter_examens(p_epci text, p_jour date, p_mois integer)
  returns table (organisation bigint, nom text, suivis integer, retard integer, examines integer, transmis integer, avis integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.id, o.nom, count(*)::integer,
         count(*) filter (where coalesce(e.examine_le, b.signe_le) + make_interval(months => p_mois) < p_jour)::integer,
         count(e.id)::integer, count(e.transmis_le)::integer, count(e.avis_le)::integer
    from public.bail_suivi b
    join public.organisation o on o.id = b.organisation
    left join lateral (select x.* from public.examen_occupation x where x.bail_suivi = b.id order by x.examine_le desc, x.id desc limit 1) e on true
   where b.epci = p_epci
     and b.clos_le is null
     and p_epci in (select contexte.epcis('{agent-epci,etat,membre-coordination}'))
   group by o.id, o.nom
$$;

-- A lease taken back.
alter table bail
  add column annule_le    date check (annule_le >= signe_le),
  add column annule_cause text check (annule_cause in ('erreur','non-entre')),
  add column annule_motif text check (length(annule_motif) <= 300),
  add check (etat <> 'annule' or num_nonnulls(annule_le, annule_cause) = 2 or signe_le is null);
-- Where a candidature stood before the lease of another closed it, so that taking the lease back gives it its place again.
alter table candidature
  add column avant_bail text check (avant_bail in ('designee','presentee','attribuee','sous-condition','reportee'));

create or replace function bail_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  -- Of a signed lease: what the purge takes, what Action Logement says afterwards, and its being taken back.
  libres constant text[] := '{etat,demandeur,guichet,action_logement_apres,action_logement_le,annule_le,annule_cause,annule_motif}';
begin
  -- The purge, which is nobody's act, takes out what makes it a household's.
  if contexte.acteur() is null then return new; end if;
  if old.etat in ('signe','annule') and (to_jsonb(new) - libres) is distinct from (to_jsonb(old) - libres) then
    raise exception 'bail %: a signed lease never changes', old.id using errcode = '42501';
  end if;
  if old.etat = 'annule' then
    raise exception 'bail %: it was taken back', old.id using errcode = '42501';
  end if;
  if new.etat = 'annule' and old.etat = 'signe'
     and (new.epci || ':' || new.organisation) not in (select contexte.organisations('{responsable-bailleur}')) then
    raise exception 'bail %: its bailleur''s responsible alone takes it back', old.id using errcode = '42501';
  end if;
  if new.etat <> 'annule' and num_nonnulls(new.annule_le, new.annule_cause, new.annule_motif) > 0 then
    raise exception 'bail %: it is not taken back', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;

-- A household that was housed is so no more when its lease is taken back, and only then.
create or replace function candidature_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if row(new.epci, new.liberation, new.organisation, new.source, new.designee_le)
     is distinct from row(old.epci, old.liberation, old.organisation, old.source, old.designee_le)
     or (new.demandeur is distinct from old.demandeur and new.demandeur is not null) then
    raise exception 'candidature %: what it is of never changes', old.id using errcode = '42501';
  end if;
  if new.etat <> old.etat and (old.etat = 'retiree' or (old.etat = 'logee' and not bail_repris(old.id))) then
    raise exception 'candidature %: it is over', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;

-- Of a candidature: a lease was taken back, and none is signed.
create function bail_repris(p_candidature bigint) returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select exists (select from bail where candidature = p_candidature and etat = 'annule')
     and not exists (select from bail where candidature = p_candidature and etat = 'signe')
$$;

create or replace function candidature_rang() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.etat = 'offerte' and old.etat <> 'offerte' then
    -- Its lease was entered by mistake: the offer that it had accepted stands.
    if old.etat = 'logee' and bail_repris(old.id) then return new; end if;
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

-- The officer entrusted with a household that the commission has housed is told by its own file, which it alone closes.
alter table relogement add column bail_commission_le date;

-- What a signature moves besides the lease itself, and what taking it back gives back, with its owner's rights.
create or replace function bail_compte() returns trigger
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
   where liberation = b.liberation and id <> b.candidature
     and etat in ('designee','presentee','attribuee','sous-condition','reportee');
  update designation set reponse = 'annulee', repondue_le = b.signe_le where liberation = b.liberation and reponse is null;
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

create function bail_reprise(b bail) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  update liberation
     set bail_le = null, close_le = null, cloture = null, etape = 'offre', revision = revision + 1
   where id = b.liberation and cloture = 'bail';
  update candidature set etat = case b.annule_cause when 'erreur' then 'offerte' else 'refusee' end, revision = revision + 1
   where id = b.candidature and etat = 'logee';
  -- Before a session that is over since, a candidature is before none.
  update candidature c
     set etat = case when c.avant_bail = 'presentee' and not exists (
                       select from seance_logement g join seance s on s.id = g.seance
                        where g.liberation = c.liberation and g.seance = c.seance and g.etat = 'inscrit' and s.etat in ('preparation','convoquee','ouverte'))
                     then 'designee' else c.avant_bail end,
         avant_bail = null, revision = revision + 1
   where c.liberation = b.liberation and c.etat = 'sans-suite' and c.avant_bail is not null;
  update logement_suivi s set etat = case b.annule_cause when 'erreur' then 'attribue' else 'libre' end, revision = s.revision + 1
    from liberation l where l.id = b.liberation and s.id = l.logement and s.etat = 'loue';
  update relogement set bail_commission_le = null
   where epci = b.epci and demandeur = b.demandeur and etat not in ('reloge','depart');
  delete from bail_suivi where bail = b.id;
end;
$$;
revoke execute on function bail_signature(bail), bail_reprise(bail) from public;

-- The lease that struck a demande off is taken back: it is alive again, in the state that its own days say. null: it is not struck off by that lease, or
-- another one has been signed for it since.
create function nominatif.rendre_bail(p_demandeur uuid, p_bail bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  b public.bail;
  rendu text;
begin
  select * into b from public.bail
   where id = p_bail and demandeur = p_demandeur and etat = 'annule'
     and (epci || ':' || organisation) in (select contexte.organisations('{responsable-bailleur}'));
  if b.id is null or exists (select from public.bail x where x.demandeur = p_demandeur and x.etat = 'signe') then
    return null;
  end if;
  update nominatif.demandeur
     set etat = case when avertie_le is not null then 'avertie' when preavis_le is not null then 'a-renouveler' else 'active' end,
         radie_le = null, radie_motif = null, sortie = null, modifie_le = now()
   where id = p_demandeur and etat = 'radiee' and radie_motif = 'attribution' and radie_le = b.signe_le
  returning etat into rendu;
  return rendu;
end;
$$;

-- Leases signed before this one could be followed.
insert into bail_suivi (epci, organisation, bail, source, cle, commune, typologie, surface, signe_le, synthetique)
select distinct on (s.id) b.epci, b.organisation, b.id, 'blaise', s.cle, s.commune, s.typologie, s.surface, b.signe_le, b.synthetique
  from bail b
  join liberation l on l.id = b.liberation
  join logement_suivi s on s.id = l.logement
 where b.etat = 'signe'
 order by s.id, b.signe_le desc;

comment on column bail_suivi.id is 'Bail suivi @classe C5';
comment on column bail_suivi.epci is 'Territoire @classe C0';
comment on column bail_suivi.organisation is 'Bailleur @classe C0';
comment on column bail_suivi.bail is 'Bail signé dans Blaise @classe C5';
comment on column bail_suivi.source is 'Signé dans Blaise, saisi, ou lu dans RPLS @classe C0';
comment on column bail_suivi.reference is 'Référence du bail chez le bailleur @classe C5';
comment on column bail_suivi.cle is 'Logement @classe C5';
comment on column bail_suivi.commune is 'Commune @classe C0';
comment on column bail_suivi.typologie is 'Typologie @classe C0';
comment on column bail_suivi.surface is 'Surface @classe C0';
comment on column bail_suivi.signe_le is 'Signature du bail @classe C5';
comment on column bail_suivi.clos_le is 'Fin du bail @classe C5';
comment on column bail_suivi.synthetique is 'Donnée de démonstration @classe C0';
comment on column examen_occupation.id is 'Examen de l’occupation @classe C5';
comment on column examen_occupation.epci is 'Territoire @classe C0';
comment on column examen_occupation.organisation is 'Bailleur @classe C0';
comment on column examen_occupation.bail_suivi is 'Bail suivi @classe C5';
comment on column examen_occupation.seance is 'Séance @classe C5';
comment on column examen_occupation.examine_le is 'Jour de l’examen @classe C5';
comment on column examen_occupation.personnes is 'Occupants @classe C5';
comment on column examen_occupation.commune is 'Commune @classe C0';
comment on column examen_occupation.typologie is 'Typologie @classe C0';
comment on column examen_occupation.surface is 'Surface @classe C0';
comment on column examen_occupation.plafond is 'Ressources et plafond @classe C5';
comment on column examen_occupation.situations is 'Situations relevées @classe C5';
comment on column examen_occupation.reservee is 'Une situation est d’accès réservé @classe C5';
comment on column examen_occupation.transmis_le is 'Envoi à la commission @classe C5';
comment on column examen_occupation.avis is 'Avis de la commission @classe C5';
comment on column examen_occupation.avis_texte is 'Précision de l’avis, sans nom @classe C5';
comment on column examen_occupation.avis_le is 'Jour de l’avis @classe C5';
comment on column examen_occupation.notifie_le is 'Avis notifié au locataire @classe C5';
comment on column examen_occupation.suite is 'Suite donnée avec le locataire @classe C5';
comment on column examen_occupation.suite_le is 'Jour de la suite @classe C5';
comment on column examen_occupation.synthetique is 'Donnée de démonstration @classe C0';
comment on column sensible.examen_adaptation.examen is 'Examen de l’occupation @classe C3';
comment on column sensible.examen_adaptation.epci is 'Territoire @classe C0';
comment on column sensible.examen_adaptation.organisation is 'Bailleur @classe C0';
comment on column sensible.examen_adaptation.seance is 'Séance @classe C3';
comment on column sensible.examen_adaptation.logement_adapte is 'Logement adapté @classe C3';
comment on column sensible.examen_adaptation.depart is 'Départ de l’occupant pour qui il l’était @classe C3';
comment on column sensible.examen_adaptation.besoin is 'Adaptation nécessaire @classe C3';
comment on column zone_examen.id is 'Zone de l’examen triennal @classe C0';
comment on column zone_examen.epci is 'Territoire @classe C0';
comment on column zone_examen.depuis is 'Depuis @classe C0';
comment on column zone_examen.applicable is 'Zone de déséquilibre marqué @classe C0';
comment on column zone_examen.source is 'Texte @classe C0';
comment on column bail.annule_le is 'Annulation @classe C6';
comment on column bail.annule_cause is 'Saisi par erreur, ou ménage jamais entré @classe C6';
comment on column bail.annule_motif is 'Raison de l’annulation, sans personne @classe C5';
comment on column candidature.avant_bail is 'État avant le bail d’un autre @classe C5';
comment on column relogement.bail_commission_le is 'Bail signé après une commission d’attribution @classe C5';
