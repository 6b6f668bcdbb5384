-- Dwellings that the stock reserves for the employees of companies, derived from each RPLS lot: what a public release counts them from.

-- One row a group of dwellings. `reserve`: CONTRESLOG 3 (employers, Action Logement), another answer, or none. Dwellings of which the number of
-- rooms is not written are here too, with null.
create table cube_reserve (
  lot          bigint not null references lot on delete cascade,
  epci         text not null references territoire,
  bailleur     text collate "C",
  bailleur_nom text,
  commune      text collate "C" not null,
  situation    text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')),
  pieces       smallint,
  reserve      text collate "C" not null check (reserve in ('oui','non','inconnu')),
  logements    integer not null,
  -- Let again in the year before the vintage, first lettings excluded: « mobiles » of residence_parc.
  reloues      integer not null
);
create index cube_reserve_lot on cube_reserve (lot);

-- What a lot says of its reservations. Dwellings that left the stock are in no group.
create function reserves_du_lot(numero bigint) returns setof cube_reserve
  language sql stable
begin atomic
  select g.lot, g.epci, g.bailleur, max(g.bailleur_nom collate "C"), g.commune, s.situation, g.pieces, s.reserve,
         count(*)::integer,
         (count(*) filter (
            where g.mode in ('1','2') and g.mise_en_location < m.annee - 1 and g.bail_depuis collate "C" >= m.avant
          ))::integer
    from logement g
    join lot t on t.id = g.lot
   cross join lateral (select substring(t.periode from '^[0-9]{4}')::integer) as a (annee)
   cross join lateral (select a.annee, (a.annee - 1)::text collate "C") as m (annee, avant)
   cross join lateral (
         select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, t.periode),
                case when g.contingent is null then 'inconnu' when g.contingent = '3' then 'oui' else 'non' end
         ) as s (situation, reserve)
   where g.lot = numero
     and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
   group by g.lot, g.epci, g.bailleur, g.commune, s.situation, g.pieces, s.reserve;
end;

-- Stocks published before this table was.
insert into cube_reserve
select c.*
  from publication p
 cross join lateral reserves_du_lot(p.lot) c
 where p.source = 'rpls';

comment on column cube_reserve.lot is 'Lot @classe C0';
comment on column cube_reserve.epci is 'Territoire @classe C0';
comment on column cube_reserve.bailleur is 'SIREN du bailleur @classe C0';
comment on column cube_reserve.bailleur_nom is 'Nom du bailleur @classe C0';
comment on column cube_reserve.commune is 'Commune @classe C0';
comment on column cube_reserve.situation is 'Côté des quartiers prioritaires @classe C0';
comment on column cube_reserve.pieces is 'Nombre de pièces @classe C0';
comment on column cube_reserve.reserve is 'Réservé aux salariés des entreprises @classe C0';
comment on column cube_reserve.logements is 'Logements @classe C0';
comment on column cube_reserve.reloues is 'Logements reloués dans l’année @classe C0';
