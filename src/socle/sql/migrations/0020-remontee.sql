-- What people of the field report of a place, and what became of it: facts without a name, followed up until they are closed.

create table remontee (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  commune         text collate "C" not null,
  bailleur        text collate "C",
  -- Key of residence_parc, with its name of that day: the next vintage may no longer have it.
  residence       text collate "C",
  residence_nom   text,
  observee_le     date not null,
  type            text not null check (type in ('proprete','stationnement','eclairage','bruit','halls','degradation','equipement','bati',
                                                'espaces-exterieurs','nuisibles','voisinage','isolement','accompagnement','autre')),
  gravite         text not null check (gravite in ('faible','moyenne','forte')),
  recurrente      text not null check (recurrente in ('oui','non','inconnu')),
  texte           text,
  organisation    bigint not null references organisation,
  saisie_le       timestamptz not null default now(),
  unique (id, epci),
  unique (id, epci, bailleur),
  check ((residence is null) = (residence_nom is null)),
  check (bailleur is null or residence is not null)
);
create index remontee_epci on remontee (epci, observee_le);

create table remontee_suite (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  remontee        bigint not null,
  -- That of the remontée: rows are somebody's by their own columns, and the key below keeps the two the same.
  bailleur        text collate "C",
  etat            text not null check (etat in ('prise-en-charge','resolue','sans-suite')),
  le              date not null,
  texte           text not null,
  organisation    bigint not null references organisation,
  saisie_le       timestamptz not null default now(),
  foreign key (remontee, epci) references remontee (id, epci) on delete cascade,
  foreign key (remontee, epci, bailleur) references remontee (id, epci, bailleur) on delete cascade
);
create index remontee_suite_remontee on remontee_suite (remontee, id);
-- Closed once, whoever wins the race.
create unique index remontee_close on remontee_suite (remontee) where etat in ('resolue','sans-suite');

comment on column remontee.id is 'Remontée de terrain @classe C0';
comment on column remontee.epci is 'Territoire @classe C0';
comment on column remontee.commune is 'Commune @classe C0';
comment on column remontee.bailleur is 'SIREN du bailleur de la résidence @classe C0';
comment on column remontee.residence is 'Clé de la résidence @classe C0';
comment on column remontee.residence_nom is 'Nom de la résidence à la saisie @classe C0';
comment on column remontee.observee_le is 'Jour de l’observation @classe C0';
comment on column remontee.type is 'Nature du fait, dans un vocabulaire fermé @classe C6';
comment on column remontee.gravite is 'Gravité @classe C6';
comment on column remontee.recurrente is 'Le fait se répète @classe C6';
comment on column remontee.texte is 'Ce qui a été vu, sans nom ni santé @classe C6';
comment on column remontee.organisation is 'Organisation qui signale @classe C0';
comment on column remontee.saisie_le is 'Saisie @classe C0';
comment on column remontee_suite.id is 'Suite donnée @classe C0';
comment on column remontee_suite.epci is 'Territoire @classe C0';
comment on column remontee_suite.remontee is 'Remontée suivie @classe C0';
comment on column remontee_suite.bailleur is 'SIREN du bailleur de la résidence @classe C0';
comment on column remontee_suite.etat is 'État après cette suite @classe C0';
comment on column remontee_suite.le is 'Jour de la suite @classe C0';
comment on column remontee_suite.texte is 'Ce qui est fait, ou pourquoi rien ne l’est, sans nom @classe C6';
comment on column remontee_suite.organisation is 'Organisation qui donne la suite @classe C0';
comment on column remontee_suite.saisie_le is 'Saisie @classe C0';
