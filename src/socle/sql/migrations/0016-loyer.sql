-- Rents of the stock, derived from each RPLS lot: dwellings that are alike in all that a page cuts by, counted by surface and rent.

-- One row a group. Arrays go together: `nombres[i]` dwellings have `surfaces[i]` and `loyers[i]`, null where the file says nothing, 0 where it
-- says 0. A row a cell would be as many rows as dwellings, and five times as long to read (measured on 60 000).
create table cube_loyer (
  lot          bigint not null references lot on delete cascade,
  epci         text not null references territoire,
  bailleur     text collate "C",
  commune      text collate "C" not null,
  situation    text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')),
  financement  text collate "C",
  periode      text collate "C" not null check (periode in ('avant-1949','1949-1974','1975-1989','1990-2005','depuis-2006','inconnue')),
  pieces       smallint,
  -- Whole square metres; whole euros a month, charges excluded.
  surfaces     integer[] not null,
  loyers       integer[] not null,
  nombres      integer[] not null,
  -- Of which offered and empty (MODE 2), out of the dwellings of the group whose MODE is written.
  vacants      integer[] not null,
  modes        integer not null,
  check (cardinality(surfaces) = cardinality(nombres) and cardinality(loyers) = cardinality(nombres)
         and cardinality(vacants) = cardinality(nombres))
);
create index cube_loyer_lot on cube_loyer (lot);

-- What a lot says of its rents. Dwellings that left the stock are in no group. Bands of years: domain/patrimoine/construction.ts.
create function loyers_du_lot(numero bigint) returns setof cube_loyer
  language sql stable
begin atomic
  with cellule as (
    select g.lot, g.epci, g.bailleur, g.commune, s.situation, g.financement, p.periode, g.pieces, g.surface, g.loyer,
           count(*)::integer as nombre,
           (count(*) filter (where g.mode = '2'))::integer as vacants,
           count(g.mode)::integer as modes
      from logement g
      join lot t on t.id = g.lot
     cross join lateral (
           select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, t.periode)
           ) as s (situation)
     cross join lateral (
           select case
                    when g.construction is null then 'inconnue'
                    when g.construction < 1949 then 'avant-1949'
                    when g.construction < 1975 then '1949-1974'
                    when g.construction < 1990 then '1975-1989'
                    when g.construction < 2006 then '1990-2005'
                    else 'depuis-2006'
                  end
           ) as p (periode)
     where g.lot = numero
       and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  )
  select lot, epci, bailleur, commune, situation, financement, periode, pieces,
         array_agg(surface order by loyer, surface),
         array_agg(loyer order by loyer, surface),
         array_agg(nombre order by loyer, surface),
         array_agg(vacants order by loyer, surface),
         sum(modes)::integer
    from cellule
   group by 1, 2, 3, 4, 5, 6, 7, 8;
end;

-- Stocks published before this table was.
insert into cube_loyer
select c.*
  from publication p
 cross join lateral loyers_du_lot(p.lot) c
 where p.source = 'rpls';

comment on column cube_loyer.lot is 'Lot @classe C0';
comment on column cube_loyer.epci is 'Territoire @classe C0';
comment on column cube_loyer.bailleur is 'Bailleur @classe C0';
comment on column cube_loyer.commune is 'Commune @classe C0';
comment on column cube_loyer.situation is 'Côté du quartier prioritaire @classe C0';
comment on column cube_loyer.financement is 'Financement @classe C0';
comment on column cube_loyer.periode is 'Période de construction @classe C0';
comment on column cube_loyer.pieces is 'Nombre de pièces @classe C0';
comment on column cube_loyer.surfaces is 'Surfaces habitables @classe C0';
comment on column cube_loyer.loyers is 'Loyers mensuels hors charges @classe C0';
comment on column cube_loyer.nombres is 'Effectifs de logements @classe C0';
comment on column cube_loyer.vacants is 'Logements proposés et vides @classe C0';
comment on column cube_loyer.modes is 'Logements dont l’occupation est écrite @classe C0';
