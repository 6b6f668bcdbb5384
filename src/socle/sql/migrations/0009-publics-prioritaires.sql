-- Lists of priority publics beside the SNE's own box, to be reconciled with it. Whether a household is of a priority public, and whether the
-- commission de médiation said so, are facts already in the attributions; *why* it is (health, violence…) is read, checked, and not kept.
create table prioritaire_liste (
  lot             bigint not null references lot on delete cascade,
  epci            text not null references territoire,
  ligne           integer not null,
  cle             text collate "C" not null,
  empreinte       text collate "C" not null,
  liste           text not null check (liste in ('syplo','bailleur')),
  bailleur        text collate "C",
  labellise_le    date,
  sorti_le        date,
  statut          text not null check (statut in ('actif','reloge','sorti','inconnu')),
  dalo            text not null check (dalo in ('oui','inconnu')),
  primary key (lot, ligne),
  check ((liste = 'bailleur') = (bailleur is not null))
);

-- Categories that the departmental plan (PDALHPD) adds to the law's list, closed and never rewritten: a year of the past keeps its own.
create table categorie_locale (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  code            text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'),
  libelle         text not null,
  depuis          date not null,
  jusque          date,
  acte            text not null,
  saisie_le       timestamptz not null default now(),
  check (jusque is null or jusque >= depuis)
);
create unique index categorie_locale_ouverte on categorie_locale (epci, code) where jusque is null;

comment on column prioritaire_liste.lot is 'Ligne d’une liste de publics prioritaires @classe C6';
comment on column prioritaire_liste.epci is 'Territoire @classe C6';
comment on column prioritaire_liste.ligne is 'Ligne du fichier @classe C6';
comment on column prioritaire_liste.cle is 'Empreinte à clé du numéro unique @classe C6';
comment on column prioritaire_liste.empreinte is 'Empreinte de la ligne @classe C6';
comment on column prioritaire_liste.liste is 'Liste : SYPLO ou bailleur @classe C6';
comment on column prioritaire_liste.bailleur is 'SIREN du bailleur dont c’est la liste @classe C6';
comment on column prioritaire_liste.labellise_le is 'Jour de la labellisation @classe C6';
comment on column prioritaire_liste.sorti_le is 'Jour de la sortie de la liste @classe C6';
comment on column prioritaire_liste.statut is 'Statut dans la liste @classe C6';
comment on column prioritaire_liste.dalo is 'Reconnu au titre du DALO, sans autre motif @classe C6';
comment on column categorie_locale.id is 'Catégorie locale de public prioritaire @classe C0';
comment on column categorie_locale.epci is 'Territoire @classe C0';
comment on column categorie_locale.code is 'Code de la catégorie @classe C0';
comment on column categorie_locale.libelle is 'Libellé @classe C0';
comment on column categorie_locale.depuis is 'Premier jour @classe C0';
comment on column categorie_locale.jusque is 'Dernier jour @classe C0';
comment on column categorie_locale.acte is 'Acte @classe C0';
comment on column categorie_locale.saisie_le is 'Saisie @classe C0';
