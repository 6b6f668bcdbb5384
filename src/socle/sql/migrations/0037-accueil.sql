-- How households are received: interviews, contact forms, doubles, what nobody follows, what the public is told.

-- Entretien découverte: a guided interview, at a desk or at a bailleur's, before the demande or beside it.
create table nominatif.entretien (
  id              bigint generated always as identity primary key,
  demandeur       uuid references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  organisation    bigint not null references organisation,
  compte          bigint references compte on delete set null,
  le              date not null,
  nom             text,
  prenom          text,
  telephone       text,
  courriel        text,
  naissance       date,
  reponses        jsonb not null default '{}',
  etat            text not null default 'en-cours' check (etat in ('en-cours','termine','verse')),
  modifie_le      timestamptz not null default now()
);

-- A prospect that a commune or a partner sends on to bailleurs: one form for all.
create table nominatif.fiche_contact (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  compte          bigint references compte on delete set null,
  reference       text collate "C" not null,
  nom             text not null check (length(nom) between 1 and 120),
  prenom          text,
  telephone       text,
  courriel        text,
  consentement_le date not null,
  besoin          jsonb not null default '{}',
  precisions      text check (length(precisions) <= 500),
  emise_le        timestamptz not null,
  unique (epci, reference),
  unique (id, epci)
);

-- What each bailleur does of it: acknowledged, followed to a demande or a closure.
create table nominatif.fiche_suite (
  fiche           bigint not null,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  emettrice       bigint not null references organisation,
  -- Repeated from the form, so that delays are counted without opening it.
  emise_le        timestamptz not null,
  accuser_avant   date not null,
  accusee_le      timestamptz,
  accusee_par     bigint references compte on delete set null,
  issue           text check (issue in ('demande','deja-demandeur','injoignable','sans-suite','orientee')),
  close_le        timestamptz,
  demandeur       uuid references nominatif.demandeur on delete set null,
  primary key (fiche, organisation),
  foreign key (fiche, epci) references nominatif.fiche_contact (id, epci) on delete cascade,
  check ((issue is null) = (close_le is null))
);

create index fiche_suite_organisation on nominatif.fiche_suite (epci, organisation);
create index fiche_suite_emettrice on nominatif.fiche_suite (epci, emettrice);
create index entretien_organisation on nominatif.entretien (epci, organisation);

-- Where a form may be sent: the bailleurs of the directory, and whether somebody there would read it. Who they are is not told.
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

-- Two files that may be one person's: what makes them look so, and what a person decided.
create table nominatif.doublon (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  autre           uuid not null references nominatif.demandeur on delete cascade,
  -- Of the other file: both desks are told, each of what it holds.
  autre_guichet   bigint references organisation,
  raisons         jsonb not null,
  trouve_le       date not null,
  verdict         text check (verdict in ('meme-personne','distinctes')),
  verdict_le      timestamptz,
  verdict_par     bigint references compte on delete set null,
  check (demandeur <> autre)
);
create index doublon_a_juger on nominatif.doublon (epci, trouve_le) where verdict is null;
create unique index doublon_paire on nominatif.doublon (least(demandeur, autre), greatest(demandeur, autre));

-- Action 4: a demande of the national file that nobody follows, and who took it on. No name: the number's keyed hash.
create table veille (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  cle             text collate "C" not null,
  motif           text not null check (motif in ('sans-suite','plus-de-9-mois','refus-repetes','mutation-bloquee','salarie')),
  organisation    bigint not null references organisation,
  compte          bigint references compte on delete set null,
  prise_le        date not null,
  close_le        date,
  issue           text check (issue in ('contactee','proposition','radiee','sans-suite')),
  unique (epci, cle, motif, prise_le)
);

-- The oldest of a stock come first, a hundred at a time: the others are not read.
create index demande_anciennes on demande (lot, cree_le, ligne);
create unique index veille_ouverte on veille (epci, cle, motif) where close_le is null;
create index veille_organisation on veille (organisation) where close_le is null;

-- What the public site says, written by the EPCI: questions, words, texts of pages.
create table information (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  rubrique        text not null check (rubrique in ('question','glossaire','page')),
  cle             text collate "C" not null,
  titre           text not null check (length(titre) between 2 and 200),
  texte           text not null check (length(texte) between 1 and 6000),
  rang            smallint not null default 1,
  falc            boolean not null default false,
  publie_le       timestamptz,
  revision        integer not null default 1,
  modifie_le      timestamptz not null default now(),
  -- A text easy to read and understand stands beside the other.
  unique (epci, rubrique, cle, falc)
);

-- A desk as the public sees it: where, when, what for.
create table guichet_fiche (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  organisation    bigint references organisation,
  nom             text not null check (length(nom) between 2 and 120),
  niveau          text not null check (niveau in ('information','enregistrement')),
  adresse         text not null,
  commune         text collate "C" not null,
  lon             double precision check (lon between -180 and 180),
  lat             double precision check (lat between -90 and 90),
  telephone       text,
  courriel        text,
  horaires        jsonb not null default '[]',
  fermetures      jsonb not null default '[]',
  accessible      text not null default 'inconnu' check (accessible in ('oui','non','inconnu')),
  precisions      text check (length(precisions) <= 500),
  -- Where a household goes whose communes have no desk; one a territory, marked by its EPCI.
  repli           boolean not null default false,
  publie_le       timestamptz,
  revision        integer not null default 1,
  modifie_le      timestamptz not null default now()
);


