-- Households of the buildings to demolish, the offers made to them, what the comité decides. Rows of the case are told apart from names:
-- `nominatif.menage_reloge` has them, income and composition too; the rest is what the partners follow.

-- Whose files: an officer is entrusted with buildings, and with the households in them.
create table mission_relogement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  operation       bigint not null,
  compte          bigint not null references compte on delete cascade,
  du              date not null default current_date,
  au              date check (au >= du),
  unique (operation, compte, du),
  foreign key (operation, epci) references operation (id, epci) on delete cascade
);
create index mission_relogement_compte on mission_relogement (compte);

alter table relogement
  add column operation       bigint,
  add column reference       text collate "C",
  add column etat_depuis     date not null default current_date,
  add column personnes       smallint check (personnes > 0),
  add column quartile        text not null default 'inconnu' check (quartile in ('q1','q2-4','inconnu')),
  add column ressources      text not null default 'absentes' check (ressources in ('positives','nulles','absentes')),
  add column origine_rpls    text collate "C",
  add column origine_typologie text check (origine_typologie in ('T1','T2','T3','T4','T5','T6+')),
  add column origine_loyer   numeric check (origine_loyer >= 0),
  add column origine_charges numeric check (origine_charges >= 0),
  add column origine_apl     numeric check (origine_apl >= 0),
  add column origine_surface numeric check (origine_surface > 0),
  add column souhait_typologies text[] not null default '{}',
  add column souhait_zone    text not null default 'inconnue' check (souhait_zone in ('hors-qpv','qpv','indifferente','inconnue')),
  add column souhait_communes text[] not null default '{}',
  add column besoin_acces    text not null default 'inconnu' check (besoin_acces in ('aucun','rez-de-chaussee-ou-ascenseur','accessible-fauteuil','logement-adapte','inconnu')),
  add column reste_a_charge_max numeric check (reste_a_charge_max >= 0),
  add column accession       text not null default 'inconnu' check (accession in ('oui','non','inconnu')),
  add column action_logement text not null default 'inconnu' check (action_logement in ('oui','non','inconnu')),
  add column accompagnement  text not null default 'inconnu' check (accompagnement in ('aucun','service-social','asll','cil-pass','autre','inconnu')),
  add column decohabitation_de bigint,
  add column etape           text check (etape in ('entretien','visite','reponse','cal','signature','comite','rappel')),
  add column etape_le        date,
  add column revision        integer not null default 1,
  add column synthetique     boolean not null default false,
  add column saisi_le        timestamptz not null default now(),
  alter column etat set default 'a-rencontrer',
  add constraint relogement_etat check (etat in ('a-rencontrer','diagnostic','offres','bloque','reloge','depart')),
  add constraint relogement_etape check (etape is not null or etape_le is null),
  add constraint relogement_cle unique (id, epci),
  add constraint relogement_reference unique (epci, reference),
  add constraint relogement_operation foreign key (operation, epci) references operation (id, epci),
  add constraint relogement_origine foreign key (decohabitation_de, epci) references relogement (id, epci);
-- The ground table had neither; no act wrote in it.
alter table relogement alter column operation set not null, alter column reference set not null;
create index relogement_epci on relogement (epci, operation);

create table nominatif.menage_reloge (
  relogement      bigint primary key,
  epci            text not null references territoire,
  operation       bigint not null,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  demandeur       uuid references nominatif.demandeur on delete set null,
  nom             text not null,
  prenom          text not null,
  telephone       text,
  courriel        text,
  naissance       date,
  porte           text,
  adultes         smallint check (adultes >= 0),
  enfants         smallint check (enfants >= 0),
  revenu_mensuel  numeric,
  unite_conso     numeric check (unite_conso >= 1),
  -- Keyed hash of the numéro unique, as in the files of the SNE: what finds the same lease there.
  numero_hash     text collate "C",
  foreign key (relogement, epci) references relogement (id, epci) on delete cascade
);

