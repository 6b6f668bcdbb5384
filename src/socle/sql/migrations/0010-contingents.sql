-- Reservations: rights of each réservataire, conventions of flux with the base of each year, and the yearly bilans as they were transmitted.
-- Nothing is deleted: a right is closed by its last day, a line of the base is withdrawn.

alter table contingent
  add column mode          text not null check (mode in ('flux','stock')),
  -- Code of the SNE list « type de réservataire ».
  add column code_sne      text not null check (code_sne in ('PPRIOR','PFONCT','COLTER','COLACT','AUTRES')),
  add column nombre        integer not null check (nombre > 0),
  add column depuis        date not null,
  add column jusque        date,
  add column justification text,
  add column exception     text check (exception in ('defense','securite','sante')),
  -- Counts the changes: whoever saves over a change they have not seen is told so.
  add column revision      integer not null default 0,
  drop column etat,
  alter column reservataire set not null,
  add check (jusque is null or jusque >= depuis),
  add check (mode = 'stock' or exception is null);
create index contingent_epci on contingent (epci);

create table convention_flux (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- The bailleur.
  organisation    bigint not null references organisation,
  reservataire    bigint not null references organisation,
  code_sne        text not null check (code_sne in ('PPRIOR','PFONCT','COLTER','COLACT','AUTRES')),
  departement     text not null check (departement ~ '^([0-9]{2}|2[AB]|97[0-9])$'),
  -- Scale of a commune; null: the département.
  commune         text collate "C" check (commune ~ '^([0-9]{5}|2[AB][0-9]{3})$'),
  annee_debut     smallint not null check (annee_debut between 2000 and 2100),
  annee_fin       smallint not null check (annee_fin between 2000 and 2100),
  part            numeric not null check (part > 0 and part <= 1),
  signee_le       date,
  revision        integer not null default 0,
  unique (id, epci, organisation, reservataire),
  check (annee_fin >= annee_debut)
);
create index convention_flux_epci on convention_flux (epci);

-- Organisations are repeated from the parent, and held to it: rows are somebody's by their own columns.
create table flux_soustraction (
  id              bigint generated always as identity primary key,
  epci            text not null,
  convention      bigint not null,
  organisation    bigint not null,
  reservataire    bigint not null,
  annee           smallint not null check (annee between 2000 and 2100),
  code            text not null check (code in ('liberations','livraisons','mutations','relogements','ventes-demolitions','reserves-exceptes','premieres-locations')),
  nombre          integer not null check (nombre > 0),
  saisie_le       timestamptz not null default now(),
  retiree_le      timestamptz,
  foreign key (epci) references territoire,
  foreign key (convention, epci, organisation, reservataire) references convention_flux (id, epci, organisation, reservataire)
);
create index flux_soustraction_convention on flux_soustraction (convention, annee) where retiree_le is null;

create table bilan_flux (
  id              bigint generated always as identity primary key,
  epci            text not null,
  convention      bigint not null,
  organisation    bigint not null,
  reservataire    bigint not null,
  annee           smallint not null check (annee between 2000 and 2100),
  -- 1, then one more each time it is transmitted again.
  numero          smallint not null check (numero > 0),
  -- json, not jsonb: a frozen version keeps the very text that was frozen.
  contenu         json not null,
  empreinte       text not null,
  transmis_le     timestamptz not null default now(),
  foreign key (epci) references territoire,
  foreign key (convention, epci, organisation, reservataire) references convention_flux (id, epci, organisation, reservataire),
  unique (convention, annee, numero)
);
create index bilan_flux_epci on bilan_flux (epci, annee);

comment on column contingent.reservataire is 'Réservataire qui détient le droit @classe C0';
comment on column contingent.mode is 'Flux annuel ou stock de logements identifiés @classe C0';
comment on column contingent.code_sne is 'Type de réservataire du SNE @classe C0';
comment on column contingent.nombre is 'Nombre de droits, en logements @classe C0';
comment on column contingent.depuis is 'Premier jour @classe C0';
comment on column contingent.jusque is 'Dernier jour @classe C0';
comment on column contingent.justification is 'Convention ou texte dont vient le droit @classe C0';
comment on column contingent.exception is 'Exception au flux @classe C0';
comment on column contingent.revision is 'Nombre de modifications @classe C0';
comment on column convention_flux.id is 'Convention de flux @classe C0';
comment on column convention_flux.epci is 'Territoire @classe C0';
comment on column convention_flux.organisation is 'Bailleur @classe C0';
comment on column convention_flux.reservataire is 'Réservataire @classe C0';
comment on column convention_flux.code_sne is 'Type de réservataire du SNE @classe C0';
comment on column convention_flux.departement is 'Département @classe C0';
comment on column convention_flux.commune is 'Commune, si la convention est à son échelle @classe C0';
comment on column convention_flux.annee_debut is 'Première année @classe C0';
comment on column convention_flux.annee_fin is 'Dernière année @classe C0';
comment on column convention_flux.part is 'Part du flux annuel @classe C0';
comment on column convention_flux.signee_le is 'Jour de la signature @classe C0';
comment on column convention_flux.revision is 'Nombre de modifications @classe C0';
comment on column flux_soustraction.id is 'Ligne de l’assiette du flux @classe C0';
comment on column flux_soustraction.epci is 'Territoire @classe C0';
comment on column flux_soustraction.convention is 'Convention de flux @classe C0';
comment on column flux_soustraction.organisation is 'Bailleur @classe C0';
comment on column flux_soustraction.reservataire is 'Réservataire @classe C0';
comment on column flux_soustraction.annee is 'Année du flux @classe C0';
comment on column flux_soustraction.code is 'Poste de l’assiette, ajouté ou soustrait @classe C0';
comment on column flux_soustraction.nombre is 'Nombre de logements @classe C0';
comment on column flux_soustraction.saisie_le is 'Instant de la saisie @classe C0';
comment on column flux_soustraction.retiree_le is 'Instant du retrait @classe C0';
comment on column bilan_flux.id is 'Bilan annuel des flux transmis @classe C0';
comment on column bilan_flux.epci is 'Territoire @classe C0';
comment on column bilan_flux.convention is 'Convention de flux @classe C0';
comment on column bilan_flux.organisation is 'Bailleur @classe C0';
comment on column bilan_flux.reservataire is 'Réservataire @classe C0';
comment on column bilan_flux.annee is 'Année du bilan @classe C0';
comment on column bilan_flux.numero is 'Numéro de la transmission @classe C0';
comment on column bilan_flux.contenu is 'Document transmis au réservataire : des comptes, sans nom ni adresse @classe C0';
comment on column bilan_flux.empreinte is 'Empreinte du contenu @classe C0';
comment on column bilan_flux.transmis_le is 'Instant de la transmission @classe C0';
