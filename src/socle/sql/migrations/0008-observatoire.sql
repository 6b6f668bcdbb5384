-- Stock, rents, occupation, demand, imbalances, field reports, public releases.

create table cube_parc (
  lot             bigint not null, -- Effectif de logements @classe C0
  epci            text not null, -- Effectif de logements @classe C0
  bailleur        text collate "C", -- Effectif de logements @classe C0
  bailleur_nom    text, -- Effectif de logements @classe C0
  commune         text collate "C" not null, -- Effectif de logements @classe C0
  situation       text collate "C" not null, -- Effectif de logements @classe C0
  type_construction text collate "C", -- Effectif de logements @classe C0
  pieces          smallint, -- Effectif de logements @classe C0
  mode            text collate "C", -- Effectif de logements @classe C0
  nombre          integer not null, -- Effectif de logements @classe C0
  foreign key (epci, lot) references lot on delete cascade
);
create index cube_parc_lot on cube_parc (lot);

-- One row per résidence and situation. Arrays count dwellings by class, in the order of regles/parc/classes.ts, the last one for unknown.
create table residence_parc (
  lot             bigint not null, -- Lot @classe C0
  epci            text not null, -- Territoire @classe C0
  ecriture        text collate "C" not null, -- Résidence telle qu’écrite @classe C0
  situation       text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')), -- Côté des quartiers prioritaires @classe C0
  bailleur        text collate "C", -- SIREN du bailleur @classe C0
  bailleur_nom    text, -- Nom du bailleur @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  nom             text not null, -- Nom du programme, à défaut l’adresse @classe C0
  adresse         text, -- Adresse @classe C0
  qpv             text collate "C", -- Quartier prioritaire @classe C0
  longitude       double precision, -- Longitude moyenne @classe C0
  latitude        double precision, -- Latitude moyenne @classe C0
  logements       integer not null, -- Logements @classe C0
  mode_connu      integer not null, -- Logements dont le mode d’occupation est écrit @classe C0
  loues           integer not null, -- Logements loués @classe C0
  vacants         integer not null, -- Logements proposés et vacants @classe C0
  vacants_plus_3_mois integer not null, -- Vacants depuis plus de trois mois @classe C0
  vacants_duree_inconnue integer not null, -- Vacants depuis une durée non écrite @classe C0
  vides           integer not null, -- Logements vides pour travaux, vente ou démolition @classe C0
  mobiles         integer not null, -- Emménagements de l’année hors première location @classe C0
  mobilites_possibles integer not null, -- Logements loués ou proposés, déjà loués avant l’année @classe C0
  mobilites_inconnues integer not null, -- Logements dont la date du bail n’est pas écrite @classe C0
  mises_en_location_inconnues integer not null, -- Logements loués ou proposés dont l’année de mise en location n’est pas écrite @classe C0
  liberes         integer not null, -- Logements libérés dans l’année @classe C0
  liberations_inconnues integer not null, -- Logements dont rien ne dit s’ils ont été libérés @classe C0
  loyers          integer not null, -- Somme des loyers @classe C0
  surfaces        integer not null, -- Somme des surfaces des logements à loyer @classe C0
  loyers_connus   integer not null, -- Logements dont loyer et surface sont écrits et vraisemblables @classe C0
  construction    smallint, -- Première année de construction @classe C0
  construction_somme integer not null, -- Somme des années de construction @classe C0
  construction_connue integer not null, -- Logements dont l’année de construction est écrite @classe C0
  recents         integer not null, -- Logements de cinq ans au plus @classe C0
  types           integer[] not null, -- Logements par type de construction @classe C0
  pieces          integer[] not null, -- Logements par nombre de pièces @classe C0
  superficies     integer[] not null, -- Logements par classe de surface @classe C0
  periodes        integer[] not null, -- Logements par période de construction @classe C0
  proposes_periodes integer[] not null, -- Logements loués ou proposés par période de construction @classe C0
  vacants_periodes integer[] not null, -- Logements vacants par période de construction @classe C0
  financements    integer[] not null, -- Logements par financement @classe C0
  dpe             integer[] not null, -- Logements par étiquette énergie @classe C0
  proposes_recents integer[] not null, -- Logements de cinq ans au plus, loués ou proposés, par type de construction @classe C0
  vacants_recents integer[] not null, -- Logements de cinq ans au plus, vacants, par type de construction @classe C0
  classes_loyer   integer[] not null, -- Logements par classe de loyer au m² @classe C0
  emmenages       integer not null, -- Baux en cours commencés l’année écoulée, première location comprise @classe C0
  emmenages_inconnus integer not null, -- Logements dont rien ne dit s’ils ont été pris à bail dans l’année @classe C0
  primary key (epci, lot, ecriture, situation),
  foreign key (epci, lot) references lot on delete cascade
);
create trigger residences_lues after insert on residence_parc referencing new table as nouvelles
  for each statement execute function residences_lues();

