-- Commitments: convention, contingents, priority publics.

-- Versions of the convention. A version in force is never updated: an avenant is a new version with a parent.
create table convention_version (
  id              bigint generated always as identity, -- Version de la convention @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  -- 0 is the first convention; an avenant has a parent, a new convention has none.
  numero          smallint not null check (numero between 0 and 99), -- Rang de la version @classe C0
  parent          bigint, -- Version modifiée @classe C0
  titre           text not null, -- Titre @classe C0
  objet           text not null, -- Objet @classe C0
  reprise         boolean not null default false, -- Reprise d’un document signé @classe C0
  duree_ans       smallint not null default 3 check (duree_ans between 1 and 10), -- Années entre deux révisions @classe C0
  -- First day of effect, from which it is public.
  depuis          date, -- Premier jour d’effet @classe C0
  publie_le       date, -- Jour de publication @classe C0
  cree_le         timestamptz not null default now(), -- Saisie @classe C0
  -- For an avenant only; null: the draft does not say yet.
  application     text collate "C" -- Comment l’avenant s’applique à l’année de sa prise d’effet @classe C0
                  check (application in ('annee-entiere','a-compter','prorata')),
  primary key (epci, id),
  unique (epci, numero),
  foreign key (epci, parent) references convention_version,
  check ((depuis is null) = (publie_le is null)),
  check (application is null or parent is not null)
);

-- The EPCI records the préfet's agreement from the signed act: the act itself, and the State's confirmation.
create table convention_etape (
  id              bigint generated always as identity, -- Étape de la convention @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  version         bigint not null, -- Version @classe C0
  nature          text not null -- Nature de l’étape @classe C0
                  check (nature in ('projet','avis-cil','avis-pdalhpd','vote','accord-prefet','accord-confirme','signatures','en-vigueur',
                    'bilan-annuel')),
  -- null: the document taken over does not say.
  date_acte       date, -- Date de l’acte @classe C0
  acte            text not null, -- Acte @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  fichier_nom     text check (length(fichier_nom) between 1 and 200), -- Nom du fichier de l’acte signé @classe C0
  fichier_format  text check (fichier_format in ('pdf','image')), -- Format du fichier @classe C0
  fichier_empreinte text check (fichier_empreinte ~ '^[0-9a-f]{64}$'), -- Empreinte du fichier @classe C0
  fichier         bytea, -- Acte signé @classe C0
  primary key (epci, id),
  foreign key (epci, version) references convention_version on delete cascade,
  check ((fichier is null) = (fichier_nom is null) and (fichier is null) = (fichier_format is null) and (fichier is null) = (fichier_empreinte is
    null))
);
create unique index convention_etape_unique on convention_etape (epci, version, nature) where nature <> 'bilan-annuel';

create table convention_signataire (
  id              bigint generated always as identity, -- Signataire @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  version         bigint not null, -- Version @classe C0
  organisation    bigint references organisation, -- Organisation qui signe @classe C0
  nom             text not null, -- Nom de l’organisation @classe C0
  qualite         text not null, -- Qualité, sans nom de personne @classe C0
  siren           text, -- SIREN @classe C0
  signe_le        date, -- Jour de la signature @classe C0
  primary key (epci, id),
  foreign key (epci, version) references convention_version on delete cascade
);
create index convention_signataire_version on convention_signataire (version);

