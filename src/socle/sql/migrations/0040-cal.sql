-- The commission d'attribution of a bailleur (CALEOL): who sits, what it reads, each vote, what it decides, and its minutes.
-- Nothing here names a household: candidates are rows of `candidature`, members read what is frozen there.

-- Rules of procedure, a version at a time; none is changed once adopted.
create table cal_reglement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  numero          smallint not null check (numero > 0),
  depuis          date not null,
  quorum          smallint not null check (quorum between 1 and 6),
  distance        boolean not null,
  asynchrone      boolean not null,
  fenetre_heures  smallint not null check (fenetre_heures between 1 and 240),
  noms_secretaire boolean not null default false,
  source          text not null check (length(source) between 3 and 200),
  a_confirmer     boolean not null default false,
  unique (epci, organisation, numero),
  unique (epci, organisation, depuis)
);

-- Who sits in the commission, from a day to another; `compte`: by which account, when they have one.
create table cal_membre (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  qualite         text not null check (qualite in
                  ('bailleur','locataires','maire','prefet','epci','mandant','reservataire','insertion','arrondissement','invite','secretariat')),
  designation     text check (length(designation) <= 120),
  compte          bigint references compte on delete set null,
  commune         text,
  reservataire    bigint references organisation,
  president       boolean not null default false,
  depuis          date not null,
  jusqua          date,
  synthetique     boolean not null default false,
  check (jusqua >= depuis),
  check (qualite not in ('maire','arrondissement') or commune is not null),
  check (qualite <> 'reservataire' or reservataire is not null)
);
create index cal_membre_organisation on cal_membre (epci, organisation);

alter table seance
  add column annee        smallint check (annee between 2011 and 2100),
  add column numero       integer check (numero > 0),
  add column mode         text check (mode in ('presentiel','distance','asynchrone')),
  add column heure        text check (heure ~ '^\d\d:\d\d$'),
  add column duree_minutes smallint check (duree_minutes between 15 and 600),
  add column lieu         text check (length(lieu) <= 200),
  add column visio        text check (length(visio) <= 500),
  add column fenetre_du   timestamptz,
  add column fenetre_au   timestamptz,
  -- The rules as they were in force when it was convened.
  add column regles       jsonb,
  add column convoquee_le timestamptz,
  add column ouverte_le   timestamptz,
  add column close_le     timestamptz,
  add column notifiee_le  timestamptz,
  add column revision     integer not null default 1,
  add column synthetique  boolean not null default false,
  add constraint seance_etat check (etat in ('preparation','convoquee','ouverte','close','notifiee')),
  add constraint seance_fenetre check (fenetre_au > fenetre_du),
  add unique (id, epci, organisation),
  add unique (epci, organisation, annee, numero);

create table seance_membre (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  seance          bigint not null,
  organisation    bigint not null references organisation,
  qualite         text not null check (qualite in
                  ('bailleur','locataires','maire','prefet','epci','mandant','reservataire','insertion','arrondissement','invite','secretariat')),
  designation     text check (length(designation) <= 120),
  compte          bigint references compte on delete set null,
  commune         text,
  reservataire    bigint references organisation,
  president       boolean not null default false,
  presence        text check (presence in ('present','represente','excuse','absent')),
  mandataire      bigint references seance_membre,
  foreign key (seance, epci, organisation) references seance (id, epci, organisation) on delete cascade,
  unique (id, seance),
  check ((mandataire is not null) = (presence is not distinct from 'represente'))
);
create index seance_membre_seance on seance_membre (seance);

-- `bien`: what the commission reads of the dwelling, as it was when it was put on the agenda, then when members were convened.
create table seance_logement (
  epci            text not null references territoire,
  seance          bigint not null,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  liberation      bigint not null,
  ordre           smallint not null check (ordre between 1 and 200),
  commune         text not null,
  bien            jsonb not null,
  etat            text not null default 'inscrit' check (etat in ('inscrit','decide')),
  primary key (seance, liberation),
  foreign key (seance, epci, organisation) references seance (id, epci, organisation),
  foreign key (liberation, epci, organisation) references liberation (id, epci, organisation)
);
-- A dwelling waits for one session at a time.
create unique index seance_logement_inscrit on seance_logement (liberation) where etat = 'inscrit';