-- Dwellings that the stock reserves for employees of companies, derived from each RPLS lot, for public releases.

-- One row per group of dwellings. `reserve`: CONTRESLOG 3 (employers, Action Logement), another answer, or none. Dwellings with an unknown number of
-- rooms have null.
create table cube_reserve (
  lot             bigint not null, -- Lot @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C", -- SIREN du bailleur @classe C0
  bailleur_nom    text, -- Nom du bailleur @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  situation       text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')), -- Côté des quartiers prioritaires @classe C0
  pieces          smallint, -- Nombre de pièces @classe C0
  reserve         text collate "C" not null check (reserve in ('oui','non','inconnu')), -- Réservé aux salariés des entreprises @classe C0
  logements       integer not null, -- Logements @classe C0
  -- Relet in the year before the vintage, first lettings excluded: « mobiles » of residence_parc.
  reloues         integer not null, -- Logements reloués dans l’année @classe C0
  foreign key (epci, lot) references lot on delete cascade
);
create index cube_reserve_lot on cube_reserve (lot);

-- Rents of the stock, derived from each RPLS lot: dwellings that a page never separates are grouped, and counted by area and rent.

-- One row per group. Arrays go together: `nombres[i]` dwellings have `surfaces[i]` and `loyers[i]`, null when the file has none, 0 when it writes 0.
-- One row per cell would make as many rows as dwellings, five times slower to read (measured on 60 000).
create table cube_loyer (
  lot             bigint not null, -- Lot @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C", -- Bailleur @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  situation       text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')), -- Côté du quartier prioritaire @classe C0
  financement     text collate "C", -- Financement @classe C0
  periode         text collate "C" not null -- Période de construction @classe C0
                  check (periode in ('avant-1949','1949-1974','1975-1989','1990-2005','depuis-2006','inconnue')),
  pieces          smallint, -- Nombre de pièces @classe C0
  -- In whole square metres; in whole euros a month, charges excluded.
  surfaces        integer[] not null, -- Surfaces habitables @classe C0
  loyers          integer[] not null, -- Loyers mensuels hors charges @classe C0
  nombres         integer[] not null, -- Effectifs de logements @classe C0
  -- Offered and empty (MODE 2), among the dwellings of the group whose MODE is written.
  vacants         integer[] not null, -- Logements proposés et vides @classe C0
  modes           integer not null, -- Logements dont l’occupation est écrite @classe C0
  zone            text collate "C", -- Zone locale @classe C0
  foreign key (epci, lot) references lot on delete cascade,
  check (cardinality(surfaces) = cardinality(nombres) and cardinality(loyers) = cardinality(nombres) and cardinality(vacants) = cardinality(nombres))
);
create index cube_loyer_lot on cube_loyer (lot);

-- The territory's own zones (« centre-ville », « diffus »…): each commune or résidence is in one at most; a résidence's own zone wins over its
-- commune's.
create table zone_locale (
  id              bigint generated always as identity, -- Zone locale @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  nom             text not null check (length(nom) between 2 and 80), -- Nom de la zone @classe C0
  primary key (epci, id)
);

create table zone_locale_lieu (
  epci            text not null references territoire, -- Territoire @classe C0
  genre           text not null check (genre in ('commune','residence')), -- Commune ou résidence @classe C0
  code            text collate "C" not null, -- Code de la commune, ou clé de la résidence @classe C0
  zone            bigint not null, -- Zone locale @classe C0
  primary key (epci, genre, code),
  foreign key (epci, zone) references zone_locale on delete cascade
);
create index zone_locale_lieu_zone on zone_locale_lieu (zone);

-- Derived at publication, in bands: sums for persons without a right to the rows.
create table cube_demande (
  lot             bigint not null, -- Effectif de demandes, petits effectifs compris @classe C6
  epci            text not null references territoire, -- Effectif de demandes, petits effectifs compris @classe C6
  commune         text collate "C", -- Effectif de demandes, petits effectifs compris @classe C6
  typologie       text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  origine         text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  quartile        text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  plafond         text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  -- Lower bound of the band, in months; null: unknown day.
  anciennete      smallint, -- Effectif de demandes, petits effectifs compris @classe C6
  evenement       smallint, -- Effectif de demandes, petits effectifs compris @classe C6
  annee_creation  smallint, -- Effectif de demandes, petits effectifs compris @classe C6
  age             text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  motif           text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  propositions    text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  refus_par       text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  refus_motif     text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  salarie         text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  qpv_actuel      text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  prioritaire     text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  dalo            text collate "C" not null, -- Effectif de demandes, petits effectifs compris @classe C6
  -- Sum of the ages in days, over known days: gives the mean.
  jours           bigint not null, -- Effectif de demandes, petits effectifs compris @classe C6
  nombre          integer not null, -- Effectif de demandes, petits effectifs compris @classe C6
  foreign key (epci, lot) references lot on delete cascade
);
create index cube_demande_lot on cube_demande (lot);

