-- Accounts, logins and rights; the journal of acts.

create table compte (
  id              bigint generated always as identity primary key, -- Compte d’un agent @classe C1
  courriel        text not null check (courriel = lower(courriel) and courriel ~ '^[^[:space:]@]+@[^[:space:]@]+$'), -- Compte d’un agent @classe C1
  prenom          text not null, -- Compte d’un agent @classe C1
  nom             text not null, -- Compte d’un agent @classe C1
  -- Synthetic person of the demonstration: a production configuration refuses it.
  demonstration   boolean not null default false, -- Compte d’un agent @classe C1
  cree_le         timestamptz not null default now(), -- Compte d’un agent @classe C1
  vu_le           timestamptz, -- Compte d’un agent @classe C1
  ferme_le        timestamptz, -- Compte d’un agent @classe C1
  -- Issuer and subject of ProConnect, stored at the first login.
  emetteur        text, -- Compte d’un agent @classe C1
  sujet           text, -- Compte d’un agent @classe C1
  -- Proved by a message that was received, or by ProConnect.
  courriel_prouve_le timestamptz, -- Adresse prouvée le @classe C1
  -- Territory (« plateforme »: the platform) whose manager created the account and could hand its link over in person; null: none.
  invite_pour     text, -- Territoire qui a fait le compte @classe C0
  unique (emetteur, sujet)
);
create unique index compte_courriel on compte (courriel);
alter table droit_saisie add foreign key (saisi_compte) references compte on delete set null;
alter table droit_saisie add foreign key (confirme_compte) references compte on delete set null;

create table habilitation (
  id              bigint generated always as identity primary key, -- Habilitation d’un agent @classe C1
  compte          bigint not null references compte, -- Habilitation d’un agent @classe C1
  organisation    bigint not null references organisation, -- Habilitation d’un agent @classe C1
  -- A role of the matrix: applyDroits (src/socle/sql/droits) generates the check.
  role            text not null, -- Habilitation d’un agent @classe C1
  epci            text references territoire, -- Habilitation d’un agent @classe C1
  communes        text[] not null default '{}', -- Habilitation d’un agent @classe C1
  sensible        boolean not null default false, -- Habilitation d’un agent @classe C1
  debut           date not null, -- Habilitation d’un agent @classe C1
  -- Last day, included. Twelve months at most: a right that nobody renews ends by itself.
  fin             date not null, -- Habilitation d’un agent @classe C1
  -- null: given by the operator from the machine (first administrator, demonstration).
  accordee_par    bigint references compte, -- Habilitation d’un agent @classe C1
  accordee_le     timestamptz not null default now(), -- Habilitation d’un agent @classe C1
  motif           text not null, -- Habilitation d’un agent @classe C1
  revoquee_le     timestamptz, -- Habilitation d’un agent @classe C1
  revoquee_par    bigint references compte, -- Habilitation d’un agent @classe C1
  -- The right counts once the address is proved after that instant; null: its link was handed over in person by the territory that created the
  -- account.
  preuve_apres    timestamptz, -- Adresse à prouver depuis @classe C1
  check (fin >= debut and fin <= debut + interval '12 months'),
  check (accordee_par is distinct from compte),
  check ((epci is null) = (role = 'administrateur')),
  check (revoquee_le is not null or revoquee_par is null)
);
create index habilitation_compte on habilitation (compte);
create index habilitation_epci on habilitation (epci, organisation);

-- A manager's review of the dormant accounts: its day, how many were seen, how many were revoked. Only the journal, which managers do not read, names
-- the agents: this row tells managers the date of the last review.
create table revue_habilitation (
  id              bigint generated always as identity, -- Revue des comptes dormants @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  faite_le        timestamptz not null default now(), -- Jour de la revue @classe C0
  faite_par       text not null, -- Agent qui a fait la revue @classe C1
  comptes         integer not null check (comptes >= 0), -- Comptes dormants ce jour-là @classe C0
  revoquees       integer not null check (revoquees >= 0), -- Habilitations révoquées par la revue @classe C0
  motif           text not null, -- Motif de la revue, qui peut citer un agent @classe C1
  primary key (epci, id)
);
create index revue_habilitation_epci on revue_habilitation (epci, faite_le);

