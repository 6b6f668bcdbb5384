-- From a freed dwelling to the lease: possible candidates, proposals, the commission's decisions, signatures, and the later examination.

-- Dwellings that bailleurs declare free, now or soon, between two vintages of RPLS. Facts about a place, never its occupants.
create table logement_suivi (
  id              bigint generated always as identity, -- Suivi d’un logement, sans son occupant @classe C0
  epci            text not null references territoire, -- Suivi d’un logement, sans son occupant @classe C0
  organisation    bigint not null references organisation, -- Suivi d’un logement, sans son occupant @classe C0
  reservataire    bigint references organisation, -- Suivi d’un logement, sans son occupant @classe C0
  cle             text collate "C" not null, -- Suivi d’un logement, sans son occupant @classe C0
  vacant_depuis   date, -- Suivi d’un logement, sans son occupant @classe C0
  loyer           numeric, -- Suivi d’un logement, sans son occupant @classe C0
  etat            text not null default 'loue', -- Suivi d’un logement, sans son occupant @classe C0
  disponible_le   date, -- Disponible le @classe C0
  adresse         text, -- Adresse @classe C0
  commune         text collate "C", -- Commune @classe C0
  secteur         text, -- Secteur @classe C0
  situation       text not null default 'inconnue' check (situation in ('qpv','hors-qpv','inconnue')), -- En quartier prioritaire ou non @classe C0
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')), -- Type @classe C0
  surface         numeric check (surface > 0), -- Surface @classe C0
  charges         numeric check (charges >= 0), -- Charges mensuelles @classe C0
  premiere_location_le date, -- Première location @classe C0
  conventionne_le date, -- Conventionnement @classe C0
  rehabilite      text not null default 'inconnu' check (rehabilite in ('oui','non','inconnu')), -- Réhabilité @classe C0
  residentialise  text not null default 'inconnu' check (residentialise in ('oui','non','inconnu')), -- Résidentialisé @classe C0
  loyer_baisse    text not null default 'inconnu' check (loyer_baisse in ('oui','non','inconnu')), -- Loyer diminué @classe C0
  pru1            text not null default 'inconnu' check (pru1 in ('oui','non','inconnu')), -- Issu du PRU 1 @classe C0
  acces           text not null -- Accès du logement @classe C0
                  default 'inconnu' check (acces in ('aucun','rez-de-chaussee-ou-ascenseur','accessible-fauteuil','logement-adapte','inconnu')),
  contingent      text not null -- Contingent @classe C0
                  default 'inconnu' check (contingent in ('COLTER','COLACT','PPRIOR','PFONCT','AUTRES','AUCUN','inconnu')),
  operation       bigint, -- Opération qui le livre @classe C0
  revision        integer not null default 1, -- Nombre de modifications @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  declare_le      timestamptz not null default now(), -- Déclaré @classe C0
  primary key (epci, id),
  -- RPLS identifier, or the bailleur's own: each declares a dwelling once.
  constraint logement_suivi_cle unique (epci, organisation, cle),
  constraint logement_suivi_loyer check (loyer >= 0),
  constraint logement_suivi_etat check (etat in ('loue','bientot-libre','libre','attribue','retire'))
);
create index logement_suivi_epci on logement_suivi (epci) where etat in ('bientot-libre','libre');

-- From a freed dwelling to the lease: the dwelling, the days of its steps, the réservataire asked for candidates, the candidates.
-- A row of `liberation` tells neither who left, nor who comes.
create table liberation (
  id              bigint generated always as identity, -- Libération @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  -- Réservataire whose turn it is, on its contingent; null: none, or the dwelling is not reserved.
  reservataire    bigint references organisation, -- Réservataire dont c’est le tour @classe C0
  numero          integer not null check (numero > 0), -- Numéro chez le bailleur @classe C0
  logement        bigint not null, -- Logement @classe C0
  origine         text not null check (origine in ('conge','livraison','vacant','echange')), -- Congé, livraison, logement vacant ou échange @classe C0
  financement     text not null default 'inconnu' check (financement in ('PLAI','PLUS','PLS','PLI','inconnu')), -- Financement @classe C0
  filiere         text not null default 'ordinaire' check (filiere in ('ordinaire','rapide')), -- Filière ordinaire ou rapide @classe C0
  meuble          text not null default 'inconnu' check (meuble in ('oui','non','inconnu')), -- Meublé @classe C0
  cause_vacance   text not null -- Cause de la vacance @classe C0
                  default 'inconnue' check (cause_vacance in ('technique','commerciale','strategique','inconnue')),
  etape           text not null -- Dernière étape atteinte @classe C0
                  check (etape in ('preavis','etat-des-lieux','travaux','disponible','proposee','commission','offre','bail')),
  -- Expected dates, beside the actual ones.
  depart_prevu_le date, -- Départ attendu @classe C0
  travaux_prevus_le date, -- Fin des travaux attendue @classe C0
  preavis_le      date, -- Préavis reçu @classe C0
  etat_lieux_le   date, -- État des lieux de sortie, ou livraison @classe C0
  travaux_le      date, -- Fin des travaux @classe C0
  disponible_le   date, -- Disponible @classe C0
  proposee_le     date, -- Premier candidat désigné @classe C0
  commission_le   date, -- Décision de la commission @classe C0
  offre_le        date, -- Dernière offre envoyée @classe C0
  bail_le         date, -- Signature du bail @classe C0
  contingent      text not null -- Contingent @classe C0
                  default 'inconnu' check (contingent in ('COLTER','COLACT','PPRIOR','PFONCT','AUTRES','AUCUN','inconnu')),
  -- Right in stock that names this dwelling.
  droit           bigint, -- Droit de réservation en stock @classe C0
  orientation     text -- Profil retenu par le bailleur @classe C0
                  check (orientation in ('q1-hors-qpv','q2-4-qpv','relogement','prioritaire','salarie','mutation','aucune')),
  orientation_motif text check (length(orientation_motif) <= 500), -- Raison de l’orientation, sans personne @classe C0
  orientee_le     date, -- Jour de l’orientation @classe C0
  -- Reason for fewer than three candidates (CCH, art. R. 441-3).
  exception       text -- Raison légale de moins de trois candidats @classe C0
                  check (exception in ('candidats-insuffisants','dalo','plai-adapte','vacance-qpv')),
  exception_motif text check (length(exception_motif) <= 500), -- Précision, sans personne @classe C0
  close_le        date, -- Clôture @classe C0
  cloture         text check (cloture in ('bail','retrait')), -- Bail signé ou logement retiré @classe C0
  cloture_motif   text check (length(cloture_motif) <= 300), -- Raison du retrait @classe C0
  ouverte_le      date not null, -- Ouverture dans Blaise @classe C0
  revision        integer not null default 1, -- Nombre de modifications @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  unique (epci, organisation, numero),
  unique (epci, id, organisation),
  foreign key (epci, logement) references logement_suivi,
  foreign key (epci, droit) references contingent,
  check ((close_le is null) = (cloture is null)),
  check (cloture <> 'bail' or bail_le is not null)
);
-- One open liberation per dwelling.
create unique index liberation_ouverte on liberation (epci, logement) where close_le is null;
create index liberation_epci on liberation (epci, ouverte_le desc);

-- The objectives for the dwelling's situation, on the day of the bailleur's orientation. The commission, which reads no bilan, reads this copy in
-- `bien`.
create table liberation_enjeu (
  liberation      bigint not null, -- Libération @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  le              date not null, -- Jour où les compteurs sont figés @classe C0
  contenu         jsonb not null, -- Compteurs des objectifs ce jour-là @classe C0
  primary key (epci, liberation),
  foreign key (epci, liberation, organisation) references liberation (epci, id, organisation)
);

-- Possible candidates of a dwelling: one narrow row per demande and wished place. The list of candidates and the counts of exclusions read it alone.
-- Only the triggers below write it; it holds no name, and nothing of health, violence or DALO.

-- Readers of a commune's demandes, besides their desks: the commune, and the bailleurs whose published stock is there. The same rule as the links of
-- `nominatif.lier_souhaits`, in one row per commune: repeated in each row of wishes, it would outweigh them (sixty bailleurs in a large commune).
create table nominatif.lieu_ouvert (
  lieu            text collate "C" not null, -- Commune du territoire @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  -- « epci:organisation » and « epci:commune », as in nominatif.registre.
  ouvert_a        text[] collate "C" not null, -- La commune, et les bailleurs qui y ont du parc @classe C0
  primary key (epci, lieu)
);

create table nominatif.souhait_cherche (
  demandeur       uuid not null, -- Dossier @classe C2
  -- Search key: « epci:commune »; « epci:s:secteur »; « epci:* » alone, for who accepts other communes; « epci:? » for no wish.
  lieu            text collate "C" not null, -- Lieu souhaité @classe C2
  -- Commune through which the file is open: the commune itself, or for the three other forms each commune wished besides; '' when there is none.
  par             text collate "C" not null, -- Commune par laquelle le dossier est ouvert @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  -- One bit per type: room 1, T1 2, T2 4, T3 8, T4 16, T5 32, T6 and more 64; 0: not said.
  typologies      smallint not null, -- Typologies demandées @classe C2
  -- 1 PLAI, 2 PLUS, 3 PLS, 4 beyond, 0 unknown: used when the two next columns do not tell.
  position        smallint not null, -- Place au regard des plafonds @classe C2
  categorie       smallint, -- Catégorie de ménage pour les plafonds @classe C2
  -- In euros a year.
  rfr             integer, -- Revenu fiscal de référence retenu @classe C2
  -- In cents a month.
  revenu          integer, -- Ressources du mois @classe C2
  aide            integer, -- Aide au logement déclarée @classe C2
  prioritaire     boolean, -- Public prioritaire @classe C2
  action_logement boolean, -- Salarié d’une entreprise qui cotise @classe C2
  agent_etat      boolean, -- Agent de l’État @classe C2
  points          integer, -- Points de cotation @classe C2
  anciennete_le   date, -- Ancienneté @classe C2
  primary key (epci, demandeur, lieu, par),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
-- The order of candidates, by type of dwelling: the first thirty are read in it, whatever the size of the commune.
create index souhait_cherche_t1 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 2 > 0;
create index souhait_cherche_t2 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 4 > 0;
create index souhait_cherche_t3 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 8 > 0;
create index souhait_cherche_t4 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 16 > 0;
create index souhait_cherche_t5 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 32 > 0;
create index souhait_cherche_t6 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 64 > 0;
-- A covering index for counts: the rows of a commune are scattered in the table, and contiguous here.
create index souhait_cherche_lieu on nominatif.souhait_cherche (lieu)
  include (epci, par, guichet, demandeur, typologies, position, categorie, rfr, revenu, aide, prioritaire, action_logement, agent_etat);

-- Thresholds that a bailleur, or the territory, sets itself: none by default, which excludes nobody. A later row replaces the former from its first
-- day; all null: no threshold any more.
create table seuil_rapprochement (
  id              bigint generated always as identity, -- Seuils @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  -- null: the territory's, for bailleurs without their own.
  organisation    bigint references organisation, -- Bailleur, quand ils sont à lui @classe C0
  depuis          date not null, -- Premier jour @classe C0
  -- In thousandths: 330 is 33 %.
  effort_max      smallint check (effort_max between 1 and 1000), -- Taux d’effort au plus, en millièmes @classe C0
  -- In euros per day and consumption unit.
  reste_a_vivre   numeric(6,2) check (reste_a_vivre > 0), -- Reste à vivre, en euros par jour et par unité de consommation @classe C0
  -- In euros a month by type of dwelling, where water or heating is individual.
  forfaits        jsonb check (jsonb_typeof(forfaits) = 'object'), -- Forfaits d’eau et de chauffage par typologie @classe C0
  reference       text not null check (length(reference) between 3 and 200), -- Texte d’où ils viennent @classe C0
  confiance       text not null default 'B' check (confiance in ('R','M','S','B')), -- Confiance : R, M, S ou B @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id)
);
create unique index seuil_rapprochement_version on seuil_rapprochement (epci, coalesce(organisation, 0), depuis);

-- The commission d'attribution of a bailleur (CALEOL): its members, what it reads, votes, decisions, minutes. No household is named: candidates are
-- rows of `candidature`, and members read what is frozen there.

