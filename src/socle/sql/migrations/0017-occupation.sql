-- The survey of occupants (OPS) as bailleurs deposit it: households counted by résidence, never a household.

create table occupation (
  lot             bigint not null references lot on delete cascade,
  epci            text not null references territoire,
  ligne           integer not null,
  bailleur        text collate "C" not null,
  commune         text collate "C" not null,
  residence       text not null,
  -- That of residence_parc, so that two spellings of one name are one résidence.
  cle             text collate "C" not null generated always as (cle_residence(bailleur, commune, residence collate "C", null)) stored,
  enquete         smallint not null check (enquete between 2000 and 2100),
  population      text collate "C" not null check (population in ('occupants','emmenages-recents')),
  indicateur      text collate "C" not null check (indicateur in (
    'apl','ressources-sous-plai','ressources-moins-20','ressources-20-40','ressources-40-60','ressources-60-80','ressources-80-100',
    'ressources-100-plus','personne-seule','couple-sans-enfant','couple-avec-enfants','famille-monoparentale','famille-nombreuse',
    'titulaire-moins-25','titulaire-25-39','titulaire-40-64','titulaire-65-plus','sans-emploi','impaye-3-mois')),
  effectif        integer not null check (effectif >= 0),
  repondants      integer not null check (repondants > 0),
  -- Two lines of one résidence, population and indicator that give the same counts are one line written twice, however its name is spelt.
  empreinte       text collate "C" not null generated always as (effectif::text || '/' || repondants::text) stored,
  primary key (lot, ligne),
  check (effectif <= repondants)
);

-- Counts of a handful of households are kept no longer than the facts: class C6, although no line is a household.
comment on column occupation.lot is 'Lot @classe C0';
comment on column occupation.epci is 'Territoire @classe C0';
comment on column occupation.ligne is 'Ligne du fichier @classe C0';
comment on column occupation.bailleur is 'SIREN du bailleur @classe C0';
comment on column occupation.commune is 'Commune de la résidence @classe C0';
comment on column occupation.residence is 'Nom de la résidence, tel qu’écrit @classe C0';
comment on column occupation.cle is 'Clé de la résidence @classe C0';
comment on column occupation.enquete is 'Année de l’enquête @classe C0';
comment on column occupation.population is 'Tous les occupants, ou les emménagés récents @classe C0';
comment on column occupation.indicateur is 'Ce qui est compté @classe C0';
comment on column occupation.effectif is 'Ménages comptés @classe C6';
comment on column occupation.repondants is 'Ménages qui ont répondu @classe C6';
comment on column occupation.empreinte is 'Effectif et répondants, pour reconnaître deux lignes identiques @classe C6';
