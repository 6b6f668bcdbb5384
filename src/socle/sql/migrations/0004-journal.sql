-- Who did what, when and why: each reading of named data, each act. Append-only, chained by hash within each organisation: one chain for
-- all would be wrong as soon as two write together (the number would be drawn before the lock).

create table journal.tete (
  organisation    bigint primary key references organisation,
  numero          bigint not null,
  empreinte       bytea not null
) with (fillfactor = 20);

create table journal.entree (
  organisation    bigint not null references organisation,
  numero          bigint not null check (numero > 0),
  le              timestamptz not null,
  compte          bigint,
  auteur          text not null,
  epci            text,
  acte            text not null check (acte ~ '^[a-z][a-z-]{1,39}$'),
  ressource       text not null check (ressource ~ '^[a-z][a-z-]{1,39}$'),
  -- Identifier of what was touched, never a name: « demandeur:… », « lot:12 ».
  objet           text,
  -- Whose file it was, so that the person can see who opened it.
  demandeur       uuid,
  motif           text,
  precedent       bytea not null,
  empreinte       bytea not null,
  primary key (organisation, numero)
);
-- A page is read from its last line backwards: by territory, or by organisation for whoever sees that one alone.
create index entree_epci on journal.entree (epci, le, organisation, numero);
create index entree_organisation on journal.entree (organisation, epci, le, numero);
create index entree_demandeur on journal.entree (demandeur, le) where demandeur is not null;
create index entree_compte on journal.entree (compte, le) where compte is not null;

-- A field with its length in bytes in front, so that no two lines write the same text; « - » for an absent one.
create function journal.champ(valeur text) returns text
  language sql immutable parallel safe
  return coalesce(octet_length(valeur) || ':' || valeur, '-');

-- The hash of one line. The verification computes it again on its own side (src/application/journal/chaine.ts) and trusts nothing here.
create function journal.empreinte(e journal.entree) returns bytea
  language sql immutable parallel safe
  return sha256(convert_to(
    journal.champ(e.organisation::text) || '|' ||
    journal.champ(e.numero::text) || '|' ||
    journal.champ(trunc(extract(epoch from e.le at time zone 'UTC') * 1000000)::text) || '|' ||
    journal.champ(e.compte::text) || '|' ||
    journal.champ(e.auteur) || '|' ||
    journal.champ(e.epci) || '|' ||
    journal.champ(e.acte) || '|' ||
    journal.champ(e.ressource) || '|' ||
    journal.champ(e.objet) || '|' ||
    journal.champ(e.demandeur::text) || '|' ||
    journal.champ(e.motif) || '|' ||
    journal.champ(encode(e.precedent, 'hex')), 'UTF8'));

-- The chain of whoever acts in no organisation's name: the operator from the machine, Blaise itself, the public.
create function journal.plateforme() returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  trouvee bigint;
begin
  select min(id) into trouvee from public.organisation where type = 'plateforme';
  if trouvee is null then
    insert into public.organisation (type, nom) values ('plateforme', 'Exploitant de la plateforme') on conflict do nothing;
    select min(id) into trouvee from public.organisation where type = 'plateforme';
  end if;
  return trouvee;
end;
$$;

-- In whose name: the habilitation of the territory, the first in the order of the matrix when there are several. The operator holds
-- habilitations of no organisation (0).
create function journal.organisation_de(cle text) returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select (h.valeur ->> 'organisation')::bigint
    from jsonb_array_elements(contexte.acteur() -> 'habilitations') as h (valeur)
   where h.valeur ->> 'epci' is not distinct from cle
     and (h.valeur ->> 'organisation')::bigint > 0
   order by array_position('{guichet,commune,agent-bailleur,responsable-bailleur,reservataire,etat,agent-epci,gestionnaire-epci,membre-cal,secretaire-cal,membre-coordination,relogement,dpo,administrateur}'::text[],
                           h.valeur ->> 'role'),
            (h.valeur ->> 'organisation')::bigint
   limit 1;
end;

-- The one way to write. It runs with its owner's rights: the application may neither choose a number, an hour or an account, nor touch
-- a line again. The name is the account's; without an account, that of the actor or of the part of Blaise that acts.
create function journal.ecrire(
  p_epci text, p_acte text, p_ressource text, p_objet text, p_demandeur uuid, p_motif text
) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tete journal.tete;
  ligne journal.entree;
begin
  ligne.organisation := coalesce(journal.organisation_de(p_epci), journal.plateforme());
  ligne.compte := contexte.compte();
  select concat_ws(' ', c.prenom, c.nom) into ligne.auteur from public.compte c where c.id = ligne.compte;
  ligne.auteur := left(coalesce(ligne.auteur, contexte.acteur() ->> 'nom', contexte.service(), 'exploitation'), 120);
  ligne.epci := p_epci;
  ligne.acte := p_acte;
  ligne.ressource := p_ressource;
  ligne.objet := left(p_objet, 200);
  ligne.demandeur := p_demandeur;
  ligne.motif := left(coalesce(p_motif, contexte.acteur() ->> 'motif'), 500);

  select * into tete from journal.tete t where t.organisation = ligne.organisation for update;
  if not found then
    insert into journal.tete (organisation, numero, empreinte)
         values (ligne.organisation, 0, sha256(convert_to('blaise:' || ligne.organisation, 'UTF8')))
    on conflict (organisation) do nothing;
    select * into strict tete from journal.tete t where t.organisation = ligne.organisation for update;
  end if;
  -- Only now: number and hour are taken inside the lock, so that they follow one another.
  ligne.numero := tete.numero + 1;
  ligne.le := clock_timestamp();
  ligne.precedent := tete.empreinte;
  ligne.empreinte := journal.empreinte(ligne);
  insert into journal.entree values (ligne.*);
  update journal.tete t set numero = ligne.numero, empreinte = ligne.empreinte where t.organisation = ligne.organisation;
  return ligne.numero;
end;
$$;

-- PostgreSQL lets everybody execute a new function: the application is given back `ecrire` alone (src/storage/droits).
revoke execute on function journal.champ(text), journal.empreinte(journal.entree), journal.plateforme(), journal.organisation_de(text),
  journal.ecrire(text, text, text, text, uuid, text) from public;
