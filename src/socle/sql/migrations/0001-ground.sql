-- Territories are rows: every table that holds a territory's data carries `epci`, the key by which it would be sharded.
-- Column names are the domain's words (GLOSSAIRE.md); null means « the file does not say », never 0.
-- Codes and keys are compared byte by byte (collate "C"): French order is for names, and costs several times more.

create table territoire (
  epci            text primary key check (epci ~ '^[0-9]{9}$'),
  nom             text not null,
  demonstration   boolean not null default false,
  ajoute_le       timestamptz not null default now()
);

-- Communes of the territory, from the official code book; contours come from lots.
create table territoire_commune (
  epci            text not null references territoire,
  commune         text collate "C" not null check (commune ~ '^([0-9]{5}|2[AB][0-9]{3})$'),
  nom             text not null,
  population      integer,
  primary key (epci, commune)
);

create table lot (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  source          text not null,
  profil          text not null,
  -- Year ("2017") or quarter ("2018-T3") of attributions; vintage of RPLS, threshold year, "2015" or "2024" for QPV.
  -- null until the file has been read.
  periode         text,
  fichier         text not null,
  sha256          text not null,
  taille          bigint not null,
  encodage        text,
  separateur      text,
  -- lecture: rows being staged · pret: staged, not visible · publie · remplace · abandonne · refuse · interrompu
  statut          text not null check (statut in ('lecture','pret','publie','remplace','abandonne','refuse','interrompu')),
  lignes_lues     integer not null default 0,
  acceptees       integer not null default 0,
  rejetees        integer not null default 0,
  doublons        integer not null default 0,
  colonnes        jsonb not null default '[]',
  champs_absents  text[] not null default '{}',
  -- {code, message} when statut is refuse.
  refus           jsonb,
  -- {code, message}: to be confirmed by a person before publishing (file much smaller than the former one…).
  a_confirmer     jsonb,
  depose_le       timestamptz not null default now(),
  depose_par      text not null,
  check (statut not in ('pret','publie','remplace') or acceptees + rejetees + doublons = lignes_lues)
);
create index lot_epci on lot (epci, depose_le desc);
-- The same bytes for the same source and territory are one lot, whatever the number of people who drop them together.
create unique index lot_deja_importe on lot (epci, source, sha256)
  where statut in ('lecture','pret','publie','remplace');

create table lot_rejet (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  brut            bytea not null,
  anomalies       jsonb not null,
  primary key (lot, ligne)
);

create table lot_anomalie (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  code            text not null,
  gravite         text not null check (gravite in ('LIG','AVE')),
  lignes          integer not null,
  premiere_ligne  integer not null,
  colonne         text,
  exemple         text not null,
  message         text not null,
  primary key (lot, code, gravite)
);

-- One pointer per source × territory × period: publishing and undoing flip it, nothing else becomes visible.
create table publication (
  epci            text not null references territoire,
  source          text not null,
  periode         text not null,
  lot             bigint not null references lot,
  publie_le       timestamptz not null,
  publie_par      text not null,
  primary key (epci, source, periode)
);

create table publication_acte (
  id              bigint generated always as identity primary key,
  epci            text not null,
  source          text not null,
  periode         text not null,
  acte            text not null check (acte in ('publication','annulation')),
  lot_avant       bigint references lot,
  lot_apres       bigint references lot,
  fait_le         timestamptz not null default now(),
  fait_par        text not null
);
create index publication_acte_epci on publication_acte (epci, fait_le desc);

