-- Instances, their meetings, blocked cases, actions, evaluations.

-- Instances of the governance (CCH L. 441-1-5 and L. 441-1-6), their meetings and decisions. A member is an organisation; recipients of mail are
-- apart. A meeting is not a `seance`, which is a commission d'attribution whose members vote on households.
create table instance (
  id              bigint generated always as identity, -- Instance @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  genre           text not null check (genre in ('cil','commission-coordination','commission-designation','groupe-travail','comite-relogement')), -- Genre @classe C0
  nom             text not null, -- Nom @classe C0
  objet           text, -- Objet @classe C0
  -- Months between two meetings; null: no rule.
  frequence_mois  smallint check (frequence_mois between 1 and 60), -- Mois entre deux réunions @classe C0
  -- Share of the votes that must be present; null: no rule.
  quorum          numeric check (quorum > 0 and quorum <= 1), -- Part des voix exigée @classe C0
  -- Text that creates the instance.
  source          text, -- Texte source @classe C0
  creee_le        date, -- Création @classe C0
  close_le        date, -- Clôture @classe C0
  primary key (epci, id)
);

create table instance_membre (
  id              bigint generated always as identity, -- Membre d’instance @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  instance        bigint not null, -- Instance @classe C0
  organisation    bigint references organisation, -- Organisme @classe C0
  -- Name of the organisation or of the college, never of a person.
  nom             text not null, -- Nom @classe C0
  college         text not null -- Collège @classe C0
                  check (college in ('collectivites','bailleurs','reservataires','etat','locataires','associations','autres')),
  fonction        text not null default 'membre' check (fonction in ('presidence','copresidence','membre','invite')), -- Fonction @classe C0
  voix            boolean not null default true, -- A une voix @classe C0
  depuis          date, -- Premier jour @classe C0
  jusqua          date, -- Dernier jour @classe C0
  primary key (epci, id),
  foreign key (epci, instance) references instance on delete cascade
);
create index instance_membre_instance on instance_membre (instance);

create table instance_contact (
  id              bigint generated always as identity, -- Contact @classe C1
  epci            text not null references territoire, -- Territoire @classe C0
  membre          bigint not null, -- Membre @classe C1
  nom             text not null, -- Nom @classe C1
  courriel        text not null, -- Adresse électronique @classe C1
  cree_le         timestamptz not null default now(), -- Saisie @classe C1
  primary key (epci, id),
  foreign key (epci, membre) references instance_membre on delete cascade
);
create index instance_contact_membre on instance_contact (membre);

create table reunion (
  id              bigint generated always as identity, -- Réunion @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  instance        bigint not null, -- Instance @classe C0
  -- Rank within its instance.
  numero          smallint not null check (numero > 0), -- Numéro @classe C0
  -- Permanent identity of the event in calendars, and rank of the last version sent (RFC 5545 UID, SEQUENCE).
  uid             uuid not null default gen_random_uuid(), -- Identité dans les agendas @classe C0
  sequence        smallint not null default 0 check (sequence >= 0), -- Rang du dernier envoi @classe C0
  titre           text not null, -- Titre @classe C0
  -- Local time of Paris, as on the convocation.
  jour            date not null, -- Jour @classe C0
  heure           time not null default '14:00', -- Heure @classe C0
  duree_minutes   smallint not null default 120 check (duree_minutes between 15 and 600), -- Durée en minutes @classe C0
  lieu            text, -- Lieu @classe C0
  visio           text, -- Lien de visioconférence @classe C0
  etat            text not null default 'preparation' check (etat in ('preparation','convoquee','ouverte','close','annulee')), -- État @classe C0
  convoquee_le    timestamptz, -- Convocation @classe C0
  ouverte_le      timestamptz, -- Ouverture @classe C0
  close_le        timestamptz, -- Clôture @classe C0
  annulee_le      timestamptz, -- Annulation @classe C0
  annulation      text, -- Motif d’annulation @classe C0
  -- Quorum of the instance on the opening day.
  quorum          numeric check (quorum > 0 and quorum <= 1), -- Part des voix exigée @classe C0
  primary key (epci, id),
  unique (epci, instance, numero),
  foreign key (epci, instance) references instance
);
create index reunion_epci on reunion (epci, jour);