-- An objective of a version. With days, it covers a part of the territory, of the year, or both; without, the whole of both.
create table engagement (
  id              bigint generated always as identity, -- Engagement de la convention @classe C0
  epci            text not null references territoire, -- Engagement de la convention @classe C0
  version         bigint not null, -- Version @classe C0
  annee           smallint not null check (annee between 2000 and 2100), -- Année @classe C0
  objet           text not null -- Ce que vise l’objectif @classe C0
                  check (objet in ('hors-qpv','qpv','publics-prioritaires','travailleurs-essentiels','dalo')),
  porteur         text not null check (porteur in ('epci','bailleur','reservataire')), -- Qui porte l’objectif @classe C0
  siren           text, -- SIREN du bailleur @classe C0
  contingent      text, -- Contingent du réservataire @classe C0
  taux            numeric check (taux between 0 and 1), -- Taux écrit @classe C0
  nombre          integer check (nombre >= 0), -- Nombre écrit @classe C0
  reference_annee smallint, -- Année de référence @classe C0
  reference_assiette integer, -- Attributions de l’année de référence @classe C0
  lieu_genre      text collate "C" check (lieu_genre in ('secteur','commune','qpv')), -- Genre du lieu de l’objectif @classe C0
  lieu            text collate "C" check (length(lieu) between 1 and 80), -- Lieu de l’objectif @classe C0
  du              date, -- Premier jour de l’objectif @classe C0
  au              date, -- Dernier jour de l’objectif @classe C0
  -- One of the organisations that share the code.
  organisation    bigint references organisation, -- Réservataire, parmi ceux de son contingent @classe C0
  primary key (epci, id),
  foreign key (epci, version) references convention_version on delete cascade,
  check (taux is not null or nombre is not null),
  check ((porteur = 'bailleur') = (siren is not null)),
  check ((porteur = 'reservataire') = (contingent is not null)),
  check ((lieu_genre is null) = (lieu is null)),
  check ((du is null) = (au is null)),
  check (lieu is null or du is not null),
  check (du is null or (du < au and extract(year from du) = annee and extract(day from du) = 1 and extract(day from au + 1) = 1)),
  check (organisation is null or porteur = 'reservataire')
);
create unique index engagement_unique on engagement
  (epci, version, annee, objet, porteur, coalesce(siren, contingent, ''), coalesce(organisation, 0), coalesce(lieu_genre || ':' || lieu, ''), coalesce(du, '-infinity'), coalesce(au, 'infinity'));

-- Follow-up of the programme of actions: the action of the text, its pilot, its milestones, its progress.
create table action_convention (
  id              bigint generated always as identity, -- Action de la convention @classe C0
  epci            text not null references territoire, -- Action de la convention @classe C0
  organisation    bigint references organisation, -- Action de la convention @classe C0
  numero          smallint not null check (numero between 1 and 99), -- Action de la convention @classe C0
  publie_le       date, -- Action de la convention @classe C0
  etat            text not null default 'prevue', -- Action de la convention @classe C0
  orientation     text, -- Orientation @classe C0
  titre           text, -- Titre de l’action @classe C0
  jalons          text, -- Jalons écrits @classe C0
  acteurs         text, -- Acteurs écrits @classe C0
  resume          text, -- Texte en bref @classe C0
  pilote          text, -- Pilote @classe C0
  -- Codes of the live figures shown beside the action (gouvernance/regles/action).
  indicateurs     text[] not null default '{}', -- Codes des indicateurs @classe C0
  close_le        date, -- Clôture @classe C0
  primary key (epci, id),
  constraint action_ecrite check (organisation is not null or (orientation is not null and titre is not null))
);
create unique index action_convention_numero on action_convention (epci, numero) where organisation is null;

-- Categories that the departmental plan (PDALHPD) adds to the law's list; closed but never rewritten: a past year keeps its own.
create table categorie_locale (
  id              bigint generated always as identity, -- Catégorie locale de public prioritaire @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  code            text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'), -- Code de la catégorie @classe C0
  libelle         text not null, -- Libellé @classe C0
  depuis          date not null, -- Premier jour @classe C0
  jusque          date, -- Dernier jour @classe C0
  acte            text not null, -- Acte @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  check (jusque is null or jusque >= depuis)
);
create unique index categorie_locale_ouverte on categorie_locale (epci, code) where jusque is null;

-- Rights of each réservataire. Nothing is deleted: a right is closed by its last day, a line of the base of a convention is withdrawn.
create table contingent (
  id              bigint generated always as identity, -- Contingent @classe C0
  epci            text not null references territoire, -- Contingent @classe C0
  organisation    bigint not null references organisation, -- Contingent @classe C0
  reservataire    bigint not null references organisation, -- Réservataire qui détient le droit @classe C0
  mode            text not null check (mode in ('flux','stock')), -- Flux annuel ou stock de logements identifiés @classe C0
  -- Code of the SNE list « type de réservataire ».
  code_sne        text not null check (code_sne in ('PPRIOR','PFONCT','COLTER','COLACT','AUTRES')), -- Type de réservataire du SNE @classe C0
  nombre          integer not null check (nombre > 0), -- Nombre de droits, en logements @classe C0
  depuis          date not null, -- Premier jour @classe C0
  jusque          date, -- Dernier jour @classe C0
  justification   text, -- Convention ou texte dont vient le droit @classe C0
  exception       text check (exception in ('defense','securite','sante')), -- Exception au flux @classe C0
  -- Number of changes: saving over an unseen change is refused.
  revision        integer not null default 0, -- Nombre de modifications @classe C0
  -- RPLS numbers of the dwellings of a right in stock.
  logements       text[] collate "C" not null default '{}', -- Numéros RPLS des logements identifiés @classe C0
  primary key (epci, id),
  check (jusque is null or jusque >= depuis),
  check (mode = 'stock' or exception is null),
  check (mode = 'stock' or logements = '{}')
);
create index contingent_logements on contingent using gin (logements);

