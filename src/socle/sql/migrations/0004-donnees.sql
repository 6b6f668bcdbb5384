-- Territories in time, files from their deposit to their publication, and their rows.

-- Communes of the territory, from the official code book and from the acts; contours come from lots.
create table territoire_commune (
  epci            text not null references territoire, -- Commune du territoire @classe C0
  commune         text collate "C" not null check (commune ~ '^([0-9]{5}|2[AB][0-9]{3})$'), -- Commune du territoire @classe C0
  nom             text not null, -- Commune du territoire @classe C0
  population      integer, -- Commune du territoire @classe C0
  -- Unbounded until an act gives a date.
  jours           datemultirange not null default '{(,)}', -- Jours dans le territoire @classe C0
  -- True when the code book listed it at the opening; false when an act added it.
  origine         boolean not null default true, -- Au code officiel à l’ouverture @classe C0
  primary key (epci, commune)
);

-- An act by which a commune joins (its first day) or leaves (its last day). Withdrawn, never deleted.
create table acte_perimetre (
  id              bigint generated always as identity, -- Acte @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  commune         text collate "C" not null check (commune ~ '^([0-9]{5}|2[AB][0-9]{3})$'), -- Commune @classe C0
  nom             text not null check (length(nom) between 1 and 200), -- Nom de la commune @classe C0
  population      integer, -- Population municipale @classe C0
  genre           text not null check (genre in ('entree','sortie')), -- Entrée ou sortie @classe C0
  jour            date not null, -- Premier ou dernier jour dans le territoire @classe C0
  acte            text not null check (length(acte) between 1 and 300), -- Acte qui le dit @classe C0
  ecrit_le        timestamptz not null default now(), -- Écrit le @classe C0
  ecrit_par       text not null, -- Agent qui l’a écrit @classe C1
  annule_le       timestamptz, -- Annulé le @classe C0
  annule_par      text, -- Agent qui l’a annulé @classe C1
  dernier_jour    date, -- Dernier jour de la commune, si elle n’existe plus @classe C0
  primary key (epci, id),
  check ((annule_le is null) = (annule_par is null))
);
create unique index acte_perimetre_actif on acte_perimetre (epci, commune, genre, jour) where annule_le is null;

-- Bailleurs through time: which one took over from which, on which day, by which act; and résidences whose identity outlives their owner.

-- `parts`: [{vers, nom, part, communes, residences}], read by src/donnees/regles/bailleur/succession.ts. Withdrawn, never deleted.
create table acte_bailleur (
  id              bigint generated always as identity, -- Acte @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  genre           text not null check (genre in ('absorption','fusion','scission','transfert')), -- Genre de la succession @classe C0
  siren           text collate "C" not null check (siren ~ '^[0-9]{9}$'), -- SIREN du bailleur qui disparaît ou transmet @classe C0
  nom             text not null check (length(nom) between 1 and 200), -- Son nom ce jour-là @classe C0
  jour            date not null, -- Premier jour du successeur @classe C0
  acte            text not null check (length(acte) between 1 and 300), -- Acte qui le dit @classe C0
  objectifs       text not null check (objectifs in ('repris','repartis','clos','inchanges')), -- Sort des objectifs @classe C0
  parts           jsonb not null -- Successeurs, et ce que chacun reprend @classe C0
                  check (jsonb_typeof(parts) = 'array' and jsonb_array_length(parts) between 1 and 20),
  ecrit_le        timestamptz not null default now(), -- Écrit le @classe C0
  ecrit_par       text not null, -- Agent qui l’a écrit @classe C1
  annule_le       timestamptz, -- Annulé le @classe C0
  annule_par      text, -- Agent qui l’a annulé @classe C1
  primary key (epci, id),
  check ((annule_le is null) = (annule_par is null))
);
create unique index acte_bailleur_actif on acte_bailleur (epci, siren, jour) where annule_le is null;

-- The territory's own name of a bailleur that files do not name, or name otherwise.
create table bailleur_nomme (
  epci            text not null references territoire, -- Territoire @classe C0
  siren           text collate "C" not null check (siren ~ '^[0-9]{9}$'), -- SIREN du bailleur @classe C0
  nom             text not null check (length(nom) between 2 and 120), -- Nom saisi @classe C0
  ecrit_le        timestamptz not null default now(), -- Écrit le @classe C0
  ecrit_par       text not null, -- Agent qui l’a écrit @classe C1
  primary key (epci, siren)
);

-- One row per way of writing a résidence. `cle`: its permanent key, without a SIREN. `courante`: key of the résidence that it continues, once an act
-- says so.
create table residence (
  epci            text not null references territoire, -- Territoire @classe C0
  ecriture        text collate "C" not null, -- Ce que le fichier en écrit, bailleur compris @classe C0
  bailleur        text collate "C", -- SIREN du bailleur @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  -- The writing, bailleur excluded.
  endroit         text collate "C" not null, -- Commune, et nom ou adresse @classe C0
  rang            smallint not null, -- Rang parmi les homonymes de la commune @classe C0
  cle             text collate "C" not null -- Clé de la résidence @classe C0
                  generated always as (endroit || case when rang = 1 then '' else '--' || rang::text end) stored,
  courante        text collate "C" not null, -- Clé de la résidence qu’elle continue @classe C0
  primary key (epci, ecriture),
  unique (epci, cle)
);
create index residence_courante on residence (epci, courante);