-- Leases without their bailleur: the part of the attributions that every member reads.
create table cube_bail (
  lot             bigint not null, -- Effectif de baux, petits effectifs compris @classe C6
  epci            text not null references territoire, -- Effectif de baux, petits effectifs compris @classe C6
  commune         text collate "C", -- Effectif de baux, petits effectifs compris @classe C6
  mois            date not null, -- Effectif de baux, petits effectifs compris @classe C6
  typologie       text collate "C" not null, -- Effectif de baux, petits effectifs compris @classe C6
  situation       text collate "C" not null, -- Effectif de baux, petits effectifs compris @classe C6
  quartile        text collate "C" not null, -- Effectif de baux, petits effectifs compris @classe C6
  ressources      text collate "C" not null, -- Effectif de baux, petits effectifs compris @classe C6
  relogement      text collate "C" not null, -- Effectif de baux, petits effectifs compris @classe C6
  origine         text collate "C" not null, -- Effectif de baux, petits effectifs compris @classe C6
  salarie         text collate "C" not null, -- Effectif de baux, petits effectifs compris @classe C6
  annee_creation  smallint, -- Effectif de baux, petits effectifs compris @classe C6
  nombre          integer not null, -- Effectif de baux, petits effectifs compris @classe C6
  foreign key (epci, lot) references lot on delete cascade
);
create index cube_bail_lot on cube_bail (lot, mois);

create table pack_trimestriel (
  id              bigint generated always as identity, -- Pack trimestriel @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  annee           smallint not null check (annee between 2000 and 2100), -- Année @classe C0
  trimestre       smallint not null check (trimestre between 1 and 4), -- Trimestre @classe C0
  numero          smallint not null check (numero >= 1), -- Rang de la version @classe C0
  -- json, not jsonb: the exact frozen text.
  contenu         json not null, -- Chiffres figés @classe C0
  sources         json not null, -- Fichiers dont les chiffres sont tirés @classe C0
  empreinte       text not null, -- Empreinte de ce qui est figé @classe C0
  fige_le         timestamptz not null default now(), -- Jour et heure @classe C0
  fige_par        text not null, -- Agent qui a figé le pack @classe C1
  primary key (epci, id),
  unique (epci, annee, trimestre, numero)
);

-- A bailleur's own rows, apart: a row is somebody's by its own columns.
create table pack_bailleur (
  pack            bigint not null, -- Pack trimestriel @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  nom             text not null, -- Nom du bailleur @classe C0
  contenu         json not null, -- Chiffres figés du bailleur @classe C0
  empreinte       text not null, -- Empreinte de ce qui est figé @classe C0
  primary key (epci, pack, bailleur),
  foreign key (epci, pack) references pack_trimestriel
);

-- Reading of imbalances (published methods), exclusions from it, and the list annexed to the convention.

-- Version 1 comes with the software: rows begin at 2.
create table methode_desequilibre (
  epci            text not null references territoire, -- Territoire @classe C0
  numero          smallint not null check (numero >= 2), -- Numéro de la version @classe C0
  depuis          date not null, -- Premier jour d’application @classe C0
  indicateurs     jsonb not null, -- Indicateurs et poids @classe C0
  seuils          jsonb not null, -- Seuils @classe C0
  acte            text not null, -- Acte qui la publie @classe C0
  publiee_le      timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, numero),
  unique (epci, depuis)
);

create table residence_exclue (
  id              bigint generated always as identity, -- Exclusion @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  cle             text not null, -- Clé de la résidence @classe C0
  motif           text not null check (motif in ('demolition','vente','rehabilitation-lourde')), -- Motif @classe C0
  depuis          date not null, -- Premier jour @classe C0
  jusqu_a         date check (jusqu_a >= depuis), -- Dernier jour @classe C0
  acte            text not null, -- Acte qui en décide @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, cle, depuis)
);

create table liste_mixite (
  id              bigint generated always as identity, -- Liste @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  etat            text not null default 'projet' check (etat in ('projet','arretee')), -- Projet ou arrêtée @classe C0
  methode         smallint not null, -- Version de la méthode @classe C0
  enquete         text, -- Enquête OPS @classe C0
  millesime       text not null, -- Millésime RPLS @classe C0
  etablie_le      date not null, -- Jour du projet @classe C0
  arretee_le      date check (arretee_le >= etablie_le), -- Jour de l’arrêt @classe C0
  acte            text, -- Acte qui l’arrête @classe C0
  primary key (epci, id),
  check ((etat = 'arretee') = (arretee_le is not null)),
  check ((etat = 'arretee') = (acte is not null))
);
-- Of two simultaneous proposals, the second finds the first's. The application looks for an older project.
create unique index liste_mixite_projet on liste_mixite (epci, etablie_le) where etat = 'projet';