create table convention_flux (
  id              bigint generated always as identity, -- Convention de flux @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  reservataire    bigint not null references organisation, -- Réservataire @classe C0
  code_sne        text not null check (code_sne in ('PPRIOR','PFONCT','COLTER','COLACT','AUTRES')), -- Type de réservataire du SNE @classe C0
  departement     text not null check (departement ~ '^([0-9]{2}|2[AB]|97[0-9])$'), -- Département @classe C0
  -- Commune of the convention; null: the département.
  commune         text collate "C" check (commune ~ '^([0-9]{5}|2[AB][0-9]{3})$'), -- Commune, si la convention est à son échelle @classe C0
  annee_debut     smallint not null check (annee_debut between 2000 and 2100), -- Première année @classe C0
  annee_fin       smallint not null check (annee_fin between 2000 and 2100), -- Dernière année @classe C0
  part            numeric not null check (part > 0 and part <= 1), -- Part du flux annuel @classe C0
  signee_le       date, -- Jour de la signature @classe C0
  revision        integer not null default 0, -- Nombre de modifications @classe C0
  primary key (epci, id),
  unique (epci, id, organisation, reservataire),
  check (annee_fin >= annee_debut)
);

-- Organisations repeat those of the parent, which a key enforces: a row is somebody's by its own columns.
create table flux_soustraction (
  id              bigint generated always as identity, -- Ligne de l’assiette du flux @classe C0
  epci            text not null, -- Territoire @classe C0
  convention      bigint not null, -- Convention de flux @classe C0
  organisation    bigint not null, -- Bailleur @classe C0
  reservataire    bigint not null, -- Réservataire @classe C0
  annee           smallint not null check (annee between 2000 and 2100), -- Année du flux @classe C0
  code            text not null -- Poste de l’assiette, ajouté ou soustrait @classe C0
                  check (code in ('liberations','livraisons','mutations','relogements','ventes-demolitions','reserves-exceptes',
                    'premieres-locations')),
  nombre          integer not null check (nombre > 0), -- Nombre de logements @classe C0
  saisie_le       timestamptz not null default now(), -- Instant de la saisie @classe C0
  retiree_le      timestamptz, -- Instant du retrait @classe C0
  primary key (epci, id),
  foreign key (epci) references territoire,
  foreign key (epci, convention, organisation, reservataire) references convention_flux (epci, id, organisation, reservataire)
);
create index flux_soustraction_convention on flux_soustraction (convention, annee) where retiree_le is null;

create table bilan_flux (
  id              bigint generated always as identity, -- Bilan annuel des flux transmis @classe C0
  epci            text not null, -- Territoire @classe C0
  convention      bigint not null, -- Convention de flux @classe C0
  organisation    bigint not null, -- Bailleur @classe C0
  reservataire    bigint not null, -- Réservataire @classe C0
  annee           smallint not null check (annee between 2000 and 2100), -- Année du bilan @classe C0
  -- 1, plus one at each new transmission.
  numero          smallint not null check (numero > 0), -- Numéro de la transmission @classe C0
  -- json, not jsonb: a frozen version keeps its exact text.
  contenu         json not null, -- Document transmis au réservataire : des comptes, sans nom ni adresse @classe C0
  empreinte       text not null, -- Empreinte du contenu @classe C0
  transmis_le     timestamptz not null default now(), -- Instant de la transmission @classe C0
  primary key (epci, id),
  unique (epci, convention, annee, numero),
  foreign key (epci) references territoire,
  foreign key (epci, convention, organisation, reservataire) references convention_flux (epci, id, organisation, reservataire)
);
create index bilan_flux_epci on bilan_flux (epci, annee);