create table lot (
  id              bigint generated always as identity, -- Fichier déposé @classe C0
  epci            text not null references territoire, -- Fichier déposé @classe C0
  source          text not null, -- Fichier déposé @classe C0
  profil          text not null, -- Fichier déposé @classe C0
  -- Year ("2017") or quarter ("2018-T3") of attributions; vintage of RPLS, threshold year, "2015" or "2024" for QPV.
  -- null until the file has been read.
  periode         text, -- Fichier déposé @classe C0
  fichier         text not null, -- Fichier déposé @classe C0
  sha256          text not null, -- Fichier déposé @classe C0
  taille          bigint not null, -- Fichier déposé @classe C0
  encodage        text, -- Fichier déposé @classe C0
  separateur      text, -- Fichier déposé @classe C0
  -- lecture: rows being staged · pret: staged, not visible · publie · remplace · abandonne · refuse · interrompu
  statut          text not null -- Fichier déposé @classe C0
                  check (statut in ('lecture','pret','publie','remplace','abandonne','refuse','interrompu')),
  lignes_lues     integer not null default 0, -- Fichier déposé @classe C0
  acceptees       integer not null default 0, -- Fichier déposé @classe C0
  rejetees        integer not null default 0, -- Fichier déposé @classe C0
  -- Of the rejected lines, those put aside with a reason: the number outlives their bytes.
  ecartees        integer not null default 0, -- Fichier déposé @classe C0
  doublons        integer not null default 0, -- Fichier déposé @classe C0
  colonnes        jsonb not null default '[]', -- Fichier déposé @classe C0
  champs_absents  text[] not null default '{}', -- Fichier déposé @classe C0
  -- {code, message} when statut is refuse.
  refus           jsonb, -- Fichier déposé @classe C0
  -- {code, message} that a person must confirm before publishing (file much smaller than the former one…).
  a_confirmer     jsonb, -- Fichier déposé @classe C0
  depose_le       timestamptz not null default now(), -- Fichier déposé @classe C0
  depose_par      text not null, -- Agent qui a déposé le fichier @classe C1
  -- Depositing organisation, which sees its own deposits.
  organisation    bigint references organisation, -- Fichier déposé @classe C0
  -- Once this lot is published, that one's rejected lines are erased.
  complete        bigint, -- Lot dont il corrige les lignes rejetées @classe C0
  primary key (epci, id),
  check (statut not in ('pret','publie','remplace') or acceptees + rejetees + doublons = lignes_lues)
);
create index lot_epci on lot (epci, depose_le desc);
-- The same bytes for the same source and territory are one lot, whatever the number of people who drop them together.
create unique index lot_deja_importe on lot (epci, source, sha256)
  where statut in ('lecture','pret','publie','remplace');

create table lot_rejet (
  lot             bigint not null, -- Ligne rejetée @classe C0
  epci            text not null, -- Ligne rejetée @classe C0
  ligne           integer not null, -- Ligne rejetée @classe C0
  brut            bytea not null, -- Octets de la ligne rejetée, tels que reçus @classe C2
  anomalies       jsonb not null, -- Motifs du rejet, avec les valeurs fautives @classe C2
  -- Somebody said why the line stays out, so that nobody asks for it again.
  ecartee_motif   text check (length(ecartee_motif) between 1 and 300), -- Raison de laisser la ligne de côté @classe C0
  ecartee_le      timestamptz, -- Laissée de côté le @classe C0
  ecartee_par     text, -- Agent qui a laissé la ligne de côté @classe C1
  primary key (epci, lot, ligne),
  check ((ecartee_le is null) = (ecartee_par is null) and (ecartee_le is null) = (ecartee_motif is null)),
  foreign key (epci, lot) references lot on delete cascade
);

create table lot_anomalie (
  lot             bigint not null, -- Anomalie d’un fichier @classe C0
  epci            text not null, -- Anomalie d’un fichier @classe C0
  code            text not null, -- Anomalie d’un fichier @classe C0
  gravite         text not null check (gravite in ('LIG','AVE')), -- Anomalie d’un fichier @classe C0
  lignes          integer not null, -- Anomalie d’un fichier @classe C0
  premiere_ligne  integer not null, -- Anomalie d’un fichier @classe C0
  colonne         text, -- Anomalie d’un fichier @classe C0
  exemple         text not null, -- Une valeur fautive du fichier @classe C2
  message         text not null, -- Explication, qui peut citer la valeur fautive @classe C2
  primary key (epci, lot, code, gravite),
  foreign key (epci, lot) references lot on delete cascade
);

-- One pointer per source × territory × period: publishing and undoing only flip it.
create table publication (
  epci            text not null references territoire, -- Lot publié @classe C0
  source          text not null, -- Lot publié @classe C0
  periode         text not null, -- Lot publié @classe C0
  lot             bigint not null, -- Lot publié @classe C0
  publie_le       timestamptz not null, -- Lot publié @classe C0
  publie_par      text not null, -- Agent qui a publié @classe C1
  primary key (epci, source, periode),
  foreign key (epci, lot) references lot
);