-- Versions of the rules of procedure; an adopted one never changes.
create table cal_reglement (
  id              bigint generated always as identity, -- Version du règlement intérieur @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  numero          smallint not null check (numero > 0), -- Numéro de version @classe C0
  depuis          date not null, -- En vigueur depuis @classe C0
  quorum          smallint not null check (quorum between 1 and 6), -- Membres du bailleur requis @classe C0
  distance        boolean not null, -- Séances à distance permises @classe C0
  asynchrone      boolean not null, -- Votes par écrit permis @classe C0
  fenetre_heures  smallint not null check (fenetre_heures between 1 and 240), -- Durée du vote par écrit, en heures @classe C0
  noms_secretaire boolean not null default false, -- Le secrétariat lit qui sont les candidats @classe C0
  source          text not null check (length(source) between 3 and 200), -- Texte lu @classe C0
  a_confirmer     boolean not null default false, -- À confirmer @classe C0
  primary key (epci, id),
  unique (epci, organisation, numero),
  unique (epci, organisation, depuis)
);

-- Members of the commission, from one day to another; `compte`: their account, if any.
create table cal_membre (
  id              bigint generated always as identity, -- Siège @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  qualite         text not null -- Qualité @classe C0
                  check (qualite in ('bailleur','locataires','maire','prefet','epci','mandant','reservataire','insertion','arrondissement','invite',
                    'secretariat')),
  designation     text check (length(designation) <= 120), -- Comment on désigne ce siège @classe C1
  compte          bigint references compte on delete set null, -- Compte de qui siège @classe C1
  commune         text, -- Commune du maire @classe C0
  reservataire    bigint references organisation, -- Réservataire @classe C0
  president       boolean not null default false, -- Préside la commission @classe C0
  depuis          date not null, -- Siège depuis @classe C0
  jusqua          date, -- Jusqu’à @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  check (jusqua >= depuis),
  check (qualite not in ('maire','arrondissement') or commune is not null),
  check (qualite <> 'reservataire' or reservataire is not null)
);
create index cal_membre_organisation on cal_membre (epci, organisation);

-- Sessions, agendas and cases: for each resource of the matrix, the rows and their ties to organisations, sessions and persons, so that rights are
-- proved on all of them before any context writes. Each context adds its own columns.
-- Names and resources are in `nominatif`, health, violence and reasons of priority in `sensible` (encrypted, a key per row): never columns of the
-- same table.
create table seance (
  id              bigint generated always as identity, -- Séance de commission @classe C0
  epci            text not null references territoire, -- Séance de commission @classe C0
  -- Bailleur of the commission.
  organisation    bigint not null references organisation, -- Séance de commission @classe C0
  reservataire    bigint references organisation, -- Séance de commission @classe C0
  tenue_le        date, -- Séance de commission @classe C0
  etat            text not null default 'preparation', -- Séance de commission @classe C0
  annee           smallint check (annee between 2011 and 2100), -- Année de la référence @classe C0
  numero          integer check (numero > 0), -- Numéro dans l’année @classe C0
  -- Kept by the triggers of the agenda: whoever reads a part of it knows that there is another.
  territoires     text[] collate "C" not null default '{}', -- Autres territoires de son ordre du jour @classe C0
  mode            text check (mode in ('presentiel','distance','asynchrone')), -- En salle, à distance ou par écrit @classe C0
  heure           text check (heure ~ '^\d\d:\d\d$'), -- Heure @classe C0
  duree_minutes   smallint check (duree_minutes between 15 and 600), -- Durée @classe C0
  lieu            text check (length(lieu) <= 200), -- Lieu @classe C0
  visio           text check (length(visio) <= 500), -- Lien de la séance à distance @classe C0
  fenetre_du      timestamptz, -- Ouverture du vote par écrit @classe C0
  fenetre_au      timestamptz, -- Fin du vote par écrit @classe C0
  -- Rules in force at the convocation.
  regles          jsonb, -- Règlement intérieur appliqué @classe C0
  convoquee_le    timestamptz, -- Convocation @classe C0
  ouverte_le      timestamptz, -- Ouverture @classe C0
  close_le        timestamptz, -- Clôture @classe C0
  notifiee_le     timestamptz, -- Notification des décisions @classe C0
  revision        integer not null default 1, -- Nombre de modifications @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  unique (epci, id, organisation),
  unique (epci, organisation, annee, numero),
  constraint seance_etat check (etat in ('preparation','convoquee','ouverte','close','notifiee')),
  constraint seance_fenetre check (fenetre_au > fenetre_du),
  constraint seance_preparee check (numero is null or (annee is not null and mode is not null and tenue_le is not null and heure is not null and
    duree_minutes is not null))
);
-- A commission is its bailleur's, and one session may rule on dwellings of several territories: `epci` is then the dwelling's, `epci_seance` that in
-- which the session was convened.
alter table nominatif.lien add foreign key (epci_seance, seance) references seance on delete cascade;

-- A réservataire asked for candidates answers once: it names some, gives the dwelling back, or lets the delay run out.
create table designation (
  id              bigint generated always as identity, -- Demande de candidats @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  liberation      bigint not null, -- Libération @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  reservataire    bigint not null references organisation, -- Réservataire sollicité @classe C0
  seance          bigint, -- Séance @classe C0
  demandee_le     date not null, -- Jour de la demande @classe C0
  avant           date not null, -- Dernier jour pour répondre @classe C0
  reponse         text check (reponse in ('designe','rendu','sans-reponse','annulee')), -- Réponse @classe C0
  repondue_le     date, -- Jour de la réponse @classe C0
  motif           text check (length(motif) <= 300), -- Raison donnée, sans personne @classe C0
  primary key (epci, id),
  foreign key (epci, liberation, organisation) references liberation (epci, id, organisation),
  foreign key (epci, seance) references seance,
  check (avant >= demandee_le),
  check ((reponse is null) = (repondue_le is null))
);
create unique index designation_ouverte on designation (epci, liberation) where reponse is null;
create index designation_reservataire on designation (reservataire, avant) where reponse is null;

-- Persons convened, from the convocation to 60 days after the decision.
create table convocation (
  seance          bigint not null, -- Convocation d’un membre @classe C1
  -- Territory whose dwellings it opens: one convened for two has two.
  epci            text not null references territoire, -- Convocation d’un membre @classe C1
  epci_seance     text not null, -- Territoire de la séance @classe C0
  compte          bigint not null references compte on delete cascade, -- Convocation d’un membre @classe C1
  du              date not null, -- Convocation d’un membre @classe C1
  au              date not null, -- Convocation d’un membre @classe C1
  primary key (epci, seance, compte),
  foreign key (epci_seance, seance) references seance on delete cascade
);
create index convocation_compte on convocation (compte);

-- Objects of a session's agenda other than households.
create table ordre_du_jour (
  seance          bigint not null, -- Ordre du jour, hors ménages @classe C0
  epci            text not null references territoire, -- Ordre du jour, hors ménages @classe C0
  ressource       text not null, -- Ordre du jour, hors ménages @classe C0
  objet           text not null, -- Ordre du jour, hors ménages @classe C0
  primary key (epci, seance, ressource, objet),
  foreign key (epci, seance) references seance on delete cascade
);

-- A household proposed for a dwelling. `examen`: what the commission reads of it, without a name, as of `examine_le`.
create table candidature (
  id              bigint generated always as identity, -- Candidature @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  liberation      bigint not null, -- Libération @classe C5
  demandeur       uuid, -- Dossier @classe C5
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  guichet         bigint references organisation, -- Guichet du dossier @classe C5
  reservataire    bigint references organisation, -- Réservataire qui désigne @classe C0
  seance          bigint, -- Séance @classe C5
  epci_seance     text, -- Territoire de la séance @classe C0
  -- Order in which the candidates are written, not the commission's rank.
  ordre           smallint not null check (ordre between 1 and 50), -- Ordre d’inscription @classe C5
  source          text not null check (source in ('bailleur','reservataire','commune','relogement','plan')), -- Qui propose @classe C5
  designee_le     date not null, -- Jour de la désignation @classe C5
  etat            text not null -- État @classe C5
                  default 'designee' check (etat in ('designee','retiree','presentee','attribuee','sous-condition','non-attribuee','irrecevable',
                    'reportee','offerte','refusee','sans-suite','logee')),
  rang            smallint check (rang between 1 and 50), -- Rang donné par la commission @classe C5
  -- Day of the commission's decision, then of the offer that followed; null: the day on which the state was written.
  decidee_le      date, -- Jour de la décision @classe C5
  offerte_le      date, -- Jour de l’offre @classe C5
  retrait_motif   text check (length(retrait_motif) <= 300), -- Raison du retrait @classe C5
  examen          jsonb, -- Ce que la commission lit du ménage, sans nom @classe C5
  examine_le      date, -- Jour de l’examen @classe C5
  visite_prevue_le date, -- Visite prévue @classe C5
  visite_le       date, -- Visite faite @classe C5
  visite_suite    text check (visite_suite in ('interesse','pas-interesse','absent')), -- Suite de la visite @classe C5
  revision        integer not null default 1, -- Nombre de modifications @classe C5
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C5
  avant_bail      text -- État avant le bail d’un autre @classe C5
                  check (avant_bail in ('designee','presentee','attribuee','sous-condition','reportee')),
  primary key (epci, id),
  unique (epci, id, organisation),
  foreign key (epci, liberation, organisation) references liberation (epci, id, organisation),
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  foreign key (epci_seance, seance) references seance,
  check ((seance is null) = (epci_seance is null))
);
create unique index candidature_unique on candidature (epci, liberation, demandeur) where etat <> 'retiree';
create index candidature_demandeur on candidature (demandeur);
create index candidature_seance on candidature (seance) where seance is not null;
-- A dwelling is offered, or let, to one household at a time.
create unique index candidature_une_offre on candidature (epci, liberation) where etat in ('offerte','logee');

create table proposition (
  id              bigint generated always as identity, -- Proposition à un ménage @classe C5
  epci            text not null references territoire, -- Proposition à un ménage @classe C5
  demandeur       uuid, -- Proposition à un ménage @classe C5
  organisation    bigint not null references organisation, -- Proposition à un ménage @classe C5
  guichet         bigint references organisation, -- Proposition à un ménage @classe C5
  reservataire    bigint references organisation, -- Proposition à un ménage @classe C5
  seance          bigint, -- Proposition à un ménage @classe C5
  etat            text not null default 'proposee', -- Proposition à un ménage @classe C5
  -- Starts the retention clock of its names (C5). A session's decisions have their own date.
  close_le        date, -- Proposition à un ménage @classe C5
  logement        text check (length(logement) <= 200), -- Adresse du logement proposé @classe C0
  logement_cle    text collate "C", -- Clé du logement @classe C0
  commune         text collate "C", -- Commune du logement @classe C0
  typologie       text, -- Typologie du logement @classe C0
  loyer           numeric(8,2) check (loyer > 0), -- Loyer mensuel hors charges @classe C0
  charges         numeric(8,2) check (charges >= 0), -- Charges mensuelles @classe C0
  nature          text not null default 'logement' check (nature in ('visite','logement')), -- Offre de visite ou de logement @classe C0
  proposee_le     date, -- Jour de la proposition @classe C5
  repondre_avant  date, -- Dernier jour pour répondre @classe C5
  reponse         text check (reponse in ('acceptee','refusee','sans-reponse')), -- Réponse du ménage @classe C5
  repondue_le     timestamptz, -- Jour de la réponse @classe C5
  repondue_par    text check (repondue_par in ('menage','mandataire','organisme')), -- Qui a écrit la réponse @classe C5
  refus_motif     text, -- Motif du refus, de la liste fermée @classe C5
  candidature     bigint, -- Candidature dont c’est l’offre @classe C5
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  foreign key (epci, seance) references seance,
  foreign key (epci, candidature) references candidature
);
-- Foreign keys take a deleted household out of its cases: an index finds them, and the prose of the decision goes with the name, whoever deletes
-- (purge, request, restore).
create index proposition_demandeur on proposition (demandeur) where demandeur is not null;
create index proposition_ouverte on proposition (epci, repondre_avant) where reponse is null and proposee_le is not null;
create index proposition_candidature on proposition (candidature) where candidature is not null;