create table logement (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  cle             text collate "C",
  empreinte       text collate "C" not null,
  ident_rep       text collate "C",
  ident_int       text collate "C",
  bailleur        text collate "C",
  bailleur_nom    text,
  commune         text collate "C" not null,
  commune_nom     text,
  code_postal     text,
  adresse         text,
  residence       text,
  situation_declaree text not null check (situation_declaree in ('qpv','hors-qpv','inconnue')),
  qpv_declare     text,
  type_construction text,
  pieces          smallint,
  surface         integer,
  construction    smallint,
  mise_en_location smallint,
  entree_patrimoine smallint,
  financement     text,
  conventionne    text not null check (conventionne in ('oui','non','inconnu')),
  convention_le   date,
  mode            text,
  bail_depuis     text,
  disponible_depuis text,
  duree_vacance   smallint,
  loyer           integer,
  dpe_energie     text,
  dpe_serre       text,
  contingent      text,
  sortie          text,
  longitude       double precision,
  latitude        double precision,
  -- Filled from the point and the perimeters published: a code, 'hors', or null when not computed.
  qpv_2015        text,
  qpv_2024        text,
  primary key (lot, ligne)
);
create index logement_ident on logement (lot, ident_rep);
create index logement_commune on logement (lot, commune);

-- Where a dwelling stands, the one rule of every count of the stock: what RPLS declares when it says something, else the
-- point in the perimeters of its vintage's generation (the list of 2024 is in force since 1 January 2024).
create function situation_retenue(situation_declaree text, qpv_2015 text, qpv_2024 text, millesime text) returns text
  language sql immutable
  return case
    when situation_declaree <> 'inconnue' then situation_declaree
    when left(millesime, 4) >= '2024' then
      case when qpv_2024 is null then 'inconnue' when qpv_2024 = 'hors' then 'hors-qpv' else 'qpv' end
    when left(millesime, 4) < '2024' then
      case when qpv_2015 is null then 'inconnue' when qpv_2015 = 'hors' then 'hors-qpv' else 'qpv' end
    else 'inconnue'
  end;

create table attribution (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  cle             text collate "C" not null,
  empreinte       text collate "C" not null,
  bailleur        text collate "C" not null,
  bail_signe_le   date,
  commune         text collate "C",
  adresse         text,
  residence       text,
  numero_rpls     text collate "C",
  typologie       text,
  surface         integer,
  loyer           integer,
  situation_declaree text not null check (situation_declaree in ('qpv','hors-qpv','inconnue')),
  quartile_declare text not null check (quartile_declare in ('q1','q2-4','inconnu')),
  revenu_mensuel  numeric,
  unite_conso     numeric,
  taille_menage   smallint,
  age             smallint,
  contingent      text not null,
  origine         text not null check (origine in ('mutation','nouvelle-entree','inconnue')),
  relogement      text not null check (relogement in ('oui','non','inconnu')),
  prioritaire     text not null check (prioritaire in ('oui','non','inconnu')),
  dalo            text not null check (dalo in ('oui','non','inconnu')),
  travailleur_essentiel text not null check (travailleur_essentiel in ('oui','non','inconnu')),
  motif_demande   text,
  delai_jours     integer,
  primary key (lot, ligne)
);

create table demande (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  cle             text collate "C" not null,
  empreinte       text collate "C" not null,
  cree_le         date,
  renouvele_le    date,
  commune         text collate "C",
  typologie       text,
  origine         text not null check (origine in ('mutation','nouvelle-entree','inconnue')),
  quartile_declare text not null check (quartile_declare in ('q1','q2-4','inconnu')),
  revenu_mensuel  numeric,
  unite_conso     numeric,
  taille_menage   smallint,
  age             smallint,
  prioritaire     text not null check (prioritaire in ('oui','non','inconnu')),
  dalo            text not null check (dalo in ('oui','non','inconnu')),
  motif_demande   text,
  primary key (lot, ligne)
);

create table qpv (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  code            text not null,
  nom             text not null,
  generation      smallint not null check (generation in (2015, 2024)),
  communes        text[] not null,
  contour         jsonb not null,
  fictif          boolean not null,
  primary key (lot, ligne)
);

create table commune (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  code            text not null,
  nom             text not null,
  population      integer,
  secteur         text,
  contour         jsonb not null,
  schematique     boolean not null,
  primary key (lot, ligne)
);

create table seuil (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  libelle         text,
  annee           smallint not null,
  seuil_annuel_uc integer not null,
  arrete          text,
  date_effet      date not null,
  primary key (lot, ligne)
);