-- « Titulaire »: a household's own account, besides the mandate of somebody else's.
alter table nominatif.lien drop constraint lien_nature_check,
  add check (nature in ('souhait','contingent','seance','affectation','mandat','titulaire'));

-- What a household answered to a proposal is said of nobody once it is gone, as what was decided of it.
create or replace function nominatif.detacher_decisions() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update public.decision set motif = null where demandeur = old.id;
  update public.proposition set refus_motif = null where demandeur = old.id;
  return old;
end;
$$;

-- The desk of a file is written on all that hangs from it, so that one comparison says whose it is.
create function nominatif.prendre_guichet() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.guichet := coalesce(new.guichet, (select d.guichet from nominatif.demandeur d where d.id = new.demandeur));
  return new;
end;
$$;
create function nominatif.suivre_guichet() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  enfant text;
begin
  foreach enfant in array array['nominatif.menage','nominatif.piece','sensible.situation','sensible.piece','nominatif.etat_civil',
    'nominatif.personne','nominatif.souhait','nominatif.mandat','nominatif.piece_demandee','nominatif.evenement','nominatif.message',
    'nominatif.envoi','nominatif.changement_contact','nominatif.cotation','nominatif.entretien','nominatif.doublon'] loop
    execute format('update %s set guichet = $1 where demandeur = $2', enfant) using new.guichet, new.id;
  end loop;
  update nominatif.doublon set autre_guichet = new.guichet where autre = new.id;
  return null;
end;
$$;
create trigger suivre_guichet after update of guichet on nominatif.demandeur for each row
  when (old.guichet is distinct from new.guichet) execute function nominatif.suivre_guichet();
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
create trigger prendre_guichet before insert on nominatif.doublon for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on sensible.situation for each row execute function nominatif.prendre_guichet();
create trigger prendre_guichet before insert on sensible.piece for each row execute function nominatif.prendre_guichet();

create index demandeur_etat on nominatif.demandeur (epci, etat, anciennete_le);
create index demandeur_guichet on nominatif.demandeur (guichet, etat);
create index demandeur_echeance on nominatif.demandeur (epci, echeance_le) where etat in ('active','a-renouveler');
create index proposition_ouverte on proposition (epci, repondre_avant) where reponse is null and proposee_le is not null;