create table publication_acte (
  id              bigint generated always as identity, -- Publication ou annulation @classe C0
  epci            text not null, -- Publication ou annulation @classe C0
  source          text not null, -- Publication ou annulation @classe C0
  periode         text not null, -- Publication ou annulation @classe C0
  acte            text not null check (acte in ('publication','annulation')), -- Publication ou annulation @classe C0
  lot_avant       bigint, -- Publication ou annulation @classe C0
  lot_apres       bigint, -- Publication ou annulation @classe C0
  fait_le         timestamptz not null default now(), -- Publication ou annulation @classe C0
  fait_par        text not null, -- Agent qui a publié ou annulé @classe C1
  primary key (epci, id),
  foreign key (epci, lot_avant) references lot,
  foreign key (epci, lot_apres) references lot
);
create index publication_acte_epci on publication_acte (epci, fait_le desc);

-- File's header → our column, learnt on the « colonnes » screen and reused for the next file.
create table correspondance_colonne (
  epci            text not null references territoire, -- Colonne reconnue @classe C0
  source          text not null, -- Colonne reconnue @classe C0
  entete          text not null, -- Colonne reconnue @classe C0
  colonne         text not null, -- Colonne reconnue @classe C0
  primary key (epci, source, entete)
);

create table logement (
  lot             bigint not null, -- Logement, sans son occupant @classe C0
  epci            text not null, -- Logement, sans son occupant @classe C0
  ligne           integer not null, -- Logement, sans son occupant @classe C0
  cle             text collate "C", -- Logement, sans son occupant @classe C0
  empreinte       text collate "C" not null, -- Logement, sans son occupant @classe C0
  ident_rep       text collate "C", -- Logement, sans son occupant @classe C0
  ident_int       text collate "C", -- Logement, sans son occupant @classe C0
  bailleur        text collate "C", -- Logement, sans son occupant @classe C0
  bailleur_nom    text, -- Logement, sans son occupant @classe C0
  commune         text collate "C" not null, -- Logement, sans son occupant @classe C0
  commune_nom     text, -- Logement, sans son occupant @classe C0
  code_postal     text, -- Logement, sans son occupant @classe C0
  adresse         text, -- Logement, sans son occupant @classe C0
  residence       text, -- Logement, sans son occupant @classe C0
  situation_declaree text not null check (situation_declaree in ('qpv','hors-qpv','inconnue')), -- Logement, sans son occupant @classe C0
  qpv_declare     text, -- Logement, sans son occupant @classe C0
  type_construction text, -- Logement, sans son occupant @classe C0
  pieces          smallint, -- Logement, sans son occupant @classe C0
  surface         integer, -- Logement, sans son occupant @classe C0
  construction    smallint, -- Logement, sans son occupant @classe C0
  mise_en_location smallint, -- Logement, sans son occupant @classe C0
  entree_patrimoine smallint, -- Logement, sans son occupant @classe C0
  financement     text, -- Logement, sans son occupant @classe C0
  conventionne    text not null check (conventionne in ('oui','non','inconnu')), -- Logement, sans son occupant @classe C0
  convention_le   date, -- Logement, sans son occupant @classe C0
  mode            text, -- Logement, sans son occupant @classe C0
  bail_depuis     text, -- Logement, sans son occupant @classe C0
  disponible_depuis text, -- Logement, sans son occupant @classe C0
  duree_vacance   smallint, -- Logement, sans son occupant @classe C0
  loyer           integer, -- Logement, sans son occupant @classe C0
  dpe_energie     text, -- Logement, sans son occupant @classe C0
  dpe_serre       text, -- Logement, sans son occupant @classe C0
  contingent      text, -- Logement, sans son occupant @classe C0
  sortie          text, -- Logement, sans son occupant @classe C0
  longitude       double precision, -- Logement, sans son occupant @classe C0
  latitude        double precision, -- Logement, sans son occupant @classe C0
  -- From the point and the published perimeters: a code, 'hors', or null when not computed.
  qpv_2015        text, -- Logement, sans son occupant @classe C0
  qpv_2024        text, -- Logement, sans son occupant @classe C0
  -- Never counted in the stock: it changes the situation of a lease, on certain days.
  zus             text, -- Ancienne zone urbaine sensible où tombe le point, hors, ou vide si elles ne sont pas publiées @classe C0
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);
create index logement_ident on logement (lot, ident_rep);
create index logement_commune on logement (lot, commune);
-- Each search reads vacant dwellings, among hundreds of thousands of let ones in a large territory.
create index logement_vacant on logement (lot) where mode = '2';

