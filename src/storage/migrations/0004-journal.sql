-- Who did what, when and why: each reading of named data, each act. Append-only, chained by hash within each organisation: one chain for
-- all would be wrong as soon as two write together (the number would be drawn before the lock).

create table journal.tete (
  organisation    bigint primary key references organisation,
  numero          bigint not null,
  empreinte       bytea not null
);

create table journal.entree (
  organisation    bigint not null references organisation,
  numero          bigint not null,
  le              timestamptz not null,
  compte          bigint,
  auteur          text not null,
  epci            text,
  acte            text not null,
  ressource       text not null,
  -- Identifier of what was touched, never a name: « demandeur:… », « lot:12 ».
  objet           text,
  -- Whose file it was, so that the person can see who opened it.
  demandeur       uuid,
  motif           text,
  precedent       bytea not null,
  empreinte       bytea not null,
  primary key (organisation, numero)
);
create index entree_epci on journal.entree (epci, le desc);
create index entree_demandeur on journal.entree (demandeur, le desc) where demandeur is not null;
create index entree_compte on journal.entree (compte, le desc);

-- The hash of one line: every field, each with its length in front so that no two lines write the same text.
create function journal.empreinte(e journal.entree) returns bytea
  language sql immutable
  return sha256(convert_to(
    (select string_agg(coalesce(length(v) || ':' || v, '-'), '|' order by rang)
       from unnest(array[
              e.organisation::text, e.numero::text,
              to_char(e.le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
              e.compte::text, e.auteur, e.epci, e.acte, e.ressource, e.objet, e.demandeur::text, e.motif,
              encode(e.precedent, 'hex')
            ]) with ordinality as champ (v, rang)), 'UTF8'));

-- The one way to write. It runs with its owner's rights: the application may neither choose a number nor touch a line again.
create function journal.ecrire(
  p_organisation bigint, p_compte bigint, p_auteur text, p_epci text, p_acte text, p_ressource text, p_objet text,
  p_demandeur uuid, p_motif text
) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  tete journal.tete;
  ligne journal.entree;
begin
  insert into journal.tete (organisation, numero, empreinte)
       values (p_organisation, 0, sha256(convert_to('blaise:' || p_organisation, 'UTF8')))
  on conflict (organisation) do nothing;
  select * into tete from journal.tete where organisation = p_organisation for update;
  ligne := (p_organisation, tete.numero + 1, clock_timestamp(), p_compte, p_auteur, p_epci, p_acte, p_ressource, p_objet,
            p_demandeur, p_motif, tete.empreinte, null);
  ligne.empreinte := journal.empreinte(ligne);
  insert into journal.entree values (ligne.*);
  update journal.tete set numero = ligne.numero, empreinte = ligne.empreinte where organisation = p_organisation;
  return ligne.numero;
end;
$$;
