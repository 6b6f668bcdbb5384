-- Who may come in, and as whom. Row policies are not here: they are made from the matrix at each start (src/storage/droits).

create schema contexte;
create schema acces;
create schema nominatif;
create schema sensible;
create schema journal;

-- What a transaction says of who acts: blaise.acteur, set for the transaction alone. After a commit the setting is '' and not null,
-- hence nullif: nobody is nobody, never an error and never everybody.
create function contexte.acteur() returns jsonb
  language sql stable parallel safe
  return nullif(current_setting('blaise.acteur', true), '')::jsonb;

create function contexte.compte() returns bigint
  language sql stable parallel safe
  return (contexte.acteur() ->> 'compte')::bigint;

-- A part of Blaise that acts before anybody is known: « connexion ».
create function contexte.service() returns text
  language sql stable parallel safe
  return contexte.acteur() ->> 'service';

create function contexte.action() returns text
  language sql stable parallel safe
  return coalesce(contexte.acteur() ->> 'action', '');

create function contexte.exporte(ressource text) returns boolean
  language sql stable parallel safe
  return coalesce(contexte.acteur() ->> 'action' = 'exporter' and contexte.acteur() ->> 'ressource' = ressource, false);

create function contexte.habilitations(roles text[]) returns setof jsonb
  language sql stable parallel safe
begin atomic
  select h.valeur
    from jsonb_array_elements(contexte.acteur() -> 'habilitations') as h (valeur)
   where h.valeur ->> 'role' = any (roles);
end;

create function contexte.a_role(roles text[]) returns boolean
  language sql stable parallel safe
  return exists (select 1 from contexte.habilitations(roles));