-- A point of the agenda. Its evidence: an address inside the territory, and the sentence that was true when it was chosen.
create table reunion_point (
  id              bigint generated always as identity, -- Point @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  reunion         bigint not null, -- Réunion @classe C0
  rang            smallint not null check (rang > 0), -- Rang @classe C0
  nature          text not null -- Nature @classe C0
                  check (nature in ('objectif-en-retard','verdict-indecidable','residence-desequilibree','demandes-anciennes','menages-deux-refus',
                    'action-en-retard', 'echeance-proche','donnees-absentes','decision-en-retard','cas-bloque','mesure-corrective','document',
                    'libre')),
  -- Subject of the evidence: proposed once per agenda.
  reference       text, -- Référence @classe C0
  titre           text not null, -- Titre @classe C0
  constat         text, -- Constat @classe C0
  chemin          text, -- Adresse dans le territoire @classe C0
  notes           text, -- Compte rendu @classe C0
  etat            text not null default 'inscrit' check (etat in ('inscrit','traite','reporte')), -- État @classe C0
  primary key (epci, id),
  foreign key (epci, reunion) references reunion on delete cascade
);
create unique index reunion_point_reference on reunion_point (epci, reunion, nature, reference) where reference is not null;

create table reunion_presence (
  id              bigint generated always as identity, -- Présence @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  reunion         bigint not null, -- Réunion @classe C0
  membre          bigint not null, -- Membre @classe C0
  etat            text not null check (etat in ('present','represente','excuse','absent')), -- État @classe C0
  -- Member who holds a represented member's vote.
  mandataire      bigint, -- Membre qui porte la voix @classe C0
  primary key (epci, id),
  unique (epci, reunion, membre),
  foreign key (epci, reunion) references reunion on delete cascade,
  foreign key (epci, membre) references instance_membre,
  foreign key (epci, mandataire) references instance_membre,
  check ((etat = 'represente') = (mandataire is not null))
);

-- Readers of the agenda's blocked cases, from the convocation to 60 days after the meeting.
create table reunion_convoque (
  reunion         bigint not null, -- Réunion @classe C1
  epci            text not null references territoire, -- Territoire @classe C1
  compte          bigint not null references compte on delete cascade, -- Compte @classe C1
  du              date not null, -- Premier jour @classe C1
  au              date not null, -- Dernier jour @classe C1
  primary key (epci, reunion, compte),
  foreign key (epci, reunion) references reunion on delete cascade
);
create index reunion_convoque_compte on reunion_convoque (compte);

-- Outgoing e-mails: written with the act that decides them, sent afterwards, with their outcome.
create table reunion_envoi (
  id              bigint generated always as identity, -- Envoi @classe C1
  epci            text not null references territoire, -- Territoire @classe C0
  reunion         bigint not null, -- Réunion @classe C0
  membre          bigint, -- Membre @classe C1
  nom             text not null, -- Nom @classe C1
  courriel        text not null, -- Adresse électronique @classe C1
  methode         text not null check (methode in ('REQUEST','CANCEL')), -- Convocation ou annulation @classe C1
  sequence        smallint not null check (sequence >= 0), -- Rang du dernier envoi @classe C1
  etat            text not null default 'a-envoyer' check (etat in ('a-envoyer','envoye','depose','echec')), -- État @classe C1
  motif           text, -- Motif @classe C1
  cree_le         timestamptz not null default now(), -- Saisie @classe C1
  envoye_le       timestamptz, -- Envoi @classe C1
  primary key (epci, id),
  unique (epci, reunion, courriel, sequence, methode),
  foreign key (epci, reunion) references reunion on delete cascade,
  foreign key (epci, membre) references instance_membre
);

-- A frozen version of a document of the product, as attached.
create table reunion_piece (
  id              bigint generated always as identity, -- Pièce jointe @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  reunion         bigint not null, -- Réunion @classe C0
  genre           text not null check (genre in ('rapport','pack','evaluation','bilan-bailleur','convention-objectif','releve')), -- Genre @classe C0
  reference       text not null, -- Référence @classe C0
  titre           text not null, -- Titre @classe C0
  empreinte       text not null, -- Empreinte @classe C0
  chemin          text not null, -- Adresse dans le territoire @classe C0
  jointe_le       timestamptz not null default now(), -- Jour où elle est jointe @classe C0
  primary key (epci, id),
  unique (epci, reunion, genre, reference),
  foreign key (epci, reunion) references reunion on delete cascade
);

