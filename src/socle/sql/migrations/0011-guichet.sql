-- Desks: the list of the demandes, the opening of a file by name, receptions, unfollowed demandes.

-- An agent never opens their own file, nor that of a person they declared close.
create table nominatif.recusation (
  compte          bigint not null references compte on delete cascade, -- Proximité déclarée @classe C2
  demandeur       uuid not null, -- Proximité déclarée @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  declaree_le     timestamptz not null default now(), -- Proximité déclarée @classe C2
  primary key (epci, compte, demandeur),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);

-- The list of the demandes, without names: one narrow row per file, written by the triggers below only. Every list and search reads it alone.
-- `ouvert_a`: organisations and communes that the wishes concern, « epci:organisation » or « epci:commune », for links without an end only: a
-- bailleur whose stock is everywhere is tied to nearly all files, and each query would build an array of them.
create table nominatif.registre (
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  reference       text collate "C", -- Référence du dossier @classe C2
  numero_hash     text collate "C", -- Empreinte du numéro unique @classe C2
  etat            text collate "C" not null, -- État @classe C2
  onglet          text collate "C" not null, -- Liste où elle est @classe C2
  -- Sort key of its list: deposit, seniority, end of validity or radiation; the earliest date when unknown.
  ordre           date not null, -- Rang dans sa liste @classe C2
  deposee_le      date, -- Dépôt @classe C2
  anciennete_le   date, -- Ancienneté @classe C2
  echeance_le     date, -- Fin de validité @classe C2
  radie_le        date, -- Radiation @classe C2
  personnes       smallint, -- Personnes @classe C2
  typologie       text collate "C", -- Typologie @classe C2
  nature          text collate "C" not null default 'inconnue', -- Première demande ou mutation @classe C2
  quartile        text collate "C" not null default 'inconnu', -- Quartile de revenus @classe C2
  communes        text[] collate "C" not null default '{}', -- Communes souhaitées @classe C2
  ouvert_a        text[] not null default '{}', -- Organisations et communes que les souhaits concernent @classe C2
  synthetique     boolean not null default false, -- Donnée de démonstration @classe C2
  primary key (epci, demandeur),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index registre_onglet on nominatif.registre (epci, onglet, ordre, demandeur);
-- For a rare type of dwelling: without it, each of thousands of waiting files goes through the row policy.
create index registre_typologie on nominatif.registre (epci, onglet, typologie, nature, ordre, demandeur);
create index registre_guichet on nominatif.registre (guichet, onglet, ordre, demandeur);
create index registre_reference on nominatif.registre (epci, reference);
create index registre_numero on nominatif.registre (epci, numero_hash);
create index registre_ouvert on nominatif.registre using gin (ouvert_a);
create index registre_demandeur on nominatif.registre (demandeur);

-- A file is opened by name, for a purpose and half an hour. The journal keeps the opening afterwards.
create table nominatif.ouverture (
  compte          bigint not null references compte on delete cascade, -- Agent @classe C1
  demandeur       uuid not null, -- Dossier @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  motif           text not null check (length(motif) between 3 and 300), -- Pourquoi le dossier est ouvert @classe C2
  ouverte_le      timestamptz not null, -- Ouverture @classe C2
  expire_le       timestamptz not null, -- Fin de l’ouverture @classe C2
  primary key (epci, compte, demandeur),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index ouverture_compte on nominatif.ouverture (compte);

-- Receptions of households: interviews, contact forms, duplicates, unfollowed demandes, public information.

-- Entretien découverte: a guided interview, at a desk or a bailleur's, before or beside the demande.
create table nominatif.entretien (
  id              bigint generated always as identity, -- Entretien @classe C2
  demandeur       uuid, -- Dossier, quand il y en a un @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  organisation    bigint not null references organisation, -- Organisme qui l’a mené @classe C2
  compte          bigint references compte on delete set null, -- Agent @classe C1
  le              date not null, -- Jour @classe C2
  nom             text, -- Nom @classe C2
  prenom          text, -- Prénom @classe C2
  telephone       text, -- Téléphone @classe C2
  courriel        text, -- Courriel @classe C2
  naissance       date, -- Date de naissance @classe C2
  reponses        jsonb not null default '{}', -- Réponses, sans nom @classe C2
  etat            text not null default 'en-cours' check (etat in ('en-cours','termine','verse')), -- État @classe C2
  modifie_le      timestamptz not null default now(), -- Dernière modification @classe C2
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade
);
create index entretien_organisation on nominatif.entretien (epci, organisation);

-- A prospect that a commune or a partner refers to bailleurs, by one form for all.
create table nominatif.fiche_contact (
  id              bigint generated always as identity, -- Fiche contact @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  organisation    bigint not null references organisation, -- Organisme qui l’envoie @classe C2
  compte          bigint references compte on delete set null, -- Agent @classe C1
  reference       text collate "C" not null, -- Référence @classe C2
  nom             text not null check (length(nom) between 1 and 120), -- Nom @classe C2
  prenom          text, -- Prénom @classe C2
  telephone       text, -- Téléphone @classe C2
  courriel        text, -- Courriel @classe C2
  consentement_le date not null, -- Accord de la personne @classe C2
  besoin          jsonb not null default '{}', -- Besoin codé @classe C2
  precisions      text check (length(precisions) <= 500), -- Précisions relues @classe C2
  emise_le        timestamptz not null, -- Envoi @classe C2
  primary key (epci, id),
  unique (epci, reference)
);

-- Each bailleur's answer: acknowledgement, then follow-up to a demande or a closure.
create table nominatif.fiche_suite (
  fiche           bigint not null, -- Fiche contact @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  organisation    bigint not null references organisation, -- Bailleur destinataire @classe C2
  emettrice       bigint not null references organisation, -- Organisme qui l’a envoyée @classe C2
  -- Repeated from the form, so that delays are counted without opening it.
  emise_le        timestamptz not null, -- Envoi @classe C2
  accuser_avant   date not null, -- À accuser avant @classe C2
  accusee_le      timestamptz, -- Accusé de réception @classe C2
  accusee_par     bigint references compte on delete set null, -- Agent @classe C1
  issue           text check (issue in ('demande','deja-demandeur','injoignable','sans-suite','orientee')), -- Issue @classe C2
  close_le        timestamptz, -- Clôture @classe C2
  demandeur       uuid, -- Dossier ouvert @classe C2
  primary key (epci, fiche, organisation),
  foreign key (epci, fiche) references nominatif.fiche_contact on delete cascade,
  foreign key (epci, demandeur) references nominatif.demandeur on delete set null (demandeur),
  check ((issue is null) = (close_le is null))
);
create index fiche_suite_organisation on nominatif.fiche_suite (epci, organisation);
create index fiche_suite_emettrice on nominatif.fiche_suite (epci, emettrice);

-- Two files that may be one person's: the resemblances, and a person's decision.
create table nominatif.doublon (
  id              bigint generated always as identity, -- Doublon possible @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  autre           uuid not null, -- Autre dossier @classe C2
  -- Desk of the other file: both desks are told, each about its own file.
  autre_guichet   bigint references organisation, -- Guichet de l’autre dossier @classe C2
  raisons         jsonb not null, -- Ce qui les rapproche @classe C2
  trouve_le       date not null, -- Rapprochement @classe C2
  verdict         text check (verdict in ('meme-personne','distinctes')), -- Verdict @classe C2
  verdict_le      timestamptz, -- Jour du verdict @classe C2
  verdict_par     bigint references compte on delete set null, -- Agent @classe C1
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  foreign key (epci, autre) references nominatif.demandeur on delete cascade,
  check (demandeur <> autre)
);
create index doublon_a_juger on nominatif.doublon (epci, trouve_le) where verdict is null;
create unique index doublon_paire on nominatif.doublon (epci, least(demandeur, autre), greatest(demandeur, autre));

-- What a file owes to the national system, one row per writing, until that system has accepted it. The triggers of the file alone add rows: no act
-- can forget one. Its days and its ground are those of the file.
create table nominatif.transmission (
  id              bigint generated always as identity, -- Écriture due au système national @classe C2
  epci            text not null references territoire, -- Territoire @classe C2
  guichet         bigint references organisation, -- Guichet @classe C2
  demandeur       uuid not null, -- Dossier @classe C2
  nature          text not null -- Ce qui est à écrire @classe C2
                  check (nature in ('enregistrement','modification','renouvellement','radiation','reactivation')),
  etat            text not null default 'a-envoyer' -- Où elle en est @classe C2
                  check (etat in ('a-envoyer','envoyee','refusee','acceptee','sans-objet')),
  depuis          timestamptz not null default now(), -- Jour du premier fait qui la rend due @classe C2
  -- End of validity that the national system still has, for a renewal.
  avant           date, -- Fin de validité avant le renouvellement @classe C2
  etapes          text[] collate "C" not null default '{}', -- Questions dont la réponse a changé @classe C2
  essais          smallint not null default 0, -- Envois @classe C2
  envoyee_le      timestamptz, -- Dernier envoi @classe C2
  close_le        timestamptz, -- Acceptée, ou devenue sans objet @classe C2
  voie            text check (voie in ('service','main','fichier')), -- Par quoi l’acceptation est connue @classe C2
  refus           text check (length(refus) <= 40), -- Code du refus @classe C2
  reponse         text check (length(reponse) <= 300), -- Mots du système national @classe C2
  compte          bigint references compte on delete set null, -- Agent @classe C1
  primary key (epci, id),
  foreign key (epci, demandeur) references nominatif.demandeur on delete cascade,
  check ((etat in ('acceptee','sans-objet')) = (close_le is not null))
);
create unique index transmission_due on nominatif.transmission (epci, demandeur, nature) where etat = 'a-envoyer';
-- The national system has no key for a message: two writings of one demande never travel together.
create unique index transmission_en_vol on nominatif.transmission (epci, demandeur) where etat = 'envoyee';
create index transmission_ouverte on nominatif.transmission (epci, guichet, etat, depuis) where close_le is null;
create index transmission_demandeur on nominatif.transmission (demandeur);

-- Action 4: a demande of the national file that nobody follows, and who took it on. No name: the number's keyed hash.
create table veille (
  id              bigint generated always as identity, -- Suivi de veille @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  cle             text collate "C" not null, -- Clé de la demande @classe C6
  motif           text not null -- Pourquoi elle est suivie @classe C6
                  check (motif in ('sans-suite','plus-de-9-mois','refus-repetes','mutation-bloquee','salarie')),
  organisation    bigint not null references organisation, -- Organisme responsable @classe C0
  compte          bigint references compte on delete set null, -- Agent @classe C1
  prise_le        date not null, -- Prise en charge @classe C6
  close_le        date, -- Clôture @classe C6
  issue           text check (issue in ('contactee','proposition','radiee','sans-suite')), -- Issue @classe C6
  primary key (epci, id),
  unique (epci, cle, motif, prise_le)
);
create unique index veille_ouverte on veille (epci, cle, motif) where close_le is null;
create index veille_organisation on veille (organisation) where close_le is null;

create function nominatif.registre_ordre(d nominatif.demandeur) returns date
  language sql stable set search_path = pg_catalog, pg_temp
  return coalesce(case
    when d.etat = 'radiee' then d.radie_le
    when d.etat = 'a-renouveler' then d.echeance_le
    when d.etat in ('active','avertie') then d.anciennete_le
    when d.etat = 'brouillon' then (d.cree_le at time zone 'Europe/Paris')::date
    else (d.deposee_le at time zone 'Europe/Paris')::date
  end, date '0001-01-01');

create function nominatif.registre_demandeur() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into nominatif.registre as r (demandeur, epci, guichet, reference, numero_hash, etat, onglet, ordre, deposee_le, anciennete_le,
                                       echeance_le, radie_le, synthetique)
  values (new.id, new.epci, new.guichet, new.reference, new.numero_hash, new.etat,
          case new.etat when 'avertie' then 'active' else new.etat end, nominatif.registre_ordre(new),
          (new.deposee_le at time zone 'Europe/Paris')::date, new.anciennete_le, new.echeance_le, new.radie_le, new.synthetique)
  on conflict (epci, demandeur) do update
    set (guichet, reference, numero_hash, etat, onglet, ordre, deposee_le, anciennete_le, echeance_le, radie_le, synthetique) =
        (excluded.guichet, excluded.reference, excluded.numero_hash, excluded.etat, excluded.onglet, excluded.ordre,
         excluded.deposee_le, excluded.anciennete_le, excluded.echeance_le, excluded.radie_le, excluded.synthetique);
  if tg_op = 'UPDATE' and new.etat <> old.etat then
    perform nominatif.lier_souhaits(array[new.id]);
  end if;
  return null;
end;
$$;
create trigger registre after insert or update on nominatif.demandeur for each row execute function nominatif.registre_demandeur();

create function nominatif.registre_menage() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update nominatif.registre
     set (personnes, typologie, nature, quartile) = (new.personnes, new.typologie, new.nature, new.quartile)
   where demandeur = new.demandeur;
  return null;
end;
$$;
create trigger registre after insert or update on nominatif.menage for each row execute function nominatif.registre_menage();

-- Whom the wishes of a living demande concern: each commune wished, and each bailleur whose published stock is there. Obsolete links end on the day
-- before: they open nothing today.
create function nominatif.lier_souhaits(ids uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  with vivantes as (
    select d.id, d.epci from nominatif.demandeur d
     where d.id = any (ids) and d.etat in ('active','a-renouveler','avertie')
  ), parc as (
    select distinct p.epci, o.id as organisation, c.commune
      from (select distinct on (p.epci) p.epci, p.lot from public.publication p
             where p.source = 'rpls' and p.epci in (select v.epci from vivantes v)
             order by p.epci, p.periode desc) p
      join public.cube_parc c on c.lot = p.lot
      join public.organisation o on o.siren = c.bailleur and o.type = 'bailleur'
  ), voulus as (
    select v.id, v.epci, null::bigint as organisation, s.commune
      from vivantes v join nominatif.souhait s on s.demandeur = v.id
     where s.commune is not null
    union
    select v.id, v.epci, p.organisation, null
      from vivantes v join nominatif.souhait s on s.demandeur = v.id join parc p on p.epci = v.epci and p.commune = s.commune
  ), fermes as (
    update nominatif.lien l
       set au = contexte.aujourdhui() - 1
     where l.demandeur = any (ids)
       and l.nature = 'souhait'
       and l.au is null
       -- A link made by hand holds as long as the demande is alive, when its wishes are not written here.
       and (not exists (select from vivantes v where v.id = l.demandeur)
            or exists (select from nominatif.souhait s where s.demandeur = l.demandeur)
               and not exists (select from voulus w
                                where w.id = l.demandeur
                                  and w.organisation is not distinct from l.organisation
                                  and w.commune is not distinct from l.commune))
  )
  insert into nominatif.lien (demandeur, epci, nature, organisation, commune)
  select w.id, w.epci, 'souhait', w.organisation, w.commune
    from voulus w
   where not exists (select from nominatif.lien l
                      where l.demandeur = w.id and l.nature = 'souhait' and l.au is null
                        and l.organisation is not distinct from w.organisation
                        and l.commune is not distinct from w.commune);
end;
$$;
revoke execute on function nominatif.lier_souhaits from public;

create function nominatif.registre_souhaits() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  ids uuid[] := array(select distinct t.demandeur from touches t);
begin
  update nominatif.registre r
     set communes = coalesce((select array_agg(s.commune order by s.rang) from nominatif.souhait s
                               where s.demandeur = r.demandeur and s.commune is not null), '{}')
   where r.demandeur = any (ids);
  perform nominatif.lier_souhaits(ids);
  return null;
end;
$$;
create trigger registre_ajout after insert on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.registre_souhaits();
create trigger registre_change after update on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.registre_souhaits();
create trigger registre_retrait after delete on nominatif.souhait referencing old table as touches
  for each statement execute function nominatif.registre_souhaits();

create function nominatif.registre_liens() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update nominatif.registre r
     set ouvert_a = coalesce((select array_agg(distinct l.epci || ':' || coalesce(l.organisation::text, l.commune))
                                from nominatif.lien l
                               where l.demandeur = r.demandeur and l.nature = 'souhait' and l.au is null
                                 and coalesce(l.organisation::text, l.commune) is not null), '{}')
   where r.demandeur in (select t.demandeur from touches t where t.nature = 'souhait');
  return null;
end;
$$;
create trigger registre_ajout after insert on nominatif.lien referencing new table as touches
  for each statement execute function nominatif.registre_liens();
create trigger registre_change after update on nominatif.lien referencing new table as touches
  for each statement execute function nominatif.registre_liens();
create trigger registre_retrait after delete on nominatif.lien referencing old table as touches
  for each statement execute function nominatif.registre_liens();

-- Desks where somebody may register and comes: a demande sent to any other would be read by nobody. Who they are is not told.
create function contexte.guichets_tenus(p_epci text, p_jour date, p_depuis date) returns setof bigint
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select distinct h.organisation
    from habilitation h
    join compte c on c.id = h.compte
   where h.role = 'guichet'
     and h.epci = p_epci
     and h.revoquee_le is null
     and p_jour between h.debut and h.fin
     and c.ferme_le is null
     and greatest((c.vu_le at time zone 'Europe/Paris')::date, h.debut) >= p_depuis;
end;

-- The secretary's only acts on a household that the session sees: only the commission declares it inadmissible, after a warning of its own (CCH, art.
-- R. 441-2-8). Callers check the delays.
create function nominatif.acte_commission(p_demandeur uuid, p_acte text, p_le date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from nominatif.demandeur d
    join nominatif.lien l on l.demandeur = d.id and l.nature = 'seance' and (l.au is null or l.au >= contexte.aujourdhui())
    join public.convocation c on c.epci = l.epci and c.seance = l.seance and c.compte = contexte.compte() and contexte.aujourdhui() between c.du and c.au
   where d.id = p_demandeur
     and d.epci in (select contexte.epcis('{secretaire-cal}'))
     and d.id not in (select r.demandeur from nominatif.recusation r where r.compte = contexte.compte());
  if not found or p_le > contexte.aujourdhui() then
    return false;
  end if;
  if p_acte = 'avertir' then
    update nominatif.demandeur set etat = 'avertie', avertie_le = p_le, averti_motif = 'irrecevabilite', modifie_le = now()
     where id = p_demandeur and etat in ('active','a-renouveler');
  elsif p_acte = 'radier' then
    update nominatif.demandeur set etat = 'radiee', radie_le = p_le, radie_motif = 'irrecevabilite', modifie_le = now()
     where id = p_demandeur and etat = 'avertie' and averti_motif = 'irrecevabilite' and avertie_le < p_le;
  else
    return false;
  end if;
  return found;
end;
$$;

-- At the signature of a lease, its bailleur strikes the demande off, on that day, and changes nothing else of the file (CCH, art. R. 441-2-8 and -9).
-- null: no such lease of theirs, or the demande is not alive.
create function nominatif.radier_bail(p_demandeur uuid, p_bail bigint, p_sortie text) returns date
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  signe date;
begin
  select b.signe_le into signe from public.bail b
   where b.id = p_bail and b.demandeur = p_demandeur
     and b.signe_le <= contexte.aujourdhui()
     and (b.epci || ':' || b.organisation) in (select contexte.organisations('{agent-bailleur,responsable-bailleur}'));
  if signe is null then
    return null;
  end if;
  update nominatif.demandeur set etat = 'radiee', radie_le = signe, radie_motif = 'attribution', sortie = p_sortie, modifie_le = now()
   where id = p_demandeur and etat in ('active','a-renouveler','avertie');
  return case when found then signe end;
end;
$$;

-- Bailleurs of the directory to which a form may be sent, and whether somebody there would read it, without telling who.
create function bailleurs_joignables(territoire text) returns table (id bigint, nom text, habilites boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select o.id, o.nom, exists (
           select from public.habilitation h
            where h.organisation = o.id and h.epci = territoire and h.role in ('agent-bailleur','responsable-bailleur')
              and contexte.aujourdhui() between h.debut and h.fin and h.revoquee_le is null)
    from public.organisation o
   where o.type = 'bailleur'
   order by o.nom, o.id;
end;
revoke execute on function bailleurs_joignables(text) from public;

-- The desk of a file is repeated on all its rows: one comparison tells whose they are.
create function nominatif.prendre_guichet() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.guichet := coalesce(new.guichet, (select d.guichet from nominatif.demandeur d where d.id = new.demandeur));
  return new;
end;
$$;
create trigger prendre_guichet before insert on nominatif.menage for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.piece for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.personne for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.souhait for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.mandat for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.piece_demandee for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.evenement for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.message for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.envoi for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.changement_contact for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.cotation for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.entretien for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.transmission for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on nominatif.doublon for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on sensible.situation for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on sensible.piece for each row execute function nominatif.prendre_guichet();

create function nominatif.suivre_guichet() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  enfant text;
begin
  foreach enfant in array array['nominatif.menage','nominatif.piece','sensible.situation','sensible.piece',
    'nominatif.personne','nominatif.souhait','nominatif.mandat','nominatif.piece_demandee','nominatif.evenement','nominatif.message',
    'nominatif.envoi','nominatif.changement_contact','nominatif.cotation','nominatif.entretien','nominatif.doublon','nominatif.transmission'] loop
    execute format('update %s set guichet = $1 where demandeur = $2', enfant) using new.guichet, new.id;
  end loop;
  update nominatif.doublon set autre_guichet = new.guichet where autre = new.id;
  return null;
end;
$$;
create trigger suivre_guichet after update of guichet on nominatif.demandeur for each row
  when (old.guichet is distinct from new.guichet) execute function nominatif.suivre_guichet();

-- A refused writing that is due again is the same one; a row is added beside one that travels, whose answer is still to come.
create function nominatif.devoir_sne(p_epci text, p_demandeur uuid, p_nature text, p_depuis timestamptz, p_avant date, p_etape text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with due as (
    select t.id from nominatif.transmission t
     where t.epci = p_epci and t.demandeur = p_demandeur and t.nature = p_nature and t.etat in ('a-envoyer','refusee')
     order by t.etat = 'a-envoyer' desc, t.id desc
     limit 1
  ), reprise as (
    update nominatif.transmission t
       set etat = 'a-envoyer', avant = coalesce(t.avant, p_avant),
           etapes = array(select distinct e from unnest(t.etapes || p_etape) e where e is not null order by e)
     where t.epci = p_epci and t.id in (select id from due)
    returning t.id
  )
  insert into nominatif.transmission (epci, demandeur, nature, depuis, avant, etapes)
  select p_epci, p_demandeur, p_nature, coalesce(p_depuis, now()), p_avant, array_remove(array[p_etape], null)
   where not exists (select from reprise)
$$;
revoke execute on function nominatif.devoir_sne from public;

create function nominatif.clore_sne(p_epci text, p_demandeur uuid, p_natures text[], p_etat text, p_voie text) returns integer
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with closes as (
    update nominatif.transmission t set etat = p_etat, voie = p_voie, close_le = now(), refus = null, reponse = null
     where t.epci = p_epci and t.demandeur = p_demandeur and t.nature = any (p_natures) and t.close_le is null
    returning 1
  )
  select count(*)::integer from closes
$$;
revoke execute on function nominatif.clore_sne from public;

-- A radiation for want of renewal is the national system's own act (arrêté of 23 March 2015, annexe, 6.1): nothing is owed for it [B].
create function nominatif.demandeur_du_sne() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  etait boolean := tg_op = 'UPDATE' and old.etat in ('active','a-renouveler','avertie');
  est boolean := new.etat in ('active','a-renouveler','avertie');
begin
  if new.etat in ('a-enregistrer','a-completer') then
    -- A creation that left without an answer may have drawn a number: it is looked for, never owed twice.
    if not exists (select from nominatif.transmission t
                    where t.epci = new.epci and t.demandeur = new.id and t.nature = 'enregistrement' and t.etat = 'envoyee') then
      perform nominatif.devoir_sne(new.epci, new.id, 'enregistrement', new.deposee_le, null, null);
    end if;
  elsif etait and new.etat = 'radiee' then
    perform nominatif.clore_sne(new.epci, new.id, '{modification,renouvellement,reactivation}', 'sans-objet', null);
    if new.radie_motif is distinct from 'non-renouvellement' then
      perform nominatif.devoir_sne(new.epci, new.id, 'radiation', new.radie_le::timestamp at time zone 'Europe/Paris', null, null);
    end if;
  elsif tg_op = 'UPDATE' and old.etat = 'radiee' and est then
    -- The national system never knew of a radiation that had not left.
    if exists (select from nominatif.transmission t
                where t.epci = new.epci and t.demandeur = new.id and t.nature = 'radiation' and t.etat in ('a-envoyer','refusee')) then
      perform nominatif.clore_sne(new.epci, new.id, '{radiation}', 'sans-objet', null);
    else
      perform nominatif.devoir_sne(new.epci, new.id, 'reactivation', null, null, null);
    end if;
    -- What the radiation had made useless is owed again.
    update nominatif.transmission t set etat = 'a-envoyer', close_le = null
     where t.epci = new.epci and t.etat = 'sans-objet'
       and t.id in (select max(d.id) from nominatif.transmission d
                     where d.epci = new.epci and d.demandeur = new.id and d.nature in ('modification','renouvellement')
                     group by d.nature);
  elsif etait and est and new.renouvelee_le is distinct from old.renouvelee_le then
    perform nominatif.devoir_sne(new.epci, new.id, 'renouvellement', new.renouvelee_le::timestamp at time zone 'Europe/Paris', old.echeance_le, null);
  end if;
  return null;
end;
$$;
create trigger du_sne_ajout after insert on nominatif.demandeur for each row
  when (new.etat in ('a-enregistrer','a-completer')) execute function nominatif.demandeur_du_sne();
create trigger du_sne_change after update of etat, renouvelee_le on nominatif.demandeur for each row
  when (old.etat <> new.etat or old.renouvelee_le is distinct from new.renouvelee_le) execute function nominatif.demandeur_du_sne();

-- What only the event says: which answer changed, and that the act repeats what the national system already holds.
create function nominatif.evenement_du_sne() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if new.code = 'demande-enregistree' then
    perform nominatif.clore_sne(new.epci, new.demandeur, '{enregistrement}', 'acceptee',
                                case new.precisions ->> 'numero' when 'systeme-national' then 'service' else 'main' end);
  elsif new.code = 'demande-renouvelee' then
    if new.precisions ->> 'source' = 'systeme-national' then
      perform nominatif.clore_sne(new.epci, new.demandeur, '{renouvellement}', 'acceptee', 'main');
    end if;
  elsif new.code = 'suivi-importe' then
    perform nominatif.clore_sne(new.epci, new.demandeur,
                                case new.precisions ->> 'acte' when 'radier' then '{radiation}' else '{renouvellement}' end::text[],
                                'acceptee', 'fichier');
  elsif exists (select from nominatif.demandeur d
                 where d.epci = new.epci and d.id = new.demandeur and d.etat in ('active','a-renouveler','avertie')) then
    perform nominatif.devoir_sne(new.epci, new.demandeur, 'modification', new.le, null,
                                 coalesce(new.precisions ->> 'etape', 'vous/joindre'));
  elsif exists (select from nominatif.transmission t
                 where t.epci = new.epci and t.demandeur = new.demandeur and t.nature = 'enregistrement' and t.etat = 'refusee') then
    perform nominatif.devoir_sne(new.epci, new.demandeur, 'enregistrement', null, null, new.precisions ->> 'etape');
  end if;
  return null;
end;
$$;
create trigger du_sne after insert on nominatif.evenement for each row
  when (new.code in ('demande-enregistree','demande-renouvelee','suivi-importe','etape-enregistree','coordonnees-changees'))
  execute function nominatif.evenement_du_sne();
