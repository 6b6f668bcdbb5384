-- Households of the buildings to demolish, the offers made to them, the comité's decisions. Facts of the case are apart from
-- `nominatif.menage_reloge`, which has names, income and composition; partners follow the facts.

-- Officers are entrusted with buildings, and with the households in them.
create table mission_relogement (
  id              bigint generated always as identity, -- Mission @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  operation       bigint not null, -- Immeubles confiés @classe C0
  compte          bigint not null references compte on delete cascade, -- Agent à qui ils sont confiés @classe C1
  du              date not null default contexte.aujourdhui(), -- Premier jour @classe C0
  au              date check (au >= du), -- Dernier jour @classe C0
  primary key (epci, id),
  unique (epci, operation, compte, du),
  foreign key (epci, operation) references operation on delete cascade
);
create index mission_relogement_compte on mission_relogement (compte);

create table relogement (
  id              bigint generated always as identity, -- Ménage à reloger @classe C5
  epci            text not null references territoire, -- Ménage à reloger @classe C5
  demandeur       uuid, -- Ménage à reloger @classe C5
  organisation    bigint not null references organisation, -- Ménage à reloger @classe C5
  reservataire    bigint references organisation, -- Ménage à reloger @classe C5
  seance          bigint, -- Ménage à reloger @classe C5
  etat            text not null default 'a-rencontrer', -- Ménage à reloger @classe C5
  clos_le         date, -- Ménage à reloger @classe C5
  operation       bigint not null, -- Démolition @classe C0
  reference       text collate "C" not null, -- Référence du dossier, sans nom @classe C5
  etat_depuis     date not null default contexte.aujourdhui(), -- Depuis quand il est dans cet état @classe C5
  personnes       smallint check (personnes > 0), -- Nombre de personnes @classe C5
  quartile        text not null default 'inconnu' check (quartile in ('q1','q2-4','inconnu')), -- Quartile de ressources @classe C5
  ressources      text not null default 'absentes' check (ressources in ('positives','nulles','absentes')), -- Ressources connues ou non @classe C5
  origine_rpls    text collate "C", -- Logement à démolir @classe C5
  origine_typologie text check (origine_typologie in ('T1','T2','T3','T4','T5','T6+')), -- Son type @classe C5
  origine_loyer   numeric check (origine_loyer >= 0), -- Loyer mensuel avant @classe C5
  origine_charges numeric check (origine_charges >= 0), -- Charges mensuelles avant @classe C5
  origine_apl     numeric check (origine_apl >= 0), -- APL mensuelle avant @classe C5
  origine_surface numeric check (origine_surface > 0), -- Surface avant @classe C5
  souhait_typologies text[] not null default '{}', -- Types souhaités @classe C5
  souhait_zone    text not null default 'inconnue' check (souhait_zone in ('hors-qpv','qpv','indifferente','inconnue')), -- Zone souhaitée @classe C5
  souhait_communes text[] not null default '{}', -- Communes souhaitées @classe C5
  besoin_acces    text not null -- Besoin d’accès, codé @classe C5
                  default 'inconnu' check (besoin_acces in ('aucun','rez-de-chaussee-ou-ascenseur','accessible-fauteuil','logement-adapte',
                    'inconnu')),
  reste_a_charge_max numeric check (reste_a_charge_max >= 0), -- Reste à charge que le ménage dit pouvoir payer @classe C5
  accession       text not null default 'inconnu' check (accession in ('oui','non','inconnu')), -- Projet d’accession @classe C5
  action_logement text not null default 'inconnu' check (action_logement in ('oui','non','inconnu')), -- Ressortissant d’Action Logement @classe C5
  accompagnement  text not null -- Accompagnement @classe C5
                  default 'inconnu' check (accompagnement in ('aucun','service-social','asll','cil-pass','autre','inconnu')),
  decohabitation_de bigint, -- Dossier dont il se sépare @classe C5
  etape           text check (etape in ('entretien','visite','reponse','cal','signature','comite','rappel')), -- Prochaine étape @classe C5
  etape_le        date, -- Jour de cette étape @classe C5
  revision        integer not null default 1, -- Nombre de modifications @classe C5
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C0
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  -- Tells the officer of a household that the commission has housed; only the officer closes the file.
  bail_commission_le date, -- Bail signé après une commission d’attribution @classe C5
  -- What the household says once rehoused; null: not asked, or not said.
  enquete_le      date, -- Jour de l’enquête après relogement @classe C5
  satisfaction_logement text check (satisfaction_logement in ('satisfait','plutot','peu','pas')), -- Satisfaction, logement @classe C5
  satisfaction_quartier text check (satisfaction_quartier in ('satisfait','plutot','peu','pas')), -- Satisfaction, quartier @classe C5
  satisfaction_accompagnement text check (satisfaction_accompagnement in ('satisfait','plutot','peu','pas')), -- Satisfaction, accompagnement @classe C5
  -- Reste à charge over the household's resources.
  effort_apres    numeric check (effort_apres >= 0 and effort_apres <= 1), -- Taux d’effort après le relogement @classe C5
  primary key (epci, id),
  constraint relogement_enquete check (enquete_le is not null or (satisfaction_logement is null and satisfaction_quartier is null and satisfaction_accompagnement is null and effort_apres is null)),
  constraint relogement_reference unique (epci, reference),
  constraint relogement_operation foreign key (epci, operation) references operation,
  constraint relogement_origine foreign key (epci, decohabitation_de) references relogement,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  foreign key (epci, seance) references seance,
  constraint relogement_etat check (etat in ('a-rencontrer','diagnostic','offres','bloque','reloge','depart')),
  constraint relogement_etape check (etape is not null or etape_le is null)
);
create index relogement_demandeur on relogement (demandeur) where demandeur is not null;
create index relogement_epci on relogement (epci, operation);