create table attribution (
  lot             bigint not null, -- Attribution, sans nom @classe C6
  epci            text not null, -- Attribution, sans nom @classe C6
  ligne           integer not null, -- Attribution, sans nom @classe C6
  cle             text collate "C" not null, -- Attribution, sans nom @classe C6
  empreinte       text collate "C" not null, -- Attribution, sans nom @classe C6
  bailleur        text collate "C" not null, -- Attribution, sans nom @classe C6
  bail_signe_le   date, -- Attribution, sans nom @classe C6
  commune         text collate "C", -- Attribution, sans nom @classe C6
  adresse         text, -- Attribution, sans nom @classe C6
  residence       text, -- Attribution, sans nom @classe C6
  numero_rpls     text collate "C", -- Attribution, sans nom @classe C6
  typologie       text, -- Attribution, sans nom @classe C6
  surface         integer, -- Attribution, sans nom @classe C6
  loyer           integer, -- Attribution, sans nom @classe C6
  situation_declaree text not null check (situation_declaree in ('qpv','hors-qpv','inconnue')), -- Attribution, sans nom @classe C6
  quartile_declare text not null check (quartile_declare in ('q1','q2-4','inconnu')), -- Attribution, sans nom @classe C6
  revenu_mensuel  numeric, -- Attribution, sans nom @classe C6
  unite_conso     numeric, -- Attribution, sans nom @classe C6
  taille_menage   smallint, -- Attribution, sans nom @classe C6
  age             smallint, -- Attribution, sans nom @classe C6
  contingent      text not null, -- Attribution, sans nom @classe C6
  origine         text not null check (origine in ('mutation','nouvelle-entree','inconnue')), -- Attribution, sans nom @classe C6
  relogement      text not null check (relogement in ('oui','non','inconnu')), -- Attribution, sans nom @classe C6
  prioritaire     text not null check (prioritaire in ('oui','non','inconnu')), -- Attribution, sans nom @classe C6
  dalo            text not null check (dalo in ('oui','non','inconnu')), -- Attribution, sans nom @classe C6
  travailleur_essentiel text not null check (travailleur_essentiel in ('oui','non','inconnu')), -- Attribution, sans nom @classe C6
  motif_demande   text, -- Attribution, sans nom @classe C6
  delai_jours     integer, -- Attribution, sans nom @classe C6
  salarie         text not null -- Salarié d’une entreprise assujettie à Action Logement @classe C6
                  default 'inconnu' check (salarie in ('oui','non','inconnu')),
  -- Commune written on a line that is read as another commune's.
  commune_ecrite  text collate "C", -- Code de commune de la ligne, s’il est lu autrement @classe C6
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);
create index attribution_commune_ecrite on attribution (epci, commune_ecrite) where commune_ecrite is not null;

create table demande (
  lot             bigint not null, -- Demande, sans nom @classe C6
  epci            text not null, -- Demande, sans nom @classe C6
  ligne           integer not null, -- Demande, sans nom @classe C6
  cle             text collate "C" not null, -- Demande, sans nom @classe C6
  empreinte       text collate "C" not null, -- Demande, sans nom @classe C6
  cree_le         date, -- Demande, sans nom @classe C6
  renouvele_le    date, -- Demande, sans nom @classe C6
  commune         text collate "C", -- Demande, sans nom @classe C6
  typologie       text, -- Demande, sans nom @classe C6
  origine         text not null check (origine in ('mutation','nouvelle-entree','inconnue')), -- Demande, sans nom @classe C6
  quartile_declare text not null check (quartile_declare in ('q1','q2-4','inconnu')), -- Demande, sans nom @classe C6
  revenu_mensuel  numeric, -- Demande, sans nom @classe C6
  unite_conso     numeric, -- Demande, sans nom @classe C6
  taille_menage   smallint, -- Demande, sans nom @classe C6
  age             smallint, -- Demande, sans nom @classe C6
  prioritaire     text not null check (prioritaire in ('oui','non','inconnu')), -- Demande, sans nom @classe C6
  dalo            text not null check (dalo in ('oui','non','inconnu')), -- Demande, sans nom @classe C6
  motif_demande   text, -- Demande, sans nom @classe C6
  position_plafond text not null -- Ressources par rapport aux plafonds @classe C6
                  default 'inconnue' check (position_plafond in ('plai','plus','pls','au-dela','inconnue')),
  propositions    smallint, -- Nombre de propositions @classe C6
  derniere_proposition date, -- Dernière proposition @classe C6
  refus_par       text not null -- Auteur du dernier refus @classe C6
                  default 'inconnu' check (refus_par in ('bailleur','demandeur','aucun','inconnu')),
  refus_motif     text not null default 'inconnu', -- Motif du dernier refus @classe C6
  dernier_evenement date, -- Dernière modification de la demande @classe C6
  salarie         text not null -- Salarié d’une entreprise assujettie à Action Logement @classe C6
                  default 'inconnu' check (salarie in ('oui','non','inconnu')),
  qpv_actuel      text not null -- Logement actuel en quartier prioritaire @classe C6
                  default 'inconnue' check (qpv_actuel in ('qpv','hors-qpv','inconnue')),
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);
-- Lists show the oldest first, a hundred at a time, without reading the others.
create index demande_anciennes on demande (lot, cree_le, ligne);

create table qpv (
  lot             bigint not null, -- Quartier prioritaire @classe C0
  epci            text not null, -- Quartier prioritaire @classe C0
  ligne           integer not null, -- Quartier prioritaire @classe C0
  code            text not null, -- Quartier prioritaire @classe C0
  nom             text not null, -- Quartier prioritaire @classe C0
  -- 1996: the former zones urbaines sensibles, assimilated to QPV as long as the text says so.
  generation      smallint not null check (generation in (1996, 2015, 2024)), -- Quartier prioritaire @classe C0
  communes        text[] not null, -- Quartier prioritaire @classe C0
  contour         jsonb not null, -- Quartier prioritaire @classe C0
  fictif          boolean not null, -- Quartier prioritaire @classe C0
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);

create table commune (
  lot             bigint not null, -- Commune @classe C0
  epci            text not null, -- Commune @classe C0
  ligne           integer not null, -- Commune @classe C0
  code            text not null, -- Commune @classe C0
  nom             text not null, -- Commune @classe C0
  population      integer, -- Commune @classe C0
  secteur         text, -- Commune @classe C0
  contour         jsonb not null, -- Commune @classe C0
  source          text, -- Commune @classe C0
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);