create table acces.mot_de_passe (
  compte          bigint primary key references compte on delete cascade, -- Mot de passe d’un agent @classe C1
  -- argon2id, in PHC format.
  empreinte       text not null, -- Mot de passe d’un agent @classe C1
  change_le       timestamptz not null default now() -- Mot de passe d’un agent @classe C1
);

create table acces.cle_acces (
  identifiant     text primary key, -- Clé d’accès d’un agent @classe C1
  compte          bigint not null references compte on delete cascade, -- Clé d’accès d’un agent @classe C1
  cle_publique    bytea not null, -- Clé d’accès d’un agent @classe C1
  compteur        bigint not null, -- Clé d’accès d’un agent @classe C1
  transports      text[] not null default '{}', -- Clé d’accès d’un agent @classe C1
  nom             text not null, -- Clé d’accès d’un agent @classe C1
  ajoutee_le      timestamptz not null default now(), -- Clé d’accès d’un agent @classe C1
  servie_le       timestamptz -- Clé d’accès d’un agent @classe C1
);
create index cle_acces_compte on acces.cle_acces (compte);

-- Only the browser has the token itself.
create table acces.session (
  jeton_hash      bytea primary key, -- Session d’un agent @classe C1
  compte          bigint not null references compte on delete cascade, -- Session d’un agent @classe C1
  moyen           text not null check (moyen in ('mot-de-passe','cle-acces','proconnect','lien','demonstration')), -- Session d’un agent @classe C1
  ouverte_le      timestamptz not null, -- Session d’un agent @classe C1
  vue_le          timestamptz not null, -- Session d’un agent @classe C1
  expire_le       timestamptz not null, -- Session d’un agent @classe C1
  fermee_le       timestamptz, -- Session d’un agent @classe C1
  -- Needed to close the provider's own session.
  id_token        text -- Session d’un agent @classe C1
);
create index session_compte on acces.session (compte);

-- One-time links: first administrator, invitation, forgotten password.
create table acces.lien (
  jeton_hash      bytea primary key, -- Lien à usage unique @classe C1
  usage           text not null check (usage in ('premier-administrateur','invitation','mot-de-passe','preuve')), -- Lien à usage unique @classe C1
  compte          bigint references compte on delete cascade, -- Lien à usage unique @classe C1
  cree_le         timestamptz not null, -- Lien à usage unique @classe C1
  expire_le       timestamptz not null, -- Lien à usage unique @classe C1
  servi_le        timestamptz, -- Lien à usage unique @classe C1
  par_courriel    boolean not null default false -- Lien parti par courriel @classe C1
);

-- State of a login in progress: state, nonce and verifier of OIDC, challenge of a passkey. Used once.
create table acces.defi (
  jeton_hash      bytea primary key, -- Connexion en cours @classe C1
  usage           text not null check (usage in ('proconnect','cle-acces','ajout-cle','franceconnect')), -- Connexion en cours @classe C1
  compte          bigint references compte on delete cascade, -- Connexion en cours @classe C1
  contenu         jsonb not null, -- Connexion en cours @classe C1
  expire_le       timestamptz not null -- Connexion en cours @classe C1
);

-- Who did what, when and why: each reading of named data, each act. Append-only, chained by hash within each organisation: a single chain would break
-- when two write together (the number would be drawn before the lock).
create table journal.tete (
  organisation    bigint primary key references organisation, -- Tête de chaîne @classe C0
  numero          bigint not null, -- Tête de chaîne @classe C0
  empreinte       bytea not null -- Tête de chaîne @classe C0
) with (fillfactor = 20);

create table journal.entree (
  organisation    bigint not null references organisation, -- Accès ou acte @classe C7
  numero          bigint not null check (numero > 0), -- Accès ou acte @classe C7
  le              timestamptz not null, -- Accès ou acte @classe C7
  compte          bigint, -- Accès ou acte @classe C7
  auteur          text not null, -- Accès ou acte @classe C7
  epci            text, -- Accès ou acte @classe C7
  acte            text not null check (acte ~ '^[a-z][a-z-]{1,39}$'), -- Accès ou acte @classe C7
  ressource       text not null check (ressource ~ '^[a-z][a-z-]{1,39}$'), -- Accès ou acte @classe C7
  -- Identifier of the object, never a name: « demandeur:… », « lot:12 ».
  objet           text, -- Accès ou acte @classe C7
  -- Household of the file, so that the person can see who opened it.
  demandeur       uuid, -- Accès ou acte @classe C7
  motif           text, -- Accès ou acte @classe C7
  precedent       bytea not null, -- Accès ou acte @classe C7
  empreinte       bytea not null, -- Accès ou acte @classe C7
  primary key (organisation, numero)
);
-- Pages are read backwards: by territory, or by organisation for readers who see only their own.
create index entree_epci on journal.entree (epci, le, organisation, numero);
create index entree_organisation on journal.entree (organisation, epci, le, numero);
create index entree_demandeur on journal.entree (demandeur, le) where demandeur is not null;
create index entree_compte on journal.entree (compte, le) where compte is not null;