-- Action 3: where tenants of the social stock wish to move, where those struck off went, and why
-- dwellings offered here were refused. Sums of the whole territory for its members, who may not
-- read the files: no name, no demande; the display hides small counts.
create function contexte.parcours_demandes(territoire text)
  returns table (genre text, cle text, libelle text, destination text, nombre bigint)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select 'mutation', coalesce(m.bailleur_actuel, 'inconnu'), (select min(o.nom) from public.organisation o where o.siren = m.bailleur_actuel),
         case when m.commune_actuelle is null or s.commune is null then 'inconnue'
              when m.commune_actuelle = s.commune then 'meme-commune' else 'autre-commune' end, count(*)
    from nominatif.demandeur d
    join nominatif.menage m on m.demandeur = d.id
    left join lateral (
         select w.commune from nominatif.souhait w where w.demandeur = d.id and w.commune is not null order by w.rang limit 1
         ) as s on true
   where d.epci = territoire
     and territoire = any (array(select contexte.epcis_membre()))
     and d.etat in ('active','a-renouveler','avertie')
     and m.nature = 'mutation'
   group by m.bailleur_actuel, 4
  union all
  select 'sortie', coalesce(d.sortie, 'inconnue'), null, '', count(*)
    from nominatif.demandeur d
   where d.epci = territoire
     and territoire = any (array(select contexte.epcis_membre()))
     and d.etat = 'radiee'
   group by d.sortie
  union all
  select 'refus', case when p.reponse = 'sans-reponse' then p.reponse else coalesce(p.refus_motif, 'inconnu') end, null, '', count(*)
    from public.proposition p
   where p.epci = territoire
     and territoire = any (array(select contexte.epcis_membre()))
     and p.nature = 'logement'
     and p.reponse in ('refusee','sans-reponse')
   group by 2;
end;

-- Before its notification, only `candidature` ties a decision to a household.
create table decision (
  id              bigint generated always as identity, -- Décision de commission @classe C5
  epci            text not null references territoire, -- Décision de commission @classe C5
  demandeur       uuid, -- Décision de commission @classe C5
  organisation    bigint not null references organisation, -- Décision de commission @classe C5
  guichet         bigint references organisation, -- Décision de commission @classe C5
  reservataire    bigint references organisation, -- Décision de commission @classe C5
  seance          bigint, -- Décision de commission @classe C5
  epci_seance     text, -- Territoire de la séance @classe C0
  motif           text, -- Décision de commission @classe C5
  decidee_le      date, -- Décision de commission @classe C5
  etat            text not null default 'preparee', -- Décision de commission @classe C5
  candidature     bigint, -- Candidature @classe C5
  liberation      bigint, -- Libération @classe C5
  sens            text check (sens in ('attribution','sous-condition','non-attribution','irrecevabilite','report')), -- Décision @classe C5
  rang            smallint check (rang between 1 and 50), -- Rang @classe C5
  precision       text check (length(precision) <= 500), -- Précision lue par le demandeur @classe C5
  piece           text, -- Pièce dont dépend l’attribution @classe C5
  methode         smallint, -- Méthode citée @classe C5
  designation     text check (length(designation) <= 300), -- Logement, comme le demandeur le reconnaît @classe C5
  vote            jsonb, -- Décompte des voix @classe C5
  jeton           uuid, -- Jeton du formulaire @classe C0
  notifiee_le     timestamptz, -- Notification au demandeur @classe C5
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  foreign key (epci_seance, seance) references seance,
  check ((seance is null) = (epci_seance is null)),
  foreign key (epci, candidature) references candidature on delete set null (candidature),
  foreign key (epci, liberation) references liberation,
  constraint decision_rang check (rang is null or sens in ('attribution','sous-condition'))
);
create index decision_demandeur on decision (demandeur) where demandeur is not null;
create unique index decision_candidature on decision (epci, seance, candidature) where candidature is not null;
create unique index decision_un_rang on decision (epci, seance, liberation, rang) where rang is not null;
-- Used by the commission's objectives, its mail, and the search of a session.
-- A session reads its own decisions: without this index, deciding would read those of every session, and two commissions would wait for each other.
create index decision_seance on decision (seance);

-- The lease: the fait d'attribution frozen on the day of its signature, with the facts behind the decision.
create table bail (
  id              bigint generated always as identity, -- Bail d’un ménage @classe C5
  epci            text not null references territoire, -- Bail d’un ménage @classe C5
  demandeur       uuid, -- Bail d’un ménage @classe C5
  organisation    bigint not null references organisation, -- Bail d’un ménage @classe C5
  guichet         bigint references organisation, -- Bail d’un ménage @classe C5
  reservataire    bigint references organisation, -- Bail d’un ménage @classe C5
  signe_le        date, -- Bail d’un ménage @classe C5
  etat            text not null default 'prepare', -- Bail d’un ménage @classe C5
  candidature     bigint, -- Candidature @classe C5
  liberation      bigint, -- Libération @classe C5
  -- SIREN of the bailleur, as in the files.
  bailleur        text collate "C", -- SIREN du bailleur @classe C0
  commune         text collate "C", -- Commune @classe C0
  secteur         text collate "C", -- Secteur @classe C0
  numero_rpls     text collate "C", -- Logement @classe C6
  typologie       text collate "C", -- Typologie @classe C0
  loyer           numeric check (loyer >= 0), -- Loyer mensuel @classe C0
  charges         numeric check (charges >= 0), -- Charges mensuelles @classe C0
  -- Situation of the dwelling on that day, and the generation of perimeters that gave it.
  situation       text not null default 'inconnue' check (situation in ('qpv','hors-qpv','inconnue')), -- En quartier prioritaire ou non @classe C6
  generation_qpv  smallint check (generation_qpv in (1996, 2015, 2024)), -- Génération du périmètre @classe C0
  quartile        text not null default 'inconnu' check (quartile in ('q1','q2-4','inconnu')), -- Quartile de ressources @classe C6
  -- In euros a year per consumption unit, threshold that decided the quartile; null: no threshold of that year was known.
  seuil           numeric, -- Seuil du premier quartile @classe C0
  seuil_annee     smallint, -- Année du seuil @classe C0
  unite_conso     numeric, -- Unités de consommation @classe C6
  ressources      text not null default 'absentes' check (ressources in ('positives','nulles','absentes')), -- Ressources connues ou non @classe C6
  contingent      text not null -- Contingent @classe C6
                  default 'inconnu' check (contingent in ('COLTER','COLACT','PPRIOR','PFONCT','AUTRES','AUCUN','inconnu')),
  droit           bigint, -- Droit en stock @classe C0
  origine         text not null -- Première entrée ou mutation @classe C6
                  default 'inconnue' check (origine in ('mutation','nouvelle-entree','inconnue')),
  prioritaire     text not null default 'inconnu' check (prioritaire in ('oui','non','inconnu')), -- Public prioritaire @classe C6
  dalo            text not null default 'inconnu' check (dalo in ('oui','non','inconnu')), -- DALO @classe C6
  relogement      text not null default 'inconnu' check (relogement in ('oui','non','inconnu')), -- Ménage relogé @classe C6
  salarie         text not null default 'inconnu' check (salarie in ('oui','non','inconnu')), -- Salarié @classe C6
  -- Recognised before the lease, at the « entretien découverte », then after it by Action Logement: both are kept (signed document, action 5).
  action_logement_avant text not null -- Action Logement, reconnu avant @classe C6
                  default 'inconnu' check (action_logement_avant in ('oui','non','inconnu')),
  action_logement_apres text not null -- Action Logement, reconnu après @classe C6
                  default 'inconnu' check (action_logement_apres in ('oui','non','inconnu')),
  action_logement_le date, -- Jour de la reconnaissance après le bail @classe C6
  menage          text collate "C" not null default 'inconnu', -- Taille du ménage @classe C6
  age             text collate "C" not null default 'inconnu', -- Tranche d’âge du titulaire @classe C6
  anciennete_le   date, -- Ancienneté de la demande @classe C6
  -- Keyed hash of the numéro unique, as in the files of the SNE.
  cle             text collate "C", -- Clé tirée du numéro unique @classe C6
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  annule_le       date constraint bail_check1 check (annule_le >= signe_le), -- Annulation @classe C6
  annule_cause    text check (annule_cause in ('erreur','non-entre')), -- Saisi par erreur, ou ménage jamais entré @classe C6
  annule_motif    text check (length(annule_motif) <= 300), -- Raison de l’annulation, sans personne @classe C5
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  foreign key (epci, candidature) references candidature,
  foreign key (epci, liberation) references liberation,
  foreign key (epci, droit) references contingent,
  check (etat in ('prepare','signe','annule')),
  constraint bail_check check (etat <> 'signe' or signe_le is not null),
  check (etat <> 'annule' or num_nonnulls(annule_le, annule_cause) = 2 or signe_le is null)
);
create index bail_demandeur on bail (demandeur) where demandeur is not null;
create index bail_epci on bail (epci, signe_le) where etat = 'signe';
-- A freed dwelling is let once, to one candidate.
create unique index bail_liberation on bail (epci, liberation) where etat = 'signe' and liberation is not null;

create table seance_membre (
  id              bigint generated always as identity, -- Membre de la séance @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  seance          bigint not null, -- Séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  qualite         text not null -- Qualité @classe C0
                  check (qualite in ('bailleur','locataires','maire','prefet','epci','mandant','reservataire','insertion','arrondissement','invite',
                    'secretariat')),
  designation     text check (length(designation) <= 120), -- Comment on désigne ce siège @classe C1
  compte          bigint references compte on delete set null, -- Compte de qui siège @classe C1
  commune         text, -- Commune du maire @classe C0
  reservataire    bigint references organisation, -- Réservataire @classe C0
  president       boolean not null default false, -- Préside la séance @classe C0
  presence        text check (presence in ('present','represente','excuse','absent')), -- Présence @classe C0
  mandataire      bigint, -- Membre qui porte sa voix @classe C0
  -- null: a member of the bailleur, for all the dwellings of the session.
  epci_pour       text references territoire, -- Territoire pour lequel il siège @classe C0
  -- By writing, to vote is to be there: whoever reads the quorum may not read all the votes.
  a_vote          boolean not null default false, -- A voté @classe C0
  primary key (epci, id),
  unique (epci, id, seance),
  foreign key (epci, seance, organisation) references seance (epci, id, organisation) on delete cascade,
  foreign key (epci, mandataire) references seance_membre,
  check ((mandataire is not null) = (presence is not distinct from 'represente'))
);
create index seance_membre_seance on seance_membre (seance);

-- `bien`: what the commission reads of the dwelling, frozen at its inscription, then again at the convocation.
create table seance_logement (
  epci            text not null references territoire, -- Territoire @classe C0
  seance          bigint not null, -- Séance @classe C0
  epci_seance     text not null, -- Territoire de la séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  reservataire    bigint references organisation, -- Réservataire du logement @classe C0
  liberation      bigint not null, -- Libération @classe C0
  ordre           smallint not null check (ordre between 1 and 200), -- Ordre du jour @classe C0
  commune         text not null, -- Commune du logement @classe C0
  bien            jsonb not null, -- Ce que la commission lit du logement @classe C0
  etat            text not null default 'inscrit' check (etat in ('inscrit','decide')), -- Inscrit ou décidé @classe C0
  primary key (epci, seance, liberation),
  foreign key (epci_seance, seance, organisation) references seance (epci, id, organisation),
  foreign key (epci, liberation, organisation) references liberation (epci, id, organisation)
);
-- A dwelling is on one open agenda at a time.
create unique index seance_logement_inscrit on seance_logement (epci, liberation) where etat = 'inscrit';

-- A commune's opinion on a dwelling of its territory, before the session.
create table seance_avis (
  epci            text not null references territoire, -- Territoire @classe C0
  seance          bigint not null, -- Séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  liberation      bigint not null, -- Libération @classe C0
  commune         text not null, -- Commune @classe C0
  sens            text not null check (sens in ('favorable','reserve','defavorable','sans-avis')), -- Avis de la commune @classe C0
  motif           text check (length(motif) <= 500), -- Raison donnée par la commune @classe C5
  le              timestamptz not null, -- Jour de l’avis @classe C0
  primary key (epci, seance, liberation),
  foreign key (epci, seance, liberation) references seance_logement on delete cascade
);