create table relogement_entretien (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  relogement      bigint not null,
  operation       bigint not null,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  demandeur       uuid references nominatif.demandeur on delete set null,
  le              date not null,
  mode            text not null check (mode in ('domicile','permanence','telephone','autre')),
  texte           text,
  saisi_le        timestamptz not null default now(),
  foreign key (relogement, epci) references relogement (id, epci) on delete cascade
);
create index relogement_entretien_relogement on relogement_entretien (relogement, le);

create table relogement_comite (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  relogement      bigint not null,
  operation       bigint not null,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  demandeur       uuid references nominatif.demandeur on delete set null,
  objet           text not null check (objet in ('quatrieme-offre','poursuite','saisine-commission')),
  le              date not null,
  motif           text not null,
  saisi_le        timestamptz not null default now(),
  unique (id, relogement),
  foreign key (relogement, epci) references relogement (id, epci) on delete cascade
);
create index relogement_comite_relogement on relogement_comite (relogement);

create table relogement_offre (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  relogement      bigint not null,
  operation       bigint not null,
  organisation    bigint not null references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  demandeur       uuid references nominatif.demandeur on delete set null,
  -- The bailleur of the dwelling offered, who follows its own offers.
  relogeur        bigint not null references organisation,
  numero          smallint not null check (numero > 0),
  ident_rpls      text collate "C",
  adresse         text not null,
  commune         text collate "C" not null,
  secteur         text,
  situation       text not null check (situation in ('qpv','hors-qpv','inconnue')),
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')),
  surface         numeric check (surface > 0),
  loyer           numeric check (loyer >= 0),
  charges         numeric check (charges >= 0),
  apl             numeric check (apl >= 0),
  premiere_location_le date,
  conventionne_le date,
  rehabilite      text not null default 'inconnu' check (rehabilite in ('oui','non','inconnu')),
  residentialise  text not null default 'inconnu' check (residentialise in ('oui','non','inconnu')),
  loyer_baisse    text not null default 'inconnu' check (loyer_baisse in ('oui','non','inconnu')),
  pru1            text not null default 'inconnu' check (pru1 in ('oui','non','inconnu')),
  droit_action_logement text not null default 'inconnu' check (droit_action_logement in ('oui','non','inconnu')),
  proposee_le     date not null,
  visitee_le      date check (visitee_le >= proposee_le),
  reponse         text not null default 'attendue' check (reponse in ('attendue','acceptee','refusee','retiree')),
  repondu_le      date check (repondu_le >= proposee_le),
  motif_refus     text check (motif_refus in ('reste-a-charge','localisation','eloignement-emploi-ecole-soins','taille','etage-acces','etat-logement','environnement','attente-neuf','accession','autre')),
  precision       text,
  -- Why nothing better of the order of the signed document was offered, when something better was available.
  raison_rang     text,
  decision_comite bigint,
  -- The lease, when it is signed.
  bail_signe_le   date check (bail_signe_le >= proposee_le),
  saisi_le        timestamptz not null default now(),
  unique (relogement, numero),
  -- A decision opens one offer.
  unique (decision_comite),
  check ((reponse = 'attendue') = (repondu_le is null)),
  check (reponse <> 'refusee' or motif_refus is not null),
  check (reponse = 'refusee' or motif_refus is null),
  check (bail_signe_le is null or reponse = 'acceptee'),
  foreign key (relogement, epci) references relogement (id, epci) on delete cascade,
  foreign key (decision_comite, relogement) references relogement_comite (id, relogement)
);
create index relogement_offre_epci on relogement_offre (epci, operation);
-- One accepted offer at a time, and one lease.
create unique index relogement_offre_acceptee on relogement_offre (relogement) where reponse = 'acceptee';

