-- Instances of the governance (CCH L. 441-1-5 and L. 441-1-6), their meetings, what they decide. A member is an organisation; the persons who are
-- written to are apart. A meeting is not a `seance`: that is a commission d'attribution, whose members vote on households.

create table instance (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  genre           text not null check (genre in ('cil','commission-coordination','groupe-travail','comite-relogement')),
  nom             text not null,
  objet           text,
  -- Months between two meetings; null where nothing sets them.
  frequence_mois  smallint check (frequence_mois between 1 and 60),
  -- Share of the voices that must be there; null where no text sets one.
  quorum          numeric check (quorum > 0 and quorum <= 1),
  -- The text that creates it.
  source          text,
  creee_le        date,
  close_le        date,
  unique (id, epci)
);
create index instance_epci on instance (epci);

create table instance_membre (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  instance        bigint not null,
  organisation    bigint references organisation,
  -- Of the organisation or of the college, never of a person.
  nom             text not null,
  college         text not null check (college in ('collectivites','bailleurs','reservataires','etat','locataires','associations','autres')),
  fonction        text not null default 'membre' check (fonction in ('presidence','copresidence','membre','invite')),
  voix            boolean not null default true,
  depuis          date,
  jusqua          date,
  unique (id, epci),
  foreign key (instance, epci) references instance (id, epci) on delete cascade
);
create index instance_membre_instance on instance_membre (instance);

create table instance_contact (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  membre          bigint not null,
  nom             text not null,
  courriel        text not null,
  cree_le         timestamptz not null default now(),
  foreign key (membre, epci) references instance_membre (id, epci) on delete cascade
);
create index instance_contact_membre on instance_contact (membre);

create table reunion (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  instance        bigint not null,
  -- Rank among those of its instance.
  numero          smallint not null check (numero > 0),
  -- Identity of the event in calendars, for ever the same, and the rank of what was last sent of it (RFC 5545 UID, SEQUENCE).
  uid             uuid not null default gen_random_uuid(),
  sequence        smallint not null default 0 check (sequence >= 0),
  titre           text not null,
  -- Local time of Paris, as it is written on the convocation.
  jour            date not null,
  heure           time not null default '14:00',
  duree_minutes   smallint not null default 120 check (duree_minutes between 15 and 600),
  lieu            text,
  visio           text,
  etat            text not null default 'preparation' check (etat in ('preparation','convoquee','ouverte','close','annulee')),
  convoquee_le    timestamptz,
  ouverte_le      timestamptz,
  close_le        timestamptz,
  annulee_le      timestamptz,
  annulation      text,
  -- That of the instance on the day it was opened.
  quorum          numeric check (quorum > 0 and quorum <= 1),
  unique (id, epci),
  unique (instance, numero),
  foreign key (instance, epci) references instance (id, epci)
);
create index reunion_epci on reunion (epci, jour);

-- A point of the agenda: its evidence is an address inside the territory and the sentence that was true when it was picked.
create table reunion_point (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  reunion         bigint not null,
  rang            smallint not null check (rang > 0),
  nature          text not null check (nature in (
    'objectif-en-retard','verdict-indecidable','residence-desequilibree','demandes-anciennes','menages-deux-refus','action-en-retard',
    'echeance-proche','donnees-absentes','decision-en-retard','cas-bloque','mesure-corrective','document','libre')),
  -- What the evidence is of: the same is not proposed twice on one agenda.
  reference       text,
  titre           text not null,
  constat         text,
  chemin          text,
  notes           text,
  etat            text not null default 'inscrit' check (etat in ('inscrit','traite','reporte')),
  unique (id, epci),
  foreign key (reunion, epci) references reunion (id, epci) on delete cascade
);
create unique index reunion_point_reference on reunion_point (reunion, nature, reference) where reference is not null;

create table reunion_presence (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  reunion         bigint not null,
  membre          bigint not null,
  etat            text not null check (etat in ('present','represente','excuse','absent')),
  -- The member who holds the voice of one represented.
  mandataire      bigint,
  unique (reunion, membre),
  foreign key (reunion, epci) references reunion (id, epci) on delete cascade,
  foreign key (membre, epci) references instance_membre (id, epci),
  foreign key (mandataire, epci) references instance_membre (id, epci),
  check ((etat = 'represente') = (mandataire is not null))
);

