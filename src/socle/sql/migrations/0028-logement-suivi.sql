-- Dwellings that bailleurs say are free, or soon will be, between two vintages of RPLS. Facts about a place: nobody who lives there.

alter table logement_suivi
  alter column loyer type numeric,
  add constraint logement_suivi_loyer check (loyer >= 0),
  add constraint logement_suivi_etat check (etat in ('loue','bientot-libre','libre','attribue','retire')),
  -- The dwelling's RPLS identifier, or the bailleur's own: each declares a dwelling once.
  add constraint logement_suivi_cle unique (epci, organisation, cle),
  add column disponible_le   date,
  add column adresse         text,
  add column commune         text collate "C",
  add column secteur         text,
  add column situation       text not null default 'inconnue' check (situation in ('qpv','hors-qpv','inconnue')),
  add column typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')),
  add column surface         numeric check (surface > 0),
  add column charges         numeric check (charges >= 0),
  add column premiere_location_le date,
  add column conventionne_le date,
  add column rehabilite      text not null default 'inconnu' check (rehabilite in ('oui','non','inconnu')),
  add column residentialise  text not null default 'inconnu' check (residentialise in ('oui','non','inconnu')),
  add column loyer_baisse    text not null default 'inconnu' check (loyer_baisse in ('oui','non','inconnu')),
  add column pru1            text not null default 'inconnu' check (pru1 in ('oui','non','inconnu')),
  add column acces           text not null default 'inconnu' check (acces in ('aucun','rez-de-chaussee-ou-ascenseur','accessible-fauteuil','logement-adapte','inconnu')),
  add column contingent      text not null default 'inconnu' check (contingent in ('COLTER','COLACT','PPRIOR','PFONCT','AUTRES','AUCUN','inconnu')),
  -- The operation that delivers it.
  add column operation       bigint,
  add column revision        integer not null default 1,
  add column synthetique     boolean not null default false,
  add column declare_le      timestamptz not null default now(),
  add foreign key (operation, epci) references operation (id, epci);
create index logement_suivi_epci on logement_suivi (epci) where etat in ('bientot-libre','libre');

-- Vacant dwellings are read at each search, among hundreds of thousands of let ones in a large territory.
create index logement_vacant on logement (lot) where mode = '2';

comment on column logement_suivi.disponible_le is 'Disponible le @classe C0';
comment on column logement_suivi.adresse is 'Adresse @classe C0';
comment on column logement_suivi.commune is 'Commune @classe C0';
comment on column logement_suivi.secteur is 'Secteur @classe C0';
comment on column logement_suivi.situation is 'En quartier prioritaire ou non @classe C0';
comment on column logement_suivi.typologie is 'Type @classe C0';
comment on column logement_suivi.surface is 'Surface @classe C0';
comment on column logement_suivi.charges is 'Charges mensuelles @classe C0';
comment on column logement_suivi.premiere_location_le is 'Première location @classe C0';
comment on column logement_suivi.conventionne_le is 'Conventionnement @classe C0';
comment on column logement_suivi.rehabilite is 'Réhabilité @classe C0';
comment on column logement_suivi.residentialise is 'Résidentialisé @classe C0';
comment on column logement_suivi.loyer_baisse is 'Loyer diminué @classe C0';
comment on column logement_suivi.pru1 is 'Issu du PRU 1 @classe C0';
comment on column logement_suivi.acces is 'Accès du logement @classe C0';
comment on column logement_suivi.contingent is 'Contingent @classe C0';
comment on column logement_suivi.operation is 'Opération qui le livre @classe C0';
comment on column logement_suivi.revision is 'Nombre de modifications @classe C0';
comment on column logement_suivi.synthetique is 'Donnée de démonstration @classe C0';
comment on column logement_suivi.declare_le is 'Déclaré @classe C0';