create table ligne_mixite (
  liste_mixite    bigint not null, -- Liste @classe C0
  epci            text not null, -- Territoire @classe C0
  cle             text not null, -- Clé de la résidence @classe C0
  nom             text not null, -- Nom de la résidence @classe C0
  commune         text not null, -- Commune @classe C0
  bailleur        text, -- SIREN du bailleur @classe C0
  bailleur_nom    text, -- Nom du bailleur @classe C0
  indicateurs     text[] not null default '{}', -- Sur-représentations établies ce jour-là @classe C0
  origine         text not null default 'ajout' check (origine in ('methode','ajout')), -- Proposée par la méthode ou ajoutée @classe C0
  retenue         boolean not null default true, -- Retenue sur la liste @classe C0
  motif           text, -- Motif de l’ajout ou du retrait @classe C0
  primary key (epci, liste_mixite, cle),
  foreign key (epci, liste_mixite) references liste_mixite on delete cascade,
  check (retenue or motif is not null)
);

-- Field reports about a place, and their follow-up: facts without a name, followed until they are closed.
create table remontee (
  id              bigint generated always as identity, -- Remontée de terrain @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  bailleur        text collate "C", -- SIREN du bailleur de la résidence @classe C0
  -- Key in residence_parc, with its name of that day: the next vintage may lose it.
  residence       text collate "C", -- Clé de la résidence @classe C0
  residence_nom   text, -- Nom de la résidence à la saisie @classe C0
  observee_le     date not null, -- Jour de l’observation @classe C0
  type            text not null -- Nature du fait, dans un vocabulaire fermé @classe C6
                  check (type in ('proprete','stationnement','eclairage','bruit','halls','degradation','equipement','bati', 'espaces-exterieurs',
                    'nuisibles','voisinage','isolement','accompagnement','autre')),
  gravite         text not null check (gravite in ('faible','moyenne','forte')), -- Gravité @classe C6
  recurrente      text not null check (recurrente in ('oui','non','inconnu')), -- Le fait se répète @classe C6
  texte           text, -- Ce qui a été vu, sans nom ni santé @classe C6
  organisation    bigint not null references organisation, -- Organisation qui signale @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  -- Owner of the résidence at the time of writing; `bailleur`: the present owner, who reads and answers.
  bailleur_saisi  text collate "C", -- SIREN du bailleur de la résidence à la saisie @classe C0
  primary key (epci, id),
  unique (epci, id, bailleur),
  check ((residence is null) = (residence_nom is null)),
  check (bailleur is null or residence is not null)
);
create index remontee_epci on remontee (epci, observee_le);

create table remontee_suite (
  id              bigint generated always as identity, -- Suite donnée @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  remontee        bigint not null, -- Remontée suivie @classe C0
  -- Bailleur of the remontée: a row is somebody's by its own columns, and the key below keeps both equal.
  bailleur        text collate "C", -- SIREN du bailleur de la résidence @classe C0
  etat            text not null check (etat in ('prise-en-charge','resolue','sans-suite')), -- État après cette suite @classe C0
  le              date not null, -- Jour de la suite @classe C0
  texte           text not null, -- Ce qui est fait, ou pourquoi rien ne l’est, sans nom @classe C6
  organisation    bigint not null references organisation, -- Organisation qui donne la suite @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  foreign key (epci, remontee) references remontee on delete cascade,
  foreign key (epci, remontee, bailleur) references remontee (epci, id, bailleur) on update cascade on delete cascade
);
create index remontee_suite_remontee on remontee_suite (remontee, id);
-- Closed once, even in a race.
create unique index remontee_close on remontee_suite (epci, remontee) where etat in ('resolue','sans-suite');

-- Public releases of the observatory: prepared and audited among signatories, then copied once where everyone reads.
create table diffusion (
  id              bigint generated always as identity, -- Diffusion @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  numero          text not null, -- Numéro dans l’année @classe C0
  etat            text not null -- Préparée, refusée par son contrôle, publiée @classe C0
                  default 'preparee' check (etat in ('preparee','refusee','publiee')),
  jeux            jsonb not null, -- Tableaux, sans ce qui est masqué @classe C0
  systeme         jsonb not null, -- Nombres et sommes contrôlés, masqués compris : pour les signataires @classe C0
  controle        jsonb not null, -- Ce que le secret a coûté et ce que le contrôle a trouvé @classe C0
  empreinte       text not null, -- Empreinte de ce qui a été contrôlé @classe C0
  etat_territoire text not null, -- Marque des fichiers publiés au moment de la préparation @classe C0
  preparee_le     timestamptz not null default clock_timestamp(), -- Préparation @classe C0
  publiee_le      timestamptz, -- Publication @classe C0
  primary key (epci, id),
  unique (epci, numero),
  check ((etat = 'publiee') = (publiee_le is not null))
);

