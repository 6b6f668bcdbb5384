-- The law as data: signed sets, and records typed by hand and confirmed by a second person. Never deleted, never rewritten.
create table droit_jeu (
  editeur         text not null check (length(editeur) between 1 and 100), -- Éditeur du jeu @classe C0
  nom             text collate "C" not null check (nom ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), -- Nom du jeu @classe C0
  version         text collate "C" not null check (length(version) between 1 and 20), -- Version du jeu @classe C0
  contenu         jsonb not null, -- Enregistrements du droit @classe C0
  empreinte       text not null check (empreinte ~ '^[0-9a-f]{64}$'), -- Empreinte du contenu signé @classe C0
  cle             text not null check (cle ~ '^[0-9a-f]{64}$'), -- Empreinte de la clé de l’éditeur @classe C0
  importe_le      timestamptz not null default now(), -- Importé le @classe C0
  importe_par     text not null, -- Personne qui l’a importé @classe C1
  primary key (editeur, nom, version)
);

create table droit_saisie (
  id              bigint generated always as identity primary key, -- Saisie @classe C0
  code            text collate "C" not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), -- Paramètre du droit @classe C0
  -- null: for the whole country.
  epci            text references territoire, -- Territoire @classe C0
  depuis          date not null, -- Premier jour @classe C0
  jusque          date check (jusque >= depuis), -- Dernier jour @classe C0
  valeur          jsonb not null, -- Valeur @classe C0
  article         text check (length(article) between 1 and 300), -- Article @classe C0
  texte           text check (length(texte) between 1 and 200), -- Nom du texte @classe C0
  source          text not null check (length(source) between 5 and 1000), -- Source @classe C0
  confiance       text not null check (confiance in ('R','M','S','B')), -- Confiance @classe C0
  saisi_le        timestamptz not null default now(), -- Saisi le @classe C0
  saisi_compte    bigint, -- Compte qui l’a saisi @classe C1
  saisi_par       text not null, -- Personne qui l’a saisi @classe C1
  confirme_le     timestamptz, -- Confirmé le @classe C0
  confirme_compte bigint, -- Compte qui l’a confirmé @classe C1
  confirme_par    text, -- Personne qui l’a confirmé @classe C1
  ecarte_le       timestamptz, -- Écarté le @classe C0
  ecarte_par      text, -- Personne qui l’a écarté @classe C1
  motif           text check (length(motif) between 1 and 1000), -- Motif de l’écart @classe C0
  check ((confirme_le is null) = (confirme_par is null)),
  check ((ecarte_le is null) = (ecarte_par is null)),
  check ((ecarte_le is null) = (motif is null)),
  -- A second person must confirm, even if the code forgets to ask.
  check (confirme_compte is null or confirme_compte is distinct from saisi_compte)
);
create unique index droit_saisie_attente on droit_saisie (code, coalesce(epci, ''), depuis) where confirme_le is null and ecarte_le is null;

-- Changes with the law: a process that caches the law then reads it again.
create table droit_etat (
  unique_ligne    boolean primary key default true check (unique_ligne), -- Une seule ligne @classe C0
  version         bigint not null -- Version du droit @classe C0
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

-- A typed record does not change: it is confirmed once, or set aside once. Names go with their accounts.
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