create table charte_relogement (
  operation       bigint not null,
  epci            text not null references territoire,
  code            text not null,
  reponse         text not null check (reponse in ('oui','non','inconnu')),
  le              date not null,
  texte           text,
  primary key (operation, code),
  foreign key (operation, epci) references operation (id, epci) on delete cascade
);

-- Numbers that the charte of the territory sets, from a day on; null is « no limit of that kind any more ».
create table charte_valeur (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  code            text not null check (code in ('part-neuf','hausse-euros','hausse-part')),
  depuis          date not null,
  valeur          numeric check (valeur >= 0),
  source          text not null,
  saisie_le       timestamptz not null default now(),
  unique (epci, code, depuis)
);

alter table cas_bloque
  add column relogement bigint,
  add column operation  bigint,
  add column motif      text check (motif in ('trois-refus','reste-a-charge','aucun-logement-adapte','dette-locative','refus-de-contact','attente-cal','autre')),
  add column ouvert_le  date not null default current_date,
  add foreign key (relogement, epci) references relogement (id, epci) on delete cascade;
create unique index cas_bloque_relogement on cas_bloque (relogement) where clos_le is null;

-- What ties a row to persons and organisations is that of its file: taken from it when written, and again when the file's changes.
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

create trigger herite before insert or update on nominatif.menage_reloge for each row execute function relogement_herite();
create trigger herite before insert or update on relogement_entretien for each row execute function relogement_herite();
create trigger herite before insert or update on relogement_comite for each row execute function relogement_herite();
create trigger herite before insert or update on relogement_offre for each row execute function relogement_herite();
create trigger transmet after update on relogement for each row execute function relogement_transmet();

