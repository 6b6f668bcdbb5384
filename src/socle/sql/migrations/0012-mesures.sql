-- Corrective measures proposed when the year's objective is missed, and the national results beside ours.

create table mesure_corrective (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  annee           smallint not null check (annee between 2000 and 2100),
  code            text not null check (code in ('objectifs-reservataires','commission-designation','avenant-objectifs','dispositions-l441-1')),
  proposee_le     date not null,
  motif           text not null,
  decision        text check (decision in ('retenue','ecartee')),
  decidee_le      date,
  decision_motif  text,
  saisie_le       timestamptz not null default now(),
  -- One proposal a year and a rung: setting it aside does not open it again for the same year.
  unique (epci, annee, code),
  check ((decision is null) = (decidee_le is null)),
  check ((decision is null) = (decision_motif is null)),
  check (decidee_le >= proposee_le)
);

create table resultat_national (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  ligne           integer not null,
  nom             text,
  annee           smallint not null,
  -- null: not given, or masked. A rate is kept as printed, whatever the counts beside it give.
  attributions_hors_qpv      integer,
  premier_quartile_hors_qpv  integer,
  taux_hors_qpv              numeric check (taux_hors_qpv between 0 and 1),
  attributions_qpv           integer,
  autres_quartiles_qpv       integer,
  taux_qpv                   numeric check (taux_qpv between 0 and 1),
  source          text not null,
  publie_le       date,
  primary key (lot, ligne)
);

comment on column mesure_corrective.id is 'Mesure corrective @classe C0';
comment on column mesure_corrective.epci is 'Territoire @classe C0';
comment on column mesure_corrective.annee is 'Année manquée @classe C0';
comment on column mesure_corrective.code is 'Mesure de l’échelle @classe C0';
comment on column mesure_corrective.proposee_le is 'Jour de la proposition @classe C0';
comment on column mesure_corrective.motif is 'Motif de la proposition @classe C0';
comment on column mesure_corrective.decision is 'Décision @classe C0';
comment on column mesure_corrective.decidee_le is 'Jour de la décision @classe C0';
comment on column mesure_corrective.decision_motif is 'Motif de la décision @classe C0';
comment on column mesure_corrective.saisie_le is 'Saisie @classe C0';
comment on column resultat_national.lot is 'Lot @classe C0';
comment on column resultat_national.epci is 'Territoire @classe C0';
comment on column resultat_national.ligne is 'Ligne du fichier @classe C0';
comment on column resultat_national.nom is 'Nom de l’EPCI @classe C0';
comment on column resultat_national.annee is 'Année @classe C0';
comment on column resultat_national.attributions_hors_qpv is 'Attributions hors QPV @classe C0';
comment on column resultat_national.premier_quartile_hors_qpv is 'Premier quartile hors QPV @classe C0';
comment on column resultat_national.taux_hors_qpv is 'Taux hors QPV imprimé @classe C0';
comment on column resultat_national.attributions_qpv is 'Attributions en QPV @classe C0';
comment on column resultat_national.autres_quartiles_qpv is 'Quartiles 2 à 4 en QPV @classe C0';
comment on column resultat_national.taux_qpv is 'Taux en QPV imprimé @classe C0';
comment on column resultat_national.source is 'Source @classe C0';
comment on column resultat_national.publie_le is 'Jour de publication @classe C0';
