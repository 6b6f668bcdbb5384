-- What happens to a demande and what is said about it; the schemes of points and what they give.

-- A scheme of points as data, dated: a demande is scored again with the scheme of the day.
create table grille_cotation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  nature          text not null check (nature in ('acces','mutation')),
  numero          smallint not null check (numero > 0),
  nom             text not null check (length(nom) between 3 and 120),
  exemple         boolean not null default false,
  contenu         jsonb not null,
  etat            text not null default 'projet' check (etat in ('projet','publiee','close','abandonnee')),
  du              date,
  au              date,
  deliberation    text check (length(deliberation) <= 200),
  deliberee_le    date,
  revision        integer not null default 1,
  modifie_le      timestamptz not null default now(),
  unique (epci, nature, numero),
  check (etat not in ('publiee','close') or du is not null),
  check (au >= du)
);

-- Whoever writes, the owner included: a scheme that was in force is what past points are recomputed with. Its last day is written once.
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

-- Gestion partagée (CCH, art. R. 441-2-15): each event written by its author body, at once, and never changed.
create table nominatif.evenement (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  le              timestamptz not null,
  genre           text not null check (genre in ('saisie','modification','piece','visite','proposition','commission','refus','contact','enregistrement','renouvellement','avertissement','radiation','message','cotation','import','alerte')),
  code            text not null,
  auteur          text not null check (auteur in ('menage','mandataire','organisme','systeme')),
  organisation    bigint references organisation,
  compte          bigint references compte on delete set null,
  precisions      jsonb not null default '{}',
  objet           text
);
create index evenement_demandeur on nominatif.evenement (demandeur, le desc, id desc);
create index evenement_recent on nominatif.evenement (epci, le desc);

-- What the EPCI counts of the shared follow-up, and opens no file for: how many, by month, body and kind. It reads none of its lines.
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
  -- An account that is closed leaves its events without a name; nothing else of an event changes.
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

-- What the household and the bodies write to each other.
create table nominatif.message (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  auteur          text not null check (auteur in ('menage','mandataire','organisme')),
  organisation    bigint references organisation,
  compte          bigint references compte on delete set null,
  texte           text not null check (length(texte) between 1 and 1000),
  ecrit_le        timestamptz not null,
  lu_le           timestamptz
);
create index message_demandeur on nominatif.message (demandeur, ecrit_le);

-- What leaves by e-mail or SMS: a model and a link, no personal data. The address is read when it leaves.
create table nominatif.envoi (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  canal           text not null check (canal in ('courriel','sms')),
  modele          text not null,
  cle             text not null unique,
  -- Only when it is not the file's own: a change of address is confirmed at the old one.
  adresse         text,
  lien            text,
  demande_le      timestamptz not null,
  envoye_le       timestamptz,
  tente_le        timestamptz,
  tentatives      smallint not null default 0,
  etat            text not null default 'attente' check (etat in ('attente','envoye','depose','echec','abandonne')),
  motif           text
);
create index envoi_attente on nominatif.envoi (demande_le) where etat in ('attente','echec');

-- A new address waits until the former one has said yes.
create table nominatif.changement_contact (
  id              bigint generated always as identity primary key,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  canal           text not null check (canal in ('courriel','sms')),
  nouveau         text not null,
  ancien          text,
  demande_le      timestamptz not null,
  expire_le       timestamptz not null,
  ancien_hash     bytea,
  nouveau_hash    bytea,
  ancien_le       timestamptz,
  nouveau_le      timestamptz,
  applique_le     timestamptz
);

-- Points of a demande under a scheme, with what gave them: an aid, never a decision.
create table nominatif.cotation (
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  grille          bigint not null references grille_cotation,
  calculee_le     date not null,
  points          integer not null,
  points_min      integer not null,
  points_max      integer not null,
  trace           jsonb not null,
  -- With whom it is compared: the kind of dwelling asked for, and since when.
  typologie       text,
  anciennete_le   date,
  -- Computed with the sealed answers open: whoever may not open them does not overwrite it.
  avec_sensibles  boolean not null default false,
  primary key (demandeur, grille)
);
-- What scoring all the demandes reads of each: without them, every household is looked for among all the others'.
create index situation_demandeur on sensible.situation (demandeur);
create index piece_demandeur on nominatif.piece (demandeur);
create index piece_sensible_demandeur on sensible.piece (demandeur);
create index cotation_rang on nominatif.cotation (epci, grille, typologie, points desc);

-- A household's place among those like it, told to the household, which reads nobody else's points: counts alone leave, and none under eleven.
-- « Surely before »: whatever the unknown answers of both are; of the same points, the older.
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