comment on column mission_relogement.id is 'Mission @classe C0';
comment on column mission_relogement.epci is 'Territoire @classe C0';
comment on column mission_relogement.operation is 'Immeubles confiés @classe C0';
comment on column mission_relogement.compte is 'Agent à qui ils sont confiés @classe C1';
comment on column mission_relogement.du is 'Premier jour @classe C0';
comment on column mission_relogement.au is 'Dernier jour @classe C0';
comment on column relogement.operation is 'Démolition @classe C0';
comment on column relogement.reference is 'Référence du dossier, sans nom @classe C5';
comment on column relogement.etat_depuis is 'Depuis quand il est dans cet état @classe C5';
comment on column relogement.personnes is 'Nombre de personnes @classe C5';
comment on column relogement.quartile is 'Quartile de ressources @classe C5';
comment on column relogement.ressources is 'Ressources connues ou non @classe C5';
comment on column relogement.origine_rpls is 'Logement à démolir @classe C5';
comment on column relogement.origine_typologie is 'Son type @classe C5';
comment on column relogement.origine_loyer is 'Loyer mensuel avant @classe C5';
comment on column relogement.origine_charges is 'Charges mensuelles avant @classe C5';
comment on column relogement.origine_apl is 'APL mensuelle avant @classe C5';
comment on column relogement.origine_surface is 'Surface avant @classe C5';
comment on column relogement.souhait_typologies is 'Types souhaités @classe C5';
comment on column relogement.souhait_zone is 'Zone souhaitée @classe C5';
comment on column relogement.souhait_communes is 'Communes souhaitées @classe C5';
comment on column relogement.besoin_acces is 'Besoin d’accès, codé @classe C5';
comment on column relogement.reste_a_charge_max is 'Reste à charge que le ménage dit pouvoir payer @classe C5';
comment on column relogement.accession is 'Projet d’accession @classe C5';
comment on column relogement.action_logement is 'Ressortissant d’Action Logement @classe C5';
comment on column relogement.accompagnement is 'Accompagnement @classe C5';
comment on column relogement.decohabitation_de is 'Dossier dont il se sépare @classe C5';
comment on column relogement.etape is 'Prochaine étape @classe C5';
comment on column relogement.etape_le is 'Jour de cette étape @classe C5';
comment on column relogement.revision is 'Nombre de modifications @classe C5';
comment on column relogement.synthetique is 'Donnée de démonstration @classe C0';
comment on column relogement.saisi_le is 'Saisie @classe C0';
comment on column nominatif.menage_reloge.relogement is 'Dossier de relogement @classe C2';
comment on column nominatif.menage_reloge.epci is 'Territoire @classe C2';
comment on column nominatif.menage_reloge.operation is 'Démolition @classe C2';
comment on column nominatif.menage_reloge.organisation is 'Bailleur d’origine @classe C2';
comment on column nominatif.menage_reloge.reservataire is 'Réservataire @classe C2';
comment on column nominatif.menage_reloge.seance is 'Séance @classe C2';
comment on column nominatif.menage_reloge.demandeur is 'Demandeur @classe C2';
comment on column nominatif.menage_reloge.nom is 'Nom @classe C2';
comment on column nominatif.menage_reloge.prenom is 'Prénom @classe C2';
comment on column nominatif.menage_reloge.telephone is 'Téléphone @classe C2';
comment on column nominatif.menage_reloge.courriel is 'Courriel @classe C2';
comment on column nominatif.menage_reloge.naissance is 'Naissance du titulaire @classe C2';
comment on column nominatif.menage_reloge.porte is 'Porte @classe C2';
comment on column nominatif.menage_reloge.adultes is 'Adultes @classe C2';
comment on column nominatif.menage_reloge.enfants is 'Enfants @classe C2';
comment on column nominatif.menage_reloge.revenu_mensuel is 'Revenu mensuel @classe C2';
comment on column nominatif.menage_reloge.unite_conso is 'Unités de consommation @classe C2';
comment on column nominatif.menage_reloge.numero_hash is 'Numéro unique, haché avec une clé @classe C2';
comment on column relogement_entretien.id is 'Entretien @classe C5';
comment on column relogement_entretien.epci is 'Territoire @classe C0';
comment on column relogement_entretien.relogement is 'Dossier de relogement @classe C5';
comment on column relogement_entretien.operation is 'Démolition @classe C0';
comment on column relogement_entretien.organisation is 'Bailleur d’origine @classe C0';
comment on column relogement_entretien.reservataire is 'Réservataire @classe C0';
comment on column relogement_entretien.seance is 'Séance @classe C0';
comment on column relogement_entretien.demandeur is 'Demandeur @classe C5';
comment on column relogement_entretien.le is 'Jour @classe C5';
comment on column relogement_entretien.mode is 'Mode @classe C5';
comment on column relogement_entretien.texte is 'Ce qui a été convenu, sans santé @classe C5';
comment on column relogement_entretien.saisi_le is 'Saisie @classe C0';
comment on column relogement_comite.id is 'Décision du comité @classe C5';
comment on column relogement_comite.epci is 'Territoire @classe C0';
comment on column relogement_comite.relogement is 'Dossier de relogement @classe C5';
comment on column relogement_comite.operation is 'Démolition @classe C0';
comment on column relogement_comite.organisation is 'Bailleur d’origine @classe C0';
comment on column relogement_comite.reservataire is 'Réservataire @classe C0';
comment on column relogement_comite.seance is 'Séance @classe C0';
comment on column relogement_comite.demandeur is 'Demandeur @classe C5';
comment on column relogement_comite.objet is 'Objet @classe C5';
comment on column relogement_comite.le is 'Jour @classe C5';
comment on column relogement_comite.motif is 'Motif @classe C5';
comment on column relogement_comite.saisi_le is 'Saisie @classe C0';
comment on column relogement_offre.id is 'Offre @classe C5';
comment on column relogement_offre.epci is 'Territoire @classe C0';
comment on column relogement_offre.relogement is 'Dossier de relogement @classe C5';
comment on column relogement_offre.operation is 'Démolition @classe C0';
comment on column relogement_offre.organisation is 'Bailleur d’origine @classe C0';
comment on column relogement_offre.reservataire is 'Réservataire @classe C0';
comment on column relogement_offre.seance is 'Séance @classe C0';
comment on column relogement_offre.demandeur is 'Demandeur @classe C5';
comment on column relogement_offre.relogeur is 'Bailleur du logement proposé @classe C5';
comment on column relogement_offre.numero is 'Rang de l’offre @classe C5';
comment on column relogement_offre.ident_rpls is 'Logement proposé @classe C5';
comment on column relogement_offre.adresse is 'Adresse du logement proposé @classe C5';
comment on column relogement_offre.commune is 'Commune @classe C0';
comment on column relogement_offre.secteur is 'Secteur @classe C0';
comment on column relogement_offre.situation is 'En quartier prioritaire ou non @classe C5';
comment on column relogement_offre.typologie is 'Type @classe C5';
comment on column relogement_offre.surface is 'Surface @classe C5';
comment on column relogement_offre.loyer is 'Loyer mensuel @classe C5';
comment on column relogement_offre.charges is 'Charges mensuelles @classe C5';
comment on column relogement_offre.apl is 'APL mensuelle estimée @classe C5';
comment on column relogement_offre.premiere_location_le is 'Première location @classe C5';
comment on column relogement_offre.conventionne_le is 'Conventionnement @classe C5';
comment on column relogement_offre.rehabilite is 'Réhabilité @classe C5';
comment on column relogement_offre.residentialise is 'Résidentialisé @classe C5';
comment on column relogement_offre.loyer_baisse is 'Loyer diminué @classe C5';
comment on column relogement_offre.pru1 is 'Issu du PRU 1 @classe C5';
comment on column relogement_offre.droit_action_logement is 'Droit d’Action Logement @classe C5';
comment on column relogement_offre.proposee_le is 'Proposée le @classe C5';
comment on column relogement_offre.visitee_le is 'Visitée le @classe C5';
comment on column relogement_offre.reponse is 'Réponse @classe C5';
comment on column relogement_offre.repondu_le is 'Répondu le @classe C5';
comment on column relogement_offre.motif_refus is 'Motif du refus @classe C5';
comment on column relogement_offre.precision is 'Précision sur le refus @classe C5';
comment on column relogement_offre.raison_rang is 'Pourquoi rien de mieux n’a été proposé @classe C5';
comment on column relogement_offre.decision_comite is 'Décision qui autorise l’offre @classe C5';
comment on column relogement_offre.bail_signe_le is 'Bail signé le @classe C5';
comment on column relogement_offre.saisi_le is 'Saisie @classe C0';
comment on column charte_relogement.operation is 'Démolition @classe C0';
comment on column charte_relogement.epci is 'Territoire @classe C0';
comment on column charte_relogement.code is 'Point de la charte @classe C0';
comment on column charte_relogement.reponse is 'Respecté @classe C0';
comment on column charte_relogement.le is 'Jour @classe C0';
comment on column charte_relogement.texte is 'Précision @classe C0';
comment on column charte_valeur.id is 'Valeur de la charte @classe C0';
comment on column charte_valeur.epci is 'Territoire @classe C0';
comment on column charte_valeur.code is 'Ce qu’elle fixe @classe C0';
comment on column charte_valeur.depuis is 'Premier jour @classe C0';
comment on column charte_valeur.valeur is 'Valeur @classe C0';
comment on column charte_valeur.source is 'Document qui la fixe @classe C0';
comment on column charte_valeur.saisie_le is 'Saisie @classe C0';
comment on column cas_bloque.relogement is 'Dossier de relogement @classe C5';
comment on column cas_bloque.operation is 'Démolition @classe C0';
comment on column cas_bloque.motif is 'Motif du blocage, dans un vocabulaire fermé @classe C5';
comment on column cas_bloque.ouvert_le is 'Ouverture @classe C5';
