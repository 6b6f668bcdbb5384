-- A blocked case is opened by any partner, without a name: coded facts, a reason of a closed list, one checked sentence.

alter table cas_bloque
  drop constraint cas_bloque_motif_check,
  add check (motif in (
    'trois-refus','reste-a-charge','aucun-logement-adapte','dette-locative','refus-de-contact','attente-cal','autre',
    'sans-proposition','refus-repetes','ressources-instables','suroccupation','logement-inadapte','sortie-hebergement','relogement-urgent',
    'separation','signalement-social')),
  add column reference     text,
  add column nature        text check (nature in ('nouvelle-demande','mutation')),
  add column voie          text check (voie in ('urgent','travailleur-social','ordinaire')),
  -- Coded facts; null: not known.
  add column personnes     smallint check (personnes between 1 and 20),
  add column typologie     text check (typologie in ('T1','T2','T3','T4','T5','T6+')),
  add column commune       text,
  add column demande_mois  smallint check (demande_mois between 0 and 600),
  add column quartile      text check (quartile in ('q1','q2-4')),
  add column besoin        text check (besoin in ('aucun','accessible','adapte','accompagnement','proximite')),
  add column complement    text,
  -- Organisation that opened it.
  add column auteur        bigint references organisation,
  -- Meeting on whose agenda it is, and the organisation to which it was given.
  add column reunion       bigint,
  add column assigne       bigint references organisation,
  add column echeance      date,
  add column issue         text check (issue in ('bail','autre-logement','refus-du-menage','situation-resolue','sans-suite')),
  add column bail_le       date,
  add column synthetique   boolean not null default false,
  add unique (id, epci),
  add check (etat in ('signale','inscrit','decide','clos')),
  add check (etat <> 'clos' or clos_le is not null),
  add check (issue is null or clos_le is not null),
  -- A lease whose day nobody knows is a lease all the same.
  add check (bail_le is null or issue is not distinct from 'bail'),
  add foreign key (reunion, epci) references reunion (id, epci);
create unique index cas_bloque_reference on cas_bloque (epci, reference) where reference is not null;
-- Numbered in their year, one after the other: whoever opens a case may not read those of others, and waits on this row.
create table cas_numero (
  epci            text not null references territoire,
  annee           smallint not null,
  dernier         integer not null check (dernier > 0),
  primary key (epci, annee)
);

create function cas_reference(annee integer, rang integer) returns text
  language sql immutable parallel safe
begin atomic
  select 'CB-' || annee || '-' || lpad(rang::text, greatest(3, length(rang::text)), '0');
end;

create function cas_numerote() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  an smallint := extract(year from new.ouvert_le);
  rang integer;
begin
  if new.reference is not null then
    return new;
  end if;
  insert into cas_numero as n (epci, annee, dernier) values (new.epci, an, 1)
  on conflict (epci, annee) do update set dernier = n.dernier + 1
  returning dernier into rang;
  new.reference := cas_reference(an, rang);
  return new;
end;
$$;
create trigger numerote before insert on cas_bloque for each row execute function cas_numerote();

create index cas_bloque_reunion on cas_bloque (reunion) where reunion is not null;

-- What a partner proposes, and what a meeting decides. They take from their case what ties it to organisations and to its meeting.
create table cas_proposition (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  cas             bigint not null,
  organisation    bigint references organisation,
  reservataire    bigint references organisation,
  guichet         bigint references organisation,
  reunion         bigint,
  operation       bigint,
  -- Whose proposal it is.
  auteur          bigint references organisation,
  nature          text not null check (nature in (
    'logement','visite','mutation-interbailleur','contingent','accompagnement','apurement','garantie','maintien','reexamen')),
  typologie       text check (typologie in ('T1','T2','T3','T4','T5','T6+')),
  commune         text,
  complement      text,
  le              date not null,
  ecrit_le        timestamptz not null default now(),
  foreign key (cas, epci) references cas_bloque (id, epci) on delete cascade
);
create index cas_proposition_cas on cas_proposition (cas);

create table cas_decision (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  cas             bigint not null,
  organisation    bigint references organisation,
  reservataire    bigint references organisation,
  guichet         bigint references organisation,
  reunion         bigint,
  operation       bigint,
  -- Meeting that decided; the column above follows the case.
  seance_du       bigint,
  proposition     bigint,
  sens            text not null check (sens in ('retenir-proposition','prioriser','mobiliser-contingent','accompagner','reexaminer','clore')),
  charge          bigint references organisation,
  echeance        date,
  complement      text,
  le              date not null,
  ecrit_le        timestamptz not null default now(),
  foreign key (cas, epci) references cas_bloque (id, epci) on delete cascade,
  foreign key (seance_du, epci) references reunion (id, epci)
);
create index cas_decision_cas on cas_decision (cas);

