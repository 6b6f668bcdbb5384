-- La demande: the file of a household from its first answer to its radiation, its papers, what happened to it, and what is told to the public.
-- The number unique comes from the national system, imported or typed at the desk: never drawn here. Names are in tables of their own
-- (demandeur, personne), so that a commission reads the household without them.

-- Registered or not: a draft and a demande that waits at the desk have no number yet.
alter table nominatif.demandeur
  add column reference       text collate "C",
  -- Files that were there before are registered demandes.
  add column etat            text not null default 'active' check (etat in ('brouillon','a-enregistrer','a-completer','active','a-renouveler','avertie','radiee')),
  add column nom_usage       text,
  add column civilite        text check (civilite in ('madame','monsieur')),
  add column adresse         text,
  add column adresse_commune text collate "C",
  add column accord_courriel boolean not null default false,
  add column accord_sms      boolean not null default false,
  add column origine         text not null default 'inconnue' check (origine in ('portail','guichet','import','inconnue')),
  add column deposee_le      timestamptz,
  add column enregistree_le  date,
  add column attestee_le     date,
  add column anciennete_le   date,
  add column renouvelee_le   date,
  add column echeance_le     date,
  add column preavis_le      date,
  add column avertie_le      date,
  add column averti_motif    text check (averti_motif in ('non-reponse','irrecevabilite')),
  -- CCH, art. R. 441-2-8: a closed list.
  add column radie_motif     text check (radie_motif in ('attribution','renonciation','non-reponse','irrecevabilite','non-renouvellement')),
  -- When FranceConnect gave the birth name, the first names and the birth as they are; null as soon as one of them is changed.
  add column franceconnect_le timestamptz,
  add column sortie          text check (sortie in ('meme-bailleur','autre-bailleur','accession','locatif-prive','autre','inconnue')),
  add column modifie_le      timestamptz not null default now(),
  alter column numero_hash drop not null,
  add constraint demandeur_reference unique (epci, reference),
  add check (etat not in ('active','a-renouveler','avertie') or numero_hash is not null),
  add check (etat <> 'radiee' or radie_le is not null);

alter table nominatif.menage
  -- Answers by step, as typed and without a name; the columns are derived from them at each save.
  add column reponses          jsonb not null default '{}',
  add column nature            text not null default 'inconnue' check (nature in ('acces','mutation','inconnue')),
  add column bailleur_actuel   text collate "C",
  add column commune_actuelle  text collate "C",
  add column logement_actuel   text,
  add column rfr               integer check (rfr >= 0),
  add column categorie_plafond smallint check (categorie_plafond between 1 and 20),
  add column position_plafond  text not null default 'inconnue' check (position_plafond in ('plai','plus','pls','au-dela','inconnue')),
  add column quartile          text not null default 'inconnu' check (quartile in ('q1','q2-4','inconnu')),
  add column pieces_min        smallint,
  add column salarie           text not null default 'inconnu' check (salarie in ('oui','non','inconnu')),
  add column employeur_siret   text collate "C",
  add column action_logement   text not null default 'inconnu' check (action_logement in ('oui','non','inconnu')),
  add column urgence           text not null default 'ordinaire' check (urgence in ('ordinaire','mobilite')),
  add column elargir           boolean,
  add column priorite          text not null default 'inconnu' check (priorite in ('oui','non','inconnu')),
  add column modifie_le        timestamptz not null default now();

alter table nominatif.piece
  add column personne        bigint,
  add column format          text check (format in ('image','pdf')),
  add column taille          integer check (taille >= 0),
  add column pages           smallint,
  add column empreinte       bytea,
  -- Keyed hash of what was kept, so that a paper sent twice is one.
  add column contenu         text,
  add column valide_jusqu_au date,
  add column deposee_par     text check (deposee_par in ('menage','mandataire','guichet')),
  add column verifiee_le     timestamptz,
  add column verifiee_par    bigint references compte on delete set null,
  add column refus           text,
  add check (etat in ('deposee','quarantaine','acceptee','refusee','obsolete','absente'));

