-- The register of operations of the PLH and of urban renewal: what will be demolished, repaired, built, when, with what money.

alter table operation
  add column genre         text not null default 'construction' check (genre in ('demolition','rehabilitation','residentialisation','construction','reconstitution','accession-psla','lot-libre')),
  add column cadre         text not null default 'droit-commun' check (cadre in ('npnru','pru1','plh','droit-commun')),
  add column commune       text collate "C",
  add column secteur       text,
  add column situation     text not null default 'inconnue' check (situation in ('qpv','hors-qpv','inconnue')),
  add column residences    text[] not null default '{}',
  add column logements     integer check (logements >= 0),
  add column collectifs    integer check (collectifs >= 0),
  add column individuels   integer check (individuels >= 0),
  add column plai          integer check (plai >= 0),
  add column plus          integer check (plus >= 0),
  add column pls           integer check (pls >= 0),
  add column autre         integer check (autre >= 0),
  -- Dwellings by type: {"T3": 4}. A type that is absent is none, all absent is not known.
  add column typologies    jsonb not null default '{}',
  add column loyer_m2      numeric check (loyer_m2 > 0),
  add column occupes       integer check (occupes >= 0),
  add column occupes_au    date,
  add column relogement_depuis smallint check (relogement_depuis between 1990 and 2100),
  -- [{"phase":"chantier","debutPrevu":"2021-03-01","finPrevue":null,"debutReel":null,"finReelle":null}]: edited with the operation, as one.
  add column etapes        jsonb not null default '[]' check (jsonb_typeof(etapes) = 'array'),
  add column synthetique   boolean not null default false,
  add column saisie_le     timestamptz not null default now(),
  add constraint operation_etat check (etat in ('deposee','a-completer','prevue','engagee','en-cours','terminee','refusee','abandonnee')),
  add constraint operation_occupes check (occupes <= logements),
  add constraint operation_cle unique (id, epci);
alter table operation alter column genre drop default, alter column cadre drop default;
create index operation_epci on operation (epci, genre);

-- First lettings of what was built: small counts of households, which the public does not read with the operation.
create table operation_baux (
  operation       bigint primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  connus          integer not null check (connus >= 0),
  q1_ou_reloges   integer not null check (q1_ou_reloges between 0 and connus),
  foreign key (operation, epci) references operation (id, epci) on delete cascade
);


comment on column operation.genre is 'Genre de l’opération @classe C0';
comment on column operation.cadre is 'Document qui la prévoit @classe C0';
comment on column operation.commune is 'Commune @classe C0';
comment on column operation.secteur is 'Secteur @classe C0';
comment on column operation.situation is 'En quartier prioritaire ou non @classe C0';
comment on column operation.residences is 'Résidences touchées @classe C0';
comment on column operation.logements is 'Logements @classe C0';
comment on column operation.collectifs is 'Dont collectifs @classe C0';
comment on column operation.individuels is 'Dont individuels @classe C0';
comment on column operation.plai is 'Financés en PLAI @classe C0';
comment on column operation.plus is 'Financés en PLUS @classe C0';
comment on column operation.pls is 'Financés en PLS @classe C0';
comment on column operation.autre is 'Autres financements @classe C0';
comment on column operation.typologies is 'Logements par type @classe C0';
comment on column operation.loyer_m2 is 'Loyer mensuel au m² hors charges @classe C0';
comment on column operation.occupes is 'Logements occupés, à reloger @classe C0';
comment on column operation.occupes_au is 'Jour de ce décompte @classe C0';
comment on column operation.relogement_depuis is 'Année de démarrage du relogement @classe C0';
comment on column operation.synthetique is 'Donnée de démonstration @classe C0';
comment on column operation.saisie_le is 'Saisie @classe C0';
comment on column operation.etapes is 'Phases : début et fin, prévus et réels @classe C0';
comment on column operation_baux.operation is 'Opération livrée @classe C0';
comment on column operation_baux.epci is 'Territoire @classe C0';
comment on column operation_baux.organisation is 'Bailleur @classe C0';
comment on column operation_baux.connus is 'Premiers baux dont le ménage est connu @classe C6';
comment on column operation_baux.q1_ou_reloges is 'Dont premier quartile ou ménages relogés @classe C6';

-- Counts the changes: a form sends back the one it was filled from.
alter table operation
  add column revision integer not null default 1,
  add constraint operation_mix check (coalesce(plai,0) + coalesce(plus,0) + coalesce(pls,0) + coalesce(autre,0) <= logements),
  add constraint operation_formes check (coalesce(collectifs,0) + coalesce(individuels,0) <= logements);

-- What the EPCI or the State answered to a submission. Only grows: another examination is another line.
create table operation_examen (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  operation       bigint not null,
  organisation    bigint references organisation,
  -- Absent: written from the machine itself, by whoever runs Blaise.
  examinateur     bigint references organisation,
  avis            text not null check (avis in ('favorable','a-completer','non-retenue')),
  motif           text not null check (length(motif) between 1 and 2000),
  le              date not null,
  -- Of the operation, as it was examined: it may have been changed since.
  revision        integer not null,
  saisi_le        timestamptz not null default now(),
  foreign key (operation, epci) references operation (id, epci) on delete cascade
);
create index operation_examen_operation on operation_examen (operation, id);

