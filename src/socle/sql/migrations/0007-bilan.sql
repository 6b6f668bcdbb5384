-- Results beside commitments: counts, reports, bilans of bailleurs, measures.

create table cube_attribution (
  lot             bigint not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  epci            text not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  bailleur        text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  commune         text collate "C", -- Effectif d’attributions, petits effectifs compris @classe C6
  secteur         text collate "C", -- Effectif d’attributions, petits effectifs compris @classe C6
  mois            date not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  situation       text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  quartile        text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  ressources      text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  relogement      text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  prioritaire     text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  dalo            text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  contingent      text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  origine         text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  menage          text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  age             text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  desaccord_situation boolean not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  desaccord_quartile boolean not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  nombre          integer not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  deduite         boolean not null default false, -- Localisation déduite @classe C6
  probable        text collate "C" not null default 'inconnue', -- Localisation probable @classe C6
  desaccord_deduction boolean not null default false, -- Déduction contraire à la déclaration @classe C6
  -- A lease signed in Blaise that the published file may already hold, without a number to prove it: in no total until a person has decided.
  double_possible boolean not null default false, -- Peut-être déjà dans le fichier @classe C6
  -- Signed in Blaise, and in no published file yet.
  provisoire      boolean not null default false, -- Signé dans Blaise, absent de tout fichier publié @classe C6
  qpv             text collate "C", -- Quartier prioritaire, quand on sait lequel @classe C6
  -- First day counted in the cell, when an avenant cuts its month; null: from the first of the month, or the whole month.
  coupe           date, -- Premier jour compté d’un mois coupé par un avenant @classe C6
  -- `bailleur` signed the lease, on that day; this one holds the dwelling now.
  bailleur_actuel text collate "C" not null, -- SIREN de qui détient le logement aujourd’hui @classe C0
  bailleur_possible text collate "C", -- SIREN de qui le détient peut-être @classe C0
  -- Null: unknown among those that share the code, or the dwelling is not reserved.
  reservataire    bigint, -- Réservataire, quand on sait lequel @classe C0
  foreign key (epci, lot) references lot on delete cascade
);
create index cube_attribution_lot on cube_attribution (lot, mois);

-- Leases signed in a commune on a day when it was outside the territory: in no count of their year, but in the series on a constant perimeter.
create table cube_dehors (
  lot             bigint not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  epci            text not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  bailleur        text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  commune         text collate "C", -- Effectif d’attributions, petits effectifs compris @classe C6
  secteur         text collate "C", -- Effectif d’attributions, petits effectifs compris @classe C6
  mois            date not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  situation       text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  quartile        text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  ressources      text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  relogement      text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  prioritaire     text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  dalo            text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  contingent      text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  origine         text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  menage          text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  age             text collate "C" not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  desaccord_situation boolean not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  desaccord_quartile boolean not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  nombre          integer not null, -- Effectif d’attributions, petits effectifs compris @classe C6
  deduite         boolean not null default false, -- Localisation déduite @classe C6
  probable        text collate "C" not null default 'inconnue', -- Localisation probable @classe C6
  desaccord_deduction boolean not null default false, -- Déduction contraire à la déclaration @classe C6
  double_possible boolean not null default false, -- Peut-être déjà dans le fichier @classe C6
  qpv             text collate "C", -- Quartier prioritaire, quand on sait lequel @classe C6
  coupe           date, -- Premier jour compté d’un mois coupé par un avenant @classe C6
  foreign key (epci, lot) references lot on delete cascade
);
create index cube_dehors_lot on cube_dehors (lot, mois);

-- Leases added to a quarter after its publication: signed in it, but absent from its first whole file. They count; earlier statements about the
-- quarter did not include them.
create table baux_tardifs (
  lot             bigint not null, -- Lot @classe C0
  epci            text not null, -- Territoire @classe C0
  bailleur        text collate "C" not null, -- SIREN du bailleur @classe C0
  trimestre       smallint not null check (trimestre between 1 and 4), -- Trimestre @classe C0
  baux            integer not null check (baux > 0), -- Effectif de baux, petits effectifs compris @classe C6
  primary key (epci, lot, bailleur, trimestre),
  foreign key (epci, lot) references lot on delete cascade
);

create table rapport (
  id              bigint generated always as identity, -- Rapport figé @classe C0
  epci            text not null references territoire, -- Rapport figé @classe C0
  numero          text not null, -- Rapport figé @classe C0
  annee           smallint not null, -- Rapport figé @classe C0
  periode         text not null, -- Rapport figé @classe C0
  sections        text[] not null, -- Rapport figé @classe C0
  commentaires    jsonb not null, -- Rapport figé @classe C0
  -- json, not jsonb: a frozen version keeps its exact text, order of keys included.
  bilan           json not null, -- Rapport figé @classe C0
  empreinte       text not null, -- Rapport figé @classe C0
  fige_le         timestamptz not null default now(), -- Rapport figé @classe C0
  fige_par        text not null, -- Agent qui a figé le rapport @classe C1
  -- json: the exact text.
  annexes         json not null default '{}', -- Autres parties figées du rapport @classe C0
  primary key (epci, id),
  unique (epci, numero)
);