create table indicateur_publie (
  id              bigint generated always as identity, -- Indicateur publié @classe C0
  epci            text not null references territoire, -- Indicateur publié @classe C0
  code            text not null, -- Indicateur publié @classe C0
  diffusion       bigint not null, -- Diffusion @classe C0
  rang            smallint not null, -- Place dans la diffusion @classe C0
  theme           text not null, -- Thème @classe C0
  figure          jsonb not null, -- Tableau publié @classe C0
  masque          jsonb not null, -- Cases masquées @classe C0
  seuil           smallint not null, -- Plus petit effectif publiable @classe C0
  numero          text not null, -- Numéro de la diffusion @classe C0
  empreinte       text not null, -- Empreinte de la diffusion @classe C0
  publie_le       timestamptz not null default clock_timestamp(), -- Publication @classe C0
  primary key (epci, id),
  unique (epci, diffusion, code),
  foreign key (epci, diffusion) references diffusion
);

-- Résidences of a lot. Dwellings that left the stock are in none. Spellings come first, then their keys: folding a name costs most, and a résidence
-- repeats its name for hundreds of dwellings.
create function residences_du_lot(p_epci text, numero bigint) returns setof residence_parc
  language sql stable
begin atomic
  with millesime as materialized (
    select t.epci, t.periode, a.annee, (a.annee - 1)::text collate "C" as avant
      from lot t
     cross join lateral (select substring(t.periode from '^[0-9]{4}')::integer) as a (annee)
     where t.epci = p_epci and t.id = numero
  ),
  ecrit as materialized (
    select g.bailleur, g.commune, g.residence, e.adresse, e.situation,
           max(g.bailleur_nom collate "C") as bailleur_nom,
           min(g.adresse collate "C") as premiere_adresse,
           min(nullif(case when m.annee >= 2024 then g.qpv_2024 else g.qpv_2015 end, 'hors') collate "C") as qpv,
           min(g.qpv_declare collate "C") as qpv_declare,
           -- Exact: a sum of floats depends on the order of the lines.
           sum(g.longitude::numeric) as longitudes,
           sum(g.latitude::numeric) as latitudes,
           count(g.longitude) as points,
           count(*) as logements,
           count(g.mode) as mode_connu,
           count(*) filter (where g.mode = '1') as loues,
           count(*) filter (where g.mode = '2') as vacants,
           count(*) filter (where g.mode = '2' and g.duree_vacance > 3) as vacants_plus_3_mois,
           count(*) filter (where g.mode = '2' and g.duree_vacance is null) as vacants_duree_inconnue,
           count(*) filter (where g.mode = '3') as vides,
           -- First let before the ending year: a first letting is not a move.
           count(*) filter (
             where g.mode in ('1','2') and g.mise_en_location < m.annee - 1 and g.bail_depuis collate "C" >= m.avant
           ) as mobiles,
           count(*) filter (where g.mode in ('1','2') and g.mise_en_location < m.annee - 1) as mobilites_possibles,
           count(*) filter (where g.mode = '1' and g.mise_en_location < m.annee - 1 and g.bail_depuis is null) as mobilites_inconnues,
           count(*) filter (where g.mode in ('1','2') and g.mise_en_location is null) as mises_en_location_inconnues,
           count(*) filter (where e.libere) as liberes,
           count(*) filter (where e.libere is null) as liberations_inconnues,
           sum(g.loyer) filter (where e.loyer_connu) as loyers,
           sum(g.surface) filter (where e.loyer_connu) as surfaces,
           count(*) filter (where e.loyer_connu) as loyers_connus,
           min(g.construction) as construction,
           sum(g.construction) as construction_somme,
           count(g.construction) as construction_connue,
           count(*) filter (where g.construction >= m.annee - 5) as recents,
           count(*) filter (where g.type_construction = 'C') as t1,
           count(*) filter (where g.type_construction = 'I') as t2,
           count(*) filter (where g.type_construction = 'E') as t3,
           count(*) filter (where g.pieces = 1) as p1,
           count(*) filter (where g.pieces = 2) as p2,
           count(*) filter (where g.pieces = 3) as p3,
           count(*) filter (where g.pieces = 4) as p4,
           count(*) filter (where g.pieces = 5) as p5,
           count(*) filter (where g.pieces >= 6) as p6,
           count(*) filter (where g.surface < 30) as s1,
           count(*) filter (where g.surface between 30 and 49) as s2,
           count(*) filter (where g.surface between 50 and 69) as s3,
           count(*) filter (where g.surface between 70 and 89) as s4,
           count(*) filter (where g.surface >= 90) as s5,
           count(*) filter (where g.construction < 1949) as c1,
           count(*) filter (where g.construction between 1949 and 1974) as c2,
           count(*) filter (where g.construction between 1975 and 1989) as c3,
           count(*) filter (where g.construction between 1990 and 2005) as c4,
           count(*) filter (where g.construction >= 2006) as c5,
           count(*) filter (where g.construction < 1949 and g.mode in ('1','2')) as o1,
           count(*) filter (where g.construction between 1949 and 1974 and g.mode in ('1','2')) as o2,
           count(*) filter (where g.construction between 1975 and 1989 and g.mode in ('1','2')) as o3,
           count(*) filter (where g.construction between 1990 and 2005 and g.mode in ('1','2')) as o4,
           count(*) filter (where g.construction >= 2006 and g.mode in ('1','2')) as o5,
           count(*) filter (where g.construction < 1949 and g.mode = '2') as v1,
           count(*) filter (where g.construction between 1949 and 1974 and g.mode = '2') as v2,
           count(*) filter (where g.construction between 1975 and 1989 and g.mode = '2') as v3,
           count(*) filter (where g.construction between 1990 and 2005 and g.mode = '2') as v4,
           count(*) filter (where g.construction >= 2006 and g.mode = '2') as v5,
           count(*) filter (where g.financement in ('10','11')) as f1,
           count(*) filter (where g.financement in ('12','13')) as f2,
           count(*) filter (where g.financement = '14') as f3,
           count(*) filter (where g.financement = '16') as f4,
           count(*) filter (where g.financement in ('15','17','49')) as f5,
           count(*) filter (where g.financement in ('50','51','52','53','54','55','99')) as f6,
           count(*) filter (where g.dpe_energie = 'A') as d1,
           count(*) filter (where g.dpe_energie = 'B') as d2,
           count(*) filter (where g.dpe_energie = 'C') as d3,
           count(*) filter (where g.dpe_energie = 'D') as d4,
           count(*) filter (where g.dpe_energie = 'E') as d5,
           count(*) filter (where g.dpe_energie = 'F') as d6,
           count(*) filter (where g.dpe_energie = 'G') as d7,
           count(*) filter (where e.recent and g.mode in ('1','2') and g.type_construction = 'C') as ro1,
           count(*) filter (where e.recent and g.mode in ('1','2') and g.type_construction = 'I') as ro2,
           count(*) filter (where e.recent and g.mode in ('1','2') and g.type_construction = 'E') as ro3,
           count(*) filter (where e.recent and g.mode in ('1','2')) as ro,
           count(*) filter (where e.recent and g.mode = '2' and g.type_construction = 'C') as rv1,
           count(*) filter (where e.recent and g.mode = '2' and g.type_construction = 'I') as rv2,
           count(*) filter (where e.recent and g.mode = '2' and g.type_construction = 'E') as rv3,
           count(*) filter (where e.recent and g.mode = '2') as rv,
           -- Bands of a euro, as in regles/loyer/classe.ts: the lower bound is in the band.
           count(*) filter (where e.loyer_connu and g.loyer < g.surface * 3) as l1,
           count(*) filter (where e.loyer_connu and g.loyer >= g.surface * 3 and g.loyer < g.surface * 4) as l2,
           count(*) filter (where e.loyer_connu and g.loyer >= g.surface * 4 and g.loyer < g.surface * 5) as l3,
           count(*) filter (where e.loyer_connu and g.loyer >= g.surface * 5 and g.loyer < g.surface * 6) as l4,
           count(*) filter (where e.loyer_connu and g.loyer >= g.surface * 6 and g.loyer < g.surface * 7) as l5,
           count(*) filter (where e.loyer_connu and g.loyer >= g.surface * 7 and g.loyer < g.surface * 8) as l6,
           count(*) filter (where e.loyer_connu and g.loyer >= g.surface * 8) as l7,
           count(*) filter (where g.mode = '1' and left(g.bail_depuis, 4) = m.avant) as emmenages,
           count(*) filter (where g.mode is null or (g.mode = '1' and g.bail_depuis is null)) as emmenages_inconnus
      from millesime m
      join logement g on g.epci = p_epci and g.lot = numero
     cross join lateral (
           select case when g.residence is null then g.adresse end,
                  situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, m.periode),
                  -- Freed in the year before the vintage; null when neither the last day of availability nor anything else tells.
                  case
                    when g.mise_en_location >= m.annee - 1 then false
                    when g.disponible_depuis is not null then left(g.disponible_depuis, 4) = m.avant
                    when g.mode = '2' then g.duree_vacance <= 12
                    when g.bail_depuis collate "C" < m.avant then false
                  end,
                  -- Above 50 euros a square metre, a rent is a typing mistake: LOYER_M2_MAX of src/donnees/regles/loyer/prix.ts.
                  g.loyer > 0 and g.surface > 0 and g.loyer <= g.surface * 50,
                  g.construction >= m.annee - 5
           ) as e (adresse, situation, libere, loyer_connu, recent)
     where g.sortie is null or g.sortie not in ('1','2','3','4','5')
     group by g.bailleur, g.commune, g.residence, e.adresse, e.situation
  )
  select numero, m.epci,
         ecriture_residence(e.bailleur, e.commune, e.residence, coalesce(e.adresse, e.premiere_adresse)) as cle,
         e.situation,
         e.bailleur, max(e.bailleur_nom), e.commune,
         coalesce(max(e.residence collate "C"), max(e.adresse collate "C"), 'Sans nom ni adresse'),
         min(e.premiere_adresse), coalesce(min(e.qpv), min(e.qpv_declare)),
         (sum(e.longitudes) / nullif(sum(e.points), 0))::double precision, (sum(e.latitudes) / nullif(sum(e.points), 0))::double precision,
         sum(e.logements), sum(e.mode_connu), sum(e.loues), sum(e.vacants), sum(e.vacants_plus_3_mois), sum(e.vacants_duree_inconnue),
         sum(e.vides), sum(e.mobiles), sum(e.mobilites_possibles), sum(e.mobilites_inconnues),
         sum(e.mises_en_location_inconnues), sum(e.liberes), sum(e.liberations_inconnues),
         coalesce(sum(e.loyers), 0), coalesce(sum(e.surfaces), 0), sum(e.loyers_connus),
         min(e.construction), coalesce(sum(e.construction_somme), 0), sum(e.construction_connue), sum(e.recents),
         array[sum(t1), sum(t2), sum(t3), sum(e.logements - t1 - t2 - t3)]::integer[],
         array[sum(p1), sum(p2), sum(p3), sum(p4), sum(p5), sum(p6), sum(e.logements - p1 - p2 - p3 - p4 - p5 - p6)]::integer[],
         array[sum(s1), sum(s2), sum(s3), sum(s4), sum(s5), sum(e.logements - s1 - s2 - s3 - s4 - s5)]::integer[],
         array[sum(c1), sum(c2), sum(c3), sum(c4), sum(c5), sum(e.logements - c1 - c2 - c3 - c4 - c5)]::integer[],
         array[sum(o1), sum(o2), sum(o3), sum(o4), sum(o5), sum(e.loues + e.vacants - o1 - o2 - o3 - o4 - o5)]::integer[],
         array[sum(v1), sum(v2), sum(v3), sum(v4), sum(v5), sum(e.vacants - v1 - v2 - v3 - v4 - v5)]::integer[],
         array[sum(f1), sum(f2), sum(f3), sum(f4), sum(f5), sum(f6), sum(e.logements - f1 - f2 - f3 - f4 - f5 - f6)]::integer[],
         array[sum(d1), sum(d2), sum(d3), sum(d4), sum(d5), sum(d6), sum(d7), sum(e.logements - d1 - d2 - d3 - d4 - d5 - d6 - d7)]::integer[],
         array[sum(ro1), sum(ro2), sum(ro3), sum(ro - ro1 - ro2 - ro3)]::integer[],
         array[sum(rv1), sum(rv2), sum(rv3), sum(rv - rv1 - rv2 - rv3)]::integer[],
         array[sum(l1), sum(l2), sum(l3), sum(l4), sum(l5), sum(l6), sum(l7)]::integer[],
         sum(e.emmenages), sum(e.emmenages_inconnus)
    from ecrit e
   cross join millesime m
   group by m.epci, e.bailleur, e.commune, cle, e.situation;
