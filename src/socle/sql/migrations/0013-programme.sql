-- Demolitions, renovations and constructions, their money and rules; scenarios of their effects.

-- The register of operations of the PLH and of urban renewal.
create table operation (
  id              bigint generated always as identity, -- Opération du programme @classe C0
  epci            text not null references territoire, -- Opération du programme @classe C0
  organisation    bigint references organisation, -- Opération du programme @classe C0
  nom             text not null, -- Opération du programme @classe C0
  publie_le       date, -- Opération du programme @classe C0
  etat            text not null default 'prevue', -- Opération du programme @classe C0
  genre           text not null -- Genre de l’opération @classe C0
                  check (genre in ('demolition','rehabilitation','residentialisation','construction','reconstitution','accession-psla','lot-libre')),
  cadre           text not null check (cadre in ('npnru','pru1','plh','droit-commun')), -- Document qui la prévoit @classe C0
  commune         text collate "C", -- Commune @classe C0
  secteur         text, -- Secteur @classe C0
  situation       text not null default 'inconnue' check (situation in ('qpv','hors-qpv','inconnue')), -- En quartier prioritaire ou non @classe C0
  residences      text[] not null default '{}', -- Résidences touchées @classe C0
  logements       integer check (logements >= 0), -- Logements @classe C0
  collectifs      integer check (collectifs >= 0), -- Dont collectifs @classe C0
  individuels     integer check (individuels >= 0), -- Dont individuels @classe C0
  plai            integer check (plai >= 0), -- Financés en PLAI @classe C0
  plus            integer check (plus >= 0), -- Financés en PLUS @classe C0
  pls             integer check (pls >= 0), -- Financés en PLS @classe C0
  autre           integer check (autre >= 0), -- Autres financements @classe C0
  -- Dwellings by type: {"T3": 4}. An absent type is 0; an empty object is unknown.
  typologies      jsonb not null default '{}', -- Logements par type @classe C0
  loyer_m2        numeric check (loyer_m2 > 0), -- Loyer mensuel au m² hors charges @classe C0
  occupes         integer check (occupes >= 0), -- Logements occupés, à reloger @classe C0
  occupes_au      date, -- Jour de ce décompte @classe C0
  relogement_depuis smallint check (relogement_depuis between 1990 and 2100), -- Année de démarrage du relogement @classe C0
  -- Edited as a whole with the operation: [{"phase":"chantier","debutPrevu":"2021-03-01","finPrevue":null,"debutReel":null,"finReelle":null}].
  etapes          jsonb not null default '[]' check (jsonb_typeof(etapes) = 'array'), -- Phases : début et fin, prévus et réels @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  -- Number of changes: a form sends back the one it was filled from.
  revision        integer not null default 1, -- Nombre de modifications @classe C0
  primary key (epci, id),
  constraint operation_etat check (etat in ('deposee','a-completer','prevue','engagee','en-cours','terminee','refusee','abandonnee')),
  constraint operation_occupes check (occupes <= logements),
  constraint operation_mix check (coalesce(plai,0) + coalesce(plus,0) + coalesce(pls,0) + coalesce(autre,0) <= logements),
  constraint operation_formes check (coalesce(collectifs,0) + coalesce(individuels,0) <= logements)
);
create index operation_epci on operation (epci, genre);
alter table logement_suivi add foreign key (epci, operation) references operation;

-- First lettings of new dwellings: small counts of households, hidden from the public readers of the operation.
create table operation_baux (
  operation       bigint not null, -- Opération livrée @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  connus          integer not null check (connus >= 0), -- Premiers baux dont le ménage est connu @classe C6
  q1_ou_reloges   integer not null check (q1_ou_reloges between 0 and connus), -- Dont premier quartile ou ménages relogés @classe C6
  habitants_qpv   integer check (habitants_qpv between 0 and connus), -- Dont habitants d’un quartier prioritaire @classe C6
  primary key (epci, operation),
  foreign key (epci, operation) references operation on delete cascade
);

