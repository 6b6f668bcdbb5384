-- Dwellings of a published stock of which RPLS writes a side and of which a point gives one: how many, and those where the two differ. Counts alone, for
-- whoever reads sums and no dwelling.
create function comparer_zones(p_epci text, p_millesime text, out compares bigint, out ecrits_en_qpv bigint, out ecrits_hors_qpv bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select count(*),
         count(*) filter (where g.situation_declaree = 'qpv' and c.cote = 'hors-qpv'),
         count(*) filter (where g.situation_declaree = 'hors-qpv' and c.cote = 'qpv')
    from publication p
    join logement g on g.lot = p.lot
   cross join lateral (
         select case when left(p.periode, 4) >= '2024' then g.qpv_2024 else g.qpv_2015 end
         ) as q (qpv)
   cross join lateral (select case when q.qpv is null then null when q.qpv = 'hors' then 'hors-qpv' else 'qpv' end) as c (cote)
   where p.epci = p_epci and p.source = 'rpls' and p.periode = p_millesime
     and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
     and g.situation_declaree <> 'inconnue' and c.cote is not null;
end;
