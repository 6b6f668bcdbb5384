-- From a freed dwelling to the lease: the dwelling and the days of its steps, the réservataire that is asked for candidates, and who is proposed.
-- A row of `liberation` says nothing of who left, nor of who comes.

create table liberation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- The bailleur.
  organisation    bigint not null references organisation,
  -- Whose turn it is, on its contingent; null: nobody's, or the dwelling is not reserved.
  reservataire    bigint references organisation,
  numero          integer not null check (numero > 0),
  logement        bigint not null references logement_suivi,
  origine         text not null check (origine in ('conge','livraison','vacant')),
  financement     text not null default 'inconnu' check (financement in ('PLAI','PLUS','PLS','PLI','inconnu')),
  filiere         text not null default 'ordinaire' check (filiere in ('ordinaire','rapide')),
  meuble          text not null default 'inconnu' check (meuble in ('oui','non','inconnu')),
  cause_vacance   text not null default 'inconnue' check (cause_vacance in ('technique','commerciale','strategique','inconnue')),
  etape           text not null check (etape in ('preavis','etat-des-lieux','travaux','disponible','proposee','commission','offre','bail')),
  -- What is expected, beside what has happened.
  depart_prevu_le date,
  travaux_prevus_le date,
  preavis_le      date,
  etat_lieux_le   date,
  travaux_le      date,
  disponible_le   date,
  proposee_le     date,
  commission_le   date,
  offre_le        date,
  bail_le         date,
  contingent      text not null default 'inconnu' check (contingent in ('COLTER','COLACT','PPRIOR','PFONCT','AUTRES','AUCUN','inconnu')),
  -- The right in stock that names this dwelling.
  droit           bigint references contingent,
  orientation     text check (orientation in ('q1-hors-qpv','q2-4-qpv','relogement','prioritaire','salarie','mutation','aucune')),
  orientation_motif text check (length(orientation_motif) <= 500),
  orientee_le     date,
  -- Why fewer than three candidates (CCH, art. R. 441-3).
  exception       text check (exception in ('candidats-insuffisants','dalo','plai-adapte','vacance-qpv')),
  exception_motif text check (length(exception_motif) <= 500),
  close_le        date,
  cloture         text check (cloture in ('bail','retrait')),
  cloture_motif   text check (length(cloture_motif) <= 300),
  ouverte_le      date not null,
  revision        integer not null default 1,
  synthetique     boolean not null default false,
  unique (epci, organisation, numero),
  unique (id, epci, organisation),
  check ((close_le is null) = (cloture is null)),
  check (cloture <> 'bail' or bail_le is not null)
);
-- A dwelling is freed once at a time.
create unique index liberation_ouverte on liberation (logement) where close_le is null;
create index liberation_epci on liberation (epci, ouverte_le desc);

-- A réservataire is asked for candidates, and answers once: it names some, gives the dwelling back, or lets the delay run out.
create table designation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  liberation      bigint not null,
  organisation    bigint not null references organisation,
  reservataire    bigint not null references organisation,
  seance          bigint references seance,
  demandee_le     date not null,
  avant           date not null,
  reponse         text check (reponse in ('designe','rendu','sans-reponse','annulee')),
  repondue_le     date,
  motif           text check (length(motif) <= 300),
  foreign key (liberation, epci, organisation) references liberation (id, epci, organisation),
  check (avant >= demandee_le),
  check ((reponse is null) = (repondue_le is null))
);
create unique index designation_ouverte on designation (liberation) where reponse is null;
create index designation_reservataire on designation (reservataire, avant) where reponse is null;

-- Whose contingent it is answers, once, and writes nothing else of the request: it named candidates, or gives the dwelling back to the bailleur,
-- whose own it then is. false: there is no such request of theirs that waits.
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

