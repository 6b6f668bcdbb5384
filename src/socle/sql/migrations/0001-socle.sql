-- Shared by every room: the actor, the territories, the legal persons. Row policies are not in these files: they are generated from the matrix at
-- each start (src/socle/sql/droits).
-- One file per room, in their order; the end of each column's line says what it holds, and becomes its comment in the database (column-comments.ts):
-- @classe C0 no natural person · C1 agents · C2 named data of households · C3 sensitive data · C4 supporting documents · C5 decisions
-- C6 facts without a name · C7 journal
-- Where each class may be, and the exceptions with their reasons: test/conservation/classes.db.test.ts.

create schema contexte;
create schema acces;
create schema nominatif;
create schema sensible;
create schema journal;

comment on column migration.numero is 'Migration appliquée @classe C0';
comment on column migration.nom is 'Migration appliquée @classe C0';
comment on column migration.empreinte is 'Migration appliquée @classe C0';
comment on column migration.appliquee_le is 'Migration appliquée @classe C0';

-- blaise.acteur holds the actor, for the transaction only. After a commit the setting is '' and not null, hence nullif: a missing actor has no
-- rights, and raises no error.
create function contexte.acteur() returns jsonb
  language sql stable parallel safe
  return nullif(current_setting('blaise.acteur', true), '')::jsonb;

create function contexte.compte() returns bigint
  language sql stable parallel safe
  return (contexte.acteur() ->> 'compte')::bigint;

-- The service that acts before the actor is known: « connexion ».
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

-- Habilitations that are not limited to some communes.
create function contexte.epcis_entiers(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select h ->> 'epci'
    from contexte.habilitations(roles) as h
   where h ->> 'epci' is not null
     and jsonb_array_length(h -> 'communes') = 0;
end;

-- Every territory where the person has a role.
create function contexte.epcis_membre() returns setof text
  language sql stable parallel safe
begin atomic
  select h.valeur ->> 'epci'
    from jsonb_array_elements(contexte.acteur() -> 'habilitations') as h (valeur)
   where h.valeur ->> 'epci' is not null;
end;

-- Pairs, because two habilitations must not mix: organisation A here, organisation B there.
create function contexte.organisations(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select (h ->> 'epci') || ':' || (h ->> 'organisation') from contexte.habilitations(roles) as h where h ->> 'epci' is not null;
end;

create function contexte.communes(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select (h ->> 'epci') || ':' || c.code
    from contexte.habilitations(roles) as h,
         jsonb_array_elements_text(h -> 'communes') as c (code)
   where h ->> 'epci' is not null;
end;

-- « Consultant sensible » and the reason typed for this opening: without both, nothing sensitive is visible.
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

-- Days are those of Paris, wherever the server and its clock are: between Paris's midnight and the engine's, « current_date » would close rights that
-- had just begun and open those that had just ended.
create function contexte.aujourdhui() returns date
  language sql stable parallel safe
  return (now() at time zone 'Europe/Paris')::date;

create function contexte.sirens(roles text[]) returns setof text
  language sql stable parallel safe
begin atomic
  select (h ->> 'epci') || ':' || s.siren
    from contexte.habilitations(roles) as h
   cross join lateral (
         select h ->> 'siren'
          union all
         select * from jsonb_array_elements_text(coalesce(h -> 'predecesseurs', '[]'))
         ) as s (siren)
   where h ->> 'epci' is not null
     and h ->> 'siren' is not null;
end;

-- The NIR is kept nowhere. Values are checked where they are parsed; this is the last check, in the columns of prose.
-- Fifteen characters whose key is right, whatever the spacing (key: 97 less the remainder of the number by 97, Corsica being 19 and 18).
create function contexte.sans_nir(texte text) returns boolean
  language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  trouve text[];
  numero text;
begin
  if texte is null or texte !~ '[0-9]{2}' then
    return true;
  end if;
  for trouve in
    select m from regexp_matches(texte,
      '(?<![0-9A-Za-z])([1-478](?:[\s._·-]{0,2})[0-9]{2}(?:[\s._·-]{0,2})(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[\s._·-]{0,2})(?:[0-9]{2}|2[ABab])(?:[\s._·-]{0,2})[0-9]{3}(?:[\s._·-]{0,2})[0-9]{3})(?:[\s._·-]{0,2})([0-9]{2})(?![0-9A-Za-z])',
      'g') as m
  loop
    numero := regexp_replace(upper(trouve[1]), '[^0-9AB]', '', 'g');
    numero := replace(replace(numero, '2A', '19'), '2B', '18');
    if 97 - numero::numeric % 97 = trouve[2]::numeric then
      return false;
    end if;
  end loop;
  return true;
end;
$$;

-- Territories are rows: every table that holds a territory's data carries `epci`, the key by which it would be sharded.
-- Column names are the domain's words (GLOSSAIRE.md); null means « the file does not say », never 0.
-- Codes and keys are compared byte by byte (collate "C"): French order is for names, and costs several times more.
create table territoire (
  epci            text primary key check (epci ~ '^[0-9]{9}$'), -- Territoire @classe C0
  nom             text not null, -- Territoire @classe C0
  demonstration   boolean not null default false, -- Territoire @classe C0
  ajoute_le       timestamptz not null default now(), -- Territoire @classe C0
  -- Kind of intercommunal body in the code book; null for a territory opened before this column, until it is opened again.
  nature          text collate "C" check (nature in ('CC','CA','CU','METRO','MET69','EPT','PARIS')), -- Nature de l’établissement @classe C0
  -- The situation and the class of a lease are derived on publication; the law may change afterwards.
  a_rederiver     boolean not null default false -- Baux à situer de nouveau, le droit ayant changé @classe C0
);

-- Legal persons: their names are public (C0).
create table organisation (
  id              bigint generated always as identity primary key, -- Personne morale @classe C0
  type            text not null -- Personne morale @classe C0
                  check (type in ('epci','bailleur','reservataire','commune','guichet','etat','plateforme')),
  nom             text not null check (length(nom) between 2 and 120), -- Personne morale @classe C0
  siren           text check (siren ~ '^[0-9]{9}$'), -- Personne morale @classe C0
  demonstration   boolean not null default false, -- Personne morale @classe C0
  ajoutee_le      timestamptz not null default now(), -- Personne morale @classe C0
  unique nulls not distinct (type, siren, nom)
);

create table reglage (
  cle             text primary key, -- Réglage @classe C0
  valeur          text not null -- Réglage @classe C0
);