alter table sensible.piece
  add column nature          text,
  add column format          text check (format in ('image','pdf')),
  add column taille          integer check (taille >= 0),
  add column pages           smallint,
  add column empreinte       bytea,
  -- Keyed hash of what was kept, so that a paper sent twice is one.
  add column contenu         text,
  add column valide_jusqu_au date,
  add column deposee_par     text check (deposee_par in ('menage','mandataire','guichet')),
  add column verifiee_le     timestamptz,
  add column verifiee_par    bigint references compte on delete set null,
  add column refus           text,
  add check (etat in ('deposee','quarantaine','acceptee','refusee','obsolete','absente'));

alter table proposition
  add column logement       text check (length(logement) <= 200),
  add column logement_cle   text collate "C",
  add column commune        text collate "C",
  add column typologie      text,
  add column loyer          numeric(8,2) check (loyer > 0),
  add column charges        numeric(8,2) check (charges >= 0),
  add column nature         text not null default 'logement' check (nature in ('visite','logement')),
  add column proposee_le    date,
  add column repondre_avant date,
  add column reponse        text check (reponse in ('acceptee','refusee','sans-reponse')),
  add column repondue_le    timestamptz,
  add column repondue_par   text check (repondue_par in ('menage','mandataire','organisme')),
  add column refus_motif    text;

-- Who will live there, and who asks with the household. Whoever is in shared custody counts for the rooms, not for the ceilings.
create table nominatif.personne (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  rang            smallint not null check (rang between 1 and 30),
  qualite         text not null check (qualite in ('conjoint','cotitulaire','a-charge','garde-partagee','a-naitre','autre')),
  lien            text,
  nom             text,
  prenom          text,
  naissance       date,
  unique (demandeur, rang)
);

-- Where the household wants to live, in its order.
create table nominatif.souhait (
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  rang            smallint not null check (rang between 1 and 20),
  commune         text collate "C",
  secteur         text,
  primary key (demandeur, rang),
  check (num_nonnulls(commune, secteur) >= 1)
);
create index souhait_commune on nominatif.souhait (epci, commune);

-- « Pour une autre personne »: who fills the file in, on a written and dated mandate.
create table nominatif.mandat (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  nom             text not null check (length(nom) between 2 and 120),
  qualite         text not null check (qualite in ('proche','travailleur-social','association','tuteur','autre')),
  structure       text,
  courriel        text,
  telephone       text,
  signe_le        date not null,
  au              date not null,
  revoque_le      date,
  check (au >= signe_le)
);

-- A paper that a body asks for: asked once for all.
create table nominatif.piece_demandee (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  organisation    bigint not null references organisation,
  nature          text not null,
  demandee_le     timestamptz not null,
  avant           date,
  close_le        timestamptz
);

create unique index piece_demandee_ouverte on nominatif.piece_demandee (demandeur, nature) where close_le is null;

-- How a household comes back without an account: a code, of which only the hash is kept.
create table acces.code_dossier (
  code_hash       bytea primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  -- Typed on the pages of one territory: what was given in another opens nothing there.
  epci            text not null references territoire,
  lien            text not null check (lien in ('titulaire','mandat')),
  mandat          bigint references nominatif.mandat on delete cascade,
  cree_le         timestamptz not null,
  expire_le       timestamptz not null,
  revoque_le      timestamptz,
  a_usage_unique  boolean not null default false,
  servi_le        timestamptz
);

-- A household's visit, opened by a code or a link. The token itself is with the browser alone.
create table acces.session_dossier (
  jeton_hash      bytea primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  lien            text not null check (lien in ('titulaire','mandat')),
  moyen           text not null check (moyen in ('ouverture','code','lien','franceconnect')),
  ouverte_le      timestamptz not null,
  vue_le          timestamptz not null,
  expire_le       timestamptz not null,
  fermee_le       timestamptz,
  -- Of whom FranceConnect let in: the same keyed hash as in acces.franceconnect_dossier.
  sujet_hash      text collate "C"
);

-- Whoever FranceConnect says opens these files: one person a file, several files a person. The subject itself is kept nowhere.
create table acces.franceconnect_dossier (
  demandeur       uuid primary key references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  sujet_hash      text collate "C" not null,
  lie_le          timestamptz not null
);
create index franceconnect_dossier_sujet on acces.franceconnect_dossier (sujet_hash);

