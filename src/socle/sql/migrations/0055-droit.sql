-- The law as data: sets taken in with their signature, and records typed by hand, which two persons answer for. Never deleted, never rewritten.
create table droit_jeu (
  editeur         text not null check (length(editeur) between 1 and 100),
  nom             text collate "C" not null check (nom ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version         text collate "C" not null check (length(version) between 1 and 20),
  contenu         jsonb not null,
  empreinte       text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  cle             text not null check (cle ~ '^[0-9a-f]{64}$'),
  importe_le      timestamptz not null default now(),
  importe_par     text not null,
  primary key (editeur, nom, version)
);

create table droit_saisie (
  id              bigint generated always as identity primary key,
  code            text collate "C" not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- null: for the whole country.
  epci            text references territoire,
  depuis          date not null,
  jusque          date check (jusque >= depuis),
  valeur          jsonb not null,
  article         text check (length(article) between 1 and 300),
  texte           text check (length(texte) between 1 and 200),
  source          text not null check (length(source) between 5 and 1000),
  confiance       text not null check (confiance in ('R','M','S','B')),
  saisi_le        timestamptz not null default now(),
  saisi_compte    bigint references compte on delete set null,
  saisi_par       text not null,
  confirme_le     timestamptz,
  confirme_compte bigint references compte on delete set null,
  confirme_par    text,
  ecarte_le       timestamptz,
  ecarte_par      text,
  motif           text check (length(motif) between 1 and 1000),
  check ((confirme_le is null) = (confirme_par is null)),
  check ((ecarte_le is null) = (ecarte_par is null)),
  check ((ecarte_le is null) = (motif is null)),
  -- The second person, whoever forgets to ask for one.
  check (confirme_compte is null or confirme_compte is distinct from saisi_compte)
);
create unique index droit_saisie_attente on droit_saisie (code, coalesce(epci, ''), depuis) where confirme_le is null and ecarte_le is null;

-- Moves at each change: a process that holds the law knows by it that it must read it again.
create table droit_etat (
  unique_ligne    boolean primary key default true check (unique_ligne),
  version         bigint not null
);
insert into droit_etat (version) values (1);

create function suivre_droit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update droit_etat set version = version + 1;
  return null;
end;
$$;
revoke execute on function suivre_droit() from public;

create trigger suivre_droit after insert or update or delete on droit_jeu for each statement execute function suivre_droit();
create trigger suivre_droit after insert or update or delete on droit_saisie for each statement execute function suivre_droit();

-- What was typed does not change: it is confirmed once, or set aside once. The names go with their accounts.
create function garder_saisie() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if (new.code, new.epci, new.depuis, new.jusque, new.valeur, new.article, new.texte, new.source, new.confiance, new.saisi_le)
     is distinct from
     (old.code, old.epci, old.depuis, old.jusque, old.valeur, old.article, old.texte, old.source, old.confiance, old.saisi_le) then
    raise exception 'droit_saisie: a record that was typed is not rewritten';
  end if;
  if (old.confirme_le is not null and new.confirme_le is distinct from old.confirme_le)
     or (old.ecarte_le is not null and new.ecarte_le is distinct from old.ecarte_le) then
    raise exception 'droit_saisie: settled once';
  end if;
  return new;
end;
$$;
revoke execute on function garder_saisie() from public;

create trigger garder_saisie before update on droit_saisie for each row execute function garder_saisie();

comment on column droit_jeu.editeur is 'Éditeur du jeu @classe C0';
comment on column droit_jeu.nom is 'Nom du jeu @classe C0';
comment on column droit_jeu.version is 'Version du jeu @classe C0';
comment on column droit_jeu.contenu is 'Enregistrements du droit @classe C0';
comment on column droit_jeu.empreinte is 'Empreinte du contenu signé @classe C0';
comment on column droit_jeu.cle is 'Empreinte de la clé de l’éditeur @classe C0';
comment on column droit_jeu.importe_le is 'Importé le @classe C0';
comment on column droit_jeu.importe_par is 'Personne qui l’a importé @classe C1';
comment on column droit_saisie.id is 'Saisie @classe C0';
comment on column droit_saisie.code is 'Paramètre du droit @classe C0';
comment on column droit_saisie.epci is 'Territoire @classe C0';
comment on column droit_saisie.depuis is 'Premier jour @classe C0';
comment on column droit_saisie.jusque is 'Dernier jour @classe C0';
comment on column droit_saisie.valeur is 'Valeur @classe C0';
comment on column droit_saisie.article is 'Article @classe C0';
comment on column droit_saisie.texte is 'Nom du texte @classe C0';
comment on column droit_saisie.source is 'Source @classe C0';
comment on column droit_saisie.confiance is 'Confiance @classe C0';
comment on column droit_saisie.saisi_le is 'Saisi le @classe C0';
comment on column droit_saisie.saisi_compte is 'Compte qui l’a saisi @classe C1';
comment on column droit_saisie.saisi_par is 'Personne qui l’a saisi @classe C1';
comment on column droit_saisie.confirme_le is 'Confirmé le @classe C0';
comment on column droit_saisie.confirme_compte is 'Compte qui l’a confirmé @classe C1';
comment on column droit_saisie.confirme_par is 'Personne qui l’a confirmé @classe C1';
comment on column droit_saisie.ecarte_le is 'Écarté le @classe C0';
comment on column droit_saisie.ecarte_par is 'Personne qui l’a écarté @classe C1';
comment on column droit_saisie.motif is 'Motif de l’écart @classe C0';
comment on column droit_etat.unique_ligne is 'Une seule ligne @classe C0';
comment on column droit_etat.version is 'Version du droit @classe C0';