-- Minutes, frozen at the end of the meeting.
create table releve (
  id              bigint generated always as identity, -- Relevé de décisions @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  reunion         bigint not null, -- Réunion @classe C0
  numero          text not null, -- Numéro @classe C0
  contenu         jsonb not null, -- Contenu figé @classe C0
  empreinte       text not null, -- Empreinte @classe C0
  fige_le         timestamptz not null default now(), -- Jour où il est figé @classe C0
  fige_par        text not null, -- Qui l’a figé @classe C1
  primary key (epci, id),
  unique (epci, numero),
  unique (epci, reunion),
  foreign key (epci, reunion) references reunion
);

create table decision_instance (
  id              bigint generated always as identity, -- Décision @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  reunion         bigint not null, -- Réunion @classe C0
  point           bigint, -- Point de l’ordre du jour @classe C0
  numero          text not null, -- Numéro @classe C0
  texte           text not null, -- Texte @classe C0
  -- In charge: an organisation of the product, or a name.
  organisation    bigint references organisation, -- Organisme @classe C0
  responsable     text not null, -- Qui est chargé @classe C0
  echeance        date, -- Échéance @classe C0
  etat            text not null default 'a-faire' check (etat in ('a-faire','en-cours','faite','abandonnee')), -- État @classe C0
  -- Effect elsewhere: a rung of the ladder, a draft of the convention, a blocked case.
  mesure          bigint, -- Mesure corrective @classe C0
  version         bigint, -- Version de la convention @classe C0
  cas             bigint, -- Cas bloqué @classe C0
  cree_le         timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, numero),
  foreign key (epci, reunion) references reunion,
  foreign key (epci, point) references reunion_point
);
create index decision_instance_epci on decision_instance (epci, etat);

create table decision_suivi (
  id              bigint generated always as identity, -- Suivi @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  decision        bigint not null, -- Décision @classe C0
  organisation    bigint references organisation, -- Organisme @classe C0
  le              date not null, -- Jour @classe C0
  etat            text not null check (etat in ('a-faire','en-cours','faite','abandonnee')), -- État @classe C0
  note            text, -- Note @classe C0
  par             text not null, -- Organisme qui l’a écrit @classe C0
  ecrit_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  foreign key (epci, decision) references decision_instance on delete cascade
);
create index decision_suivi_decision on decision_suivi (decision);

-- Words of a decision that the EPCI has chosen to publish; the public reads nothing else of it.
create table decision_publiee (
  id              bigint generated always as identity, -- Décision publiée @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  decision        bigint not null, -- Décision @classe C0
  instance_nom    text not null, -- Instance @classe C0
  jour            date not null, -- Jour @classe C0
  numero          text not null, -- Numéro @classe C0
  texte           text not null, -- Texte @classe C0
  publie_le       date not null, -- Publication @classe C0
  primary key (epci, id),
  unique (epci, decision),
  foreign key (epci, decision) references decision_instance on delete cascade
);

