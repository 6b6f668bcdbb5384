-- The programme of actions lived: the action of the text, who pilots it, its milestones, what was done of it.

alter table action_convention
  add column resume      text,
  add column pilote      text,
  -- Codes of the live figures shown beside it (domain/action).
  add column indicateurs text[] not null default '{}',
  add column close_le    date,
  add unique (id, epci);

create table action_jalon (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  action          bigint not null,
  organisation    bigint references organisation,
  libelle         text not null,
  -- Null: the text writes a milestone and no date.
  echeance        date,
  atteint_le      date,
  -- What proves it: a document of the product, or a title.
  livrable        text,
  chemin          text,
  source          text,
  retire_le       date,
  publie_le       date,
  unique (id, epci),
  foreign key (action, epci) references action_convention (id, epci) on delete cascade
);
create index action_jalon_action on action_jalon (action);

create table action_suivi (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  action          bigint not null,
  organisation    bigint references organisation,
  le              date not null,
  etat            text not null check (etat in ('a-engager','engagee','en-cours','realisee','suspendue','abandonnee')),
  note            text,
  par             text not null,
  ecrit_le        timestamptz not null default now(),
  publie_le       date,
  foreign key (action, epci) references action_convention (id, epci) on delete cascade
);
create index action_suivi_action on action_suivi (action, le);

comment on column action_convention.resume is 'Texte en bref @classe C0';
comment on column action_convention.pilote is 'Pilote @classe C0';
comment on column action_convention.indicateurs is 'Codes des indicateurs @classe C0';
comment on column action_convention.close_le is 'Clôture @classe C0';
comment on column action_jalon.id is 'Jalon @classe C0';
comment on column action_jalon.epci is 'Territoire @classe C0';
comment on column action_jalon.action is 'Action @classe C0';
comment on column action_jalon.organisation is 'Organisme @classe C0';
comment on column action_jalon.libelle is 'Libellé @classe C0';
comment on column action_jalon.echeance is 'Échéance @classe C0';
comment on column action_jalon.atteint_le is 'Jour où il est atteint @classe C0';
comment on column action_jalon.livrable is 'Livrable @classe C0';
comment on column action_jalon.chemin is 'Adresse dans le territoire @classe C0';
comment on column action_jalon.source is 'Texte source @classe C0';
comment on column action_jalon.retire_le is 'Retrait @classe C0';
comment on column action_jalon.publie_le is 'Publication @classe C0';
comment on column action_suivi.id is 'Suivi @classe C0';
comment on column action_suivi.epci is 'Territoire @classe C0';
comment on column action_suivi.action is 'Action @classe C0';
comment on column action_suivi.organisation is 'Organisme @classe C0';
comment on column action_suivi.le is 'Jour @classe C0';
comment on column action_suivi.etat is 'État @classe C0';
comment on column action_suivi.note is 'Note @classe C0';
comment on column action_suivi.par is 'Organisme qui l’a écrit @classe C0';
comment on column action_suivi.ecrit_le is 'Saisie @classe C0';
comment on column action_suivi.publie_le is 'Publication @classe C0';