-- What a commune says of a dwelling on its territory before the session.
create table seance_avis (
  epci            text not null references territoire,
  seance          bigint not null,
  organisation    bigint not null references organisation,
  liberation      bigint not null,
  commune         text not null,
  sens            text not null check (sens in ('favorable','reserve','defavorable','sans-avis')),
  motif           text check (length(motif) <= 500),
  le              timestamptz not null,
  primary key (seance, liberation),
  foreign key (seance, liberation) references seance_logement (seance, liberation) on delete cascade
);

-- Each vote is a line more: the last of a member on a candidate counts, the others remain.
create table seance_vote (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  seance          bigint not null references seance,
  organisation    bigint not null references organisation,
  liberation      bigint not null,
  candidature     bigint not null references candidature on delete cascade,
  seance_membre   bigint not null,
  n               smallint not null check (n between 1 and 500),
  sens            text not null check (sens in ('attribution','sous-condition','non-attribution','irrecevabilite','report','abstention')),
  rang            smallint check (rang between 1 and 50),
  le              timestamptz not null,
  foreign key (seance_membre, seance) references seance_membre (id, seance) on delete cascade,
  unique (seance_membre, candidature, n)
);
create index seance_vote_logement on seance_vote (seance, liberation);

-- The thread of a dwelling: members among themselves, without a name. `examen`: a member asks that it be looked at in a session that meets.
create table seance_message (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  seance          bigint not null,
  organisation    bigint not null references organisation,
  liberation      bigint not null,
  seance_membre   bigint,
  nature          text not null check (nature in ('message','examen')),
  texte           text check (length(texte) <= 500),
  le              timestamptz not null,
  foreign key (seance, liberation) references seance_logement (seance, liberation) on delete cascade,
  foreign key (seance_membre, seance) references seance_membre (id, seance) on delete cascade,
  check (nature = 'examen' or texte is not null)
);
create index seance_message_logement on seance_message (seance, liberation);

-- A form sent twice does its act once: its token is written with the act.
create table seance_jeton (
  epci            text not null references territoire,
  seance          bigint not null references seance on delete cascade,
  organisation    bigint not null references organisation,
  jeton           uuid not null,
  acte            text not null,
  le              timestamptz not null,
  primary key (seance, jeton)
);

-- Frozen, with its hash.
create table seance_pv (
  seance          bigint primary key references seance,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  numero          text not null,
  contenu         jsonb not null,
  empreinte       text not null,
  fige_le         timestamptz not null
);

-- Until it is notified, a decision is tied to no household: only `candidature` is.
alter table decision
  add column candidature  bigint references candidature on delete set null,
  add column liberation   bigint references liberation,
  add column sens         text check (sens in ('attribution','sous-condition','non-attribution','irrecevabilite','report')),
  add column rang         smallint check (rang between 1 and 50),
  add column precision    text check (length(precision) <= 500),
  add column piece        text,
  add column methode      smallint,
  add column designation  text check (length(designation) <= 300),
  -- Votes as they were counted.
  add column vote         jsonb,
  add column jeton        uuid,
  add column notifiee_le  timestamptz,
  add constraint decision_rang check (rang is null or sens in ('attribution','sous-condition'));
create unique index decision_candidature on decision (seance, candidature) where candidature is not null;
create unique index decision_un_rang on decision (seance, liberation, rang) where rang is not null;

-- What was decided is not decided again: it is tied to its household when it is notified, and nothing else of it changes.
create function garde_decision() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- The purge, which is nobody's act, takes out what makes it a household's.
  if contexte.acteur() is not null and old.sens is not null
     and (to_jsonb(new) - '{demandeur,guichet,notifiee_le,etat}'::text[])
         is distinct from (to_jsonb(old) - '{demandeur,guichet,notifiee_le,etat}'::text[]) then
    raise exception 'decision % is written once', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end;
$$;
create trigger garde before update on decision for each row execute function garde_decision();

