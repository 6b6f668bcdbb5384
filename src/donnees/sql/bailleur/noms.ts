/**
 * $1: territory. Every bailleur with a name, and the source of the name: typed for the territory, else the published stock, else the directory of
 * organisations, else an act. Within a vintage, the name on most dwellings wins; the directory is only asked for bailleurs of leases, objectives and
 * acts.
 */
export const BAILLEURS_NOMMES = `
  select distinct on (siren) siren, nom, source
    from (select n.siren, n.nom, 'saisi' as source, 0 as rang, null as periode, 0 as nombre
            from bailleurs_nommes($1) n
           union all
          select c.bailleur as siren, c.bailleur_nom as nom, 'parc', 1, p.periode, sum(c.nombre) as nombre
            from publication p
            join cube_parc c on c.lot = p.lot
           where p.epci = $1
             and p.source = 'rpls'
             and c.bailleur is not null
             and c.bailleur_nom is not null
           group by c.bailleur, p.periode, c.bailleur_nom
           union all
          select o.siren, o.nom, 'annuaire', 2, null, -o.id
            from organisation o
           where o.type = 'bailleur'
             and o.siren = any (array(
                   select c.bailleur from publication p join cube_attribution c on c.lot = p.lot where p.epci = $1
                    union
                   select e.siren from engagement e where e.epci = $1
                    union
                   select s.siren from successions_de($1) s
                    union
                   select p.part ->> 'vers' from successions_de($1) s cross join jsonb_array_elements(s.parts) as p (part)))
           union all
          select s.siren, s.nom, 'acte', 3, null, 0 from successions_de($1) s
           union all
          select p.part ->> 'vers', p.part ->> 'nom', 'acte', 3, null, 0
            from successions_de($1) s cross join jsonb_array_elements(s.parts) as p (part)) as noms
   order by siren, rang, periode desc, nombre desc, nom`;