-- Any partner may open a blocked case, without a name: coded facts, a reason from a closed list, one checked sentence.
create table cas_bloque (
  id              bigint generated always as identity, -- Cas bloqué @classe C5
  epci            text not null references territoire, -- Cas bloqué @classe C5
  demandeur       uuid, -- Cas bloqué @classe C5
  organisation    bigint references organisation, -- Cas bloqué @classe C5
  guichet         bigint references organisation, -- Cas bloqué @classe C5
  reservataire    bigint references organisation, -- Cas bloqué @classe C5
  seance          bigint, -- Cas bloqué @classe C5
  etat            text not null default 'signale', -- Cas bloqué @classe C5
  clos_le         date, -- Cas bloqué @classe C5
  relogement      bigint, -- Dossier de relogement @classe C5
  operation       bigint, -- Démolition @classe C0
  motif           text, -- Motif du blocage, dans un vocabulaire fermé @classe C5
  ouvert_le       date not null default contexte.aujourdhui(), -- Ouverture @classe C5
  reference       text, -- Référence @classe C0
  nature          text check (nature in ('nouvelle-demande','mutation')), -- Nature @classe C5
  voie            text check (voie in ('urgent','travailleur-social','ordinaire')), -- Voie @classe C5
  -- Coded facts; null: not known.
  personnes       smallint check (personnes between 1 and 20), -- Personnes du ménage @classe C5
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')), -- Typologie @classe C5
  commune         text, -- Commune @classe C5
  demande_mois    smallint check (demande_mois between 0 and 600), -- Ancienneté de la demande en mois @classe C5
  quartile        text check (quartile in ('q1','q2-4')), -- Quartile @classe C5
  besoin          text check (besoin in ('aucun','accessible','adapte','accompagnement','proximite')), -- Besoin codé @classe C5
  complement      text, -- Précision vérifiée @classe C5
  -- Organisation that opened it.
  auteur          bigint references organisation, -- Organisme qui signale @classe C5
  -- Meeting on whose agenda it is, and organisation in charge.
  reunion         bigint, -- Réunion @classe C0
  assigne         bigint references organisation, -- Organisme chargé @classe C0
  echeance        date, -- Échéance @classe C5
  issue           text check (issue in ('bail','autre-logement','refus-du-menage','situation-resolue','sans-suite')), -- Issue @classe C5
  bail_le         date, -- Jour du bail @classe C5
  synthetique     boolean not null default false, -- Enregistrement synthétique @classe C0
  primary key (epci, id),
  foreign key (epci, relogement) references relogement on delete cascade,
  foreign key (epci, reunion) references reunion,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  foreign key (epci, seance) references seance,
  check (motif in ('trois-refus','reste-a-charge','aucun-logement-adapte','dette-locative','refus-de-contact','attente-cal','autre',
    'sans-proposition','refus-repetes','ressources-instables','suroccupation','logement-inadapte','sortie-hebergement','relogement-urgent',
    'separation','signalement-social')),
  check (etat in ('signale','inscrit','decide','clos')),
  check (etat <> 'clos' or clos_le is not null),
  check (issue is null or clos_le is not null),
  -- A lease of unknown day is still a lease.
  check (bail_le is null or issue is not distinct from 'bail')
);
create index cas_bloque_demandeur on cas_bloque (demandeur) where demandeur is not null;
create unique index cas_bloque_relogement on cas_bloque (epci, relogement) where clos_le is null;
create unique index cas_bloque_reference on cas_bloque (epci, reference) where reference is not null;
create index cas_bloque_reunion on cas_bloque (reunion) where reunion is not null;

-- Consecutive numbers within a year: a partner who may not read the other cases waits on this row.
create table cas_numero (
  epci            text not null references territoire, -- Territoire @classe C0
  annee           smallint not null, -- Année @classe C0
  dernier         integer not null check (dernier > 0), -- Dernier numéro donné @classe C0
  primary key (epci, annee)
);

-- Partners' proposals and meetings' decisions. Their ties to organisations and meeting are copied from their case.
create table cas_proposition (
  id              bigint generated always as identity, -- Proposition @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  cas             bigint not null, -- Cas bloqué @classe C5
  organisation    bigint references organisation, -- Organisme @classe C5
  reservataire    bigint references organisation, -- Réservataire @classe C5
  guichet         bigint references organisation, -- Guichet @classe C5
  reunion         bigint, -- Réunion @classe C5
  operation       bigint, -- Démolition @classe C5
  auteur          bigint references organisation, -- Organisme qui propose @classe C5
  nature          text not null -- Nature @classe C5
                  check (nature in ('logement','visite','mutation-interbailleur','contingent','accompagnement','apurement','garantie','maintien',
                    'reexamen')),
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')), -- Typologie @classe C5
  commune         text, -- Commune @classe C5
  complement      text, -- Précision vérifiée @classe C5
  le              date not null, -- Jour @classe C5
  ecrit_le        timestamptz not null default now(), -- Saisie @classe C5
  primary key (epci, id),
  foreign key (epci, cas) references cas_bloque on delete cascade
);
create index cas_proposition_cas on cas_proposition (cas);