create table nominatif.menage_reloge (
  relogement      bigint not null, -- Dossier de relogement @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  operation       bigint not null, -- Démolition @classe C2
  organisation    bigint not null references organisation, -- Bailleur d’origine @classe C2
  reservataire    bigint references organisation, -- Réservataire @classe C2
  seance          bigint, -- Séance @classe C2
  demandeur       uuid, -- Demandeur @classe C2
  nom             text not null, -- Nom @classe C2
  prenom          text not null, -- Prénom @classe C2
  telephone       text, -- Téléphone @classe C2
  courriel        text, -- Courriel @classe C2
  naissance       date, -- Naissance du titulaire @classe C2
  porte           text, -- Porte @classe C2
  adultes         smallint check (adultes >= 0), -- Adultes @classe C2
  enfants         smallint check (enfants >= 0), -- Enfants @classe C2
  revenu_mensuel  numeric, -- Revenu mensuel @classe C2
  unite_conso     numeric check (unite_conso >= 1), -- Unités de consommation @classe C2
  -- Keyed hash of the numéro unique, as in the SNE's files: it finds the same lease there.
  numero_hash     text collate "C", -- Numéro unique, haché avec une clé @classe C2
  primary key (epci, relogement),
  foreign key (epci, relogement) references relogement on delete cascade,
  foreign key (epci, seance) references seance,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur)
);

create table relogement_entretien (
  id              bigint generated always as identity, -- Entretien @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  relogement      bigint not null, -- Dossier de relogement @classe C5
  operation       bigint not null, -- Démolition @classe C0
  organisation    bigint not null references organisation, -- Bailleur d’origine @classe C0
  reservataire    bigint references organisation, -- Réservataire @classe C0
  seance          bigint, -- Séance @classe C0
  demandeur       uuid, -- Demandeur @classe C5
  le              date not null, -- Jour @classe C5
  mode            text not null check (mode in ('domicile','permanence','telephone','autre')), -- Mode @classe C5
  texte           text, -- Ce qui a été convenu, sans santé @classe C5
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  foreign key (epci, relogement) references relogement on delete cascade,
  foreign key (epci, seance) references seance,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur)
);
create index relogement_entretien_relogement on relogement_entretien (relogement, le);

create table relogement_comite (
  id              bigint generated always as identity, -- Décision du comité @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  relogement      bigint not null, -- Dossier de relogement @classe C5
  operation       bigint not null, -- Démolition @classe C0
  organisation    bigint not null references organisation, -- Bailleur d’origine @classe C0
  reservataire    bigint references organisation, -- Réservataire @classe C0
  seance          bigint, -- Séance @classe C0
  demandeur       uuid, -- Demandeur @classe C5
  objet           text not null check (objet in ('quatrieme-offre','poursuite','saisine-commission')), -- Objet @classe C5
  le              date not null, -- Jour @classe C5
  motif           text not null, -- Motif @classe C5
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, id, relogement),
  foreign key (epci, relogement) references relogement on delete cascade,
  foreign key (epci, seance) references seance,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur)
);
create index relogement_comite_relogement on relogement_comite (relogement);

