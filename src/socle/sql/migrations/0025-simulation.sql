-- Scenarios of « can the legal rate be reached »: what was assumed, what it was calibrated on, what came out, as frozen.

create table scenario_simulation (
  id            bigint generated always as identity primary key,
  epci          text not null references territoire,
  nom           text not null,
  -- json, not jsonb: the very text that was frozen.
  hypotheses    json not null,
  resultat      json not null,
  -- SHA-256 of the hypotheses: the same data, levers, draws and seed are the same fingerprint.
  empreinte     text not null,
  synthetique   boolean not null default false,
  fige_le       timestamptz not null default now(),
  fige_par      text not null,
  archive_le    date,
  unique (id, epci)
);
create index scenario_simulation_epci on scenario_simulation (epci, id);
-- A name is how people speak of it; one that is archived gives it back.
create unique index scenario_simulation_nom on scenario_simulation (epci, nom) where archive_le is null;

-- A bailleur's own lines, apart: rows are somebody's by their own columns.
create table scenario_bailleur (
  scenario_simulation bigint not null,
  epci                text not null references territoire,
  bailleur            text collate "C" not null,
  nom                 text not null,
  resultat            json not null,
  primary key (scenario_simulation, bailleur),
  foreign key (scenario_simulation, epci) references scenario_simulation (id, epci)
);

-- Whoever writes, the owner included: what was frozen stays. It may be archived, once; the agent's name goes, with the agent.
create function garde_scenario() returns trigger language plpgsql as $$
begin
  -- A record comparison would fail on json, which has no equality.
  if tg_op = 'UPDATE' and tg_table_name = 'scenario_simulation' then
    if to_jsonb(new) = to_jsonb(old) then
      return new;
    end if;
    if (to_jsonb(new) - 'archive_le') = (to_jsonb(old) - 'archive_le')
       and to_jsonb(old) ->> 'archive_le' is null and to_jsonb(new) ->> 'archive_le' is not null then
      return new;
    end if;
    if to_jsonb(new) ->> 'fige_par' = 'agent (nom effacé)'
       and (to_jsonb(new) - 'fige_par') = (to_jsonb(old) - 'fige_par') then
      return new;
    end if;
  end if;
  raise exception 'a saved scenario never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on scenario_simulation for each row execute function garde_scenario();
create trigger garde before update or delete on scenario_bailleur for each row execute function garde_scenario();

comment on column scenario_simulation.id is 'Scénario de simulation @classe C0';
comment on column scenario_simulation.epci is 'Territoire @classe C0';
comment on column scenario_simulation.nom is 'Nom du scénario @classe C0';
comment on column scenario_simulation.hypotheses is 'Données de calage, leviers, tirages et graine, sans nom @classe C0';
comment on column scenario_simulation.resultat is 'Résultat figé @classe C0';
comment on column scenario_simulation.empreinte is 'Empreinte des hypothèses @classe C0';
comment on column scenario_simulation.synthetique is 'Donnée de démonstration @classe C0';
comment on column scenario_simulation.fige_le is 'Jour et heure @classe C0';
comment on column scenario_simulation.fige_par is 'Agent qui a enregistré le scénario @classe C1';
comment on column scenario_simulation.archive_le is 'Jour de l’archivage @classe C0';
comment on column scenario_bailleur.scenario_simulation is 'Scénario de simulation @classe C0';
comment on column scenario_bailleur.epci is 'Territoire @classe C0';
comment on column scenario_bailleur.bailleur is 'SIREN du bailleur @classe C0';
comment on column scenario_bailleur.nom is 'Nom du bailleur @classe C0';
comment on column scenario_bailleur.resultat is 'Chiffres figés du bailleur @classe C0';
