-- Optimised proposals for a batch of freed dwellings, as they were frozen. They decide nothing and write no candidature.

create table plan (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- The bailleur of every dwelling of the batch.
  organisation    bigint not null references organisation,
  -- The commission for which it was made, when a session was chosen.
  seance          bigint references seance,
  nom             text not null check (length(nom) between 1 and 120),
  -- Day on which demandes and objectives were read.
  jour            date not null,
  -- Counts alone: what is left when the households are detached.
  resume          json not null,
  -- json, not jsonb: the very text that was frozen. Households by their number in `plan_menage`. null: detached.
  contenu         json,
  -- SHA-256 of the content.
  empreinte       text not null,
  fige_le         timestamptz not null default now(),
  fige_par        text not null,
  synthetique     boolean not null default false,
  unique (id, epci, organisation)
);
create index plan_epci on plan (epci, organisation, id desc);

-- Who the numbers of the content are, and what it says of each; gone with the file.
create table plan_menage (
  plan            bigint not null,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  seance          bigint references seance,
  numero          integer not null check (numero > 0),
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  -- Dwelling proposed, and those for which it is in reserve, by their numbers.
  propose         text,
  reserves        text[] not null default '{}',
  -- Passed over, or left without what the order would have given.
  ecartee         boolean not null default false,
  primary key (plan, demandeur),
  foreign key (plan, epci, organisation) references plan (id, epci, organisation)
);
create index plan_menage_demandeur on plan_menage (demandeur);

-- What was frozen stays. Its households may be detached, once; the agent's name goes, with the agent.
create function garde_plan() returns trigger language plpgsql as $$
begin
  -- A record comparison would fail on json, which has no equality.
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'contenu' - 'fige_par') = (to_jsonb(old) - 'contenu' - 'fige_par')
       and (new.contenu is null or new.contenu::text = old.contenu::text)
       and new.fige_par in (old.fige_par, 'agent (nom effacé)') then
      return new;
    end if;
  end if;
  raise exception 'a frozen proposal never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on plan for each row execute function garde_plan();

comment on column plan.id is 'Proposition optimisée @classe C0';
comment on column plan.epci is 'Territoire @classe C0';
comment on column plan.organisation is 'Bailleur @classe C0';
comment on column plan.seance is 'Séance @classe C0';
comment on column plan.nom is 'Nom de la proposition @classe C0';
comment on column plan.jour is 'Jour de la lecture @classe C0';
comment on column plan.resume is 'Nombres, sans ménage @classe C0';
comment on column plan.contenu is 'Proposition figée : ménages par leur numéro, sans nom @classe C5';
comment on column plan.empreinte is 'Empreinte du contenu @classe C0';
comment on column plan.fige_le is 'Instant où elle a été figée @classe C0';
comment on column plan.fige_par is 'Agent @classe C1';
comment on column plan.synthetique is 'Donnée de démonstration @classe C0';
comment on column plan_menage.plan is 'Proposition optimisée @classe C5';
comment on column plan_menage.epci is 'Territoire @classe C0';
comment on column plan_menage.organisation is 'Bailleur @classe C0';
comment on column plan_menage.seance is 'Séance @classe C0';
comment on column plan_menage.numero is 'Numéro du ménage dans la proposition @classe C5';
comment on column plan_menage.demandeur is 'Dossier @classe C5';
comment on column plan_menage.propose is 'Logement proposé @classe C5';
comment on column plan_menage.reserves is 'Logements où il est en réserve @classe C5';
comment on column plan_menage.ecartee is 'Demande écartée @classe C5';
