-- How imbalances are read (published versions), what is kept out of the reading, and the list that the convention annexes.

-- Version 1 comes with the software: what is written here begins at 2.
create table methode_desequilibre (
  epci        text not null references territoire,
  numero      smallint not null check (numero >= 2),
  depuis      date not null,
  indicateurs jsonb not null,
  seuils      jsonb not null,
  acte        text not null,
  publiee_le  timestamptz not null default now(),
  primary key (epci, numero),
  unique (epci, depuis)
);

create table residence_exclue (
  id        bigint generated always as identity primary key,
  epci      text not null references territoire,
  cle       text not null,
  motif     text not null check (motif in ('demolition','vente','rehabilitation-lourde')),
  depuis    date not null,
  jusqu_a   date check (jusqu_a >= depuis),
  acte      text not null,
  saisie_le timestamptz not null default now(),
  unique (epci, cle, depuis)
);

create table liste_mixite (
  id         bigint generated always as identity primary key,
  epci       text not null references territoire,
  etat       text not null default 'projet' check (etat in ('projet','arretee')),
  methode    smallint not null,
  enquete    text,
  millesime  text not null,
  etablie_le date not null,
  arretee_le date check (arretee_le >= etablie_le),
  acte       text,
  unique (epci, id),
  check ((etat = 'arretee') = (arretee_le is not null)),
  check ((etat = 'arretee') = (acte is not null))
);

-- Two people who propose at the same moment: the second finds the first's. An older project is looked for by the application.
create unique index liste_mixite_projet on liste_mixite (epci, etablie_le) where etat = 'projet';

create table ligne_mixite (
  liste_mixite bigint not null,
  epci         text not null,
  cle          text not null,
  nom          text not null,
  commune      text not null,
  bailleur     text,
  bailleur_nom text,
  indicateurs  text[] not null default '{}',
  origine      text not null default 'ajout' check (origine in ('methode','ajout')),
  retenue      boolean not null default true,
  motif        text,
  primary key (liste_mixite, cle),
  foreign key (epci, liste_mixite) references liste_mixite (epci, id) on delete cascade,
  check (retenue or motif is not null)
);

-- Whoever writes, the owner included.
create function garde_methode_desequilibre() returns trigger language plpgsql as $$
begin
  raise exception 'a published method never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on methode_desequilibre for each row execute function garde_methode_desequilibre();

create function garde_liste_mixite() returns trigger language plpgsql as $$
begin
  if old.etat = 'arretee' then
    raise exception 'an adopted list never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger garde before update or delete on liste_mixite for each row execute function garde_liste_mixite();

create function garde_ligne_mixite() returns trigger language plpgsql as $$
begin
  if exists (select from liste_mixite where id = coalesce(old.liste_mixite, new.liste_mixite) and etat = 'arretee') then
    raise exception 'an adopted list never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger garde before insert or update or delete on ligne_mixite for each row execute function garde_ligne_mixite();

comment on column methode_desequilibre.epci is 'Territoire @classe C0';
comment on column methode_desequilibre.numero is 'Numéro de la version @classe C0';
comment on column methode_desequilibre.depuis is 'Premier jour d’application @classe C0';
comment on column methode_desequilibre.indicateurs is 'Indicateurs et poids @classe C0';
comment on column methode_desequilibre.seuils is 'Seuils @classe C0';
comment on column methode_desequilibre.acte is 'Acte qui la publie @classe C0';
comment on column methode_desequilibre.publiee_le is 'Saisie @classe C0';
comment on column residence_exclue.id is 'Exclusion @classe C0';
comment on column residence_exclue.epci is 'Territoire @classe C0';
comment on column residence_exclue.cle is 'Clé de la résidence @classe C0';
comment on column residence_exclue.motif is 'Motif @classe C0';
comment on column residence_exclue.depuis is 'Premier jour @classe C0';
comment on column residence_exclue.jusqu_a is 'Dernier jour @classe C0';
comment on column residence_exclue.acte is 'Acte qui en décide @classe C0';
comment on column residence_exclue.saisie_le is 'Saisie @classe C0';
comment on column liste_mixite.id is 'Liste @classe C0';
comment on column liste_mixite.epci is 'Territoire @classe C0';
comment on column liste_mixite.etat is 'Projet ou arrêtée @classe C0';
comment on column liste_mixite.methode is 'Version de la méthode @classe C0';
comment on column liste_mixite.enquete is 'Enquête OPS @classe C0';
comment on column liste_mixite.millesime is 'Millésime RPLS @classe C0';
comment on column liste_mixite.etablie_le is 'Jour du projet @classe C0';
comment on column liste_mixite.arretee_le is 'Jour de l’arrêt @classe C0';
comment on column liste_mixite.acte is 'Acte qui l’arrête @classe C0';
comment on column ligne_mixite.liste_mixite is 'Liste @classe C0';
comment on column ligne_mixite.epci is 'Territoire @classe C0';
comment on column ligne_mixite.cle is 'Clé de la résidence @classe C0';
comment on column ligne_mixite.nom is 'Nom de la résidence @classe C0';
comment on column ligne_mixite.commune is 'Commune @classe C0';
comment on column ligne_mixite.bailleur is 'SIREN du bailleur @classe C0';
comment on column ligne_mixite.bailleur_nom is 'Nom du bailleur @classe C0';
comment on column ligne_mixite.indicateurs is 'Sur-représentations établies ce jour-là @classe C0';
comment on column ligne_mixite.origine is 'Proposée par la méthode ou ajoutée @classe C0';
comment on column ligne_mixite.retenue is 'Retenue sur la liste @classe C0';
comment on column ligne_mixite.motif is 'Motif de l’ajout ou du retrait @classe C0';
