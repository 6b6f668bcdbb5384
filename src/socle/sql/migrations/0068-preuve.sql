-- Whose address an account is: proved by a message that reached it, or by ProConnect. `invite_pour`: the territory (« plateforme »: the platform) whose
-- manager made the account and could hand its link over in person; null for an account that nobody of the kind made.
alter table compte
  add column courriel_prouve_le timestamptz,
  add column invite_pour        text;
comment on column compte.courriel_prouve_le is 'Adresse prouvée le @classe C1';
comment on column compte.invite_pour is 'Territoire qui a fait le compte @classe C0';

-- A right counts once the address was proved at that instant or after; null: it was handed over in person by the territory that made the account.
alter table habilitation add column preuve_apres timestamptz;
comment on column habilitation.preuve_apres is 'Adresse à prouver depuis @classe C1';

alter table acces.lien
  add column par_courriel boolean not null default false,
  drop constraint lien_usage_check,
  add constraint lien_usage_check check (usage in ('premier-administrateur','invitation','mot-de-passe','preuve'));
comment on column acces.lien.par_courriel is 'Lien parti par courriel @classe C1';

-- Of the accounts that are there: who made them is who gave the right written with them. ProConnect has proved the address that it was linked by.
update compte c
   set courriel_prouve_le = case when c.emetteur is null then null else coalesce(c.vu_le, now()) end,
       invite_pour = (select coalesce(h.epci, 'plateforme') from habilitation h where h.compte = c.id and h.accordee_le = c.cree_le order by h.id limit 1);
-- The first administrator made their own account on the machine.
update compte c set invite_pour = 'plateforme'
 where c.invite_pour is null and exists (select 1 from habilitation h where h.compte = c.id and h.accordee_par is null and h.epci is null);
alter table habilitation disable trigger habilitation_signee;
update habilitation h set preuve_apres = 'epoch'
  from compte c
 where c.id = h.compte and not c.demonstration and c.invite_pour is distinct from coalesce(h.epci, 'plateforme');
alter table habilitation enable trigger habilitation_signee;

-- As before; and nobody gives a right that counts at once to an account that another territory made.
create or replace function contexte.signer_habilitation() returns trigger
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
    if new.preuve_apres is null and not exists (
      select from compte c where c.id = new.compte and (c.demonstration or c.invite_pour = coalesce(new.epci, 'plateforme'))) then
      new.preuve_apres := 'epoch';
    end if;
    return new;
  end if;
  if row(new.id, new.compte, new.organisation, new.role, new.epci, new.communes, new.sensible, new.debut, new.fin, new.accordee_par, new.accordee_le,
         new.preuve_apres)
     is distinct from
     row(old.id, old.compte, old.organisation, old.role, old.epci, old.communes, old.sensible, old.debut, old.fin, old.accordee_par, old.accordee_le,
         old.preuve_apres)
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