-- Each vote is a new row: a member's last one on a candidate counts, the others remain.
create table seance_vote (
  id              bigint generated always as identity, -- Vote @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  seance          bigint not null, -- Séance @classe C5
  epci_seance     text not null, -- Territoire de la séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  liberation      bigint not null, -- Libération @classe C5
  candidature     bigint not null, -- Candidature @classe C5
  seance_membre   bigint not null, -- Membre @classe C5
  n               smallint not null check (n between 1 and 500), -- Place dans la trace @classe C5
  sens            text not null -- Vote @classe C5
                  check (sens in ('attribution','sous-condition','non-attribution','irrecevabilite','report','abstention')),
  rang            smallint check (rang between 1 and 50), -- Rang proposé @classe C5
  le              timestamptz not null, -- Moment du vote @classe C5
  primary key (epci, id),
  unique (epci, seance_membre, candidature, n),
  foreign key (epci_seance, seance_membre, seance) references seance_membre (epci, id, seance) on delete cascade,
  foreign key (epci_seance, seance) references seance,
  foreign key (epci, candidature) references candidature on delete cascade
);
create index seance_vote_logement on seance_vote (seance, liberation);

-- Discussion of a dwelling between members, without names. `examen`: a member asks that a session meeting in person examine it.
create table seance_message (
  id              bigint generated always as identity, -- Message @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  seance          bigint not null, -- Séance @classe C5
  epci_seance     text not null, -- Territoire de la séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  liberation      bigint not null, -- Libération @classe C5
  seance_membre   bigint, -- Membre @classe C5
  nature          text not null check (nature in ('message','examen')), -- Message, ou demande d’examen en séance @classe C5
  texte           text check (length(texte) <= 500), -- Message, sans nom @classe C5
  le              timestamptz not null, -- Moment @classe C5
  primary key (epci, id),
  foreign key (epci, seance, liberation) references seance_logement on delete cascade,
  foreign key (epci_seance, seance_membre, seance) references seance_membre (epci, id, seance) on delete cascade,
  check (nature = 'examen' or texte is not null)
);
create index seance_message_logement on seance_message (seance, liberation);

-- A form sent twice acts once: its token is written with the act.
create table seance_jeton (
  epci            text not null references territoire, -- Territoire @classe C0
  seance          bigint not null, -- Séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  jeton           uuid not null, -- Jeton du formulaire @classe C0
  acte            text not null, -- Acte fait @classe C0
  le              timestamptz not null, -- Moment @classe C0
  -- Hash of the form's answers: sent again with others, it is refused. null: written by an older version, or its votes were erased.
  empreinte       text, -- Empreinte de ce que disait le formulaire @classe C5
  primary key (epci, seance, jeton),
  foreign key (epci, seance) references seance on delete cascade
);

-- Frozen, with its hash: one number and one hash, a row for each territory with what concerns it.
create table seance_pv (
  seance          bigint not null, -- Séance @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  epci_seance     text not null, -- Territoire de la séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  numero          text not null, -- Numéro du procès-verbal @classe C0
  contenu         jsonb not null, -- Procès-verbal figé, sans nom @classe C5
  empreinte       text not null, -- Empreinte du procès-verbal @classe C0
  fige_le         timestamptz not null, -- Moment où il est figé @classe C0
  primary key (epci, seance),
  foreign key (epci_seance, seance) references seance
);

-- Frozen optimised proposals for a batch of freed dwellings. They decide nothing, and write no candidature.
create table plan (
  id              bigint generated always as identity, -- Proposition optimisée @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  -- Bailleur of all dwellings of the batch.
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  -- Session chosen for the proposal, if any.
  seance          bigint, -- Séance @classe C0
  nom             text not null check (length(nom) between 1 and 120), -- Nom de la proposition @classe C0
  -- Day on which demandes and objectives were read.
  jour            date not null, -- Jour de la lecture @classe C0
  -- Counts only: what remains once the households are detached.
  resume          json not null, -- Nombres, sans ménage @classe C0
  -- json, not jsonb: the exact frozen text. Households are numbers of `plan_menage`. null: detached.
  contenu         json, -- Proposition figée : ménages par leur numéro, sans nom @classe C5
  -- SHA-256 of the content.
  empreinte       text not null, -- Empreinte du contenu @classe C0
  fige_le         timestamptz not null default now(), -- Instant où elle a été figée @classe C0
  fige_par        text not null, -- Agent @classe C1
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  unique (epci, id, organisation),
  foreign key (epci, seance) references seance
);
create index plan_epci on plan (epci, organisation, id desc);

