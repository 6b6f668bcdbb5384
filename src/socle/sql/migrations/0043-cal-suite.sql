-- What the commission reads of an objective, whom it wrote to, and how a session is found again.

-- A session reads its own decisions: without it, deciding reads those of every session, and two commissions wait for one another.
create index decision_seance on decision (seance);

-- What the objectives of a dwelling's side were on the day when its bailleur oriented it. The commission, which reads no bilan, reads this copy in `bien`.
create table liberation_enjeu (
  liberation      bigint primary key,
  epci            text not null references territoire,
  organisation    bigint not null references organisation,
  le              date not null,
  contenu         jsonb not null,
  foreign key (liberation, epci, organisation) references liberation (id, epci, organisation)
);

-- Who is written to that a session convenes them: once a seat, the address being read when the message leaves.
create table seance_envoi (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  seance          bigint not null,
  organisation    bigint not null references organisation,
  seance_membre   bigint not null unique,
  cle             text not null unique,
  etat            text not null default 'attente' check (etat in ('attente','envoye','depose','echec','abandonne')),
  motif           text,
  demande_le      timestamptz not null,
  envoye_le       timestamptz,
  tente_le        timestamptz,
  tentatives      smallint not null default 0,
  foreign key (seance, epci, organisation) references seance (id, epci, organisation),
  foreign key (seance_membre, seance) references seance_membre (id, seance) on delete cascade
);
create index seance_envoi_seance on seance_envoi (seance);
create index seance_envoi_attente on seance_envoi (demande_le) where etat in ('attente','echec');

-- A line to send, held until the transaction ends, with the address of its account: for the secretary of that very commission, who is given no other.
create function contexte.prendre_envoi_cal(p_envoi bigint) returns table (courriel text)
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select c.courriel
    from public.seance_envoi e
    join public.seance_membre m on m.id = e.seance_membre
    left join public.compte c on c.id = m.compte and c.ferme_le is null
   where e.id = p_envoi
     and e.etat in ('attente','echec')
     and (e.epci || ':' || e.organisation) in (select contexte.organisations('{secretaire-cal}'))
     for update of e skip locked
$$;

-- Of what a form said: sent again with other answers, it is told so. null: sent before, or its votes were erased.
alter table seance_jeton add column empreinte text;

comment on column seance_jeton.empreinte is 'Empreinte de ce que disait le formulaire @classe C5';
comment on column liberation_enjeu.liberation is 'Libération @classe C0';
comment on column liberation_enjeu.epci is 'Territoire @classe C0';
comment on column liberation_enjeu.organisation is 'Bailleur @classe C0';
comment on column liberation_enjeu.le is 'Jour où les compteurs sont figés @classe C0';
comment on column liberation_enjeu.contenu is 'Compteurs des objectifs ce jour-là @classe C0';
comment on column seance_envoi.id is 'Envoi @classe C0';
comment on column seance_envoi.epci is 'Territoire @classe C0';
comment on column seance_envoi.seance is 'Séance @classe C0';
comment on column seance_envoi.organisation is 'Bailleur @classe C0';
comment on column seance_envoi.seance_membre is 'Siège convoqué @classe C1';
comment on column seance_envoi.cle is 'Identité du message @classe C0';
comment on column seance_envoi.etat is 'État de l’envoi @classe C1';
comment on column seance_envoi.motif is 'Pourquoi le message n’est pas parti @classe C1';
comment on column seance_envoi.demande_le is 'Convocation @classe C1';
comment on column seance_envoi.envoye_le is 'Départ du message @classe C1';
comment on column seance_envoi.tente_le is 'Dernière tentative @classe C1';
comment on column seance_envoi.tentatives is 'Nombre de tentatives @classe C1';