-- Versions of the quarterly bilan of a bailleur. A signed version never changes: a later one replaces it, and both stay.
create table bilan_bailleur (
  id              bigint generated always as identity, -- Bilan d’un bailleur @classe C0
  epci            text not null references territoire, -- Bilan d’un bailleur @classe C0
  organisation    bigint not null references organisation, -- Bilan d’un bailleur @classe C0
  reservataire    bigint references organisation, -- Bilan d’un bailleur @classe C0
  annee           smallint not null, -- Bilan d’un bailleur @classe C0
  etat            text not null default 'prepare', -- Bilan d’un bailleur @classe C0
  periode         text not null check (periode ~ '^(annee|(cumul-)?T[1-4])$'), -- Trimestre, trimestres cumulés ou année @classe C0
  numero          smallint not null check (numero >= 1), -- Rang de la version @classe C0
  contenu         jsonb not null, -- Chiffres du bilan, en effectifs figés @classe C0
  precisions      jsonb not null default '[]', -- Partenaires qui ont orienté des demandeurs, et combien @classe C0
  commentaire     text, -- Commentaire du bailleur sur ses chiffres @classe C0
  empreinte       text not null, -- Empreinte de ce qui est signé @classe C0
  prepare_le      timestamptz not null default now(), -- Préparation @classe C0
  commente_le     timestamptz, -- Dernier commentaire @classe C0
  signe_le        timestamptz, -- Signature @classe C0
  signe_par       text, -- Agent qui a signé @classe C1
  remplace_le     timestamptz, -- Remplacement par une version signée ensuite @classe C0
  primary key (epci, id),
  unique (epci, organisation, annee, periode, numero),
  check (etat in ('prepare','commente','signe','remplace')),
  check ((etat in ('signe','remplace')) = (signe_le is not null)),
  check ((signe_le is null) = (signe_par is null)),
  check ((etat = 'remplace') = (remplace_le is not null))
);
-- One draft and one valid version at most.
create unique index bilan_bailleur_ouvert on bilan_bailleur (epci, organisation, annee, periode) where etat in ('prepare','commente');
create unique index bilan_bailleur_signe on bilan_bailleur (epci, organisation, annee, periode) where etat = 'signe';

-- Corrective measures proposed when the year's objective is missed, and the national results, for comparison.
create table mesure_corrective (
  id              bigint generated always as identity, -- Mesure corrective @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  annee           smallint not null check (annee between 2000 and 2100), -- Année manquée @classe C0
  code            text not null -- Mesure de l’échelle @classe C0
                  check (code in ('objectifs-reservataires','commission-designation','avenant-objectifs','dispositions-l441-1')),
  proposee_le     date not null, -- Jour de la proposition @classe C0
  motif           text not null, -- Motif de la proposition @classe C0
  decision        text check (decision in ('retenue','ecartee')), -- Décision @classe C0
  decidee_le      date, -- Jour de la décision @classe C0
  decision_motif  text, -- Motif de la décision @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  -- One proposal per year and rung: once set aside, it is not opened again that year.
  unique (epci, annee, code),
  check ((decision is null) = (decidee_le is null)),
  check ((decision is null) = (decision_motif is null)),
  check (decidee_le >= proposee_le)
);

-- Steps of the territory's procedures, and population counts: what its documents state beside its figures.
create table demarche (
  id              bigint generated always as identity, -- Démarche du territoire @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  titre           text not null check (length(titre) between 3 and 200), -- Démarche @classe C0
  -- A year, a month or a day, as precise as the text.
  quand           text collate "C" check (quand ~ '^\d{4}(-\d{2}(-\d{2})?)?$'), -- Date, comme le texte l’écrit @classe C0
  document        text collate "C" not null -- Document de la politique de l’habitat @classe C0
                  check (document in ('plh','contrat-de-ville','pdalhpd','orientations','autre')),
  source          text not null check (length(source) between 3 and 300), -- Source @classe C0
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique nulls not distinct (epci, titre, quand)
);

create table population_lieu (
  id              bigint generated always as identity, -- Population d’un lieu @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  -- Both null: the whole territory.
  lieu_genre      text check (lieu_genre in ('secteur','commune','qpv')), -- Genre du lieu @classe C0
  lieu            text check (length(lieu) between 1 and 80), -- Lieu @classe C0
  habitants       integer not null check (habitants between 1 and 20000000), -- Habitants @classe C0
  millesime       smallint check (millesime between 1950 and 2100), -- Millésime @classe C0
  source          text not null check (length(source) between 3 and 300), -- Source @classe C0
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique nulls not distinct (epci, lieu_genre, lieu, millesime, source),
  check ((lieu_genre is null) = (lieu is null))
);

-- Counts of the dwellings offered in Blaise: the bilan of a neighbourhood tells them without opening any offer to its readers.
create table cube_proposition (
  id              bigint generated always as identity, -- Compte @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  -- SIREN of the dwelling's bailleur; null: unknown.
  bailleur        text collate "C", -- SIREN du bailleur @classe C0
  mois            date not null, -- Mois de la proposition @classe C0
  situation       text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')), -- Côté du logement proposé @classe C6
  quartile        text collate "C" not null check (quartile in ('q1','q2-4','inconnu')), -- Quartile de ressources @classe C6
  nombre          integer not null check (nombre > 0), -- Effectif de propositions, petits effectifs compris @classe C6
  primary key (epci, id)
);
create index cube_proposition_mois on cube_proposition (epci, mois);

-- Applies to the owner too: a signed bilan never changes. Only the agent's name goes, with the agent (purge of accounts).
create function garde_bilan_bailleur() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.signe_par = 'agent (nom effacé)'
     and (to_jsonb(new) - 'signe_par') = (to_jsonb(old) - 'signe_par') then
    return new;
  end if;
  if old.etat in ('signe','remplace') and (
       tg_op = 'DELETE'
       or old.etat = 'remplace'
       or new.etat <> 'remplace'
       or (to_jsonb(new) - 'etat' - 'remplace_le') is distinct from (to_jsonb(old) - 'etat' - 'remplace_le')
     ) then
    raise exception 'a signed bilan never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger garde before update or delete on bilan_bailleur for each row execute function garde_bilan_bailleur();
