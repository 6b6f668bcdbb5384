-- Whoever acts signs: what a query says of who granted or revoked counts only for the operator. With the check « accordee_par is distinct
-- from compte », nobody gives themselves a right, whatever the code above forgets. A right given never changes afterwards: it ends, or it is
-- revoked, and another one is given.
create function contexte.signer_habilitation() returns trigger
  language plpgsql
as $$
begin
  if contexte.compte() is null then
    return new;
  end if;
  if tg_op = 'INSERT' then
    new.accordee_par := contexte.compte();
    new.accordee_le := now();
    new.revoquee_le := null;
    new.revoquee_par := null;
    return new;
  end if;
  if row(new.id, new.compte, new.organisation, new.role, new.epci, new.communes, new.sensible, new.debut, new.fin, new.accordee_par, new.accordee_le)
     is distinct from
     row(old.id, old.compte, old.organisation, old.role, old.epci, old.communes, old.sensible, old.debut, old.fin, old.accordee_par, old.accordee_le)
     or (old.revoquee_le is not null and new.revoquee_le is distinct from old.revoquee_le) then
    raise exception 'habilitation % is not changed: it is revoked, and another one is granted', old.id using errcode = '42501';
  end if;
  if old.revoquee_le is null and new.revoquee_le is not null then
    new.revoquee_le := now();
    new.revoquee_par := contexte.compte();
  end if;
  return new;
end;
$$;
create trigger habilitation_signee before insert or update on habilitation
  for each row execute function contexte.signer_habilitation();

-- A manager went through the dormant accounts: on that day, so many of them, so many revoked. Names of agents are in the journal alone,
-- which managers do not read: they need at least to know when the last review was.
create table revue_habilitation (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  faite_le        timestamptz not null default now(),
  faite_par       text not null,
  comptes         integer not null check (comptes >= 0),
  revoquees       integer not null check (revoquees >= 0),
  motif           text not null
);
create index revue_habilitation_epci on revue_habilitation (epci, faite_le);

comment on column revue_habilitation.id        is 'Revue des comptes dormants @classe C0';
comment on column revue_habilitation.epci      is 'Territoire @classe C0';
comment on column revue_habilitation.faite_le  is 'Jour de la revue @classe C0';
comment on column revue_habilitation.faite_par is 'Agent qui a fait la revue @classe C1';
comment on column revue_habilitation.comptes   is 'Comptes dormants ce jour-là @classe C0';
comment on column revue_habilitation.revoquees is 'Habilitations révoquées par la revue @classe C0';
comment on column revue_habilitation.motif     is 'Motif de la revue, qui peut citer un agent @classe C1';
