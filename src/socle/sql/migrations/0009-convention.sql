-- Plan partenarial de gestion de la demande de logement social et d'information des demandeurs: a draft until its adoption, unchangeable then.
create table ppgdid (
  id              bigint generated always as identity, -- Plan partenarial de gestion de la demande @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  numero          smallint not null check (numero between 1 and 99), -- Rang du plan @classe C0
  titre           text not null check (length(titre) between 3 and 200), -- Titre @classe C0
  accueil_jours   smallint check (accueil_jours between 1 and 365), -- Délai maximal du premier accueil, en jours @classe C0
  accueil_organisme text check (length(accueil_organisme) between 1 and 200), -- Organisme chargé du premier accueil @classe C0
  -- Day of the adoption, from which it is public.
  adopte_le       date, -- Jour de l’adoption @classe C0
  publie_le       date, -- Jour de publication @classe C0
  cree_le         timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  unique (epci, numero),
  check ((adopte_le is null) = (publie_le is null))
);

create table ppgdid_rubrique (
  id              bigint generated always as identity, -- Rubrique du plan @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  ppgdid          bigint not null, -- Plan @classe C0
  numero          smallint not null check (numero between 1 and 99), -- Numéro de la rubrique, de 1° à 13° @classe C0
  texte           text not null check (length(texte) <= 20000), -- Ce que dit le plan @classe C0
  non_decidee     boolean not null default false, -- Le plan dit que rien n’est décidé @classe C0
  primary key (epci, id),
  unique (epci, ppgdid, numero),
  foreign key (epci, ppgdid) references ppgdid on delete cascade
);

create table ppgdid_acte (
  id              bigint generated always as identity, -- Acte du plan @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  ppgdid          bigint not null, -- Plan @classe C0
  nature          text collate "C" not null -- Nature de l’acte @classe C0
                  check (nature in ('lancement','porter-a-connaissance','saisine-avis','avis-communes','avis-cil','demande-etat','adoption',
                    'bilan-annuel','bilan-triennal','mise-en-demeure','evaluation','prolongation')),
  date_acte       date not null, -- Date de l’acte @classe C0
  annee           smallint check (annee between 2000 and 2100), -- Année du bilan @classe C0
  acte            text not null check (length(acte) between 3 and 300), -- Acte @classe C0
  saisi_le        timestamptz not null default now(), -- Saisie @classe C0
  primary key (epci, id),
  foreign key (epci, ppgdid) references ppgdid on delete cascade,
  check ((nature = 'bilan-annuel') = (annee is not null))
);
create unique index ppgdid_acte_unique on ppgdid_acte (epci, ppgdid, nature)
  where nature in ('lancement','porter-a-connaissance','adoption','evaluation');
create unique index ppgdid_bilan_unique on ppgdid_acte (epci, ppgdid, annee) where nature = 'bilan-annuel';

create table ppgdid_convention (
  id              bigint generated always as identity, -- Convention du plan @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  ppgdid          bigint not null, -- Plan @classe C0
  nature          text collate "C" not null -- Nature de la convention @classe C0
                  check (nature in ('service-accueil','gestion-partagee','application')),
  titre           text not null check (length(titre) between 3 and 200), -- Titre de la convention @classe C0
  -- The préfet's arrêté that replaces the adoption when somebody refused to sign.
  arrete          text check (length(arrete) between 3 and 300), -- Arrêté du préfet qui l’impose @classe C0
  primary key (epci, id),
  foreign key (epci, ppgdid) references ppgdid on delete cascade
);

create table ppgdid_signataire (
  id              bigint generated always as identity, -- Signataire @classe C0
  epci            text not null references territoire, -- Territoire @classe C0
  ppgdid_convention bigint not null, -- Convention @classe C0
  nom             text not null check (length(nom) between 2 and 200), -- Nom de l’organisation @classe C0
  signe_le        date, -- Jour de la signature @classe C0
  primary key (epci, id),
  unique (epci, ppgdid_convention, nom),
  foreign key (epci, ppgdid_convention) references ppgdid_convention on delete cascade
);

-- An adopted plan never changes, even if the code forgets it.
create function garde_ppgdid() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if (tg_op = 'DELETE' or (new.texte, new.non_decidee) is distinct from (old.texte, old.non_decidee))
     and exists (select from ppgdid where id = old.ppgdid and adopte_le is not null) then
    raise exception 'an adopted plan never changes';
  end if;
  return coalesce(new, old);
end;
$$;
create trigger garde before update or delete on ppgdid_rubrique for each row execute function garde_ppgdid();