-- Households behind the numbers of the content, and its results for each; deleted with the file.
create table plan_menage (
  plan            bigint not null, -- Proposition optimisée @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  seance          bigint, -- Séance @classe C0
  numero          integer not null check (numero > 0), -- Numéro du ménage dans la proposition @classe C5
  demandeur       uuid not null, -- Dossier @classe C5
  -- Dwelling proposed, and those where the household is in reserve, by their numbers.
  propose         text, -- Logement proposé @classe C5
  reserves        text[] not null default '{}', -- Logements où il est en réserve @classe C5
  -- Passed over, or without what the order would have given.
  ecartee         boolean not null default false, -- Demande écartée @classe C5
  primary key (epci, plan, demandeur),
  foreign key (epci, plan, organisation) references plan (epci, id, organisation),
  foreign key (epci, seance) references seance,
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index plan_menage_demandeur on plan_menage (demandeur);

-- Recipients of a session's convocation: one row per seat; the address is read at sending.
create table seance_envoi (
  id              bigint generated always as identity, -- Envoi @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  seance          bigint not null, -- Séance @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  seance_membre   bigint not null, -- Siège convoqué @classe C1
  cle             text not null, -- Identité du message @classe C0
  etat            text not null default 'attente' check (etat in ('attente','envoye','depose','echec','abandonne')), -- État de l’envoi @classe C1
  motif           text, -- Pourquoi le message n’est pas parti @classe C1
  demande_le      timestamptz not null, -- Convocation @classe C1
  envoye_le       timestamptz, -- Départ du message @classe C1
  tente_le        timestamptz, -- Dernière tentative @classe C1
  tentatives      smallint not null default 0, -- Nombre de tentatives @classe C1
  primary key (epci, id),
  unique (epci, seance_membre),
  unique (epci, cle),
  foreign key (epci, seance, organisation) references seance (epci, id, organisation),
  foreign key (epci, seance_membre, seance) references seance_membre (epci, id, seance) on delete cascade
);
create index seance_envoi_seance on seance_envoi (seance);
create index seance_envoi_attente on seance_envoi (demande_le) where etat in ('attente','echec');

-- The three-yearly examination of occupation (CCH, art. L. 442-5-2), and the withdrawal of a signed lease.

-- A lease in force that its bailleur follows for the examination: a place, a day, the bailleur's own reference, no name.
create table bail_suivi (
  id              bigint generated always as identity, -- Bail suivi @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  -- Lease signed in Blaise; null: typed by the bailleur, or read in RPLS.
  bail            bigint, -- Bail signé dans Blaise @classe C5
  source          text not null check (source in ('blaise','saisi','rpls')), -- Signé dans Blaise, saisi, ou lu dans RPLS @classe C0
  reference       text collate "C" check (length(reference) between 1 and 40), -- Référence du bail chez le bailleur @classe C5
  -- RPLS identifier of the dwelling, or the bailleur's own.
  cle             text collate "C" not null check (length(cle) between 1 and 60), -- Logement @classe C5
  commune         text collate "C", -- Commune @classe C0
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')), -- Typologie @classe C0
  surface         numeric check (surface > 0), -- Surface @classe C0
  signe_le        date not null, -- Signature du bail @classe C5
  clos_le         date check (clos_le >= signe_le), -- Fin du bail @classe C5
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  unique (epci, id, organisation),
  foreign key (epci, bail) references bail on delete set null (bail)
);
-- A dwelling has one lease in force.
create unique index bail_suivi_logement on bail_suivi (epci, organisation, cle) where clos_le is null;

-- Findings of a day. `situations`: those open to all readers of the examination; `reservee`: one about health is in `sensible`.
create table examen_occupation (
  id              bigint generated always as identity, -- Examen de l’occupation @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  bail_suivi      bigint not null, -- Bail suivi @classe C5
  -- Session of the same bailleur on whose agenda it is.
  seance          bigint, -- Séance @classe C5
  examine_le      date not null, -- Jour de l’examen @classe C5
  personnes       smallint check (personnes between 1 and 30), -- Occupants @classe C5
  commune         text collate "C", -- Commune @classe C0
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')), -- Typologie @classe C0
  surface         numeric check (surface > 0), -- Surface @classe C0
  plafond         text not null default 'inconnu' check (plafond in ('sous','au-dessus','inconnu')), -- Ressources et plafond @classe C5
  situations      text[] not null -- Situations relevées @classe C5
                  default '{}' check (situations <@ '{sur-occupation,sous-occupation,plafond}'::text[]),
  reservee        boolean not null default false, -- Une situation est d’accès réservé @classe C5
  transmis_le     date, -- Envoi à la commission @classe C5
  avis            text check (avis in ('plus-grand','plus-petit','adapte','adaptation','accession','maintien')), -- Avis de la commission @classe C5
  avis_texte      text check (length(avis_texte) <= 500), -- Précision de l’avis, sans nom @classe C5
  avis_le         date, -- Jour de l’avis @classe C5
  notifie_le      date, -- Avis notifié au locataire @classe C5
  suite           text check (suite in ('offre','acceptee','refusee','aucune')), -- Suite donnée avec le locataire @classe C5
  suite_le        date, -- Jour de la suite @classe C5
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  unique (epci, id, organisation),
  foreign key (epci, bail_suivi, organisation) references bail_suivi (epci, id, organisation) on delete cascade,
  foreign key (epci, seance, organisation) references seance (epci, id, organisation),
  check ((avis is null) = (avis_le is null)),
  check ((suite is null) = (suite_le is null)),
  check (avis is null or seance is not null)
);
create index examen_occupation_bail on examen_occupation (bail_suivi, examine_le desc);
create index examen_occupation_seance on examen_occupation (seance) where seance is not null;

-- Which of the two situations about health or loss of autonomy, with no detail.
create table sensible.examen_adaptation (
  examen          bigint not null, -- Examen de l’occupation @classe C3
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  seance          bigint, -- Séance @classe C3
  logement_adapte text not null default 'inconnu' check (logement_adapte in ('oui','non','inconnu')), -- Logement adapté @classe C3
  depart          text not null default 'inconnu' check (depart in ('oui','non','inconnu')), -- Départ de l’occupant pour qui il l’était @classe C3
  besoin          text not null default 'inconnu' check (besoin in ('oui','non','inconnu')), -- Adaptation nécessaire @classe C3
  primary key (epci, examen),
  foreign key (epci, examen, organisation) references examen_occupation (epci, id, organisation) on delete cascade,
  foreign key (epci, seance) references seance
);

-- Whether the territory is in the zones of marked imbalance, from a day on, with its source. No row: unknown.
create table zone_examen (
  id              bigint generated always as identity, -- Zone de l’examen triennal @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  depuis          date not null, -- Depuis @classe C0
  applicable      text not null check (applicable in ('oui','non','inconnu')), -- Zone de déséquilibre marqué @classe C0
  source          text not null check (length(source) between 3 and 200), -- Texte @classe C0
  primary key (epci, id),
  unique (epci, depuis)
);

-- The réservataire answers its request once, and writes nothing else of it: it named candidates, or gives the dwelling back to the bailleur. false:
-- no such request of theirs is waiting.
create function repondre_designation(p_designation bigint, p_reponse text, p_motif text, p_le date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  d designation;
begin
  update designation
     set reponse = p_reponse, repondue_le = p_le, motif = p_motif
   where id = p_designation
     and reponse is null
     and p_le between demandee_le and least(avant, contexte.aujourdhui())
     and p_reponse in ('designe','rendu')
     and (epci || ':' || reservataire) in (select contexte.organisations('{reservataire,etat}'))
  returning * into d;
  if d.id is null then return false; end if;
  if p_reponse = 'rendu' then
    update liberation set reservataire = null, revision = revision + 1 where id = d.liberation and reservataire = d.reservataire;
  end if;
  return true;
end;
$$;

-- Acts date the steps of a dwelling, whoever acts: a réservataire who designates, a commission that decides and a bailleur who offers write nothing
-- on the dwelling itself.
create function liberation_avance() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and new.etat = old.etat then return null; end if;
  update liberation
     set proposee_le   = case when tg_op = 'INSERT' then least(proposee_le, new.designee_le) else proposee_le end,
         commission_le = case when new.etat in ('attribuee','sous-condition','non-attribuee','irrecevable') then coalesce(new.decidee_le, contexte.aujourdhui()) else commission_le end,
         offre_le      = case when new.etat = 'offerte' then coalesce(new.offerte_le, contexte.aujourdhui()) else offre_le end,
         etape         = case
                           when etape = 'bail' then etape
                           when new.etat = 'offerte' then 'offre'
                           when new.etat in ('attribuee','sous-condition','non-attribuee','irrecevable') and etape <> 'offre' then 'commission'
                           when tg_op = 'INSERT' and etape not in ('commission','offre') then 'proposee'
                           else etape end
   where id = new.liberation and close_le is null;
  return null;
end;
$$;
create trigger avance after insert or update of etat on candidature for each row execute function liberation_avance();

-- A number, in answers typed by many hands; null for anything else.
create function nominatif.nombre_de(valeur jsonb) returns numeric
  language sql immutable set search_path = pg_catalog, pg_temp
  return case when jsonb_typeof(valeur) = 'number' then valeur::numeric end;

create function nominatif.bit_typologie(typologie text) returns smallint
  language sql immutable set search_path = pg_catalog, pg_temp
  return case typologie when 'chambre' then 1 when 'C' then 1 when 'T1' then 2 when 'T2' then 4 when 'T3' then 8 when 'T4' then 16 when 'T5' then 32
              when 'T6+' then 64 when 'T6P' then 64 else 0 end;

-- All types that the household asked for, or the national file's.
create function nominatif.bits_typologies(reponses jsonb, typologie text) returns smallint
  language sql immutable set search_path = pg_catalog, pg_temp
  return coalesce(nullif(
    (select bit_or(nominatif.bit_typologie(t.valeur))
       from jsonb_array_elements_text(case when jsonb_typeof(reponses #> '{recherche,typologies}') = 'array'
                                           then reponses #> '{recherche,typologies}' else '[]' end) as t (valeur)), 0),
    nominatif.bit_typologie(typologie));

-- Year N-2, or N-1 when it fell by a tenth (arrêté du 29 juillet 1987, art. 4): the rule of `retenirRessources`; a test compares both.
create function nominatif.rfr_retenu(rfr integer, reponses jsonb) returns integer
  language sql immutable set search_path = pg_catalog, pg_temp
  return case when round(nominatif.nombre_de(reponses #> '{revenus,rfrN1}') * 100) <= round(rfr * 90)
              then least(nominatif.nombre_de(reponses #> '{revenus,rfrN1}'), 2000000000)::integer else rfr end;

create function nominatif.ouvrir_lieux(p_lieux text[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  with voulus as (
    select l.lieu, split_part(l.lieu, ':', 1) as epci, split_part(l.lieu, ':', 2) as commune from unnest(p_lieux) as l (lieu)
  ), stock as (
    select distinct on (p.epci) p.epci, p.lot from public.publication p
     where p.source = 'rpls' and p.epci in (select v.epci from voulus v)
     order by p.epci, p.periode desc
  ), parc as (
    select distinct s.epci, c.commune, o.id
      from stock s
      join public.cube_parc c on c.lot = s.lot and c.commune in (select v.commune from voulus v)
      join public.organisation o on o.siren = c.bailleur and o.type = 'bailleur'
  )
  insert into nominatif.lieu_ouvert as o (lieu, epci, ouvert_a)
  select v.lieu, v.epci,
         array[v.lieu] || array(select v.epci || ':' || p.id from parc p where p.epci = v.epci and p.commune = v.commune order by p.id)
    from voulus v
   -- A place elsewhere concerns nobody in the territory, and its row would outlive the only household that wrote it.
   where exists (select from public.territoire_commune t where t.epci = v.epci and t.commune = v.commune)
      or exists (select from parc p where p.epci = v.epci and p.commune = v.commune)
   order by v.lieu
  on conflict (epci, lieu) do update set ouvert_a = excluded.ouvert_a where o.ouvert_a is distinct from excluded.ouvert_a;
end;
$$;
revoke execute on function nominatif.ouvrir_lieux from public;

-- Rebuilds the rows of these demandes: the living ones whose data are not restricted (RGPD, art. 18).
create function nominatif.chercher_souhaits(ids uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  lieux text[];
begin
  with vivantes as materialized (
    select d.id, d.epci, d.guichet, d.anciennete_le, nominatif.bits_typologies(m.reponses, m.typologie) as typologies,
           case m.position_plafond when 'plai' then 1 when 'plus' then 2 when 'pls' then 3 when 'au-dela' then 4 else 0 end as position,
           m.categorie_plafond as categorie, nominatif.rfr_retenu(m.rfr, m.reponses) as rfr,
           case when m.revenu_mensuel between 0 and 10000000 then round(m.revenu_mensuel * 100)::integer end as revenu,
           case when nominatif.nombre_de(m.reponses #> '{logementActuel,aide}') between 0 and 100000
                then round(nominatif.nombre_de(m.reponses #> '{logementActuel,aide}') * 100)::integer end as aide,
           case m.priorite when 'oui' then true when 'non' then false end as prioritaire,
           case m.action_logement when 'oui' then true when 'non' then false end as action_logement,
           (m.reponses #>> '{revenus,profession}') = 'agent-etat' as agent_etat,
           m.elargir is true as partout,
           (select c.points from nominatif.cotation c join public.grille_cotation g on g.id = c.grille
             where c.demandeur = d.id order by g.du desc nulls last, c.calculee_le desc, g.id desc limit 1) as points,
           array(select distinct d.epci || ':' || s.commune from nominatif.souhait s where s.demandeur = d.id and s.commune is not null) as communes,
           array(select distinct d.epci || ':s:' || s.secteur from nominatif.souhait s where s.demandeur = d.id and s.commune is null) as secteurs
      from nominatif.demandeur d
      join nominatif.menage m on m.demandeur = d.id
     where d.id = any (ids) and d.etat in ('active','a-renouveler','avertie') and d.limite_le is null
  ), voulus as materialized (
    select v.id as demandeur, w.lieu, w.par, v.epci, v.guichet, v.typologies, v.position, v.categorie, v.rfr, v.revenu, v.aide, v.prioritaire,
           v.action_logement, v.agent_etat, v.points, v.anciennete_le
      from vivantes v
     cross join lateral (
       select c as lieu, c as par from unnest(v.communes) as c where not v.partout
       union all
       select l.lieu, coalesce(c.par, '')
         from unnest(case when v.partout then array[v.epci || ':*']
                          when cardinality(v.communes) + cardinality(v.secteurs) = 0 then array[v.epci || ':?']
                          else v.secteurs end) as l (lieu)
         left join unnest(v.communes) as c (par) on true
     ) as w
  ), partis as (
    delete from nominatif.souhait_cherche s
     where (s.epci, s.demandeur) in (select d.epci, d.id from nominatif.demandeur d where d.id = any (ids))
       and not exists (select from voulus v where v.demandeur = s.demandeur and v.lieu = s.lieu and v.par = s.par)
  ), ecrits as (
    insert into nominatif.souhait_cherche as s (demandeur, lieu, par, epci, guichet, typologies, position, categorie, rfr, revenu, aide,
                                                prioritaire, action_logement, agent_etat, points, anciennete_le)
    select v.* from voulus v order by v.demandeur, v.lieu, v.par
    on conflict (epci, demandeur, lieu, par) do update
       set (guichet, typologies, position, categorie, rfr, revenu, aide, prioritaire, action_logement, agent_etat, points, anciennete_le) =
           (excluded.guichet, excluded.typologies, excluded.position, excluded.categorie, excluded.rfr, excluded.revenu, excluded.aide,
            excluded.prioritaire, excluded.action_logement, excluded.agent_etat, excluded.points, excluded.anciennete_le)
     where (s.guichet, s.typologies, s.position, s.categorie, s.rfr, s.revenu, s.aide, s.prioritaire, s.action_logement, s.agent_etat, s.points,
            s.anciennete_le)
           is distinct from
           (excluded.guichet, excluded.typologies, excluded.position, excluded.categorie, excluded.rfr, excluded.revenu, excluded.aide,
            excluded.prioritaire, excluded.action_logement, excluded.agent_etat, excluded.points, excluded.anciennete_le)
  )
  select array_agg(distinct v.par order by v.par) into lieux from voulus v where v.par <> '';
  if lieux is not null then
    perform nominatif.ouvrir_lieux(lieux);
  end if;
end;
$$;
revoke execute on function nominatif.chercher_souhaits from public;

create function nominatif.souhaits_du_dossier() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform nominatif.chercher_souhaits(array(select distinct t.id from touches t));
  return null;
end;
$$;
create trigger souhait_change after update on nominatif.demandeur referencing new table as touches
  for each statement execute function nominatif.souhaits_du_dossier();

create function nominatif.souhaits_du_menage() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform nominatif.chercher_souhaits(array(select distinct t.demandeur from touches t));
  return null;
end;
$$;
create trigger souhait_ajout after insert on nominatif.menage referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_change after update on nominatif.menage referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_ajout after insert on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_change after update on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_retrait after delete on nominatif.souhait referencing old table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_ajout after insert on nominatif.cotation referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_change after update on nominatif.cotation referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();

-- A decision is final: its notification ties it to its household, and nothing else changes.
create function garde_decision() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- The purge has no actor: it removes what ties the row to a household.
  if contexte.acteur() is not null and old.sens is not null
     and (to_jsonb(new) - '{demandeur,guichet,notifiee_le,etat}'::text[])
         is distinct from (to_jsonb(old) - '{demandeur,guichet,notifiee_le,etat}'::text[]) then
    raise exception 'decision % is written once', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end;
$$;
create trigger garde before update on decision for each row execute function garde_decision();

-- A dwelling is put on an agenda by the secretary, who does not read yet who is proposed for it: its candidates come with it. The policies ask for the
-- secretary of its own territory, this for that of the session.
create function cal_inscrit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if contexte.acteur() is not null
     and (new.epci_seance || ':' || new.organisation) not in (select contexte.organisations('{secretaire-cal}')) then
    raise exception 'session %: not held by this person', new.seance using errcode = '42501';
  end if;
  if new.etat <> 'inscrit' then return null; end if;
  update candidature
     set seance = new.seance, epci_seance = new.epci_seance, etat = 'presentee', revision = revision + 1
   where epci = new.epci and liberation = new.liberation
     and etat in ('designee','reportee');
  if new.epci <> new.epci_seance then
    update seance set territoires = territoires || new.epci
     where epci = new.epci_seance and id = new.seance and new.epci <> all (territoires);
    -- Whoever holds both reads these candidates as those of the session's own territory.
    insert into convocation (seance, epci, epci_seance, compte, du, au)
    select c.seance, new.epci, c.epci_seance, c.compte, c.du, c.au
      from convocation c
     where c.epci = new.epci_seance and c.seance = new.seance and c.compte = contexte.compte()
    on conflict do nothing;
  end if;
  return null;
end;
$$;
create trigger inscrit after insert or update of bien, seance, epci_seance on seance_logement for each row execute function cal_inscrit();

create function cal_retire() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update candidature
     set seance = null, epci_seance = null, etat = 'designee', revision = revision + 1
   where epci = old.epci and liberation = old.liberation
     and seance = old.seance
     and etat = 'presentee';
  update seance set territoires = array_remove(territoires, old.epci)
   where epci = old.epci_seance and id = old.seance
     and not exists (select from seance_logement l where l.epci = old.epci and l.seance = old.seance);
  return null;
end;
$$;
create trigger retire after delete on seance_logement for each row when (old.etat = 'inscrit') execute function cal_retire();

-- A decision sets the state of its candidature (and, by its trigger, the dwelling's), and removes it from the agenda, with the rights of the
-- decision.
create function cal_decide() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update candidature
     set etat = case new.sens when 'attribution' then 'attribuee' when 'non-attribution' then 'non-attribuee'
                              when 'irrecevabilite' then 'irrecevable' when 'report' then 'reportee' else new.sens end,
         rang = new.rang, revision = revision + 1
   where id = new.candidature
     and epci = new.epci
     and organisation = new.organisation
     and liberation = new.liberation
     and seance = new.seance
     and epci_seance = new.epci_seance
     and etat = 'presentee';
  if not found then
    raise exception 'candidature % is not before session %', new.candidature, new.seance using errcode = 'integrity_constraint_violation';
  end if;
  update seance_logement set etat = 'decide' where seance = new.seance and epci = new.epci and liberation = new.liberation and etat = 'inscrit';
  return null;
end;
$$;
create trigger decide after insert on decision for each row when (new.sens is not null) execute function cal_decide();

-- Number of candidates of each freed dwelling, for the secretary of the bailleur's commission, without telling who.
create function cal_candidats(p_epci text, p_organisation bigint)
  returns table (liberation bigint, candidats integer, attribues integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select l.id, count(c.id) filter (where c.etat in ('designee','reportee'))::integer,
         count(c.id) filter (where c.etat in ('attribuee','sous-condition','offerte','logee'))::integer
    from public.liberation l
    left join public.candidature c on c.epci = l.epci and c.liberation = l.id
   where l.epci = p_epci
     and l.organisation = p_organisation
     and (p_epci || ':' || p_organisation) in (select contexte.organisations('{secretaire-cal}'))
     and l.close_le is null
   group by l.id
$$;

-- Accounts that the secretary may convene: members and communes of the territory, no other.
create function contexte.sieges_cal(p_epci text)
  returns table (compte bigint, nom text, organisation text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select distinct c.id, concat_ws(' ', c.prenom, c.nom), o.nom, h.role
    from public.habilitation h
    join public.compte c on c.id = h.compte
    join public.organisation o on o.id = h.organisation
   where h.epci = p_epci
     and p_epci in (select contexte.epcis('{secretaire-cal}'))
     and h.role in ('membre-cal','commune','secretaire-cal')
     and c.ferme_le is null
     and h.revoquee_le is null
     and h.debut <= contexte.aujourdhui()
     and h.fin >= contexte.aujourdhui()
$$;

-- Opens the dwellings that a session has in a territory to an account between two days, in the hand of the secretary of that very commission there as
-- where it is convened. false: it is not theirs, or nobody who may sit.
create function contexte.convoquer_cal(p_epci text, p_seance bigint, p_compte bigint, p_du date, p_au date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s public.seance;
begin
  select * into s from public.seance
   where id = p_seance
     and (epci || ':' || organisation) in (select contexte.organisations('{secretaire-cal}'))
     and (p_epci || ':' || organisation) in (select contexte.organisations('{secretaire-cal}'));
  if s.id is null or p_au < p_du or p_au > p_du + 400 then
    return false;
  end if;
  if p_compte is distinct from contexte.compte() and p_compte not in (select compte from contexte.sieges_cal(p_epci)) then
    return false;
  end if;
  insert into public.convocation as c (seance, epci, epci_seance, compte, du, au) values (s.id, p_epci, s.epci, p_compte, p_du, p_au)
  on conflict (epci, seance, compte) do update set du = least(c.du, excluded.du), au = excluded.au;
  return true;
end;
$$;

-- The quorum of a session by writing counts those who have voted, whatever the dwelling.
create function cal_vote() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update seance_membre set a_vote = true where epci = new.epci_seance and id = new.seance_membre and not a_vote;
  return null;
end;
$$;
create trigger vote after insert on seance_vote for each row execute function cal_vote();

-- What was frozen stays. Its households may be detached, once; the agent's name goes, with the agent.
create function garde_plan() returns trigger language plpgsql as $$
begin
  -- Comparing records would fail: json has no equality.
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'contenu' - 'fige_par') = (to_jsonb(old) - 'contenu' - 'fige_par')
       and (new.contenu is null or new.contenu::text = old.contenu::text)
       and new.fige_par in (old.fige_par, 'agent (nom effacé)') then
      return new;
    end if;
  end if;
  raise exception 'a frozen proposal never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on plan for each row execute function garde_plan();

-- The answer to an offer sets its candidature: a refusal, explicit or by silence, leaves the dwelling to the next rank.
create function proposition_suit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.reponse in ('refusee','sans-reponse') and old.reponse is null and new.nature = 'logement' then
    update candidature set etat = 'refusee', revision = revision + 1 where id = new.candidature and etat = 'offerte';
  end if;
  return null;
end;
$$;
create trigger suit after update of reponse on proposition for each row when (new.candidature is not null) execute function proposition_suit();

-- Locks a message until the end of the transaction, and gives the address of its account, to the secretary of that commission only.
create function contexte.prendre_envoi_cal(p_envoi bigint) returns table (courriel text)
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select c.courriel
    from public.seance_envoi e
    join public.seance_membre m on m.id = e.seance_membre
    left join public.compte c on c.id = m.compte and c.ferme_le is null
   where e.id = p_envoi
     and e.etat in ('attente','echec')
     and (e.epci || ':' || e.organisation) in (select contexte.organisations('{secretaire-cal}'))
     for update of e skip locked
$$;

-- Facts are those of their day: another examination corrects a mistake. An opinion is given once.
create function examen_occupation_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  -- The purge has no actor: it removes what ties the row to a household.
  if contexte.acteur() is null then return new; end if;
  if (to_jsonb(new) - '{seance,transmis_le,avis,avis_texte,avis_le,notifie_le,suite,suite_le}'::text[])
     is distinct from (to_jsonb(old) - '{seance,transmis_le,avis,avis_texte,avis_le,notifie_le,suite,suite_le}'::text[]) then
    raise exception 'examen %: what was found on its day never changes', old.id using errcode = '42501';
  end if;
  if old.avis is not null and row(new.seance, new.transmis_le, new.avis, new.avis_texte, new.avis_le)
                              is distinct from row(old.seance, old.transmis_le, old.avis, old.avis_texte, old.avis_le) then
    raise exception 'examen %: its opinion is written once', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before update on examen_occupation for each row execute function examen_occupation_garde();

-- The file sent to a commission is complete, for its members who may read sensitive data.
create function examen_occupation_transmis() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update sensible.examen_adaptation set seance = new.seance where examen = new.id;
  return null;
end;
$$;
create trigger transmis after update of seance on examen_occupation
  for each row when (new.seance is distinct from old.seance) execute function examen_occupation_transmis();

-- Counts of a territory by bailleur, for readers of sums. An examination is due `p_mois` after the signature, or after the last one.
create function contexte.compter_examens(p_epci text, p_jour date, p_mois integer)
  returns table (organisation bigint, nom text, suivis integer, retard integer, examines integer, transmis integer, avis integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.id, o.nom, count(*)::integer,
         count(*) filter (where coalesce(e.examine_le, b.signe_le) + make_interval(months => p_mois) < p_jour)::integer,
         count(e.id)::integer, count(e.transmis_le)::integer, count(e.avis_le)::integer
    from public.bail_suivi b
    join public.organisation o on o.id = b.organisation
    left join lateral (select x.* from public.examen_occupation x where x.bail_suivi = b.id order by x.examine_le desc, x.id desc limit 1) e on true
   where b.epci = p_epci
     and b.clos_le is null
     and p_epci in (select contexte.epcis('{agent-epci,etat,membre-coordination}'))
   group by o.id, o.nom
$$;

-- A signed lease never changes, except what Action Logement recognises afterwards and its withdrawal.
create function bail_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  -- Columns of a signed lease that may change: those of the purge, of Action Logement, and of the withdrawal.
  libres constant text[] := '{etat,demandeur,guichet,action_logement_apres,action_logement_le,annule_le,annule_cause,annule_motif}';
begin
  -- The purge has no actor: it removes what ties the row to a household.
  if contexte.acteur() is null then return new; end if;
  if old.etat in ('signe','annule') and (to_jsonb(new) - libres) is distinct from (to_jsonb(old) - libres) then
    raise exception 'bail %: a signed lease never changes', old.id using errcode = '42501';
  end if;
  if old.etat = 'annule' then
    raise exception 'bail %: it was taken back', old.id using errcode = '42501';
  end if;
  if new.etat = 'annule' and old.etat = 'signe'
     and (new.epci || ':' || new.organisation) not in (select contexte.organisations('{responsable-bailleur}')) then
    raise exception 'bail %: its bailleur''s responsible alone takes it back', old.id using errcode = '42501';
  end if;
  if new.etat <> 'annule' and num_nonnulls(new.annule_le, new.annule_cause, new.annule_motif) > 0 then
    raise exception 'bail %: it is not taken back', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before update on bail for each row execute function bail_garde();

-- A household may only be a candidate for a dwelling that is being let.
-- A housed candidature stops being so only when its lease is withdrawn.
create function candidature_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if row(new.epci, new.liberation, new.organisation, new.source, new.designee_le)
     is distinct from row(old.epci, old.liberation, old.organisation, old.source, old.designee_le)
     or (new.demandeur is distinct from old.demandeur and new.demandeur is not null) then
    raise exception 'candidature %: what it is of never changes', old.id using errcode = '42501';
  end if;
  if new.etat <> old.etat and (old.etat = 'retiree' or (old.etat = 'logee' and not bail_repris(old.id))) then
    raise exception 'candidature %: it is over', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before update on candidature for each row execute function candidature_garde();

-- An offer only goes to the first waiting rank, among those that the commission chose.
create function candidature_rang() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.etat = 'offerte' and old.etat <> 'offerte' then
    -- Its lease was a mistake: the offer it had accepted stands.
    if old.etat = 'logee' and bail_repris(old.id) then return new; end if;
    if old.etat <> 'attribuee' then
      raise exception 'candidature %: not attributed', new.id using errcode = '42501';
    end if;
    if exists (select from candidature c
                where c.epci = new.epci and c.liberation = new.liberation and c.id <> new.id
                  and c.etat in ('attribuee','sous-condition','offerte') and c.rang < coalesce(new.rang, 1)) then
      raise exception 'candidature %: an earlier rank waits', new.id using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  return new;
end;
$$;
create trigger rang before update of etat on candidature for each row execute function candidature_rang();

-- Withdraws the radiation caused by a withdrawn lease: the demande is alive again, in the state that its dates give. null: that lease did not strike
-- it off, or another lease was signed since.
create function nominatif.rendre_bail(p_demandeur uuid, p_bail bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  b public.bail;
  rendu text;
begin
  select * into b from public.bail
   where id = p_bail and demandeur = p_demandeur and etat = 'annule'
     and (epci || ':' || organisation) in (select contexte.organisations('{responsable-bailleur}'));
  if b.id is null or exists (select from public.bail x where x.demandeur = p_demandeur and x.etat = 'signe') then
    return null;
  end if;
  update nominatif.demandeur
     set etat = case when avertie_le is not null then 'avertie' when preavis_le is not null then 'a-renouveler' else 'active' end,
         radie_le = null, radie_motif = null, sortie = null, modifie_le = now()
   where id = p_demandeur and etat = 'radiee' and radie_motif = 'attribution' and radie_le = b.signe_le
  returning etat into rendu;
  return rendu;
end;
$$;

-- A réservataire whose turn it is designates a demande of its contingent by the unique number, known from its own system, and may then read that file
-- for the life of an unrenewed demande (one year; CCH, art. R. 441-2-7). null: no such proposable demande, or not their turn.
create function nominatif.rattacher_contingent(p_liberation bigint, p_numero_hash text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tour record;
  connu uuid;
begin
  select l.epci, l.reservataire into tour
    from public.liberation l
   where l.id = p_liberation
     and l.close_le is null
     and (l.epci || ':' || l.reservataire) in (select contexte.organisations('{reservataire,etat}'));
  if not found then return null; end if;
  select d.id into connu
    from nominatif.demandeur d
   where d.epci = tour.epci
     and d.numero_hash = p_numero_hash
     and d.etat in ('active','a-renouveler','avertie')
     and d.limite_le is null
     and d.id not in (select r.demandeur from nominatif.recusation r where r.compte = contexte.compte());
  if connu is null then return null; end if;
  insert into nominatif.lien (demandeur, epci, nature, organisation, du, au)
  select connu, tour.epci, 'contingent', tour.reservataire, contexte.aujourdhui(), (contexte.aujourdhui() + interval '1 year')::date
   where not exists (select from nominatif.lien l
                      where l.demandeur = connu
                        and l.nature = 'contingent'
                        and l.organisation = tour.reservataire
                        and (l.au is null or l.au >= contexte.aujourdhui()));
  return connu;
end;
$$;

-- Numbers that a réservataire's agents tried and that opened nothing, by day: past five, the organisation names no household by its number until the
-- next. Six: the first one refused. An attempt is counted before it is made, so that fifty at once do not find the count at zero.
create table essai_numero (
  epci            text not null references territoire, -- Essais de numéros uniques d’un réservataire @classe C0
  organisation    bigint not null references organisation, -- Réservataire @classe C0
  le              date not null, -- Jour @classe C0
  essais          smallint not null check (essais between 0 and 6), -- Numéros essayés qui n’ont désigné personne @classe C0
  primary key (epci, organisation, le)
);

-- Households that a réservataire lists: labelled by the préfet, employees of a company, or its own candidates. Lines that match no demande are not kept.
create table nominatif.menage_liste (
  id              bigint generated always as identity, -- Ménage d’une liste @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  organisation    bigint not null references organisation, -- Réservataire dont c’est la liste @classe C2
  nature          text not null check (nature in ('labellise','salarie','candidat')), -- Pourquoi il y est @classe C2
  labellise_le    date, -- Jour de la labellisation @classe C2
  employeur_siret text collate "C" check (employeur_siret ~ '^[0-9]{14}$'), -- SIRET de l’établissement employeur @classe C2
  inscrit_le      date not null, -- Premier fichier qui le nomme @classe C2
  sorti_le        date, -- Sortie de la liste @classe C2
  primary key (epci, id),
  unique (epci, organisation, demandeur),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index menage_liste_demandeur on nominatif.menage_liste (demandeur);

-- What each line of a réservataire's list is to its demande, and, when `p_ecrire`, the list and its openings. The unique number and the birth of the
-- holder must both be those of the demande: a number alone may be guessed, and would open the file of a stranger. A number that nobody has, one with
-- another birth and one that may not be proposed are one answer. `p_complete`: who is no longer in the file leaves the list (line 0).
create function nominatif.inscrire_menages(p_epci text, p_organisation bigint, p_lignes jsonb, p_complete boolean, p_ecrire boolean)
  returns table (ligne integer, suite text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  un record;
begin
  if (p_epci || ':' || p_organisation) not in (select contexte.organisations('{reservataire,etat}')) then return; end if;
  for un in
    with lue as (
      select l.*
        from jsonb_to_recordset(p_lignes) as l (ligne integer, numero_hash text, naissance date, nature text, labellise_le date,
                                                employeur_siret text, sorti_le date)
    ), connue as (
      select d.id, lue.*
        from lue
        join nominatif.demandeur d on d.epci = p_epci and d.numero_hash = lue.numero_hash and d.naissance = lue.naissance
         and d.etat in ('active','a-renouveler','avertie') and d.limite_le is null
         and d.id not in (select r.demandeur from nominatif.recusation r where r.compte = contexte.compte())
    ), liste as (
      select m.* from nominatif.menage_liste m where m.epci = p_epci and m.organisation = p_organisation
    )
    select lue.ligne, c.id as demandeur, lue.nature, lue.labellise_le, lue.employeur_siret, lue.sorti_le,
           case
             when c.id is null then 'inconnu'
             when m.id is null or m.sorti_le is not null then case when lue.sorti_le is null then 'inscrit' else 'connu' end
             when lue.sorti_le is not null then 'sorti'
             when (m.nature, m.labellise_le, m.employeur_siret) is distinct from
                  (lue.nature, coalesce(lue.labellise_le, m.labellise_le), coalesce(lue.employeur_siret, m.employeur_siret)) then 'change'
             else 'connu'
           end as suite
      from lue
      left join connue c on c.ligne = lue.ligne
      left join liste m on m.demandeur = c.id
    union all
    select 0, m.demandeur, m.nature, m.labellise_le, m.employeur_siret, contexte.aujourdhui(), 'sorti'
      from liste m
     where p_complete and m.sorti_le is null and m.demandeur not in (select id from connue)
  loop
    if p_ecrire and un.suite in ('inscrit','change') then
      insert into nominatif.menage_liste as m (demandeur, epci, organisation, nature, labellise_le, employeur_siret, inscrit_le)
      values (un.demandeur, p_epci, p_organisation, un.nature, un.labellise_le, un.employeur_siret, contexte.aujourdhui())
      on conflict (epci, organisation, demandeur) do update
         set nature = excluded.nature, labellise_le = coalesce(excluded.labellise_le, m.labellise_le),
             employeur_siret = coalesce(excluded.employeur_siret, m.employeur_siret), sorti_le = null,
             inscrit_le = case when m.sorti_le is null then m.inscrit_le else excluded.inscrit_le end;
      -- One year, as long as a demande lasts without a renewal; the next list prolongs it.
      update nominatif.lien l set au = (contexte.aujourdhui() + interval '1 year')::date
       where l.epci = p_epci and l.demandeur = un.demandeur and l.nature = 'contingent' and l.organisation = p_organisation
         and l.au >= contexte.aujourdhui();
      if not found then
        insert into nominatif.lien (demandeur, epci, nature, organisation, du, au)
        values (un.demandeur, p_epci, 'contingent', p_organisation, contexte.aujourdhui(), (contexte.aujourdhui() + interval '1 year')::date);
      end if;
    end if;
    if p_ecrire and un.suite = 'sorti' then
      update nominatif.menage_liste m set sorti_le = un.sorti_le
       where m.epci = p_epci and m.organisation = p_organisation and m.demandeur = un.demandeur;
      -- Whoever is a candidate for one of its dwellings stays readable until that is over.
      update nominatif.lien l set au = contexte.aujourdhui() - 1
       where l.epci = p_epci and l.demandeur = un.demandeur and l.nature = 'contingent' and l.organisation = p_organisation
         and not exists (select from public.candidature c
                          where c.epci = p_epci and c.demandeur = un.demandeur and c.reservataire = p_organisation
                            and c.etat in ('designee','presentee','attribuee','sous-condition','reportee','offerte'));
    end if;
    -- The household reads who lists it, and why.
    if p_ecrire and un.suite in ('inscrit','sorti') then
      insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, organisation, compte, precisions)
      values (un.demandeur, p_epci, now(), 'import', case un.suite when 'inscrit' then 'liste-inscrite' else 'liste-quittee' end, 'organisme',
              p_organisation, contexte.compte(), jsonb_build_object('nature', un.nature));
    end if;
    ligne := un.ligne;
    suite := un.suite;
    return next;
  end loop;
end;
$$;

-- A réservataire asks for a dwelling that waits for a tenant. Whoever is asked for candidates is answered by that very request.
create table demande_logement (
  id              bigint generated always as identity, -- Demande d’un logement vacant @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  liberation      bigint not null, -- Libération @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  reservataire    bigint not null references organisation, -- Réservataire qui le demande @classe C0
  demandee_le     date not null, -- Jour de la demande @classe C0
  reponse         text check (reponse in ('acceptee','refusee')), -- Réponse du bailleur @classe C0
  repondue_le     date, -- Jour de la réponse @classe C0
  motif           text check (length(motif) <= 300), -- Raison du refus, sans personne @classe C0
  primary key (epci, id),
  foreign key (epci, liberation, organisation) references liberation (epci, id, organisation),
  check ((reponse is null) = (repondue_le is null))
);
create unique index demande_logement_ouverte on demande_logement (epci, liberation, reservataire) where reponse is null;

-- Dwellings empty for three months and to let: nobody's turn, no candidate, neither kept empty on purpose nor still in works. Read by those who may fill
-- them, and by their own bailleur: places, never persons.
create function logements_vacants(p_epci text, p_jour date)
  returns table (liberation bigint, numero integer, organisation bigint, bailleur text, adresse text, commune text, secteur text, situation text,
                 typologie text, surface numeric, loyer numeric, vide_depuis date, cause_vacance text, commune_code text, financement text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select l.id, l.numero, o.id, o.nom, s.adresse, coalesce(c.nom, s.commune), s.secteur, s.situation, s.typologie, s.surface, s.loyer,
         coalesce(l.etat_lieux_le, l.disponible_le), l.cause_vacance, s.commune, l.financement
    from liberation l
    join logement_suivi s on s.epci = l.epci and s.id = l.logement
    join organisation o on o.id = l.organisation
    left join territoire_commune c on c.epci = l.epci and c.commune = s.commune
   where l.epci = p_epci
     and l.close_le is null
     and l.reservataire is null
     and coalesce(l.etat_lieux_le, l.disponible_le) <= (p_jour - interval '3 months')::date
     and (l.cause_vacance = 'commerciale' or l.cause_vacance = 'inconnue' or (l.cause_vacance = 'technique' and l.disponible_le is not null))
     and not exists (select from candidature k
                      where k.epci = l.epci and k.liberation = l.id
                        and k.etat in ('designee','presentee','attribuee','sous-condition','reportee','offerte'))
     and (p_epci = any (array(select contexte.epcis('{reservataire,etat,agent-epci,relogement}')))
          or (l.epci || ':' || l.organisation) = any (array(select contexte.organisations('{agent-bailleur,responsable-bailleur,secretaire-cal}'))))
   order by 12, l.id
$$;

-- null: not such a dwelling, not theirs to ask, or asked already.
create function demander_logement(p_epci text, p_liberation bigint, p_reservataire bigint, p_le date) returns bigint
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  insert into demande_logement (epci, liberation, organisation, reservataire, demandee_le)
  select p_epci, v.liberation, v.organisation, p_reservataire, p_le
    from logements_vacants(p_epci, p_le) v
   where v.liberation = p_liberation
     and (p_epci || ':' || p_reservataire) in (select contexte.organisations('{reservataire,etat}'))
  on conflict (epci, liberation, reservataire) where reponse is null do nothing
  returning id
$$;

create function demande_logement_suite() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update demande_logement
     set reponse = case when reservataire = new.reservataire then 'acceptee' else 'refusee' end, repondue_le = new.demandee_le,
         motif = case when reservataire = new.reservataire then null else 'Proposé à un autre réservataire' end
   where epci = new.epci and liberation = new.liberation and reponse is null;
  return null;
end;
$$;
create trigger suite after insert on designation for each row execute function demande_logement_suite();

-- A tenant's dwelling that may be exchanged for another one: its bailleur offers it once the household has agreed to it.
create table echange_offre (
  id              bigint generated always as identity, -- Logement à échanger @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint not null references organisation, -- Bailleur @classe C0
  logement        bigint not null, -- Logement @classe C0
  demandeur       uuid, -- Dossier de son locataire @classe C5
  accord_le       date not null, -- Jour où le locataire a donné son accord @classe C5
  ouverte_le      date not null, -- Ouverture @classe C0
  close_le        date, -- Clôture @classe C0
  cloture         text check (cloture in ('echange','retrait')), -- Échangé ou retiré @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  unique (epci, id, organisation),
  foreign key (epci, logement) references logement_suivi,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  check ((close_le is null) = (cloture is null))
);
create unique index echange_offre_logement on echange_offre (epci, logement) where close_le is null;
create unique index echange_offre_demandeur on echange_offre (epci, demandeur) where close_le is null;

-- One of the two sides of an exchange: the household that leaves this dwelling, and its bailleur. `paire` ties the two rows.
create table echange (
  id              bigint generated always as identity, -- Côté d’un échange @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  paire           uuid not null, -- Échange, commun aux deux côtés @classe C0
  organisation    bigint not null references organisation, -- Bailleur du logement quitté @classe C0
  offre           bigint not null, -- Logement quitté @classe C0
  demandeur       uuid, -- Dossier du locataire @classe C5
  propose_le      date not null, -- Jour de la proposition @classe C0
  bailleur_reponse text check (bailleur_reponse in ('oui','non')), -- Réponse du bailleur @classe C0
  bailleur_le     date, -- Jour de sa réponse @classe C0
  bailleur_motif  text check (length(bailleur_motif) <= 300), -- Raison du refus, sans personne @classe C0
  menage_reponse  text check (menage_reponse in ('oui','non')), -- Réponse du ménage @classe C5
  menage_le       date, -- Jour de sa réponse @classe C5
  liberation      bigint, -- Libération ouverte pour l’échange @classe C0
  close_le        date, -- Clôture @classe C0
  -- The household's own answer is a column of its side; the other side only reads that a household said no.
  cloture         text check (cloture in ('signe','bailleur','menage','retire')), -- Comment il a fini @classe C0
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  primary key (epci, id),
  unique (epci, paire, offre),
  foreign key (epci, offre, organisation) references echange_offre (epci, id, organisation),
  foreign key (epci, liberation, organisation) references liberation (epci, id, organisation),
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  check ((bailleur_reponse is null) = (bailleur_le is null)),
  check ((menage_reponse is null) = (menage_le is null)),
  check ((close_le is null) = (cloture is null))
);
create unique index echange_ouvert on echange (epci, offre) where close_le is null;
create index echange_demandeur on echange (epci, demandeur);
create index echange_liberation on echange (epci, liberation) where liberation is not null;

-- The household of one offer asks for a place and a type that the other's dwelling has. A dwelling of unknown type suits nobody.
create function echange_convient(p_epci text, p_demandeur uuid, p_logement bigint) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select exists (
    select from logement_suivi l
      join nominatif.souhait_cherche s
        on s.epci = l.epci and s.lieu in (l.epci || ':' || l.commune, l.epci || ':s:' || l.secteur, l.epci || ':*')
     where l.epci = p_epci and l.id = p_logement and s.demandeur = p_demandeur and l.typologie is not null
       and s.typologies & nominatif.bit_typologie(l.typologie) > 0)
$$;
revoke execute on function echange_convient from public;

-- Offers that suit the household of this one, and whose household this dwelling suits: no person, no address. Those that a household or a bailleur
-- has refused already are not shown again.
create function echanges_possibles(p_epci text, p_offre bigint)
  returns table (offre bigint, organisation bigint, bailleur text, commune text, secteur text, situation text, typologie text, surface numeric,
                 loyer numeric)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select autre.id, o.id, o.nom, coalesce(c.nom, l.commune), l.secteur, l.situation, l.typologie, l.surface, l.loyer
    from echange_offre mienne
    join echange_offre autre on autre.epci = mienne.epci and autre.id <> mienne.id and autre.close_le is null
    join logement_suivi l on l.epci = autre.epci and l.id = autre.logement
    join organisation o on o.id = autre.organisation
    left join territoire_commune c on c.epci = l.epci and c.commune = l.commune
   where mienne.epci = p_epci and mienne.id = p_offre and mienne.close_le is null
     and (p_epci || ':' || mienne.organisation) in (select contexte.organisations('{agent-bailleur,responsable-bailleur}'))
     and echange_convient(p_epci, mienne.demandeur, autre.logement)
     and echange_convient(p_epci, autre.demandeur, mienne.logement)
     and not exists (select from echange e where e.epci = p_epci and e.offre in (mienne.id, autre.id) and e.close_le is null)
     and not exists (select from echange e join echange f on f.epci = e.epci and f.paire = e.paire
                      where e.epci = p_epci and e.offre = mienne.id and f.offre = autre.id and e.cloture in ('bailleur','menage'))
   order by 3, autre.id
$$;

-- Both sides at once, or null: one of them is no more to exchange, or is in another exchange. The same bailleur on both sides agrees with itself.
create function proposer_echange(p_epci text, p_offre bigint, p_autre bigint, p_le date) returns bigint
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_paire uuid := gen_random_uuid();
  v_mienne bigint;
  v_id bigint;
begin
  perform from echange_offre where epci = p_epci and id in (p_offre, p_autre) order by id for update;
  select p.organisation into v_mienne from echange_offre p where p.epci = p_epci and p.id = p_offre;
  if not exists (select from echanges_possibles(p_epci, p_offre) p where p.offre = p_autre) then
    return null;
  end if;
  insert into echange (epci, paire, organisation, offre, demandeur, propose_le, bailleur_reponse, bailleur_le, synthetique)
  select p_epci, v_paire, o.organisation, o.id, o.demandeur, p_le, case when o.organisation = v_mienne then 'oui' end,
         case when o.organisation = v_mienne then p_le end, o.synthetique
    from echange_offre o
   where o.epci = p_epci and o.id in (p_offre, p_autre);
  select id into v_id from echange where epci = p_epci and paire = v_paire and offre = p_offre;
  return v_id;
end;
$$;

-- The other side of the exchanges of which the reader holds one: a dwelling and its answers. Its address comes with the agreement of its household.
create function echanges_autres(p_epci text)
  returns table (id bigint, bailleur text, commune text, secteur text, situation text, typologie text, surface numeric, loyer numeric, charges numeric,
                 adresse text, bailleur_reponse text, bailleur_le date, bailleur_motif text, menage_reponse text, liberation_ouverte boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select e.id, o.nom, coalesce(c.nom, l.commune), l.secteur, l.situation, l.typologie, l.surface, l.loyer, l.charges,
         case when f.menage_reponse = 'oui' then l.adresse end, f.bailleur_reponse, f.bailleur_le, f.bailleur_motif, f.menage_reponse,
         f.liberation is not null
    from echange e
    join echange f on f.epci = e.epci and f.paire = e.paire and f.id <> e.id
    join echange_offre a on a.epci = f.epci and a.id = f.offre
    join logement_suivi l on l.epci = a.epci and l.id = a.logement
    join organisation o on o.id = f.organisation
    left join territoire_commune c on c.epci = l.epci and c.commune = l.commune
   where e.epci = p_epci
     and ((e.epci || ':' || e.organisation) in (select contexte.organisations('{agent-bailleur,responsable-bailleur}'))
          or e.demandeur in (select contexte.demandeurs('{titulaire,mandat}')))
$$;

-- The household that comes to the dwelling of this side, once both households and both bailleurs have said yes.
create function echange_arrivant(p_epci text, p_id bigint) returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select f.demandeur
    from echange e
    join echange f on f.epci = e.epci and f.paire = e.paire and f.id <> e.id
   where e.epci = p_epci and e.id = p_id and e.close_le is null
     and e.bailleur_reponse = 'oui' and f.bailleur_reponse = 'oui' and e.menage_reponse = 'oui' and f.menage_reponse = 'oui'
     and (e.epci || ':' || e.organisation) in (select contexte.organisations('{agent-bailleur,responsable-bailleur}'))
$$;

-- null: this letting is no exchange. true: it goes to the other household of the exchange, and the other lease may be signed too, or is.
create function echange_ensemble(p_epci text, p_liberation bigint, p_demandeur uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select p_demandeur is not distinct from f.demandeur
         and exists (select from liberation l
                   left join candidature k on k.epci = l.epci and k.liberation = l.id and k.demandeur = e.demandeur and k.etat = 'offerte'
                   left join proposition p on p.epci = k.epci and p.candidature = k.id and p.nature = 'logement' and p.reponse = 'acceptee'
                  where l.epci = f.epci and l.id = f.liberation and (l.cloture = 'bail' or p.id is not null))
    from echange e
    join echange f on f.epci = e.epci and f.paire = e.paire and f.id <> e.id
   where e.epci = p_epci and e.liberation = p_liberation and (e.close_le is null or e.cloture = 'signe')
$$;

-- Counts for the territory, open to those who read its lettings: no person, no dwelling. An exchange inside one stock is one.
create function echanges_comptes(p_epci text)
  returns table (organisation bigint, bailleur text, offerts bigint, proposes bigint, d_accord bigint, signes bigint, refuses_bailleur bigint,
                 refuses_menage bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select o.id, o.nom, (select count(*) from echange_offre x where x.epci = p_epci and x.organisation = o.id and x.close_le is null),
         count(distinct e.paire) filter (where e.close_le is null),
         count(*) filter (where e.close_le is null and e.menage_reponse = 'oui'),
         count(distinct e.paire) filter (where e.cloture = 'signe'), count(distinct e.paire) filter (where e.cloture = 'bailleur'),
         count(distinct e.paire) filter (where e.cloture = 'menage')
    from organisation o
    left join echange e on e.epci = p_epci and e.organisation = o.id
   where o.id in (select x.organisation from echange_offre x where x.epci = p_epci)
     and p_epci in (select contexte.epcis('{agent-epci,gestionnaire-epci,etat,relogement,agent-bailleur,responsable-bailleur,membre-coordination}'))
   group by o.id, o.nom
   order by o.nom
$$;

-- What one side writes ends both; both bailleurs' agreement is told to both households, and the end to each that was told, but by its own answer.
create function echange_suite() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.close_le is not null then
    update echange set close_le = new.close_le, cloture = new.cloture where epci = new.epci and paire = new.paire and close_le is null;
  elsif new.bailleur_reponse = 'non' then
    update echange set close_le = new.bailleur_le, cloture = 'bailleur' where epci = new.epci and paire = new.paire and close_le is null;
  elsif new.menage_reponse = 'non' then
    update echange set close_le = new.menage_le, cloture = 'menage' where epci = new.epci and paire = new.paire and close_le is null;
  elsif new.bailleur_reponse = 'oui' and (tg_op = 'UPDATE' or new.id = (select min(e.id) from echange e where e.epci = new.epci and e.paire = new.paire))
        and (tg_op = 'INSERT' or old.bailleur_reponse is null)
        and (select count(*) = 2 and bool_and(e.bailleur_reponse is not distinct from 'oui') from echange e where e.epci = new.epci and e.paire = new.paire) then
    insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, organisation, objet)
    select e.demandeur, e.epci, now(), 'proposition', 'echange-propose', 'organisme', e.organisation, 'echange:' || e.id
      from echange e
     where e.epci = new.epci and e.paire = new.paire and e.demandeur is not null;
  end if;
  if tg_op = 'UPDATE' and old.close_le is null and new.cloture in ('menage','retire') and new.demandeur is not null
     and new.menage_reponse is distinct from 'non'
     and exists (select from nominatif.evenement v
                  where v.epci = new.epci and v.demandeur = new.demandeur and v.objet = 'echange:' || new.id and v.code = 'echange-propose') then
    insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, organisation, objet)
    values (new.demandeur, new.epci, now(), 'proposition', 'echange-fini', 'organisme', new.organisation, 'echange:' || new.id);
  end if;
  return null;
end;
$$;
create trigger suite after insert or update on echange for each row execute function echange_suite();

-- A dwelling withdrawn ends the exchange; two leases make it.
create function echange_liberation_close() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.cloture = 'retrait' then
    update echange set close_le = new.close_le, cloture = 'retire' where epci = new.epci and liberation = new.id and close_le is null;
  else
    update echange e set close_le = new.close_le, cloture = 'signe'
     where e.epci = new.epci and e.liberation = new.id and e.close_le is null
       and exists (select from echange f join liberation l on l.epci = f.epci and l.id = f.liberation
                    where f.epci = e.epci and f.paire = e.paire and f.id <> e.id and l.cloture = 'bail');
    update echange_offre o set close_le = new.close_le, cloture = 'echange'
     where o.epci = new.epci and o.close_le is null
       and o.id in (select e.offre from echange e where e.epci = new.epci and e.cloture = 'signe');
  end if;
  return null;
end;
$$;
create trigger echange after update on liberation for each row when (old.close_le is null and new.close_le is not null)
  execute function echange_liberation_close();

-- A household whose demande ends asks no more to move. Two leases end two demandes: an exchange before the commission ends by its leases.
create function echange_demande_close() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update echange e set close_le = new.radie_le, cloture = 'retire'
   where e.epci = new.epci and e.demandeur = new.id and e.close_le is null
     and not exists (select from echange f where f.epci = e.epci and f.paire = e.paire and f.liberation is not null);
  update echange_offre o set close_le = new.radie_le, cloture = 'retrait'
   where o.epci = new.epci and o.demandeur = new.id and o.close_le is null
     and not exists (select from echange e where e.epci = o.epci and e.offre = o.id and e.close_le is null);
  return null;
end;
$$;
create trigger echange_close after update of etat on nominatif.demandeur for each row
  when (new.etat = 'radiee' and old.etat <> 'radiee') execute function echange_demande_close();

-- Facts of article 9 of the law of 6 July 1989, for an exchange inside one bailleur's stock; nothing for another one. A file whose persons are not all
-- described, or described without a birth, has an unknown number of children.
create function echange_familles(p_epci text, p_id bigint)
  returns table (personnes integer, enfants integer, surface numeric, surface_autre numeric)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select m.personnes::integer, case when count(p.id) + 1 = m.personnes and count(p.naissance) = count(p.id)
              then (count(p.id) filter (where p.naissance > e.propose_le - interval '18 years'))::integer end, l.surface, k.surface
    from echange dit
    join echange e on e.epci = dit.epci and e.paire = dit.paire
    join echange f on f.epci = e.epci and f.paire = e.paire and f.id <> e.id and f.organisation = e.organisation
    join echange_offre a on a.epci = e.epci and a.id = e.offre
    join logement_suivi l on l.epci = a.epci and l.id = a.logement
    join echange_offre b on b.epci = f.epci and b.id = f.offre
    join logement_suivi k on k.epci = b.epci and k.id = b.logement
    join nominatif.menage m on m.epci = e.epci and m.demandeur = e.demandeur
    left join nominatif.personne p on p.epci = e.epci and p.demandeur = e.demandeur
   where dit.epci = p_epci and dit.id = p_id
     and (dit.epci || ':' || dit.organisation) in (select contexte.organisations('{agent-bailleur,responsable-bailleur}'))
   group by e.id, m.personnes, l.surface, k.surface
   order by e.id = p_id desc
$$;
