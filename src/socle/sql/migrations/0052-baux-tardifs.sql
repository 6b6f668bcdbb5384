-- Leases that a quarter got after it was over and published: signed in it, in none of the lines of its first whole file. They count; what was said of the quarter
-- before did not hold them.
create table baux_tardifs (
  lot             bigint not null references lot on delete cascade,
  epci            text not null,
  bailleur        text collate "C" not null,
  trimestre       smallint not null check (trimestre between 1 and 4),
  baux            integer not null check (baux > 0),
  primary key (lot, bailleur, trimestre)
);

-- The first file of each quarter that was taken in once it was over, and published; null when that is this one.
create function premiers_entiers(p_lot bigint) returns table (trimestre integer, premier bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select t.trimestre, f.id
    from public.lot l
   cross join lateral (select left(l.periode, 4)::integer) as a (annee)
   cross join generate_series(1, 4) as t (trimestre)
   cross join lateral (
         select x.id
           from public.lot x
          where x.epci = l.epci and x.source = l.source and x.statut in ('publie','remplace')
            and x.periode in (a.annee::text, a.annee || '-T' || t.trimestre)
            and (x.depose_le at time zone 'Europe/Paris')::date >= make_date(a.annee, t.trimestre * 3 - 2, 1) + interval '3 months'
          order by x.depose_le, x.id
          limit 1) as f (id)
   where l.id = p_lot and l.source = 'sne-attributions'
     and l.periode in (a.annee::text, a.annee || '-T' || t.trimestre)
     and f.id <> p_lot;
end;
revoke execute on function premiers_entiers(bigint) from public;

create function compter_baux_tardifs(p_lot bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from baux_tardifs where lot = p_lot;
  insert into baux_tardifs (lot, epci, bailleur, trimestre, baux)
  with baux as (
    select f.epci, f.bailleur, p.trimestre,
           exists (select from attribution b where b.lot = p.premier and b.cle = a.cle and b.bailleur = a.bailleur) as connu
      from premiers_entiers(p_lot) p
      join fait_attribution f on f.lot = p_lot and extract(quarter from f.bail_signe_le) = p.trimestre
      join attribution a on a.lot = f.lot and a.ligne = f.ligne
     where not f.hors_territoire
  )
  select p_lot, b.epci, b.bailleur, b.trimestre, count(*)
    from baux b
   where not b.connu
     -- A file of other keys (another extraction, or keys that a purge has cut) tells nothing of what came late.
     and exists (select from baux c where c.trimestre = b.trimestre and c.connu)
   group by b.epci, b.bailleur, b.trimestre;
end;
$$;
revoke execute on function compter_baux_tardifs(bigint) from public;

select compter_baux_tardifs(p.lot) from publication p where p.source = 'sne-attributions';

comment on column baux_tardifs.lot is 'Lot @classe C0';
comment on column baux_tardifs.epci is 'Territoire @classe C0';
comment on column baux_tardifs.bailleur is 'SIREN du bailleur @classe C0';
comment on column baux_tardifs.trimestre is 'Trimestre @classe C0';
comment on column baux_tardifs.baux is 'Effectif de baux, petits effectifs compris @classe C6';
