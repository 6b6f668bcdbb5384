-- Releases of the observatory to the public: prepared and audited among signatories, then copied where everyone reads, once and for all.

create table diffusion (
  id               bigint generated always as identity primary key,
  epci             text not null references territoire,
  numero           text not null,
  etat             text not null default 'preparee' check (etat in ('preparee','refusee','publiee')),
  jeux             jsonb not null,
  systeme          jsonb not null,
  controle         jsonb not null,
  empreinte        text not null,
  etat_territoire  text not null,
  preparee_le      timestamptz not null default clock_timestamp(),
  publiee_le       timestamptz,
  unique (epci, numero),
  unique (epci, id),
  check ((etat = 'publiee') = (publiee_le is not null))
);

-- What was audited is what is published: only the publication itself is written on it, once.
create function garde_diffusion() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new = old or (
       old.etat = 'preparee' and new.etat = 'publiee'
       and (to_jsonb(new) - 'etat' - 'publiee_le') = (to_jsonb(old) - 'etat' - 'publiee_le'))) then
    return new;
  end if;
  raise exception 'a prepared release never changes' using errcode = 'integrity_constraint_violation';
end;
$$;

create trigger garde before update or delete on diffusion for each row execute function garde_diffusion();

-- One row a dataset. The ground table had no content yet.
delete from indicateur_publie;
alter table indicateur_publie
  drop column etat,
  add column diffusion  bigint not null,
  add column rang       smallint not null,
  add column theme      text not null,
  add column figure     jsonb not null,
  add column masque     jsonb not null,
  add column seuil      smallint not null,
  add column numero     text not null,
  add column empreinte  text not null,
  add column publie_le  timestamptz not null default clock_timestamp(),
  add foreign key (epci, diffusion) references diffusion (epci, id),
  add unique (diffusion, code);

create index indicateur_publie_epci on indicateur_publie (epci, diffusion);

create function garde_indicateur_publie() returns trigger language plpgsql as $$
begin
  raise exception 'what the public has read never changes' using errcode = 'integrity_constraint_violation';
end;
$$;

create trigger garde before update or delete on indicateur_publie for each row execute function garde_indicateur_publie();

comment on column diffusion.id is 'Diffusion @classe C0';
comment on column diffusion.epci is 'Territoire @classe C0';
comment on column diffusion.numero is 'Numéro dans l’année @classe C0';
comment on column diffusion.etat is 'Préparée, refusée par son contrôle, publiée @classe C0';
comment on column diffusion.jeux is 'Tableaux, sans ce qui est masqué @classe C0';
comment on column diffusion.systeme is 'Nombres et sommes contrôlés, masqués compris : pour les signataires @classe C0';
comment on column diffusion.controle is 'Ce que le secret a coûté et ce que le contrôle a trouvé @classe C0';
comment on column diffusion.empreinte is 'Empreinte de ce qui a été contrôlé @classe C0';
comment on column diffusion.etat_territoire is 'Marque des fichiers publiés au moment de la préparation @classe C0';
comment on column diffusion.preparee_le is 'Préparation @classe C0';
comment on column diffusion.publiee_le is 'Publication @classe C0';
comment on column indicateur_publie.diffusion is 'Diffusion @classe C0';
comment on column indicateur_publie.rang is 'Place dans la diffusion @classe C0';
comment on column indicateur_publie.theme is 'Thème @classe C0';
comment on column indicateur_publie.figure is 'Tableau publié @classe C0';
comment on column indicateur_publie.masque is 'Cases masquées @classe C0';
comment on column indicateur_publie.seuil is 'Plus petit effectif publiable @classe C0';
comment on column indicateur_publie.numero is 'Numéro de la diffusion @classe C0';
comment on column indicateur_publie.empreinte is 'Empreinte de la diffusion @classe C0';
comment on column indicateur_publie.publie_le is 'Publication @classe C0';
