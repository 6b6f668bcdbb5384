-- The quarterly bilan of a bailleur as versions (the ground of 0003 had its ties alone). A signed version never changes: a later one
-- replaces it, and both stay.

alter table bilan_bailleur
  alter column etat set default 'prepare',
  add column periode     text not null check (periode ~ '^(annee|(cumul-)?T[1-4])$'),
  add column numero      smallint not null check (numero >= 1),
  add column contenu     jsonb not null,
  add column precisions  jsonb not null default '[]',
  add column commentaire text,
  add column empreinte   text not null,
  add column prepare_le  timestamptz not null default now(),
  add column commente_le timestamptz,
  add column signe_le    timestamptz,
  add column signe_par   text,
  add column remplace_le timestamptz,
  add check (etat in ('prepare','commente','signe','remplace')),
  add check ((etat in ('signe','remplace')) = (signe_le is not null)),
  add check ((signe_le is null) = (signe_par is null)),
  add check ((etat = 'remplace') = (remplace_le is not null)),
  add unique (epci, organisation, annee, periode, numero);

-- One version being written, one that counts.
create unique index bilan_bailleur_ouvert on bilan_bailleur (epci, organisation, annee, periode) where etat in ('prepare','commente');
create unique index bilan_bailleur_signe on bilan_bailleur (epci, organisation, annee, periode) where etat = 'signe';

-- Whoever writes, the owner included: what was signed stays as it was signed. The agent's name alone goes, with the agent (purge of accounts).
create function garde_bilan_bailleur() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.signe_par = 'agent (nom effacé)'
     and (to_jsonb(new) - 'signe_par') = (to_jsonb(old) - 'signe_par') then
    return new;
  end if;
  if old.etat in ('signe','remplace') and (
       tg_op = 'DELETE'
       or old.etat = 'remplace'
       or new.etat <> 'remplace'
       or (to_jsonb(new) - 'etat' - 'remplace_le') is distinct from (to_jsonb(old) - 'etat' - 'remplace_le')
     ) then
    raise exception 'a signed bilan never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger garde before update or delete on bilan_bailleur for each row execute function garde_bilan_bailleur();

comment on column bilan_bailleur.periode is 'Trimestre, trimestres cumulés ou année @classe C0';
comment on column bilan_bailleur.numero is 'Rang de la version @classe C0';
comment on column bilan_bailleur.contenu is 'Chiffres du bilan, en effectifs figés @classe C0';
comment on column bilan_bailleur.precisions is 'Partenaires qui ont orienté des demandeurs, et combien @classe C0';
comment on column bilan_bailleur.commentaire is 'Commentaire du bailleur sur ses chiffres @classe C0';
comment on column bilan_bailleur.empreinte is 'Empreinte de ce qui est signé @classe C0';
comment on column bilan_bailleur.prepare_le is 'Préparation @classe C0';
comment on column bilan_bailleur.commente_le is 'Dernier commentaire @classe C0';
comment on column bilan_bailleur.signe_le is 'Signature @classe C0';
comment on column bilan_bailleur.signe_par is 'Agent qui a signé @classe C1';
comment on column bilan_bailleur.remplace_le is 'Remplacement par une version signée ensuite @classe C0';
