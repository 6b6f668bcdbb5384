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