create table cas_decision (
  id              bigint generated always as identity, -- Décision @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  cas             bigint not null, -- Cas bloqué @classe C5
  organisation    bigint references organisation, -- Organisme @classe C5
  reservataire    bigint references organisation, -- Réservataire @classe C5
  guichet         bigint references organisation, -- Guichet @classe C5
  reunion         bigint, -- Réunion @classe C5
  operation       bigint, -- Démolition @classe C5
  -- Meeting that decided; the column above follows the case.
  seance_du       bigint, -- Réunion qui a décidé @classe C5
  proposition     bigint, -- Proposition retenue @classe C5
  sens            text not null -- Sens de la décision @classe C5
                  check (sens in ('retenir-proposition','prioriser','mobiliser-contingent','accompagner','reexaminer','clore')),
  charge          bigint references organisation, -- Organisme chargé @classe C5
  echeance        date, -- Échéance @classe C5
  complement      text, -- Précision vérifiée @classe C5
  le              date not null, -- Jour @classe C5
  ecrit_le        timestamptz not null default now(), -- Saisie @classe C5
  primary key (epci, id),
  foreign key (epci, cas) references cas_bloque on delete cascade,
  foreign key (epci, seance_du) references reunion
);
create index cas_decision_cas on cas_decision (cas);

create table action_jalon (
  id              bigint generated always as identity, -- Jalon @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  action          bigint not null, -- Action @classe C0
  organisation    bigint references organisation, -- Organisme @classe C0
  libelle         text not null, -- Libellé @classe C0
  -- Null: the text has a milestone without a date.
  echeance        date, -- Échéance @classe C0
  atteint_le      date, -- Jour où il est atteint @classe C0
  -- Evidence of completion: a document of the product, or a title.
  livrable        text, -- Livrable @classe C0
  chemin          text, -- Adresse dans le territoire @classe C0
  source          text, -- Texte source @classe C0
  retire_le       date, -- Retrait @classe C0
  publie_le       date, -- Publication @classe C0
  primary key (epci, id),
  foreign key (epci, action) references action_convention on delete cascade
);
create index action_jalon_action on action_jalon (action);

create table action_suivi (
  id              bigint generated always as identity, -- Suivi @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  action          bigint not null, -- Action @classe C0
  organisation    bigint references organisation, -- Organisme @classe C0
  le              date not null, -- Jour @classe C0
  etat            text not null check (etat in ('a-engager','engagee','en-cours','realisee','suspendue','abandonnee')), -- État @classe C0
  note            text, -- Note @classe C0
  par             text not null, -- Organisme qui l’a écrit @classe C0
  ecrit_le        timestamptz not null default now(), -- Saisie @classe C0
  publie_le       date, -- Publication @classe C0
  primary key (epci, id),
  foreign key (epci, action) references action_convention on delete cascade
);
create index action_suivi_action on action_suivi (action, le);

-- A dated fact that an action follows: what was promised and done in a year, by whom, from which text. Its kinds and the fields of each are in
-- gouvernance/regles/action/realisation.ts. A corrected one is withdrawn, and stays.
create table action_realisation (
  id              bigint generated always as identity, -- Fait suivi @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  action          bigint not null, -- Action @classe C0
  -- Null: written for the whole territory.
  organisation    bigint references organisation, -- Organisme @classe C0
  genre           text not null check (genre ~ '^[a-z-]{3,40}$'), -- Genre de fait @classe C0
  annee           smallint not null check (annee between 1990 and 2100), -- Année @classe C0
  partenaire      text, -- Organisme concerné @classe C0
  commune         text collate "C", -- Commune @classe C0
  objet           text, -- Objet @classe C0
  etat            text, -- État ou produit @classe C0
  prevu           numeric, -- Nombre ou taux prévu @classe C0
  realise         numeric check (realise >= 0), -- Nombre réalisé @classe C0
  montant         numeric check (montant >= 0), -- Montant en euros @classe C0
  le              date, -- Jour du fait @classe C0
  source          text not null, -- Texte ou organisme d’où il vient @classe C0
  par             text not null, -- Organisme qui l’a écrit @classe C0
  ecrit_le        timestamptz not null default now(), -- Saisie @classe C0
  retire_le       date, -- Retrait @classe C0
  primary key (epci, id),
  foreign key (epci, action) references action_convention on delete cascade
);
create index action_realisation_action on action_realisation (action, annee) where retire_le is null;