-- Who reads the blocked cases of the agenda, from convocation to the meeting + 60 days.
create table reunion_convoque (
  reunion         bigint not null,
  epci            text not null references territoire,
  compte          bigint not null references compte on delete cascade,
  du              date not null,
  au              date not null,
  primary key (reunion, compte),
  foreign key (reunion, epci) references reunion (id, epci) on delete cascade
);
create index reunion_convoque_compte on reunion_convoque (compte);

-- What leaves by e-mail: written with the act that decides it, sent after, its outcome told.
create table reunion_envoi (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  reunion         bigint not null,
  membre          bigint,
  nom             text not null,
  courriel        text not null,
  methode         text not null check (methode in ('REQUEST','CANCEL')),
  sequence        smallint not null check (sequence >= 0),
  etat            text not null default 'a-envoyer' check (etat in ('a-envoyer','envoye','depose','echec')),
  motif           text,
  cree_le         timestamptz not null default now(),
  envoye_le       timestamptz,
  unique (reunion, courriel, sequence, methode),
  foreign key (reunion, epci) references reunion (id, epci) on delete cascade,
  foreign key (membre, epci) references instance_membre (id, epci)
);

-- A frozen version of a document of the product, as it was attached.
create table reunion_piece (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  reunion         bigint not null,
  genre           text not null check (genre in ('rapport','pack','evaluation','bilan-bailleur','convention-objectif','releve')),
  reference       text not null,
  titre           text not null,
  empreinte       text not null,
  chemin          text not null,
  jointe_le       timestamptz not null default now(),
  unique (reunion, genre, reference),
  foreign key (reunion, epci) references reunion (id, epci) on delete cascade
);

-- Minutes, frozen when the meeting is closed.
create table releve (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  reunion         bigint not null unique,
  numero          text not null,
  contenu         jsonb not null,
  empreinte       text not null,
  fige_le         timestamptz not null default now(),
  fige_par        text not null,
  unique (epci, numero),
  foreign key (reunion, epci) references reunion (id, epci)
);

create function garde_releve() returns trigger language plpgsql as $$
begin
  -- The name of an agent who is gone is taken from under them.
  if tg_op = 'UPDATE' and new.fige_par = 'agent (nom effacé)'
     and (to_jsonb(new) - 'fige_par') = (to_jsonb(old) - 'fige_par') then
    return new;
  end if;
  raise exception 'minutes that are frozen never change' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on releve for each row execute function garde_releve();

create table decision_instance (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  reunion         bigint not null,
  point           bigint,
  numero          text not null,
  texte           text not null,
  -- Who carries it out: an organisation of the product, or a name.
  organisation    bigint references organisation,
  responsable     text not null,
  echeance        date,
  etat            text not null default 'a-faire' check (etat in ('a-faire','en-cours','faite','abandonnee')),
  -- What it does elsewhere: a rung of the ladder, a draft of the convention, a blocked case.
  mesure          bigint,
  version         bigint,
  cas             bigint,
  cree_le         timestamptz not null default now(),
  unique (id, epci),
  unique (epci, numero),
  foreign key (reunion, epci) references reunion (id, epci),
  foreign key (point, epci) references reunion_point (id, epci)
);
create index decision_instance_epci on decision_instance (epci, etat);

create table decision_suivi (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  decision        bigint not null,
  organisation    bigint references organisation,
  le              date not null,
  etat            text not null check (etat in ('a-faire','en-cours','faite','abandonnee')),
  note            text,
  par             text not null,
  ecrit_le        timestamptz not null default now(),
  foreign key (decision, epci) references decision_instance (id, epci) on delete cascade
);
create index decision_suivi_decision on decision_suivi (decision);

-- What the public reads: the words of a decision that the EPCI has chosen to publish, and nothing that hangs on it.
create table decision_publiee (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  decision        bigint not null,
  instance_nom    text not null,
  jour            date not null,
  numero          text not null,
  texte           text not null,
  publie_le       date not null,
  unique (epci, decision),
  foreign key (decision, epci) references decision_instance (id, epci) on delete cascade
);

insert into duree_conservation (classe, depuis, duree, date_effet, source, confiance) values
  ('C1', 'fin-mandat', '3 months', '2018-01-01', 'Choix de Blaise : le temps d’envoyer le relevé de la dernière réunion', 'B'),
  ('C1', 'reunion', '1 year', '2018-01-01', 'Choix de Blaise : preuve de la convocation, au-delà du délai de recours et du relevé suivant', 'B');

