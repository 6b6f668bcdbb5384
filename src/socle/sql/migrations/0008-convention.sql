-- The convention as versions. A version in force is never updated: an avenant is a new version with its parent.

create table convention_version (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- 0 is the first convention; an avenant has a parent, a new convention has none.
  numero          smallint not null check (numero between 0 and 99),
  parent          bigint,
  titre           text not null,
  objet           text not null,
  reprise         boolean not null default false,
  duree_ans       smallint not null default 3 check (duree_ans between 1 and 10),
  -- First day of effect; from that day on it is public.
  depuis          date,
  publie_le       date,
  cree_le         timestamptz not null default now(),
  unique (epci, numero),
  unique (id, epci),
  foreign key (parent, epci) references convention_version (id, epci),
  check ((depuis is null) = (publie_le is null))
);

create table convention_etape (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  version         bigint not null,
  nature          text not null check (nature in ('projet','avis-cil','avis-pdalhpd','vote','accord-prefet','signatures','en-vigueur','bilan-annuel')),
  -- null: the document taken over does not say.
  date_acte       date,
  acte            text not null,
  saisie_le       timestamptz not null default now(),
  foreign key (version, epci) references convention_version (id, epci) on delete cascade
);
create unique index convention_etape_unique on convention_etape (version, nature) where nature <> 'bilan-annuel';

create table convention_signataire (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  version         bigint not null,
  organisation    bigint references organisation,
  nom             text not null,
  qualite         text not null,
  siren           text,
  signe_le        date,
  foreign key (version, epci) references convention_version (id, epci) on delete cascade
);
create index convention_signataire_version on convention_signataire (version);

-- An objective of a version (the ground of 0003 had its ties alone).
alter table engagement
  add column version     bigint not null,
  add column annee       smallint not null check (annee between 2000 and 2100),
  add column objet       text not null check (objet in ('hors-qpv','qpv','publics-prioritaires','travailleurs-essentiels')),
  add column porteur     text not null check (porteur in ('epci','bailleur','reservataire')),
  add column siren       text,
  add column contingent  text,
  add column taux        numeric check (taux between 0 and 1),
  add column nombre      integer check (nombre >= 0),
  add column reference_annee    smallint,
  add column reference_assiette integer,
  drop column organisation,
  drop column etat,
  drop column publie_le,
  add foreign key (version, epci) references convention_version (id, epci) on delete cascade,
  add check (taux is not null or nombre is not null),
  add check ((porteur = 'bailleur') = (siren is not null)),
  add check ((porteur = 'reservataire') = (contingent is not null));
create unique index engagement_unique on engagement (version, annee, objet, porteur, coalesce(siren, contingent, ''));

alter table action_convention
  add column orientation text,
  add column titre       text,
  add column jalons      text,
  add column acteurs     text;
create unique index action_convention_numero on action_convention (epci, numero) where organisation is null;

comment on column convention_version.id is 'Version de la convention @classe C0';
comment on column convention_version.epci is 'Territoire @classe C0';
comment on column convention_version.numero is 'Rang de la version @classe C0';
comment on column convention_version.parent is 'Version modifiée @classe C0';
comment on column convention_version.titre is 'Titre @classe C0';
comment on column convention_version.objet is 'Objet @classe C0';
comment on column convention_version.reprise is 'Reprise d’un document signé @classe C0';
comment on column convention_version.duree_ans is 'Années entre deux révisions @classe C0';
comment on column convention_version.depuis is 'Premier jour d’effet @classe C0';
comment on column convention_version.publie_le is 'Jour de publication @classe C0';
comment on column convention_version.cree_le is 'Saisie @classe C0';
comment on column convention_etape.id is 'Étape de la convention @classe C0';
comment on column convention_etape.epci is 'Territoire @classe C0';
comment on column convention_etape.version is 'Version @classe C0';
comment on column convention_etape.nature is 'Nature de l’étape @classe C0';
comment on column convention_etape.date_acte is 'Date de l’acte @classe C0';
comment on column convention_etape.acte is 'Acte @classe C0';
comment on column convention_etape.saisie_le is 'Saisie @classe C0';
comment on column convention_signataire.id is 'Signataire @classe C0';
comment on column convention_signataire.epci is 'Territoire @classe C0';
comment on column convention_signataire.version is 'Version @classe C0';
comment on column convention_signataire.organisation is 'Organisation qui signe @classe C0';
comment on column convention_signataire.nom is 'Nom de l’organisation @classe C0';
comment on column convention_signataire.qualite is 'Qualité, sans nom de personne @classe C0';
comment on column convention_signataire.siren is 'SIREN @classe C0';
comment on column convention_signataire.signe_le is 'Jour de la signature @classe C0';
comment on column engagement.version is 'Version @classe C0';
comment on column engagement.annee is 'Année @classe C0';
comment on column engagement.objet is 'Ce que vise l’objectif @classe C0';
comment on column engagement.porteur is 'Qui porte l’objectif @classe C0';
comment on column engagement.siren is 'SIREN du bailleur @classe C0';
comment on column engagement.contingent is 'Contingent du réservataire @classe C0';
comment on column engagement.taux is 'Taux écrit @classe C0';
comment on column engagement.nombre is 'Nombre écrit @classe C0';
comment on column engagement.reference_annee is 'Année de référence @classe C0';
comment on column engagement.reference_assiette is 'Attributions de l’année de référence @classe C0';
comment on column action_convention.orientation is 'Orientation @classe C0';
comment on column action_convention.titre is 'Titre de l’action @classe C0';
comment on column action_convention.jalons is 'Jalons écrits @classe C0';
comment on column action_convention.acteurs is 'Acteurs écrits @classe C0';