end;

-- Applies to the owner too: a frozen pack never changes. Only the agent's name goes, with the agent (purge of accounts).
create function garde_pack() returns trigger language plpgsql as $$
begin
  -- Comparing records would fail: json has no equality.
  if tg_op = 'UPDATE' and tg_table_name = 'pack_trimestriel' then
    if to_jsonb(new) ->> 'fige_par' = 'agent (nom effacé)'
       and (to_jsonb(new) - 'fige_par') = (to_jsonb(old) - 'fige_par') then
      return new;
    end if;
  end if;
  raise exception 'a frozen pack never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on pack_trimestriel for each row execute function garde_pack();
create trigger garde before update or delete on pack_bailleur for each row execute function garde_pack();

-- Applies to the owner too.
create function garde_methode_desequilibre() returns trigger language plpgsql as $$
begin
  raise exception 'a published method never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on methode_desequilibre for each row execute function garde_methode_desequilibre();

create function garde_liste_mixite() returns trigger language plpgsql as $$
begin
  if old.etat = 'arretee' then
    raise exception 'an adopted list never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger garde before update or delete on liste_mixite for each row execute function garde_liste_mixite();

create function garde_ligne_mixite() returns trigger language plpgsql as $$
begin
  if exists (select from liste_mixite where id = coalesce(old.liste_mixite, new.liste_mixite) and etat = 'arretee') then
    raise exception 'an adopted list never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger garde before insert or update or delete on ligne_mixite for each row execute function garde_ligne_mixite();

