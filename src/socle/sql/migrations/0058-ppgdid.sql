-- Plan partenarial de gestion de la demande de logement social et d'information des demandeurs: a draft until it is adopted; what it then says never changes.
create table ppgdid (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  numero          smallint not null check (numero between 1 and 99),
  titre           text not null check (length(titre) between 3 and 200),
  accueil_jours   smallint check (accueil_jours between 1 and 365),
  accueil_organisme text check (length(accueil_organisme) between 1 and 200),
  -- Day of its adoption; from then on it is public.
  adopte_le       date,
  publie_le       date,
  cree_le         timestamptz not null default now(),
  unique (epci, numero),
  unique (id, epci),
  check ((adopte_le is null) = (publie_le is null))
);

create table ppgdid_rubrique (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  ppgdid          bigint not null,
  numero          smallint not null check (numero between 1 and 99),
  texte           text not null check (length(texte) <= 20000),
  non_decidee     boolean not null default false,
  unique (ppgdid, numero),
  foreign key (ppgdid, epci) references ppgdid (id, epci) on delete cascade
);

create table ppgdid_acte (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  ppgdid          bigint not null,
  nature          text collate "C" not null check (nature in ('lancement','porter-a-connaissance','saisine-avis','avis-communes','avis-cil','demande-etat','adoption',
                                                               'bilan-annuel','bilan-triennal','mise-en-demeure','evaluation','prolongation')),
  date_acte       date not null,
  annee           smallint check (annee between 2000 and 2100),
  acte            text not null check (length(acte) between 3 and 300),
  saisi_le        timestamptz not null default now(),
  foreign key (ppgdid, epci) references ppgdid (id, epci) on delete cascade,
  check ((nature = 'bilan-annuel') = (annee is not null))
);
create unique index ppgdid_acte_unique on ppgdid_acte (ppgdid, nature)
  where nature in ('lancement','porter-a-connaissance','adoption','evaluation');
create unique index ppgdid_bilan_unique on ppgdid_acte (ppgdid, annee) where nature = 'bilan-annuel';

create table ppgdid_convention (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  ppgdid          bigint not null,
  nature          text collate "C" not null check (nature in ('service-accueil','gestion-partagee','application')),
  titre           text not null check (length(titre) between 3 and 200),
  -- The préfet's arrêté that stands for it when somebody refused to sign.
  arrete          text check (length(arrete) between 3 and 300),
  unique (id, epci),
  foreign key (ppgdid, epci) references ppgdid (id, epci) on delete cascade
);

create table ppgdid_signataire (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  ppgdid_convention bigint not null,
  nom             text not null check (length(nom) between 2 and 200),
  signe_le        date,
  foreign key (ppgdid_convention, epci) references ppgdid_convention (id, epci) on delete cascade,
  unique (ppgdid_convention, nom)
);

-- What an adopted plan says, whoever forgets that it never changes.
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

comment on column ppgdid.id is 'Plan partenarial de gestion de la demande @classe C0';
comment on column ppgdid.epci is 'Territoire @classe C0';
comment on column ppgdid.numero is 'Rang du plan @classe C0';
comment on column ppgdid.titre is 'Titre @classe C0';
comment on column ppgdid.accueil_jours is 'Délai maximal du premier accueil, en jours @classe C0';
comment on column ppgdid.accueil_organisme is 'Organisme chargé du premier accueil @classe C0';
comment on column ppgdid.adopte_le is 'Jour de l’adoption @classe C0';
comment on column ppgdid.publie_le is 'Jour de publication @classe C0';
comment on column ppgdid.cree_le is 'Saisie @classe C0';
comment on column ppgdid_rubrique.id is 'Rubrique du plan @classe C0';
comment on column ppgdid_rubrique.epci is 'Territoire @classe C0';
comment on column ppgdid_rubrique.ppgdid is 'Plan @classe C0';
comment on column ppgdid_rubrique.numero is 'Numéro de la rubrique, de 1° à 13° @classe C0';
comment on column ppgdid_rubrique.texte is 'Ce que dit le plan @classe C0';
comment on column ppgdid_rubrique.non_decidee is 'Le plan dit que rien n’est décidé @classe C0';
comment on column ppgdid_acte.id is 'Acte du plan @classe C0';
comment on column ppgdid_acte.epci is 'Territoire @classe C0';
comment on column ppgdid_acte.ppgdid is 'Plan @classe C0';
comment on column ppgdid_acte.nature is 'Nature de l’acte @classe C0';
comment on column ppgdid_acte.date_acte is 'Date de l’acte @classe C0';
comment on column ppgdid_acte.annee is 'Année du bilan @classe C0';
comment on column ppgdid_acte.acte is 'Acte @classe C0';
comment on column ppgdid_acte.saisi_le is 'Saisie @classe C0';
comment on column ppgdid_convention.id is 'Convention du plan @classe C0';
comment on column ppgdid_convention.epci is 'Territoire @classe C0';
comment on column ppgdid_convention.ppgdid is 'Plan @classe C0';
comment on column ppgdid_convention.nature is 'Nature de la convention @classe C0';
comment on column ppgdid_convention.titre is 'Titre de la convention @classe C0';
comment on column ppgdid_convention.arrete is 'Arrêté du préfet qui l’impose @classe C0';
comment on column ppgdid_signataire.id is 'Signataire @classe C0';
comment on column ppgdid_signataire.epci is 'Territoire @classe C0';
comment on column ppgdid_signataire.ppgdid_convention is 'Convention @classe C0';
comment on column ppgdid_signataire.nom is 'Nom de l’organisation @classe C0';
comment on column ppgdid_signataire.signe_le is 'Jour de la signature @classe C0';
