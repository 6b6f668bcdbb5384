-- Steps of the procedures of a territory, and counts of its inhabitants: what its documents say beside its figures.
create table demarche (
  id        bigint generated always as identity primary key,
  epci      text not null references territoire,
  titre     text not null check (length(titre) between 3 and 200),
  -- No more than the text says: a year, a month or a day.
  quand     text collate "C" check (quand ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  document  text collate "C" not null check (document in ('plh','contrat-de-ville','pdalhpd','orientations','autre')),
  source    text not null check (length(source) between 3 and 300),
  saisi_le  timestamptz not null default now(),
  unique nulls not distinct (epci, titre, quand)
);

create table population_lieu (
  id         bigint generated always as identity primary key,
  epci       text not null references territoire,
  -- Both null: the whole territory.
  lieu_genre text check (lieu_genre in ('secteur','commune','qpv')),
  lieu       text check (length(lieu) between 1 and 80),
  habitants  integer not null check (habitants between 1 and 20000000),
  millesime  smallint check (millesime between 1950 and 2100),
  source     text not null check (length(source) between 3 and 300),
  saisi_le   timestamptz not null default now(),
  check ((lieu_genre is null) = (lieu is null)),
  unique nulls not distinct (epci, lieu_genre, lieu, millesime, source)
);

comment on column demarche.id is 'Démarche du territoire @classe C0';
comment on column demarche.epci is 'Territoire @classe C0';
comment on column demarche.titre is 'Démarche @classe C0';
comment on column demarche.quand is 'Date, comme le texte l’écrit @classe C0';
comment on column demarche.document is 'Document de la politique de l’habitat @classe C0';
comment on column demarche.source is 'Source @classe C0';
comment on column demarche.saisi_le is 'Saisie @classe C0';
comment on column population_lieu.id is 'Population d’un lieu @classe C0';
comment on column population_lieu.epci is 'Territoire @classe C0';
comment on column population_lieu.lieu_genre is 'Genre du lieu @classe C0';
comment on column population_lieu.lieu is 'Lieu @classe C0';
comment on column population_lieu.habitants is 'Habitants @classe C0';
comment on column population_lieu.millesime is 'Millésime @classe C0';
comment on column population_lieu.source is 'Source @classe C0';
comment on column population_lieu.saisi_le is 'Saisie @classe C0';