-- Who is asked for money, how much, and what was answered. A line withdrawn stays as a trace.
create table operation_financement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  operation       bigint not null,
  organisation    bigint references organisation,
  financeur       text not null check (length(financeur) between 1 and 120),
  montant         numeric check (montant >= 0),
  etat            text not null check (etat in ('sollicite','accorde','notifie')),
  le              date,
  saisi_le        timestamptz not null default now(),
  retire_le       timestamptz,
  foreign key (operation, epci) references operation (id, epci) on delete cascade
);
create index operation_financement_operation on operation_financement (operation) where retire_le is null;

-- Conventions d'objectifs, one bailleur and one period each: the document as it was established, numbered, with its hash.
create table convention_objectif (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  numero          smallint not null check (numero > 0),
  annee_debut     smallint not null check (annee_debut between 2000 and 2100),
  annee_fin       smallint not null check (annee_fin between annee_debut and 2100),
  contenu         json not null,
  empreinte       text not null collate "C",
  etablie_le      date not null,
  saisie_le       timestamptz not null default now(),
  unique (epci, organisation, numero),
  unique (id, epci)
);

create function garde_convention_objectif() returns trigger language plpgsql as $$
begin
  raise exception 'a convention d''objectifs that is established never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on convention_objectif for each row execute function garde_convention_objectif();

create table convention_objectif_signature (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  convention_objectif bigint not null,
  organisation    bigint not null references organisation,
  partie          text not null check (partie in ('bailleur','epci')),
  le              date not null,
  saisie_le       timestamptz not null default now(),
  unique (convention_objectif, partie),
  foreign key (convention_objectif, epci) references convention_objectif (id, epci)
);
create trigger garde before update or delete on convention_objectif_signature for each row execute function garde_convention_objectif();

comment on column operation.revision is 'Nombre de modifications @classe C0';
comment on column operation_examen.id is 'Examen d’une opération @classe C0';
comment on column operation_examen.epci is 'Territoire @classe C0';
comment on column operation_examen.operation is 'Opération examinée @classe C0';
comment on column operation_examen.organisation is 'Bailleur de l’opération @classe C0';
comment on column operation_examen.examinateur is 'Organisation qui a examiné @classe C0';
comment on column operation_examen.avis is 'Avis rendu @classe C0';
comment on column operation_examen.motif is 'Motif de l’avis : l’opération, personne d’autre @classe C0';
comment on column operation_examen.le is 'Jour de l’examen @classe C0';
comment on column operation_examen.revision is 'Modification de l’opération qui a été examinée @classe C0';
comment on column operation_examen.saisi_le is 'Saisie @classe C0';
comment on column operation_financement.id is 'Ligne de financement @classe C0';
comment on column operation_financement.epci is 'Territoire @classe C0';
comment on column operation_financement.operation is 'Opération financée @classe C0';
comment on column operation_financement.organisation is 'Bailleur de l’opération @classe C0';
comment on column operation_financement.financeur is 'Financeur, personne morale @classe C0';
comment on column operation_financement.montant is 'Montant en euros @classe C0';
comment on column operation_financement.etat is 'Sollicité, accordé ou notifié @classe C0';
comment on column operation_financement.le is 'Date de cet état @classe C0';
comment on column operation_financement.saisi_le is 'Saisie @classe C0';
comment on column operation_financement.retire_le is 'Retrait de la ligne @classe C0';
comment on column convention_objectif.id is 'Convention d’objectifs d’un bailleur @classe C0';
comment on column convention_objectif.epci is 'Territoire @classe C0';
comment on column convention_objectif.organisation is 'Bailleur @classe C0';
comment on column convention_objectif.numero is 'Rang de la version @classe C0';
comment on column convention_objectif.annee_debut is 'Première année @classe C0';
comment on column convention_objectif.annee_fin is 'Dernière année @classe C0';
comment on column convention_objectif.contenu is 'Document établi : des opérations et des objectifs, sans nom de personne @classe C0';
comment on column convention_objectif.empreinte is 'Empreinte du contenu @classe C0';
comment on column convention_objectif.etablie_le is 'Jour où elle a été établie @classe C0';
comment on column convention_objectif.saisie_le is 'Saisie @classe C0';
comment on column convention_objectif_signature.id is 'Signature d’une convention d’objectifs @classe C0';
comment on column convention_objectif_signature.epci is 'Territoire @classe C0';
comment on column convention_objectif_signature.convention_objectif is 'Convention signée @classe C0';
comment on column convention_objectif_signature.organisation is 'Bailleur @classe C0';
comment on column convention_objectif_signature.partie is 'Bailleur ou EPCI @classe C0';
comment on column convention_objectif_signature.le is 'Jour de la signature @classe C0';
comment on column convention_objectif_signature.saisie_le is 'Saisie @classe C0';
