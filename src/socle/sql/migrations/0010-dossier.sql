-- Demandes: the file of a household from its first answer to its radiation, its papers, its events, and the information of the public.
-- The national system draws the number unique, which is imported or typed at the desk. Names and resources are in `nominatif`; health, violence and
-- reasons of priority in `sensible` (encrypted, a key per row): never columns of the same table, so that a commission reads the household without
-- them.

create table nominatif.demandeur (
  id              uuid not null default gen_random_uuid(), -- Demandeur @classe C2
  epci            text not null references territoire, -- Demandeur @classe C2
  -- The desk that registered the demande.
  guichet         bigint references organisation, -- Demandeur @classe C2
  -- The number is encrypted; its keyed hash is searched.
  numero_hash     text, -- Demandeur @classe C2
  numero_chiffre  bytea, -- Demandeur @classe C2
  -- A number that the household says to have from elsewhere, encrypted, until its desk has seen who gives it.
  numero_declare  bytea, -- Numéro unique que le demandeur dit avoir @classe C2
  nom             text, -- Demandeur @classe C2
  prenom          text, -- Demandeur @classe C2
  naissance       date, -- Demandeur @classe C2
  courriel        text, -- Demandeur @classe C2
  telephone       text, -- Demandeur @classe C2
  cree_le         timestamptz not null default now(), -- Demandeur @classe C2
  radie_le        date, -- Demandeur @classe C2
  -- Limitation (GDPR art. 18): kept, not used.
  limite_le       date, -- Demandeur @classe C2
  synthetique     boolean not null default false, -- Demandeur @classe C2
  -- A draft and a demande that waits at the desk have no number yet.
  reference       text collate "C", -- Référence du dossier dans Blaise, jamais un numéro unique @classe C2
  etat            text not null -- État de la demande @classe C2
                  default 'active' check (etat in ('brouillon','a-enregistrer','a-completer','active','a-renouveler','avertie','radiee')),
  nom_usage       text, -- Nom d’usage @classe C2
  civilite        text check (civilite in ('madame','monsieur')), -- Civilité @classe C2
  adresse         text, -- Adresse où écrire @classe C2
  adresse_commune text collate "C", -- Commune de l’adresse où écrire @classe C2
  accord_courriel boolean not null default false, -- Accord pour les courriels @classe C2
  accord_sms      boolean not null default false, -- Accord pour les SMS @classe C2
  origine         text not null default 'inconnue' check (origine in ('portail','guichet','import','inconnue')), -- D’où vient le dossier @classe C2
  deposee_le      timestamptz, -- Dépôt de la demande complète @classe C2
  enregistree_le  date, -- Enregistrement avec le numéro unique @classe C2
  attestee_le     date, -- Remise de l’attestation @classe C2
  anciennete_le   date, -- Date qui fait l’ancienneté, gardée au renouvellement @classe C2
  renouvelee_le   date, -- Dernier renouvellement @classe C2
  echeance_le     date, -- Fin de validité @classe C2
  preavis_le      date, -- Envoi du préavis d’échéance @classe C2
  avertie_le      date, -- Avertissement avant radiation @classe C2
  averti_motif    text check (averti_motif in ('non-reponse','irrecevabilite')), -- Motif de l’avertissement @classe C2
  -- CCH, art. R. 441-2-8: a closed list.
  radie_motif     text -- Motif de la radiation @classe C2
                  check (radie_motif in ('attribution','renonciation','non-reponse','irrecevabilite','non-renouvellement')),
  -- When FranceConnect gave the present birth name, first names and birth; null once one of them is changed.
  franceconnect_le timestamptz, -- Identité donnée par FranceConnect @classe C2
  sortie          text -- Où le ménage s’est logé @classe C2
                  check (sortie in ('meme-bailleur','autre-bailleur','accession','locatif-prive','autre','inconnue')),
  modifie_le      timestamptz not null default now(), -- Dernière modification @classe C2
  -- Without case or accents, so that the search may use an index under the row policies.
  nom_cherche     text collate "C" -- Nom, tel qu’on le cherche @classe C2
                  generated always as (translate(lower(nom), 'àâäãáåçéèêëíìîïñóòôöõúùûüýÿ’-', 'aaaaaaceeeeiiiinooooouuuuyy'' ')) stored,
  usage_cherche   text collate "C" -- Nom d’usage, tel qu’on le cherche @classe C2
                  generated always as (translate(lower(nom_usage), 'àâäãáåçéèêëíìîïñóòôöõúùûüýÿ’-', 'aaaaaaceeeeiiiinooooouuuuyy'' ')) stored,
  primary key (epci, id),
  unique (epci, numero_hash),
  constraint demandeur_reference unique (epci, reference),
  check (etat not in ('active','a-renouveler','avertie') or numero_hash is not null),
  check (etat <> 'radiee' or radie_le is not null)
);
create index demandeur_nom_cherche on nominatif.demandeur (epci, nom_cherche);
create index demandeur_usage_cherche on nominatif.demandeur (epci, usage_cherche) where usage_cherche is not null;
create index demandeur_etat on nominatif.demandeur (epci, etat, anciennete_le);
create index demandeur_guichet on nominatif.demandeur (guichet, etat);
create index demandeur_echeance on nominatif.demandeur (epci, echeance_le) where etat in ('active','a-renouveler');
-- Joins often look a file up by its id only.
create index demandeur_id on nominatif.demandeur (id);