create table objectif (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  annee           smallint not null,
  bailleur        text,
  objet           text not null check (objet in ('hors-qpv','qpv')),
  taux            numeric,
  nombre          integer,
  acte            text not null,
  depuis          date not null,
  primary key (lot, ligne)
);

create table resultat (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  annee           smallint not null,
  bailleur        text,
  grandeur        text not null,
  imprime         text not null,
  valeur          numeric,
  source          text not null,
  explication     text,
  primary key (lot, ligne)
);

-- An address that an officer put on the map, remembered for the next files. Superseded and undone rows stay: they are the trace.
create table localisation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- Normalised commune + address, or the RPLS number: see domain/patrimoine/adresse.ts.
  cle_adresse     text collate "C" not null,
  situation       text not null check (situation in ('qpv','hors-qpv','inconnue')),
  situation_avant text not null check (situation_avant in ('qpv','hors-qpv','inconnue')),
  residence       text,
  ident_rep       text collate "C",
  motif           text not null,
  decidee_le      timestamptz not null default now(),
  decidee_par     text not null,
  annulee_le      timestamptz,
  annulee_par     text
);
create unique index localisation_active on localisation (epci, cle_adresse) where annulee_le is null;

-- Derived: one row per attribution with a signed lease, rebuilt from the lot, the perimeters, the thresholds and the repairs.
create table fait_attribution (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  bailleur        text collate "C" not null,
  commune         text collate "C",
  secteur         text,
  bail_signe_le   date not null,
  cle_adresse     text collate "C" not null,
  situation_declaree text not null,
  situation_calculee text not null,
  situation_reparee text,
  situation       text not null,
  situation_origine text not null,
  generation      smallint,
  quartile_declare text not null,
  quartile_calcule text not null,
  quartile        text not null,
  quartile_origine text not null,
  ressources      text not null,
  relogement      text not null,
  prioritaire     text not null,
  dalo            text not null,
  contingent      text not null,
  origine         text not null,
  menage          text not null,
  age             text not null,
  seuil           integer,
  primary key (lot, ligne)
);
create index fait_attribution_adresse on fait_attribution (epci, cle_adresse);
-- The repair queue reads these and no others.
create index fait_attribution_inconnue on fait_attribution (lot) where situation = 'inconnue';

create table cube_attribution (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  bailleur        text collate "C" not null,
  commune         text collate "C",
  secteur         text collate "C",
  mois            date not null,
  situation       text collate "C" not null,
  quartile        text collate "C" not null,
  ressources      text collate "C" not null,
  relogement      text collate "C" not null,
  prioritaire     text collate "C" not null,
  dalo            text collate "C" not null,
  contingent      text collate "C" not null,
  origine         text collate "C" not null,
  menage          text collate "C" not null,
  age             text collate "C" not null,
  desaccord_situation boolean not null,
  desaccord_quartile boolean not null,
  nombre          integer not null
);
create index cube_attribution_lot on cube_attribution (lot, mois);

create table cube_parc (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  bailleur        text collate "C",
  bailleur_nom    text,
  commune         text collate "C" not null,
  situation       text collate "C" not null,
  type_construction text collate "C",
  pieces          smallint,
  mode            text collate "C",
  nombre          integer not null
);
create index cube_parc_lot on cube_parc (lot);

create table rapport (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  numero          text not null,
  annee           smallint not null,
  periode         text not null,
  sections        text[] not null,
  commentaires    jsonb not null,
  -- json, not jsonb: a frozen version keeps the very text that was frozen, the order of its keys included.
  bilan           json not null,
  empreinte       text not null,
  fige_le         timestamptz not null default now(),
  fige_par        text not null,
  unique (epci, numero)
);

-- Their header → our column, learnt on the « colonnes » screen and reused for the next file.
create table correspondance_colonne (
  epci            text not null references territoire,
  source          text not null,
  entete          text not null,
  colonne         text not null,
  primary key (epci, source, entete)
);

create table reglage (
  cle             text primary key,
  valeur          text not null
);