-- A household proposed for a dwelling. `examen`: what the commission reads of it, without a name, as it was on `examine_le`.
create table candidature (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  liberation      bigint not null,
  demandeur       uuid references nominatif.demandeur on delete set null,
  organisation    bigint not null references organisation,
  guichet         bigint references organisation,
  reservataire    bigint references organisation,
  seance          bigint references seance,
  -- Order in which the candidates are written, not the commission's rank.
  ordre           smallint not null check (ordre between 1 and 50),
  source          text not null check (source in ('bailleur','reservataire','commune','relogement','plan')),
  designee_le     date not null,
  etat            text not null default 'designee'
                  check (etat in ('designee','retiree','presentee','attribuee','sous-condition','non-attribuee','irrecevable','reportee','offerte','refusee','sans-suite','logee')),
  -- The commission's.
  rang            smallint check (rang between 1 and 50),
  -- Day of the commission's decision, then of the offer that followed; null: the day on which the state was written.
  decidee_le      date,
  offerte_le      date,
  retrait_motif   text check (length(retrait_motif) <= 300),
  examen          jsonb,
  examine_le      date,
  visite_prevue_le date,
  visite_le       date,
  visite_suite    text check (visite_suite in ('interesse','pas-interesse','absent')),
  revision        integer not null default 1,
  synthetique     boolean not null default false,
  foreign key (liberation, epci, organisation) references liberation (id, epci, organisation),
  unique (id, epci, organisation)
);
create unique index candidature_unique on candidature (liberation, demandeur) where etat <> 'retiree';
create index candidature_demandeur on candidature (demandeur);
create index candidature_seance on candidature (seance) where seance is not null;
-- No dwelling is offered to two households at once, nor let to two.
create unique index candidature_une_offre on candidature (liberation) where etat in ('offerte','logee');

-- The steps that acts make are dated by them, whoever acts: a réservataire that names somebody, the commission that decides, the bailleur that
-- offers write nothing of the dwelling itself.
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

-- A household may be a candidate for a dwelling that is being let, and for no other.
create function candidature_garde() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if row(new.epci, new.liberation, new.organisation, new.source, new.designee_le)
     is distinct from row(old.epci, old.liberation, old.organisation, old.source, old.designee_le)
     or (new.demandeur is distinct from old.demandeur and new.demandeur is not null) then
    raise exception 'candidature %: what it is of never changes', old.id using errcode = '42501';
  end if;
  if old.etat in ('retiree','logee') and new.etat <> old.etat then
    raise exception 'candidature %: it is over', old.id using errcode = '42501';
  end if;
  return new;
end;
$$;
create trigger garde before update on candidature for each row execute function candidature_garde();

alter table proposition
  add column candidature bigint references candidature;
create index proposition_candidature on proposition (candidature) where candidature is not null;