-- A dwelling is put on an agenda by the secretary, who does not read yet who is proposed for it: its candidates come with it.
create function cal_inscrit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update candidature
     set seance = new.seance, etat = 'presentee', revision = revision + 1
   where liberation = new.liberation
     and etat in ('designee','reportee');
  return null;
end;
$$;
create trigger inscrit after insert or update of bien on seance_logement
  for each row when (new.etat = 'inscrit') execute function cal_inscrit();

create function cal_retire() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update candidature
     set seance = null, etat = 'designee', revision = revision + 1
   where liberation = old.liberation
     and seance = old.seance
     and etat = 'presentee';
  return null;
end;
$$;
create trigger retire after delete on seance_logement for each row when (old.etat = 'inscrit') execute function cal_retire();

-- A decision makes the state of its candidature (and that of the dwelling, by the trigger of 0038), and takes it off the agenda: whoever may write the first may make the others.
create function cal_decide() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update candidature
     set etat = case new.sens when 'attribution' then 'attribuee' when 'non-attribution' then 'non-attribuee'
                              when 'irrecevabilite' then 'irrecevable' when 'report' then 'reportee' else new.sens end,
         rang = new.rang, revision = revision + 1
   where id = new.candidature
     and epci = new.epci
     and organisation = new.organisation
     and liberation = new.liberation
     and seance = new.seance
     and etat = 'presentee';
  if not found then
    raise exception 'candidature % is not before session %', new.candidature, new.seance using errcode = 'integrity_constraint_violation';
  end if;
  update seance_logement set etat = 'decide' where seance = new.seance and liberation = new.liberation and etat = 'inscrit';
  return null;
end;
$$;
create trigger decide after insert on decision for each row when (new.sens is not null) execute function cal_decide();