create table nominatif.menage (
  demandeur       uuid not null, -- Ménage @classe C2
  epci            text not null references territoire, -- Ménage @classe C2
  guichet         bigint references organisation, -- Ménage @classe C2
  personnes       smallint, -- Ménage @classe C2
  revenu_mensuel  numeric, -- Ménage @classe C2
  unite_conso     numeric, -- Ménage @classe C2
  typologie       text, -- Ménage @classe C2
  motif_demande   text, -- Ménage @classe C2
  -- Answers by step, as typed and without a name; each save derives the columns from them.
  reponses        jsonb not null default '{}', -- Réponses aux étapes, sans nom @classe C2
  nature          text not null default 'inconnue' check (nature in ('acces','mutation','inconnue')), -- Première demande ou mutation @classe C2
  bailleur_actuel text collate "C", -- SIREN du bailleur actuel @classe C2
  commune_actuelle text collate "C", -- Commune du logement actuel @classe C2
  logement_actuel text, -- Mode de logement actuel @classe C2
  rfr             integer check (rfr >= 0), -- Revenu fiscal de référence N-2 @classe C2
  categorie_plafond smallint check (categorie_plafond between 1 and 20), -- Catégorie de ménage pour les plafonds @classe C2
  position_plafond text not null -- Position sous les plafonds @classe C2
                  default 'inconnue' check (position_plafond in ('plai','plus','pls','au-dela','inconnue')),
  quartile        text not null default 'inconnu' check (quartile in ('q1','q2-4','inconnu')), -- Quartile de revenus @classe C2
  pieces_min      smallint, -- Nombre de pièces minimal @classe C2
  salarie         text not null default 'inconnu' check (salarie in ('oui','non','inconnu')), -- Salarié d’une entreprise @classe C2
  employeur_siret text collate "C", -- SIRET de l’employeur @classe C2
  action_logement text not null default 'inconnu' check (action_logement in ('oui','non','inconnu')), -- Bénéficiaire d’Action Logement @classe C2
  urgence         text not null default 'ordinaire' check (urgence in ('ordinaire','mobilite')), -- Filière rapide (mobilité, meublé) @classe C2
  elargir         boolean, -- Accepte d’autres communes @classe C2
  priorite        text not null default 'inconnu' check (priorite in ('oui','non','inconnu')), -- Public prioritaire déclaré @classe C2
  modifie_le      timestamptz not null default now(), -- Dernière modification @classe C2
  primary key (epci, demandeur),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index menage_demandeur on nominatif.menage (demandeur);

-- Future occupants and co-applicants. A person in shared custody counts for the rooms, not for the ceilings.
create table nominatif.personne (
  id              bigint generated always as identity, -- Personne du dossier @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  rang            smallint not null check (rang between 1 and 30), -- Rang dans le dossier @classe C2
  qualite         text not null -- Place dans le ménage @classe C2
                  check (qualite in ('conjoint','cotitulaire','a-charge','garde-partagee','a-naitre','autre')),
  lien            text, -- Lien avec le demandeur @classe C2
  nom             text, -- Nom @classe C2
  prenom          text, -- Prénom @classe C2
  naissance       date, -- Naissance @classe C2
  primary key (epci, id),
  unique (epci, demandeur, rang),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index personne_demandeur on nominatif.personne (demandeur, rang);

-- Places where the household wants to live, in its order of preference.
create table nominatif.souhait (
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  rang            smallint not null check (rang between 1 and 20), -- Rang du souhait @classe C2
  commune         text collate "C", -- Commune souhaitée @classe C2
  secteur         text, -- Secteur souhaité @classe C2
  primary key (epci, demandeur, rang),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  check (num_nonnulls(commune, secteur) >= 1)
);
create index souhait_commune on nominatif.souhait (epci, commune);
create index souhait_demandeur on nominatif.souhait (demandeur, rang);

create table nominatif.piece (
  id              uuid not null default gen_random_uuid(), -- Pièce justificative @classe C4
  demandeur       uuid not null, -- Pièce justificative @classe C4
  epci            text not null references territoire, -- Pièce justificative @classe C4
  guichet         bigint references organisation, -- Pièce justificative @classe C4
  nature          text, -- Pièce justificative @classe C4
  nom_fichier     text, -- Pièce justificative @classe C4
  -- Key of the encrypted file: destroying it destroys the file, in the backups too.
  cle_fichier     bytea, -- Pièce justificative @classe C4
  deposee_le      timestamptz not null default now(), -- Pièce justificative @classe C4
  obsolete_le     date, -- Pièce justificative @classe C4
  etat            text not null default 'deposee', -- Pièce justificative @classe C4
  personne        bigint, -- Personne que la pièce concerne @classe C4
  format          text check (format in ('image','pdf')), -- Format du fichier @classe C4
  taille          integer check (taille >= 0), -- Taille en octets @classe C4
  pages           smallint, -- Nombre de pages @classe C4
  empreinte       bytea, -- Empreinte du fichier chiffré @classe C4
  -- Keyed hash of the content, so that a paper sent twice is one.
  contenu         text, -- Empreinte à clé du contenu, contre le double dépôt @classe C4
  valide_jusqu_au date, -- Fin de validité @classe C4
  deposee_par     text check (deposee_par in ('menage','mandataire','guichet')), -- Qui l’a déposée @classe C4
  verifiee_le     timestamptz, -- Vérification @classe C4
  verifiee_par    bigint references compte on delete set null, -- Agent qui l’a vérifiée @classe C4
  refus           text, -- Motif du refus, de la liste fermée @classe C4
  primary key (epci, id),
  foreign key (epci, personne) references nominatif.personne on delete set null (personne),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  check (etat in ('deposee','quarantaine','acceptee','refusee','obsolete','absente'))
);
create index piece_demandeur on nominatif.piece (demandeur);

-- A paper that a body asks for, once for all bodies.
create table nominatif.piece_demandee (
  id              bigint generated always as identity, -- Demande de pièce @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  organisation    bigint not null references organisation, -- Organisme qui la demande @classe C2
  nature          text not null, -- Nature de la pièce @classe C2
  demandee_le     timestamptz not null, -- Demande @classe C2
  avant           date, -- À fournir avant @classe C2
  close_le        timestamptz, -- Reçue ou abandonnée @classe C2
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create unique index piece_demandee_ouverte on nominatif.piece_demandee (epci, demandeur, nature) where close_le is null;

create table sensible.situation (
  id              bigint generated always as identity, -- Situation sensible @classe C3
  demandeur       uuid not null, -- Situation sensible @classe C3
  epci            text not null references territoire, -- Situation sensible @classe C3
  guichet         bigint references organisation, -- Situation sensible @classe C3
  contenu_chiffre bytea, -- Situation sensible @classe C3
  decidee_le      date, -- Situation sensible @classe C3
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
-- For scoring all the demandes: without these indexes, each household is searched among all others' rows.
create index situation_demandeur on sensible.situation (demandeur);

create table sensible.piece (
  id              uuid not null default gen_random_uuid(), -- Pièce justificative sensible @classe C4
  demandeur       uuid not null, -- Pièce justificative sensible @classe C4
  epci            text not null references territoire, -- Pièce justificative sensible @classe C4
  guichet         bigint references organisation, -- Pièce justificative sensible @classe C4
  nom_chiffre     bytea, -- Pièce justificative sensible @classe C4
  cle_fichier     bytea, -- Pièce justificative sensible @classe C4
  deposee_le      timestamptz not null default now(), -- Pièce justificative sensible @classe C4
  decidee_le      date, -- Pièce justificative sensible @classe C4
  etat            text not null default 'deposee', -- Pièce justificative sensible @classe C4
  nature          text, -- Nature de la pièce @classe C4
  format          text check (format in ('image','pdf')), -- Format du fichier @classe C4
  taille          integer check (taille >= 0), -- Taille en octets @classe C4
  pages           smallint, -- Nombre de pages @classe C4
  empreinte       bytea, -- Empreinte du fichier chiffré @classe C4
  -- Keyed hash of the content, so that a paper sent twice is one.
  contenu         text, -- Empreinte à clé du contenu, contre le double dépôt @classe C4
  valide_jusqu_au date, -- Fin de validité @classe C4
  deposee_par     text check (deposee_par in ('menage','mandataire','guichet')), -- Qui l’a déposée @classe C4
  verifiee_le     timestamptz, -- Vérification @classe C4
  verifiee_par    bigint references compte on delete set null, -- Agent qui l’a vérifiée @classe C4
  refus           text, -- Motif du refus, de la liste fermée @classe C4
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  check (etat in ('deposee','quarantaine','acceptee','refusee','obsolete','absente'))
);
create index piece_sensible_demandeur on sensible.piece (demandeur);

-- « Pour une autre personne »: the person who fills the file in, on a written and dated mandate.
create table nominatif.mandat (
  id              bigint generated always as identity, -- Mandat @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  nom             text not null check (length(nom) between 2 and 120), -- Mandataire @classe C2
  qualite         text not null check (qualite in ('proche','travailleur-social','association','tuteur','autre')), -- Qualité du mandataire @classe C2
  structure       text, -- Structure du mandataire @classe C2
  courriel        text, -- Courriel du mandataire @classe C2
  telephone       text, -- Téléphone du mandataire @classe C2
  signe_le        date not null, -- Signature du mandat @classe C2
  au              date not null, -- Fin du mandat @classe C2
  revoque_le      date, -- Révocation @classe C2
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  check (au >= signe_le)
);

-- Accounts and bodies that may open a household's file, and until when.
create table nominatif.lien (
  id              bigint generated always as identity, -- Qui peut ouvrir le dossier @classe C2
  demandeur       uuid not null, -- Qui peut ouvrir le dossier @classe C2
  epci            text not null references territoire, -- Qui peut ouvrir le dossier @classe C2
  nature          text not null, -- Qui peut ouvrir le dossier @classe C2
  organisation    bigint references organisation, -- Qui peut ouvrir le dossier @classe C2
  commune         text, -- Qui peut ouvrir le dossier @classe C2
  seance          bigint, -- Qui peut ouvrir le dossier @classe C2
  epci_seance     text, -- Territoire de la séance @classe C0
  compte          bigint references compte on delete cascade, -- Qui peut ouvrir le dossier @classe C2
  du              date not null default contexte.aujourdhui(), -- Qui peut ouvrir le dossier @classe C2
  au              date, -- Qui peut ouvrir le dossier @classe C2
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  check ((seance is null) = (epci_seance is null)),
  check (nature in ('souhait','contingent','seance','affectation','mandat','titulaire'))
);
create index lien_demandeur on nominatif.lien (demandeur);
create index lien_compte on nominatif.lien (compte) where compte is not null;
create index lien_seance on nominatif.lien (seance) where seance is not null;
create index lien_organisation on nominatif.lien (organisation, nature) where organisation is not null;

-- Gestion partagée (CCH, art. R. 441-2-15): the body that causes an event writes it at once, and nobody changes it.
create table nominatif.evenement (
  id              bigint generated always as identity, -- Évènement @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  le              timestamptz not null, -- Quand @classe C2
  genre           text not null -- Genre d’évènement @classe C2
                  check (genre in ('saisie','modification','piece','visite','proposition','commission','refus','contact','enregistrement',
                    'renouvellement','avertissement','radiation','message','cotation','import','alerte')),
  code            text not null, -- Code de ce qui s’est passé @classe C2
  auteur          text not null check (auteur in ('menage','mandataire','organisme','systeme')), -- De qui il vient @classe C2
  organisation    bigint references organisation, -- Organisme auteur @classe C2
  compte          bigint references compte on delete set null, -- Agent @classe C1
  precisions      jsonb not null default '{}', -- Précisions codées, sans texte libre @classe C2
  objet           text, -- Ce qu’il touche : pièce, proposition, message @classe C2
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index evenement_demandeur on nominatif.evenement (demandeur, le desc, id desc);
create index evenement_recent on nominatif.evenement (epci, le desc);

-- Messages between the household and the bodies.
create table nominatif.message (
  id              bigint generated always as identity, -- Message @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  auteur          text not null check (auteur in ('menage','mandataire','organisme')), -- De qui il vient @classe C2
  organisation    bigint references organisation, -- Organisme qui écrit, ou à qui le ménage écrit @classe C2
  compte          bigint references compte on delete set null, -- Agent @classe C1
  texte           text not null check (length(texte) between 1 and 1000), -- Texte relu @classe C2
  ecrit_le        timestamptz not null, -- Écriture @classe C2
  lu_le           timestamptz, -- Lecture @classe C2
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index message_demandeur on nominatif.message (demandeur, ecrit_le);

-- Outgoing e-mails and SMS: a template and a link, no personal data. The address is read at sending.
create table nominatif.envoi (
  id              bigint generated always as identity, -- Envoi @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  canal           text not null check (canal in ('courriel','sms')), -- Canal @classe C2
  modele          text not null, -- Modèle du message @classe C2
  cle             text not null, -- Clé de l’envoi, la même s’il est renvoyé @classe C2
  -- Only when it differs from the file's: a change of address is confirmed at the old one.
  adresse         text, -- Adresse, quand ce n’est pas celle du dossier @classe C2
  lien            text, -- Lien du message, sans jeton lisible @classe C2
  demande_le      timestamptz not null, -- Demande d’envoi @classe C2
  envoye_le       timestamptz, -- Départ @classe C2
  tente_le        timestamptz, -- Dernière tentative @classe C2
  tentatives      smallint not null default 0, -- Tentatives @classe C2
  etat            text not null default 'attente' check (etat in ('attente','envoye','depose','echec','abandonne')), -- État de l’envoi @classe C2
  motif           text, -- Pourquoi il n’est pas parti @classe C2
  primary key (epci, id),
  unique (epci, cle),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index envoi_attente on nominatif.envoi (demande_le) where etat in ('attente','echec');

-- A new address waits for the confirmation from the former one.
create table nominatif.changement_contact (
  id              bigint generated always as identity, -- Changement de coordonnées @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  canal           text not null check (canal in ('courriel','sms')), -- Canal @classe C2
  nouveau         text not null, -- Nouvelle adresse @classe C2
  ancien          text, -- Adresse d’avant @classe C2
  demande_le      timestamptz not null, -- Demande @classe C2
  expire_le       timestamptz not null, -- Fin de validité @classe C2
  ancien_hash     bytea, -- Jeton envoyé à l’ancienne adresse @classe C2
  nouveau_hash    bytea, -- Jeton envoyé à la nouvelle adresse @classe C2
  ancien_le       timestamptz, -- Accord de l’ancienne adresse @classe C2
  nouveau_le      timestamptz, -- Accord de la nouvelle adresse @classe C2
  applique_le     timestamptz, -- Application @classe C2
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);

-- Events and messages of a demande; the schemes of points and their results.

-- A dated scheme of points, as data: a demande is scored with the scheme of the day.
create table grille_cotation (
  id              bigint generated always as identity, -- Grille @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  nature          text not null check (nature in ('acces','mutation')), -- Accès ou mutation @classe C0
  numero          smallint not null check (numero > 0), -- Numéro de version @classe C0
  nom             text not null check (length(nom) between 3 and 120), -- Nom @classe C0
  exemple         boolean not null default false, -- Grille d’exemple @classe C0
  contenu         jsonb not null, -- Rubriques, critères, points @classe C0
  etat            text not null default 'projet' check (etat in ('projet','publiee','close','abandonnee')), -- État @classe C0
  du              date, -- En vigueur depuis @classe C0
  au              date, -- En vigueur jusqu’au @classe C0
  deliberation    text check (length(deliberation) <= 200), -- Délibération qui l’adopte @classe C0
  deliberee_le    date, -- Jour de la délibération @classe C0
  revision        integer not null default 1, -- Révision @classe C0
  modifie_le      timestamptz not null default now(), -- Dernière modification @classe C0
  primary key (epci, id),
  unique (epci, nature, numero),
  check (etat not in ('publiee','close') or du is not null),
  check (au >= du)
);

-- Points of a demande under a scheme, with their reasons: an aid, never a decision.
create table nominatif.cotation (
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  grille          bigint not null, -- Grille @classe C2
  calculee_le     date not null, -- Jour du calcul @classe C2
  points          integer not null, -- Points @classe C2
  points_min      integer not null, -- Points, réponses inconnues au plus bas @classe C2
  points_max      integer not null, -- Points, réponses inconnues au plus haut @classe C2
  trace           jsonb not null, -- Critères qui ont donné des points @classe C2
  -- Group of comparison: the kind of dwelling sought, and the seniority.
  typologie       text, -- Typologie cherchée @classe C2
  anciennete_le   date, -- Date qui fait l’ancienneté @classe C2
  -- Computed from the sealed answers: a reader who may not open them does not overwrite it.
  avec_sensibles  boolean not null default false, -- Calculée avec les réponses scellées @classe C2
  primary key (epci, demandeur, grille),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  foreign key (epci, grille) references grille_cotation
);
create index cotation_rang on nominatif.cotation (epci, grille, typologie, points desc);
create index cotation_demandeur on nominatif.cotation (demandeur, grille);

-- Contents of the public site, written by the EPCI: questions, words, texts of pages.
create table information (
  id              bigint generated always as identity, -- Contenu @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  rubrique        text not null check (rubrique in ('question','glossaire','page')), -- Rubrique @classe C0
  cle             text collate "C" not null, -- Clé @classe C0
  titre           text not null check (length(titre) between 2 and 200), -- Titre @classe C0
  texte           text not null check (length(texte) between 1 and 6000), -- Texte @classe C0
  rang            smallint not null default 1, -- Ordre @classe C0
  falc            boolean not null default false, -- Version FALC relue par des personnes concernées @classe C0
  publie_le       timestamptz, -- Publication @classe C0
  revision        integer not null default 1, -- Révision @classe C0
  modifie_le      timestamptz not null default now(), -- Dernière modification @classe C0
  primary key (epci, id),
  -- An easy-to-read (FALC) text stands beside the other.
  unique (epci, rubrique, cle, falc)
);

-- Public description of a desk: address, hours, services.
create table guichet_fiche (
  id              bigint generated always as identity, -- Guichet @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  organisation    bigint references organisation, -- Organisme @classe C0
  nom             text not null check (length(nom) between 2 and 120), -- Nom @classe C0
  niveau          text not null check (niveau in ('information','enregistrement')), -- Informe, ou enregistre aussi @classe C0
  adresse         text not null, -- Adresse @classe C0
  commune         text collate "C" not null, -- Commune @classe C0
  lon             double precision check (lon between -180 and 180), -- Longitude @classe C0
  lat             double precision check (lat between -90 and 90), -- Latitude @classe C0
  telephone       text, -- Téléphone du guichet @classe C0
  courriel        text, -- Courriel du guichet @classe C0
  horaires        jsonb not null default '[]', -- Horaires @classe C0
  fermetures      jsonb not null default '[]', -- Jours fermés @classe C0
  accessible      text not null default 'inconnu' check (accessible in ('oui','non','inconnu')), -- Accessible en fauteuil @classe C0
  precisions      text check (length(precisions) <= 500), -- Précisions @classe C0
  -- Desk of households whose communes have none; one per territory, chosen by its EPCI.
  repli           boolean not null default false, -- Guichet de repli du territoire @classe C0
  publie_le       timestamptz, -- Publication @classe C0
  revision        integer not null default 1, -- Révision @classe C0
  modifie_le      timestamptz not null default now(), -- Dernière modification @classe C0
  primary key (epci, id)
);

-- A code by which a household returns without an account; only its hash is kept.
create table acces.code_dossier (
  code_hash       bytea primary key, -- Empreinte du code @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  -- Typed on the pages of one territory: a code of another opens nothing there.
  epci            text not null references territoire, -- Territoire @classe C2
  lien            text not null check (lien in ('titulaire','mandat')), -- À quel titre @classe C2
  mandat          bigint, -- Mandat @classe C2
  cree_le         timestamptz not null, -- Création @classe C2
  expire_le       timestamptz not null, -- Fin de validité @classe C2
  revoque_le      timestamptz, -- Révocation @classe C2
  a_usage_unique  boolean not null default false, -- Sert une fois @classe C2
  servi_le        timestamptz, -- Premier usage @classe C2
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  foreign key (epci, mandat) references nominatif.mandat on delete cascade
);

-- A household's session, opened by a code or a link. Only the browser has the token itself.
create table acces.session_dossier (
  jeton_hash      bytea primary key, -- Empreinte du jeton @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  lien            text not null check (lien in ('titulaire','mandat')), -- À quel titre @classe C2
  moyen           text not null check (moyen in ('ouverture','code','lien','franceconnect')), -- Moyen d’entrée @classe C2
  ouverte_le      timestamptz not null, -- Ouverture @classe C2
  vue_le          timestamptz not null, -- Dernière vue @classe C2
  expire_le       timestamptz not null, -- Fin de validité @classe C2
  fermee_le       timestamptz, -- Fermeture @classe C2
  -- Person that FranceConnect identified: the same keyed hash as in acces.franceconnect_dossier.
  sujet_hash      text collate "C", -- Empreinte à clé du sujet FranceConnect @classe C2
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);

-- Files that a FranceConnect identity opens: one person per file, several files per person. The subject itself is not kept.
create table acces.franceconnect_dossier (
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  sujet_hash      text collate "C" not null, -- Empreinte à clé du sujet FranceConnect @classe C2
  lie_le          timestamptz not null, -- Lien entre la personne et le dossier @classe C2
  primary key (epci, demandeur),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index franceconnect_dossier_sujet on acces.franceconnect_dossier (sujet_hash);

-- A household writes its answers, but nothing that a desk or a delay writes: its number, its seniority, its desk once chosen, its state except by its
-- own acts (sending, renewing, giving up).
create function nominatif.demandeur_garde() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- A corrected identity is no longer FranceConnect's, whoever corrects it.
  if tg_op = 'UPDATE' then
    if row(new.nom, new.prenom, new.naissance) is distinct from row(old.nom, old.prenom, old.naissance)
       and new.franceconnect_le is not distinct from old.franceconnect_le then
      new.franceconnect_le := null;
    end if;
  end if;
  if contexte.acteur() is null or new.id <> all (array(select contexte.demandeurs('{titulaire,mandat}'))) then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.etat <> 'brouillon' or new.numero_hash is not null or new.guichet is not null then
      raise exception 'a household opens a draft' using errcode = '42501';
    end if;
    return new;
  end if;
  if row(new.numero_hash, new.numero_chiffre, new.enregistree_le, new.attestee_le, new.avertie_le, new.averti_motif, new.epci, new.reference)
     is distinct from
     row(old.numero_hash, old.numero_chiffre, old.enregistree_le, old.attestee_le, old.avertie_le, old.averti_motif, old.epci, old.reference)
     -- Renewing clears the notice: next year has its own.
     or (new.preavis_le is distinct from old.preavis_le and (new.preavis_le is not null or new.renouvelee_le is not distinct from old.renouvelee_le))
     or (old.etat <> 'brouillon' and row(new.guichet, new.anciennete_le, new.origine) is distinct from row(old.guichet, old.anciennete_le, old.origine))
     or (new.etat <> old.etat and (old.etat, new.etat) not in (
       ('brouillon','a-enregistrer'), ('a-completer','a-enregistrer'), ('a-renouveler','active'), ('active','radiee'), ('a-renouveler','radiee')))
     or (new.etat = 'radiee' and old.etat <> 'radiee' and new.radie_motif is distinct from 'renonciation') then
    raise exception 'demandeur %: not a household''s to write', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before insert or update on nominatif.demandeur for each row execute function nominatif.demandeur_garde();

-- A household sends papers; only a desk checks them.
create function nominatif.piece_garde() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if contexte.acteur() is not null and new.demandeur = any (array(select contexte.demandeurs('{titulaire,mandat}')))
     and (new.etat not in ('deposee','quarantaine','absente') or num_nonnulls(new.verifiee_le, new.verifiee_par) > 0 or new.deposee_par = 'guichet') then
    raise exception 'piece %: not a household''s to verify', new.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before insert or update on nominatif.piece for each row execute function nominatif.piece_garde();
create trigger garde before insert or update on sensible.piece for each row execute function nominatif.piece_garde();

-- Applies to the owner too: past points are recomputed with a scheme that was in force. Its last day is written once.
create function garde_grille_cotation() returns trigger language plpgsql as $$
begin
  if old.etat in ('publiee','close') and (tg_op = 'DELETE'
     or (to_jsonb(new) - '{etat,au,revision,modifie_le}'::text[]) is distinct from (to_jsonb(old) - '{etat,au,revision,modifie_le}'::text[])
     or new.etat not in ('publiee','close')
     or (old.au is not null and new.au is distinct from old.au)) then
    raise exception 'a published scheme never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger garde before update or delete on grille_cotation for each row execute function garde_grille_cotation();

-- Counts of the shared follow-up for the EPCI, which opens no file and reads no row: by month, body and kind.
create function nominatif.compter_evenements(p_epci text, p_du date, p_au date)
  returns table (mois text, auteur text, organisation bigint, genre text, nombre integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select to_char(e.le at time zone 'Europe/Paris', 'YYYY-MM'), e.auteur, e.organisation, e.genre, count(*)::integer
    from nominatif.evenement e
   where e.epci = p_epci
     and p_epci in (select contexte.epcis('{agent-epci}'))
     and e.le >= (p_du::timestamp at time zone 'Europe/Paris')
     and e.le < ((p_au + 1)::timestamp at time zone 'Europe/Paris')
   group by 1, 2, 3, 4
$$;

create function nominatif.evenement_fige() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- Closing an account removes its name from events; nothing else of an event changes.
  if tg_op = 'UPDATE' and new.compte is null and to_jsonb(new) - 'compte' - 'guichet' = to_jsonb(old) - 'compte' - 'guichet' then
    return new;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - 'guichet' = to_jsonb(old) - 'guichet' then
    return new;
  end if;
  raise exception 'evenement % is written once', old.id using errcode = '42501';
end;
$$;
create trigger fige before update on nominatif.evenement for each row execute function nominatif.evenement_fige();

-- A household's place among those like it, told to the household only, which reads nobody else's points: counts leave, and none under eleven. «
-- Surely before »: whatever the unknown answers of both; of the same points, the older.
create function contexte.place_cotation(
  p_epci text, p_grille bigint, p_typologie text, p_min integer, p_max integer, p_anciennete date
) returns table (total integer, avant integer, apres integer)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select s.total::integer, s.avant::integer, s.apres::integer
    from (select count(*) as total,
                 count(*) filter (where c.points_min > p_max
                                     or (p_min = p_max and c.points_min = p_min and c.points_max = p_max and c.anciennete_le < p_anciennete)) as avant,
                 count(*) filter (where c.points_max < p_min
                                     or (p_min = p_max and c.points_min = p_min and c.points_max = p_max and c.anciennete_le > p_anciennete)) as apres
            from nominatif.cotation c
            join nominatif.demandeur d on d.id = c.demandeur
           where c.epci = p_epci
             and c.grille = p_grille
             and c.typologie is not distinct from p_typologie
             and d.etat in ('active','a-renouveler','avertie')) as s
   where s.total >= 11;
end;

-- Mean wait of those like them who were housed in the last published year; none under eleven.
create function contexte.attente_cotation(p_epci text, p_origine text, p_typologie text)
  returns table (annee integer, nombre integer, jours integer)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  with publiees as (
    select extract(year from a.bail_signe_le)::integer as annee, a.origine, a.typologie, a.delai_jours
      from publication p
      join attribution a on a.epci = p.epci and a.lot = p.lot
     where p.epci = p_epci
       and p.source = 'sne-attributions'
       and a.bail_signe_le is not null
  )
  select annee, count(*)::integer, round(avg(delai_jours))::integer
    from publiees
   where annee = (select max(annee) from publiees)
     and origine = p_origine
     and (p_typologie is null or typologie = p_typologie)
     and delai_jours >= 0
   group by annee
  having count(*) >= 11;
end;

-- Deleting a household detaches its answers to proposals, and the decisions about it.
create function nominatif.detacher_decisions() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update public.decision set motif = null where demandeur = old.id;
  update public.proposition set refus_motif = null where demandeur = old.id;
  return old;
end;
$$;
create trigger detacher_decisions before delete on nominatif.demandeur for each row execute function nominatif.detacher_decisions();