create function contexte.epcis(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select h ->> 'epci' from contexte.habilitations(roles) as h where h ->> 'epci' is not null;
end;

-- Habilitations that are not narrowed to some communes.
create function contexte.epcis_entiers(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select h ->> 'epci'
    from contexte.habilitations(roles) as h
   where h ->> 'epci' is not null
     and jsonb_array_length(h -> 'communes') = 0;
end;

-- Every territory where the person is anything at all.
create function contexte.epcis_membre() returns setof text
  language sql stable parallel safe
begin atomic
  select h.valeur ->> 'epci'
    from jsonb_array_elements(contexte.acteur() -> 'habilitations') as h (valeur)
   where h.valeur ->> 'epci' is not null;
end;

-- Pairs, because two habilitations must not lend each other their halves: organisation A here, organisation B there.
create function contexte.organisations(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select (h ->> 'epci') || ':' || (h ->> 'organisation') from contexte.habilitations(roles) as h where h ->> 'epci' is not null;
end;

create function contexte.sirens(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select (h ->> 'epci') || ':' || (h ->> 'siren')
    from contexte.habilitations(roles) as h
   where h ->> 'epci' is not null
     and h ->> 'siren' is not null;
end;

create function contexte.communes(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select (h ->> 'epci') || ':' || c.code
    from contexte.habilitations(roles) as h,
         jsonb_array_elements_text(h -> 'communes') as c (code)
   where h ->> 'epci' is not null;
end;

-- « Consultant sensible », and the reason typed for this opening: without both, nothing sensitive is seen.
create function contexte.epcis_sensibles(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select h ->> 'epci'
    from contexte.habilitations(roles) as h
   where (h ->> 'sensible')::boolean
     and length(trim(coalesce(contexte.acteur() ->> 'motif', ''))) >= 10;
end;

create function contexte.demandeurs(liens text[]) returns setof uuid
  language sql stable parallel safe
begin atomic
  select (d.valeur ->> 'id')::uuid
    from jsonb_array_elements(contexte.acteur() -> 'demandeurs') as d (valeur)
   where d.valeur ->> 'lien' = any (liens);
end;

-- Legal persons: their names are public (C0).
create table organisation (
  id              bigint generated always as identity primary key,
  type            text not null check (type in ('epci','bailleur','reservataire','commune','guichet','etat','plateforme')),
  nom             text not null check (length(nom) between 2 and 120),
  siren           text check (siren ~ '^[0-9]{9}$'),
  demonstration   boolean not null default false,
  ajoutee_le      timestamptz not null default now(),
  unique nulls not distinct (type, siren, nom)
);

create table compte (
  id              bigint generated always as identity primary key,
  courriel        text not null check (courriel = lower(courriel) and courriel ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
  prenom          text not null,
  nom             text not null,
  -- Synthetic person of the demonstration: refused by a production configuration.
  demonstration   boolean not null default false,
  cree_le         timestamptz not null default now(),
  vu_le           timestamptz,
  ferme_le        timestamptz,
  -- Issuer and subject of ProConnect, learnt at the first login.
  emetteur        text,
  sujet           text,
  unique (emetteur, sujet)
);
create unique index compte_courriel on compte (courriel);

create table habilitation (
  id              bigint generated always as identity primary key,
  compte          bigint not null references compte,
  organisation    bigint not null references organisation,
  role            text not null check (role in ('guichet','commune','agent-bailleur','responsable-bailleur','reservataire','etat',
                    'agent-epci','gestionnaire-epci','membre-cal','secretaire-cal','membre-coordination','relogement','dpo','administrateur')),
  epci            text references territoire,
  communes        text[] not null default '{}',
  sensible        boolean not null default false,
  debut           date not null,
  -- Included. Twelve months at most: a right that nobody renews ends by itself.
  fin             date not null,
  -- null: given by the operator from the machine (first administrator, demonstration).
  accordee_par    bigint references compte,
  accordee_le     timestamptz not null default now(),
  motif           text not null,
  revoquee_le     timestamptz,
  revoquee_par    bigint references compte,
  check (fin >= debut and fin <= debut + interval '12 months'),
  check (accordee_par is distinct from compte),
  check ((epci is null) = (role = 'administrateur')),
  check (revoquee_le is not null or revoquee_par is null)
);
create index habilitation_compte on habilitation (compte);
create index habilitation_epci on habilitation (epci, organisation);

create table acces.mot_de_passe (
  compte          bigint primary key references compte on delete cascade,
  -- argon2id in its PHC form.
  empreinte       text not null,
  change_le       timestamptz not null default now()
);

create table acces.cle_acces (
  identifiant     text primary key,
  compte          bigint not null references compte on delete cascade,
  cle_publique    bytea not null,
  compteur        bigint not null,
  transports      text[] not null default '{}',
  nom             text not null,
  ajoutee_le      timestamptz not null default now(),
  servie_le       timestamptz
);
create index cle_acces_compte on acces.cle_acces (compte);

-- The token itself is with the browser alone.
create table acces.session (
  jeton_hash      bytea primary key,
  compte          bigint not null references compte on delete cascade,
  moyen           text not null check (moyen in ('mot-de-passe','cle-acces','proconnect','lien','demonstration')),
  ouverte_le      timestamptz not null,
  vue_le          timestamptz not null,
  expire_le       timestamptz not null,
  fermee_le       timestamptz,
  -- What the provider needs to close its own session.
  id_token        text
);
create index session_compte on acces.session (compte);

-- One-time links: first administrator, invitation, forgotten password.
create table acces.lien (
  jeton_hash      bytea primary key,
  usage           text not null check (usage in ('premier-administrateur','invitation','mot-de-passe')),
  compte          bigint references compte on delete cascade,
  cree_le         timestamptz not null,
  expire_le       timestamptz not null,
  servi_le        timestamptz
);

-- What a login in progress must find again: state, nonce and verifier of OIDC, challenge of a passkey. Used once.
create table acces.defi (
  jeton_hash      bytea primary key,
  usage           text not null check (usage in ('proconnect','cle-acces','ajout-cle')),
  compte          bigint references compte on delete cascade,
  contenu         jsonb not null,
  expire_le       timestamptz not null
);

-- Whose file it is: an organisation that deposits sees its own deposits.
alter table lot add column organisation bigint references organisation;

-- A mark that changes whenever something published, undone, repaired or renamed could change what a page says. It is the same for
-- everybody, though not everybody may read what it is made from: it runs with its owner's rights, and tells nothing but the mark.
create function contexte.etat_territoire(cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select concat_ws('/',
           (select max(id) from public.publication_acte where epci = cle),
           (select count(*) from public.localisation where epci = cle),
           (select count(annulee_le) from public.localisation where epci = cle),
           (select md5(string_agg(epci || nom || demonstration, ',' order by epci)) from public.territoire),
           (select count(*) from public.territoire_commune where epci = cle));
end;

-- Acts and repairs only grow, and a repair is undone once: their counts tell every change. The names are those of the page's head.
comment on function contexte.etat_territoire is 'Changes with everything that a page of the territory shows.';