create table seuil (
  lot             bigint not null, -- Seuil de ressources @classe C0
  epci            text not null, -- Seuil de ressources @classe C0
  ligne           integer not null, -- Seuil de ressources @classe C0
  libelle         text, -- Seuil de ressources @classe C0
  annee           smallint not null, -- Seuil de ressources @classe C0
  seuil_annuel_uc integer not null, -- Seuil de ressources @classe C0
  arrete          text, -- Seuil de ressources @classe C0
  date_effet      date not null, -- Seuil de ressources @classe C0
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);

create table objectif (
  lot             bigint not null, -- Objectif de la convention @classe C0
  epci            text not null, -- Objectif de la convention @classe C0
  ligne           integer not null, -- Objectif de la convention @classe C0
  annee           smallint not null, -- Objectif de la convention @classe C0
  bailleur        text, -- Objectif de la convention @classe C0
  objet           text not null -- Objectif de la convention @classe C0
                  check (objet in ('hors-qpv','qpv','publics-prioritaires','travailleurs-essentiels','dalo')),
  taux            numeric, -- Objectif de la convention @classe C0
  nombre          integer, -- Objectif de la convention @classe C0
  acte            text not null, -- Objectif de la convention @classe C0
  depuis          date not null, -- Objectif de la convention @classe C0
  contingent      text collate "C", -- Contingent du réservataire @classe C0
  lieu_genre      text collate "C" check (lieu_genre in ('secteur','commune','qpv')), -- Genre du lieu de l’objectif @classe C0
  lieu            text collate "C", -- Lieu de l’objectif @classe C0
  du              date, -- Premier jour de l’objectif @classe C0
  au              date, -- Dernier jour de l’objectif @classe C0
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade,
  check ((lieu_genre is null) = (lieu is null)),
  check ((du is null) = (au is null))
);

create table resultat (
  lot             bigint not null, -- Résultat publié @classe C0
  epci            text not null, -- Résultat publié @classe C0
  ligne           integer not null, -- Résultat publié @classe C0
  annee           smallint not null, -- Résultat publié @classe C0
  bailleur        text, -- Résultat publié @classe C0
  grandeur        text not null, -- Résultat publié @classe C0
  imprime         text not null, -- Résultat publié @classe C0
  valeur          numeric, -- Résultat publié @classe C0
  source          text not null, -- Résultat publié @classe C0
  explication     text, -- Résultat publié @classe C0
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);

create table resultat_national (
  lot             bigint not null, -- Lot @classe C0
  epci            text not null, -- Territoire @classe C0
  ligne           integer not null, -- Ligne du fichier @classe C0
  nom             text, -- Nom de l’EPCI @classe C0
  annee           smallint not null, -- Année @classe C0
  -- null: not given, or masked. A rate is kept as printed, even when it differs from the counts beside it.
  attributions_hors_qpv integer, -- Attributions hors QPV @classe C0
  premier_quartile_hors_qpv integer, -- Premier quartile hors QPV @classe C0
  taux_hors_qpv   numeric check (taux_hors_qpv between 0 and 1), -- Taux hors QPV imprimé @classe C0
  attributions_qpv integer, -- Attributions en QPV @classe C0
  autres_quartiles_qpv integer, -- Quartiles 2 à 4 en QPV @classe C0
  taux_qpv        numeric check (taux_qpv between 0 and 1), -- Taux en QPV imprimé @classe C0
  source          text not null, -- Source @classe C0
  publie_le       date, -- Jour de publication @classe C0
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade
);

-- Lists of priority publics, to be reconciled with the SNE's own box. The attributions already hold whether a household is of a priority public, and
-- whether the commission de médiation said so; *why* (health, violence…) is read, checked, and not kept.
create table prioritaire_liste (
  lot             bigint not null, -- Ligne d’une liste de publics prioritaires @classe C6
  epci            text not null references territoire, -- Territoire @classe C6
  ligne           integer not null, -- Ligne du fichier @classe C6
  cle             text collate "C" not null, -- Empreinte à clé du numéro unique @classe C6
  empreinte       text collate "C" not null, -- Empreinte de la ligne @classe C6
  liste           text not null check (liste in ('syplo','bailleur')), -- Liste : SYPLO ou bailleur @classe C6
  bailleur        text collate "C", -- SIREN du bailleur dont c’est la liste @classe C6
  labellise_le    date, -- Jour de la labellisation @classe C6
  sorti_le        date, -- Jour de la sortie de la liste @classe C6
  statut          text not null check (statut in ('actif','reloge','sorti','inconnu')), -- Statut dans la liste @classe C6
  dalo            text not null check (dalo in ('oui','inconnu')), -- Reconnu au titre du DALO, sans autre motif @classe C6
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade,
  check ((liste = 'bailleur') = (bailleur is not null))
);