-- What was audited is what is published: only the publication is written on it, once.
create function garde_diffusion() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new = old or (
       old.etat = 'preparee' and new.etat = 'publiee'
       and (to_jsonb(new) - 'etat' - 'publiee_le') = (to_jsonb(old) - 'etat' - 'publiee_le'))) then
    return new;
  end if;
  raise exception 'a prepared release never changes' using errcode = 'integrity_constraint_violation';
end;
$$;
create trigger garde before update or delete on diffusion for each row execute function garde_diffusion();

create function garde_indicateur_publie() returns trigger language plpgsql as $$
begin
  raise exception 'what the public has read never changes' using errcode = 'integrity_constraint_violation';
end;
$$;
create trigger garde before update or delete on indicateur_publie for each row execute function garde_indicateur_publie();

-- Reserved dwellings of a lot. Dwellings that left the stock are in no group.
create function reserves_du_lot(p_epci text, numero bigint) returns setof cube_reserve
  language sql stable
begin atomic
  select g.lot, g.epci, g.bailleur, max(g.bailleur_nom collate "C"), g.commune, s.situation, g.pieces, s.reserve,
         count(*)::integer,
         (count(*) filter (
            where g.mode in ('1','2') and g.mise_en_location < m.annee - 1 and g.bail_depuis collate "C" >= m.avant
          ))::integer
    from logement g
    join lot t on t.epci = g.epci and t.epci = g.epci and t.id = g.lot
   cross join lateral (select substring(t.periode from '^[0-9]{4}')::integer) as a (annee)
   cross join lateral (select a.annee, (a.annee - 1)::text collate "C") as m (annee, avant)
   cross join lateral (
         select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, t.periode),
                case when g.contingent is null then 'inconnu' when g.contingent = '3' then 'oui' else 'non' end
         ) as s (situation, reserve)
   where g.epci = p_epci and g.lot = numero
     and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
   group by g.lot, g.epci, g.bailleur, g.commune, s.situation, g.pieces, s.reserve;
