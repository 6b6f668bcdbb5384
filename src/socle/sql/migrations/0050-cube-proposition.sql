-- Dwellings offered in Blaise, as counts: what the bilan of a neighbourhood says of them without opening an offer to whoever reads a bilan.

create table cube_proposition (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- SIREN of the dwelling's bailleur; null: the offer does not say whose dwelling it is.
  bailleur        text collate "C",
  mois            date not null,
  situation       text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')),
  quartile        text collate "C" not null check (quartile in ('q1','q2-4','inconnu')),
  nombre          integer not null check (nombre > 0)
);
create index cube_proposition_mois on cube_proposition (epci, mois);

-- Each offer of a dwelling once, whoever answered what: a visit is none. The side is the dwelling's, as its bailleur or the officer wrote it.
create function propositions_du_mois(p_epci text, p_mois date)
  returns table (bailleur text, situation text, quartile text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select o.siren, r.situation, d.quartile
    from public.relogement_offre r
    join public.relogement d on d.id = r.relogement
    join public.organisation o on o.id = r.relogeur
   where r.epci = p_epci and r.proposee_le >= p_mois and r.proposee_le < p_mois + interval '1 month'
   union all
  select case when o.type = 'bailleur' then o.siren end, coalesce(s.situation, 'inconnue'), coalesce(m.quartile, 'inconnu')
    from public.proposition p
    left join public.candidature c on c.id = p.candidature
    left join public.liberation l on l.id = c.liberation
    left join public.logement_suivi s on s.id = l.logement
    left join public.organisation o on o.id = coalesce(l.organisation, p.organisation)
    left join nominatif.menage m on m.demandeur = p.demandeur
   where p.epci = p_epci and p.nature = 'logement' and p.proposee_le >= p_mois and p.proposee_le < p_mois + interval '1 month';
end;
revoke execute on function propositions_du_mois(text, date) from public;

create function compter_propositions(p_epci text, p_jour date) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  p_mois date := date_trunc('month', p_jour)::date;
begin
  if p_jour is null then return; end if;
  -- Two offers of a month at once: the second counts after the first.
  perform pg_advisory_xact_lock(hashtext('cube_proposition'), hashtext(p_epci || p_mois));
  delete from cube_proposition where epci = p_epci and mois = p_mois;
  insert into cube_proposition (epci, bailleur, mois, situation, quartile, nombre)
  select p_epci, d.bailleur, p_mois, d.situation, d.quartile, count(*)
    from propositions_du_mois(p_epci, p_mois) d
   group by d.bailleur, d.situation, d.quartile;
end;
$$;
revoke execute on function compter_propositions(text, date) from public;

create function proposition_comptee() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op <> 'INSERT' then perform compter_propositions(old.epci, old.proposee_le); end if;
  if tg_op <> 'DELETE' then perform compter_propositions(new.epci, new.proposee_le); end if;
  return null;
end;
$$;
-- Not when the household goes: what was counted of it then stays counted, without it.
create trigger comptee after insert or delete or update of proposee_le, nature, candidature, organisation on proposition
  for each row execute function proposition_comptee();
create trigger comptee after insert or delete or update of proposee_le, relogeur, situation on relogement_offre
  for each row execute function proposition_comptee();

select compter_propositions(x.epci, x.mois)
  from (select distinct epci, date_trunc('month', proposee_le)::date as mois from relogement_offre
         union
        select distinct epci, date_trunc('month', proposee_le)::date from proposition where proposee_le is not null) x;

comment on column cube_proposition.id is 'Compte @classe C0';
comment on column cube_proposition.epci is 'Territoire @classe C0';
comment on column cube_proposition.bailleur is 'SIREN du bailleur @classe C0';
comment on column cube_proposition.mois is 'Mois de la proposition @classe C0';
comment on column cube_proposition.situation is 'Côté du logement proposé @classe C6';
comment on column cube_proposition.quartile is 'Quartile de ressources @classe C6';
comment on column cube_proposition.nombre is 'Effectif de propositions, petits effectifs compris @classe C6';