-- The stock by résidence, derived from each RPLS lot: the observatory reads it instead of dwellings.
-- slug: lower case, accents folded, one hyphen for all the rest: safe in an address, whatever the collation of the database.
create function slug(texte text) returns text
  language sql immutable
  return trim(both '-' from regexp_replace(
    lower(regexp_replace(
      normalize(replace(replace(replace(replace(texte, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), nfd),
      '[\u0300-\u036f]', '', 'g') collate "C"),
    '[^a-z0-9]+', '-', 'g'));

-- What identifies a résidence across vintages: its bailleur, its commune, and the name of its programme, or its address without a name.
create function ecriture_residence(bailleur text, commune text, nom text, adresse text) returns text
  language sql immutable
  return coalesce(nullif(slug(bailleur), ''), 'inconnu') || '-' || coalesce(nullif(slug(commune), ''), 'inconnue') || '-'
         || coalesce(nullif(slug(left(nom, 120)), ''), nullif(slug(left(adresse, 120)), ''), 'sans-nom');

-- The survey of occupants (OPS) as bailleurs deposit it: counts of households by résidence.
create table occupation (
  lot             bigint not null, -- Lot @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  ligne           integer not null, -- Ligne du fichier @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  commune         text collate "C" not null, -- Commune de la résidence @classe C0
  residence       text not null, -- Nom de la résidence, tel qu’écrit @classe C0
  -- The same key as residence_parc: two spellings of one name are one résidence.
  cle             text collate "C" not null -- Résidence telle qu’écrite @classe C0
                  generated always as (ecriture_residence(bailleur, commune, residence collate "C", null)) stored,
  enquete         smallint not null check (enquete between 2000 and 2100), -- Année de l’enquête @classe C0
  population      text collate "C" not null -- Tous les occupants, ou les emménagés récents @classe C0
                  check (population in ('occupants','emmenages-recents')),
  indicateur      text collate "C" not null -- Ce qui est compté @classe C0
                  check (indicateur in ('apl','ressources-sous-plai','ressources-moins-20','ressources-20-40','ressources-40-60','ressources-60-80',
                    'ressources-80-100', 'ressources-100-plus','personne-seule','couple-sans-enfant','couple-avec-enfants','famille-monoparentale',
                    'famille-nombreuse', 'titulaire-moins-25','titulaire-25-39','titulaire-40-64','titulaire-65-plus','sans-emploi','impaye-3-mois')),
  effectif        integer not null check (effectif >= 0), -- Ménages comptés @classe C6
  repondants      integer not null check (repondants > 0), -- Ménages qui ont répondu @classe C6
  -- Two lines of one résidence, population and indicator with the same counts are one line written twice, whatever the spelling.
  empreinte       text collate "C" not null -- Effectif et répondants, pour reconnaître deux lignes identiques @classe C6
                  generated always as (effectif::text || '/' || repondants::text) stored,
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade,
  check (effectif <= repondants)
);

-- An address that an officer placed on the map, remembered for the next files. Superseded and undone rows stay, as a trace.
create table localisation (
  id              bigint generated always as identity, -- Adresse localisée, sans son occupant @classe C0
  epci            text not null references territoire, -- Adresse localisée, sans son occupant @classe C0
  -- Normalised commune + address, or the RPLS number: src/droit/regles/patrimoine/adresse.ts.
  cle_adresse     text collate "C" not null, -- Adresse localisée, sans son occupant @classe C0
  situation       text not null check (situation in ('qpv','hors-qpv','inconnue')), -- Adresse localisée, sans son occupant @classe C0
  situation_avant text not null check (situation_avant in ('qpv','hors-qpv','inconnue')), -- Adresse localisée, sans son occupant @classe C0
  residence       text, -- Adresse localisée, sans son occupant @classe C0
  ident_rep       text collate "C", -- Adresse localisée, sans son occupant @classe C0
  motif           text not null, -- Adresse localisée, sans son occupant @classe C0
  decidee_le      timestamptz not null default now(), -- Adresse localisée, sans son occupant @classe C0
  decidee_par     text not null, -- Agent qui a localisé l’adresse @classe C1
  annulee_le      timestamptz, -- Adresse localisée, sans son occupant @classe C0
  annulee_par     text, -- Agent qui a annulé la localisation @classe C1
  primary key (epci, id)
);
create unique index localisation_active on localisation (epci, cle_adresse) where annulee_le is null;

-- A commune outside the known perimeter of the territory, whose leases a person decided to count: with a reason, withdrawn but never deleted.
create table rattachement (
  id              bigint generated always as identity, -- Rattachement @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  motif           text not null check (length(motif) between 1 and 300), -- Raison @classe C0
  decide_le       timestamptz not null default now(), -- Décidé le @classe C0
  decide_par      text not null, -- Agent qui a rattaché la commune @classe C1
  annule_le       timestamptz, -- Annulé le @classe C0
  annule_par      text, -- Agent qui a annulé le rattachement @classe C1
  primary key (epci, id),
  check ((annule_le is null) = (annule_par is null))
);
create unique index rattachement_actif on rattachement (epci, commune) where annule_le is null;

-- Derived: one row per attribution with a signed lease, rebuilt from the lot, the perimeters, the thresholds and the repairs.
create table fait_attribution (
  lot             bigint not null, -- Fait d’attribution, sans nom @classe C6
  epci            text not null, -- Fait d’attribution, sans nom @classe C6
  ligne           integer not null, -- Fait d’attribution, sans nom @classe C6
  bailleur        text collate "C" not null, -- Fait d’attribution, sans nom @classe C6
  commune         text collate "C", -- Fait d’attribution, sans nom @classe C6
  secteur         text, -- Fait d’attribution, sans nom @classe C6
  bail_signe_le   date not null, -- Fait d’attribution, sans nom @classe C6
  cle_adresse     text collate "C" not null, -- Fait d’attribution, sans nom @classe C6
  situation_declaree text not null, -- Fait d’attribution, sans nom @classe C6
  situation_calculee text not null, -- Fait d’attribution, sans nom @classe C6
  situation_reparee text, -- Fait d’attribution, sans nom @classe C6
  situation       text not null, -- Fait d’attribution, sans nom @classe C6
  situation_origine text not null, -- Fait d’attribution, sans nom @classe C6
  generation      smallint, -- Fait d’attribution, sans nom @classe C6
  quartile_declare text not null, -- Fait d’attribution, sans nom @classe C6
  quartile_calcule text not null, -- Fait d’attribution, sans nom @classe C6
  quartile        text not null, -- Fait d’attribution, sans nom @classe C6
  quartile_origine text not null, -- Fait d’attribution, sans nom @classe C6
  ressources      text not null, -- Fait d’attribution, sans nom @classe C6
  relogement      text not null, -- Fait d’attribution, sans nom @classe C6
  prioritaire     text not null, -- Fait d’attribution, sans nom @classe C6
  dalo            text not null, -- Fait d’attribution, sans nom @classe C6
  contingent      text not null, -- Fait d’attribution, sans nom @classe C6
  origine         text not null, -- Fait d’attribution, sans nom @classe C6
  menage          text not null, -- Fait d’attribution, sans nom @classe C6
  age             text not null, -- Fait d’attribution, sans nom @classe C6
  seuil           integer, -- Fait d’attribution, sans nom @classe C6
  situation_deduite text not null -- Côté déduit du parc publié @classe C6
                  default 'inconnue' check (situation_deduite in ('qpv','hors-qpv','inconnue')),
  deduction       text -- Ce qui permet de le déduire @classe C6
                  check (deduction in ('commune-sans-qpv','bailleur','residence','adresse','adresse-proche')),
  deduction_sure  boolean not null default false, -- Déduction retenue, ou seulement probable @classe C6
  hors_territoire boolean not null default false, -- Commune hors du territoire, hors de tout compte @classe C6
  -- Null outside every QPV too.
  qpv             text collate "C", -- Quartier prioritaire du bail, quand on sait lequel @classe C6
  primary key (epci, lot, ligne),
  foreign key (epci, lot) references lot on delete cascade,
  constraint deduction_entiere check ((deduction is null) = (situation_deduite = 'inconnue') and (deduction is not null or not deduction_sure))
);
create index fait_attribution_adresse on fait_attribution (epci, cle_adresse);
-- The repair queue only reads these rows.
create index fait_attribution_inconnue on fait_attribution (lot) where situation = 'inconnue';
create index fait_attribution_jour on fait_attribution (lot, bail_signe_le);
create index fait_attribution_dehors on fait_attribution (lot) where hors_territoire;

-- The one rule that locates a dwelling in every count of the stock: the situation declared in RPLS, else the point in the perimeters of its vintage's
-- generation (the list of 2024 is in force since 1 January 2024).
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

-- « 2018 » is a year, « 2018-T3 » a quarter.
create function jours_periode(periode text) returns daterange
  language sql immutable parallel safe
begin atomic
  select case
           when periode ~ '^[0-9]{4}-T[1-4]$' then
             daterange(make_date(left(periode, 4)::integer, right(periode, 1)::integer * 3 - 2, 1),
                       (make_date(left(periode, 4)::integer, right(periode, 1)::integer * 3 - 2, 1) + interval '3 months')::date)
           when periode ~ '^[0-9]{4}$' then
             daterange(make_date(periode::integer, 1, 1), make_date(periode::integer + 1, 1, 1))
         end;
end;

-- Acts that are not withdrawn, without their author: every figure is read with them.
create function successions_de(p_epci text)
  returns table (genre text, siren text, nom text, jour date, acte text, objectifs text, parts jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select a.genre, a.siren, a.nom, a.jour, a.acte, a.objectifs, a.parts
    from acte_bailleur a
   where a.epci = p_epci and a.annule_le is null
   order by a.jour, a.siren;
end;

-- Names typed by the territory: a bailleur is a legal person.
create function bailleurs_nommes(p_epci text) returns table (siren text, nom text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select b.siren, b.nom from bailleur_nomme b where b.epci = p_epci;
end;

-- A bailleur sees the rows of the bailleurs that it absorbed whole, through chains; those of which it got a part are shown row by row.
create function predecesseurs_de(p_epci text, p_siren text, p_jour date) returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  with recursive avant (siren) as (
    select a.siren
      from acte_bailleur a
     where a.epci = p_epci and a.annule_le is null and a.genre in ('absorption','fusion') and a.jour <= p_jour
       and a.parts -> 0 ->> 'vers' = p_siren
     union
    select a.siren
      from acte_bailleur a
      join avant v on a.parts -> 0 ->> 'vers' = v.siren
     where a.epci = p_epci and a.annule_le is null and a.genre in ('absorption','fusion') and a.jour <= p_jour
  )
  select siren from avant;
end;

-- The present key for any former key of a résidence: what people wrote about it follows.
create function residence_courante(p_epci text, p_cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return coalesce((select r.courante from residence r where r.epci = p_epci and r.cle = p_cle), p_cle);

create function residence_ecrite(p_epci text, p_ecriture text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return (select r.courante from residence r where r.epci = p_epci and r.ecriture = p_ecriture);

-- Registers new writings: in a commune, the first résidence of a name has the plain key, the next ones are numbered.
create function inscrire_residences(p_epci text, p_ecritures jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- Two lots of a territory at once could assign one key twice.
  perform pg_advisory_xact_lock(4411043, hashtext(p_epci));
  insert into residence (epci, ecriture, bailleur, commune, endroit, rang, courante)
  select p_epci, n.ecriture, n.bailleur, n.commune, n.endroit, n.rang, n.endroit || case when n.rang = 1 then '' else '--' || n.rang::text end
    from (select e.ecriture, e.bailleur, e.commune, l.endroit,
                 coalesce((select max(r.rang) from residence r where r.epci = p_epci and r.endroit = l.endroit), 0)
                 + row_number() over (partition by l.endroit order by e.ecriture) as rang
            from jsonb_to_recordset(p_ecritures) as e (ecriture text, bailleur text, commune text)
           cross join lateral (
                 select substr(e.ecriture, length(coalesce(nullif(slug(e.bailleur), ''), 'inconnu')) + 2) collate "C"
                 ) as l (endroit)
           where not exists (select from residence r where r.epci = p_epci and r.ecriture = e.ecriture)) n;
  if found and exists (select from acte_bailleur a where a.epci = p_epci and a.annule_le is null) then
    perform continuer_residences(p_epci);
  end if;
end;
$$;
revoke execute on function inscrire_residences(text, jsonb) from public;

create function residences_lues() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform inscrire_residences(n.epci, jsonb_agg(distinct jsonb_build_object('ecriture', n.ecriture, 'bailleur', n.bailleur, 'commune', n.commune)))
     from nouvelles n
    where not exists (select from residence r where r.epci = n.epci and r.ecriture = n.ecriture)
    group by n.epci;
  return null;
end;
$$;
revoke execute on function residences_lues() from public;

create function residences_enquetees() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform inscrire_residences(n.epci, jsonb_agg(distinct jsonb_build_object('ecriture', n.cle, 'bailleur', n.bailleur, 'commune', n.commune)))
     from nouvelles n
    where not exists (select from residence r where r.epci = n.epci and r.ecriture = n.cle)
    group by n.epci;
  return null;
end;
$$;
revoke execute on function residences_enquetees() from public;
create trigger residences_enquetees after insert on occupation referencing new table as nouvelles
  for each statement execute function residences_enquetees();

-- Whether a part of an act includes a place: a part that names no place includes all.
create function part_prend(p_part jsonb, p_commune text, p_residence text) returns boolean
  language sql immutable set search_path = pg_catalog, public, pg_temp
  return coalesce(p_part -> 'residences' ? p_residence, false) or coalesce(p_part -> 'communes' ? p_commune, false);

create function part_entiere(p_part jsonb) returns boolean
  language sql immutable set search_path = pg_catalog, public, pg_temp
  return jsonb_array_length(p_part -> 'residences') + jsonb_array_length(p_part -> 'communes') = 0;

-- A résidence continues under its new owner, with the same commune and name, by the acts in the order of their days. When one vintage of the stock
-- has both, they are two résidences.
create function continuer_residences(p_epci text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  a record;
begin
  update residence set courante = cle where epci = p_epci and courante <> cle;
  for a in
    select x.siren, p.part, p.part ->> 'vers' as vers
      from acte_bailleur x
     cross join lateral jsonb_array_elements(x.parts) as p (part)
     where x.epci = p_epci and x.annule_le is null
     order by x.jour, x.id
  loop
    update residence t
       set courante = r.courante
      from residence r
     where r.epci = p_epci and r.bailleur = a.siren
       and t.epci = p_epci and t.bailleur = a.vers and t.endroit = r.endroit
       and (part_entiere(a.part) or part_prend(a.part, r.commune, r.courante))
       and not exists (
           select from residence_parc x
             join residence_parc y on y.epci = x.epci and y.lot = x.lot and y.ecriture = t.ecriture
            where x.epci = p_epci and x.ecriture = r.ecriture);
  end loop;
end;
$$;
revoke execute on function continuer_residences(text) from public;

-- Membership days of a commune, by the standing acts in the order of their days. A first day starts it; a last day ends it, after a membership that
-- the code book lists. A commune that no longer exists belongs until its own last day.
create function jours_de_commune(p_epci text, p_commune text) returns datemultirange
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  jours datemultirange;
  premier boolean := true;
  dernier date;
  a record;
begin
  select case when t.origine then '{(,)}'::datemultirange else '{}' end into jours
    from territoire_commune t where t.epci = p_epci and t.commune = p_commune;
  for a in
    select x.genre, x.jour, x.dernier_jour
      from acte_perimetre x
     where x.epci = p_epci and x.commune = p_commune and x.annule_le is null
     order by x.jour, x.id
  loop
    if a.genre = 'entree' then
      if premier then jours := '{}'; end if;
      jours := jours + datemultirange(daterange(a.jour, null));
    else
      jours := jours - datemultirange(daterange(a.jour, null, '()'));
    end if;
    premier := false;
    dernier := a.dernier_jour;
  end loop;
  return case when dernier is null then jours else jours - datemultirange(daterange(dernier, null, '()')) end;
end;
$$;
revoke execute on function jours_de_commune(text, text) from public;

create function marquer_derivations() returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  update territoire t set a_rederiver = true
   where exists (select 1 from publication p where p.epci = t.epci and p.source = 'sne-attributions');
end;
revoke execute on function marquer_derivations() from public;

create function derivation_faite(p_epci text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  update territoire set a_rederiver = false where epci = p_epci;
end;
revoke execute on function derivation_faite(text) from public;