create function cas_herite() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  select c.organisation, c.reservataire, c.guichet, c.reunion, c.operation
    into new.organisation, new.reservataire, new.guichet, new.reunion, new.operation
    from cas_bloque c
   where c.id = new.cas and c.epci = new.epci;
  -- Under the rights of whoever writes: a case that they do not read is one on which they propose and decide nothing.
  if not found then
    raise exception 'case % is not read by who writes on it', new.cas using errcode = 'insufficient_privilege';
  end if;
  return new;
end;
$$;

create function cas_transmet() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if (new.organisation, new.reservataire, new.guichet, new.reunion, new.operation)
     is not distinct from (old.organisation, old.reservataire, old.guichet, old.reunion, old.operation) then
    return null;
  end if;
  update cas_proposition set le = le where cas = new.id;
  update cas_decision set le = le where cas = new.id;
  return null;
end;
$$;

create trigger herite before insert or update on cas_proposition for each row execute function cas_herite();
create trigger herite before insert or update on cas_decision for each row execute function cas_herite();
create trigger transmet after update on cas_bloque for each row execute function cas_transmet();

comment on column cas_bloque.reference is 'Référence @classe C0';
comment on column cas_bloque.nature is 'Nature @classe C5';
comment on column cas_bloque.voie is 'Voie @classe C5';
comment on column cas_bloque.personnes is 'Personnes du ménage @classe C5';
comment on column cas_bloque.typologie is 'Typologie @classe C5';
comment on column cas_bloque.commune is 'Commune @classe C5';
comment on column cas_bloque.demande_mois is 'Ancienneté de la demande en mois @classe C5';
comment on column cas_bloque.quartile is 'Quartile @classe C5';
comment on column cas_bloque.besoin is 'Besoin codé @classe C5';
comment on column cas_bloque.complement is 'Précision vérifiée @classe C5';
comment on column cas_bloque.auteur is 'Organisme qui signale @classe C5';
comment on column cas_bloque.reunion is 'Réunion @classe C0';
comment on column cas_bloque.assigne is 'Organisme chargé @classe C0';
comment on column cas_bloque.echeance is 'Échéance @classe C5';
comment on column cas_bloque.issue is 'Issue @classe C5';
comment on column cas_bloque.bail_le is 'Jour du bail @classe C5';
comment on column cas_bloque.synthetique is 'Enregistrement synthétique @classe C0';
comment on column cas_numero.epci is 'Territoire @classe C0';
comment on column cas_numero.annee is 'Année @classe C0';
comment on column cas_numero.dernier is 'Dernier numéro donné @classe C0';
comment on column cas_proposition.id is 'Proposition @classe C5';
comment on column cas_proposition.epci is 'Territoire @classe C0';
comment on column cas_proposition.cas is 'Cas bloqué @classe C5';
comment on column cas_proposition.organisation is 'Organisme @classe C5';
comment on column cas_proposition.reservataire is 'Réservataire @classe C5';
comment on column cas_proposition.guichet is 'Guichet @classe C5';
comment on column cas_proposition.reunion is 'Réunion @classe C5';
comment on column cas_proposition.operation is 'Démolition @classe C5';
comment on column cas_proposition.auteur is 'Organisme qui propose @classe C5';
comment on column cas_proposition.nature is 'Nature @classe C5';
comment on column cas_proposition.typologie is 'Typologie @classe C5';
comment on column cas_proposition.commune is 'Commune @classe C5';
comment on column cas_proposition.complement is 'Précision vérifiée @classe C5';
comment on column cas_proposition.le is 'Jour @classe C5';
comment on column cas_proposition.ecrit_le is 'Saisie @classe C5';
comment on column cas_decision.id is 'Décision @classe C5';
comment on column cas_decision.epci is 'Territoire @classe C0';
comment on column cas_decision.cas is 'Cas bloqué @classe C5';
comment on column cas_decision.organisation is 'Organisme @classe C5';
comment on column cas_decision.reservataire is 'Réservataire @classe C5';
comment on column cas_decision.guichet is 'Guichet @classe C5';
comment on column cas_decision.reunion is 'Réunion @classe C5';
comment on column cas_decision.operation is 'Démolition @classe C5';
comment on column cas_decision.seance_du is 'Réunion qui a décidé @classe C5';
comment on column cas_decision.proposition is 'Proposition retenue @classe C5';
comment on column cas_decision.sens is 'Sens de la décision @classe C5';
comment on column cas_decision.charge is 'Organisme chargé @classe C5';
comment on column cas_decision.echeance is 'Échéance @classe C5';
comment on column cas_decision.complement is 'Précision vérifiée @classe C5';
comment on column cas_decision.le is 'Jour @classe C5';
comment on column cas_decision.ecrit_le is 'Saisie @classe C5';