-- The answer of the EPCI or of the State to a submission. Only grows: another examination is another row.
create table operation_examen (
  id              bigint generated always as identity, -- Examen d’une opération @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  operation       bigint not null, -- Opération examinée @classe C0
  organisation    bigint references organisation, -- Bailleur de l’opération @classe C0
  -- Null: written by the operator, from the machine.
  examinateur     bigint references organisation, -- Organisation qui a examiné @classe C0
  avis            text not null check (avis in ('favorable','a-completer','non-retenue')), -- Avis rendu @classe C0
  motif           text not null check (length(motif) between 1 and 2000), -- Motif de l’avis : l’opération, personne d’autre @classe C0
  le              date not null, -- Jour de l’examen @classe C0
  -- Revision of the operation that was examined: it may have changed since.
  revision        integer not null, -- Modification de l’opération qui a été examinée @classe C0
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  foreign key (epci, operation) references operation on delete cascade
);
create index operation_examen_operation on operation_examen (operation, id);

-- Money requested, from whom, and the answer. A withdrawn row stays as a trace.
create table operation_financement (
  id              bigint generated always as identity, -- Ligne de financement @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  operation       bigint not null, -- Opération financée @classe C0
  organisation    bigint references organisation, -- Bailleur de l’opération @classe C0
  financeur       text not null check (length(financeur) between 1 and 120), -- Financeur, personne morale @classe C0
  montant         numeric check (montant >= 0), -- Montant en euros @classe C0
  etat            text not null check (etat in ('sollicite','accorde','notifie')), -- Sollicité, accordé ou notifié @classe C0
  le              date, -- Date de cet état @classe C0
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  retire_le       timestamptz, -- Retrait de la ligne @classe C0
  primary key (epci, id),
  foreign key (epci, operation) references operation on delete cascade
);
create index operation_financement_operation on operation_financement (operation) where retire_le is null;

-- Conventions d'objectifs, one per bailleur and period: the established document, numbered, with its hash.
create table convention_objectif (
  id              bigint generated always as identity, -- Convention d’objectifs d’un bailleur @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  numero          smallint not null check (numero > 0), -- Rang de la version @classe C0
  annee_debut     smallint not null check (annee_debut between 2000 and 2100), -- Première année @classe C0
  annee_fin       smallint not null check (annee_fin between annee_debut and 2100), -- Dernière année @classe C0
  contenu         json not null, -- Document établi : des opérations et des objectifs, sans nom de personne @classe C0
  empreinte       text not null collate "C", -- Empreinte du contenu @classe C0
  etablie_le      date not null, -- Jour où elle a été établie @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, organisation, numero)
);

create table convention_objectif_signature (
  id              bigint generated always as identity, -- Signature d’une convention d’objectifs @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  convention_objectif bigint not null, -- Convention signée @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  partie          text not null check (partie in ('bailleur','epci')), -- Bailleur ou EPCI @classe C0
  le              date not null, -- Jour de la signature @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, convention_objectif, partie),
  foreign key (epci, convention_objectif) references convention_objectif
);

-- Frozen scenarios of « can the legal rate be reached »: assumptions, calibration data, results.
create table scenario_simulation (
  id              bigint generated always as identity, -- Scénario de simulation @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  nom             text not null, -- Nom du scénario @classe C0
  -- json, not jsonb: the exact frozen text.
  hypotheses      json not null, -- Données de calage, leviers, tirages et graine, sans nom @classe C0
  resultat        json not null, -- Résultat figé @classe C0
  -- SHA-256 of the assumptions: the same data, levers, draws and seed give the same hash.
  empreinte       text not null, -- Empreinte des hypothèses @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  fige_le         timestamptz not null default now(), -- Jour et heure @classe C0
  fige_par        text not null, -- Agent qui a enregistré le scénario @classe C1
  archive_le      date, -- Jour de l’archivage @classe C0
  primary key (epci, id)
);
-- People call a scenario by its name, which archiving frees.
create unique index scenario_simulation_nom on scenario_simulation (epci, nom) where archive_le is null;

-- A bailleur's own rows, apart: a row is somebody's by its own columns.
create table scenario_bailleur (
  scenario_simulation bigint not null, -- Scénario de simulation @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  nom             text not null, -- Nom du bailleur @classe C0
  resultat        json not null, -- Chiffres figés du bailleur @classe C0
  primary key (epci, scenario_simulation, bailleur),
  foreign key (epci, scenario_simulation) references scenario_simulation
);