create table journal.scelle (
  organisation    bigint not null references organisation, -- Fin d’une partie purgée de la chaîne @classe C0
  numero          bigint not null, -- Fin d’une partie purgée de la chaîne @classe C0
  empreinte       bytea not null, -- Fin d’une partie purgée de la chaîne @classe C0
  pose_le         timestamptz not null default now(), -- Fin d’une partie purgée de la chaîne @classe C0
  primary key (organisation, numero)
);

-- Prefixes a field with its length in bytes, so that two different lines never give the same text; « - » when absent.
create function journal.champ(valeur text) returns text
  language sql immutable parallel safe
  return coalesce(octet_length(valeur) || ':' || valeur, '-');
revoke execute on function journal.champ(text) from public;

-- Hash of one line. The verification computes it independently (src/acces/lectures/journal/chaine.ts).
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
revoke execute on function journal.empreinte(journal.entree) from public;

-- Chain of the actors without an organisation: the operator, Blaise itself, the public.
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
revoke execute on function journal.plateforme() from public;

-- Organisation in whose name the actor writes: their habilitation in the territory, the first in the order of the matrix. The operator's
-- habilitations have no organisation (0).
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
revoke execute on function journal.organisation_de(text) from public;

-- The only way to write. It runs with its owner's rights: the application can neither choose a number, an hour or an account, nor change a line. The
-- name is the account's; without an account, that of the actor or of the service.
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
  -- Number and hour are taken inside the lock, so that they follow one another.
  ligne.numero := tete.numero + 1;
  ligne.le := clock_timestamp();
  ligne.precedent := tete.empreinte;
  ligne.empreinte := journal.empreinte(ligne);
  insert into journal.entree values (ligne.*);
  update journal.tete t set numero = ligne.numero, empreinte = ligne.empreinte where t.organisation = ligne.organisation;
  return ligne.numero;
end;
$$;
revoke execute on function journal.ecrire(text, text, text, text, uuid, text) from public;

-- The actor signs: only the operator may name another granter or revoker. With the check « accordee_par is distinct from compte », nobody gives
-- themselves a right, even if the code forgets to check. A given right never changes: it ends or is revoked, and another is given.
-- Nobody may give an immediate right to an account that another territory created.
create function contexte.signer_habilitation() returns trigger
  language plpgsql
as $$
begin
  if contexte.compte() is null then
    return new;
  end if;
  if tg_op = 'INSERT' then
    new.accordee_par := contexte.compte();
    new.accordee_le := now();
    new.revoquee_le := null;
    new.revoquee_par := null;
    if new.preuve_apres is null and not exists (
      select from compte c where c.id = new.compte and (c.demonstration or c.invite_pour = coalesce(new.epci, 'plateforme'))) then
      new.preuve_apres := 'epoch';
    end if;
    return new;
  end if;
  if row(new.id, new.compte, new.organisation, new.role, new.epci, new.communes, new.sensible, new.debut, new.fin, new.accordee_par, new.accordee_le,
         new.preuve_apres)
     is distinct from
     row(old.id, old.compte, old.organisation, old.role, old.epci, old.communes, old.sensible, old.debut, old.fin, old.accordee_par, old.accordee_le,
         old.preuve_apres)
     or (old.revoquee_le is not null and new.revoquee_le is distinct from old.revoquee_le) then
    raise exception 'habilitation % is not changed: it is revoked, and another one is granted', old.id using errcode = '42501';
  end if;
  if old.revoquee_le is null and new.revoquee_le is not null then
    new.revoquee_le := now();
    new.revoquee_par := contexte.compte();
  end if;
  return new;
end;
$$;
create trigger habilitation_signee before insert or update on habilitation
  for each row execute function contexte.signer_habilitation();