create table relogement_offre (
  id              bigint generated always as identity, -- Offre @classe C5
  epci            text not null references territoire, -- Territoire @classe C0
  relogement      bigint not null, -- Dossier de relogement @classe C5
  operation       bigint not null, -- Démolition @classe C0
  organisation    bigint not null references organisation, -- Bailleur d’origine @classe C0
  reservataire    bigint references organisation, -- Réservataire @classe C0
  seance          bigint, -- Séance @classe C0
  demandeur       uuid, -- Demandeur @classe C5
  -- Bailleur of the offered dwelling, which follows its own offers.
  relogeur        bigint not null references organisation, -- Bailleur du logement proposé @classe C5
  numero          smallint not null check (numero > 0), -- Rang de l’offre @classe C5
  ident_rpls      text collate "C", -- Logement proposé @classe C5
  adresse         text not null, -- Adresse du logement proposé @classe C5
  commune         text collate "C" not null, -- Commune @classe C0
  secteur         text, -- Secteur @classe C0
  situation       text not null check (situation in ('qpv','hors-qpv','inconnue')), -- En quartier prioritaire ou non @classe C5
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')), -- Type @classe C5
  surface         numeric check (surface > 0), -- Surface @classe C5
  loyer           numeric check (loyer >= 0), -- Loyer mensuel @classe C5
  charges         numeric check (charges >= 0), -- Charges mensuelles @classe C5
  apl             numeric check (apl >= 0), -- APL mensuelle estimée @classe C5
  premiere_location_le date, -- Première location @classe C5
  conventionne_le date, -- Conventionnement @classe C5
  rehabilite      text not null default 'inconnu' check (rehabilite in ('oui','non','inconnu')), -- Réhabilité @classe C5
  residentialise  text not null default 'inconnu' check (residentialise in ('oui','non','inconnu')), -- Résidentialisé @classe C5
  loyer_baisse    text not null default 'inconnu' check (loyer_baisse in ('oui','non','inconnu')), -- Loyer diminué @classe C5
  pru1            text not null default 'inconnu' check (pru1 in ('oui','non','inconnu')), -- Issu du PRU 1 @classe C5
  droit_action_logement text not null -- Droit d’Action Logement @classe C5
                  default 'inconnu' check (droit_action_logement in ('oui','non','inconnu')),
  proposee_le     date not null, -- Proposée le @classe C5
  visitee_le      date check (visitee_le >= proposee_le), -- Visitée le @classe C5
  reponse         text not null default 'attendue' check (reponse in ('attendue','acceptee','refusee','retiree')), -- Réponse @classe C5
  repondu_le      date check (repondu_le >= proposee_le), -- Répondu le @classe C5
  motif_refus     text -- Motif du refus @classe C5
                  check (motif_refus in ('reste-a-charge','localisation','eloignement-emploi-ecole-soins','taille','etage-acces','etat-logement',
                    'environnement','attente-neuf','accession','autre')),
  precision       text, -- Précision sur le refus @classe C5
  -- Why a better rank of the signed document's order was not offered, although available.
  raison_rang     text, -- Pourquoi rien de mieux n’a été proposé @classe C5
  decision_comite bigint, -- Décision qui autorise l’offre @classe C5
  -- Signature of the lease.
  bail_signe_le   date check (bail_signe_le >= proposee_le), -- Bail signé le @classe C5
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, relogement, numero),
  -- A decision authorises one offer.
  unique (epci, decision_comite),
  foreign key (epci, relogement) references relogement on delete cascade,
  foreign key (epci, decision_comite, relogement) references relogement_comite (epci, id, relogement),
  foreign key (epci, seance) references seance,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  check ((reponse = 'attendue') = (repondu_le is null)),
  check (reponse <> 'refusee' or motif_refus is not null),
  check (reponse = 'refusee' or motif_refus is null),
  check (bail_signe_le is null or reponse = 'acceptee')
);
create index relogement_offre_epci on relogement_offre (epci, operation);
-- One accepted offer at a time, and one lease.
create unique index relogement_offre_acceptee on relogement_offre (epci, relogement) where reponse = 'acceptee';

