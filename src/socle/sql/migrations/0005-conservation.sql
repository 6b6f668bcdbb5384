-- How long each class of data is kept: dated parameters, because the CNIL's reference texts are changing.
create table duree_conservation (
  id              bigint generated always as identity primary key,
  classe          text not null check (classe in ('C1','C2','C3','C4','C5','C6','C7')),
  -- What starts the clock: the pairs (classe, depuis) that the code knows are in src/domain/conservation/regle.ts.
  depuis          text not null,
  duree           interval not null,
  date_effet      date not null,
  source          text not null,
  confiance       text not null check (confiance in ('R','M','B')),
  unique (classe, depuis, date_effet)
);

insert into duree_conservation (classe, depuis, duree, date_effet, source, confiance) values
  ('C1', 'fin-habilitation', '1 year', '2018-01-01', 'Choix de Blaise : un an après la dernière habilitation', 'B'),
  ('C1', 'expiration', '0 days', '2018-01-01', 'Choix de Blaise : sessions, liens et défis périmés détruits à la purge suivante', 'B'),
  ('C2', 'depot', '3 months', '2018-01-01', 'Choix de Blaise : le temps de corriger le fichier ; au-delà, les octets d’une ligne rejetée ne servent plus', 'B'),
  ('C2', 'effacement', '2 years', '2018-01-01', 'Choix de Blaise : plus long que la vie de la plus vieille sauvegarde que l’on pourrait restaurer', 'B'),
  ('C2', 'radiation', '1 year', '2017-05-08', 'Décret n° 2017-917, article 4', 'R'),
  ('C3', 'decision', '6 months', '2018-01-01', 'Choix de Blaise, à confirmer par l’analyse d’impact', 'B'),
  ('C4', 'obsolescence', '3 months', '2018-01-01', 'Choix de Blaise : version remplacée d’une pièce', 'B'),
  ('C5', 'decision', '1 year', '2018-01-01', 'Choix de Blaise : base active, puis archive restreinte', 'B'),
  ('C6', 'annee', '10 years', '2018-01-01', 'Évaluation du PLH et de la CIA', 'B'),
  ('C6', 'cle', '3 years', '2018-01-01', 'Choix de Blaise : clé qui relie les lignes d’un même demandeur, détruite avant les faits', 'B'),
  ('C7', 'acces', '3 years', '2021-10-14', 'CNIL, délibération 2021-122 : risque de contrôle interne documenté', 'R'),
  ('C7', 'autre', '1 year', '2021-10-14', 'CNIL, délibération 2021-122', 'R');

-- Erased persons, as keyed hashes alone: replayed after a restore, so that a backup brings nobody back.
create table registre_effacement (
  epci            text not null references territoire,
  numero_hash     text not null,
  efface_le       timestamptz not null default now(),
  motif           text not null check (motif in ('conservation','demande')),
  primary key (epci, numero_hash)
);

-- What each purge did, and the last line of each journal that it shortened: verification starts from there.
create table purge (
  id              bigint generated always as identity primary key,
  faite_le        timestamptz not null default now(),
  au_jour         date not null,
  comptes         jsonb not null
);
create table journal.scelle (
  organisation    bigint not null references organisation,
  numero          bigint not null,
  empreinte       bytea not null,
  pose_le         timestamptz not null default now(),
  primary key (organisation, numero)
);

-- When a case was closed: what starts the clock of its names (C5). A session's decisions have their own date.
alter table proposition add column close_le date;
alter table relogement add column clos_le date;
alter table cas_bloque add column clos_le date;

-- A household that goes is taken out of its cases by their foreign keys: found by index, and the prose of the decision goes with the name,
-- whoever deletes (purge, request, restore).
create index proposition_demandeur on proposition (demandeur) where demandeur is not null;
create index decision_demandeur on decision (demandeur) where demandeur is not null;
create index bail_demandeur on bail (demandeur) where demandeur is not null;
create index relogement_demandeur on relogement (demandeur) where demandeur is not null;
create index cas_bloque_demandeur on cas_bloque (demandeur) where demandeur is not null;

create function nominatif.detacher_decisions() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update public.decision set motif = null where demandeur = old.id;
  return old;
end;
$$;
create trigger detacher_decisions before delete on nominatif.demandeur for each row execute function nominatif.detacher_decisions();
