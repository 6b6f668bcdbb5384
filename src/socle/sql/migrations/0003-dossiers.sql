-- Ground of the files of households and of the cases: for each resource of the matrix, the rows and what ties them to organisations,
-- sessions and persons, so that rights are proved on all of them before any context writes here. Each context adds its own columns.
-- Names and resources are in `nominatif`, health, violence and reasons of priority in `sensible` (encrypted, a key a row): never columns
-- of the same table.

create table seance (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- The bailleur whose commission it is.
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  tenue_le        date,
  etat            text not null default 'preparation'
);

-- Who sits, from convocation to decision + 60 days.
create table convocation (
  seance          bigint not null references seance on delete cascade,
  epci            text not null references territoire,
  compte          bigint not null references compte on delete cascade,
  du              date not null,
  au              date not null,
  primary key (seance, compte)
);
create index convocation_compte on convocation (compte);

-- What is on the agenda of a session besides the households.
create table ordre_du_jour (
  seance          bigint not null references seance on delete cascade,
  epci            text not null references territoire,
  ressource       text not null,
  objet           text not null,
  primary key (seance, ressource, objet)
);

create table nominatif.demandeur (
  id              uuid primary key default gen_random_uuid(),
  epci            text not null references territoire,
  -- The desk that registered the demande.
  guichet         bigint references organisation,
  -- The number itself is encrypted; its keyed hash is what finds it again.
  numero_hash     text not null,
  numero_chiffre  bytea,
  nom             text,
  prenom          text,
  naissance       date,
  courriel        text,
  telephone       text,
  cree_le         timestamptz not null default now(),
  radie_le        date,
  -- Limitation (GDPR art. 18): kept, not used.
  limite_le       date,
  synthetique     boolean not null default false,
  unique (epci, numero_hash)
);

-- What ties a household to those who may open its file, and until when.
create table nominatif.lien (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  nature          text not null check (nature in ('souhait','contingent','seance','affectation','mandat')),
  organisation    bigint references organisation,
  commune         text,
  seance          bigint references seance on delete cascade,
  compte          bigint references compte on delete cascade,
  du              date not null default current_date,
  au              date
);
create index lien_demandeur on nominatif.lien (demandeur);
create index lien_compte on nominatif.lien (compte) where compte is not null;
create index lien_seance on nominatif.lien (seance) where seance is not null;
create index lien_organisation on nominatif.lien (organisation, nature) where organisation is not null;

-- An agent never opens their own file, nor that of somebody they have declared close to them.
create table nominatif.recusation (
  compte          bigint not null references compte on delete cascade,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  declaree_le     timestamptz not null default now(),
  primary key (compte, demandeur)
);

create table nominatif.menage (
  demandeur       uuid primary key references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  personnes       smallint,
  revenu_mensuel  numeric,
  unite_conso     numeric,
  typologie       text,
  motif_demande   text
);

create table nominatif.etat_civil (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  nom_avant       text,
  nom_apres       text,
  etat            text not null default 'demande'
);

create table nominatif.piece (
  id              uuid primary key default gen_random_uuid(),
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  nature          text,
  nom_fichier     text,
  -- Key of the encrypted file: destroyed, the file is gone, in the backups too.
  cle_fichier     bytea,
  deposee_le      timestamptz not null default now(),
  obsolete_le     date,
  etat            text not null default 'deposee'
);

create table sensible.situation (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  contenu_chiffre bytea,
  decidee_le      date
);

create table sensible.piece (
  id              uuid primary key default gen_random_uuid(),
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  nom_chiffre     bytea,
  cle_fichier     bytea,
  deposee_le      timestamptz not null default now(),
  decidee_le      date,
  etat            text not null default 'deposee'
);

create table proposition (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  demandeur       uuid references nominatif.demandeur on delete set null,
  organisation    bigint not null references organisation,
  guichet         bigint references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  etat            text not null default 'proposee'
);

create table decision (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  demandeur       uuid references nominatif.demandeur on delete set null,
  organisation    bigint not null references organisation,
  guichet         bigint references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  motif           text,
  decidee_le      date,
  etat            text not null default 'preparee'
);

create table bail (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  demandeur       uuid references nominatif.demandeur on delete set null,
  organisation    bigint not null references organisation,
  guichet         bigint references organisation,
  reservataire    bigint references organisation,
  signe_le        date,
  etat            text not null default 'prepare'
);

create table logement_fiche (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  cle             text collate "C" not null,
  etat            text not null default 'en-service'
);

create table logement_suivi (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  cle             text collate "C" not null,
  vacant_depuis   date,
  loyer           integer,
  etat            text not null default 'loue'
);

create table perimetre (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  code            text not null,
  nom             text not null,
  etat            text not null default 'projet'
);

create table contingent (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  etat            text not null default 'projet'
);

create table engagement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint references organisation,
  publie_le       date,
  etat            text not null default 'projet'
);

create table bilan_bailleur (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  annee           smallint not null,
  etat            text not null default 'projet'
);

create table indicateur (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint references organisation,
  code            text not null,
  etat            text not null default 'projet'
);

create table indicateur_publie (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  code            text not null,
  etat            text not null default 'projet'
);

create table relogement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  demandeur       uuid references nominatif.demandeur on delete set null,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  etat            text not null default 'a-reloger'
);

create table cas_bloque (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  demandeur       uuid references nominatif.demandeur on delete set null,
  organisation    bigint references organisation,
  guichet         bigint references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  etat            text not null default 'signale'
);

create table action_convention (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint references organisation,
  numero          smallint not null check (numero between 1 and 99),
  publie_le       date,
  etat            text not null default 'prevue'
);

create table operation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint references organisation,
  nom             text not null,
  publie_le       date,
  etat            text not null default 'prevue'
);