-- Mean wait of those who were housed during the last year that is published, like them; none under eleven.
create function contexte.attente_cotation(p_epci text, p_origine text, p_typologie text)
  returns table (annee integer, nombre integer, jours integer)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  with publiees as (
    select extract(year from a.bail_signe_le)::integer as annee, a.origine, a.typologie, a.delai_jours
      from publication p
      join attribution a on a.lot = p.lot
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

comment on column grille_cotation.id is 'Grille @classe C0';
comment on column grille_cotation.epci is 'Territoire @classe C0';
comment on column grille_cotation.nature is 'Accès ou mutation @classe C0';
comment on column grille_cotation.numero is 'Numéro de version @classe C0';
comment on column grille_cotation.nom is 'Nom @classe C0';
comment on column grille_cotation.exemple is 'Grille d’exemple @classe C0';
comment on column grille_cotation.contenu is 'Rubriques, critères, points @classe C0';
comment on column grille_cotation.etat is 'État @classe C0';
comment on column grille_cotation.du is 'En vigueur depuis @classe C0';
comment on column grille_cotation.au is 'En vigueur jusqu’au @classe C0';
comment on column grille_cotation.deliberation is 'Délibération qui l’adopte @classe C0';
comment on column grille_cotation.deliberee_le is 'Jour de la délibération @classe C0';
comment on column grille_cotation.revision is 'Révision @classe C0';
comment on column grille_cotation.modifie_le is 'Dernière modification @classe C0';
comment on column nominatif.evenement.id is 'Évènement @classe C2';
comment on column nominatif.evenement.demandeur is 'Dossier @classe C2';
comment on column nominatif.evenement.epci is 'Territoire @classe C2';
comment on column nominatif.evenement.guichet is 'Guichet @classe C2';
comment on column nominatif.evenement.le is 'Quand @classe C2';
comment on column nominatif.evenement.genre is 'Genre d’évènement @classe C2';
comment on column nominatif.evenement.code is 'Code de ce qui s’est passé @classe C2';
comment on column nominatif.evenement.auteur is 'De qui il vient @classe C2';
comment on column nominatif.evenement.organisation is 'Organisme auteur @classe C2';
comment on column nominatif.evenement.compte is 'Agent @classe C1';
comment on column nominatif.evenement.precisions is 'Précisions codées, sans texte libre @classe C2';
comment on column nominatif.evenement.objet is 'Ce qu’il touche : pièce, proposition, message @classe C2';
comment on column nominatif.message.id is 'Message @classe C2';
comment on column nominatif.message.demandeur is 'Dossier @classe C2';
comment on column nominatif.message.epci is 'Territoire @classe C2';
comment on column nominatif.message.guichet is 'Guichet @classe C2';
comment on column nominatif.message.auteur is 'De qui il vient @classe C2';
comment on column nominatif.message.organisation is 'Organisme qui écrit, ou à qui le ménage écrit @classe C2';
comment on column nominatif.message.compte is 'Agent @classe C1';
comment on column nominatif.message.texte is 'Texte relu @classe C2';
comment on column nominatif.message.ecrit_le is 'Écriture @classe C2';
comment on column nominatif.message.lu_le is 'Lecture @classe C2';
comment on column nominatif.envoi.id is 'Envoi @classe C2';
comment on column nominatif.envoi.demandeur is 'Dossier @classe C2';
comment on column nominatif.envoi.epci is 'Territoire @classe C2';
comment on column nominatif.envoi.guichet is 'Guichet @classe C2';
comment on column nominatif.envoi.canal is 'Canal @classe C2';
comment on column nominatif.envoi.modele is 'Modèle du message @classe C2';
comment on column nominatif.envoi.cle is 'Clé de l’envoi, la même s’il est renvoyé @classe C2';
comment on column nominatif.envoi.adresse is 'Adresse, quand ce n’est pas celle du dossier @classe C2';
comment on column nominatif.envoi.lien is 'Lien du message, sans jeton lisible @classe C2';
comment on column nominatif.envoi.demande_le is 'Demande d’envoi @classe C2';
comment on column nominatif.envoi.envoye_le is 'Départ @classe C2';
comment on column nominatif.envoi.tente_le is 'Dernière tentative @classe C2';
comment on column nominatif.envoi.tentatives is 'Tentatives @classe C2';
comment on column nominatif.envoi.etat is 'État de l’envoi @classe C2';
comment on column nominatif.envoi.motif is 'Pourquoi il n’est pas parti @classe C2';
comment on column nominatif.changement_contact.id is 'Changement de coordonnées @classe C2';
comment on column nominatif.changement_contact.demandeur is 'Dossier @classe C2';
comment on column nominatif.changement_contact.epci is 'Territoire @classe C2';
comment on column nominatif.changement_contact.guichet is 'Guichet @classe C2';
comment on column nominatif.changement_contact.canal is 'Canal @classe C2';
comment on column nominatif.changement_contact.nouveau is 'Nouvelle adresse @classe C2';
comment on column nominatif.changement_contact.ancien is 'Adresse d’avant @classe C2';
comment on column nominatif.changement_contact.demande_le is 'Demande @classe C2';
comment on column nominatif.changement_contact.expire_le is 'Fin de validité @classe C2';
comment on column nominatif.changement_contact.ancien_hash is 'Jeton envoyé à l’ancienne adresse @classe C2';
comment on column nominatif.changement_contact.nouveau_hash is 'Jeton envoyé à la nouvelle adresse @classe C2';
comment on column nominatif.changement_contact.ancien_le is 'Accord de l’ancienne adresse @classe C2';
comment on column nominatif.changement_contact.nouveau_le is 'Accord de la nouvelle adresse @classe C2';
comment on column nominatif.changement_contact.applique_le is 'Application @classe C2';
comment on column nominatif.cotation.demandeur is 'Dossier @classe C2';
comment on column nominatif.cotation.epci is 'Territoire @classe C2';
comment on column nominatif.cotation.guichet is 'Guichet @classe C2';
comment on column nominatif.cotation.grille is 'Grille @classe C2';
comment on column nominatif.cotation.calculee_le is 'Jour du calcul @classe C2';
comment on column nominatif.cotation.points is 'Points @classe C2';
comment on column nominatif.cotation.points_min is 'Points, réponses inconnues au plus bas @classe C2';
comment on column nominatif.cotation.points_max is 'Points, réponses inconnues au plus haut @classe C2';
comment on column nominatif.cotation.trace is 'Critères qui ont donné des points @classe C2';
comment on column nominatif.cotation.typologie is 'Typologie cherchée @classe C2';
comment on column nominatif.cotation.anciennete_le is 'Date qui fait l’ancienneté @classe C2';
comment on column nominatif.cotation.avec_sensibles is 'Calculée avec les réponses scellées @classe C2';