alter table acces.defi
  drop constraint defi_usage_check,
  add constraint defi_usage_check check (usage in ('proconnect','cle-acces','ajout-cle','franceconnect'));

alter table nominatif.piece add foreign key (personne) references nominatif.personne on delete set null;

-- A household writes its answers, never what a desk or a delay writes: its number, its seniority, its desk once chosen, its state but by the
-- acts that are its own (sending, renewing, giving up).
create function nominatif.demandeur_garde() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- Whoever corrects it, what was corrected is no longer what FranceConnect gave.
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
     -- Renewing takes back the notice: next year has its own.
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

-- A household sends papers; whether they are right is for a desk to say.
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

comment on column nominatif.demandeur.reference is 'Référence du dossier dans Blaise, jamais un numéro unique @classe C2';
comment on column nominatif.demandeur.etat is 'État de la demande @classe C2';
comment on column nominatif.demandeur.nom_usage is 'Nom d’usage @classe C2';
comment on column nominatif.demandeur.civilite is 'Civilité @classe C2';
comment on column nominatif.demandeur.adresse is 'Adresse où écrire @classe C2';
comment on column nominatif.demandeur.adresse_commune is 'Commune de l’adresse où écrire @classe C2';
comment on column nominatif.demandeur.accord_courriel is 'Accord pour les courriels @classe C2';
comment on column nominatif.demandeur.accord_sms is 'Accord pour les SMS @classe C2';
comment on column nominatif.demandeur.origine is 'D’où vient le dossier @classe C2';
comment on column nominatif.demandeur.deposee_le is 'Dépôt de la demande complète @classe C2';
comment on column nominatif.demandeur.enregistree_le is 'Enregistrement avec le numéro unique @classe C2';
comment on column nominatif.demandeur.attestee_le is 'Remise de l’attestation @classe C2';
comment on column nominatif.demandeur.anciennete_le is 'Date qui fait l’ancienneté, gardée au renouvellement @classe C2';
comment on column nominatif.demandeur.renouvelee_le is 'Dernier renouvellement @classe C2';
comment on column nominatif.demandeur.echeance_le is 'Fin de validité @classe C2';
comment on column nominatif.demandeur.preavis_le is 'Envoi du préavis d’échéance @classe C2';
comment on column nominatif.demandeur.avertie_le is 'Avertissement avant radiation @classe C2';
comment on column nominatif.demandeur.averti_motif is 'Motif de l’avertissement @classe C2';
comment on column nominatif.demandeur.radie_motif is 'Motif de la radiation @classe C2';
comment on column nominatif.demandeur.franceconnect_le is 'Identité donnée par FranceConnect @classe C2';
comment on column nominatif.demandeur.sortie is 'Où le ménage s’est logé @classe C2';
comment on column nominatif.demandeur.modifie_le is 'Dernière modification @classe C2';
comment on column nominatif.menage.reponses is 'Réponses aux étapes, sans nom @classe C2';
comment on column nominatif.menage.nature is 'Première demande ou mutation @classe C2';
comment on column nominatif.menage.bailleur_actuel is 'SIREN du bailleur actuel @classe C2';
comment on column nominatif.menage.commune_actuelle is 'Commune du logement actuel @classe C2';
comment on column nominatif.menage.logement_actuel is 'Mode de logement actuel @classe C2';
comment on column nominatif.menage.rfr is 'Revenu fiscal de référence N-2 @classe C2';
comment on column nominatif.menage.categorie_plafond is 'Catégorie de ménage pour les plafonds @classe C2';
comment on column nominatif.menage.position_plafond is 'Position sous les plafonds @classe C2';
comment on column nominatif.menage.quartile is 'Quartile de revenus @classe C2';
comment on column nominatif.menage.pieces_min is 'Nombre de pièces minimal @classe C2';
comment on column nominatif.menage.salarie is 'Salarié d’une entreprise @classe C2';
comment on column nominatif.menage.employeur_siret is 'SIRET de l’employeur @classe C2';
comment on column nominatif.menage.action_logement is 'Bénéficiaire d’Action Logement @classe C2';
comment on column nominatif.menage.urgence is 'Filière rapide (mobilité, meublé) @classe C2';
comment on column nominatif.menage.elargir is 'Accepte d’autres communes @classe C2';
comment on column nominatif.menage.priorite is 'Public prioritaire déclaré @classe C2';
comment on column nominatif.menage.modifie_le is 'Dernière modification @classe C2';
comment on column nominatif.piece.personne is 'Personne que la pièce concerne @classe C4';
comment on column nominatif.piece.format is 'Format du fichier @classe C4';
comment on column nominatif.piece.taille is 'Taille en octets @classe C4';
comment on column nominatif.piece.pages is 'Nombre de pages @classe C4';
comment on column nominatif.piece.empreinte is 'Empreinte du fichier chiffré @classe C4';
comment on column nominatif.piece.contenu is 'Empreinte à clé du contenu, contre le double dépôt @classe C4';
comment on column nominatif.piece.valide_jusqu_au is 'Fin de validité @classe C4';
comment on column nominatif.piece.deposee_par is 'Qui l’a déposée @classe C4';
comment on column nominatif.piece.verifiee_le is 'Vérification @classe C4';
comment on column nominatif.piece.verifiee_par is 'Agent qui l’a vérifiée @classe C4';
comment on column nominatif.piece.refus is 'Motif du refus, de la liste fermée @classe C4';
comment on column sensible.piece.nature is 'Nature de la pièce @classe C4';
comment on column sensible.piece.format is 'Format du fichier @classe C4';
comment on column sensible.piece.taille is 'Taille en octets @classe C4';
comment on column sensible.piece.pages is 'Nombre de pages @classe C4';
comment on column sensible.piece.empreinte is 'Empreinte du fichier chiffré @classe C4';
comment on column sensible.piece.contenu is 'Empreinte à clé du contenu, contre le double dépôt @classe C4';
comment on column sensible.piece.valide_jusqu_au is 'Fin de validité @classe C4';
comment on column sensible.piece.deposee_par is 'Qui l’a déposée @classe C4';
comment on column sensible.piece.verifiee_le is 'Vérification @classe C4';
comment on column sensible.piece.verifiee_par is 'Agent qui l’a vérifiée @classe C4';
comment on column sensible.piece.refus is 'Motif du refus, de la liste fermée @classe C4';
comment on column proposition.logement is 'Adresse du logement proposé @classe C0';
comment on column proposition.logement_cle is 'Clé du logement @classe C0';
comment on column proposition.commune is 'Commune du logement @classe C0';
comment on column proposition.typologie is 'Typologie du logement @classe C0';
comment on column proposition.loyer is 'Loyer mensuel hors charges @classe C0';
comment on column proposition.charges is 'Charges mensuelles @classe C0';
comment on column proposition.nature is 'Offre de visite ou de logement @classe C0';
comment on column proposition.proposee_le is 'Jour de la proposition @classe C5';
comment on column proposition.repondre_avant is 'Dernier jour pour répondre @classe C5';
comment on column proposition.reponse is 'Réponse du ménage @classe C5';
comment on column proposition.repondue_le is 'Jour de la réponse @classe C5';
comment on column proposition.repondue_par is 'Qui a écrit la réponse @classe C5';
comment on column proposition.refus_motif is 'Motif du refus, de la liste fermée @classe C5';
comment on column nominatif.personne.id is 'Personne du dossier @classe C2';
comment on column nominatif.personne.demandeur is 'Dossier @classe C2';
comment on column nominatif.personne.epci is 'Territoire @classe C2';
comment on column nominatif.personne.guichet is 'Guichet @classe C2';
comment on column nominatif.personne.rang is 'Rang dans le dossier @classe C2';
comment on column nominatif.personne.qualite is 'Place dans le ménage @classe C2';
comment on column nominatif.personne.lien is 'Lien avec le demandeur @classe C2';
comment on column nominatif.personne.nom is 'Nom @classe C2';
comment on column nominatif.personne.prenom is 'Prénom @classe C2';
comment on column nominatif.personne.naissance is 'Naissance @classe C2';
comment on column nominatif.souhait.demandeur is 'Dossier @classe C2';
comment on column nominatif.souhait.epci is 'Territoire @classe C2';
comment on column nominatif.souhait.guichet is 'Guichet @classe C2';
comment on column nominatif.souhait.rang is 'Rang du souhait @classe C2';
comment on column nominatif.souhait.commune is 'Commune souhaitée @classe C2';
comment on column nominatif.souhait.secteur is 'Secteur souhaité @classe C2';
comment on column nominatif.mandat.id is 'Mandat @classe C2';
comment on column nominatif.mandat.demandeur is 'Dossier @classe C2';
comment on column nominatif.mandat.epci is 'Territoire @classe C2';
comment on column nominatif.mandat.guichet is 'Guichet @classe C2';
comment on column nominatif.mandat.nom is 'Mandataire @classe C2';
comment on column nominatif.mandat.qualite is 'Qualité du mandataire @classe C2';
comment on column nominatif.mandat.structure is 'Structure du mandataire @classe C2';
comment on column nominatif.mandat.courriel is 'Courriel du mandataire @classe C2';
comment on column nominatif.mandat.telephone is 'Téléphone du mandataire @classe C2';
comment on column nominatif.mandat.signe_le is 'Signature du mandat @classe C2';
comment on column nominatif.mandat.au is 'Fin du mandat @classe C2';
comment on column nominatif.mandat.revoque_le is 'Révocation @classe C2';
comment on column nominatif.piece_demandee.id is 'Demande de pièce @classe C2';
comment on column nominatif.piece_demandee.demandeur is 'Dossier @classe C2';
comment on column nominatif.piece_demandee.epci is 'Territoire @classe C2';
comment on column nominatif.piece_demandee.guichet is 'Guichet @classe C2';
comment on column nominatif.piece_demandee.organisation is 'Organisme qui la demande @classe C2';
comment on column nominatif.piece_demandee.nature is 'Nature de la pièce @classe C2';
comment on column nominatif.piece_demandee.demandee_le is 'Demande @classe C2';
comment on column nominatif.piece_demandee.avant is 'À fournir avant @classe C2';
comment on column nominatif.piece_demandee.close_le is 'Reçue ou abandonnée @classe C2';
comment on column acces.code_dossier.code_hash is 'Empreinte du code @classe C2';
comment on column acces.code_dossier.demandeur is 'Dossier @classe C2';
comment on column acces.code_dossier.epci is 'Territoire @classe C2';
comment on column acces.code_dossier.lien is 'À quel titre @classe C2';
comment on column acces.code_dossier.mandat is 'Mandat @classe C2';
comment on column acces.code_dossier.cree_le is 'Création @classe C2';
comment on column acces.code_dossier.expire_le is 'Fin de validité @classe C2';
comment on column acces.code_dossier.revoque_le is 'Révocation @classe C2';
comment on column acces.code_dossier.a_usage_unique is 'Sert une fois @classe C2';
comment on column acces.code_dossier.servi_le is 'Premier usage @classe C2';
comment on column acces.session_dossier.jeton_hash is 'Empreinte du jeton @classe C2';
comment on column acces.session_dossier.demandeur is 'Dossier @classe C2';
comment on column acces.session_dossier.lien is 'À quel titre @classe C2';
comment on column acces.session_dossier.moyen is 'Moyen d’entrée @classe C2';
comment on column acces.session_dossier.ouverte_le is 'Ouverture @classe C2';
comment on column acces.session_dossier.vue_le is 'Dernière vue @classe C2';
comment on column acces.session_dossier.expire_le is 'Fin de validité @classe C2';
comment on column acces.session_dossier.fermee_le is 'Fermeture @classe C2';
comment on column acces.session_dossier.sujet_hash is 'Empreinte à clé du sujet FranceConnect @classe C2';
comment on column acces.franceconnect_dossier.demandeur is 'Dossier @classe C2';
comment on column acces.franceconnect_dossier.epci is 'Territoire @classe C2';
comment on column acces.franceconnect_dossier.sujet_hash is 'Empreinte à clé du sujet FranceConnect @classe C2';
comment on column acces.franceconnect_dossier.lie_le is 'Lien entre la personne et le dossier @classe C2';