end;

create function remontee_du_jour() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  new.bailleur_saisi := new.bailleur;
  if new.bailleur is not null then
    select s.bailleur into new.bailleur
      from suivre_bailleur(new.epci, new.bailleur, new.commune, residence_courante(new.epci, new.residence), new.observee_le, 'infinity') s;
  end if;
  return new;
end;
$$;
revoke execute on function remontee_du_jour() from public;
create trigger du_jour before insert on remontee for each row execute function remontee_du_jour();

create function a_des_zones(p_epci text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return exists (select from zone_locale_lieu l where l.epci = p_epci);

create function zone_locale_de(p_epci text, p_commune text, p_residence text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select z.nom
    from zone_locale_lieu l
    join zone_locale z on z.id = l.zone
   where l.epci = p_epci
     and (l.genre = 'residence' and residence_courante(p_epci, l.code) = p_residence or l.genre = 'commune' and l.code = p_commune)
   order by l.genre desc
   limit 1;
end;

-- Rents of a lot. Dwellings that left the stock are in no group. Bands of years: src/droit/regles/patrimoine/construction.ts.
create function loyers_du_lot(p_epci text, numero bigint) returns setof cube_loyer
  language sql stable
begin atomic
  with cellule as (
    select g.lot, g.epci, g.bailleur, g.commune, s.situation, g.financement, p.periode, g.pieces, g.surface, g.loyer, z.zone,
           count(*)::integer as nombre,
           (count(*) filter (where g.mode = '2'))::integer as vacants,
           count(g.mode)::integer as modes
      from logement g
      join lot t on t.epci = g.epci and t.epci = g.epci and t.id = g.lot
     cross join lateral (
           select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, t.periode)
           ) as s (situation)
     cross join lateral (
           select case
                    when g.construction is null then 'inconnue'
                    when g.construction < 1949 then 'avant-1949'
                    when g.construction < 1975 then '1949-1974'
                    when g.construction < 1990 then '1975-1989'
                    when g.construction < 2006 then '1990-2005'
                    else 'depuis-2006'
                  end
           ) as p (periode)
     cross join lateral (
           select case when a_des_zones(g.epci)
                       then zone_locale_de(g.epci, g.commune, residence_ecrite(g.epci, ecriture_residence(g.bailleur, g.commune, g.residence, g.adresse)))
                  end
           ) as z (zone)
     where g.epci = p_epci and g.lot = numero
       and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, z.zone
  )
  select lot, epci, bailleur, commune, situation, financement, periode, pieces,
         array_agg(surface order by loyer, surface),
         array_agg(loyer order by loyer, surface),
         array_agg(nombre order by loyer, surface),
         array_agg(vacants order by loyer, surface),
         sum(modes)::integer,
         zone
    from cellule
   group by 1, 2, 3, 4, 5, 6, 7, 8, zone;
end;