comment on column instance.id is 'Instance @classe C0';
comment on column instance.epci is 'Territoire @classe C0';
comment on column instance.genre is 'Genre @classe C0';
comment on column instance.nom is 'Nom @classe C0';
comment on column instance.objet is 'Objet @classe C0';
comment on column instance.frequence_mois is 'Mois entre deux réunions @classe C0';
comment on column instance.quorum is 'Part des voix exigée @classe C0';
comment on column instance.source is 'Texte source @classe C0';
comment on column instance.creee_le is 'Création @classe C0';
comment on column instance.close_le is 'Clôture @classe C0';
comment on column instance_membre.id is 'Membre d’instance @classe C0';
comment on column instance_membre.epci is 'Territoire @classe C0';
comment on column instance_membre.instance is 'Instance @classe C0';
comment on column instance_membre.organisation is 'Organisme @classe C0';
comment on column instance_membre.nom is 'Nom @classe C0';
comment on column instance_membre.college is 'Collège @classe C0';
comment on column instance_membre.fonction is 'Fonction @classe C0';
comment on column instance_membre.voix is 'A une voix @classe C0';
comment on column instance_membre.depuis is 'Premier jour @classe C0';
comment on column instance_membre.jusqua is 'Dernier jour @classe C0';
comment on column instance_contact.id is 'Contact @classe C1';
comment on column instance_contact.epci is 'Territoire @classe C0';
comment on column instance_contact.membre is 'Membre @classe C1';
comment on column instance_contact.nom is 'Nom @classe C1';
comment on column instance_contact.courriel is 'Adresse électronique @classe C1';
comment on column instance_contact.cree_le is 'Saisie @classe C1';
comment on column reunion.id is 'Réunion @classe C0';
comment on column reunion.epci is 'Territoire @classe C0';
comment on column reunion.instance is 'Instance @classe C0';
comment on column reunion.numero is 'Numéro @classe C0';
comment on column reunion.uid is 'Identité dans les agendas @classe C0';
comment on column reunion.sequence is 'Rang du dernier envoi @classe C0';
comment on column reunion.titre is 'Titre @classe C0';
comment on column reunion.jour is 'Jour @classe C0';
comment on column reunion.heure is 'Heure @classe C0';
comment on column reunion.duree_minutes is 'Durée en minutes @classe C0';
comment on column reunion.lieu is 'Lieu @classe C0';
comment on column reunion.visio is 'Lien de visioconférence @classe C0';
comment on column reunion.etat is 'État @classe C0';
comment on column reunion.convoquee_le is 'Convocation @classe C0';
comment on column reunion.ouverte_le is 'Ouverture @classe C0';
comment on column reunion.close_le is 'Clôture @classe C0';
comment on column reunion.annulee_le is 'Annulation @classe C0';
comment on column reunion.annulation is 'Motif d’annulation @classe C0';
comment on column reunion.quorum is 'Part des voix exigée @classe C0';
comment on column reunion_point.id is 'Point @classe C0';
comment on column reunion_point.epci is 'Territoire @classe C0';
comment on column reunion_point.reunion is 'Réunion @classe C0';
comment on column reunion_point.rang is 'Rang @classe C0';
comment on column reunion_point.nature is 'Nature @classe C0';
comment on column reunion_point.reference is 'Référence @classe C0';
comment on column reunion_point.titre is 'Titre @classe C0';
comment on column reunion_point.constat is 'Constat @classe C0';
comment on column reunion_point.chemin is 'Adresse dans le territoire @classe C0';
comment on column reunion_point.notes is 'Compte rendu @classe C0';
comment on column reunion_point.etat is 'État @classe C0';
comment on column reunion_presence.id is 'Présence @classe C0';
comment on column reunion_presence.epci is 'Territoire @classe C0';
comment on column reunion_presence.reunion is 'Réunion @classe C0';
comment on column reunion_presence.membre is 'Membre @classe C0';
comment on column reunion_presence.etat is 'État @classe C0';
comment on column reunion_presence.mandataire is 'Membre qui porte la voix @classe C0';
comment on column reunion_convoque.reunion is 'Réunion @classe C1';
comment on column reunion_convoque.epci is 'Territoire @classe C1';
comment on column reunion_convoque.compte is 'Compte @classe C1';
comment on column reunion_convoque.du is 'Premier jour @classe C1';
comment on column reunion_convoque.au is 'Dernier jour @classe C1';
comment on column reunion_envoi.id is 'Envoi @classe C1';
comment on column reunion_envoi.epci is 'Territoire @classe C0';
comment on column reunion_envoi.reunion is 'Réunion @classe C0';
comment on column reunion_envoi.membre is 'Membre @classe C1';
comment on column reunion_envoi.nom is 'Nom @classe C1';
comment on column reunion_envoi.courriel is 'Adresse électronique @classe C1';
comment on column reunion_envoi.methode is 'Convocation ou annulation @classe C1';
comment on column reunion_envoi.sequence is 'Rang du dernier envoi @classe C1';
comment on column reunion_envoi.etat is 'État @classe C1';
comment on column reunion_envoi.motif is 'Motif @classe C1';
comment on column reunion_envoi.cree_le is 'Saisie @classe C1';
comment on column reunion_envoi.envoye_le is 'Envoi @classe C1';
comment on column reunion_piece.id is 'Pièce jointe @classe C0';
comment on column reunion_piece.epci is 'Territoire @classe C0';
comment on column reunion_piece.reunion is 'Réunion @classe C0';
comment on column reunion_piece.genre is 'Genre @classe C0';
comment on column reunion_piece.reference is 'Référence @classe C0';
comment on column reunion_piece.titre is 'Titre @classe C0';
comment on column reunion_piece.empreinte is 'Empreinte @classe C0';
comment on column reunion_piece.chemin is 'Adresse dans le territoire @classe C0';
comment on column reunion_piece.jointe_le is 'Jour où elle est jointe @classe C0';
comment on column releve.id is 'Relevé de décisions @classe C0';
comment on column releve.epci is 'Territoire @classe C0';
comment on column releve.reunion is 'Réunion @classe C0';
comment on column releve.numero is 'Numéro @classe C0';
comment on column releve.contenu is 'Contenu figé @classe C0';
comment on column releve.empreinte is 'Empreinte @classe C0';
comment on column releve.fige_le is 'Jour où il est figé @classe C0';
comment on column releve.fige_par is 'Qui l’a figé @classe C1';
comment on column decision_instance.id is 'Décision @classe C0';
comment on column decision_instance.epci is 'Territoire @classe C0';
comment on column decision_instance.reunion is 'Réunion @classe C0';
comment on column decision_instance.point is 'Point de l’ordre du jour @classe C0';
comment on column decision_instance.numero is 'Numéro @classe C0';
comment on column decision_instance.texte is 'Texte @classe C0';
comment on column decision_instance.organisation is 'Organisme @classe C0';
comment on column decision_instance.responsable is 'Qui est chargé @classe C0';
comment on column decision_instance.echeance is 'Échéance @classe C0';
comment on column decision_instance.etat is 'État @classe C0';
comment on column decision_instance.mesure is 'Mesure corrective @classe C0';
comment on column decision_instance.version is 'Version de la convention @classe C0';
comment on column decision_instance.cas is 'Cas bloqué @classe C0';
comment on column decision_instance.cree_le is 'Saisie @classe C0';
comment on column decision_suivi.id is 'Suivi @classe C0';
comment on column decision_suivi.epci is 'Territoire @classe C0';
comment on column decision_suivi.decision is 'Décision @classe C0';
comment on column decision_suivi.organisation is 'Organisme @classe C0';
comment on column decision_suivi.le is 'Jour @classe C0';
comment on column decision_suivi.etat is 'État @classe C0';
comment on column decision_suivi.note is 'Note @classe C0';
comment on column decision_suivi.par is 'Organisme qui l’a écrit @classe C0';
comment on column decision_suivi.ecrit_le is 'Saisie @classe C0';
comment on column decision_publiee.id is 'Décision publiée @classe C0';
comment on column decision_publiee.epci is 'Territoire @classe C0';
comment on column decision_publiee.decision is 'Décision @classe C0';
comment on column decision_publiee.instance_nom is 'Instance @classe C0';
comment on column decision_publiee.jour is 'Jour @classe C0';
comment on column decision_publiee.numero is 'Numéro @classe C0';
comment on column decision_publiee.texte is 'Texte @classe C0';
comment on column decision_publiee.publie_le is 'Publication @classe C0';
