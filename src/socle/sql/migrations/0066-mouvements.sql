-- Codes of communes, day by day: what a line wrote when it is read as another commune's, and the last day of a commune that is none today.
alter table attribution add column commune_ecrite text collate "C";
comment on column attribution.commune_ecrite is 'Code de commune de la ligne, s’il est lu autrement @classe C6';
create index attribution_commune_ecrite on attribution (epci, commune_ecrite) where commune_ecrite is not null;

alter table acte_perimetre add column dernier_jour date;
comment on column acte_perimetre.dernier_jour is 'Dernier jour de la commune, si elle n’existe plus @classe C0';

-- As before; a commune that is none today is of the territory until its own last day.
create or replace function jours_de_commune(p_epci text, p_commune text) returns datemultirange
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  jours datemultirange;
  premier boolean := true;
  dernier date;
  a record;
begin
  select case when t.origine then '{(,)}'::datemultirange else '{}' end into jours
    from territoire_commune t where t.epci = p_epci and t.commune = p_commune;
  for a in
    select x.genre, x.jour, x.dernier_jour
      from acte_perimetre x
     where x.epci = p_epci and x.commune = p_commune and x.annule_le is null
     order by x.jour, x.id
  loop
    if a.genre = 'entree' then
      if premier then jours := '{}'; end if;
      jours := jours + datemultirange(daterange(a.jour, null));
    else
      jours := jours - datemultirange(daterange(a.jour, null, '()'));
    end if;
    premier := false;
    dernier := a.dernier_jour;
  end loop;
  return case when dernier is null then jours else jours - datemultirange(daterange(dernier, null, '()')) end;
end;
$$;

-- As before; a former commune whose acts are all taken back is the territory's no more: its lines are again those of the commune that it became.
create or replace function suivre_perimetre() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  insert into territoire_commune (epci, commune, nom, population, origine, jours)
  values (new.epci, new.commune, new.nom, new.population, false, '{}')
      on conflict (epci, commune) do nothing;
  update territoire_commune t
     set jours = jours_de_commune(new.epci, new.commune)
   where t.epci = new.epci and t.commune = new.commune;
  if new.dernier_jour is not null then
    delete from territoire_commune t
     where t.epci = new.epci and t.commune = new.commune and not t.origine
       and not exists (select 1 from acte_perimetre x
                        where x.epci = new.epci and x.commune = new.commune and x.annule_le is null);
  end if;
  return null;
end;
$$;