-- The evaluation presented to the conférence: prepared, then frozen. A frozen one never changes; a correction has a new number.
create table evaluation (
  id              bigint generated always as identity, -- Évaluation @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  numero          text not null, -- Numéro @classe C0
  genre           text not null check (genre in ('annuelle','triennale')), -- Genre @classe C0
  annee_debut     smallint not null check (annee_debut between 2000 and 2100), -- Première année @classe C0
  annee_fin       smallint not null check (annee_fin between 2000 and 2100), -- Dernière année @classe C0
  contenu         jsonb not null, -- Contenu figé @classe C0
  -- Public form, small counts hidden.
  contenu_public  jsonb not null, -- Contenu public @classe C0
  empreinte       text not null, -- Empreinte @classe C0
  fige_le         timestamptz not null default now(), -- Jour où il est figé @classe C0
  fige_par        text not null, -- Qui l’a figé @classe C1
  primary key (epci, id),
  unique (epci, numero),
  check (annee_fin >= annee_debut)
);

create table evaluation_projet (
  id              bigint generated always as identity, -- Projet d’évaluation @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  genre           text not null check (genre in ('annuelle','triennale')), -- Genre @classe C0
  annee_debut     smallint not null check (annee_debut between 2000 and 2100), -- Première année @classe C0
  annee_fin       smallint not null check (annee_fin between 2000 and 2100), -- Dernière année @classe C0
  textes          jsonb not null default '{}', -- Textes à écrire @classe C0
  modifie_le      timestamptz not null default now(), -- Modification @classe C0
  primary key (epci, id),
  unique (epci, genre, annee_debut, annee_fin)
);

-- The published public form, in a row of its own: the public reads nothing else.
create table evaluation_publiee (
  id              bigint generated always as identity, -- Évaluation publiée @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  numero          text not null, -- Numéro @classe C0
  genre           text not null, -- Genre @classe C0
  annee_debut     smallint not null, -- Première année @classe C0
  annee_fin       smallint not null, -- Dernière année @classe C0
  contenu         jsonb not null, -- Contenu figé @classe C0
  publie_le       date not null, -- Publication @classe C0
  primary key (epci, id),
  unique (epci, numero)
);

create function garde_releve() returns trigger language plpgsql as $$
begin
  -- Removes the name of a deleted agent.
  if tg_op = 'UPDATE' and new.fige_par = 'agent (nom effacé)'
     and (to_jsonb(new) - 'fige_par') = (to_jsonb(old) - 'fige_par') then
    return new;
  end if;
  raise exception 'minutes that are frozen never change' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on releve for each row execute function garde_releve();

create function cas_reference(annee integer, rang integer) returns text
  language sql immutable parallel safe
begin atomic
  select 'CB-' || annee || '-' || lpad(rang::text, greatest(3, length(rang::text)), '0');
end;

create function cas_numerote() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  an smallint := extract(year from new.ouvert_le);
  rang integer;
begin
  if new.reference is not null then
    return new;
  end if;
  insert into cas_numero as n (epci, annee, dernier) values (new.epci, an, 1)
  on conflict (epci, annee) do update set dernier = n.dernier + 1
  returning dernier into rang;
  new.reference := cas_reference(an, rang);
  return new;
end;
$$;
create trigger numerote before insert on cas_bloque for each row execute function cas_numerote();

create function cas_herite() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  select c.organisation, c.reservataire, c.guichet, c.reunion, c.operation
    into new.organisation, new.reservataire, new.guichet, new.reunion, new.operation
    from cas_bloque c
   where c.id = new.cas and c.epci = new.epci;
  -- With the writer's rights: nobody proposes or decides on a case that they cannot read.
  if not found then
    raise exception 'case % is not read by who writes on it', new.cas using errcode = 'insufficient_privilege';
  end if;
  return new;
end;
$$;
create trigger herite before insert or update on cas_proposition for each row execute function cas_herite();
create trigger herite before insert or update on cas_decision for each row execute function cas_herite();

create function cas_transmet() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if (new.organisation, new.reservataire, new.guichet, new.reunion, new.operation)
     is not distinct from (old.organisation, old.reservataire, old.guichet, old.reunion, old.operation) then
    return null;
  end if;
  update cas_proposition set le = le where cas = new.id;
  update cas_decision set le = le where cas = new.id;
  return null;
end;
$$;
create trigger transmet after update on cas_bloque for each row execute function cas_transmet();