-- Rules of the territory's PLH and urban renewal, as dated data, and facts about its communes in the same years.
create table regle_programme (
  id              bigint generated always as identity, -- Version d’une règle @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  genre           text not null -- Genre de règle @classe C0
                  check (genre in ('reconstitution-part','reconstitution-plai','neuf-hors-qpv-plai','neuf-hors-qpv-baux','reconstitution-habitants','production-annuelle',
                    'part-residences-principales','taux-communes')),
  -- Commune of the rule, if any: with the genre, it identifies the rule of which this is a version.
  commune         text collate "C" not null default '', -- Commune de la règle @classe C0
  -- null: the rule ends on that day.
  parametres      jsonb check (jsonb_typeof(parametres) = 'object'), -- Nombres de la règle ; absents : règle fermée @classe C0
  depuis          date not null, -- Premier jour @classe C0
  jusque          date check (jusque >= depuis), -- Dernier jour @classe C0
  texte           text not null check (texte <> ''), -- Phrase imprimée dans le texte @classe C0
  reference       text not null, -- Texte d’où elle vient @classe C0
  confiance       text not null check (confiance in ('R','M','S','B')), -- Confiance : R, M, S ou B @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, genre, commune, depuis)
);

create table commune_plh (
  epci            text not null references territoire, -- Territoire @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  annee           smallint not null check (annee between 1990 and 2100), -- Année @classe C0
  population      integer check (population >= 0), -- Population @classe C0
  residences_principales integer check (residences_principales >= 0), -- Résidences principales @classe C0
  logements_sociaux integer check (logements_sociaux >= 0), -- Logements sociaux @classe C0
  -- Dwellings of every kind, over the period of the PLH that begins with this year.
  construction_neuve integer check (construction_neuve >= 0), -- Construction neuve de la période, tous logements @classe C0
  contrainte      text not null default 'inconnu' check (contrainte in ('oui','non','inconnu')), -- Contrainte d’urbanisme @classe C0
  source          text not null, -- Source @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, commune, annee)
);

create function garde_convention_objectif() returns trigger language plpgsql as $$
begin
  raise exception 'a convention d''objectifs that is established never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on convention_objectif for each row execute function garde_convention_objectif();
create trigger garde before update or delete on convention_objectif_signature for each row execute function garde_convention_objectif();

-- Applies to the owner too: a frozen scenario never changes. It may be archived, once; the agent's name goes with the agent.
create function garde_scenario() returns trigger language plpgsql as $$
begin
  -- Comparing records would fail: json has no equality.
  if tg_op = 'UPDATE' and tg_table_name = 'scenario_simulation' then
    if to_jsonb(new) = to_jsonb(old) then
      return new;
    end if;
    if (to_jsonb(new) - 'archive_le') = (to_jsonb(old) - 'archive_le')
       and to_jsonb(old) ->> 'archive_le' is null and to_jsonb(new) ->> 'archive_le' is not null then
      return new;
    end if;
    if to_jsonb(new) ->> 'fige_par' = 'agent (nom effacé)'
       and (to_jsonb(new) - 'fige_par') = (to_jsonb(old) - 'fige_par') then
      return new;
    end if;
  end if;
  raise exception 'a saved scenario never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on scenario_simulation for each row execute function garde_scenario();
create trigger garde before update or delete on scenario_bailleur for each row execute function garde_scenario();

-- Applies to the owner too: a later version changes a rule, and the past keeps its own.
create function garde_regle_programme() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if exists (select from regle_programme r where r.epci = new.epci and r.genre = new.genre and r.commune = new.commune
                and r.id <> new.id and r.depuis >= new.depuis) then
      raise exception 'a version of a rule begins after the last one' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  raise exception 'a version of a rule never changes' using errcode = 'integrity_constraint_violation';
end;
$$;
create trigger garde before update or delete on regle_programme for each row execute function garde_regle_programme();
-- An AFTER trigger: the policies refuse first, and the error reveals nothing of existing rules.
create trigger suite after insert on regle_programme for each row execute function garde_regle_programme();
