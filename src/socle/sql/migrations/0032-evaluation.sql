-- The evaluation presented to the conférence: prepared, then frozen. What is frozen is never changed; a correction is a new number.

create table evaluation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  numero          text not null,
  genre           text not null check (genre in ('annuelle','triennale')),
  annee_debut     smallint not null check (annee_debut between 2000 and 2100),
  annee_fin       smallint not null check (annee_fin between 2000 and 2100),
  contenu         jsonb not null,
  -- What the public reads of it, small counts hidden.
  contenu_public  jsonb not null,
  empreinte       text not null,
  fige_le         timestamptz not null default now(),
  fige_par        text not null,
  unique (epci, numero),
  check (annee_fin >= annee_debut)
);

create table evaluation_projet (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  genre           text not null check (genre in ('annuelle','triennale')),
  annee_debut     smallint not null check (annee_debut between 2000 and 2100),
  annee_fin       smallint not null check (annee_fin between 2000 and 2100),
  textes          jsonb not null default '{}',
  modifie_le      timestamptz not null default now(),
  unique (epci, genre, annee_debut, annee_fin)
);

-- Published, in its public form: a row of its own, that the public reads and nothing else of it.
create table evaluation_publiee (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  numero          text not null,
  genre           text not null,
  annee_debut     smallint not null,
  annee_fin       smallint not null,
  contenu         jsonb not null,
  publie_le       date not null,
  unique (epci, numero)
);

comment on column evaluation.id is 'Évaluation @classe C0';
comment on column evaluation.epci is 'Territoire @classe C0';
comment on column evaluation.numero is 'Numéro @classe C0';
comment on column evaluation.genre is 'Genre @classe C0';
comment on column evaluation.annee_debut is 'Première année @classe C0';
comment on column evaluation.annee_fin is 'Dernière année @classe C0';
comment on column evaluation.contenu is 'Contenu figé @classe C0';
comment on column evaluation.contenu_public is 'Contenu public @classe C0';
comment on column evaluation.empreinte is 'Empreinte @classe C0';
comment on column evaluation.fige_le is 'Jour où il est figé @classe C0';
comment on column evaluation.fige_par is 'Qui l’a figé @classe C1';
comment on column evaluation_projet.id is 'Projet d’évaluation @classe C0';
comment on column evaluation_projet.epci is 'Territoire @classe C0';
comment on column evaluation_projet.genre is 'Genre @classe C0';
comment on column evaluation_projet.annee_debut is 'Première année @classe C0';
comment on column evaluation_projet.annee_fin is 'Dernière année @classe C0';
comment on column evaluation_projet.textes is 'Textes à écrire @classe C0';
comment on column evaluation_projet.modifie_le is 'Modification @classe C0';
comment on column evaluation_publiee.id is 'Évaluation publiée @classe C0';
comment on column evaluation_publiee.epci is 'Territoire @classe C0';
comment on column evaluation_publiee.numero is 'Numéro @classe C0';
comment on column evaluation_publiee.genre is 'Genre @classe C0';
comment on column evaluation_publiee.annee_debut is 'Première année @classe C0';
comment on column evaluation_publiee.annee_fin is 'Dernière année @classe C0';
comment on column evaluation_publiee.contenu is 'Contenu figé @classe C0';
comment on column evaluation_publiee.publie_le is 'Publication @classe C0';