create table charte_relogement (
  operation       bigint not null, -- Démolition @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  code            text not null, -- Point de la charte @classe C0
  reponse         text not null check (reponse in ('oui','non','inconnu')), -- Respecté @classe C0
  le              date not null, -- Jour @classe C0
  texte           text, -- Précision @classe C0
  primary key (epci, operation, code),
  foreign key (epci, operation) references operation on delete cascade
);

-- Numbers that the territory's charte sets, from a day on; null: this limit no longer exists.
create table charte_valeur (
  id              bigint generated always as identity, -- Valeur de la charte @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  code            text not null check (code in ('part-neuf','hausse-euros','hausse-part')), -- Ce qu’elle fixe @classe C0
  depuis          date not null, -- Premier jour @classe C0
  valeur          numeric check (valeur >= 0), -- Valeur @classe C0
  source          text not null, -- Document qui la fixe @classe C0
  saisie_le       timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, code, depuis)
);

-- The lease of a rehoused household, as a fact without a name: it counts once in the bilan of its year, whether or not the SNE's file has it yet
-- (CCH, art. L. 441-1: leases of rehoused households are in the numerator hors QPV whatever their quartile).
create table bail_relogement (
  id              bigint generated always as identity, -- Bail d’un ménage relogé @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  relogement      bigint not null, -- Dossier de relogement @classe C5
  offre           bigint not null, -- Offre acceptée @classe C5
  operation       bigint not null, -- Démolition @classe C0
  organisation    bigint not null references organisation, -- Bailleur d’origine @classe C0
  reservataire    bigint references organisation, -- Réservataire @classe C0
  seance          bigint, -- Séance @classe C0
  demandeur       uuid, -- Demandeur @classe C5
  -- SIREN of the bailleur that signs.
  bailleur        text collate "C" not null, -- SIREN du bailleur qui signe @classe C0
  commune         text collate "C", -- Commune @classe C0
  secteur         text collate "C", -- Secteur @classe C0
  signe_le        date not null, -- Jour du bail @classe C6
  numero_rpls     text collate "C", -- Logement @classe C6
  situation       text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')), -- En quartier prioritaire ou non @classe C6
  quartile        text collate "C" not null check (quartile in ('q1','q2-4','inconnu')), -- Quartile de ressources @classe C6
  ressources      text collate "C" not null check (ressources in ('positives','nulles','absentes')), -- Ressources connues ou non @classe C6
  contingent      text collate "C" not null, -- Contingent @classe C6
  menage          text collate "C" not null, -- Taille du ménage @classe C6
  age             text collate "C" not null, -- Tranche d’âge du titulaire @classe C6
  -- Keyed hash of the numéro unique, as in the files of the SNE.
  cle             text collate "C", -- Clé tirée du numéro unique @classe C6
  primary key (epci, id),
  unique (epci, relogement),
  unique (epci, offre),
  foreign key (epci, relogement) references relogement,
  foreign key (epci, offre) references relogement_offre,
  foreign key (epci, seance) references seance,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur)
);
create index bail_relogement_epci on bail_relogement (epci, signe_le);

-- Ties of a row to persons and organisations are copied from its file, at the insert and when the file's change.
create function relogement_herite() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  select r.operation, r.organisation, r.reservataire, r.seance, r.demandeur
    into new.operation, new.organisation, new.reservataire, new.seance, new.demandeur
    from relogement r
   where r.id = new.relogement and r.epci = new.epci;
  return new;
end;
$$;
create trigger herite before insert or update on nominatif.menage_reloge for each row execute function relogement_herite();
create trigger herite before insert or update on relogement_entretien for each row execute function relogement_herite();
create trigger herite before insert or update on relogement_comite for each row execute function relogement_herite();
create trigger herite before insert or update on relogement_offre for each row execute function relogement_herite();
create trigger herite before insert or update on bail_relogement for each row execute function relogement_herite();

create function relogement_transmet() returns trigger
  language plpgsql set search_path = pg_catalog, public, nominatif, pg_temp
as $$
begin
  if (new.operation, new.organisation, new.reservataire, new.seance, new.demandeur)
     is not distinct from (old.operation, old.organisation, old.reservataire, old.seance, old.demandeur) then
    return null;
  end if;
  update nominatif.menage_reloge set nom = nom where relogement = new.id;
  update public.relogement_entretien set le = le where relogement = new.id;
  update public.relogement_comite set le = le where relogement = new.id;
  update public.relogement_offre set adresse = adresse where relogement = new.id;
  return null;
end;
$$;
create trigger transmet after update on relogement for each row execute function relogement_transmet();