comment on column liberation.id is 'Libération @classe C0';
comment on column liberation.epci is 'Territoire @classe C0';
comment on column liberation.organisation is 'Bailleur @classe C0';
comment on column liberation.reservataire is 'Réservataire dont c’est le tour @classe C0';
comment on column liberation.numero is 'Numéro chez le bailleur @classe C0';
comment on column liberation.logement is 'Logement @classe C0';
comment on column liberation.origine is 'Congé, livraison ou logement vacant @classe C0';
comment on column liberation.financement is 'Financement @classe C0';
comment on column liberation.filiere is 'Filière ordinaire ou rapide @classe C0';
comment on column liberation.meuble is 'Meublé @classe C0';
comment on column liberation.cause_vacance is 'Cause de la vacance @classe C0';
comment on column liberation.etape is 'Dernière étape atteinte @classe C0';
comment on column liberation.depart_prevu_le is 'Départ attendu @classe C0';
comment on column liberation.travaux_prevus_le is 'Fin des travaux attendue @classe C0';
comment on column liberation.preavis_le is 'Préavis reçu @classe C0';
comment on column liberation.etat_lieux_le is 'État des lieux de sortie, ou livraison @classe C0';
comment on column liberation.travaux_le is 'Fin des travaux @classe C0';
comment on column liberation.disponible_le is 'Disponible @classe C0';
comment on column liberation.proposee_le is 'Premier candidat désigné @classe C0';
comment on column liberation.commission_le is 'Décision de la commission @classe C0';
comment on column liberation.offre_le is 'Dernière offre envoyée @classe C0';
comment on column liberation.bail_le is 'Signature du bail @classe C0';
comment on column liberation.contingent is 'Contingent @classe C0';
comment on column liberation.droit is 'Droit de réservation en stock @classe C0';
comment on column liberation.orientation is 'Profil retenu par le bailleur @classe C0';
comment on column liberation.orientation_motif is 'Raison de l’orientation, sans personne @classe C0';
comment on column liberation.orientee_le is 'Jour de l’orientation @classe C0';
comment on column liberation.exception is 'Raison légale de moins de trois candidats @classe C0';
comment on column liberation.exception_motif is 'Précision, sans personne @classe C0';
comment on column liberation.close_le is 'Clôture @classe C0';
comment on column liberation.cloture is 'Bail signé ou logement retiré @classe C0';
comment on column liberation.cloture_motif is 'Raison du retrait @classe C0';
comment on column liberation.ouverte_le is 'Ouverture dans Blaise @classe C0';
comment on column liberation.revision is 'Nombre de modifications @classe C0';
comment on column liberation.synthetique is 'Donnée de démonstration @classe C0';
comment on column designation.id is 'Demande de candidats @classe C0';
comment on column designation.epci is 'Territoire @classe C0';
comment on column designation.liberation is 'Libération @classe C0';
comment on column designation.organisation is 'Bailleur @classe C0';
comment on column designation.reservataire is 'Réservataire sollicité @classe C0';
comment on column designation.seance is 'Séance @classe C0';
comment on column designation.demandee_le is 'Jour de la demande @classe C0';
comment on column designation.avant is 'Dernier jour pour répondre @classe C0';
comment on column designation.reponse is 'Réponse @classe C0';
comment on column designation.repondue_le is 'Jour de la réponse @classe C0';
comment on column designation.motif is 'Raison donnée, sans personne @classe C0';
comment on column candidature.id is 'Candidature @classe C5';
comment on column candidature.epci is 'Territoire @classe C0';
comment on column candidature.liberation is 'Libération @classe C5';
comment on column candidature.demandeur is 'Dossier @classe C5';
comment on column candidature.organisation is 'Bailleur @classe C0';
comment on column candidature.guichet is 'Guichet du dossier @classe C5';
comment on column candidature.reservataire is 'Réservataire qui désigne @classe C0';
comment on column candidature.seance is 'Séance @classe C5';
comment on column candidature.ordre is 'Ordre d’inscription @classe C5';
comment on column candidature.source is 'Qui propose @classe C5';
comment on column candidature.designee_le is 'Jour de la désignation @classe C5';
comment on column candidature.etat is 'État @classe C5';
comment on column candidature.rang is 'Rang donné par la commission @classe C5';
comment on column candidature.decidee_le is 'Jour de la décision @classe C5';
comment on column candidature.offerte_le is 'Jour de l’offre @classe C5';
comment on column candidature.retrait_motif is 'Raison du retrait @classe C5';
comment on column candidature.examen is 'Ce que la commission lit du ménage, sans nom @classe C5';
comment on column candidature.examine_le is 'Jour de l’examen @classe C5';
comment on column candidature.visite_prevue_le is 'Visite prévue @classe C5';
comment on column candidature.visite_le is 'Visite faite @classe C5';
comment on column candidature.visite_suite is 'Suite de la visite @classe C5';
comment on column candidature.revision is 'Nombre de modifications @classe C5';
comment on column candidature.synthetique is 'Donnée de démonstration @classe C5';
comment on column proposition.candidature is 'Candidature dont c’est l’offre @classe C5';