comment on column nominatif.entretien.id is 'Entretien @classe C2';
comment on column nominatif.entretien.demandeur is 'Dossier, quand il y en a un @classe C2';
comment on column nominatif.entretien.epci is 'Territoire @classe C2';
comment on column nominatif.entretien.guichet is 'Guichet @classe C2';
comment on column nominatif.entretien.organisation is 'Organisme qui l’a mené @classe C2';
comment on column nominatif.entretien.compte is 'Agent @classe C1';
comment on column nominatif.entretien.le is 'Jour @classe C2';
comment on column nominatif.entretien.nom is 'Nom @classe C2';
comment on column nominatif.entretien.prenom is 'Prénom @classe C2';
comment on column nominatif.entretien.telephone is 'Téléphone @classe C2';
comment on column nominatif.entretien.courriel is 'Courriel @classe C2';
comment on column nominatif.entretien.naissance is 'Date de naissance @classe C2';
comment on column nominatif.entretien.reponses is 'Réponses, sans nom @classe C2';
comment on column nominatif.entretien.etat is 'État @classe C2';
comment on column nominatif.entretien.modifie_le is 'Dernière modification @classe C2';
comment on column nominatif.fiche_contact.id is 'Fiche contact @classe C2';
comment on column nominatif.fiche_contact.epci is 'Territoire @classe C2';
comment on column nominatif.fiche_contact.organisation is 'Organisme qui l’envoie @classe C2';
comment on column nominatif.fiche_contact.compte is 'Agent @classe C1';
comment on column nominatif.fiche_contact.reference is 'Référence @classe C2';
comment on column nominatif.fiche_contact.nom is 'Nom @classe C2';
comment on column nominatif.fiche_contact.prenom is 'Prénom @classe C2';
comment on column nominatif.fiche_contact.telephone is 'Téléphone @classe C2';
comment on column nominatif.fiche_contact.courriel is 'Courriel @classe C2';
comment on column nominatif.fiche_contact.consentement_le is 'Accord de la personne @classe C2';
comment on column nominatif.fiche_contact.besoin is 'Besoin codé @classe C2';
comment on column nominatif.fiche_contact.precisions is 'Précisions relues @classe C2';
comment on column nominatif.fiche_contact.emise_le is 'Envoi @classe C2';
comment on column nominatif.fiche_suite.fiche is 'Fiche contact @classe C2';
comment on column nominatif.fiche_suite.epci is 'Territoire @classe C2';
comment on column nominatif.fiche_suite.organisation is 'Bailleur destinataire @classe C2';
comment on column nominatif.fiche_suite.emettrice is 'Organisme qui l’a envoyée @classe C2';
comment on column nominatif.fiche_suite.emise_le is 'Envoi @classe C2';
comment on column nominatif.fiche_suite.accuser_avant is 'À accuser avant @classe C2';
comment on column nominatif.fiche_suite.accusee_le is 'Accusé de réception @classe C2';
comment on column nominatif.fiche_suite.accusee_par is 'Agent @classe C1';
comment on column nominatif.fiche_suite.issue is 'Issue @classe C2';
comment on column nominatif.fiche_suite.close_le is 'Clôture @classe C2';
comment on column nominatif.fiche_suite.demandeur is 'Dossier ouvert @classe C2';
comment on column nominatif.doublon.id is 'Doublon possible @classe C2';
comment on column nominatif.doublon.epci is 'Territoire @classe C2';
comment on column nominatif.doublon.guichet is 'Guichet @classe C2';
comment on column nominatif.doublon.demandeur is 'Dossier @classe C2';
comment on column nominatif.doublon.autre is 'Autre dossier @classe C2';
comment on column nominatif.doublon.autre_guichet is 'Guichet de l’autre dossier @classe C2';
comment on column nominatif.doublon.raisons is 'Ce qui les rapproche @classe C2';
comment on column nominatif.doublon.trouve_le is 'Rapprochement @classe C2';
comment on column nominatif.doublon.verdict is 'Verdict @classe C2';
comment on column nominatif.doublon.verdict_le is 'Jour du verdict @classe C2';
comment on column nominatif.doublon.verdict_par is 'Agent @classe C1';
comment on column veille.id is 'Suivi de veille @classe C0';
comment on column veille.epci is 'Territoire @classe C0';
comment on column veille.cle is 'Clé de la demande @classe C6';
comment on column veille.motif is 'Pourquoi elle est suivie @classe C6';
comment on column veille.organisation is 'Organisme responsable @classe C0';
comment on column veille.compte is 'Agent @classe C1';
comment on column veille.prise_le is 'Prise en charge @classe C6';
comment on column veille.close_le is 'Clôture @classe C6';
comment on column veille.issue is 'Issue @classe C6';
comment on column information.id is 'Contenu @classe C0';
comment on column information.epci is 'Territoire @classe C0';
comment on column information.rubrique is 'Rubrique @classe C0';
comment on column information.cle is 'Clé @classe C0';
comment on column information.titre is 'Titre @classe C0';
comment on column information.texte is 'Texte @classe C0';
comment on column information.rang is 'Ordre @classe C0';
comment on column information.falc is 'Version FALC relue par des personnes concernées @classe C0';
comment on column information.publie_le is 'Publication @classe C0';
comment on column information.revision is 'Révision @classe C0';
comment on column information.modifie_le is 'Dernière modification @classe C0';
comment on column guichet_fiche.id is 'Guichet @classe C0';
comment on column guichet_fiche.epci is 'Territoire @classe C0';
comment on column guichet_fiche.organisation is 'Organisme @classe C0';
comment on column guichet_fiche.nom is 'Nom @classe C0';
comment on column guichet_fiche.niveau is 'Informe, ou enregistre aussi @classe C0';
comment on column guichet_fiche.adresse is 'Adresse @classe C0';
comment on column guichet_fiche.commune is 'Commune @classe C0';
comment on column guichet_fiche.lon is 'Longitude @classe C0';
comment on column guichet_fiche.lat is 'Latitude @classe C0';
comment on column guichet_fiche.telephone is 'Téléphone du guichet @classe C0';
comment on column guichet_fiche.courriel is 'Courriel du guichet @classe C0';
comment on column guichet_fiche.horaires is 'Horaires @classe C0';
comment on column guichet_fiche.fermetures is 'Jours fermés @classe C0';
comment on column guichet_fiche.accessible is 'Accessible en fauteuil @classe C0';
comment on column guichet_fiche.precisions is 'Précisions @classe C0';
comment on column guichet_fiche.repli is 'Guichet de repli du territoire @classe C0';
comment on column guichet_fiche.publie_le is 'Publication @classe C0';
comment on column guichet_fiche.revision is 'Révision @classe C0';
comment on column guichet_fiche.modifie_le is 'Dernière modification @classe C0';

insert into duree_conservation (classe, depuis, duree, date_effet, source, confiance) values
  ('C2', 'brouillon', '6 months', '2018-01-01', 'Choix de Blaise : une demande commencée et jamais envoyée', 'B'),
  ('C2', 'prospect', '1 year', '2018-01-01', 'Choix de Blaise : une fiche contact ou un entretien sans demande', 'B');

-- Action 3: where tenants of the social stock wish to move, and where those who were struck off went. Sums of the whole territory for its members,
-- who may not read the files: no name, no demande; small counts are hidden by whoever shows them (application/demande/figures-parcours.ts).
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
   group by d.sortie;
end;