-- How many are proposed for each freed dwelling of a bailleur, to the secretary of its commission: how many, not who.
create function cal_candidats(p_epci text, p_organisation bigint)
  returns table (liberation bigint, candidats integer, attribues integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select l.id, count(c.id) filter (where c.etat in ('designee','reportee'))::integer,
         count(c.id) filter (where c.etat in ('attribuee','sous-condition','offerte','logee'))::integer
    from public.liberation l
    left join public.candidature c on c.liberation = l.id
   where l.epci = p_epci
     and l.organisation = p_organisation
     and (p_epci || ':' || p_organisation) in (select contexte.organisations('{secretaire-cal}'))
     and l.close_le is null
   group by l.id
$$;

-- Accounts that may sit, as the secretary who convenes them needs to know them: those of members and communes of the territory, and no other.
create function contexte.sieges_cal(p_epci text)
  returns table (compte bigint, nom text, organisation text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select distinct c.id, concat_ws(' ', c.prenom, c.nom), o.nom, h.role
    from public.habilitation h
    join public.compte c on c.id = h.compte
    join public.organisation o on o.id = h.organisation
   where h.epci = p_epci
     and p_epci in (select contexte.epcis('{secretaire-cal}'))
     and h.role in ('membre-cal','commune','secretaire-cal')
     and c.ferme_le is null
     and h.revoquee_le is null
     and h.debut <= contexte.aujourdhui()
     and h.fin >= contexte.aujourdhui()
$$;

-- Opens a session to an account between two days, in the hand of the secretary of that very commission. false: it is not theirs, or nobody who may sit.
create function contexte.convoquer_cal(p_seance bigint, p_compte bigint, p_du date, p_au date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s public.seance;
begin
  select * into s from public.seance where id = p_seance and (epci || ':' || organisation) in (select contexte.organisations('{secretaire-cal}'));
  if s.id is null or p_au < p_du or p_au > p_du + 400 then
    return false;
  end if;
  if p_compte is distinct from contexte.compte() and p_compte not in (select compte from contexte.sieges_cal(s.epci)) then
    return false;
  end if;
  insert into public.convocation as c (seance, epci, compte, du, au) values (s.id, s.epci, p_compte, p_du, p_au)
  on conflict (seance, compte) do update set du = least(c.du, excluded.du), au = excluded.au;
  return true;
end;
$$;

comment on column cal_reglement.id is 'Version du règlement intérieur @classe C0';
comment on column cal_reglement.epci is 'Territoire @classe C0';
comment on column cal_reglement.organisation is 'Bailleur @classe C0';
comment on column cal_reglement.numero is 'Numéro de version @classe C0';
comment on column cal_reglement.depuis is 'En vigueur depuis @classe C0';
comment on column cal_reglement.quorum is 'Membres du bailleur requis @classe C0';
comment on column cal_reglement.distance is 'Séances à distance permises @classe C0';
comment on column cal_reglement.asynchrone is 'Votes par écrit permis @classe C0';
comment on column cal_reglement.fenetre_heures is 'Durée du vote par écrit, en heures @classe C0';
comment on column cal_reglement.noms_secretaire is 'Le secrétariat lit qui sont les candidats @classe C0';
comment on column cal_reglement.source is 'Texte lu @classe C0';
comment on column cal_reglement.a_confirmer is 'À confirmer @classe C0';
comment on column cal_membre.id is 'Siège @classe C0';
comment on column cal_membre.epci is 'Territoire @classe C0';
comment on column cal_membre.organisation is 'Bailleur @classe C0';
comment on column cal_membre.qualite is 'Qualité @classe C0';
comment on column cal_membre.designation is 'Comment on désigne ce siège @classe C1';
comment on column cal_membre.compte is 'Compte de qui siège @classe C1';
comment on column cal_membre.commune is 'Commune du maire @classe C0';
comment on column cal_membre.reservataire is 'Réservataire @classe C0';
comment on column cal_membre.president is 'Préside la commission @classe C0';
comment on column cal_membre.depuis is 'Siège depuis @classe C0';
comment on column cal_membre.jusqua is 'Jusqu’à @classe C0';
comment on column cal_membre.synthetique is 'Donnée de démonstration @classe C0';
comment on column seance.annee is 'Année de la référence @classe C0';
comment on column seance.numero is 'Numéro dans l’année @classe C0';
comment on column seance.mode is 'En salle, à distance ou par écrit @classe C0';
comment on column seance.heure is 'Heure @classe C0';
comment on column seance.duree_minutes is 'Durée @classe C0';
comment on column seance.lieu is 'Lieu @classe C0';
comment on column seance.visio is 'Lien de la séance à distance @classe C0';
comment on column seance.fenetre_du is 'Ouverture du vote par écrit @classe C0';
comment on column seance.fenetre_au is 'Fin du vote par écrit @classe C0';
comment on column seance.regles is 'Règlement intérieur appliqué @classe C0';
comment on column seance.convoquee_le is 'Convocation @classe C0';
comment on column seance.ouverte_le is 'Ouverture @classe C0';
comment on column seance.close_le is 'Clôture @classe C0';
comment on column seance.notifiee_le is 'Notification des décisions @classe C0';
comment on column seance.revision is 'Nombre de modifications @classe C0';
comment on column seance.synthetique is 'Donnée de démonstration @classe C0';
comment on column seance_membre.id is 'Membre de la séance @classe C0';
comment on column seance_membre.epci is 'Territoire @classe C0';
comment on column seance_membre.seance is 'Séance @classe C0';
comment on column seance_membre.organisation is 'Bailleur @classe C0';
comment on column seance_membre.qualite is 'Qualité @classe C0';
comment on column seance_membre.designation is 'Comment on désigne ce siège @classe C1';
comment on column seance_membre.compte is 'Compte de qui siège @classe C1';
comment on column seance_membre.commune is 'Commune du maire @classe C0';
comment on column seance_membre.reservataire is 'Réservataire @classe C0';
comment on column seance_membre.president is 'Préside la séance @classe C0';
comment on column seance_membre.presence is 'Présence @classe C0';
comment on column seance_membre.mandataire is 'Membre qui porte sa voix @classe C0';
comment on column seance_logement.epci is 'Territoire @classe C0';
comment on column seance_logement.seance is 'Séance @classe C0';
comment on column seance_logement.organisation is 'Bailleur @classe C0';
comment on column seance_logement.reservataire is 'Réservataire du logement @classe C0';
comment on column seance_logement.liberation is 'Libération @classe C0';
comment on column seance_logement.ordre is 'Ordre du jour @classe C0';
comment on column seance_logement.commune is 'Commune du logement @classe C0';
comment on column seance_logement.bien is 'Ce que la commission lit du logement @classe C0';
comment on column seance_logement.etat is 'Inscrit ou décidé @classe C0';
comment on column seance_avis.epci is 'Territoire @classe C0';
comment on column seance_avis.seance is 'Séance @classe C0';
comment on column seance_avis.organisation is 'Bailleur @classe C0';
comment on column seance_avis.liberation is 'Libération @classe C0';
comment on column seance_avis.commune is 'Commune @classe C0';
comment on column seance_avis.sens is 'Avis de la commune @classe C0';
comment on column seance_avis.motif is 'Raison donnée par la commune @classe C5';
comment on column seance_avis.le is 'Jour de l’avis @classe C0';
comment on column seance_vote.id is 'Vote @classe C5';
comment on column seance_vote.epci is 'Territoire @classe C0';
comment on column seance_vote.seance is 'Séance @classe C5';
comment on column seance_vote.organisation is 'Bailleur @classe C0';
comment on column seance_vote.liberation is 'Libération @classe C5';
comment on column seance_vote.candidature is 'Candidature @classe C5';
comment on column seance_vote.seance_membre is 'Membre @classe C5';
comment on column seance_vote.n is 'Place dans la trace @classe C5';
comment on column seance_vote.sens is 'Vote @classe C5';
comment on column seance_vote.rang is 'Rang proposé @classe C5';
comment on column seance_vote.le is 'Moment du vote @classe C5';
comment on column seance_message.id is 'Message @classe C5';
comment on column seance_message.epci is 'Territoire @classe C0';
comment on column seance_message.seance is 'Séance @classe C5';
comment on column seance_message.organisation is 'Bailleur @classe C0';
comment on column seance_message.liberation is 'Libération @classe C5';
comment on column seance_message.seance_membre is 'Membre @classe C5';
comment on column seance_message.nature is 'Message, ou demande d’examen en séance @classe C5';
comment on column seance_message.texte is 'Message, sans nom @classe C5';
comment on column seance_message.le is 'Moment @classe C5';
comment on column seance_jeton.epci is 'Territoire @classe C0';
comment on column seance_jeton.seance is 'Séance @classe C0';
comment on column seance_jeton.organisation is 'Bailleur @classe C0';
comment on column seance_jeton.jeton is 'Jeton du formulaire @classe C0';
comment on column seance_jeton.acte is 'Acte fait @classe C0';
comment on column seance_jeton.le is 'Moment @classe C0';
comment on column seance_pv.seance is 'Séance @classe C0';
comment on column seance_pv.epci is 'Territoire @classe C0';
comment on column seance_pv.organisation is 'Bailleur @classe C0';
comment on column seance_pv.numero is 'Numéro du procès-verbal @classe C0';
comment on column seance_pv.contenu is 'Procès-verbal figé, sans nom @classe C5';
comment on column seance_pv.empreinte is 'Empreinte du procès-verbal @classe C0';
comment on column seance_pv.fige_le is 'Moment où il est figé @classe C0';
comment on column decision.candidature is 'Candidature @classe C5';
comment on column decision.liberation is 'Libération @classe C5';
comment on column decision.sens is 'Décision @classe C5';
comment on column decision.rang is 'Rang @classe C5';
comment on column decision.precision is 'Précision lue par le demandeur @classe C5';
comment on column decision.piece is 'Pièce dont dépend l’attribution @classe C5';
comment on column decision.methode is 'Méthode citée @classe C5';
comment on column decision.designation is 'Logement, comme le demandeur le reconnaît @classe C5';
comment on column decision.vote is 'Décompte des voix @classe C5';
comment on column decision.jeton is 'Jeton du formulaire @classe C0';
comment on column decision.notifiee_le is 'Notification au demandeur @classe C5';
