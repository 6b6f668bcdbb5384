-- The stock by résidence, derived from each RPLS lot: what the pages of the observatory read instead of its dwellings.

-- Lower case, accents folded, one hyphen for all the rest: safe in an address, whatever the collation of the database.
create function slug(texte text) returns text
  language sql immutable
  return trim(both '-' from regexp_replace(
    lower(regexp_replace(
      normalize(replace(replace(replace(replace(texte, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), nfd),
      '[\u0300-\u036f]', '', 'g') collate "C"),
    '[^a-z0-9]+', '-', 'g'));

-- One résidence from one vintage to the next: its bailleur, its commune, the name of its programme, else its address.
create function cle_residence(bailleur text, commune text, nom text, adresse text) returns text
  language sql immutable
  return coalesce(nullif(slug(bailleur), ''), 'inconnu') || '-' || coalesce(nullif(slug(commune), ''), 'inconnue') || '-'
         || coalesce(nullif(slug(left(nom, 120)), ''), nullif(slug(left(adresse, 120)), ''), 'sans-nom');

-- One row a résidence and side of the priority neighbourhoods. Arrays count dwellings by class, in the order of domain/parc/classes.ts, the
-- last one for those of which the file says nothing.
create table residence_parc (
  lot                    bigint not null references lot on delete cascade,
  epci                   text not null,
  cle                    text collate "C" not null,
  situation              text collate "C" not null check (situation in ('qpv','hors-qpv','inconnue')),
  bailleur               text collate "C",
  bailleur_nom           text,
  commune                text collate "C" not null,
  nom                    text not null,
  adresse                text,
  qpv                    text collate "C",
  longitude              double precision,
  latitude               double precision,
  logements              integer not null,
  mode_connu             integer not null,
  loues                  integer not null,
  vacants                integer not null,
  vacants_plus_3_mois    integer not null,
  vacants_duree_inconnue integer not null,
  vides                  integer not null,
  mobiles                integer not null,
  mobilites_possibles    integer not null,
  mobilites_inconnues    integer not null,
  mises_en_location_inconnues integer not null,
  liberes                integer not null,
  liberations_inconnues  integer not null,
  loyers                 integer not null,
  surfaces               integer not null,
  loyers_connus          integer not null,
  construction           smallint,
  construction_somme     integer not null,
  construction_connue    integer not null,
  recents                integer not null,
  types                  integer[] not null,
  pieces                 integer[] not null,
  superficies            integer[] not null,
  periodes               integer[] not null,
  proposes_periodes      integer[] not null,
  vacants_periodes       integer[] not null,
  financements           integer[] not null,
  dpe                    integer[] not null,
  primary key (lot, cle, situation)
);

-- What a lot says of its résidences. Dwellings that left the stock are of none of them. Spellings first, then their keys: folding a name is
-- what costs most, and a résidence writes it once for hundreds of dwellings.
create function residences_du_lot(numero bigint) returns setof residence_parc
  language sql stable
begin atomic
  with millesime as materialized (
    select t.epci, t.periode, a.annee, (a.annee - 1)::text collate "C" as avant
      from lot t
     cross join lateral (select substring(t.periode from '^[0-9]{4}')::integer) as a (annee)
     where t.id = numero
  ),
  ecrit as materialized (
    select g.bailleur, g.commune, g.residence, e.adresse, e.situation,
           max(g.bailleur_nom collate "C") as bailleur_nom,
           min(g.adresse collate "C") as premiere_adresse,
           min(nullif(case when m.annee >= 2024 then g.qpv_2024 else g.qpv_2015 end, 'hors') collate "C") as qpv,
           min(g.qpv_declare collate "C") as qpv_declare,
           sum(g.longitude) as longitudes,
           sum(g.latitude) as latitudes,
           count(g.longitude) as points,
           count(*) as logements,
           count(g.mode) as mode_connu,
           count(*) filter (where g.mode = '1') as loues,
           count(*) filter (where g.mode = '2') as vacants,
           count(*) filter (where g.mode = '2' and g.duree_vacance > 3) as vacants_plus_3_mois,
           count(*) filter (where g.mode = '2' and g.duree_vacance is null) as vacants_duree_inconnue,
           count(*) filter (where g.mode = '3') as vides,
           -- Let before the year that ends: a first letting is not a move.
           count(*) filter (
             where g.mode in ('1','2') and g.mise_en_location < m.annee - 1 and g.bail_depuis collate "C" >= m.avant
           ) as mobiles,
           count(*) filter (where g.mode in ('1','2') and g.mise_en_location < m.annee - 1) as mobilites_possibles,
           count(*) filter (where g.mode = '1' and g.mise_en_location < m.annee - 1 and g.bail_depuis is null) as mobilites_inconnues,
           count(*) filter (where g.mode in ('1','2') and g.mise_en_location is null) as mises_en_location_inconnues,
           count(*) filter (where e.libere) as liberes,
           count(*) filter (where e.libere is null) as liberations_inconnues,
           sum(g.loyer) filter (where e.loyer_connu) as loyers,
           sum(g.surface) filter (where e.loyer_connu) as surfaces,
           count(*) filter (where e.loyer_connu) as loyers_connus,
           min(g.construction) as construction,
           sum(g.construction) as construction_somme,
           count(g.construction) as construction_connue,
           count(*) filter (where g.construction >= m.annee - 5) as recents,
           count(*) filter (where g.type_construction = 'C') as t1,
           count(*) filter (where g.type_construction = 'I') as t2,
           count(*) filter (where g.type_construction = 'E') as t3,
           count(*) filter (where g.pieces = 1) as p1,
           count(*) filter (where g.pieces = 2) as p2,
           count(*) filter (where g.pieces = 3) as p3,
           count(*) filter (where g.pieces = 4) as p4,
           count(*) filter (where g.pieces = 5) as p5,
           count(*) filter (where g.pieces >= 6) as p6,
           count(*) filter (where g.surface < 30) as s1,
           count(*) filter (where g.surface between 30 and 49) as s2,
           count(*) filter (where g.surface between 50 and 69) as s3,
           count(*) filter (where g.surface between 70 and 89) as s4,
           count(*) filter (where g.surface >= 90) as s5,
           count(*) filter (where g.construction < 1949) as c1,
           count(*) filter (where g.construction between 1949 and 1974) as c2,
           count(*) filter (where g.construction between 1975 and 1989) as c3,
           count(*) filter (where g.construction between 1990 and 2005) as c4,
           count(*) filter (where g.construction >= 2006) as c5,
           count(*) filter (where g.construction < 1949 and g.mode in ('1','2')) as o1,
           count(*) filter (where g.construction between 1949 and 1974 and g.mode in ('1','2')) as o2,
           count(*) filter (where g.construction between 1975 and 1989 and g.mode in ('1','2')) as o3,
           count(*) filter (where g.construction between 1990 and 2005 and g.mode in ('1','2')) as o4,
           count(*) filter (where g.construction >= 2006 and g.mode in ('1','2')) as o5,
           count(*) filter (where g.construction < 1949 and g.mode = '2') as v1,
           count(*) filter (where g.construction between 1949 and 1974 and g.mode = '2') as v2,
           count(*) filter (where g.construction between 1975 and 1989 and g.mode = '2') as v3,
           count(*) filter (where g.construction between 1990 and 2005 and g.mode = '2') as v4,
           count(*) filter (where g.construction >= 2006 and g.mode = '2') as v5,
           count(*) filter (where g.financement in ('10','11')) as f1,
           count(*) filter (where g.financement in ('12','13')) as f2,
           count(*) filter (where g.financement = '14') as f3,
           count(*) filter (where g.financement = '16') as f4,
           count(*) filter (where g.financement in ('15','17','49')) as f5,
           count(*) filter (where g.financement in ('50','51','52','53','54','55','99')) as f6,
           count(*) filter (where g.dpe_energie = 'A') as d1,
           count(*) filter (where g.dpe_energie = 'B') as d2,
           count(*) filter (where g.dpe_energie = 'C') as d3,
           count(*) filter (where g.dpe_energie = 'D') as d4,
           count(*) filter (where g.dpe_energie = 'E') as d5,
           count(*) filter (where g.dpe_energie = 'F') as d6,
           count(*) filter (where g.dpe_energie = 'G') as d7
      from millesime m
      join logement g on g.lot = numero
     cross join lateral (
           select case when g.residence is null then g.adresse end,
                  situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, m.periode),
                  -- Freed in the year before the vintage; null when neither the last day of availability nor anything else says it.
                  case
                    when g.mise_en_location >= m.annee - 1 then false
                    when g.disponible_depuis is not null then left(g.disponible_depuis, 4) = m.avant
                    when g.mode = '2' then g.duree_vacance <= 12
                    when g.bail_depuis collate "C" < m.avant then false
                  end,
                  -- Above 50 euros a square metre a rent is a slip of the keyboard: LOYER_M2_MAX of domain/loyer/prix.ts.
                  g.loyer > 0 and g.surface > 0 and g.loyer <= g.surface * 50
           ) as e (adresse, situation, libere, loyer_connu)
     where g.sortie is null or g.sortie not in ('1','2','3','4','5')
     group by g.bailleur, g.commune, g.residence, e.adresse, e.situation
  )
  select numero, m.epci,
         cle_residence(e.bailleur, e.commune, e.residence, coalesce(e.adresse, e.premiere_adresse)) as cle,
         e.situation,
         e.bailleur, max(e.bailleur_nom), e.commune,
         coalesce(max(e.residence collate "C"), max(e.adresse collate "C"), 'Sans nom ni adresse'),
         min(e.premiere_adresse), coalesce(min(e.qpv), min(e.qpv_declare)),
         sum(e.longitudes) / nullif(sum(e.points), 0), sum(e.latitudes) / nullif(sum(e.points), 0),
         sum(e.logements), sum(e.mode_connu), sum(e.loues), sum(e.vacants), sum(e.vacants_plus_3_mois), sum(e.vacants_duree_inconnue),
         sum(e.vides), sum(e.mobiles), sum(e.mobilites_possibles), sum(e.mobilites_inconnues),
         sum(e.mises_en_location_inconnues), sum(e.liberes), sum(e.liberations_inconnues),
         coalesce(sum(e.loyers), 0), coalesce(sum(e.surfaces), 0), sum(e.loyers_connus),
         min(e.construction), coalesce(sum(e.construction_somme), 0), sum(e.construction_connue), sum(e.recents),
         array[sum(t1), sum(t2), sum(t3), sum(e.logements - t1 - t2 - t3)]::integer[],
         array[sum(p1), sum(p2), sum(p3), sum(p4), sum(p5), sum(p6), sum(e.logements - p1 - p2 - p3 - p4 - p5 - p6)]::integer[],
         array[sum(s1), sum(s2), sum(s3), sum(s4), sum(s5), sum(e.logements - s1 - s2 - s3 - s4 - s5)]::integer[],
         array[sum(c1), sum(c2), sum(c3), sum(c4), sum(c5), sum(e.logements - c1 - c2 - c3 - c4 - c5)]::integer[],
         array[sum(o1), sum(o2), sum(o3), sum(o4), sum(o5), sum(e.loues + e.vacants - o1 - o2 - o3 - o4 - o5)]::integer[],
         array[sum(v1), sum(v2), sum(v3), sum(v4), sum(v5), sum(e.vacants - v1 - v2 - v3 - v4 - v5)]::integer[],
         array[sum(f1), sum(f2), sum(f3), sum(f4), sum(f5), sum(f6), sum(e.logements - f1 - f2 - f3 - f4 - f5 - f6)]::integer[],
         array[sum(d1), sum(d2), sum(d3), sum(d4), sum(d5), sum(d6), sum(d7), sum(e.logements - d1 - d2 - d3 - d4 - d5 - d6 - d7)]::integer[]
    from ecrit e
   cross join millesime m
   group by m.epci, e.bailleur, e.commune, cle, e.situation;
end;

-- The lots published before this table was there.
insert into residence_parc
select r.*
  from publication p
 cross join lateral residences_du_lot(p.lot) r
 where p.source = 'rpls';

comment on column residence_parc.lot is 'Lot @classe C0';
comment on column residence_parc.epci is 'Territoire @classe C0';
comment on column residence_parc.cle is 'Clé de la résidence @classe C0';
comment on column residence_parc.situation is 'Côté des quartiers prioritaires @classe C0';
comment on column residence_parc.bailleur is 'SIREN du bailleur @classe C0';
comment on column residence_parc.bailleur_nom is 'Nom du bailleur @classe C0';
comment on column residence_parc.commune is 'Commune @classe C0';
comment on column residence_parc.nom is 'Nom du programme, à défaut l’adresse @classe C0';
comment on column residence_parc.adresse is 'Adresse @classe C0';
comment on column residence_parc.qpv is 'Quartier prioritaire @classe C0';
comment on column residence_parc.longitude is 'Longitude moyenne @classe C0';
comment on column residence_parc.latitude is 'Latitude moyenne @classe C0';
comment on column residence_parc.logements is 'Logements @classe C0';
comment on column residence_parc.mode_connu is 'Logements dont le mode d’occupation est écrit @classe C0';
comment on column residence_parc.loues is 'Logements loués @classe C0';
comment on column residence_parc.vacants is 'Logements proposés et vacants @classe C0';
comment on column residence_parc.vacants_plus_3_mois is 'Vacants depuis plus de trois mois @classe C0';
comment on column residence_parc.vacants_duree_inconnue is 'Vacants depuis une durée non écrite @classe C0';
comment on column residence_parc.vides is 'Logements vides pour travaux, vente ou démolition @classe C0';
comment on column residence_parc.mobiles is 'Emménagements de l’année hors première location @classe C0';
comment on column residence_parc.mobilites_possibles is 'Logements loués ou proposés, déjà loués avant l’année @classe C0';
comment on column residence_parc.mobilites_inconnues is 'Logements dont la date du bail n’est pas écrite @classe C0';
comment on column residence_parc.mises_en_location_inconnues is 'Logements loués ou proposés dont l’année de mise en location n’est pas écrite @classe C0';
comment on column residence_parc.liberes is 'Logements libérés dans l’année @classe C0';
comment on column residence_parc.liberations_inconnues is 'Logements dont rien ne dit s’ils ont été libérés @classe C0';
comment on column residence_parc.loyers is 'Somme des loyers @classe C0';
comment on column residence_parc.surfaces is 'Somme des surfaces des logements à loyer @classe C0';
comment on column residence_parc.loyers_connus is 'Logements dont loyer et surface sont écrits et vraisemblables @classe C0';
comment on column residence_parc.construction is 'Première année de construction @classe C0';
comment on column residence_parc.construction_somme is 'Somme des années de construction @classe C0';
comment on column residence_parc.construction_connue is 'Logements dont l’année de construction est écrite @classe C0';
comment on column residence_parc.recents is 'Logements de cinq ans au plus @classe C0';
comment on column residence_parc.types is 'Logements par type de construction @classe C0';
comment on column residence_parc.pieces is 'Logements par nombre de pièces @classe C0';
comment on column residence_parc.superficies is 'Logements par classe de surface @classe C0';
comment on column residence_parc.periodes is 'Logements par période de construction @classe C0';
comment on column residence_parc.proposes_periodes is 'Logements loués ou proposés par période de construction @classe C0';
comment on column residence_parc.vacants_periodes is 'Logements vacants par période de construction @classe C0';
comment on column residence_parc.financements is 'Logements par financement @classe C0';
comment on column residence_parc.dpe is 'Logements par étiquette énergie @classe C0';
